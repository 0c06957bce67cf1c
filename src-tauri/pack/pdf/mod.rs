//! The document as pages: laid out by typst inside this program, tagged for screen readers (PDF/UA-1), with bookmarks.
//!
//! typst reads one file of ours and the document as JSON beside it; it finds no other file, no typeface but those brought along, and no
//! clock. What the document says reaches it as values and never as markup.

mod boxes;
mod paper;
mod world;

use crate::document::Document;
use typst::foundations::Smart;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use world::Desk;

/// Why there are no pages.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    #[error("the document could not be handed over: {0}")]
    Json(#[from] serde_json::Error),
    #[error("the pages could not be laid out: {0}")]
    Layout(String),
    #[error("the pages could not be written as PDF/UA: {0}")]
    Writing(String),
}

/// Written pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Pages {
    pub bytes: Vec<u8>,
    pub count: usize,
    /// Signs that Inter lacks, in order: each stands as a box, with its text behind it.
    pub without_sign: Vec<char>,
}

/// The document as a PDF. The same document gives the same bytes.
///
/// # Errors
/// [`PdfError`], where typst finds a fault in the layout; what the document says cannot cause one.
pub fn pdf(document: &Document) -> Result<Pages, PdfError> {
    let json = serde_json::to_string(&paper::paper(document))?;
    let boxes = boxes::boxes(&json);
    let desk = Desk::new(json, boxes.face);
    let laid = typst::compile(&desk).output;
    let laid = laid.map_err(|errors| PdfError::Layout(said(errors.iter().map(|error| &*error.message))))?;
    let standards =
        PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| PdfError::Writing(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{} {} {}", document.company, document.kind, document.title)),
        creator: Smart::Custom(Some("Baton".into())),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&laid, &options)
        .map_err(|errors| PdfError::Writing(said(errors.iter().map(|error| &*error.message))))?;
    let count = laid.pages().len();
    // What typst remembers of a layout would stay in memory until the program ends.
    typst::comemo::evict(0);
    Ok(Pages { bytes, count, without_sign: boxes.signs })
}

fn said<'a>(messages: impl Iterator<Item = &'a str>) -> String {
    messages.collect::<Vec<_>>().join("; ")
}
