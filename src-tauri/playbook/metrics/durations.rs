//! A duration of every row, in half the memory where all are whole seconds, as exports give them.

use super::columns::NEVER;
use super::sorting::Order;
use crate::{Millis, SECOND};
use std::ops::Range;

/// By row, as far as there are any; what comes after is not known.
#[derive(Debug, Clone)]
pub(super) enum Durations {
    /// [`UNKNOWN`] = not known.
    Seconds(Vec<u32>),
    /// [`NEVER`] = not known.
    Millis(Vec<Millis>),
}

const UNKNOWN: u32 = u32::MAX;

impl Default for Durations {
    fn default() -> Self {
        Durations::Seconds(Vec::new())
    }
}

impl Durations {
    /// For so many rows. `in_seconds` = every one is a whole number of seconds.
    pub(super) fn with_capacity(rows: usize, in_seconds: bool) -> Durations {
        if in_seconds {
            Durations::Seconds(Vec::with_capacity(rows))
        } else {
            Durations::Millis(Vec::with_capacity(rows))
        }
    }

    /// Puts the duration of a row, or [`NEVER`], in its place. Rows come in order; those passed over are not known.
    #[inline(always)]
    pub(super) fn put(&mut self, place: usize, ms: Millis) {
        match self {
            Durations::Seconds(values) => match seconds(ms) {
                Some(seconds) => put(values, place, seconds, UNKNOWN),
                None => self.put_beyond(place, ms),
            },
            Durations::Millis(values) => put(values, place, ms, NEVER),
        }
    }

    /// A duration of more than a century: no field of this width holds it.
    #[cold]
    fn put_beyond(&mut self, place: usize, ms: Millis) {
        *self = Durations::Millis((0..self.len()).map(|place| self.get(place)).collect());
        self.put(place, ms);
    }

    fn len(&self) -> usize {
        match self {
            Durations::Seconds(values) => values.len(),
            Durations::Millis(values) => values.len(),
        }
    }

    /// The duration at a place; [`NEVER`] = not known.
    #[inline]
    pub(super) fn get(&self, place: usize) -> Millis {
        match self {
            Durations::Seconds(values) => match values.get(place) {
                Some(&UNKNOWN) | None => NEVER,
                Some(&seconds) => Millis::from(seconds) * SECOND,
            },
            Durations::Millis(values) => values.get(place).copied().unwrap_or(NEVER),
        }
    }

    /// How many milliseconds a tick of [`Durations::order`] is.
    const fn tick(&self) -> Millis {
        match self {
            Durations::Seconds(_) => SECOND,
            Durations::Millis(_) => 1,
        }
    }

    /// Puts the rows at these places in order of their durations, as far as these are known. No finished one is over `longest`.
    pub(super) fn order(
        &self,
        places: &Places,
        longest: Millis,
        is_censored: impl Fn(usize) -> bool,
        order: &mut Order,
    ) {
        let longest = (longest.max(0) / self.tick()) as u64;
        match (self, places) {
            (Durations::Seconds(values), Places::Together(range)) => {
                // Past the end nothing is known.
                let known = &values[range.start.min(values.len())..range.end.min(values.len())];
                let ticks = |at: usize| known.get(at).copied().filter(|&ticks| ticks != UNKNOWN).map(u64::from);
                order.sort(range.len(), ticks, longest, is_censored);
            }
            _ => {
                let ticks = |at: usize| {
                    let ms = self.get(places.at(at));
                    (ms != NEVER).then(|| (ms / self.tick()) as u64)
                };
                order.sort(places.len(), ticks, longest, is_censored);
            }
        }
    }
}

fn seconds(ms: Millis) -> Option<u32> {
    if ms == NEVER {
        return Some(UNKNOWN);
    }
    u32::try_from(ms / SECOND).ok().filter(|&seconds| seconds != UNKNOWN)
}

#[inline(always)]
fn put<T: Clone>(values: &mut Vec<T>, place: usize, value: T, none: T) {
    if values.len() < place {
        values.resize(place, none);
    }
    values.push(value);
}

/// Places in arrays that all rows share.
#[derive(Debug, Clone)]
pub(super) enum Places {
    /// The rows of a month lie together where the columns are arranged.
    Together(Range<usize>),
    Each(Vec<usize>),
}

impl Places {
    /// Of rows in ascending order; the arrays begin with row `base`.
    pub(super) fn of(rows: &[u32], base: usize) -> Places {
        let (Some(&first), Some(&last)) = (rows.first(), rows.last()) else { return Places::Together(0..0) };
        if (last - first) as usize + 1 == rows.len() {
            let first = first as usize - base;
            return Places::Together(first..first + rows.len());
        }
        Places::Each(rows.iter().map(|&row| row as usize - base).collect())
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Places::Together(range) => range.len(),
            Places::Each(places) => places.len(),
        }
    }

    #[inline]
    pub(super) fn at(&self, index: usize) -> usize {
        match self {
            Places::Together(range) => range.start + index,
            Places::Each(places) => places[index],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// What was put is what is got, however long it is and whichever rows were passed over.
        #[test]
        fn durations_come_back_as_they_went_in(
            values in prop::collection::vec(prop_oneof![
                3 => (0_i64..1 << 20).prop_map(Some),
                1 => (0_i64..1 << 40).prop_map(Some),
                1 => Just(None),
            ], 0..20),
            passed_over in prop::collection::vec(any::<bool>(), 20),
            in_seconds in any::<bool>(),
        ) {
            let mut durations = Durations::with_capacity(values.len(), in_seconds);
            let expected: Vec<Millis> = values
                .iter()
                .zip(&passed_over)
                .map(|(value, passed_over)| value.filter(|_| !passed_over).map_or(NEVER, |value| value * SECOND))
                .collect();
            for (place, (&ms, passed_over)) in expected.iter().zip(&passed_over).enumerate() {
                if !passed_over {
                    durations.put(place, ms);
                }
            }
            let found: Vec<Millis> = (0..values.len()).map(|place| durations.get(place)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
