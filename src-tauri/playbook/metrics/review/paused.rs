//! What stopped the clocks: the time paused, by reason.

use crate::Instant;
use crate::Millis;
use crate::calendar::{Counting, Pauses, used};
use crate::metrics::ClockChoice;
use crate::metrics::columns::NEVER;
use crate::metrics::measure::Measured;
use crate::record::{Moment, Pause};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The time in which the clocks of a month's records stood still: from their start to their completion or rejection, or to the end
/// of the data. On the business clock only open time counts, for a pause while closed costs nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct PauseTotals {
    /// Records that were paused.
    #[ts(type = "number")]
    pub records: u64,
    /// Pauses that overlap count once.
    #[ts(type = "number")]
    pub ms: Millis,
    /// Longest first. Each with its own time: where reasons overlap, they add up to more than the whole.
    pub reasons: Vec<PauseReason>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PauseReason {
    /// The value that paused it (`Awaiting User Info`).
    pub reason: String,
    #[ts(type = "number")]
    pub records: u64,
    #[ts(type = "number")]
    pub ms: Millis,
}

/// The pauses of these rows.
pub(super) fn pause_totals(measured: &Measured, rows: &[u32]) -> PauseTotals {
    let mut totals = PauseTotals::default();
    let mut reasons: BTreeMap<&str, PauseReason> = BTreeMap::new();
    for row in rows.iter().map(|&row| row as usize) {
        let pauses = measured.columns.pauses(row);
        if pauses.is_empty() {
            continue;
        }
        let all = paused(measured, row, &pauses.iter().collect::<Vec<_>>());
        if all == 0 {
            continue;
        }
        totals.records += 1;
        totals.ms += all;
        let mut by_reason: BTreeMap<&str, Vec<&Pause>> = BTreeMap::new();
        for pause in pauses {
            by_reason.entry(&pause.reason).or_default().push(pause);
        }
        for (reason, pauses) in by_reason {
            let ms = paused(measured, row, &pauses);
            if ms > 0 {
                let known = PauseReason { reason: reason.to_owned(), records: 0, ms: 0 };
                let total = reasons.entry(reason).or_insert(known);
                total.records += 1;
                total.ms += ms;
            }
        }
    }
    totals.reasons = reasons.into_values().collect();
    totals.reasons.sort_by(|a, b| b.ms.cmp(&a.ms).then_with(|| a.reason.cmp(&b.reason)));
    totals
}

/// Time counted in the union of these pauses while the row's clock could run; 0 where the handoff has no usable calendar.
fn paused(measured: &Measured, row: usize, pauses: &[&Pause]) -> Millis {
    let (start, end) = life(measured, row);
    if start == NEVER || end <= start {
        return 0;
    }
    let union = Pauses::union(pauses.iter().map(|pause| (pause.from, pause.to)).collect());
    let counting = match measured.clock() {
        ClockChoice::Business => Counting::Business,
        ClockChoice::Elapsed => Counting::Elapsed,
    };
    let rules = measured.rules_of(row);
    let Some(calendar) = rules.calendar.as_deref() else { return 0 };
    counting.elapsed(calendar, start, end) - used(calendar, counting, start, end, &union)
}

/// From the start to the completion or the rejection, or to `as_of`.
fn life(measured: &Measured, row: usize) -> (Instant, Instant) {
    let passage = measured.passage(row, measured.is_clipped());
    let ends = [Moment::Completed, Moment::Rejected].map(|moment| passage.at(moment));
    let end = ends.into_iter().filter(|&at| at != NEVER).min().unwrap_or(measured.as_of());
    (passage.at(Moment::Started), end.min(measured.as_of()))
}
