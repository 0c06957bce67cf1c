//! The document's tables as CSV files: numbers as numbers, texts as texts that no spreadsheet runs.

use crate::csv_out;
use crate::document::{Cell, Column, Document, Table, Value};
use playbook::metrics::review::Unit;
use std::borrow::Cow;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// Writes one table: durations in seconds, shares from 0 to 1, as the head says; figures of several units in words.
pub fn write_csv(table: &Table, out: impl Write) -> csv::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(table.columns.iter().map(|column| csv_out::text(&head(column)).into_owned()))?;
    for row in &table.rows {
        csv.write_record(table.columns.iter().zip(row).map(|(column, cell)| written(column, cell).into_owned()))?;
    }
    csv.flush()?;
    Ok(())
}

/// A column's head with the unit of its bare numbers.
fn head(column: &Column) -> String {
    match column.unit {
        Some(Unit::Duration) => format!("{} (seconds)", column.title),
        Some(Unit::Share | Unit::Count | Unit::Money) | None => column.title.clone(),
    }
}

fn written<'a>(column: &Column, cell: &'a Cell) -> Cow<'a, str> {
    match (&cell.value, column.unit) {
        (Value::Nothing | Value::Blank, _) => Cow::Borrowed(""),
        (Value::Text(text), _) => csv_out::text(text),
        (Value::Figure(value, Unit::Duration), Some(Unit::Duration)) => {
            Cow::Owned(csv_out::number(Some(value / 1_000.0)))
        }
        (Value::Figure(value, _), Some(_)) => Cow::Owned(csv_out::number(Some(*value))),
        (Value::Figure(_, Unit::Count), None) => Cow::Owned(bare(cell)),
        (Value::Figure(..), None) => Cow::Owned(cell.words()),
    }
}

fn bare(cell: &Cell) -> String {
    match cell.value {
        Value::Figure(value, _) => csv_out::number(Some(value)),
        Value::Nothing | Value::Blank | Value::Text(_) => String::new(),
    }
}

/// Every table of a document by the name of its file.
///
/// # Errors
/// Only what the writer of CSV reports; in memory it does not.
pub fn files(document: &Document) -> csv::Result<Vec<(String, Vec<u8>)>> {
    document
        .tables()
        .map(|table| {
            let mut out = Vec::new();
            write_csv(table, &mut out)?;
            Ok((format!("{}.csv", table.name), out))
        })
        .collect()
}

/// Why there is no archive of tables.
#[derive(Debug, thiserror::Error)]
pub enum SheetsError {
    #[error("the tables could not be written as CSV: {0}")]
    Csv(#[from] csv::Error),
    #[error("the tables could not be packed: {0}")]
    Zip(#[from] zip::result::ZipError),
    #[error("the tables could not be packed: {0}")]
    Io(#[from] std::io::Error),
}

/// Every table of a document as a CSV file in one archive.
///
/// # Errors
/// Only what the writers report; in memory they do not.
pub fn archive(document: &Document) -> Result<Vec<u8>, SheetsError> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files(document)? {
        // No time: the same tables give the same bytes.
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(&content)?;
    }
    Ok(zip.finish()?.into_inner())
}
