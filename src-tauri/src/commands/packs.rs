//! What is printed and taken along: the month's pack, one record's clock ledger, a blank packet, the build spec.

use super::{in_background, now};
use crate::DoorError;
use crate::desk::Desk;
use crate::error::ErrorCode;
use crate::picks::{self, PDF};
use crate::save::Saving;
use pack::review::{PolicyInForce, ReviewPack};
use pack::{Document, Format};
use playbook::Instant;
use playbook::metrics::Month;
use playbook::policy::BEGINNING;
use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;
use tauri::ipc::Channel;
use tauri::{AppHandle, Runtime, State};
use workbench::imports::report::{Phase, Progress};
use workbench::imports::store::Watch;
use workbench::reviews::PackParts;

/// How often it is looked whether somebody cancelled.
const LOOK: Duration = Duration::from_millis(50);

/// Saves the pack of a month; `None` as month = the last that is over. Says where, or nothing where the dialog was cancelled.
#[tauri::command]
pub async fn pack_save<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    month: Option<Month>,
    format: Format,
    on_progress: Channel<Progress>,
) -> Result<Option<PathBuf>, DoorError> {
    let workspace = desk.workspace().await?;
    let watch = desk.watch(on_progress);
    tell(&watch, Phase::Measuring);
    let Some(PackParts { book, policy, version }) = workspace.pack_parts(month, now()).await? else {
        return Err(DoorError::invalid(
            "There are no records yet, so there is no month to print. Import an export first.",
        ));
    };
    let name =
        picks::file_name(&format!("{} review {}", policy.company, book.review.month), picks::PACKS[format as usize]);
    let Some(path) = desk.picks.save(&app, "Save the pack", picks::PACKS[format as usize], &name).await? else {
        return Ok(None);
    };
    tell(&watch, Phase::Writing);
    let written = in_background(move || {
        let in_force = PolicyInForce {
            number: book.provenance.in_force,
            since: version.as_ref().map_or(BEGINNING, |version| version.effective_from),
            author: version.as_ref().map_or("", |version| &version.author),
            reason: version.as_ref().map_or("", |version| &version.reason),
        };
        let document = pack::review::document(ReviewPack { policy: &policy, version: in_force, book: &book });
        write(&document, format, book.review.as_of)
    });
    tokio::pin!(written);
    // A layout cannot be stopped half way. Whoever cancels need not wait for it: what comes of it is thrown away.
    let bytes = loop {
        tokio::select! {
            written = &mut written => break written?,
            () = tokio::time::sleep(LOOK) => {}
        }
        if watch.cancelled() {
            return Err(DoorError::new(ErrorCode::Cancelled, "The pack was cancelled. Nothing was saved."));
        }
    };
    in_background(move || save(&bytes, path)).await
}

/// Stops the pack that is on its way, which then says that it was cancelled.
#[tauri::command]
pub async fn pack_cancel(desk: State<'_, Desk>) -> Result<(), DoorError> {
    desk.cancel();
    Ok(())
}

/// Saves the clock ledger of a record as pages.
#[tauri::command]
pub async fn ledger_pdf<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    id: String,
) -> Result<Option<PathBuf>, DoorError> {
    let workspace = desk.workspace().await?;
    let detail = workspace.record(&id).await?;
    let company = workspace.policy().company.clone();
    let ledger = pack::ledger::Ledger {
        company: &company,
        record: &detail.record,
        handoff: &detail.handoff,
        clocks: &detail.clocks,
        came_from: &detail.batch_source,
        as_of: detail.as_of,
    };
    let name = format!("{} clock ledger", detail.record.record_id);
    save_pages(&app, &desk, "Save the ledger", &name, pack::ledger::document(ledger), detail.as_of).await
}

/// Saves the packet of a handoff point of the draft, blank, to be filled in by hand.
#[tauri::command]
pub async fn packet_pdf<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    handoff: String,
) -> Result<Option<PathBuf>, DoorError> {
    let policy = desk.workspace().await?.draft_policy().await?;
    let Some(document) = pack::packet::document(&policy, &handoff) else {
        return Err(DoorError::invalid(format!(
            "There is no handoff point {handoff} any more. Look at the map for what there is."
        )));
    };
    save_pages(&app, &desk, "Save the packet", &format!("{handoff} packet"), document, now()).await
}

/// Saves the build spec of the draft as pages.
#[tauri::command]
pub async fn spec_pdf<R: Runtime>(app: AppHandle<R>, desk: State<'_, Desk>) -> Result<Option<PathBuf>, DoorError> {
    let policy = desk.workspace().await?.draft_policy().await?;
    let name = format!("{} build spec", policy.company);
    save_pages(&app, &desk, "Save the build spec", &name, pack::spec::of(&policy), now()).await
}

async fn save_pages<R: Runtime>(
    app: &AppHandle<R>,
    desk: &Desk,
    title: &str,
    name: &str,
    document: Document,
    made: Instant,
) -> Result<Option<PathBuf>, DoorError> {
    let Some(path) = desk.picks.save(app, title, PDF, &picks::file_name(name, PDF)).await? else { return Ok(None) };
    in_background(move || save(&write(&document, Format::Pdf, made)?, path)).await
}

fn write(document: &Document, format: Format, made: Instant) -> Result<Vec<u8>, DoorError> {
    Ok(pack::write(document, format, made).map_err(DoorError::unexpected)?.bytes)
}

fn save(bytes: &[u8], path: PathBuf) -> Result<Option<PathBuf>, DoorError> {
    let saving = Saving::begin(&path)?;
    saving.out().write_all(bytes).map_err(|cause| DoorError::file("Saving", &path, cause))?;
    saving.finish()?;
    Ok(Some(path))
}

fn tell(watch: &Watch, phase: Phase) {
    (watch.progress)(Progress { phase, done: 0, total: 0 });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_is_saved_under_its_ending() {
        for format in Format::ALL {
            let kind = picks::PACKS[format as usize];
            assert_eq!(kind.extensions, [format.ending()], "{format:?}");
        }
    }
}
