//! Handoff points as files name them: the policy's own, and new ones for names that nobody designed.

use playbook::policy::{HandoffPoint, Policy};
use std::collections::HashMap;

/// From a handoff's name in the file to its key in the policy, making points for names that nobody designed.
pub(crate) struct Points {
    /// Every name and its key.
    known: Vec<(String, String)>,
    numbers: HashMap<String, usize>,
    /// The number asked for last, which mostly comes again.
    last: usize,
    /// Names that the policy lacks, in order of first sight.
    pub added: Vec<HandoffPoint>,
    next: u32,
}

impl Points {
    pub fn new(policy: &Policy) -> Points {
        // A point is found by its name, and by its key where no other point has that name.
        let mut keys: HashMap<String, String> =
            policy.handoffs.iter().map(|point| (point.key.clone(), point.key.clone())).collect();
        keys.extend(policy.handoffs.iter().map(|point| (point.name.clone(), point.key.clone())));
        let known: Vec<(String, String)> = keys.into_iter().collect();
        let numbers = known.iter().enumerate().map(|(number, (name, _))| (name.clone(), number)).collect();
        let taken = policy.handoffs.iter().filter_map(|point| point.key.strip_prefix('H')?.parse::<u32>().ok());
        Points { known, numbers, last: 0, added: Vec::new(), next: taken.max().unwrap_or(0) + 1 }
    }

    /// The number of a name, by which [`Points::key`] gives its key.
    pub fn number(&mut self, name: &str) -> usize {
        if self.known.get(self.last).is_some_and(|(known, _)| known == name) {
            return self.last;
        }
        self.last = match self.numbers.get(name) {
            Some(&number) => number,
            None => self.add(name),
        };
        self.last
    }

    fn add(&mut self, name: &str) -> usize {
        let (key, number) = (format!("H{}", self.next), self.known.len());
        self.next += 1;
        self.added.push(point_from_import(&key, name));
        self.known.push((name.to_owned(), key));
        self.numbers.insert(name.to_owned(), number);
        number
    }

    pub fn key(&self, number: usize) -> &str {
        &self.known[number].1
    }
}

/// A handoff point as far as its name tells: `SDR -> AE` has a sender and a receiver, other names a receiver alone.
pub(crate) fn point_from_import(key: &str, name: &str) -> HandoffPoint {
    let (sender, receiver) = name.split_once("->").or_else(|| name.split_once('→')).unwrap_or(("", name));
    HandoffPoint {
        key: key.into(),
        name: name.into(),
        sender: sender.trim().into(),
        receiver: receiver.trim().into(),
        from_import: true,
        ..HandoffPoint::default()
    }
}
