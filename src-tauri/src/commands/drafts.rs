//! The draft of the policy: its edits, branches and publishing, the history, and policies as files and templates.

use super::{in_background, settings, tell_changed};
use crate::desk::Desk;
use crate::picks::{self, POLICY};
use crate::save::Saving;
use crate::{DoorError, TemplateChoice};
use playbook::Instant;
use playbook::policy::{Noun, Operation, Policy, PolicyDiff, Template};
use std::io::Write;
use std::path::PathBuf;
use tauri::{AppHandle, Runtime, State};
use workbench::policies::drafts::{DraftView, Publishing};
use workbench::policies::read_file;
use workbench::policies::store::PolicyVersion;

#[tauri::command]
pub async fn draft(desk: State<'_, Desk>) -> Result<DraftView, DoorError> {
    Ok(desk.workspace().await?.draft().await?)
}

#[tauri::command]
pub async fn draft_edit(desk: State<'_, Desk>, operation: Operation, revision: i64) -> Result<DraftView, DoorError> {
    Ok(desk.workspace().await?.draft_edit(operation, revision).await?)
}

#[tauri::command]
pub async fn draft_undo(desk: State<'_, Desk>) -> Result<DraftView, DoorError> {
    Ok(desk.workspace().await?.draft_undo().await?)
}

#[tauri::command]
pub async fn draft_redo(desk: State<'_, Desk>) -> Result<DraftView, DoorError> {
    Ok(desk.workspace().await?.draft_redo().await?)
}

#[tauri::command]
pub async fn draft_removal(desk: State<'_, Desk>, noun: Noun, key: String) -> Result<Operation, DoorError> {
    Ok(desk.workspace().await?.draft_removal(noun, &key).await?)
}

#[tauri::command]
pub async fn draft_discard(desk: State<'_, Desk>) -> Result<DraftView, DoorError> {
    Ok(desk.workspace().await?.draft_discard().await?)
}

#[tauri::command]
pub async fn draft_diff(desk: State<'_, Desk>) -> Result<PolicyDiff, DoorError> {
    Ok(desk.workspace().await?.draft_diff().await?)
}

#[tauri::command(rename_all = "snake_case")]
pub async fn draft_publish<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    author: String,
    reason: String,
    effective_from: Option<Instant>,
    carries_out: Option<Vec<String>>,
) -> Result<DraftView, DoorError> {
    let author = if author.trim().is_empty() { settings::author() } else { author };
    let carries_out = carries_out.unwrap_or_default();
    let publishing = Publishing { author: &author, reason: &reason, effective_from, carries_out: &carries_out };
    let published = desk.workspace().await?.draft_publish(publishing).await?;
    tell_changed(&app)?;
    Ok(published)
}

#[tauri::command]
pub async fn policy_history(desk: State<'_, Desk>) -> Result<Vec<PolicyVersion>, DoorError> {
    Ok(desk.workspace().await?.policy_history().await?)
}

#[tauri::command]
pub async fn policy_diff(desk: State<'_, Desk>, from: i64, to: i64) -> Result<PolicyDiff, DoorError> {
    Ok(desk.workspace().await?.policy_diff(from, to).await?)
}

#[tauri::command]
pub async fn policy_at(desk: State<'_, Desk>, version: i64) -> Result<Policy, DoorError> {
    Ok(desk.workspace().await?.policy_at(version).await?)
}

#[tauri::command]
pub async fn policy_restore(desk: State<'_, Desk>, version: i64) -> Result<DraftView, DoorError> {
    Ok(desk.workspace().await?.policy_restore(version).await?)
}

#[tauri::command]
pub async fn branch_new(desk: State<'_, Desk>, name: String) -> Result<DraftView, DoorError> {
    Ok(desk.workspace().await?.branch_new(&name).await?)
}

#[tauri::command]
pub async fn branch_switch(desk: State<'_, Desk>, name: String) -> Result<DraftView, DoorError> {
    Ok(desk.workspace().await?.branch_switch(&name).await?)
}

#[tauri::command]
pub async fn branch_remove(desk: State<'_, Desk>, name: String) -> Result<DraftView, DoorError> {
    Ok(desk.workspace().await?.branch_remove(&name).await?)
}

/// Saves the draft's policy as a file; `None` where the dialog was cancelled.
#[tauri::command]
pub async fn policy_export_file<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
) -> Result<Option<PathBuf>, DoorError> {
    let policy = desk.workspace().await?.draft_policy().await?;
    let suggested = picks::file_name(&format!("{} policy", policy.company), POLICY);
    let Some(path) = desk.picks.save(&app, "Save the policy", POLICY, &suggested).await? else { return Ok(None) };
    in_background(move || {
        let saving = Saving::begin(&path)?;
        let mut out = saving.out();
        let written = serde_json::to_writer_pretty(&mut out, &*policy).map_err(std::io::Error::from);
        written.and_then(|()| out.flush()).map_err(|cause| DoorError::file("Saving", &path, cause))?;
        drop(out);
        saving.finish()?;
        Ok(Some(path))
    })
    .await
}

/// Takes a policy from a file into the draft, as one edit; `None` where the dialog was cancelled.
#[tauri::command]
pub async fn policy_import_file<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
) -> Result<Option<DraftView>, DoorError> {
    let Some(path) = desk.picks.open_one(&app, "Choose a policy", POLICY).await? else { return Ok(None) };
    let json =
        in_background(move || read_file(&path).map_err(|cause| DoorError::file("Reading", &path, cause))).await?;
    Ok(Some(desk.workspace().await?.policy_import(&json).await?))
}

#[tauri::command]
pub async fn templates() -> Result<Vec<TemplateChoice>, DoorError> {
    in_background(|| Ok(Template::ALL.into_iter().map(TemplateChoice::of).collect())).await
}
