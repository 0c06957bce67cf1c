//! The window's own menu: whatever commands the view says are possible now, under the same names as in its palette. What is
//! chosen goes back to the view, which runs it; keys stay the view's, so that none is heard twice and fields keep theirs.

use serde::Deserialize;
use std::sync::{Mutex, PoisonError};
use tauri::menu::{Menu, MenuItemBuilder, SubmenuBuilder};
use tauri::{AppHandle, Emitter, Manager, Runtime};
use ts_rs::TS;

/// Told when a command was chosen, with its id.
pub const CHOSEN: &str = "menu-chosen";

/// One menu of the bar.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct MenuGroup {
    pub label: String,
    pub commands: Vec<MenuCommand>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct MenuCommand {
    /// By which the view knows it: `workspace.open`.
    pub id: String,
    pub label: String,
}

/// What the bar shows.
#[derive(Default)]
pub struct Shown(Mutex<Vec<MenuGroup>>);

/// Shows these menus. Those that are shown already stay as they are, so that the bar does not flicker under a hand.
pub fn show<R: Runtime>(app: &AppHandle<R>, groups: Vec<MenuGroup>) -> tauri::Result<()> {
    let shown = app.state::<Shown>();
    let mut shown = shown.0.lock().unwrap_or_else(PoisonError::into_inner);
    let menu = match app.menu() {
        Some(menu) => menu,
        None => {
            let menu = Menu::new(app)?;
            app.set_menu(menu.clone())?;
            menu
        }
    };
    let same = shown.iter().zip(&groups).take_while(|(before, now)| before.label == now.label).count();
    let bar = menu.items()?;
    for (at, (before, now)) in
        shown.iter().zip(&groups).take(same).enumerate().filter(|(_, (before, now))| before != now)
    {
        if let Some(submenu) = bar.get(at).and_then(|item| item.as_submenu()) {
            for _ in &before.commands {
                submenu.remove_at(0)?;
            }
            for command in &now.commands {
                submenu.append(&item(app, command)?)?;
            }
        }
    }
    for _ in same..shown.len() {
        menu.remove_at(same)?;
    }
    for group in &groups[same..] {
        let submenu = SubmenuBuilder::new(app, literal(&group.label)).build()?;
        for command in &group.commands {
            submenu.append(&item(app, command)?)?;
        }
        menu.append(&submenu)?;
    }
    *shown = groups;
    Ok(())
}

fn item<R: Runtime>(app: &AppHandle<R>, command: &MenuCommand) -> tauri::Result<tauri::menu::MenuItem<R>> {
    MenuItemBuilder::with_id(&command.id, literal(&command.label)).build(app)
}

/// In a menu's label `&` marks the letter that chooses it; ours mean themselves.
fn literal(label: &str) -> String {
    label.replace('&', "&&")
}

/// Tells the view which command was chosen.
pub fn chosen<R: Runtime>(app: &AppHandle<R>, id: &str) {
    // A view that is gone runs nothing.
    let _ = app.emit(CHOSEN, id);
}
