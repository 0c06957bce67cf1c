//! The week's missed handoffs by source, owner and segment: promises that fell due in the week and were not kept by then.

use super::cadence::Week;
use super::failures::{Missed, due_of, missed};
use crate::metrics::review::{HandoffBadge, badge};
use crate::metrics::words::{count, share};
use crate::metrics::{Dimension, Measured};
use crate::policy::ClockKind;
use crate::record::sla::SlaState;
use crate::{Instant, Millis};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// How many records are listed.
const MOST: usize = 200;

/// How many values of a dimension are listed.
const MOST_VALUES: usize = 20;

/// The week's missed handoffs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct WeeklyMissed {
    /// `2026-W44`
    pub week: String,
    /// Its first day, and the first day after it.
    #[ts(type = "string")]
    pub from: chrono::NaiveDate,
    #[ts(type = "string")]
    pub until: chrono::NaiveDate,
    /// Promises that fell due in the week and can be judged.
    #[ts(type = "number")]
    pub due: u64,
    /// Of these, not kept.
    #[ts(type = "number")]
    pub missed: u64,
    pub by_handoff: Vec<MissedBy>,
    pub by_source: Vec<MissedBy>,
    pub by_owner: Vec<MissedBy>,
    pub by_segment: Vec<MissedBy>,
    /// Those still open first, then the latest; at most two hundred.
    pub records: Vec<MissedRecord>,
    pub sentence: String,
}

/// One value's part of the week.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MissedBy {
    /// As imported; a handoff by its name.
    pub value: String,
    #[ts(type = "number")]
    pub missed: u64,
    #[ts(type = "number")]
    pub due: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MissedRecord {
    /// As the records screen names it.
    pub id: String,
    /// The CRM's id; empty where it was found without the records at hand.
    pub record_id: String,
    pub handoff: HandoffBadge,
    pub clock: ClockKind,
    pub source: Option<String>,
    pub owner: Option<String>,
    pub segment: Option<String>,
    #[ts(type = "number")]
    pub due_at: Instant,
    /// `None` = it has not come yet.
    #[ts(type = "number | null")]
    pub event_at: Option<Instant>,
    #[ts(type = "number")]
    pub over_ms: Millis,
    pub business: bool,
}

const BY: [Dimension; 4] = [Dimension::Handoff, Dimension::Source, Dimension::Owner, Dimension::Segment];

/// The missed handoffs of a week of the workspace's zone.
pub fn weekly_missed(measured: &Measured<'_>, week: Week) -> WeeklyMissed {
    let (columns, clip) = (measured.columns(), measured.is_clipped());
    let zone = columns.time_zone();
    let (from, until) = week.days();
    let bounds = |day| zone.day_bounds(day).map(|bounds| bounds.0).unwrap_or_default();
    let (begins, ends) = (bounds(from), bounds(until));
    let mut by: [BTreeMap<u32, (u64, u64)>; 4] = Default::default();
    let mut records: Vec<(usize, Missed)> = Vec::new();
    let (mut due, mut missed_count) = (0, 0);
    for row in measured.rows() {
        // Nothing falls due before it started.
        if columns.at(row as u32, crate::record::Moment::Started).is_none_or(|started| started >= ends) {
            continue;
        }
        for clock in ClockKind::ALL {
            let is_missed = match measured.state(row as u32, clock) {
                SlaState::Met => false,
                SlaState::MetLate | SlaState::BreachedOpen => true,
                SlaState::Running
                | SlaState::AtRisk
                | SlaState::Paused
                | SlaState::NotApplicable
                | SlaState::CannotJudge => continue,
            };
            let falls_due = due_of(measured, row, clock, clip).is_some_and(|(at, _)| (begins..ends).contains(&at));
            if !falls_due {
                continue;
            }
            due += 1;
            missed_count += u64::from(is_missed);
            for (counts, dimension) in by.iter_mut().zip(BY) {
                let counts = counts.entry(columns.code(row as u32, dimension)).or_default();
                counts.0 += u64::from(is_missed);
                counts.1 += 1;
            }
            if is_missed {
                records.extend(missed(measured, row, clock, clip).map(|missed| (row, missed)));
            }
        }
    }
    let list = |counts: &BTreeMap<u32, (u64, u64)>, dimension| {
        let mut rows: Vec<MissedBy> = counts
            .iter()
            .filter(|(_, counts)| counts.0 > 0)
            .map(|(&code, &(missed, due))| MissedBy { value: measured.label(dimension, code).to_owned(), missed, due })
            .collect();
        rows.sort_by(|a, b| b.missed.cmp(&a.missed).then(a.due.cmp(&b.due)).then_with(|| a.value.cmp(&b.value)));
        rows.truncate(MOST_VALUES);
        rows
    };
    let [by_handoff, by_source, by_owner, by_segment] = std::array::from_fn(|at| list(&by[at], BY[at]));
    records.sort_by(|a, b| {
        let late = |one: &(usize, Missed)| (one.1.event_at.is_some(), std::cmp::Reverse(one.1.over_ms), one.0);
        late(a).cmp(&late(b))
    });
    let record = |(row, missed): (usize, Missed)| {
        let text = |dimension| columns.value(row as u32, dimension).map(str::to_owned);
        MissedRecord {
            id: columns.row_id(row as u32).to_string(),
            record_id: String::new(),
            handoff: badge(measured, columns.code(row as u32, Dimension::Handoff)),
            clock: missed.clock,
            source: text(Dimension::Source),
            owner: text(Dimension::Owner),
            segment: text(Dimension::Segment),
            due_at: missed.due_at,
            event_at: missed.event_at,
            over_ms: missed.over_ms,
            business: missed.business,
        }
    };
    let sentence = match due {
        0 => "No promise fell due this week.".to_owned(),
        _ => format!(
            "{} of {} promises that fell due this week were missed ({}).",
            count(missed_count),
            count(due),
            share(missed_count as f64 / due as f64)
        ),
    };
    WeeklyMissed {
        week: week.to_string(),
        from,
        until,
        due,
        missed: missed_count,
        by_handoff,
        by_source,
        by_owner,
        by_segment,
        records: records.into_iter().take(MOST).map(record).collect(),
        sentence,
    }
}
