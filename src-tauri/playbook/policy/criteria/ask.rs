//! What a test asks of its field, once it is known to fit it: the one reading of a condition that evaluators, proofs and exports share.

use super::{Condition, Constant, Misfitting, Number, Span, Test, fold};
use crate::policy::{Field, FieldKind};
use chrono::NaiveDate;

/// What is asked of a field's value. All but [`Ask::Filled`] are unknown of a blank one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Ask<'a> {
    /// True = filled is wanted, false = blank.
    Filled(bool),
    Text(TextAsk<'a>),
    Number(NumberAsk<'a>),
    Time(TimeAsk),
    Boolean(bool),
}

/// Asked of texts and choices; texts are compared folded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum TextAsk<'a> {
    /// One of these, or, unless `wanted`, none of them. Every constant is a text.
    Among {
        values: &'a [Constant],
        wanted: bool,
    },
    Contains(&'a str),
    StartsWith(&'a str),
    FreeMail,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum NumberAsk<'a> {
    /// One of these, or, unless `wanted`, none of them. Every constant is a number.
    Among { values: &'a [Constant], wanted: bool },
    /// From `from` to `to`, either of which may be open or missing.
    Range { from: Option<Edge>, to: Option<Edge> },
}

/// Asked of dates and instants.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum TimeAsk {
    /// Earlier than a date, or on it where `or_on`; or, unless `wanted`, not so.
    Earlier { date: NaiveDate, or_on: bool, wanted: bool },
    /// How long ago, both ends included, negative in the future: in days where a date is asked, in milliseconds where an instant is.
    Age { from: i64, to: i64 },
}

/// An end of a range of numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Edge {
    pub at: Number,
    /// The number itself belongs to the range.
    pub included: bool,
}

impl Test {
    /// The test's field in the catalogue, and what is asked of it.
    pub(crate) fn ask<'a>(&'a self, catalogue: &'a [Field]) -> Result<(&'a Field, Ask<'a>), Misfitting> {
        let field = catalogue.iter().find(|field| field.key == self.field).ok_or(Misfitting::UnknownField)?;
        self.condition.ask(field).map(|ask| (field, ask))
    }
}

impl Condition {
    /// Whether the condition can be asked of this field.
    ///
    /// # Errors
    /// Why it cannot.
    pub fn fits(&self, field: &Field) -> Result<(), Misfitting> {
        self.ask(field).map(|_| ())
    }

