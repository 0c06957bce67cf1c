//! Random scenarios under random policies: two handoffs, with anything that a policy may ask of those who work.

use playbook::MINUTE;
use playbook::calendar::{Counting, Target};
use playbook::policy::{
    AcceptanceMode, Assignment, ClockKind, Criterion, DispositionReason, EscalationStep, Ladder, NextAct, NextStep,
    NextWhen, Pool, PoolMembers, PoolMethod, Reach, ReceiverDecision, RoutingKind, RoutingRow, SlaTarget, StepAct,
    StepTime,
};
use playbook::simulator::scenario::{
    Arrivals, DecisionShare, Distribution, Example, FlowRule, MixPart, Scenario, WarmUp, WorkRule,
};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What a scenario is made of.
#[derive(Debug, Clone)]
pub struct Drawn {
    people: u32,
    pub parallel: u32,
    capacity: Option<u32>,
    pub office: bool,
    required: bool,
    pool: Option<PoolMethod>,
    per_hour: f64,
    handling: f64,
    notice: f64,
    unnoticed: f64,
    rejected: f64,
    recycled: f64,
    target_minutes: i64,
    steps: Vec<(u32, u8)>,
    onward: f64,
    completion: f64,
    seed: u64,
}

prop_compose! {
    pub fn drawn()(
        (people, parallel, capacity) in (1u32..6, 1u32..3, prop::option::of(3u32..30)),
        (office, required) in any::<(bool, bool)>(),
        pool in prop::option::of(prop::sample::select(vec![
            PoolMethod::RoundRobin, PoolMethod::LoadBalanced, PoolMethod::Weighted,
        ])),
        per_hour in 0.2f64..6.0,
        (handling, notice, unnoticed) in (1.0f64..60.0, 0.0f64..90.0, 0.0f64..0.4),
        (rejected, recycled) in (0.0f64..0.3, 0.0f64..0.3),
        target_minutes in 5i64..300,
        steps in prop::collection::vec((10u32..300, 0u8..5), 0..5),
        (onward, completion) in (0.0f64..1.0, prop_oneof![Just(0.0), 1.0f64..2_000.0]),
        seed in 0u64..1_000_000,
    ) -> Drawn {
        Drawn {
            people, parallel, capacity, office, required, pool, per_hour, handling, notice, unnoticed, rejected,
            recycled, target_minutes, steps, onward, completion, seed,
        }
    }
}

/// Three weeks, three times over.
pub fn scenario(drawn: &Drawn) -> Scenario {
    let mut scenario = Example::Mmc.scenario();
    scenario.seed = drawn.seed;
    scenario.horizon.days = 21.0;
    scenario.warm_up = WarmUp::None;
    scenario.replications.count = 3;
    scenario.sources[0].arrivals = Arrivals::Rate { per_hour: drawn.per_hour };
    let part = |tier: Option<&str>| MixPart {
        weight: 1.0,
        tier: tier.map(str::to_owned),
        segment: None,
        trigger: None,
        fields: BTreeMap::new(),
        amount: 10.0,
        packet: 1.0,
    };
    scenario.sources[0].mix = vec![part(Some("high")), part(Some("low")), part(None)];
    let crew = &mut scenario.people[0];
    (crew.count, crew.parallel, crew.capacity_per_day) = (drawn.people, drawn.parallel, drawn.capacity);
    crew.calendar = Some(if drawn.office { "office" } else { "always" }.into());
    crew.team = Some("desk".into());
    crew.cost_per_hour = 30.0;

    let policy = scenario.policy.as_mut().unwrap();
    policy.dispositions = vec![DispositionReason {
        key: "timing".into(),
        name: "Timing".into(),
        decision: ReceiverDecision::Recycled,
        next: vec![NextStep {
            act: NextAct::Recycle,
            when: NextWhen::AfterDays { days: 3 },
            stage: None,
            queue: None,
            track: String::new(),
            note: String::new(),
        }],
        ..DispositionReason::default()
    }];
    let point = &mut policy.handoffs[0];
    point.calendar = Some("office".into());
    point.backup_role = Some("agent".into());
    point.acceptance.mode = if drawn.required { AcceptanceMode::Required } else { AcceptanceMode::Automatic };
    if let Some(method) = drawn.pool {
        let members = PoolMembers::Role { role: "agent".into() };
        let pool = Pool {
            members,
            method,
            minds_absences: true,
            minds_capacity: true,
            minds_hours: drawn.people.is_multiple_of(2),
        };
        let row = RoutingRow {
            key: "pool".into(),
            kind: RoutingKind::Pool,
            when: Criterion::default(),
            assign: Assignment::Pool { pool },
            reason: String::new(),
        };
        point.routing.rows.insert(0, row);
    }
    let ms = drawn.target_minutes * MINUTE;
    let target = |clock, target| SlaTarget { clock, tier: None, target, reminder_percent: 50 };
    point.targets = vec![
        target(ClockKind::Accept, Target::Business { ms }),
        target(ClockKind::FirstTouch, Target::Elapsed { ms: 2 * ms }),
        target(ClockKind::NextStep, Target::Business { ms }),
        target(ClockKind::Complete, Target::SameBusinessDay { cut_off: None }),
    ];
    let act = |act: u8| match act {
        0 => (StepAct::Remind, Reach::Owner),
        1 => (StepAct::Alert, Reach::Role { role: "agent".into() }),
        2 => (StepAct::Reroute, Reach::Queue { queue: "desk".into() }),
        3 => (StepAct::AssignBackup, Reach::Backup),
        _ => (StepAct::Reroute, Reach::Owner),
    };
    let step = |&(percent, what): &(u32, u8)| {
        let (act, to) = act(what);
        let at = match percent {
            200.. => StepTime::AfterBreach { ms: i64::from(percent) * MINUTE, counting: Counting::Business },
            _ => StepTime::Share { percent },
        };
        EscalationStep { at, act, to, when: Criterion::default(), note: String::new() }
    };
    point.escalation =
        vec![Ladder { clock: ClockKind::Accept, tier: None, steps: drawn.steps.iter().map(step).collect() }];
    let mut second = point.clone();
    (second.key, second.name) = ("H2".into(), "Second".into());
    policy.handoffs.push(second);

    let decision =
        |decision, reason: Option<&str>, share| DecisionShare { decision, reason: reason.map(str::to_owned), share };
    scenario.work = vec![WorkRule {
        notice: Some(Distribution::Exponential { mean: drawn.notice }),
        unnoticed: Some(drawn.unnoticed),
        first_touch: Some(Distribution::Uniform { from: 0.0, to: drawn.handling }),
        handling: Some(Distribution::Lognormal { mean: drawn.handling, sigma: 0.8 }),
        completion: Some(Distribution::Exponential { mean: drawn.completion }),
        decisions: Some(vec![
            decision(ReceiverDecision::Rejected, None, drawn.rejected),
            decision(ReceiverDecision::Recycled, Some("timing"), drawn.recycled),
        ]),
        ..WorkRule::default()
    }];
    scenario.flow = vec![FlowRule {
        from: "H1".into(),
        to: "H2".into(),
        tier: None,
        share: drawn.onward,
        after: Distribution::Exponential { mean: 30.0 },
    }];
    scenario
}
