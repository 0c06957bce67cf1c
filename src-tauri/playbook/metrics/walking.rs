//! Quantiles and Kaplan–Meier medians of many groups at once: a month's durations pass once, in ascending order, and every row
//! steps in each of its groups.

use super::sorting::CENSORED;
use super::statistics::{Rank, Survival};
use crate::Millis;

/// What every row touches in each of its groups; the rest of a walk is touched where something is reached.
#[derive(Debug, Clone, Copy)]
struct Step {
    /// Events so far.
    seen: u32,
    /// The event at which something is reached.
    next: u32,
}

/// How one group's walk stands.
#[derive(Debug, Clone, Copy)]
struct Walk {
    survival: Survival,
    /// Events that the curve knows of.
    told: u32,
    /// The event at which the curve is at or below one half, as far as is known; [`u32::MAX`] = nobody asks, or it was.
    median_at: u32,
    /// The events, counted from 1, whose durations the quantiles lie between.
    ranks: [u32; 4],
    found: [f64; 4],
    median: f64,
}

/// What a walk found; NaN = none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub p50: f64,
    pub p90: f64,
    pub km_p50: f64,
}

/// The walks of a metric's groups.
#[derive(Debug, Default)]
pub(super) struct Walks {
    steps: Vec<Step>,
    walks: Vec<Walk>,
}

impl Walks {
    /// One walk a group, of so many events and so many unfinished durations. `with_median` = the Kaplan–Meier median is asked for.
    pub(super) fn begin(&mut self, groups: impl Iterator<Item = (u32, u32)>, with_median: bool) {
        self.steps.clear();
        self.walks.clear();
        for (events, unfinished) in groups {
            let walk = Walk::of(events, unfinished, with_median);
            self.steps.push(Step { seen: 0, next: walk.next(0) });
            self.walks.push(walk);
        }
    }

    /// Lets the rows pass in this order; `groups` holds `width` groups for each row, `duration_of` is asked where something is
    /// reached.
    pub(super) fn pass(&mut self, order: &[u32], groups: &[u32], width: usize, duration_of: impl Fn(usize) -> Millis) {
        // The inner loop is unrolled for each number of dimensions that there are.
        match width {
            1 => self.pass_through::<1>(order, groups, duration_of),
            2 => self.pass_through::<2>(order, groups, duration_of),
            3 => self.pass_through::<3>(order, groups, duration_of),
            4 => self.pass_through::<4>(order, groups, duration_of),
            5 => self.pass_through::<5>(order, groups, duration_of),
            6 => self.pass_through::<6>(order, groups, duration_of),
            7 => self.pass_through::<7>(order, groups, duration_of),
            8 => self.pass_through::<8>(order, groups, duration_of),
            9 => self.pass_through::<9>(order, groups, duration_of),
            _ => {
                for &row in order {
                    let at = (row & !CENSORED) as usize;
                    self.step(row & CENSORED != 0, &groups[at * width..(at + 1) * width], || duration_of(at));
                }
            }
        }
    }

    fn pass_through<const WIDTH: usize>(
        &mut self,
        order: &[u32],
        groups: &[u32],
        duration_of: impl Fn(usize) -> Millis,
    ) {
        let (groups, _) = groups.as_chunks::<WIDTH>();
        for &row in order {
            let at = (row & !CENSORED) as usize;
            self.step(row & CENSORED != 0, &groups[at], || duration_of(at));
        }
    }

    #[inline(always)]
    fn step(&mut self, is_censored: bool, groups: &[u32], duration: impl Fn() -> Millis) {
        for &group in groups {
            let step = &mut self.steps[group as usize];
            if is_censored {
                self.walks[group as usize].censor(step);
                continue;
            }
            step.seen += 1;
            if step.seen == step.next {
                self.walks[group as usize].reach(step, duration());
            }
        }
    }

    /// What each group's walk found, for so many events.
    pub(super) fn found(&self, group: usize, events: u64) -> Found {
        let walk = &self.walks[group];
        if events == 0 {
            return Found { p50: f64::NAN, p90: f64::NAN, km_p50: walk.median };
        }
        let [low_50, high_50, low_90, high_90] = walk.found;
        Found {
            p50: Rank::of(events, 500).between(low_50, high_50),
            p90: Rank::of(events, 900).between(low_90, high_90),
            km_p50: walk.median,
        }
    }
}

impl Walk {
    fn of(events: u32, unfinished: u32, with_median: bool) -> Walk {
        let survival = Survival::of(events + unfinished);
        let mut ranks = [u32::MAX; 4];
        if events > 0 {
            let (p50, p90) = (Rank::of(u64::from(events), 500), Rank::of(u64::from(events), 900));
            ranks = [p50.low, p50.high(), p90.low, p90.high()].map(|rank| rank as u32 + 1);
        }
        let median_at = if with_median { survival.events_to_half() } else { u32::MAX };
        Walk { survival, told: 0, median_at, ranks, found: [f64::NAN; 4], median: f64::NAN }
    }

    /// The next event at which something is reached.
    fn next(&self, seen: u32) -> u32 {
        let ranks = self.ranks.into_iter().filter(|&rank| rank > seen);
        ranks.chain([self.median_at]).min().unwrap_or(u32::MAX)
    }

    #[cold]
    fn reach(&mut self, step: &mut Step, duration: Millis) {
        let value = duration as f64;
        for (rank, found) in self.ranks.iter().zip(&mut self.found) {
            if *rank == step.seen {
                *found = value;
            }
        }
        if self.median_at == step.seen {
            (self.median, self.median_at) = (value, u32::MAX);
        }
        step.next = self.next(step.seen);
    }

    /// A row left without the event: the curve needs fewer events, or more, to come down to one half.
    fn censor(&mut self, step: &mut Step) {
        if self.median_at == u32::MAX {
            return;
        }
        self.survival.events(step.seen - self.told);
        self.told = step.seen;
        self.survival.censor();
        self.median_at = step.seen.saturating_add(self.survival.events_to_half());
        step.next = self.next(step.seen);
    }
}
