//! How two policies differ: sentences that a council reads, and nothing where they are the same.

use crate::policy_random::{Dice, change, dice, workshop};
use playbook::policy::{DiffKind, Noun, Operation, OwnField, Placed, Policy, PolicyDiff};
use proptest::prelude::*;
use serde_json::{Value, json};

fn set(noun: Noun, key: &str, field: &str, value: Value) -> Operation {
    Operation::Set { noun, key: key.into(), field: field.into(), value }
}

fn after(operations: &[Operation]) -> Policy {
    operations.iter().fold(workshop(), |policy, operation| {
        operation.apply(&policy).unwrap_or_else(|error| panic!("{operation:?}: {error}")).0
    })
}

/// `title | sentence` of every change that the operations make.
fn told(operations: &[Operation]) -> Vec<String> {
    let diff = PolicyDiff::between(&workshop(), &after(operations));
    let lines = diff
        .groups
        .iter()
        .flat_map(|group| group.changes.iter().map(|change| format!("{} | {}", group.title, change.sentence)));
    lines.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Two policies differ in a sentence if, and only if, they are not the same.
    #[test]
    fn what_differs_is_told_and_nothing_else(dice in dice()) {
        let first = workshop();
        prop_assert!(PolicyDiff::between(&first, &first).is_empty());
        let mut now = first.clone();
        for dice in dice {
            if let Ok((next, _)) = change(&now, dice).apply(&now) {
                let diff = PolicyDiff::between(&now, &next);
                prop_assert_eq!(diff.is_empty(), now == next, "{:?}", diff);
                now = next;
            }
        }
        prop_assert_eq!(PolicyDiff::between(&first, &now).is_empty(), first == now);
    }

    /// What came one way went the other.
    #[test]
    fn the_way_back_tells_as_much(dice in any::<Dice>()) {
        let first = workshop();
        if let Ok((next, _)) = change(&first, dice).apply(&first) {
            let count = |diff: &PolicyDiff, kind| {
                diff.groups.iter().flat_map(|group| &group.changes).filter(|change| change.kind == kind).count()
            };
            let (there, back) = (PolicyDiff::between(&first, &next), PolicyDiff::between(&next, &first));
            prop_assert_eq!(count(&there, DiffKind::Added), count(&back, DiffKind::Removed));
            prop_assert_eq!(count(&there, DiffKind::Removed), count(&back, DiffKind::Added));
            prop_assert_eq!(there.sentences().count(), back.sentences().count());
        }
    }
}

#[test]
fn a_shorter_window_is_told_as_councils_say_it() {
    let hour = json!({ "kind": "business", "ms": 3_600_000 });
    assert_eq!(
        told(&[set(Noun::Handoff, "H1", "targets/0/target", hour)]),
        ["H1 MQL -> SDR | SDR acceptance window for high intent: 2 business hours → 1 business hour"]
    );
}

