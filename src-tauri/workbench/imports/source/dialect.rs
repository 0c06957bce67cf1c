//! Finds delimiter, line ends and header row in the first part of a file.

use super::OwnedRow;
use super::scan::{Dialect, Scanned, Scanner};

/// The delimiters that exports use, with the word for each.
const DELIMITERS: [(u8, &str); 4] = [(b',', "comma"), (b';', "semicolon"), (b'\t', "tab"), (b'|', "pipe")];

/// Records looked at.
const SAMPLE_RECORDS: usize = 500;
/// A header stands in one of the first so many records.
const DEEPEST_HEADER: usize = 40;

/// The word for a delimiter.
pub fn delimiter_word(delimiter: u8) -> String {
    DELIMITERS
        .iter()
        .find(|(byte, _)| *byte == delimiter)
        .map_or_else(|| (delimiter as char).to_string(), |(_, word)| (*word).into())
}

/// Whether lines end with a lone carriage return: there are some and no line feed.
pub fn has_cr_ends(sample: &str) -> bool {
    sample.contains('\r') && !sample.contains('\n')
}

/// The first records of a sample under a dialect; `cut_off` = the sample is not the whole file, its last record is not judged.
pub fn records_of(sample: &str, dialect: Dialect, cut_off: bool) -> Vec<OwnedRow> {
    let mut scanner = Scanner::new(sample.as_bytes(), dialect, 1);
    let mut rows = Vec::new();
    while rows.len() < SAMPLE_RECORDS {
        match scanner.next() {
            Ok(Scanned::Row(row)) => rows.push(OwnedRow::copy_of(row)),
            Ok(Scanned::Blank | Scanned::Broken { .. }) => {}
            Ok(Scanned::End) | Err(_) => {
                if cut_off {
                    rows.pop();
                }
                break;
            }
        }
    }
    rows
}

/// The delimiter under which the sample is most regular: most records have the same number of cells, then more cells.
pub fn find_delimiter(sample: &str, cut_off: bool) -> u8 {
    let cr_ends = has_cr_ends(sample);
    let mut best = (0.0_f64, b',');
    for (delimiter, _) in DELIMITERS {
        let rows = records_of(sample, Dialect { delimiter, cr_ends }, cut_off);
        let score = regularity(&rows);
        if score > best.0 + 1e-9 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// 0 = one column only; else the share of records with the commonest number of cells, with a little for more cells.
fn regularity(rows: &[OwnedRow]) -> f64 {
    let width = usual_width(rows);
    if width < 2 || rows.is_empty() {
        return 0.0;
    }
    let alike = rows.iter().filter(|row| row.cells.len() == width).count() as f64 / rows.len() as f64;
    let wide = rows.iter().filter(|row| row.cells.len() > 1).count() as f64 / rows.len() as f64;
    // A delimiter that splits only some lines is one that stands inside cells.
    alike * wide * wide + (width.min(60) as f64) / 400.0
}

/// The commonest number of cells; among equals the first record's.
pub fn usual_width(rows: &[OwnedRow]) -> usize {
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        match counts.iter_mut().find(|(width, _)| *width == row.cells.len()) {
            Some((_, count)) => *count += 1,
            None => counts.push((row.cells.len(), 1)),
        }
    }
    let most = counts.iter().map(|&(_, count)| count).max().unwrap_or(0);
    counts.iter().find(|&&(_, count)| count == most).map_or(0, |&(width, _)| width)
}

/// The position in `rows` of the header: the first record that is as wide as the table; narrower lines above it are preamble.
pub fn find_header(rows: &[OwnedRow]) -> usize {
    let Some(first) = rows.first() else { return 0 };
    let width = usual_width(rows);
    let filled = first.view().filled();
    if first.cells.len() >= width && filled * 2 > width.min(first.cells.len()) || width < 2 {
        return 0;
    }
    // A ragged first line may still be the header; a title line has one or two cells where the table has many.
    if filled > 2 && filled * 2 > width {
        return 0;
    }
    rows.iter()
        .take(DEEPEST_HEADER)
        .position(|row| {
            let view = row.view();
            row.cells.len() >= width && view.filled() * 4 >= width * 3 && view.iter().all(|cell| !is_data(cell))
        })
        .or_else(|| rows.iter().take(DEEPEST_HEADER).position(|row| row.view().filled() * 2 > width))
        .unwrap_or(0)
}

/// True when the would-be header looks like data: every filled cell is a number or a date.
pub fn looks_like_data(header: &OwnedRow) -> bool {
    let view = header.view();
    view.filled() > 0 && view.iter().all(|cell| cell.trim().is_empty() || is_data(cell))
}

/// A number, or a date that begins with digits.
fn is_data(cell: &str) -> bool {
    let cell = cell.trim();
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    digits > 0 && cell.bytes().all(|byte| byte.is_ascii_digit() || b" .,:-/+TZ".contains(&byte))
}
