//! Ordered decision tables: the first row whose criterion passes takes the record.

use super::assumed::Records;
use super::claims::times;
use super::formula::{Formula, demanded};
use super::problem::{Found, Problem};
use super::solver::{Budget, Literal};
use super::{NotProved, Proof, Witness};
use crate::policy::criteria::{Criterion, Told};
use serde::Serialize;
use std::collections::BTreeSet;
use ts_rs::TS;

/// Ways to choose among the alternatives of two rows that are tried before the solver is asked.
const WAYS: u32 = 32;

/// What is proved of a table.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct TableProof {
    /// That some row takes every record; else a record that none takes. A fallback is a row that asks nothing.
    pub total: Proof,
    /// By row.
    pub rows: Vec<RowProof>,
}

/// Whether a row is ever reached.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case", tag = "row")]
pub enum RowProof {
    /// It takes this record.
    Hit {
        witness: Witness,
    },
    /// Rows before it, by number, take everything that it would; without any one of these it would be reached.
    Covered {
        by: Vec<usize>,
    },
    /// No record passes its criterion.
    Never,
    NotProved {
        why: NotProved,
    },
}

/// Decides of each row whether it is ever reached, and of the table whether it takes every record.
pub fn table(rows: &[&Criterion], records: &Records<'_>, told: &Told, budget: Budget) -> TableProof {
    let not_proved =
        |why| TableProof { total: Proof::NotProved { why }, rows: vec![RowProof::NotProved { why }; rows.len()] };
    let times = match times(rows, records, told) {
        Ok(times) => times,
        Err(why) => return not_proved(why),
    };
    let mut proof = TableProof { total: Proof::Proved, rows: vec![RowProof::Never; rows.len()] };
    for told in &times {
        let mut at = At::new(rows, records, told, budget);
        for (row, known) in proof.rows.iter_mut().enumerate() {
            if !matches!(known, RowProof::Hit { .. }) {
                *known = joined(known.clone(), at.row(row));
            }
        }
        if proof.total.is_proved() {
            proof.total = at.total();
        }
    }
    proof
}

/// Decides of the table alone whether some row takes every record; else a record that none takes.
pub fn total(rows: &[&Criterion], records: &Records<'_>, told: &Told, budget: Budget) -> Proof {
    groups(rows, &vec![None; rows.len()], records, told, budget).0
}

/// Of a group of rows, the first that is ever reached, with a record that it takes; an error where that was too much to decide.
pub type Reached = Result<Option<(usize, Witness)>, NotProved>;

/// As [`table()`], for whoever cares only whether some row of a group is ever reached: each row has the number of its group, or none.
/// The second is by group.
pub fn groups(
    rows: &[&Criterion],
    of: &[Option<usize>],
    records: &Records<'_>,
    told: &Told,
    budget: Budget,
) -> (Proof, Vec<Reached>) {
    let count = of.iter().flatten().max().map_or(0, |last| last + 1);
    let times = match times(rows, records, told) {
        Ok(times) => times,
        Err(why) => return (Proof::NotProved { why }, vec![Err(why); count]),
    };
    let (mut total, mut reached) = (Proof::Proved, vec![Ok(None); count]);
    for told in &times {
        let mut at = At::new(rows, records, told, budget);
        for (row, group) in of.iter().enumerate() {
            let Some(known) = group.and_then(|group| reached.get_mut(group)) else { continue };
            if matches!(known, Ok(Some(_))) {
                continue;
            }
            match at.row_alone(row) {
                RowProof::Hit { witness } => *known = Ok(Some((row, witness))),
                RowProof::NotProved { why } => *known = Err(why),
                RowProof::Covered { .. } | RowProof::Never => {}
            }
        }
        if total.is_proved() {
            total = at.total();
        }
    }
    (total, reached)
}

/// What is known of a row from two presents: reached at one is reached; else what is not proved stays so.
fn joined(before: RowProof, now: RowProof) -> RowProof {
    match (before, now) {
        (_, hit @ RowProof::Hit { .. }) => hit,
        (RowProof::Never, now) => now,
        (before @ (RowProof::NotProved { .. } | RowProof::Hit { .. }), _) => before,
        (RowProof::Covered { .. }, now @ RowProof::NotProved { .. }) => now,
        (covered @ RowProof::Covered { .. }, RowProof::Never) => covered,
        (RowProof::Covered { by }, RowProof::Covered { by: also }) => {
            let mut by: Vec<usize> = by.into_iter().chain(also).collect();
            by.sort_unstable();
            by.dedup();
            RowProof::Covered { by }
        }
    }
}

/// A table at one present.
struct At<'a> {
    rows: &'a [&'a Criterion],
    records: &'a Records<'a>,
    told: &'a Told,
    budget: Budget,
    problem: Problem<'a>,
    passes: Vec<Formula>,
    fails: Vec<Formula>,
    /// By row: that a record passes it, and that it does not.
    taken: Vec<Literal>,
    left: Vec<Literal>,
}

