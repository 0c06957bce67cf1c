//! A year as a line over its natural limits, as large as a word: decoration beside the number, which says everything itself.

use crate::theme::Theme;
use playbook::metrics::review::{Limits, SeriesPoint};
use plotters::style::RGBColor;
use std::fmt::Write;

const WIDTH: f64 = 52.0;
const HEIGHT: f64 = 18.0;
const LEFT: f64 = 1.0;
const RIGHT: f64 = 49.0;
const TOP: f64 = 2.5;
const BOTTOM: f64 = 15.5;

/// What the last month of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SparkEnd {
    Quiet,
    Worse,
    Better,
}

/// The line as a complete `<svg>`; `None` where no month has a figure. Months without one break it.
pub fn spark(series: &[SeriesPoint], limits: Option<&Limits>, end: SparkEnd, theme: Theme) -> Option<String> {
    let values = series.iter().filter_map(|point| point.value);
    let edges = values.clone().chain(limits.iter().flat_map(|limits| [limits.lower, limits.upper]));
    let (low, high) =
        edges.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    values.clone().next()?;
    let steps = (series.len() - 1) as f64;
    let x = |at: usize| if steps == 0.0 { RIGHT } else { LEFT + (RIGHT - LEFT) * at as f64 / steps };
    let y = |value: f64| match high > low {
        true => BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low),
        false => (TOP + BOTTOM) / 2.0,
    };
    let palette = theme.palette();
    let colour = |RGBColor(red, green, blue): RGBColor| format!("#{red:02X}{green:02X}{blue:02X}");
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" viewBox=\"0 0 {WIDTH} {HEIGHT}\">"
    );
    // Writing into a text cannot fail.
    if let Some(limits) = limits {
        let (top, bottom) = (y(limits.upper), y(limits.lower));
        let _ = write!(
            svg,
            "<rect x=\"0\" y=\"{top:.1}\" width=\"{:.0}\" height=\"{:.1}\" fill=\"{}\"/>",
            WIDTH - 1.0,
            (bottom - top).max(1.0),
            colour(palette.band)
        );
    }
    let places: Vec<Option<(f64, f64)>> =
        series.iter().enumerate().map(|(at, point)| Some((x(at), y(point.value?)))).collect();
    for run in places.split(Option::is_none).filter(|run| run.len() > 1) {
        let points: Vec<String> = run.iter().flatten().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let _ = write!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.25\" stroke-linejoin=\"round\"/>",
            points.join(" "),
            colour(palette.text_3)
        );
    }
    if let (Some(Some((x, y))), Some(last)) = (places.last(), series.last()) {
        let dot = colour(match end {
            SparkEnd::Quiet => palette.series,
            SparkEnd::Worse => palette.breach,
            SparkEnd::Better => palette.met,
        });
        let fill = if last.immature { colour(palette.work) } else { dot.clone() };
        let _ = write!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.2\" fill=\"{fill}\" stroke=\"{dot}\"/>");
    }
    svg.push_str("</svg>");
    Some(svg)
}

#[cfg(test)]
mod tests {
    use super::*;
    use playbook::metrics::Month;

    fn series(values: &[Option<f64>]) -> Vec<SeriesPoint> {
        let point = |(at, &value): (usize, &Option<f64>)| SeriesPoint {
            month: Month(at as i32),
            value,
            n: 20,
            immature: false,
            signal: None,
        };
        values.iter().enumerate().map(point).collect()
    }

    #[test]
    fn a_month_without_a_figure_breaks_the_line_and_the_last_month_has_the_mark() {
        let broken = series(&[Some(1.0), Some(3.0), None, Some(2.0), Some(2.0)]);
        let svg = spark(&broken, None, SparkEnd::Worse, Theme::Light).unwrap();
        assert_eq!(svg.matches("<polyline").count(), 2);
        assert!(svg.contains("points=\"1.0,15.5 13.0,2.5\"") && svg.contains("cx=\"49.0\" cy=\"9.0\""), "{svg}");
        assert!(svg.contains("#B2360B") && !svg.contains("<rect"));
    }

    #[test]
    fn without_figures_there_is_no_line() {
        assert_eq!(spark(&series(&[None, None]), None, SparkEnd::Quiet, Theme::Light), None);
        assert_eq!(spark(&[], None, SparkEnd::Quiet, Theme::Light), None);
        assert!(spark(&series(&[Some(0.0)]), None, SparkEnd::Quiet, Theme::Light).is_some());
    }
}
