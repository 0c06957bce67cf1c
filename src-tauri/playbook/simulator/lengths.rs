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
    /// Of the room for [`EXACT`], what no short one can have: the long ones', or all of it once there is a sketch.
    taken: usize,
    sketch: Option<Box<Sketch>>,
    /// In the sketch.
    condensed: u64,
    sum: i128,
}

/// Counts by logarithm: a bin is one per cent wide, and its middle stands for what is in it (Masson, Rim and Lee 2019, DDSketch).
#[derive(Debug, Clone, Default)]
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
            Ok(short) if self.short.len() + self.taken < EXACT => self.short.push(short),
            Ok(_) | Err(_) => self.push_rarely(length),
        }
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
            None => {
                self.long.push(length);
                self.taken = self.long.len();
            }
        }
    }

    fn n(&self) -> u64 {
        self.condensed + (self.short.len() + self.long.len()) as u64
    }

    #[cold]
    fn condense(&mut self) {
        self.condensed = self.n();
        self.taken = EXACT;
        let sketch = self.sketch.get_or_insert_default();
        std::mem::take(&mut self.short).into_iter().for_each(|length| sketch.add(Millis::from(length)));
        std::mem::take(&mut self.long).into_iter().for_each(|length| sketch.add(length));
    }

    pub fn add(&mut self, other: &Lengths) {
        self.sum += other.sum;
        if self.sketch.is_none() && other.sketch.is_none() && self.n() + other.n() <= EXACT as u64 {
            self.short.extend_from_slice(&other.short);
            self.long.extend_from_slice(&other.long);
            self.taken = self.long.len();
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

    /// Of several put together: their mean, and their type-7 quantiles at ascending shares in thousandths; NaN of none.
    pub fn mean_and_quantiles<const N: usize>(several: &[&Lengths], per_mille: [u64; N]) -> (f64, [f64; N]) {
        let n: u64 = several.iter().map(|one| one.n()).sum();
        if n == 0 {
            return (f64::NAN, [f64::NAN; N]);
        }
        let mean = several.iter().map(|one| one.sum).sum::<i128>() as f64 / n as f64;
        let ranks = per_mille.map(|share| Rank::of(n, share));
        if n > EXACT as u64 || several.iter().any(|one| one.is_sketched()) {
            let mut all = Lengths::default();
            several.iter().for_each(|one| all.add(one));
            all.condense();
            let sketch = all.sketch.unwrap_or_default();
            return (mean, ranks.map(|rank| rank.between(sketch.at(rank.low), sketch.at(rank.high()))));
        }
        // Every long one comes after every short one.
        let short: Vec<&[u32]> = several.iter().map(|one| one.short.as_slice()).collect();
        let mut long: Vec<Millis> = several.iter().flat_map(|one| &one.long).copied().collect();
        long.sort_unstable();
        let count = n as usize - long.len();
        let ends = ranks.iter().flat_map(|rank| [rank.low as usize, rank.high() as usize]);
        let mut of_short = of_ranks(&short, &ends.filter(|&rank| rank < count).collect::<Vec<_>>()).into_iter();
        let mut at = |rank: u64| match (rank as usize).checked_sub(count) {
            None => of_short.next().map(Millis::from),
            Some(place) => long.get(place).copied(),
        };
        let quantiles = ranks.map(|rank| {
            let low = at(rank.low).unwrap_or_default();
            let high = at(rank.high()).unwrap_or(low);
            rank.between(low as f64, high as f64)
        });
        (mean, quantiles)
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

/// Where a number belongs among bins that ascend: its leading bits, as a float keeps them, exponent and seven more. Below 256 each number
/// has a bin of its own, above one is less than one per cent wide.
#[inline]
fn bin(number: u32) -> usize {
    const OF_ONE: u32 = 1f32.to_bits() >> 16;
    (((number as f32).to_bits() >> 16).saturating_sub(OF_ONE - 1) % BINS as u32) as usize
}

/// More than there are: that of the greatest number is 4,097.
const BINS: usize = 8_192;

/// So few numbers are sorted rather than counted; of more, the ranks of different shares never cross.
const FEW: usize = 2_048;

/// The numbers of these ranks, which ascend where there are more than [`FEW`] numbers. They are counted by bin first; only the bins in
/// which a rank falls are sorted.
fn of_ranks(numbers: &[&[u32]], ranks: &[usize]) -> Vec<u32> {
    if numbers.iter().map(|part| part.len()).sum::<usize>() <= FEW {
        let mut sorted = numbers.concat();
        sorted.sort_unstable();
        return ranks.iter().filter_map(|&rank| sorted.get(rank).copied()).collect();
    }
    let mut counts = [0u32; BINS];
    for part in numbers {
        part.iter().for_each(|&number| counts[bin(number)] += 1);
    }
    // Each rank's bin, and its rank in there.
    let (mut at, mut before) = (0, 0);
    let mut places: Vec<(usize, usize)> = Vec::with_capacity(ranks.len());
    for &rank in ranks {
        while at + 1 < BINS && before + counts[at] as usize <= rank {
            before += counts[at] as usize;
            at += 1;
        }
        places.push((at, rank - before));
    }
    let mut bins: Vec<(usize, Vec<u32>)> =
        places.iter().map(|&(bin, _)| (bin, Vec::with_capacity(counts[bin] as usize))).collect();
    bins.dedup_by_key(|(bin, _)| *bin);
    let mut opened = [0u8; BINS];
    bins.iter().zip(1..).for_each(|((bin, _), number)| opened[*bin] = number);
    for part in numbers {
        for &number in *part {
            let opened = opened[bin(number)];
            if opened > 0 {
                bins[opened as usize - 1].1.push(number);
            }
        }
    }
    bins.iter_mut().for_each(|(_, numbers)| numbers.sort_unstable());
    let in_bin = |&(at, rank): &(usize, usize)| {
        let numbers = bins.iter().find(|(bin, _)| *bin == at).map_or(&[][..], |(_, numbers)| numbers);
        numbers.get(rank).or(numbers.last()).copied().unwrap_or_default()
    };
    places.iter().map(in_bin).collect()
}

/// The lengths of five clocks. As long as a clock's have been those of the clock before it, passage by passage, they are kept once:
/// who takes a lead out of a queue is assigned, accepts and often touches it at one instant.
#[derive(Debug, Clone, Default)]
pub(crate) struct ClockLengths {
    own: [Lengths; 5],
    /// A bit for each clock that has lengths of its own; the first one always does, without a bit.
    differs: u8,
}

/// A length that there is not.
pub(crate) const UNKNOWN: Millis = Millis::MIN;

impl ClockLengths {
    /// Adds the lengths of a passage; some may be [`UNKNOWN`].
    #[inline]
    pub fn push(&mut self, lengths: [Millis; 5]) {
        let differ = |clock: usize| u8::from(lengths[clock] != lengths[clock - 1]) << clock;
        let parted = differ(1) | differ(2) | differ(3) | differ(4);
        if parted & !self.differs != 0 {
            self.part(parted);
        }
        for (clock, length) in lengths.into_iter().enumerate() {
            if self.has_own(clock) && length != UNKNOWN {
                self.own[clock].push(length);
            }
        }
    }

    #[inline]
    fn has_own(&self, clock: usize) -> bool {
        (self.differs | 1) >> clock & 1 == 1
    }

    /// Gives clocks lengths of their own; those after them stay with them.
    #[cold]
    fn part(&mut self, clocks: u8) {
        for clock in 1..5 {
            if clocks >> clock & 1 == 1 && !self.has_own(clock) {
                self.own[clock] = self.of(clock).clone();
                self.differs |= 1 << clock;
            }
        }
    }

    fn of(&self, clock: usize) -> &Lengths {
        let place = (0..=clock).rev().find(|&clock| self.has_own(clock)).unwrap_or(0);
        &self.own[place]
    }

    /// Mean, p50, p90 and p99 of each clock, of several put together.
    pub fn figures(several: &[&ClockLengths]) -> [[f64; 4]; 5] {
        let mut found = [[f64::NAN; 4]; 5];
        for clock in 0..5 {
            found[clock] = if clock == 0 || several.iter().any(|one| one.has_own(clock)) {
                let lengths: Vec<&Lengths> = several.iter().map(|one| one.of(clock)).collect();
                let (mean, [p50, p90, p99]) = Lengths::mean_and_quantiles(&lengths, [500, 900, 990]);
                [mean, p50, p90, p99]
            } else {
                found[clock - 1]
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
        for n in [1, 2, 3, 10, 999, FEW + 1, 200_000] {
            let (lengths, sorted) = lengths(n);
            let (_, found) = Lengths::mean_and_quantiles(&[&lengths], [500, 900, 990]);
            assert_eq!(found, [500, 900, 990].map(|share| quantile(&sorted, share).unwrap()), "{n}");
            assert!(!lengths.is_sketched());
        }
    }

    #[test]
    fn short_and_long_ones_are_one_row_of_numbers() {
        for n in [2, 7, 2 * FEW, 20 * FEW] {
            let (mut both, mut all) = (Lengths::default(), Vec::new());
            // Around 2^32, where the short ones end.
            for place in 0..n as Millis {
                let length = (1 << 32) + (place * 7_919 % n as Millis - n as Millis / 2) * 3;
                both.push(length);
                all.push(length as f64);
            }
            all.sort_by(f64::total_cmp);
            assert!(!both.short.is_empty() && !both.long.is_empty());
            for shares in [[100, 250, 500], [500, 900, 990]] {
                let (_, found) = Lengths::mean_and_quantiles(&[&both], shares);
                assert_eq!(found, shares.map(|share| quantile(&all, share).unwrap()), "{n}");
            }
        }
    }

    #[test]
    fn beyond_a_million_they_stay_within_the_stated_error() {
        let (lengths, sorted) = lengths(EXACT + 50_000);
        assert!(lengths.is_sketched() && lengths.short.capacity() + lengths.long.capacity() == 0);
        let (found_mean, found) = Lengths::mean_and_quantiles(&[&lengths], [500, 900, 990]);
        for (share, found) in [500, 900, 990].into_iter().zip(found) {
            let truth = quantile(&sorted, share).unwrap();
            assert!((found - truth).abs() <= SKETCH_ERROR * truth + 1.0, "{share}: {found}, {truth}");
        }
        let mean = sorted.iter().sum::<f64>() / sorted.len() as f64;
        assert!((found_mean / mean - 1.0).abs() < 1e-9);
    }

    #[test]
    fn clocks_that_part_are_counted_as_if_they_had_never_been_one() {
        let mut state = 11u64;
        let mut random = move |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let mut parts = Vec::new();
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
            parts.push(own);
        }
        let slow = apart.map(|lengths| {
            let (mean, [p50, p90, p99]) = Lengths::mean_and_quantiles(&[&lengths], [500, 900, 990]);
            [mean, p50, p90, p99]
        });
        assert_eq!(ClockLengths::figures(&parts.iter().collect::<Vec<_>>()), slow);
        assert_eq!(parts.iter().map(|part| part.differs).collect::<Vec<_>>(), [0, 0, 0b10000, 0b11000]);
    }
}
