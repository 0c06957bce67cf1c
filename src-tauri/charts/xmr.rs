//! The process behaviour (XmR) chart of one figure: the months, their natural limits, and what stands out.

use crate::axis::ticks;
use crate::canvas::{Canvas, Hang, Ink};
use crate::theme::{Palette, Theme};
use crate::{Chart, Hit, Table};
use playbook::metrics::review::{Drill, DrillPart, HandoffBadge, Limits, ReviewCell, SeriesPoint, SignalRule, Unit};
use playbook::metrics::{Basis, Month, words};

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
    /// Pixels.
    pub width: u32,
    pub height: u32,
}

/// Pixels kept free around the plot: value labels stand at the right, months and years below.
const RIGHT: i32 = 52;
const TOP: i32 = 22;
const BOTTOM: i32 = 40;
/// From the left edge to the first month's middle.
const INSET: i32 = 14;
/// Side of a mark's hit region.
const HIT: f64 = 24.0;

/// Draws the chart of a cell's series.
pub fn xmr(question: &XmrQuestion<'_>) -> Chart {
    let XmrQuestion { cell, unit, .. } = *question;
    let frame = Frame::of(question);
    let mut svg = String::new();
    {
        let canvas = Canvas::new(&mut svg, question.width, question.height);
        draw(&canvas, &frame, question);
        canvas.finish();
    }
    Chart {
        svg,
        title: title(question),
        reading: reading(question),
        description: description(question),
        hits: cell.series.iter().enumerate().filter_map(|(at, point)| hit(&frame, question, at, point)).collect(),
        table: Table {
            head: ["Month", question.label, "n", "Signal"].map(String::from).to_vec(),
            rows: cell.series.iter().map(|point| row(point, unit)).collect(),
        },
    }
}

/// From values and months to pixels.
struct Frame {
    left: i32,
    right: i32,
    top: i32,
    bottom: i32,
    months: usize,
    ticks: Vec<f64>,
}

impl Frame {
    fn of(question: &XmrQuestion<'_>) -> Frame {
        let cell = question.cell;
        let values = cell.series.iter().filter_map(|point| point.value);
        let top = values.chain(cell.limits.map(|limits| limits.upper)).fold(0.0, f64::max);
        Frame {
            left: 0,
            right: (question.width as i32 - RIGHT).max(60),
            top: TOP,
            bottom: (question.height as i32 - BOTTOM).max(TOP + 40),
            months: cell.series.len(),
            ticks: ticks(top, question.unit),
        }
    }

    fn x(&self, at: usize) -> i32 {
        let room = f64::from(self.right - self.left - 2 * INSET);
        let steps = self.months.saturating_sub(1).max(1) as f64;
        self.left + INSET + (room * at as f64 / steps).round() as i32
    }

    fn y(&self, value: f64) -> i32 {
        let top = self.ticks[self.ticks.len() - 1];
        self.bottom - (f64::from(self.bottom - self.top) * value / top).round() as i32
    }
}

fn draw(canvas: &Canvas<'_>, frame: &Frame, question: &XmrQuestion<'_>) {
    let palette = question.theme.palette();
    canvas.rectangle((0, 0), (question.width as i32, question.height as i32), palette.work);
    if let Some(limits) = &question.cell.limits {
        canvas.rectangle((frame.left, frame.y(limits.upper)), (frame.right, frame.y(limits.lower)), palette.band);
    }
    draw_grid(canvas, frame, question, &palette);
    if let Some(limits) = &question.cell.limits {
        draw_limits(canvas, frame, limits, question.unit, &palette);
    }
    draw_months(canvas, frame, &question.cell.series, &palette);
    draw_series(canvas, frame, &question.cell.series, &palette);
    draw_marks(canvas, frame, question, &palette);
}

fn draw_grid(canvas: &Canvas<'_>, frame: &Frame, question: &XmrQuestion<'_>, palette: &Palette) {
    let ink = Ink { colour: palette.text_3, size: 11.0, bold: false };
    let edge = question.width as i32;
    for &tick in &frame.ticks {
        let y = frame.y(tick);
        if tick > 0.0 {
            canvas.line(vec![(frame.left, y), (edge, y)], palette.line, 1);
        }
        canvas.text(&words::figure(tick, question.unit), (edge - 1, y - 8), Hang::Right, ink);
    }
    canvas.line(vec![(frame.left, frame.bottom), (edge, frame.bottom)], palette.text, 1);
}

