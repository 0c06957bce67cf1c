//! What a person does, through the commands: the real handler and permissions, no display.

use crate::test_window::TestWindow;
use serde_json::{Value, json};
use std::path::Path;

/// Sixty handoffs over six months, every third accepted after two hours.
fn export(to: &Path) {
    let mut csv = String::from("Record ID,Handoff,Created Date,Accepted Date,Lead Source\n");
    for number in 0..60 {
        let (month, day) = (1 + number / 10, 1 + number % 10);
        let accepted = if number % 3 == 0 { format!("2026-{month:02}-{day:02}T12:00:00Z") } else { String::new() };
        csv += &format!("L-{number},MKT -> SDR,2026-{month:02}-{day:02}T10:00:00Z,{accepted},=webinar\n");
    }
    std::fs::write(to, csv).unwrap();
}

/// A window on a workspace of those sixty handoffs, with what its import said.
pub fn imported() -> (TestWindow, Value) {
    let window = TestWindow::answering(|folder| vec![folder.join("leads.csv")]);
    export(&window.folder().join("leads.csv"));
    window.call("workspace_new", json!({ "company": "Kestrel Freight", "time_zone": "Europe/Vienna" })).unwrap();
    let paths = window.call("import_choose", json!({})).unwrap();
    let inspection = window.call("import_inspect", json!({ "paths": paths })).unwrap();
    let arguments = json!({ "paths": paths, "mapping": inspection["mapping"], "onProgress": "__CHANNEL__:1" });
    let tried = window.call("import_dry_run", arguments.clone()).unwrap();
    assert_eq!((&tried["accepted"], &tried["rejected"], &tried["batch"]), (&json!(60), &json!(0), &Value::Null));
    assert_eq!(window.call("workspace_summary", json!({})).unwrap()["records"], 0, "a dry run stores nothing");
    let report = window.call("import_run", arguments).unwrap();
    (window, report)
}

#[test]
fn an_export_becomes_a_review_its_records_and_a_chart() {
    let (window, report) = imported();
    assert_eq!(report["accepted"], 60);
    let lens = json!({ "month": null, "basis": "cohort", "clock": "elapsed" });
    let review = window.call("review", lens).unwrap();
    assert_eq!(review["month"], "2026-05", "the last month that is over by the data");
    assert_eq!(review["rows"][0]["n"], 10);
    let handoff = &review["rows"][0]["handoff"]["key"];

    let drill = json!({ "metric": "volume", "part": "denominator", "month": "2026-05", "basis": "cohort", "handoff": handoff, "dimension": null, "value": null });
    let page = window.call("records_page", json!({ "query": { "drill": drill, "limit": 100 } })).unwrap();
    assert_eq!(page["total"], 10);
    let record = window.call("record", json!({ "id": page["rows"][0]["id"] })).unwrap();
    assert_eq!(record["record"]["source"], "=webinar");

    let wish = json!({ "handoff": handoff, "metric": "time_to_accept", "month": "2026-05", "basis": "cohort", "clock": "elapsed", "theme": "dark", "width": 600, "height": 240, "alone": false });
    let chart = window.call("xmr_chart", wish).unwrap();
    assert!(chart["svg"].as_str().unwrap().starts_with("<svg"));
    assert_eq!(chart["hits"].as_array().unwrap().len(), 5 + 4, "five months and the changes between them");
}

#[test]
fn a_chart_that_leaves_says_whose_it_is_and_is_saved_as_it_was_drawn() {
    let (window, _) = imported();
    let wish = json!({ "handoff": null, "metric": "time_to_accept", "month": "2026-05", "basis": "cohort", "clock": "elapsed", "theme": "light", "width": 600, "height": 240, "alone": true });
    let chart = window.call("xmr_chart", wish).unwrap();
    let svg = chart["svg"].as_str().unwrap();
    assert!(svg.contains("Kestrel Freight. Elapsed time, Europe/Vienna. Data as of"), "{svg}");

    let picture = json!({ "kind": "svg", "data": svg });
    let saved = window.call("picture_save", json!({ "name": "H1: time to accept", "picture": picture })).unwrap();
    let saved = Path::new(saved.as_str().unwrap());
    assert_eq!(saved.file_name().unwrap(), "H1- time to accept.svg");
    assert_eq!(std::fs::read_to_string(saved).unwrap(), svg);
    let png = include_bytes!("../../icons/32x32.png");
    let picture = json!({ "kind": "png", "data": png.to_vec() });
    let saved = window.call("picture_save", json!({ "name": "Chart", "picture": picture })).unwrap();
    assert_eq!(std::fs::read(saved.as_str().unwrap()).unwrap(), png);
    for forged in [json!({ "kind": "svg", "data": "#!/bin/sh" }), json!({ "kind": "png", "data": [1, 2, 3] })] {
        let refused = window.call("picture_save", json!({ "name": "Chart", "picture": forged })).unwrap_err();
        assert_eq!(refused["code"], "invalid", "{refused}");
    }
}

