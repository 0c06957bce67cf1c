//! Where the fields of a policy are found in imported records. A field's value is the record's own field of that key, else the
//! attribute of that name, else the one attribute under another name that is told. What nobody brought is unknown, never guessed.

use super::{HandoffRecord, Moment};
use crate::Instant;
use crate::calendar::Zone;
use crate::policy::Field;
use crate::policy::criteria::{Fact, Facts};
use std::collections::{HashMap, HashSet};

/// Where the fields of a policy are found in the records.
#[derive(Debug, Clone, Default)]
pub struct Found {
    brought: HashSet<String>,
    headers: HashMap<String, String>,
}

impl Found {
    /// `brought`: catalogue keys that some import brought; `headers`: attributes of another name, by catalogue key.
    pub fn new(brought: HashSet<String>, headers: HashMap<String, String>) -> Found {
        Found { brought, headers }
    }

    /// True where some import brought the field.
    pub fn is_brought(&self, field: &str) -> bool {
        self.brought.contains(field)
    }

    /// Catalogue keys that some import brought.
    pub fn brought(&self) -> impl Iterator<Item = &String> {
        self.brought.iter()
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
