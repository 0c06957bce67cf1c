//! A month of the council in the real window: an export comes in, exceptions are triaged under a name, the review is held, decided on and
//! signed, its pack is saved, and the next month's export shows what came of the decision.

mod driver;

use baton_tests::baton;
use chrono::{Datelike, NaiveDate, Weekday};
use driver::{Display, PATIENCE, Start, Window, button, window_binary};
use fantoccini::Locator;
use std::ffi::OsStr;
use std::path::Path;

/// `Ctrl+Enter`, as WebDriver writes it.
const DONE: &str = "\u{E009}\u{E007}\u{E009}";

/// Leads of every weekday of 2026 up to a day: until October those of a month's first half are accepted a day late, from November on
/// none is. Ten of October wait for somebody, and in November's export they were taken on the second.
fn leads(until: &str) -> String {
    let until: NaiveDate = until.parse().expect("a date");
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date");
    let weekdays = first.iter_days().take_while(|day| *day <= until);
    let mut csv = String::from(
        "Record ID,Handoff,Created Date,Accepted Date,First Touch Date,Completed Date,Lead Owner,Lead Source,Intent,Email\n",
    );
    let mut put = |id: String, created: String, at: &str| {
        csv += &format!("{id},H1,{created},{at},{at},{at},Dana Okafor,Webinar,high,{id}@{id}.example\n");
    };
    let days = weekdays.filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
    for (number, day) in days.flat_map(|day| [day; 4]).enumerate() {
        let late = day.day() <= 15 && day.month() < 11;
        let accepted = if late { day.succ_opt().expect("a day after") } else { day };
        put(format!("L-{number}"), format!("{day}T09:30:00Z"), &format!("{accepted}T10:00:00Z"));
    }
    for number in 0..10 {
        let taken = if until.month() < 11 { "" } else { "2026-11-02T09:00:00Z" };
        put(format!("N-{number}"), "2026-10-28T09:00:00Z".into(), taken);
    }
    csv
}

/// A workspace with the sample's policy and people, and no records.
fn workspace(file: &Path) {
    let folder = file.parent().expect("its folder");
    let (sample, policy) = (folder.join("Sample.baton"), folder.join("policy.json"));
    baton([OsStr::new("sample"), sample.as_os_str()]).ok();
    baton(["policy", "export"].map(OsStr::new).into_iter().chain([
        sample.as_os_str(),
        OsStr::new("--out"),
        policy.as_os_str(),
    ]))
    .ok();
    let exported = std::fs::read_to_string(&policy).expect("the policy can be read");
    std::fs::write(&policy, exported.replace("Meridian Controls", "Kestrel Freight")).expect("and written");
    let new = ["--time-zone", "Europe/Vienna", "--name", "Kestrel Freight"].map(OsStr::new);
    baton([OsStr::new("new"), file.as_os_str()].into_iter().chain(new)).ok();
    let told = ["--author", "Ravi Anand", "--reason", "From the workshop", "--effective-from", "2026-01-01T00:00:00Z"];
    let imported = [OsStr::new("policy"), OsStr::new("import"), file.as_os_str(), policy.as_os_str()];
    baton(imported.into_iter().chain(told.map(OsStr::new))).ok();
}

/// Types into the field or text area whose label begins so, in place of what it says.
async fn write(window: &Window, label: &str, text: &str) {
    let path = format!(
        "//form//label[starts-with(normalize-space(.), {label:?})]/following::*[self::input or self::textarea][1]"
    );
    let field = window.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&path)).await;
    let field = field.unwrap_or_else(|error| panic!("no field {label:?}: {error}"));
    // All that it says is selected first: clearing it is not noticed by a field that the page holds.
    field
        .send_keys(&format!("\u{E009}a\u{E009}{text}"))
        .await
        .unwrap_or_else(|error| panic!("{label:?} takes no text: {error}"));
}

async fn choose(window: &Window, label: &str, option: &str) {
    window.click(&format!("//form//*[normalize-space(text())={label:?}]/following::button[1]")).await;
    window.click(&format!("//*[@role='option'][contains(normalize-space(.), {option:?})]")).await;
}

async fn act_as(window: &Window, name: &str) {
    window.click("//button[contains(@class, 'status__act')]").await;
    window.click(&format!("//*[@role='option'][contains(normalize-space(.), {name:?})]")).await;
    window.says(&format!("acting as {name}")).await;
    // The list goes before the next key is meant for the page.
    window.until("the list to be gone", "return document.querySelector('[role=option]') === null").await;
}

/// Opens a case of the desk.
async fn case(window: &Window, number: u32) {
    window.go(&format!("/exceptions?case={number}")).await;
    window.shows(&format!("aside[aria-label='Case EX-{number}']")).await;
    window.settles().await;
    window.run("document.activeElement?.blur()").await;
}

async fn import(window: &Window, file: &str, records: usize) {
    window.go("/import").await;
    window.click(&button("Choose files")).await;
    window.says(file).await;
    window.click(&button("Map the columns")).await;
    window.click(&button("Dry run")).await;
    window.click(&button(&format!("Import {records} record"))).await;
    window.says("imported").await;
}

