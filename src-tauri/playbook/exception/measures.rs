//! What the desk measures, by month and type. The month of an exception is the one in which it arose; of a resolution, the one in which
//! it was resolved.

use super::desk::{Case, Status};
use super::impact::{ExceptionImpact, ImpactCount, impacts};
use super::{Rule, Taxonomy};
use crate::calendar::Zone;
use crate::metrics::Month;
use crate::metrics::statistics::quantile;
use crate::policy::Policy;
use crate::record::Pause;
use crate::{Instant, Millis};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Findings that never stood on the desk, counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Counted {
    pub month: Month,
    pub exception_type: String,
    pub severity: String,
    pub count: u64,
}

/// Exceptions of a month, type and severity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ExceptionVolume {
    #[ts(type = "string")]
    pub month: Month,
    pub exception_type: String,
    pub name: String,
    pub severity: String,
    /// On the desk and past it together.
    #[ts(type = "number")]
    pub count: u64,
    /// Of these, over before they were first seen: counted, never on the desk.
    #[ts(type = "number")]
    pub history: u64,
}

/// How a month's cases of a type were resolved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ExceptionResolution {
    #[ts(type = "string")]
    pub month: Month,
    /// `None` = all types together.
    pub exception_type: Option<String>,
    #[ts(type = "number")]
    pub resolved: u64,
    /// Elapsed time from raised to resolved, milliseconds.
    pub p50_ms: Option<f64>,
    pub p90_ms: Option<f64>,
    /// Of `with_target`.
    #[ts(type = "number")]
    pub within_target: u64,
    /// Resolved ones that had a due instant.
    #[ts(type = "number")]
    pub with_target: u64,
}

/// A type and root cause that an earlier month had as well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExceptionRepeat {
    #[ts(type = "string")]
    pub month: Month,
    pub exception_type: String,
    pub root_cause: String,
    #[ts(type = "number")]
    pub count: u64,
    /// The last month before that had it.
    #[ts(type = "string")]
    pub before: Month,
}

/// Clock time that people stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PausedMinutes {
    pub reason: String,
    /// Person key; empty = the source system.
    pub person: String,
    #[ts(type = "number")]
    pub records: u64,
    /// Whole minutes of elapsed time; a pause that has not ended counts until the data's own instant.
    #[ts(type = "number")]
    pub minutes: i64,
}

/// Everything that the desk measures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ExceptionMeasures {
    pub volume: Vec<ExceptionVolume>,
    pub resolution: Vec<ExceptionResolution>,
    pub repeats: Vec<ExceptionRepeat>,
    /// Passages that stand as duplicates, of all.
    #[ts(type = "number")]
    pub duplicates: u64,
    #[ts(type = "number")]
    pub records: u64,
    pub pauses: Vec<PausedMinutes>,
    /// What became of records with an exception, beside those without. A sign-off from before this was measured has none.
    #[serde(default)]
    pub impact: Vec<ExceptionImpact>,
}

/// What was counted while the records were gone through.
#[derive(Debug, Clone, Copy, Default)]
pub struct Gone<'a> {
    pub history: &'a [Counted],
    pub impact: &'a [ImpactCount],
}

/// A pause that a person or the source system made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PauseOf {
    pub person: String,
    pub pause: Pause,
}

/// Measures the desk as of an instant.
pub fn measures(
    policy: &Policy,
    zone: &Zone,
    cases: &[Case],
    Gone { history, impact }: Gone<'_>,
    pauses: &[PauseOf],
    records: u64,
    as_of: Instant,
) -> ExceptionMeasures {
    let taxonomy = Taxonomy::of(policy);
    // What the data took back was no exception after all.
    let real: Vec<&Case> = cases.iter().filter(|case| case.status != Status::Corrected).collect();
    let standing = |case: &&&Case| case.rule == Rule::Duplicate && case.stands;
    let before: u64 =
        history.iter().filter(|one| one.exception_type == "duplicate_identity").map(|one| one.count).sum();
    ExceptionMeasures {
        volume: volume(&taxonomy, zone, &real, history),
        resolution: resolution(zone, &real),
        repeats: repeats(zone, &real),
        duplicates: real.iter().filter(standing).count() as u64 + before,
        records,
        pauses: paused(pauses, as_of),
        impact: impacts(policy, impact),
    }
}

