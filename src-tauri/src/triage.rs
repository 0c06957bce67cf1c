//! What a person does at the exception desk, through the commands.

use crate::journey::imported;
use serde_json::json;

#[test]
fn a_case_is_reported_worked_and_written_down() {
    let (window, _) = imported();
    let desk = window.call("exceptions", json!({ "query": { "open": true } })).unwrap();
    assert_eq!(
        (&desk["open"], &desk["standing"]),
        (&json!(0), &json!("current")),
        "nothing was promised, nothing is owned"
    );
    let handoff = window.call("policy", json!({})).unwrap()["handoffs"][0]["key"].clone();
    let reported = json!({
        "passage": { "record_id": "L-0", "handoff": handoff, "cycle": 1 },
        "exception_type": "ownership_conflict", "subtype": null, "severity": "p0", "text": "=Two reps claim it",
    });
    let case = window.call("exception_report", json!({ "reported": reported, "actor": "Nina" })).unwrap();
    assert_eq!(case["number"], 1);

    let act = |act| window.call("exception_act", json!({ "numbers": [1, 2], "act": act, "actor": "Nina" })).unwrap();
    let done = act(json!({ "act": "assign", "to": "Nina" }));
    assert_eq!((&done[0]["refused"], &done[0]["case"]["owner"]), (&json!(null), &json!("Nina")));
    assert!(done[1]["refused"].as_str().unwrap().contains("no case EX-2"), "{done}");
    let done = act(json!({
        "act": "override", "verb": "pause_sla", "reason": "holiday", "next_step": { "act": "nurture", "text": "call" },
    }));
    assert!(done[0]["refused"].as_str().unwrap().contains("Nobody may do"), "{done}");

    let detail = window.call("exception", json!({ "number": 1, "actor": "Nina" })).unwrap();
    assert_eq!(detail["history"].as_array().unwrap().len(), 2);
    assert_eq!(window.call("audit_verify", json!({})).unwrap()["broken"], json!(null));
    assert!(window.call("exception_measures", json!({})).unwrap()["volume"][0]["count"] == 1);
    let saved = window.call("exceptions_export", json!({ "query": {} })).unwrap();
    let csv = std::fs::read_to_string(saved.as_str().unwrap()).unwrap();
    assert!(csv.contains(",'=Two reps claim it,"), "{csv}");
    assert!(csv.lines().next().unwrap().ends_with(",suggested_owner,suggested_because,impact"), "{csv}");
    let saved = window.call("audit_export", json!({})).unwrap();
    let trail = std::fs::read_to_string(saved.as_str().unwrap()).unwrap();
    assert!(trail.lines().next().unwrap().contains("sha256sum"), "{trail}");
    let entries = window.call("audit_entries", json!({ "subject": "EX-1", "most": 10 })).unwrap();
    assert_eq!(entries[1]["act"], "case.assigned");
}
