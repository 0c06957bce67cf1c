//! Which version of a policy a record is judged under: the one that was in force when the record started.
//!
//! A version is in force from its `effective_from` until another one's; of two that take force at once the later saved one counts. What
//! started before the first one took force is judged under the first. A handoff point that the version in force did not have yet is
//! judged under the first version after it that has the point, else under the last one before.

use super::{HandoffPoint, Policy};
use crate::Instant;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// When a version takes force that applies to everything: 0001-01-01 00:00 UTC.
pub const BEGINNING: Instant = -62_135_596_800_000;

/// A saved version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub number: i64,
    pub effective_from: Instant,
    pub policy: Arc<Policy>,
}

/// The versions of a policy that any record can be judged under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versions {
    latest: Arc<Policy>,
    /// By when they take force, at most one an instant; never empty.
    terms: Vec<Version>,
}

impl Versions {
    /// A single version, in force since ever.
    pub fn one(policy: Arc<Policy>) -> Versions {
        let only = Version { number: 1, effective_from: BEGINNING, policy: policy.clone() };
        Versions { latest: policy, terms: vec![only] }
    }

    /// Every version that was saved, or those of [`Versions::needed`]; `None` where there is none.
    pub fn new(mut versions: Vec<Version>) -> Option<Versions> {
        let latest = versions.iter().max_by_key(|version| version.number)?.policy.clone();
        versions.sort_by_key(|version| (version.effective_from, version.number));
        let mut terms: Vec<Version> = Vec::new();
        for version in versions {
            match terms.last_mut() {
                Some(last) if last.effective_from == version.effective_from => *last = version,
                Some(_) | None => terms.push(version),
            }
        }
        Some(Versions { latest, terms })
    }

    /// Of versions by number and when they take force, those without which nothing is judged: all but the ones that were replaced
    /// at the instant they take force. The latest is among them.
    pub fn needed(versions: &[(i64, Instant)]) -> Vec<(i64, Instant)> {
        let replaced =
            |&(number, from): &(i64, Instant)| versions.iter().any(|&(other, at)| at == from && other > number);
        versions.iter().copied().filter(|version| !replaced(version)).collect()
    }

    /// The version saved last: what imports are read by and what is edited.
    pub fn latest(&self) -> &Arc<Policy> {
        &self.latest
    }

    /// The version in force at an instant.
    pub fn at(&self, instant: Instant) -> &Version {
        let after = self.terms.partition_point(|version| version.effective_from <= instant);
        &self.terms[after.saturating_sub(1)]
    }

    /// By when they take force.
    pub fn terms(&self) -> &[Version] {
        &self.terms
    }
}

/// What records are judged under: one policy, or several by when each took force.
#[derive(Debug, Clone)]
pub struct InForce<'a> {
    latest: &'a Policy,
    /// Never empty.
    terms: Vec<(Instant, &'a Policy)>,
}

impl<'a> From<&'a Policy> for InForce<'a> {
    fn from(policy: &'a Policy) -> InForce<'a> {
        InForce { latest: policy, terms: vec![(BEGINNING, policy)] }
    }
}

impl<'a> From<&'a Arc<Policy>> for InForce<'a> {
    fn from(policy: &'a Arc<Policy>) -> InForce<'a> {
        InForce::from(&**policy)
    }
}

impl<'a> From<&'a Versions> for InForce<'a> {
    fn from(versions: &'a Versions) -> InForce<'a> {
        let terms = versions.terms.iter().map(|version| (version.effective_from, &*version.policy)).collect();
        InForce { latest: &versions.latest, terms }
    }
}

impl<'a> InForce<'a> {
    /// The version saved last, by which things are named and months counted.
    pub fn latest(&self) -> &'a Policy {
        self.latest
    }

    /// When each term begins.
    pub(crate) fn starts(&self) -> Vec<Instant> {
        self.terms.iter().map(|(from, _)| *from).collect()
    }

    /// The handoff point of a term, with the policy that it stands in. `None` where no version has it.
    pub(crate) fn point(&self, term: usize, key: &str) -> Option<(&'a Policy, &'a HandoffPoint)> {
        let (before, since) = self.terms.split_at(term);
        since.iter().chain(before.iter().rev()).find_map(|(_, policy)| Some((*policy, policy.handoff(key)?)))
    }

    /// The policy under which a record of a handoff point is judged; without a start there is nothing to judge, and the latest is named.
    pub fn judging(&self, handoff: &str, started: Option<Instant>) -> &'a Policy {
        let Some(started) = started else { return self.latest };
        let term = self.terms.partition_point(|(from, _)| *from <= started).saturating_sub(1);
        self.point(term, handoff).map_or(self.terms[term].1, |(policy, _)| policy)
    }

    /// Every policy that something can be judged under.
    pub fn policies(&self) -> impl Iterator<Item = &'a Policy> {
        self.terms.iter().map(|(_, policy)| *policy)
    }

    /// The policy in force at an instant.
    pub fn at(&self, instant: Instant) -> &'a Policy {
        self.terms[self.terms.partition_point(|(from, _)| *from <= instant).saturating_sub(1)].1
    }

    /// The policy of a term.
    pub(crate) fn policy(&self, term: usize) -> &'a Policy {
        self.terms[term].1
    }
}

/// The fields that packets have to carry, by handoff point and by when the record started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Required {
    starts: Vec<Instant>,
    /// The place of the latest version among the terms.
    latest: usize,
    /// A list a term; points that never require anything have none.
    by_handoff: BTreeMap<String, Vec<Vec<String>>>,
}

impl Required {
    pub fn of(in_force: &InForce<'_>) -> Required {
        let starts: Vec<Instant> = in_force.terms.iter().map(|(from, _)| *from).collect();
        let latest = in_force.terms.iter().position(|(_, policy)| std::ptr::eq(*policy, in_force.latest)).unwrap_or(0);
        let mut by_handoff = BTreeMap::new();
        for point in in_force.terms.iter().flat_map(|(_, policy)| &policy.handoffs) {
            let fields = |term| {
                let found = in_force.point(term, &point.key);
                found.map(|(policy, point)| policy.required_fields(point)).unwrap_or_default()
            };
            let each: Vec<Vec<String>> = (0..starts.len()).map(fields).collect();
            if each.iter().any(|fields| !fields.is_empty()) {
                by_handoff.insert(point.key.clone(), each);
            }
        }
        Required { starts, latest, by_handoff }
    }

    /// True where no packet ever has to carry anything.
    pub fn is_empty(&self) -> bool {
        self.by_handoff.is_empty()
    }

    /// Every field that some packet ever has to carry, once, in order of the keys.
    pub fn names(&self) -> BTreeSet<&str> {
        self.by_handoff.values().flatten().flatten().map(String::as_str).collect()
    }

    /// What a packet of this point has to carry; `None` where it is nothing.
    pub fn fields(&self, handoff: &str, started: Option<Instant>) -> Option<&[String]> {
        let each = self.by_handoff.get(handoff)?;
        let term = started.map_or(self.latest, |at| term_of(&self.starts, at));
        Some(each[term].as_slice()).filter(|fields| !fields.is_empty())
    }
}

/// The place of the term in which an instant lies.
#[inline]
pub(crate) fn term_of(starts: &[Instant], instant: Instant) -> usize {
    starts.partition_point(|from| *from <= instant).saturating_sub(1)
}
