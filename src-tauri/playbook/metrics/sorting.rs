//! The rows of a month in order of a duration, once for all groups: what a group needs is then found by walking.

/// Marks a censored row in [`Order::rows`].
pub(super) const CENSORED: u32 = 1 << 31;

/// Rows in order of their durations; of equal ones those that reached the event first.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// Places in the durations, with [`CENSORED`] where the duration is unfinished.
    pub rows: Vec<u32>,
    keys: Vec<u64>,
    scratch: Vec<u64>,
    /// By pass and digit: how many keys have it, then where the next of them goes.
    starts: Vec<u32>,
}

/// Wider digits would scatter over more lines than the nearest cache holds.
const WIDEST_DIGIT: u32 = 13;

/// Below so many a comparison sort is faster than counting.
const FEW: usize = 2_048;

/// How a key is laid out: the place in the low bits, then one bit for censored, then the time.
#[derive(Clone, Copy)]
struct Layout {
    place_bits: u32,
    /// Of the time and the censored bit together.
    time_bits: u32,
}

impl Layout {
    /// The passes of a radix sort, and the bits of each digit.
    fn digits(self) -> (u32, u32) {
        let passes = self.time_bits.div_ceil(WIDEST_DIGIT);
        (passes, self.time_bits.div_ceil(passes))
    }

    fn row(self, key: u64) -> u32 {
        let censored = if key >> self.place_bits & 1 == 1 { CENSORED } else { 0 };
        (key & ((1 << self.place_bits) - 1)) as u32 | censored
    }
}

impl Order {
    /// Sorts `len` rows by what `ticks_of` their places says, where it is known. No finished duration is over `longest`;
    /// `is_censored` says which are unfinished. Those that outlast `longest` come last in the order of their places: nothing
    /// happens after them.
    pub(super) fn sort(
        &mut self,
        len: usize,
        ticks_of: impl Fn(usize) -> Option<u64>,
        longest: u64,
        is_censored: impl Fn(usize) -> bool,
    ) {
        let last = longest.saturating_add(1);
        let layout =
            Layout { place_bits: usize::BITS - len.leading_zeros(), time_bits: u64::BITS - last.leading_zeros() + 1 };
        self.rows.clear();
        if layout.place_bits + layout.time_bits > u64::BITS || layout.place_bits > 31 {
            self.sort_wide(len, ticks_of, is_censored);
            return;
        }
        let key_of = |place: usize| {
            let censored = is_censored(place);
            let time = ticks_of(place)?.min(last);
            Some((time << 1 | u64::from(censored)) << layout.place_bits | place as u64)
        };
        self.keys.clear();
        if len < FEW {
            self.keys.extend((0..len).filter_map(key_of));
            self.keys.sort_unstable();
            self.rows.extend(self.keys.iter().map(|&key| layout.row(key)));
            return;
        }
        let (passes, digit_bits) = layout.digits();
        self.starts.clear();
        self.starts.resize((passes as usize) << digit_bits, 0);
        for key in (0..len).filter_map(key_of) {
            for pass in 0..passes {
                self.starts[at_digit(layout, key, pass, digit_bits)] += 1;
            }
            self.keys.push(key);
        }
        self.radix_sort(layout);
    }

    fn sort_wide(&mut self, len: usize, ticks_of: impl Fn(usize) -> Option<u64>, is_censored: impl Fn(usize) -> bool) {
        let mut known: Vec<(u64, bool, u32)> =
            (0..len).filter_map(|place| Some((ticks_of(place)?, is_censored(place), place as u32))).collect();
        known.sort_unstable();
        self.rows.extend(known.iter().map(|&(_, censored, place)| if censored { place | CENSORED } else { place }));
    }

    /// Least significant digit first, over the counted keys; places are ascending already. The last pass writes the rows.
    fn radix_sort(&mut self, layout: Layout) {
        let (passes, digit_bits) = layout.digits();
        for starts in self.starts.chunks_exact_mut(1 << digit_bits) {
            let mut total = 0;
            for start in starts {
                (*start, total) = (total, total + *start);
            }
        }
        self.scratch.resize(self.keys.len(), 0);
        for pass in 0..passes - 1 {
            for &key in &self.keys {
                let start = &mut self.starts[at_digit(layout, key, pass, digit_bits)];
                self.scratch[*start as usize] = key;
                *start += 1;
            }
            std::mem::swap(&mut self.keys, &mut self.scratch);
        }
        self.rows.resize(self.keys.len(), 0);
        for &key in &self.keys {
            let start = &mut self.starts[at_digit(layout, key, passes - 1, digit_bits)];
            self.rows[*start as usize] = layout.row(key);
            *start += 1;
        }
    }
}

/// Where the digit of a pass is counted.
#[inline(always)]
fn at_digit(layout: Layout, key: u64, pass: u32, digit_bits: u32) -> usize {
    let digit = key >> (layout.place_bits + pass * digit_bits) & ((1 << digit_bits) - 1);
    ((pass as usize) << digit_bits) + digit as usize
}
#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        // Long lists, so that both ways of sorting are taken; few, for they take their time.
        #![proptest_config(ProptestConfig::with_cases(32))]

        /// Counting and comparing give the same order, as far as anything happens in it.
        #[test]
        fn order_is_that_of_a_comparison_sort(
            durations in prop::collection::vec(prop::option::weighted(0.8, 0_u64..90_000_000), 0..5_000),
            finished in 1_usize..5,
        ) {
            let is_censored = |place: usize| place.is_multiple_of(finished);
            let ticks_of = |place: usize| durations[place];
            let done = |place: &usize| !is_censored(*place);
            let longest = (0..durations.len()).filter(done).filter_map(ticks_of).max().unwrap_or(0);
            let (mut fast, mut slow) = (Order::default(), Order::default());
            fast.sort(durations.len(), ticks_of, longest, is_censored);
            slow.sort_wide(durations.len(), ticks_of, is_censored);
            let in_time = |row: &&u32| ticks_of((**row & !CENSORED) as usize) <= Some(longest);
            prop_assert!(fast.rows.iter().filter(in_time).eq(slow.rows.iter().filter(in_time)));
            let (mut all, mut same) = (fast.rows.clone(), slow.rows.clone());
            all.sort_unstable();
            same.sort_unstable();
            prop_assert_eq!(all, same);
        }
    }
}
