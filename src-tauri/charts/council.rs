//! What a council looks at beside its figures: where a month's time went, and how mature its handoffs are.

use crate::theme::Theme;
use playbook::council::{LostPart, Waterfall};
use playbook::maturity::{Level, Maturity};
use playbook::metrics::words;
use plotters::style::RGBColor;
use std::f64::consts::TAU;
use std::fmt::Write;

const FAMILY: &str = "Inter, Helvetica, Arial, sans-serif";
/// Pixels of a row of the waterfall.
const ROW: f64 = 44.0;
const BAR: f64 = 22.0;
/// Left of the bars stand their names, right of them their figures.
const NAMES: f64 = 200.0;
const FIGURES: f64 = 150.0;

fn hex(RGBColor(red, green, blue): RGBColor) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
}

/// An SVG under way.
struct Sketch(String);

impl Sketch {
    fn new(width: f64, height: f64, ground: RGBColor) -> Sketch {
        let mut sketch = Sketch(format!(
            "<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" xmlns=\"http://www.w3.org/2000/svg\">\n"
        ));
        sketch.rectangle((0.0, 0.0), (width, height), ground);
        sketch
    }

    // Writing into a text cannot fail, here and below.
    fn rectangle(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), fill: RGBColor) {
        let _ = writeln!(
            self.0,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{}\"/>",
            hex(fill)
        );
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: RGBColor) {
        let _ = writeln!(
            self.0,
            "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"{}\"/>",
            from.0,
            from.1,
            to.0,
            to.1,
            hex(stroke)
        );
    }

    fn polygon(&mut self, points: &[(f64, f64)], fill: Option<RGBColor>, stroke: RGBColor, width: f64) {
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let fill = fill.map_or_else(|| "none".to_owned(), hex);
        let _ = writeln!(
            self.0,
            "<polygon points=\"{}\" fill=\"{fill}\" stroke=\"{}\" stroke-width=\"{width}\" stroke-linejoin=\"round\"/>",
            points.join(" "),
            hex(stroke)
        );
    }

    /// `at` is where the text stands on its line; names of ours alone, which hold no markup.
    fn text(&mut self, text: &str, at: (f64, f64), anchor: &str, size: f64, strong: bool, fill: RGBColor) {
        let weight = if strong { 600 } else { 400 };
        let _ = writeln!(
            self.0,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\" font-family=\"{FAMILY}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{}\">{text}</text>",
            at.0,
            at.1,
            hex(fill)
        );
    }

    fn finish(mut self) -> String {
        self.0.push_str("</svg>\n");
        self.0
    }
}

/// Where the time of a month's waiting went: each part begins where the one above it ends, down to the whole.
pub fn waterfall(waterfall: &Waterfall, theme: Theme, width: u32) -> String {
    let palette = theme.palette();
    let width = f64::from(width);
    let height = ROW * (waterfall.parts.len() + 1) as f64 + 8.0;
    let room = width - NAMES - FIGURES;
    let total = waterfall.total_ms.max(1) as f64;
    let mut sketch = Sketch::new(width, height, palette.work);
    let mut before = 0.0;
    let idle = |part: LostPart| matches!(part, LostPart::OutsideHours | LostPart::Paused);
    let usable = waterfall.parts.iter().filter(|part| !idle(part.part));
    let longest = usable.map(|part| part.ms).max().unwrap_or(0);
    for (at, part) in waterfall.parts.iter().enumerate() {
        let middle = ROW * (at as f64 + 0.5);
        let (from, long) = (NAMES + room * before / total, room * part.ms as f64 / total);
        // One message: the largest part of the time that somebody could have used.
        let fill = match (idle(part.part), part.ms == longest) {
            (true, _) => palette.line,
            (false, true) => palette.accent,
            (false, false) => palette.text_3,
        };
        sketch.text(&part.title, (0.0, middle + 4.5), "start", 13.0, false, palette.text);
        sketch.rectangle((from, middle - BAR / 2.0), (long.max(1.0), BAR), fill);
        let end = from + long;
        sketch.line((end, middle + BAR / 2.0), (end, middle + ROW - BAR / 2.0), palette.text_3);
        let words = format!("{}, {}", words::duration(part.ms as f64), words::share(part.share));
        sketch.text(&words, (width, middle + 4.5), "end", 13.0, false, palette.text_2);
        before += part.ms as f64;
    }
    let middle = ROW * (waterfall.parts.len() as f64 + 0.5);
    sketch.text("Together", (0.0, middle + 4.5), "start", 13.0, true, palette.text);
    sketch.rectangle((NAMES, middle - BAR / 2.0), (room, BAR), palette.series);
    sketch.text(&words::duration(waterfall.total_ms as f64), (width, middle + 4.5), "end", 13.0, true, palette.text);
    sketch.finish()
}