fn volume(taxonomy: &Taxonomy<'_>, zone: &Zone, cases: &[&Case], history: &[Counted]) -> Vec<ExceptionVolume> {
    let mut counts: BTreeMap<(Month, &str, &str), (u64, u64)> = BTreeMap::new();
    for case in cases {
        counts.entry((zone.month_of(case.arose), &case.exception_type, &case.severity)).or_default().0 += 1;
    }
    for one in history {
        counts.entry((one.month, &one.exception_type, &one.severity)).or_default().1 += one.count;
    }
    let row = |((month, kind, severity), (desk, history)): ((Month, &str, &str), (u64, u64))| ExceptionVolume {
        month,
        exception_type: kind.to_owned(),
        name: taxonomy.kind_name(kind).to_owned(),
        severity: severity.to_owned(),
        count: desk + history,
        history,
    };
    counts.into_iter().map(row).collect()
}

fn resolution(zone: &Zone, cases: &[&Case]) -> Vec<ExceptionResolution> {
    let mut by: BTreeMap<(Month, Option<&str>), Vec<&Case>> = BTreeMap::new();
    for case in cases {
        let Some(at) = case.resolved_at else { continue };
        let month = zone.month_of(at);
        by.entry((month, None)).or_default().push(case);
        by.entry((month, Some(&case.exception_type))).or_default().push(case);
    }
    let row = |((month, kind), cases): ((Month, Option<&str>), Vec<&Case>)| {
        let took = |case: &&Case| case.resolved_at.map(|at| (at - case.raised_at) as f64);
        let mut times: Vec<f64> = cases.iter().filter_map(took).collect();
        times.sort_by(f64::total_cmp);
        let with_target = cases.iter().filter(|case| case.due_at.is_some());
        let in_time = |case: &&&Case| case.resolved_at.zip(case.due_at).is_some_and(|(at, due)| at <= due);
        ExceptionResolution {
            month,
            exception_type: kind.map(str::to_owned),
            resolved: cases.len() as u64,
            p50_ms: quantile(&times, 500),
            p90_ms: quantile(&times, 900),
            within_target: cases.iter().filter(in_time).count() as u64,
            with_target: with_target.count() as u64,
        }
    };
    by.into_iter().map(row).collect()
}

fn repeats(zone: &Zone, cases: &[&Case]) -> Vec<ExceptionRepeat> {
    let mut months: BTreeMap<(&str, &str), BTreeMap<Month, u64>> = BTreeMap::new();
    for case in cases {
        let Some(cause) = &case.root_cause else { continue };
        *months.entry((&case.exception_type, cause)).or_default().entry(zone.month_of(case.arose)).or_default() += 1;
    }
    let mut repeats = Vec::new();
    for ((kind, cause), by_month) in months {
        let mut before = None;
        for (month, count) in by_month {
            if let Some(before) = before {
                let (exception_type, root_cause) = (kind.to_owned(), cause.to_owned());
                repeats.push(ExceptionRepeat { month, exception_type, root_cause, count, before });
            }
            before = Some(month);
        }
    }
    repeats.sort_by_key(|repeat| std::cmp::Reverse((repeat.month, repeat.count)));
    repeats
}

fn paused(pauses: &[PauseOf], as_of: Instant) -> Vec<PausedMinutes> {
    let mut by: BTreeMap<(&str, &str), (u64, Millis)> = BTreeMap::new();
    for one in pauses {
        let until = one.pause.to.unwrap_or(as_of).min(as_of);
        let sum = by.entry((&one.pause.reason, &one.person)).or_default();
        sum.0 += 1;
        sum.1 += (until - one.pause.from).max(0);
    }
    let row = |((reason, person), (records, ms)): ((&str, &str), (u64, Millis))| PausedMinutes {
        reason: reason.to_owned(),
        person: person.to_owned(),
        records,
        minutes: ms / crate::MINUTE,
    };
    let mut rows: Vec<PausedMinutes> = by.into_iter().map(row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.minutes));
    rows
}
