//! What a council does in its monthly review, through the commands.

use crate::journey::imported;
use crate::test_window::TestWindow;
use serde_json::json;

#[test]
fn a_month_is_decided_signed_and_reopened() {
    let (window, _) = imported();
    let council = window.call("council", json!({ "month": null })).unwrap();
    assert_eq!((&council["month"], &council["state"]), (&json!("2026-05"), &json!("open")));
    let handoff = &council["figures"]["waterfalls"][1]["handoff"]["key"];
    let decision = json!({
        "text": "=Alert after an hour", "status": "decided", "made_in": "2026-05", "handoff": handoff, "metric": "time_to_accept",
        "expects": { "way": "fall", "target": null },
    });
    let made = window.call("decision_save", json!({ "decision": decision, "by": "Nina" })).unwrap();
    assert_eq!((&made["number"], &made["by"]), (&json!(1), &json!("Nina")));
    let action = json!({ "text": "Tell the pods", "owner": "Ola", "due": "2026-06-20", "made_in": "2026-05", "decision": made["id"] });
    let given = window.call("action_save", json!({ "action": action, "by": "Nina" })).unwrap();
    let done = json!({ "id": given["id"], "version": 1, "done": true, "by": "Ola" });
    assert_eq!(window.call("action_done", done).unwrap()["done_by"], "Ola");
    let people = json!([{ "person": "Nina", "present": true }]);
    window
        .call("attendance_save", json!({ "month": "2026-05", "people": people, "version": 0, "by": "Nina" }))
        .unwrap();
    let notes = json!({ "month": "2026-05", "text": "*quiet*", "version": 0, "by": "Nina" });
    assert_eq!(window.call("notes_save", notes.clone()).unwrap()["version"], 1);
    assert_eq!(window.call("notes_save", notes.clone()).unwrap_err()["code"], "conflict");

    let due = window.call("cadence", json!({})).unwrap();
    assert!(due.is_array());
    let week = json!({ "kind": "weekly", "period": "2026-W20", "by": "Nina" });
    assert_eq!(window.call("cadence_done", week).unwrap()["period"], "2026-W20");
    assert_eq!(window.call("weekly_missed", json!({ "week": "2026-W20" })).unwrap()["week"], "2026-W20");
    assert_eq!(window.call("weekly_missed", json!({ "week": "May" })).unwrap_err()["code"], "invalid");
    assert_eq!(window.call("quarterly", json!({ "quarter": "2026-Q1" })).unwrap()["quarter"], "2026-Q1");
    let judged = json!({ "capability": "feedback_loop", "level": "documented", "reason": "we talk", "by": "Nina" });
    assert_eq!(window.call("maturity_judge", judged).unwrap()["proposed"], "ad_hoc");
    assert_eq!(window.call("maturity", json!({})).unwrap()["capabilities"].as_array().unwrap().len(), 6);

    let signed = window.call("sign_off", json!({ "month": "2026-05", "by": "Nina" })).unwrap();
    assert_eq!(signed["signatures"][0]["by"], "Nina");
    let again = json!({ "decision": decision, "by": "Nina" });
    let late = window.call("decision_save", again).unwrap_err();
    assert!(late["message"].as_str().unwrap().contains("May 2026 is signed off"), "{late}");
    assert_eq!(late["code"], "invalid");
    window.call("reopen", json!({ "month": "2026-05", "by": "Nina", "reason": "a late export" })).unwrap();
    assert_eq!(window.call("council", json!({ "month": "2026-05" })).unwrap()["state"], "reopened");
    let saved = window.call("cadence_ical", json!({})).unwrap();
    let calendar = std::fs::read_to_string(saved.as_str().unwrap()).unwrap();
    assert!(calendar.starts_with("BEGIN:VCALENDAR"), "{calendar}");
}

#[test]
fn without_records_there_is_nothing_to_review_and_nothing_is_due() {
    let window = TestWindow::answering(|folder| vec![folder.join("reviews.ics")]);
    window.call("workspace_new", json!({ "company": "Kestrel Freight", "time_zone": "Europe/Vienna" })).unwrap();
    assert_eq!(window.call("council", json!({ "month": null })).unwrap(), json!(null));
    assert_eq!(window.call("cadence", json!({})).unwrap(), json!([]));
}
