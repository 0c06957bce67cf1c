//! Criteria against the records of a month.

use super::records::{Started, Which};
use super::{Workspace, WorkspaceError, point, told};
use crate::imports::store::Watch;
use playbook::metrics::Month;
use playbook::policy::criteria::{Criterion, FactColumns, Told, Truth};
use playbook::policy::{Field, HandoffPoint, Policy};
use playbook::record::{Disposition, Found, HandoffRecord, Moment};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use ts_rs::TS;

/// How the records of a month stand to a criterion.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct CriteriaEvidence {
    /// `None` = no record has a month.
    #[ts(type = "string | null")]
    pub month: Option<Month>,
    pub records: u32,
    pub passed: u32,
    pub failed: u32,
    pub unknown: u32,
    /// What fails most comes first.
    pub tests: Vec<TestedOn>,
    /// Of the records that were accepted, those that fail the criterion.
    pub accepted_failing: CountOf,
    /// The same by source and by owner, most failing first.
    pub by_source: Vec<SplitCount>,
    pub by_owner: Vec<SplitCount>,
}

/// A test of a criterion, as it is wanted: under a *not* the opposite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "CriterionTested")]
pub struct TestedOn {
    pub english: String,
    pub failed: u32,
    pub unknown: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, TS)]
pub struct CountOf {
    pub n: u32,
    pub of: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SplitCount {
    /// Blank where the records have none.
    pub value: String,
    pub n: u32,
    pub of: u32,
}

/// Parts of a split that are listed.
const LISTED: usize = 12;

/// Where a criterion stands, which says whose records it is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CriteriaGate {
    Trigger,
    /// Into the receiving stage: the records of every handoff point that leads there.
    Entry,
    /// Out of the sending stage: the records of every handoff point that leads away from it.
    Exit,
    Acceptance,
    Routing,
    Pause,
}

impl CriteriaGate {
    /// The handoff points whose records pass this gate of a handoff point.
    fn handoffs(self, policy: &Policy, point: &HandoffPoint) -> Vec<String> {
        let beside = |stage: fn(&HandoffPoint) -> &Option<String>| {
            let own = stage(point).as_ref();
            let shares =
                |other: &&HandoffPoint| other.key == point.key || (own.is_some() && stage(other).as_ref() == own);
            policy.handoffs.iter().filter(shares).map(|other| other.key.clone()).collect()
        };
        match self {
            CriteriaGate::Entry => beside(|point| &point.to_stage),
            CriteriaGate::Exit => beside(|point| &point.from_stage),
            CriteriaGate::Trigger | CriteriaGate::Acceptance | CriteriaGate::Routing | CriteriaGate::Pause => {
                vec![point.key.clone()]
            }
        }
    }
}

/// The records that criteria were held against last: while one is typed, its fields mostly stay and only the values change.
#[derive(Default)]
pub(crate) struct Held(Mutex<Option<(HeldKey, Arc<HeldRecords>)>>);

/// What they depend on: the records, the zone, the handoff points, the month, the fields and where they are found.
type HeldKey = (i64, String, Vec<String>, Month, Vec<Field>, Found);

/// The asked fields of each record, and what it is counted by.
type HeldRecords = (FactColumns, Vec<Taken>);

/// Whether a record was accepted, and what splits it.
struct Taken {
    accepted: bool,
    source: String,
    owner: String,
}