#[tokio::test]
async fn a_month_of_the_council_is_played_and_the_next_export_shows_what_came_of_it() {
    let Some(binary) = window_binary() else { return };
    let display = Display::start(1920, 1080);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("Kestrel Freight.baton");
    let [october, november] = ["to-october.csv", "to-november.csv"].map(|name| folder.path().join(name));
    std::fs::write(&october, leads("2026-10-30")).expect("the export can be written");
    std::fs::write(&november, leads("2026-11-30")).expect("the export can be written");
    workspace(&file);
    let begin = |picks| Start { arguments: vec![file.clone()], picks: vec![picks], ..Start::default() };
    let window = Window::open(&binary, &display, begin(october)).await;
    window.says("Kestrel Freight").await;
    let rows = leads("2026-10-30").lines().count() - 1;
    import(&window, "to-october.csv", rows).await;

    // Ten exceptions: one refused, because who tries holds no right.
    window.go("/exceptions").await;
    window.says("30 open").await;
    act_as(&window, "Lea Kern").await;
    case(&window, 1).await;
    window.press("o").await;
    write(&window, "Reason", "It is mine").await;
    write(&window, "Next step", "I call them").await;
    window.click(&button("Override and resolve")).await;
    window.says("Lea Kern may not do").await;

    // One disputed, and the first given to somebody.
    act_as(&window, "Ravi Anand").await;
    case(&window, 2).await;
    window.press("d").await;
    write(&window, "What you disagree with", "The lead came twice").await;
    window.press(DONE).await;
    window.says("EX-2 disputed").await;
    case(&window, 1).await;
    window.press("a").await;
    choose(&window, "Owner", "Paula Weiss").await;
    window.press(DONE).await;
    window.says("EX-1 assigned").await;

    // Eight resolved at once, with what the type asks for.
    case(&window, 3).await;
    for _ in 3..=10 {
        window.press("x").await;
        window.press("j").await;
    }
    window.says("8 cases are marked").await;
    window.press("r").await;
    write(&window, "Reason", "The pod was away").await;
    write(&window, "Next step", "Berlin covers the mornings").await;
    write(&window, "Reason of the breach", "Nobody on duty").await;
    write(&window, "What was done about it", "Cover agreed").await;
    window.press(DONE).await;
    window.says("22 open").await;

    // The review: decided from the figure, with somebody who acts.
    window.go("/review?month=2026-10&handoff=H1&metric=sla_accept").await;
    window.says("October 2026").await;
    window.settles().await;
    window.press("d").await;
    window.says("Baseline: 5").await;
    write(&window, "What is decided", "Berlin covers the mornings").await;
    write(&window, "To", "10 %").await;
    window.press(DONE).await;
    window.says("D-1").await;
    window.go("/review?month=2026-10&item=decisions").await;
    window.click(&button("New action")).await;
    write(&window, "What is to be done", "Put the mornings on the roster").await;
    choose(&window, "Owner", "Paula Weiss").await;
    write(&window, "What is to be done", "Put the mornings on the roster").await;
    window.press(DONE).await;
    window.until("the action", "return document.body.innerText.includes('Put the mornings on the roster')").await;

    // Signed, and taken along.
    window.go("/review?month=2026-10&item=close").await;
    window.click(&button("Sign off October as Ravi Anand")).await;
    window.says("October is signed: its numbers are frozen").await;
    for (form, end) in [("PDF", "pdf"), ("HTML", "html"), ("Slides", "pptx"), ("Workbook", "xlsx")] {
        window.click(&button("Export pack")).await;
        window.click(&format!("//*[@role='menuitem'][starts-with(normalize-space(.), {form:?})]")).await;
        window.says(&format!("2026-10.{end}")).await;
    }
    window.close().await;
    let begins = |end: &str| {
        let entries = std::fs::read_dir(folder.path()).expect("the folder").flatten().map(|entry| entry.path());
        let path = entries.into_iter().find(|path| path.to_string_lossy().ends_with(end));
        std::fs::read(path.unwrap_or_else(|| panic!("no pack that ends in {end}"))).expect("the pack can be read")
    };
    assert!(begins(".pdf").starts_with(b"%PDF-"));
    assert!(String::from_utf8_lossy(&begins(".html")).contains("Berlin covers the mornings"));
    assert!([".pptx", ".xlsx"].iter().all(|end| begins(end).starts_with(b"PK")));

    // The next month: the decision shows, the action is carried on, and what was signed stays as it was.
    let window = Window::open(&binary, &display, begin(november)).await;
    window.says("Kestrel Freight").await;
    // Its new records, and the ten that somebody took meanwhile; the others are there as they were.
    let news = leads("2026-11-30").lines().count() - 1 - rows + 10;
    import(&window, "to-november.csv", news).await;
    window.go("/review?month=2026-11&item=decisions").await;
    window.says("carried over 1 review").await;
    window.until("a signal", "return /signal/.test(document.body.innerText) && !/no signal|too few/.test(document.querySelector('main').innerText)").await;
    window.go("/review?month=2026-10&item=close").await;
    window.says("data would change").await;
    window.close().await;
    let verified = baton(["audit", "verify"].map(OsStr::new).into_iter().chain([file.as_os_str()])).ok();
    assert!(verified.starts_with("intact"), "{verified}");
}
