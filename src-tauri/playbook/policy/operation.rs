//! Small changes of a draft. Each can be applied to a policy, which gives the next policy and the operation that takes it back; a draft
//! is a policy and the operations since, so that undo and redo are without limit and survive a restart as JSON.
//!
//! A change that would leave something without a key, named but absent, or leading back to itself is refused whole.

use super::reference::Slot;
use super::{Entry, Noun, Place, Placed, Policy, PolicyError, SCHEMA};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

/// A change of a draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum Operation {
    /// Puts something into its list, at a place counted from 0.
    Insert {
        at: usize,
        #[serde(flatten)]
        entry: Entry,
    },
    /// Takes something out that nothing else names. [`Operation::removal`] makes one for what is named.
    Remove { noun: Noun, key: String },
    /// Puts something at another place of its list, counted without it.
    Move { noun: Noun, key: String, to: usize },
    /// Gives something another key, wherever it is named.
    Rename { noun: Noun, from: String, to: String },
    /// Sets a part of something: `name`, `acceptance/mode`, `routing/rows/2/when`; places in lists are counted from 0.
    Set {
        noun: Noun,
        key: String,
        field: String,
        #[ts(type = "unknown")]
        value: Value,
    },
    /// Sets what the policy itself has.
    SetOwn { field: OwnField, value: String },
    /// Puts something at a place on the map; `None` = back to where the layout puts it.
    Place { of: Placed, key: String, at: Option<Place> },
    /// Several changes that are one to whoever made them. All or none is applied.
    Several { operations: Vec<Operation> },
    /// Another policy instead: a template, an import, an older version.
    Replace { policy: Box<Policy> },
}

/// What the policy itself has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OwnField {
    Company,
    TimeZone,
    Currency,
    DefaultCalendar,
}

/// Why a change was not made. The policy is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OperationError {
    #[error("there is no {} \"{key}\". Somebody may have removed it; look at the list", .noun.word())]
    NotThere { noun: Noun, key: String },
    #[error("there is a {} \"{key}\" already. Choose another key", .noun.word())]
    Taken { noun: Noun, key: String },
    #[error("place {at} is beyond the end of the {}: there are {count}. Choose an earlier one", .noun.list())]
    BeyondEnd { noun: Noun, at: usize, count: usize },
    #[error("the {} \"{key}\" is named by {}. Change that first", .noun.word(), .by.join("; "))]
    Named { noun: Noun, key: String, by: Vec<String> },
    #[error("\"{key}\" is named already by {}. Choose another key", .by.join("; "))]
    Spoken { key: String, by: Vec<String> },
    #[error("the {} \"{key}\" has no \"{field}\". Name a part that it has", .noun.word())]
    NoPart { noun: Noun, key: String, field: String },
    #[error("a key is changed by a rename, so that whatever names it follows")]
    KeyIsRenamed,
    #[error("the {} \"{key}\" cannot have this: {why}. Correct it there", .noun.word())]
    Malformed { noun: Noun, key: String, why: String },
    #[error("a change inside a change inside a change is as deep as it goes. Put them one after another")]
    TooDeep,
    #[error("the other policy has schema {0}, and this Baton writes {SCHEMA}. Read it from its file first")]
    OtherSchema(u32),
    #[error(transparent)]
    Unsound(#[from] PolicyError),
}

/// How deep [`Operation::Several`] may nest.
const DEEPEST: u8 = 3;

impl Operation {
    /// The policy after the change, and the change that takes it back.
    pub fn apply(&self, policy: &Policy) -> Result<(Policy, Operation), OperationError> {
        let mut next = policy.clone();
        let back = self.change(&mut next, 0)?;
        next.check_sound()?;
        Ok((next, back))
    }

