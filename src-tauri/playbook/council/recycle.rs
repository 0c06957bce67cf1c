//! Who comes back, in which month and for which reason; what should have come back and has not.
//!
//! A record that was turned down comes back when the next steps of its reason say so: so many days after it was turned down, counted in
//! the workspace's zone, or when something is seen. It is back where any later passage of the same record has started. What is due and not
//! back by `as_of` is overdue.

use crate::Instant;
use crate::metrics::columns::NEVER;
use crate::metrics::review::{HandoffBadge, badge};
use crate::metrics::words::count;
use crate::metrics::{Dimension, Measured, Month};
use crate::policy::{DispositionReason, NextAct, NextWhen};
use crate::record::Moment;
use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use ts_rs::TS;

/// How many overdue records are listed: more than anybody works off in a month, and no more than a signed month should keep.
const MOST: usize = 10_000;

/// What is to come back.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct RecycleForecast {
    /// From the month of `as_of` on, those in which something is due.
    pub months: Vec<RecycleMonth>,
    /// Due before `as_of`, and not back.
    #[ts(type = "number")]
    pub overdue: u64,
    /// The longest overdue first; at most ten thousand.
    pub overdue_records: Vec<RecycleDue>,
    /// What waits for something to be seen, by reason.
    pub awaited: Vec<RecycleAwaited>,
    /// Turned down by as_of and back since.
    #[ts(type = "number")]
    pub back: u64,
    /// Turned down without a reason that says what comes next.
    #[ts(type = "number")]
    pub without_next_step: u64,
    /// Turned down for good, or nobody knows when.
    #[ts(type = "number")]
    pub never: u64,
    pub sentence: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecycleMonth {
    #[ts(type = "string")]
    pub month: Month,
    #[ts(type = "number")]
    pub due: u64,
    /// Most frequent first.
    pub reasons: Vec<RecycleReason>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecycleReason {
    pub key: String,
    pub name: String,
    #[ts(type = "number")]
    pub records: u64,
}

/// A record that should be back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecycleDue {
    /// As the records screen names it.
    pub id: String,
    /// The CRM's id; empty where it was found without the records at hand.
    pub record_id: String,
    pub handoff: HandoffBadge,
    pub reason: String,
    pub owner: Option<String>,
    #[ts(type = "number")]
    pub turned_down_at: Instant,
    #[ts(type = "string")]
    pub due_on: NaiveDate,
    #[ts(type = "number")]
    pub overdue_days: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecycleAwaited {
    pub reason: RecycleReason,
    /// What has to be seen, as the policy says it.
    pub trigger: String,
}

/// What a reason says about coming back.
enum Return<'p> {
    AfterDays(u32),
    On(&'p str),
    Never,
    Nothing,
}

/// What comes back, as of the data's own instant.
pub fn recycle_forecast(measured: &Measured<'_>) -> RecycleForecast {
    let columns = measured.columns();
    let (zone, as_of, clip) = (columns.time_zone(), measured.as_of(), measured.is_clipped());
    let today = zone.date_of(as_of);
    let latest = latest_starts(measured);
    let mut forecast = RecycleForecast::default();
    let mut months: BTreeMap<Month, BTreeMap<String, u64>> = BTreeMap::new();
    let mut awaited: BTreeMap<(String, String), u64> = BTreeMap::new();
    let mut overdue: Vec<(NaiveDate, usize, Instant, String)> = Vec::new();
    for row in measured.rows() {
        if !columns.may_be_rejected(row) {
            continue;
        }
        let passage = measured.passage(row, clip);
        if !passage.is_rejected() {
            continue;
        }
        let turned_down = passage.at(Moment::Rejected);
        let since = if turned_down == NEVER { passage.at(Moment::Started) } else { turned_down };
        if latest.get(&columns.record_key(row)).is_some_and(|start| *start > since && since != NEVER) {
            forecast.back += 1;
            continue;
        }
        let key = columns.reason(row as u32).unwrap_or_default();
        match measured.policy().reason(key).map_or(Return::Nothing, comes_back) {
            Return::Nothing => forecast.without_next_step += 1,
            Return::Never => forecast.never += 1,
            Return::On(trigger) => *awaited.entry((key.to_owned(), trigger.to_owned())).or_default() += 1,
            Return::AfterDays(_) if turned_down == NEVER => forecast.never += 1,
            Return::AfterDays(days) => {
                let Some(due) = zone.date_of(turned_down).checked_add_days(Days::new(days.into())) else {
                    forecast.never += 1;
                    continue;
                };
                if due < today {
                    overdue.push((due, row, turned_down, key.to_owned()));
                } else {
                    let month = month_of(due);
                    *months.entry(month).or_default().entry(key.to_owned()).or_default() += 1;
                }
            }
        }
    }
    let reason = |(key, records): (String, u64)| RecycleReason {
        name: measured.policy().reason_name(&key).to_owned(),
        key,
        records,
    };
    forecast.months = months
        .into_iter()
        .map(|(month, by_reason)| {
            let mut reasons: Vec<RecycleReason> = by_reason.into_iter().map(reason).collect();
            reasons.sort_by(|a, b| b.records.cmp(&a.records).then_with(|| a.key.cmp(&b.key)));
            RecycleMonth { month, due: reasons.iter().map(|reason| reason.records).sum(), reasons }
        })
        .collect();
    forecast.awaited = awaited
        .into_iter()
        .map(|((key, trigger), records)| RecycleAwaited { reason: reason((key, records)), trigger })
        .collect();
    forecast.awaited.sort_by_key(|awaited| std::cmp::Reverse(awaited.reason.records));
    overdue.sort_unstable();
    forecast.overdue = overdue.len() as u64;
    forecast.overdue_records = overdue
        .into_iter()
        .take(MOST)
        .map(|(due_on, row, turned_down_at, key)| RecycleDue {
            id: columns.row_id(row as u32).to_string(),
            record_id: String::new(),
            handoff: badge(measured, columns.code(row as u32, Dimension::Handoff)),
            reason: measured.policy().reason_name(&key).to_owned(),
            owner: columns.value(row as u32, Dimension::Owner).map(str::to_owned),
            turned_down_at,
            due_on,
            overdue_days: (today - due_on).num_days(),
        })
        .collect();
    forecast.sentence = sentence(&forecast);
    forecast
}

/// When whatever was turned down for a reason comes back: the earliest of its dated next steps, else the first that waits for something.
fn comes_back(reason: &DispositionReason) -> Return<'_> {
    let dated = reason.next.iter().filter_map(|step| match step.when {
        NextWhen::AfterDays { days } => Some(days),
        NextWhen::Now | NextWhen::On { .. } => None,
    });
    let suppressed = reason.next.iter().any(|step| step.act == NextAct::Suppress);
    let review = reason.review_after_days.filter(|_| suppressed);
    if let Some(days) = dated.chain(review).min() {
        return Return::AfterDays(days);
    }
    let awaited = reason.next.iter().find_map(|step| match &step.when {
        NextWhen::On { trigger } => Some(trigger.text.as_str()),
        NextWhen::Now | NextWhen::AfterDays { .. } => None,
    });
    match awaited {
        Some(trigger) => Return::On(trigger),
        None if reason.next.is_empty() => Return::Nothing,
        None => Return::Never,
    }
}

