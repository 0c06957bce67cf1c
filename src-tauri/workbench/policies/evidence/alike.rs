//! How many imported records are like the one that shows a problem.

use super::records::{Started, Which};
use super::{QUARTER, Workspace, WorkspaceError, point, told};
use crate::imports::store::Watch;
use playbook::policy::criteria::{Condition, Example, Facts, Told, Truth};
use playbook::policy::{Criterion, HandoffPoint, Policy};
use playbook::record::Moment;
use serde::Serialize;
use std::sync::Arc;
use ts_rs::TS;

/// Imported records that are like one which shows a problem.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, TS)]
pub struct RecordsLike {
    pub like: u32,
    /// Records that started at the handoff point in the last quarter of the data.
    pub of: u32,
    /// Row ids of the first hundred, for `record`.
    pub records: Vec<u32>,
}

/// So many of them are named.
const LISTED: usize = 100;

impl Workspace {
    /// Counts the records of the last quarter that no criterion of the handoff point tells apart from an example in the fields that
    /// matter: every test of one of them answers alike. A field that no test asks for is like where it is filled in both, or in neither.
    pub async fn records_like(
        &self,
        policy: Arc<Policy>,
        handoff: &str,
        example: Example,
        matters: Vec<String>,
        now: playbook::Instant,
    ) -> Result<RecordsLike, WorkspaceError> {
        let tests = tests(&policy, point(&policy, handoff)?, &matters);
        let told = told(&policy, now)?;
        let wanted = answers(&tests, &example, &policy, &told);
        let as_of = match self.state().as_of {
            Some(as_of) => Some(as_of),
            None if self.state().records > 0 => self.columns().await?.as_of(),
            None => None,
        };
        let Some(as_of) = as_of else { return Ok(RecordsLike::default()) };
        let found = self.found_fields(&policy).await?;
        let (from, until) = (as_of + 1 - QUARTER, as_of + 1);
        let which = Which::Started(Started { handoffs: Some(vec![handoff.to_owned()]), from, until, bare: false });
        self.each_record(which, Watch::nobody(), RecordsLike::default(), move |counts, id, record| {
            let then = Told { now: record.at(Moment::Started).unwrap_or(now), zone: told.zone.clone() };
            counts.of += 1;
            if answers(&tests, &found.seen(&record), &policy, &then) == wanted {
                counts.like += 1;
                if counts.records.len() < LISTED {
                    counts.records.push(id);
                }
            }
        })
        .await
    }
}

fn answers(tests: &[Criterion], facts: &dyn Facts, policy: &Policy, told: &Told) -> Vec<Truth> {
    tests.iter().map(|test| test.truth(facts, &policy.fields, told)).collect()
}

/// What a handoff point asks of some fields, each test once; of a field that nothing asks for, whether it is filled.
fn tests(policy: &Policy, point: &HandoffPoint, matters: &[String]) -> Vec<Criterion> {
    let stage = |key: &Option<String>| key.as_deref().and_then(|key| policy.stage(key));
    let routed = point.routing.rows.iter().map(|row| &row.when);
    let stages = stage(&point.from_stage).map(|stage| &stage.exit).into_iter();
    let stages = stages.chain(stage(&point.to_stage).map(|stage| &stage.entry));
    let criteria = routed.chain(stages).chain([&point.acceptance.criteria]).chain(&point.trigger.criterion);
    let mut tests: Vec<Criterion> = Vec::new();
    for test in criteria.flat_map(|criterion| criterion.tests()) {
        let test = Criterion::Test(test.clone());
        if test.fields().iter().any(|field| matters.iter().any(|key| key == field)) && !tests.contains(&test) {
            tests.push(test);
        }
    }
    let asked = |key: &String| tests.iter().any(|test| test.fields().contains(key.as_str()));
    let unasked: Vec<Criterion> =
        matters.iter().filter(|key| !asked(key)).map(|key| Criterion::test(key, Condition::IsFilled)).collect();
    tests.extend(unasked);
    tests
}
