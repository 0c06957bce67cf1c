//! What `baton verify` asks of drafts: every branch can be read, its edits can be made on its version, and each can be taken back.

use super::draft::Draft;
use super::store;
use crate::workspace::WorkspaceError;
use playbook::policy::Policy;
use sqlx::SqliteConnection;

/// The number of branches, and what is wrong with the first that is damaged.
pub(crate) async fn check(connection: &mut SqliteConnection) -> Result<(usize, Option<String>), WorkspaceError> {
    let branches = match store::all(connection).await {
        Ok(branches) => branches,
        Err(WorkspaceError::DraftDamaged { branch, why }) => return Ok((0, Some(format!("{branch}: {why}")))),
        Err(other) => return Err(other),
    };
    let mut wrong = None;
    for stored in &branches {
        match branch(connection, stored.clone()).await {
            Ok(()) => {}
            Err(WorkspaceError::DraftDamaged { branch, why }) => {
                wrong.get_or_insert(format!("the branch \"{branch}\": {why}"));
            }
            Err(WorkspaceError::Unreadable { cause, .. }) => {
                wrong.get_or_insert(format!("the branch \"{}\": {cause}", stored.branch));
            }
            Err(other) => return Err(other),
        }
    }
    Ok((branches.len(), wrong))
}

async fn branch(connection: &mut SqliteConnection, stored: store::Stored) -> Result<(), WorkspaceError> {
    let base = crate::policies::store::read(connection, stored.base).await?;
    let edits = store::edits(connection, &stored.branch).await?;
    let mut draft = Draft::read(stored, edits, &base)?;
    while draft.done > 0 {
        draft = draft.undo()?;
    }
    match Policy::clone(&draft.policy) == base {
        true => Ok(()),
        false => {
            Err(store::damaged(&draft.branch, "taking its edits back does not lead to the version they began with"))
        }
    }
}
