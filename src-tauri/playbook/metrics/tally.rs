//! One month's records, tallied by group: counts by adding bits, sums, and quantiles by walking the month in order of duration.

use super::Metric;
use super::columns::NEVER;
use super::durations::Places;
use super::groups::Groups;
use super::measure::{Measured, duration_slot};
use super::parts::{Part, Parts, bit, censored};
use super::sorting::Order;
use super::walking::Walks;

/// What is known of one metric in one group. Durations in milliseconds, NaN = none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Tally {
    pub yes: u32,
    pub no: u32,
    pub running: u32,
    pub cannot_judge: u32,
    pub p50: f64,
    pub p90: f64,
    pub km_p50: f64,
    /// Milliseconds lost, reassignments, filled fields.
    pub sum: i64,
    /// What the share of a sum is taken of, the part of the sum in it, and how many records are: milliseconds to completion of the
    /// completed; required fields.
    pub part: i64,
    pub whole: i64,
    pub in_whole: u32,
}

impl Tally {
    pub(crate) const NONE: Tally = Tally {
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
        in_whole: 0,
    };

    pub(crate) fn n(&self) -> u64 {
        u64::from(self.yes) + u64::from(self.no)
    }
}

/// Where the durations of the time lost lie.
const LOST: usize = 1;

/// Bits of [`Parts`].
const LANES: usize = Parts::BITS as usize;

/// So many counters of groups and patterns are worth their memory: 16 MB.
const MOST_COUNTERS: usize = 1 << 22;

/// Where the durations lie whose quantiles a metric asks for. Time lost is summed, not ranked.
fn ranked_slot(metric: Metric) -> Option<usize> {
    duration_slot(metric).filter(|_| metric != Metric::TimeLostInHandoff)
}

/// One month's records, gathered for these metrics.
pub(super) struct MonthOfRows<'m> {
    measured: &'m Measured<'m>,
    metrics: Vec<Metric>,
    /// False = a median of those still waiting has no meaning here: the records are those that reached the event.
    with_waiting: bool,
    rows: Vec<u32>,
    /// Places in the measured patterns.
    patterns: Vec<u32>,
    /// By place in `metrics`.
    orders: Vec<Order>,
    walks: Walks,
}

impl<'m> MonthOfRows<'m> {
    pub(super) fn new(measured: &'m Measured<'m>, metrics: &[Metric], with_waiting: bool) -> Self {
        MonthOfRows {
            measured,
            metrics: metrics.to_vec(),
            with_waiting,
            rows: Vec::new(),
            patterns: Vec::new(),
            orders: metrics.iter().map(|_| Order::default()).collect(),
            walks: Walks::default(),
        }
    }

    /// Gathers a month's rows.
    pub(super) fn load(&mut self, rows: &[u32]) {
        let measured = self.measured;
        self.rows.clear();
        self.rows.extend_from_slice(rows);
        self.patterns.clear();
        self.patterns.extend(rows.iter().map(|&row| measured.pattern(row as usize)));
        let places = Places::of(rows, measured.rows().start);
        for (place, &metric) in self.metrics.iter().enumerate() {
            let Some(slot) = ranked_slot(metric) else { continue };
            let unfinished = censored(metric);
            let is_unfinished: Vec<bool> = measured.patterns.iter().map(|pattern| pattern & unfinished != 0).collect();
            let patterns = &self.patterns;
            let is_censored = |at: usize| is_unfinished[patterns[at] as usize];
            measured.durations[slot].order(&places, measured.longest[slot], is_censored, &mut self.orders[place]);
        }
    }

    /// Tallies the month for every group: `metrics.len()` tallies a group.
    pub(super) fn tally(&mut self, groups: &Groups) -> Vec<Tally> {
        let width = self.metrics.len();
        let mut tallies = vec![Tally::NONE; groups.len() * width];
        let counts = self.count_bits(groups);
        let count = |group: usize, part: Parts| counts[group * LANES + part.trailing_zeros() as usize];
        for (place, &metric) in self.metrics.iter().enumerate() {
            let own = || (0..groups.len()).map(|group| group * width + place);
            for (group, at) in own().enumerate() {
                let tally = &mut tallies[at];
                tally.yes = count(group, bit(metric, Part::Yes));
                tally.no = count(group, bit(metric, Part::No));
                tally.running = count(group, bit(metric, Part::Running));
                tally.cannot_judge = count(group, bit(metric, Part::CannotJudge));
            }
            let Some(slot) = ranked_slot(metric) else { continue };
            let with_median = self.with_waiting && metric != Metric::StageAgingAfterHandoff;
            let ends = own().enumerate().map(|(group, at)| (tallies[at].n() as u32, count(group, censored(metric))));
            self.walks.begin(ends, with_median);
            let (measured, rows) = (self.measured, &self.rows);
            let duration_of = |at: usize| measured.duration_at(slot, rows[at] as usize);
            self.walks.pass(&self.orders[place].rows, &groups.of_row, groups.width, duration_of);
            for (group, at) in own().enumerate() {
                let found = self.walks.found(group, tallies[at].n());
                (tallies[at].p50, tallies[at].p90, tallies[at].km_p50) = (found.p50, found.p90, found.km_p50);
            }
        }
        self.add_sums(groups, &mut tallies);
        tallies
    }

