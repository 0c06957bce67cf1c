//! Random changes of a policy that has something of everything, and the policies that they lead to.

use playbook::policy::{Noun, Operation, OwnField, Place, Placed, Policy};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A policy in which every noun, and every kind of part, occurs.
pub const WORKSHOP: &str = include_str!("workshop.json");

pub fn workshop() -> Policy {
    Policy::read(WORKSHOP).expect("the workshop's policy is sound")
}

/// Numbers from which a change of whatever policy is made.
pub type Dice = (u8, u8, u8, u8, u8);

pub fn dice() -> impl Strategy<Value = Vec<Dice>> {
    prop::collection::vec(any::<Dice>(), 1..12)
}

/// A change of this policy, well typed and often sound: parts come from other things of the same kind, texts and numbers are made up.
pub fn change(policy: &Policy, (kind, a, b, c, d): Dice) -> Operation {
    let noun = Noun::ALL[a as usize % Noun::ALL.len()];
    let keys: Vec<String> = policy.keys(noun).into_iter().map(str::to_owned).collect();
    let pick = |dice: u8| keys.get(dice as usize % keys.len().max(1)).cloned().unwrap_or_default();
    let key = pick(b);
    match kind % 10 {
        0 => {
            let Some(entry) = policy.entry(noun, &key) else { return Operation::Several { operations: Vec::new() } };
            let mut entry = json!(entry);
            entry["entry"]["key"] = json!(format!("new-{d}"));
            let name = format!("a name {d}");
            if let Some(called) = entry["entry"].get_mut("name") {
                *called = json!(name);
            }
            let entry = serde_json::from_value(entry).expect("an entry with another key and name is one");
            Operation::Insert { at: c as usize % (keys.len() + 2), entry }
        }
        1 => Operation::Remove { noun, key },
        2 => match Operation::removal(policy, noun, &key) {
            Ok(removal) => removal,
            Err(_) => Operation::Remove { noun, key },
        },
        3 => Operation::Move { noun, key, to: c as usize % (keys.len() + 1) },
        4 => Operation::Rename { noun, from: key, to: if d % 8 == 0 { pick(c) } else { format!("renamed-{d}") } },
        5 => own(c, d),
        6 => place(policy, b, c, d),
        7 => Operation::Several {
            operations: vec![
                Operation::Move { noun, key: key.clone(), to: 0 },
                Operation::Set { noun, key, field: "name".into(), value: json!(format!("moved {d}")) },
            ],
        },
        _ => part(policy, noun, &key, &pick(c), d),
    }
}

fn own(which: u8, value: u8) -> Operation {
    let (field, values) = match which % 4 {
        0 => (OwnField::Company, ["Acme", "Meridian Controls", ""]),
        1 => (OwnField::TimeZone, ["UTC", "Asia/Tokyo", "Vienna"]),
        2 => (OwnField::Currency, ["EUR", "USD", "CHF"]),
        _ => (OwnField::DefaultCalendar, ["office", "always", "night"]),
    };
    Operation::SetOwn { field, value: values[value as usize % 3].into() }
}

fn place(policy: &Policy, which: u8, x: u8, y: u8) -> Operation {
    let of = Placed::ALL[which as usize % 2];
    let keys = policy.keys(of.noun());
    let key = keys.get(which as usize / 2 % keys.len().max(1)).copied().unwrap_or("nothing").to_owned();
    Operation::Place { of, key, at: (!x.is_multiple_of(4)).then_some(Place { x: x.into(), y: y.into() }) }
}

/// Sets a part of one thing to what another has there, or to something made up of the same kind.
fn part(policy: &Policy, noun: Noun, key: &str, other: &str, dice: u8) -> Operation {
    let entry = |key: &str| policy.entry(noun, key).map(|entry| json!(entry)["entry"].take());
    let (Some(from), Some(to)) = (entry(other), entry(key)) else {
        return Operation::Several { operations: Vec::new() };
    };
    let fields: Vec<&String> = from.as_object().expect("things are objects").keys().collect();
    let field = fields[dice as usize % fields.len()].clone();
    let value = if from[&field] == to[&field] { made_up(&from[&field], dice) } else { from[&field].clone() };
    Operation::Set { noun, key: key.to_owned(), field, value }
}

fn made_up(like: &Value, dice: u8) -> Value {
    match like {
        Value::Bool(yes) => json!(!yes),
        Value::Number(_) => json!(dice),
        Value::String(_) => json!(format!("said {dice}")),
        Value::Array(entries) if !entries.is_empty() => {
            let mut entries = entries.clone();
            if dice.is_multiple_of(2) {
                entries.reverse();
            } else {
                entries.remove(dice as usize % entries.len());
            }
            Value::Array(entries)
        }
        Value::Null | Value::Array(_) | Value::Object(_) => Value::Null,
    }
}
