//! A small policy without a fault: one handoff from operations to sales development, everything about it decided.

use playbook::HOUR;
use playbook::calendar::{Counting, Target};
use playbook::policy::criteria::{Condition, Constant};
use playbook::policy::*;

/// The field has this value.
pub fn choice(field: &str, value: &str) -> Criterion {
    Criterion::test(field, Condition::Equals(Constant::Text(value.into())))
}

fn field(key: &str, name: &str, kind: FieldKind, values: &[&str]) -> Field {
    let values = values.iter().map(|value| value.to_string()).collect();
    Field { key: key.into(), name: name.into(), kind, values, ..Field::default() }
}

fn target(tier: &str, hours: i64) -> SlaTarget {
    let target = Target::Business { ms: hours * HOUR };
    SlaTarget { clock: ClockKind::Accept, tier: Some(tier.into()), target, reminder_percent: 50 }
}

/// A promise for every tier.
fn for_all(clock: ClockKind, hours: i64) -> SlaTarget {
    SlaTarget { clock, tier: None, target: Target::Business { ms: hours * HOUR }, reminder_percent: 50 }
}

fn row(key: &str, kind: RoutingKind, when: Criterion, assign: Assignment) -> RoutingRow {
    RoutingRow { key: key.into(), kind, when, assign, reason: String::new() }
}

fn step(at: StepTime, act: StepAct, to: Reach) -> EscalationStep {
    EscalationStep { at, act, to, when: Criterion::default(), note: String::new() }
}

fn stage(key: &str, name: &str, team: &str, kind: StageKind) -> Stage {
    Stage { key: key.into(), name: name.into(), team: Some(team.into()), kind, ..Stage::default() }
}

fn routing() -> RoutingTable {
    let owner = Assignment::OwnerIn { field: "account_owner".into(), if_away: IfAway::NextRow };
    let pool = Pool {
        members: PoolMembers::Team { team: "sdr".into() },
        method: PoolMethod::RoundRobin,
        minds_absences: true,
        minds_capacity: true,
        minds_hours: false,
    };
    let named = Criterion::test("named_account", Condition::IsTrue);
    RoutingTable {
        matching: Matching {
            account_by: vec![MatchBy::CrmId, MatchBy::Domain],
            duplicate_by: vec![MatchBy::Email],
            on_duplicate: OnDuplicate::Join,
        },
        rows: vec![
            row("named", RoutingKind::NamedAccount, named, owner),
            row("low", RoutingKind::NoPerson, choice("intent", "low"), Assignment::Stage { stage: "nurture".into() }),
            row(
                "high",
                RoutingKind::Complexity,
                choice("intent", "high"),
                Assignment::Role { role: "lead".into(), if_away: IfAway::NextRow },
            ),
            row("pool", RoutingKind::Pool, Criterion::default(), Assignment::Pool { pool }),
            row(
                "rest",
                RoutingKind::Fallback,
                Criterion::default(),
                Assignment::Role { role: "lead".into(), if_away: IfAway::Assign },
            ),
        ],
    }
}

fn handoff() -> HandoffPoint {
    HandoffPoint {
        key: "H1".into(),
        name: "Routing to sales accepted".into(),
        sender: "OPS".into(),
        receiver: "SDR".into(),
        trigger: Trigger::said("ICP-fit contact submitted a demo request"),
        targets: vec![target("high", 2), target("medium", 4), target("low", 8), for_all(ClockKind::NextStep, 24)],
        from_stage: Some("routing".into()),
        to_stage: Some("sal".into()),
        accountable_roles: vec!["lead".into()],
        backup_role: Some("manager".into()),
        packet: Packet {
            template: None,
            fields: vec![PacketField { field: "consent".into(), required: true, ..PacketField::default() }],
        },
        routing: routing(),
        escalation: vec![Ladder {
            clock: ClockKind::Accept,
            tier: None,
            steps: vec![
                step(StepTime::Share { percent: 50 }, StepAct::Remind, Reach::Owner),
                step(StepTime::Share { percent: 100 }, StepAct::Alert, Reach::Role { role: "lead".into() }),
                step(
                    StepTime::AfterBreach { ms: 2 * HOUR, counting: Counting::Business },
                    StepAct::Reroute,
                    Reach::Queue { queue: "shared".into() },
                ),
            ],
        }],
        dispositions: vec!["timing".into(), "not_icp".into()],
        kpi: Some("touch".into()),
        review_every: Some(Cadence::Monthly),
        contacts_people: true,
        consent_field: Some("consent".into()),
        ..HandoffPoint::default()
    }
}

