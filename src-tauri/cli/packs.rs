//! `baton pack`: the month's review as pages, a web page, slides, a workbook or tables.

use crate::failure::Failure;
use pack::review::{PolicyInForce, ReviewPack};
use pack::{Document, Format};
use playbook::Instant;
use playbook::metrics::Month;
use playbook::policy::BEGINNING;
use std::io::Write;
use std::path::Path;
use workbench::reviews::PackParts;
use workbench::workspace::Workspace;

/// Writes the pack of a month into a file, by its ending; a name without one is a folder, for the tables.
pub async fn pack(file: &Path, month: Month, target: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let format = match (Format::of(target), target.extension()) {
        (Some(format), _) => Some(format),
        (None, None) => None,
        (None, Some(ending)) => {
            let endings: Vec<String> = Format::ALL.map(|format| format!(".{}", format.ending())).to_vec();
            return Err(Failure::sentence(format!(
                "{} ends in .{}; a pack is written as {}, or into a folder as CSV: name it accordingly",
                target.display(),
                ending.display(),
                endings.join(", ")
            )));
        }
    };
    let workspace = crate::workspaces::open(file).await?;
    let made = document(&workspace, month).await;
    workspace.close().await?;
    let (document, as_of) = made?;
    let failed = |path: &Path, error: std::io::Error| {
        Failure::sentence(format!("{} could not be written: {error}", path.display()))
    };
    let Some(format) = format else {
        let files = pack::sheets::files(&document)?;
        std::fs::create_dir_all(target).map_err(|error| failed(target, error))?;
        for (name, content) in &files {
            let path = target.join(name);
            std::fs::write(&path, content).map_err(|error| failed(&path, error))?;
        }
        return Ok(writeln!(out, "Wrote {} tables to {}.", files.len(), target.display())?);
    };
    let written = pack::write(&document, format, as_of).map_err(|error| Failure::sentence(error.to_string()))?;
    std::fs::write(target, &written.bytes).map_err(|error| failed(target, error))?;
    writeln!(out, "Wrote {}.", target.display())?;
    for remark in &written.remarks {
        writeln!(out, "{remark}")?;
    }
    Ok(())
}

/// The pack of a month, and the instant up to which its data is known.
async fn document(workspace: &Workspace, month: Month) -> Result<(Document, Instant), Failure> {
    let now = chrono::Utc::now().timestamp_millis();
    let Some(PackParts { book, policy, version }) = workspace.pack_parts(Some(month), now).await? else {
        return Err(Failure::sentence(
            "the workspace has no record with a start, so there is no month to review. Import an export first",
        ));
    };
    let version = PolicyInForce {
        number: book.provenance.in_force,
        since: version.as_ref().map_or(BEGINNING, |version| version.effective_from),
        author: version.as_ref().map_or("", |version| &version.author),
        reason: version.as_ref().map_or("", |version| &version.reason),
    };
    Ok((pack::review::document(ReviewPack { policy: &policy, version, book: &book }), book.review.as_of))
}
