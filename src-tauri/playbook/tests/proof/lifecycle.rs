//! The tri-state lifecycle as a policy: whole, and with one thing taken out at a time.

use playbook::HOUR;
use playbook::airtight::proof::lifecycle::{Lack, Lifecycle, lifecycle};
use playbook::airtight::proof::{Budget, NotProved};
use playbook::calendar::{Target, Zone};
use playbook::policy::criteria::{Condition, Criterion, Told, Truth};
use playbook::policy::{Assignment, IfAway, NextStep, Policy};
use serde_json::{Value, json};

/// Inquiry → AQL → SAL → Opportunity → Won or Lost; an enrichment buffer, routing with a queue behind it, an acceptance window, and
/// reasons that lead somewhere.
fn whole() -> Policy {
    let mut json = serde_json::to_value(Policy::new("Meridian", "UTC")).unwrap();
    let target = |clock: &str, hours: i64| json!({"clock": clock, "tier": null, "target": {"kind": "elapsed", "ms": hours * HOUR}, "reminder_percent": 50});
    let parts = json!({
        "teams": [
            {"key": "mkt", "short": "MKT", "name": "Marketing"},
            {"key": "sdr", "short": "SDR", "name": "Sales development"},
            {"key": "ae", "short": "AE", "name": "Account executives"},
        ],
        "roles": [
            {"key": "sdr-lead", "name": "SDR lead", "team": "sdr"},
            {"key": "ae-lead", "name": "AE lead", "team": "ae"},
        ],
        "fields": [
            {"key": "intent", "name": "Intent", "kind": "choice", "values": ["high", "medium", "low"]},
            {"key": "icp", "name": "ICP fit", "kind": "boolean"},
            {"key": "region", "name": "Region", "kind": "choice", "values": ["DACH", "Nordics"]},
            {"key": "deal_owner", "name": "Deal owner", "kind": "text"},
        ],
        "stages": [
            {"key": "inquiry", "name": "Inquiry", "team": "mkt", "kind": "start"},
            {"key": "nurture", "name": "Nurture", "team": "mkt", "kind": "nurture"},
            {"key": "sal", "name": "SAL", "team": "sdr"},
            {"key": "opportunity", "name": "Opportunity", "team": "ae"},
            {"key": "won", "name": "Won", "team": "ae", "kind": "won"},
            {"key": "lost", "name": "Lost", "team": "ae", "kind": "lost"},
        ],
        "queues": [{"key": "tank", "name": "Shark tank", "worked_by": ["sdr-lead"], "owner_role": "sdr-lead"}],
        "dispositions": [
            {"key": "timing", "name": "Timing", "decision": "recycled", "next": [
                {"act": "nurture", "stage": "nurture"},
                {"act": "recycle", "when": {"kind": "after_days", "days": 90}, "stage": "inquiry"},
            ]},
            {"key": "not-icp", "name": "Not ICP", "decision": "rejected", "next": [{"act": "suppress"}]},
        ],
        "handoffs": [
            {
                "key": "H1", "name": "AQL → SDR", "from_stage": "inquiry", "to_stage": "sal",
                "trigger": {"text": "score passed"},
                "accountable_roles": ["sdr-lead"],
                "targets": [target("assign", 1), target("accept", 2), target("next_step", 24)],
                "buffer": {"at_least_minutes": 3, "at_most_minutes": 5, "outcomes": [
                    {"when": {"field": "icp", "is": "is_false"}, "act": {"kind": "nurture", "stage": "nurture"}, "reason": "not ICP"},
                    {"when": {"field": "deal_owner", "is": "is_filled"}, "act": {"kind": "existing_owner", "field": "deal_owner"}},
                ]},
                "routing": {"rows": [
                    {"key": "r1", "kind": "no_person", "when": {"field": "intent", "is": "equals", "value": "low"},
                     "assign": {"to": "stage", "stage": "nurture"}},
                    {"key": "r2", "kind": "region", "when": {"field": "region", "is": "equals", "value": "DACH"},
                     "assign": {"to": "role", "role": "sdr-lead"}, "reason": "DACH"},
                    {"key": "r3", "kind": "fallback", "assign": {"to": "queue", "queue": "tank"}},
                ]},
                "escalation": [{"clock": "accept", "steps": [
                    {"at": {"kind": "share", "percent": 100}, "act": "alert", "to": {"kind": "role", "role": "sdr-lead"}},
                    {"at": {"kind": "share", "percent": 200}, "act": "reroute", "to": {"kind": "queue", "queue": "tank"}},
                ]}],
                "dispositions": ["timing", "not-icp"],
            },
            {
                "key": "H2", "name": "SDR → AE", "from_stage": "sal", "to_stage": "opportunity",
                "trigger": {"text": "meeting held"},
                "accountable_roles": ["ae-lead"],
                "targets": [target("accept", 24), target("complete", 240)],
                "routing": {"rows": [{"key": "r1", "kind": "fallback", "assign": {"to": "role", "role": "ae-lead", "if_away": "assign"}}]},
                "dispositions": ["timing"],
            },
            {
                "key": "H3", "name": "Close", "from_stage": "opportunity", "to_stage": "won",
                "acceptance": {"mode": "automatic"},
                "routing": {"rows": [{"key": "r1", "kind": "fallback", "assign": {"to": "role", "role": "ae-lead", "if_away": "assign"}}]},
            },
            {
                "key": "H4", "name": "Lose", "from_stage": "opportunity", "to_stage": "lost",
                "acceptance": {"mode": "automatic"},
                "routing": {"rows": [{"key": "r1", "kind": "fallback", "assign": {"to": "role", "role": "ae-lead", "if_away": "assign"}}]},
            },
            {"key": "H5", "name": "Nurture → AQL", "from_stage": "nurture", "to_stage": "inquiry", "receiver_kind": "system",
             "trigger": {"text": "the pricing page is visited"},
             "routing": {"rows": [{"key": "r1", "kind": "fallback", "assign": {"to": "stage", "stage": "inquiry"}}]}},
        ],
    });
    json.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
    let policy: Policy = serde_json::from_value(json).unwrap();
    policy.check().unwrap();
    policy
}

