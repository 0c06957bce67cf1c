//! The copies that were kept: which there are, one more, and a new file of an old one.

use super::in_background;
use crate::DoorError;
use crate::desk::Desk;
use crate::picks::{self, WORKSPACE};
use playbook::calendar::Zone;
use tauri::{AppHandle, Runtime, State};
use workbench::workspace::{Backup, BackupReason, Summary};

/// Every copy that was kept, of whatever workspace, the latest first.
#[tauri::command]
pub async fn backups(desk: State<'_, Desk>) -> Result<Vec<Backup>, DoorError> {
    let backups = desk.backups.clone();
    in_background(move || Ok(backups.list())).await
}

/// Keeps a copy of the open workspace as it is now.
#[tauri::command]
pub async fn backup_now(desk: State<'_, Desk>) -> Result<Backup, DoorError> {
    Ok(desk.workspace().await?.keep_backup(BackupReason::Asked).await?)
}

/// Makes a new file of a copy and opens it; nothing where the dialog was cancelled. What is open of the same workspace is kept
/// as a copy first, so that the way back is on the list too.
#[tauri::command]
pub async fn backup_restore<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    id: String,
) -> Result<Option<Summary>, DoorError> {
    let (backup, _) = desk.backups.find(&id)?;
    let day = Zone::utc().date_of(backup.made_at);
    let suggested = picks::file_name(&format!("{} of {day}", backup.company), WORKSPACE);
    let Some(to) = desk.picks.save(&app, "Restore as a new file", WORKSPACE, &suggested).await? else {
        return Ok(None);
    };
    if let Ok(open) = desk.workspace().await
        && open.id() == backup.workspace_id
        && !open.is_kept()
    {
        open.keep_backup(BackupReason::Restore).await?;
    }
    desk.backups.restore(&id, &to).await?;
    Ok(Some(desk.open(&to).await?))
}

/// Removes a copy for good.
#[tauri::command]
pub async fn backup_remove(desk: State<'_, Desk>, id: String) -> Result<(), DoorError> {
    let backups = desk.backups.clone();
    in_background(move || Ok(backups.remove(&id)?)).await
}
