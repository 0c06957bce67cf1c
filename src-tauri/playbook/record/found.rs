//! Where the fields of a catalogue are found in imported records: asked by the packet metric, the review, the evidence and the check alike.
//!
//! A field is the record's own field of that key, else the attribute of that name; where there is neither, the one attribute whose
//! name differs from the field's key or name in case, blanks and punctuation alone. What no import brought is unknown, never guessed.

use super::{Disposition, HandoffRecord, Moment};
use crate::Instant;
use crate::calendar::Zone;
use crate::policy::Field;
use crate::policy::criteria::{Fact, Facts};
use std::collections::{BTreeMap, BTreeSet};

/// Fields that every record has, whatever was mapped.
const ALWAYS: [&str; 4] = ["record_id", "handoff", "cycle", "disposition"];

/// Where fields are found. By default every field is, under its own name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Catalogue keys that some import brought; `None` = every one.
    brought: Option<BTreeSet<String>>,
    /// Attributes of another name, by catalogue key.
    headers: BTreeMap<String, String>,
}

impl Found {
    /// Looks for fields among what imports brought: records' own fields by key, and attributes by header.
    pub fn among<'a>(
        fields: &[Field],
        own: impl IntoIterator<Item = &'a str>,
        attributes: impl IntoIterator<Item = &'a str>,
    ) -> Found {
        let attributes: BTreeSet<&str> = attributes.into_iter().collect();
        let own = own.into_iter().chain(ALWAYS);
        let mut brought: BTreeSet<String> = own.chain(attributes.iter().copied()).map(str::to_owned).collect();
        let mut headers = BTreeMap::new();
        for field in fields.iter().filter(|field| !brought.contains(&field.key)) {
            let known = [bare(&field.key), bare(&field.name)];
            let mut alike = attributes.iter().filter(|header| known.contains(&bare(header)));
            if let (Some(header), None) = (alike.next(), alike.next()) {
                headers.insert(field.key.clone(), (*header).to_owned());
            }
        }
        brought.extend(headers.keys().cloned());
        Found { brought: Some(brought), headers }
    }

    /// True where some import brought the field; where none did, nobody knows whether it is filled.
    pub fn is_brought(&self, field: &str) -> bool {
        self.brought.as_ref().is_none_or(|brought| brought.contains(field))
    }

    /// Catalogue keys that some import brought; none where every field is taken to be.
    pub fn brought(&self) -> impl Iterator<Item = &String> {
        self.brought.iter().flatten()
    }

    /// True where a record carries something in a field.
    pub fn has(&self, record: &HandoffRecord, field: &str) -> bool {
        let headed = self.headers.get(field).and_then(|header| record.attributes.get(header));
        match headed.map_or_else(|| own(record, field), |text| Own::Text(Some(text))) {
            Own::Text(text) => text.is_some_and(|text| !text.trim().is_empty()),
            Own::Number(number) => number.is_some(),
            Own::Flag(flag) => flag.is_some(),
            Own::At(at) => at.is_some(),
        }
    }

    /// A record by catalogue key.
    pub fn seen<'a>(&'a self, record: &'a HandoffRecord) -> Seen<'a> {
        Seen { record, found: self, until: None }
    }

    /// The same as it was known at an instant: what happened later had not happened.
    pub fn seen_at<'a>(&'a self, record: &'a HandoffRecord, at: Instant) -> Seen<'a> {
        Seen { record, found: self, until: Some(at) }
    }
}

fn bare(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A record by catalogue key.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    pub record: &'a HandoffRecord,
    found: &'a Found,
    until: Option<Instant>,
}

impl Seen<'_> {
    /// True where some import brought the field.
    pub fn is_brought(&self, field: &str) -> bool {
        self.found.is_brought(field)
    }

    /// True where the field says something that was not so yet.
    fn is_later(&self, field: &str) -> bool {
        let Some(until) = self.until else { return false };
        let later = |moment: Moment| self.record.at(moment).is_none_or(|at| at > until);
        match field {
            "won" => later(Moment::Won),
            "reason" => later(Moment::Rejected),
            key => Moment::ALL.into_iter().any(|moment| moment.field() == key && later(moment)),
        }
    }

    /// The receiver had not decided yet.
    fn is_undecided(&self) -> bool {
        self.until.is_some_and(|until| {
            let decided = [Moment::Accepted, Moment::Rejected, Moment::Completed];
            decided.into_iter().all(|moment| self.record.at(moment).is_none_or(|at| at > until))
        })
    }
}

