//! How much of the beginning to leave out: MSER-5.
//!
//! The simulation begins with empty desks, and what it shows before it has filled up is not what it would show later. The series is the
//! number of leads under way, averaged over trial replications; batches of five are averaged, and the truncation is taken at which the
//! standard error of the mean of what is left is smallest (White, Cobb and Spratt 2000). Only the first half is looked at.

use super::model::Model;
use super::run::{Ask, run};
use super::scenario::WarmUp;
use crate::{DAY, Instant, Millis};
use std::sync::atomic::AtomicBool;

/// How many trial replications show the beginning.
const TRIALS: u32 = 3;

/// How many times the number under way is noted in a trial.
const SAMPLES: i64 = 2_000;

/// From when on passages are counted.
pub(crate) fn count_from(model: &Model, cancel: &AtomicBool) -> Instant {
    match model.scenario.warm_up {
        WarmUp::None => model.start,
        WarmUp::Days { days } => model.start + (days * DAY as f64) as Millis,
        WarmUp::Automatic => automatic(model, cancel),
    }
}

fn automatic(model: &Model, cancel: &AtomicBool) -> Instant {
    let span = model.end - model.start;
    let every = (span / SAMPLES).max(1);
    let mut sums: Vec<f64> = Vec::new();
    for trial in 0..TRIALS {
        let ask = Ask {
            // Not the randomness that is reported afterwards.
            replication: u32::MAX - trial,
            count_from: model.end,
            sample_every: every,
            traced: false,
            cancel,
        };
        let ran = run(model, ask);
        // Where even a trial does not come to its end, there is no steady state whose beginning could be told from the rest.
        if ran.stop.is_some() {
            return model.start;
        }
        let samples = ran.samples;
        sums.resize(sums.len().max(samples.len()), 0.0);
        sums.iter_mut().zip(samples).for_each(|(sum, sample)| *sum += f64::from(sample));
    }
    // A week repeats itself: where there are enough of them, whole weeks are compared, else whole days.
    let week = (7 * DAY / every) as usize;
    let day = (DAY / every) as usize;
    let block = match sums.len() {
        n if week > 0 && n / week >= 20 => week,
        n if day > 0 && n / day >= 20 => day,
        _ => 1,
    };
    let blocks: Vec<f64> =
        sums.chunks_exact(block).map(|block| block.iter().sum::<f64>() / block.len() as f64).collect();
    let (batch, series) = batched(&blocks);
    let dropped = mser(&series) * batch * block;
    model.start + every * dropped as i64
}

/// Means of five, where that leaves enough to choose from; and how many went into one.
fn batched(series: &[f64]) -> (usize, Vec<f64>) {
    let size = if series.len() >= 50 { 5 } else { 1 };
    (size, series.chunks_exact(size).map(|batch| batch.iter().sum::<f64>() / size as f64).collect())
}

/// How many of the first values to drop, at most half of them.
pub(crate) fn mser(series: &[f64]) -> usize {
    let n = series.len();
    let (mut sum, mut squares) = (0.0, 0.0);
    let mut best = (f64::INFINITY, 0);
    for dropped in (0..n).rev() {
        sum += series[dropped];
        squares += series[dropped] * series[dropped];
        let left = (n - dropped) as f64;
        if dropped <= n / 2 && left >= 2.0 {
            let error = (squares - sum * sum / left).max(0.0) / (left * left);
            if error <= best.0 {
                best = (error, dropped);
            }
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::mser;

    #[test]
    fn a_ramp_is_dropped_and_a_level_is_kept() {
        let level: Vec<f64> = (0..100).map(|at| f64::from(at % 2)).collect();
        assert_eq!(mser(&level), 0);
        let ramp: Vec<f64> =
            (0..100).map(|at| if at < 20 { f64::from(at) } else { 20.0 + f64::from(at % 2) }).collect();
        assert!((18..=22).contains(&mser(&ramp)), "{}", mser(&ramp));
        assert_eq!(mser(&[]), 0);
        assert_eq!(mser(&[1.0]), 0);
    }

    #[test]
    fn never_more_than_half_is_dropped() {
        let rising: Vec<f64> = (0..100).map(f64::from).collect();
        assert!(mser(&rising) <= 50);
    }
}
