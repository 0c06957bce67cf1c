//! Saving what was rejected, so that it can be corrected and brought again: the rows as they stood in their file, then where they
//! stood and why they were rejected.
//!
//! A case of a long export is brought again whole, with the rows of it that were good: one event alone would make it a case that
//! began with that event.

use super::cells::trimmed;
use super::error::ImportError;
use super::mapping::{Mapping, Shape};
use super::read::plan::assign_paths;
use super::read::read_with_rejects;
use super::source::encoding::file_name;
use super::source::rejects::{COLUMNS, defused, is_header};
use super::source::table::{Item, Table};
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// What stands in place of a reason for a good row.
const COMPANION: &str = "(not rejected: it belongs to a case that a rejected row belongs to)";

/// What is left out, by file and line.
#[derive(Default)]
struct Found {
    reasons: HashMap<(usize, u64), String>,
    /// Cases of which something is left out.
    cases: HashSet<String>,
}

/// Writes the rejected rows. Returns how many there were. No cell of the file is a formula to a spreadsheet; Baton reads the cells as
/// they were before.
pub fn save_rejects(paths: &[PathBuf], mapping: &Mapping, to: &Path) -> Result<u64, ImportError> {
    let write = |cause: csv::Error| ImportError::Save { path: to.to_owned(), cause: std::io::Error::other(cause) };
    let paths = assign_paths(paths, mapping)?;
    let (mut found, mut count) = (Found::default(), 0);
    read_with_rejects(&paths, mapping, &mut |_| (), &mut |_| ControlFlow::Continue(()), &mut |rejected| {
        count += 1;
        found.reasons.insert((rejected.file, rejected.line), rejected.reason.to_owned());
        found.cases.extend(rejected.case.map(str::to_owned));
    })?;
    let mut writer = csv::Writer::from_path(to).map_err(write)?;
    let mut width = 0;
    for (file, (path, mapped)) in paths.iter().zip(&mapping.files).enumerate() {
        // Only the main file and its continuations have rows that can be rejected.
        if file > 0 && mapped.join.is_some() {
            continue;
        }
        let table = Table::open(path, mapped)?;
        if file == 0 {
            width = table.header.len() - if is_header(&table.header) { COLUMNS.len() } else { 0 };
            let names = table.header[..width].iter().map(|name| defused(name));
            writer.write_record(names.chain(COLUMNS.map(str::to_owned))).map_err(write)?;
        }
        let case = match (mapping.shape, &mapping.events) {
            (Shape::Long, Some(events)) => table.column(&events.case),
            (Shape::Long | Shape::Wide, _) => None,
        };
        let mut failed = None;
        table.visit(&mut |item, _| {
            let delimiter = char::from(table.dialect.delimiter);
            let (line, mut cells): (u64, Vec<&str>) = match item {
                Item::Row(row) => (row.line, row.iter().collect()),
                // Cut where its delimiters are, the quotes left as text: so the cells stand where they are looked for.
                Item::Broken { line, text, .. } => (line, text.split(delimiter).collect()),
            };
            if is_header(&table.header) {
                cells.truncate(width);
            }
            let of_case = case.and_then(|case| cells.get(case)).is_some_and(|name| found.cases.contains(trimmed(name)));
            let reason = match found.reasons.get(&(file, line)) {
                Some(reason) => reason,
                None if of_case => COMPANION,
                None => return ControlFlow::Continue(()),
            };
            let place = [file_name(path), line.to_string(), reason.to_owned()];
            failed = writer.write_record(fitted(&cells, width, delimiter).into_iter().chain(place)).err();
            if failed.is_none() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        if let Some(cause) = failed {
            return Err(write(cause));
        }
    }
    writer.flush().map_err(|cause| ImportError::Save { path: to.to_owned(), cause })?;
    Ok(count)
}

/// As many cells as the header has: absent ones are blank, surplus ones stand with their delimiters in the last.
fn fitted(cells: &[&str], width: usize, delimiter: char) -> Vec<String> {
    let mut fitted: Vec<String> = (0..width).map(|at| defused(cells.get(at).copied().unwrap_or_default())).collect();
    if let (Some(surplus), Some(last)) = (cells.get(width..), fitted.last_mut())
        && surplus.iter().any(|cell| !cell.trim().is_empty())
    {
        *last = defused(&cells[width - 1..].join(&delimiter.to_string()));
    }
    fitted
}
