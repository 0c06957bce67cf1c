//! Pictures of every screen of the real window: `cargo run -p baton-tests --bin pictures -- FOLDER [NAME]`, where NAME is how the wanted names begin.
//!
//! In light, dark and high contrast, at 1280×720, 1440×900 and 1920×1080, on the sample workspace.

mod driver;

use driver::{Display, Start, Window, button, window_binary};
use std::path::PathBuf;

/// Name, place, and what is there once the screen is.
const SCREENS: &[(&str, &str, &str)] = &[
    ("start", "/start", "#root > main"),
    ("journey", "/journey", ".react-flow__node"),
    ("journey-handoff", "/journey?handoff=H2", ".react-flow__node"),
    ("journey-outline", "/journey?view=outline", "[role=treegrid] [role=row]"),
    ("review", "/review", "#signals"),
    ("council-changed", "/review?item=changed", "nav[aria-label='Agenda'] [aria-current]"),
    ("council-kpis", "/review?item=kpis", "nav[aria-label='Agenda'] [aria-current]"),
    ("council-time", "/review?item=time", "nav[aria-label='Agenda'] [aria-current]"),
    ("council-losses", "/review?item=losses", "nav[aria-label='Agenda'] [aria-current]"),
    ("council-recycled", "/review?item=recycled", "nav[aria-label='Agenda'] [aria-current]"),
    ("council-hidden", "/review?item=hidden", "nav[aria-label='Agenda'] [aria-current]"),
    ("council-failures", "/review?item=failures", "nav[aria-label='Agenda'] [aria-current]"),
    ("council-decisions", "/review?item=decisions", "nav[aria-label='Agenda'] [aria-current]"),
    ("council-close", "/review?item=close", "nav[aria-label='Agenda'] [aria-current]"),
    ("council-weekly", "/review?item=weekly", "nav[aria-label='Agenda'] ~ * table"),
    ("council-quarterly", "/review?item=quarterly", "nav[aria-label='Agenda'] ~ * table"),
    ("maturity", "/maturity", "table"),
    ("records", "/records", "[role=grid] [aria-rowindex='2'] [role=gridcell]"),
    ("exceptions", "/exceptions", "[role=grid] [role=gridcell]"),
    ("exceptions-weekly", "/exceptions?view=weekly", "[role=grid] [role=gridcell]"),
    ("exceptions-monthly", "/exceptions?view=monthly", "table"),
    ("simulate", "/simulate", "#money"),
    ("simulate-records", "/simulate?scenario=records", "#by-tier"),
    ("simulate-replay", "/simulate?view=replay", "form"),
    ("record", "/records/1", "table[aria-label='Clock ledger'] tbody tr"),
    ("import", "/import", "nav[aria-label='Steps of the import']"),
    ("batches", "/batches", "h1"),
    ("calendars", "/settings", "nav, h1"),
    ("handoffs", "/settings/handoffs", "nav, h1"),
    ("fields", "/settings/fields", "nav, h1"),
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "pictures".into()));
    let only = arguments.next().map(|name| name.to_string_lossy().into_owned());
    std::fs::create_dir_all(&folder)?;
    let Some(binary) = window_binary() else { return Ok(()) };
    let display = Display::start(1920, 1080);
    let window = Window::open(&binary, &display, Start { for_pictures: true, ..Start::default() }).await;
    window.click(&button("Open the sample")).await;
    window.shows("#signals").await;
    for theme in ["light", "dark", "contrast"] {
        window.theme(theme).await;
        for (width, height) in [(1280, 720), (1440, 900), (1920, 1080)] {
            window.resize(width, height).await;
            for &(name, place, sign) in
                SCREENS.iter().filter(|(name, ..)| only.as_deref().is_none_or(|only| name.starts_with(only)))
            {
                let file = folder.join(format!("{name}-{theme}-{width}.png"));
                take(&window, place, sign, &file).await?;
                println!("{}", file.display());
            }
        }
    }
    window.close().await;
    Ok(())
}

async fn take(window: &Window, place: &str, sign: &str, file: &std::path::Path) -> std::io::Result<()> {
    window.go(place).await;
    window.shows(sign).await;
    window.settles().await;
    let picture = window.client.screenshot().await.map_err(std::io::Error::other)?;
    std::fs::write(file, picture)
}
