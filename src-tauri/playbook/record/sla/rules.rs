//! A policy's promises, compiled for judging many records: per handoff point, clock and tier.

use crate::Instant;
use crate::calendar::{Calendar, CalendarError, CompiledCalendar, Target};
use crate::metrics::dictionary::Dictionary;
use crate::policy::versions::term_of;
use crate::policy::{ClockKind, HandoffPoint, InForce, Outcome, Policy};
use std::sync::Arc;

/// One target.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub target: Target,
    pub reminder_percent: u8,
}

/// One handoff point's promises.
#[derive(Debug, Clone)]
pub(crate) struct HandoffRules {
    /// `None` = the policy's calendar cannot be compiled, or there is none.
    pub calendar: Option<Arc<CompiledCalendar>>,
    pub outcome: Outcome,
    /// By clock, then tier code; a clock without any target has none.
    targets: [Vec<Option<Rule>>; 5],
}

impl HandoffRules {
    #[inline]
    pub(crate) fn has_target(&self, clock: ClockKind) -> bool {
        !self.targets[clock.index()].is_empty()
    }

    #[inline]
    pub(crate) fn rule(&self, clock: ClockKind, tier: u32) -> Option<&Rule> {
        self.targets[clock.index()].get(tier as usize)?.as_ref()
    }
}

/// Every handoff point's promises, by when the record started and by the handoff's code.
#[derive(Debug, Clone)]
pub(crate) struct RuleBook {
    /// When each version takes force, the earliest first.
    starts: Vec<Instant>,
    /// A list a version.
    terms: Vec<Vec<HandoffRules>>,
    /// Calendars that could not be compiled.
    pub broken: Vec<CalendarError>,
}

impl RuleBook {
    /// Compiles the versions for records whose handoffs and tiers have these codes.
    pub(crate) fn of(in_force: &InForce<'_>, handoffs: &Dictionary, tiers: &Dictionary) -> RuleBook {
        let starts = in_force.starts();
        let mut calendars = Calendars::default();
        let terms = (0..starts.len())
            .map(|term| {
                let rules = |code| {
                    let found = handoffs.value(code).and_then(|key| in_force.point(term, key));
                    let (policy, point) =
                        found.map_or((in_force.policy(term), None), |(policy, point)| (policy, Some(point)));
                    let key = point.and_then(|point| point.calendar.as_deref()).unwrap_or(&policy.default_calendar);
                    HandoffRules {
                        calendar: calendars.compiled(policy, key),
                        outcome: point.map(|point| point.outcome).unwrap_or_default(),
                        targets: ClockKind::ALL.map(|clock| targets(point, clock, tiers)),
                    }
                };
                (0..handoffs.len() as u32).map(rules).collect()
            })
            .collect();
        RuleBook { starts, terms, broken: calendars.broken }
    }

    /// The promises to a record of a handoff point that started at an instant.
    #[inline]
    pub(crate) fn of_handoff(&self, code: u32, started: Instant) -> &HandoffRules {
        let term = if self.terms.len() == 1 { 0 } else { term_of(&self.starts, started) };
        &self.terms[term][code as usize]
    }

    /// The promises of a handoff point in every version.
    pub(crate) fn of_all_versions(&self, code: u32) -> impl Iterator<Item = &HandoffRules> {
        self.terms.iter().map(move |rules| &rules[code as usize])
    }
}

/// Calendars, each compiled once however many versions have it.
#[derive(Default)]
struct Calendars<'a> {
    known: Vec<(&'a Calendar, Option<Arc<CompiledCalendar>>)>,
    broken: Vec<CalendarError>,
}

impl<'a> Calendars<'a> {
    fn compiled(&mut self, policy: &'a Policy, key: &str) -> Option<Arc<CompiledCalendar>> {
        let calendar = policy.calendars.iter().find(|calendar| calendar.key == key)?;
        if let Some((_, compiled)) = self.known.iter().find(|(known, _)| *known == calendar) {
            return compiled.clone();
        }
        let compiled = CompiledCalendar::shared(calendar).map_err(|error| self.broken.push(error)).ok();
        self.known.push((calendar, compiled.clone()));
        compiled
    }
}

fn targets(point: Option<&HandoffPoint>, clock: ClockKind, tiers: &Dictionary) -> Vec<Option<Rule>> {
    let Some(point) = point.filter(|point| point.targets.iter().any(|target| target.clock == clock)) else {
        return Vec::new();
    };
    (0..tiers.len() as u32)
        .map(|code| {
            let target = point.target(clock, tiers.value(code))?;
            Some(Rule { target: target.target, reminder_percent: target.reminder_percent })
        })
        .collect()
}
