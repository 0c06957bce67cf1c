//! What typst is allowed to know: the layout, the document, the typefaces. Nothing else exists.

use crate::picture::INTER;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt, World};

const LAYOUT: &str = include_str!("paper.typ");

/// The in-memory world of one document.
pub struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    faces: Vec<Font>,
    layout: Source,
    document: FileId,
    json: Bytes,
}

impl Desk {
    /// `boxes` is a face for what Inter lacks.
    pub fn new(json: String, boxes: Option<Vec<u8>>) -> Desk {
        let files = INTER.into_iter().map(Bytes::new).chain(boxes.map(Bytes::new));
        let faces: Vec<Font> = files.filter_map(|file| Font::new(file, 0)).collect();
        // Cells that name their row are marked by a function that typst keeps behind this.
        let features: Features = [Feature::A11yExtras].into_iter().collect();
        Desk {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&faces)),
            faces,
            layout: Source::new(file("paper.typ"), LAYOUT.into()),
            document: file("document.json"),
            json: Bytes::from_string(json),
        }
    }
}

/// Names of ours, which are paths.
fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).unwrap_or_else(|_| unreachable!("{name} is a path"));
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.layout.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.layout.id() { Ok(self.layout.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.document { Ok(self.json.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.faces.get(index).cloned()
    }

    /// No clock: the same document gives the same pages tomorrow.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
