//! Satisfiability of clauses over variables with finitely many cells: is there a cell for each variable so that every clause has a
//! literal that holds? A literal says that a variable lies in a set of cells.
//!
//! Conflict-driven search: what a decision implies is propagated; what led to a contradiction is resolved into a new clause, which cuts
//! off every other way into the same contradiction. Resolution on a variable with more than two cells keeps the literal of the sets'
//! intersection. The effort is bounded; past the bound the answer is that there is none.

mod analyse;
mod propagate;
#[cfg(test)]
mod tests;

/// A variable.
pub(super) type Var = usize;

/// A variable lies in a set of cells: one bit a cell, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Literal {
    pub var: Var,
    pub cells: Box<[u64]>,
}

impl Literal {
    pub fn new(var: Var, cells: &[u64]) -> Literal {
        Literal { var, cells: cells.into() }
    }

    /// The variable has this cell, out of the first 64.
    pub fn is(var: Var, cell: u32) -> Literal {
        Literal { var, cells: Box::new([1 << cell]) }
    }
}

/// How much work a question may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Contradictions met.
    pub conflicts: u32,
    /// Clauses looked at.
    pub steps: u64,
}

impl Default for Budget {
    /// At most some seconds.
    fn default() -> Self {
        Budget { conflicts: 20_000, steps: 20_000_000 }
    }
}

/// The answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// It can be; the cell of each variable.
    Satisfied(Vec<u32>),
    /// It cannot be; which of the assumptions, by number, exclude each other.
    Impossible(Vec<usize>),
    /// The budget is spent.
    Unknown,
}

/// What the clauses do not say, asked of a whole assignment of cells: a clause that it violates, where it cannot be.
pub(super) trait Theory {
    /// # Errors
    /// What the theory cannot decide within its bounds.
    fn refute(&mut self, cells: &[u32]) -> Result<Option<Vec<Literal>>, Undecided>;
}

/// The theory gave up.
pub(super) struct Undecided;

/// A cut in a variable's cells.
struct Cut {
    var: Var,
    /// Where the cells from before lie in `Solver::kept`.
    before: usize,
    /// The clause that implied it; none = it was decided.
    reason: Option<usize>,
    level: usize,
}

/// The clauses, and the state of the search.
#[derive(Default)]
pub(super) struct Solver {
    /// Where a variable's cells begin in `domains`; one more at the end.
    starts: Vec<usize>,
    domains: Vec<u64>,
    clauses: Vec<Vec<Literal>>,
    /// By variable: the clauses that watch one of its literals.
    watched: Vec<Vec<usize>>,
    /// Every cut since the beginning, and by variable the places of its cuts.
    trail: Vec<Cut>,
    cuts: Vec<Vec<usize>>,
    /// The cells of variables before they were cut.
    kept: Vec<u64>,
    /// Where each level begins in `trail`.
    levels: Vec<usize>,
    /// Cuts that have been propagated.
    done: usize,
    /// Variables that are decided where nothing else settles them.
    decidable: Vec<Var>,
    activity: Vec<f64>,
    bump: f64,
    /// The clauses contradict each other whatever is assumed.
    impossible: bool,
    steps: u64,
}

impl Solver {
    pub fn new() -> Solver {
        Solver { starts: vec![0], bump: 1.0, ..Solver::default() }
    }

    /// A new variable that may have any of these cells. Cells that come first are tried first.
    pub fn variable(&mut self, cells: &[u64]) -> Var {
        let var = self.idle(cells);
        self.decidable.push(var);
        var
    }

    /// A new variable that no clause needs: whatever the others are, its first cell will do, unless it is assumed to have another.
    pub fn idle(&mut self, cells: &[u64]) -> Var {
        self.domains.extend_from_slice(cells);
        self.starts.push(self.domains.len());
        self.watched.push(Vec::new());
        self.cuts.push(Vec::new());
        self.activity.push(0.0);
        self.impossible |= cells.iter().all(|&word| word == 0);
        self.starts.len() - 2
    }

    /// Asks that one of the literals holds. At the top level only.
    pub fn clause(&mut self, literals: Vec<Literal>) {
        debug_assert!(self.levels.is_empty());
        let literals = merged(literals);
        if literals.iter().any(|literal| self.holds(literal)) {
            return;
        }
        let literals: Vec<Literal> = literals.into_iter().filter(|literal| !self.fails(literal)).collect();
        match literals.len() {
            0 => self.impossible = true,
            1 => {
                let place = self.keep(literals);
                self.cut_by(place, 0);
            }
            _ => {
                self.keep(literals);
            }
        }
    }

