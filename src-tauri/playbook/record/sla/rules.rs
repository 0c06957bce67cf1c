//! A policy's promises, compiled for judging many records: per handoff point, clock and tier.

use crate::calendar::{CalendarError, CompiledCalendar, Target};
use crate::metrics::dictionary::Dictionary;
use crate::policy::{ClockKind, HandoffPoint, Outcome, Policy};
use std::collections::BTreeMap;
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

/// Every handoff point's promises, by the handoff's code.
#[derive(Debug, Clone)]
pub(crate) struct RuleBook {
    handoffs: Vec<HandoffRules>,
    /// Calendars that could not be compiled.
    pub broken: Vec<CalendarError>,
}

impl RuleBook {
    /// Compiles a policy for records whose handoffs and tiers have these codes.
    pub(crate) fn of(policy: &Policy, handoffs: &Dictionary, tiers: &Dictionary) -> RuleBook {
        let mut compiled: BTreeMap<&str, Option<Arc<CompiledCalendar>>> = BTreeMap::new();
        let mut broken = Vec::new();
        let mut calendar = |key| {
            compiled
                .entry(key)
                .or_insert_with(|| {
                    let calendar = policy.calendars.iter().find(|calendar| calendar.key == key)?;
                    CompiledCalendar::compile(calendar).map(Arc::new).map_err(|error| broken.push(error)).ok()
                })
                .clone()
        };
        let handoffs = (0..handoffs.len() as u32)
            .map(|code| {
                let point = handoffs.value(code).and_then(|key| policy.handoff(key));
                let key = point.and_then(|point| point.calendar.as_deref()).unwrap_or(&policy.default_calendar);
                HandoffRules {
                    calendar: calendar(key),
                    outcome: point.map(|point| point.outcome).unwrap_or_default(),
                    targets: ClockKind::ALL.map(|clock| targets(point, clock, tiers)),
                }
            })
            .collect();
        RuleBook { handoffs, broken }
    }

    #[inline]
    pub(crate) fn of_handoff(&self, code: u32) -> &HandoffRules {
        &self.handoffs[code as usize]
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
