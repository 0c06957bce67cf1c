//! Criteria: and/or/not trees of tests on catalogued fields, as entry, exit and acceptance criteria and as the *when* of a routing
//! row.
//!
//! A tree is a value. It is read with bounds ([`Criterion::from_json`]), held against the field catalogue ([`check()`]), said in English
//! ([`Criterion::sentence`]) and judged: on one record with reasons ([`Criterion::verdict`]), on all at once
//! ([`Criterion::judge_all`]), or on every record that could be (`airtight::proof`). Deliberately absent: comparisons of two fields,
//! arithmetic and calls, because nobody could prove anything over them.
//!
//! Texts are compared without regard to case and to spaces around them ([`fold`]), as CRMs do.

pub(crate) mod ask;
mod check;
mod columns;
mod compiled;
mod constant;
mod facts;
mod free_mail;
pub mod jsonlogic;
mod judge;
mod read;
mod verdict;
mod words;

pub use check::{Misfit, Misfitting, check};
pub use columns::FactColumns;
pub use compiled::{Judgements, Tally};
pub use constant::{Constant, Number, Span, SpanUnit};
pub use facts::{Example, Fact, Facts, Given, Told};
pub use free_mail::{FREE_MAIL_DOMAINS, is_free_mail};
pub use judge::{Truth, Unjudged};
pub use read::{CriterionError, MOST_DEPTH, MOST_TESTS, MOST_TEXT, MOST_VALUES};
pub use verdict::{Judged, JudgedTest, Verdict};
pub use words::describe;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;
use ts_rs::TS;

/// What must hold. In JSON `{"all": […]}`, `{"any": […]}`, `{"not": …}`, or a test: `{"field": "employees", "is": "at_least", "value": 200}`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Criterion {
    /// Each must hold; none = always true.
    All(Vec<Criterion>),
    /// At least one must hold; none = never true.
    Any(Vec<Criterion>),
    Not(Box<Criterion>),
    #[serde(untagged)]
    Test(Test),
}

/// One test of one field.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, TS)]
#[ts(rename = "CriterionTest")]
pub struct Test {
    /// Key in the field catalogue.
    pub field: String,
    #[serde(flatten)]
    pub condition: Condition,
}

/// What a test asks of its field: `is` and, where the operator takes one, `value`.
///
/// A blank field makes every condition unknown but [`Condition::IsBlank`] and [`Condition::IsFilled`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "is", content = "value", rename_all = "snake_case")]
pub enum Condition {
    /// Text, choice or number.
    Equals(Constant),
    NotEquals(Constant),
    OneOf(Vec<Constant>),
    NoneOf(Vec<Constant>),
    /// Text or choice: the text occurs in it.
    Contains(String),
    StartsWith(String),
    /// Text: an e-mail address or domain of a public mail service ([`is_free_mail`]).
    IsFreeMail,
    AtLeast(#[ts(type = "number")] Number),
    AtMost(#[ts(type = "number")] Number),
    MoreThan(#[ts(type = "number")] Number),
    LessThan(#[ts(type = "number")] Number),
    /// Both ends included.
    Between(#[ts(type = "[number, number]")] [Number; 2]),
    /// Date or instant: earlier than the day begins. An instant's day is counted in the policy's time zone.
    Before(#[ts(type = "string")] NaiveDate),
    /// Later than the day ends.
    After(#[ts(type = "string")] NaiveDate),
    OnOrBefore(#[ts(type = "string")] NaiveDate),
    OnOrAfter(#[ts(type = "string")] NaiveDate),
    /// Not in the future, and at most this long ago: elapsed time for an instant, calendar days for a date.
    WithinLast(Span),
    /// Longer ago than this.
    MoreThanAgo(Span),
    /// Not in the past, and at most this far ahead.
    WithinNext(Span),
    IsTrue,
    IsFalse,
    IsBlank,
    IsFilled,
}

impl Default for Criterion {
    /// Always true.
    fn default() -> Self {
        Criterion::All(Vec::new())
    }
}

impl Criterion {
    /// A test of one field.
    pub fn test(field: &str, condition: Condition) -> Criterion {
        Criterion::Test(Test { field: field.into(), condition })
    }

    /// True = nothing is asked: `All` of nothing.
    pub fn is_always(&self) -> bool {
        matches!(self, Criterion::All(parts) if parts.is_empty())
    }

    /// The parts of a group, in their order; none of a test.
    pub fn parts(&self) -> &[Criterion] {
        match self {
            Criterion::All(parts) | Criterion::Any(parts) => parts,
            Criterion::Not(part) => std::slice::from_ref(part),
            Criterion::Test(_) => &[],
        }
    }

    /// Every test of the tree, from left to right.
    pub fn tests(&self) -> Vec<&Test> {
        match self {
            Criterion::Test(test) => vec![test],
            Criterion::All(_) | Criterion::Any(_) | Criterion::Not(_) => {
                self.parts().iter().flat_map(Criterion::tests).collect()
            }
        }
    }

    /// The keys of the fields that it looks at.
    pub fn fields(&self) -> BTreeSet<&str> {
        self.tests().into_iter().map(|test| test.field.as_str()).collect()
    }
}

/// A text as criteria compare it: lower case, letter by letter, without the spaces around it.
pub fn fold(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    if trimmed.chars().any(|letter| letter.to_lowercase().ne([letter])) {
        Cow::Owned(trimmed.chars().flat_map(char::to_lowercase).collect())
    } else {
        Cow::Borrowed(trimmed)
    }
}
