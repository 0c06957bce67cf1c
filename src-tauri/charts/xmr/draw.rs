//! The strokes: bands, gridlines, limits, months, lines and marks.

use super::XmrQuestion;
use super::frame::{Frame, LINE_HEIGHT, MARGIN, MONTHS_HEIGHT, Panel, READING_SIZE, TITLE_HEIGHT};
use super::words::title;
use crate::canvas::{Canvas, Hang, Ink, text_width};
use crate::theme::Palette;
use playbook::metrics::review::SignalRule;
use playbook::metrics::words;
use plotters::style::RGBColor;

const SMALL: f64 = 11.0;

/// Everything that drawing needs to know.
pub(super) struct Drawing<'a, 'c> {
    pub canvas: &'a Canvas<'c>,
    pub frame: &'a Frame,
    pub question: &'a XmrQuestion<'a>,
    pub palette: Palette,
}

impl Drawing<'_, '_> {
    pub fn draw(&self) {
        let Drawing { frame, question, palette, .. } = self;
        let cell = question.cell;
        self.canvas.ground((frame.width, frame.height), palette.work);
        if let Some(note) = question.note {
            self.head_and_foot(note);
        }
        let limits = cell.limits.as_ref();
        self.panel(&frame.figures, limits.map(|limits| (limits.lower, limits.centre, limits.upper)));
        self.decided();
        self.name_of_signal();
        self.series();
        self.marks();
        if let Some(panel) = &frame.ranges {
            self.panel(panel, limits.map(|limits| (0.0, limits.mr_mean, limits.mr_upper)));
            self.ranges(panel);
        }
        self.months();
    }

    fn small(&self) -> Ink {
        Ink { colour: self.palette.text_3, size: SMALL, bold: false }
    }

    /// Title, reading and note: what makes a picture say on its own what it shows.
    fn head_and_foot(&self, note: &str) {
        let Drawing { canvas, frame, palette, .. } = self;
        canvas.rectangle((frame.left, 0), (frame.left + 28, 4), palette.accent);
        let ink = Ink { colour: palette.text, size: 15.0, bold: true };
        canvas.text(&title(self.question), (frame.left, MARGIN + 4), Hang::Left, ink);
        let ink = Ink { colour: palette.text_2, size: READING_SIZE, bold: false };
        for (at, line) in frame.reading.iter().enumerate() {
            let y = MARGIN + TITLE_HEIGHT + LINE_HEIGHT * at as i32 - 4;
            canvas.text(line, (frame.left, y), Hang::Left, ink);
        }
        canvas.text(note, (frame.left, frame.bottom() + MONTHS_HEIGHT + LINE_HEIGHT), Hang::Left, self.small());
    }

    /// A panel's ground: the natural limits as a band, gridlines with their values, the limits themselves.
    fn panel(&self, panel: &Panel, limits: Option<(f64, f64, f64)>) {
        let Drawing { canvas, frame, palette, .. } = self;
        if let Some((lower, _, upper)) = limits {
            canvas.rectangle((frame.left, panel.y(upper)), (frame.right, panel.y(lower)), palette.band);
        }
        for (value, label) in panel.axis.lines() {
            let y = panel.y(value);
            if value > 0.0 {
                canvas.line(vec![(frame.left, y), (frame.edge, y)], palette.line, 1);
            }
            canvas.text(&label, (frame.edge - 1, y - 8), Hang::Right, self.small());
        }
        canvas.line(vec![(frame.left, panel.bottom), (frame.edge, panel.bottom)], palette.text, 1);
        let Some((lower, centre, upper)) = limits else { return };
        let centre = panel.y(centre);
        canvas.line(vec![(frame.left, centre), (frame.right, centre)], palette.text_3, 1);
        self.limit(panel.y(upper), &format!("upper limit {}", self.written(panel, upper)), -9, palette.work);
        // A lower limit at nothing says nothing.
        if lower > 0.0 {
            let y = panel.y(lower);
            let words = format!("lower limit {}", self.written(panel, lower));
            let (beside, ground) = if y + 14 < panel.bottom { (10, palette.work) } else { (-9, palette.band) };
            self.limit(y, &words, beside, ground);
        }
    }

    fn written(&self, panel: &Panel, value: f64) -> String {
        (panel.write)(value, self.question.unit)
    }

    /// A dashed line and its words, so many pixels under it.
    fn limit(&self, y: i32, words: &str, beside: i32, ground: RGBColor) {
        let Drawing { canvas, frame, palette, .. } = self;
        canvas.dashed((frame.left, y), (frame.right, y), palette.text_3);
        canvas.label(words, (frame.left + 4, y + beside), Hang::Left, self.small(), ground);
    }

    fn months(&self) {
        let Drawing { canvas, frame, palette, question } = self;
        let bottom = frame.bottom();
        for (at, point) in question.cell.series.iter().enumerate() {
            let x = frame.x(at);
            canvas.line(vec![(x, bottom), (x, bottom + 3)], palette.text_3, 1);
            let initial = &words::month_name(point.month)[..1];
            canvas.text(initial, (x, bottom + 12), Hang::Centre, self.small());
            if at == 0 || point.month.month() == 1 {
                let ink = Ink { colour: palette.text_2, ..self.small() };
                canvas.text(&point.month.year().to_string(), (x - 4, bottom + 27), Hang::Left, ink);
            }
        }
    }

    /// Where the months' figures lie.
    fn places(&self) -> Vec<Option<(i32, i32)>> {
        let series = self.question.cell.series.iter().enumerate();
        series.map(|(at, point)| Some((self.frame.x(at), self.frame.figures.y(point.value?)))).collect()
    }

