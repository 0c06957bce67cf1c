//! Files as rows of text: encoding, dialect, header, blank lines, footers; CSV and XLSX alike.
//!
//! Streams: a file is never in memory whole, but for the strings of a workbook. Refuses to know what a column means.

pub mod dialect;
pub mod encoding;
mod gate;
pub mod rejects;
pub mod scan;
pub mod table;
pub mod workbook;

/// A row of text: one string, cut into cells.
#[derive(Debug, Clone, Copy)]
pub struct RowText<'a> {
    /// 1-based line (CSV) or row (XLSX) in which it begins.
    pub line: u64,
    pub text: &'a str,
    pub cells: &'a [(u32, u32)],
    /// A quote stood inside quoted text without being doubled; it was taken as text.
    pub stray_quote: bool,
}

impl<'a> RowText<'a> {
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The cell's text; empty beyond the end of the row.
    #[inline]
    pub fn cell(&self, index: usize) -> &'a str {
        match self.cells.get(index) {
            Some(&(from, to)) => &self.text[from as usize..to as usize],
            None => "",
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = &'a str> {
        let text = self.text;
        self.cells.iter().map(move |&(from, to)| &text[from as usize..to as usize])
    }

    /// How many cells hold more than white space.
    pub fn filled(&self) -> usize {
        self.iter().filter(|cell| !cell.trim().is_empty()).count()
    }
}

/// A row that owns its text, for looking ahead.
#[derive(Debug, Clone, Default)]
pub struct OwnedRow {
    pub line: u64,
    pub text: String,
    pub cells: Vec<(u32, u32)>,
    pub stray_quote: bool,
}

impl OwnedRow {
    pub fn copy_of(row: RowText<'_>) -> OwnedRow {
        OwnedRow { line: row.line, text: row.text.to_owned(), cells: row.cells.to_vec(), stray_quote: row.stray_quote }
    }

    pub fn view(&self) -> RowText<'_> {
        RowText { line: self.line, text: &self.text, cells: &self.cells, stray_quote: self.stray_quote }
    }
}
