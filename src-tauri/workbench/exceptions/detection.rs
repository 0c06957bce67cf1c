//! Bringing the desk up to date with the records and the policy.

use super::page::Standing;
use super::store;
use crate::audit::{Done, Tail};
use crate::imports::report::{Phase, Progress};
use crate::imports::store::Watch;
use crate::records::load::in_background;
use crate::records::row::{self, COLUMNS};
use crate::workspace::raw::Raw;
use crate::workspace::{State, Workspace, WorkspaceError};
use playbook::Instant;
use playbook::calendar::Zone;
use playbook::exception::desk::Case;
use playbook::exception::detect::{Detector, Source, Told};
use playbook::exception::impact::Tally;
use playbook::exception::{Finding, FindingId, Known, reconcile};
use playbook::policy::Policy;
use playbook::record::Found;
use serde_json::{Value, json};
use sqlx::{Connection, Row, SqliteConnection};
use std::collections::{BTreeMap, HashMap};

/// So many records are gone through at once after an import; with more, when the desk is next looked at.
pub(super) const AT_ONCE: u64 = 100_000;

/// Rows between two looks at whether somebody has cancelled.
const LOOK_EVERY: u64 = 1 << 12;

/// What a detection did to the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Detected {
    pub raised: usize,
    /// On the desk or resolved before, and still there.
    pub kept: usize,
    /// Closed, because their records were corrected.
    pub corrected: usize,
    pub reopened: usize,
    /// Over or old before anybody saw them: counted, not on the desk.
    pub history: usize,
}

impl Workspace {
    /// Looks through all records and brings the desk up to date: raises what is new, closes what was corrected. `now` is written as the
    /// time of it. Nothing is raised twice.
    pub async fn detect_exceptions(&self, now: Instant, watch: &Watch) -> Result<Detected, WorkspaceError> {
        loop {
            let state = self.state();
            let Some(as_of) = state.as_of else { return Ok(Detected::default()) };
            let (findings, tally) = self.findings(&state, as_of, watch.clone()).await?;
            let mut writer = self.writer().await?;
            let connection = writer.connection()?;
            let mut change = connection.begin_with("begin immediate").await?;
            let seen: (i64, i64) =
                sqlx::query_as("select records_version, policy_version from workspace").fetch_one(&mut *change).await?;
            // Another import or version came meanwhile: what was found is of before.
            if seen != (state.records_version, state.policy_version) {
                change.rollback().await?;
                self.refresh(connection).await?;
                continue;
            }
            let detected = bring_up_to_date(&mut change, &findings, &state, as_of, now).await?;
            count_impact(&mut change, &findings, tally).await?;
            sqlx::query("delete from detections").execute(&mut *change).await?;
            sqlx::query(
                "insert into detections (records_version, policy_version, as_of, detected_at) values ($1, $2, $3, $4)",
            )
            .bind(state.records_version)
            .bind(state.policy_version)
            .bind(as_of)
            .bind(now)
            .execute(&mut *change)
            .await?;
            if watch.cancelled() {
                change.rollback().await?;
                return Err(WorkspaceError::Cancelled);
            }
            change.commit().await?;
            return Ok(detected);
        }
    }

    /// Whether the desk has seen the records and the policy as they are.
    pub async fn desk_standing(&self) -> Result<Standing, WorkspaceError> {
        let seen: Option<(i64, i64)> = sqlx::query_as("select records_version, policy_version from detections")
            .fetch_optional(self.readers())
            .await?;
        let state = self.state();
        Ok(match state.as_of.is_none() || seen == Some((state.records_version, state.policy_version)) {
            true => Standing::Current,
            false if self.is_read_only() => Standing::OnlyRead,
            false => Standing::Outdated,
        })
    }

    /// Brings the desk up to date where it is not, and this process may write. True where that was to be done.
    pub async fn desk_up_to_date(&self, now: Instant, watch: &Watch) -> Result<bool, WorkspaceError> {
        match self.desk_standing().await? {
            Standing::Current | Standing::OnlyRead => Ok(false),
            Standing::Outdated => self.detect_exceptions(now, watch).await.map(|_| true),
        }
    }

    /// After a change of the records or of the policy: at once, where that takes no longer than a blink.
    pub(crate) async fn desk_after_change(&self, now: Instant) {
        if self.state().records <= AT_ONCE {
            // The change is stored, whatever becomes of this; what could not be found now is found when the desk is looked at.
            let _ = self.desk_up_to_date(now, &Watch::nobody()).await;
        }
    }

    /// What the rules find in the records.
    async fn findings(
        &self,
        state: &State,
        as_of: Instant,
        watch: Watch,
    ) -> Result<(Vec<Finding>, Tally), WorkspaceError> {
        let found = self.found_fields(&state.policy).await?;
        let source = self.source(&found).await?;
        let adjustments = self.adjustments().await?;
        let zone = Zone::named(&state.policy.time_zone)
            .map_err(|_| WorkspaceError::UnknownZone(state.policy.time_zone.clone()))?;
        let (versions, total) = (state.versions.clone(), state.records);
        let mut connection = self.readers().acquire().await?;
        let runtime = tokio::runtime::Handle::current();
        in_background(move || {
            let mut handle = runtime.block_on(connection.lock_handle())?;
            let raw = Raw::new(&mut handle);
            let mut rows = raw.prepare(&format!("select id, {COLUMNS} from records order by id"))?;
            let mut tally = Tally::new(zone.clone(), as_of);
            let mut detector = Detector::new((&*versions).into(), &source, zone, as_of);
            let mut is_row = rows.query(&[])?;
            let mut done: u64 = 0;
            while is_row {
                let id = rows.int(0);
                if !adjustments.is_merged(id) {
                    let record = adjustments.adjusted(id, row::read(&rows, 1)?);
                    detector.look(&record, &found.seen(&record));
                    tally.look(&record);
                }
                done += 1;
                if done.is_multiple_of(LOOK_EVERY) {
                    if watch.cancelled() {
                        return Err(WorkspaceError::Cancelled);
                    }
                    (watch.progress)(Progress { phase: Phase::Measuring, done, total });
                }
                is_row = rows.step()?;
            }
            Ok((detector.finish(), tally))
        })
        .await
    }

