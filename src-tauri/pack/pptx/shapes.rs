//! What stands on a slide: texts, tables and pictures at a place, in points.

use crate::text::escaped;
use std::fmt::Write;

/// English metric units to a point.
const EMU: f64 = 12_700.0;
/// The slide, 16 : 9, in the same units.
pub const WIDTH: i64 = 12_192_000;
pub const HEIGHT: i64 = 6_858_000;

pub const INK: &str = "151A19";
pub const INK_2: &str = "48514E";
pub const INK_3: &str = "626B68";
pub const ACCENT: &str = "0B6A5A";
const HAIR: &str = "E3E7E5";
const HAIR_2: &str = "CBD1CE";

/// Points between a list's sign and its text.
pub const BULLET: f64 = 18.0;

/// Where something stands, in points from the slide's top left.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub x: f64,
    pub y: f64,
    pub w: f64,
    pub h: f64,
}

/// A stretch of text in one hand.
#[derive(Debug, Clone)]
pub struct Run {
    pub text: String,
    /// Points.
    pub size: f64,
    pub bold: bool,
    pub italic: bool,
    pub colour: &'static str,
}

impl Run {
    pub fn new(text: impl Into<String>, size: f64, colour: &'static str) -> Run {
        Run { text: text.into(), size, bold: false, italic: false, colour }
    }

    pub fn bold(self) -> Run {
        Run { bold: true, ..self }
    }
}

/// A paragraph of runs.
#[derive(Debug, Clone, Default)]
pub struct Paragraph {
    pub runs: Vec<Run>,
    /// Points before it.
    pub before: f64,
    /// Points from the left edge.
    pub indent: f64,
    pub right: bool,
    pub point: Point,
}

/// What stands before a paragraph, where its indent begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Point {
    #[default]
    None,
    Dash,
    /// Counted from 1; what is beyond OOXML's 32,767 stands at its end.
    Number(u64),
}

/// A table's column and its cells, ready to be set.
pub struct Grid {
    /// In points.
    pub widths: Vec<f64>,
    pub rows: Vec<Vec<Paragraph>>,
    pub heights: Vec<f64>,
}

/// The shapes of one slide under way.
#[derive(Default)]
pub struct Shapes {
    xml: String,
    count: usize,
}

impl Shapes {
    pub fn into_xml(self) -> String {
        self.xml
    }

    fn id(&mut self) -> usize {
        self.count += 1;
        self.count + 1
    }

    /// The slide's title: what its outline shows.
    pub fn title(&mut self, place: Place, run: Run) {
        let id = self.id();
        let paragraph = Paragraph { runs: vec![run], ..Paragraph::default() };
        let _ = write!(
            self.xml,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Title\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"title\"/></p:nvPr>\
             </p:nvSpPr><p:spPr>{}</p:spPr>{}</p:sp>",
            transform(place),
            body("p", &[paragraph])
        );
    }

    pub fn text(&mut self, name: &str, place: Place, paragraphs: &[Paragraph]) {
        let id = self.id();
        let _ = write!(
            self.xml,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/>\
             </a:prstGeom><a:noFill/></p:spPr>{}</p:sp>",
            escaped(name),
            transform(place),
            body("p", paragraphs)
        );
    }

    /// The short bar over a title; decoration.
    pub fn tag(&mut self, place: Place) {
        let id = self.id();
        let _ = write!(
            self.xml,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Tag\"><a:extLst><a:ext uri=\"{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}\"><adec:decorative \
             xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" val=\"1\"/></a:ext></a:extLst></p:cNvPr><p:cNvSpPr/><p:nvPr/>\
             </p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val=\"accent1\"/></a:solidFill><a:ln>\
             <a:noFill/></a:ln></p:spPr></p:sp>",
            transform(place)
        );
    }

    /// A picture by its place among the slide's pictures, from 0, with its words.
    pub fn picture(&mut self, place: Place, at: usize, description: &str) {
        let id = self.id();
        let _ = write!(
            self.xml,
            "<p:pic><p:nvPicPr><p:cNvPr id=\"{id}\" name=\"Chart {id}\" descr=\"{}\"/><p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/>\
             </p:nvPicPr><p:blipFill><a:blip r:embed=\"rId{}\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{}<a:prstGeom prst=\"rect\">\
             <a:avLst/></a:prstGeom></p:spPr></p:pic>",
            escaped(description),
            at + 2,
            transform(place)
        );
    }

