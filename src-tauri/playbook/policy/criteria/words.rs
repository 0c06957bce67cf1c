//! Criteria in plain English: a whole tree as a sentence, and what a test asks, has and needs. Names of fields stand between asterisks,
//! for the screen and the pack to set as emphasis.

use super::{Condition, Constant, Criterion, Fact, Facts, Number, Told};
use crate::Instant;
use crate::calendar::Zone;
use crate::metrics::words::{count, date};
use crate::policy::Field;

/// Values of a list that are named; the rest are counted.
const NAMED: usize = 6;

impl Criterion {
    /// The whole tree as one sentence without a full stop: `*Employees* is at least 200 and (*Region* is DACH or *Consent* is yes)`.
    pub fn sentence(&self, catalogue: &[Field]) -> String {
        self.say(catalogue, true, false)
    }

    /// `inside`: within a sentence of another joint, so that a joint of its own wants brackets.
    fn say(&self, catalogue: &[Field], wanted: bool, inside: bool) -> String {
        match self {
            Criterion::Test(test) => format!("{} {}", name(&test.field, catalogue), test.condition.says(wanted)),
            Criterion::Not(part) => part.say(catalogue, !wanted, inside),
            Criterion::All(parts) | Criterion::Any(parts) => {
                let all = matches!(self, Criterion::All(_)) == wanted;
                match parts.as_slice() {
                    [] => if all { "always" } else { "never" }.into(),
                    [part] => part.say(catalogue, wanted, inside),
                    parts => {
                        let said: Vec<String> = parts.iter().map(|part| part.say(catalogue, wanted, true)).collect();
                        let said = said.join(if all { " and " } else { " or " });
                        if inside { format!("({said})") } else { said }
                    }
                }
            }
        }
    }
}

impl Condition {
    /// What is said of the field, or, unless `wanted`, its opposite: `is at least 200`, `is less than 200`.
    pub(super) fn says(&self, wanted: bool) -> String {
        if let Some(opposite) = self.opposite().filter(|_| !wanted) {
            return opposite.says(true);
        }
        let not = if wanted { "" } else { "not " };
        match self {
            Condition::Equals(constant) => format!("is {}", value(constant)),
            Condition::NotEquals(constant) => format!("is not {}", value(constant)),
            Condition::OneOf(constants) => format!("is {}", list(constants, "or")),
            Condition::NoneOf(constants) => format!("is neither {}", list(constants, "nor")),
            Condition::Contains(text) if wanted => format!("contains \"{text}\""),
            Condition::Contains(text) => format!("does not contain \"{text}\""),
            Condition::StartsWith(text) if wanted => format!("starts with \"{text}\""),
            Condition::StartsWith(text) => format!("does not start with \"{text}\""),
            Condition::IsFreeMail => format!("is {not}at a public mail service"),
            Condition::AtLeast(number) => format!("is at least {}", self::number(*number)),
            Condition::AtMost(number) => format!("is at most {}", self::number(*number)),
            Condition::MoreThan(number) => format!("is more than {}", self::number(*number)),
            Condition::LessThan(number) => format!("is less than {}", self::number(*number)),
            Condition::Between([from, to]) => format!("is {not}from {} to {}", self::number(*from), self::number(*to)),
            Condition::Before(day) => format!("is before {}", date(*day)),
            Condition::After(day) => format!("is after {}", date(*day)),
            Condition::OnOrBefore(day) => format!("is on or before {}", date(*day)),
            Condition::OnOrAfter(day) => format!("is on or after {}", date(*day)),
            Condition::WithinLast(span) => format!("is {not}within the last {span}"),
            Condition::MoreThanAgo(span) => format!("is {not}more than {span} ago"),
            Condition::WithinNext(span) => format!("is {not}within the next {span}"),
            Condition::IsTrue => "is yes".into(),
            Condition::IsFalse => "is no".into(),
            Condition::IsBlank => "is blank".into(),
            Condition::IsFilled => "is filled".into(),
        }
    }

    /// What the field needs, or, unless `wanted`, would need for the opposite: `≥ 200`, `< 200`.
    pub(super) fn needs(&self, wanted: bool) -> String {
        if let Some(opposite) = self.opposite().filter(|_| !wanted) {
            return opposite.needs(true);
        }
        let not = if wanted { "" } else { "not " };
        match self {
            Condition::Equals(constant) => value(constant),
            Condition::NotEquals(constant) => format!("anything but {}", value(constant)),
            Condition::OneOf(constants) => list(constants, "or"),
            Condition::NoneOf(constants) => format!("neither {}", list(constants, "nor")),
            Condition::Contains(text) => format!("\"{text}\" {not}in it"),
            Condition::StartsWith(text) => format!("\"{text}\" {not}at its beginning"),
            Condition::IsFreeMail if wanted => "a public mail service".into(),
            Condition::IsFreeMail => "no public mail service".into(),
            Condition::AtLeast(number) => format!("≥ {}", self::number(*number)),
            Condition::AtMost(number) => format!("≤ {}", self::number(*number)),
            Condition::MoreThan(number) => format!("> {}", self::number(*number)),
            Condition::LessThan(number) => format!("< {}", self::number(*number)),
            Condition::Between([from, to]) if wanted => format!("{} to {}", self::number(*from), self::number(*to)),
            Condition::Between([from, to]) => format!("< {} or > {}", self::number(*from), self::number(*to)),
            Condition::Before(day) => format!("before {}", date(*day)),
            Condition::After(day) => format!("after {}", date(*day)),
            Condition::OnOrBefore(day) => format!("{} or earlier", date(*day)),
            Condition::OnOrAfter(day) => format!("{} or later", date(*day)),
            Condition::WithinLast(span) => format!("{not}within the last {span}"),
            Condition::MoreThanAgo(span) => format!("{not}more than {span} ago"),
            Condition::WithinNext(span) => format!("{not}within the next {span}"),
            Condition::IsTrue => "yes".into(),
            Condition::IsFalse => "no".into(),
            Condition::IsBlank => "to be blank".into(),
            Condition::IsFilled => "a value".into(),
        }
    }

