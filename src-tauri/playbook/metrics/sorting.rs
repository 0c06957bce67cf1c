//! The rows of a month in order of a duration, once for all groups: what a group needs is then found by walking.

use super::columns::NEVER;
use crate::Millis;

/// Marks a censored row in [`Order::rows`].
pub(super) const CENSORED: u32 = 1 << 31;

/// Rows in order of their durations; of equal ones those that reached the event first.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// Places in the durations, with [`CENSORED`] where the duration is unfinished.
    pub rows: Vec<u32>,
    keys: Vec<u64>,
    scratch: Vec<u64>,
}

/// Wider digits would scatter over more lines than the nearest cache holds.
const WIDEST_DIGIT: u32 = 11;

/// Below so many a comparison sort is faster than counting.
const FEW: usize = 512;

impl Order {
    /// Sorts the rows whose duration is known. No duration is over `longest`; `tick` divides every one; `is_censored` says which
    /// are unfinished.
    pub(super) fn sort(
        &mut self,
        durations: &[Millis],
        longest: Millis,
        tick: Millis,
        is_censored: impl Fn(usize) -> bool,
    ) {
        let place_bits = usize::BITS - durations.len().leading_zeros();
        let time_bits = i64::BITS - (longest.max(0) / tick).leading_zeros();
        self.rows.clear();
        if place_bits + time_bits + 1 > u64::BITS || place_bits > 31 {
            self.sort_wide(durations, is_censored);
            return;
        }
        self.keys.clear();
        // Divisions by a constant are multiplications.
        let in_ticks = |duration: Millis| if tick == crate::SECOND { duration / crate::SECOND } else { duration };
        for (place, &duration) in durations.iter().enumerate() {
            if duration != NEVER {
                let time = in_ticks(duration) as u64;
                self.keys.push((time << 1 | u64::from(is_censored(place))) << place_bits | place as u64);
            }
        }
        if self.keys.len() < FEW {
            self.keys.sort_unstable();
        } else {
            self.radix_sort(place_bits, place_bits + time_bits + 1);
        }
        let mask = (1 << place_bits) - 1;
        self.rows.extend(self.keys.iter().map(|key| {
            let censored = if key >> place_bits & 1 == 1 { CENSORED } else { 0 };
            (key & mask) as u32 | censored
        }));
    }

    fn sort_wide(&mut self, durations: &[Millis], is_censored: impl Fn(usize) -> bool) {
        let mut known: Vec<(Millis, bool, u32)> = (0..durations.len())
            .filter(|&place| durations[place] != NEVER)
            .map(|place| (durations[place], is_censored(place), place as u32))
            .collect();
        known.sort_unstable();
        self.rows.extend(known.iter().map(|&(_, censored, place)| if censored { place | CENSORED } else { place }));
    }

    /// Least significant digit first over the bits `from..to`; places are ascending already.
    fn radix_sort(&mut self, from: u32, to: u32) {
        self.scratch.resize(self.keys.len(), 0);
        let passes = (to - from).div_ceil(WIDEST_DIGIT).max(1);
        let digit_bits = (to - from).div_ceil(passes);
        let buckets = 1_usize << digit_bits;
        let mut starts = [0_u32; 1 << WIDEST_DIGIT];
        for pass in 0..passes {
            let shift = from + pass * digit_bits;
            let digit = |key: u64| (key >> shift) as usize & (buckets - 1);
            let starts = &mut starts[..buckets];
            starts.fill(0);
            for &key in &self.keys {
                starts[digit(key)] += 1;
            }
            let mut total = 0;
            for start in starts.iter_mut() {
                (*start, total) = (total, total + *start);
            }
            for &key in &self.keys {
                let start = &mut starts[digit(key)];
                self.scratch[*start as usize] = key;
                *start += 1;
            }
            std::mem::swap(&mut self.keys, &mut self.scratch);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Counting and comparing give the same order.
        #[test]
        fn order_is_that_of_a_comparison_sort(
            durations in prop::collection::vec(prop_oneof![Just(NEVER), 0_i64..90_000_000], 0..1_500),
            finished in 1_usize..5,
        ) {
            let is_censored = |place: usize| place.is_multiple_of(finished);
            let (mut fast, mut slow) = (Order::default(), Order::default());
            fast.sort(&durations, 90_000_000, 1, is_censored);
            slow.sort_wide(&durations, is_censored);
            prop_assert_eq!(fast.rows, slow.rows);
        }
    }
}
