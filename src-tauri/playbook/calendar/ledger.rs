//! The clock ledger: any figure of the SLA clock, line by line, so that it can be added up by hand.

use super::closed::closed_parts;
use super::words::{clock_change_words, time_words};
use super::{CompiledCalendar, Counting, Zone};
use crate::metrics::Month;
use crate::record::Pause;
use crate::{Instant, Millis};
use chrono::Month as MonthName;
use serde::Serialize;
use ts_rs::TS;

/// One line of the clock ledger. Lines are adjacent: each begins where the one before ended, and `counts_ms` sums to the figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LedgerLine {
    #[ts(type = "number")]
    pub from: Instant,
    #[ts(type = "number")]
    pub to: Instant,
    pub kind: LedgerKind,
    pub because: String,
    #[ts(type = "number")]
    pub elapsed_ms: i64,
    #[ts(type = "number")]
    pub counts_ms: i64,
    #[ts(type = "number")]
    pub running_ms: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LedgerKind {
    Open,
    Closed,
    Holiday,
    Paused,
    /// Instants, not stretches: zero-length lines.
    TierChange,
    Due,
}

/// Something that happened at an instant and wants a line of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerMark {
    pub at: Instant,
    /// [`LedgerKind::TierChange`] or [`LedgerKind::Due`].
    pub kind: LedgerKind,
    /// `Medium 4 h to high 2 h`, or [`super::Target::due_words`].
    pub because: String,
}

/// A ledger of more lines than this is told month by month where nothing but hours happened.
const MOST_LINES: usize = 1_500;

/// What is to be explained: the time that a clock counted between two instants.
#[derive(Debug, Clone, Copy)]
pub struct LedgerOf<'a> {
    pub calendar: &'a CompiledCalendar,
    pub counting: Counting,
    pub from: Instant,
    pub to: Instant,
    pub pauses: &'a [Pause],
    /// Those outside `[from, to]` are left out.
    pub marks: &'a [LedgerMark],
    /// What stopped the clock at `to` (`Accepted at 10:58`); empty while it runs.
    pub ending: &'a str,
}

/// The ledger. Its `counts_ms` sum to [`super::used`] of the same arguments, its `elapsed_ms` to `to - from`; empty where `to < from`.
///
/// Time paused while closed is closed time: it costs nothing. Overlapping pauses share a line that names each reason.
pub fn ledger(of: &LedgerOf<'_>) -> Vec<LedgerLine> {
    if of.to < of.from {
        return Vec::new();
    }
    let mut marks: Vec<&LedgerMark> = of.marks.iter().filter(|mark| (of.from..=of.to).contains(&mark.at)).collect();
    marks.sort_by_key(|mark| mark.at);
    let mut parts = Vec::new();
    for part in of.parts() {
        of.cut(part, &marks, &mut parts);
    }
    if let Some(last) = parts.last_mut()
        && !of.ending.is_empty()
    {
        last.because =
            if last.because.is_empty() { of.ending.into() } else { format!("{}. {}", last.because, of.ending) };
    }
    let mut lines = Vec::with_capacity(parts.len() + marks.len());
    let mut running = 0;
    let mut marks = marks.into_iter().peekable();
    for part in parts {
        while let Some(mark) = marks.next_if(|mark| mark.at <= part.from) {
            lines.push(mark_line(mark, running));
        }
        let counts = if part.kind == LedgerKind::Open { part.to - part.from } else { 0 };
        running += counts;
        lines.push(LedgerLine {
            from: part.from,
            to: part.to,
            kind: part.kind,
            because: part.because,
            elapsed_ms: part.to - part.from,
            counts_ms: counts,
            running_ms: running,
        });
    }
    lines.extend(marks.map(|mark| mark_line(mark, running)));
    if lines.len() > MOST_LINES { by_month(of.calendar.zone(), lines) } else { lines }
}

fn mark_line(mark: &LedgerMark, running: Millis) -> LedgerLine {
    LedgerLine {
        from: mark.at,
        to: mark.at,
        kind: mark.kind,
        because: mark.because.clone(),
        elapsed_ms: 0,
        counts_ms: 0,
        running_ms: running,
    }
}

/// A stretch of one kind.
#[derive(Debug)]
struct Part {
    from: Instant,
    to: Instant,
    kind: LedgerKind,
    because: String,
}