impl Workspace {
    /// Judges the records that started in a month at the handoff points that a gate concerns; `None` = the last month that has records.
    /// Ages are counted to the end of the data.
    pub async fn criteria_evidence(
        &self,
        policy: Arc<Policy>,
        handoff: &str,
        gate: CriteriaGate,
        criterion: Criterion,
        month: Option<Month>,
    ) -> Result<CriteriaEvidence, WorkspaceError> {
        let handoffs = gate.handoffs(&policy, point(&policy, handoff)?);
        let Some(month) = self.month_or_last(month).await? else {
            let unasked = |test: &Criterion| TestedOn { english: test.sentence(&policy.fields), failed: 0, unknown: 0 };
            let tests = wanted(&criterion).iter().map(unasked).collect();
            return Ok(CriteriaEvidence {
                month: None,
                records: 0,
                passed: 0,
                failed: 0,
                unknown: 0,
                tests,
                accepted_failing: CountOf::default(),
                by_source: Vec::new(),
                by_owner: Vec::new(),
            });
        };
        let as_of = match self.state().as_of {
            Some(as_of) => as_of,
            None => self.columns().await?.as_of().unwrap_or_default(),
        };
        let told = told(&policy, as_of)?;
        let held = self.held(&policy, &told, handoffs, &criterion, month).await?;
        crate::records::load::in_background(move || {
            let (columns, taken) = &*held;
            let judged = criterion.judge_all(columns, &told);
            let tally = judged.tally();
            let mut tests: Vec<TestedOn> = wanted(&criterion)
                .iter()
                .map(|test| {
                    let tally = test.judge_all(columns, &told).tally();
                    TestedOn { english: test.sentence(&policy.fields), failed: tally.fails, unknown: tally.unknown }
                })
                .collect();
            tests.sort_by_key(|test| std::cmp::Reverse((test.failed, test.unknown)));
            let fails = |row: usize| judged.truth(row) == Truth::False;
            let mut accepted_failing = CountOf::default();
            let (mut sources, mut owners) = (BTreeMap::new(), BTreeMap::new());
            for (row, taken) in taken.iter().enumerate().filter(|(_, taken)| taken.accepted) {
                let failing = u32::from(fails(row));
                let all = [
                    &mut accepted_failing,
                    sources.entry(taken.source.as_str()).or_default(),
                    owners.entry(taken.owner.as_str()).or_default(),
                ];
                for count in all {
                    (count.n, count.of) = (count.n + failing, count.of + 1);
                }
            }
            Ok(CriteriaEvidence {
                month: Some(month),
                records: judged.len() as u32,
                passed: tally.passes,
                failed: tally.fails,
                unknown: tally.unknown,
                tests,
                accepted_failing,
                by_source: split(sources),
                by_owner: split(owners),
            })
        })
        .await
    }
}

impl Workspace {
    /// The records that a criterion is held against, with the fields that it asks for.
    async fn held(
        &self,
        policy: &Policy,
        told: &Told,
        handoffs: Vec<String>,
        criterion: &Criterion,
        month: Month,
    ) -> Result<Arc<HeldRecords>, WorkspaceError> {
        let (found, asked) = (self.found_fields(policy).await?, criterion.fields());
        let fields: Vec<Field> =
            policy.fields.iter().filter(|field| asked.contains(field.key.as_str())).cloned().collect();
        let version = self.state().records_version;
        let key = (version, policy.time_zone.clone(), handoffs.clone(), month, fields.clone(), found.clone());
        let last = || self.held_last().0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, held)) = &*last()
            && *of == key
        {
            return Ok(held.clone());
        }
        let (from, until) = told.zone.month_bounds(month);
        let which = Which::Started(Started { handoffs: Some(handoffs), from, until, bare: false });
        let nothing = (FactColumns::new(&fields, &told.zone), Vec::new());
        let held = self
            .each_record(which, Watch::nobody(), nothing, move |(columns, taken), _, record| {
                columns.push(&found.seen(&record));
                let accepted = was_accepted(&record);
                let (source, owner) = (record.source.unwrap_or_default(), record.owner.unwrap_or_default());
                taken.push(Taken { accepted, source, owner });
            })
            .await?;
        let held = Arc::new(held);
        *last() = Some((key, held.clone()));
        Ok(held)
    }
}

/// The receiver took it, by disposition or by instant.
fn was_accepted(record: &HandoffRecord) -> bool {
    match record.disposition {
        Disposition::Accepted | Disposition::Completed => true,
        Disposition::Rejected | Disposition::Recycled => false,
        Disposition::Open => record.at(Moment::Accepted).is_some(),
    }
}

fn split(counts: BTreeMap<&str, CountOf>) -> Vec<SplitCount> {
    let part = |(value, CountOf { n, of }): (&str, CountOf)| SplitCount { value: value.to_owned(), n, of };
    let mut parts: Vec<SplitCount> = counts.into_iter().map(part).collect();
    parts.sort_by(|a, b| b.n.cmp(&a.n).then(b.of.cmp(&a.of)));
    parts.truncate(LISTED);
    parts
}

/// Every test as the whole wants it: under an odd number of *not*, the opposite.
fn wanted(criterion: &Criterion) -> Vec<Criterion> {
    fn walk(criterion: &Criterion, holds: bool, tests: &mut Vec<Criterion>) {
        match criterion {
            Criterion::Test(_) if holds => tests.push(criterion.clone()),
            Criterion::Test(_) => tests.push(Criterion::Not(Box::new(criterion.clone()))),
            Criterion::Not(part) => walk(part, !holds, tests),
            Criterion::All(parts) | Criterion::Any(parts) => parts.iter().for_each(|part| walk(part, holds, tests)),
        }
    }
    let mut tests = Vec::new();
    walk(criterion, true, &mut tests);
    tests
}
