//! The lower half of a process behaviour chart: how much a figure moved from one judged month to the next.

use super::build::mature;
use super::{Limits, SeriesPoint};
use crate::metrics::xmr;

/// The change from one judged month of a series to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MovingRange {
    /// Places in the series: the month, and the judged month before it.
    pub at: usize,
    pub from: usize,
    /// In the figure's unit, 0 or more.
    pub value: f64,
    /// Above the upper limit of moving ranges: no routine change is that large.
    pub signal: bool,
}

/// The moving ranges of a series, between the same points that its limits come from: months without a figure, and those too
/// young to judge, are passed over. Without limits none is a signal.
pub fn moving_ranges(series: &[SeriesPoint], limits: Option<&Limits>) -> Vec<MovingRange> {
    let (places, values): (Vec<usize>, Vec<f64>) = mature(series).unzip();
    let months = places.windows(2).map(|pair| (pair[0], pair[1]));
    months
        .zip(xmr::moving_ranges(&values))
        .map(|((from, at), value)| MovingRange {
            at,
            from,
            value,
            signal: limits.is_some_and(|limits| value > limits.mr_upper),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Month;

    fn point(at: usize, value: Option<f64>, immature: bool) -> SeriesPoint {
        SeriesPoint { month: Month(at as i32), value, n: 20, immature, signal: None }
    }

    #[test]
    fn months_that_are_not_judged_are_passed_over() {
        let values = [(Some(10.0), false), (None, false), (Some(16.0), false), (Some(40.0), true), (Some(15.0), false)];
        let series: Vec<SeriesPoint> =
            values.iter().enumerate().map(|(at, &(value, immature))| point(at, value, immature)).collect();
        let found: Vec<(usize, usize, f64)> =
            moving_ranges(&series, None).iter().map(|range| (range.from, range.at, range.value)).collect();
        assert_eq!(found, [(0, 2, 6.0), (2, 4, 1.0)]);
    }

    #[test]
    fn the_mean_of_the_ranges_is_the_limits_own() {
        let values = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];
        let limits = xmr::limits(&values, false).unwrap();
        let series: Vec<SeriesPoint> =
            values.iter().enumerate().map(|(at, &value)| point(at, Some(value), false)).collect();
        let ranges = moving_ranges(&series, Some(&limits));
        let mean = ranges.iter().map(|range| range.value).sum::<f64>() / ranges.len() as f64;
        assert!((mean - limits.mr_mean).abs() < 1e-12);
        assert!(ranges.iter().all(|range| !range.signal));
    }

    #[test]
    fn a_leap_beyond_the_limit_is_a_signal_and_one_at_the_limit_is_not() {
        let limits = Limits { centre: 10.0, lower: 0.0, upper: 20.0, mr_mean: 1.0, mr_upper: 3.0, points: 6 };
        let series: Vec<SeriesPoint> =
            [10.0, 13.0, 9.0].iter().enumerate().map(|(at, &value)| point(at, Some(value), false)).collect();
        let signals: Vec<bool> = moving_ranges(&series, Some(&limits)).iter().map(|range| range.signal).collect();
        assert_eq!(signals, [false, true]);
    }
}
