//! What happens when: small events, ordered by instant, then by rank, then by when they were planned.
//!
//! The next few dozen stand in a sorted array, the soonest last: most of what is planned comes soon, so it finds its place after a few
//! steps, and what comes next is taken off the end. What lies further ahead waits in a heap of four branches, which the array is filled
//! from when it runs empty.

use crate::Instant;

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

/// By number; as many as five bits can name, of which the last ones are never asked for.
const WHATS: [What; 32] = {
    let mut whats = [What::Timer; 32];
    let mut place = 0;
    while place < KINDS.len() {
        whats[KINDS[place] as usize] = KINDS[place];
        place += 1;
    }
    whats
};

const KINDS: [What; 17] = [
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
    /// Instant and rank (2 bits). Instants lie after 1970.
    key: u64,
    /// Number in order of planning, what (5 bits).
    order: u64,
    pub a: u32,
    pub b: u32,
}

impl Event {
    const BLANK: Event = Event { key: 0, order: 0, a: 0, b: 0 };

    #[inline]
    pub const fn at(&self) -> Instant {
        (self.key >> 2) as Instant
    }

    #[inline]
    pub const fn what(&self) -> What {
        WHATS[(self.order & 31) as usize]
    }

    #[inline]
    const fn is_before(&self, other: &Event) -> bool {
        self.key < other.key || (self.key == other.key && self.order < other.order)
    }
}

/// So many events stand in the array at most.
const NEAR: usize = 64;

#[derive(Debug)]
pub(super) struct Events {
    /// Descending: the next one stands last. None of them comes after one of `far`.
    near: [Event; NEAR],
    count: usize,
    /// A heap: the parent of the event at `i` stands at `(i - 1) / 4`, and comes first.
    far: Vec<Event>,
    planned: u64,
    /// What would come at the end or later is not planned.
    end: Instant,
}

impl Events {
    pub const fn until(end: Instant) -> Events {
        Events { near: [Event::BLANK; NEAR], count: 0, far: Vec::new(), planned: 0, end }
    }

    #[inline]
    pub fn plan(&mut self, at: Instant, what: What, a: u32, b: u32) {
        if at >= self.end {
            return;
        }
        self.planned += 1;
        let event = Event { key: (at as u64) << 2 | what.rank(), order: self.planned << 5 | what as u64, a, b };
        // It was planned after all others: among those of one instant and rank it comes last.
        if self.far.first().is_some_and(|first| event.key >= first.key) {
            return self.push_far(event);
        }
        if self.count == NEAR {
            self.spill();
            return self.plan_near_or_far(event);
        }
        self.insert(event);
    }

    #[inline]
    fn insert(&mut self, event: Event) {
        // `% NEAR` changes nothing, because there is room: it says so to the compiler.
        let mut place = self.count % NEAR;
        while place > 0 && self.near[(place - 1) % NEAR].key <= event.key {
            self.near[place % NEAR] = self.near[(place - 1) % NEAR];
            place -= 1;
        }
        self.near[place % NEAR] = event;
        self.count += 1;
    }

    #[cold]
    fn plan_near_or_far(&mut self, event: Event) {
        if self.far.first().is_some_and(|first| event.key >= first.key) {
            self.push_far(event);
        } else {
            self.insert(event);
        }
    }

    /// Puts the later half of the array into the heap.
    #[cold]
    fn spill(&mut self) {
        let half = self.count / 2;
        for place in 0..half {
            self.push_far(self.near[place]);
        }
        self.near.copy_within(half..self.count, 0);
        self.count -= half;
    }

    /// Fills the empty array with the first ones of the heap.
    #[cold]
    fn fill(&mut self) {
        let count = self.far.len().min(NEAR / 2);
        for place in (0..count).rev() {
            self.near[place] = self.pop_far();
        }
        self.count = count;
    }

    /// The next one that comes before the end.
    #[inline]
    pub fn next(&mut self) -> Option<Event> {
        if self.count == 0 {
            self.fill();
            if self.count == 0 {
                return None;
            }
        }
        self.count -= 1;
        Some(self.near[self.count % NEAR])
    }

    fn push_far(&mut self, event: Event) {
        let mut place = self.far.len();
        self.far.push(event);
        while place > 0 {
            let parent = (place - 1) / 4;
            if !event.is_before(&self.far[parent]) {
                break;
            }
            self.far[place] = self.far[parent];
            place = parent;
        }
        self.far[place] = event;
    }

    /// The first of the heap, which is not empty.
    fn pop_far(&mut self) -> Event {
        let last = self.far.pop().unwrap_or(Event::BLANK);
        let Some(&first) = self.far.first() else { return last };
        let mut place = 0;
        loop {
            let children = 4 * place + 1..(4 * place + 5).min(self.far.len());
            let Some(child) =
                children.reduce(|one, other| if self.far[other].is_before(&self.far[one]) { other } else { one })
            else {
                break;
            };
            if !self.far[child].is_before(&last) {
                break;
            }
            self.far[place] = self.far[child];
            place = child;
        }
        self.far[place] = last;
        first
    }

    /// Events that there is room for.
    #[cfg(test)]
    pub fn room(&self) -> usize {
        NEAR + self.far.capacity()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes out, beside a list that is sorted by instant, rank and number.
    #[test]
    fn events_come_in_order_of_instant_rank_and_planning() {
        let mut state = 3u64;
        let mut random = move |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        for spread in [1, 5, 40, 10_000] {
            let mut events = Events::until(1_000_000);
            let mut slow: Vec<(Instant, u64, u32)> = Vec::new();
            let (mut now, mut number) = (0, 0);
            for round in 0..4_000 {
                // It grows for a while, then it empties.
                for _ in 0..random(if round < 2_000 { 4 } else { 2 }) {
                    let what = KINDS[random(17) as usize];
                    let at = now + random(spread) as Instant;
                    events.plan(at, what, number, 0);
                    slow.push((at, what.rank(), number));
                    number += 1;
                }
                slow.retain(|&(at, ..)| at < 1_000_000);
                let first = slow.iter().copied().min();
                let found = events.next();
                assert_eq!(found.map(|event| event.a), first.map(|(.., number)| number), "{spread}, {round}");
                slow.retain(|event| Some(*event) != first);
                now = found.map_or(now, |event| event.at());
            }
        }
    }
}
