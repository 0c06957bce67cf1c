//! A drawing area in plain pixels over plotters' SVG backend: the few strokes that charts are made of.
//!
//! Text is drawn with the one bundled family; the backend needs no font file, because the reader's machine sets the type.

use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, DashedPathElement, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, IntoFont, IntoTextStyle, RGBColor, ShapeStyle, TextStyle};

/// The family that the window bundles and that paper embeds.
const FAMILY: &str = "Inter";

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

pub struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
}

type Point = (i32, i32);

impl<'a> Canvas<'a> {
    pub fn new(buffer: &'a mut String, width: u32, height: u32) -> Canvas<'a> {
        Canvas { area: SVGBackend::with_string(buffer, (width, height)).into_drawing_area() }
    }

    /// Draws an element. The SVG backend writes to memory and cannot fail.
    fn draw<E>(&self, element: &E)
    where
        for<'b> &'b E: plotters::element::PointCollection<'b, Point>,
        E: plotters::element::Drawable<SVGBackend<'a>>,
    {
        let _ = self.area.draw(element);
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

    /// Ends the picture.
    pub fn finish(self) {
        let _ = self.area.present();
    }
}
