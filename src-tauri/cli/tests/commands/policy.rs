//! `baton policy`, `baton new --template` and `baton check` as scripts meet them.

use crate::{baton, text};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A workspace that began with a template.
fn workspace() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("acme.baton");
    baton(&["new", text(&file), "--time-zone", "UTC", "--template", "oversight-matrix"]).unwrap();
    (folder, file)
}

fn exported(file: &Path, more: &[&str]) -> Value {
    serde_json::from_str(&baton(&[&["policy", "export", text(file)], more].concat()).unwrap()).unwrap()
}

fn import(file: &Path, policy: &Path, more: &[&str]) -> Result<String, String> {
    let said = ["policy", "import", text(file), text(policy), "--author", "Dana", "--reason", "Agreed"];
    baton(&[&said, more].concat())
}

#[test]
fn a_workspace_begins_with_a_template_that_is_airtight() {
    let (_folder, file) = workspace();
    assert_eq!(exported(&file, &[])["handoffs"].as_array().unwrap().len(), 6);
    let report: Value = serde_json::from_str(&baton(&["check", text(&file), "--json"]).unwrap()).unwrap();
    assert_eq!(report["airtight"], true);
    let refused = baton(&["new", "x.baton", "--time-zone", "UTC", "--template", "everything"]).unwrap_err();
    assert!(refused.contains("full-revenue-journey"), "{refused}");
    assert!(baton(&["new", "--help"]).unwrap_err().contains("tri-state-lead-lifecycle"));
}

#[test]
fn a_version_leaves_as_a_file_comes_back_changed_and_is_told_apart() {
    let (folder, file) = workspace();
    let policy = folder.path().join("policy.json");
    baton(&["policy", "export", text(&file), "--out", text(&policy)]).unwrap();
    let twice = baton(&["policy", "export", text(&file), "--out", text(&policy)]).unwrap_err();
    assert!(twice.contains("could not be written"), "{twice}");
    let before = exported(&file, &[]);
    let mut changed = before.clone();
    changed["currency"] = json!("CHF");
    let other = folder.path().join("other.json");
    std::fs::write(&other, changed.to_string()).unwrap();
    let told = import(&file, &other, &["--effective-from", "2026-10-15T00:00:00Z"]).unwrap();
    assert_eq!(told, "Published version 2: in force from 2026-10-15T00:00:00Z.\n");
    assert_eq!(exported(&file, &[]), changed);
    assert_eq!(exported(&file, &["--version", "1"]), before);

    let sentence = "Company\n  Currency: “EUR” → “CHF”\n";
    assert_eq!(baton(&["policy", "diff", text(&file), "1", "2"]).unwrap(), sentence);
    assert_eq!(baton(&["policy", "diff", text(&policy), text(&other)]).unwrap(), sentence);
    assert_eq!(baton(&["policy", "diff", text(&file), "2", "2"]).unwrap(), "Nothing differs.\n");
    let diff: Value =
        serde_json::from_str(&baton(&["policy", "diff", text(&file), "1", "2", "--json"]).unwrap()).unwrap();
    assert_eq!(diff["groups"][0]["changes"][0]["after"], "“CHF”");
    let history = baton(&["policy", "history", text(&file), "--json"]).unwrap();
    let history: Value = serde_json::from_str(&history).unwrap();
    assert_eq!((&history[0]["version"], &history[0]["parent"]), (&json!(2), &json!(1)));
    assert_eq!((&history[0]["author"], &history[0]["reason"]), (&json!("Dana"), &json!("Agreed")));
    assert_eq!(history[0]["effective_from"], "2026-10-15T00:00:00Z");
    assert_eq!((&history[1]["effective_from"], &history[1]["airtight"]), (&Value::Null, &json!(true)));
    assert!(baton(&["policy", "history", text(&file)]).unwrap().contains("Dana: Agreed"));
    for arguments in [["policy", "diff", text(&file), "1", "9"], ["policy", "diff", text(&file), "one", "2"]] {
        assert!(baton(&arguments).unwrap_err().contains(if arguments[3] == "1" {
            "no version 9"
        } else {
            "not the number"
        }));
    }
    let nothing = ["policy", "publish", text(&file), "--author", "Dana", "--reason", "Again"];
    assert!(baton(&nothing).unwrap_err().contains("the same as version 2"));
}

