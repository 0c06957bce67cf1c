//! Whether a criterion's tests fit the field catalogue. What does not fit is a value with a sentence, so that a draft may hold it while
//! somebody repairs it; evaluated, a test that does not fit is unknown for every record.

use super::{Condition, Constant, Criterion, Span, Test};
use crate::policy::{Field, FieldKind};
use std::fmt;

/// A test that cannot be judged, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The way to the test: the place among the parts of each group, from the top.
    pub path: Vec<usize>,
    /// The field's key, as the test has it.
    pub field: String,
    pub what: Misfitting,
}

/// In what a test does not fit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misfitting {
    #[error("is not in the field catalogue; add it there, or choose another field")]
    UnknownField,
    #[error("is {kind}, and \"{operator}\" asks for {wanted}")]
    Operator { operator: &'static str, kind: &'static str, wanted: &'static str },
    #[error("is {kind}, and {value} is not")]
    ValueKind { kind: &'static str, value: String },
    #[error("never is {value}; its values are {allowed}")]
    NotAllowed { value: String, allowed: String },
    #[error("is compared with an empty text; to ask whether it is blank, use \"is blank\"")]
    EmptyText,
    #[error("is compared with an empty list; name at least one value")]
    EmptyList,
    #[error("cannot lie between {from} and {to}; put the smaller number first")]
    ReversedRange { from: String, to: String },
    #[error("is a date, which has no time of day; count {span} in days or weeks")]
    TooFine { span: String },
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" {}", self.field, self.what)
    }
}

/// Everything in a criterion that does not fit the catalogue, from left to right; nothing = it can be judged.
pub fn check(criterion: &Criterion, catalogue: &[Field]) -> Vec<Misfit> {
    let mut found = Vec::new();
    walk(criterion, catalogue, &mut Vec::new(), &mut found);
    found
}

fn walk(criterion: &Criterion, catalogue: &[Field], path: &mut Vec<usize>, found: &mut Vec<Misfit>) {
    if let Criterion::Test(test) = criterion
        && let Err(what) = fits(test, catalogue)
    {
        found.push(Misfit { path: path.clone(), field: test.field.clone(), what });
    }
    for (place, part) in criterion.parts().iter().enumerate() {
        path.push(place);
        walk(part, catalogue, path, found);
        path.pop();
    }
}

/// Whether a test fits its field.
fn fits(test: &Test, catalogue: &[Field]) -> Result<(), Misfitting> {
    let field = catalogue.iter().find(|field| field.key == test.field).ok_or(Misfitting::UnknownField)?;
    test.condition.fits(field)
}

impl FieldKind {
    /// With its article: `a number`.
    pub const fn phrase(self) -> &'static str {
        match self {
            FieldKind::Text => "a text",
            FieldKind::Choice => "a choice",
            FieldKind::Number => "a number",
            FieldKind::Date => "a date",
            FieldKind::Instant => "a point in time",
            FieldKind::Boolean => "yes or no",
        }
    }
}

