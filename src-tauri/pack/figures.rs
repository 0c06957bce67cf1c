//! Figures as tidy CSV: one number a row.

use crate::csv_out;
use playbook::metrics::{Figure, Metric, Statistic};
use std::io::Write;

/// The header of `baton metrics`, a contract with scripts.
pub const HEADER: [&str; 7] = ["dimension", "value", "month", "metric", "statistic", "figure", "n"];

/// Writes the figures; durations in seconds.
pub fn write(figures: &[Figure], out: impl Write) -> csv::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(HEADER)?;
    for figure in figures {
        let in_seconds = is_duration(figure.metric, figure.statistic);
        let number = figure.figure.map(|value| if in_seconds { value / 1_000.0 } else { value });
        csv.write_record([
            figure.dimension.name(),
            &csv_out::text(&figure.value),
            &figure.month.to_string(),
            figure.metric.name(),
            figure.statistic.name(),
            &csv_out::number(number),
            &figure.n.to_string(),
        ])?;
    }
    csv.flush()?;
    Ok(())
}

/// Whether a statistic of a metric is a length of time.
fn is_duration(metric: Metric, statistic: Statistic) -> bool {
    match statistic {
        Statistic::P50 | Statistic::P90 | Statistic::KmP50 => true,
        Statistic::Sum => metric == Metric::TimeLostInHandoff,
        Statistic::Count
        | Statistic::Rate
        | Statistic::Low
        | Statistic::High
        | Statistic::Met
        | Statistic::Breached
        | Statistic::Running
        | Statistic::CannotJudge => false,
    }
}
