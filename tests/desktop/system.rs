//! The window among other programs: a second start, files dragged in, what is copied out, the system's dialogs, and an import
//! that is called off.

mod driver;
mod screen;

use driver::{Bus, Display, PATIENCE, Start, Window, button, window_binary};
use screen::Screen;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;
use workbench::workspace::Workspace;

/// One window at a time: two would share two cores, and each would look slow.
static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());

/// The point of the screen to which files are dragged: over the window, wherever the screen is that large.
const MIDDLE: (u32, u32) = (700, 400);

async fn workspace(folder: &Path, company: &str) -> PathBuf {
    let file = folder.join(format!("{company}.baton"));
    let made = Workspace::create(&file, company, "Europe/Vienna").await.expect("a workspace");
    made.close().await.expect("it closes");
    file
}

fn export(file: &Path, rows: u32) {
    let mut csv = String::from("Record ID,Handoff,Created Date,Accepted Date,Lead Owner\n");
    for row in 0..rows {
        let (month, day, minute) = (1 + row % 8, 1 + row % 28, row % 60);
        writeln!(
            csv,
            "L-{row},MKT -> SDR,2026-{month:02}-{day:02}T09:{minute:02}:00Z,2026-{month:02}-{day:02}T11:{minute:02}:00Z,Dana"
        )
        .expect("text grows");
    }
    std::fs::write(file, csv).expect("the export can be written");
}

#[tokio::test]
async fn a_second_start_hands_its_workspace_to_the_first_window_and_ends() {
    let _alone = ONE_AT_A_TIME.lock().await;
    let Some(binary) = window_binary() else { return };
    let (display, bus) = (Display::start(1440, 900), Bus::start());
    let folder = tempfile::tempdir().expect("a folder");
    let (first, second) =
        (workspace(folder.path(), "Kestrel Freight").await, workspace(folder.path(), "Ardent Labs").await);
    let start = Start { arguments: vec![first.clone()], bus: Some(bus.address.clone()), ..Start::default() };
    let window = Window::open(&binary, &display, start).await;
    window.says("Kestrel Freight").await;

    let again = |argument: &Path| {
        let mut command = display.command(&binary, window.home());
        command.arg(argument).current_dir(folder.path()).env("DBUS_SESSION_BUS_ADDRESS", &bus.address);
        ends(command)
    };
    // By a name that is seen from the folder of the second start.
    assert_eq!(again(Path::new("Ardent Labs.baton")).await, Some(0));
    window.says("Ardent Labs").await;
    assert_eq!(
        names_beside(&second),
        ["Ardent Labs.baton", "Ardent Labs.baton.lock"],
        "it is open in the first window"
    );

    // What cannot be opened is said in the window, and the open workspace stays.
    std::fs::write(folder.path().join("notes.baton"), "no workspace").expect("a file");
    assert_eq!(again(Path::new("notes.baton")).await, Some(0));
    window.says("is not a Baton workspace").await;
    window.says("Ardent Labs").await;
    window.close().await;
}