#[test]
fn what_is_no_policy_is_refused_and_changes_nothing() {
    let (folder, file) = workspace();
    let before = exported(&file, &[]);
    let mut dangling = before.clone();
    dangling["default_calendar"] = json!("nowhere");
    let mut cyclic = before.clone();
    let roles = cyclic["roles"].as_array_mut().unwrap();
    let (first, second) = (roles[0]["key"].clone(), roles[1]["key"].clone());
    roles[0]["reports_to"] = second;
    roles[1]["reports_to"] = first;
    let mut long = before.clone();
    long["company"] = json!("x".repeat(30_000));
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let cases = [
        ("malformed", "{\"schema\": 2,".to_owned(), "JSON"),
        ("no policy", "[1, 2]".to_owned(), "not an object"),
        ("newer", json!({ "schema": 99 }).to_string(), "99"),
        ("dangling", dangling.to_string(), "nowhere"),
        ("cyclic", cyclic.to_string(), "role"),
        ("long", long.to_string(), "30000"),
        ("huge", " ".repeat(20 << 20), "bytes"),
        ("deep", deep, "JSON"),
    ];
    for (what, json, says) in cases {
        let policy = folder.path().join(format!("{what}.json"));
        std::fs::write(&policy, json).unwrap();
        let refused = import(&file, &policy, &[]).unwrap_err();
        assert!(refused.contains(says) && refused.contains("Nothing was changed"), "{what}: {refused}");
        assert_eq!(exported(&file, &[]), before, "{what}");
        assert!(baton(&["check", text(&policy)]).is_err(), "{what}");
    }
    let gone = import(&file, &folder.path().join("gone.json"), &[]).unwrap_err();
    assert!(gone.contains("gone.json"), "{gone}");
    let policy = folder.path().join("same.json");
    std::fs::write(&policy, before.to_string()).unwrap();
    assert!(import(&file, &policy, &[]).unwrap_err().contains("the same as version 1"));
    assert!(import(&file, &policy, &["--effective-from", "tomorrow"]).is_err());
}

#[test]
fn the_build_spec_is_written_as_files_or_as_pages() {
    let (folder, file) = workspace();
    let pages = folder.path().join("spec.PDF");
    baton(&["spec", text(&file), "--out", text(&pages)]).unwrap();
    assert!(std::fs::read(&pages).unwrap().starts_with(b"%PDF-1."));
    let files = folder.path().join("spec");
    baton(&["spec", text(&file), "--out", text(&files)]).unwrap();
    assert!(files.join("spec.md").is_file() && files.join("policy.json").is_file());
    let refused = baton(&["spec", text(&file), "--out", text(&files.join("none/spec.pdf"))]).unwrap_err();
    assert!(refused.contains("could not be written"), "{refused}");
}

#[test]
fn the_map_is_drawn_as_what_its_name_ends_in() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sample.baton");
    baton(&["sample", text(&file)]).unwrap();
    let drawn = |name: &str| {
        let picture = folder.path().join(name);
        let told = baton(&["map", text(&file), "--out", text(&picture)]);
        told.map(|told| (told, std::fs::read(&picture).unwrap()))
    };
    let (told, svg) = drawn("map.svg").unwrap();
    assert!(told.starts_with("Wrote ") && svg.starts_with(b"<svg "), "{told}");
    assert!(drawn("map.PNG").unwrap().1.starts_with(b"\x89PNG\r\n\x1a\n"));
    assert!(drawn("map.pdf").unwrap().1.starts_with(b"%PDF-1."));
    for (name, named) in [("map.gif", "the ending .gif"), ("map", "no ending")] {
        let refused = drawn(name).unwrap_err();
        assert!(refused.contains(named) && refused.contains(".svg, .png or .pdf"), "{refused}");
        assert!(!folder.path().join(name).exists(), "{name}");
    }

    // What the typeface lacks is told, not left out in silence.
    let policy = folder.path().join("policy.json");
    baton(&["policy", "export", text(&file), "--out", text(&policy)]).unwrap();
    let mut named: Value = serde_json::from_str(&std::fs::read_to_string(&policy).unwrap()).unwrap();
    named["company"] = json!("会社");
    std::fs::write(&policy, named.to_string()).unwrap();
    let picture = folder.path().join("named.png");
    let told = baton(&["map", text(&policy), "--out", text(&picture)]).unwrap();
    assert!(told.contains("lacks 会 社"), "{told}");
}