fn draw_limits(canvas: &Canvas<'_>, frame: &Frame, limits: &Limits, unit: Unit, palette: &Palette) {
    let ink = Ink { colour: palette.text_3, size: 11.0, bold: false };
    let centre = frame.y(limits.centre);
    canvas.line(vec![(frame.left, centre), (frame.right, centre)], palette.text_3, 1);
    let upper = frame.y(limits.upper);
    canvas.dashed((frame.left, upper), (frame.right, upper), palette.text_3);
    let text = format!("upper limit {}", words::figure(limits.upper, unit));
    canvas.text(&text, (frame.left + 4, upper - 9), Hang::Left, ink);
    // A lower limit at nothing says nothing.
    if limits.lower > 0.0 {
        let lower = frame.y(limits.lower);
        canvas.dashed((frame.left, lower), (frame.right, lower), palette.text_3);
        let text = format!("lower limit {}", words::figure(limits.lower, unit));
        let below = if lower + 14 < frame.bottom { lower + 10 } else { lower - 9 };
        canvas.text(&text, (frame.left + 4, below), Hang::Left, ink);
    }
}

fn draw_months(canvas: &Canvas<'_>, frame: &Frame, series: &[SeriesPoint], palette: &Palette) {
    let month_ink = Ink { colour: palette.text_3, size: 11.0, bold: false };
    let year_ink = Ink { colour: palette.text_2, size: 11.0, bold: false };
    for (at, point) in series.iter().enumerate() {
        let x = frame.x(at);
        canvas.line(vec![(x, frame.bottom), (x, frame.bottom + 3)], palette.text_3, 1);
        let initial = &words::month_name(point.month)[..1];
        canvas.text(initial, (x, frame.bottom + 12), Hang::Centre, month_ink);
        if at == 0 || point.month.month() == 1 {
            canvas.text(&point.month.year().to_string(), (x - 4, frame.bottom + 27), Hang::Left, year_ink);
        }
    }
}

fn draw_series(canvas: &Canvas<'_>, frame: &Frame, series: &[SeriesPoint], palette: &Palette) {
    let places: Vec<Option<(i32, i32)>> =
        series.iter().enumerate().map(|(at, point)| Some((frame.x(at), frame.y(point.value?)))).collect();
    // A month without a figure leaves a gap: a line across it would claim one.
    for run in places.split(Option::is_none) {
        let run: Vec<(i32, i32)> = run.iter().flatten().copied().collect();
        if run.len() > 1 {
            canvas.line(run, palette.series, 2);
        }
    }
    for (point, place) in series.iter().zip(&places) {
        let Some(place) = *place else { continue };
        if point.immature {
            canvas.ring(place, 3, palette.series, palette.work);
        } else {
            canvas.dot(place, 2, palette.series);
        }
    }
}

/// Marks the signals; the reviewed month's carries its figure.
fn draw_marks(canvas: &Canvas<'_>, frame: &Frame, question: &XmrQuestion<'_>, palette: &Palette) {
    let cell = question.cell;
    let (mark, ink) = if cell.worse { (palette.breach, palette.breach_text) } else { (palette.met, palette.met_text) };
    for (at, point) in cell.series.iter().enumerate() {
        let (Some(value), Some(rule)) = (point.value, point.signal) else { continue };
        let place = (frame.x(at), frame.y(value));
        let last = at + 1 == cell.series.len();
        if !last {
            canvas.dot(place, 4, palette.work);
            canvas.dot(place, 3, palette.text_2);
            continue;
        }
        if cell.worse {
            canvas.triangle(place, 5, mark, palette.work);
        } else {
            canvas.dot(place, 6, palette.work);
            canvas.dot(place, 4, mark);
        }
        let text = format!("{} in {}", words::figure(value, question.unit), words::month_name(point.month));
        let above = is_high(rule) && place.1 - 14 > 8;
        let y = if above { place.1 - 14 } else { place.1 + 16 };
        canvas.text(&text, (place.0 + 8, y), Hang::Right, Ink { colour: ink, size: 12.0, bold: true });
    }
}

const fn is_high(rule: SignalRule) -> bool {
    match rule {
        SignalRule::AboveLimit | SignalRule::EightAbove | SignalRule::NearUpper => true,
        SignalRule::BelowLimit | SignalRule::EightBelow | SignalRule::NearLower => false,
    }
}

