//! What a person designs, through the commands: the real handler and permissions, no display.

use crate::test_window::TestWindow;
use serde_json::{Value, json};

fn edit(window: &TestWindow, operation: Value) -> Value {
    let revision = window.call("draft", json!({})).unwrap()["revision"].clone();
    window.call("draft_edit", json!({ "operation": operation, "revision": revision })).unwrap()
}

/// Sets the acceptance window of the first handoff point.
fn window_of(hours: i64) -> Value {
    let target = json!({ "clock": "accept", "tier": null, "target": { "kind": "elapsed", "ms": hours * 3_600_000 }, "reminder_percent": 50 });
    json!({ "op": "set", "noun": "handoff", "key": "H1", "field": "targets", "value": [target] })
}

#[test]
fn a_workspace_begins_with_a_template_that_is_edited_tried_and_published() {
    let window = TestWindow::answering(|folder| vec![folder.join("new.baton")]);
    let templates = window.call("templates", json!({})).unwrap();
    let handoffs: Vec<&Value> = templates.as_array().unwrap().iter().map(|one| &one["handoffs"]).collect();
    assert_eq!(handoffs, [5, 8, 7, 6, 22]);
    let named = json!({ "company": "Kestrel Freight", "time_zone": "Europe/Vienna", "template": "oversight-matrix" });
    window.call("workspace_new", named).unwrap();

    let begun = window.call("draft", json!({})).unwrap();
    assert_eq!((begun["policy"]["handoffs"].as_array().unwrap().len(), &begun["edits"]), (6, &json!(0)));
    let edited = edit(&window, window_of(1));
    assert_eq!((&edited["edits"], edited["undo"].is_string()), (&json!(1), true));
    let stale =
        window.call("draft_edit", json!({ "operation": window_of(3), "revision": begun["revision"] })).unwrap_err();
    assert_eq!(stale["code"], "conflict");
    let impossible = json!({ "op": "remove", "noun": "handoff", "key": "H99" });
    let refused =
        window.call("draft_edit", json!({ "operation": impossible, "revision": edited["revision"] })).unwrap_err();
    assert_eq!(refused["code"], "invalid");
    assert_eq!(window.call("draft_undo", json!({})).unwrap()["policy"], begun["policy"]);
    assert_eq!(window.call("draft_redo", json!({})).unwrap()["policy"], edited["policy"]);
    let diff = window.call("draft_diff", json!({})).unwrap();
    assert!(!diff["groups"].as_array().unwrap().is_empty());
    let map = window.call("draft_map", json!({})).unwrap();
    assert_eq!(map["handoffs"].as_array().unwrap().len(), 6);

    let branch = window.call("branch_new", json!({ "name": "What if" })).unwrap();
    assert_eq!(branch["branches"], json!(["main", "What if"]));
    let removal = window.call("draft_removal", json!({ "noun": "handoff", "key": "H6" })).unwrap();
    assert_eq!(edit(&window, removal)["policy"]["handoffs"].as_array().unwrap().len(), 5);
    window.call("branch_switch", json!({ "name": "main" })).unwrap();
    window.call("branch_remove", json!({ "name": "What if" })).unwrap();

    let refused = window.call("draft_publish", json!({ "author": "Dana", "reason": "", "effective_from": null }));
    assert_eq!(refused.unwrap_err()["code"], "invalid");
    let published =
        window.call("draft_publish", json!({ "author": "Dana", "reason": "Agreed", "effective_from": null }));
    assert_eq!(
        (&published.as_ref().unwrap()["base"], &published.as_ref().unwrap()["in_force"]),
        (&json!(2), &json!(2))
    );
    let history = window.call("policy_history", json!({})).unwrap();
    assert_eq!((&history[0]["author"], &history[0]["reason"]), (&json!("Dana"), &json!("Agreed")));
    assert!(history[1]["airtight"].is_boolean() && history[1]["problems"].is_u64());
    assert_eq!(window.call("policy_diff", json!({ "from": 1, "to": 2 })).unwrap(), diff);
    assert_eq!(window.call("policy_at", json!({ "version": 1 })).unwrap(), begun["policy"]);
    let restored = window.call("policy_restore", json!({ "version": 1 })).unwrap();
    assert_eq!((&restored["policy"], &restored["edits"]), (&begun["policy"], &json!(1)));
    assert_eq!(window.call("draft_discard", json!({})).unwrap()["edits"], 0);
}

