//! The exception desk and the audit trail.

use super::{now, tell_changed};
use crate::DoorError;
use crate::desk::Desk;
use crate::picks::{CSV, JSON_LINES};
use crate::save::Saving;
use pack::exceptions::Listed;
use playbook::exception::audit::{Entry, Verified};
use playbook::exception::desk::{Act, Case};
use playbook::exception::measures::ExceptionMeasures;
use std::path::PathBuf;
use tauri::ipc::Channel;
use tauri::{AppHandle, Runtime, State};
use workbench::exceptions::{ActDone, CaseDetail, CaseQuery, Desk as Cases, MOST_ROWS, RecordOwner, Reported};
use workbench::imports::report::Progress;

/// The desk as it is, which may not have seen the last change yet.
#[tauri::command]
pub async fn exceptions(desk: State<'_, Desk>, query: CaseQuery) -> Result<Cases, DoorError> {
    Ok(desk.workspace().await?.desk(&query, now(), MOST_ROWS).await?)
}

/// How many cases are on the desk; nothing where it has not seen the last change yet.
#[tauri::command]
pub async fn exceptions_open(desk: State<'_, Desk>) -> Result<Option<u64>, DoorError> {
    Ok(desk.workspace().await?.open_cases().await?)
}

/// One case, its history, and what the person who acts may do about it.
#[tauri::command]
pub async fn exception(desk: State<'_, Desk>, number: u32, actor: String) -> Result<CaseDetail, DoorError> {
    Ok(desk.workspace().await?.case(number, &actor, now()).await?)
}

/// To whom the policy's routing would give the record of a case; nothing where the record or its handoff point is gone.
#[tauri::command]
pub async fn exception_record_owner(desk: State<'_, Desk>, number: u32) -> Result<Option<RecordOwner>, DoorError> {
    Ok(desk.workspace().await?.case_record_owner(number, now()).await?)
}

/// Does an act on one case or on several; each says whether it was done, and if not, who could.
#[tauri::command]
pub async fn exception_act<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    numbers: Vec<u32>,
    act: Act,
    actor: String,
) -> Result<Vec<ActDone>, DoorError> {
    let done = desk.workspace().await?.act_on_cases(&numbers, &act, &actor, now()).await?;
    tell_changed(&app)?;
    Ok(done)
}

/// Puts on the desk what a person saw.
#[tauri::command]
pub async fn exception_report<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    reported: Reported,
    actor: String,
) -> Result<Case, DoorError> {
    let case = desk.workspace().await?.report_exception(&reported, &actor, now()).await?;
    tell_changed(&app)?;
    Ok(case)
}

/// Brings the desk up to date with the records and the policy.
#[tauri::command]
pub async fn exceptions_detect<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    on_progress: Channel<Progress>,
) -> Result<(), DoorError> {
    let (workspace, watch) = (desk.workspace().await?, desk.watch(on_progress));
    if workspace.desk_up_to_date(now(), &watch).await? {
        tell_changed(&app)?;
    }
    Ok(())
}

/// Stops the detection that is on its way, which then says that it was cancelled.
#[tauri::command]
pub async fn exceptions_detect_cancel(desk: State<'_, Desk>) -> Result<(), DoorError> {
    desk.cancel();
    Ok(())
}

#[tauri::command]
pub async fn exception_measures(desk: State<'_, Desk>) -> Result<ExceptionMeasures, DoorError> {
    Ok(desk.workspace().await?.exception_measures().await?)
}

/// Saves the cases that the query means; says where, or nothing where the dialog was cancelled.
#[tauri::command]
pub async fn exceptions_export<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    query: CaseQuery,
) -> Result<Option<PathBuf>, DoorError> {
    let workspace = desk.workspace().await?;
    let Some(path) = desk.picks.save(&app, "Save the exceptions", CSV, "exceptions.csv").await? else {
        return Ok(None);
    };
    let rows = workspace.desk(&query, now(), usize::MAX).await?.rows;
    let numbers: Vec<u32> = rows.iter().map(|row| row.case.number).collect();
    let impact = workspace.impact_of(&numbers).await?;
    let listed = rows.iter().map(|row| Listed {
        case: &row.case,
        called: row.called.as_deref(),
        left: row.left.as_ref(),
        suggested: row.suggested.as_ref(),
        impact: impact.get(&row.case.number).map(String::as_str),
    });
    let saving = Saving::begin(&path)?;
    pack::exceptions::write(listed, &workspace.policy(), saving.out())
        .map_err(|cause| DoorError::file("Saving", &path, cause))?;
    saving.finish()?;
    Ok(Some(path))
}

/// Whether the trail is as it was written.
#[tauri::command]
pub async fn audit_verify(desk: State<'_, Desk>) -> Result<Verified, DoorError> {
    Ok(desk.workspace().await?.audit_verify().await?)
}

/// What was done to a subject (`EX-12`, `policy 4`), or to everything; the latest of it, oldest first.
#[tauri::command]
pub async fn audit_entries(desk: State<'_, Desk>, subject: Option<String>, most: u32) -> Result<Vec<Entry>, DoorError> {
    Ok(desk.workspace().await?.audit_entries(subject.as_deref(), most).await?)
}

/// Saves the trail with how to check it; says where, or nothing where the dialog was cancelled.
#[tauri::command]
pub async fn audit_export<R: Runtime>(app: AppHandle<R>, desk: State<'_, Desk>) -> Result<Option<PathBuf>, DoorError> {
    let workspace = desk.workspace().await?;
    let Some(path) = desk.picks.save(&app, "Save the audit trail", JSON_LINES, "audit.jsonl").await? else {
        return Ok(None);
    };
    let saving = Saving::begin(&path)?;
    let mut out = Vec::new();
    workbench::audit::export(&workspace, &mut out).await?;
    std::io::Write::write_all(&mut saving.out(), &out).map_err(|cause| DoorError::file("Saving", &path, cause))?;
    saving.finish()?;
    Ok(Some(path))
}
