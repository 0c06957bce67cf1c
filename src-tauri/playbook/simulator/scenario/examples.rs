//! Scenarios to start from, each complete with its policy.

use super::*;
use crate::HOUR;
use crate::calendar::{Counting, Target};
use crate::policy::criteria::Given;
use crate::policy::templates::part_of_journey;
use crate::policy::{
    Acceptance, AcceptanceMode, Assignment, ClockKind, Criterion, EscalationStep, HandoffPoint, Ladder, Queue, Reach,
    ReceiverDecision, Role, RoutingKind, RoutingRow, RoutingTable, SlaTarget, StepAct, StepTime, Team, Trigger,
};
use std::collections::BTreeMap;

/// A scenario to start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Example {
    /// Ten people, one queue, exponential times: M/M/10 at a load of 0.9.
    Mmc,
    /// The same, whose leads lose patience.
    ErlangA,
    /// One person, three tiers that go before each other.
    Priority,
    /// Twenty reps, weekday shifts, three tiers, a two-hour acceptance window with reminder, alert and re-route.
    Handoff,
    /// Two handoffs of the full journey as the template has them: buffer, routing table, ladders, decisions, returns and money.
    WholePolicy,
}

impl Example {
    pub const ALL: [Example; 5] =
        [Example::Mmc, Example::ErlangA, Example::Priority, Example::Handoff, Example::WholePolicy];

    /// As on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Example::Mmc => "mmc",
            Example::ErlangA => "erlang-a",
            Example::Priority => "priority",
            Example::Handoff => "handoff",
            Example::WholePolicy => "whole-policy",
        }
    }

    pub fn named(name: &str) -> Option<Example> {
        Example::ALL.into_iter().find(|example| example.name() == name)
    }

    pub fn scenario(self) -> Scenario {
        let exponential = |mean| Distribution::Exponential { mean };
        match self {
            Example::Mmc => desk("Ten people, one queue", 10, 540.0, exponential(1.0)),
            Example::ErlangA => {
                let patience = Some(exponential(10.0));
                let rule = QueueRule { queue: None, order: QueueOrder::Priority, room: None, patience };
                Scenario {
                    queues: vec![rule],
                    ..desk("Ten people, who are not waited for for ever", 10, 540.0, exponential(1.0))
                }
            }
            Example::Priority => {
                let mut scenario = desk("One person, three tiers", 1, 48.0, exponential(1.0));
                scenario.horizon.days = 30.0;
                scenario.sources[0].mix = tiers([0.2, 0.3, 0.5], [0.0; 3]);
                scenario
            }
            Example::Handoff => handoff(),
            Example::WholePolicy => whole_policy(),
        }
    }
}

fn tiers(weights: [f64; 3], amounts: [f64; 3]) -> Vec<MixPart> {
    let keys = ["high", "medium", "low"];
    let part = |place: usize| MixPart {
        weight: weights[place],
        tier: Some(keys[place].into()),
        segment: None,
        trigger: None,
        fields: BTreeMap::new(),
        amount: amounts[place],
        packet: 1.0,
    };
    (0..3).map(part).collect()
}

fn crew(key: &str, role: &str, count: u32, calendar: &str) -> Crew {
    Crew { count, roles: vec![role.into()], calendar: Some(calendar.into()), ..Crew::new(key, "") }
}

