//! What each test of an acceptance criterion tells of who is won.
//!
//! Of the accepted records alone: who fails a test and is turned down for it is lost by the test, which says nothing of the test. What is
//! found among those who were taken although they fail is what the test would have kept out.

use super::FEWEST;
use crate::metrics::parts::{Part, bit, denominator};
use crate::metrics::statistics::wilson;
use crate::metrics::words::{count, share};
use crate::metrics::{Measured, Metric};
use crate::policy::Policy;
use crate::policy::criteria::{Criterion, Facts, Told, Truth};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A test that asks for so little more than nothing may go: the share won of who passes lies at most so far above that of who fails.
const WORTH: f64 = 0.05;

/// How the accepted records of a quarter stand to one test.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CriterionRow {
    /// Key of the handoff point.
    pub handoff: String,
    /// Place of the test among the criterion's parts.
    #[ts(type = "number")]
    pub place: usize,
    pub english: String,
    /// Won, and of how many who pass the test.
    #[ts(type = "[number, number]")]
    pub passing: (u64, u64),
    /// The same of who fails it.
    #[ts(type = "[number, number]")]
    pub failing: (u64, u64),
    /// Of whom the test knows nothing.
    #[ts(type = "number")]
    pub unknown: u64,
    /// Fewer than ten on one side.
    pub too_few: bool,
    /// Who passes is won at most five points more often than who fails, by the interval of the difference: the test may go.
    pub tells_nothing: bool,
    /// How much more often who passes is won, with the interval of the difference (95 %, after Newcombe); `None` = too few.
    #[ts(type = "[number, number, number] | null")]
    pub difference: Option<(f64, f64, f64)>,
    pub sentence: String,
}

/// Whether a record that was accepted came to its handoff's outcome; `None` = it was not accepted, or nobody can say yet.
pub fn accepted_outcome(measured: &Measured<'_>, row: u32) -> Option<bool> {
    let row = row as usize;
    if !measured.rows().contains(&row) || !measured.passage(row, measured.is_clipped()).is_accepted() {
        return None;
    }
    let parts = measured.parts(row);
    (parts & denominator(Metric::Conversion) != 0).then(|| parts & bit(Metric::Conversion, Part::Yes) != 0)
}

#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    passing: (u64, u64),
    failing: (u64, u64),
    unknown: u64,
}

/// The acceptance criteria of a policy held against records, one after another.
#[derive(Debug, Clone, Default)]
pub struct CriteriaTally(BTreeMap<(String, usize), Counts>);

/// The parts of an acceptance criterion that are asked one by one: those that all have to hold.
fn parts(criterion: &Criterion) -> &[Criterion] {
    match criterion {
        Criterion::All(parts) => parts,
        Criterion::Any(_) | Criterion::Not(_) | Criterion::Test(_) => std::slice::from_ref(criterion),
    }
}

impl CriteriaTally {
    /// Keys of the handoff points whose records are to be looked at: those that ask for something.
    pub fn handoffs(policy: &Policy) -> Vec<String> {
        let asks = policy.handoffs.iter().filter(|point| !point.acceptance.criteria.is_always());
        asks.map(|point| point.key.clone()).collect()
    }

    /// Counts a record that was accepted and of which it is known whether it came to the handoff's outcome.
    pub fn look(&mut self, policy: &Policy, handoff: &str, record: &dyn Facts, told: &Told, is_won: bool) {
        let Some(point) = policy.handoff(handoff) else { return };
        for (place, test) in parts(&point.acceptance.criteria).iter().enumerate() {
            let counts = self.0.entry((point.key.clone(), place)).or_default();
            let side = match test.truth(record, &policy.fields, told) {
                Truth::True => &mut counts.passing,
                Truth::False => &mut counts.failing,
                Truth::Unknown => {
                    counts.unknown += 1;
                    continue;
                }
            };
            *side = (side.0 + u64::from(is_won), side.1 + 1);
        }
    }

    /// What was counted, by handoff point and in the criterion's order; what may go first.
    pub fn rows(&self, policy: &Policy) -> Vec<CriterionRow> {
        let row = |((handoff, place), counts): (&(String, usize), &Counts)| {
            let test = parts(&policy.handoff(handoff)?.acceptance.criteria).get(*place)?;
            Some(row(handoff, *place, test.sentence(&policy.fields), *counts))
        };
        let mut rows: Vec<CriterionRow> = self.0.iter().filter_map(row).collect();
        rows.sort_by_key(|row| (!row.tells_nothing, row.too_few));
        rows
    }
}

fn row(handoff: &str, place: usize, english: String, counts: Counts) -> CriterionRow {
    let Counts { passing, failing, unknown } = counts;
    let too_few = passing.1 < FEWEST || failing.1 < FEWEST;
    let difference = if too_few { None } else { difference(passing, failing) };
    let tells_nothing = difference.is_some_and(|(_, _, high)| high < WORTH);
    let rate = |(won, n): (u64, u64)| format!("{} (n {})", share(won as f64 / n.max(1) as f64), count(n));
    let sentence = match difference {
        None => format!(
            "{handoff}, {english}: {} pass and {} fail, too few to say anything.",
            count(passing.1),
            count(failing.1)
        ),
        Some(_) => {
            let end = if tells_nothing { ": the test keeps nothing out that would be lost" } else { "" };
            format!(
                "{handoff}, {english}: of the accepted {} who pass come to the outcome, {} who fail{end}.",
                rate(passing),
                rate(failing)
            )
        }
    };
    CriterionRow {
        handoff: handoff.to_owned(),
        place,
        english,
        passing,
        failing,
        unknown,
        too_few,
        tells_nothing,
        difference,
        sentence,
    }
}

/// The difference of two shares with its interval of 95 %: Newcombe's hybrid score method (Statistics in Medicine 17, 1998, method 10).
fn difference(one: (u64, u64), other: (u64, u64)) -> Option<(f64, f64, f64)> {
    const Z: f64 = 1.959_963_984_540_054;
    let rate = |(won, n): (u64, u64)| won as f64 / n as f64;
    let ((low, high), (other_low, other_high)) = (wilson(one.0, one.1, Z)?, wilson(other.0, other.1, Z)?);
    let (a, b) = (rate(one), rate(other));
    let below = ((a - low).powi(2) + (other_high - b).powi(2)).sqrt();
    let above = ((high - a).powi(2) + (b - other_low).powi(2)).sqrt();
    Some((a - b, a - b - below, a - b + above))
}
