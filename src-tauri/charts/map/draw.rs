//! The map on paper: the layout as one SVG with real text.

use super::place::STAGE_TEXT;
use super::{Area, HandoffLine, Lane, MapLayout, Point, StageBox};
use crate::theme::{Palette, Theme};
use playbook::policy::StageKind;
use plotters::style::RGBColor;
use std::fmt::Write;

/// Room above the lanes for the title.
const HEAD: i32 = 40;
const ROUND: i32 = 5;

/// Draws the map with a title over it. Nothing in it is markup that came from outside: every text is escaped.
pub fn map_svg(layout: &MapLayout, title: &str, theme: Theme) -> String {
    let palette = theme.palette();
    let (width, height) = (layout.width, layout.height + HEAD);
    let mut svg = Svg { text: String::new() };
    svg.put(format_args!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 {} {width} {height}\" \
         font-family=\"Inter, sans-serif\" font-size=\"{STAGE_TEXT}\">",
        -HEAD
    ));
    let arrow = |id: &str, colour: RGBColor| {
        format!(
            "<marker id=\"{id}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerUnits=\"userSpaceOnUse\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\">\
             <path d=\"M0 0.5 7.5 4 0 7.5z\" fill=\"{}\"/></marker>",
            hex(colour)
        )
    };
    svg.put(format_args!("<defs>{}{}</defs>", arrow("handoff", palette.text_2), arrow("flow", palette.text_3)));
    svg.put(format_args!(
        "<rect y=\"{}\" width=\"{width}\" height=\"{height}\" fill=\"{}\"/>",
        -HEAD,
        hex(palette.work)
    ));
    svg.word(title, Point { x: 12, y: -HEAD / 2 }, Set { colour: palette.text, size: 16, weight: 600, middle: false });
    for (at, lane) in layout.lanes.iter().enumerate() {
        draw_lane(&mut svg, lane, at % 2 == 0, width, &palette);
    }
    for flow in &layout.flows {
        svg.line(&flow.points, flow.back, palette.text_3, 1, "flow");
    }
    for handoff in &layout.handoffs {
        svg.line(&handoff.points, handoff.back, palette.text_2, 2, "handoff");
        let first = handoff.points.first().filter(|_| handoff.loose_start);
        let last = handoff.points.last().filter(|_| handoff.loose_end);
        for dot in first.into_iter().chain(last) {
            svg.put(format_args!(
                "<circle cx=\"{}\" cy=\"{}\" r=\"4\" fill=\"{}\"/>",
                dot.x,
                dot.y,
                hex(palette.text_2)
            ));
        }
    }
    for stage in &layout.stages {
        draw_stage(&mut svg, stage, &palette);
    }
    for handoff in &layout.handoffs {
        draw_badge(&mut svg, handoff, &palette);
    }
    svg.text.push_str("</svg>");
    svg.text
}

fn draw_lane(svg: &mut Svg, lane: &Lane, shaded: bool, width: i32, palette: &Palette) {
    if shaded {
        let fill = hex(palette.band);
        svg.put(format_args!("<rect y=\"{}\" width=\"{width}\" height=\"{}\" fill=\"{fill}\"/>", lane.y, lane.height));
    }
    let mut y = lane.y + 16;
    for line in broken(&lane.name) {
        svg.word(line, Point { x: 12, y }, Set { colour: palette.text, size: 11, weight: 600, middle: false });
        y += 14;
    }
    svg.word(&lane.short, Point { x: 12, y }, Set { colour: palette.text_3, size: 11, weight: 400, middle: false });
}

/// A name in at most two lines, broken at the space nearest the middle.
fn broken(name: &str) -> Vec<&str> {
    const LINE: usize = 14;
    if name.chars().count() <= LINE {
        return vec![name];
    }
    let middle = name.len() / 2;
    match name.match_indices(' ').map(|(at, _)| at).min_by_key(|at| at.abs_diff(middle)) {
        Some(at) => vec![&name[..at], &name[at + 1..]],
        None => vec![name],
    }
}

fn draw_stage(svg: &mut Svg, stage: &StageBox, palette: &Palette) {
    let (round, line, ink) = match stage.kind {
        StageKind::Start => (stage.area.h / 2, 1, palette.text_3),
        StageKind::Won | StageKind::Lost => (ROUND, 2, palette.text_2),
        StageKind::Normal | StageKind::Nurture => (ROUND, 1, palette.text_3),
    };
    svg.frame(stage.area, round, line, palette.work, ink);
    svg.word(
        &stage.name,
        stage.area.centre(),
        Set { colour: palette.text, size: STAGE_TEXT, weight: 500, middle: true },
    );
}

fn draw_badge(svg: &mut Svg, handoff: &HandoffLine, palette: &Palette) {
    svg.frame(handoff.badge, ROUND, 1, palette.work, palette.text_3);
    let words = format!("{}  {} → {}", handoff.key, handoff.sender, handoff.receiver);
    svg.word(&words, handoff.badge.centre(), Set { colour: palette.text, size: 11, weight: 500, middle: true });
}

/// How a word is set.
struct Set {
    colour: RGBColor,
    size: i32,
    weight: u16,
    middle: bool,
}

struct Svg {
    text: String,
}

impl Svg {
    fn put(&mut self, part: std::fmt::Arguments<'_>) {
        // Writing into a `String` cannot fail.
        let _ = self.text.write_fmt(part);
    }

    fn word(&mut self, word: &str, at: Point, set: Set) {
        let anchor = if set.middle { "middle" } else { "start" };
        self.put(format_args!(
            "<text x=\"{}\" y=\"{}\" dy=\".35em\" text-anchor=\"{anchor}\" font-size=\"{}\" font-weight=\"{}\" fill=\"{}\" \
             xml:space=\"preserve\">{}</text>",
            at.x,
            at.y,
            set.size,
            set.weight,
            hex(set.colour),
            escaped(word)
        ));
    }

    fn frame(&mut self, area: Area, round: i32, line: i32, fill: RGBColor, ink: RGBColor) {
        let Area { x, y, w, h } = area;
        self.put(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{round}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"{line}\"/>",
            hex(fill),
            hex(ink)
        ));
    }

    fn line(&mut self, points: &[Point], back: bool, ink: RGBColor, width: i32, arrow: &str) {
        let path: Vec<String> = points.iter().map(|point| format!("{},{}", point.x, point.y)).collect();
        let dash = if back { " stroke-dasharray=\"4 3\"" } else { "" };
        self.put(format_args!(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{width}\" stroke-linejoin=\"round\"{dash} \
             marker-end=\"url(#{arrow})\"/>",
            path.join(" "),
            hex(ink)
        ));
    }
}

fn hex(RGBColor(red, green, blue): RGBColor) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Text that stays text; characters that XML forbids are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
    out
}