    /// Whether all clauses can hold together with all assumptions.
    pub fn solve(&mut self, assumptions: &[Literal], theory: &mut impl Theory, budget: Budget) -> Answer {
        let mut conflicts = 0;
        self.steps = 0;
        let answer = loop {
            if self.impossible {
                break Answer::Impossible(Vec::new());
            }
            let mut violated = self.propagate();
            if violated.is_none() {
                violated = match self.next(assumptions) {
                    Next::Decided => continue,
                    Next::Excluded(core) => break Answer::Impossible(core),
                    Next::All => match theory.refute(&self.cells()) {
                        Ok(None) => break Answer::Satisfied(self.cells()),
                        Ok(Some(literals)) => Some(self.keep_failing(literals)),
                        Err(Undecided) => break Answer::Unknown,
                    },
                };
            }
            if let Some(clause) = violated {
                conflicts += 1;
                if conflicts > budget.conflicts || self.steps > budget.steps {
                    break Answer::Unknown;
                }
                self.learn(clause);
            }
        };
        self.undo_to(0);
        answer
    }

    /// Takes the next assumption or decides the next variable.
    fn next(&mut self, assumptions: &[Literal]) -> Next {
        while let Some(literal) = assumptions.get(self.levels.len()) {
            if self.fails(literal) {
                return Next::Excluded(self.core(assumptions, literal));
            }
            self.levels.push(self.trail.len());
            if !self.holds(literal) {
                self.cut(literal.var, &literal.cells, None);
                return Next::Decided;
            }
        }
        let open = self.decidable.iter().copied().filter(|&var| self.open(var));
        let Some(var) = open.max_by(|&a, &b| self.activity[a].total_cmp(&self.activity[b]).then(b.cmp(&a))) else {
            return Next::All;
        };
        let first = first(self.domain(var));
        let mut only = vec![0; self.domain(var).len()];
        only[first / 64] = 1 << (first % 64);
        self.levels.push(self.trail.len());
        self.cut(var, &only, None);
        Next::Decided
    }

    /// The cell of each variable, which is its first where it has several.
    fn cells(&self) -> Vec<u32> {
        (0..self.cuts.len()).map(|var| first(self.domain(var)) as u32).collect()
    }

    fn domain(&self, var: Var) -> &[u64] {
        &self.domains[self.starts[var]..self.starts[var + 1]]
    }

    /// More than one cell is left.
    fn open(&self, var: Var) -> bool {
        let mut words = self.domain(var).iter().filter(|word| **word != 0);
        words.next().is_some_and(|word| word & (word - 1) != 0) || words.next().is_some()
    }

    /// Every cell that is left is in the literal.
    fn holds(&self, literal: &Literal) -> bool {
        self.domain(literal.var).iter().zip(&literal.cells).all(|(domain, cells)| domain & !cells == 0)
    }

    /// No cell that is left is in the literal.
    fn fails(&self, literal: &Literal) -> bool {
        apart(self.domain(literal.var), &literal.cells)
    }

    /// Keeps a clause and watches it; gives its place.
    fn keep(&mut self, literals: Vec<Literal>) -> usize {
        let place = self.clauses.len();
        for literal in literals.iter().take(2) {
            self.watched[literal.var].push(place);
        }
        self.clauses.push(literals);
        place
    }
}

enum Next {
    Decided,
    /// Every variable has one cell, but for idle ones.
    All,
    /// These assumptions exclude each other.
    Excluded(Vec<usize>),
}

/// No common cell.
fn apart(a: &[u64], b: &[u64]) -> bool {
    a.iter().zip(b).all(|(a, b)| a & b == 0)
}

fn first(cells: &[u64]) -> usize {
    let word = cells.iter().position(|&word| word != 0).unwrap_or(0);
    word * 64 + (cells[word].trailing_zeros() as usize).min(63)
}

/// One literal a variable.
fn merged(literals: Vec<Literal>) -> Vec<Literal> {
    let mut merged: Vec<Literal> = Vec::with_capacity(literals.len());
    for literal in literals {
        match merged.iter_mut().find(|other| other.var == literal.var) {
            Some(other) => other.cells.iter_mut().zip(&literal.cells).for_each(|(other, cells)| *other |= cells),
            None => merged.push(literal),
        }
    }
    merged
}
