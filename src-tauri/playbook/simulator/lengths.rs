//! Lengths of time and their quantiles: exact up to a million of them, within a half per cent beyond, where memory no longer grows.

use crate::Millis;
use crate::metrics::statistics::Rank;

/// So many are kept as they are.
pub const EXACT: usize = 1_000_000;

/// Beyond [`EXACT`] a quantile is at most so far from the true one, relative to it.
pub const SKETCH_ERROR: f64 = 0.005;

/// Many lengths of one kind.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lengths {
    exact: Vec<Millis>,
    sketch: Option<Box<Sketch>>,
    n: u64,
    sum: i128,
}

/// Counts by logarithm: a bin is one per cent wide, and its middle stands for what is in it (Masson, Rim and Lee 2019, DDSketch).
#[derive(Debug, Clone)]
struct Sketch {
    bins: Vec<u64>,
}

impl Sketch {
    fn width() -> f64 {
        ((1.0 + SKETCH_ERROR) / (1.0 - SKETCH_ERROR)).ln()
    }

    /// Bin 0 holds 0 and less.
    fn add(&mut self, length: Millis) {
        let bin = if length <= 0 { 0 } else { 1 + ((length as f64).ln() / Sketch::width()).ceil().max(0.0) as usize };
        if self.bins.len() <= bin {
            self.bins.resize(bin + 1, 0);
        }
        self.bins[bin] += 1;
    }

    /// The value that stands for the `rank`-th smallest.
    fn at(&self, rank: u64) -> f64 {
        let mut before = 0;
        for (bin, count) in self.bins.iter().enumerate() {
            before += count;
            if before > rank {
                // The point of the bin that is equally far, relatively, from both of its ends.
                let upper = ((bin as f64 - 1.0) * Sketch::width()).exp();
                return if bin == 0 { 0.0 } else { upper * (1.0 - SKETCH_ERROR) };
            }
        }
        0.0
    }
}

impl Lengths {
    #[inline]
    pub fn push(&mut self, length: Millis) {
        self.n += 1;
        self.sum += i128::from(length);
        match &mut self.sketch {
            Some(sketch) => sketch.add(length),
            None => {
                self.exact.push(length);
                if self.exact.len() > EXACT {
                    self.condense();
                }
            }
        }
    }

    fn condense(&mut self) {
        let sketch = self.sketch.get_or_insert_with(|| Box::new(Sketch { bins: Vec::new() }));
        self.exact.drain(..).for_each(|length| sketch.add(length));
        self.exact.shrink_to_fit();
    }

    pub fn add(&mut self, other: &Lengths) {
        self.n += other.n;
        self.sum += other.sum;
        if self.sketch.is_none() && other.sketch.is_none() && self.exact.len() + other.exact.len() <= EXACT {
            self.exact.extend_from_slice(&other.exact);
            return;
        }
        self.condense();
        let Some(sketch) = &mut self.sketch else { return };
        other.exact.iter().for_each(|&length| sketch.add(length));
        if let Some(theirs) = &other.sketch {
            if sketch.bins.len() < theirs.bins.len() {
                sketch.bins.resize(theirs.bins.len(), 0);
            }
            sketch.bins.iter_mut().zip(&theirs.bins).for_each(|(own, other)| *own += other);
        }
    }

    pub fn mean(&self) -> Option<f64> {
        (self.n > 0).then(|| self.sum as f64 / self.n as f64)
    }

    /// Type-7 quantiles, ascending shares in thousandths; NaN of none. Puts what is kept into another order.
    pub fn quantiles<const N: usize>(&mut self, per_mille: [u64; N]) -> [f64; N] {
        if self.n == 0 {
            return [f64::NAN; N];
        }
        if let Some(sketch) = &self.sketch {
            return per_mille.map(|share| {
                let rank = Rank::of(self.n, share);
                rank.between(sketch.at(rank.low), sketch.at(rank.high()))
            });
        }
        let mut from = 0;
        per_mille.map(|share| {
            let rank = Rank::of(self.n, share);
            let rest = &mut self.exact[from..];
            let (_, low, above) = rest.select_nth_unstable(rank.low as usize - from);
            let low = *low;
            let high = if rank.over == 0 { low } else { above.iter().copied().min().unwrap_or(low) };
            from = rank.low as usize;
            rank.between(low as f64, high as f64)
        })
    }

    /// True where quantiles are no longer exact.
    pub fn is_sketched(&self) -> bool {
        self.sketch.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::statistics::quantile;

    fn lengths(n: usize) -> (Lengths, Vec<f64>) {
        let mut lengths = Lengths::default();
        let mut state = 7u64;
        let mut all = Vec::new();
        for _ in 0..n {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let length = ((state >> 33) as f64 / 400.0).exp2().min(1e12) as Millis % 10_000_019;
            lengths.push(length);
            all.push(length as f64);
        }
        all.sort_by(f64::total_cmp);
        (lengths, all)
    }

    #[test]
    fn quantiles_are_type_7_exactly_up_to_a_million() {
        for n in [1, 2, 3, 10, 999] {
            let (mut lengths, sorted) = lengths(n);
            let found = lengths.quantiles([500, 900, 990]);
            assert_eq!(found, [500, 900, 990].map(|share| quantile(&sorted, share).unwrap()), "{n}");
            assert!(!lengths.is_sketched());
        }
    }

    #[test]
    fn beyond_a_million_they_stay_within_the_stated_error() {
        let (mut lengths, sorted) = lengths(EXACT + 50_000);
        assert!(lengths.is_sketched() && lengths.exact.capacity() == 0);
        for (share, found) in [500, 900, 990].into_iter().zip(lengths.quantiles([500, 900, 990])) {
            let truth = quantile(&sorted, share).unwrap();
            assert!((found - truth).abs() <= SKETCH_ERROR * truth + 1.0, "{share}: {found}, {truth}");
        }
        let mean = sorted.iter().sum::<f64>() / sorted.len() as f64;
        assert!((lengths.mean().unwrap() / mean - 1.0).abs() < 1e-9);
    }
}
