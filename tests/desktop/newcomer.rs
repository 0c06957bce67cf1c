//! A newcomer's whole way in the real window: from a template and an export to a published version, and what it changes of the figures.

mod driver;

use baton_tests::baton;
use chrono::{Datelike, NaiveDate, Weekday};
use driver::{Display, PATIENCE, Start, Window, button, window_binary};
use fantoccini::Locator;
use serde_json::Value;
use std::path::Path;

/// What is said where a table of routing leaves records without an owner.
const HOLE: &str = "Some records reach no owner";

/// The day from which the new version counts.
const FROM: &str = "2026-10-15";

/// The weekdays of September and October 2026.
fn weekdays() -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(2026, 9, 1).expect("a date");
    first.iter_days().take(61).filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
}

/// Three leads each weekday, each accepted two working hours after it came: in time for a window of a day, late for one of an hour.
fn leads() -> String {
    let mut csv = String::from("Record ID,Handoff,Created Date,Accepted Date,Lead Owner,Lead Source,Email\n");
    for (number, day) in weekdays().flat_map(|day| [day; 3]).enumerate() {
        csv += &format!("L-{number},H3,{day}T09:30:00Z,{day}T11:30:00Z,Dana Reyes,Webinar,lead{number}@example.com\n");
    }
    csv
}

/// All figures of all handoff points of a month, as `baton metrics` prints them.
fn metrics(file: &Path, month: &str) -> String {
    let arguments = ["metrics", "--from", month, "--to", month, "--by", "handoff"].map(std::ffi::OsStr::new);
    baton(arguments.into_iter().chain([file.as_os_str()])).ok()
}

/// The share of acceptances that were late, and of how many, of the handoff point in what `baton metrics` prints.
fn late_by_lines(metrics: &str) -> (f64, u64) {
    let line =
        metrics.lines().find(|line| line.starts_with("handoff,Routing -> SDR,") && line.contains(",sla_accept,rate,"));
    let line = line.unwrap_or_else(|| panic!("no share of acceptances in {metrics}"));
    let cells: Vec<f64> = line.rsplit(',').take(2).filter_map(|cell| cell.parse().ok()).collect();
    let [of, share] = cells[..] else { panic!("no figures in {line}") };
    (share, of as u64)
}

/// The same as the window's review says it.
async fn reviewed(window: &Window, month: &str) -> (Value, (f64, u64)) {
    let asked = format!("{{ month: '{month}', basis: 'cohort', clock: 'business' }}");
    let script = format!(
        "const done = arguments[0]; window.__TAURI_INTERNALS__.invoke('review', {asked}).then(done, (error) => done({{ error }}))"
    );
    let review = window.ask(&script).await;
    let rows = review["rows"].as_array().unwrap_or_else(|| panic!("no review: {review}"));
    let row = rows.iter().find(|row| row["handoff"]["key"] == "H3").expect("the handoff point's row");
    let cells = row["cells"].as_array().expect("its cells");
    let cell = cells.iter().find(|cell| cell["metric"] == "sla_accept").expect("the figure").clone();
    let share = (cell["value"].as_f64().expect("a share"), cell["n"].as_u64().expect("a count"));
    (row.clone(), share)
}

/// Types into the field whose label begins so, in place of what it says.
async fn write(window: &Window, label: &str, text: &str) {
    let path = format!("//label[starts-with(normalize-space(.), {label:?})]/following::input[1]");
    let field = window.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&path)).await;
    let field = field.unwrap_or_else(|error| panic!("no field {label:?}: {error}"));
    // All that it says is selected first: clearing it is not noticed by a field that the page holds.
    field
        .send_keys(&format!("\u{E009}a\u{E009}{text}"))
        .await
        .unwrap_or_else(|error| panic!("{label:?} takes no text: {error}"));
}

/// Presses what a screen reader calls so.
async fn press(window: &Window, called: &str) {
    window.click(&format!("//*[self::button or @role='button'][not(@disabled)][@aria-label={called:?}]")).await;
}

async fn show_tab(window: &Window, name: &str) {
    window.click(&format!("//*[@role='tab'][normalize-space(.)={name:?}]")).await;
}

