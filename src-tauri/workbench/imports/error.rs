//! Why files could not be imported at all. What is wrong with single rows is a [`super::report::Problem`].

use std::path::PathBuf;

/// A refusal of a whole inspection, dry run or import. Nothing has been stored when one is returned.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("\"{}\" cannot be read: {cause}. Nothing was imported; check the path and its permissions.", path.display())]
    Open { path: PathBuf, cause: std::io::Error },
    #[error(
        "\"{}\" cannot be written: {cause}. Nothing was saved; choose another folder, or make room on the disk.", path.display()
    )]
    Save { path: PathBuf, cause: std::io::Error },
    #[error("\"{file}\" is empty. Nothing was imported; export it again.")]
    Empty { file: String },
    #[error("\"{file}\" is {what}, not a table. Nothing was imported; {advice}.")]
    NotATable { file: String, what: &'static str, advice: &'static str },
    #[error(
        "\"{file}\" would unpack to more than is safe ({detail}). Nothing was imported; save it as CSV and import that."
    )]
    TooLarge { file: String, detail: String },
    #[error(
        "\"{file}\" is not a readable workbook: {detail}. Nothing was imported; open it in a spreadsheet and save it again."
    )]
    Workbook { file: String, detail: String },
    #[error(
        "\"{file}\" has no sheet \"{sheet}\" (it has: {known}). Nothing was imported; name one of them in the mapping."
    )]
    NoSheet { file: String, sheet: String, known: String },
    #[error(
        "\"{file}\" opens quotes that are never closed in more than {limit} places, from line {line} on. Nothing was imported; check its delimiter and quoting."
    )]
    Quoting { file: String, line: u64, limit: usize },
    #[error("\"{file}\" has more than {limit} columns. Nothing was imported; check its delimiter.")]
    TooManyColumns { file: String, limit: usize },
    #[error("\"{file}\" has no header in line {line}. Nothing was imported; correct header_line in the mapping.")]
    NoHeader { file: String, line: u32 },
    #[error(
        "\"{label}\" is not an encoding. Nothing was imported; write UTF-8, UTF-16LE or windows-1252, for example."
    )]
    UnknownEncoding { label: String },
    #[error("The mapping is not readable: {detail}. Nothing was imported; make one with `baton mapping suggest`.")]
    BadMapping { detail: String },
    #[error(
        "The mapping is of format {found}, this version reads format {known}. Nothing was imported; make one with `baton mapping suggest`."
    )]
    MappingFormat { found: u32, known: u32 },
    #[error(
        "The mapping names {mapped} files and {given} were given. Nothing was imported; give the files in the mapping's order."
    )]
    FileCount { mapped: usize, given: usize },
    #[error("No file was given. Nothing was imported.")]
    NoFile,
    #[error(
        "The mapping sets \"{field}\", which is not a field of a record. Nothing was imported; the fields are: {known}."
    )]
    UnknownField { field: String, known: String },
    #[error(
        "The mapping takes {field} from the column \"{column}\", which {file} does not have. Nothing was imported; its columns are: {known}."
    )]
    NoColumn { field: String, column: String, file: String, known: String },
    #[error("The mapping sets {field} by {rule}, which {because}. Nothing was imported; {advice}.")]
    BadRule { field: String, rule: &'static str, because: &'static str, advice: &'static str },
    #[error(
        "The mapping does not say which column is the {field}. Nothing was imported; add \"{field}\" to its fields{advice}."
    )]
    FieldMissing { field: &'static str, advice: &'static str },
    #[error(
        "The mapping sets {field} to \"{value}\", which is not {wanted}. Nothing was imported; correct the constant."
    )]
    BadConstant { field: String, value: String, wanted: &'static str },
    #[error(
        "The dates of column \"{column}\" in {file} can be read as day/month or as month/day ({example}). Nothing was imported; set \"order\" of that column to \"DMY\" or \"MDY\" in the mapping."
    )]
    AmbiguousDate { file: String, column: String, example: String },
    #[error(
        "\"{file}\" is not joined to {main}: no key column is named. Nothing was imported; add \"join\": {{\"column\": …, \"to\": …}} to it in the mapping."
    )]
    NotJoined { file: String, main: String },
    #[error("{0}. Nothing was imported; correct time_zone in the mapping.")]
    Zone(#[from] playbook::calendar::CalendarError),
    #[error(
        "More than {limit} rows share their record id and handoff with another row. Nothing was imported; if each row is an event, use a long mapping, else map a cycle column."
    )]
    TooManyRepeats { limit: usize },
    #[error(transparent)]
    Workspace(#[from] crate::workspace::WorkspaceError),
    #[error("The import was cancelled. The workspace is as it was before.")]
    Cancelled,
}