/// By record: when its latest passage started.
fn latest_starts(measured: &Measured<'_>) -> HashMap<u64, Instant> {
    let columns = measured.columns();
    let mut asked: HashMap<u64, Instant> = HashMap::new();
    for row in measured.rows().filter(|&row| columns.may_be_rejected(row)) {
        asked.insert(columns.record_key(row), NEVER);
    }
    for row in measured.rows() {
        if let Some(latest) = asked.get_mut(&columns.record_key(row))
            && let Some(started) = columns.at(row as u32, Moment::Started).filter(|&at| at <= measured.as_of())
        {
            *latest = (*latest).max(started);
        }
    }
    asked
}

fn month_of(date: NaiveDate) -> Month {
    Month::new(date.year(), date.month())
}

fn sentence(forecast: &RecycleForecast) -> String {
    let due: u64 = forecast.months.iter().map(|month| month.due).sum();
    if due == 0 && forecast.overdue == 0 && forecast.awaited.is_empty() {
        return "Nothing that was turned down is due to come back.".to_owned();
    }
    let waits: u64 = forecast.awaited.iter().map(|awaited| awaited.reason.records).sum();
    format!(
        "{} come back on a date, {} wait for something to be seen; {} are overdue.",
        count(due),
        count(waits),
        count(forecast.overdue)
    )
}
