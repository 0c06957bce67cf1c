//! Those who wait, in the order in which they are served: by tier, then by due instant, then by when they came.

use super::lead::Lead;
use crate::Instant;
use std::collections::VecDeque;

/// One who waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Waiting {
    pub due: Instant,
    pub number: u64,
    pub lead: u32,
    pub stamp: u32,
}

/// A line with a lane for each tier. Who leaves from the middle is passed over when the turn comes.
#[derive(Debug, Default)]
pub(super) struct WaitingLine {
    lanes: Vec<VecDeque<Waiting>>,
    /// How many really wait.
    pub alive: u32,
}

/// A lane so long is looked through for those who have left, once they are the most.
const WORTH_SWEEPING: usize = 256;

impl WaitingLine {
    #[inline]
    pub fn push(&mut self, tier: usize, waiting: Waiting, leads: &[Lead]) {
        if self.lanes.len() <= tier {
            self.lanes.resize_with(tier + 1, VecDeque::new);
        }
        let lane = &mut self.lanes[tier];
        if lane.len() >= WORTH_SWEEPING && lane.len() > 2 * self.alive as usize {
            lane.retain(|waiting| leads[waiting.lead as usize].stamp == waiting.stamp);
        }
        if lane.back().is_none_or(|last| *last <= waiting) {
            lane.push_back(waiting);
        } else {
            let place = lane.partition_point(|other| *other < waiting);
            lane.insert(place, waiting);
        }
        self.alive += 1;
    }

    /// Who is next, with the tier; whoever has left is dropped on the way.
    #[inline]
    pub fn first(&mut self, leads: &[Lead]) -> Option<(usize, Waiting)> {
        if self.alive == 0 {
            return None;
        }
        for (tier, lane) in self.lanes.iter_mut().enumerate() {
            while let Some(&waiting) = lane.front() {
                if leads[waiting.lead as usize].stamp == waiting.stamp {
                    return Some((tier, waiting));
                }
                lane.pop_front();
            }
        }
        None
    }

    /// Takes the one that [`WaitingLine::first`] gave.
    #[inline]
    pub fn take(&mut self, tier: usize) {
        self.lanes[tier].pop_front();
        self.alive -= 1;
    }

    /// Places held, taken or not.
    #[cfg(test)]
    pub fn held(&self) -> usize {
        self.lanes.iter().map(VecDeque::capacity).sum()
    }
}
