//! Charts as pictures: to the clipboard, and into files. The view turns the drawing into pixels, because it has the type.

use super::in_background;
use crate::desk::Desk;
use crate::picks::{self, PNG, SVG};
use crate::save::Saving;
use crate::{DoorError, Picture};
use std::io::Write;
use std::path::PathBuf;
use tauri::image::Image;
use tauri::{AppHandle, Runtime, State};
use tauri_plugin_clipboard_manager::ClipboardExt;

/// Puts a PNG on the clipboard as an image.
#[tauri::command]
pub async fn picture_copy<R: Runtime>(app: AppHandle<R>, png: Vec<u8>) -> Result<(), DoorError> {
    in_background(move || app.clipboard().write_image(&pixels(&png)?).map_err(DoorError::unexpected)).await
}

/// Saves a picture under a name like `name`; says where, or nothing where the dialog was cancelled.
#[tauri::command]
pub async fn picture_save<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    name: String,
    picture: Picture,
) -> Result<Option<PathBuf>, DoorError> {
    let (kind, bytes) = match picture {
        Picture::Svg(text) if text.starts_with("<svg") => (SVG, text.into_bytes()),
        Picture::Svg(_) => return Err(no_picture()),
        Picture::Png(bytes) => {
            pixels(&bytes)?;
            (PNG, bytes)
        }
    };
    let Some(path) = desk.picks.save(&app, "Save the chart", kind, &picks::file_name(&name, kind)).await? else {
        return Ok(None);
    };
    in_background(move || {
        let saving = Saving::begin(&path)?;
        let written = saving.out().write_all(&bytes);
        written.map_err(|cause| DoorError::file("Saving", &path, cause))?;
        saving.finish()?;
        Ok(Some(path))
    })
    .await
}

fn pixels(png: &[u8]) -> Result<Image<'static>, DoorError> {
    Image::from_bytes(png).map_err(|_| no_picture())
}

fn no_picture() -> DoorError {
    DoorError::invalid("That is not a picture. Nothing was saved or copied; show the chart again and try once more.")
}
