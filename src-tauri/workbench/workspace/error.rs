//! Why a workspace could not be opened, read or changed: each a sentence that says what happened, that nothing was lost, and
//! what to do next.

use super::hold::Holder;
use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    #[error("There is no file {}. Choose another file, or make a new workspace.", .0.display())]
    Missing(PathBuf),
    #[error("{} exists already and was left as it is. Choose another name.", .0.display())]
    Exists(PathBuf),
    #[error("{} is not a Baton workspace: {why}. Nothing was written to it. {next}", .path.display())]
    NotAWorkspace { path: PathBuf, why: String, next: &'static str },
    #[error(
        "{} was written by a newer Baton (format {found}; this one knows {known}). Nothing was written to it. Update Baton to open it.",
        .path.display()
    )]
    Newer { path: PathBuf, found: i64, known: i64 },
    #[error("{} was written by an older Baton. Nothing was written to it. Open it in Baton's window, which keeps a copy and brings it up to date.", .0.display())]
    Older(PathBuf),
    #[error(
        "{} was written by an older Baton and has to be brought up to date, which cannot be done now: {}. Nothing was written to it. Open it where it can be written.",
        .path.display(), .holder.words
    )]
    NotUpgraded { path: PathBuf, holder: Holder },
    #[error("{} is damaged: {why}. Nothing was written to it. Open a backup, or a copy from before.", .path.display())]
    Damaged { path: PathBuf, why: String },
    #[error(
        "{} holds what Baton did not put there: {what}. It was not opened, and nothing was written to it. Open a backup, or ask \
         who changed the file.",
        .path.display()
    )]
    Altered { path: PathBuf, what: String },
    #[error("{} is being written by another program just now. Nothing was changed. Try again when that is done.", .0.display())]
    Busy(PathBuf),
    #[error("The workspace is open for reading only: {}. Nothing was changed.", .0.words)]
    ReadOnly(Holder),
    #[error(
        "The policy was changed meanwhile (version {now}; this edit began at {base}). Nothing was saved. Look at the newer one and edit it."
    )]
    PolicyMoved { base: i64, now: i64 },
    #[error("The policy was not saved: {0}. Correct it and save again.")]
    PolicyRefused(String),
    #[error("There is no version {0} of the policy. Nothing was changed. Choose one from the history.")]
    NoSuchVersion(i64),
    #[error("The draft was not changed: {0}.")]
    EditRefused(String),
    #[error("The draft was changed meanwhile. Nothing was changed by this. Look at it as it is now, and try again.")]
    DraftMoved,
    #[error(
        "The draft \"{branch}\" in this file is damaged: {why}. Every published version is whole, and nothing was changed. Discard the \
         draft, or open a backup."
    )]
    DraftDamaged { branch: String, why: String },
    #[error("There is no scenario {0} in this workspace. Nothing was changed. Choose one from the list.")]
    NoSuchScenario(String),
    #[error("The scenario was not saved: {0}.")]
    ScenarioRefused(String),
    #[error("Nothing was simulated: {0}.")]
    NotSimulated(String),
    #[error("Nothing was replayed: {0}.")]
    NotReplayed(String),
    #[error("Nothing was published: {0}.")]
    NotPublished(String),
    #[error("There is no import {0} in this workspace. Nothing was changed.")]
    NoSuchBatch(String),
    #[error("The import {0} was undone already. Nothing was changed.")]
    UndoneAlready(String),
    #[error(
        "This import cannot be undone on its own: {records} of its records were changed by the later import of {later}. Nothing \
         was changed. Undo that one first."
    )]
    LaterImports { records: u64, later: String },
    #[error("This copy is no longer there. Nothing was changed. Choose another one from the list.")]
    NoSuchBackup,
    #[error("There is no case {0} in this workspace. Nothing was changed. Choose one from the desk.")]
    NoSuchCase(String),
    #[error("Nothing was done: {0}")]
    ActRefused(String),
    #[error("There is no {0} in this workspace. Somebody may have removed it; look at the list.")]
    NoSuchItem(String),
    #[error("The {0} was changed meanwhile. Nothing was changed by this. Look at it as it is now, and try again.")]
    ItemMoved(String),
    #[error(
        "{0} is signed off, and its numbers and notes are closed. Nothing was changed. Reopen it first, with a reason."
    )]
    MonthSigned(String),
    #[error("There is no record {0} in this workspace. An import may have been undone; go back to the list.")]
    NoSuchRecord(String),
    #[error("\"{0}\" is not a time zone's name such as Europe/Berlin. Nothing was written. Choose one from the list.")]
    UnknownZone(String),
    #[error("Cancelled. The workspace is as it was.")]
    Cancelled,
    #[error("{doing} failed at {}: {cause}. Nothing was lost. Check the disk and the folder's permissions, then try again.", .path.display())]
    File {
        doing: &'static str,
        path: PathBuf,
        #[source]
        cause: std::io::Error,
    },
    #[error(
        "The workspace could not be read or written ({0}). What was saved before is safe. Try again; if it returns, run `baton verify` on the file."
    )]
    Database(#[from] sqlx::Error),
    #[error(
        "A stored {what} cannot be read ({cause}). Nothing was changed. Run `baton verify` on the file, or open a backup."
    )]
    Unreadable { what: &'static str, cause: String },
}

impl WorkspaceError {
    pub(crate) fn file(doing: &'static str, path: &std::path::Path) -> impl FnOnce(std::io::Error) -> WorkspaceError {
        let path = path.to_path_buf();
        move |cause| WorkspaceError::File { doing, path, cause }
    }

    pub(crate) fn unreadable<E: std::fmt::Display>(what: &'static str) -> impl FnOnce(E) -> WorkspaceError {
        move |cause| WorkspaceError::Unreadable { what, cause: cause.to_string() }
    }
}
