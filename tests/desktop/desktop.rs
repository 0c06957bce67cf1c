//! What a person does in the real window: from the start screen to a reviewed month, and from an export to a review.

mod driver;

use driver::{Display, PATIENCE, Running, Start, Window, button, window_binary};
use fantoccini::Locator;
use serde_json::Value;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;
use workbench::workspace::Workspace;

/// One window at a time: two would share two cores, and each would look slow.
static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());

/// Screens by their place, with something that is there once they are.
const SCREENS: [(&str, &str, &str); 8] = [
    ("start", "/start", "#root > main"),
    ("review", "/review", "#signals"),
    ("records", "/records", "[role=grid] [aria-rowindex='2']"),
    ("record", "/records/1", "table[aria-label='Clock ledger'] tbody tr"),
    ("import", "/import", "nav[aria-label='Steps of the import']"),
    ("batches", "/batches", "h1"),
    ("calendar", "/settings", "nav, h1"),
    ("handoff", "/settings/handoffs", "nav, h1"),
];

#[tokio::test]
async fn from_the_start_screen_through_the_sample_to_one_records_ledger() {
    let _alone = ONE_AT_A_TIME.lock().await;
    let Some(binary) = window_binary() else { return };
    let display = Display::start(1920, 1080);
    let window = Window::open(&binary, &display, Start::default()).await;
    window.says("Open the sample").await;
    println!("start screen answers {} ms after the program was started", window.started_in.as_millis());
    print_first_paint(&window).await;

    window.click(&button("Open the sample")).await;
    window.shows("#signals").await;
    let signals = window.run("return document.querySelectorAll('section[aria-labelledby=signals] li').length").await;
    assert!(signals.as_u64().is_some_and(|signals| signals > 0), "the sample's review has no signals");
    assert!(window.home().join("Baton/Sample.baton").exists());

    // Behind the first signal stand as many records as its link says.
    let link = "section[aria-labelledby=signals] li a";
    let said = window.run(&format!("return document.querySelector({link:?}).innerText")).await;
    let count =
        said.as_str().and_then(|said| said.split_once(' ')).map(|(count, _)| count.to_owned()).unwrap_or_default();
    window.client.find(Locator::Css(link)).await.expect("the link").click().await.expect("a click");
    window.shows("[role=grid] [aria-rowindex='2'] [role=gridcell]").await;
    window.says(&format!("{count} record")).await;

    // Down the list, and into a record by the keyboard.
    window.settles().await;
    window.run("document.querySelector('[role=grid]').focus()").await;
    let grid = window.client.active_element().await.expect("the grid has the focus");
    grid.send_keys("\u{E015}\u{E007}").await.expect("arrow down, enter");
    window.shows("table[aria-label='Clock ledger'] tbody tr").await;

    window.go("/settings").await;
    window.says("Calendars").await;
    window.close().await;
}

#[tokio::test]
async fn a_crm_export_becomes_a_reviewed_month_and_leaves_as_csv() {
    let _alone = ONE_AT_A_TIME.lock().await;
    let Some(binary) = window_binary() else { return };
    let display = Display::start(1920, 1080);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let export = folder.path().join("leads.csv");
    std::fs::write(&export, leads()).expect("the export can be written");
    let window = Window::open(&binary, &display, Start { picks: vec![export], ..Start::default() }).await;

    window.click(&button("New workspace")).await;
    window.shows("input").await;
    window
        .client
        .active_element()
        .await
        .expect("the name has the focus")
        .send_keys("Kestrel Freight")
        .await
        .expect("typing");
    window.click(&button("Choose where to keep it")).await;
    window.says("Kestrel Freight").await;
    assert!(folder.path().join("Kestrel Freight.baton").exists());

    window.go("/import").await;
    window.click(&button("Choose files")).await;
    window.says("leads.csv").await;
    window.click(&button("Map the columns")).await;
    window.click(&button("Dry run")).await;
    window.click(&button("Import 240 records")).await;
    window.says("240 records imported").await;

    window.go("/review").await;
    window.shows("#signals").await;
    window.says("SDR").await;

    // The chart leaves as a picture: painted by the web view, taken by the clipboard, written into a file.
    let act = |name: &str| format!("//*[@role='menuitem'][normalize-space(.)={name:?}]");
    window.click(&button("Copy")).await;
    window.click(&act("As an image")).await;
    window.says("The chart is copied as an image").await;
    window.click(&button("Save")).await;
    window.click(&act("As PNG")).await;
    window.says("The chart is in").await;
    let picture = names_in(folder.path()).into_iter().find(|name| name.ends_with(".png")).expect("a picture");
    let bytes = std::fs::read(folder.path().join(picture)).expect("the picture can be read");
    let side = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
    assert_eq!(&bytes[1..4], b"PNG");
    assert!(side(16) > 1_000 && side(20) > 600, "{} × {} pixels", side(16), side(20));

    window.go("/records").await;
    window.says("240 records").await;
    window.click(&button("Export CSV")).await;
    let saved = folder.path().join("records.csv");
    window.says(&saved.to_string_lossy()).await;
    let csv = std::fs::read_to_string(&saved).expect("the records were saved");
    assert_eq!(csv.lines().count(), 241);
    // What looks like a formula in the export is text in ours.
    assert!(csv.contains("'=HYPERLINK"), "the formula was not made harmless");

    // Imported text is only ever text.
    let planted = window.run("return document.querySelectorAll('img[src=x]').length + (window.planted ? 1 : 0)").await;
    assert_eq!(planted, 0);
    window.close().await;
}