    fn series(&self) {
        let Drawing { canvas, palette, question, .. } = self;
        let places = self.places();
        // A month without a figure leaves a gap: a line across it would claim one.
        for run in places.split(Option::is_none) {
            let run: Vec<(i32, i32)> = run.iter().flatten().copied().collect();
            if run.len() > 1 {
                canvas.line(run, palette.series, 2);
            }
        }
        for (point, place) in question.cell.series.iter().zip(&places) {
            let Some(place) = *place else { continue };
            if point.immature {
                canvas.ring(place, 3, palette.series, palette.work);
            } else {
                canvas.dot(place, 2, palette.series);
            }
        }
    }

    /// Where something was decided about the figure: after the month that was reviewed, before the next. What was decided in the last month
    /// stands at the edge.
    fn decided(&self) {
        let Drawing { frame, question, .. } = self;
        let series = &question.cell.series;
        let mut names: Vec<(i32, String)> = Vec::new();
        for mark in &question.cell.marks {
            let Some(at) = series.iter().position(|point| point.month == mark.month) else { continue };
            let x = if at + 1 < series.len() { (frame.x(at) + frame.x(at + 1)) / 2 } else { frame.right };
            // Several of one month share a line.
            match names.last_mut() {
                Some((known, names)) if *known == x => *names += &format!(", {}", mark.label),
                Some(_) | None => names.push((x, mark.label.clone())),
            }
        }
        names.iter().for_each(|(x, name)| self.decision(*x, name));
    }

    fn decision(&self, x: i32, name: &str) {
        let Drawing { canvas, frame, palette, .. } = self;
        let panel = &frame.figures;
        canvas.dashed((x, panel.top - 14), (x, panel.bottom), palette.accent);
        let ink = Ink { colour: palette.text_2, ..self.small() };
        // At the right edge the name stands before its line.
        let fits = x + 8 + text_width(name, SMALL, false) < frame.right;
        let (at, hang) = if fits { (x + 4, Hang::Left) } else { (x - 4, Hang::Right) };
        canvas.label(name, (at, panel.top - 12), hang, ink, palette.work);
    }

    /// Marks the signals.
    fn marks(&self) {
        let Drawing { canvas, palette, question, .. } = self;
        let cell = question.cell;
        for (at, (point, place)) in cell.series.iter().zip(self.places()).enumerate() {
            let (Some(_), Some(place)) = (point.signal, place) else { continue };
            if at + 1 < cell.series.len() {
                self.earlier_signal(place);
            } else if cell.worse {
                canvas.triangle(place, 5, palette.breach, palette.work);
            } else {
                canvas.dot(place, 6, palette.work);
                canvas.dot(place, 4, palette.met);
            }
        }
    }

    /// The reviewed month's figure beside its mark, where that is a signal.
    fn name_of_signal(&self) {
        let Drawing { canvas, palette, question, .. } = self;
        let cell = question.cell;
        let places = self.places();
        let (Some(point), Some(&Some(place))) = (cell.series.last(), places.last()) else { return };
        let (Some(value), Some(rule)) = (point.value, point.signal) else { return };
        let colour = if cell.worse { palette.breach_text } else { palette.met_text };
        let ink = Ink { colour, size: 12.0, bold: true };
        let text = format!("{} in {}", words::figure(value, question.unit), words::month_name(point.month));
        let at = self.clear_of(&places, place, text_width(&text, ink.size, ink.bold), is_high(rule));
        canvas.label(&text, at, Hang::Right, ink, palette.work);
    }

    /// Where a label that ends at a mark crosses no other month's: over the highest of those it spans, or under the lowest.
    fn clear_of(&self, places: &[Option<(i32, i32)>], mark: (i32, i32), width: i32, above: bool) -> (i32, i32) {
        let end = mark.0 + 8;
        let spanned = places.iter().flatten().filter(|&&(x, _)| x >= end - width - 4).map(|&(_, y)| y);
        let (over, under) = (spanned.clone().fold(mark.1, i32::min) - 14, spanned.fold(mark.1, i32::max) + 16);
        let (over_fits, under_fits) = (over >= self.frame.figures.top - 14, under <= self.frame.figures.bottom - 8);
        (end, if (above && over_fits) || !under_fits { over } else { under })
    }

    fn earlier_signal(&self, place: (i32, i32)) {
        self.canvas.dot(place, 4, self.palette.work);
        self.canvas.dot(place, 3, self.palette.text_2);
    }

    /// The change from month to month, and which changes no routine explains.
    fn ranges(&self, panel: &Panel) {
        let Drawing { canvas, frame, palette, .. } = self;
        let ink = Ink { colour: palette.text_2, ..self.small() };
        canvas.text("Change from month to month", (frame.left, panel.top - 20), Hang::Left, ink);
        // Between months that are not judged there is no change, and no line.
        for run in frame.moves.chunk_by(|one, next| one.at == next.from) {
            let run: Vec<(i32, i32)> = run.iter().map(|range| (frame.x(range.at), panel.y(range.value))).collect();
            if run.len() > 1 {
                canvas.line(run, palette.text_3, 1);
            }
        }
        for range in &frame.moves {
            let place = (frame.x(range.at), panel.y(range.value));
            if range.signal {
                self.earlier_signal(place);
            } else {
                canvas.dot(place, 2, palette.text_3);
            }
        }
    }
}

const fn is_high(rule: SignalRule) -> bool {
    match rule {
        SignalRule::AboveLimit | SignalRule::EightAbove | SignalRule::NearUpper => true,
        SignalRule::BelowLimit | SignalRule::EightBelow | SignalRule::NearLower => false,
    }
}
