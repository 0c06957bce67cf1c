//! Maturity: what the workspace shows of itself, and what people decided about it.

use crate::audit::{Done, append};
use crate::records::load::in_background;
use crate::reviews::{name_of, text_of};
use crate::workspace::{Workspace, WorkspaceError};
use playbook::Instant;
use playbook::airtight::{Evidence, Severity, check};
use playbook::calendar::Zone;
use playbook::maturity::{Capability, Facts, Judgement, Level, Maturity, maturity};
use playbook::policy::criteria::Told;
use serde_json::{Value, json};
use sqlx::{Connection, Row, SqliteConnection};
use std::sync::{Arc, Mutex, PoisonError};

/// The check's errors of a version of the policy, which take a few hundredths of a second to find.
#[derive(Default)]
pub(crate) struct Checked(Mutex<Option<(i64, Arc<Errors>)>>);

/// Rule and place of every error.
type Errors = Vec<(String, String)>;

impl Workspace {
    /// The assessment as of the last month that is over by the data.
    pub async fn maturity(&self, now: Instant) -> Result<Maturity, WorkspaceError> {
        let review = self.sitting_review(None).await?;
        let errors = self.check_errors(now).await?;
        let council = self.council_facts(review.as_deref(), now).await?;
        let mut reading = self.readers().acquire().await?;
        let judgements = judgements(&mut reading).await?;
        let versions: i64 = sqlx::query_scalar("select count(*) from policy_versions where parent is not null")
            .fetch_one(&mut *reading)
            .await?;
        drop(reading);
        let policy = self.policy();
        let facts = Facts {
            policy: &policy,
            errors: &errors,
            review: review.as_deref(),
            versions: u64::try_from(versions).unwrap_or(0),
            council,
        };
        Ok(maturity(&facts, &judgements))
    }

    /// Writes down what a person decided about a capability, beside what the workspace proposes.
    pub async fn maturity_judge(
        &self,
        capability: Capability,
        level: Level,
        reason: &str,
        by: &str,
        now: Instant,
    ) -> Result<Judgement, WorkspaceError> {
        let (by, reason) = (name_of(by)?.to_owned(), text_of(reason, "reason")?.to_owned());
        let assessed = self.maturity(now).await?;
        let proposed = assessed.capabilities.iter().find(|one| one.capability == capability);
        let proposed = proposed.map_or(Level::AdHoc, |one| one.proposed);
        let mut writer = self.writer().await?;
        let mut change = writer.connection()?.begin_with("begin immediate").await?;
        let before = judgements(&mut change).await?.into_iter().rfind(|judgement| judgement.capability == capability);
        let number: i64 = sqlx::query_scalar(
            "insert into maturity_judgements (number, capability, level, proposed, judged_by, reason, judged_at) \
             select coalesce(max(number), 0) + 1, $1, $2, $3, $4, $5, $6 from maturity_judgements returning number",
        )
        .bind(capability.key())
        .bind(level.key())
        .bind(proposed.key())
        .bind(&by)
        .bind(&reason)
        .bind(now)
        .fetch_one(&mut *change)
        .await?;
        let judgement = Judgement { number, capability, level, proposed, by, reason, at: now };
        let done = Done {
            at: now,
            actor: &judgement.by,
            act: "maturity.judged",
            subject: &format!("maturity {}", capability.key()),
            said: Value::Null,
            before: json!(before),
            after: json!(judgement),
        };
        append(&mut change, done).await?;
        change.commit().await?;
        Ok(judgement)
    }

    async fn check_errors(&self, now: Instant) -> Result<Arc<Errors>, WorkspaceError> {
        let state = self.state();
        let known = self.errors_kept().0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((version, errors)) = known
            && version == state.policy_version
        {
            return Ok(errors);
        }
        let policy = state.policy.clone();
        let zone = Zone::named(&policy.time_zone).map_err(|_| WorkspaceError::UnknownZone(policy.time_zone.clone()))?;
        let errors = in_background(move || {
            let report = check(&policy, &Evidence::default(), &Told { now, zone });
            let errors = report.problems.iter().filter(|problem| problem.severity == Severity::Error);
            Ok(errors.map(|problem| (problem.rule.to_string(), problem.place.key.clone())).collect())
        })
        .await?;
        let errors: Arc<Errors> = Arc::new(errors);
        *self.errors_kept().0.lock().unwrap_or_else(PoisonError::into_inner) =
            Some((state.policy_version, errors.clone()));
        Ok(errors)
    }
}

async fn judgements(connection: &mut SqliteConnection) -> Result<Vec<Judgement>, WorkspaceError> {
    let rows = sqlx::query(
        "select number, capability, level, proposed, judged_by, reason, judged_at from maturity_judgements order by number",
    )
    .fetch_all(connection)
    .await?;
    let unknown = |what: String| WorkspaceError::Unreadable { what: "maturity judgement", cause: what };
    let read = |row: &sqlx::sqlite::SqliteRow| {
        let level = |column: &str| -> Result<Level, WorkspaceError> {
            let key: String = row.try_get(column)?;
            Level::named(&key).ok_or_else(|| unknown(format!("there is no level \"{key}\"")))
        };
        let key: String = row.try_get("capability")?;
        Ok(Judgement {
            number: row.try_get("number")?,
            capability: Capability::named(&key).ok_or_else(|| unknown(format!("there is no capability \"{key}\"")))?,
            level: level("level")?,
            proposed: level("proposed")?,
            by: row.try_get("judged_by")?,
            reason: row.try_get("reason")?,
            at: row.try_get("judged_at")?,
        })
    };
    rows.iter().map(read).collect()
}
