//! The types and severities that the desk works with: the policy's, or the templates' where the policy has none.

use super::Rule;
use super::severity::rank;
use crate::Instant;
use crate::calendar::{CompiledCalendar, Pauses, Target, due_at};
use crate::policy::templates::governance;
use crate::policy::{ExceptionType, Policy, Severity};
use std::borrow::Cow;

/// A policy's exception types and severities. A policy that has none yet (an import made it) is worked with the templates', so that
/// nothing found goes nameless; its roles then have no holders.
pub struct Taxonomy<'a> {
    policy: &'a Policy,
    pub types: Cow<'a, [ExceptionType]>,
    /// Most urgent first; never empty.
    pub severities: Cow<'a, [Severity]>,
}

impl<'a> Taxonomy<'a> {
    pub fn of(policy: &'a Policy) -> Taxonomy<'a> {
        let types = match policy.exception_types.is_empty() {
            true => Cow::Owned(governance::exception_types()),
            false => Cow::Borrowed(policy.exception_types.as_slice()),
        };
        let severities = match policy.severities.is_empty() {
            true => Cow::Owned(governance::severities()),
            false => Cow::Borrowed(policy.severities.as_slice()),
        };
        Taxonomy { policy, types, severities }
    }

    pub fn kind(&self, key: &str) -> Option<&ExceptionType> {
        self.types.iter().find(|kind| kind.key == key)
    }

    pub fn severity(&self, key: &str) -> Option<&Severity> {
        self.severities.iter().find(|severity| severity.key == key)
    }

    /// A type's name, or the key of one that is no longer there.
    pub fn kind_name<'t>(&'t self, key: &'t str) -> &'t str {
        self.kind(key).map_or(key, |kind| &kind.name)
    }

    pub fn severity_name<'t>(&'t self, key: &'t str) -> &'t str {
        self.severity(key).map_or(key, |severity| &severity.name)
    }

    /// Place of a severity, the most urgent first; one that is no longer there comes last.
    pub fn rank_of(&self, severity: &str) -> usize {
        self.severities.iter().position(|known| known.key == severity).unwrap_or(self.severities.len())
    }

    /// The severity that a rule raises with.
    pub(super) fn proposed(&self, rule: Rule, live: bool, at_stake: bool) -> String {
        let place = rank(rule, live, at_stake).min(self.severities.len().saturating_sub(1));
        self.severities.get(place).map(|severity| severity.key.clone()).unwrap_or_default()
    }

    /// The sub-type that a rule tells, where the policy has it.
    pub(super) fn subtype(&self, kind: &str, subtype: Option<&str>) -> Option<String> {
        let known = &self.kind(kind)?.subtypes;
        known.iter().find(|known| Some(known.key.as_str()) == subtype).map(|known| known.key.clone())
    }

    /// What is promised for this type and severity: the type's own target, else the severity's. `None` = nothing.
    pub fn target(&self, kind: &str, severity: &str) -> Option<Target> {
        let own = self.kind(kind).and_then(|kind| kind.targets.iter().find(|target| target.severity == severity));
        own.map(|own| own.target).or_else(|| self.severity(severity)?.target)
    }

    /// When one of this type and severity has to be resolved, raised at an instant, on the policy's default
    /// calendar. `None` = nothing is promised, or the calendar cannot say.
    pub fn due(&self, kind: &str, severity: &str, raised: Instant) -> Option<Instant> {
        let target = self.target(kind, severity)?;
        let calendar = self.policy.calendars.iter().find(|calendar| calendar.key == self.policy.default_calendar)?;
        let calendar = CompiledCalendar::shared(calendar).ok()?;
        due_at(&calendar, &target, raised, Pauses::NONE).at()
    }
}
