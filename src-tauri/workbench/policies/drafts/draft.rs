//! A draft in memory: the version that it is based on, the edits since, and the policy that they make.

use super::store::{LONGEST_TITLE, Stored, damaged, read_conflicts};
use playbook::policy::{Operation, OperationError, Policy, PolicyDiff};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use crate::workspace::WorkspaceError;

/// One act of whoever designs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Edit {
    /// What it changed, in a sentence.
    pub title: String,
    pub operation: Operation,
    pub back: Operation,
}

/// An edit that did not fit a later version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetAside {
    pub title: String,
    pub why: String,
    pub operation: Operation,
}

impl SetAside {
    fn of(edit: &Edit, why: &OperationError) -> SetAside {
        SetAside { title: edit.title.clone(), why: why.to_string(), operation: edit.operation.clone() }
    }

    pub fn sentence(&self) -> String {
        format!("“{}” no longer fits: {}.", self.title, self.why)
    }
}

/// A branch with its policy.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Draft {
    pub branch: String,
    /// The version that the edits stand on.
    pub base: i64,
    pub revision: i64,
    /// All edits; from `done` on they were taken back.
    pub edits: Vec<Arc<Edit>>,
    pub done: usize,
    pub conflicts: Vec<SetAside>,
    pub policy: Arc<Policy>,
    /// The row that it was read from, by which a later look knows whether it still stands.
    pub read_from: Stored,
    /// True where the file still has it on an older base.
    pub rebased: bool,
}

impl Draft {
    /// A draft without edits.
    pub fn unedited(stored: Stored, latest: i64, policy: Arc<Policy>) -> Draft {
        Draft {
            branch: stored.branch.clone(),
            base: latest,
            revision: stored.revision,
            edits: Vec::new(),
            done: 0,
            conflicts: Vec::new(),
            policy,
            read_from: stored,
            rebased: false,
        }
    }

    /// A draft as it is stored, on the version it is based on.
    pub fn read(stored: Stored, edits: Vec<Edit>, base: &Policy) -> Result<Draft, WorkspaceError> {
        let done = usize::try_from(stored.done).ok().filter(|done| *done <= edits.len());
        let done = done.ok_or_else(|| {
            damaged(&stored.branch, format!("it says that {} of its {} edits are done", stored.done, edits.len()))
        })?;
        let operations = edits[..done].iter().map(|edit| &edit.operation);
        let policy = Operation::replay(base, operations)
            .map_err(|(place, cause)| damaged(&stored.branch, format!("edit {} cannot be made: {cause}", place + 1)))?;
        Ok(Draft {
            branch: stored.branch.clone(),
            base: stored.base,
            revision: stored.revision,
            conflicts: read_conflicts(&stored)?,
            edits: edits.into_iter().map(Arc::new).collect(),
            done,
            policy: Arc::new(policy),
            read_from: stored,
            rebased: false,
        })
    }

    /// The same edits on a later version. Those that no longer fit are set aside; those taken back are tried when they are done again.
    pub fn rebase(mut self, latest: i64, policy: &Policy) -> Draft {
        if self.base == latest {
            return self;
        }
        let undone = self.edits.split_off(self.done);
        let mut now = policy.clone();
        let mut kept = Vec::with_capacity(self.edits.len());
        for edit in self.edits.drain(..) {
            match edit.operation.apply(&now) {
                Ok((next, back)) => {
                    now = next;
                    kept.push(Arc::new(Edit { back, ..Edit::clone(&edit) }));
                }
                Err(why) => self.conflicts.push(SetAside::of(&edit, &why)),
            }
        }
        self.done = kept.len();
        self.edits = kept;
        self.edits.extend(undone);
        // Grows with every version, so that a view of one base is not taken for one of another.
        self.revision += (latest - self.base).max(1);
        (self.base, self.policy, self.rebased) = (latest, Arc::new(now), true);
        self
    }

