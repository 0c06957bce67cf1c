//! `bench-paint FILE.baton`: how soon the real window shows a workspace, how soon it answers, and what it takes in memory.
//!
//! Times are the page's own clock, from its start, or from the act, to the frame after the one that shows the result.

#[path = "../desktop/driver.rs"]
mod driver;

use driver::{Display, Start, Window, window_binary};
use std::path::{Path, PathBuf};

/// Windows opened; the first one warms the disk cache and is not counted.
const OPENINGS: usize = 4;
/// Tries of each interaction, each with another answer where there are several.
const TRIES: usize = 7;

/// Milliseconds within which an interaction answers, and within which a window shows its workspace.
const ANSWERS_WITHIN: f64 = 100.0;
const PAINTS_WITHIN: f64 = 1_000.0;

/// What a person does, as scripts in the page. `n` is the number of the try.
struct Interaction {
    what: &'static str,
    place: &'static str,
    /// Done before the clock starts; it has to settle.
    before: &'static str,
    act: &'static str,
    /// Something that is there and different once the act is answered; nothing while it is on its way.
    sign: &'static str,
}

const INTERACTIONS: [Interaction; 20] = [
    Interaction {
        what: "review: another month",
        place: "/review",
        before: "for (let back = 0; back < n; back++) press('[')",
        act: "press('[')",
        sign: "text('h1')",
    },
    Interaction {
        what: "review: another figure and its chart",
        place: "/review",
        before: "for (let right = 0; right < n; right++) press('l')",
        act: "press('l')",
        sign: "text('#chart-title')",
    },
    Interaction {
        what: "review: the other clock",
        place: "/review?pane=figure",
        before: "",
        act: "press('t')",
        sign: "text('aside dl')",
    },
    Interaction {
        what: "review: counted by period",
        place: "/review?pane=figure",
        before: "",
        act: "press('b')",
        sign: "text('aside dl')",
    },
    Interaction {
        what: "review: a figure split by owner",
        place: "/review?pane=figure",
        before: "for (let down = 0; down < n; down++) press('j')",
        act: "click('aside [role=tab]', 'Owner')",
        sign: "text('aside [role=tabpanel] table')",
    },
    Interaction {
        what: "review: the records behind a figure",
        place: "/review",
        before: "for (let down = 0; down < n; down++) press('j')",
        act: "press('o')",
        sign: "text('#record-row-0')",
    },
    Interaction {
        what: "the list opened",
        place: "/review",
        before: "",
        act: "go('/records')",
        sign: "text('#record-row-0')",
    },
    Interaction {
        what: "list: sorted by owner",
        place: "/records",
        before: "if (n % 2) click('[role=columnheader] button', 'Owner')",
        act: "click('[role=columnheader] button', 'Owner')",
        sign: "text('#record-row-0')",
    },
    Interaction {
        what: "list: sorted by record id",
        place: "/records",
        before: "if (n % 2) click('[role=columnheader] button', 'Record')",
        act: "click('[role=columnheader] button', 'Record')",
        sign: "text('#record-row-0')",
    },
    Interaction {
        what: "list: far down",
        place: "/records",
        before: "",
        act: "scroll('[role=grid] [role=presentation]', (n + 1) / 8)",
        sign: "inSight()",
    },
    Interaction {
        what: "list: one page down",
        place: "/records",
        before: "for (let down = 0; down <= n; down++) press('PageDown', grid())",
        act: "press('PageDown', grid())",
        sign: "inSight()",
    },
    Interaction {
        what: "list: the owners to filter by",
        place: "/records",
        before: "",
        act: "click('[role=toolbar] button[aria-label=\"Filter by owner\"]', '')",
        sign: "text('[role=listbox][aria-label=Owner]')",
    },
    Interaction {
        what: "list: filtered by owner",
        place: "/records",
        before: "click('[role=toolbar] button[aria-label=\"Filter by owner\"]', '')",
        act: "click('[role=listbox][aria-label=Owner] [role=option]', '', n)",
        sign: "text('section h1 + p')",
    },
    Interaction {
        what: "list: searched for a text",
        place: "/records",
        before: "",
        act: "type('[role=toolbar] input', ['rep1', '001', 'web', '99', 'rep05', 'event', '12'][n])",
        sign: "text('section h1 + p')",
    },
    Interaction {
        what: "a record with its ledger",
        place: "/records",
        before: "for (let down = 0; down < n; down++) press('j')",
        act: "press('o')",
        sign: "text('#ledger') && text('main h1')",
    },
    Interaction {
        what: "palette: opened",
        place: "/records",
        before: "",
        act: "press('k', document.body, { ctrlKey: true })",
        sign: "text('[role=dialog] [role=listbox]')",
    },
    Interaction {
        what: "palette: typed in",
        place: "/records",
        before: "press('k', document.body, { ctrlKey: true })",
        act: "type('[role=dialog] input', ['rep1', '001', 'web', '99', 'rep05', 'event', '12'][n])",
        sign: "document.querySelector('[role=dialog] [role=listbox]')?.textContent.includes('Records') && text('[role=dialog] [role=listbox]')",
    },
    Interaction {
        what: "settings: opened",
        place: "/records",
        before: "",
        act: "go('/settings')",
        sign: "document.querySelector('#work [aria-busy=true]') ? '' : text('#work h1')",
    },
    Interaction {
        what: "batches: opened",
        place: "/records",
        before: "",
        act: "go('/batches')",
        sign: "text('#work table')",
    },
    Interaction {
        what: "simulate: one person more",
        place: "/simulate?scenario=assumptions",
        // Each try goes one further, to where no answer is kept; what the last step before began to simulate is still under way.
        before: "for (let more = 0; more <= n; more++) click('button[aria-label^=\"One more: People in\"]', '')",
        act: "click('button[aria-label^=\"One more: People in\"]', '')",
        sign: "text('[aria-label=Results] [data-stale=false]')",
    },
];

