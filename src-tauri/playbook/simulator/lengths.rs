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
    /// Those of less than seven weeks, and the others: most lengths fit into half the room.
    short: Vec<u32>,
    long: Vec<Millis>,
    sketch: Option<Box<Sketch>>,
    /// In the sketch.
    condensed: u64,
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
        debug_assert!(length >= 0);
        self.sum += i128::from(length);
        match u32::try_from(length) {
            Ok(short) if self.short.len() < self.most_short() => self.short.push(short),
            Ok(_) | Err(_) => self.push_rarely(length),
        }
    }

    /// How many short ones there can be before something else is to be done.
    #[inline]
    fn most_short(&self) -> usize {
        if self.condensed > 0 { 0 } else { EXACT - self.long.len() }
    }

    #[cold]
    fn push_rarely(&mut self, length: Millis) {
        if self.sketch.is_none() && self.n() >= EXACT as u64 {
            self.condense();
        }
        match &mut self.sketch {
            Some(sketch) => {
                sketch.add(length);
                self.condensed += 1;
            }
            None => self.long.push(length),
        }
    }

    fn n(&self) -> u64 {
        self.condensed + (self.short.len() + self.long.len()) as u64
    }

    #[cold]
    fn condense(&mut self) {
        self.condensed = self.n();
        let sketch = self.sketch.get_or_insert_with(|| Box::new(Sketch { bins: Vec::new() }));
        std::mem::take(&mut self.short).into_iter().for_each(|length| sketch.add(Millis::from(length)));
        std::mem::take(&mut self.long).into_iter().for_each(|length| sketch.add(length));
    }

    pub fn add(&mut self, other: &Lengths) {
        self.sum += other.sum;
        if self.sketch.is_none() && other.sketch.is_none() && self.n() + other.n() <= EXACT as u64 {
            self.short.extend_from_slice(&other.short);
            self.long.extend_from_slice(&other.long);
            return;
        }
        self.condense();
        self.condensed += other.n();
        let Some(sketch) = &mut self.sketch else { return };
        other.short.iter().for_each(|&length| sketch.add(Millis::from(length)));
        other.long.iter().for_each(|&length| sketch.add(length));
        if let Some(theirs) = &other.sketch {
            if sketch.bins.len() < theirs.bins.len() {
                sketch.bins.resize(theirs.bins.len(), 0);
            }
            sketch.bins.iter_mut().zip(&theirs.bins).for_each(|(own, other)| *own += other);
        }
    }

    pub fn mean(&self) -> Option<f64> {
        (self.n() > 0).then(|| self.sum as f64 / self.n() as f64)
    }

    /// Type-7 quantiles, ascending shares in thousandths; NaN of none. Puts what is kept into another order.
    pub fn quantiles<const N: usize>(&mut self, per_mille: [u64; N]) -> [f64; N] {
        let n = self.n();
        if n == 0 {
            return [f64::NAN; N];
        }
        if let Some(sketch) = &self.sketch {
            return per_mille.map(|share| {
                let rank = Rank::of(n, share);
                rank.between(sketch.at(rank.low), sketch.at(rank.high()))
            });
        }
        // Every long one comes after every short one.
        let count = self.short.len();
        let (mut short, mut long) = (Ascending::of(&mut self.short), Ascending::of(&mut self.long));
        let mut at = |rank: u64| match rank as usize {
            rank if rank < count => short.at(rank).map(Millis::from),
            rank => long.at(rank - count),
        };
        per_mille.map(|share| {
            let rank = Rank::of(n, share);
            let low = at(rank.low).unwrap_or_default();
            let high = if rank.over == 0 { low } else { at(rank.high()).unwrap_or(low) };
            rank.between(low as f64, high as f64)
        })
    }

    /// True where quantiles are no longer exact.
    pub fn is_sketched(&self) -> bool {
        self.sketch.is_some()
    }

    /// Bytes held.
    #[cfg(test)]
    pub fn held(&self) -> usize {
        let bins = self.sketch.as_ref().map_or(0, |sketch| sketch.bins.capacity());
        4 * self.short.capacity() + 8 * self.long.capacity() + 8 * bins
    }
}

/// Numbers asked for by rank, in ascending order of the ranks: what has been found is out of the way of what follows.
struct Ascending<'a, T> {
    numbers: &'a mut [T],
    /// Everything before it is smaller than everything from it on.
    from: usize,
}

impl<T: Ord + Copy> Ascending<'_, T> {
    fn of(numbers: &mut [T]) -> Ascending<'_, T> {
        Ascending { numbers, from: 0 }
    }

    /// The number of this rank from 0; `None` where there are not so many.
    fn at(&mut self, rank: usize) -> Option<T> {
        if rank >= self.numbers.len() {
            return None;
        }
        if rank == self.from && rank > 0 {
            let rest = &mut self.numbers[rank..];
            let least = rest.iter().enumerate().min_by_key(|(_, number)| **number)?.0;
            rest.swap(0, least);
        } else if rank >= self.from {
            self.numbers[self.from..].select_nth_unstable(rank - self.from);
        }
        self.from = self.from.max(rank + 1);
        Some(self.numbers[rank])
    }
}