impl<'a> At<'a> {
    fn new(rows: &'a [&'a Criterion], records: &'a Records<'a>, told: &'a Told, budget: Budget) -> At<'a> {
        let mut problem = Problem::new(rows, records, told);
        let passes: Vec<Formula> = rows.iter().map(|row| problem.formula(row, true)).collect();
        let fails: Vec<Formula> = passes.iter().map(Formula::opposite).collect();
        let taken = passes.iter().map(|formula| demanded(formula, &mut problem.solver)).collect();
        let left = fails.iter().map(|formula| demanded(formula, &mut problem.solver)).collect();
        At { rows, records, told, budget, problem, passes, fails, taken, left }
    }

    /// The first row that takes the record, by the ordinary evaluator.
    fn takes(&self, witness: &Witness) -> Option<usize> {
        let passes = |row: &&Criterion| row.truth(&witness.record, self.records.catalogue(), self.told).is_true();
        self.rows.iter().position(passes)
    }

    fn row(&mut self, row: usize) -> RowProof {
        match self.row_alone(row) {
            RowProof::Covered { by } => {
                let by = self.fewest(row, by);
                if by.is_empty() { RowProof::Never } else { RowProof::Covered { by } }
            }
            known @ (RowProof::Hit { .. } | RowProof::Never | RowProof::NotProved { .. }) => known,
        }
    }

    /// As [`At::row`], without looking for the fewest rows that cover it.
    fn row_alone(&mut self, row: usize) -> RowProof {
        let question = Formula::all(self.fails[..row].iter().chain([&self.passes[row]]).cloned());
        let assumptions: Vec<Literal> = self.left[..row].iter().chain([&self.taken[row]]).cloned().collect();
        match self.problem.ask(&assumptions, &question, self.budget) {
            Err(why) => RowProof::NotProved { why },
            Ok(Found::Record(witness)) if self.takes(&witness) == Some(row) => RowProof::Hit { witness },
            Ok(Found::Record(_)) => RowProof::NotProved { why: NotProved::Unconfirmed },
            Ok(Found::Nothing { because }) => {
                RowProof::Covered { by: because.into_iter().filter(|&other| other < row).collect() }
            }
        }
    }

    /// Of rows that together cover one, as few as do.
    fn fewest(&mut self, row: usize, covering: Vec<usize>) -> Vec<usize> {
        let mut by = covering;
        let mut at = 0;
        while at < by.len() {
            let others: Vec<usize> = by.iter().copied().filter(|&other| other != by[at]).collect();
            let assumptions: Vec<Literal> =
                others.iter().map(|&other| self.left[other].clone()).chain([self.taken[row].clone()]).collect();
            match self.problem.ask(&assumptions, &Formula::always(), self.budget) {
                Ok(Found::Nothing { .. }) => by = others,
                Ok(Found::Record(_)) | Err(_) => at += 1,
            }
        }
        by
    }

    fn total(&mut self) -> Proof {
        let question = Formula::all(self.fails.iter().cloned());
        match self.problem.ask(&self.left.clone(), &question, self.budget) {
            Err(why) => Proof::NotProved { why },
            Ok(Found::Nothing { .. }) => Proof::Proved,
            Ok(Found::Record(witness)) if self.takes(&witness).is_none() => Proof::Refuted { witness },
            Ok(Found::Record(_)) => Proof::NotProved { why: NotProved::Unconfirmed },
        }
    }
}

/// The pairs of rows, of those that `matters` asks for, that one record passes both of, at some time: the earlier row takes it. The
/// record is the witness of [`super::apart`].
///
/// # Errors
/// That the pairs could not all be decided.
pub fn overlaps(
    rows: &[&Criterion],
    records: &Records<'_>,
    told: &Told,
    budget: Budget,
    matters: impl Fn(usize, usize) -> bool,
) -> Result<Vec<(usize, usize)>, NotProved> {
    let mut found: BTreeSet<(usize, usize)> = BTreeSet::new();
    for told in &times(rows, records, told)? {
        let mut problem = Problem::new(rows, records, told);
        let passes: Vec<Formula> = rows.iter().map(|row| problem.formula(row, true)).collect();
        let taken: Vec<Literal> = passes.iter().map(|formula| demanded(formula, &mut problem.solver)).collect();
        for first in 0..rows.len() {
            for second in first + 1..rows.len() {
                if found.contains(&(first, second)) || !matters(first, second) {
                    continue;
                }
                let both = Formula::all([passes[first].clone(), passes[second].clone()]);
                let possible = match problem.plainly(&both, &mut { WAYS }) {
                    Some(possible) => possible,
                    None => problem.possible(&[taken[first].clone(), taken[second].clone()], budget)?,
                };
                if possible {
                    found.insert((first, second));
                }
            }
        }
    }
    Ok(found.into_iter().collect())
}
