//! What a quarter says about the criteria: who was won and lost, by part and by the criteria themselves; why handoffs were turned down;
//! which customers were lost; who had more than they could do; and the changes of the policy that follow. Prepared from data; what the
//! data does not say is named with the next step, not guessed.

mod capacity;
mod churn;
mod criteria;
mod proposals;
mod win_loss;

pub use capacity::{CapacityRow, Load};
pub use churn::{ChurnRow, CustomerEnd};
pub use criteria::{CriteriaTally, CriterionRow, accepted_outcome};
pub use win_loss::{Standing, WinLoss};

use super::cadence::Quarter;
use super::proposal::Proposal;
use crate::metrics::measure::Measured;
use crate::metrics::words::{count, share};
use crate::metrics::{Metric, Month};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Of fewer than so many nothing is said but that they are too few.
const FEWEST: u64 = 10;

/// How many rows of a list.
const MOST: usize = 20;

/// A quarter's preparation of the criteria update.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Quarterly {
    /// `2026-Q3`
    pub quarter: String,
    #[ts(type = "string")]
    pub from: Month,
    #[ts(type = "string")]
    pub to: Month,
    #[ts(type = "number")]
    pub records: u64,
    /// Every part of every handoff point: whose conversion differs from the whole first, the worst of them before the others.
    pub win_loss: Vec<WinLoss>,
    /// What each acceptance criterion tells of who is won, among the accepted.
    pub criteria: Vec<CriterionRow>,
    /// Why handoffs were turned down, against the quarter before; the most frequent first.
    pub reasons: Vec<ReasonShift>,
    /// Customers who ended or were not renewed.
    pub churn: Vec<ChurnRow>,
    /// Owner groups by how much each person had a week; the most first.
    pub capacity: Vec<CapacityRow>,
    /// People by name and then teams, beside the capacity that the policy gives them; who is over it first.
    pub loads: Vec<Load>,
    /// What the data would have to bring for the rest, each with the next step.
    pub missing: Vec<String>,
    /// What to talk about, in sentences.
    pub sentences: Vec<String>,
    /// Changes of the policy that follow; they open as a draft.
    pub proposals: Vec<Proposal>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReasonShift {
    pub reason: String,
    #[ts(type = "number")]
    pub records: u64,
    /// In the quarter before.
    #[ts(type = "number")]
    pub before: u64,
    /// Of all turned down.
    pub share: f64,
    pub share_before: Option<f64>,
}

/// Prepares a quarter. `tally` holds the acceptance criteria against its records.
pub fn quarterly(measured: &Measured<'_>, quarter: Quarter, tally: &CriteriaTally) -> Quarterly {
    let (from, to) = quarter.months();
    let mut missing = Vec::new();
    let win_loss = win_loss::win_loss(measured, from, to, &mut missing);
    let criteria = tally.rows(measured.policy());
    let reasons = reasons(measured, quarter, &mut missing);
    let churn = churn::churn(measured, from, to, &mut missing);
    let capacity = capacity::groups(measured, from, to, &mut missing);
    let loads = capacity::loads(measured, from, to, &mut missing);
    let records = (from.0..=to.0).map(|month| rows_in(measured, Month(month)).count() as u64).sum();
    let mut sentences: Vec<String> = win_loss
        .iter()
        .filter(|one| one.standing == Standing::Worse)
        .take(3)
        .map(|one| one.sentence.clone())
        .chain(churn.iter().filter(|one| one.standing == Standing::Worse).take(2).map(|one| one.sentence.clone()))
        .chain(criteria.iter().filter(|one| one.tells_nothing).take(2).map(|one| one.sentence.clone()))
        .collect();
    if let Some(shift) =
        reasons.iter().filter(|one| one.share_before.is_some_and(|before| one.share > before + 0.05)).max_by(|a, b| {
            let rise = |one: &ReasonShift| one.share - one.share_before.unwrap_or(0.0);
            rise(a).total_cmp(&rise(b))
        })
    {
        sentences.push(format!(
            "{} is now {} of what is turned down, {} before: look at the entry criteria that should have kept it out.",
            shift.reason,
            share(shift.share),
            share(shift.share_before.unwrap_or(0.0))
        ));
    }
    for group in capacity.iter().filter(|group| group.overloaded).take(3) {
        let missed = share(group.breach_rate.unwrap_or(0.0));
        sentences.push(match group.per_person_a_week {
            Some(each) => format!(
                "{} has {each:.1} handoffs a person and week and misses {missed} of its promises: more people, or fewer that qualify.",
                group.owner_group
            ),
            None => format!(
                "{} misses {missed} of its promises, and nobody owns any of its {} handoffs: name who takes them.",
                group.owner_group,
                count(group.records)
            ),
        });
    }
    sentences.extend(loads.iter().filter(|load| load.is_over).take(3).map(|load| load.sentence.clone()));
    if sentences.is_empty() {
        sentences.push("Nothing in this quarter's data asks for other criteria.".to_owned());
    }
    let proposals = proposals::proposals(measured.policy(), &win_loss, &criteria, &loads);
    Quarterly {
        quarter: quarter.to_string(),
        from,
        to,
        records,
        win_loss,
        criteria,
        reasons,
        churn,
        capacity,
        loads,
        missing,
        sentences,
        proposals,
    }
}

fn rows_in<'m>(measured: &'m Measured<'_>, month: Month) -> impl Iterator<Item = usize> + 'm {
    let place = measured.months.index(month);
    measured.rows().filter(move |&row| place.is_some_and(|place| usize::from(measured.started_in(row)) == place))
}

fn reasons(measured: &Measured<'_>, quarter: Quarter, missing: &mut Vec<String>) -> Vec<ReasonShift> {
    if !measured.metrics().contains(&Metric::RejectionRate) {
        missing.push("Reasons: map the columns that say what the receiver decided, and why.".to_owned());
        return Vec::new();
    }
    let columns = measured.columns();
    let counts = |quarter: Quarter| {
        let (from, to) = quarter.months();
        let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
        for month in from.0..=to.0 {
            for row in rows_in(measured, Month(month)) {
                if measured.passage(row, measured.is_clipped()).is_rejected() {
                    *counts.entry(columns.reason(row as u32).unwrap_or("(blank)")).or_default() += 1;
                }
            }
        }
        counts
    };
    let (now, before) = (counts(quarter), counts(Quarter(quarter.0 - 1)));
    let total = |counts: &BTreeMap<&str, u64>| counts.values().sum::<u64>();
    let (all, all_before) = (total(&now), total(&before));
    let mut shifts: Vec<ReasonShift> = now
        .iter()
        .map(|(&key, &records)| {
            let was = before.get(key).copied().unwrap_or(0);
            ReasonShift {
                reason: measured.policy().reason_name(key).to_owned(),
                records,
                before: was,
                share: records as f64 / all as f64,
                share_before: (all_before > 0).then(|| was as f64 / all_before as f64),
            }
        })
        .collect();
    shifts.sort_by(|a, b| b.records.cmp(&a.records).then_with(|| a.reason.cmp(&b.reason)));
    shifts.truncate(MOST);
    shifts
}