#[test]
fn the_view_reads_wall_clocks_as_the_rules_do() {
    let window = TestWindow::new();
    let clock = window.call("zone_clock", json!({ "name": "Europe/Vienna" })).unwrap();
    let offsets = clock["offsets"].as_array().unwrap();
    // Clocks went back on 25 October 2026 at 01:00 UTC.
    assert!(offsets.contains(&json!([1_792_890_000_000_i64, 3_600])), "{clock}");
    let unknown = window.call("zone_clock", json!({ "name": "Middle/Earth" })).unwrap_err();
    assert_eq!(unknown["code"], "invalid");
}

#[test]
fn what_leaves_is_saved_beside_and_holds_no_formula() {
    let (window, _) = imported();
    let saved = window.call("records_export", json!({ "query": {} })).unwrap();
    let csv = std::fs::read_to_string(saved.as_str().unwrap()).unwrap();
    assert_eq!(csv.lines().count(), 61);
    assert!(csv.contains(",'=webinar,"), "{csv}");
    let figures =
        window.call("figures_export", json!({ "month": "2026-05", "basis": "cohort", "clock": "business" })).unwrap();
    let csv = std::fs::read_to_string(figures.as_str().unwrap()).unwrap();
    assert!(csv.contains("all,(all),2026-05,volume,count,10,10\n"), "{csv}");
}

#[test]
fn the_sample_is_made_once_and_its_review_has_signals() {
    let window = TestWindow::new();
    let made = window.call("workspace_sample", json!({})).unwrap();
    assert_eq!(made["path"], json!(window.folder().join("Baton/Sample.baton").canonicalize().unwrap()));
    let review = window.call("review", json!({ "month": null, "basis": "cohort", "clock": "business" })).unwrap();
    assert!(!review["signals"].as_array().unwrap().is_empty());
    window.call("workspace_close", json!({})).unwrap();
    let again = window.call("workspace_sample", json!({})).unwrap();
    assert_eq!((&again["workspace_id"], &again["records"]), (&made["workspace_id"], &made["records"]));
}

#[test]
fn an_import_is_taken_back() {
    let (window, report) = imported();
    let undone = window.call("batch_undo", json!({ "id": report["batch"] })).unwrap();
    assert_eq!(undone, json!({ "removed": 60, "restored": 0 }));
    assert_eq!(window.call("workspace_summary", json!({})).unwrap()["records"], 0);
    assert_eq!(
        window.call("review", json!({ "month": null, "basis": "cohort", "clock": "business" })).unwrap(),
        Value::Null
    );
    let again = window.call("batch_undo", json!({ "id": report["batch"] })).unwrap_err();
    assert_eq!(again["code"], "conflict");
}

#[test]
fn a_workspace_that_was_open_is_remembered_and_opens_again() {
    let (window, _) = imported();
    let path = window.call("workspace_summary", json!({})).unwrap()["path"].clone();
    window.call("app_info", json!({})).unwrap();
    window.call("workspace_close", json!({})).unwrap();
    let refused = window.call("batches", json!({})).unwrap_err();
    assert_eq!(refused["code"], "no_workspace");
    let info = window.call("app_info", json!({})).unwrap();
    assert_eq!((&info["opened"], &info["recents"][0]["path"]), (&Value::Null, &path));
    assert_eq!(info["recents"][0]["records"], 60, "the list says what it held");
    let opened = window.call("workspace_open", json!({ "path": path })).unwrap();
    assert_eq!(opened["records"], 60);
    // Opened again while open, it stays as it is: this process is no stranger to itself.
    assert_eq!(window.call("workspace_open", json!({ "path": path })).unwrap()["read_only"], Value::Null);
}

