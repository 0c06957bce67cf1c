//! Where gridlines stand: round numbers in the unit that people read.

use playbook::metrics::review::Unit;
use playbook::{DAY, HOUR, MINUTE, SECOND};

/// Steps that a clock face knows, in milliseconds.
const CLOCK_STEPS: [i64; 17] = [
    SECOND,
    5 * SECOND,
    10 * SECOND,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    20 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    4 * HOUR,
    8 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
];

/// Gridline values from 0 (or below the least value) to the first one that `top` does not exceed: four to seven of them.
pub fn ticks(top: f64, unit: Unit) -> Vec<f64> {
    let top = if top > 0.0 { top } else { 1.0 };
    let step = match unit {
        Unit::Duration => clock_step(top / 5.0),
        Unit::Share | Unit::Count | Unit::Money => decimal_step(top / 5.0),
    };
    let lines = (top / step).ceil() as usize;
    (0..=lines.max(1)).map(|line| line as f64 * step).collect()
}

/// The least clock step of at least `least`; beyond two days, whole multiples of ten days.
fn clock_step(least: f64) -> f64 {
    let known = CLOCK_STEPS.iter().map(|&step| step as f64).find(|&step| step >= least);
    known.unwrap_or_else(|| decimal_step(least / DAY as f64) * DAY as f64)
}

/// The least of 1, 2, 5 times a power of ten that is at least `least`.
fn decimal_step(least: f64) -> f64 {
    let power = 10_f64.powf(least.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|digit| digit * power)
        .find(|&step| step >= least * 0.999_999)
        .unwrap_or(power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gridlines_are_round() {
        let cases = [
            (0.31, Unit::Share, vec![0.0, 0.1, 0.2, 0.3, 0.4]),
            (1.0, Unit::Share, vec![0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
            (24_000.0 * 60.0, Unit::Duration, vec![0.0, 300e3, 600e3, 900e3, 1200e3, 1500e3]),
            (0.0, Unit::Count, vec![0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        ];
        for (top, unit, expected) in cases {
            let found = ticks(top, unit);
            assert_eq!(found.len(), expected.len(), "{top}: {found:?}");
            for (found, expected) in found.iter().zip(&expected) {
                assert!((found - expected).abs() < 1e-9 * expected.max(1.0), "{top}: {found} for {expected}");
            }
        }
    }

    #[test]
    fn the_last_gridline_is_at_or_above_the_top() {
        for exponent in -3..9 {
            for digit in 1..10 {
                let top = f64::from(digit) * 10_f64.powi(exponent);
                for unit in [Unit::Share, Unit::Count, Unit::Duration] {
                    let ticks = ticks(top, unit);
                    assert!(ticks[ticks.len() - 1] >= top * 0.999_999, "{top} {unit:?}: {ticks:?}");
                    assert!((2..=12).contains(&ticks.len()), "{top} {unit:?}: {ticks:?}");
                }
            }
        }
    }
}
