//! What a contradiction teaches: resolved back along the cuts that led to it, it becomes a clause that would have warned.

use super::{Literal, Solver, apart};

/// A clause whose literals all fail, each with the place in the trail of the cut that made it fail; latest first.
struct Failing {
    literals: Vec<(usize, Literal)>,
}

impl Solver {
    /// Learns from a clause that fails, and goes back to where what was learnt cuts something.
    pub(super) fn learn(&mut self, violated: usize) {
        let mut failing = self.failing(violated);
        loop {
            let level = failing.literals.first().map_or(0, |(cut, _)| self.trail[*cut].level);
            if level == 0 {
                self.impossible = true;
                return;
            }
            let second = failing.literals.get(1).map_or(0, |(cut, _)| self.trail[*cut].level);
            if second < level {
                self.take(failing, second);
                return;
            }
            self.resolve(&mut failing);
        }
    }

    /// Keeps what was learnt, at the level where all its literals fail but the first.
    fn take(&mut self, failing: Failing, level: usize) {
        let literals: Vec<Literal> = failing.literals.into_iter().map(|(_, literal)| literal).collect();
        for literal in &literals {
            self.activity[literal.var] += self.bump;
        }
        self.bump *= 1.05;
        if self.bump > 1e100 {
            self.activity.iter_mut().for_each(|activity| *activity *= 1e-100);
            self.bump *= 1e-100;
        }
        self.undo_to(level);
        let clause = self.keep(literals);
        let cells = self.clauses[clause][0].cells.clone();
        self.cut(self.clauses[clause][0].var, &cells, Some(clause));
    }

    /// Which assumptions, by number, make one of them fail.
    pub(super) fn core(&self, assumptions: &[Literal], excluded: &Literal) -> Vec<usize> {
        let mut core: Vec<usize> = assumptions.iter().position(|other| other == excluded).into_iter().collect();
        let mut failing = Failing { literals: Vec::new() };
        self.add(&mut failing, excluded.clone());
        while let Some((cut, _)) = failing.literals.first() {
            if self.trail[*cut].reason.is_some() {
                self.resolve(&mut failing);
            } else {
                // A level for each assumption, in their order.
                let (cut, literal) = failing.literals.remove(0);
                let assumed = self.trail[cut].level - 1;
                core.push(assumed);
                self.add(&mut failing, common(&assumptions[assumed], &literal));
            }
        }
        core.sort_unstable();
        core.dedup();
        core
    }

    /// Keeps a clause whose literals all fail: it watches those that failed last, which can hold again first.
    pub(super) fn keep_failing(&mut self, literals: Vec<Literal>) -> usize {
        let mut failing = Failing { literals: Vec::new() };
        literals.into_iter().for_each(|literal| self.add(&mut failing, literal));
        self.keep(failing.literals.into_iter().map(|(_, literal)| literal).collect())
    }

    fn failing(&self, clause: usize) -> Failing {
        let mut failing = Failing { literals: Vec::new() };
        for literal in &self.clauses[clause] {
            self.add(&mut failing, literal.clone());
        }
        failing
    }

    /// Resolves the literal that failed last with the clause that made it fail.
    fn resolve(&self, failing: &mut Failing) {
        let (cut, literal) = failing.literals.remove(0);
        let Some(reason) = self.trail[cut].reason else { return };
        for other in &self.clauses[reason] {
            if other.var == literal.var {
                self.add(failing, common(other, &literal));
            } else {
                self.add(failing, other.clone());
            }
        }
    }

    /// Adds a literal that fails, joined with the one of its variable that is there. What failed from the beginning is left out.
    fn add(&self, failing: &mut Failing, literal: Literal) {
        let mut literal = literal;
        if let Some(place) = failing.literals.iter().position(|(_, other)| other.var == literal.var) {
            let (_, other) = failing.literals.remove(place);
            literal.cells.iter_mut().zip(&other.cells).for_each(|(cells, other)| *cells |= other);
        }
        let made_fail = self.cuts[literal.var].iter().rev().find(|&&cut| {
            let before = &self.kept[self.trail[cut].before..];
            !apart(&before[..literal.cells.len()], &literal.cells)
        });
        if let Some(&cut) = made_fail.filter(|&&cut| self.trail[cut].level > 0) {
            let place = failing.literals.partition_point(|(other, _)| *other > cut);
            failing.literals.insert(place, (cut, literal));
        }
    }
}

/// What is left of two literals of one variable when they are resolved on it.
fn common(a: &Literal, b: &Literal) -> Literal {
    Literal { var: a.var, cells: a.cells.iter().zip(&b.cells).map(|(a, b)| a & b).collect() }
}
