//! A drawing area in plain pixels over plotters' SVG backend: the few strokes that charts are made of.
//!
//! Text is drawn with the one bundled family; the backend needs no font file, because the reader's machine sets the type.

use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, DashedPathElement, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, IntoFont, IntoTextStyle, RGBColor, ShapeStyle, TextStyle};

/// The family that the window bundles and that paper embeds; what stands in for it where a picture went without it.
const FAMILY: &str = "Inter, Helvetica, Arial, sans-serif";

/// plotters takes a font's size by its line height and writes so much less into the SVG; sizes here are the SVG's own pixels.
const LINE_HEIGHT: f64 = 1.24;

/// Where a text hangs at its point.
#[derive(Debug, Clone, Copy)]
pub enum Hang {
    Left,
    Centre,
    Right,
}

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub struct Ink {
    pub colour: RGBColor,
    pub size: f64,
    pub bold: bool,
}

type Point = (i32, i32);

/// About how wide a text will be, in pixels: its type is set on the reader's machine.
pub fn text_width(text: &str, size: f64, bold: bool) -> i32 {
    let character = if bold { 0.56 } else { 0.525 };
    (text.chars().count() as f64 * size * character).ceil() as i32
}

/// A drawing under way. What is drawn last lies on top.
pub struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
}

/// Draws a picture of so many pixels and returns its `<svg>`.
pub fn picture(size: (u32, u32), draw: impl FnOnce(&Canvas<'_>)) -> String {
    let mut svg = String::new();
    {
        let canvas = Canvas { area: SVGBackend::with_string(&mut svg, size).into_drawing_area() };
        draw(&canvas);
        // Writes to memory and cannot fail.
        let _ = canvas.area.present();
    }
    // Strokes of one pixel are sharp where they run through the middle of pixels; and the design's strong is not its bold.
    svg.replacen("viewBox=\"0 0 ", "viewBox=\"-0.5 -0.5 ", 1).replace("font-weight=\"bold\"", "font-weight=\"600\"")
}

impl<'a> Canvas<'a> {
    /// Draws an element. The SVG backend writes to memory and cannot fail.
    fn draw<E>(&self, element: &E)
    where
        for<'b> &'b E: plotters::element::PointCollection<'b, Point>,
        E: plotters::element::Drawable<SVGBackend<'a>>,
    {
        let _ = self.area.draw(element);
    }

    /// The paper, to beyond its edges.
    pub fn ground(&self, (width, height): Point, colour: RGBColor) {
        self.rectangle((-1, -1), (width + 1, height + 1), colour);
    }

    pub fn rectangle(&self, from: Point, to: Point, colour: RGBColor) {
        self.draw(&Rectangle::new([from, to], colour.filled()));
    }

    pub fn line(&self, points: Vec<Point>, colour: RGBColor, width: u32) {
        self.draw(&PathElement::new(
            points,
            ShapeStyle { color: colour.to_rgba(), filled: false, stroke_width: width },
        ));
    }

    pub fn dashed(&self, from: Point, to: Point, colour: RGBColor) {
        let style = ShapeStyle { color: colour.to_rgba(), filled: false, stroke_width: 1 };
        self.draw(&DashedPathElement::new([from, to], 3, 3, style));
    }

    pub fn dot(&self, at: Point, radius: u32, colour: RGBColor) {
        self.draw(&Circle::new(at, radius, colour.filled()));
    }

    /// A ring filled with the ground: a point that is known and does not count yet.
    pub fn ring(&self, at: Point, radius: u32, colour: RGBColor, ground: RGBColor) {
        self.draw(&Circle::new(at, radius, ground.filled()));
        self.draw(&Circle::new(at, radius, ShapeStyle { color: colour.to_rgba(), filled: false, stroke_width: 1 }));
    }

    /// The breach mark, with a rim of ground so that it stands off the line.
    pub fn triangle(&self, (x, y): Point, radius: i32, colour: RGBColor, ground: RGBColor) {
        let corners = |radius: i32| vec![(x, y - radius), (x + radius, y + radius - 1), (x - radius, y + radius - 1)];
        self.draw(&Polygon::new(corners(radius + 2), ground.filled()));
        self.draw(&Polygon::new(corners(radius), colour.filled()));
    }

    /// A text on a piece of ground of its own, so that no line strikes it through.
    pub fn label(&self, text: &str, (x, y): Point, hang: Hang, ink: Ink, ground: RGBColor) {
        let width = text_width(text, ink.size, ink.bold);
        let from = match hang {
            Hang::Left => x,
            Hang::Centre => x - width / 2,
            Hang::Right => x - width,
        };
        self.rectangle((from - 2, y - 6), (from + width + 2, y + 6), ground);
        self.text(text, (x, y), hang, ink);
    }

    /// `at` is the text's middle line.
    pub fn text(&self, text: &str, at: Point, hang: Hang, ink: Ink) {
        let side = match hang {
            Hang::Left => HPos::Left,
            Hang::Centre => HPos::Center,
            Hang::Right => HPos::Right,
        };
        let style = if ink.bold { FontStyle::Bold } else { FontStyle::Normal };
        let font = (FAMILY, ink.size * LINE_HEIGHT, style).into_font();
        let style: TextStyle = font.color(&ink.colour).pos(Pos::new(side, VPos::Center)).into_text_style(&self.area);
        self.draw(&Text::new(text.to_string(), at, style));
    }
}
