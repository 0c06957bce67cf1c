//! The records behind the numbers.

use crate::desk::Desk;
use crate::picks::CSV;
use crate::{DoorError, save};
use pack::records::RecordsCsv;
use std::ops::ControlFlow;
use std::path::PathBuf;
use tauri::{AppHandle, Runtime, State};
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
