//! Branches: drafts beside each other, to try what would be.

use super::draft::Draft;
use super::{DraftView, MAIN, store};
use crate::workspace::{Workspace, WorkspaceError};
use playbook::policy::Policy;
use sqlx::Connection;
use std::sync::Arc;

/// The longest name, in letters.
const LONGEST_NAME: usize = 60;
/// So many branches nobody tells apart.
const MOST_BRANCHES: usize = 100;

impl Workspace {
    /// Makes a branch from the draft that is worked on, and works on it from now on.
    pub async fn branch_new(&self, name: &str) -> Result<DraftView, WorkspaceError> {
        let name = name.trim();
        let mut writer = self.writer().await?;
        let mut change = writer.connection()?.begin_with("begin immediate").await?;
        let known = store::branches(&mut change).await?;
        refuse_name(name, &known)?;
        let draft = self.read_draft(&mut change).await?;
        let branch = Draft { branch: name.to_owned(), ..draft };
        let branch = self.write(&mut change, &branch, 0).await?;
        let view = self.view(&mut change, &branch).await?;
        change.commit().await?;
        Ok(view)
    }

    /// Works on another branch.
    pub async fn branch_switch(&self, name: &str) -> Result<DraftView, WorkspaceError> {
        let mut writer = self.writer().await?;
        let mut change = writer.connection()?.begin_with("begin immediate").await?;
        if !store::branches(&mut change).await?.iter().any(|known| known == name) {
            return Err(not_there(name));
        }
        store::choose(&mut change, name).await?;
        // Read before it is chosen for good: one that is damaged is not switched to.
        let draft = self.read_branch(&mut change, name).await?;
        let view = self.view(&mut change, &draft).await?;
        change.commit().await?;
        Ok(view)
    }

    /// The policy of a branch, whichever is worked on.
    pub async fn branch_policy(&self, name: &str) -> Result<Arc<Policy>, WorkspaceError> {
        let mut reading = self.readers().begin().await?;
        if !store::branches(&mut reading).await?.iter().any(|known| known == name) {
            return Err(not_there(name));
        }
        Ok(self.read_branch(&mut reading, name).await?.policy)
    }

    /// Gives a branch up with its edits; `main` is worked on where it was the one.
    pub async fn branch_remove(&self, name: &str) -> Result<DraftView, WorkspaceError> {
        if name == MAIN {
            let why = format!("the branch \"{MAIN}\" is always there. Discard its edits instead");
            return Err(WorkspaceError::EditRefused(why));
        }
        let mut writer = self.writer().await?;
        let mut change = writer.connection()?.begin_with("begin immediate").await?;
        if !store::branches(&mut change).await?.iter().any(|known| known == name) {
            return Err(not_there(name));
        }
        let was_chosen = store::chosen(&mut change).await? == name;
        store::remove(&mut change, name).await?;
        if was_chosen {
            store::choose(&mut change, MAIN).await?;
        }
        let draft = self.read_draft(&mut change).await?;
        let view = self.view(&mut change, &draft).await?;
        change.commit().await?;
        Ok(view)
    }
}

fn refuse_name(name: &str, known: &[String]) -> Result<(), WorkspaceError> {
    let why = if name.is_empty() {
        "a branch needs a name".to_owned()
    } else if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        format!("a branch's name has at most {LONGEST_NAME} letters, in one line")
    } else if known.iter().any(|other| other.to_lowercase() == name.to_lowercase()) {
        format!("there is a branch \"{name}\" already. Choose another name")
    } else if known.len() >= MOST_BRANCHES {
        format!("there are {MOST_BRANCHES} branches already. Remove one first")
    } else {
        return Ok(());
    };
    Err(WorkspaceError::EditRefused(why))
}

fn not_there(name: &str) -> WorkspaceError {
    WorkspaceError::EditRefused(format!("there is no branch \"{name}\". Choose one from the list"))
}