    /// What the condition asks of this field, if it can be asked of it.
    pub(crate) fn ask(&self, field: &Field) -> Result<Ask<'_>, Misfitting> {
        let edge = |at: &Number, included| Some(Edge { at: *at, included });
        let age = |from, to| Ask::Time(TimeAsk::Age { from, to });
        Ok(match self {
            Condition::Equals(constant) => self.among(std::slice::from_ref(constant), true, field)?,
            Condition::NotEquals(constant) => self.among(std::slice::from_ref(constant), false, field)?,
            Condition::OneOf(constants) => self.among(constants, true, field)?,
            Condition::NoneOf(constants) => self.among(constants, false, field)?,
            Condition::Contains(text) => Ask::Text(TextAsk::Contains(self.part(text, field)?)),
            Condition::StartsWith(text) => Ask::Text(TextAsk::StartsWith(self.part(text, field)?)),
            Condition::IsFreeMail => {
                self.wants("a text", &[FieldKind::Text], field)?;
                Ask::Text(TextAsk::FreeMail)
            }
            Condition::AtLeast(least) => self.range(edge(least, true), None, field)?,
            Condition::AtMost(most) => self.range(None, edge(most, true), field)?,
            Condition::MoreThan(bound) => self.range(edge(bound, false), None, field)?,
            Condition::LessThan(bound) => self.range(None, edge(bound, false), field)?,
            Condition::Between([from, to]) => {
                let range = self.range(edge(from, true), edge(to, true), field)?;
                if from > to {
                    return Err(Misfitting::ReversedRange { from: from.to_string(), to: to.to_string() });
                }
                range
            }
            Condition::Before(date) => self.earlier(*date, false, true, field)?,
            Condition::OnOrAfter(date) => self.earlier(*date, false, false, field)?,
            Condition::OnOrBefore(date) => self.earlier(*date, true, true, field)?,
            Condition::After(date) => self.earlier(*date, true, false, field)?,
            Condition::WithinLast(span) => age(0, self.length(*span, field)?),
            Condition::MoreThanAgo(span) => age(self.length(*span, field)? + 1, i64::MAX),
            Condition::WithinNext(span) => age(-self.length(*span, field)?, 0),
            Condition::IsTrue | Condition::IsFalse => {
                self.wants("yes or no", &[FieldKind::Boolean], field)?;
                Ask::Boolean(matches!(self, Condition::IsTrue))
            }
            Condition::IsBlank => Ask::Filled(false),
            Condition::IsFilled => Ask::Filled(true),
        })
    }

    fn wants(&self, wanted: &'static str, kinds: &[FieldKind], field: &Field) -> Result<(), Misfitting> {
        if kinds.contains(&field.kind) {
            return Ok(());
        }
        Err(Misfitting::Operator { operator: self.name(), kind: field.kind.phrase(), wanted })
    }

    fn among<'a>(&self, values: &'a [Constant], wanted: bool, field: &Field) -> Result<Ask<'a>, Misfitting> {
        self.wants("a text, a choice or a number", &[FieldKind::Text, FieldKind::Choice, FieldKind::Number], field)?;
        let numbers = field.kind == FieldKind::Number;
        if values.is_empty() {
            return Err(Misfitting::EmptyList);
        }
        for value in values {
            match (value, numbers) {
                (Constant::Number(_), true) => {}
                (Constant::Text(text), false) if text.trim().is_empty() => return Err(Misfitting::EmptyText),
                (Constant::Text(text), false) => allowed(text, field)?,
                (Constant::Number(_), false) | (Constant::Text(_), true) => {
                    return Err(Misfitting::ValueKind { kind: field.kind.phrase(), value: value.to_string() });
                }
            }
        }
        Ok(if numbers {
            Ask::Number(NumberAsk::Among { values, wanted })
        } else {
            Ask::Text(TextAsk::Among { values, wanted })
        })
    }

    fn part<'a>(&self, text: &'a str, field: &Field) -> Result<&'a str, Misfitting> {
        self.wants("a text or a choice", &[FieldKind::Text, FieldKind::Choice], field)?;
        if text.trim().is_empty() { Err(Misfitting::EmptyText) } else { Ok(text) }
    }

    fn range(&self, from: Option<Edge>, to: Option<Edge>, field: &Field) -> Result<Ask<'_>, Misfitting> {
        self.wants("a number", &[FieldKind::Number], field)?;
        Ok(Ask::Number(NumberAsk::Range { from, to }))
    }

    fn earlier(&self, date: NaiveDate, or_on: bool, wanted: bool, field: &Field) -> Result<Ask<'_>, Misfitting> {
        self.wants("a date or a point in time", &[FieldKind::Date, FieldKind::Instant], field)?;
        Ok(Ask::Time(TimeAsk::Earlier { date, or_on, wanted }))
    }

    fn length(&self, span: Span, field: &Field) -> Result<i64, Misfitting> {
        self.wants("a date or a point in time", &[FieldKind::Date, FieldKind::Instant], field)?;
        if field.kind == FieldKind::Date {
            span.days().ok_or_else(|| Misfitting::TooFine { span: span.to_string() })
        } else {
            Ok(span.millis())
        }
    }
}

fn allowed(text: &str, field: &Field) -> Result<(), Misfitting> {
    let folded = fold(text);
    if field.values.is_empty() || field.values.iter().any(|value| fold(value) == folded) {
        return Ok(());
    }
    let mut names: Vec<String> = field.values.iter().take(8).map(|value| format!("\"{value}\"")).collect();
    if field.values.len() > names.len() {
        names.push(format!("{} more", field.values.len() - names.len()));
    }
    Err(Misfitting::NotAllowed { value: format!("\"{text}\""), allowed: names.join(", ") })
}
