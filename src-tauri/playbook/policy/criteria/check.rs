//! Whether a criterion's tests fit the field catalogue. What does not fit is a value with a sentence, so that a draft may hold it while
//! somebody repairs it; evaluated, a test that does not fit is unknown for every record.

use super::{Condition, Criterion};
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
        && let Err(what) = test.ask(catalogue)
    {
        found.push(Misfit { path: path.clone(), field: test.field.clone(), what });
    }
    for (place, part) in criterion.parts().iter().enumerate() {
        path.push(place);
        walk(part, catalogue, path, found);
        path.pop();
    }
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
}
