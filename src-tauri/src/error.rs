//! What a command refuses, as it crosses the bridge: a code that the screen acts on, a sentence for the person, and what
//! helps whoever looks into it. One total table decides the code of every error of the workbench.

use serde::Serialize;
use ts_rs::TS;
use workbench::imports::ImportError;
use workbench::workspace::WorkspaceError;

/// An error as the view gets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DoorError {
    pub code: ErrorCode,
    /// What happened, that nothing was lost, what to do next.
    pub message: String,
    /// The causes beneath, where the sentence does not say them.
    pub details: Option<String>,
}

/// A code exists only where the screen acts on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// No workspace is open: back to the start screen.
    NoWorkspace,
    /// The thing asked for is not there (any more): back to its list.
    NotFound,
    /// The file is not one of ours, or not as we left it: choose another.
    NotAWorkspace,
    /// Written by a newer Baton: update.
    NewerFile,
    /// The file is damaged: open a backup.
    Damaged,
    /// Another process holds the workspace.
    ReadOnly,
    /// The person cancelled: nothing to show.
    Cancelled,
    /// What was given cannot be used: shown beside the field.
    Invalid,
    /// Somebody else's change came first: reload.
    Conflict,
    /// Disk, folder or permissions.
    Io,
    /// Anything else.
    Unexpected,
}

impl DoorError {
    pub fn new(code: ErrorCode, message: impl Into<String>) -> DoorError {
        DoorError { code, message: message.into(), details: None }
    }

    pub fn no_workspace() -> DoorError {
        DoorError::new(ErrorCode::NoWorkspace, "No workspace is open. Open one, or make a new one.")
    }

    pub fn invalid(message: impl std::fmt::Display) -> DoorError {
        DoorError::new(ErrorCode::Invalid, message.to_string())
    }

    /// A file that a command reads or writes itself.
    pub fn file(doing: &str, path: &std::path::Path, cause: impl std::fmt::Display) -> DoorError {
        DoorError::new(
            ErrorCode::Io,
            format!(
                "{doing} {} failed: {cause}. Nothing in the workspace changed. Check the disk and the folder's permissions, then try again.",
                path.display()
            ),
        )
    }

    /// What should not happen: a panicked task, a window that is gone.
    pub fn unexpected(cause: impl std::fmt::Display) -> DoorError {
        DoorError {
            code: ErrorCode::Unexpected,
            message: "Baton met something it did not expect. The workspace is as it was; try again, or open it anew."
                .into(),
            details: Some(cause.to_string()),
        }
    }
}

/// The code of a workspace's refusal.
fn workspace_code(error: &WorkspaceError) -> ErrorCode {
    match error {
        WorkspaceError::Missing(_)
        | WorkspaceError::NoSuchBackup
        | WorkspaceError::NoSuchBatch(_)
        | WorkspaceError::NoSuchVersion(_)
        | WorkspaceError::NoSuchCase(_)
        | WorkspaceError::NoSuchScenario(_)
        | WorkspaceError::NoSuchItem(_)
        | WorkspaceError::NoSuchRecord(_) => ErrorCode::NotFound,
        WorkspaceError::NotAWorkspace { .. } | WorkspaceError::Altered { .. } => ErrorCode::NotAWorkspace,
        WorkspaceError::Newer { .. } => ErrorCode::NewerFile,
        WorkspaceError::Damaged { .. } | WorkspaceError::Unreadable { .. } | WorkspaceError::DraftDamaged { .. } => {
            ErrorCode::Damaged
        }
        WorkspaceError::ReadOnly(_) | WorkspaceError::NotUpgraded { .. } | WorkspaceError::Older(_) => {
            ErrorCode::ReadOnly
        }
        WorkspaceError::DraftMoved
        | WorkspaceError::PolicyMoved { .. }
        | WorkspaceError::ItemMoved(_)
        | WorkspaceError::UndoneAlready(_)
        | WorkspaceError::LaterImports { .. } => ErrorCode::Conflict,
        WorkspaceError::EditRefused(_)
        | WorkspaceError::ActRefused(_)
        | WorkspaceError::MonthSigned(_)
        | WorkspaceError::NotPublished(_)
        | WorkspaceError::NotReplayed(_)
        | WorkspaceError::NotSimulated(_)
        | WorkspaceError::ScenarioRefused(_)
        | WorkspaceError::PolicyRefused(_)
        | WorkspaceError::UnknownZone(_) => ErrorCode::Invalid,
        WorkspaceError::Cancelled => ErrorCode::Cancelled,
        WorkspaceError::Exists(_) | WorkspaceError::Busy(_) | WorkspaceError::File { .. } => ErrorCode::Io,
        WorkspaceError::Database(_) => ErrorCode::Unexpected,
    }
}

/// The code of an import's refusal.
fn import_code(error: &ImportError) -> ErrorCode {
    match error {
        ImportError::Workspace(inner) => workspace_code(inner),
        ImportError::Cancelled => ErrorCode::Cancelled,
        ImportError::Open { .. } | ImportError::Save { .. } => ErrorCode::Io,
        ImportError::Empty { .. }
        | ImportError::NotATable { .. }
        | ImportError::TooLarge { .. }
        | ImportError::Workbook { .. }
        | ImportError::NoSheet { .. }
        | ImportError::Quoting { .. }
        | ImportError::TooManyColumns { .. }
        | ImportError::NoHeader { .. }
        | ImportError::UnknownEncoding { .. }
        | ImportError::BadMapping { .. }
        | ImportError::MappingFormat { .. }
        | ImportError::FileCount { .. }
        | ImportError::NoFile
        | ImportError::UnknownField { .. }
        | ImportError::NoColumn { .. }
        | ImportError::BadRule { .. }
        | ImportError::FieldMissing { .. }
        | ImportError::BadConstant { .. }
        | ImportError::AmbiguousDate { .. }
        | ImportError::NotJoined { .. }
        | ImportError::Zone(_)
        | ImportError::TooManyRepeats { .. } => ErrorCode::Invalid,
    }
}

/// The causes beneath an error, outermost first.
fn causes(error: &dyn std::error::Error) -> Option<String> {
    let beneath: Vec<String> =
        std::iter::successors(error.source(), |cause| cause.source()).map(ToString::to_string).collect();
    (!beneath.is_empty()).then(|| beneath.join(": "))
}

impl From<WorkspaceError> for DoorError {
    fn from(error: WorkspaceError) -> DoorError {
        DoorError { code: workspace_code(&error), message: error.to_string(), details: causes(&error) }
    }
}

impl From<ImportError> for DoorError {
    fn from(error: ImportError) -> DoorError {
        DoorError { code: import_code(&error), message: error.to_string(), details: causes(&error) }
    }
}

impl From<workbench::sample::SampleError> for DoorError {
    fn from(error: workbench::sample::SampleError) -> DoorError {
        use workbench::sample::SampleError;
        match error {
            SampleError::Workspace(error) => error.into(),
            SampleError::Import(error) => error.into(),
            SampleError::Disk(_) => DoorError::new(ErrorCode::Io, error.to_string()),
            SampleError::Defect(_) => DoorError::new(ErrorCode::Unexpected, error.to_string()),
        }
    }
}

impl From<playbook::calendar::CalendarError> for DoorError {
    fn from(error: playbook::calendar::CalendarError) -> DoorError {
        DoorError::invalid(error)
    }
}
