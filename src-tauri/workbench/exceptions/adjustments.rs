//! What overrides change in the figures, laid over the records as they are read: pauses beside the imported ones, and passages that are
//! counted with their master.

use crate::workspace::{Workspace, WorkspaceError};
use playbook::exception::PassageKey;
use playbook::exception::desk::{Case, Effect};
use playbook::record::{HandoffRecord, Pause};
use sqlx::{Row, SqliteConnection};
use std::collections::{HashMap, HashSet};

/// The adjustments in force, by row id of their records.
#[derive(Debug, Clone, Default)]
pub(crate) struct Adjustments {
    pauses: HashMap<i64, Vec<Pause>>,
    merged: HashSet<i64>,
}

impl Adjustments {
    /// True = the record is counted with another one.
    #[inline]
    pub fn is_merged(&self, id: i64) -> bool {
        !self.merged.is_empty() && self.merged.contains(&id)
    }

    /// Adds what people paused to what the source did.
    #[inline]
    pub fn pause(&self, id: i64, pauses: &mut Vec<Pause>) {
        if !self.pauses.is_empty()
            && let Some(own) = self.pauses.get(&id)
        {
            pauses.extend(own.iter().cloned());
        }
    }

    /// The record as the figures have it.
    pub fn adjusted(&self, id: i64, mut record: HandoffRecord) -> HandoffRecord {
        self.pause(id, &mut record.pauses);
        record
    }
}

impl Workspace {
    /// The adjustments in force.
    pub(crate) async fn adjustments(&self) -> Result<Adjustments, WorkspaceError> {
        let rows = sqlx::query(
            "select records.id, adjustments.exception, adjustments.body from adjustments join records \
             on records.record_id = adjustments.record_id and records.handoff = adjustments.handoff \
             and records.cycle = adjustments.cycle \
             where adjustments.taken_back_at is null order by adjustments.exception, adjustments.place",
        )
        .fetch_all(self.readers())
        .await?;
        let mut adjustments = Adjustments::default();
        for row in &rows {
            let (id, number): (i64, i64) = (row.try_get(0)?, row.try_get(1)?);
            let effect: Effect =
                serde_json::from_str(row.try_get(2)?).map_err(WorkspaceError::unreadable("adjustment"))?;
            match effect.pause(&format!("EX-{number}")) {
                Some(pause) => adjustments.pauses.entry(id).or_default().push(pause),
                None => drop(adjustments.merged.insert(id)),
            }
        }
        Ok(adjustments)
    }
}

/// Puts an override's effect in force, or takes it back, as the case has it.
pub(super) async fn write(connection: &mut SqliteConnection, case: &Case, place: usize) -> Result<(), WorkspaceError> {
    let Some((made, effect)) = case.overrides.get(place).and_then(|made| Some((made, made.effect.as_ref()?))) else {
        return Ok(());
    };
    if let (Effect::Merge { master }, None) = (effect, made.taken_back_at) {
        refuse_master(connection, master).await?;
    }
    let kind = match effect {
        Effect::Pause { .. } => "pause",
        Effect::Merge { .. } => "merge",
    };
    sqlx::query(
        "insert into adjustments (exception, place, record_id, handoff, cycle, kind, body, made_at, taken_back_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         on conflict (exception, place) do update set taken_back_at = excluded.taken_back_at",
    )
    .bind(case.number)
    .bind(place as i64)
    .bind(&case.passage.record_id)
    .bind(&case.passage.handoff)
    .bind(case.passage.cycle)
    .bind(kind)
    .bind(serde_json::to_string(effect).map_err(WorkspaceError::unreadable("adjustment"))?)
    .bind(made.at)
    .bind(made.taken_back_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// A master has to be there and to count itself, so that whoever is merged is counted once.
async fn refuse_master(connection: &mut SqliteConnection, master: &PassageKey) -> Result<(), WorkspaceError> {
    let known: i64 =
        sqlx::query_scalar("select count(*) from records where record_id = $1 and handoff = $2 and cycle = $3")
            .bind(&master.record_id)
            .bind(&master.handoff)
            .bind(master.cycle)
            .fetch_one(&mut *connection)
            .await?;
    let away: i64 = sqlx::query_scalar(
        "select count(*) from adjustments where record_id = $1 and handoff = $2 and cycle = $3 and kind = 'merge' \
         and taken_back_at is null",
    )
    .bind(&master.record_id)
    .bind(&master.handoff)
    .bind(master.cycle)
    .fetch_one(connection)
    .await?;
    let name = &master.record_id;
    match (known, away) {
        (0, _) => Err(WorkspaceError::ActRefused(format!(
            "There is no record {name} at that handoff to merge into. Choose one that is there."
        ))),
        (_, 0) => Ok(()),
        _ => Err(WorkspaceError::ActRefused(format!(
            "{name} was merged into another record itself. Choose the one that stays."
        ))),
    }
}