#[test]
fn a_policy_leaves_as_a_file_and_comes_back_as_one_edit() {
    let window =
        TestWindow::answering(|folder| vec![folder.join("Kestrel Freight policy.json"), folder.join("w.baton")]);
    let named = json!({ "company": "Kestrel Freight", "time_zone": "UTC", "template": "seven-critical-handoffs" });
    window.call("workspace_new", named).unwrap();
    let saved = window.call("policy_export_file", json!({})).unwrap();
    let path = saved.as_str().unwrap();
    let mut policy: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(policy, window.call("draft", json!({})).unwrap()["policy"]);
    policy["currency"] = json!("CHF");
    std::fs::write(path, policy.to_string()).unwrap();
    let taken = window.call("policy_import_file", json!({})).unwrap();
    assert_eq!((&taken["policy"], &taken["edits"]), (&policy, &json!(1)));

    // What is no policy is refused in a sentence, and changes nothing.
    let mut dangling = policy.clone();
    dangling["default_calendar"] = json!("nowhere");
    let mut cyclic = policy.clone();
    let roles = cyclic["roles"].as_array_mut().unwrap();
    let (first, second) = (roles[0]["key"].clone(), roles[1]["key"].clone());
    roles[0]["reports_to"] = second;
    roles[1]["reports_to"] = first;
    let mut long = policy.clone();
    long["company"] = json!("x".repeat(30_000));
    let cases = [
        ("malformed", "{\"schema\": 2,".to_owned(), "JSON"),
        ("no policy", "[1, 2]".to_owned(), "not an object"),
        ("newer", json!({ "schema": 99 }).to_string(), "99"),
        ("dangling", dangling.to_string(), "nowhere"),
        ("cyclic", cyclic.to_string(), "role"),
        ("long", long.to_string(), "30000"),
        ("huge", " ".repeat(20 << 20), "bytes"),
        ("deep", format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)), "JSON"),
    ];
    for (what, json, says) in cases {
        std::fs::write(path, json).unwrap();
        let refused = window.call("policy_import_file", json!({})).unwrap_err();
        assert!(refused["message"].as_str().is_some_and(|told| told.contains(says)), "{what}: {refused}");
        let draft = window.call("draft", json!({})).unwrap();
        assert_eq!((&draft["policy"], &draft["edits"]), (&policy, &json!(1)), "{what}");
    }
}

#[test]
fn what_the_records_say_of_a_gate_a_ladder_and_a_witness_crosses_the_bridge() {
    let (window, _) = crate::journey::imported();
    let always = json!({ "all": [] });
    for gate in ["trigger", "entry", "exit", "acceptance", "routing", "pause"] {
        let asked = json!({ "handoff": "H1", "gate": gate, "criterion": always, "month": null });
        let found = window.call("criteria_evidence", asked).unwrap();
        assert!(found["records"].as_u64().is_some_and(|records| records > 0), "{gate}: {found}");
        assert_eq!(found["records"], found["passed"]);
    }
    let unknown = json!({ "handoff": "H1", "gate": "somewhere", "criterion": always, "month": null });
    assert!(window.call("criteria_evidence", unknown).is_err());

    edit(&window, window_of(1));
    let steps = json!([
        { "at": { "kind": "share", "percent": 50 }, "act": "remind", "to": { "kind": "owner" } },
        { "at": { "kind": "regularly", "every": "weekly" }, "act": "list", "to": { "kind": "owner" } },
    ]);
    let ladder = json!([{ "clock": "accept", "tier": null, "steps": steps }]);
    edit(&window, json!({ "op": "set", "noun": "handoff", "key": "H1", "field": "escalation", "value": ladder }));
    let fired = window.call("ladder_fired", json!({ "handoff": "H1", "from": null, "to": null })).unwrap();
    assert!(fired["records"].as_u64().is_some_and(|records| records > 0), "{fired}");
    assert!(fired["ladders"][0][0].as_u64().is_some_and(|fired| fired > 0), "{fired}");
    assert_eq!(fired["ladders"][0][1], Value::Null);

    let all = json!({ "handoff": "H1", "record": {}, "matters": [], "now": 0 });
    let like = window.call("records_like", all).unwrap();
    assert_eq!((&like["like"], &like["of"]), (&fired["records"], &fired["records"]), "nothing tells them apart");
}

/// The review's row of a month, and a record of that month.
fn of_month(window: &TestWindow, month: &str) -> (Value, Value) {
    let lens = json!({ "month": month, "basis": "cohort", "clock": "business" });
    let review = window.call("review", lens).unwrap();
    let drill = json!({ "metric": "time_to_accept", "part": "denominator", "month": month, "basis": "cohort", "handoff": "H1", "dimension": null, "value": null });
    let page = window.call("records_page", json!({ "query": { "drill": drill, "limit": 1 } })).unwrap();
    let record = window.call("record", json!({ "id": page["rows"][0]["id"] })).unwrap();
    let sla = review["rows"][0]["cells"].as_array().unwrap().iter().find(|cell| cell["metric"] == "sla_accept");
    (json!({ "breached": sla.unwrap()["value"], "n": sla.unwrap()["n"] }), record["clocks"].clone())
}

#[test]
fn figures_change_from_the_day_on_which_a_version_takes_force_and_not_before() {
    let (window, _) = crate::journey::imported();
    let publish = |hours, from: i64| {
        edit(&window, window_of(hours));
        let said = json!({ "author": "Dana", "reason": "Agreed", "effective_from": from });
        window.call("draft_publish", said).unwrap()
    };
    // Since ever, three hours.
    publish(3, -62_135_596_800_000);
    let before = (of_month(&window, "2026-03"), of_month(&window, "2026-04"));
    assert_eq!(before.0.1[0]["state"], "met");
    assert_eq!(before.1.1[0]["state"], "met");
    // From 1 April 2026, one.
    publish(1, 1_775_001_600_000);
    let after = (of_month(&window, "2026-03"), of_month(&window, "2026-04"));
    assert_eq!(after.0, before.0, "what started before is judged as it was");
    assert_eq!(after.1.1[0]["state"], "met_late");
    assert_eq!(after.1.1[0]["target"]["ms"], 3_600_000);
    assert_eq!((&after.1.0["breached"], &before.1.0["n"]), (&json!(1.0), &after.1.0["n"]));
    assert_ne!(before.1.0["breached"], json!(1.0));
}
