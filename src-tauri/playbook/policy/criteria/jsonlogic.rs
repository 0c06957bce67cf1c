//! Criteria as JSONLogic, for systems that run it.
//!
//! [`rule`] is true exactly for the records that pass, where JSONLogic is given what [`data`] makes of them. That takes care where JSONLogic
//! differs from what people mean:
//!
//! - A blank is `null` there, and `null < 200` is true. Every test first asks that its field is not null, and *not* is moved down to the
//!   tests, so that a blank field never passes by being blank.
//! - Its result has two values. A rule that is false of a record says that it does not pass, not whether it fails or is unknown.
//! - Texts are compared letter by letter: [`data`] gives them, as the rule has its constants, in lower case without outer spaces.
//! - It knows no dates: instants are milliseconds since 1970-01-01T00:00:00Z, dates the days since 1970-01-01, and the present is in the
//!   data as `$now` and `$today`. Dates in a rule about instants were read in the zone that [`rule`] was told.
//! - `substr` counts UTF-16 units, as JavaScript does; other implementations differ past the basic plane.
//! - A value that its field's kind cannot be (`about 200` for a number) is null in the data too, and its field listed in `$unreadable`.
//! - A point in a field's key, which JSONLogic reads as a way into an object, is `_` in rule and data.
//! - A test that does not fit the catalogue is unknown of every record, and `false` in a rule.

use super::ask::{Ask, NumberAsk, TextAsk, TimeAsk};
use super::{Constant, Criterion, FREE_MAIL_DOMAINS, Fact, Facts, Test, Told, fold};
use crate::policy::{Field, FieldKind};
use chrono::{NaiveDate, NaiveTime};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The rule that is true of a record's [`data`] exactly where the criterion passes. Only the zone of `told` matters.
pub fn rule(criterion: &Criterion, catalogue: &[Field], told: &Told) -> Value {
    part(criterion, true, catalogue, told)
}

/// A record as a rule reads it: every field of the catalogue, `$now`, `$today` and `$unreadable`.
pub fn data(facts: &dyn Facts, catalogue: &[Field], told: &Told) -> Value {
    let mut object = Map::new();
    let mut unreadable = Vec::new();
    for field in catalogue {
        let fact = facts.fact(field, &told.zone);
        if fact != Fact::Blank && !fact.is_of(field.kind) {
            unreadable.push(variable(field));
        }
        let value = match fact {
            _ if !fact.is_of(field.kind) => Value::Null,
            Fact::Blank | Fact::Unreadable(_) => Value::Null,
            Fact::Text(text) => json!(fold(text)),
            Fact::Number(number) => json!(number),
            Fact::Date(date) => json!(days(date)),
            Fact::Instant(at) => json!(at),
            Fact::Boolean(value) => json!(value),
        };
        object.insert(variable(field), value);
    }
    object.insert("$now".into(), json!(told.now));
    object.insert("$today".into(), json!(days(told.today())));
    object.insert("$unreadable".into(), json!(unreadable));
    Value::Object(object)
}

/// True where the part is true, or, unless `wanted`, where it is false.
fn part(criterion: &Criterion, wanted: bool, catalogue: &[Field], told: &Told) -> Value {
    match criterion {
        Criterion::Not(inner) => part(inner, !wanted, catalogue, told),
        Criterion::Test(test) => self::test(test, wanted, catalogue, told),
        Criterion::All(parts) | Criterion::Any(parts) => {
            let all = matches!(criterion, Criterion::All(_)) == wanted;
            match parts.as_slice() {
                [] => json!(all),
                [only] => part(only, wanted, catalogue, told),
                parts => {
                    let parts: Vec<Value> = parts.iter().map(|inner| part(inner, wanted, catalogue, told)).collect();
                    json!({ if all { "and" } else { "or" }: parts })
                }
            }
        }
    }
}

