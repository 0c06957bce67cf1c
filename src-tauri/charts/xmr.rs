//! The process behaviour (XmR) chart of one figure: the months, their natural limits and what stands out; and under them how much
//! the figure moved from month to month.

mod draw;
mod frame;
mod words;

use crate::canvas::picture;
use crate::theme::Theme;
use crate::{Chart, Hit, Table};
use draw::Drawing;
use frame::Frame;
use playbook::metrics::review::{Drill, DrillPart, HandoffBadge, MovingRange, ReviewCell, SeriesPoint, Unit};
use playbook::metrics::{Basis, Month, words as plain};

/// What to draw, and on what.
#[derive(Debug, Clone)]
pub struct XmrQuestion<'a> {
    /// `None` = all handoffs together.
    pub handoff: Option<&'a HandoffBadge>,
    /// The metric's name, as in `SLA breach rate, acceptance`.
    pub label: &'a str,
    pub unit: Unit,
    pub cell: &'a ReviewCell,
    pub basis: Basis,
    pub theme: Theme,
    /// Pixels of the panels, their labels included.
    pub width: u32,
    pub height: u32,
    /// `Some` = the picture stands alone, in slides or a letter: with a margin, under its title and reading, and over this line, which
    /// says where the figures come from.
    pub note: Option<&'a str>,
}

/// Side of a mark's hit region, in pixels.
const HIT: f64 = 24.0;

/// Draws the chart of a cell's series.
pub fn xmr(question: &XmrQuestion<'_>) -> Chart {
    let XmrQuestion { cell, unit, .. } = *question;
    let moves = playbook::metrics::review::moving_ranges(&cell.series, cell.limits.as_ref());
    let reading = words::reading(question, &moves);
    let title = words::title(question);
    let frame = Frame::of(question, &reading);
    let svg = picture((frame.width as u32, frame.height as u32), |canvas| {
        Drawing { canvas, frame: &frame, question, palette: question.theme.palette() }.draw();
    });
    let points = cell.series.iter().enumerate();
    let range_of = |at: usize| frame.moves.iter().find(|range| range.at == at);
    Chart {
        svg,
        description: words::description(question, &reading),
        hits: points
            .clone()
            .filter_map(|(at, point)| figure_hit(&frame, question, at, point))
            .chain(frame.moves.iter().filter_map(|range| range_hit(&frame, question, range)))
            .collect(),
        table: Table {
            head: ["Month", question.label, "n", "Change", "Signal"].map(String::from).to_vec(),
            rows: points.map(|(at, point)| words::row(point, range_of(at), unit)).collect(),
        },
        title,
        reading,
    }
}

fn figure_hit(frame: &Frame, question: &XmrQuestion<'_>, at: usize, point: &SeriesPoint) -> Option<Hit> {
    let value = point.value?;
    let place = (frame.x(at), frame.figures.y(value));
    Some(hit(question, place, point.month, plain::month(point.month), words::mark(point, value, question.unit)))
}

fn range_hit(frame: &Frame, question: &XmrQuestion<'_>, range: &MovingRange) -> Option<Hit> {
    let month = question.cell.series[range.at].month;
    let place = (frame.x(range.at), frame.ranges.as_ref()?.y(range.value));
    let label = format!("Change in {}", plain::month(month));
    Some(hit(question, place, month, label, words::range_mark(question, range)))
}

fn hit(question: &XmrQuestion<'_>, (x, y): (i32, i32), month: Month, label: String, value: String) -> Hit {
    Hit {
        x: f64::from(x) - HIT / 2.0,
        y: f64::from(y) - HIT / 2.0,
        w: HIT,
        h: HIT,
        label,
        value,
        month,
        drill: Some(drill(question, month)),
    }
}

fn drill(question: &XmrQuestion<'_>, month: Month) -> Drill {
    let part = if question.cell.numerator.is_some() { DrillPart::Numerator } else { DrillPart::Denominator };
    Drill {
        handoff: question.handoff.map(|badge| badge.key.clone()),
        ..Drill::of_month(question.cell.metric, part, month, question.basis)
    }
}
