//! The formats that a document is written in, and writing it.

use crate::document::Document;
use crate::{html, pptx, sheets, xlsx};
use playbook::Instant;
use std::path::Path;

/// What a document is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "PackFormat")]
pub enum Format {
    Pdf,
    Html,
    Xlsx,
    Pptx,
    /// Every table as a CSV file, in a ZIP archive.
    Csv,
}

impl Format {
    pub const ALL: [Format; 5] = [Format::Pdf, Format::Html, Format::Xlsx, Format::Pptx, Format::Csv];

    /// The ending of its files, without a dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Html => "html",
            Format::Xlsx => "xlsx",
            Format::Pptx => "pptx",
            Format::Csv => "zip",
        }
    }

    /// What a file's name asks for.
    pub fn of(path: &Path) -> Option<Format> {
        let ending = path.extension()?.to_str()?;
        Format::ALL.into_iter().find(|format| format.ending().eq_ignore_ascii_case(ending))
    }
}

/// A written document.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    pub bytes: Vec<u8>,
    /// What whoever asked for it should know, in sentences.
    pub remarks: Vec<String>,
}

/// Why a document could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[cfg(feature = "pdf")]
    #[error(transparent)]
    Pdf(#[from] crate::pdf::PdfError),
    #[cfg(not(feature = "pdf"))]
    #[error(
        "this Baton was built without pages. Write .html, which prints well, or build it with its default features"
    )]
    NoPages,
    #[error("the workbook could not be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    #[error(transparent)]
    Slides(#[from] pptx::SlidesError),
    #[error(transparent)]
    Sheets(#[from] sheets::SheetsError),
}

/// Writes a document. `made` is the date that stands in files that have one: the data's own, so that the same data gives the same bytes.
///
/// # Errors
/// [`WriteError`]; what the document says cannot cause one.
pub fn write(document: &Document, format: Format, made: Instant) -> Result<Written, WriteError> {
    let plain = |bytes: Vec<u8>| Written { bytes, remarks: Vec::new() };
    Ok(match format {
        #[cfg(feature = "pdf")]
        Format::Pdf => {
            let pages = crate::pdf::pdf(document)?;
            Written { remarks: missing(&pages.without_sign), bytes: pages.bytes }
        }
        #[cfg(not(feature = "pdf"))]
        Format::Pdf => return Err(WriteError::NoPages),
        Format::Html => plain(html::html(document).into_bytes()),
        Format::Xlsx => plain(xlsx::xlsx(document, made)?),
        Format::Pptx => plain(pptx::pptx(document, made)?),
        Format::Csv => plain(sheets::archive(document)?),
    })
}

#[cfg(feature = "pdf")]
fn missing(signs: &[char]) -> Vec<String> {
    const NAMED: usize = 20;
    if signs.is_empty() {
        return Vec::new();
    }
    let named: Vec<String> = signs.iter().take(NAMED).map(char::to_string).collect();
    let more = if signs.len() > NAMED { format!(" and {} more", signs.len() - NAMED) } else { String::new() };
    vec![format!(
        "Inter, the typeface that Baton brings, lacks {}{more}: on the pages they stand as boxes, with their text behind them. HTML is set in the reader's typefaces.",
        named.join(" ")
    )]
}
