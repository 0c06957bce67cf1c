//! Criteria judged on one record, in Kleene's three-valued logic: a test of a blank field is unknown, *not* unknown is unknown, *all* is
//! false as soon as one part is, *any* is true as soon as one part is, and otherwise an unknown part makes them unknown.
//!
//! This is the ordinary evaluator: plain, one record at a time. The compiled one (`compiled`) and the proofs (`airtight::proof`) are
//! held to it by tests.

use super::ask::{Ask, NumberAsk, TextAsk, TimeAsk};
use super::{Constant, Criterion, Fact, Facts, Misfitting, Number, Test, Told, fold, is_free_mail, words};
use crate::Instant;
use crate::policy::{Field, FieldKind};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a criterion is of a record. Only [`Truth::True`] passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Truth {
    True,
    False,
    Unknown,
}

impl Truth {
    pub const fn of(holds: bool) -> Truth {
        if holds { Truth::True } else { Truth::False }
    }

    pub const fn is_true(self) -> bool {
        matches!(self, Truth::True)
    }

    /// The opposite; of unknown, unknown.
    pub const fn negated(self) -> Truth {
        match self {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
        }
    }

    /// True of all: false as soon as one is.
    pub fn all(truths: impl IntoIterator<Item = Truth>) -> Truth {
        let mut all = Truth::True;
        for truth in truths {
            match truth {
                Truth::False => return Truth::False,
                Truth::Unknown => all = Truth::Unknown,
                Truth::True => {}
            }
        }
        all
    }

    /// True of any: true as soon as one is.
    pub fn any(truths: impl IntoIterator<Item = Truth>) -> Truth {
        Truth::all(truths.into_iter().map(Truth::negated)).negated()
    }
}

/// Why a test says nothing of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unjudged {
    /// The field is blank.
    Blank,
    /// It holds something that its kind cannot be.
    Unreadable(String),
    /// The test does not fit the field catalogue.
    Misfit(Misfitting),
}

impl Criterion {
    /// What the criterion is of a record.
    pub fn truth(&self, facts: &dyn Facts, catalogue: &[Field], told: &Told) -> Truth {
        match self {
            Criterion::All(parts) => Truth::all(parts.iter().map(|part| part.truth(facts, catalogue, told))),
            Criterion::Any(parts) => Truth::any(parts.iter().map(|part| part.truth(facts, catalogue, told))),
            Criterion::Not(part) => part.truth(facts, catalogue, told).negated(),
            Criterion::Test(test) => test.judge(facts, catalogue, told).map_or(Truth::Unknown, Truth::of),
        }
    }
}

impl Test {
    /// Whether the record's field meets the condition, or why that is unknown.
    pub fn judge(&self, facts: &dyn Facts, catalogue: &[Field], told: &Told) -> Result<bool, Unjudged> {
        let (field, ask) = self.ask(catalogue).map_err(Unjudged::Misfit)?;
        ask.of(facts.fact(field, &told.zone), field.kind, told)
    }
}

impl Ask<'_> {
    /// The answer for a fact of a field of this kind.
    pub(crate) fn of(&self, fact: Fact<'_>, kind: FieldKind, told: &Told) -> Result<bool, Unjudged> {
        let answer = match (self, fact) {
            (Ask::Filled(wanted), _) => return Ok((fact != Fact::Blank) == *wanted),
            (_, Fact::Blank) => return Err(Unjudged::Blank),
            _ if !fact.is_of(kind) => None,
            (Ask::Text(ask), Fact::Text(text)) => Some(ask.of(text)),
            (Ask::Number(ask), Fact::Number(number)) => Some(ask.of(number)),
            (Ask::Time(ask), Fact::Date(date)) => Some(ask.of_date(date, told)),
            (Ask::Time(ask), Fact::Instant(at)) => Some(ask.of_instant(at, told)),
            (Ask::Boolean(wanted), Fact::Boolean(value)) => Some(value == *wanted),
            (Ask::Text(_) | Ask::Number(_) | Ask::Time(_) | Ask::Boolean(_), _) => None,
        };
        answer.ok_or_else(|| Unjudged::Unreadable(words::fact(fact, &told.zone).unwrap_or_default()))
    }
}

impl TextAsk<'_> {
    pub(crate) fn of(&self, text: &str) -> bool {
        let folded = fold(text);
        let is = |constant: &Constant| matches!(constant, Constant::Text(wanted) if fold(wanted) == folded);
        match self {
            TextAsk::Among { values, wanted } => values.iter().any(is) == *wanted,
            TextAsk::Contains(part) => folded.contains(&*fold(part)),
            TextAsk::StartsWith(head) => folded.starts_with(&*fold(head)),
            TextAsk::FreeMail => is_free_mail(text),
        }
    }
}

impl NumberAsk<'_> {
    pub(crate) fn of(&self, number: Number) -> bool {
        let is = |constant: &Constant| matches!(constant, Constant::Number(wanted) if *wanted == number);
        match self {
            NumberAsk::Among { values, wanted } => values.iter().any(is) == *wanted,
            NumberAsk::Range { from, to } => {
                from.is_none_or(|edge| number > edge.at || edge.included && number == edge.at)
                    && to.is_none_or(|edge| number < edge.at || edge.included && number == edge.at)
            }
        }
    }
}

impl TimeAsk {
    pub(crate) fn of_date(&self, asked: NaiveDate, told: &Told) -> bool {
        match self {
            TimeAsk::Earlier { date, or_on: true, wanted } => (asked <= *date) == *wanted,
            TimeAsk::Earlier { date, or_on: false, wanted } => (asked < *date) == *wanted,
            TimeAsk::Age { from, to } => (*from..=*to).contains(&told.today().signed_duration_since(asked).num_days()),
        }
    }

    pub(crate) fn of_instant(&self, asked: Instant, told: &Told) -> bool {
        match self {
            TimeAsk::Earlier { date, or_on: true, wanted } => (asked < told.end_of(*date)) == *wanted,
            TimeAsk::Earlier { date, or_on: false, wanted } => (asked < told.start_of(*date)) == *wanted,
            TimeAsk::Age { from, to } => (*from..=*to).contains(&told.now.saturating_sub(asked)),
        }
    }
}
