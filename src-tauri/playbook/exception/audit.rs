//! The audit trail: entries that are only ever added, each bound to the one before by SHA-256.
//!
//! `hash = sha256(previous hash in hex + "\n" + canonical entry)`; the first entry's previous hash is 64 zeros. Canonical JSON: keys in
//! ascending order of their bytes, no spaces, UTF-8 unescaped but for what JSON must escape, whole numbers only. Whoever changes an entry
//! has to change every later one, and the head that was written down elsewhere (a signed review, an export) no longer fits.

use crate::Instant;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use ts_rs::TS;

/// What the first entry follows.
pub const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "AuditEntry")]
pub struct Entry {
    /// 1, 2, 3 … without a gap.
    #[ts(type = "number")]
    pub number: i64,
    #[ts(type = "number")]
    pub at: Instant,
    /// Who did it; empty = Baton itself, by an import.
    pub actor: String,
    /// `case.raised`, `case.overridden`, `policy.published`.
    pub act: String,
    /// What it was done to: `EX-12`, `policy 4`.
    pub subject: String,
    /// What was said with it: reason, approver, next step, audit fields.
    #[ts(type = "unknown")]
    pub said: Value,
    /// The subject before; null = it was not there.
    #[ts(type = "ExceptionCase | Record<string, unknown> | null")]
    pub before: Value,
    #[ts(type = "ExceptionCase | Record<string, unknown> | null")]
    pub after: Value,
}

/// An entry with its place in the chain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "AuditLink")]
pub struct Link {
    pub previous: String,
    pub hash: String,
    /// The entry in canonical JSON: what was hashed.
    pub entry: String,
}

/// Why an entry cannot be written down.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an audit entry holds the number {0}, which is not whole")]
pub struct NotWhole(pub String);

impl Entry {
    /// The entry bound to the one before it.
    pub fn link(&self, previous: &str) -> Result<Link, NotWhole> {
        let value = serde_json::to_value(self).unwrap_or(Value::Null);
        let entry = canonical(&value)?;
        Ok(Link { previous: previous.to_owned(), hash: hash(previous, &entry), entry })
    }
}

/// The hash of an entry that follows another.
pub fn hash(previous: &str, entry: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(previous.as_bytes());
    hasher.update(b"\n");
    hasher.update(entry.as_bytes());
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Canonical JSON.
pub fn canonical(value: &Value) -> Result<String, NotWhole> {
    fn sorted(value: &Value) -> Result<Value, NotWhole> {
        Ok(match value {
            Value::Number(number) if number.is_f64() => return Err(NotWhole(number.to_string())),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
            Value::Array(list) => Value::Array(list.iter().map(sorted).collect::<Result<_, _>>()?),
            Value::Object(object) => {
                let mut entries: Vec<(&String, &Value)> = object.iter().collect();
                entries.sort_unstable_by_key(|(key, _)| key.as_bytes());
                let mut map = Map::new();
                for (key, value) in entries {
                    map.insert(key.clone(), sorted(value)?);
                }
                Value::Object(map)
            }
        })
    }
    Ok(sorted(value)?.to_string())
}

/// A chain that was gone through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "AuditState")]
pub struct Verified {
    #[ts(type = "number")]
    pub entries: i64,
    /// The last hash; [`BEGINNING`] where there is no entry.
    pub head: String,
    /// The first link that does not hold.
    pub broken: Option<Broken>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "AuditBroken")]
pub struct Broken {
    /// Number of the entry at whose place it breaks.
    #[ts(type = "number")]
    pub number: i64,
    /// What differs, in a sentence's end: `its hash is not that of its content`.
    pub what: String,
}

/// Goes through links in their order; stops at the first that does not hold.
#[derive(Debug, Clone)]
pub struct Chain {
    entries: i64,
    head: String,
    broken: Option<Broken>,
}

impl Default for Chain {
    fn default() -> Chain {
        Chain { entries: 0, head: BEGINNING.into(), broken: None }
    }
}

impl Chain {
    /// Looks at the next link, which stands in the place `number`.
    pub fn follow(&mut self, number: i64, link: &Link) {
        if self.broken.is_some() {
            return;
        }
        let expected = self.entries + 1;
        let what = if number != expected {
            Some(format!("entry {expected} is missing; {number} follows"))
        } else if link.previous != self.head {
            Some("it does not follow the entry before it: the previous hash differs".to_owned())
        } else if hash(&link.previous, &link.entry) != link.hash {
            Some("its hash is not that of its content".to_owned())
        } else {
            said_number(&link.entry, number)
        };
        match what {
            Some(what) => self.broken = Some(Broken { number: expected, what }),
            None => {
                self.entries = number;
                self.head.clone_from(&link.hash);
            }
        }
    }

    /// Links that hold so far.
    pub fn entries(&self) -> i64 {
        self.entries
    }

    pub fn finish(self) -> Verified {
        Verified { entries: self.entries, head: self.head, broken: self.broken }
    }
}

/// The entry's own number has to be that of its place.
fn said_number(entry: &str, number: i64) -> Option<String> {
    match serde_json::from_str::<Entry>(entry) {
        Err(cause) => Some(format!("its content is no audit entry ({cause})")),
        Ok(entry) if entry.number != number => Some(format!("its content says that it is entry {}", entry.number)),
        Ok(_) => None,
    }
}