/// The lengths of five clocks. As long as a clock's have been those of the clock before it, passage by passage, they are kept once:
/// who takes a lead out of a queue is assigned, accepts and often touches it at one instant.
#[derive(Debug, Clone, Default)]
pub(crate) struct ClockLengths {
    own: [Lengths; 5],
    /// Whether a clock has lengths of its own; the first one always does.
    differs: [bool; 5],
}

/// A length that there is not.
pub(crate) const UNKNOWN: Millis = Millis::MIN;

impl ClockLengths {
    /// Adds the lengths of a passage; some may be [`UNKNOWN`].
    #[inline]
    pub fn push(&mut self, lengths: [Millis; 5]) {
        for clock in 1..5 {
            if !self.differs[clock] && lengths[clock] != lengths[clock - 1] {
                self.part(clock);
            }
        }
        for (clock, length) in lengths.into_iter().enumerate() {
            if (clock == 0 || self.differs[clock]) && length != UNKNOWN {
                self.own[clock].push(length);
            }
        }
    }

    /// Gives a clock lengths of its own; those after it stay with it.
    #[cold]
    fn part(&mut self, clock: usize) {
        self.own[clock] = self.of(clock).clone();
        self.differs[clock] = true;
    }

    fn of(&self, clock: usize) -> &Lengths {
        let place = (1..=clock).rev().find(|&clock| self.differs[clock]).unwrap_or(0);
        &self.own[place]
    }

    pub fn add(&mut self, other: &ClockLengths) {
        for clock in 1..5 {
            if !self.differs[clock] && other.differs[clock] {
                self.part(clock);
            }
        }
        for clock in 0..5 {
            if clock == 0 || self.differs[clock] {
                self.own[clock].add(other.of(clock));
            }
        }
    }

    /// Mean, p50, p90 and p99 of each clock. Puts what is kept into another order.
    pub fn figures(&mut self) -> [[f64; 4]; 5] {
        let mut found = [[f64::NAN; 4]; 5];
        for clock in 0..5 {
            found[clock] = if clock > 0 && !self.differs[clock] {
                found[clock - 1]
            } else {
                let [p50, p90, p99] = self.own[clock].quantiles([500, 900, 990]);
                [self.own[clock].mean().unwrap_or(f64::NAN), p50, p90, p99]
            };
        }
        found
    }

    pub fn is_sketched(&self) -> bool {
        self.own.iter().any(Lengths::is_sketched)
    }

    /// Bytes held.
    #[cfg(test)]
    pub fn held(&self) -> usize {
        self.own.iter().map(Lengths::held).sum()
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
        assert!(lengths.is_sketched() && lengths.short.capacity() + lengths.long.capacity() == 0);
        for (share, found) in [500, 900, 990].into_iter().zip(lengths.quantiles([500, 900, 990])) {
            let truth = quantile(&sorted, share).unwrap();
            assert!((found - truth).abs() <= SKETCH_ERROR * truth + 1.0, "{share}: {found}, {truth}");
        }
        let mean = sorted.iter().sum::<f64>() / sorted.len() as f64;
        assert!((lengths.mean().unwrap() / mean - 1.0).abs() < 1e-9);
    }

    #[test]
    fn clocks_that_part_are_counted_as_if_they_had_never_been_one() {
        let mut state = 11u64;
        let mut random = move |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let mut whole = ClockLengths::default();
        let mut apart: [Lengths; 5] = Default::default();
        for part in 0..4 {
            let mut own = ClockLengths::default();
            for _ in 0..500 {
                // In the first part clocks agree, later they part one after the other; some are longer than seven weeks.
                let mut lengths = [random(6_000_000_000) as Millis; 5];
                for clock in 1..5 {
                    if clock > 5 - part && random(3) == 0 {
                        lengths[clock] = if random(4) == 0 { UNKNOWN } else { random(9_000_000_000) as Millis };
                    } else {
                        lengths[clock] = lengths[clock - 1];
                    }
                }
                own.push(lengths);
                apart
                    .iter_mut()
                    .zip(lengths)
                    .filter(|(_, length)| *length != UNKNOWN)
                    .for_each(|(all, it)| all.push(it));
            }
            whole.add(&own);
        }
        let slow = apart.map(|mut lengths| {
            let [p50, p90, p99] = lengths.quantiles([500, 900, 990]);
            [lengths.mean().unwrap(), p50, p90, p99]
        });
        assert_eq!(whole.figures(), slow);
        assert!(whole.differs == [false, false, false, true, true]);
    }
}