/// One handoff point whose leads wait in one queue for whoever is free, at all hours.
fn desk_policy() -> Policy {
    let mut policy = Policy::new("Example", "UTC");
    policy.default_calendar = "always".into();
    policy.teams = vec![Team { key: "desk".into(), short: "DESK".into(), name: "Desk".into() }];
    policy.roles =
        vec![Role { key: "agent".into(), name: "Agent".into(), team: Some("desk".into()), reports_to: None }];
    policy.queues = vec![Queue {
        key: "desk".into(),
        name: "Desk".into(),
        team: Some("desk".into()),
        worked_by: vec!["agent".into()],
        owner_role: Some("agent".into()),
    }];
    let row = RoutingRow {
        key: "all".into(),
        kind: RoutingKind::Queue,
        when: Criterion::default(),
        assign: Assignment::Queue { queue: "desk".into() },
        reason: "Whoever is free takes it.".into(),
    };
    policy.handoffs = vec![HandoffPoint {
        key: "H1".into(),
        name: "Lead -> Desk".into(),
        sender: "Lead".into(),
        receiver: "DESK".into(),
        trigger: Trigger::said("A lead came in"),
        calendar: Some("always".into()),
        acceptance: Acceptance { mode: AcceptanceMode::Automatic, ..Acceptance::default() },
        routing: RoutingTable { rows: vec![row], ..RoutingTable::default() },
        ..HandoffPoint::default()
    }];
    policy
}

fn desk(name: &str, people: u32, per_hour: f64, handling: Distribution) -> Scenario {
    Scenario {
        schema: SCENARIO_SCHEMA,
        name: name.into(),
        note: String::new(),
        policy: Some(Box::new(desk_policy())),
        changes: Vec::new(),
        // 2024 begins on a Monday.
        horizon: Horizon { start: NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default(), days: 7.0 },
        warm_up: WarmUp::Automatic,
        replications: Replications::default(),
        seed: 1,
        sources: vec![Source {
            key: "leads".into(),
            handoff: "H1".into(),
            arrivals: Arrivals::Rate { per_hour },
            mix: Vec::new(),
            duplicates: 0.0,
            accounts: Vec::new(),
        }],
        people: vec![crew("agent", "agent", people, "always")],
        without: Vec::new(),
        work: vec![WorkRule { handling: Some(handling), ..WorkRule::default() }],
        flow: Vec::new(),
        queues: Vec::new(),
        returns: Vec::new(),
        reactions: Reactions::default(),
        conversion: None,
        most_cycles: most_cycles(),
        most_events: most_events(),
        most_under_way: most_under_way(),
    }
}

/// 106,000 handoffs a year.
fn handoff() -> Scenario {
    let mut policy = desk_policy();
    policy.handoffs[0].calendar = Some("office".into());
    policy.handoffs[0].acceptance.mode = AcceptanceMode::Required;
    let accept = Target::Business { ms: 2 * HOUR };
    policy.handoffs[0].targets =
        vec![SlaTarget { clock: ClockKind::Accept, tier: None, target: accept, reminder_percent: 50 }];
    let step = |at, act, to| EscalationStep { at, act, to, when: Criterion::default(), note: String::new() };
    policy.handoffs[0].escalation = vec![Ladder {
        clock: ClockKind::Accept,
        tier: None,
        steps: vec![
            step(StepTime::Share { percent: 50 }, StepAct::Remind, Reach::Owner),
            step(StepTime::Share { percent: 100 }, StepAct::Alert, Reach::Role { role: "agent".into() }),
            step(
                StepTime::AfterBreach { ms: 4 * HOUR, counting: Counting::Business },
                StepAct::Reroute,
                Reach::Queue { queue: "desk".into() },
            ),
        ],
    }];
    let mut per_hour = vec![0.0; 168];
    for day in 0..5 {
        for hour in 7..20 {
            // 106,000 leads over 261 weekdays of thirteen hours.
            per_hour[day * 24 + hour] = 106_000.0 / (261.0 * 13.0);
        }
    }
    let mut scenario =
        desk("Twenty reps with a two-hour window", 20, 1.0, Distribution::Lognormal { mean: 20.0, sigma: 0.8 });
    scenario.policy = Some(Box::new(policy));
    scenario.horizon.days = 366.0;
    scenario.sources[0].arrivals = Arrivals::Weekly { zone: None, per_hour, by_month: Vec::new() };
    scenario.sources[0].mix = tiers([0.2, 0.35, 0.45], [0.0; 3]);
    scenario.people = vec![Crew { cost_per_hour: 40.0, ..crew("rep", "agent", 20, "office") }];
    scenario
}

