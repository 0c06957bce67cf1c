//! One month's records, tallied by group: counts by adding bits, sums, and quantiles by walking the month in order of duration.

use super::Metric;
use super::columns::NEVER;
use super::measure::{Measured, duration_slot};
use super::parts::{Part, Parts, bit, censored};
use super::sorting::{CENSORED, Order};
use super::statistics::{Rank, Survival};
use crate::{Millis, SECOND};

/// What is known of one metric in one group. Durations in milliseconds, NaN = none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tally {
    pub yes: u32,
    pub no: u32,
    pub running: u32,
    pub cannot_judge: u32,
    pub p50: f64,
    pub p90: f64,
    pub km_p50: f64,
    /// Milliseconds lost, reassignments, filled fields.
    pub sum: i64,
    /// What the share of a sum is taken of, and the part of the sum in it: milliseconds to completion, required fields.
    pub part: i64,
    pub whole: i64,
}

impl Tally {
    pub(super) const NONE: Tally = Tally {
        yes: 0,
        no: 0,
        running: 0,
        cannot_judge: 0,
        p50: f64::NAN,
        p90: f64::NAN,
        km_p50: f64::NAN,
        sum: 0,
        part: 0,
        whole: 0,
    };

    pub(super) fn n(&self) -> u64 {
        u64::from(self.yes) + u64::from(self.no)
    }
}

/// Sums kept beside the counts.
const SUMS: usize = 6;
const LOST: usize = 0;
const LOST_OF_COMPLETED: usize = 1;
const TOTAL_OF_COMPLETED: usize = 2;
const REASSIGNMENTS: usize = 3;
const FILLED: usize = 4;
const REQUIRED: usize = 5;

/// Bits of [`Parts`].
const LANES: usize = Parts::BITS as usize;

/// So many counters of groups and patterns are worth their memory: 16 MB.
const MOST_COUNTERS: usize = 1 << 22;

/// One month's records, gathered for these metrics.
pub(super) struct MonthOfRows<'m> {
    measured: &'m Measured<'m>,
    metrics: Vec<Metric>,
    /// False = a median of those still waiting has no meaning here: the records are those that reached the event.
    with_waiting: bool,
    tick: Millis,
    rows: Vec<u32>,
    /// Places in the measured patterns.
    patterns: Vec<u32>,
    sums: Vec<[i64; SUMS]>,
    /// By place in `metrics`; empty where the metric has no quantiles.
    durations: Vec<Vec<Millis>>,
    orders: Vec<Order>,
}

/// How one group's walk through a month's durations stands.
#[derive(Clone, Copy)]
struct Walk {
    survival: Survival,
    seen: u32,
    next: u32,
    ranks: [u32; 4],
    found: [f64; 4],
    km: f64,
}

impl<'m> MonthOfRows<'m> {
    pub(super) fn new(measured: &'m Measured<'m>, metrics: &[Metric], with_waiting: bool) -> Self {
        let sub_seconds = measured.columns.has_sub_seconds() || measured.as_of % SECOND != 0;
        MonthOfRows {
            measured,
            metrics: metrics.to_vec(),
            with_waiting,
            tick: if sub_seconds { 1 } else { SECOND },
            rows: Vec::new(),
            patterns: Vec::new(),
            sums: Vec::new(),
            durations: vec![Vec::new(); metrics.len()],
            orders: metrics.iter().map(|_| Order::default()).collect(),
        }
    }

    pub(super) fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// Gathers a month's rows.
    pub(super) fn load(&mut self, rows: &[u32]) {
        let measured = self.measured;
        self.rows.clear();
        self.rows.extend_from_slice(rows);
        self.patterns.clear();
        self.patterns.extend(rows.iter().map(|&row| measured.pattern(row as usize)));
        self.load_sums();
        for (place, &metric) in self.metrics.iter().enumerate() {
            let Some(slot) = duration_slot(metric).filter(|_| metric != Metric::TimeLostInHandoff) else { continue };
            let durations = &mut self.durations[place];
            durations.clear();
            durations.extend(rows.iter().map(|&row| measured.duration_at(slot, row as usize)));
            let unfinished = censored(metric);
            let patterns = &self.patterns;
            let is_censored = |place: usize| measured.patterns[patterns[place] as usize] & unfinished != 0;
            self.orders[place].sort(durations, measured.longest[slot], self.tick, is_censored);
        }
    }

    fn load_sums(&mut self) {
        let measured = self.measured;
        let has = |metric| self.metrics.contains(&metric);
        let (lost, reassigned, packet) =
            (has(Metric::TimeLostInHandoff), has(Metric::ReassignmentRate), has(Metric::PacketFillRate));
        self.sums.clear();
        if !lost && !reassigned && !packet {
            return;
        }
        self.sums.extend(self.rows.iter().map(|&row| {
            let (row, parts) = (row as usize, measured.parts(row as usize));
            let mut sums = [0; SUMS];
            if lost && parts & bit(Metric::TimeLostInHandoff, Part::Yes) != 0 {
                let (lost, total) = (measured.duration_at(1, row), measured.total_at(row));
                sums[LOST] = lost;
                if total != NEVER {
                    (sums[LOST_OF_COMPLETED], sums[TOTAL_OF_COMPLETED]) = (lost, total);
                }
            }
            if reassigned && parts & bit(Metric::ReassignmentRate, Part::Yes) != 0 {
                sums[REASSIGNMENTS] = i64::from(measured.columns.reassign_count(row).unwrap_or(0));
            }
            if packet {
                let (required, filled) = measured.columns.packet(row);
                (sums[REQUIRED], sums[FILLED]) = (i64::from(required), i64::from(filled));
            }
            sums
        }));
    }

