//! How the columns of one or more files become handoff records: the value that `baton mapping suggest` prints, that people
//! edit, and that every batch keeps.

use playbook::record::Disposition;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The number of this format.
pub const MAPPING_FORMAT: u32 = 1;

/// In place of a zone's name: the zone of the workspace that the file is imported into.
pub const WORKSPACE_ZONE: &str = "workspace";

/// A complete mapping.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// [`MAPPING_FORMAT`].
    pub baton_mapping: u32,
    /// The source's name under which the mapping is remembered and a batch is filed (`Salesforce leads`).
    pub source: String,
    /// One row per handoff, or one row per event.
    pub shape: Shape,
    /// IANA zone of timestamps that carry none; [`WORKSPACE_ZONE`] = the workspace's own.
    pub time_zone: String,
    /// Cells that mean "no value", compared exactly after trimming; blank always does.
    pub missing: Vec<String>,
    /// The main file first; each further one is joined to it.
    pub files: Vec<FileMapping>,
    /// Long only: which column names the case and which one dates its events.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events: Option<EventColumns>,
    /// Record field (`record_id`, `started_at`, `source`, `due_accept_at`, …) → where its value comes from.
    pub fields: BTreeMap<String, FieldSource>,
    /// Values of the disposition column → what they mean. Unlisted values leave the disposition to the timestamps.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub dispositions: BTreeMap<String, Disposition>,
    /// Long only: the clock is paused while this column has one of these values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<PauseRule>,
    /// Columns kept as attributes, by header name.
    pub attributes: Vec<String>,
}

impl Mapping {
    /// The mapping with [`WORKSPACE_ZONE`] replaced by the zone that it stands for.
    pub fn in_zone_of_workspace(&self, workspace_zone: &str) -> Mapping {
        let mut mapping = self.clone();
        if mapping.time_zone == WORKSPACE_ZONE {
            mapping.time_zone = workspace_zone.to_owned();
        }
        mapping
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    #[default]
    Wide,
    Long,
}

/// How one file is read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FileMapping {
    /// File name without its folder; a re-import may bring another one, position decides.
    pub name: String,
    pub format: FileFormat,
    /// Sheet name, XLSX only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Encoding label (`UTF-8`, `UTF-16LE`, `windows-1252`), CSV only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// One character, CSV only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// 1-based line (CSV) or row (XLSX) of the header; everything above is preamble. 0 = it is found out.
    pub header_line: u32,
    /// Joined files: `column` of this file equals `to` of the main file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join: Option<Join>,
    /// Column → how its text is read, for the columns that are not plain text.
    pub columns: BTreeMap<String, ColumnType>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileFormat {
    Csv,
    Xlsx,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Join {
    pub column: String,
    pub to: String,
}

/// How a column's text is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ColumnType {
    Text,
    Integer,
    /// `decimal` is the decimal sign; the other of `.` and `,`, spaces and apostrophes group.
    Number {
        decimal: char,
    },
    Boolean {
        yes: Vec<String>,
        no: Vec<String>,
    },
    /// A civil date without a time.
    Date {
        order: DateOrder,
        /// What decided the order (`"29/2/2016" in line 2 has no month 29`), or that it was assumed.
        decided_by: String,
    },
    /// A date with a time; an offset or `Z` in the text wins over the mapping's zone.
    Instant {
        order: DateOrder,
        decided_by: String,
    },
}

/// Order of the parts of a numeric date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub enum DateOrder {
    /// ISO 8601 and its relatives.
    #[serde(rename = "YMD")]
    Ymd,
    #[serde(rename = "DMY")]
    Dmy,
    #[serde(rename = "MDY")]
    Mdy,
    /// Every value fits both: the person has to say. An import with such a column mapped is refused.
    #[serde(rename = "DMY or MDY?")]
    Ambiguous,
    /// Milliseconds or seconds since 1970.
    #[serde(rename = "epoch")]
    Epoch,
}

/// Where a record field's value comes from. `column` names a header; a joined file's header that the main file has too is
/// written `file/header`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(untagged)]
pub enum FieldSource {
    /// Wide: this row's cell. Long: the last non-missing cell of the case.
    Column {
        column: String,
    },
    Constant {
        constant: String,
    },
    /// Long: the first non-missing cell of the case.
    FirstValue {
        first_value_of: String,
    },
    /// Long: the instant of the first event for which the test holds.
    FirstEvent {
        first_event: EventTest,
    },
    /// Long: the instant of the last event for which the test holds.
    LastEvent {
        last_event: EventTest,
    },
    /// Long: how often the column's value differs from the event before. `count_missing` = missing counts as a value.
    Changes {
        changes_of: String,
        count_missing: bool,
    },
}

/// A test on one event row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EventTest {
    pub column: String,
    /// The value has to be one of these; empty = any value that is not missing.
    #[serde(default)]
    pub is: Vec<String>,
    /// The value has to differ from the event before (`status changed to …`).
    #[serde(default)]
    pub changed: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EventColumns {
    /// Names the case.
    pub case: String,
    /// Dates the event.
    pub at: String,
    /// Field histories (`Field`, `New Value`): this column names what changed, and each name that stands in it can then be used as
    /// a column whose value is the row's `value`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Holds the new value of the field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The source keeps so many rows a case (of a field history: a case and field) and drops older ones. A record with exactly so
    /// many counts as cut off: HubSpot keeps 45 of a contact and 20 of anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub history_limit: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PauseRule {
    pub column: String,
    pub values: Vec<String>,
}
