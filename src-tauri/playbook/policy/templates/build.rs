//! Short ways to write down what templates are made of.

use crate::calendar::{Counting, LocalTime, Target};
use crate::policy::criteria::Condition;
use crate::policy::*;
use crate::{HOUR, MINUTE, Millis};

pub(super) fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

pub(super) fn all(parts: impl IntoIterator<Item = Criterion>) -> Criterion {
    Criterion::All(parts.into_iter().collect())
}

pub(super) fn any(parts: impl IntoIterator<Item = Criterion>) -> Criterion {
    Criterion::Any(parts.into_iter().collect())
}

pub(super) fn yes(field: &str) -> Criterion {
    Criterion::test(field, Condition::IsTrue)
}

/// Not known to be so: no, or blank.
pub(super) fn not_yes(field: &str) -> Criterion {
    any([Criterion::test(field, Condition::IsFalse), blank(field)])
}

pub(super) fn filled(field: &str) -> Criterion {
    Criterion::test(field, Condition::IsFilled)
}

pub(super) fn all_filled(fields: &[&str]) -> Criterion {
    all(fields.iter().map(|field| filled(field)))
}

pub(super) fn blank(field: &str) -> Criterion {
    Criterion::test(field, Condition::IsBlank)
}

pub(super) fn is(field: &str, value: &str) -> Criterion {
    Criterion::test(field, Condition::Equals(value.into()))
}

pub(super) fn one_of(field: &str, values: &[&str]) -> Criterion {
    Criterion::test(field, Condition::OneOf(values.iter().map(|value| (*value).into()).collect()))
}

pub(super) fn at_least(field: &str, value: i32) -> Criterion {
    Criterion::test(field, Condition::AtLeast(value.into()))
}

pub(super) fn less_than(field: &str, value: i32) -> Criterion {
    Criterion::test(field, Condition::LessThan(value.into()))
}

/// A trigger that a system can decide, and where it is seen.
pub(super) fn trigger(kind: TriggerKind, text: &str, criterion: Criterion, source: &str) -> Trigger {
    Trigger { text: text.into(), kind: Some(kind), criterion: Some(criterion), source: Some(source.into()) }
}

pub(super) fn business(ms: Millis) -> Target {
    Target::Business { ms }
}

pub(super) fn business_days(days: u32) -> Target {
    Target::BusinessDays { days, by: LocalTime::hm(17, 0) }
}

fn target(clock: ClockKind, tier: Option<&str>, target: Target) -> SlaTarget {
    SlaTarget { clock, tier: tier.map(str::to_owned), target, reminder_percent: 50 }
}

/// What a handoff promises by tier: assignment, acceptance, first touch and next step, each later than the one before it.
pub(super) fn promises(high: [Target; 3], other: [Target; 3]) -> Vec<SlaTarget> {
    let clocks = [ClockKind::Accept, ClockKind::FirstTouch, ClockKind::NextStep];
    let assign = [(Some("high"), 5 * MINUTE), (None, 30 * MINUTE)];
    let assign = assign.into_iter().map(|(tier, ms)| target(ClockKind::Assign, tier, business(ms)));
    let rest = clocks.into_iter().zip(high.into_iter().zip(other));
    assign
        .chain(rest.flat_map(|(clock, (high, other))| [target(clock, Some("high"), high), target(clock, None, other)]))
        .collect()
}

/// A promise on the completion of the whole handoff.
pub(super) fn completes(within: Target) -> SlaTarget {
    target(ClockKind::Complete, None, within)
}