    /// Makes an edit. `None` where it changes nothing.
    pub fn edit(&self, operation: Operation, title: Option<String>) -> Result<Option<Draft>, WorkspaceError> {
        let refused = |why: OperationError| WorkspaceError::EditRefused(why.to_string());
        let (policy, back) = operation.apply(&self.policy).map_err(refused)?;
        if policy == *self.policy {
            return Ok(None);
        }
        check_storable(&policy)?;
        let title = title.unwrap_or_else(|| title_of(&self.policy, &policy));
        let mut next = self.clone();
        next.edits.truncate(self.done);
        let title = title.chars().take(LONGEST_TITLE).collect();
        next.edits.push(Arc::new(Edit { title, operation, back }));
        next.done += 1;
        next.moved_to(policy);
        Ok(Some(next))
    }

    /// Takes the last edit back.
    pub fn undo(&self) -> Result<Draft, WorkspaceError> {
        let Some(edit) = self.done.checked_sub(1).map(|last| &self.edits[last]) else {
            return Err(WorkspaceError::EditRefused("nothing was changed that could be taken back".into()));
        };
        let (policy, _) = edit
            .back
            .apply(&self.policy)
            .map_err(|why| damaged(&self.branch, format!("edit {} cannot be taken back: {why}", self.done)))?;
        let mut next = self.clone();
        next.done -= 1;
        next.moved_to(policy);
        Ok(next)
    }

    /// Makes again what was taken back last. What no longer fits is set aside instead.
    pub fn redo(&self) -> Result<Draft, WorkspaceError> {
        let Some(edit) = self.edits.get(self.done) else {
            return Err(WorkspaceError::EditRefused("nothing was taken back that could be done again".into()));
        };
        let mut next = self.clone();
        match edit.operation.apply(&self.policy) {
            Ok((policy, back)) => {
                next.edits[self.done] = Arc::new(Edit { back, ..Edit::clone(edit) });
                next.done += 1;
                next.moved_to(policy);
            }
            Err(why) => {
                next.edits.remove(self.done);
                next.conflicts.push(SetAside::of(edit, &why));
                next.revision += 1;
            }
        }
        Ok(next)
    }

    /// How many of the first edits another draft shares.
    pub fn in_common(&self, other: &Draft) -> usize {
        self.edits.iter().zip(&other.edits).take_while(|(one, other)| Arc::ptr_eq(one, other)).count()
    }

    fn moved_to(&mut self, policy: Policy) {
        self.policy = Arc::new(policy);
        self.revision += 1;
    }

    pub fn undo_words(&self) -> Option<String> {
        self.done.checked_sub(1).map(|last| self.edits[last].title.clone())
    }

    pub fn redo_words(&self) -> Option<String> {
        self.edits.get(self.done).map(|edit| edit.title.clone())
    }

    /// The row that it has once it is written.
    pub fn stored(&self) -> Result<Stored, WorkspaceError> {
        Ok(Stored {
            branch: self.branch.clone(),
            base: self.base,
            revision: self.revision,
            done: self.done as i64,
            conflicts: serde_json::to_string(&self.conflicts).map_err(WorkspaceError::unreadable(super::DRAFT))?,
        })
    }
}

/// What an edit changed: its first sentence, and how many more there are.
fn title_of(before: &Policy, after: &Policy) -> String {
    let diff = PolicyDiff::between(before, after);
    let mut sentences = diff.sentences();
    let first = sentences.next().unwrap_or("A change without words");
    match sentences.count() {
        0 => first.to_owned(),
        1 => format!("{first}, and 1 more change"),
        more => format!("{first}, and {more} more changes"),
    }
}

/// What is stored must be readable again: texts and lists within bounds.
pub(crate) fn check_storable(policy: &Policy) -> Result<(), WorkspaceError> {
    let json = serde_json::to_string(policy).map_err(WorkspaceError::unreadable("policy"))?;
    match Policy::read_draft(&json) {
        Ok(_) => Ok(()),
        Err(refused) => Err(WorkspaceError::EditRefused(refused.to_string())),
    }
}
