//! The one pass over all rows that [`super::measure`] makes.

use super::columns::NEVER;
use super::dictionary::TextHasher;
use super::durations::Durations;
use super::measure::{Measured, ends, sla_metric};
use super::parts::{Part, Parts, bit};
use super::placing::{sla_part, time_lost};
use super::{ClockChoice, Dimension, Metric, Month};
use crate::policy::ClockKind;
use crate::record::Moment;
use crate::record::sla::SlaState;
use crate::record::sla::judge::{Passage, event_of, judge};
use crate::{Instant, Millis, SECOND};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;

/// In the order of their slots.
const WAITING: [Metric; 4] =
    [Metric::TimeToAssign, Metric::TimeToAccept, Metric::TimeToFirstTouch, Metric::TimeToNextStep];

/// The slot of the stage's age.
const AGE: usize = 4;

impl Measured<'_> {
    /// Measures the rows that started in these months; `None` = all.
    pub(super) fn measure_rows(&mut self, within: Option<(Month, Month)>) {
        let clip = self.is_clipped();
        let available = self.available.clone();
        let started = self.columns.moment(Moment::Started);
        let bounds = within.map_or((NEVER + 1, Instant::MAX), |(first, last)| {
            let zone = self.columns.time_zone();
            (zone.month_bounds(first).0, zone.month_bounds(last).1)
        });
        let (from, until) = (bounds.0, if clip { bounds.1.min(self.as_of.saturating_add(1)) } else { bounds.1 });
        let Range { start: base, end } = self.columns.rows_started_within(from, until);
        let rows = end - base;
        let in_seconds = !self.columns.has_sub_seconds() && self.as_of % SECOND == 0;
        let mut durations: [Durations; 5] = Default::default();
        for (slot, metric) in WAITING.into_iter().chain([Metric::StageAgingAfterHandoff]).enumerate() {
            if available.has(metric) {
                durations[slot] = Durations::with_capacity(rows, in_seconds);
            }
        }
        let has_waiting = WAITING.map(|metric| available.has(metric));
        let mut longest = [0; 5];
        let has_totals = available.has(Metric::TimeLostInHandoff) && available.has(Metric::CompletionRate);
        let mut totals = Durations::with_capacity(if has_totals { rows } else { 0 }, in_seconds);
        let clocks: Vec<ClockKind> =
            ClockKind::ALL.into_iter().filter(|&clock| available.has(sla_metric(clock))).collect();
        let mut states: [Vec<u8>; 5] = Default::default();
        for clock in &clocks {
            states[clock.index()] = vec![SlaState::NotApplicable as u8; rows];
        }
        let mut patterns = Patterns::default();
        let mut pattern_of = vec![0; rows];
        let mut started_in = vec![u16::MAX; rows];
        let handoffs = self.columns.codes_of(Dimension::Handoff);
        let measured = &*self;
        let mut passage = Passage::BLANK;
        for row in base..end {
            let at = started.get(row);
            if at < from || at >= until {
                continue;
            }
            let place = row - base;
            measured.read_passage(row, clip, &mut passage);
            let rules = measured.rules.of_handoff(handoffs.map_or(0, |codes| codes.get(row)), at);
            let mut bits = bit(Metric::Volume, Part::Yes);
            let mut waits = [NEVER; 4];
            let mut wait = |slot: usize, (part, waited): (Parts, Millis)| {
                bits |= part;
                waits[slot] = waited;
                durations[slot].put(place, waited);
                if part & bit(WAITING[slot], Part::Yes) != 0 {
                    longest[slot] = waited.max(longest[slot]);
                }
            };
            // Not a loop: each metric's ends are then known to the compiler.
            if has_waiting[0] {
                wait(0, measured.waiting_time(WAITING[0], &passage, rules));
            }
            if has_waiting[1] {
                wait(1, measured.waiting_time(WAITING[1], &passage, rules));
            }
            if has_waiting[2] {
                wait(2, measured.waiting_time(WAITING[2], &passage, rules));
            }
            if has_waiting[3] {
                wait(3, measured.waiting_time(WAITING[3], &passage, rules));
            }
            if available.has(Metric::TimeLostInHandoff) {
                bits |= time_lost(bits);
                if has_totals {
                    totals.put(place, measured.total(&passage, rules, bits));
                }
            }
            if available.has(Metric::StageAgingAfterHandoff) {
                let (part, aged) = measured.stage_aging(&passage, rules);
                bits |= part;
                durations[AGE].put(place, aged);
                longest[AGE] = aged.max(longest[AGE]);
            }
            for &clock in &clocks {
                let own_due = measured.columns.own_due(clock).get(row);
                let business_ms = match WAITING.get(clock.index()) {
                    // Not where a rejection came before the acceptance until which the wait was measured.
                    Some(&metric)
                        if measured.clock == ClockChoice::Business
                            && bits & bit(metric, Part::Yes) != 0
                            && event_of(clock, &passage) == ends(metric).1 =>
                    {
                        Some(waits[clock.index()])
                    }
                    Some(_) | None => None,
                };
                let verdict = judge(clock, &passage, own_due, Some(rules), measured.as_of, business_ms);
                states[clock.index()][place] = verdict.state as u8;
                bits |= sla_part(sla_metric(clock), verdict.state);
            }
            bits |= measured.shares(row, &passage, rules, bits);
            pattern_of[place] = patterns.place(bits);
            started_in[place] = measured.months.index_at(at).map_or(u16::MAX, |month| month as u16);
        }
        self.longest = longest;
        (self.patterns, self.pattern_of, self.started_in, self.base) =
            (patterns.patterns, pattern_of, started_in, base);
        (self.durations, self.totals, self.states) = (durations, totals, states);
    }
}

/// Distinct parts and their places.
struct Patterns {
    patterns: Vec<Parts>,
    places: HashMap<Parts, u32, BuildHasherDefault<TextHasher>>,
    /// Where the parts seen lately are; there are few, and most rows have one of them.
    lately: Vec<(Parts, u32)>,
}

const LATELY: u32 = 10;

impl Default for Patterns {
    fn default() -> Self {
        Patterns { patterns: vec![0], places: HashMap::from_iter([(0, 0)]), lately: vec![(0, 0); 1 << LATELY] }
    }
}

impl Patterns {
    #[inline]
    fn place(&mut self, parts: Parts) -> u32 {
        let mixed = (parts as u64 ^ (parts >> 61) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let lately = &mut self.lately[(mixed >> (u64::BITS - LATELY)) as usize];
        if lately.0 != parts {
            let next = self.patterns.len() as u32;
            let place = *self.places.entry(parts).or_insert(next);
            if place == next {
                self.patterns.push(parts);
            }
            *lately = (parts, place);
        }
        lately.1
    }
}
