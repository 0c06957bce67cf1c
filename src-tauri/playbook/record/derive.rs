//! Milestones of one case from its events: when something first or last held, how often a value changed, when the clock paused.
//!
//! Values are symbols: equal numbers are equal texts, [`MISSING`] is no value. The caller sorts the events of a case by instant
//! and, within one instant, in the order of the source; what the source recorded in one second, it recorded in that order, unless
//! [`impossible_order`] finds that it cannot have.

use crate::Instant;

/// The symbol of a cell without a value.
pub const MISSING: u32 = 0;

/// One event of a case.
#[derive(Debug, Clone, Copy)]
pub struct Event<'a> {
    pub at: Instant,
    /// One symbol per tracked column.
    pub cells: &'a [u32],
}

/// What has to hold for an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    pub column: usize,
    /// One of these symbols; empty = any value.
    pub is: Vec<u32>,
    /// The value differs from the last one before it. A case's first value differs from nothing, and so counts.
    pub changed: bool,
}

impl Test {
    fn holds(&self, value: u32, before: u32) -> bool {
        value != MISSING && (self.is.is_empty() || self.is.contains(&value)) && (!self.changed || value != before)
    }
}

/// The instant of the first event that passes the test.
pub fn first(events: &[Event<'_>], test: &Test) -> Option<Instant> {
    passing(events, test).next()
}

/// The instant of the last event that passes the test.
pub fn last(events: &[Event<'_>], test: &Test) -> Option<Instant> {
    passing(events, test).last()
}

fn passing<'a>(events: &'a [Event<'_>], test: &'a Test) -> impl Iterator<Item = Instant> + 'a {
    let mut before = MISSING;
    events.iter().filter_map(move |event| {
        let value = event.cells[test.column];
        let holds = test.holds(value, before);
        if value != MISSING {
            before = value;
        }
        holds.then_some(event.at)
    })
}

/// The first value of a column.
pub fn first_value(events: &[Event<'_>], column: usize) -> u32 {
    events.iter().map(|event| event.cells[column]).find(|&value| value != MISSING).unwrap_or(MISSING)
}

/// The last value of a column.
pub fn last_value(events: &[Event<'_>], column: usize) -> u32 {
    events.iter().rev().map(|event| event.cells[column]).find(|&value| value != MISSING).unwrap_or(MISSING)
}

/// How often the column's value differs from that of the event before. With `count_missing` "no value" is a value like any other,
/// so that losing and regaining a value are two changes; without it, only a value followed at once by another value is one.
pub fn changes(events: &[Event<'_>], column: usize, count_missing: bool) -> u32 {
    let differs = |pair: &&[Event<'_>]| {
        let (before, value) = (pair[0].cells[column], pair[1].cells[column]);
        before != value && (count_missing || before != MISSING && value != MISSING)
    };
    events.windows(2).filter(differs).count() as u32
}

/// The values that a column took after its first, each with the instant of the change.
pub fn later_values(events: &[Event<'_>], column: usize) -> Vec<(Instant, u32)> {
    let mut values = events.iter().map(|event| (event.at, event.cells[column])).filter(|&(_, value)| value != MISSING);
    let Some((_, mut before)) = values.next() else { return Vec::new() };
    let mut later = Vec::new();
    for (at, value) in values {
        if value != before {
            later.push((at, value));
        }
        before = value;
    }
    later
}

/// A stretch in which a column had a pausing value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paused {
    pub from: Instant,
    /// `None` = still so at the last event.
    pub to: Option<Instant>,
    pub value: u32,
}

/// The stretches in which the column had one of these values. Stretches of no length are left out.
pub fn pauses(events: &[Event<'_>], column: usize, values: &[u32]) -> Vec<Paused> {
    let mut found = Vec::new();
    let mut open: Option<(Instant, u32)> = None;
    for event in events {
        let value = event.cells[column];
        if value == MISSING || open.is_some_and(|(_, paused)| paused == value) {
            continue;
        }
        if let Some((from, paused)) = open.take()
            && from < event.at
        {
            found.push(Paused { from, to: Some(event.at), value: paused });
        }
        if values.contains(&value) {
            open = Some((event.at, value));
        }
    }
    if let Some((from, value)) = open {
        found.push(Paused { from, to: None, value });
    }
    found
}

/// Two events of one instant whose order in the source cannot be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImpossibleOrder {
    /// Position of the second event.
    pub event: usize,
    /// The values as the source orders them.
    pub first: u32,
    pub then: u32,
}

/// The first instant at which the column's values, in the order of the source, leave a value only to come back to it, while the
/// opposite order fits what stands before and after: New, then Closed and New in one second, then Closed. An order that nothing
/// speaks against is the source's to say.
pub fn impossible_order(events: &[Event<'_>], column: usize) -> Option<ImpossibleOrder> {
    let told: Vec<(usize, Instant, u32)> = events
        .iter()
        .enumerate()
        .map(|(index, event)| (index, event.at, event.cells[column]))
        .filter(|&(_, _, value)| value != MISSING)
        .collect();
    let mut from = 0;
    while from < told.len() {
        let of_instant = told[from..].iter().take_while(|&&(_, at, _)| at == told[from].1).count();
        let to = from + of_instant;
        let (before, after) = (from.checked_sub(1).map(|at| told[at].2), told.get(to).map(|&(_, _, value)| value));
        let values = told[from..to].iter().map(|&(_, _, value)| value);
        if turns(before, values.clone(), after) > turns(before, values.rev(), after) {
            return told[from..to].windows(2).find(|pair| pair[0].2 != pair[1].2).map(|pair| ImpossibleOrder {
                event: pair[1].0,
                first: pair[0].2,
                then: pair[1].2,
            });
        }
        from = to;
    }
    None
}

/// How often the value turns on the way from before to after.
fn turns(before: Option<u32>, values: impl Iterator<Item = u32>, after: Option<u32>) -> usize {
    let way: Vec<u32> = before.into_iter().chain(values).chain(after).collect();
    way.windows(2).filter(|pair| pair[0] != pair[1]).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One tracked column; 1 = New, 2 = Active, 3 = Awaiting, 4 = Closed.
    fn events(of: &[(Instant, [u32; 1])]) -> Vec<Event<'_>> {
        of.iter().map(|(at, cells)| Event { at: *at, cells }).collect()
    }

    fn test(is: &[u32], changed: bool) -> Test {
        Test { column: 0, is: is.to_vec(), changed }
    }

    #[test]
    fn first_and_last_are_the_instants_of_the_passing_events() {
        let rows = [(10, [1]), (20, [2]), (30, [MISSING]), (40, [2]), (50, [4]), (60, [2])];
        let events = events(&rows);
        assert_eq!(first(&events, &test(&[2], false)), Some(20));
        assert_eq!(last(&events, &test(&[2], false)), Some(60));
        assert_eq!(first(&events, &test(&[], false)), Some(10));
        assert_eq!(first(&events, &test(&[3], false)), None);
        // The event at 40 repeats Active over a gap; the one at 60 comes back to it.
        assert_eq!(passing(&events, &test(&[2], true)).collect::<Vec<_>>(), [20, 60]);
    }

    #[test]
    fn changes_count_missing_only_where_told() {
        let rows = [(1, [7]), (2, [MISSING]), (3, [7]), (4, [8]), (5, [8])];
        let events = events(&rows);
        assert_eq!(changes(&events, 0, true), 3);
        assert_eq!(changes(&events, 0, false), 1);
        let gap = [(1, [7]), (2, [MISSING]), (3, [8])];
        assert_eq!(changes(&self::events(&gap), 0, false), 0);
        assert_eq!(later_values(&events, 0), [(4, 8)]);
        assert_eq!((first_value(&events, 0), last_value(&events, 0)), (7, 8));
    }

    #[test]
    fn pauses_end_at_the_next_other_value() {
        let rows = [(10, [2]), (20, [3]), (30, [MISSING]), (40, [2]), (50, [3]), (50, [2]), (60, [5]), (70, [3])];
        let events = events(&rows);
        let found = pauses(&events, 0, &[3, 5]);
        assert_eq!(
            found,
            [
                Paused { from: 20, to: Some(40), value: 3 },
                Paused { from: 60, to: Some(70), value: 5 },
                Paused { from: 70, to: None, value: 3 },
            ]
        );
    }

    #[test]
    fn an_order_within_one_instant_is_impossible_where_only_the_opposite_fits() {
        // 1 = New, 2 = Active, 4 = Closed.
        type Case<'a> = (&'a str, &'a [(Instant, [u32; 1])], Option<(usize, u32, u32)>);
        let cases: [Case<'_>; 8] = [
            ("fits forwards", &[(10, [1]), (20, [1]), (20, [2]), (30, [2])], None),
            ("fits backwards", &[(10, [1]), (20, [2]), (20, [1]), (30, [2])], Some((2, 2, 1))),
            ("begins backwards", &[(10, [2]), (10, [1]), (30, [2])], Some((1, 2, 1))),
            ("ends backwards", &[(10, [1]), (20, [4]), (20, [1])], Some((2, 4, 1))),
            ("nothing before or after says which", &[(10, [1]), (10, [2])], None),
            ("gone and back in either order", &[(10, [1]), (20, [2]), (20, [1]), (20, [2]), (30, [1])], None),
            ("no value between", &[(10, [1]), (20, [2]), (20, [MISSING]), (20, [1]), (30, [2])], Some((3, 2, 1))),
            ("other instants", &[(10, [1]), (20, [2]), (21, [1]), (30, [2])], None),
        ];
        for (name, rows, want) in cases {
            let found = impossible_order(&events(rows), 0).map(|found| (found.event, found.first, found.then));
            assert_eq!(found, want, "{name}");
        }
    }

    #[test]
    fn a_case_without_events_has_nothing() {
        assert_eq!(first(&[], &test(&[], false)), None);
        assert_eq!((changes(&[], 0, true), last_value(&[], 0)), (0, MISSING));
        assert!(pauses(&[], 0, &[1]).is_empty());
        assert_eq!(impossible_order(&[], 0), None);
    }
}
