//! What a designer does in the real window: finds the hole in a policy, closes it, and publishes the version from a date on.

mod driver;

use driver::{Display, PATIENCE, Start, Window, button, window_binary};
use fantoccini::Locator;

/// The problem that the sample's policy has at H2.
const HOLE: &str = "Some records reach no owner";

async fn gone(window: &Window, text: &str) {
    window.until(&format!("no {text:?}"), &format!("return !document.body.innerText.includes({text:?})")).await;
}

/// Types into the field with this label.
async fn write(window: &Window, label: &str, text: &str) {
    let path = format!("//label[normalize-space(.)={label:?}]/following::input[1]");
    let field = window.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&path)).await;
    let field = field.unwrap_or_else(|error| panic!("no field {label:?}: {error}"));
    field.clear().await.expect("the field can be cleared");
    field.send_keys(text).await.unwrap_or_else(|error| panic!("{label:?} takes no text: {error}"));
}

#[tokio::test]
async fn a_hole_is_found_closed_and_published_from_a_date_on() {
    let Some(binary) = window_binary() else { return };
    let display = Display::start(1920, 1080);
    let home = tempfile::tempdir().expect("a home");
    let at_home = || Start { home: Some(home.path().to_owned()), ..Start::default() };
    let window = Window::open(&binary, &display, at_home()).await;
    window.click(&button("Open the sample")).await;
    window.shows("#signals").await;

    window.go("/journey").await;
    window.shows(".react-flow__node").await;
    window.says("Not airtight").await;
    window.says(HOLE).await;

    // One press closes it; what was done can be taken back and done again.
    window.click(&button("Give whatever is left to")).await;
    gone(&window, HOLE).await;
    window.says("1 edit").await;
    window.click("//button[starts-with(@aria-label, 'Undo')]").await;
    window.says(HOLE).await;
    window.click("//button[starts-with(@aria-label, 'Redo')]").await;
    gone(&window, HOLE).await;

    window.click(&button("Publish v3")).await;
    window.says("What changes").await;
    write(&window, "Published by", "Dana Okafor").await;
    write(&window, "Reason", "Nobody is left without an owner").await;
    window.click("//*[normalize-space(text())='From a date']").await;
    write(&window, "Date", "2026-10-15").await;
    window.click("//aside//button[contains(normalize-space(.), 'Publish v3')]").await;
    window.says("v3 counts from 15\u{a0}Oct\u{a0}2026").await;

    // It is there when the program is started again, with nothing left to publish.
    window.close().await;
    let start = Start { arguments: vec![home.path().join("Baton/Sample.baton")], ..at_home() };
    let window = Window::open(&binary, &display, start).await;
    window.go("/journey").await;
    window.shows(".react-flow__node").await;
    window.says("as v3").await;
    gone(&window, HOLE).await;
    window.close().await;
}
