//! XLSX: one sheet as rows of text. Sizes are checked before anything is unpacked into memory.

use super::super::error::ImportError;
use super::OwnedRow;
use super::encoding::{file_name, foreign};
use crate::open_regular;
use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};
use std::fmt::Display;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// Bounds that no honest export reaches: a workbook holds at most 1,048,576 rows.
const MOST_ENTRIES: usize = 5_000;
const MOST_BYTES: u64 = 2 * 1024 * 1024 * 1024;
/// Shared strings are held in memory whole.
const MOST_STRING_BYTES: u64 = 512 * 1024 * 1024;
/// Deflate reaches about 1,030 on nothing but one repeated byte; sheets of real tables stay below 60.
const STEEPEST_RATIO: u64 = 250;
const RATIO_COUNTS_FROM: u64 = 8 * 1024 * 1024;

/// Days that Excel can count: 9999 has ended on the next.
const SERIALS: std::ops::Range<f64> = 0.0..2_958_466.0;

/// Whether the file is a workbook by name.
pub fn is_workbook(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx") || extension.eq_ignore_ascii_case("xlsm"))
}

/// Unpacks every entry into nothing, counting, and refuses what would be too much. Declared sizes are not believed.
fn guard(path: &Path) -> Result<(), ImportError> {
    let file = file_name(path);
    let too_large = |detail: String| ImportError::TooLarge { file: file.clone(), detail };
    let broken = |fault: &dyn Display| damaged(&file, fault);
    let open = |cause| ImportError::Open { path: path.to_owned(), cause };
    let mut input = BufReader::new(open_regular(path).map_err(open)?);
    let head = input.fill_buf().map_err(open)?;
    if head.is_empty() {
        return Err(ImportError::Empty { file });
    }
    if let Some((what, advice)) = foreign(head).filter(|_| !head.starts_with(b"PK")) {
        return Err(ImportError::NotATable { file, what, advice });
    }
    let mut archive = zip::ZipArchive::new(input).map_err(|fault| broken(&fault))?;
    if archive.len() > MOST_ENTRIES {
        return Err(too_large(format!("{} entries", archive.len())));
    }
    let (mut total, mut block) = (0_u64, vec![0_u8; 64 * 1024]);
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|fault| broken(&fault))?;
        let packed = entry.compressed_size();
        let name = entry.name().map(|name| name.into_owned()).unwrap_or_default();
        let mut size = 0_u64;
        loop {
            let length = entry.read(&mut block).map_err(|fault| broken(&format!("{name}: {fault}")))?;
            if length == 0 {
                break;
            }
            size += length as u64;
            total += length as u64;
            if total > MOST_BYTES || (name.ends_with("sharedStrings.xml") && size > MOST_STRING_BYTES) {
                return Err(too_large(format!("{name} has more than {} MB", size / 1_048_576)));
            }
            if size > RATIO_COUNTS_FROM && size / packed.max(1) > STEEPEST_RATIO {
                return Err(too_large(format!("{name} unpacks to more than {STEEPEST_RATIO} times its size")));
            }
        }
    }
    Ok(())
}

/// A refusal in one line, whatever stands in the names of a damaged file's parts.
fn damaged(file: &str, fault: &dyn Display) -> ImportError {
    let words: String =
        fault.to_string().chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(200).collect();
    ImportError::Workbook { file: file.to_owned(), detail: words.split_whitespace().collect::<Vec<_>>().join(" ") }
}

/// An opened workbook.
pub struct Workbook {
    file: String,
    book: Xlsx<BufReader<File>>,
}

impl Workbook {
    pub fn open(path: &Path) -> Result<Workbook, ImportError> {
        guard(path)?;
        let file = file_name(path);
        let input = open_regular(path).map_err(|cause| ImportError::Open { path: path.to_owned(), cause })?;
        let book = Xlsx::new(BufReader::new(input)).map_err(|fault| damaged(&file, &fault))?;
        if book.sheet_names().is_empty() {
            return Err(damaged(&file, &"no sheet is in it"));
        }
        Ok(Workbook { file, book })
    }

    pub fn sheets(&self) -> Vec<String> {
        self.book.sheet_names()
    }

    /// Hands every row of the sheet, blank ones too, to `visit`, until that says stop (`false`).
    pub fn visit(&mut self, sheet: &str, visit: &mut dyn FnMut(OwnedRow) -> bool) -> Result<(), ImportError> {
        let known = self.sheets();
        if !known.iter().any(|name| name == sheet) {
            let (file, sheet) = (self.file.clone(), sheet.to_owned());
            return Err(ImportError::NoSheet { file, sheet, known: known.join(", ") });
        }
        let file = self.file.clone();
        let broken = |fault: calamine::XlsxError| damaged(&file, &fault);
        let mut cells = self.book.worksheet_cells_reader(sheet).map_err(broken)?;
        let mut row = OwnedRow { line: 1, ..OwnedRow::default() };
        while let Some(cell) = cells.next_cell().map_err(broken)? {
            let (line, column) = (u64::from(cell.get_position().0) + 1, cell.get_position().1 as usize);
            if line > row.line {
                let whole = std::mem::replace(&mut row, OwnedRow { line, ..OwnedRow::default() });
                if !visit(whole) {
                    return Ok(());
                }
            }
            if column >= super::scan::MOST_CELLS {
                return Err(ImportError::TooManyColumns { file, limit: super::scan::MOST_CELLS });
            }
            // Taking such a cell would put it under another one's header, leaving it out would lose it.
            if line < row.line || column < row.cells.len() {
                return Err(damaged(&file, &format!("the cells of row {line} are not in order")));
            }
            while row.cells.len() < column {
                let end = row.text.len() as u32;
                row.cells.push((end, end));
            }
            let start = row.text.len() as u32;
            write_cell(&mut row.text, cell.get_value());
            row.cells.push((start, row.text.len() as u32));
        }
        visit(row);
        Ok(())
    }
}

fn write_cell(out: &mut String, value: &DataRef<'_>) {
    match value {
        DataRef::Int(number) => out.push_str(&number.to_string()),
        DataRef::Float(number) => out.push_str(&number.to_string()),
        DataRef::String(text) => out.push_str(text),
        DataRef::SharedString(text) => out.push_str(text),
        DataRef::Bool(true) => out.push_str("TRUE"),
        DataRef::Bool(false) => out.push_str("FALSE"),
        DataRef::DateTime(serial) => write_serial(out, serial),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => out.push_str(text),
        DataRef::Error(fault) => out.push_str(&fault.to_string()),
        DataRef::Empty => {}
    }
}

/// An Excel serial as ISO text: a date when it is whole, with the time of day otherwise.
fn write_serial(out: &mut String, serial: &ExcelDateTime) {
    if !serial.is_datetime() || !SERIALS.contains(&serial.as_f64()) {
        out.push_str(&serial.as_f64().to_string());
        return;
    }
    let (year, month, day, hour, minute, second, milli) = serial.to_ymd_hms_milli();
    out.push_str(&format!("{year:04}-{month:02}-{day:02}"));
    if hour + minute + second > 0 || milli > 0 {
        out.push_str(&format!("T{hour:02}:{minute:02}:{second:02}"));
        if milli > 0 {
            out.push_str(&format!(".{milli:03}"));
        }
    }
}
