//! What is known of one record when criteria are judged.

use super::Number;
use crate::Instant;
use crate::calendar::Zone;
use crate::policy::{Field, FieldKind};
use crate::record::{HandoffRecord, Own, own};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What a judgement is told besides the record: the present, and the zone in which an instant has a date.
#[derive(Debug, Clone)]
pub struct Told {
    pub now: Instant,
    pub zone: Zone,
}

impl Told {
    /// The local date now.
    pub fn today(&self) -> NaiveDate {
        self.zone.date_of(self.now)
    }

    /// The first instant of a local date; years that no calendar reaches stand at the ends of time.
    pub(crate) fn start_of(&self, date: NaiveDate) -> Instant {
        let beyond = if date.year() < 0 { Instant::MIN } else { Instant::MAX };
        self.zone.first_instant_of(date).unwrap_or(beyond)
    }

    /// The first instant after a local date.
    pub(crate) fn end_of(&self, date: NaiveDate) -> Instant {
        date.succ_opt().map_or(Instant::MAX, |next| self.start_of(next))
    }
}

/// What a record has in a field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fact<'a> {
    /// Nothing, or nothing but spaces.
    Blank,
    Text(&'a str),
    Number(Number),
    Date(NaiveDate),
    Instant(Instant),
    Boolean(bool),
    /// Something that the field's kind cannot be: `about 200` for a number. Filled, but unknown to every other test.
    Unreadable(&'a str),
}

impl<'a> Fact<'a> {
    /// True of a value that a field of this kind can have; of a blank and of what is unreadable, false.
    pub(crate) const fn is_of(self, kind: FieldKind) -> bool {
        match self {
            Fact::Blank | Fact::Unreadable(_) => false,
            Fact::Text(_) => matches!(kind, FieldKind::Text | FieldKind::Choice),
            Fact::Number(_) => matches!(kind, FieldKind::Number),
            Fact::Date(_) => matches!(kind, FieldKind::Date),
            Fact::Instant(_) => matches!(kind, FieldKind::Instant),
            Fact::Boolean(_) => matches!(kind, FieldKind::Boolean),
        }
    }

    /// Reads a text as a field of this kind has it. Numbers are written `1200.5`, dates `2026-01-31`, instants as in ISO 8601 (without an
    /// offset they are read in the zone, a date alone as its first instant), booleans true, yes, y, 1 and false, no, n, 0.
    pub fn read(text: &'a str, kind: FieldKind, zone: &Zone) -> Fact<'a> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Fact::Blank;
        }
        let fact = match kind {
            FieldKind::Text | FieldKind::Choice => Some(Fact::Text(trimmed)),
            FieldKind::Number => trimmed.parse().ok().and_then(Number::new).map(Fact::Number),
            FieldKind::Date => date(trimmed).map(Fact::Date),
            FieldKind::Instant => instant(trimmed, zone).map(Fact::Instant),
            FieldKind::Boolean => boolean(trimmed).map(Fact::Boolean),
        };
        fact.unwrap_or(Fact::Unreadable(trimmed))
    }
}

/// `2026-01-31`, also at the head of a time (`2026-01-31T10:00`).
fn date(text: &str) -> Option<NaiveDate> {
    let head = text.split(['T', ' ']).next().unwrap_or(text);
    NaiveDate::parse_from_str(head, "%Y-%m-%d").ok()
}

fn instant(text: &str, zone: &Zone) -> Option<Instant> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at.timestamp_millis());
    }
    for format in ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"] {
        if let Ok(local) = NaiveDateTime::parse_from_str(text, format) {
            return Some(zone.instants_of(local).earliest());
        }
    }
    zone.first_instant_of(NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?)
}

fn boolean(text: &str) -> Option<bool> {
    let is = |words: [&str; 4]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is(["true", "yes", "y", "1"]) {
        Some(true)
    } else if is(["false", "no", "n", "0"]) {
        Some(false)
    } else {
        None
    }
}

/// Whatever criteria can be asked of.
pub trait Facts {
    /// What it has in a field, read as the field's kind.
    fn fact(&self, field: &Field, zone: &Zone) -> Fact<'_>;
}

impl Facts for HandoffRecord {
    fn fact(&self, field: &Field, zone: &Zone) -> Fact<'_> {
        match own(self, &field.key) {
            Own::Text(text) => text.map_or(Fact::Blank, |text| Fact::read(text, field.kind, zone)),
            Own::Number(number) => number.and_then(Number::new).map_or(Fact::Blank, Fact::Number),
            Own::Flag(flag) => flag.map_or(Fact::Blank, Fact::Boolean),
            Own::At(at) => at.map_or(Fact::Blank, |at| moment_as(at, field.kind, zone)),
        }
    }
}

fn moment_as(at: Instant, kind: FieldKind, zone: &Zone) -> Fact<'static> {
    if kind == FieldKind::Date { Fact::Date(zone.date_of(at)) } else { Fact::Instant(at) }
}

/// A value that a person gives or reads. Dates and instants are texts as [`Fact::read`] reads them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(untagged)]
pub enum Given {
    Boolean(bool),
    Number(#[ts(type = "number")] Number),
    Text(String),
}

/// A record by example, values by field key: what "try a record" sends, and the counterexample of a proof. A field that is not there
/// is blank.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct Example(pub BTreeMap<String, Given>);

impl Facts for Example {
    fn fact(&self, field: &Field, zone: &Zone) -> Fact<'_> {
        match self.0.get(&field.key) {
            None => Fact::Blank,
            Some(Given::Boolean(value)) => Fact::Boolean(*value),
            Some(Given::Number(number)) => Fact::Number(*number),
            Some(Given::Text(text)) => Fact::read(text, field.kind, zone),
        }
    }
}
