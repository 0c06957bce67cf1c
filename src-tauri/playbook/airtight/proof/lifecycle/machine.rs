//! A small machine of states and exits, given as data, gone through completely.

use serde::Serialize;
use std::collections::VecDeque;
use ts_rs::TS;

/// Everything a record can be in, and the ways between.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Machine {
    pub states: Vec<State>,
    /// Where records appear: numbers of states.
    pub starts: Vec<usize>,
}

/// Something a record can be in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    pub name: String,
    pub stay: Stay,
    /// Who answers for the record there, in words.
    pub owner: Option<String>,
    /// What ends the waiting there if nobody does anything, in words.
    pub timer: Option<String>,
    pub exits: Vec<Exit>,
}

/// How long a record stays in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stay {
    /// No time at all: it needs nothing but an exit.
    Passing,
    /// Until something happens: it needs an owner, a timer and an exit.
    Waiting,
    /// Until something from outside happens, as before a journey begins: it needs an owner and an exit.
    Idle,
    /// For ever.
    End,
}

/// A way out of a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exit {
    /// What leads that way, in words.
    pub by: String,
    /// Number of the state that it leads to.
    pub to: usize,
}

/// What a state lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    Owner,
    Timer,
    Exit,
    /// There are exits, but whatever is done, no end is ever reached.
    End,
}

/// A state that a record can come to and that lacks something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole {
    pub state: usize,
    pub lack: Lack,
    /// A shortest way there.
    pub way: Way,
}

/// A way through a machine: where it starts, and each exit that it takes, by its place among the exits of the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    pub start: usize,
    pub exits: Vec<usize>,
}

/// What going through a machine found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Explored {
    /// By state, and for a state in the order of [`Lack`].
    pub holes: Vec<Hole>,
    /// States that no record ever comes to.
    pub unreached: Vec<usize>,
}

impl Machine {
    /// Adds a state; gives its number.
    pub fn add(&mut self, state: State) -> usize {
        self.states.push(state);
        self.states.len() - 1
    }

    /// Adds a way between two states.
    pub fn connect(&mut self, from: usize, by: &str, to: usize) {
        self.states[from].exits.push(Exit { by: by.into(), to });
    }

    /// Goes through every state that a record can come to. What lacks an exit is not said to lack an end as well.
    pub fn explore(&self) -> Explored {
        let ways = self.ways();
        let ending = self.ending();
        let mut explored = Explored::default();
        for (state, way) in ways.into_iter().enumerate() {
            let Some(way) = way else {
                explored.unreached.push(state);
                continue;
            };
            let State { stay, owner, timer, exits, .. } = &self.states[state];
            let (asks_owner, asks_timer, asks_exit) = match stay {
                Stay::Passing => (false, false, true),
                Stay::Waiting => (true, true, true),
                Stay::Idle => (true, false, true),
                Stay::End => (false, false, false),
            };
            let lacks = [
                (Lack::Owner, asks_owner && owner.is_none()),
                (Lack::Timer, asks_timer && timer.is_none()),
                (Lack::Exit, asks_exit && exits.is_empty()),
                (Lack::End, asks_exit && !exits.is_empty() && !ending[state]),
            ];
            let lacking = lacks.into_iter().filter(|(_, lacking)| *lacking);
            explored.holes.extend(lacking.map(|(lack, _)| Hole { state, lack, way: way.clone() }));
        }
        explored
    }

    /// A shortest way to each state, where there is one.
    fn ways(&self) -> Vec<Option<Way>> {
        let mut ways: Vec<Option<Way>> = vec![None; self.states.len()];
        let mut queue = VecDeque::new();
        for &start in &self.starts {
            if ways[start].is_none() {
                ways[start] = Some(Way { start, exits: Vec::new() });
                queue.push_back(start);
            }
        }
        while let Some(state) = queue.pop_front() {
            for (place, exit) in self.states[state].exits.iter().enumerate() {
                if ways[exit.to].is_some() {
                    continue;
                }
                if let Some(mut way) = ways[state].clone() {
                    way.exits.push(place);
                    ways[exit.to] = Some(way);
                    queue.push_back(exit.to);
                }
            }
        }
        ways
    }

    /// By state: some way leads from it to an end.
    fn ending(&self) -> Vec<bool> {
        let mut before: Vec<Vec<usize>> = vec![Vec::new(); self.states.len()];
        for (state, exits) in self.states.iter().map(|state| &state.exits).enumerate() {
            exits.iter().for_each(|exit| before[exit.to].push(state));
        }
        let mut ending: Vec<bool> = self.states.iter().map(|state| state.stay == Stay::End).collect();
        let mut queue: Vec<usize> = (0..ending.len()).filter(|&state| ending[state]).collect();
        while let Some(state) = queue.pop() {
            for &from in &before[state] {
                if !ending[from] {
                    ending[from] = true;
                    queue.push(from);
                }
            }
        }
        ending
    }

    /// The states of a way, from its start, each with what led there; `None` where it takes an exit that is not there.
    pub fn follow(&self, way: &Way) -> Option<Vec<(Option<&str>, usize)>> {
        let mut states = vec![(None, way.start)];
        let mut at = way.start;
        for &exit in &way.exits {
            let exit = self.states.get(at)?.exits.get(exit)?;
            at = exit.to;
            states.push((Some(exit.by.as_str()), at));
        }
        Some(states)
    }
}