#[test]
fn a_file_that_is_no_workspace_is_refused_and_the_open_one_stays() {
    let (window, _) = imported();
    let impostor = window.folder().join("notes.baton");
    std::fs::write(&impostor, "no workspace").unwrap();
    window.desk().choose([&impostor]);
    let refused = window.call("workspace_open", json!({ "path": impostor })).unwrap_err();
    assert_eq!(refused["code"], "not_a_workspace");
    assert_eq!(window.call("workspace_summary", json!({})).unwrap()["company"], "Kestrel Freight");
    assert_eq!(std::fs::read_to_string(&impostor).unwrap(), "no workspace");
}

#[test]
fn a_policy_is_saved_and_an_impossible_one_is_refused() {
    let (window, _) = imported();
    let mut policy = window.call("policy", json!({})).unwrap();
    policy["company"] = json!("Kestrel Freight & Sons");
    let saved = window.call("policy_save", json!({ "policy": policy, "reason": "renamed" })).unwrap();
    assert_eq!(saved["company"], "Kestrel Freight & Sons");
    policy["default_calendar"] = json!("nowhere");
    let refused = window.call("policy_save", json!({ "policy": policy, "reason": "" })).unwrap_err();
    assert_eq!(refused["code"], "invalid");
}

#[test]
fn a_due_example_says_when_in_the_calendars_own_time() {
    let window = TestWindow::new();
    let nine_to_five = json!([["09:00", "17:00"]]);
    let calendar = json!({ "key": "c", "name": "Office", "time_zone": "Europe/Vienna", "weekly": {
        "mon": nine_to_five, "tue": nine_to_five, "wed": nine_to_five, "thu": nine_to_five, "fri": nine_to_five, "sat": [], "sun": [] } });
    // Friday 2 October 2026, 16:40 in Vienna, and 30 minutes of business time.
    let arguments = json!({ "calendar": calendar, "target": { "kind": "business", "ms": 1_800_000 }, "start": 1_790_952_000_000_i64 });
    let due = window.call("due_example", arguments).unwrap();
    assert_eq!(due["words"], "A handoff of Fri 2 Oct 2026 16:40 is due on Mon 5 Oct 2026 09:10");
    assert_eq!(due["due_at"], 1_791_184_200_000_i64);
    let year = window.call("calendar_year", json!({ "calendar": calendar, "year": 2026 })).unwrap();
    assert_eq!(year["days"].as_array().unwrap().len(), 365);
}

#[test]
fn an_import_of_a_new_day_is_preceded_by_a_copy_that_can_be_restored_as_a_new_file() {
    let (window, _) = imported();
    // The first import went into a new workspace; there was nothing to keep.
    assert_eq!(window.call("backups", json!({})).unwrap(), json!([]));
    let kept = window.call("backup_now", json!({})).unwrap();
    assert_eq!(
        (&kept["records"], &kept["company"], &kept["reason"]),
        (&json!(60), &json!("Kestrel Freight"), &json!("asked"))
    );
    let batch = window.call("batches", json!({})).unwrap()[0]["id"].clone();
    window.call("batch_undo", json!({ "id": batch })).unwrap();

    let path = window.call("workspace_summary", json!({})).unwrap()["path"].clone();
    let restored = window.call("backup_restore", json!({ "id": kept["id"] })).unwrap();
    assert_eq!((&restored["records"], &restored["read_only"]), (&json!(60), &Value::Null));
    assert_ne!(restored["path"], path, "a new file");
    assert_eq!(window.call("workspace_summary", json!({})).unwrap()["records"], 60, "which is open now");
    let reasons: Vec<Value> = window
        .call("backups", json!({}))
        .unwrap()
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["reason"].clone())
        .collect();
    assert_eq!(reasons, ["restore", "asked"], "what was open was kept first");
    let again = window.call("backup_restore", json!({ "id": kept["id"] })).unwrap_err();
    assert!(again["message"].as_str().unwrap().contains("exists already"), "{again}");

    let before = window.call("workspace_open", json!({ "path": path })).unwrap();
    assert_eq!(before["records"], 0, "and the file that was open is as it was");
    window.call("backup_remove", json!({ "id": kept["id"] })).unwrap();
    let gone = window.call("backup_restore", json!({ "id": kept["id"] })).unwrap_err();
    assert_eq!(gone["code"], "not_found");
}