    /// The policy after several changes one after another, each as it was made before. Looked over once, at the end; what fails is named
    /// by its place, counted from 0.
    pub fn replay<'o>(
        policy: &Policy,
        operations: impl IntoIterator<Item = &'o Operation>,
    ) -> Result<Policy, (usize, OperationError)> {
        let mut next = policy.clone();
        let mut last = 0;
        for (place, operation) in operations.into_iter().enumerate() {
            operation.change(&mut next, 0).map_err(|why| (place, why))?;
            last = place;
        }
        next.check_sound().map_err(|why| (last, why.into()))?;
        Ok(next)
    }

    /// The operation that takes something out and its name from wherever it may be missing. Refused where it may not: a routing row
    /// that gives to it, a target or right that holds for it alone.
    pub fn removal(policy: &Policy, noun: Noun, key: &str) -> Result<Operation, OperationError> {
        let mut cleared = policy.clone();
        let mut held = Vec::new();
        let is_it = |named: &str| named == key;
        cleared.each_reference(&mut |holder, of, slot| {
            if of != noun {
                return;
            }
            match slot {
                Slot::Must(named) if is_it(named) => held.push(policy.place_words(holder)),
                Slot::Scope(named) if named.as_deref().is_some_and(is_it) => held.push(policy.place_words(holder)),
                Slot::May(named) if named.as_deref().is_some_and(is_it) => *named = None,
                Slot::List(keys) => keys.retain(|named| !is_it(named)),
                Slot::Must(_) | Slot::Scope(_) | Slot::May(_) | Slot::Loose(_) => {}
            }
        });
        if !held.is_empty() {
            held.dedup();
            return Err(OperationError::Named { noun, key: key.into(), by: held });
        }
        let mut operations = differing_parts(policy, &cleared)?;
        operations.push(Operation::Remove { noun, key: key.into() });
        Ok(Operation::Several { operations })
    }

    /// Changes the policy and returns the change back. Where it fails the policy may be half changed: [`Operation::apply`] gives it a copy.
    fn change(&self, policy: &mut Policy, depth: u8) -> Result<Operation, OperationError> {
        match self {
            Operation::Insert { at, entry } => insert(policy, *at, entry),
            Operation::Remove { noun, key } => remove(policy, *noun, key),
            Operation::Move { noun, key, to } => reorder(policy, *noun, key, *to),
            Operation::Rename { noun, from, to } => rename(policy, *noun, from, to),
            Operation::Set { noun, key, field, value } => set(policy, *noun, key, field, value),
            Operation::SetOwn { field, value } => {
                let own = match field {
                    OwnField::Company => &mut policy.company,
                    OwnField::TimeZone => &mut policy.time_zone,
                    OwnField::Currency => &mut policy.currency,
                    OwnField::DefaultCalendar => &mut policy.default_calendar,
                };
                let before = std::mem::replace(own, value.clone());
                Ok(Operation::SetOwn { field: *field, value: before })
            }
            Operation::Place { of, key, at } => {
                there(policy, of.noun(), key)?;
                let before = match at {
                    Some(place) => policy.places_mut(*of).insert(key.clone(), *place),
                    None => policy.places_mut(*of).remove(key),
                };
                Ok(Operation::Place { of: *of, key: key.clone(), at: before })
            }
            Operation::Several { operations } => {
                if depth >= DEEPEST {
                    return Err(OperationError::TooDeep);
                }
                let mut back = Vec::with_capacity(operations.len());
                for operation in operations {
                    back.push(operation.change(policy, depth + 1)?);
                }
                // Laid flat, so that taking back is never deeper than what was done.
                let flat = back.into_iter().rev().flat_map(|back| match back {
                    Operation::Several { operations } => operations,
                    other => vec![other],
                });
                Ok(Operation::Several { operations: flat.collect() })
            }
            Operation::Replace { policy: other } => {
                if other.schema != SCHEMA {
                    return Err(OperationError::OtherSchema(other.schema));
                }
                let before = std::mem::replace(policy, (**other).clone());
                Ok(Operation::Replace { policy: Box::new(before) })
            }
        }
    }
}

fn there(policy: &Policy, noun: Noun, key: &str) -> Result<usize, OperationError> {
    policy.place_of(noun, key).ok_or_else(|| OperationError::NotThere { noun, key: key.into() })
}

fn insert(policy: &mut Policy, at: usize, entry: &Entry) -> Result<Operation, OperationError> {
    let (noun, key) = (entry.noun(), entry.key().to_owned());
    if policy.has(noun, &key) {
        return Err(OperationError::Taken { noun, key });
    }
    let count = policy.len_of(noun);
    if at > count {
        return Err(OperationError::BeyondEnd { noun, at, count });
    }
    policy.insert_entry(entry.clone(), at);
    Ok(Operation::Remove { noun, key })
}

fn remove(policy: &mut Policy, noun: Noun, key: &str) -> Result<Operation, OperationError> {
    let at = there(policy, noun, key)?;
    let by = named_by(policy, noun, key);
    if !by.is_empty() {
        return Err(OperationError::Named { noun, key: key.into(), by });
    }
    let back = Operation::Insert { at, entry: policy.remove_entry(noun, at) };
    let placed = Placed::ALL.into_iter().find(|of| of.noun() == noun);
    match placed.and_then(|of| Some((of, policy.places_mut(of).remove(key)?))) {
        Some((of, place)) => {
            let to_map = Operation::Place { of, key: key.into(), at: Some(place) };
            Ok(Operation::Several { operations: vec![back, to_map] })
        }
        None => Ok(back),
    }
}

