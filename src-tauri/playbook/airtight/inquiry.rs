//! What rules ask of a policy together: compiled calendars, who holds a role, where criteria stand.

use super::Evidence;
use super::problem::{Part, Place};
use super::proof::Budget;
use super::proof::lifecycle::{Lifecycle, Void, lifecycle};
use crate::calendar::CompiledCalendar;
use crate::policy::criteria::{Criterion, Told};
use crate::policy::{
    AcceptanceMode, Assignment, ClockKind, DispositionReason, HandoffPoint, IfAway, Ladder, Noun, Policy, Reach,
    ReceiverKind, RoutingRow,
};
use crate::{HOUR, Instant};
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// What a rule is asked about.
pub(super) struct Inquiry<'a> {
    pub policy: &'a Policy,
    pub told: &'a Told,
    pub evidence: &'a Evidence,
    /// By key; a calendar that does not compile is not there.
    calendars: BTreeMap<&'a str, CompiledCalendar>,
    lifecycle: OnceCell<Lifecycle>,
}

impl<'a> Inquiry<'a> {
    pub fn new(policy: &'a Policy, evidence: &'a Evidence, told: &'a Told) -> Inquiry<'a> {
        let used = policy.handoffs.iter().filter_map(|point| policy.calendar_of(point));
        let mut calendars = BTreeMap::new();
        for calendar in used {
            if !calendars.contains_key(calendar.key.as_str())
                && let Ok(compiled) = CompiledCalendar::compile(calendar)
            {
                calendars.insert(calendar.key.as_str(), compiled);
            }
        }
        Inquiry { policy, told, evidence, calendars, lifecycle: OnceCell::new() }
    }

    /// The lifecycle, gone through once for all rules.
    pub fn lifecycle(&self) -> &Lifecycle {
        self.lifecycle.get_or_init(|| lifecycle(self.policy, self.told, Budget::default()))
    }

    /// Where a void is to be repaired: at its handoff point, else at its stage.
    pub fn place_of(&self, void: &Void) -> Place {
        match (&void.handoff, &void.stage) {
            (Some(handoff), _) => Place::of(Noun::Handoff, handoff, Part::Lifecycle),
            (None, stage) => Place::of(Noun::Stage, stage.as_deref().unwrap_or_default(), Part::Lifecycle),
        }
    }

    /// ` (tiers High, Medium)`; nothing where every tier is meant.
    pub fn tiers_of(&self, void: &Void) -> String {
        let tiers = self.policy.tiers.iter().filter(|tier| void.tiers.contains(&tier.key));
        let names: Vec<&str> = tiers.map(|tier| tier.name.as_str()).collect();
        let tiers = if names.len() == 1 { "tier" } else { "tiers" };
        if names.len() == self.policy.tiers.len() { String::new() } else { format!(" ({tiers} {})", names.join(", ")) }
    }

    /// The calendar that a handoff point runs on, where it can run at all.
    pub fn compiled(&self, point: &HandoffPoint) -> Option<&CompiledCalendar> {
        self.calendars.get(self.policy.calendar_of(point)?.key.as_str())
    }

    /// Every third hour of the week that begins now: instants at which a record may start.
    pub fn starts(&self) -> impl Iterator<Item = Instant> {
        let now = self.told.now;
        (0..56).map(move |step| now + step * 3 * HOUR)
    }

    /// `Fri 2 Oct 2026 16:40`, in the policy's zone.
    pub fn said(&self, at: Instant) -> String {
        self.told.zone.local(at).format("%a %-d %b %Y %H:%M").to_string()
    }

    /// True where somebody who works here holds the role. A policy that names no people yet is designed in roles, and each counts.
    pub fn is_held(&self, role: &str) -> bool {
        self.policy.people.is_empty() || self.policy.holders(role).any(|person| person.active)
    }

    /// True where a row has somebody to give whenever it is for a record.
    pub fn always_takes(&self, row: &RoutingRow) -> bool {
        match &row.assign {
            // A field may be blank, or name somebody who has left.
            Assignment::OwnerIn { .. } => false,
            Assignment::Person { if_away, person } => {
                *if_away == IfAway::Assign && self.policy.has(Noun::Person, person)
            }
            Assignment::Role { if_away, role } => *if_away == IfAway::Assign && self.is_held(role),
            Assignment::Pool { .. } => false,
            Assignment::Queue { queue } => self.queue_is_worked(queue),
            Assignment::Stage { .. } => true,
        }
    }

    fn queue_is_worked(&self, key: &str) -> bool {
        let queue = self.policy.queues.iter().find(|queue| queue.key == key);
        queue.is_some_and(|queue| queue.worked_by.iter().chain(&queue.owner_role).any(|role| self.is_held(role)))
    }

    /// Why a step reaches no person; `None` = it does.
    pub fn reaches_nobody(&self, point: &HandoffPoint, to: &Reach) -> Option<String> {
        let role_name = |key: &str| self.policy.role(key).map_or_else(|| key.to_string(), |role| role.name.clone());
        match to {
            Reach::Owner | Reach::Channel { .. } => None,
            Reach::Backup => match &point.backup_role {
                None => Some("the handoff has no backup role".into()),
                Some(role) if !self.is_held(role) => Some(format!("nobody holds {}", role_name(role))),
                Some(_) => None,
            },
            Reach::Role { role } => (!self.is_held(role)).then(|| format!("nobody holds {}", role_name(role))),
            Reach::Person { person } => {
                let known = self.policy.people.iter().find(|known| known.key == *person);
                match known {
                    None => Some(format!("{person} is not among the people")),
                    Some(person) if !person.active => Some(format!("{} is not active", person.name)),
                    Some(_) => None,
                }
            }
            Reach::Queue { queue } => {
                (!self.queue_is_worked(queue)).then(|| format!("nobody takes records from the queue {queue}"))
            }
        }
    }

    /// The ladder that accompanies a clock for a tier: the tier's own, else the one for every tier. Empty ladders do not count.
    pub fn ladder<'b>(&self, point: &'b HandoffPoint, clock: ClockKind, tier: &str) -> Option<&'b Ladder> {
        point.ladder(clock, Some(tier)).filter(|ladder| !ladder.steps.is_empty())
    }

    /// `acceptance, high intent`
    pub fn ladder_words(&self, ladder: &Ladder) -> String {
        let tier = ladder.tier.as_deref();
        let name = self.policy.tiers.iter().find(|known| Some(known.key.as_str()) == tier);
        match name {
            Some(tier) => format!("{}, {} intent", clock_words(ladder.clock), tier.name.to_lowercase()),
            None => clock_words(ladder.clock).into(),
        }
    }

    /// True where a person accepts or refuses.
    pub fn decided_by_person(&self, point: &HandoffPoint) -> bool {
        point.receiver_kind == ReceiverKind::Person && point.acceptance.mode == AcceptanceMode::Required
    }

    /// The reasons from which the receiver may choose.
    pub fn reasons(&self, point: &HandoffPoint) -> Vec<&'a DispositionReason> {
        self.policy.dispositions.iter().filter(|reason| point.dispositions.contains(&reason.key)).collect()
    }

    /// Every criterion of the policy with its place and what it is.
    pub fn criteria(&self) -> Vec<(Place, String, &'a Criterion)> {
        let mut all: Vec<(Place, String, &Criterion)> = Vec::new();
        for stage in &self.policy.stages {
            let place = || Place::of(Noun::Stage, &stage.key, Part::Criteria);
            all.push((place(), format!("entry to {}", stage.name), &stage.entry));
            all.push((place(), format!("exit from {}", stage.name), &stage.exit));
        }
        for point in &self.policy.handoffs {
            let place = |part| Place::of(Noun::Handoff, &point.key, part);
            all.extend(
                point.trigger.criterion.iter().map(|criterion| (place(Part::Trigger), "the trigger".into(), criterion)),
            );
            all.push((place(Part::Criteria), "acceptance".into(), &point.acceptance.criteria));
            for (at, row) in point.routing.rows.iter().enumerate() {
                all.push((place(Part::Routing), format!("routing row {}", at + 1), &row.when));
            }
            for (at, outcome) in point.buffer.iter().flat_map(|buffer| &buffer.outcomes).enumerate() {
                all.push((place(Part::Routing), format!("outcome {} of the enrichment buffer", at + 1), &outcome.when));
            }
            for field in &point.packet.fields {
                all.push((place(Part::Packet), format!("the validation of {}", field.field), &field.validation));
            }
            for conditions in &point.clock_conditions {
                let ends = conditions.start.iter().chain(&conditions.stop).chain(&conditions.cancel);
                let pauses = conditions.pauses.iter().map(|pause| &pause.when);
                all.extend(
                    ends.chain(pauses)
                        .map(|criterion| (place(Part::Sla), "a condition of the clock".into(), criterion)),
                );
            }
        }
        all
    }
}

/// `first touch`: as in a sentence.
pub(super) const fn clock_words(clock: ClockKind) -> &'static str {
    match clock {
        ClockKind::Assign => "assignment",
        ClockKind::Accept => "acceptance",
        ClockKind::FirstTouch => "first touch",
        ClockKind::NextStep => "the next step",
        ClockKind::Complete => "completion",
    }
}
