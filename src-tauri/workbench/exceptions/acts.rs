//! What people do at the desk: each act is one transaction with its entry in the audit trail.

use super::adjustments;
use super::detection::value;
use super::store;
use crate::audit::{Done, append};
use crate::imports::store::Watch;
use crate::workspace::{Changed, Workspace, WorkspaceError, touch};
use playbook::Instant;
use playbook::exception::desk::{Act, Case, Deed, do_act};
use playbook::exception::{Finding, FindingId, PassageKey, Rule, Taxonomy};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sqlx::{Connection, SqliteConnection};
use ts_rs::TS;

/// What became of an act on one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ActDone {
    pub number: u32,
    /// The case as it is now, changed or not; `None` = there is no such case.
    pub case: Option<Case>,
    /// Why it was not done, with who could.
    pub refused: Option<String>,
}

/// An exception that a person saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ExceptionReported")]
pub struct Reported {
    pub passage: PassageKey,
    pub exception_type: String,
    #[serde(default)]
    pub subtype: Option<String>,
    pub severity: String,
    /// What is wrong, in a sentence.
    pub text: String,
}

impl Workspace {
    /// Does an act on one case, as a person. Refused with the sentence that says who could.
    pub async fn act_on_case(&self, number: u32, act: &Act, actor: &str, now: Instant) -> Result<Case, WorkspaceError> {
        let mut writer = self.writer().await?;
        let connection = writer.connection()?;
        let mut change = connection.begin_with("begin immediate").await?;
        let deed = self.act_in(&mut change, number, act, actor, now).await?;
        if deed.effect_of.is_some() {
            touch(&mut change, Changed::Records).await?;
        }
        change.commit().await?;
        self.refresh(connection).await?;
        drop(writer);
        if deed.effect_of.is_none() {
            return Ok(deed.case);
        }
        self.after_effect(now).await?;
        store::read(&mut *self.readers().acquire().await?, number).await
    }

    /// Does an act on several cases in one transaction. What one of them refuses does not hold up the others.
    pub async fn act_on_cases(
        &self,
        numbers: &[u32],
        act: &Act,
        actor: &str,
        now: Instant,
    ) -> Result<Vec<ActDone>, WorkspaceError> {
        let mut writer = self.writer().await?;
        let connection = writer.connection()?;
        let mut change = connection.begin_with("begin immediate").await?;
        let (mut done, mut has_effect) = (Vec::new(), false);
        for &number in numbers {
            // A refusal may come after a first write: what it wrote is taken back alone.
            let mut one = change.begin().await?;
            done.push(match self.act_in(&mut one, number, act, actor, now).await {
                Ok(deed) => {
                    one.commit().await?;
                    has_effect |= deed.effect_of.is_some();
                    ActDone { number, case: Some(deed.case), refused: None }
                }
                Err(error @ (WorkspaceError::ActRefused(_) | WorkspaceError::NoSuchCase(_))) => {
                    one.rollback().await?;
                    let case = store::read(&mut change, number).await.ok();
                    ActDone { number, case, refused: Some(error.to_string()) }
                }
                Err(error) => return Err(error),
            });
        }
        if has_effect {
            touch(&mut change, Changed::Records).await?;
        }
        change.commit().await?;
        self.refresh(connection).await?;
        drop(writer);
        if has_effect {
            self.after_effect(now).await?;
            let mut reading = self.readers().acquire().await?;
            for one in done.iter_mut().filter(|one| one.case.is_some()) {
                one.case = Some(store::read(&mut reading, one.number).await?);
            }
        }
        Ok(done)
    }

    /// Puts an exception on the desk that a person saw.
    pub async fn report_exception(
        &self,
        reported: &Reported,
        actor: &str,
        now: Instant,
    ) -> Result<Case, WorkspaceError> {
        let refuse = |why: &str| Err(WorkspaceError::ActRefused(why.to_owned()));
        let policy = self.policy();
        let taxonomy = Taxonomy::of(&policy);
        if reported.text.trim().is_empty() {
            return refuse("It does not say what is wrong. Write a sentence.");
        }
        if taxonomy.kind(&reported.exception_type).is_none() || taxonomy.severity(&reported.severity).is_none() {
            return refuse("The policy has no such type or severity. Choose one of its own.");
        }
        let mut writer = self.writer().await?;
        let connection = writer.connection()?;
        let mut change = connection.begin_with("begin immediate").await?;
        let known: i64 =
            sqlx::query_scalar("select count(*) from records where record_id = $1 and handoff = $2 and cycle = $3")
                .bind(&reported.passage.record_id)
                .bind(&reported.passage.handoff)
                .bind(reported.passage.cycle)
                .fetch_one(&mut *change)
                .await?;
        if known == 0 {
            return Err(WorkspaceError::NoSuchRecord(reported.passage.record_id.clone()));
        }
        let number: u32 =
            sqlx::query_scalar("select coalesce(max(number), 0) + 1 from exceptions").fetch_one(&mut *change).await?;
        let finding = Finding {
            // Of its own, so that a record can be reported as often as something is wrong with it.
            id: FindingId { passage: reported.passage.clone(), rule: Rule::Reported, part: number.to_string() },
            exception_type: reported.exception_type.clone(),
            subtype: reported.subtype.clone(),
            severity: reported.severity.clone(),
            arose: now,
            ended: None,
            because: reported.text.trim().to_owned(),
        };
        let raised = Case::raise(number, &finding, &policy, now);
        // Whoever may note something may report it.
        let noted = Act::Note { text: reported.text.clone() };
        let deed = do_act(&policy, &raised, &noted, actor, now).map_err(|why| WorkspaceError::ActRefused(why.0))?;
        store::write(&mut change, &raised).await?;
        let done = Done {
            at: now,
            actor: &deed.actor,
            act: "case.reported",
            subject: &raised.name(),
            said: json!({ "text": reported.text }),
            before: Value::Null,
            after: value(&raised)?,
        };
        append(&mut change, done).await?;
        change.commit().await?;
        Ok(raised)
    }

    async fn act_in(
        &self,
        connection: &mut SqliteConnection,
        number: u32,
        act: &Act,
        actor: &str,
        now: Instant,
    ) -> Result<Deed, WorkspaceError> {
        let case = store::read(connection, number).await?;
        let policy = self.policy();
        let deed = do_act(&policy, &case, act, actor, now).map_err(|why| WorkspaceError::ActRefused(why.0))?;
        store::write(connection, &deed.case).await?;
        if let Some(place) = deed.effect_of {
            adjustments::write(connection, &deed.case, place).await?;
        }
        let done = Done {
            at: now,
            actor: &deed.actor,
            act: deed.act,
            subject: &deed.case.name(),
            said: serde_json::to_value(act).map_err(WorkspaceError::unreadable("act"))?,
            before: value(&case)?,
            after: value(&deed.case)?,
        };
        append(connection, done).await?;
        Ok(deed)
    }

    /// A pause or a merge changes what the rules find.
    async fn after_effect(&self, now: Instant) -> Result<(), WorkspaceError> {
        self.detect_exceptions(now, &Watch::nobody()).await?;
        self.review_after_change().await;
        Ok(())
    }
}
