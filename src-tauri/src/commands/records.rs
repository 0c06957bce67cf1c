//! The records behind the numbers.

use crate::desk::Desk;
use crate::picks::CSV;
use crate::{DoorError, save};
use pack::records::RecordsCsv;
use std::ops::ControlFlow;
use std::path::PathBuf;
use tauri::ipc::Channel;
use tauri::{AppHandle, Runtime, State};
use workbench::imports::report::Progress;
use workbench::records::query::{Facets, RecordPage, RecordPageDetail, RecordQuery};

#[tauri::command]
pub async fn records_page(desk: State<'_, Desk>, query: RecordQuery) -> Result<RecordPage, DoorError> {
    Ok(desk.workspace().await?.records_page(&query).await?)
}

#[tauri::command]
pub async fn facets(desk: State<'_, Desk>) -> Result<Facets, DoorError> {
    Ok(desk.workspace().await?.facets().await?)
}

#[tauri::command]
pub async fn record(desk: State<'_, Desk>, id: String) -> Result<RecordPageDetail, DoorError> {
    Ok(desk.workspace().await?.record(&id).await?)
}

/// Tells how far the reading of the records is that is on its way, until it is over; whichever question it is for.
#[tauri::command]
pub async fn records_reading(desk: State<'_, Desk>, on_progress: Channel<Progress>) -> Result<(), DoorError> {
    // A view that is gone hears nothing; the reading goes on.
    let following = desk.workspace().await?.follow_reading(move |progress| drop(on_progress.send(progress)));
    following.over().await;
    Ok(())
}

/// Calls off the reading that is on its way: every question that waits for it hears that it was cancelled.
#[tauri::command]
pub async fn records_reading_cancel(desk: State<'_, Desk>) -> Result<(), DoorError> {
    desk.workspace().await?.call_off_reading();
    Ok(())
}

/// Saves every record that the query means; says where, or nothing where the dialog was cancelled.
#[tauri::command]
pub async fn records_export<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    query: RecordQuery,
) -> Result<Option<PathBuf>, DoorError> {
    let workspace = desk.workspace().await?;
    let Some(path) = desk.picks.save(&app, "Save the records", CSV, "records.csv").await? else {
        return Ok(None);
    };
    let (policy, attributes) = (workspace.policy(), workspace.attribute_names().await?);
    let saving = save::Saving::begin(&path)?;
    let mut csv = RecordsCsv::new(saving.out(), attributes).map_err(|cause| DoorError::file("Saving", &path, cause))?;
    let mut written = Ok(());
    workspace
        .visit_records(&query, |record| {
            written = csv.write(record, &policy);
            if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })
        .await?;
    written.and_then(|()| csv.finish()).map_err(|cause| DoorError::file("Saving", &path, cause))?;
    saving.finish()?;
    Ok(Some(path))
}
