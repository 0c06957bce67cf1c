//! What was imported, and undoing it.

use super::mapping::Mapping;
use super::remembered::{Remembered, RememberedFile};
use super::report::Batch;
use super::store::Stored;
use crate::policies::store::{Effective, Saving, put_in_force};
use crate::records::row::COLUMNS;
use crate::workspace::{Changed, Workspace, WorkspaceError, touch};
use playbook::Instant;
use playbook::policy::Policy;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection};

/// What an undo did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Undone {
    /// Records that the import had brought and that are gone again.
    pub removed: u64,
    /// Records that it had changed and that are as they were.
    pub restored: u64,
}

impl Workspace {
    /// Every import, newest first.
    pub async fn batches(&self) -> Result<Vec<Batch>, WorkspaceError> {
        let rows = sqlx::query("select * from batches order by id desc").fetch_all(self.readers()).await?;
        rows.iter().map(read).collect()
    }

    /// Takes an import back: its records go, and those it changed are as they were before it. Refused while a later import
    /// stands that changed records of this one. `now` is written as the time of the undo.
    pub async fn undo_batch(&self, id: &str, now: Instant) -> Result<Undone, WorkspaceError> {
        let mut writer = self.writer().await?;
        let connection = writer.connection()?;
        let mut change = connection.begin_with("begin immediate").await?;
        let undone = undo(&mut change, id, now).await?;
        touch(&mut change, Changed::Records).await?;
        change.commit().await?;
        self.refresh(connection).await?;
        drop(writer);
        self.desk_after_change(now).await;
        self.review_after_change().await;
        Ok(undone)
    }

    /// The attributes that imports keep, in the order in which their mappings named them, the latest import first.
    pub async fn attribute_names(&self) -> Result<Vec<String>, WorkspaceError> {
        let mut names: Vec<String> = Vec::new();
        for name in self.batches().await?.into_iter().flat_map(|batch| batch.mapping.attributes) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Ok(names)
    }

    /// The mappings last used, one a source, latest first.
    pub async fn remembered_mappings(&self) -> Result<Vec<Remembered>, WorkspaceError> {
        let bodies: Vec<String> = sqlx::query_scalar("select body from mappings order by used_at desc, source")
            .fetch_all(self.readers())
            .await?;
        // A mapping of a format this Baton cannot read is forgotten, not an obstacle.
        Ok(bodies.iter().filter_map(|body| serde_json::from_str(body).ok()).collect())
    }
}

/// Writes a batch's row, and remembers its mapping for the source.
pub(crate) async fn insert(
    connection: &mut SqliteConnection,
    id: i64,
    mapping: &Mapping,
    stored: &Stored,
    added_handoffs: &[&str],
    now: Instant,
) -> Result<(), WorkspaceError> {
    let names = stored.totals.files.iter().map(|file| file.name.clone());
    let used = names.zip(&stored.totals.headers).map(|(name, header)| RememberedFile { name, header: header.clone() });
    let remembered = Remembered { mapping: mapping.clone(), files: used.collect(), used_at: now };
    let body = serde_json::to_string(mapping).map_err(WorkspaceError::unreadable("mapping"))?;
    let remembered = serde_json::to_string(&remembered).map_err(WorkspaceError::unreadable("mapping"))?;
    let files = serde_json::to_string(&stored.totals.files).map_err(WorkspaceError::unreadable("mapping"))?;
    let added = serde_json::to_string(added_handoffs).map_err(WorkspaceError::unreadable("mapping"))?;
    sqlx::query(
        "insert into batches (id, source, imported_at, files, mapping, row_count, accepted, updated, unchanged, rejected, as_of, \
         added_handoffs) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(id)
    .bind(&mapping.source)
    .bind(now)
    .bind(files)
    .bind(&body)
    .bind(stored.totals.rows as i64)
    .bind(stored.accepted as i64)
    .bind(stored.updated as i64)
    .bind(stored.unchanged as i64)
    .bind(stored.totals.rejected as i64)
    .bind(stored.totals.as_of)
    .bind(added)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "insert into mappings (source, used_at, body) values ($1, $2, $3) \
         on conflict (source) do update set used_at = excluded.used_at, body = excluded.body",
    )
    .bind(&mapping.source)
    .bind(now)
    .bind(&remembered)
    .execute(connection)
    .await?;
    Ok(())
}