    /// How many rows of each group have each bit. Few patterns are many rows', so that rows are counted by pattern, patterns by bit.
    fn count_bits(&self, groups: &Groups) -> Vec<u32> {
        let measured = &self.measured.patterns;
        let mut counts = vec![0_u32; groups.len() * LANES];
        let mut add = |group: usize, mut parts: Parts, times: u32| {
            while parts != 0 {
                counts[group * LANES + parts.trailing_zeros() as usize] += times;
                parts &= parts - 1;
            }
        };
        let width = measured.len();
        let of_row = || self.patterns.iter().zip(groups.of_row.chunks_exact(groups.width));
        if groups.len() * width > MOST_COUNTERS {
            for (&pattern, own) in of_row() {
                own.iter().for_each(|&group| add(group as usize, measured[pattern as usize], 1));
            }
            return counts;
        }
        let mut rows = vec![0_u32; groups.len() * width];
        for (&pattern, own) in of_row() {
            for &group in own {
                rows[group as usize * width + pattern as usize] += 1;
            }
        }
        for (at, &times) in rows.iter().enumerate().filter(|(_, times)| **times > 0) {
            add(at / width, measured[at % width], times);
        }
        counts
    }

    fn add_sums(&self, groups: &Groups, tallies: &mut [Tally]) {
        let (measured, columns, width) = (self.measured, self.measured.columns, self.metrics.len());
        for (place, &metric) in self.metrics.iter().enumerate() {
            let parts = |at: usize| measured.patterns[self.patterns[at] as usize];
            let is_in = |at: usize| parts(at) & bit(metric, Part::Yes) != 0;
            let own = tallies.iter_mut().skip(place).step_by(width);
            match metric {
                Metric::TimeLostInHandoff => {
                    let sums = self.sums(groups, |at, row| match is_in(at).then(|| measured.total_at(row)) {
                        None => [0; 4],
                        Some(NEVER) => [measured.duration_at(LOST, row), 0, 0, 0],
                        Some(total) => {
                            let lost = measured.duration_at(LOST, row);
                            [lost, lost, total, 1]
                        }
                    });
                    for (tally, [lost, part, whole, completed]) in own.zip(sums) {
                        (tally.sum, tally.part, tally.whole, tally.in_whole) = (lost, part, whole, completed as u32);
                    }
                }
                Metric::ReassignmentRate => {
                    let count = |row| i64::from(columns.reassign_count(row).unwrap_or(0));
                    let sums = self.sums(groups, |at, row| [if is_in(at) { count(row) } else { 0 }]);
                    own.zip(sums).for_each(|(tally, [changes])| tally.sum = changes);
                }
                Metric::PacketFillRate => {
                    let sums = self.sums(groups, |_, row| {
                        let (required, filled) = columns.packet(row);
                        [i64::from(required), i64::from(filled)]
                    });
                    for (tally, [required, filled]) in own.zip(sums) {
                        (tally.sum, tally.part, tally.whole) = (filled, filled, required);
                    }
                }
                _ => {}
            }
        }
    }

    /// Each group's sums of what `of` says of its rows, by place and row.
    fn sums<const N: usize>(&self, groups: &Groups, of: impl Fn(usize, usize) -> [i64; N]) -> Vec<[i64; N]> {
        let mut totals = vec![[0_i64; N]; groups.len()];
        for ((at, &row), own) in self.rows.iter().enumerate().zip(groups.of_row.chunks_exact(groups.width)) {
            let sums = of(at, row as usize);
            for &group in own {
                for (total, sum) in totals[group as usize].iter_mut().zip(sums) {
                    *total += sum;
                }
            }
        }
        totals
    }
}