    /// Tallies the month for groups `0..groups`, `group_of` by place in the rows: `metrics.len()` tallies a group.
    pub(super) fn tally(&self, group_of: &[u32], groups: usize) -> Vec<Tally> {
        let width = self.metrics.len();
        let mut tallies = vec![Tally::NONE; groups * width];
        let counts = self.count_bits(group_of, groups);
        let count = |group: usize, part: Parts| counts[group * LANES + part.trailing_zeros() as usize];
        let mut waiting = vec![0; groups];
        for (place, &metric) in self.metrics.iter().enumerate() {
            for group in 0..groups {
                let tally = &mut tallies[group * width + place];
                tally.yes = count(group, bit(metric, Part::Yes));
                tally.no = count(group, bit(metric, Part::No));
                tally.running = count(group, bit(metric, Part::Running));
                tally.cannot_judge = count(group, bit(metric, Part::CannotJudge));
                waiting[group] = count(group, censored(metric));
            }
            if !self.durations[place].is_empty() {
                self.walk(place, group_of, &waiting, &mut tallies);
            }
        }
        self.add_sums(group_of, groups, &mut tallies);
        tallies
    }

    /// How many rows of each group have each bit. Few patterns are many rows', so that rows are counted by pattern, patterns by bit.
    fn count_bits(&self, group_of: &[u32], groups: usize) -> Vec<u32> {
        let measured = &self.measured.patterns;
        let mut counts = vec![0_u32; groups * LANES];
        let mut add = |group: usize, mut parts: Parts, times: u32| {
            while parts != 0 {
                counts[group * LANES + parts.trailing_zeros() as usize] += times;
                parts &= parts - 1;
            }
        };
        let width = measured.len();
        if groups * width > MOST_COUNTERS {
            for (&pattern, &group) in self.patterns.iter().zip(group_of) {
                add(group as usize, measured[pattern as usize], 1);
            }
            return counts;
        }
        let mut rows = vec![0_u32; groups * width];
        for (&pattern, &group) in self.patterns.iter().zip(group_of) {
            rows[group as usize * width + pattern as usize] += 1;
        }
        for (at, &times) in rows.iter().enumerate().filter(|(_, times)| **times > 0) {
            add(at / width, measured[at % width], times);
        }
        counts
    }

    /// Quantiles and Kaplan–Meier medians of one metric: every group's durations pass in ascending order.
    fn walk(&self, place: usize, group_of: &[u32], waiting: &[u32], tallies: &mut [Tally]) {
        let width = self.metrics.len();
        let durations = &self.durations[place];
        let mut walks: Vec<Walk> = waiting
            .iter()
            .enumerate()
            .map(|(group, &waiting)| Walk::of(tallies[group * width + place].n() as u32, waiting))
            .collect();
        for &row in &self.orders[place].rows {
            let at = (row & !CENSORED) as usize;
            let walk = &mut walks[group_of[at] as usize];
            if row & CENSORED != 0 {
                walk.survival.censor();
            } else {
                if walk.seen == walk.next {
                    walk.keep(durations[at] as f64);
                }
                walk.seen += 1;
                if walk.survival.event() && walk.km.is_nan() {
                    walk.km = durations[at] as f64;
                }
            }
        }
        for (group, walk) in walks.iter().enumerate() {
            let tally = &mut tallies[group * width + place];
            let n = tally.n();
            if n > 0 {
                let [low_50, high_50, low_90, high_90] = walk.found;
                tally.p50 = Rank::of(n, 500).between(low_50, high_50);
                tally.p90 = Rank::of(n, 900).between(low_90, high_90);
            }
            if self.with_waiting && self.metrics[place] != Metric::StageAgingAfterHandoff {
                tally.km_p50 = walk.km;
            }
        }
    }

    fn add_sums(&self, group_of: &[u32], groups: usize, tallies: &mut [Tally]) {
        if self.sums.is_empty() {
            return;
        }
        let mut totals = vec![[0_i64; SUMS]; groups];
        for (sums, &group) in self.sums.iter().zip(group_of) {
            for (total, sum) in totals[group as usize].iter_mut().zip(sums) {
                *total += sum;
            }
        }
        let width = self.metrics.len();
        for (place, &metric) in self.metrics.iter().enumerate() {
            let [sum, part, whole] = match metric {
                Metric::TimeLostInHandoff => [LOST, LOST_OF_COMPLETED, TOTAL_OF_COMPLETED],
                Metric::ReassignmentRate => [REASSIGNMENTS; 3],
                Metric::PacketFillRate => [FILLED, FILLED, REQUIRED],
                _ => continue,
            };
            for (group, total) in totals.iter().enumerate() {
                let tally = &mut tallies[group * width + place];
                (tally.sum, tally.part, tally.whole) = (total[sum], total[part], total[whole]);
            }
        }
    }
}

impl Walk {
    fn of(events: u32, waiting: u32) -> Walk {
        let survival = Survival::of(events + waiting);
        let mut ranks = [u32::MAX; 4];
        if events > 0 {
            let (p50, p90) = (Rank::of(u64::from(events), 500), Rank::of(u64::from(events), 900));
            ranks = [p50.low, p50.high(), p90.low, p90.high()].map(|rank| rank as u32);
        }
        let next = ranks.into_iter().min().unwrap_or(u32::MAX);
        Walk { survival, seen: 0, next, ranks, found: [f64::NAN; 4], km: f64::NAN }
    }

    /// Keeps the value at the rank that is reached, and finds the next.
    #[cold]
    fn keep(&mut self, value: f64) {
        for (rank, found) in self.ranks.iter().zip(&mut self.found) {
            if *rank == self.seen {
                *found = value;
            }
        }
        self.next = self.ranks.into_iter().filter(|&rank| rank > self.seen).min().unwrap_or(u32::MAX);
    }
}