/// How mature the six capabilities are, as a net of five rings.
pub fn radar(maturity: &Maturity, theme: Theme, width: u32, height: u32) -> String {
    let palette = theme.palette();
    let (width, height) = (f64::from(width), f64::from(height));
    let (centre, radius) = ((width / 2.0, height / 2.0), height / 2.0 - 44.0);
    let count = maturity.capabilities.len().max(3) as f64;
    let levels = Level::ALL.len() as f64;
    let place = |at: usize, level: f64| {
        let turn = TAU * at as f64 / count - TAU / 4.0;
        (centre.0 + radius * level / levels * turn.cos(), centre.1 + radius * level / levels * turn.sin())
    };
    let ring = |level: f64| (0..count as usize).map(|at| place(at, level)).collect::<Vec<_>>();
    let mut sketch = Sketch::new(width, height, palette.work);
    for level in Level::ALL {
        sketch.polygon(&ring(f64::from(level.number())), None, palette.line, 1.0);
    }
    for at in 0..count as usize {
        sketch.line(centre, place(at, levels), palette.line);
    }
    let shape: Vec<(f64, f64)> = maturity
        .capabilities
        .iter()
        .enumerate()
        .map(|(at, capability)| place(at, f64::from(capability.level.number())))
        .collect();
    sketch.polygon(&shape, None, palette.accent, 2.5);
    for (at, capability) in maturity.capabilities.iter().enumerate() {
        let (x, y) = place(at, f64::from(capability.level.number()));
        let dot = 4.0;
        sketch.polygon(
            &[(x - dot, y), (x, y - dot), (x + dot, y), (x, y + dot)],
            Some(palette.accent),
            palette.work,
            1.0,
        );
        let (x, y) = place(at, levels + 0.35);
        let anchor = if (x - centre.0).abs() < 1.0 {
            "middle"
        } else if x > centre.0 {
            "start"
        } else {
            "end"
        };
        let lift = if y < centre.1 - radius * 0.9 { -14.0 } else { 0.0 };
        sketch.text(capability.capability.name(), (x, y + lift), anchor, 13.0, true, palette.text);
        let level = format!("{} {}", capability.level.number(), capability.level.name());
        sketch.text(&level, (x, y + lift + 16.0), anchor, 12.0, false, palette.text_2);
    }
    sketch.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use playbook::council::WaterfallPart;

    #[test]
    fn parts_follow_each_other_and_the_largest_that_somebody_could_have_used_stands_out() {
        let part =
            |part: LostPart, ms: i64| WaterfallPart { part, title: part.title().into(), ms, share: ms as f64 / 100.0 };
        let all = Waterfall {
            handoff: None,
            records: 3,
            left_out: 0,
            total_ms: 100,
            parts: vec![
                part(LostPart::OutsideHours, 70),
                part(LostPart::WaitingForAssignment, 10),
                part(LostPart::WaitingForAcceptance, 20),
            ],
            sentence: String::new(),
        };
        let svg = waterfall(&all, Theme::Light, 1_350);
        let bars: Vec<&str> = svg.lines().filter(|line| line.starts_with("<rect")).skip(1).collect();
        // A pixel of room is a thousandth of the whole, from 200 on.
        for (bar, (x, width, fill)) in bars.iter().zip([
            (200, 700, "#E3E7E5"),
            (900, 100, "#626B68"),
            (1_000, 200, "#0B6A5A"),
            (200, 1_000, "#24302D"),
        ]) {
            assert!(
                bar.contains(&format!("x=\"{x}.0\""))
                    && bar.contains(&format!("width=\"{width}.0\""))
                    && bar.contains(fill),
                "{bar}"
            );
        }
        assert_eq!(bars.len(), 4);
    }
}
