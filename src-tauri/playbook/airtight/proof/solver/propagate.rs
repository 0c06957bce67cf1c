//! What follows from the cells that are left: a clause with one literal that can still hold cuts its variable's cells to it.

use super::{Cut, Solver, Var};

impl Solver {
    /// Cuts a variable's cells to those of `to`.
    pub(super) fn cut(&mut self, var: Var, to: &[u64], reason: Option<usize>) {
        let before = self.kept.len();
        let (from, end) = (self.starts[var], self.starts[var + 1]);
        self.kept.extend_from_slice(&self.domains[from..end]);
        self.domains[from..end].iter_mut().zip(to).for_each(|(domain, to)| *domain &= to);
        self.cuts[var].push(self.trail.len());
        self.trail.push(Cut { var, before, reason, level: self.levels.len() });
    }

    /// Cuts the variable of a clause's literal to it, because the clause's other literals fail.
    pub(super) fn cut_by(&mut self, clause: usize, literal: usize) {
        let literal = self.clauses[clause][literal].clone();
        if !self.holds(&literal) {
            self.cut(literal.var, &literal.cells, Some(clause));
        }
    }

    /// Draws every consequence; a clause that fails, if there is one.
    pub(super) fn propagate(&mut self) -> Option<usize> {
        while let Some(cut) = self.trail.get(self.done) {
            let var = cut.var;
            let mut place = 0;
            while place < self.watched[var].len() {
                let clause = self.watched[var][place];
                self.steps += 1;
                match self.look(clause, var) {
                    Look::Kept => place += 1,
                    Look::Moved(to) => {
                        self.watched[var].swap_remove(place);
                        self.watched[to].push(clause);
                    }
                    Look::Fails => return Some(clause),
                }
            }
            self.done += 1;
        }
        None
    }

    /// Looks at a clause that watches `var`, which has been cut. The first two literals of a clause are the watched ones.
    fn look(&mut self, clause: usize, var: Var) -> Look {
        if self.clauses[clause].len() > 1 && self.clauses[clause][0].var == var {
            self.clauses[clause].swap(0, 1);
        }
        let watched = usize::from(self.clauses[clause].len() > 1);
        if !self.fails(&self.clauses[clause][watched]) || self.holds(&self.clauses[clause][0]) && watched > 0 {
            return Look::Kept;
        }
        let other = (2..self.clauses[clause].len()).find(|&other| !self.fails(&self.clauses[clause][other]));
        if let Some(other) = other {
            self.clauses[clause].swap(1, other);
            return Look::Moved(self.clauses[clause][1].var);
        }
        if watched == 0 || self.fails(&self.clauses[clause][0]) {
            return Look::Fails;
        }
        self.cut_by(clause, 0);
        Look::Kept
    }

    /// Takes back every cut above a level.
    pub(super) fn undo_to(&mut self, level: usize) {
        let Some(&from) = self.levels.get(level) else { return };
        self.levels.truncate(level);
        while self.trail.len() > from {
            let Some(cut) = self.trail.pop() else { break };
            let (start, end) = (self.starts[cut.var], self.starts[cut.var + 1]);
            self.domains[start..end].copy_from_slice(&self.kept[cut.before..cut.before + end - start]);
            self.kept.truncate(cut.before);
            self.cuts[cut.var].pop();
        }
        self.done = self.done.min(from);
    }
}

enum Look {
    /// It goes on watching the variable.
    Kept,
    /// It watches this variable instead.
    Moved(Var),
    Fails,
}
