//! A drawing of ours as a picture (PNG) and as a page (PDF).
//!
//! Both are set in the Inter that stands beside this file, and in nothing else: the machine's own typefaces are never looked up, so a
//! picture is the same everywhere. What Inter has no sign for is told ([`Picture::without_sign`]), never replaced in silence.

use krilla::geom::{Size, Transform};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::tiny_skia;
use resvg::usvg::{self, ImageHrefResolver, Node, Options, Tree, fontdb};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// The weights that drawings use: 400, 500 and 600.
pub(crate) const INTER: [&[u8]; 3] = [
    include_bytes!("fonts/Inter-Regular.ttf"),
    include_bytes!("fonts/Inter-Medium.ttf"),
    include_bytes!("fonts/Inter-SemiBold.ttf"),
];

/// Pixels of a PNG for one of the drawing.
const SCALE: f32 = 2.0;
/// The longest side of a PNG, in pixels, and what all its pixels may be: 400 MB while it is drawn.
const LONGEST: f32 = 32_000.0;
const PIXELS: f32 = 100_000_000.0;
/// Points of a page for one pixel of the drawing: CSS has 96 pixels to the inch, PDF 72 points.
const POINTS: f32 = 0.75;
/// The longest side that PDF allows, in points: 200 inches.
const LONGEST_PAGE: f32 = 14_400.0;

/// A written picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    pub bytes: Vec<u8>,
    /// Pixels (PNG) or points (PDF), across and down.
    pub width: f32,
    pub height: f32,
    /// Below 1 where the drawing had to be made smaller, because it would not have fitted into the format.
    pub reduced: f32,
    /// Signs of the texts that Inter lacks, in order of their code points: each stands as a box.
    pub without_sign: Vec<char>,
}

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    #[error("the drawing is no SVG that can be read: {0}")]
    Drawing(#[from] usvg::Error),
    #[error("a picture of {0} × {1} pixels cannot be drawn")]
    Size(f32, f32),
    #[error("the picture could not be packed: {0}")]
    Packing(String),
}

/// A drawing as a PNG, with two pixels to each of its own.
///
/// # Errors
/// If the drawing cannot be read or has no extent.
pub fn png(svg: &str) -> Result<Picture, PictureError> {
    let tree = read(svg)?;
    let (across, down) = (tree.size().width(), tree.size().height());
    let scale = SCALE.min(LONGEST / across.max(down)).min((PIXELS / (across * down)).sqrt());
    let (width, height) = ((across * scale).round(), (down * scale).round());
    let mut pixels = tiny_skia::Pixmap::new(width as u32, height as u32).ok_or(PictureError::Size(width, height))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let bytes = pixels.encode_png().map_err(|error| PictureError::Packing(error.to_string()))?;
    Ok(Picture { bytes, width, height, reduced: scale / SCALE, without_sign: without_sign(&tree) })
}

/// A drawing as one page of its own size, its texts selectable and searchable.
///
/// # Errors
/// If the drawing cannot be read or has no extent.
pub fn pdf(svg: &str, title: &str) -> Result<Picture, PictureError> {
    let tree = read(svg)?;
    let (across, down) = (tree.size().width(), tree.size().height());
    let scale = POINTS.min(LONGEST_PAGE / across.max(down));
    let (width, height) = (across * scale, down * scale);
    let no_page = || PictureError::Size(across, down);
    let (page, drawing) =
        (PageSettings::from_wh(width, height).ok_or_else(no_page)?, Size::from_wh(across, down).ok_or_else(no_page)?);
    let mut document = Document::new_with(SerializeSettings::default());
    document.set_metadata(Metadata::new().title(title.to_string()).language("en".into()).creator("Baton".into()));
    let mut page = document.start_page_with(page);
    let mut surface = page.surface();
    surface.push_transform(&Transform::from_scale(scale, scale));
    surface.draw_svg(&tree, drawing, SvgSettings::default()).ok_or_else(no_page)?;
    surface.pop();
    surface.finish();
    page.finish();
    let bytes = document.finish().map_err(|error| PictureError::Packing(format!("{error:?}")))?;
    Ok(Picture { bytes, width, height, reduced: scale / POINTS, without_sign: without_sign(&tree) })
}

fn read(svg: &str) -> Result<Tree, usvg::Error> {
    let options = Options {
        fontdb: faces(),
        font_family: "Inter".into(),
        // Drawings of ours hold no pictures; one that names a file is not followed.
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    Tree::from_str(svg, &options)
}

fn faces() -> Arc<fontdb::Database> {
    static FACES: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    Arc::clone(FACES.get_or_init(|| {
        let mut faces = fontdb::Database::new();
        for face in INTER {
            faces.load_font_data(face.to_vec());
        }
        Arc::new(faces)
    }))
}

fn without_sign(tree: &Tree) -> Vec<char> {
    let mut missing = BTreeSet::new();
    collect(tree.root(), &mut missing);
    missing.into_iter().collect()
}

fn collect(group: &usvg::Group, missing: &mut BTreeSet<char>) {
    for node in group.children() {
        match node {
            Node::Group(inner) => collect(inner, missing),
            Node::Text(text) => {
                let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
                // Sign 0 of a typeface is its box.
                missing.extend(glyphs.filter(|glyph| glyph.id.0 == 0).flat_map(|glyph| glyph.text.chars()));
            }
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}
