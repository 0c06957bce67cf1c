//! What a view gone astray must not be able to do, held to the configuration that is shipped.

use crate::test_window::TestWindow;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const COMMANDS: &[&str] = &include!("commands/names.rs");
const CONFIGURATION: &str = include_str!("../tauri.conf.json");
const CAPABILITY: &str = include_str!("../capabilities/main.json");

/// What the view may do beside calling commands: hear events, and zoom.
const OF_TAURI: [&str; 3] =
    ["core:event:allow-listen", "core:event:allow-unlisten", "core:webview:allow-set-webview-zoom"];

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn the_content_policy_is_strict() {
    let configuration = json_of(CONFIGURATION);
    let security = &configuration["app"]["security"];
    let allowed = [
        ("default-src", "'self'"),
        ("script-src", "'self'"),
        ("style-src", "'self'"),
        ("img-src", "'self' data: blob:"),
        ("font-src", "'self'"),
        ("connect-src", "ipc: http://ipc.localhost"),
        ("object-src", "'none'"),
        ("base-uri", "'none'"),
        ("frame-src", "'none'"),
        ("form-action", "'none'"),
    ];
    let policy = security["csp"].as_str().unwrap();
    let directives: Vec<(&str, &str)> =
        policy.split(';').filter_map(|directive| directive.trim().split_once(' ')).collect();
    assert_eq!(directives, allowed);
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(security["dangerousDisableAssetCspModification"], Value::Null);
    assert_eq!(security["devCsp"], Value::Null);
    assert_eq!(configuration["app"]["withGlobalTauri"], false);
}

#[test]
fn the_window_has_one_capability_and_it_names_the_commands_and_nothing_else() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/capabilities");
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(files, ["main.json"]);
    let capability = json_of(CAPABILITY);
    assert_eq!(capability["windows"], json!([crate::window::LABEL]));
    assert_eq!(capability["remote"], Value::Null);
    let granted: BTreeSet<String> =
        capability["permissions"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect();
    let commands = COMMANDS.iter().map(|name| format!("allow-{}", name.replace('_', "-")));
    let expected: BTreeSet<String> = OF_TAURI.iter().map(|name| (*name).to_owned()).chain(commands).collect();
    assert_eq!(granted, expected);
}

#[test]
fn the_view_calls_the_declared_commands_and_no_other() {
    let calls = include_str!("../../ui/src/bridge/commands.ts");
    let mut called: BTreeSet<&str> = BTreeSet::new();
    for call in calls.split("call<").skip(1) {
        // `call<T.Review>('review', lens)`
        called.extend(call.split_once("('").and_then(|(_, rest)| rest.split_once('\'')).map(|(name, _)| name));
    }
    assert_eq!(called, COMMANDS.iter().copied().collect());
}

#[test]
fn every_declared_command_is_answered() {
    let window = TestWindow::new();
    for command in COMMANDS {
        // Without arguments most are refused, in one of our sentences or for the argument; none is unknown or forbidden.
        if let Err(refused) = window.call(command, json!({})) {
            let told = refused.to_string();
            assert!(!told.contains("not found") || refused.get("code").is_some(), "{command}: {told}");
            assert!(!told.contains("not allowed"), "{command}: {told}");
        }
    }
}

#[test]
fn what_is_not_declared_is_refused() {
    let window = TestWindow::new();
    let forbidden = [
        "run_sql",
        "app_info2",
        "plugin:dialog|open",
        "plugin:dialog|save",
        "plugin:clipboard-manager|read_text",
        "plugin:fs|read_text_file",
        "plugin:shell|execute",
        "plugin:opener|open_path",
        "plugin:window-state|save_window_state",
        "plugin:event|emit",
        "plugin:event|emit_to",
        "plugin:window|create",
        "plugin:webview|create_webview_window",
        "plugin:app|version",
        "plugin:path|resolve_directory",
    ];
    for command in forbidden {
        let refused = window.call(command, json!({})).expect_err(command);
        let told = refused.to_string();
        assert!(told.contains("not allowed") || told.contains("not found"), "{command}: {told}");
    }
}

#[test]
fn another_window_and_another_origin_get_nothing() {
    let window = TestWindow::new();
    let elsewhere = window.call_from("https://example.com", "main", "app_info", json!({})).unwrap_err().to_string();
    assert!(elsewhere.contains("not allowed"), "{elsewhere}");
    let other = window.call_from("tauri://localhost", "other", "app_info", json!({})).unwrap_err().to_string();
    assert!(other.contains("not allowed"), "{other}");
}

#[test]
fn a_file_that_nobody_chose_is_not_read() {
    let window = TestWindow::new();
    let secret = window.folder().join("secret.csv");
    std::fs::write(&secret, "a,b\n1,2\n").unwrap();
    let cases = [
        ("workspace_open", json!({ "path": secret })),
        ("workspace_new", json!({ "path": secret, "company": "A", "time_zone": "UTC" })),
    ];
    for (command, arguments) in cases {
        let refused = window.call(command, arguments).expect_err(command);
        assert_eq!(refused["code"], "invalid", "{command}: {refused}");
        assert!(refused["message"].as_str().unwrap().contains("was not chosen"), "{command}: {refused}");
    }
}

#[test]
fn copies_are_kept_in_the_folder_of_the_program_that_is_shipped() {
    let identifier = json_of(CONFIGURATION)["identifier"].as_str().unwrap().to_owned();
    if let Some(backups) = workbench::workspace::Backups::of_this_user() {
        assert!(backups.folder().ends_with(format!("{identifier}/backups")), "{}", backups.folder().display());
    }
}
