//! Finding exceptions in records. Each rule is a file and a pure function of one record as it was known at `as_of`, under the policy
//! that was in force when the record started; duplicates alone need all records.
//!
//! Clocks are judged by the judge of every figure (`record::sla`); there is no second one.

mod bounced;
mod breach;
mod consent;
mod contradiction;
mod duplicate;
mod missing_fields;
mod stuck;
mod unowned;

use super::{Finding, FindingId, PassageKey, Rule, Taxonomy};
use crate::Instant;
use crate::calendar::Zone;
use crate::metrics::words;
use crate::policy::criteria::Facts;
use crate::policy::{HandoffPoint, InForce, Policy};
use crate::record::sla::{Clocks, Reading};
use crate::record::{HandoffRecord, Moment};
use std::collections::{BTreeMap, BTreeSet};

/// What the records' sources tell at all: what they never say cannot be missing.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Catalogue keys of the fields that some import brought.
    pub brought: BTreeSet<String>,
    /// By handoff point.
    pub handoffs: BTreeMap<String, Told>,
}

/// Whether any record of a handoff point says who owns it, when it was accepted, why it was turned down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told {
    pub owners: bool,
    pub acceptances: bool,
    pub reasons: bool,
}

/// One record, as a rule sees it.
struct Subject<'s> {
    record: &'s HandoffRecord,
    /// The record by catalogue key.
    facts: &'s dyn Facts,
    policy: &'s Policy,
    point: &'s HandoffPoint,
    reading: &'s Reading<'s>,
    told: Told,
    source: &'s Source,
    as_of: Instant,
    zone: &'s Zone,
}

impl Subject<'_> {
    fn at(&self, moment: Moment) -> Option<Instant> {
        self.reading.at(moment)
    }

    /// `31 Oct 2026 09:12`, in the workspace's zone.
    fn when(&self, at: Instant) -> String {
        when(self.zone, at)
    }
}

fn when(zone: &Zone, at: Instant) -> String {
    format!("{} {}", words::date(zone.date_of(at)), zone.local(at).format("%H:%M"))
}

/// What a rule says of one record.
struct Found {
    part: &'static str,
    /// A sub-type that says more than the rule's own.
    subtype: Option<&'static str>,
    arose: Instant,
    ended: Option<Instant>,
    because: String,
}

type Check = fn(&Subject<'_>, &mut Vec<Found>);

/// The rules that look at one record at a time.
const RULES: &[(Rule, Check)] = &[
    (Rule::Unowned, unowned::check),
    (Rule::Bounced, bounced::check),
    (Rule::MissingFields, missing_fields::check),
    (Rule::Stuck, stuck::check),
    (Rule::SlaBreach, breach::check),
    (Rule::ConsentGap, consent::check),
    (Rule::Contradiction, contradiction::check),
];

/// Looks at records one after the other.
pub struct Detector<'a> {
    clocks: Clocks<'a>,
    taxonomies: Vec<(&'a Policy, Taxonomy<'a>)>,
    source: &'a Source,
    as_of: Instant,
    zone: Zone,
    duplicates: duplicate::Search<'a>,
    found: Vec<Finding>,
}

impl<'a> Detector<'a> {
    /// `zone` is the workspace's, in which instants are worded.
    pub fn new(in_force: InForce<'a>, source: &'a Source, zone: Zone, as_of: Instant) -> Detector<'a> {
        Detector {
            clocks: Clocks::new(in_force),
            taxonomies: Vec::new(),
            source,
            as_of,
            zone,
            duplicates: duplicate::Search::default(),
            found: Vec::new(),
        }
    }

    /// Looks at a record; `facts` are its values by catalogue key. A record that had not started by `as_of` is not there yet, and one
    /// without a start belongs to no time.
    pub fn look(&mut self, record: &HandoffRecord, facts: &dyn Facts) {
        let policy = self.clocks.judging(record);
        let reading = self.clocks.read(record, self.as_of);
        let (Some(point), Some(_)) = (policy.handoff(&record.handoff), reading.at(Moment::Started)) else { return };
        let subject = Subject {
            record,
            facts,
            policy,
            point,
            reading: &reading,
            told: self.source.handoffs.get(&record.handoff).copied().unwrap_or_default(),
            source: self.source,
            as_of: self.as_of,
            zone: &self.zone,
        };
        let mut found = Vec::new();
        for (rule, check) in RULES {
            check(&subject, &mut found);
            for one in found.drain(..) {
                let taxonomy = taxonomy(&mut self.taxonomies, policy);
                self.found.push(finding(taxonomy, &key(record), *rule, at_stake(policy, record), one));
            }
        }
        self.duplicates.look(&subject, policy, point);
    }

    /// Everything found, by record, rule and part.
    pub fn finish(mut self) -> Vec<Finding> {
        for (policy, passage, at_stake, one) in self.duplicates.found(&self.zone) {
            let taxonomy = taxonomy(&mut self.taxonomies, policy);
            self.found.push(finding(taxonomy, &passage, Rule::Duplicate, at_stake, one));
        }
        self.found.sort_by(|a, b| a.id.cmp(&b.id));
        self.found
    }
}

fn key(record: &HandoffRecord) -> PassageKey {
    PassageKey { record_id: record.record_id.clone(), handoff: record.handoff.clone(), cycle: record.cycle }
}

/// True where the record is of the policy's highest tier.
fn at_stake(policy: &Policy, record: &HandoffRecord) -> bool {
    let tier = record.tier_changes.last().map(|change| change.tier.as_str()).or(record.intent.as_deref());
    policy.tiers.first().is_some_and(|highest| Some(highest.key.as_str()) == tier)
}

fn taxonomy<'t, 'a>(known: &'t mut Vec<(&'a Policy, Taxonomy<'a>)>, policy: &'a Policy) -> &'t Taxonomy<'a> {
    let place = known.iter().position(|(of, _)| std::ptr::eq(*of, policy)).unwrap_or_else(|| {
        known.push((policy, Taxonomy::of(policy)));
        known.len() - 1
    });
    &known[place].1
}

fn finding(taxonomy: &Taxonomy<'_>, passage: &PassageKey, rule: Rule, at_stake: bool, one: Found) -> Finding {
    let (kind, subtype) = rule.belongs_to();
    Finding {
        id: FindingId { passage: passage.clone(), rule, part: one.part.to_owned() },
        exception_type: kind.to_owned(),
        subtype: taxonomy.subtype(kind, one.subtype.or(subtype)),
        severity: taxonomy.proposed(rule, one.ended.is_none(), at_stake),
        arose: one.arose,
        ended: one.ended,
        because: one.because,
    }
}
