//! The few values that only this door knows: what the start screen and the calendar page ask for. Everything else that crosses
//! the bridge belongs to the playbook, the workbench or the charts.

use playbook::airtight::Report;
use playbook::policy::Template;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use ts_rs::TS;
use workbench::workspace::Summary;

/// What the view needs before anything else.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AppInfo {
    pub version: String,
    /// Workspaces opened before: pinned ones first, then the latest.
    pub recents: Vec<Recent>,
    /// The workspace that is open now, if any.
    pub opened: Option<Summary>,
    /// Why the workspace named when Baton was started is not open; said once.
    pub trouble: Option<crate::DoorError>,
    /// True = file dialogs are answered by `BATON_PICK`.
    pub automation: bool,
}

/// What could still fail in the draft.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct DraftCheck {
    pub report: Report,
    pub took_ms: u32,
    /// Of the draft that was checked.
    #[ts(type = "number")]
    pub revision: i64,
}

/// A criterion in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CriteriaWords {
    /// Without a full stop; names of fields stand between asterisks.
    pub english: String,
    pub jsonlogic: String,
    /// Keys that the field catalogue does not have.
    pub unknown_fields: Vec<String>,
}

/// A workspace opened before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Recent {
    pub path: PathBuf,
    /// The company's name when it was last open.
    pub name: String,
    #[ts(type = "number")]
    pub last_opened: playbook::Instant,
    /// How many records it held when it was last seen; `None` = it was last open in a Baton that did not write this down.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub records: Option<u64>,
    /// The instant up to which its data was known then.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub as_of: Option<playbook::Instant>,
    /// Nothing is at that path now.
    #[serde(skip_deserializing)]
    pub missing: bool,
    #[serde(default)]
    pub pinned: bool,
}

/// When a target that starts at a given instant is due, in words that a person can check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DueExample {
    /// `None` = never: the calendar does not open again within the time looked ahead.
    #[ts(type = "number | null")]
    pub due_at: Option<playbook::Instant>,
    /// `due Mon 5 Oct 2026 09:42`
    pub words: String,
}

/// How the wall clocks of a zone run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ZoneClock {
    /// As it was asked for.
    pub name: String,
    /// Instant from which an offset holds, and the offset in seconds east of UTC; ascending, from 1900 to 2100.
    #[ts(type = "[number, number][]")]
    pub offsets: Vec<(playbook::Instant, i32)>,
}

/// A chart as the view hands it over to be kept.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", content = "data", rename_all = "snake_case")]
pub enum Picture {
    Svg(String),
    /// Bytes of a PNG file.
    Png(Vec<u8>),
}

/// What undoing an import did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BatchUndone {
    /// Records that the import had brought and that are gone again.
    #[ts(type = "number")]
    pub removed: u64,
    /// Records that it had changed and that are as they were.
    #[ts(type = "number")]
    pub restored: u64,
}

/// A template that a workspace can begin with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TemplateChoice {
    pub key: Template,
    pub name: &'static str,
    pub summary: &'static str,
    /// How many handoff points it has.
    pub handoffs: usize,
}

impl TemplateChoice {
    pub fn of(template: Template) -> TemplateChoice {
        TemplateChoice {
            key: template,
            name: template.name(),
            summary: template.summary(),
            handoffs: template.policy("", "UTC").handoffs.len(),
        }
    }
}
