//! The reading of all records that questions wait for, through the commands.

use crate::journey::imported;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

#[test]
fn questions_hear_that_the_reading_was_called_off_and_are_answered_when_asked_again() {
    let (window, _) = imported();
    let lens = json!({ "month": null, "basis": "cohort", "clock": "business" });
    let before = window.call("review", lens.clone()).unwrap();
    // With nobody reading there is nothing to wait for, and nothing to call off.
    assert_eq!(window.call("records_reading", json!({ "onProgress": "__CHANNEL__:2" })).unwrap(), Value::Null);
    assert_eq!(window.call("records_reading_cancel", json!({})).unwrap(), Value::Null);
    assert_eq!(window.call("review", lens.clone()).unwrap(), before);

    let workspace = tauri::async_runtime::block_on(window.desk().workspace()).unwrap();
    let calling_off = Arc::new(AtomicBool::new(true));
    let (called_off, asked) = (calling_off.clone(), workspace.clone());
    let following = workspace.follow_reading(move |_| {
        if called_off.load(Ordering::SeqCst) {
            asked.call_off_reading();
        }
    });
    // Other records: what was read and measured is of before.
    let batch = window.call("batches", json!({})).unwrap()[0]["id"].clone();
    window.call("batch_undo", json!({ "id": batch })).unwrap();
    let quarter = json!({ "quarter": "2026-Q1" });
    for (command, arguments) in [
        ("review", lens.clone()),
        ("council", json!({ "month": "2026-05" })),
        ("quarterly", quarter.clone()),
        ("weekly_missed", json!({ "week": "2026-W20" })),
        ("records_page", json!({ "query": { "limit": 10 } })),
    ] {
        let error = window.call(command, arguments).unwrap_err();
        assert_eq!(error["code"], "cancelled", "{command}: {error}");
    }
    calling_off.store(false, Ordering::SeqCst);
    drop(following);
    assert_eq!(window.call("review", lens).unwrap(), Value::Null, "the records were taken back");
    assert_eq!(window.call("quarterly", quarter).unwrap()["records"], 0);
}
