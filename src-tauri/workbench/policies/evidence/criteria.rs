//! Criteria against the records of a month.

use super::records::Which;
use super::{Workspace, WorkspaceError, point, told};
use crate::imports::store::Watch;
use playbook::metrics::Month;
use playbook::policy::Policy;
use playbook::policy::criteria::{Criterion, FactColumns, Truth};
use playbook::record::{Disposition, HandoffRecord, Moment};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
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

/// Whether a record was accepted, and what splits it.
struct Taken {
    accepted: bool,
    source: String,
    owner: String,
}

impl Workspace {
    /// Judges the records that started at a handoff point in a month; `None` = the last month that has records. Ages are counted to the
    /// end of the data.
    pub async fn criteria_evidence(
        &self,
        policy: Arc<Policy>,
        handoff: &str,
        criterion: Criterion,
        month: Option<Month>,
    ) -> Result<CriteriaEvidence, WorkspaceError> {
        point(&policy, handoff)?;
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
        let (told, found) = (told(&policy, as_of)?, self.found_fields(&policy).await?);
        let asked = criterion.fields();
        let fields: Vec<_> = policy.fields.iter().filter(|field| asked.contains(field.key.as_str())).cloned().collect();
        let which =
            Which { handoff: Some(handoff.into()), started: Some(told.zone.month_bounds(month)), ..Which::default() };
        let kept = (FactColumns::new(&fields, &told.zone), Vec::new());
        let (columns, taken) = self
            .each_record(which, Watch::nobody(), kept, move |(columns, taken), _, record| {
                columns.push(&found.seen(&record));
                let (source, owner) = (record.source.clone(), record.owner.clone());
                let (source, owner) = (source.unwrap_or_default(), owner.unwrap_or_default());
                taken.push(Taken { accepted: was_accepted(&record), source, owner });
            })
            .await?;
        crate::records::load::in_background(move || {
            let judged = criterion.judge_all(&columns, &told);
            let tally = judged.tally();
            let mut tests: Vec<TestedOn> = wanted(&criterion)
                .iter()
                .map(|test| {
                    let tally = test.judge_all(&columns, &told).tally();
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