fn whole_policy() -> Scenario {
    let points = [("MQL -> SDR", ["lead", "sal"]), ("SDR -> AE", ["sal", "opportunity"])];
    let policy = part_of_journey(&points, "Example", "Europe/Berlin");
    let mut per_hour = vec![0.2; 168];
    for day in 0..5 {
        for hour in 8..19 {
            per_hour[day * 24 + hour] = 6.0;
        }
    }
    let lognormal = |mean, sigma| Some(Distribution::Lognormal { mean, sigma });
    let decision = |decision, reason: &str, share| DecisionShare { decision, reason: Some(reason.into()), share };
    let work = |handoff: &str| WorkRule { handoff: Some(handoff.into()), ..WorkRule::default() };
    let mut mix = tiers([0.2, 0.35, 0.45], [24_000.0, 12_000.0, 6_000.0]);
    for (part, employees) in mix.iter_mut().zip([900, 250, 300]) {
        part.segment = Some(if employees > 500 { "Enterprise" } else { "SMB" }.into());
        if let Some(number) = crate::policy::criteria::Number::new(f64::from(employees)) {
            part.fields.insert("employees".into(), Given::Number(number));
        }
        part.fields.insert("icp_fit".into(), Given::Boolean(true));
        part.fields.insert("region".into(), Given::Text("EMEA".into()));
        part.packet = 0.85;
    }
    mix.iter_mut().for_each(|part| part.fields.retain(|key, _| policy.field(key).is_some()));
    let reps = |key: &str, role: &str, team: &str, count, cost_per_hour| Crew {
        team: Some(team.into()),
        parallel: 2,
        cost_per_hour,
        ..crew(key, role, count, &policy.default_calendar)
    };
    Scenario {
        people: vec![reps("sdr", "sdr", "sdr", 12, 38.0), reps("ae", "ae", "ae", 6, 65.0)],
        horizon: Horizon { start: NaiveDate::from_ymd_opt(2026, 1, 5).unwrap_or_default(), days: 182.0 },
        sources: vec![Source {
            key: "web".into(),
            handoff: "H1".into(),
            arrivals: Arrivals::Weekly { zone: None, per_hour, by_month: Vec::new() },
            mix,
            duplicates: 0.0,
            accounts: Vec::new(),
        }],
        work: vec![
            WorkRule {
                notice: Some(Distribution::Exponential { mean: 25.0 }),
                unnoticed: Some(0.05),
                first_touch: lognormal(6.0, 0.7),
                handling: lognormal(35.0, 0.8),
                decisions: Some(vec![
                    decision(ReceiverDecision::Recycled, "timing", 0.12),
                    decision(ReceiverDecision::Rejected, "not_icp", 0.08),
                ]),
                completion: lognormal(1_440.0, 0.9),
                ..work("H1")
            },
            WorkRule {
                notice: Some(Distribution::Exponential { mean: 60.0 }),
                first_touch: lognormal(15.0, 0.7),
                handling: lognormal(90.0, 0.6),
                completion: lognormal(20_160.0, 0.8),
                ..work("H2")
            },
        ],
        flow: vec![FlowRule {
            from: "H1".into(),
            to: "H2".into(),
            tier: None,
            share: 0.4,
            after: Distribution::Fixed { minutes: 0.0 },
        }],
        conversion: Some(Conversion {
            handoff: "H1".into(),
            tiers: [("high", 0.21), ("medium", 0.09), ("low", 0.03)]
                .map(|(tier, share)| TierConversion { tier: Some(tier.into()), share })
                .into(),
            decay: outcome::default_decay(),
            empty_packet: 0.6,
        }),
        policy: Some(Box::new(policy)),
        ..desk("Two handoffs, from marketing to the first meeting", 1, 1.0, Distribution::default())
    }
}
