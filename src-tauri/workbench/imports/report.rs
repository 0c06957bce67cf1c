//! What an inspection, a dry run and an import tell.

use super::mapping::{ColumnType, Mapping};
use playbook::Instant;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the sniffer found in the files, with a mapping ready to edit.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Inspection {
    pub files: Vec<InspectedFile>,
    pub mapping: Mapping,
    /// From which import the mapping is remembered; `None` = it is suggested anew.
    pub remembered: Option<Recall>,
    /// What a person has to decide or should know before the dry run.
    pub questions: Vec<Question>,
}

/// Where a remembered mapping comes from, and how the files differ from those that it was made for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Recall {
    /// The names of the files that were imported with it.
    pub files: Vec<String>,
    #[ts(type = "number")]
    pub used_at: Instant,
    /// Columns that those files did not have.
    pub new_columns: Vec<String>,
    /// Columns that these files do not have any more.
    pub gone_columns: Vec<String>,
    /// Record fields that were read from a column that is gone, and are now not filled.
    pub lost_fields: Vec<String>,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct InspectedFile {
    pub name: String,
    #[ts(type = "number")]
    pub size_bytes: u64,
    /// `UTF-8 with BOM`, `windows-1252 (no byte order mark; 4 of 2,310 bytes above 127)`: the finding in words.
    pub encoding_found: String,
    /// `comma`, `semicolon`, `tab`; empty for XLSX.
    pub delimiter_found: String,
    /// Names of a workbook's sheets; empty for CSV.
    pub sheets: Vec<String>,
    /// Lines above the header, and report-footer lines below the data, as text.
    pub preamble: Vec<String>,
    pub footer: Vec<String>,
    #[ts(type = "number")]
    pub rows: u64,
    pub columns: Vec<InspectedColumn>,
    /// First data rows, as text, one cell per column.
    pub preview: Vec<Vec<String>>,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct InspectedColumn {
    pub name: String,
    #[serde(rename = "type")]
    pub column_type: ColumnType,
    #[ts(type = "number")]
    pub missing: u64,
    /// Distinct values seen in the sample, `None` above 50.
    pub distinct: Option<u32>,
    /// Up to five different values.
    pub samples: Vec<String>,
    /// The record field it was mapped to, if any.
    pub field: Option<String>,
    /// Why (`header "Contact owner" is HubSpot's owner column`).
    pub because: String,
}

/// Something only a person can decide, or should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Question {
    pub kind: QuestionKind,
    pub file: String,
    pub column: String,
    /// `"05-06-2018" is 5 June or May 6; no value in the column decides`.
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    AmbiguousDate,
    NoStart,
    NoRecordId,
    NoZone,
    DateOnly,
    TruncatedHistory,
    DuplicateHeader,
    ScientificId,
    Encoding,
    Footer,
    /// The first row looks like data.
    NoHeader,
    /// A further file shares no key column with the main one.
    NoJoin,
}

/// What a dry run or an import did, row by row in sums. `rows = accepted + updated + unchanged + rejected`, in records for
/// long exports' derived records as well as for wide rows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
pub struct ImportReport {
    /// Data rows read (wide: one a record; long: events).
    #[ts(type = "number")]
    pub rows: u64,
    /// New records.
    #[ts(type = "number")]
    pub accepted: u64,
    #[ts(type = "number")]
    pub updated: u64,
    #[ts(type = "number")]
    pub unchanged: u64,
    /// Rows that could not be used.
    #[ts(type = "number")]
    pub rejected: u64,
    /// Rejections and warnings, in file order, at most [`MAX_PROBLEMS`]; `problems_total` counts all.
    pub problems: Vec<Problem>,
    #[ts(type = "number")]
    pub problems_total: u64,
    /// Handoff names that the policy does not know and that become handoff points.
    pub new_handoffs: Vec<String>,
    /// Records kept but flagged, by what was found (`first touch before start`).
    pub flagged: Vec<(String, u64)>,
    /// Latest timestamp in the data.
    #[ts(type = "number | null")]
    pub as_of: Option<Instant>,
    /// The batch, after an import.
    pub batch: Option<String>,
}

/// How many problems a report carries in full.
pub const MAX_PROBLEMS: usize = 1_000;

/// One thing wrong with one cell or row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Problem {
    pub file: String,
    /// 1-based line in the file (CSV; quoted line breaks count) or row (XLSX); 0 = the file as a whole.
    #[ts(type = "number")]
    pub line: u64,
    pub column: String,
    pub value: String,
    /// A sentence: what is wrong and what to do.
    pub reason: String,
    /// True = the row was left out; false = it is kept, with this remark.
    #[serde(default = "yes")]
    pub rejected: bool,
}

fn yes() -> bool {
    true
}

/// A stored batch.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Batch {
    pub id: String,
    pub source: String,
    #[ts(type = "number")]
    pub imported_at: Instant,
    pub files: Vec<BatchFile>,
    #[ts(type = "number")]
    pub rows: u64,
    #[ts(type = "number")]
    pub accepted: u64,
    #[ts(type = "number")]
    pub updated: u64,
    #[ts(type = "number")]
    pub unchanged: u64,
    #[ts(type = "number")]
    pub rejected: u64,
    pub mapping: Mapping,
    #[ts(type = "number | null")]
    pub undone_at: Option<Instant>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct BatchFile {
    pub name: String,
    pub sha256: String,
    #[ts(type = "number")]
    pub size_bytes: u64,
    #[ts(type = "number")]
    pub rows: u64,
}

/// Where long work stands: bytes while a file is read, rows or records otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Progress {
    pub phase: Phase,
    #[ts(type = "number")]
    pub done: u64,
    /// 0 = not known.
    #[ts(type = "number")]
    pub total: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    Reading,
    Checking,
    Storing,
    Indexing,
    Measuring,
    Writing,
}
