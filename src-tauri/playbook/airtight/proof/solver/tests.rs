//! The search against going through every assignment.
#![allow(clippy::unwrap_used, reason = "a test whose case cannot be made has failed")]

use super::*;
use proptest::prelude::*;

/// No theory.
struct Free;

impl Theory for Free {
    fn refute(&mut self, _: &[u32]) -> Result<Option<Vec<Literal>>, Undecided> {
        Ok(None)
    }
}

/// Two variables never have the same cell.
struct Different(Var, Var);

impl Theory for Different {
    fn refute(&mut self, cells: &[u32]) -> Result<Option<Vec<Literal>>, Undecided> {
        let same = cells[self.0] == cells[self.1];
        let not = |var: Var| Literal::new(var, &[!(1 << cells[var])]);
        Ok(same.then(|| vec![not(self.0), not(self.1)]))
    }
}

const CELLS: [u32; 5] = [2, 3, 3, 4, 5];

fn solver(clauses: &[Vec<(usize, u64)>]) -> Solver {
    let mut solver = Solver::new();
    for cells in CELLS {
        solver.variable(&[(1 << cells) - 1]);
    }
    for clause in clauses {
        solver.clause(clause.iter().map(|&(var, cells)| Literal::new(var, &[cells])).collect());
    }
    solver
}

fn holds(literal: (usize, u64), cells: &[u32]) -> bool {
    literal.1 & 1 << cells[literal.0] != 0
}

/// Every assignment in which each clause has a literal that holds.
fn satisfying(clauses: &[Vec<(usize, u64)>]) -> Vec<Vec<u32>> {
    let mut all: Vec<Vec<u32>> = vec![Vec::new()];
    for cells in CELLS {
        all = all.iter().flat_map(|head| (0..cells).map(|cell| [head.clone(), vec![cell]].concat())).collect();
    }
    all.retain(|cells| clauses.iter().all(|clause| clause.iter().any(|&literal| holds(literal, cells))));
    all
}

fn literal() -> impl Strategy<Value = (usize, u64)> {
    (0..CELLS.len()).prop_flat_map(|var| (Just(var), 0..1_u64 << CELLS[var]))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Satisfied exactly where some assignment satisfies, asked again and again with other assumptions; and what is named as
    /// excluding each other does.
    #[test]
    fn found_where_there_is_one(
        clauses in proptest::collection::vec(proptest::collection::vec(literal(), 1..4), 0..24),
        questions in proptest::collection::vec(proptest::collection::vec(literal(), 0..4), 1..4),
        different in any::<bool>(),
    ) {
        let mut solver = solver(&clauses);
        let mut possible = satisfying(&clauses);
        if different {
            possible.retain(|cells| cells[1] != cells[2]);
        }
        for question in questions {
            let assumptions: Vec<Literal> = question.iter().map(|&(var, cells)| Literal::new(var, &[cells])).collect();
            let answer = if different {
                solver.solve(&assumptions, &mut Different(1, 2), Budget::default())
            } else {
                solver.solve(&assumptions, &mut Free, Budget::default())
            };
            let under = |wanted: &[usize]| {
                possible.iter().any(|cells| wanted.iter().all(|&at| holds(question[at], cells)))
            };
            match answer {
                Answer::Satisfied(cells) => {
                    prop_assert!(possible.contains(&cells), "{:?} satisfies not", cells);
                    prop_assert!(question.iter().all(|&literal| holds(literal, &cells)));
                }
                Answer::Impossible(core) => prop_assert!(!under(&core), "{:?} of {:?} exclude nothing", core, question),
                Answer::Unknown => prop_assert!(false, "so small a question is decided"),
            }
        }
    }
}

/// Each of `pigeons` has a hole of its own out of `holes`.
fn pigeons(pigeons: usize, holes: u32) -> Answer {
    let mut solver = Solver::new();
    for _ in 0..pigeons {
        solver.variable(&[(1 << holes) - 1]);
    }
    for first in 0..pigeons {
        for second in first + 1..pigeons {
            for hole in 0..holes {
                let not = |pigeon| Literal::new(pigeon, &[!(1 << hole)]);
                solver.clause(vec![not(first), not(second)]);
            }
        }
    }
    solver.solve(&[], &mut Free, Budget { conflicts: 2_000, steps: 5_000_000 })
}

#[test]
fn more_than_64_cells_are_cells_too() {
    let mut solver = Solver::new();
    let many = solver.variable(&[u64::MAX, u64::MAX, 0b11]);
    let switch = solver.variable(&[0b11]);
    solver.clause(vec![Literal::new(many, &[0, 0, 0b10]), Literal::is(switch, 0)]);
    let answer = solver.solve(&[Literal::is(switch, 1)], &mut Free, Budget::default());
    assert_eq!(answer, Answer::Satisfied(vec![129, 1]));
    solver.clause(vec![Literal::new(many, &[u64::MAX, u64::MAX, 0b01])]);
    let answer = solver.solve(&[Literal::is(switch, 1)], &mut Free, Budget::default());
    assert_eq!(answer, Answer::Impossible(vec![0]));
}

#[test]
fn a_question_past_the_budget_has_no_answer() {
    assert!(matches!(pigeons(5, 5), Answer::Satisfied(_)));
    assert_eq!(pigeons(6, 5), Answer::Impossible(Vec::new()));
    assert_eq!(pigeons(12, 11), Answer::Unknown);
}