/// The exit code of a program that is expected to end.
async fn ends(mut command: Command) -> Option<i32> {
    let mut running = driver::Running(command.spawn().expect("it starts"));
    let begun = Instant::now();
    loop {
        if let Some(ended) = running.0.try_wait().expect("its state") {
            return ended.code();
        }
        assert!(begun.elapsed() < PATIENCE, "the second start did not end");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The file, and what carries its name beside it but for SQLite's log.
fn names_beside(file: &Path) -> Vec<String> {
    let own = file.file_name().expect("a name").to_string_lossy().into_owned();
    let entries = std::fs::read_dir(file.parent().expect("a folder")).expect("the folder can be read");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> =
        names.filter(|name| name.starts_with(&own) && !name.ends_with("-wal") && !name.ends_with("-shm")).collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_dropped_workspace_opens_and_a_dropped_export_begins_its_import() {
    let _alone = ONE_AT_A_TIME.lock().await;
    let Some(binary) = window_binary() else { return };
    let display = Display::start(1440, 900);
    let folder = tempfile::tempdir().expect("a folder");
    let kestrel = workspace(folder.path(), "Kestrel Freight").await;
    let leads = folder.path().join("Leads of May, 100 %.csv");
    export(&leads, 240);
    let window = Window::open(&binary, &display, Start::default()).await;
    window.says("Open the sample").await;
    let screen = Screen::of(&display);
    let target = screen.window("Baton").await;

    // Without a workspace the export waits for the one that is made for it.
    screen.drop_files(target, MIDDLE, std::slice::from_ref(&leads)).await;
    window.says("Leads of May, 100 %.csv will be looked at for it next").await;

    screen.drop_files(target, MIDDLE, &[kestrel]).await;
    window.says("Kestrel Freight").await;
    screen.drop_files(target, MIDDLE, &[leads]).await;
    window.says("240 rows").await;
    window.click(&button("Map the columns")).await;

    // A folder is no export, and is refused in a sentence.
    screen.drop_files(target, MIDDLE, &[folder.path().to_path_buf()]).await;
    window.says("is a folder").await;
    window.close().await;
}

#[tokio::test]
async fn copied_cells_are_on_the_clipboard_for_other_programs() {
    let _alone = ONE_AT_A_TIME.lock().await;
    let Some(binary) = window_binary() else { return };
    let display = Display::start(1440, 900);
    let window = Window::open(&binary, &display, Start::default()).await;
    window.click(&button("Open the sample")).await;
    window.shows("#signals").await;
    window.go("/records/1").await;
    window.shows("table[aria-label='Clock ledger'] tbody tr").await;
    window.click(&button("Copy cells")).await;
    window.says("copied as cells").await;
    let lines =
        window.run("return document.querySelectorAll(\"table[aria-label='Clock ledger'] tbody tr\").length").await;
    let copied = Screen::of(&display).clipboard().await;
    let cells: Vec<Vec<&str>> = copied.lines().map(|line| line.split('\t').collect()).collect();
    assert!(cells.len() as u64 > lines.as_u64().expect("a count"), "a head and every line: {copied}");
    assert!(cells.iter().all(|row| row.len() == cells[0].len()), "every line has the head's columns: {copied}");
    window.close().await;
}

#[tokio::test]
async fn the_systems_dialogs_open_and_a_request_to_end_is_heard_over_them() {
    let _alone = ONE_AT_A_TIME.lock().await;
    let Some(binary) = window_binary() else { return };
    let display = Display::start(1440, 900);
    let folder = tempfile::tempdir().expect("a folder");
    let file = workspace(folder.path(), "Kestrel Freight").await;
    let window = Window::open(&binary, &display, Start { arguments: vec![file.clone()], ..Start::default() }).await;
    window.says("Kestrel Freight").await;
    let screen = Screen::of(&display);
    window.go("/import").await;
    window.click(&button("Choose files")).await;
    screen.window("Choose the export").await;

    window.end().await;
    assert_eq!(names_beside(&file), ["Kestrel Freight.baton"], "closed into one file, with a dialog still open");
}

#[tokio::test]
async fn an_import_that_is_called_off_leaves_the_workspace_as_it_was() {
    let _alone = ONE_AT_A_TIME.lock().await;
    let Some(binary) = window_binary() else { return };
    let display = Display::start(1440, 900);
    let folder = tempfile::tempdir().expect("a folder");
    let file = workspace(folder.path(), "Kestrel Freight").await;
    let leads = folder.path().join("leads.csv");
    export(&leads, 300_000);
    let start = Start { arguments: vec![file], picks: vec![leads], ..Start::default() };
    let window = Window::open(&binary, &display, start).await;
    window.says("Kestrel Freight").await;
    window.go("/import").await;
    window.click(&button("Choose files")).await;
    window.says("300,000 rows").await;
    window.click(&button("Map the columns")).await;
    window.click(&button("Dry run")).await;
    window.click(&button("Import 300,000 records")).await;
    // In the midst of it.
    window
        .until(
            "rows to be stored",
            "return /[0-9] records stored|Storing records/.test(document.querySelector('main').innerText)",
        )
        .await;
    let begun = Instant::now();
    window.click("//main//button[normalize-space(.)='Cancel']").await;
    window.shows("main footer button").await;
    window.says("Import 300,000 records").await;
    println!("called off after {} ms", begun.elapsed().as_millis());
    window.says("No data yet").await;
    window.go("/batches").await;
    window.says("Nothing has been imported").await;
    window.close().await;
}