/// Where something is named, other than by itself and by criteria and required fields, which may name what is not there.
fn named_by(policy: &Policy, noun: Noun, key: &str) -> Vec<String> {
    let own = policy.place_of(noun, key).map(|place| (noun, place));
    let mut by = Vec::new();
    policy.clone().each_reference(&mut |holder, of, slot| {
        let named = of == noun
            && holder.of != own
            && match slot {
                Slot::Must(named) => named == key,
                Slot::May(named) | Slot::Scope(named) => named.as_deref() == Some(key),
                Slot::List(keys) => keys.iter().any(|named| named == key),
                Slot::Loose(_) => false,
            };
        if named {
            by.push(policy.place_words(holder));
        }
    });
    by.dedup();
    by
}

fn reorder(policy: &mut Policy, noun: Noun, key: &str, to: usize) -> Result<Operation, OperationError> {
    let from = there(policy, noun, key)?;
    let count = policy.len_of(noun);
    if to >= count {
        return Err(OperationError::BeyondEnd { noun, at: to, count });
    }
    let entry = policy.remove_entry(noun, from);
    policy.insert_entry(entry, to);
    Ok(Operation::Move { noun, key: key.into(), to: from })
}

fn rename(policy: &mut Policy, noun: Noun, from: &str, to: &str) -> Result<Operation, OperationError> {
    let place = there(policy, noun, from)?;
    if policy.has(noun, to) {
        return Err(OperationError::Taken { noun, key: to.into() });
    }
    // Were it named already, taking the rename back would rename that too.
    let by = policy.mentions(noun, to);
    if !by.is_empty() {
        return Err(OperationError::Spoken { key: to.into(), by });
    }
    policy.each_reference(&mut |_, of, slot| {
        if of != noun {
            return;
        }
        match slot {
            Slot::Must(key) | Slot::Loose(key) if key == from => to.clone_into(key),
            Slot::Must(_) | Slot::Loose(_) => {}
            Slot::May(key) | Slot::Scope(key) => {
                if let Some(key) = key.as_mut().filter(|key| *key == from) {
                    to.clone_into(key);
                }
            }
            Slot::List(keys) => keys.iter_mut().filter(|key| *key == from).for_each(|key| to.clone_into(key)),
        }
    });
    policy.set_key(noun, place, to);
    if let Some(of) = Placed::ALL.into_iter().find(|of| of.noun() == noun)
        && let Some(place) = policy.places_mut(of).remove(from)
    {
        policy.places_mut(of).insert(to.into(), place);
    }
    Ok(Operation::Rename { noun, from: to.into(), to: from.into() })
}

fn set(policy: &mut Policy, noun: Noun, key: &str, field: &str, value: &Value) -> Result<Operation, OperationError> {
    let place = there(policy, noun, key)?;
    if field == "key" {
        return Err(OperationError::KeyIsRenamed);
    }
    let malformed = |why: String| OperationError::Malformed { noun, key: key.into(), why };
    let mut json = policy.entry_json(noun, place).map_err(|cause| malformed(cause.to_string()))?;
    let part = json.pointer_mut(&format!("/{field}"));
    let part = part.ok_or_else(|| OperationError::NoPart { noun, key: key.into(), field: field.into() })?;
    let before = std::mem::replace(part, value.clone());
    policy.set_entry_json(noun, place, json).map_err(malformed)?;
    Ok(Operation::Set { noun, key: key.into(), field: field.into(), value: before })
}

/// What sets the parts in which the things of two policies differ that have the same things in the same order.
fn differing_parts(from: &Policy, to: &Policy) -> Result<Vec<Operation>, OperationError> {
    let mut operations = Vec::new();
    for noun in Noun::ALL {
        for (place, key) in from.keys(noun).into_iter().enumerate() {
            let json = |policy: &Policy| {
                let malformed =
                    |why: serde_json::Error| OperationError::Malformed { noun, key: key.into(), why: why.to_string() };
                policy.entry_json(noun, place).map_err(malformed)
            };
            let (before, after) = (json(from)?, json(to)?);
            let parts = after.as_object().into_iter().flatten();
            operations.extend(parts.filter(|(field, value)| before.get(field) != Some(value)).map(|(field, value)| {
                Operation::Set { noun, key: key.into(), field: field.clone(), value: value.clone() }
            }));
        }
    }
    Ok(operations)
}
