//! One file as a table: a header and rows, without preamble, blank lines and report footer.

use super::super::error::ImportError;
use super::super::mapping::{FileFormat, FileMapping};
use super::dialect::{find_delimiter, find_header, has_cr_ends, records_of};
use super::encoding::{
    EncodingFinding, Utf8Stream, encoding_named, file_name, find_encoding, mapped_encoding, open_utf8,
};
use super::gate::Gate;
use super::scan::{Dialect, Fault, MOST_CELLS, Scanned, Scanner};
use super::workbook::{Workbook, is_workbook};
use super::{OwnedRow, RowText, rejects};
use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Text looked at to find delimiter and header.
const SAMPLE_BYTES: usize = 256 * 1024;
/// After so many unclosed quotes the file's quoting is not what was assumed.
const MOST_OPEN_QUOTES: usize = 1_000;

/// What stands between header and footer.
#[derive(Debug)]
pub enum Item<'a> {
    Row(RowText<'a>),
    Broken { line: u64, text: &'a str, fault: Fault },
}

/// What was met besides rows.
#[derive(Debug, Default)]
pub struct Leftovers {
    /// Line and text of each footer line.
    pub footer: Vec<(u64, String)>,
    /// Bytes that stand for no character in the file's encoding were replaced.
    pub replaced: bool,
}

/// A file, how it is read, and its header.
#[derive(Debug, Clone)]
pub struct Table {
    pub path: PathBuf,
    pub name: String,
    pub format: FileFormat,
    pub sheet: Option<String>,
    /// All sheets of a workbook.
    pub sheets: Vec<String>,
    pub encoding: &'static encoding_rs::Encoding,
    pub dialect: Dialect,
    pub header_line: u32,
    /// Column names, made unique: an empty one is `Column 4`, a second `City` is `City (2)`.
    pub header: Vec<String>,
    pub preamble: Vec<String>,
    /// Names that stood in the header more than once.
    pub repeated: Vec<String>,
    pub size_bytes: u64,
    /// The header looks like a data row.
    pub headless: bool,
    pub encoding_words: String,
    pub encoding_guessed: bool,
}

impl Table {
    /// Finds out how a file is read.
    pub fn sniff(path: &Path) -> Result<Table, ImportError> {
        Table::found(path, None, find_encoding)
    }

    /// Opens a file as a mapping says; what the mapping leaves open is found out.
    pub fn open(path: &Path, mapped: &FileMapping) -> Result<Table, ImportError> {
        Table::found(path, Some(mapped), |path| match &mapped.encoding {
            Some(label) => mapped_encoding(path, label),
            None => find_encoding(path),
        })
    }

    /// [`Table::open`], with what speaks for the encoding of the file whatever the mapping says.
    pub fn open_to_inspect(path: &Path, mapped: &FileMapping) -> Result<Table, ImportError> {
        Table::found(path, Some(mapped), |path| {
            let found = find_encoding(path)?;
            let told = mapped.encoding.as_deref().map_or(Ok(found.encoding), encoding_named)?;
            if told == found.encoding {
                return Ok(found);
            }
            let words = format!("{}, as the mapping says", told.name());
            Ok(EncodingFinding { encoding: told, words, guessed: false, ..found })
        })
    }

    fn found(
        path: &Path,
        mapped: Option<&FileMapping>,
        encoding: impl FnOnce(&Path) -> Result<EncodingFinding, ImportError>,
    ) -> Result<Table, ImportError> {
        let workbook = match mapped {
            Some(file) => file.format == FileFormat::Xlsx,
            None => is_workbook(path),
        };
        if workbook { open_workbook(path, mapped) } else { open_text(path, mapped, encoding(path)?) }
    }

    /// The position of a column by its name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }

    /// Hands every row and every broken line to `visit`, with the bytes read so far.
    pub fn visit(&self, visit: &mut dyn FnMut(Item<'_>, u64) -> ControlFlow<()>) -> Result<Leftovers, ImportError> {
        if rejects::is_header(&self.header) {
            return self.visit_as_it_stands(&mut |item, read| match item {
                Item::Row(row) => visit(Item::Row(rejects::bare_row(row).view()), read),
                Item::Broken { .. } => visit(item, read),
            });
        }
        self.visit_as_it_stands(visit)
    }

    fn visit_as_it_stands(
        &self,
        visit: &mut dyn FnMut(Item<'_>, u64) -> ControlFlow<()>,
    ) -> Result<Leftovers, ImportError> {
        let mut gate = Gate { width: self.header.len(), pending: Vec::new(), after_blank: false, read: 0, visit };
        match self.format {
            FileFormat::Csv => self.visit_text(&mut gate),
            FileFormat::Xlsx => self.visit_sheet(&mut gate),
        }
    }

    /// Hands the first `wanted` cells of every row to `visit`, in less time than all of them take. Among them are rows that
    /// [`Table::visit`] calls blank, broken or footer; none that it gives is left out.
    pub fn skim(
        &self,
        wanted: usize,
        visit: &mut dyn FnMut(RowText<'_>, u64) -> ControlFlow<()>,
    ) -> Result<(), ImportError> {
        if self.format == FileFormat::Xlsx {
            let rows = &mut |item: Item<'_>, read| match item {
                Item::Row(row) => visit(row, read),
                Item::Broken { .. } => ControlFlow::Continue(()),
            };
            return self.visit(rows).map(|_| ());
        }
        let mut scanner = self.rows()?;
        // A file that is not quoted as was assumed is refused when it is visited.
        while scanner.open_quotes <= MOST_OPEN_QUOTES {
            let read = scanner.consumed();
            match scanner.skim(wanted).map_err(|cause| self.unreadable(cause))? {
                Scanned::Row(row) if visit(row, read).is_break() => break,
                Scanned::Row(_) | Scanned::Blank | Scanned::Broken { .. } => {}
                Scanned::End => break,
            }
        }
        Ok(())
    }

    fn visit_text(&self, gate: &mut Gate<'_>) -> Result<Leftovers, ImportError> {
        let mut scanner = self.rows()?;
        loop {
            let found = scanner.next().map_err(|cause| self.unreadable(cause))?;
            let flow = match found {
                Scanned::Row(row) => gate.row(row),
                Scanned::Blank => gate.blank(),
                Scanned::Broken { line, fault, text } => {
                    if fault == Fault::OpenQuote && scanner.open_quotes > MOST_OPEN_QUOTES {
                        let file = self.name.clone();
                        return Err(ImportError::Quoting { file, line, limit: MOST_OPEN_QUOTES });
                    }
                    gate.broken(line, &text, fault)
                }
                Scanned::End => break,
            };
            if flow.is_break() {
                return Ok(Leftovers::default());
            }
            gate.read = scanner.consumed();
        }
        Ok(Leftovers { footer: gate.end(), replaced: scanner.input().replaced })
    }

    /// The records below the header.
    fn rows(&self) -> Result<Scanner<Utf8Stream<File>>, ImportError> {
        let mut scanner = Scanner::new(open_utf8(&self.path, self.encoding)?, self.dialect, 1);
        scanner.skip_lines(u64::from(self.header_line) - 1).map_err(|cause| self.unreadable(cause))?;
        scanner.next().map_err(|cause| self.unreadable(cause))?;
        Ok(scanner)
    }

    fn unreadable(&self, cause: std::io::Error) -> ImportError {
        ImportError::Open { path: self.path.clone(), cause }
    }

    fn visit_sheet(&self, gate: &mut Gate<'_>) -> Result<Leftovers, ImportError> {
        let mut book = Workbook::open(&self.path)?;
        let sheet = self.sheet.clone().unwrap_or_default();
        let mut stopped = false;
        book.visit(&sheet, &mut |row| {
            if row.line <= u64::from(self.header_line) {
                return true;
            }
            let flow = if row.view().filled() == 0 { gate.blank() } else { gate.row(row.view()) };
            stopped = flow.is_break();
            !stopped
        })?;
        Ok(Leftovers { footer: if stopped { Vec::new() } else { gate.end() }, replaced: false })
    }
}

fn open_text(path: &Path, mapped: Option<&FileMapping>, found: EncodingFinding) -> Result<Table, ImportError> {
    let open = |cause| ImportError::Open { path: path.to_owned(), cause };
    let mut sample = Vec::new();
    let stream = open_utf8(path, found.encoding)?;
    stream.take(SAMPLE_BYTES as u64).read_to_end(&mut sample).map_err(open)?;
    let cut_off = sample.len() == SAMPLE_BYTES;
    let sample = String::from_utf8_lossy(&sample);
    let delimiter = match mapped.and_then(|file| file.delimiter) {
        Some(delimiter) => delimiter_byte(delimiter)?,
        None => find_delimiter(&sample, cut_off),
    };
    let dialect = Dialect { delimiter, cr_ends: has_cr_ends(&sample) };
    let rows = records_of(&sample, dialect, cut_off);
    let name = file_name(path);
    let header_line = mapped.map(|file| file.header_line).filter(|line| *line > 0);
    let header_at = match header_line {
        Some(line) => rows.iter().position(|row| row.line == u64::from(line)),
        None => (!rows.is_empty()).then(|| find_header(&rows)),
    };
    let Some(header_row) = header_at.and_then(|at| rows.get(at)) else {
        return Err(match header_line {
            Some(line) => ImportError::NoHeader { file: name, line },
            None => ImportError::Empty { file: name },
        });
    };
    let preamble = sample_lines(&sample, dialect, header_row.line);
    let (header, repeated) = column_names(header_row, &name)?;
    Ok(Table {
        path: path.to_owned(),
        name,
        format: FileFormat::Csv,
        sheet: None,
        sheets: Vec::new(),
        encoding: found.encoding,
        dialect,
        header_line: header_row.line as u32,
        header,
        preamble,
        repeated,
        size_bytes: found.size_bytes,
        headless: super::dialect::looks_like_data(header_row),
        encoding_words: found.words,
        encoding_guessed: found.guessed,
    })
}

fn delimiter_byte(delimiter: char) -> Result<u8, ImportError> {
    let bad = ImportError::BadMapping { detail: format!("the delimiter {delimiter:?} is not one ASCII character") };
    u8::try_from(delimiter).ok().filter(|byte| byte.is_ascii() && !b"\"\r\n".contains(byte)).ok_or(bad)
}

/// The filled lines above the header.
fn sample_lines(sample: &str, dialect: Dialect, header_line: u64) -> Vec<String> {
    let end = if dialect.cr_ends { '\r' } else { '\n' };
    sample
        .split(end)
        .take(header_line as usize - 1)
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

fn open_workbook(path: &Path, mapped: Option<&FileMapping>) -> Result<Table, ImportError> {
    let name = file_name(path);
    let size_bytes = std::fs::metadata(path).map_err(|cause| ImportError::Open { path: path.to_owned(), cause })?.len();
    let mut book = Workbook::open(path)?;
    let sheets = book.sheets();
    let wanted = match mapped.and_then(|file| file.sheet.clone()) {
        Some(sheet) => vec![sheet],
        None => sheets.clone(),
    };
    // The first sheet that holds a table; a cover sheet has no second row.
    let mut chosen = None;
    for sheet in wanted {
        let mut rows: Vec<OwnedRow> = Vec::new();
        book.visit(&sheet, &mut |row| {
            if row.view().filled() > 0 {
                rows.push(row);
            }
            rows.len() < 200
        })?;
        let table_like = rows.len() > 1 && super::dialect::usual_width(&rows) > 1;
        if chosen.is_none() || table_like {
            chosen = Some((sheet, rows));
        }
        if table_like {
            break;
        }
    }
    let Some((sheet, rows)) = chosen.filter(|(_, rows)| !rows.is_empty()) else {
        return Err(ImportError::Empty { file: name });
    };
    let header_line = mapped.map(|file| file.header_line).filter(|line| *line > 0);
    let header_row = match header_line {
        Some(line) => rows.iter().find(|row| row.line == u64::from(line)),
        None => rows.get(find_header(&rows)),
    };
    let Some(header_row) = header_row else {
        return Err(ImportError::NoHeader { file: name, line: header_line.unwrap_or(1) });
    };
    let preamble = rows
        .iter()
        .take_while(|row| row.line < header_row.line)
        .map(|row| row.view().iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" "))
        .collect();
    let (header, repeated) = column_names(header_row, &name)?;
    Ok(Table {
        path: path.to_owned(),
        name,
        format: FileFormat::Xlsx,
        sheet: Some(sheet),
        sheets,
        encoding: encoding_rs::UTF_8,
        dialect: Dialect { delimiter: b',', cr_ends: false },
        header_line: header_row.line as u32,
        header,
        preamble,
        repeated,
        size_bytes,
        headless: super::dialect::looks_like_data(header_row),
        encoding_words: "XLSX workbook".into(),
        encoding_guessed: false,
    })
}

/// Names as they are written in a mapping: white space folded, empty and repeated ones numbered; and which were repeated.
fn column_names(row: &OwnedRow, file: &str) -> Result<(Vec<String>, Vec<String>), ImportError> {
    if row.cells.len() >= MOST_CELLS {
        return Err(ImportError::TooManyColumns { file: file.to_owned(), limit: MOST_CELLS });
    }
    let mut taken = std::collections::HashSet::new();
    let (mut names, mut repeated) = (Vec::new(), Vec::new());
    for (index, cell) in row.view().iter().enumerate() {
        let folded = cell.trim_start_matches('\u{feff}').split_whitespace().collect::<Vec<_>>().join(" ");
        let plain = if folded.is_empty() { format!("Column {}", index + 1) } else { folded };
        let mut name = plain.clone();
        let mut count = 1;
        while !taken.insert(name.clone()) {
            count += 1;
            name = format!("{plain} ({count})");
        }
        if count == 2 {
            repeated.push(plain);
        }
        names.push(name);
    }
    Ok((names, repeated))
}