/// What happens while nobody accepts: reminder at half, the manager at breach, a task where nothing happened, the backup, the shared
/// queue, a note for coaching, and a weekly list. `manager` is a role, `queue` the shared queue.
pub(super) fn ladder(manager: &str, queue: &str) -> Vec<Ladder> {
    let role = |role: &str| Reach::Role { role: role.into() };
    let step = |at, act, to, note: &str| EscalationStep { at, act, to, when: Criterion::default(), note: note.into() };
    let share = |percent| StepTime::Share { percent };
    let after = |ms| StepTime::AfterBreach { ms, counting: Counting::Business };
    let accept = vec![
        step(share(50), StepAct::Remind, Reach::Owner, "Half of the window is used up."),
        step(share(100), StepAct::Alert, role(manager), "Marked overdue in the managers' channel."),
        step(share(100), StepAct::Flag, Reach::Channel { channel: "Routed, not accepted".into() }, ""),
        step(after(HOUR), StepAct::AssignBackup, Reach::Backup, "The buyer does not wait for an absence."),
        step(after(2 * HOUR), StepAct::Reroute, Reach::Queue { queue: queue.into() }, "Whoever is free takes it."),
        step(
            after(2 * HOUR),
            StepAct::LogForCoaching,
            role(manager),
            "Kept for a talk with whoever did not respond; first look for a fault of the system.",
        ),
        step(
            StepTime::Regularly { every: Cadence::Weekly },
            StepAct::List,
            role(manager),
            "What was missed, by source, owner and segment.",
        ),
    ];
    let mut task = step(share(80), StepAct::CreateTask, Reach::Owner, "Nothing was logged since the handoff.");
    task.when = blank("last_activity_at");
    let touch = vec![task, step(share(100), StepAct::Alert, role(manager), "")];
    vec![
        Ladder { clock: ClockKind::Accept, tier: None, steps: accept },
        Ladder { clock: ClockKind::FirstTouch, tier: None, steps: touch },
        Ladder {
            clock: ClockKind::NextStep,
            tier: None,
            steps: vec![
                step(share(50), StepAct::Remind, Reach::Owner, ""),
                step(share(100), StepAct::Alert, role(manager), ""),
            ],
        },
        Ladder {
            clock: ClockKind::Assign,
            tier: None,
            steps: vec![
                step(share(50), StepAct::Remind, role("revops"), "Nobody owns it yet."),
                step(share(100), StepAct::Alert, role("revops"), "Routing gave it to nobody."),
            ],
        },
    ]
}

/// A row of a routing table; its key says what it is for.
pub(super) fn row(key: &str, kind: RoutingKind, when: Criterion, assign: Assignment, reason: &str) -> RoutingRow {
    RoutingRow { key: key.into(), kind, when, assign, reason: reason.into() }
}

pub(super) fn owner_in(field: &str) -> Assignment {
    Assignment::OwnerIn { field: field.into(), if_away: IfAway::NextRow }
}

pub(super) fn whoever_holds(role: &str) -> Assignment {
    Assignment::Role { role: role.into(), if_away: IfAway::Assign }
}

pub(super) fn pool(role: &str, method: PoolMethod) -> Assignment {
    let members = PoolMembers::Role { role: role.into() };
    Assignment::Pool { pool: Pool { members, method, minds_absences: true, minds_capacity: true, minds_hours: false } }
}

/// Existing relations before everything: the open deal's owner, the customer's, the named account's.
pub(super) fn relations_first() -> Vec<RoutingRow> {
    vec![
        row(
            "open-opportunity",
            RoutingKind::OpenOpportunity,
            yes("has_open_opportunity"),
            owner_in("open_opportunity_owner"),
            "A deal with this account is under way: its owner goes on.",
        ),
        row(
            "existing-customer",
            RoutingKind::ExistingCustomer,
            yes("is_customer"),
            owner_in("account_owner"),
            "The account is a customer: new-business routing does not apply.",
        ),
        row(
            "named-account",
            RoutingKind::NamedAccount,
            yes("is_named_account"),
            owner_in("account_owner"),
            "The account is named: its owner goes before any pool.",
        ),
    ]
}

/// Everybody of a role by load, and whoever answers for them when nobody is to be had.
pub(super) fn pool_and_fallback(role: &str, method: PoolMethod, fallback: &str) -> Vec<RoutingRow> {
    vec![
        row("pool", RoutingKind::Pool, Criterion::default(), pool(role, method), "Whoever is there and has room."),
        row(
            "fallback",
            RoutingKind::Fallback,
            Criterion::default(),
            whoever_holds(fallback),
            "Nobody was to be had: nothing is ever unowned.",
        ),
    ]
}