/// A rule as the end of a sentence.
const fn rule_words(rule: SignalRule) -> &'static str {
    match rule {
        SignalRule::AboveLimit => "above its upper limit",
        SignalRule::BelowLimit => "below its lower limit",
        SignalRule::EightAbove => "eight months above its centre",
        SignalRule::EightBelow => "eight months below its centre",
        SignalRule::NearUpper => "three of four months near its upper limit",
        SignalRule::NearLower => "three of four months near its lower limit",
    }
}

fn subject(question: &XmrQuestion<'_>) -> String {
    match question.handoff {
        Some(badge) if !badge.sender.is_empty() => {
            format!("{} {} → {}", badge.key, badge.sender, badge.receiver)
        }
        Some(badge) => format!("{} {}", badge.key, badge.name),
        None => "All handoffs".into(),
    }
}

fn title(question: &XmrQuestion<'_>) -> String {
    let (label, subject) = (lower_first(question.label), subject(question));
    match (question.cell.signal, question.cell.limits) {
        (Some(rule), _) => format!("{subject}: {label} {}", rule_words(rule)),
        (None, Some(_)) => format!("{subject}: {label} within its usual range"),
        (None, None) => format!("{subject}: {label}, too few months for limits"),
    }
}

fn reading(question: &XmrQuestion<'_>) -> String {
    let cell = question.cell;
    let basis = match question.basis {
        Basis::Cohort => "by month started",
        Basis::Period => "by month of the event",
    };
    let figure = cell.value.map_or_else(|| "no figure".into(), |value| words::figure(value, question.unit));
    let judged = match (cell.immature, cell.signal, &cell.limits) {
        (true, _, _) => "this month is too young to judge".into(),
        (false, Some(rule), Some(limits)) => {
            format!("a signal, {} (expected {})", rule_words(rule), expected(limits, question.unit))
        }
        (false, _, Some(limits)) => format!("no signal, expected {}", expected(limits, question.unit)),
        (false, _, None) => {
            let months = cell.series.iter().filter(|point| point.value.is_some() && !point.immature).count();
            format!("no limits: {months} of the 6 months that they need")
        }
    };
    format!("{}, {basis}: {figure}, n {}; {judged}", question.label, words::count(cell.n))
}

fn expected(limits: &Limits, unit: Unit) -> String {
    format!("{} to {}", words::figure(limits.lower.max(0.0), unit), words::figure(limits.upper, unit))
}

fn description(question: &XmrQuestion<'_>) -> String {
    let points = question.cell.series.iter().filter_map(|point| {
        Some(format!("{} {}", words::month(point.month), words::figure(point.value?, question.unit)))
    });
    let points: Vec<String> = points.collect();
    format!("{}. {}. {}.", title(question), reading(question), points.join(", "))
}

fn hit(frame: &Frame, question: &XmrQuestion<'_>, at: usize, point: &SeriesPoint) -> Option<Hit> {
    let value = point.value?;
    let (x, y) = (f64::from(frame.x(at)), f64::from(frame.y(value)));
    let mut text = format!("{}, n {}", words::figure(value, question.unit), words::count(point.n));
    if point.immature {
        text += ", too young to judge";
    }
    if let Some(rule) = point.signal {
        text += &format!(", {}", rule_words(rule));
    }
    Some(Hit {
        x: x - HIT / 2.0,
        y: y - HIT / 2.0,
        w: HIT,
        h: HIT,
        label: words::month(point.month),
        value: text,
        month: point.month,
        drill: Some(drill(question, point.month)),
    })
}

fn drill(question: &XmrQuestion<'_>, month: Month) -> Drill {
    let part = if question.cell.numerator.is_some() { DrillPart::Numerator } else { DrillPart::Denominator };
    Drill {
        metric: question.cell.metric,
        part,
        month: Some(month),
        basis: question.basis,
        handoff: question.handoff.map(|badge| badge.key.clone()),
        dimension: None,
        value: None,
    }
}

fn row(point: &SeriesPoint, unit: Unit) -> Vec<String> {
    let value = point.value.map_or_else(|| "–".into(), |value| words::figure(value, unit));
    let signal = point.signal.map(rule_words).unwrap_or_default();
    let remark = if point.immature { "too young to judge" } else { signal };
    vec![words::month(point.month), value, words::count(point.n), remark.into()]
}

fn lower_first(label: &str) -> String {
    // `SLA breach rate` keeps its capitals.
    if label.chars().nth(1).is_some_and(char::is_uppercase) {
        return label.into();
    }
    let mut letters = label.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
