//! What publishing a version changes of the figures: those of its time alone, and the same for the command line as for the window.

use baton_tests::{baton, fixture};
use playbook::metrics::{Basis, ClockChoice, Metric, Month};
use serde_json::{Value, json};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use workbench::workspace::Workspace;

/// The month with which the second version takes force.
const FROM: &str = "2025-07";

fn run(arguments: &[&str], paths: &[(&str, &Path)]) -> String {
    let named = paths.iter().flat_map(|(option, path)| {
        let option = (!option.is_empty()).then(|| OsString::from(option));
        option.into_iter().chain([path.as_os_str().to_owned()])
    });
    baton(arguments.iter().map(OsString::from).chain(named)).ok()
}

/// The vectors' two thousand handoffs of thirteen months.
fn imported(folder: &Path) -> PathBuf {
    let (file, mapping) = (folder.join("acme.baton"), folder.join("mapping.json"));
    let data = fixture("vectors/metrics_h2k_input.csv");
    run(&["new", "--time-zone", "UTC"], &[("", &file)]);
    std::fs::write(&mapping, run(&["mapping", "suggest"], &[("", &data)])).unwrap();
    run(&["import"], &[("", &file), ("", &data), ("--mapping", &mapping)]);
    file
}

/// Publishes a first touch within so many hours at every handoff point.
fn publish(file: &Path, hours: i64, from: &str) {
    let mut policy: Value = serde_json::from_str(&run(&["policy", "export"], &[("", file)])).unwrap();
    for point in policy["handoffs"].as_array_mut().unwrap() {
        let target = json!({ "kind": "elapsed", "ms": hours * 3_600_000 });
        point["targets"] = json!([{ "clock": "first_touch", "tier": null, "target": target, "reminder_percent": 50 }]);
    }
    let changed = file.with_extension("json");
    std::fs::write(&changed, policy.to_string()).unwrap();
    let said = ["policy", "import", "--author", "Dana", "--reason", "Agreed", "--effective-from", from];
    run(&said, &[("", file), ("", &changed)]);
}

fn metrics(file: &Path) -> String {
    run(&["metrics", "--by", "handoff,source"], &[("", file)])
}

fn month_of(line: &str) -> &str {
    csv_cell(line, 2)
}

/// A cell of a line whose cells hold no comma.
fn csv_cell(line: &str, place: usize) -> &str {
    line.split(',').nth(place).unwrap_or_default()
}

#[tokio::test]
async fn a_version_changes_the_figures_of_its_time_to_the_byte_and_the_review_says_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let file = imported(folder.path());
    publish(&file, 24, "0001-01-01T00:00:00Z");
    let before = metrics(&file);
    publish(&file, 1, "2025-07-01T00:00:00Z");
    let after = metrics(&file);

    let of = |text: &str, is_earlier: bool| -> Vec<String> {
        let lines = text.lines().skip(1).filter(|line| (month_of(line) < FROM) == is_earlier);
        lines.map(str::to_owned).collect()
    };
    let earlier = of(&before, true);
    assert!(earlier.len() > 1_000, "{} lines before {FROM}", earlier.len());
    assert_eq!(of(&after, true), earlier);
    let (was, is) = (of(&before, false), of(&after, false));
    assert_eq!(was.len(), is.len());
    let changed: Vec<&String> = was.iter().zip(&is).filter(|(was, is)| was != is).map(|(_, is)| is).collect();
    assert!(!changed.is_empty());
    assert!(
        changed.iter().all(|line| csv_cell(line, 3) == "sla_first_touch"),
        "nothing else depends on it: {changed:?}"
    );

    // The same figures in the window's review, month by month and handoff by handoff.
    let workspace = Workspace::open(&file).await.unwrap();
    let mut compared = 0;
    for month in ["2025-06", FROM, "2025-12"] {
        let asked: Month = month.parse().unwrap();
        let review = workspace.review(Some(asked), Basis::Cohort, ClockChoice::Business).await.unwrap().unwrap();
        for row in &review.rows {
            let cell = row.cells.iter().find(|cell| cell.metric == Metric::SlaFirstTouch).unwrap();
            let figure = |statistic: &str| {
                let wanted = format!("handoff,{},{month},sla_first_touch,{statistic},", row.handoff.name);
                let line = after.lines().find(|line| line.starts_with(&wanted));
                let line = line.unwrap_or_else(|| panic!("no line {wanted}"));
                (csv_cell(line, 5).parse::<f64>().ok(), csv_cell(line, 6).parse::<u64>().unwrap())
            };
            let count = |number: u64| Some(number as f64);
            assert_eq!(figure("breached"), (count(cell.numerator.unwrap()), cell.n), "{month} {}", row.handoff.name);
            assert_eq!(figure("running").0, count(cell.running));
            assert_eq!(figure("cannot_judge").0, count(cell.cannot_judge));
            if cell.value.is_some() {
                assert_eq!(figure("rate").0, cell.value, "{month} {}", row.handoff.name);
                compared += 1;
            }
        }
    }
    assert!(compared > 3, "{compared} shares were compared");
    workspace.close().await.unwrap();
}