    /// The condition that holds exactly where this one fails, where an operator says so.
    fn opposite(&self) -> Option<Condition> {
        Some(match self.clone() {
            Condition::Equals(constant) => Condition::NotEquals(constant),
            Condition::NotEquals(constant) => Condition::Equals(constant),
            Condition::OneOf(constants) => Condition::NoneOf(constants),
            Condition::NoneOf(constants) => Condition::OneOf(constants),
            Condition::AtLeast(number) => Condition::LessThan(number),
            Condition::AtMost(number) => Condition::MoreThan(number),
            Condition::MoreThan(number) => Condition::AtMost(number),
            Condition::LessThan(number) => Condition::AtLeast(number),
            Condition::Before(day) => Condition::OnOrAfter(day),
            Condition::After(day) => Condition::OnOrBefore(day),
            Condition::OnOrBefore(day) => Condition::After(day),
            Condition::OnOrAfter(day) => Condition::Before(day),
            Condition::IsTrue => Condition::IsFalse,
            Condition::IsFalse => Condition::IsTrue,
            Condition::IsBlank => Condition::IsFilled,
            Condition::IsFilled => Condition::IsBlank,
            Condition::Contains(_)
            | Condition::StartsWith(_)
            | Condition::IsFreeMail
            | Condition::Between(_)
            | Condition::WithinLast(_)
            | Condition::MoreThanAgo(_)
            | Condition::WithinNext(_) => return None,
        })
    }
}

/// What a record has in these fields, in one sentence without a full stop: `*Region* is APAC and *Consent* is blank`; `any record` for
/// none.
pub fn describe(facts: &dyn Facts, fields: &[String], catalogue: &[Field], told: &Told) -> String {
    let said = fields.iter().map(|key| {
        let field = catalogue.iter().find(|field| field.key == *key);
        let has = field.and_then(|field| fact(facts.fact(field, &told.zone), &told.zone));
        format!("{} is {}", name(key, catalogue), has.as_deref().unwrap_or("blank"))
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() { "any record".into() } else { said.join(" and ") }
}

/// A field's name between asterisks; its key where the catalogue does not know it.
pub(super) fn name(key: &str, catalogue: &[Field]) -> String {
    let name = catalogue.iter().find(|field| field.key == key).map_or(key, |field| &field.name);
    format!("*{}*", name.replace('*', "∗"))
}

/// What a field has, as it is read; `None` = nothing.
pub(super) fn fact(fact: Fact<'_>, zone: &Zone) -> Option<String> {
    match fact {
        Fact::Blank => None,
        Fact::Text(text) => Some(text.into()),
        Fact::Unreadable(text) => Some(format!("\"{text}\"")),
        Fact::Number(number) => Some(self::number(number)),
        Fact::Date(day) => Some(date(day)),
        Fact::Instant(at) => Some(instant(at, zone)),
        Fact::Boolean(true) => Some("yes".into()),
        Fact::Boolean(false) => Some("no".into()),
    }
}

/// `31 Jan 2026 10:00`, in the zone.
fn instant(at: Instant, zone: &Zone) -> String {
    zone.local(at).format("%-d %b %Y %H:%M").to_string()
}

/// Whole numbers with thousands apart: `1,200`, `-5`, `2.5`.
fn number(number: Number) -> String {
    let whole = number.get().fract() == 0.0 && number.get().abs() < 1e15;
    if !whole {
        return number.to_string();
    }
    let sign = if number.get() < 0.0 { "-" } else { "" };
    format!("{sign}{}", count(number.get().abs() as u64))
}

fn value(constant: &Constant) -> String {
    match constant {
        Constant::Text(text) => text.trim().into(),
        Constant::Number(number) => self::number(*number),
    }
}

/// `A, B or C`; past a few names `A, B, C or 12 more`.
fn list(constants: &[Constant], joint: &str) -> String {
    let mut names: Vec<String> = constants.iter().take(NAMED).map(value).collect();
    if constants.len() > NAMED {
        names.push(format!("{} more", constants.len() - NAMED));
    }
    match names.as_slice() {
        [] => "nothing".into(),
        [only] => only.clone(),
        [all @ .., last] => format!("{} {joint} {last}", all.join(", ")),
    }
}
