//! One record's SLA clocks laid open: state, reason, and the ledger that adds up to the figure.

use super::judge::{Because, Passage, Verdict, due_under_tiers, event_of, judge, start_of};
use super::rules::HandoffRules;
use super::{ClockSheet, SlaState};
use crate::calendar::ledger::{LedgerKind, LedgerMark, LedgerOf, ledger};
use crate::calendar::{CompiledCalendar, Counting, Target, used};
use crate::metrics::columns::NEVER;
use crate::metrics::words::{capitalised, duration};
use crate::metrics::{ClockChoice, Columns, Dimension, measure};
use crate::policy::{ClockKind, InForce, Policy};
use crate::record::{HandoffRecord, Moment};
use crate::{Instant, Millis};

/// The clocks of a record for which it has a target, or the version of the policy that was in force when it started, as of an instant.
pub fn clock_sheets<'a>(record: &HandoffRecord, policy: impl Into<InForce<'a>>, as_of: Instant) -> Vec<ClockSheet> {
    let policy = policy.into().judging(&record.handoff, record.at(Moment::Started));
    let zone = crate::calendar::Zone::named(&policy.time_zone).unwrap_or_else(|_| crate::calendar::Zone::utc());
    let mut columns = Columns::new(zone);
    columns.push(0, record);
    let measured = measure(&columns, policy, Some(as_of), ClockChoice::Business);
    let passage = measured.passage(0, measured.is_clipped());
    let rules = measured.rules_of(0);
    ClockKind::ALL
        .into_iter()
        .filter_map(|clock| {
            let own_due = record.due(clock);
            let verdict = judge(clock, &passage, own_due.unwrap_or(NEVER), Some(rules), as_of, None);
            if verdict.because == Because::NoTarget {
                return None;
            }
            let sheet = Sheet { clock, record, policy, passage: &passage, rules, columns: &columns, as_of, own_due };
            Some(sheet.of(verdict))
        })
        .collect()
}

struct Sheet<'s> {
    clock: ClockKind,
    record: &'s HandoffRecord,
    policy: &'s Policy,
    passage: &'s Passage<'s>,
    rules: &'s HandoffRules,
    columns: &'s Columns,
    as_of: Instant,
    own_due: Option<Instant>,
}

