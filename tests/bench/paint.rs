//! `bench-paint FILE.baton`: how soon the real window shows a workspace, how soon it answers, and what it takes in memory.
//!
//! Times are the page's own clock, from its start to the frame that shows the result; the median of several tries.

#[path = "../desktop/driver.rs"]
mod driver;

use driver::{Display, Start, Window, window_binary};
use std::path::{Path, PathBuf};

/// Windows opened; the first one warms the disk cache and is not counted.
const OPENINGS: usize = 4;
/// Tries of each interaction.
const TRIES: usize = 7;

/// What a person does, as a script that does it and the sign that it is done, both in the page. `before` is `sign()` before it.
const INTERACTIONS: [(&str, &str, &str, &str); 5] = [
    ("another month", "/review", "press('[')", "document.querySelector('h1')?.textContent"),
    ("another figure and its chart", "/review", "press('j')", "document.querySelector('#chart-title')?.textContent"),
    (
        "the list sorted by owner",
        "/records",
        "click('[role=columnheader] button', 'Owner')",
        "document.querySelector('#record-row-0')?.textContent",
    ),
    (
        "the list a thousand rows down",
        "/records",
        "scroll('[role=grid] [role=presentation]', 28000)",
        "document.querySelector('[role=row][aria-rowindex=\"1010\"]')?.textContent",
    ),
    ("a record with its ledger", "/records", "press('o')", "document.querySelector('#ledger')?.textContent"),
];

const ACTS: &str = "
    const press = (key) => (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', {key, code: key, bubbles: true, cancelable: true}));
    const click = (where, text) => [...document.querySelectorAll(where)].find((found) => found.textContent.includes(text))?.click();
    const scroll = (where, top) => { for (const found of document.querySelectorAll(where)) found.scrollTop = top; };";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let Some(workspace) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: bench-paint FILE.baton");
        std::process::exit(2);
    };
    let Some(binary) = window_binary() else { std::process::exit(1) };
    let display = Display::start(1440, 900);
    let (mut painted, mut shown) = (Vec::new(), Vec::new());
    for opening in 0..OPENINGS {
        let window = open(&binary, &display, &workspace).await;
        let times = window
            .ask(&wait_for(
                "document.querySelector('#chart-title') && document.querySelector('svg')",
                "[performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0, performance.now()]",
            ))
            .await;
        if opening > 0 {
            painted.extend(times[0].as_f64());
            shown.extend(times[1].as_f64());
        }
        if opening + 1 == OPENINGS {
            for (what, place, act, sign) in INTERACTIONS {
                row(what, median(interact(&window, place, act, sign).await), 100.0);
            }
            println!("{:<34} {:>8.0} MB", "memory, all of its processes", window.memory_bytes() as f64 / 1e6);
        }
        window.close().await;
    }
    row("first paint", median(painted), 1_000.0);
    row("the reviewed month on screen", median(shown), 1_000.0);
}

async fn open(binary: &Path, display: &Display, workspace: &Path) -> Window {
    Window::open(binary, display, Start { arguments: vec![workspace.to_path_buf()], ..Start::default() }).await
}

fn row(what: &str, ms: f64, held_to: f64) {
    println!("{what:<34} {ms:>8.0} ms  (held to {held_to:.0})");
}

/// A script that waits, frame by frame, until `sign` holds, and answers with `answer` in the frame after.
fn wait_for(sign: &str, answer: &str) -> String {
    format!(
        "const done = arguments[arguments.length - 1];
         const look = () => {{ if ({sign}) requestAnimationFrame(() => done({answer})); else if (performance.now() > 60000) done(null); else requestAnimationFrame(look); }};
         look();"
    )
}

/// Milliseconds from the act to the frame that shows what it led to.
async fn interact(window: &Window, place: &str, act: &str, sign: &str) -> Vec<f64> {
    let mut times = Vec::new();
    for _ in 0..TRIES {
        window.go("/settings").await;
        window.settles().await;
        window.go(place).await;
        window.shows("#chart-title, #record-row-0 [role=gridcell]").await;
        window.settles().await;
        let script = format!(
            "const done = arguments[arguments.length - 1]; {ACTS}
             const sign = () => {sign}; const before = sign(); const begun = performance.now(); {act};
             const look = () => {{ const now = sign(); if (now && now !== before) requestAnimationFrame(() => done(performance.now() - begun)); else if (performance.now() - begun > 10000) done(null); else requestAnimationFrame(look); }};
             look();"
        );
        let took = window.ask(&script).await;
        times.push(took.as_f64().unwrap_or_else(|| panic!("{act} at {place} led to nothing")));
    }
    times
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}
