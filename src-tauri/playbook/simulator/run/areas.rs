//! How many there are of something, over time and by hour of the week.

use crate::Instant;

/// Hours of a week, from Monday 00:00 on.
pub(crate) const HOURS: usize = 168;

/// A number that changes, and its integral over time since it was last looked at.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Level {
    pub n: i64,
    since: Instant,
    sum: i64,
}

impl Level {
    #[inline]
    pub fn add(&mut self, now: Instant, change: i64) {
        self.sum += self.n * (now - self.since);
        self.since = now;
        self.n += change;
    }

    fn taken(&mut self, now: Instant) -> i64 {
        self.add(now, 0);
        std::mem::take(&mut self.sum)
    }
}

/// Levels by hour of the week; in milliseconds times number.
#[derive(Debug, Clone)]
pub(crate) struct Areas {
    pub levels: Vec<Level>,
    pub by_hour: Vec<[i64; HOURS]>,
    /// How long each hour of the week lasted.
    pub lasted: [i64; HOURS],
    since: Instant,
}

impl Areas {
    pub fn new(levels: usize, start: Instant) -> Areas {
        let level = Level { n: 0, since: start, sum: 0 };
        Areas { levels: vec![level; levels], by_hour: vec![[0; HOURS]; levels], lasted: [0; HOURS], since: start }
    }

    /// Books everything since the last time under an hour of the week.
    pub fn book(&mut self, now: Instant, hour: usize) {
        self.lasted[hour] += now - self.since;
        self.since = now;
        for (level, by_hour) in self.levels.iter_mut().zip(&mut self.by_hour) {
            by_hour[hour] += level.taken(now);
        }
    }

    /// Forgets what has been booked.
    pub fn forget(&mut self, now: Instant) {
        self.book(now, 0);
        self.lasted = [0; HOURS];
        self.by_hour.iter_mut().for_each(|by_hour| *by_hour = [0; HOURS]);
    }

    /// The mean over all the time; 0 where there was none.
    pub fn mean(&self, level: usize) -> f64 {
        let lasted: i64 = self.lasted.iter().sum();
        self.by_hour[level].iter().map(|&sum| sum as f64).sum::<f64>() / (lasted.max(1)) as f64
    }
}
