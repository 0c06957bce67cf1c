//! What kinds of leads come: tier, segment, trigger and the fields that routing reads, jointly as frequent as they were.

use super::history::{History, Row};
use crate::calendar::Zone;
use crate::policy::criteria::{Condition, Fact, Facts, Given, Told, Truth};
use crate::policy::{Assignment, BufferAct, Criterion, Field, HandoffPoint, Policy};
use crate::record::{Found, HandoffRecord, Moment};
use crate::simulator::scenario::MixPart;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Kinds that a source draws from; rarer ones are left out, and the fit says how many.
const MOST_PARTS: usize = 60;

/// What a lead is, as far as a policy looks at it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Kind {
    pub tier: Option<String>,
    pub segment: Option<String>,
    pub trigger: Option<String>,
    /// What each test of the handoff point says of it: two leads of which all say the same are treated alike.
    says: Vec<Truth>,
    /// Required packet fields that are filled, in percent.
    pub packet: u8,
}

/// Every kind once, with the fields of the first lead that was of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Kinds {
    kinds: Vec<(Kind, Vec<(String, String)>)>,
    places: HashMap<Kind, u32>,
    /// By key of a handoff point.
    read: HashMap<String, Read>,
    zone: Option<Zone>,
}

/// What routing, buffer and ladders of a handoff point read.
#[derive(Debug, Clone, Default)]
struct Read {
    tests: Vec<Criterion>,
    /// Catalogue keys.
    fields: BTreeSet<String>,
}

impl Kinds {
    /// The place of a record's kind.
    pub fn place(
        &mut self,
        record: &HandoffRecord,
        tier: Option<&str>,
        policy: &Policy,
        point: Option<&HandoffPoint>,
        found: &Found,
    ) -> u32 {
        let zone = self.zone.get_or_insert_with(|| Zone::named(&policy.time_zone).unwrap_or_else(|_| Zone::utc()));
        let told = Told { now: record.at(Moment::Started).unwrap_or_default(), zone: zone.clone() };
        let read = match point {
            None => &Read::default(),
            Some(point) => self.read.entry(point.key.clone()).or_insert_with(|| Read::of(point)),
        };
        let seen = found.seen(record);
        let required = point.map(|point| policy.required_fields(point)).unwrap_or_default();
        let is_filled =
            |key: &&String| policy.field(key).is_some_and(|field| !matches!(seen.fact(field, &told.zone), Fact::Blank));
        // To a tenth: finer shares would make each lead a kind of its own.
        let filled = required.iter().filter(is_filled).count() * 10;
        let kind = Kind {
            tier: tier.map(str::to_owned),
            segment: record.segment.clone(),
            trigger: record.trigger.clone(),
            says: read.tests.iter().map(|test| test.truth(&seen, &policy.fields, &told)).collect(),
            packet: filled.checked_div(required.len()).map_or(100, |tenths| tenths as u8 * 10),
        };
        if let Some(&place) = self.places.get(&kind) {
            return place;
        }
        let text = |field: &Field| match seen.fact(field, &told.zone) {
            Fact::Text(text) => Some(text.to_owned()),
            Fact::Number(number) => Some(number.to_string()),
            Fact::Boolean(yes) => Some(yes.to_string()),
            Fact::Date(date) => Some(date.to_string()),
            // An instant of the past would be another one's future.
            Fact::Blank | Fact::Unreadable(_) | Fact::Instant(_) => None,
        };
        let fields = policy.fields.iter().filter(|field| read.fields.contains(&field.key));
        let fields = fields.filter_map(|field| Some((field.key.clone(), text(field)?))).collect();
        let place = self.kinds.len() as u32;
        self.places.insert(kind.clone(), place);
        self.kinds.push((kind, fields));
        place
    }

    fn get(&self, place: u32) -> &(Kind, Vec<(String, String)>) {
        &self.kinds[place as usize]
    }
}

impl Read {
    fn of(point: &HandoffPoint) -> Read {
        // What a lead has by itself needs no field.
        const OWN: [&str; 8] =
            ["intent", "segment", "trigger", "source", "owner", "owner_group", "handoff", "record_id"];
        let rows = point.routing.rows.iter().map(|row| &row.when);
        let outcomes = point.buffer.iter().flat_map(|buffer| &buffer.outcomes);
        let steps = point.escalation.iter().flat_map(|ladder| &ladder.steps).map(|step| &step.when);
        let criteria = rows.chain(outcomes.clone().map(|outcome| &outcome.when)).chain(steps);
        let mut tests: Vec<Criterion> = criteria.flat_map(Criterion::tests).cloned().map(Criterion::Test).collect();
        // Whether there is somebody to name counts, not who.
        let named = outcomes.filter_map(|outcome| match &outcome.act {
            BufferAct::ExistingOwner { field } => Some(field),
            BufferAct::Nurture { .. } | BufferAct::RouteOn => None,
        });
        let owners = point.routing.rows.iter().filter_map(|row| match &row.assign {
            Assignment::OwnerIn { field, .. } => Some(field),
            Assignment::Person { .. }
            | Assignment::Role { .. }
            | Assignment::Pool { .. }
            | Assignment::Queue { .. }
            | Assignment::Stage { .. } => None,
        });
        tests.extend(named.chain(owners).map(|field| Criterion::test(field, Condition::IsFilled)));
        let mut fields: BTreeSet<String> = tests.iter().flat_map(Criterion::fields).map(str::to_owned).collect();
        fields.retain(|field| !OWN.contains(&field.as_str()));
        Read { tests, fields }
    }
}

impl History {
    /// The kinds among these rows, the most frequent first, and how many rows are of none of them.
    pub(super) fn mix(&self, policy: &Policy, rows: &[&Row]) -> (Vec<MixPart>, u32) {
        let mut counts: BTreeMap<u32, (u32, f64)> = BTreeMap::new();
        for row in rows {
            let count = counts.entry(row.kind).or_default();
            count.0 += 1;
            count.1 += row.amount;
        }
        let mut counts: Vec<(u32, (u32, f64))> = counts.into_iter().collect();
        counts.sort_by_key(|&(kind, (n, _))| (std::cmp::Reverse(n), kind));
        let left_out = counts.iter().skip(MOST_PARTS).map(|(_, (n, _))| n).sum();
        let part = |&(kind, (n, amount)): &(u32, (u32, f64))| {
            let (Kind { tier, segment, trigger, packet, .. }, fields) = self.kinds.get(kind).clone();
            let given = |(key, text): (String, String)| {
                let kind = policy.field(&key)?.kind;
                let given = match Fact::read(&text, kind, &Zone::utc()) {
                    Fact::Number(number) => Given::Number(number),
                    Fact::Boolean(yes) => Given::Boolean(yes),
                    Fact::Blank | Fact::Text(_) | Fact::Date(_) | Fact::Instant(_) | Fact::Unreadable(_) => {
                        Given::Text(text)
                    }
                };
                Some((key, given))
            };
            MixPart {
                weight: f64::from(n),
                tier,
                segment,
                trigger,
                fields: fields.into_iter().filter_map(given).collect(),
                amount: amount / f64::from(n),
                packet: f64::from(packet) / 100.0,
            }
        };
        (counts.iter().take(MOST_PARTS).map(part).collect(), left_out)
    }
}