impl Sheet<'_> {
    fn of(&self, verdict: Verdict) -> ClockSheet {
        let start = Some(self.passage.at(start_of(self.clock))).filter(|&at| at != NEVER);
        let moment = self.end_moment(verdict);
        let to = moment.map_or(self.as_of, |moment| self.passage.at(moment));
        let from = start.unwrap_or(to).min(to);
        let (target, due_at, tier) = self.target(start, to);
        let counting = match (&target, self.own_due) {
            (Some(target), _) => target.counting(),
            // A due instant that stands alone promises wall-clock time.
            (None, Some(_)) => Counting::Elapsed,
            (None, None) => Counting::Business,
        };
        let mut sheet = ClockSheet {
            clock: self.clock,
            state: verdict.state,
            because: String::new(),
            target,
            tier,
            own_due: self.own_due.is_some(),
            from,
            to,
            due_at,
            used_ms: 0,
            late_ms: None,
            calendar: String::new(),
            time_zone: String::new(),
            ledger: Vec::new(),
        };
        if let Some(calendar) = self.rules.calendar.as_deref() {
            sheet.calendar = calendar.calendar().name.clone();
            sheet.time_zone = calendar.zone().name().to_owned();
            let is_measured = start.is_some() && !self.has_vague_ends(moment);
            if is_measured {
                sheet.used_ms = used(calendar, counting, from, to, &self.passage.pauses);
                sheet.late_ms = due_at.and_then(|due| self.late(calendar, counting, verdict.state, to, due));
                sheet.ledger = self.ledger(calendar, counting, &sheet, moment);
            }
        }
        sheet.because = self.because(verdict, &sheet, moment);
        sheet
    }

    /// The moment that ended the clock; `None` while it runs.
    fn end_moment(&self, verdict: Verdict) -> Option<Moment> {
        let event = event_of(self.clock, self.passage);
        match verdict.because {
            Because::RejectionEndedIt => Some(Moment::Rejected).filter(|&moment| self.passage.has(moment)),
            Because::CompletedInTime => Some(Moment::Completed),
            _ => Some(event).filter(|&moment| self.passage.has(moment)),
        }
    }

    fn has_vague_ends(&self, end: Option<Moment>) -> bool {
        let start = start_of(self.clock);
        self.passage.is_date_only(start)
            || end.is_some_and(|end| self.passage.is_date_only(end) || self.passage.is_out_of_order(end, start))
    }

    /// The target in force at the end, when it falls due, and the tier that it is for.
    fn target(&self, start: Option<Instant>, to: Instant) -> (Option<Target>, Option<Instant>, Option<String>) {
        let changed = self.passage.tier_changes.iter().rev().find(|change| change.0 < to).map(|change| change.1);
        let tier = changed.unwrap_or(self.passage.tier);
        let name = self.tier_name(tier);
        let rule = self.rules.rule(self.clock, tier);
        if let Some(due) = self.own_due {
            return (rule.map(|rule| rule.target), Some(due), name);
        }
        let due =
            start.and_then(|start| due_under_tiers(self.clock, self.passage, self.rules, start, to).ok().flatten());
        match due {
            Some((due, rule)) => (Some(rule.target), due.at(), name),
            None => (rule.map(|rule| rule.target), None, name),
        }
    }

    /// The tier's name in the policy, else as imported.
    fn tier_name(&self, code: u32) -> Option<String> {
        let key = self.columns.dictionary(Dimension::Intent)?.value(code)?;
        let tier = self.policy.tiers.iter().find(|tier| tier.key == key);
        Some(tier.map_or(key, |tier| &tier.name).to_owned())
    }

    /// Counted time after the due instant, negative before it. `None` while the clock runs.
    fn late(
        &self,
        calendar: &CompiledCalendar,
        counting: Counting,
        state: SlaState,
        to: Instant,
        due: Instant,
    ) -> Option<Millis> {
        let between = |from, to| used(calendar, counting, from, to, &self.passage.pauses);
        match state {
            SlaState::Met | SlaState::MetLate | SlaState::BreachedOpen if to > due => Some(between(due, to)),
            SlaState::Met | SlaState::MetLate | SlaState::BreachedOpen => Some(-between(to, due)),
            SlaState::Running
            | SlaState::AtRisk
            | SlaState::Paused
            | SlaState::NotApplicable
            | SlaState::CannotJudge => None,
        }
    }

    fn ledger(
        &self,
        calendar: &CompiledCalendar,
        counting: Counting,
        sheet: &ClockSheet,
        end: Option<Moment>,
    ) -> Vec<crate::calendar::ledger::LedgerLine> {
        let mut marks = Vec::new();
        let mut tier = self.passage.tier;
        for &(at, next) in self.passage.tier_changes {
            let because = format!("{} to {}", self.tier_words(tier, true), self.tier_words(next, false));
            marks.push(LedgerMark { at, kind: LedgerKind::TierChange, because });
            tier = next;
        }
        if let Some(at) = sheet.due_at {
            let because = match &sheet.target {
                Some(target) if !sheet.own_due => target.due_words(),
                Some(_) | None => "The due instant that came with the record".to_owned(),
            };
            marks.push(LedgerMark { at, kind: LedgerKind::Due, because });
        }
        let ending = end.map_or(String::new(), |end| {
            format!("{} at {}", capitalised(end.word()), calendar.zone().local(sheet.to).format("%H:%M"))
        });
        ledger(&LedgerOf {
            calendar,
            counting,
            from: sheet.from,
            to: sheet.to,
            pauses: &self.record.pauses,
            marks: &marks,
            ending: &ending,
        })
    }

    /// `Medium 4 business hours`
    fn tier_words(&self, tier: u32, first: bool) -> String {
        let name = self.tier_name(tier).unwrap_or_else(|| "no tier".to_owned());
        let name = if first { capitalised(&name) } else { name.to_lowercase() };
        match self.rules.rule(self.clock, tier) {
            Some(rule) => format!("{name} {}", rule.target.words()),
            None => format!("{name} without a target"),
        }
    }

    fn because(&self, verdict: Verdict, sheet: &ClockSheet, end: Option<Moment>) -> String {
        let event = end.unwrap_or_else(|| event_of(self.clock, self.passage));
        let (done, late) = (capitalised(event.word()), duration(sheet.late_ms.unwrap_or(0).abs() as f64));
        let unit = match sheet.target.map(|target| target.counting()) {
            Some(Counting::Business) => "business time",
            Some(Counting::Elapsed) | None => "elapsed time",
        };
        match verdict.because {
            Because::InTime if sheet.late_ms.is_some_and(|late| late < 0) => {
                format!("{done} {late} before the due instant, {unit}.")
            }
            Because::InTime => format!("{done} by the due instant."),
            Because::Late if sheet.late_ms.is_some_and(|late| late > 0) => {
                format!("{done} {late} after the due instant, {unit}.")
            }
            Because::Late => format!("{done} after the due instant, in time that does not count."),
            Because::PastDue => format!("No {} yet, and the due instant is past: {late} late, {unit}.", event.word()),
            Because::NotYetDue => format!("No {} yet, and not yet due.", event.word()),
            Because::PastReminder => format!("No {} yet; the first reminder has passed.", event.word()),
            Because::PauseOpen => "The clock is paused.".to_owned(),
            Because::CompletedInTime => {
                "Completed before the due instant, which an acceptance comes before.".to_owned()
            }
            Because::SourceSaysMet => "The source system says that the target was met.".to_owned(),
            Because::SourceSaysBreached => "The source system says that the target was breached.".to_owned(),
            Because::NoTarget => "No target for this tier.".to_owned(),
            Because::NotAcceptedYet => "Starts with the acceptance, which has not come.".to_owned(),
            Because::RejectionEndedIt => "The rejection ended the need.".to_owned(),
            Because::NoStart => "The record does not say when the handoff started.".to_owned(),
            Because::StartIsDateOnly => "The start is a date without a time.".to_owned(),
            Because::EventIsDateOnly => format!("{done} is a date without a time, and the day alone does not decide."),
            Because::HistoryCutOff => {
                "The export cut the record's history off, so that the first event may be missing.".to_owned()
            }
            Because::ImpossibleOrder => {
                format!("{done} lies before {}, which cannot be.", start_of(self.clock).word())
            }
            Because::InstantUnknown => "The disposition says that it was decided; no timestamp says when.".to_owned(),
            Because::NotBrought => "No import brought when that happens.".to_owned(),
            Because::NoCalendar => "The handoff's calendar cannot be read: see Settings.".to_owned(),
        }
    }
}