#[test]
fn changes_of_a_handoff_are_told_in_its_group() {
    let point = |field: &str, value: Value| set(Noun::Handoff, "H1", field, value);
    let cases = [
        (point("name", json!("Lead to SDR")), "Name: “MQL -> SDR” → “Lead to SDR”"),
        (
            point("targets/1/target", json!({ "kind": "elapsed", "ms": 5_400_000 })),
            "SDR acceptance window for every other tier: 4 business hours → 1 h 30 m of elapsed time",
        ),
        (
            point("targets/2/target", json!({ "kind": "business_days", "days": 1, "by": "12:00" })),
            "SDR first-touch target for low intent: 2 business days by 17:00 → 1 business day by 12:00",
        ),
        (
            point("targets/0/reminder_percent", json!(75)),
            "SDR acceptance window for high intent, reminder: at 50 % → at 75 %",
        ),
        (point("accountable_roles", json!([])), "Accountable SDR Team Lead taken out"),
        (point("backup_role", json!(null)), "Backup: Head of Sales → nothing"),
        (point("acceptance/mode", json!("automatic")), "Acceptance: required → automatic"),
        (point("acceptance/criteria", json!({ "all": [] })), "Acceptance criteria: *Consent* is yes → nothing"),
        (point("packet/template", json!("discovery")), "Packet template: Common context → Discovery"),
        (point("packet/fields/0/required", json!(true)), "Packet field Score: optional → required"),
        (point("buffer", json!(null)), "Enrichment buffer taken out"),
        (point("buffer/at_most_minutes", json!(10)), "Enrichment buffer, at most: 5 m → 10 m"),
        (
            point("routing/matching/on_duplicate", json!("join")),
            "A duplicate: waits to be merged → joins the one that is there",
        ),
        (
            point("routing/rows/1/assign/person", json!("jonas")),
            "Routing row “dach”, gives to: Dana Okafor → Jonas Weber",
        ),
        (
            point("routing/rows/2/assign/pool/minds_hours", json!(false)),
            "Routing row “rest”, gives to: every SDR by weight, minding absences, capacity, working hours → every SDR by weight, minding absences, capacity",
        ),
        (
            point("routing/rows/0/when", json!({ "all": [] })),
            "Routing row “deal”, when: *Open deal's owner* is filled → nothing",
        ),
        (
            point("escalation/0/steps/2/at/ms", json!(3_600_000)),
            "Escalation of the acceptance window for high intent, re-route, when: 2 business hours after breach → 1 business hour after breach",
        ),
        (
            point("escalation/0/steps/1/to", json!({ "kind": "role", "role": "sdr_lead" })),
            "Escalation of the acceptance window for high intent, alert, reaches: #sales-managers → SDR Team Lead",
        ),
        (
            point("clock_conditions/0/stop", json!(null)),
            "Conditions of the acceptance window, stops when: *Open deal's owner* is filled → nothing",
        ),
        (point("dispositions", json!(["worked", "timing"])), "Disposition Not ICP taken out"),
        (point("review_every", json!("quarterly")), "Review: monthly → quarterly"),
        (point("kpi", json!("creation")), "KPI: Time to first touch → Opportunity creation"),
        (point("momentum_risk", json!("")), "Momentum risk: “High-intent leads sit untouched.” → nothing"),
        (point("contacts_people", json!(false)), "People are contacted: yes → no"),
        (point("notes", json!("n".repeat(300))), "Notes written"),
    ];
    for (operation, sentence) in cases {
        let title = if sentence.starts_with("Name: ") { "H1 Lead to SDR" } else { "H1 MQL -> SDR" };
        assert_eq!(told(&[operation]), [format!("{title} | {sentence}")]);
    }
}

#[test]
fn other_changes_are_told_by_noun() {
    let cases = [
        (Operation::SetOwn { field: OwnField::Currency, value: "USD".into() }, "Company | Currency: “EUR” → “USD”"),
        (
            set(Noun::Stage, "mql", "entry/all/0/value", json!(140)),
            "Stages | Stage MQL, entry criteria: *Employees* is at least 200 and *Score* is at least 65 → *Employees* is at least 140 and *Score* is at least 65",
        ),
        (
            set(Noun::Stage, "sal", "team", json!("ae")),
            "Stages | Stage SAL, owner: Sales development → Account executives",
        ),
        (
            set(Noun::Person, "dana", "capacity_per_day", json!(null)),
            "People | Person Dana Okafor, records a day: 20 → no limit",
        ),
        (
            set(Noun::Person, "dana", "absences", json!([])),
            "People | Person Dana Okafor, away 2026-08-03 to 2026-08-14 (holiday) taken out",
        ),
        (set(Noun::Role, "sdr", "name", json!("BDR")), "Roles | Role SDR, name: “SDR” → “BDR”"),
        (
            set(Noun::Field, "region", "values", json!(["DACH", "Rest", "Nordics"])),
            "Field catalogue | Field Region, order of value: “DACH”, “Nordics”, “Rest” → “DACH”, “Rest”, “Nordics”",
        ),
        (
            set(Noun::Packet, "discovery", "fields/0/required", json!(false)),
            "Packet templates | Packet template Discovery, field Confirmed pains: required → optional",
        ),
        (
            set(Noun::Disposition, "timing", "next/0/when/days", json!(60)),
            "Dispositions | Disposition reason Timing, next step nurture, when: after 90 days → after 60 days",
        ),
        (
            set(Noun::Disposition, "not_icp", "review_after_days", json!(null)),
            "Dispositions | Disposition reason Not ICP, looked at again: after 365 days → never",
        ),
        (
            set(Noun::Severity, "p1", "target", json!({ "kind": "elapsed", "ms": 86_400_000 })),
            "Severities | Severity P1, time to resolution: 8 business hours → 24 hours of elapsed time",
        ),
        (
            set(Noun::ExceptionType, "ownership", "targets/0/target/ms", json!(7_200_000)),
            "Exception types | Exception type Ownership conflict, target for P0: 4 hours of elapsed time → 2 hours of elapsed time",
        ),
        (
            set(Noun::DecisionRight, "D1", "role", json!("sdr_lead")),
            "Decision rights | Decision right Reassign the owner (Ownership conflict, P0), held by: Head of Sales → SDR Team Lead",
        ),
        (
            set(Noun::Kpi, "creation", "target/per_mille", json!(405)),
            "KPIs | KPI Opportunity creation, target: 35 % → 40.5 %",
        ),
        (
            set(Noun::Calendar, "office", "weekly/fri", json!([["09:00", "12:00"], ["13:00", "16:00"]])),
            "Calendars | Calendar Office hours, Fri: 09:00–16:30 → 09:00–12:00, 13:00–16:00",
        ),
        (
            set(Noun::Calendar, "office", "exceptions/2026-12-24", json!([])),
            "Calendars | Calendar Office hours, 2026-12-24: 09:00–12:00 Christmas Eve → closed",
        ),
        (
            Operation::Move { noun: Noun::Tier, key: "low".into(), to: 0 },
            "Intent tiers | Order of intent tier: High, Medium, Low → Low, High, Medium",
        ),
        (
            Operation::Move { noun: Noun::Handoff, key: "H3".into(), to: 0 },
            "Handoff points | Order of handoff points: H1, H2, H3 → H3, H1, H2",
        ),
        (Operation::Place { of: Placed::Stage, key: "mql".into(), at: None }, "Map | Place of MQL: 120, 40 → nothing"),
    ];
    for (operation, line) in cases {
        assert_eq!(told(&[operation]), [line]);
    }
}

