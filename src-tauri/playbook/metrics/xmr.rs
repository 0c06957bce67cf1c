//! Process behaviour (XmR) charts: natural limits, and the three rules that tell a signal from noise.

use super::review::{Limits, SignalRule};

/// Fewer points give no limits.
pub const FEWEST_POINTS: usize = 6;

/// How far the limits lie from the centre, in mean moving ranges.
const TO_LIMIT: f64 = 2.66;

/// The moving-range chart's upper limit, in mean moving ranges.
const RANGE_LIMIT: f64 = 3.27;

/// So many in a row on one side of the centre are a signal.
const RUN: usize = 8;

/// Natural limits of a baseline. `share` = the values are shares, whose limits cannot leave 0 ..= 1. `None` under
/// [`FEWEST_POINTS`] points.
pub fn limits(baseline: &[f64], share: bool) -> Option<Limits> {
    (baseline.len() >= FEWEST_POINTS).then(|| limits_of(baseline, share))
}

/// The arithmetic of [`limits`], for any two points or more.
fn limits_of(baseline: &[f64], share: bool) -> Limits {
    let n = baseline.len() as f64;
    let centre = baseline.iter().sum::<f64>() / n;
    let mr_mean = moving_ranges(baseline).sum::<f64>() / (n - 1.0);
    let (mut lower, mut upper) = (centre - TO_LIMIT * mr_mean, centre + TO_LIMIT * mr_mean);
    if share {
        (lower, upper) = (lower.clamp(0.0, 1.0), upper.clamp(0.0, 1.0));
    }
    Limits { centre, lower, upper, mr_mean, mr_upper: RANGE_LIMIT * mr_mean, points: baseline.len() as u64 }
}

/// How far each point but the first lies from the one before it.
pub fn moving_ranges(points: &[f64]) -> impl Iterator<Item = f64> {
    points.windows(2).map(|pair| (pair[1] - pair[0]).abs())
}

/// Points that lie outside the limits, by their place.
pub fn outside(points: &[f64], limits: &Limits) -> Vec<usize> {
    places(points, |at| points[at] > limits.upper || points[at] < limits.lower)
}

/// Points of a run of eight or more on one side of the centre.
pub fn eight_on_one_side(points: &[f64], limits: &Limits) -> Vec<usize> {
    let side = |at: usize| side(points[at], limits.centre);
    places(points, |at| {
        if side(at) == 0 {
            return false;
        }
        let same = |other: &usize| side(*other) == side(at);
        let before = (0..at).rev().take_while(same).count();
        let after = (at + 1..points.len()).take_while(same).count();
        before + 1 + after >= RUN
    })
}

/// Points nearer to one limit than to the centre, of which there are three or more among four successive ones.
pub fn three_of_four_near_a_limit(points: &[f64], limits: &Limits) -> Vec<usize> {
    let near = |at: usize| near_side(points[at], limits);
    places(points, |at| {
        let side = near(at);
        let first = at.saturating_sub(3);
        side != 0
            && (first..=at)
                .filter(|from| from + 4 <= points.len())
                .any(|from| (from..from + 4).filter(|&other| near(other) == side).count() >= 3)
    })
}

/// The rule that each point breaks, the plainest first.
pub fn signals(points: &[f64], limits: &Limits) -> Vec<Option<SignalRule>> {
    let mut found = vec![None; points.len()];
    for at in three_of_four_near_a_limit(points, limits) {
        found[at] = Some(if points[at] > limits.centre { SignalRule::NearUpper } else { SignalRule::NearLower });
    }
    for at in eight_on_one_side(points, limits) {
        found[at] = Some(if points[at] > limits.centre { SignalRule::EightAbove } else { SignalRule::EightBelow });
    }
    for at in outside(points, limits) {
        found[at] = Some(if points[at] > limits.upper { SignalRule::AboveLimit } else { SignalRule::BelowLimit });
    }
    found
}

fn places(points: &[f64], is_signal: impl Fn(usize) -> bool) -> Vec<usize> {
    (0..points.len()).filter(|&at| is_signal(at)).collect()
}

/// 1 above, -1 below, 0 on it.
fn side(value: f64, centre: f64) -> i8 {
    if value > centre {
        1
    } else if value < centre {
        -1
    } else {
        0
    }
}

/// The side whose limit is nearer than the centre, or 0.
fn near_side(value: f64, limits: &Limits) -> i8 {
    let side = side(value, limits.centre);
    let limit = if side > 0 { limits.upper } else { limits.lower };
    if (value - limit).abs() < (value - limits.centre).abs() { side } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLOW_RATE: [f64; 10] = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];

    #[test]
    fn five_points_give_no_limits() {
        assert_eq!(limits(&FLOW_RATE[..5], false), None);
        assert!(limits(&FLOW_RATE[..6], false).is_some());
    }

    #[test]
    fn limits_of_shares_stay_within_0_and_1() {
        let found = limits(&[0.01, 0.4, 0.02, 0.5, 0.0, 0.6], true).unwrap();
        assert_eq!((found.lower, found.upper), (0.0, (found.centre + TO_LIMIT * found.mr_mean).min(1.0)));
    }
}