    /// A real table; its first row is its head.
    pub fn table(&mut self, name: &str, at: (f64, f64), grid: &Grid) {
        let id = self.id();
        let place = Place { x: at.0, y: at.1, w: grid.widths.iter().sum(), h: grid.heights.iter().sum() };
        let columns: String = grid.widths.iter().map(|width| format!("<a:gridCol w=\"{}\"/>", emu(*width))).collect();
        let rows: String = grid
            .rows
            .iter()
            .zip(&grid.heights)
            .enumerate()
            .map(|(number, (row, height))| {
                let cells: String =
                    row.iter().enumerate().map(|(place, cell)| table_cell(cell, number == 0, place == 0)).collect();
                format!("<a:tr h=\"{}\">{cells}</a:tr>", emu(*height))
            })
            .collect();
        let _ = write!(
            self.xml,
            "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{id}\" name=\"Table {id}\" descr=\"{}\"/><p:cNvGraphicFramePr><a:graphicFrameLocks \
             noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr><p:xfrm>{}</p:xfrm><a:graphic><a:graphicData \
             uri=\"http://schemas.openxmlformats.org/drawingml/2006/table\"><a:tbl><a:tblPr firstRow=\"1\"/><a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl>\
             </a:graphicData></a:graphic></p:graphicFrame>",
            escaped(name),
            offsets(place)
        );
    }
}

fn table_cell(paragraph: &Paragraph, head: bool, first: bool) -> String {
    let none = ["lnL", "lnR", "lnT"].map(|side| format!("<a:{side} w=\"0\"><a:noFill/></a:{side}>")).concat();
    let (left, gap) = (emu(if first { 0.0 } else { 5.0 }), emu(2.5));
    let (anchor, line) = if head { ("b", HAIR_2) } else { ("ctr", HAIR) };
    format!(
        "<a:tc>{}<a:tcPr marL=\"{left}\" marR=\"{}\" marT=\"{gap}\" marB=\"{gap}\" anchor=\"{anchor}\">{none}<a:lnB w=\"6350\"><a:solidFill>\
         <a:srgbClr val=\"{line}\"/></a:solidFill></a:lnB><a:noFill/></a:tcPr></a:tc>",
        body("a", std::slice::from_ref(paragraph)),
        emu(5.0)
    )
}

fn body(space: &str, paragraphs: &[Paragraph]) -> String {
    let paragraphs: String = paragraphs.iter().map(paragraph_xml).collect();
    let frame = match space {
        "a" => "<a:bodyPr/>",
        _ => {
            "<a:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"t\"><a:noAutofit/></a:bodyPr>"
        }
    };
    format!("<{space}:txBody>{frame}<a:lstStyle/>{paragraphs}</{space}:txBody>")
}

fn paragraph_xml(paragraph: &Paragraph) -> String {
    let runs: String = paragraph.runs.iter().map(run_xml).collect();
    let (hanging, bullet) = match paragraph.point {
        Point::None => (0.0, "<a:buNone/>".to_owned()),
        Point::Dash => (BULLET, "<a:buFont typeface=\"Inter\"/><a:buChar char=\"–\"/>".to_owned()),
        Point::Number(number) => {
            let from = number.clamp(1, 32_767);
            (BULLET, format!("<a:buFont typeface=\"Inter\"/><a:buAutoNum type=\"arabicPeriod\" startAt=\"{from}\"/>"))
        }
    };
    format!(
        "<a:p><a:pPr marL=\"{}\" indent=\"{}\" algn=\"{}\"><a:spcBef><a:spcPts val=\"{}\"/></a:spcBef>{bullet}</a:pPr>{runs}</a:p>",
        emu(paragraph.indent),
        emu(-hanging),
        if paragraph.right { "r" } else { "l" },
        (paragraph.before * 100.0).round() as i64
    )
}

fn run_xml(run: &Run) -> String {
    format!(
        "<a:r><a:rPr lang=\"en-GB\" sz=\"{}\"{} dirty=\"0\"><a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill><a:latin typeface=\"Inter\"/></a:rPr>\
         <a:t>{}</a:t></a:r>",
        (run.size * 100.0).round() as i64,
        match (run.bold, run.italic) {
            (true, true) => " b=\"1\" i=\"1\"",
            (true, false) => " b=\"1\"",
            (false, true) => " b=\"0\" i=\"1\"",
            (false, false) => " b=\"0\"",
        },
        run.colour,
        escaped(&run.text)
    )
}

fn transform(place: Place) -> String {
    format!("<a:xfrm>{}</a:xfrm>", offsets(place))
}

fn offsets(place: Place) -> String {
    format!(
        "<a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/>",
        emu(place.x),
        emu(place.y),
        emu(place.w),
        emu(place.h)
    )
}

fn emu(points: f64) -> i64 {
    (points * EMU).round() as i64
}