/// How leads find their account and duplicates are recognised.
fn matching() -> Matching {
    Matching {
        account_by: vec![MatchBy::CrmId, MatchBy::Domain, MatchBy::CompanyName],
        duplicate_by: vec![MatchBy::Email, MatchBy::CrmId],
        on_duplicate: OnDuplicate::Join,
    }
}

/// A handoff point under construction; its key is given when the template is put together.
pub(super) struct Point(pub HandoffPoint);

pub(super) fn point(name: &str, [sender, receiver]: [&str; 2], [from, to]: [&str; 2]) -> Point {
    Point(HandoffPoint {
        key: name.into(),
        name: name.into(),
        sender: sender.into(),
        receiver: receiver.into(),
        from_stage: Some(from.into()),
        to_stage: Some(to.into()),
        review_every: Some(Cadence::Monthly),
        ..HandoffPoint::default()
    })
}

impl Point {
    fn with(mut self, set: impl FnOnce(&mut HandoffPoint)) -> Point {
        set(&mut self.0);
        self
    }

    pub fn starts(self, trigger: Trigger) -> Point {
        self.with(|point| point.trigger = trigger)
    }

    pub fn owned_by(self, accountable: &str, backup: &str) -> Point {
        self.with(|point| {
            point.accountable_roles = vec![accountable.into()];
            point.backup_role = Some(backup.into());
        })
    }

    /// A system takes over: assigned is accepted.
    pub fn automatic(self) -> Point {
        self.with(|point| {
            point.receiver_kind = ReceiverKind::System;
            point.acceptance.mode = AcceptanceMode::Automatic;
            point.calendar = Some("always".into());
        })
    }

    pub fn accepted_when(self, criteria: Criterion, actions: &[&str]) -> Point {
        self.with(|point| {
            point.acceptance.criteria = criteria;
            point.acceptance.actions = texts(actions);
        })
    }

    pub fn carries(self, packet: &str) -> Point {
        self.with(|point| point.packet.template = Some(packet.into()))
    }

    pub fn buffered(self, buffer: EnrichmentBuffer) -> Point {
        self.with(|point| point.buffer = Some(buffer))
    }

    /// By a table, after accounts are matched and duplicates are found.
    pub fn routed(self, rows: Vec<RoutingRow>) -> Point {
        self.with(|point| point.routing = RoutingTable { matching: matching(), rows })
    }

    pub fn promises(self, targets: Vec<SlaTarget>) -> Point {
        self.with(|point| point.targets.extend(targets))
    }

    pub fn pauses(self, when: Criterion, reason: &str) -> Point {
        self.with(|point| {
            let pauses = vec![PauseCondition { when, reason: reason.into() }];
            point.clock_conditions.push(ClockConditions { pauses, ..ClockConditions::default() });
        })
    }

    pub fn escalates(self, ladders: Vec<Ladder>) -> Point {
        self.with(|point| point.escalation = ladders)
    }

    pub fn may_be(self, reasons: &[&str]) -> Point {
        self.with(|point| point.dispositions = texts(reasons))
    }

    pub fn risks(self, momentum: &str, failure: &str) -> Point {
        self.with(|point| {
            point.momentum_risk = momentum.into();
            point.failure_mode = failure.into();
        })
    }

    pub fn kept_by(self, control: &str, oversight: &str, systems: &[&str]) -> Point {
        self.with(|point| {
            point.control = control.into();
            point.oversight_focus = oversight.into();
            point.system_requirements = texts(systems);
        })
    }

    pub fn judged_by(self, kpi: &str, outcome: Outcome) -> Point {
        self.with(|point| {
            point.kpi = Some(kpi.into());
            point.outcome = outcome;
        })
    }

    pub fn contacts(self) -> Point {
        self.with(|point| {
            point.contacts_people = true;
            point.consent_field = Some("consent".into());
        })
    }

    pub fn noted(self, notes: &str) -> Point {
        self.with(|point| point.notes = notes.into())
    }
}
