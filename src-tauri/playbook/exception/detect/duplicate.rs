//! Two records that are one: at the same handoff point, open at the same time, with something in common by the ways in which the
//! handoff's own routing knows duplicates. The later one is found; the earlier one is named in it.

use super::{Found, PassageKey, Subject, at_stake, key, when};
use crate::Instant;
use crate::calendar::Zone;
use crate::metrics::words::capitalised;
use crate::policy::{HandoffPoint, MatchBy, Policy};
use crate::record::Moment;
use crate::routing::matching::{Marking, Marks, words};
use std::collections::HashMap;

/// The records seen so far that can be matched.
#[derive(Default)]
pub(super) struct Search<'a> {
    markings: Vec<(&'a Policy, &'a str, Marking<'a>)>,
    candidates: Vec<Candidate<'a>>,
}

struct Candidate<'a> {
    passage: PassageKey,
    policy: &'a Policy,
    at_stake: bool,
    started: Instant,
    /// The end of its passage; [`Instant::MAX`] = open.
    until: Instant,
    marks: Marks,
}

/// The two records of a mark that were open the longest.
type Openest = [Option<usize>; 2];

impl<'a> Search<'a> {
    pub fn look(&mut self, subject: &Subject<'_>, policy: &'a Policy, point: &'a HandoffPoint) {
        let by = &point.routing.matching.duplicate_by;
        let Some(started) = subject.at(Moment::Started).filter(|_| !by.is_empty()) else { return };
        let known =
            |(of, handoff, _): &(&Policy, &str, Marking<'a>)| std::ptr::eq(*of, policy) && *handoff == point.key;
        let place = self.markings.iter().position(known).unwrap_or_else(|| {
            self.markings.push((policy, &point.key, Marking::of(by, policy)));
            self.markings.len() - 1
        });
        let marks = self.markings[place].2.marks(subject.facts, subject.zone);
        if marks.is_empty() {
            return;
        }
        self.candidates.push(Candidate {
            passage: key(subject.record),
            policy,
            at_stake: at_stake(policy, subject.record),
            started,
            until: subject.reading.over_at().unwrap_or(Instant::MAX),
            marks,
        });
    }

    pub fn found(mut self, zone: &Zone) -> Vec<(&'a Policy, PassageKey, bool, Found)> {
        self.candidates.sort_by(|a, b| (a.started, &a.passage).cmp(&(b.started, &b.passage)));
        let mut openest: HashMap<(&str, MatchBy, &str), Openest> = HashMap::new();
        let mut found = Vec::new();
        for (place, one) in self.candidates.iter().enumerate() {
            let mut earlier = None;
            for (by, value) in one.marks.iter() {
                let of_mark = openest.entry((&one.passage.handoff, by, value)).or_default();
                let other = of_mark.iter().flatten().map(|&other| (other, &self.candidates[other]));
                let mut open = other
                    .filter(|(_, other)| other.passage.record_id != one.passage.record_id && other.until > one.started);
                earlier = earlier.or_else(|| open.next().map(|(other, _)| (other, by, value)));
                remember(of_mark, place, &self.candidates);
            }
            let Some((other, by, value)) = earlier else { continue };
            let other = &self.candidates[other];
            let ended = Some(one.until.min(other.until)).filter(|&at| at != Instant::MAX);
            let because = format!(
                "{} is the one of {}, open since {}: {value}.",
                capitalised(words(by)),
                other.passage.record_id,
                when(zone, other.started)
            );
            let one_found = Found { part: "", subtype: None, arose: one.started, ended, because };
            found.push((one.policy, one.passage.clone(), one.at_stake, one_found));
        }
        found
    }
}

/// Keeps the two that are open the longest, of different records, the longest first.
fn remember(openest: &mut Openest, place: usize, all: &[Candidate<'_>]) {
    let mut kept: Vec<usize> = openest.iter().flatten().copied().chain([place]).collect();
    kept.sort_by_key(|&one| (std::cmp::Reverse(all[one].until), one));
    let mut seen: Vec<&str> = Vec::new();
    kept.retain(|&one| {
        let is_new = !seen.contains(&all[one].passage.record_id.as_str());
        seen.push(&all[one].passage.record_id);
        is_new
    });
    *openest = [kept.first().copied(), kept.get(1).copied()];
}
