//! What failed and is worth a talk: the worst breaches, and exceptions that come again, each with the rule that would end it.

use super::proposal::{Proposal, proposal};
use crate::calendar::{Counting, used};
use crate::exception::Taxonomy;
use crate::exception::desk::{Case, Status};
use crate::metrics::columns::NEVER;
use crate::metrics::review::{HandoffBadge, Review, badge};
use crate::metrics::words::{count, duration};
use crate::metrics::{Dimension, Measured, Month};
use crate::policy::{ClockKind, Policy};
use crate::record::sla::SlaState;
use crate::record::sla::judge::{due_under_tiers, event_of, start_of};
use crate::{Instant, Millis};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// How many breaches are listed.
const MOST_BREACHES: usize = 12;

/// How many of one owner group at one handoff point are listed.
const MOST_OF_A_GROUP: usize = 3;

/// How many names of cases stand beside a repeated exception.
const MOST_CASES: usize = 8;

/// So many of a kind at one handoff point in a month are a repeat even where no month before had one.
const MANY: u64 = 3;

/// A promise that was missed by far.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Breach {
    /// As the records screen names it; its ledger is behind it.
    pub id: String,
    /// The CRM's id; empty where it was found without the records at hand.
    pub record_id: String,
    pub handoff: HandoffBadge,
    pub clock: ClockKind,
    pub owner: Option<String>,
    pub owner_group: Option<String>,
    /// As imported.
    pub tier: Option<String>,
    pub source: Option<String>,
    pub segment: Option<String>,
    #[ts(type = "number")]
    pub due_at: Instant,
    /// `None` = it has not come yet.
    #[ts(type = "number | null")]
    pub event_at: Option<Instant>,
    /// Past the due instant, on the target's own clock; until `as_of` while it has not come.
    #[ts(type = "number")]
    pub over_ms: Millis,
    /// Business or elapsed time.
    pub business: bool,
    /// How many times the promised time it took; breaches are ranked by it, so that an hour's promise weighs as much as a week's.
    pub times: f64,
    /// `Time to accept 26 h 10 m over its due instant, 7.5 times what was promised; still open.`
    pub sentence: String,
}

/// Exceptions of one type at one handoff point that came again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RepeatException {
    pub exception_type: String,
    pub type_name: String,
    pub handoff: HandoffBadge,
    /// Arisen in the month.
    #[ts(type = "number")]
    pub count: u64,
    /// Earlier months that had some, oldest first.
    #[ts(type = "string[]")]
    pub before: Vec<Month>,
    /// The root cause named most often when they were resolved.
    pub root_cause: Option<String>,
    pub root_cause_name: Option<String>,
    /// `EX-12`, the oldest first; at most eight.
    pub cases: Vec<String>,
    /// A change of a rule that would end it; `None` = none can be named without knowing the business.
    pub proposal: Option<Proposal>,
    pub sentence: String,
}

/// The month's worst breaches, one a record and at most three of one owner group at one handoff point, and how many records have one.
pub fn worst_breaches(measured: &Measured<'_>, month: Month) -> (Vec<Breach>, u64) {
    let Some(place) = measured.months.index(month) else { return (Vec::new(), 0) };
    let clip = measured.is_clipped();
    let mut breached = 0;
    let mut worst: Vec<(f64, usize, Missed)> = Vec::new();
    for row in measured.rows() {
        if usize::from(measured.started_in(row)) != place {
            continue;
        }
        let missed = ClockKind::ALL.into_iter().filter_map(|clock| missed(measured, row, clock, clip));
        let mut missed: Vec<Missed> = missed.collect();
        if missed.is_empty() {
            continue;
        }
        breached += 1;
        missed.sort_by(|a, b| b.times.total_cmp(&a.times));
        worst.push((missed[0].times, row, missed.swap_remove(0)));
    }
    worst.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.2.over_ms.cmp(&a.2.over_ms)).then(a.1.cmp(&b.1)));
    // One queue that nobody empties would fill the page.
    let mut of_group: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    worst.retain(|&(_, row, _)| {
        let code = |dimension| measured.columns().code(row as u32, dimension);
        let known = of_group.entry((code(Dimension::Handoff), code(Dimension::OwnerGroup))).or_default();
        *known += 1;
        *known <= MOST_OF_A_GROUP
    });
    worst.truncate(MOST_BREACHES);
    (worst.into_iter().map(|(_, row, missed)| missed.breach(measured, row)).collect(), breached)
}

