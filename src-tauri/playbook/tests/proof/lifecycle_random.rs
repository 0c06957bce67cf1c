//! Small random policies, whose criteria tell few records apart: so that every record and every way can be gone through.

use playbook::policy::Policy;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const STAGES: [&str; 4] = ["new", "work", "rest", "won"];

fn test() -> impl Strategy<Value = Value> {
    select(vec![
        json!({"field": "intent", "is": "equals", "value": "high"}),
        json!({"field": "intent", "is": "is_filled"}),
        json!({"field": "region", "is": "equals", "value": "a"}),
        json!({"field": "region", "is": "not_equals", "value": "a"}),
        json!({"field": "region", "is": "is_blank"}),
        json!({"field": "seller", "is": "is_filled"}),
        json!({"field": "seller", "is": "is_blank"}),
    ])
}

fn criterion() -> impl Strategy<Value = Value> {
    prop_oneof![
        2 => Just(json!({"all": []})),
        1 => Just(json!({"any": []})),
        3 => test(),
        2 => (test(), test()).prop_map(|(a, b)| json!({"all": [a, b]})),
        2 => (test(), test()).prop_map(|(a, b)| json!({"any": [a, {"not": b}]})),
    ]
}

fn assignment() -> impl Strategy<Value = Value> {
    select(vec![
        json!({"to": "role", "role": "lead", "if_away": "assign"}),
        json!({"to": "role", "role": "lead", "if_away": "next_row"}),
        json!({"to": "owner_in", "field": "seller", "if_away": "assign"}),
        json!({"to": "queue", "queue": "pile"}),
        json!({"to": "stage", "stage": "rest"}),
    ])
}

fn ladder() -> impl Strategy<Value = Value> {
    let to = select(vec![json!({"kind": "queue", "queue": "pile"}), json!({"kind": "role", "role": "lead"})]);
    (select(vec!["accept", "assign"]), select(vec![Value::Null, json!("high")]), to, criterion()).prop_map(
        |(clock, tier, to, when)| {
            let step = json!({"at": {"kind": "share", "percent": 200}, "act": "reroute", "to": to, "when": when});
            json!({"clock": clock, "tier": tier, "steps": [step]})
        },
    )
}

fn target() -> impl Strategy<Value = Value> {
    (select(vec!["assign", "accept", "next_step"]), select(vec![Value::Null, json!("low")])).prop_map(
        |(clock, tier)| json!({"clock": clock, "tier": tier, "target": {"kind": "elapsed", "ms": 1}, "reminder_percent": 50}),
    )
}

fn buffer() -> impl Strategy<Value = Value> {
    let act = select(vec![
        json!({"kind": "nurture", "stage": "rest"}),
        json!({"kind": "existing_owner", "field": "seller"}),
        json!({"kind": "route_on"}),
    ]);
    (0..2_u32, vec((criterion(), act), 0..3)).prop_map(|(minutes, outcomes)| {
        let outcomes: Vec<Value> = outcomes.into_iter().map(|(when, act)| json!({"when": when, "act": act})).collect();
        json!({"at_most_minutes": minutes, "outcomes": outcomes})
    })
}

fn handoff(number: usize) -> impl Strategy<Value = Value> {
    let stage = || select(vec![json!("new"), json!("work"), json!("rest")]);
    let to = select(vec![Value::Null, json!("work"), json!("work"), json!("rest"), json!("won")]);
    (
        (stage(), to, select(vec!["person", "person", "system"]), select(vec!["required", "required", "automatic"])),
        (criterion(), proptest::option::of(buffer()), vec((criterion(), assignment()), 0..4)),
        (vec(ladder(), 0..2), vec(target(), 0..4), vec(select(vec!["r1", "r2"]), 0..3), any::<bool>()),
    )
        .prop_map(move |((from, to, receiver, mode), (accept, buffer, rows), (ladders, targets, reasons, led))| {
            let row = |(place, (when, assign)): (usize, (Value, Value))| {
                json!({"key": format!("row {place}"), "kind": "pool", "when": when, "assign": assign})
            };
            let reasons: BTreeSet<&str> = reasons.into_iter().collect();
            json!({
                "key": format!("H{number}"), "name": format!("Handoff {number}"), "from_stage": from, "to_stage": to,
                "receiver_kind": receiver, "acceptance": {"mode": mode, "criteria": accept}, "buffer": buffer,
                "routing": {"rows": rows.into_iter().enumerate().map(row).collect::<Vec<_>>()},
                "escalation": ladders, "targets": targets, "dispositions": reasons,
                "accountable_roles": if led { vec!["lead"] } else { vec![] },
            })
        })
}

fn reason(key: &'static str) -> impl Strategy<Value = Value> {
    let step = select(vec![
        json!({"act": "nurture"}),
        json!({"act": "nurture", "stage": "rest"}),
        json!({"act": "recycle", "stage": "new", "when": {"kind": "after_days", "days": 30}}),
        json!({"act": "suppress"}),
        json!({"act": "reroute"}),
        json!({"act": "enrich"}),
        json!({"act": "reassign", "queue": "pile"}),
        json!({"act": "alert"}),
    ]);
    vec(step, 0..3).prop_map(
        move |next| json!({"key": key, "name": format!("Reason {key}"), "decision": "rejected", "next": next}),
    )
}

/// Two handoffs, four stages, a queue and two reasons, of which anything may be missing.
pub fn policy() -> impl Strategy<Value = Policy> {
    let teams = vec(select(vec![Value::Null, json!("one"), json!("two")]), 4);
    (teams, criterion(), any::<[bool; 2]>(), reason("r1"), reason("r2"), handoff(1), handoff(2)).prop_map(
        |(teams, exit, [owned, worked], first, second, one, two)| {
            let kinds = ["start", "normal", "nurture", "won"];
            let stage = |place: usize| {
                let exit = if place == 1 { exit.clone() } else { json!({"all": []}) };
                json!({"key": STAGES[place], "name": STAGES[place], "kind": kinds[place], "team": teams[place], "exit": exit})
            };
            let mut json = serde_json::to_value(Policy::new("Kestrel", "UTC")).unwrap();
            let parts = json!({
                "tiers": [{"key": "high", "name": "High"}, {"key": "low", "name": "Low"}],
                "teams": [{"key": "one", "name": "One"}, {"key": "two", "name": "Two"}],
                "roles": [{"key": "lead", "name": "Lead"}],
                "fields": [
                    {"key": "intent", "name": "Intent", "kind": "choice", "values": ["high", "low"]},
                    {"key": "region", "name": "Region", "kind": "text"},
                    {"key": "seller", "name": "Seller", "kind": "text"},
                ],
                "stages": (0..4).map(stage).collect::<Vec<_>>(),
                "queues": [{"key": "pile", "name": "Pile", "owner_role": owned.then_some("lead"),
                            "worked_by": if worked { vec!["lead"] } else { vec![] }}],
                "dispositions": [first, second],
                "handoffs": [one, two],
            });
            json.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
            let policy: Policy = serde_json::from_value(json).unwrap();
            policy.check_sound().unwrap();
            policy
        },
    )
}
