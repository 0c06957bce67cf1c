//! Where the parts of the chart lie, in pixels: the figure's panel, the moving ranges' panel under it, the months below both.

use super::XmrQuestion;
use super::words::difference;
use crate::axis::Axis;
use crate::canvas::text_width;
use playbook::metrics::review::{MovingRange, Unit, moving_ranges};
use playbook::metrics::words;

/// Value labels stand at the right, months and years below.
const AXIS_WIDTH: i32 = 52;
const TOP: i32 = 22;
pub(super) const MONTHS_HEIGHT: i32 = 40;
/// From the left edge to the first month's middle.
const INSET: i32 = 14;
/// Between the panels, with room for the lower one's name.
const GAP: i32 = 36;
/// The lower panel's share of the room, in percent.
const RANGES_SHARE: i32 = 27;
const LEAST_PANEL: i32 = 40;

/// Gridlines over the first: the upper panel has room for more.
const MOST_STEPS: usize = 5;
const MOST_STEPS_OF_RANGES: usize = 2;

/// Around a chart that stands alone.
pub(super) const MARGIN: i32 = 24;
pub(super) const TITLE_HEIGHT: i32 = 30;
pub(super) const LINE_HEIGHT: i32 = 16;
pub(super) const READING_SIZE: f64 = 12.0;
const FOOT: i32 = 20;

/// A panel and its axis.
pub(super) struct Panel {
    pub top: i32,
    pub bottom: i32,
    pub axis: Axis,
    /// How its values are written.
    pub write: fn(f64, Unit) -> String,
}

impl Panel {
    pub fn y(&self, value: f64) -> i32 {
        self.bottom - (f64::from(self.bottom - self.top) * value / self.axis.top()).round() as i32
    }
}

pub(super) struct Frame {
    pub width: i32,
    pub height: i32,
    pub left: i32,
    /// Where the months end and the value labels begin.
    pub right: i32,
    pub edge: i32,
    pub figures: Panel,
    /// `None` = not even two months to compare.
    pub ranges: Option<Panel>,
    pub moves: Vec<MovingRange>,
    /// Lines of the reading over a chart that stands alone.
    pub reading: Vec<String>,
    months: usize,
}

impl Frame {
    pub fn of(question: &XmrQuestion<'_>, reading: &str) -> Frame {
        let XmrQuestion { cell, unit, .. } = *question;
        let (width, height) = (question.width as i32, question.height as i32);
        let alone = question.note.is_some();
        let margin = if alone { MARGIN } else { 0 };
        let reading = if alone { lines(reading, width) } else { Vec::new() };
        let head = if alone { margin + TITLE_HEIGHT + LINE_HEIGHT * reading.len() as i32 } else { 0 };
        let top = head + TOP;
        let bottom = (head + height - MONTHS_HEIGHT).max(top + LEAST_PANEL);

        let moves = moving_ranges(&cell.series, cell.limits.as_ref());
        let values = cell.series.iter().filter_map(|point| point.value);
        let highest = values.chain(cell.limits.map(|limits| limits.upper)).fold(0.0, f64::max);
        let widest = moves.iter().map(|range| range.value);
        let widest = widest.chain(cell.limits.map(|limits| limits.mr_upper)).fold(0.0, f64::max);
        let below = if moves.is_empty() { 0 } else { ((bottom - top) * RANGES_SHARE / 100).max(LEAST_PANEL) };
        let figures_bottom = if below == 0 { bottom } else { (bottom - below - GAP).max(top + LEAST_PANEL) };
        Frame {
            width: width + 2 * margin,
            height: height + head + if alone { FOOT + margin } else { 0 },
            left: margin,
            right: (margin + width - AXIS_WIDTH).max(margin + 60),
            edge: margin + width,
            figures: Panel {
                top,
                bottom: figures_bottom,
                axis: Axis::new(highest, unit, MOST_STEPS),
                write: words::figure,
            },
            ranges: (below > 0).then(|| Panel {
                top: bottom - below,
                bottom,
                axis: Axis::new(widest, unit, MOST_STEPS_OF_RANGES).of_differences(),
                write: difference,
            }),
            moves,
            reading,
            months: cell.series.len(),
        }
    }

    /// The line on which the months stand.
    pub fn bottom(&self) -> i32 {
        self.ranges.as_ref().unwrap_or(&self.figures).bottom
    }

    pub fn x(&self, at: usize) -> i32 {
        let room = f64::from(self.right - self.left - 2 * INSET);
        let steps = self.months.saturating_sub(1).max(1) as f64;
        self.left + INSET + (room * at as f64 / steps).round() as i32
    }
}

/// A text in lines that `width` holds.
fn lines(text: &str, width: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        let longer = longer.filter(|line| text_width(line, READING_SIZE, false) <= width);
        match (longer, lines.last_mut()) {
            (Some(longer), Some(line)) => *line = longer,
            (_, _) => lines.push(word.to_owned()),
        }
    }
    lines
}
