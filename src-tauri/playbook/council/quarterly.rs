//! What a quarter says about the criteria: who was won and lost, why handoffs were turned down, who came back in trouble, and who had
//! more than they could do. Prepared from data; what the data does not say is named, not guessed.

use super::cadence::Quarter;
use crate::metrics::grid::GridQuery;
use crate::metrics::measure::Measured;
use crate::metrics::review::{HandoffBadge, badge};
use crate::metrics::statistics::{normal_quantile, wilson};
use crate::metrics::words::{count, share};
use crate::metrics::{Basis, Dimension, Metric, Month};
use crate::record::Moment;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What was won or lost more than all, by these.
const DIMENSIONS: [Dimension; 4] = [Dimension::Source, Dimension::Segment, Dimension::Intent, Dimension::Trigger];

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
    /// Parts whose conversion differs from the whole by more than their interval, widened for the number of comparisons; the worst first.
    pub win_loss: Vec<WinLoss>,
    /// Why handoffs were turned down, against the quarter before; the most frequent first.
    pub reasons: Vec<ReasonShift>,
    /// Owner groups by how much each person had a week; the most first.
    pub capacity: Vec<CapacityRow>,
    /// What the data would have to bring for the rest (`churn: a handoff point of renewals with its outcome`).
    pub missing: Vec<String>,
    /// What to talk about, in sentences.
    pub sentences: Vec<String>,
}

/// A part that converts otherwise than its handoff point.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct WinLoss {
    pub handoff: HandoffBadge,
    pub dimension: Dimension,
    pub value: String,
    pub share: f64,
    pub low: f64,
    pub high: f64,
    #[ts(type = "number")]
    pub n: u64,
    pub whole: f64,
    pub worse: bool,
    pub sentence: String,
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

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CapacityRow {
    pub owner_group: String,
    /// People who own a record of the quarter.
    #[ts(type = "number")]
    pub people: u64,
    #[ts(type = "number")]
    pub records: u64,
    pub per_person_a_week: f64,
    /// Promises missed, of those judged; `None` = none can be judged.
    pub breach_rate: Option<f64>,
    #[ts(type = "number")]
    pub judged: u64,
    /// Its breach rate lies above that of all by more than its interval.
    pub overloaded: bool,
}

const PROMISES: [Metric; 2] = [Metric::SlaAccept, Metric::SlaFirstTouch];

/// Prepares a quarter.
pub fn quarterly(measured: &Measured<'_>, quarter: Quarter) -> Quarterly {
    let (from, to) = quarter.months();
    let mut missing = Vec::new();
    let win_loss = win_loss(measured, from, to, &mut missing);
    let reasons = reasons(measured, quarter, &mut missing);
    let capacity = capacity(measured, from, to, &mut missing);
    missing.push(
        "Churn: import renewals as a handoff point of their own, with their outcome; net revenue retention needs the amounts at start, \
         expansion, contraction and churn."
            .to_owned(),
    );
    let records = (from.0..=to.0).map(|month| rows_in(measured, Month(month)).count() as u64).sum();
    let mut sentences: Vec<String> =
        win_loss.iter().filter(|one| one.worse).take(3).map(|one| one.sentence.clone()).collect();
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
        sentences.push(format!(
            "{} has {:.1} handoffs a person and week and misses {} of its promises: more people, or fewer that qualify.",
            group.owner_group,
            group.per_person_a_week,
            share(group.breach_rate.unwrap_or(0.0))
        ));
    }
    if sentences.is_empty() {
        sentences.push("Nothing in this quarter's data asks for other criteria.".to_owned());
    }
    Quarterly { quarter: quarter.to_string(), from, to, records, win_loss, reasons, capacity, missing, sentences }
}

fn rows_in<'m>(measured: &'m Measured<'_>, month: Month) -> impl Iterator<Item = usize> + 'm {
    let place = measured.months.index(month);
    measured.rows().filter(move |&row| place.is_some_and(|place| usize::from(measured.started_in(row)) == place))
}

