//! What kinds of leads come: tier, segment, trigger and the fields that routing reads, jointly as frequent as they were.

use super::history::{History, Row};
use crate::calendar::Zone;
use crate::policy::criteria::{Fact, Facts, Given};
use crate::policy::{BufferAct, Field, HandoffPoint, Policy};
use crate::record::{Found, HandoffRecord};
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
    /// By catalogue key, as texts.
    pub fields: Vec<(String, String)>,
    /// Required packet fields that are filled, in percent.
    pub packet: u8,
}

/// Every kind once.
#[derive(Debug, Clone, Default)]
pub(super) struct Kinds {
    kinds: Vec<Kind>,
    places: HashMap<Kind, u32>,
}

impl Kinds {
    pub fn place(&mut self, kind: Kind) -> u32 {
        if let Some(&place) = self.places.get(&kind) {
            return place;
        }
        let place = self.kinds.len() as u32;
        self.places.insert(kind.clone(), place);
        self.kinds.push(kind);
        place
    }

    pub fn get(&self, place: u32) -> &Kind {
        &self.kinds[place as usize]
    }
}

impl Kind {
    pub fn of(
        record: &HandoffRecord,
        tier: Option<&str>,
        policy: &Policy,
        point: Option<&HandoffPoint>,
        found: &Found,
    ) -> Kind {
        let seen = found.seen(record);
        let zone = Zone::utc();
        let text = |field: &Field| match seen.fact(field, &zone) {
            Fact::Text(text) => Some(text.to_owned()),
            Fact::Number(number) => Some(number.to_string()),
            Fact::Boolean(yes) => Some(yes.to_string()),
            // Dates differ from lead to lead and would make each a kind of its own.
            Fact::Blank | Fact::Unreadable(_) | Fact::Date(_) | Fact::Instant(_) => None,
        };
        let read = point.map(read_by).unwrap_or_default();
        let fields = policy.fields.iter().filter(|field| read.contains(field.key.as_str()));
        let required = point.map(|point| policy.required_fields(point)).unwrap_or_default();
        let filled = required
            .iter()
            .filter(|key| policy.field(key).is_some_and(|field| !matches!(seen.fact(field, &zone), Fact::Blank)));
        // To a tenth: finer shares would make each lead a kind of its own.
        let packet = (filled.count() * 10).checked_div(required.len()).map_or(100, |tenths| tenths as u8 * 10);
        Kind {
            tier: tier.map(str::to_owned),
            segment: record.segment.clone(),
            trigger: record.trigger.clone(),
            fields: fields.filter_map(|field| Some((field.key.clone(), text(field)?))).collect(),
            packet,
        }
    }
}

/// Keys of the fields that routing, buffer and ladders of a handoff point read, but for those that the record has by itself.
fn read_by(point: &HandoffPoint) -> BTreeSet<&str> {
    const OWN: [&str; 8] = ["intent", "segment", "trigger", "source", "owner", "owner_group", "handoff", "record_id"];
    let mut read: BTreeSet<&str> = point.routing.rows.iter().flat_map(|row| row.when.fields()).collect();
    for outcome in point.buffer.iter().flat_map(|buffer| &buffer.outcomes) {
        read.extend(outcome.when.fields());
        if let BufferAct::ExistingOwner { field } = &outcome.act {
            read.insert(field);
        }
    }
    read.retain(|field| !OWN.contains(field));
    read
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
            let Kind { tier, segment, trigger, fields, packet } = self.kinds.get(kind).clone();
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