impl Facts for Seen<'_> {
    fn fact(&self, field: &Field, zone: &Zone) -> Fact<'_> {
        match self.found.headers.get(&field.key).and_then(|header| self.record.attributes.get(header)) {
            Some(text) => Fact::read(text, field.kind, zone),
            None if self.is_later(&field.key) => Fact::Blank,
            None if field.key == "disposition" && self.is_undecided() => Fact::read("open", field.kind, zone),
            None => self.record.fact(field, zone),
        }
    }
}

/// What a record has under a key.
pub(crate) enum Own<'a> {
    Text(Option<&'a str>),
    Number(Option<f64>),
    Flag(Option<bool>),
    At(Option<Instant>),
}

/// A record has its own fields by their import names (`source`, `amount`, `accepted_at`, …), and every other as an attribute.
pub(crate) fn own<'a>(record: &'a HandoffRecord, key: &str) -> Own<'a> {
    Own::Text(match key {
        "record_id" => Some(record.record_id.as_str()),
        "handoff" => Some(record.handoff.as_str()),
        "disposition" => Some(word(record.disposition)),
        "reason" => record.reason.as_deref(),
        "owner" => record.owner.as_deref(),
        "owner_group" => record.owner_group.as_deref(),
        "first_owner" => record.first_owner.as_deref(),
        "source" => record.source.as_deref(),
        "trigger" => record.trigger.as_deref(),
        "segment" => record.segment.as_deref(),
        "intent" => record.intent.as_deref(),
        "amount" => return Own::Number(record.amount),
        "cycle" => return Own::Number(Some(f64::from(record.cycle))),
        "reassign_count" => return Own::Number(record.reassign_count.map(f64::from)),
        "won" => return Own::Flag(record.won),
        key => match Moment::ALL.iter().find(|moment| moment.field() == key) {
            Some(&moment) => return Own::At(record.at(moment)),
            None => record.attributes.get(key).map(String::as_str),
        },
    })
}

const fn word(disposition: Disposition) -> &'static str {
    match disposition {
        Disposition::Open => "open",
        Disposition::Accepted => "accepted",
        Disposition::Rejected => "rejected",
        Disposition::Recycled => "recycled",
        Disposition::Completed => "completed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(key: &str, name: &str) -> Field {
        Field { key: key.into(), name: name.into(), ..Field::default() }
    }

    #[test]
    fn a_field_is_found_under_its_key_or_under_the_one_name_that_is_alike() {
        let fields =
            [field("company_size", "Size"), field("fit", "ICP fit"), field("budget", "Budget"), field("tier", "Tier")];
        let found = Found::among(&fields, ["owner"], ["Company Size", "icp-FIT", "Tier", "TIER"]);
        let attributes = [("Company Size", "40"), ("icp-FIT", " "), ("Tier", "A"), ("budget", "1")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into();
        let record = HandoffRecord { attributes, ..HandoffRecord::default() };
        let cases = [
            ("company_size", true, true),
            ("fit", true, false),
            ("budget", false, true),
            // Two headers are alike: neither is taken.
            ("tier", false, false),
            ("owner", true, false),
            ("disposition", true, true),
            ("accepted_at", false, false),
        ];
        for (key, brought, has) in cases {
            assert_eq!((found.is_brought(key), found.has(&record, key)), (brought, has), "{key}");
        }
        let everything = Found::default();
        assert!(everything.is_brought("budget") && !everything.has(&record, "company_size"));
    }

    #[test]
    fn what_is_carried_is_what_criteria_call_filled() {
        let mut record =
            HandoffRecord { owner: Some(" ".into()), amount: Some(0.0), won: Some(false), ..Default::default() };
        record.set(Moment::Accepted, Some(0));
        record.attributes.insert("Region".into(), "DACH".into());
        let (found, zone) = (Found::among(&[field("region", "Region")], ["amount"], ["Region"]), Zone::utc());
        let keys = [
            "owner",
            "amount",
            "won",
            "cycle",
            "reassign_count",
            "accepted_at",
            "assigned_at",
            "region",
            "Region",
            "other",
        ];
        for key in keys {
            let is_filled = found.seen(&record).fact(&field(key, ""), &zone) != Fact::Blank;
            assert_eq!(found.has(&record, key), is_filled, "{key}");
        }
    }
}