/// One clock's breach.
pub(super) struct Missed {
    pub clock: ClockKind,
    pub due_at: Instant,
    pub event_at: Option<Instant>,
    pub over_ms: Millis,
    pub business: bool,
    pub times: f64,
}

/// A row's breach of a clock; `None` = it has none, or only the source's own verdict says so.
pub(super) fn missed(measured: &Measured<'_>, row: usize, clock: ClockKind, clip: bool) -> Option<Missed> {
    match measured.state(row as u32, clock) {
        SlaState::MetLate | SlaState::BreachedOpen => {}
        SlaState::Met
        | SlaState::Running
        | SlaState::AtRisk
        | SlaState::Paused
        | SlaState::NotApplicable
        | SlaState::CannotJudge => return None,
    }
    let (due_at, counting) = due_of(measured, row, clock, clip)?;
    let passage = measured.passage(row, clip);
    let event = passage.at(event_of(clock, &passage));
    let (event_at, until) = if event == NEVER { (None, measured.as_of()) } else { (Some(event), event) };
    let calendar = measured.rules_of(row).calendar.as_deref();
    let between = |from: Instant, to: Instant| match calendar {
        Some(calendar) => used(calendar, counting, from, to.max(from), &passage.pauses),
        None => (to - from).max(0),
    };
    let start = passage.at(start_of(clock));
    let promised = if start == NEVER { 0 } else { between(start, due_at) };
    let over_ms = between(due_at, until);
    let times = (promised + over_ms) as f64 / promised.max(crate::MINUTE) as f64;
    Some(Missed { clock, due_at, event_at, over_ms, business: counting == Counting::Business, times })
}

/// When a row's clock is due, and in which time it is counted.
pub(super) fn due_of(measured: &Measured<'_>, row: usize, clock: ClockKind, clip: bool) -> Option<(Instant, Counting)> {
    let own = measured.columns().own_due(clock).get(row);
    if own != NEVER {
        return Some((own, Counting::Elapsed));
    }
    let passage = measured.passage(row, clip);
    let start = passage.at(start_of(clock));
    if start == NEVER {
        return None;
    }
    let event = passage.at(event_of(clock, &passage));
    let until = if event == NEVER { measured.as_of() } else { event };
    let (due, rule) = due_under_tiers(clock, &passage, measured.rules_of(row), start, until).ok()??;
    Some((due.at()?, rule.target.counting()))
}

impl Missed {
    fn breach(self, measured: &Measured<'_>, row: usize) -> Breach {
        let columns = measured.columns();
        let text = |dimension| columns.value(row as u32, dimension).map(str::to_owned);
        let how = if self.business { "business time" } else { "elapsed time" };
        let open = if self.event_at.is_none() { "; it has not come yet" } else { "" };
        let sentence = format!(
            "{} {} late in {how}, {:.1} times what was promised{open}.",
            clock_title(self.clock),
            duration(self.over_ms as f64),
            self.times
        );
        Breach {
            id: columns.row_id(row as u32).to_string(),
            record_id: String::new(),
            handoff: badge(measured, columns.code(row as u32, Dimension::Handoff)),
            clock: self.clock,
            owner: text(Dimension::Owner),
            owner_group: text(Dimension::OwnerGroup),
            tier: text(Dimension::Intent),
            source: text(Dimension::Source),
            segment: text(Dimension::Segment),
            due_at: self.due_at,
            event_at: self.event_at,
            over_ms: self.over_ms,
            business: self.business,
            times: self.times,
            sentence,
        }
    }
}