#[tokio::test]
async fn every_screen_is_accessible_in_light_and_dark() {
    let _alone = ONE_AT_A_TIME.lock().await;
    let Some(binary) = window_binary() else { return };
    let display = Display::start(1920, 1080);
    let window = Window::open(&binary, &display, Start::default()).await;
    window.click(&button("Open the sample")).await;
    window.shows("#signals").await;
    let mut found = Vec::new();
    for theme in ["light", "dark"] {
        window.theme(theme).await;
        for (name, place, sign) in SCREENS {
            window.go(place).await;
            window.shows(sign).await;
            window.settles().await;
            found.extend(axe(&window).await.into_iter().map(|line| format!("{name}, {theme}: {line}")));
        }
    }
    window.close().await;
    assert!(found.is_empty(), "axe found:\n{}", found.join("\n"));
}

#[tokio::test]
async fn the_page_is_held_in_its_window() {
    let _alone = ONE_AT_A_TIME.lock().await;
    let Some(binary) = window_binary() else { return };
    let display = Display::start(1920, 1080);
    let window = Window::open(&binary, &display, Start::default()).await;
    window.says("Open the sample").await;
    let tries = [
        ("the web", "return fetch('https://example.com/').then(() => 'read', () => 'refused')"),
        ("the file system", "return fetch('file:///etc/passwd').then(() => 'read', () => 'refused')"),
        (
            "code from text",
            "try { return Promise.resolve(String(new Function('return 1')())) } catch { return Promise.resolve('refused') }",
        ),
        (
            "another window",
            "return Promise.resolve(window.open('https://example.com/') === null ? 'refused' : 'opened')",
        ),
        (
            "a command that is not ours",
            "return window.__TAURI_INTERNALS__.invoke('plugin:fs|read_text_file', { path: '/etc/passwd' }).then(() => 'read', () => 'refused')",
        ),
        (
            "a file that nobody chose",
            "return window.__TAURI_INTERNALS__.invoke('import_inspect', { paths: ['/etc/passwd'] }).then(() => 'read', () => 'refused')",
        ),
        (
            "the program's whole interface",
            "return Promise.resolve(window.__TAURI__ === undefined ? 'refused' : 'there')",
        ),
    ];
    for (what, script) in tries {
        let script = format!("const done = arguments[0]; (() => {{ {script} }})().then(done)");
        let got = window.ask(&script).await;
        assert_eq!(got, Value::from("refused"), "{what}");
    }
    let before = window.client.current_url().await.expect("an address");
    window.run("location.href = 'https://example.com/'").await;
    window.says("Open the sample").await;
    assert_eq!(window.client.current_url().await.expect("an address"), before);
    window.close().await;
}

#[tokio::test]
async fn a_file_that_is_no_workspace_is_refused_in_a_sentence() {
    let _alone = ONE_AT_A_TIME.lock().await;
    let Some(binary) = window_binary() else { return };
    let display = Display::start(1920, 1080);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("notes.baton");
    let text = "Dear diary, this is not a workspace. ".repeat(40);
    std::fs::write(&file, &text).expect("the file can be written");
    let window = Window::open(&binary, &display, Start { arguments: vec![file.clone()], ..Start::default() }).await;
    window.says("is not a Baton workspace").await;
    window.says("Open the sample").await;
    window.close().await;
    assert_eq!(std::fs::read_to_string(&file).expect("the file is there"), text);
}

