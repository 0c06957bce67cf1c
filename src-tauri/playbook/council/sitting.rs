//! One month's sitting: who was there, what was noted, who signed, and what the numbers were when they did.

use super::action::person_name;
use crate::Instant;
use crate::metrics::review::{HandoffBadge, Review, ReviewCell, Unit};
use crate::metrics::words::{count, figure};
use crate::metrics::{Metric, Month};
use crate::policy::Policy;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who was asked to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Attendee {
    /// Person key of the policy, or a name.
    pub person: String,
    pub present: bool,
}

/// Who comes to a month's review.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct Attendance {
    pub people: Vec<Attendee>,
    #[ts(type = "number")]
    pub version: i64,
}

/// How a month stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CouncilState {
    /// Never signed: its numbers follow the data.
    Open,
    /// Its numbers are those that were signed.
    Signed,
    /// Signed once and reopened: its numbers follow the data again.
    Reopened,
}

/// A sign-off: the numbers were frozen, and these people answer for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SignOff {
    #[ts(type = "number")]
    pub number: i64,
    #[ts(type = "string")]
    pub month: Month,
    /// The first one froze the numbers.
    pub signatures: Vec<Signature>,
    #[ts(type = "number")]
    pub policy_version: i64,
    /// The last import that the numbers know; `None` = there is none.
    #[ts(type = "number | null")]
    pub batch: Option<i64>,
    /// The instant up to which the data was known.
    #[ts(type = "number")]
    pub as_of: Instant,
    /// Head of the audit trail before the sign-off itself was written to it.
    pub audit_head: String,
    #[ts(type = "number")]
    pub audit_entries: i64,
    /// SHA-256 of the frozen numbers as they are stored; the audit trail holds it too.
    pub digest: String,
    pub reopened: Option<Reopened>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Signature {
    pub by: String,
    #[ts(type = "number")]
    pub at: Instant,
}

/// Why a signed month was opened again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reopened {
    pub by: String,
    #[ts(type = "number")]
    pub at: Instant,
    pub reason: String,
}

/// A figure that is no longer what was signed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "FrozenDifference")]
pub struct Difference {
    /// `None` = the month as a whole.
    pub handoff: Option<HandoffBadge>,
    pub metric: Metric,
    /// `Time to accept, p50`
    pub title: String,
    pub unit: Unit,
    pub frozen: Option<f64>,
    #[ts(type = "number")]
    pub frozen_n: u64,
    pub live: Option<f64>,
    #[ts(type = "number")]
    pub live_n: u64,
    pub sentence: String,
}

/// Whether a key of the policy or a name means the same person as another.
pub fn is_same_person(policy: &Policy, one: &str, other: &str) -> bool {
    person_name(policy, one) == person_name(policy, other)
}

/// The attendees of whom a signature is still awaited: who was present and has not signed.
pub fn waiting_for(attendance: &Attendance, sign_off: Option<&SignOff>, policy: &Policy) -> Vec<String> {
    let signed = |person: &str| {
        let mut signatures = sign_off.map_or(&[] as &[Signature], |sign_off| &sign_off.signatures).iter();
        signatures.any(|signature| is_same_person(policy, &signature.by, person))
    };
    let present = attendance.people.iter().filter(|attendee| attendee.present && !signed(&attendee.person));
    present.map(|attendee| attendee.person.clone()).collect()
}

/// Which figures of a month are no longer what was signed, in the order of the page. What one of the two has no row for counts as nothing.
pub fn differences(frozen: &Review, live: &Review) -> Vec<Difference> {
    let mut found = Vec::new();
    if frozen.records != live.records {
        found.push(Difference {
            handoff: None,
            metric: Metric::Volume,
            title: "Records of the month".to_owned(),
            unit: Unit::Count,
            frozen: Some(frozen.records as f64),
            frozen_n: frozen.records,
            live: Some(live.records as f64),
            live_n: live.records,
            sentence: format!("Records of the month: signed {}, now {}.", count(frozen.records), count(live.records)),
        });
    }
    let gone = frozen.rows.iter().filter(|row| live.rows.iter().all(|other| other.handoff.key != row.handoff.key));
    for row in live.rows.iter().chain(gone) {
        let metrics = live.columns.iter().chain(
            frozen.columns.iter().filter(|column| live.columns.iter().all(|other| other.metric != column.metric)),
        );
        let volume = (Metric::Volume, "Volume".to_owned());
        for (metric, title) in [volume].into_iter().chain(metrics.map(|column| (column.metric, column.title.clone()))) {
            let (was, is) = (frozen.cell(&row.handoff.key, metric), live.cell(&row.handoff.key, metric));
            if is_same(was, is) {
                continue;
            }
            found.push(difference(&row.handoff, metric, title, was, is));
        }
    }
    found
}

/// Figures that are apart by no more than this part of themselves are one: reading a stored number may cost its last digit.
const ROUNDING: f64 = 1e-9;

/// Whether two cells say the same of their figure.
fn is_same(was: Option<&ReviewCell>, is: Option<&ReviewCell>) -> bool {
    let known = |cell: Option<&ReviewCell>| {
        let cell = cell.filter(|cell| cell.n > 0 || cell.value.is_some())?;
        Some((cell.value, (cell.n, cell.numerator)))
    };
    match (known(was), known(is)) {
        (Some((Some(was), counted)), Some((Some(is), counts))) => {
            counted == counts && (was - is).abs() <= ROUNDING * was.abs().max(is.abs())
        }
        (was, is) => was == is,
    }
}

fn difference(
    handoff: &HandoffBadge,
    metric: Metric,
    title: String,
    was: Option<&ReviewCell>,
    is: Option<&ReviewCell>,
) -> Difference {
    let unit = metric.unit();
    let written = |cell: Option<&ReviewCell>| match cell {
        None => "nothing".to_owned(),
        Some(ReviewCell { value: Some(value), .. }) if unit == Unit::Count => figure(*value, unit),
        Some(ReviewCell { value: Some(value), n, .. }) => format!("{} (n {})", figure(*value, unit), count(*n)),
        Some(ReviewCell { value: None, numerator: Some(numerator), n, .. }) => {
            format!("{} of {}", count(*numerator), count(*n))
        }
        Some(ReviewCell { n, .. }) => format!("n {}", count(*n)),
    };
    Difference {
        handoff: Some(handoff.clone()),
        metric,
        unit,
        frozen: was.and_then(|cell| cell.value),
        frozen_n: was.map_or(0, |cell| cell.n),
        live: is.and_then(|cell| cell.value),
        live_n: is.map_or(0, |cell| cell.n),
        sentence: format!("{} {title}: signed {}, now {}.", handoff.key, written(was), written(is)),
        title,
    }
}