#[tokio::test]
async fn a_newcomer_goes_from_a_template_to_a_version_that_counts_from_its_day_on_and_not_before() {
    let Some(binary) = window_binary() else { return };
    let display = Display::start(1920, 1080);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (export, file) = (folder.path().join("leads.csv"), folder.path().join("Kestrel Freight.baton"));
    std::fs::write(&export, leads()).expect("the export can be written");
    let window = Window::open(&binary, &display, Start { picks: vec![export], ..Start::default() }).await;

    // A workspace from a template.
    window.click(&button("New workspace")).await;
    window.says("Begin with").await;
    window.settles().await;
    write(&window, "Company", "Kestrel Freight").await;
    window.click("//*[normalize-space(text())='Begin with']/following::button[1]").await;
    window.click("//*[@role='option'][contains(normalize-space(.), 'Tri-state lead lifecycle')]").await;
    window.click(&button("Choose where to keep it")).await;
    window.says("Kestrel Freight").await;

    // Two months of history.
    window.go("/import").await;
    window.click(&button("Choose files")).await;
    window.says("leads.csv").await;
    window.click(&button("Map the columns")).await;
    window.click(&button("Dry run")).await;
    let records = weekdays().count() * 3;
    window.click(&button(&format!("Import {records} records"))).await;
    window.says(&format!("{records} records imported")).await;
    let before = [reviewed(&window, "2026-09").await, reviewed(&window, "2026-10").await];
    assert_eq!([before[0].1.0, before[1].1.0], [0.0, 0.0], "all are accepted in time");

    // Criteria are edited, with what the records say of them.
    window.go("/journey?handoff=H3").await;
    window.says("Airtight").await;
    show_tab(&window, "Criteria").await;
    press(&window, "Edit acceptance").await;
    window.click("//fieldset[@aria-label='Acceptance']//button[normalize-space(.)='Add a test']").await;
    window.says("in October 2026").await;
    window.says("1 edit").await;
    press(&window, "Done with acceptance").await;

    // Something breaks: the row that takes whatever is left goes.
    show_tab(&window, "Routing").await;
    press(&window, "Edit the decision table").await;
    press(&window, "Remove row 8").await;
    window.says("Not airtight").await;
    window.says(HOLE).await;

    // And is mended by what the problem offers.
    window.click(&button("Give whatever is left to")).await;
    window.until("no hole", &format!("return !document.body.innerText.includes({HOLE:?})")).await;
    window.says("Airtight").await;

    // A window of an hour in place of a day.
    show_tab(&window, "SLA & escalation").await;
    press(&window, "Edit the targets").await;
    window.click("//*[@aria-label='Clock']//button[normalize-space(.)='Accept']").await;
    window.click("//button[starts-with(normalize-space(.), 'Every other tier')]").await;
    write(&window, "Within", "1 h\n").await;

    // What would that change?
    window.click(&button("Publish v2")).await;
    window.says("What changes").await;
    window.click(&button("Which records would change state?")).await;
    window.says("Flip preview. Against v1").await;
    window.click(&button("Show them")).await;
    window.says(&format!("{records} past")).await;

    write(&window, "Published by", "Dana Okafor").await;
    write(&window, "Reason", "An hour is what the council agreed").await;
    window.click("//*[normalize-space(text())='From a date']").await;
    write(&window, "Date", FROM).await;
    window.click("//aside//button[contains(normalize-space(.), 'Publish v2')]").await;
    window.says("v2 counts from 15\u{a0}Oct\u{a0}2026").await;

    // September stands to the last figure. In October those are late that came from that day on, and no other.
    let after = [reviewed(&window, "2026-09").await, reviewed(&window, "2026-10").await];
    assert_eq!(after[0], before[0]);
    let from: NaiveDate = FROM.parse().expect("a date");
    let october = || weekdays().filter(|day| day.month() == 10);
    let late = october().filter(|day| *day >= from).count() as f64 / october().count() as f64;
    assert_eq!(after[1].1.1, before[1].1.1);
    assert!((after[1].1.0 - late).abs() < 1e-9, "{} are late, not {late}", after[1].1.0);
    window.go("/review").await;
    window.shows("#signals").await;
    let shown = format!("{:.0}", late * 100.0);
    window.until(&format!("{shown} %"), &format!("return /\\b{shown}\\s%/.test(document.body.innerText)")).await;
    window.close().await;

    // The command line says the same of the same file.
    for (month, shown) in ["2026-09", "2026-10"].iter().zip(&after) {
        assert_eq!(late_by_lines(&metrics(&file, month)), shown.1, "{month}");
    }
}