fn found(policy: &Policy) -> Lifecycle {
    lifecycle(policy, &told(), Budget::default())
}

fn told() -> Told {
    Told { now: 1_774_780_200_000, zone: Zone::utc() }
}

/// State, what it lacks and for which tiers, of every void.
fn said(found: &Lifecycle) -> Vec<String> {
    let say = |void: &playbook::airtight::proof::lifecycle::Void| {
        let lacks: Vec<String> = void.lacks.iter().map(|lack| format!("{lack:?}").to_lowercase()).collect();
        format!("{} lacks {} ({})", void.state, lacks.join(", "), void.tiers.join(", "))
    };
    found.voids.iter().map(say).collect()
}

#[test]
fn a_whole_lifecycle_has_no_void() {
    let found = found(&whole());
    assert_eq!(said(&found), [""; 0]);
    assert_eq!(found.unreached, [""; 0]);
    assert_eq!(found.not_proved, []);
}

/// What is taken out, and what is found then.
type Case = (&'static str, fn(&mut Policy), &'static [&'static str]);

#[test]
fn each_thing_taken_out_leaves_its_void() {
    let cases: [Case; 12] = [
        (
            "the acceptance window",
            |policy| policy.handoffs[1].targets.retain(|target| target.clock.name() != "accept"),
            &["SDR → AE: waiting for acceptance lacks timer (high, medium, low)"],
        ),
        (
            "the window of one tier",
            |policy| {
                let targets = &mut policy.handoffs[1].targets;
                targets[0].tier = Some("high".into());
                targets[0].target = Target::Elapsed { ms: HOUR };
            },
            &["SDR → AE: waiting for acceptance lacks timer (medium, low)"],
        ),
        (
            "the fallback, for those of no known region",
            |policy| drop(policy.handoffs[0].routing.rows.pop()),
            &["AQL → SDR: unowned lacks owner, exit (high, medium)"],
        ),
        (
            "whoever is there when the lead is away",
            |policy| {
                let assign = &mut policy.handoffs[1].routing.rows[0].assign;
                *assign = Assignment::Role { role: "ae-lead".into(), if_away: IfAway::NextRow };
            },
            &["SDR → AE: unowned lacks owner, timer, exit (high, medium, low)"],
        ),
        (
            "who answers for the queue",
            |policy| {
                policy.queues[0].owner_role = None;
                policy.queues[0].worked_by.clear();
            },
            &["AQL → SDR: waiting in Shark tank lacks owner, exit (high, medium, low)"],
        ),
        (
            "what follows from a reason",
            |policy| policy.dispositions[0].next.clear(),
            &[
                "AQL → SDR: refused for Timing lacks owner, exit (high, medium, low)",
                "SDR → AE: refused for Timing lacks owner, exit (high, medium, low)",
            ],
        ),
        ("the way out of nurture", |policy| drop(policy.handoffs.pop()), &["Nurture lacks exit (high, medium, low)"]),
        (
            "every end",
            |policy| {
                policy.handoffs.truncate(2);
                // Nor does a team move its records on by itself.
                policy.stages[4].team = Some("mkt".into());
                policy.dispositions[1].next = vec![step(json!({"act": "nurture", "stage": "inquiry"}))];
            },
            &["Nurture lacks exit (high, medium, low)", "Opportunity, after SDR → AE lacks exit (high, medium, low)"],
        ),
        (
            "the time after acceptance",
            |policy| policy.handoffs[0].targets.retain(|target| target.clock.name() != "next_step"),
            &["SAL, after AQL → SDR lacks timer (high, medium, low)"],
        ),
        (
            "the team of the beginning",
            |policy| policy.stages[0].team = None,
            &["Inquiry lacks owner (high, medium, low)"],
        ),
        (
            "the end of the buffer",
            |policy| policy.handoffs[0].buffer.as_mut().unwrap().at_most_minutes = 0,
            &["AQL → SDR: in the enrichment buffer lacks timer (high, medium, low)"],
        ),
        (
            "what could be accepted",
            |policy| {
                policy.handoffs[1].acceptance.criteria = Criterion::Any(Vec::new());
                policy.handoffs[1].dispositions.clear();
            },
            &["SDR → AE: waiting for acceptance lacks exit (high, medium, low)"],
        ),
    ];
    for (name, take_out, expected) in cases {
        let mut policy = whole();
        take_out(&mut policy);
        let mut said = said(&found(&policy));
        // What leads nowhere else lacks an end as well; here what is missing itself is looked at.
        said.retain(|void| !void.contains("lacks end "));
        assert_eq!(said, expected, "without {name}");
    }
}

fn step(json: Value) -> NextStep {
    serde_json::from_value(json).unwrap()
}

#[test]
fn the_way_into_a_void_reads_and_its_record_falls_through() {
    let mut policy = whole();
    policy.handoffs[0].routing.rows.pop();
    let found = found(&policy);
    let void = &found.voids[0];
    assert_eq!(
        void.way_words(),
        "Inquiry —score passed→ AQL → SDR: in the enrichment buffer —the time is up→ AQL → SDR: seeking an owner —no row takes it→ \
         AQL → SDR: unowned"
    );
    assert_eq!((void.handoff.as_deref(), void.stage.as_deref()), (Some("H1"), None));
    let witness = void.witness().unwrap();
    assert_eq!(witness.sentence(&policy.fields, &told()), "*Intent* is high and *Region* is Nordics");
    for row in &policy.handoffs[0].routing.rows {
        assert_ne!(row.when.truth(&witness.record, &policy.fields, &told()), Truth::True);
    }
}

#[test]
fn going_round_for_ever_is_a_void() {
    let mut policy = whole();
    policy.handoffs.retain(|point| !["H3", "H4"].contains(&point.key.as_str()));
    policy.dispositions[1].next = vec![step(json!({"act": "recycle", "stage": "inquiry"}))];
    policy.handoffs[1].to_stage = Some("inquiry".into());
    let found = found(&policy);
    assert!(!found.voids.is_empty());
    assert!(found.voids.iter().all(|void| void.lacks == [Lack::End]), "{:?}", said(&found));
    assert_eq!(found.unreached, ["opportunity", "won", "lost"]);
}

#[test]
fn a_policy_without_stages_has_no_lifecycle() {
    let found = found(&Policy::new("Meridian", "UTC"));
    assert_eq!((found.voids.len(), found.unreached.len()), (0, 0));
}

#[test]
fn what_is_too_much_to_decide_is_said() {
    let mut policy = whole();
    // An owner whose name has every one of twenty parts: more than the search of texts goes through.
    let part = |letter: char| Criterion::test("deal_owner", Condition::Contains(format!("{letter}{letter}")));
    policy.handoffs[0].routing.rows[1].when = Criterion::All(('a'..='t').map(part).collect());
    assert_eq!(found(&policy).not_proved, [("H1".to_owned(), NotProved::TooLarge)]);
}