const ACTS: &str = "
    const grid = () => document.querySelector('[role=grid]');
    const press = (key, at = document.activeElement ?? document.body, more = {}) =>
        at.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true, ...more }));
    const click = (where, words, n = 0) =>
        [...document.querySelectorAll(where)].filter((found) => found.textContent.includes(words))[n]?.click();
    const type = (where, words) => {
        const input = document.querySelector(where);
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, words);
        input.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const go = (place) => { location.hash = '#' + place; };
    const scroll = (where, share) => {
        for (const found of document.querySelectorAll(where))
            if (found.scrollHeight > 2 * found.clientHeight) found.scrollTop = share * found.scrollHeight;
    };
    const text = (where) => document.querySelector(where)?.textContent;
    // The rows in sight, once every one of them has its record.
    const inSight = () => {
        const { top, bottom } = grid().getBoundingClientRect();
        const rows = [...document.querySelectorAll('[id^=record-row-]')].filter((row) => {
            const at = row.getBoundingClientRect();
            return at.bottom > top + 40 && at.top < bottom;
        });
        return rows.length > 0 && rows.every((row) => row.textContent !== '') ? rows.map((row) => row.textContent).join() : '';
    };";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut arguments = std::env::args_os().skip(1);
    let Some(workspace) = arguments.next().map(PathBuf::from) else {
        eprintln!("usage: bench-paint FILE.baton [WHAT]");
        std::process::exit(2);
    };
    let only = arguments.next().map(|what| what.to_string_lossy().into_owned());
    let Some(binary) = window_binary() else { std::process::exit(1) };
    let display = Display::start(1440, 900);
    println!("{:<40} {:>8} {:>8} {:>8}", "what (milliseconds)", "median", "first", "worst");
    let (mut painted, mut shown) = (Vec::new(), Vec::new());
    for opening in 0..OPENINGS {
        let window = open(&binary, &display, &workspace).await;
        let times = window
            .ask(&wait_for(
                "document.querySelector('#chart-title') && document.querySelector('figure svg')",
                "[performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0, performance.now()]",
            ))
            .await;
        if opening > 0 {
            painted.extend(times[0].as_f64());
            shown.extend(times[1].as_f64());
        }
        if opening + 1 == OPENINGS {
            let wanted =
                |interaction: &&Interaction| only.as_deref().is_none_or(|only| interaction.what.contains(only));
            for interaction in INTERACTIONS.iter().filter(wanted) {
                row(interaction.what, &interact(&window, interaction).await, ANSWERS_WITHIN);
            }
        }
        if opening + 1 == OPENINGS {
            println!("{:<40} {:>8.0} MB", "memory, all of its processes", window.memory_bytes() as f64 / 1e6);
        }
        window.close().await;
    }
    row("first paint", &painted, PAINTS_WITHIN);
    row("the reviewed month on screen", &shown, PAINTS_WITHIN);
}

async fn open(binary: &Path, display: &Display, workspace: &Path) -> Window {
    Window::open(binary, display, Start { arguments: vec![workspace.to_path_buf()], ..Start::default() }).await
}

/// Median, first and worst of the times, and the median as a part of what it is held to.
fn row(what: &str, times: &[f64], held_to: f64) {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |place: usize| sorted.get(place).copied().unwrap_or(f64::NAN);
    let (median, first, worst) =
        (at(sorted.len() / 2), times.first().copied().unwrap_or(f64::NAN), at(sorted.len().wrapping_sub(1)));
    println!("{what:<40} {median:>8.0} {first:>8.0} {worst:>8.0}  {:.2} of {held_to:.0}", median / held_to);
}

/// A script that waits, frame by frame, until `sign` holds, and answers with `answer` in the frame after.
fn wait_for(sign: &str, answer: &str) -> String {
    format!(
        "const done = arguments[arguments.length - 1];
         const look = () => {{ if ({sign}) requestAnimationFrame(() => done({answer})); else if (performance.now() > 60000) done(null); else requestAnimationFrame(look); }};
         look();"
    )
}

/// Milliseconds from the act to the frame after the one that shows what it led to.
async fn interact(window: &Window, interaction: &Interaction) -> Vec<f64> {
    let Interaction { what, place, before, act, sign } = interaction;
    let mut times = Vec::new();
    for number in 0..TRIES {
        window.go("/batches").await;
        window.settles().await;
        window.go(place).await;
        window.shows("#chart-title, #record-row-0 [role=gridcell], [aria-label=Results] [data-stale=false]").await;
        window.settles().await;
        if !before.is_empty() {
            window.run(&format!("const n = {number}; {ACTS} {before}")).await;
            window.settles().await;
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        }
        let script = format!(
            "const done = arguments[arguments.length - 1]; const n = {number}; {ACTS}
             const sign = () => {sign}; const before = sign(); const begun = performance.now(); {act};
             const look = () => {{ const now = sign(); if (now && now !== before) requestAnimationFrame(() => done(performance.now() - begun)); else if (performance.now() - begun > 10000) done(null); else requestAnimationFrame(look); }};
             look();"
        );
        let took = window.ask(&script).await;
        // What was opened over the screen is closed again.
        window.run(&format!("{ACTS} press('Escape')")).await;
        times.push(took.as_f64().unwrap_or_else(|| panic!("{what}, try {number}: nothing came of it")));
    }
    times
}