#[test]
fn what_came_and_what_went_is_told_with_its_name() {
    let new = json!({ "noun": "handoff", "entry": { "key": "H4", "name": "AE -> CS" } });
    let insert = Operation::Insert { at: 0, entry: serde_json::from_value(new).unwrap() };
    assert_eq!(told(&[insert]), ["H4 AE -> CS | Handoff point H4 AE -> CS added"]);
    let remove = Operation::Remove { noun: Noun::Handoff, key: "H3".into() };
    assert_eq!(told(&[remove]), ["H3 Rejected -> Nurture | Handoff point H3 Rejected -> Nurture taken out"]);

    let row = json!({ "key": "named", "kind": "named_account", "assign": { "to": "role", "role": "ae" } });
    let rows = json!([row, workshop().handoff("H2").unwrap().routing.rows[0]]);
    assert_eq!(told(&[set(Noun::Handoff, "H2", "routing/rows", rows)]), ["H2 SDR -> AE | Routing row “named” added"]);
    let half = json!({ "kind": "business", "ms": 1_800_000 });
    let target = json!([{ "clock": "accept", "tier": null, "target": half, "reminder_percent": 50 }]);
    assert_eq!(
        told(&[set(Noun::Handoff, "H2", "targets", target)]),
        ["H2 SDR -> AE | AE acceptance window: nothing → 30 business minutes"]
    );
}

#[test]
fn a_new_key_is_followed_and_told_once() {
    let rename = Operation::Rename { noun: Noun::Field, from: "score".into(), to: "lead_score".into() };
    assert_eq!(told(&[rename]), ["Field catalogue | Key of the field Score: score → lead_score"]);
    let rename = Operation::Rename { noun: Noun::Handoff, from: "H1".into(), to: "H10".into() };
    assert_eq!(told(&[rename]), ["H10 MQL -> SDR | Key of the handoff point H10 MQL -> SDR: H1 → H10"]);
}

#[test]
fn several_changes_are_grouped_by_handoff_and_then_by_noun() {
    let operations = [
        set(Noun::Kpi, "speed", "name", json!("Speed to lead")),
        set(Noun::Handoff, "H2", "kpi", json!("speed")),
        set(Noun::Handoff, "H1", "trigger/text", json!("Demo requested")),
        set(Noun::Handoff, "H1", "sender", json!("OPS")),
    ];
    assert_eq!(
        told(&operations),
        [
            "H1 MQL -> SDR | Sender: “MKT” → “OPS”",
            "H1 MQL -> SDR | Trigger: “ICP-fit contact submitted a demo request” → “Demo requested”",
            "H2 SDR -> AE | KPI: Opportunity creation → Speed to lead",
            "KPIs | KPI Time to first touch, name: “Time to first touch” → “Speed to lead”",
        ]
    );
}
