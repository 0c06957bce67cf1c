//! The agenda as slides that can be edited: titles and texts as text, tables as tables, charts as pictures with their words.
//!
//! OOXML as ECMA-376 has it, no more of it than PowerPoint, Impress and Keynote need: one master, one layout, a slide a message. There is no
//! well-kept crate for it.

mod flow;
mod measure;
mod notes;
mod parts;
mod pieces;
mod shapes;
mod table;

use crate::document::Document;
use crate::picture::PictureError;
use playbook::Instant;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// Why there are no slides.
#[derive(Debug, thiserror::Error)]
pub enum SlidesError {
    #[error("a chart could not be drawn for its slide: {0}")]
    Picture(#[from] PictureError),
    #[error("the slides could not be packed: {0}")]
    Zip(#[from] zip::result::ZipError),
    #[error("the slides could not be packed: {0}")]
    Io(#[from] std::io::Error),
}

/// The document's agenda as slides; `made` is written as their date, so that the same document gives the same bytes.
///
/// # Errors
/// [`SlidesError`], where a chart is no drawing.
pub fn pptx(document: &Document, made: Instant) -> Result<Vec<u8>, SlidesError> {
    let (slides, pictures) = flow::slides(document)?;
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, content: &[u8]| -> Result<(), SlidesError> {
        // No time of its own.
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(content)?;
        Ok(())
    };
    for (name, content) in parts::parts(document, slides.len(), made) {
        add(&name, content.as_bytes())?;
    }
    for (at, slide) in slides.iter().enumerate() {
        let number = at + 1;
        add(&format!("ppt/slides/slide{number}.xml"), parts::slide(&slide.shapes).as_bytes())?;
        add(&format!("ppt/slides/_rels/slide{number}.xml.rels"), parts::slide_relations(&slide.pictures).as_bytes())?;
    }
    for (at, picture) in pictures.iter().enumerate() {
        add(&format!("ppt/media/image{}.png", at + 1), picture)?;
    }
    Ok(zip.finish()?.into_inner())
}
