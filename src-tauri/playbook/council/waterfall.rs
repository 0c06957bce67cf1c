//! Where a month's time went: the wall-clock time of its handoffs, cut into parts that add up to it.
//!
//! A handoff's waiting begins with its start. It ends with the rejection where the receiver turned it down; else when both acceptance and
//! first touch have come, as far as the data knows them; else with the completion; else it lasts until `as_of`. Every millisecond of it is
//! in exactly one part:
//!
//! - *outside hours*: the handoff's calendar is closed;
//! - *paused*: open, and a pause stops the clock;
//! - *rework*: open and not paused, and the same record was turned down at this handoff point before: it waits a second time;
//! - *waiting for assignment*, *for acceptance*, *for first touch*: the rest, by what has not come yet, in this order.
//!
//! A record without a start, with a date in the place of a time, a cut-off history or an impossible order is left out and counted.

use crate::calendar::{Counting, Pauses, used};
use crate::metrics::columns::NEVER;
use crate::metrics::review::{HandoffBadge, badge};
use crate::metrics::words::{capitalised, count, duration, share};
use crate::metrics::{Dimension, Measured, Month};
use crate::record::Moment;
use crate::record::sla::judge::Passage;
use crate::{Instant, Millis};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use ts_rs::TS;

/// What waiting consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LostPart {
    OutsideHours,
    Paused,
    WaitingForAssignment,
    WaitingForAcceptance,
    WaitingForFirstTouch,
    Rework,
}

impl LostPart {
    pub const ALL: [LostPart; 6] = [
        LostPart::OutsideHours,
        LostPart::Paused,
        LostPart::WaitingForAssignment,
        LostPart::WaitingForAcceptance,
        LostPart::WaitingForFirstTouch,
        LostPart::Rework,
    ];

    pub const fn title(self) -> &'static str {
        match self {
            LostPart::OutsideHours => "Outside hours",
            LostPart::Paused => "Paused",
            LostPart::WaitingForAssignment => "Waiting for assignment",
            LostPart::WaitingForAcceptance => "Waiting for acceptance",
            LostPart::WaitingForFirstTouch => "Waiting for first touch",
            LostPart::Rework => "Rework after rejection",
        }
    }
}

/// One part of the waiting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct WaterfallPart {
    pub part: LostPart,
    /// `Waiting for acceptance`
    pub title: String,
    /// Wall-clock time, all records together.
    #[ts(type = "number")]
    pub ms: Millis,
    /// Of the total; 0 where there is none.
    pub share: f64,
}

/// A month's waiting at one handoff point, or at all of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Waterfall {
    /// `None` = all handoffs together.
    pub handoff: Option<HandoffBadge>,
    /// Started in the month, and measured.
    #[ts(type = "number")]
    pub records: u64,
    /// Started in the month, and left out: the data does not say enough.
    #[ts(type = "number")]
    pub left_out: u64,
    #[ts(type = "number")]
    pub total_ms: Millis,
    /// All six, in their order; they add up to the total.
    pub parts: Vec<WaterfallPart>,
    /// What most of the time that the clock ran was, in a sentence.
    pub sentence: String,
}

/// The month's waterfalls: all handoffs together, then each that has records, in the order of the page.
pub fn waterfalls(measured: &Measured<'_>, month: Month) -> Vec<Waterfall> {
    let Some(place) = measured.months.index(month) else { return Vec::new() };
    let columns = measured.columns();
    let knows = Knows {
        assigned: measured.knows(Moment::Assigned),
        accepted: measured.knows(Moment::Accepted),
        touched: measured.knows(Moment::FirstTouch),
    };
    let turned_down = turned_down(measured);
    let clip = measured.is_clipped();
    let mut sums: BTreeMap<Option<u32>, Sum> = BTreeMap::new();
    for row in measured.rows() {
        if usize::from(measured.started_in(row)) != place {
            continue;
        }
        let passage = measured.passage(row, clip);
        let calendar = measured.rules_of(row).calendar.as_deref();
        let code = columns.code(row as u32, Dimension::Handoff);
        let started = passage.at(Moment::Started);
        let waited = calendar.and_then(|calendar| {
            let span = waiting(&passage, knows, measured.as_of())?;
            let again = turned_down.get(&(columns.record_key(row), code)).is_some_and(|first| *first <= started);
            Some(split(&span, again, &passage.pauses, |from, to, pauses| {
                used(calendar, Counting::Business, from, to, pauses)
            }))
        });
        for of in [None, Some(code)] {
            let sum = sums.entry(of).or_default();
            match &waited {
                Some(parts) => {
                    sum.records += 1;
                    for (total, part) in sum.parts.iter_mut().zip(parts) {
                        *total += part;
                    }
                }
                None => sum.left_out += 1,
            }
        }
    }
    let points = &measured.policy().handoffs;
    let order = |handoff: &Option<HandoffBadge>| match handoff {
        None => 0,
        Some(handoff) => 1 + points.iter().position(|point| point.key == handoff.key).unwrap_or(points.len()),
    };
    let mut found: Vec<Waterfall> =
        sums.into_iter().map(|(code, sum)| sum.waterfall(code.map(|code| badge(measured, code)))).collect();
    found.sort_by_key(|waterfall| order(&waterfall.handoff));
    found
}

/// Which moments some record has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Knows {
    pub assigned: bool,
    pub accepted: bool,
    pub touched: bool,
}

/// Until when a record waited for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Waiting {
    pub from: Instant,
    /// Each at or after the one before.
    pub assigned: Instant,
    pub accepted: Instant,
    pub to: Instant,
}

