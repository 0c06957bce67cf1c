//! In which order signals are discussed.
//!
//! Every signal has passed a rule of the chart. How many limits' widths it lies away says how sure that is, and a figure that is
//! usually 0 is left far behind by a single record; what deserves the council's time is what concerns many records. So, one after
//! the other:
//!
//! 1. what became worse, before what became better or only different;
//! 2. what concerns three records or more, before what one or two make: those are cases to look at, not a process to discuss;
//! 3. a point outside its limits, which is this month's news, before a run of eight, before three of four near a limit;
//! 4. the more records concerned, the earlier: affected records × distance from the centre.
//!
//! What concerns not one record is no signal to discuss, and stands among the quiet figures.

use super::{Limits, ReviewCell, SignalRule, Unit};

/// Fewer records make a case, not a process.
const FEWEST_CONCERNED: u64 = 3;

/// By how many records a month differs from its centre. A share: so many more or fewer records than its usual part of `records`.
/// A duration: the affected records × how much longer or shorter it is, as a part of the longer. A count: the difference.
pub(super) fn concerned(cell: &ReviewCell, limits: &Limits, records: u64) -> u64 {
    let value = cell.value.unwrap_or(limits.centre);
    let distance = (value - limits.centre).abs();
    let concerned = match cell.metric.unit() {
        Unit::Share => distance * records as f64,
        Unit::Duration => distance / value.max(limits.centre).max(f64::MIN_POSITIVE) * records as f64,
        Unit::Count | Unit::Money => distance,
    };
    concerned.round() as u64
}

/// What sorts signals: the smaller comes first.
pub(super) fn rank(worse: bool, rule: SignalRule, concerned: u64) -> impl Ord {
    let kind = match rule {
        SignalRule::AboveLimit | SignalRule::BelowLimit => 0_u8,
        SignalRule::EightAbove | SignalRule::EightBelow => 1,
        SignalRule::NearUpper | SignalRule::NearLower => 2,
    };
    (!worse, concerned < FEWEST_CONCERNED, kind, std::cmp::Reverse(concerned))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Metric;

    fn cell(metric: Metric, value: f64, n: u64) -> ReviewCell {
        ReviewCell {
            metric,
            value: Some(value),
            n,
            numerator: None,
            low: None,
            high: None,
            km_median: None,
            running: 0,
            cannot_judge: 0,
            immature: false,
            series: Vec::new(),
            limits: None,
            signal: None,
            worse: true,
            marks: Vec::new(),
        }
    }

    fn around(centre: f64) -> Limits {
        Limits { centre, lower: 0.0, upper: 1.0, mr_mean: 0.001, mr_upper: 0.01, points: 12 }
    }

    #[test]
    fn a_difference_in_records() {
        let cases = [
            ("one untouched of 54 where none is usual", Metric::UntouchedShare, 1.0 / 54.0, 0.001, 54, 1),
            ("31 % of 388 breached instead of 20 %", Metric::SlaAccept, 0.31, 0.20, 388, 43),
            ("46 % of 52 accepted instead of 85 %", Metric::AcceptanceRate, 0.46, 0.85, 52, 20),
            ("twice the time for 100", Metric::TimeToAccept, 7_200_000.0, 3_600_000.0, 100, 50),
            ("half the time for 100", Metric::TimeToAccept, 3_600_000.0, 7_200_000.0, 100, 50),
            ("30 handoffs more than usual", Metric::Volume, 130.0, 100.0, 130, 30),
            ("nothing took any time, as usual", Metric::TimeToAssign, 0.0, 0.0, 10, 0),
        ];
        for (name, metric, value, centre, n, records) in cases {
            assert_eq!(concerned(&cell(metric, value, n), &around(centre), n), records, "{name}");
        }
    }

    #[test]
    fn what_deserves_more_comes_first() {
        use SignalRule::{AboveLimit, BelowLimit, EightAbove, NearUpper};
        let in_order = [
            ("worse, outside, many", rank(true, AboveLimit, 43)),
            ("worse, outside, fewer", rank(true, BelowLimit, 20)),
            ("worse, for eight months", rank(true, EightAbove, 90)),
            ("worse, near a limit", rank(true, NearUpper, 200)),
            ("worse, outside, a single record", rank(true, AboveLimit, 1)),
            ("better, outside", rank(false, BelowLimit, 500)),
        ];
        for pair in in_order.windows(2) {
            assert!(pair[0].1 < pair[1].1, "{} before {}", pair[0].0, pair[1].0);
        }
    }
}