fn win_loss(measured: &Measured<'_>, from: Month, to: Month, missing: &mut Vec<String>) -> Vec<WinLoss> {
    const METRIC: Metric = Metric::Conversion;
    if !measured.metrics().contains(&METRIC) {
        missing.push("Win and loss: map the column that says what became of a record.".to_owned());
        return Vec::new();
    }
    let handoffs = measured.columns().dictionary(Dimension::Handoff).map_or(0, |dictionary| dictionary.len() as u32);
    let mut candidates = Vec::new();
    for code in 0..handoffs {
        let query = GridQuery {
            from: Some(from),
            to: Some(to),
            by: DIMENSIONS.into_iter().chain([Dimension::All]).collect(),
            basis: Basis::Cohort,
            handoff: Some(code),
            metrics: vec![METRIC],
        };
        let sections = measured.grid(&query);
        let Some((all, sections)) = sections.split_last() else { continue };
        let add = |section: &crate::metrics::grid::Section| {
            let mut counts: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
            for &(value, month) in section.cells() {
                let tally = section.tally(value, month, 0);
                let counts = counts.entry(value).or_default();
                *counts = (counts.0 + u64::from(tally.yes), counts.1 + tally.n());
            }
            counts
        };
        let Some(&(won, n)) = add(all).get(&0).filter(|(_, n)| *n >= FEWEST) else { continue };
        for section in sections {
            for (value, (yes, of)) in add(section) {
                if value != 0 && of >= FEWEST && of * 5 <= n * 4 {
                    candidates.push((code, section.dimension, value, yes, of, won as f64 / n as f64));
                }
            }
        }
    }
    let z = normal_quantile(1.0 - 0.025 / candidates.len().max(1) as f64);
    let mut found: Vec<WinLoss> = candidates
        .into_iter()
        .filter_map(|(code, dimension, value, yes, n, whole)| {
            let (low, high) = wilson(yes, n, z)?;
            if low <= whole && whole <= high {
                return None;
            }
            let (handoff, value) = (badge(measured, code), measured.label(dimension, value).to_owned());
            let own = yes as f64 / n as f64;
            let sentence = format!(
                "{} {value}: {} come to the handoff's outcome (n {}) where all have {}.",
                handoff.key,
                share(own),
                count(n),
                share(whole)
            );
            Some(WinLoss { handoff, dimension, value, share: own, low, high, n, whole, worse: own < whole, sentence })
        })
        .collect();
    found.sort_by(|a, b| {
        let weight = |one: &WinLoss| (one.whole - one.share).abs() * one.n as f64;
        b.worse.cmp(&a.worse).then(weight(b).total_cmp(&weight(a))).then_with(|| a.value.cmp(&b.value))
    });
    found.truncate(MOST);
    found
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

fn capacity(measured: &Measured<'_>, from: Month, to: Month, missing: &mut Vec<String>) -> Vec<CapacityRow> {
    let columns = measured.columns();
    let has = |dimension| columns.dictionary(dimension).is_some_and(|dictionary| dictionary.len() > 1);
    if !has(Dimension::OwnerGroup) && !has(Dimension::Owner) {
        missing.push("Capacity: map the columns of owner and owner group.".to_owned());
        return Vec::new();
    }
    let promises: Vec<Metric> = PROMISES.into_iter().filter(|metric| measured.metrics().contains(metric)).collect();
    let mut groups: BTreeMap<u32, (std::collections::BTreeSet<u32>, u64, u64, u64)> = BTreeMap::new();
    let (mut missed, mut judged) = (0, 0);
    let mut days = (i64::MAX, i64::MIN);
    for month in from.0..=to.0 {
        for row in rows_in(measured, Month(month)) {
            let group = groups.entry(columns.code(row as u32, Dimension::OwnerGroup)).or_default();
            let owner = columns.code(row as u32, Dimension::Owner);
            if owner != 0 {
                group.0.insert(owner);
            }
            group.1 += 1;
            if let Some(at) = columns.at(row as u32, Moment::Started) {
                days = (days.0.min(at), days.1.max(at));
            }
            for &metric in &promises {
                let parts = measured.parts(row);
                let yes = u64::from(parts & crate::metrics::parts::bit(metric, crate::metrics::parts::Part::Yes) != 0);
                let either = u64::from(parts & crate::metrics::parts::denominator(metric) != 0);
                group.2 += yes;
                group.3 += either;
                missed += yes;
                judged += either;
            }
        }
    }
    // Weeks of the quarter that the data covers.
    let weeks = ((days.1 - days.0).max(0) as f64 / (7 * crate::DAY) as f64).max(1.0);
    let whole = missed as f64 / (judged as f64).max(1.0);
    let z = normal_quantile(1.0 - 0.025 / groups.len().max(1) as f64);
    let mut rows: Vec<CapacityRow> = groups
        .into_iter()
        .map(|(code, (owners, records, missed, judged))| CapacityRow {
            owner_group: measured.label(Dimension::OwnerGroup, code).to_owned(),
            people: owners.len() as u64,
            records,
            per_person_a_week: records as f64 / (owners.len() as f64).max(1.0) / weeks,
            breach_rate: (judged >= FEWEST).then(|| missed as f64 / judged as f64),
            judged,
            overloaded: judged >= FEWEST && wilson(missed, judged, z).is_some_and(|(low, _)| low > whole),
        })
        .collect();
    rows.sort_by(|a, b| {
        b.per_person_a_week.total_cmp(&a.per_person_a_week).then_with(|| a.owner_group.cmp(&b.owner_group))
    });
    rows
}