/// When a passage's waiting began, turned and ended; `None` = the data does not say.
pub(super) fn waiting(passage: &Passage<'_>, knows: Knows, as_of: Instant) -> Option<Waiting> {
    let from = passage.at(Moment::Started);
    if from == NEVER || passage.truncated {
        return None;
    }
    let read = [Moment::Started, Moment::Assigned, Moment::Accepted, Moment::Rejected, Moment::FirstTouch];
    if read.into_iter().any(|moment| passage.has(moment) && (passage.is_date_only(moment) || passage.at(moment) < from))
    {
        return None;
    }
    let came = |moment| Some(passage.at(moment)).filter(|&at| at != NEVER);
    let (assigned, accepted, touched) = (came(Moment::Assigned), came(Moment::Accepted), came(Moment::FirstTouch));
    let completed = came(Moment::Completed).filter(|_| !passage.is_date_only(Moment::Completed));
    let to = if passage.is_rejected() {
        came(Moment::Rejected)?
    } else {
        // What no record of the data has is not waited for.
        let both = [(knows.accepted, accepted), (knows.touched, touched)];
        let awaited = both.into_iter().filter(|(known, _)| *known).map(|(_, at)| at);
        let last = awaited.clone().flatten().max();
        match (awaited.clone().all(|at| at.is_some()), last) {
            (true, Some(last)) => last,
            (true, None) | (false, _) if passage.is_completed() => completed?,
            // Accepted by its disposition, and nobody knows when.
            (false, _) if passage.is_accepted() && accepted.is_none() => return None,
            (true, None) | (false, _) => as_of,
        }
    };
    if to < from {
        return None;
    }
    // Somebody who acted was somebody to whom it was assigned, whether the source says when or not.
    let acted = [accepted, touched, came(Moment::Rejected)].into_iter().flatten().min();
    let assigned = match (assigned, acted) {
        (Some(at), _) => at,
        (None, Some(_)) => from,
        (None, None) if knows.assigned => to,
        (None, None) => from,
    };
    let accepted = match accepted {
        Some(at) => at,
        // Until the receiver decided, whichever way.
        None if knows.accepted || passage.is_rejected() => to,
        None => assigned,
    };
    let assigned = assigned.clamp(from, to);
    Some(Waiting { from, assigned, accepted: accepted.clamp(assigned, to), to })
}

/// Cuts a waiting into its parts, in the order of [`LostPart::ALL`]; `open` gives the open time between two instants less pauses.
pub(super) fn split(
    span: &Waiting,
    again: bool,
    pauses: &Pauses,
    open: impl Fn(Instant, Instant, &Pauses) -> Millis,
) -> [Millis; 6] {
    let whole = open(span.from, span.to, Pauses::NONE);
    let legs = [(span.from, span.assigned), (span.assigned, span.accepted), (span.accepted, span.to)];
    let ran = legs.map(|(from, to)| open(from, to, pauses));
    let counted: Millis = ran.iter().sum();
    let outside = span.to - span.from - whole;
    if again {
        return [outside, whole - counted, 0, 0, 0, counted];
    }
    [outside, whole - counted, ran[0], ran[1], ran[2], 0]
}

/// By record and handoff point: when it was first turned down there.
fn turned_down(measured: &Measured<'_>) -> HashMap<(u64, u32), Instant> {
    let (columns, clip) = (measured.columns(), measured.is_clipped());
    let mut first: HashMap<(u64, u32), Instant> = HashMap::new();
    for row in measured.rows() {
        if !columns.may_be_rejected(row) {
            continue;
        }
        let passage = measured.passage(row, clip);
        let at = passage.at(Moment::Rejected);
        if passage.is_rejected() && at != NEVER {
            let known =
                first.entry((columns.record_key(row), columns.code(row as u32, Dimension::Handoff))).or_insert(at);
            *known = (*known).min(at);
        }
    }
    first
}

#[derive(Debug, Default)]
struct Sum {
    records: u64,
    left_out: u64,
    parts: [Millis; 6],
}

impl Sum {
    fn waterfall(self, handoff: Option<HandoffBadge>) -> Waterfall {
        let total_ms: Millis = self.parts.iter().sum();
        let part = |(part, ms): (LostPart, Millis)| WaterfallPart {
            part,
            title: part.title().to_owned(),
            ms,
            share: if total_ms > 0 { ms as f64 / total_ms as f64 } else { 0.0 },
        };
        let parts: Vec<WaterfallPart> = LostPart::ALL.into_iter().zip(self.parts).map(part).collect();
        let sentence = sentence(&parts, self.records);
        Waterfall { handoff, records: self.records, left_out: self.left_out, total_ms, parts, sentence }
    }
}

/// `Of 812 h in which the clock ran, 61 % was waiting for acceptance; 5,204 h lay outside hours. n 868.`
fn sentence(parts: &[WaterfallPart], records: u64) -> String {
    let is_idle = |part: &WaterfallPart| matches!(part.part, LostPart::OutsideHours | LostPart::Paused);
    let ran: Millis = parts.iter().filter(|part| !is_idle(part)).map(|part| part.ms).sum();
    let outside: Millis = parts.iter().filter(|part| part.part == LostPart::OutsideHours).map(|part| part.ms).sum();
    let most = parts.iter().filter(|part| !is_idle(part) && part.ms > 0).max_by_key(|part| part.ms);
    match most {
        None => format!("The clock did not run for any of {} records.", count(records)),
        Some(most) => {
            let title = most.title.to_lowercase();
            let text = format!(
                "of {} in which the clock ran, {} was {title}; {} lay outside hours. n {}.",
                duration(ran as f64),
                share(most.ms as f64 / ran as f64),
                duration(outside as f64),
                count(records)
            );
            capitalised(&text)
        }
    }
}