impl Condition {
    /// The operator as JSON writes it (`at_least`).
    pub const fn name(&self) -> &'static str {
        match self {
            Condition::Equals(_) => "equals",
            Condition::NotEquals(_) => "not_equals",
            Condition::OneOf(_) => "one_of",
            Condition::NoneOf(_) => "none_of",
            Condition::Contains(_) => "contains",
            Condition::StartsWith(_) => "starts_with",
            Condition::IsFreeMail => "is_free_mail",
            Condition::AtLeast(_) => "at_least",
            Condition::AtMost(_) => "at_most",
            Condition::MoreThan(_) => "more_than",
            Condition::LessThan(_) => "less_than",
            Condition::Between(_) => "between",
            Condition::Before(_) => "before",
            Condition::After(_) => "after",
            Condition::OnOrBefore(_) => "on_or_before",
            Condition::OnOrAfter(_) => "on_or_after",
            Condition::WithinLast(_) => "within_last",
            Condition::MoreThanAgo(_) => "more_than_ago",
            Condition::WithinNext(_) => "within_next",
            Condition::IsTrue => "is_true",
            Condition::IsFalse => "is_false",
            Condition::IsBlank => "is_blank",
            Condition::IsFilled => "is_filled",
        }
    }

    /// Whether the condition can be asked of this field.
    pub fn fits(&self, field: &Field) -> Result<(), Misfitting> {
        match self {
            Condition::Equals(constant) | Condition::NotEquals(constant) => self.constant_fits(constant, field),
            Condition::OneOf(constants) | Condition::NoneOf(constants) => {
                self.asks("a text, a choice or a number", has_values(field.kind), field)?;
                if constants.is_empty() {
                    return Err(Misfitting::EmptyList);
                }
                constants.iter().try_for_each(|constant| self.constant_fits(constant, field))
            }
            Condition::Contains(text) | Condition::StartsWith(text) => {
                self.asks("a text or a choice", matches!(field.kind, FieldKind::Text | FieldKind::Choice), field)?;
                if text.trim().is_empty() { Err(Misfitting::EmptyText) } else { Ok(()) }
            }
            Condition::IsFreeMail => self.asks("a text", field.kind == FieldKind::Text, field),
            Condition::AtLeast(_) | Condition::AtMost(_) | Condition::MoreThan(_) | Condition::LessThan(_) => {
                self.asks("a number", field.kind == FieldKind::Number, field)
            }
            Condition::Between([from, to]) => {
                self.asks("a number", field.kind == FieldKind::Number, field)?;
                if from > to {
                    return Err(Misfitting::ReversedRange { from: from.to_string(), to: to.to_string() });
                }
                Ok(())
            }
            Condition::Before(_) | Condition::After(_) | Condition::OnOrBefore(_) | Condition::OnOrAfter(_) => {
                self.asks("a date or a point in time", has_dates(field.kind), field)
            }
            Condition::WithinLast(span) | Condition::MoreThanAgo(span) | Condition::WithinNext(span) => {
                self.asks("a date or a point in time", has_dates(field.kind), field)?;
                self.span_fits(*span, field)
            }
            Condition::IsTrue | Condition::IsFalse => self.asks("yes or no", field.kind == FieldKind::Boolean, field),
            Condition::IsBlank | Condition::IsFilled => Ok(()),
        }
    }

    fn asks(&self, wanted: &'static str, fits: bool, field: &Field) -> Result<(), Misfitting> {
        if fits {
            return Ok(());
        }
        Err(Misfitting::Operator { operator: self.name(), kind: field.kind.phrase(), wanted })
    }

    fn constant_fits(&self, constant: &Constant, field: &Field) -> Result<(), Misfitting> {
        self.asks("a text, a choice or a number", has_values(field.kind), field)?;
        match (constant, field.kind == FieldKind::Number) {
            (Constant::Number(_), true) => Ok(()),
            (Constant::Text(text), false) if text.trim().is_empty() => Err(Misfitting::EmptyText),
            (Constant::Text(text), false) => allowed(text, field),
            (Constant::Number(_), false) | (Constant::Text(_), true) => {
                Err(Misfitting::ValueKind { kind: field.kind.phrase(), value: constant.to_string() })
            }
        }
    }

    fn span_fits(&self, span: Span, field: &Field) -> Result<(), Misfitting> {
        if field.kind == FieldKind::Date && span.days().is_none() {
            return Err(Misfitting::TooFine { span: span.to_string() });
        }
        Ok(())
    }
}

fn has_values(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::Text | FieldKind::Choice | FieldKind::Number)
}

fn has_dates(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::Date | FieldKind::Instant)
}

fn allowed(text: &str, field: &Field) -> Result<(), Misfitting> {
    let folded = super::fold(text);
    if field.values.is_empty() || field.values.iter().any(|value| super::fold(value) == folded) {
        return Ok(());
    }
    let mut names: Vec<String> = field.values.iter().take(8).map(|value| format!("\"{value}\"")).collect();
    if field.values.len() > names.len() {
        names.push(format!("{} more", field.values.len() - names.len()));
    }
    Err(Misfitting::NotAllowed { value: format!("\"{text}\""), allowed: names.join(", ") })
}
