//! Choosing, checking, importing and taking back files.

use super::{in_background, now, tell_changed};
use crate::desk::Desk;
use crate::picks::{self, CSV, TABLE};
use crate::save::Saving;
use crate::{BatchUndone, DoorError};
use std::path::PathBuf;
use tauri::ipc::Channel;
use tauri::{AppHandle, Runtime, State};
use workbench::imports::mapping::{FileMapping, Mapping, Shape};
use workbench::imports::report::{Batch, ImportReport, Inspection, Progress};
use workbench::imports::{self, Beforehand};

#[tauri::command]
pub async fn import_choose<R: Runtime>(app: AppHandle<R>, desk: State<'_, Desk>) -> Result<Vec<PathBuf>, DoorError> {
    let paths = desk.picks.open_many(&app, "Choose the export", TABLE).await?;
    desk.choose(&paths);
    Ok(paths)
}

#[tauri::command]
pub async fn import_inspect(desk: State<'_, Desk>, paths: Vec<PathBuf>) -> Result<Inspection, DoorError> {
    desk.check_chosen(&paths)?;
    let workspace = desk.workspace().await?;
    let remembered = workspace.remembered_mappings().await?;
    let zone = workspace.policy().time_zone.clone();
    in_background(move || Ok(imports::inspect(&paths, &remembered, &zone)?)).await
}

/// Another look, told what a person says: what a row is, how the files are read (by name), and whether to do without what is
/// remembered.
#[tauri::command]
pub async fn import_suggest(
    desk: State<'_, Desk>,
    paths: Vec<PathBuf>,
    shape: Option<Shape>,
    read_as: Vec<FileMapping>,
    anew: bool,
) -> Result<Inspection, DoorError> {
    desk.check_chosen(&paths)?;
    let workspace = desk.workspace().await?;
    let remembered = if anew { Vec::new() } else { workspace.remembered_mappings().await? };
    let zone = workspace.policy().time_zone.clone();
    in_background(move || {
        let beforehand = Beforehand { remembered: &remembered, shape, read_as: &read_as };
        Ok(imports::inspect_as(&paths, beforehand, &zone)?)
    })
    .await
}

/// The previews under a mapping that a person is editing.
#[tauri::command]
pub async fn import_reinspect(
    desk: State<'_, Desk>,
    paths: Vec<PathBuf>,
    mapping: Mapping,
) -> Result<Inspection, DoorError> {
    desk.check_chosen(&paths)?;
    in_background(move || Ok(imports::reinspect(&paths, &mapping)?)).await
}

#[tauri::command]
pub async fn import_dry_run(
    desk: State<'_, Desk>,
    paths: Vec<PathBuf>,
    mapping: Mapping,
    on_progress: Channel<Progress>,
) -> Result<ImportReport, DoorError> {
    desk.check_chosen(&paths)?;
    let (workspace, watch) = (desk.workspace().await?, desk.watch(on_progress));
    Ok(imports::dry_run_watched(&workspace, &paths, &mapping, &watch).await?)
}

#[tauri::command]
pub async fn import_run<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    paths: Vec<PathBuf>,
    mapping: Mapping,
    on_progress: Channel<Progress>,
) -> Result<ImportReport, DoorError> {
    desk.check_chosen(&paths)?;
    let (workspace, watch) = (desk.workspace().await?, desk.watch(on_progress));
    // Asked here and not left to the change itself, because the day's copy of a large workspace has to be cancelled too.
    workspace.keep_daily(&watch.cancel).await?;
    let report = imports::import_watched(&workspace, &paths, &mapping, now(), &watch).await?;
    tell_changed(&app)?;
    Ok(report)
}

/// Saves the rows that were rejected, to be corrected and brought again; says where, or nothing where the dialog was cancelled.
#[tauri::command]
pub async fn import_save_rejects<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    paths: Vec<PathBuf>,
    mapping: Mapping,
) -> Result<Option<PathBuf>, DoorError> {
    desk.check_chosen(&paths)?;
    let stem = paths.first().and_then(|path| path.file_stem()).unwrap_or_default().to_string_lossy();
    let suggested = picks::file_name(&format!("{stem}-rejected"), CSV);
    let Some(to) = desk.picks.save(&app, "Save the rejected rows", CSV, &suggested).await? else {
        return Ok(None);
    };
    in_background(move || {
        let saving = Saving::begin(&to)?;
        imports::save_rejects(&paths, &mapping, saving.path())?;
        saving.finish()?;
        Ok(Some(to))
    })
    .await
}

/// Stops the dry run or import that is on its way, which then says that it was cancelled.
#[tauri::command]
pub async fn import_cancel(desk: State<'_, Desk>) -> Result<(), DoorError> {
    desk.cancel();
    Ok(())
}

#[tauri::command]
pub async fn batches(desk: State<'_, Desk>) -> Result<Vec<Batch>, DoorError> {
    Ok(desk.workspace().await?.batches().await?)
}

#[tauri::command]
pub async fn batch_undo<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    id: String,
) -> Result<BatchUndone, DoorError> {
    let undone = desk.workspace().await?.undo_batch(&id, now()).await?;
    tell_changed(&app)?;
    Ok(BatchUndone { removed: undone.removed, restored: undone.restored })
}