/// What a clock waits for, as a sentence begins.
pub const fn clock_title(clock: ClockKind) -> &'static str {
    match clock {
        ClockKind::Assign => "Assignment",
        ClockKind::Accept => "Acceptance",
        ClockKind::FirstTouch => "First touch",
        ClockKind::NextStep => "Next step",
        ClockKind::Complete => "Completion",
    }
}

/// Exceptions that came again in a reviewed month: of one type at one handoff point, where an earlier month had some, or several at once.
pub fn repeat_exceptions(
    cases: &[Case],
    review: &Review,
    policy: &Policy,
    month_of: impl Fn(Instant) -> Month,
) -> Vec<RepeatException> {
    let taxonomy = Taxonomy::of(policy);
    let mut groups: BTreeMap<(&str, &str), Vec<(Month, &Case)>> = BTreeMap::new();
    for case in cases.iter().filter(|case| case.status != Status::Corrected) {
        let month = month_of(case.arose);
        if month <= review.month {
            groups.entry((&case.exception_type, &case.passage.handoff)).or_default().push((month, case));
        }
    }
    let mut repeats = Vec::new();
    for ((kind, handoff), of) in groups {
        let mut now: Vec<&Case> =
            of.iter().filter(|(month, _)| *month == review.month).map(|(_, case)| *case).collect();
        let mut before: Vec<Month> = of.iter().map(|one| one.0).filter(|month| *month < review.month).collect();
        before.sort_unstable();
        before.dedup();
        if now.is_empty() || (before.is_empty() && (now.len() as u64) < MANY) {
            continue;
        }
        now.sort_by_key(|case| (case.arose, case.number));
        let mut causes: BTreeMap<&str, u64> = BTreeMap::new();
        for cause in of.iter().filter_map(|(_, case)| case.root_cause.as_deref()) {
            *causes.entry(cause).or_default() += 1;
        }
        let root_cause = causes.into_iter().max_by_key(|(cause, count)| (*count, std::cmp::Reverse(*cause)));
        let root_cause = root_cause.map(|(cause, _)| cause.to_owned());
        let name_of = |key: &String| {
            let known = policy.root_causes.iter().find(|cause| cause.key == *key);
            known.map_or_else(|| key.clone(), |cause| cause.name.clone())
        };
        let handoff = review.row(handoff).map_or_else(
            || HandoffBadge {
                key: handoff.into(),
                name: handoff.into(),
                sender: String::new(),
                receiver: String::new(),
            },
            |row| row.handoff.clone(),
        );
        let (n, type_name) = (now.len() as u64, taxonomy.kind_name(kind).to_owned());
        let root_cause_name = root_cause.as_ref().map(name_of);
        let because = root_cause_name.as_ref().map(|cause| format!("; most often because of {}", cause.to_lowercase()));
        let earlier = match before.len() {
            0 => "no month before had any".to_owned(),
            1 => "one month before had some".to_owned(),
            months => format!("{months} months before had some"),
        };
        repeats.push(RepeatException {
            exception_type: kind.to_owned(),
            sentence: format!(
                "{} {type_name}: {} this month, {earlier}{}.",
                handoff.key,
                count(n),
                because.unwrap_or_default()
            ),
            type_name,
            count: n,
            before,
            root_cause,
            root_cause_name,
            cases: now.iter().take(MOST_CASES).map(|case| case.name()).collect(),
            proposal: proposal(policy, review, &handoff.key, &now),
            handoff,
        });
    }
    repeats.sort_by(|a, b| {
        b.count
            .cmp(&a.count)
            .then_with(|| (&a.handoff.key, &a.exception_type).cmp(&(&b.handoff.key, &b.exception_type)))
    });
    repeats
}