#[tokio::test]
async fn a_window_that_is_asked_to_end_leaves_one_file() {
    let _alone = ONE_AT_A_TIME.lock().await;
    let Some(binary) = window_binary() else { return };
    let display = Display::start(1280, 720);
    for signal in ["HUP", "INT", "TERM"] {
        let (home, folder) = (tempfile::tempdir().expect("a home"), tempfile::tempdir().expect("a folder"));
        let file = folder.path().join("Kestrel.baton");
        let made = Workspace::create(&file, "Kestrel Freight", "Europe/Vienna").await.expect("a workspace");
        made.close().await.expect("it closes");

        let started = display.command(&binary, home.path()).arg(&file).spawn().expect("it starts");
        let mut window = Running(started);
        until("the workspace to be open", || names_in(folder.path()).iter().any(|name| name.ends_with("-wal"))).await;
        let asked = Command::new("kill").args(["-s", signal, &window.0.id().to_string()]).status();
        assert!(asked.is_ok_and(|asked| asked.success()), "SIG{signal} could not be sent");
        let mut ended = None;
        until("the window to end", || {
            ended = window.0.try_wait().expect("its state");
            ended.is_some()
        })
        .await;
        assert_eq!(ended.and_then(|ended| ended.code()), Some(0), "after SIG{signal}");
        assert_eq!(names_in(folder.path()), ["Kestrel.baton"], "after SIG{signal}");
    }
}

#[test]
fn without_a_display_it_says_so() {
    let Some(binary) = window_binary() else { return };
    let ran = Command::new(binary).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").output().expect("it starts");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(1), "{said}");
    assert!(said.contains("no display") && said.contains("baton --help") && !said.contains("panicked"), "{said}");
}

#[test]
fn what_needs_no_window_is_answered_without_one() {
    let Some(binary) = window_binary() else { return };
    for (option, says) in [("--version", "Baton 0."), ("--help", "baton-desktop [FILE.baton]")] {
        let mut program = Command::new(&binary);
        let ran = program.arg(option).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").output().expect("it starts");
        let said = String::from_utf8_lossy(&ran.stdout);
        assert!(ran.status.success() && said.contains(says), "{option}: {said}");
    }
}

/// Waits until something is so.
async fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "waited for {what} in vain");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The names of the files in a folder.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

/// What axe finds wrong with the page, one line each.
async fn axe(window: &Window) -> Vec<String> {
    let source = baton_tests::root().join("ui/node_modules/axe-core/axe.min.js");
    window.run(&std::fs::read_to_string(source).expect("npm ci has fetched axe")).await;
    let script = "const done = arguments[arguments.length - 1]; axe.run(document, { resultTypes: ['violations'], \
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(\
        (found) => done(found.violations.flatMap((rule) => rule.nodes.map((node) => \
            rule.id + ': ' + rule.help + ' at ' + node.target.join(' ') + ' ' + (node.any.concat(node.all, node.none).map((check) => check.message).join('; '))))),\
        (error) => done([String(error)]))";
    let found = window.ask(script).await;
    found.as_array().expect("a list").iter().map(|line| line.as_str().unwrap_or_default().to_owned()).collect()
}

/// When the first content was painted, counted from when the page was asked for.
async fn print_first_paint(window: &Window) {
    let script = "return performance.getEntriesByType('paint').map((paint) => paint.name + ' ' + Math.round(paint.startTime) + ' ms').join(', ')";
    println!("of the page: {}", window.run(script).await.as_str().unwrap_or("unknown"));
}

/// 240 handoffs over eight months, as a CRM exports them, with a text that would run in a spreadsheet and one that would in a page.
fn leads() -> String {
    let mut csv = String::from("Record ID,Handoff,Created Date,Accepted Date,Lead Owner,Lead Source\n");
    for number in 0..240_u32 {
        let (month, day) = (1 + number / 30, 1 + number % 28);
        let source = match number {
            7 => "\"=HYPERLINK(\"\"http://example.com\"\")\"",
            8 => "<img src=x onerror=\"window.planted=1\">",
            _ => "Webinar",
        };
        let source =
            if source.contains('<') { format!("\"{}\"", source.replace('"', "\"\"")) } else { source.to_owned() };
        let hour = 10 + number % 5;
        csv += &format!(
            "L-{number},MKT -> SDR,2026-{month:02}-{day:02}T09:{:02}:00Z,2026-{month:02}-{day:02}T{hour}:15:00Z,Dana Reyes,{source}\n",
            number % 60
        );
    }
    csv
}
