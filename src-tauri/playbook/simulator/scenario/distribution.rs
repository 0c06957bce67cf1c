//! How long something takes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A random length of time, in minutes; what comes out below zero never does, and counts in whole milliseconds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Distribution {
    Fixed {
        minutes: f64,
    },
    Exponential {
        mean: f64,
    },
    Uniform {
        from: f64,
        to: f64,
    },
    /// `mean` of the length itself, `sigma` the standard deviation of its natural logarithm.
    Lognormal {
        mean: f64,
        sigma: f64,
    },
    /// The variance is `mean`² / `shape`.
    Gamma {
        mean: f64,
        shape: f64,
    },
    /// Survival exp(−(t / `scale`)^`shape`).
    Weibull {
        scale: f64,
        shape: f64,
    },
    Triangular {
        from: f64,
        likely: f64,
        to: f64,
    },
    /// What was observed: each of these as likely as the others.
    Empirical {
        minutes: Vec<f64>,
    },
}

impl Default for Distribution {
    fn default() -> Self {
        Distribution::Fixed { minutes: 0.0 }
    }
}

impl Distribution {
    /// The expected length in minutes.
    pub fn mean(&self) -> f64 {
        match self {
            Distribution::Fixed { minutes } => *minutes,
            Distribution::Exponential { mean }
            | Distribution::Lognormal { mean, .. }
            | Distribution::Gamma { mean, .. } => *mean,
            Distribution::Uniform { from, to } => (from + to) / 2.0,
            // Γ(1 + 1/k) by Stirling's series; exact enough to describe, and used for nothing else.
            Distribution::Weibull { scale, shape } => scale * gamma(1.0 + 1.0 / shape),
            Distribution::Triangular { from, likely, to } => (from + likely + to) / 3.0,
            Distribution::Empirical { minutes } => minutes.iter().sum::<f64>() / minutes.len().max(1) as f64,
        }
    }
}

/// Γ(x) for x ≥ 1: Stirling's series at x + 16, brought back by Γ(x + 1) = x Γ(x).
fn gamma(x: f64) -> f64 {
    let (mut back, mut at) = (1.0, x);
    while at < x + 16.0 {
        back *= at;
        at += 1.0;
    }
    let series =
        1.0 / (12.0 * at) - 1.0 / (360.0 * at.powi(3)) + 1.0 / (1260.0 * at.powi(5)) - 1.0 / (1680.0 * at.powi(7));
    ((at - 0.5) * at.ln() - at + 0.5 * std::f64::consts::TAU.ln() + series).exp() / back
}

#[cfg(test)]
mod tests {
    use super::gamma;

    #[test]
    fn gamma_is_the_factorial_and_the_root_of_pi() {
        for (x, expected) in [(1.0, 1.0), (2.0, 1.0), (5.0, 24.0), (1.5, 0.5 * std::f64::consts::PI.sqrt())] {
            assert!((gamma(x) / expected - 1.0).abs() < 1e-12, "Γ({x})");
        }
    }
}