fn test(test: &Test, wanted: bool, catalogue: &[Field], told: &Told) -> Value {
    let Ok((field, ask)) = test.ask(catalogue) else { return json!(false) };
    let name = variable(field);
    let var = json!({ "var": name });
    let answer = match ask {
        Ask::Filled(filled) if filled == wanted => {
            return json!({ "or": [{ "!==": [var, null] }, { "in": [name, { "var": "$unreadable" }] }] });
        }
        Ask::Filled(_) => {
            return json!({ "and": [{ "===": [var, null] }, { "!": [{ "in": [name, { "var": "$unreadable" }] }] }] });
        }
        Ask::Boolean(value) => return json!({ "===": [var, value == wanted] }),
        Ask::Text(ask) => text(&ask, &var),
        Ask::Number(ask) => number(&ask, &var),
        Ask::Time(ask) => time(&ask, &var, field.kind, told),
    };
    let answer = if wanted { answer } else { json!({ "!": [answer] }) };
    json!({ "and": [{ "!==": [var, null] }, answer] })
}

/// The field's name in rule and data.
fn variable(field: &Field) -> String {
    field.key.replace('.', "_")
}

fn among(values: &[Constant], wanted: bool, var: &Value) -> Value {
    let values: Vec<Value> = values
        .iter()
        .map(|constant| match constant {
            Constant::Text(text) => json!(fold(text)),
            Constant::Number(number) => json!(number),
        })
        .collect();
    let among = match values.as_slice() {
        [value] => json!({ "==": [var, value] }),
        values => json!({ "in": [var, values] }),
    };
    if wanted { among } else { json!({ "!": [among] }) }
}

fn text(ask: &TextAsk<'_>, var: &Value) -> Value {
    match ask {
        TextAsk::Among { values, wanted } => among(values, *wanted, var),
        TextAsk::Contains(part) => json!({ "in": [fold(part), var] }),
        TextAsk::StartsWith(head) => {
            let head = fold(head);
            json!({ "==": [{ "substr": [var, 0, head.encode_utf16().count()] }, head] })
        }
        TextAsk::FreeMail => {
            // JSONLogic cannot take an address apart: it is a domain, or it ends with @ and one.
            let mut by_length: BTreeMap<usize, Vec<String>> = BTreeMap::new();
            for domain in FREE_MAIL_DOMAINS {
                by_length.entry(domain.len() + 1).or_default().push(format!("@{domain}"));
            }
            let mut ways = vec![json!({ "in": [var, FREE_MAIL_DOMAINS.as_slice()] })];
            ways.extend(
                by_length
                    .into_iter()
                    .map(|(length, endings)| json!({ "in": [{ "substr": [var, -(length as i64)] }, endings] })),
            );
            json!({ "or": ways })
        }
    }
}

fn number(ask: &NumberAsk<'_>, var: &Value) -> Value {
    match ask {
        NumberAsk::Among { values, wanted } => among(values, *wanted, var),
        NumberAsk::Range { from, to } => {
            let operator = |included: bool| if included { "<=" } else { "<" };
            let mut ends = Vec::new();
            ends.extend(from.map(|edge| json!({ operator(edge.included): [edge.at, var] })));
            ends.extend(to.map(|edge| json!({ operator(edge.included): [var, edge.at] })));
            if ends.len() == 1 { ends.remove(0) } else { json!({ "and": ends }) }
        }
    }
}

fn time(ask: &TimeAsk, var: &Value, kind: FieldKind, told: &Told) -> Value {
    let day = kind == FieldKind::Date;
    match ask {
        TimeAsk::Earlier { date, or_on, wanted } => {
            let (bound, included) = match (day, or_on) {
                (true, or_on) => (days(*date), *or_on),
                (false, true) => (told.end_of(*date), false),
                (false, false) => (told.start_of(*date), false),
            };
            let earlier = if included { json!({ "<=": [var, bound] }) } else { json!({ "<": [var, bound] }) };
            if *wanted { earlier } else { json!({ "!": [earlier] }) }
        }
        TimeAsk::Age { from, to } => {
            let age = json!({ "-": [{ "var": if day { "$today" } else { "$now" } }, var] });
            if *to == i64::MAX { json!({ "<=": [from, age] }) } else { json!({ "<=": [from, age, to] }) }
        }
    }
}

/// Days since 1970-01-01.
fn days(date: NaiveDate) -> i64 {
    date.and_time(NaiveTime::MIN).and_utc().timestamp().div_euclid(86_400)
}
