//! The program itself, and which workspace is open.

use super::in_background;
use crate::desk::Desk;
use crate::picks::{self, WORKSPACE};
use crate::{AppInfo, DoorError, MenuGroup, ZoneClock, menu, window};
use playbook::calendar::Zone;
use playbook::policy::Template;
use std::path::PathBuf;
use tauri::{AppHandle, Manager, Runtime, State, Theme};
use tauri_plugin_clipboard_manager::ClipboardExt;
use workbench::workspace::{Summary, Workspace};

#[tauri::command]
pub async fn app_info<R: Runtime>(app: AppHandle<R>, desk: State<'_, Desk>) -> Result<AppInfo, DoorError> {
    // First: it waits for a workspace that is just being opened, whose refusal is the trouble.
    let opened = desk.summary().await?;
    // Asked after every change, so that what is remembered is what was last there.
    if let Some(summary) = &opened {
        desk.remember(summary);
    }
    Ok(AppInfo {
        version: app.package_info().version.to_string(),
        recents: desk.recents(),
        opened,
        trouble: desk.take_trouble(),
        automation: desk.picks.is_automated(),
    })
}

#[tauri::command(rename_all = "snake_case")]
pub async fn workspace_new<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    path: Option<PathBuf>,
    company: String,
    time_zone: String,
    template: Option<Template>,
) -> Result<Option<Summary>, DoorError> {
    desk.check_chosen(&path)?;
    let path = match path {
        Some(path) => Some(path),
        None => desk.picks.save(&app, "New workspace", WORKSPACE, &picks::file_name(&company, WORKSPACE)).await?,
    };
    match path {
        Some(path) => Ok(Some(desk.open_made(Workspace::create_from(&path, &company, &time_zone, template)).await?)),
        None => Ok(None),
    }
}

#[tauri::command]
pub async fn workspace_open<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    path: Option<PathBuf>,
) -> Result<Option<Summary>, DoorError> {
    desk.check_chosen(&path)?;
    let path = match path {
        Some(path) => Some(path),
        None => desk.picks.open_one(&app, "Open workspace", WORKSPACE).await?,
    };
    match path {
        Some(path) => Ok(Some(desk.open(&path).await?)),
        None => Ok(None),
    }
}

#[tauri::command]
pub async fn workspace_sample(desk: State<'_, Desk>) -> Result<Summary, DoorError> {
    desk.open_sample().await
}

#[tauri::command]
pub async fn workspace_close(desk: State<'_, Desk>) -> Result<(), DoorError> {
    desk.close().await
}

#[tauri::command]
pub async fn workspace_summary(desk: State<'_, Desk>) -> Result<Summary, DoorError> {
    desk.summary().await?.ok_or_else(DoorError::no_workspace)
}

#[tauri::command]
pub async fn recent_forget(desk: State<'_, Desk>, path: PathBuf) -> Result<(), DoorError> {
    desk.forget(&path);
    Ok(())
}

#[tauri::command]
pub async fn recent_pin(desk: State<'_, Desk>, path: PathBuf, pinned: bool) -> Result<(), DoorError> {
    desk.pin(&path, pinned);
    Ok(())
}

#[tauri::command]
pub async fn time_zones() -> Result<Vec<String>, DoorError> {
    in_background(|| Ok(Zone::names())).await
}

/// How a zone's wall clocks run, so that the view shows instants as the rules read them.
#[tauri::command]
pub async fn zone_clock(name: String) -> Result<ZoneClock, DoorError> {
    in_background(move || Ok(ZoneClock { offsets: Zone::named(&name)?.offsets().to_vec(), name })).await
}

#[tauri::command]
pub async fn copy_text<R: Runtime>(app: AppHandle<R>, text: String) -> Result<(), DoorError> {
    app.clipboard().write_text(text).map_err(DoorError::unexpected)
}

/// Shows these commands in the window's menu.
#[tauri::command]
pub async fn menu_show<R: Runtime>(app: AppHandle<R>, groups: Vec<MenuGroup>) -> Result<(), DoorError> {
    menu::show(&app, groups).map_err(DoorError::unexpected)
}

/// The theme of what the system draws: the menu, and dialogs of files and printing. `None` = as the system has it.
#[tauri::command]
pub async fn window_theme<R: Runtime>(app: AppHandle<R>, dark: Option<bool>) -> Result<(), DoorError> {
    let theme = dark.map(|dark| if dark { Theme::Dark } else { Theme::Light });
    match app.get_webview_window(window::LABEL) {
        Some(window) => window.set_theme(theme).map_err(DoorError::unexpected),
        None => Ok(()),
    }
}

/// Closes the window, and with it ends the program.
#[tauri::command]
pub async fn quit<R: Runtime>(app: AppHandle<R>) -> Result<(), DoorError> {
    match app.get_webview_window(window::LABEL) {
        Some(window) => window.close().map_err(DoorError::unexpected),
        None => Ok(()),
    }
}