impl LedgerOf<'_> {
    /// Open and closed stretches, adjacent, from `from` to `to`; pauses and marks not yet looked at.
    fn parts(&self) -> Vec<Part> {
        let open = |from, to| Part { from, to, kind: LedgerKind::Open, because: String::new() };
        let mut parts = Vec::new();
        let mut at = self.from;
        match self.counting {
            Counting::Elapsed => parts.extend((self.from < self.to).then(|| open(self.from, self.to))),
            Counting::Business => {
                self.calendar.visit_open(self.from, self.to, |opens, closes| {
                    parts.extend(self.closed(at, opens));
                    parts.push(open(opens, closes));
                    at = closes;
                });
                parts.extend(self.closed(at, self.to));
            }
        }
        parts
    }

    fn closed(&self, from: Instant, to: Instant) -> impl Iterator<Item = Part> + use<> {
        closed_parts(self.calendar, from, to).into_iter().map(|part| Part {
            from: part.from,
            to: part.to,
            kind: part.kind(),
            because: part.words(),
        })
    }

    /// Cuts a part at the marks inside it, and an open one at the pauses; words the open ones.
    fn cut(&self, part: Part, marks: &[&LedgerMark], into: &mut Vec<Part>) {
        let inside = |at: &Instant| part.from < *at && *at < part.to;
        let mark_cuts: Vec<Instant> = marks.iter().map(|mark| mark.at).filter(inside).collect();
        let pauses: Vec<&Pause> = match part.kind {
            LedgerKind::Open => self.pauses.iter().filter(|pause| overlaps(pause, part.from, part.to)).collect(),
            LedgerKind::Closed
            | LedgerKind::Holiday
            | LedgerKind::Paused
            | LedgerKind::TierChange
            | LedgerKind::Due => Vec::new(),
        };
        let mut cuts = mark_cuts.clone();
        cuts.extend(pauses.iter().flat_map(|pause| [Some(pause.from), pause.to]).flatten().filter(inside));
        cuts.push(part.to);
        cuts.sort_unstable();
        cuts.dedup();
        let mut from = part.from;
        for to in cuts {
            let mut reasons: Vec<&str> =
                pauses.iter().filter(|pause| overlaps(pause, from, to)).map(|pause| pause.reason.as_str()).collect();
            reasons.sort_unstable();
            reasons.dedup();
            let (kind, because) = if !reasons.is_empty() {
                (LedgerKind::Paused, reasons.join(" and "))
            } else if part.kind == LedgerKind::Open {
                (LedgerKind::Open, self.open_words(&part, from, to))
            } else {
                (part.kind, part.because.clone())
            };
            match into.last_mut() {
                // The edge of a pause within another of the same reason is no event.
                Some(last)
                    if kind == LedgerKind::Paused
                        && (last.kind, last.to, &last.because) == (kind, from, &because)
                        && !mark_cuts.contains(&from) =>
                {
                    last.to = to;
                }
                Some(_) | None => into.push(Part { from, to, kind, because }),
            }
            from = to;
        }
    }

    /// `SDR Vienna from 08:30 to 16:30`: the edges of the hours that lie in the part; nothing where neither does.
    fn open_words(&self, hours: &Part, from: Instant, to: Instant) -> String {
        let zone = self.calendar.zone();
        let mut words = match self.counting {
            Counting::Elapsed => "Elapsed time, all of it counts".to_owned(),
            Counting::Business if self.calendar.always_open() => "Always open".to_owned(),
            Counting::Business => {
                let opens = from == hours.from && !self.calendar.is_open(from - 1);
                let closes = to == hours.to && !self.calendar.is_open(to);
                let title = self.calendar.calendar().title();
                let (open, close) = (time_words(zone, from, false, from), time_words(zone, to, true, from));
                match (opens, closes) {
                    (true, true) => format!("{title} {open} to {close}"),
                    (true, false) => format!("{title} from {open}"),
                    (false, true) => format!("{title} to {close}"),
                    (false, false) => String::new(),
                }
            }
        };
        if let Some(change) = clock_change_words(zone, from, to).filter(|_| !words.is_empty()) {
            words = format!("{words}, {change}");
        }
        words
    }
}

fn overlaps(pause: &Pause, from: Instant, to: Instant) -> bool {
    pause.to.is_none_or(|end| pause.from < end && end > from) && pause.from < to
}

/// Puts together the hours of each month in which nothing else happened. Such a line's `counts_ms` is less than its `elapsed_ms`.
fn by_month(zone: &Zone, lines: Vec<LedgerLine>) -> Vec<LedgerLine> {
    let month_of = |line: &LedgerLine| -> Option<Month> {
        let within = zone.month_of(line.from) == zone.month_of(line.to - 1);
        match line.kind {
            LedgerKind::Open | LedgerKind::Closed | LedgerKind::Holiday if within => Some(zone.month_of(line.from)),
            LedgerKind::Open
            | LedgerKind::Closed
            | LedgerKind::Holiday
            | LedgerKind::Paused
            | LedgerKind::TierChange
            | LedgerKind::Due => None,
        }
    };
    let mut told = Vec::new();
    for group in lines.chunk_by(|a, b| month_of(a).is_some() && month_of(a) == month_of(b)) {
        let openings = group.iter().filter(|line| line.kind == LedgerKind::Open).count();
        match (group, month_of(&group[0])) {
            ([first, .., last], Some(month)) if openings > 0 => told.push(LedgerLine {
                from: first.from,
                to: last.to,
                kind: LedgerKind::Open,
                because: format!("{}: open {openings} times", month_words(month)),
                elapsed_ms: group.iter().map(|line| line.elapsed_ms).sum(),
                counts_ms: group.iter().map(|line| line.counts_ms).sum(),
                running_ms: last.running_ms,
            }),
            _ => told.extend_from_slice(group),
        }
    }
    told
}

fn month_words(month: Month) -> String {
    let name = u8::try_from(month.month()).ok().and_then(|number| MonthName::try_from(number).ok());
    format!("{} {}", name.map_or("", |name| name.name()), month.year())
}
