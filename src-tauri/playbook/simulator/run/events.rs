//! What happens when: a heap of small events, ordered by instant, then by rank, then by when they were planned.

use crate::Instant;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// What happens. At one instant shifts change before anything else, and ladder steps come after everything else, because a step fires
/// only where the clock is still running then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum What {
    /// `a` = rota.
    ShiftClose,
    ShiftOpen,
    /// Everything counted so far is left out.
    WarmedUp,
    Hour,
    /// `a` = person whose day begins.
    Midnight,
    /// `a` = source.
    Arrive,
    /// `a` = lead, `b` = its stamp, as in all that follow up to `Complete`.
    Begin,
    Routed,
    Notice,
    Patience,
    TouchDone,
    WaitOver,
    Finish,
    Complete,
    /// The number under way is noted.
    Sample,
    /// `a` = line.
    LineHead,
    /// `a` = place among the single timers.
    Timer,
}

const WHATS: [What; 17] = [
    What::ShiftClose,
    What::ShiftOpen,
    What::WarmedUp,
    What::Hour,
    What::Midnight,
    What::Arrive,
    What::Begin,
    What::Routed,
    What::Notice,
    What::Patience,
    What::TouchDone,
    What::WaitOver,
    What::Finish,
    What::Complete,
    What::Sample,
    What::LineHead,
    What::Timer,
];

impl What {
    #[inline]
    const fn rank(self) -> u64 {
        match self {
            What::ShiftClose | What::ShiftOpen | What::WarmedUp | What::Hour | What::Midnight => 0,
            What::Arrive
            | What::Begin
            | What::Routed
            | What::Notice
            | What::Patience
            | What::TouchDone
            | What::WaitOver
            | What::Finish
            | What::Complete
            | What::Sample => 1,
            What::LineHead | What::Timer => 2,
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Event {
    pub at: Instant,
    /// Rank (2 bits), number in order of planning (57), what (5).
    order: u64,
    pub a: u32,
    pub b: u32,
}

impl Event {
    /// When, and among those of one instant in which order: one number, so that a comparison is one comparison. Instants lie after 1970.
    #[inline]
    fn key(&self) -> u128 {
        u128::from(self.at as u64) << 64 | u128::from(self.order)
    }

    #[inline]
    pub fn what(&self) -> What {
        WHATS[(self.order & 31) as usize]
    }
}

/// Reversed, because the heap gives the greatest.
impl Ord for Event {
    #[inline]
    fn cmp(&self, other: &Event) -> Ordering {
        other.key().cmp(&self.key())
    }
}

impl PartialOrd for Event {
    #[inline]
    fn partial_cmp(&self, other: &Event) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Event {
    #[inline]
    fn eq(&self, other: &Event) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Event {}

#[derive(Debug, Default)]
pub(super) struct Events {
    heap: BinaryHeap<Event>,
    planned: u64,
}

impl Events {
    #[inline]
    pub fn plan(&mut self, at: Instant, what: What, a: u32, b: u32) {
        self.planned += 1;
        let order = what.rank() << 62 | self.planned << 5 | what as u64;
        self.heap.push(Event { at, order, a, b });
    }

    /// The next one that comes before `end`.
    #[inline]
    pub fn next(&mut self, end: Instant) -> Option<Event> {
        if self.heap.peek()?.at >= end {
            return None;
        }
        self.heap.pop()
    }
}
