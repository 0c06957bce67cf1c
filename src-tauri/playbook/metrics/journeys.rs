//! Which rows are passages of one CRM record, so that it can be told what a record entered after a handoff.
//!
//! Records are known by a 64-bit hash of their id: among a million ids the chance that any two share one is three in a hundred
//! million.

use super::dictionary::TextHasher;
use crate::{HOUR, Instant, Millis};
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};

/// A civil day is never longer than this: a date without a time stands for up to so much after its first instant.
const LONGEST_DAY: Millis = 25 * HOUR;

/// A text as a number; the same on every run of this program, and not to be kept in a file. Never 0.
pub(super) fn key(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish().max(1)
}

/// The start of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Start {
    /// Code of the handoff.
    pub handoff: u32,
    pub at: Instant,
    /// True = a date without a time.
    pub is_date: bool,
}

impl Start {
    /// False where this start is known to lie before `at`.
    fn may_follow(self, at: Instant) -> bool {
        let latest = if self.is_date { self.at.saturating_add(LONGEST_DAY - 1) } else { self.at };
        latest >= at
    }
}

/// The passages of every record that has more than one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Journeys {
    /// By row: the record's number, 1 and up; 0 = it has no other row. Empty where no record has two.
    journey_of: Vec<u32>,
    /// By number, less 1: where its starts end.
    ends: Vec<u32>,
    /// By record, then handoff, then instant.
    starts: Vec<Start>,
    /// `(from, to)`: some record entered `to` at or after it entered `from`.
    ways: HashSet<(u32, u32)>,
}

impl Journeys {
    /// `keys` and `start_of` by row; a row without a start is no passage.
    pub(super) fn of(keys: &[u64], start_of: impl Fn(usize) -> Option<Start>) -> Journeys {
        let mut journeys = Journeys { journey_of: numbered(keys), ..Journeys::default() };
        let mut starts: Vec<(u32, Start)> = journeys
            .journey_of
            .iter()
            .enumerate()
            .filter(|(_, journey)| **journey != 0)
            .filter_map(|(row, &journey)| Some((journey, start_of(row)?)))
            .collect();
        starts.sort_unstable();
        journeys.ends = vec![0; starts.last().map_or(0, |last| last.0 as usize)];
        for (at, (journey, _)) in starts.iter().enumerate() {
            journeys.ends[*journey as usize - 1] = at as u32 + 1;
        }
        // A number none of whose rows has a start ends where the one before it ends.
        let mut before = 0;
        for end in &mut journeys.ends {
            *end = before.max(*end);
            before = *end;
        }
        journeys.starts = starts.into_iter().map(|(_, start)| start).collect();
        let mut ways = HashSet::new();
        for journey in 1..=journeys.ends.len() as u32 {
            let legs: Vec<&[Start]> = journeys.passages(journey).chunk_by(|a, b| a.handoff == b.handoff).collect();
            for from in &legs {
                for to in &legs {
                    if from[0].handoff != to[0].handoff && to.iter().any(|start| start.may_follow(from[0].at)) {
                        ways.insert((from[0].handoff, to[0].handoff));
                    }
                }
            }
        }
        journeys.ways = ways;
        journeys
    }

    fn passages(&self, journey: u32) -> &[Start] {
        let Some(place) = (journey as usize).checked_sub(1).filter(|&place| place < self.ends.len()) else {
            return &[];
        };
        let from = if place == 0 { 0 } else { self.ends[place - 1] };
        &self.starts[from as usize..self.ends[place] as usize]
    }

    /// When the record of a row first started a handoff at or after `since`, as far as is known at `as_of`.
    pub(super) fn entered_at(&self, row: usize, handoff: u32, since: Instant, as_of: Instant) -> Option<Instant> {
        let passages = self.passages(self.journey_of.get(row).copied().unwrap_or(0));
        let earliest = since.saturating_sub(LONGEST_DAY);
        let from = passages.partition_point(|start| (start.handoff, start.at) < (handoff, earliest));
        let later = passages[from..].iter().take_while(|start| start.handoff == handoff && start.at <= as_of);
        later.copied().find(|start| start.may_follow(since)).map(|start| start.at)
    }

    /// True = some record entered `to` at or after it entered `from`.
    pub(super) fn is_way(&self, from: u32, to: u32) -> bool {
        self.ways.contains(&(from, to))
    }
}

/// Numbers the keys that come more than once, in order of their second sight, from 1 on; 0 = once. Empty where every key comes once.
pub(super) fn numbered(keys: &[u64]) -> Vec<u32> {
    let mut first_of: HashMap<u64, u32, BuildHasherDefault<TextHasher>> =
        HashMap::with_capacity_and_hasher(keys.len(), BuildHasherDefault::default());
    let (mut numbers, mut last) = (Vec::new(), 0);
    for (row, &key) in keys.iter().enumerate() {
        match first_of.entry(key) {
            Entry::Vacant(unseen) => {
                unseen.insert(row as u32);
            }
            Entry::Occupied(first) => {
                let first = *first.get() as usize;
                if numbers.is_empty() {
                    numbers = vec![0; keys.len()];
                }
                if numbers[first] == 0 {
                    last += 1;
                    numbers[first] = last;
                }
                numbers[row] = numbers[first];
            }
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// What a record entered is what a look at all of its rows finds, and a way is one that some record went.
        #[test]
        fn entries_are_those_of_looking_at_every_row(
            rows in prop::collection::vec((0_u64..6, prop::option::weighted(0.9, (0_u32..4, 0_i64..80, any::<bool>()))), 0..40),
            since in 0_i64..80,
            as_of in 0_i64..80,
        ) {
            let start_of = |row: usize| {
                rows[row].1.map(|(handoff, hours, is_date)| Start { handoff, at: hours * HOUR, is_date })
            };
            let keys: Vec<u64> = rows.iter().map(|row| row.0).collect();
            let journeys = Journeys::of(&keys, start_of);
            let (since, as_of) = (since * HOUR, as_of * HOUR);
            let others = |row: usize| {
                let keys = &keys;
                (0..keys.len()).filter(move |&other| other != row && keys[other] == keys[row]).filter_map(start_of)
            };
            for row in 0..keys.len() {
                for handoff in 0..4 {
                    if start_of(row).is_some_and(|own| own.handoff == handoff) {
                        continue;
                    }
                    let entered = others(row)
                        .filter(|start| start.handoff == handoff && start.at <= as_of && start.may_follow(since))
                        .map(|start| start.at)
                        .min();
                    prop_assert_eq!(journeys.entered_at(row, handoff, since, as_of), entered);
                }
            }
            for (from, to) in (0..4).flat_map(|from| (0..4).map(move |to| (from, to))).filter(|(from, to)| from != to) {
                let went = (0..keys.len()).any(|row| {
                    start_of(row).is_some_and(|own| {
                        own.handoff == from && others(row).any(|start| start.handoff == to && start.may_follow(own.at))
                    })
                });
                prop_assert_eq!(journeys.is_way(from, to), went);
            }
        }
    }
}
