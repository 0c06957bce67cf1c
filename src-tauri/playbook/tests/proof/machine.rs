//! Machines gone through, against the closure of their exits computed the slow way.

use playbook::airtight::proof::lifecycle::machine::{Exit, Hole, Lack, Machine, State, Stay};
use proptest::prelude::*;
use proptest::sample::select;

fn machine() -> impl Strategy<Value = Machine> {
    (1..8_usize).prop_flat_map(|count| {
        let stay = select(&[Stay::Passing, Stay::Waiting, Stay::Waiting, Stay::Idle, Stay::End][..]);
        let state = (stay, any::<bool>(), any::<bool>(), proptest::collection::vec(0..count, 0..3));
        let states = proptest::collection::vec(state, count);
        (states, proptest::collection::vec(0..count, 0..3)).prop_map(|(states, starts)| {
            let state = |(number, (stay, owner, timer, exits)): (usize, (Stay, bool, bool, Vec<usize>))| State {
                name: format!("state {number}"),
                stay,
                owner: owner.then(|| "somebody".into()),
                timer: timer.then(|| "2 h".into()),
                exits: exits.into_iter().map(|to| Exit { by: format!("to {to}"), to }).collect(),
            };
            Machine { states: states.into_iter().enumerate().map(state).collect(), starts }
        })
    })
}

/// By pair of states: the number of exits on a shortest way from one to the other (Floyd and Warshall).
fn distances(machine: &Machine) -> Vec<Vec<Option<usize>>> {
    let count = machine.states.len();
    let mut far = vec![vec![None; count]; count];
    for (from, state) in machine.states.iter().enumerate() {
        for exit in &state.exits {
            far[from][exit.to] = Some(1);
        }
        far[from][from] = Some(0);
    }
    for over in 0..count {
        for from in 0..count {
            for to in 0..count {
                if let (Some(first), Some(second)) = (far[from][over], far[over][to])
                    && far[from][to].is_none_or(|known| first + second < known)
                {
                    far[from][to] = Some(first + second);
                }
            }
        }
    }
    far
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Every hole is one, every one is found, and the way to it is a shortest one that the machine allows.
    #[test]
    fn holes_are_those_of_the_closure(machine in machine()) {
        let far = distances(&machine);
        let explored = machine.explore();
        let ends: Vec<usize> =
            (0..machine.states.len()).filter(|&state| machine.states[state].stay == Stay::End).collect();
        let mut expected = Vec::new();
        for (number, state) in machine.states.iter().enumerate() {
            let nearest = machine.starts.iter().filter_map(|&start| far[start][number]).min();
            prop_assert_eq!(nearest.is_none(), explored.unreached.contains(&number));
            let Some(nearest) = nearest else { continue };
            let mut lack = |lack: Lack, lacking: bool| if lacking { expected.push((number, lack, nearest)) };
            let people = matches!(state.stay, Stay::Waiting | Stay::Idle);
            lack(Lack::Owner, people && state.owner.is_none());
            lack(Lack::Timer, state.stay == Stay::Waiting && state.timer.is_none());
            lack(Lack::Exit, state.stay != Stay::End && state.exits.is_empty());
            let endless = ends.iter().all(|&end| far[number][end].is_none());
            lack(Lack::End, state.stay != Stay::End && !state.exits.is_empty() && endless);
        }
        let found: Vec<(usize, Lack, usize)> =
            explored.holes.iter().map(|hole| (hole.state, hole.lack, hole.way.exits.len())).collect();
        prop_assert_eq!(found, expected);
        for Hole { state, way, .. } in &explored.holes {
            prop_assert!(machine.starts.contains(&way.start));
            let followed = machine.follow(way).unwrap();
            prop_assert_eq!(followed.last().unwrap().1, *state);
            for (before, (by, at)) in followed.iter().zip(&followed[1..]) {
                let by = by.unwrap();
                prop_assert!(machine.states[before.1].exits.iter().any(|exit| exit.to == *at && exit.by == by));
            }
        }
    }
}

#[test]
fn a_way_that_is_not_there_is_not_followed() {
    let mut machine = Machine::default();
    let state = |name: &str| State { name: name.into(), stay: Stay::Idle, owner: None, timer: None, exits: Vec::new() };
    let (first, second) = (machine.add(state("first")), machine.add(state("second")));
    machine.connect(first, "on", second);
    machine.starts.push(first);
    let hole = machine.explore().holes.into_iter().find(|hole| hole.state == second).unwrap();
    let mut way = hole.way.clone();
    assert_eq!(machine.follow(&way), Some(vec![(None, first), (Some("on"), second)]));
    way.exits.push(0);
    assert_eq!(machine.follow(&way), None);
}