/// The policy.
pub fn sound() -> Policy {
    let mut policy = Policy::new("Kestrel", "UTC");
    let team = |key: &str, short: &str, name: &str| Team { key: key.into(), short: short.into(), name: name.into() };
    policy.teams = vec![team("ops", "OPS", "RevOps"), team("sdr", "SDR", "Sales development")];
    let role = |key: &str, name: &str| Role { key: key.into(), name: name.into(), ..Role::default() };
    policy.roles = vec![role("lead", "SDR Lead"), role("manager", "SDR Manager")];
    let person = |key: &str, name: &str, role: &str| Person {
        key: key.into(),
        name: name.into(),
        team: Some("sdr".into()),
        roles: vec![role.into()],
        ..Person::default()
    };
    policy.people = vec![person("ann", "Ann", "lead"), person("bo", "Bo", "manager")];
    policy.fields = vec![
        field("intent", "Intent", FieldKind::Choice, &["high", "medium", "low"]),
        field("region", "Region", FieldKind::Choice, &["DACH", "US"]),
        field("employees", "Employees", FieldKind::Number, &[]),
        field("company", "Company", FieldKind::Text, &[]),
        field("named_account", "Named account", FieldKind::Boolean, &[]),
        field("account_owner", "Account owner", FieldKind::Text, &[]),
        field("consent", "Consent", FieldKind::Boolean, &[]),
        Field { observable: false, ..field("mood", "Mood", FieldKind::Text, &[]) },
    ];
    policy.stages = vec![
        stage("routing", "Routing", "ops", StageKind::Start),
        stage("sal", "SAL", "sdr", StageKind::Normal),
        stage("won", "Won", "sdr", StageKind::Won),
        stage("nurture", "Nurture", "ops", StageKind::Nurture),
        stage("back", "Back again", "ops", StageKind::Lost),
    ];
    policy.queues = vec![Queue {
        key: "shared".into(),
        name: "Shared queue".into(),
        team: Some("sdr".into()),
        worked_by: vec!["manager".into()],
        owner_role: Some("lead".into()),
    }];
    let next = |act: NextAct, stage: Option<&str>| NextStep {
        act,
        when: NextWhen::AfterDays { days: 90 },
        stage: stage.map(String::from),
        queue: None,
        track: String::new(),
        note: String::new(),
    };
    policy.dispositions = vec![
        DispositionReason {
            key: "timing".into(),
            name: "Timing".into(),
            decision: ReceiverDecision::Recycled,
            next: vec![next(NextAct::Recycle, Some("nurture"))],
            ..DispositionReason::default()
        },
        DispositionReason {
            key: "not_icp".into(),
            name: "Not ICP".into(),
            next: vec![next(NextAct::Suppress, None)],
            review_after_days: Some(365),
            ..DispositionReason::default()
        },
    ];
    policy.severities = vec![Severity {
        key: "p0".into(),
        name: "P0".into(),
        target: Some(Target::Business { ms: 4 * HOUR }),
        ..Severity::default()
    }];
    policy.exception_types = vec![ExceptionType {
        key: "duplicate".into(),
        name: "Duplicate".into(),
        owner_role: Some("lead".into()),
        audit_fields: vec![AuditField { key: "notes".into(), name: "Merge notes".into(), kind: FieldKind::Text }],
        ..ExceptionType::default()
    }];
    policy.verbs = vec![Verb { key: "pause".into(), name: "Pause an SLA timer".into(), ..Verb::default() }];
    policy.decision_rights = vec![DecisionRight {
        key: "pause".into(),
        verb: "pause".into(),
        role: "lead".into(),
        ..DecisionRight::default()
    }];
    policy.kpis = vec![Kpi { key: "touch".into(), name: "Time to first touch".into(), ..Kpi::default() }];
    policy.handoffs = vec![handoff()];
    policy
}