    /// What the imported records tell at all.
    async fn source(&self, found: &Found) -> Result<Source, WorkspaceError> {
        let rows = sqlx::query(
            "select handoff, count(owner), count(accepted_at), count(reason) from records group by handoff",
        )
        .fetch_all(self.readers())
        .await?;
        let mut handoffs = BTreeMap::new();
        for row in &rows {
            let told = |column: usize| row.try_get::<i64, _>(column).map(|count| count > 0);
            handoffs.insert(row.try_get(0)?, Told { owners: told(1)?, acceptances: told(2)?, reasons: told(3)? });
        }
        Ok(Source { brought: found.brought().cloned().collect(), handoffs })
    }
}

/// Carries out what the reconciliation says, each change with its entry in the audit trail.
async fn bring_up_to_date(
    connection: &mut SqliteConnection,
    findings: &[Finding],
    state: &State,
    as_of: Instant,
    now: Instant,
) -> Result<Detected, WorkspaceError> {
    let cases = store::read_all(connection).await?;
    let known: Vec<Known> = cases.iter().filter_map(Case::known).collect();
    let by_id: HashMap<FindingId, &Case> = cases.iter().map(|case| (case.id(), case)).collect();
    let result = reconcile(findings, &known, as_of);
    let policy = &state.policy;
    let mut writing = Writing { tail: Tail::of(connection).await?, connection, now };
    let last = cases.last().map_or(0, |case| case.number);
    for (finding, number) in result.raise.iter().zip(last + 1..) {
        let case = Case::raise(number, finding, policy, now);
        writing.put("case.raised", "", None, &case).await?;
    }
    for case in result.close.iter().filter_map(|id| by_id.get(id)) {
        let note = "The records no longer show it: corrected, taken back, merged or paused.";
        writing.put("case.corrected", note, Some(case), &case.corrected()).await?;
    }
    for finding in &result.reopen {
        let Some(case) = by_id.get(&finding.id) else { continue };
        let note = "The records show it again.";
        writing.put("case.found_again", note, Some(case), &case.found_again(finding, policy, now)).await?;
    }
    for case in result.gone.iter().filter_map(|id| by_id.get(id)) {
        let note = "Resolved before; the records no longer show it.";
        writing.put("case.gone", note, Some(case), &case.gone()).await?;
    }
    for finding in &result.keep {
        let Some(case) = by_id.get(&finding.id) else { continue };
        let seen = case.seen(finding);
        if seen != **case {
            writing.put("case.seen", "The records say more of it.", Some(case), &seen).await?;
        }
    }
    count_history(writing.connection, &result.history, policy).await?;
    Ok(Detected {
        raised: result.raise.len(),
        kept: result.keep.len(),
        corrected: result.close.len(),
        reopened: result.reopen.len(),
        history: result.history.len(),
    })
}

/// Cases and their entries, in one transaction.
struct Writing<'c> {
    tail: Tail,
    connection: &'c mut SqliteConnection,
    now: Instant,
}

impl Writing<'_> {
    async fn put(&mut self, act: &str, note: &str, before: Option<&Case>, after: &Case) -> Result<(), WorkspaceError> {
        store::write(self.connection, after).await?;
        let name = after.name();
        let done = Done {
            at: self.now,
            actor: "",
            act,
            subject: &name,
            said: json!({ "note": note }),
            before: before.map_or(Ok(Value::Null), value)?,
            after: value(after)?,
        };
        self.tail.append(self.connection, done).await
    }
}

pub(super) fn value(case: &Case) -> Result<Value, WorkspaceError> {
    serde_json::to_value(case).map_err(WorkspaceError::unreadable("exception"))
}

/// Counts anew what became of the records that had one: found by a rule, or reported by a person.
async fn count_impact(
    connection: &mut SqliteConnection,
    findings: &[Finding],
    tally: Tally,
) -> Result<(), WorkspaceError> {
    let cases = store::read_all(connection).await?;
    let reported = cases.iter().filter(|case| case.known().is_none()).map(|case| (&case.passage, &case.exception_type));
    let found = findings.iter().map(|finding| (&finding.id.passage, &finding.exception_type));
    let counts = tally.counts(found.chain(reported).map(|(passage, kind)| (passage, kind.as_str())));
    super::measuring::write_impact(connection, &counts).await
}

/// Counts anew what was over before anybody saw it.
async fn count_history(
    connection: &mut SqliteConnection,
    history: &[&Finding],
    policy: &Policy,
) -> Result<(), WorkspaceError> {
    let zone = Zone::named(&policy.time_zone).unwrap_or_else(|_| Zone::utc());
    let mut counts: BTreeMap<(i32, &str, &str), i64> = BTreeMap::new();
    for finding in history {
        let month = zone.month_of(finding.arose).0;
        *counts.entry((month, &finding.exception_type, &finding.severity)).or_default() += 1;
    }
    sqlx::query("delete from exception_history").execute(&mut *connection).await?;
    for ((month, kind, severity), count) in counts {
        sqlx::query(
            "insert into exception_history (month, exception_type, severity, findings) values ($1, $2, $3, $4)",
        )
        .bind(month)
        .bind(kind)
        .bind(severity)
        .bind(count)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}
