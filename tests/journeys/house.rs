//! The rules of the house that no compiler holds: who may know whom.

use baton_tests::root;
use std::fs;
use std::path::{Path, PathBuf};

/// The `[dependencies]` of a crate, by name.
fn dependencies(manifest: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(manifest)).unwrap();
    let section = text.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    section.lines().filter_map(|line| line.split(['.', '=', ' ']).next()).map(String::from).collect()
}

fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "node_modules" && name != "dist" {
            found.extend(files(&path, endings));
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
    found
}

#[test]
fn each_floor_knows_only_the_floors_below() {
    let cases: [(&str, &[&str]); 6] = [
        ("src-tauri/playbook/Cargo.toml", &["sqlx", "tauri", "tokio", "workbench", "charts", "pack", "rand", "csv"]),
        ("src-tauri/workbench/Cargo.toml", &["tauri", "charts", "pack", "clap"]),
        ("src-tauri/charts/Cargo.toml", &["sqlx", "workbench", "tauri"]),
        ("src-tauri/pack/Cargo.toml", &["sqlx", "workbench", "tauri"]),
        ("src-tauri/cli/Cargo.toml", &["sqlx", "tauri"]),
        ("src-tauri/Cargo.toml", &["sqlx", "csv"]),
    ];
    for (manifest, strangers) in cases {
        let known = dependencies(manifest);
        assert!(known.len() > 1, "{manifest} lists its dependencies");
        for stranger in strangers {
            assert!(!known.iter().any(|name| name == stranger), "{manifest} knows {stranger}");
        }
    }
}

#[test]
fn the_doors_hold_no_sql() {
    for folder in ["src-tauri/src", "src-tauri/cli", "src-tauri/pack", "src-tauri/charts"] {
        for path in files(&root().join(folder), &[".rs"]) {
            let text = fs::read_to_string(&path).unwrap().to_lowercase();
            for word in ["select * ", "insert into", "update records", "delete from", "pragma "] {
                assert!(!text.contains(word), "{} speaks SQL: {word}", path.display());
            }
        }
    }
}

#[test]
fn only_the_bridge_talks_to_tauri() {
    for path in files(&root().join("ui/src"), &[".ts", ".tsx"]) {
        if path.starts_with(root().join("ui/src/bridge")) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains("@tauri-apps/"), "{} imports @tauri-apps", path.display());
    }
}

#[test]
fn no_screen_knows_another_screen() {
    let screens = ["journey", "start", "records", "review", "maturity", "settings", "simulator", "exceptions"];
    for screen in screens {
        for path in files(&root().join("ui/src").join(screen), &[".ts", ".tsx"]) {
            let text = fs::read_to_string(&path).unwrap();
            for other in screens.iter().filter(|other| **other != screen) {
                let imports = ["/", "'"].iter().any(|end| text.contains(&format!("../{other}{end}")));
                assert!(!imports, "{} imports the {other} screen", path.display());
            }
        }
    }
}

#[test]
fn zone_rules_come_from_one_file() {
    for path in files(&root().join("src-tauri"), &[".rs"]) {
        if path.starts_with(root().join("src-tauri/playbook/calendar")) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains("jiff::"), "{} uses jiff; ask playbook::calendar::Zone", path.display());
    }
}

#[test]
fn only_the_theme_file_holds_colours() {
    for path in files(&root().join("ui/src"), &[".css"]) {
        if path.ends_with("tokens.css") {
            continue;
        }
        for line in fs::read_to_string(&path).unwrap().lines() {
            let colour = line.split('#').skip(1).any(|rest| {
                let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
                matches!(digits, 3 | 4 | 6 | 8) && line.contains(':') && !line.contains("url(")
            });
            assert!(!colour || line.trim_start().starts_with('#'), "{}: {line}", path.display());
        }
    }
}