async fn undo(connection: &mut SqliteConnection, id: &str, now: Instant) -> Result<Undone, WorkspaceError> {
    let missing = || WorkspaceError::NoSuchBatch(id.to_owned());
    let batch: i64 = id.parse().map_err(|_| missing())?;
    let row = sqlx::query("select source, undone_at from batches where id = $1")
        .bind(batch)
        .fetch_optional(&mut *connection)
        .await?
        .ok_or_else(missing)?;
    if row.try_get::<Option<i64>, _>("undone_at")?.is_some() {
        return Err(WorkspaceError::UndoneAlready(row.try_get("source")?));
    }
    refuse_later(connection, batch).await?;
    // Only rows that were there before have a kept version; the others are this import's own.
    let restored = sqlx::query(AssertSqlSafe(format!(
        "insert into records (id, {COLUMNS}) select id, {COLUMNS} from record_versions where replaced_by = $1 \
         on conflict (id) do update set ({COLUMNS}) = ({})",
        excluded()
    )))
    .bind(batch)
    .execute(&mut *connection)
    .await?
    .rows_affected();
    sqlx::query("delete from record_versions where replaced_by = $1").bind(batch).execute(&mut *connection).await?;
    let removed = sqlx::query("delete from records where batch = $1")
        .bind(batch)
        .execute(&mut *connection)
        .await?
        .rows_affected();
    sqlx::query("update batches set undone_at = $1 where id = $2")
        .bind(now)
        .bind(batch)
        .execute(&mut *connection)
        .await?;
    sqlx::query(
        "update workspace set records = records - $1, as_of = (select max(as_of) from batches where undone_at is null)",
    )
    .bind(removed as i64)
    .execute(&mut *connection)
    .await?;
    take_points_back(connection, &row.try_get::<String, _>("source")?, now).await?;
    Ok(Undone { removed, restored })
}

/// `record_id = excluded.record_id` for every column, as the right side of a row assignment.
fn excluded() -> String {
    COLUMNS.split(", ").map(|column| format!("excluded.{column}")).collect::<Vec<_>>().join(", ")
}

/// A later import that replaced rows of this one has kept them as its versions.
async fn refuse_later(connection: &mut SqliteConnection, batch: i64) -> Result<(), WorkspaceError> {
    let later = sqlx::query(
        "select batches.source, batches.imported_at, count(*) as records from record_versions \
         join batches on batches.id = record_versions.replaced_by where record_versions.batch = $1 \
         group by batches.id, batches.source, batches.imported_at order by batches.id desc limit 1",
    )
    .bind(batch)
    .fetch_optional(connection)
    .await?;
    let Some(row) = later else { return Ok(()) };
    let at = chrono::DateTime::from_timestamp_millis(row.try_get("imported_at")?);
    let at = at.map(|at| at.format(", %Y-%m-%d %H:%M UTC").to_string()).unwrap_or_default();
    let records: i64 = row.try_get("records")?;
    Err(WorkspaceError::LaterImports {
        records: records as u64,
        later: format!("{}{at}", row.try_get::<String, _>("source")?),
    })
}

/// Handoff points that undone imports made go with their last record, unless somebody designed them since. All undone imports
/// count, because another import may have used the points when theirs was undone.
async fn take_points_back(connection: &mut SqliteConnection, source: &str, now: Instant) -> Result<(), WorkspaceError> {
    let lists: Vec<String> = sqlx::query_scalar("select added_handoffs from batches where undone_at is not null")
        .fetch_all(&mut *connection)
        .await?;
    let mut added: Vec<String> = Vec::new();
    for list in &lists {
        added.extend(serde_json::from_str::<Vec<String>>(list).map_err(WorkspaceError::unreadable("batch"))?);
    }
    if added.is_empty() {
        return Ok(());
    }
    let version: i64 = sqlx::query_scalar("select policy_version from workspace").fetch_one(&mut *connection).await?;
    let policy = crate::policies::store::read(connection, version).await?;
    let mut kept = Policy { handoffs: Vec::new(), ..policy.clone() };
    for point in &policy.handoffs {
        let untouched =
            added.contains(&point.key) && *point == super::points::point_from_import(&point.key, &point.name);
        let used: i64 =
            sqlx::query_scalar("select count(*) from (select 1 from records where handoff = $1 limit 1) as one")
                .bind(&point.key)
                .fetch_one(&mut *connection)
                .await?;
        if !untouched || used > 0 {
            kept.handoffs.push(point.clone());
        }
    }
    if kept != policy {
        let reason = format!("Undone import of {source}");
        let saving = Saving { author: "", reason: &reason, now, effective: Effective::AsParent };
        put_in_force(connection, &kept, version, saving).await?;
    }
    Ok(())
}

fn read(row: &SqliteRow) -> Result<Batch, WorkspaceError> {
    let count = |name: &str| row.try_get::<i64, _>(name).map(|count| count as u64);
    Ok(Batch {
        id: row.try_get::<i64, _>("id")?.to_string(),
        source: row.try_get("source")?,
        imported_at: row.try_get("imported_at")?,
        files: serde_json::from_str(&row.try_get::<String, _>("files")?)
            .map_err(WorkspaceError::unreadable("batch"))?,
        rows: count("row_count")?,
        accepted: count("accepted")?,
        updated: count("updated")?,
        unchanged: count("unchanged")?,
        rejected: count("rejected")?,
        mapping: serde_json::from_str(&row.try_get::<String, _>("mapping")?)
            .map_err(WorkspaceError::unreadable("batch"))?,
        undone_at: row.try_get("undone_at")?,
    })
}
