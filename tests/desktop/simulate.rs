//! A what-if in the real window, on the sample: a lever is moved, a first answer comes and sharpens, and the scenario is kept and compared.

mod driver;

use driver::{Display, Start, Window, button, window_binary};
use serde_json::Value;

/// The counter of SDRs, among the levers.
const SDRS: &str = "input[aria-label='People in SDR or BDR']";

async fn text(window: &Window, selector: &str) -> String {
    let found = window.run(&format!("return document.querySelector({selector:?})?.innerText ?? ''")).await;
    found.as_str().unwrap_or_default().to_owned()
}

/// Asks the program itself, as the view does.
async fn ask(window: &Window, command: &str) -> Value {
    let script = format!(
        "const done = arguments[0]; window.__TAURI_INTERNALS__.invoke({command:?}).then(done, (error) => done({{ error }}))"
    );
    window.ask(&script).await
}

#[tokio::test]
async fn a_lever_is_moved_and_answered_and_the_scenario_is_kept() {
    let Some(binary) = window_binary() else { return };
    let display = Display::start(1920, 1080);
    let window = Window::open(&binary, &display, Start::default()).await;
    window.click(&button("Open the sample")).await;
    window.shows("#signals").await;
    window.go("/simulate").await;
    window.says("keep their target").await;
    // Whatever the sample's records foresee: people are asked about where they count, and it is said on what that rests.
    window.go("/simulate?scenario=assumptions").await;
    window.says("An assumption, not a forecast").await;
    window.shows(SDRS).await;

    // Two SDRs leave. What it shows first is rough and says so; then it is sharp.
    for _ in 0..2 {
        window.click("//button[@aria-label='One fewer: People in SDR or BDR']").await;
    }
    window.until("a scenario beside the ground", "return document.querySelector('h1')?.innerText === 'What if'").await;
    window.says("SDR or BDR: 11 people → 9 people").await;
    window.until("a difference", "return /worse by .* points/.test(document.body.innerText)").await;
    window.until("the sharp answer", "return /\\d\\d+ replications of 91 days/.test(document.body.innerText)").await;
    let fine = text(&window, "[aria-label=Results]").await;
    assert!(fine.contains("Break-even: it pays where a conversion is worth"), "{fine}");

    // It is kept with what came of it, and the list says it.
    window
        .until(
            "the run in the list",
            "return /kept, .* points/.test(document.querySelector('nav[aria-label=Scenarios]').innerText)",
        )
        .await;
    let start = ask(&window, "simulation_start").await;
    let saved = &start["saved"][0];
    assert_eq!(saved["scenario"]["name"], "What if");
    let run = &saved["runs"][0];
    assert!(run["summary"]["attainment_moved"]["mean"].as_f64().is_some_and(|moved| moved < 0.0), "{run}");

    // A run is called off, and says that its figures are of before.
    window
        .until(
            "a run called off",
            // A lever is moved, and what runs then is called off; again after a while, where it was over before it could be.
            "const more = document.querySelector(\"button[aria-label='One more: People in SDR or BDR']\"); \
             const cancel = [...document.querySelectorAll('button')].find((one) => one.innerText === 'Cancel'); \
             const now = performance.now(); \
             if (now - (window.acted ?? -9999) > (cancel && !window.stopped ? 0 : 5000)) { \
               (cancel ?? more).click(); window.acted = now; window.stopped = cancel !== undefined; } \
             return document.body.innerText.includes('Called off')",
        )
        .await;
    window.click(&button("Run it")).await;
    window.until("an answer again", "return /\\d\\d+ replications of 91 days/.test(document.body.innerText)").await;

    // The map shows it by handoff.
    window.go("/journey?lens=simulation").await;
    window.shows(".react-flow__node").await;
    window.says("a week").await;
    window.close().await;
}
