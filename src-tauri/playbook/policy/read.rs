//! A policy from JSON that anybody may have written, of this schema or an older one. Bounded before it is understood; refused whole where
//! anything is wrong.

use super::{Policy, PolicyError, SCHEMA};
use crate::json::{self, without_place};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// The longest text of a policy that is read. The sample's has 30 thousand bytes.
pub const MOST_BYTES: usize = 16 << 20;
/// The most entries of any list.
pub const MOST_ENTRIES: usize = 10_000;
/// The most bytes of any text in it.
pub const LONGEST_TEXT: usize = 20_000;

impl Policy {
    /// Reads a policy, upgrades it to this schema, and checks it.
    pub fn read(json: &str) -> Result<Policy, PolicyError> {
        let policy = Policy::read_stored(json)?;
        policy.check()?;
        Ok(policy)
    }

    /// As [`Policy::read`], for a draft, which may lack what it takes to be measured under.
    pub fn read_draft(json: &str) -> Result<Policy, PolicyError> {
        let policy = Policy::read_stored(json)?;
        policy.check_sound()?;
        Ok(policy)
    }

    /// As [`Policy::read`], unchecked: what was saved once opens again, whatever has been asked of policies since.
    pub fn read_stored(json: &str) -> Result<Policy, PolicyError> {
        if json.len() > MOST_BYTES {
            return Err(PolicyError::TooLarge { bytes: json.len(), most: MOST_BYTES });
        }
        let Value::Object(mut object) = json::read(json)? else {
            return Err(PolicyError::NotAPolicy { why: "its JSON is not an object".into() });
        };
        let schema = match object.get("schema") {
            None => return Err(PolicyError::NotAPolicy { why: "it has no \"schema\"".into() }),
            Some(number) => number.as_u64().filter(|&schema| schema > 0).ok_or_else(|| PolicyError::NotAPolicy {
                why: format!("its \"schema\" is {number:.40}, which is not a number from 1 to {SCHEMA}"),
            })?,
        };
        if schema > u64::from(SCHEMA) {
            return Err(PolicyError::Newer { found: schema, known: SCHEMA });
        }
        object.iter().try_for_each(|(key, value)| bounded(value, &mut vec![key.clone()]))?;
        if schema == 1 {
            upgrade_from_1(&mut object);
        }
        let value = Value::Object(object);
        serde_path_to_error::deserialize(&value).map_err(|cause| {
            let place = readable(&value, cause.path());
            PolicyError::Malformed { place, why: without_place(&cause.into_inner().to_string()).to_owned() }
        })
    }
}

/// Schema 2 takes a trigger apart into its words, what decides it and where it is seen; everything else that it adds has a meaning when
/// it is absent.
fn upgrade_from_1(policy: &mut Map<String, Value>) {
    policy.insert("schema".into(), json!(2));
    let points = policy.get_mut("handoffs").and_then(Value::as_array_mut);
    for trigger in points.into_iter().flatten().filter_map(|point| point.get_mut("trigger")) {
        if let Value::String(text) = trigger {
            *trigger = json!({ "text": text });
        }
    }
}

/// A part of a policy from its JSON; the error says where in the part.
pub(super) fn typed<T: DeserializeOwned>(json: Value) -> Result<T, String> {
    serde_path_to_error::deserialize(&json).map_err(|cause| {
        let place = readable(&json, cause.path());
        let why = without_place(&cause.into_inner().to_string()).to_owned();
        if place.is_empty() { why } else { format!("{place}: {why}") }
    })
}

fn bounded(value: &Value, way: &mut Vec<String>) -> Result<(), PolicyError> {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
        Value::String(text) => within(text, way),
        Value::Array(entries) => {
            enough(entries.len(), way)?;
            for (place, entry) in entries.iter().enumerate() {
                let key = entry.get("key").and_then(Value::as_str).filter(|key| key.len() < 40);
                way.push(key.map_or_else(|| (place + 1).to_string(), str::to_owned));
                bounded(entry, way)?;
                way.pop();
            }
            Ok(())
        }
        Value::Object(entries) => {
            enough(entries.len(), way)?;
            for (key, entry) in entries {
                within(key, way)?;
                way.push(key.clone());
                bounded(entry, way)?;
                way.pop();
            }
            Ok(())
        }
    }
}

fn within(text: &str, way: &[String]) -> Result<(), PolicyError> {
    if text.len() > LONGEST_TEXT {
        return Err(PolicyError::TooLong { place: way.join(" / "), bytes: text.len(), most: LONGEST_TEXT });
    }
    Ok(())
}

fn enough(count: usize, way: &[String]) -> Result<(), PolicyError> {
    if count > MOST_ENTRIES {
        return Err(PolicyError::TooMany { place: way.join(" / "), count, most: MOST_ENTRIES });
    }
    Ok(())
}

/// The way to a value, entries of lists by their key where they have one: `handoffs / H2 / routing / rows / 3 / kind`.
fn readable(value: &Value, path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut at = Some(value);
    let mut way: Vec<String> = Vec::new();
    for segment in path.iter() {
        match segment {
            Segment::Seq { index } => {
                at = at.and_then(|value| value.get(index));
                let key = at.and_then(|value| value.get("key")).and_then(Value::as_str);
                way.push(key.filter(|key| !key.is_empty()).map_or_else(|| (index + 1).to_string(), str::to_owned));
            }
            Segment::Map { key } => {
                at = at.and_then(|value| value.get(key));
                way.push(key.clone());
            }
            Segment::Enum { variant } => way.push(variant.clone()),
            Segment::Unknown => {}
        }
    }
    way.join(" / ")
}
