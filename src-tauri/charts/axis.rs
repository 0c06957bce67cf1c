//! An axis from nothing upwards: gridlines at round numbers of the unit that people read, and what stands beside them.

use playbook::metrics::review::Unit;
use playbook::metrics::words::{self, THIN};
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

/// An axis: so many equal steps from 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    unit: Unit,
    step: f64,
    steps: usize,
    /// Stands behind the last label of shares.
    sign: &'static str,
}

impl Axis {
    /// The axis that reaches `top` in at most `most` steps, or in one more where its steps are the smallest there are.
    pub fn new(top: f64, unit: Unit, most: usize) -> Axis {
        let top = if top.is_finite() && top > 0.0 { top } else { least_top(unit) };
        let least = top / most as f64;
        let step = match unit {
            Unit::Duration => clock_step(least),
            Unit::Share => decimal_step(least),
            // Half a record is none.
            Unit::Count | Unit::Money => decimal_step(least).max(1.0),
        };
        // A top that is a whole number of steps is reached by them, though the division may say a hair more.
        let steps = ((top / step) * (1.0 - 1e-9)).ceil() as usize;
        Axis { unit, step, steps: steps.max(1), sign: "%" }
    }

    /// The same for differences: those of shares are points, not percent.
    pub fn of_differences(self) -> Axis {
        Axis { sign: "pts", ..self }
    }

    /// The value of the last gridline, at or above everything drawn.
    pub fn top(&self) -> f64 {
        self.at(self.steps)
    }

    /// Gridlines from 0 on: value, and label.
    pub fn lines(&self) -> impl Iterator<Item = (f64, String)> + '_ {
        (0..=self.steps).map(|line| (self.at(line), self.label(line)))
    }

    fn at(&self, line: usize) -> f64 {
        line as f64 * self.step
    }

    /// As precise as the step needs, so that no two lines read the same. The sign of a share stands at the last line alone.
    fn label(&self, line: usize) -> String {
        let value = self.at(line);
        match self.unit {
            _ if line == 0 => "0".into(),
            Unit::Share => {
                let sign = if line == self.steps { format!("{THIN}{}", self.sign) } else { String::new() };
                format!("{:.*}{sign}", self.decimals(), value * 100.0)
            }
            Unit::Count | Unit::Money => words::count(value.round() as u64),
            Unit::Duration => self.duration(value.round() as i64),
        }
    }

    /// How many decimals a step of a share has in percent.
    fn decimals(&self) -> usize {
        (-(self.step * 100.0).log10() - 1e-9).ceil().max(0.0) as usize
    }

    fn duration(&self, ms: i64) -> String {
        let step = self.step.round() as i64;
        if step % HOUR == 0 {
            return format!("{}{THIN}h", words::count((ms / HOUR) as u64));
        }
        let (minutes, seconds) = (ms / MINUTE, ms % MINUTE / SECOND);
        if minutes > 0 && seconds > 0 {
            return format!("{minutes}{THIN}m {seconds}{THIN}s");
        }
        words::duration(ms as f64)
    }
}

/// What an axis shows where there is nothing to show.
const fn least_top(unit: Unit) -> f64 {
    match unit {
        Unit::Duration => MINUTE as f64,
        Unit::Share => 0.01,
        Unit::Count | Unit::Money => 1.0,
    }
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
    use proptest::prelude::*;

    fn labels(top: f64, unit: Unit, most: usize) -> Vec<String> {
        Axis::new(top, unit, most).lines().map(|(_, label)| label.replace(THIN, " ")).collect()
    }

    #[test]
    fn gridlines_are_round_and_as_precise_as_their_step() {
        let minutes = |minutes: f64| minutes * MINUTE as f64;
        let cases: [(f64, Unit, &[&str]); 11] = [
            (0.31, Unit::Share, &["0", "10", "20", "30", "40 %"]),
            (1.0, Unit::Share, &["0", "20", "40", "60", "80", "100 %"]),
            (0.02, Unit::Share, &["0", "0.5", "1.0", "1.5", "2.0 %"]),
            (0.0009, Unit::Share, &["0", "0.02", "0.04", "0.06", "0.08", "0.10 %"]),
            (24_000.0, Unit::Duration, &["0", "5 s", "10 s", "15 s", "20 s", "25 s"]),
            (minutes(2.5), Unit::Duration, &["0", "30 s", "1 m", "1 m 30 s", "2 m", "2 m 30 s"]),
            (minutes(24.0), Unit::Duration, &["0", "5 m", "10 m", "15 m", "20 m", "25 m"]),
            (minutes(140.0), Unit::Duration, &["0", "30 m", "1 h 00 m", "1 h 30 m", "2 h 00 m", "2 h 30 m"]),
            (minutes(600.0), Unit::Duration, &["0", "2 h", "4 h", "6 h", "8 h", "10 h"]),
            (2.0, Unit::Count, &["0", "1", "2"]),
            (0.0, Unit::Share, &["0", "0.2", "0.4", "0.6", "0.8", "1.0 %"]),
        ];
        for (top, unit, expected) in cases {
            assert_eq!(labels(top, unit, 5), expected, "{top} {unit:?}");
        }
    }

    fn unit() -> impl Strategy<Value = Unit> {
        prop_oneof![Just(Unit::Share), Just(Unit::Count), Just(Unit::Duration), Just(Unit::Money)]
    }

    proptest! {
        /// No two gridlines of an axis read the same.
        #[test]
        fn labels_on_an_axis_are_distinct(digits in 1.0..10.0_f64, power in -5..12_i32, unit in unit(), most in 2..6_usize) {
            let found = labels(digits * 10_f64.powi(power), unit, most);
            let mut distinct = found.clone();
            distinct.sort();
            distinct.dedup();
            prop_assert_eq!(distinct.len(), found.len(), "{:?}", found);
        }

        /// What is drawn lies under the last gridline, and no gridline is needed for it to do so.
        #[test]
        fn the_last_gridline_is_the_first_at_or_above_the_top(digits in 1.0..10.0_f64, power in -5..12_i32, unit in unit(), most in 2..6_usize) {
            let top = digits * 10_f64.powi(power);
            let axis = Axis::new(top, unit, most);
            prop_assert!(axis.top() >= top * 0.999_999, "{axis:?}");
            prop_assert!(axis.steps == 1 || axis.at(axis.steps - 1) < top, "{axis:?}");
            prop_assert!(axis.steps <= most, "{axis:?}");
        }
    }
}
