//! Criteria as formulas over cells: true or false of every way to give each variable a cell, so that two values do where the criterion
//! has three.

use super::cellset::CellSet;
use super::solver::{Literal, Solver, Var};
use crate::policy::criteria::Truth;

/// What is asked of the cells of variables.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Formula {
    /// A variable lies in these cells, out of so many.
    In(Var, CellSet, usize),
    /// Each holds; none = always.
    All(Vec<Formula>),
    /// One holds; none = never.
    Any(Vec<Formula>),
}

impl Formula {
    pub const fn always() -> Formula {
        Formula::All(Vec::new())
    }

    pub const fn never() -> Formula {
        Formula::Any(Vec::new())
    }

    /// That each part holds; parts about one variable are joined, and what goes without saying is left out.
    pub fn all(parts: impl IntoIterator<Item = Formula>) -> Formula {
        let mut joined = Vec::new();
        for part in parts {
            match part {
                Formula::All(inner) => inner.into_iter().for_each(|part| join(&mut joined, part)),
                part @ (Formula::In(..) | Formula::Any(_)) => join(&mut joined, part),
            }
        }
        if joined.iter().any(Formula::is_never) {
            return Formula::never();
        }
        joined.retain(|part| !matches!(part, Formula::In(_, cells, count) if cells.complement(*count).is_empty()));
        if joined.len() == 1 { joined.remove(0) } else { Formula::All(joined) }
    }

    /// That one part holds, joined likewise.
    pub fn any(parts: impl IntoIterator<Item = Formula>) -> Formula {
        let parts = parts.into_iter().map(|part| part.opposite());
        Formula::all(parts).opposite()
    }

    fn is_never(&self) -> bool {
        match self {
            Formula::In(_, cells, _) => cells.is_empty(),
            Formula::Any(parts) => parts.is_empty(),
            Formula::All(_) => false,
        }
    }

    /// What holds exactly where this does not.
    pub fn opposite(&self) -> Formula {
        match self {
            Formula::In(var, cells, count) => Formula::In(*var, cells.complement(*count), *count),
            Formula::All(parts) => Formula::Any(parts.iter().map(Formula::opposite).collect()),
            Formula::Any(parts) => Formula::All(parts.iter().map(Formula::opposite).collect()),
        }
    }

    /// What is known of it when each variable may have any of the cells that are left to it.
    pub fn known(&self, left: &[CellSet]) -> Truth {
        match self {
            Formula::In(var, cells, _) => {
                let pairs = || left[*var].words().iter().zip(cells.words());
                if pairs().all(|(left, cells)| left & !cells == 0) {
                    Truth::True
                } else if pairs().all(|(left, cells)| left & cells == 0) {
                    Truth::False
                } else {
                    Truth::Unknown
                }
            }
            Formula::All(parts) => Truth::all(parts.iter().map(|part| part.known(left))),
            Formula::Any(parts) => Truth::any(parts.iter().map(|part| part.known(left))),
        }
    }

    /// Gives the solver the clauses that say: one of `unless` holds, or this does.
    pub fn demand(&self, solver: &mut Solver, unless: &[Literal]) {
        match self {
            Formula::In(var, cells, _) => {
                solver.clause(unless.iter().cloned().chain([Literal::new(*var, cells.words())]).collect());
            }
            Formula::All(parts) => parts.iter().for_each(|part| part.demand(solver, unless)),
            Formula::Any(parts) => {
                let mut literals = unless.to_vec();
                let mut stands_for = Vec::new();
                for part in parts {
                    match part {
                        Formula::In(var, cells, _) => literals.push(Literal::new(*var, cells.words())),
                        Formula::Any(inner) if inner.is_empty() => {}
                        Formula::All(_) | Formula::Any(_) => {
                            let switch = switch(solver);
                            literals.push(on(switch));
                            stands_for.push((switch, part));
                        }
                    }
                }
                solver.clause(literals);
                for (switch, part) in stands_for {
                    part.demand(solver, &[off(switch)]);
                }
            }
        }
    }
}

/// Adds a part of an *all*, or joins it with the one about the same variable.
fn join(parts: &mut Vec<Formula>, part: Formula) {
    if let Formula::In(var, cells, _) = &part {
        for other in parts.iter_mut() {
            if let Formula::In(other_var, other_cells, _) = other
                && other_var == var
            {
                *other_cells = other_cells.common(cells);
                return;
            }
        }
    }
    parts.push(part);
}

/// A variable that is off or on, and off where it may be.
fn switch(solver: &mut Solver) -> Var {
    solver.variable(&[0b11])
}

/// The literal under which a formula must hold; where it is not assumed, nothing is asked.
pub(super) fn demanded(formula: &Formula, solver: &mut Solver) -> Literal {
    let switch = solver.idle(&[0b11]);
    formula.demand(solver, &[off(switch)]);
    on(switch)
}

fn off(switch: Var) -> Literal {
    Literal::is(switch, 0)
}

fn on(switch: Var) -> Literal {
    Literal::is(switch, 1)
}
