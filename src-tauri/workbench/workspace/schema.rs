//! What a workspace file must contain, and nothing else: its mark, its format number and its schema, word for word.

use super::error::WorkspaceError;
use sqlx::{Connection, Row, SqliteConnection};

/// `BTON` in ASCII, in the header's application id.
pub(crate) const APPLICATION_ID: u32 = 0x4254_4f4e;

/// The migrations in order; their number is the file's format, kept in `user_version`.
pub(crate) const MIGRATIONS: &[&str] = &[
    include_str!("../../../migrations/0001_workspace.sql"),
    include_str!("../../../migrations/0002_drafts.sql"),
    include_str!("../../../migrations/0003_exceptions.sql"),
    include_str!("../../../migrations/0004_simulations.sql"),
    include_str!("../../../migrations/0005_council.sql"),
    include_str!("../../../migrations/0006_exception_impact.sql"),
];

/// The format that this Baton writes.
pub(crate) const FORMAT: u32 = MIGRATIONS.len() as u32;

/// One entry of the schema: type, name, table, SQL.
pub(crate) type SchemaEntry = (String, String, String, Option<String>);

/// Lays the schema in an empty database.
pub(crate) async fn lay(connection: &mut SqliteConnection) -> Result<(), WorkspaceError> {
    run(connection, MIGRATIONS, 0).await
}

/// Runs the migrations that a database of the format `from` lacks, and marks it as one of ours.
pub(crate) async fn run(
    connection: &mut SqliteConnection,
    migrations: &[&'static str],
    from: usize,
) -> Result<(), WorkspaceError> {
    for migration in &migrations[from..] {
        sqlx::raw_sql(*migration).execute(&mut *connection).await?;
    }
    let format = migrations.len();
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!(
        "pragma application_id = {APPLICATION_ID}; pragma user_version = {format}"
    )))
    .execute(&mut *connection)
    .await?;
    Ok(())
}

/// The schema that stands in a file.
pub(crate) async fn found(connection: &mut SqliteConnection) -> Result<Vec<SchemaEntry>, sqlx::Error> {
    let rows = sqlx::query("select type, name, tbl_name, sql from sqlite_master order by name, type")
        .fetch_all(connection)
        .await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?, row.try_get(3)?))).collect()
}

/// The schema that has to stand there: what these migrations lay in an empty database.
pub(crate) async fn expected(migrations: &[&'static str]) -> Result<Vec<SchemaEntry>, WorkspaceError> {
    let mut memory = SqliteConnection::connect("sqlite::memory:").await?;
    run(&mut memory, migrations, 0).await?;
    let entries = found(&mut memory).await?;
    memory.close().await?;
    Ok(entries)
}

/// What differs between two schemas, in words; `None` = they are the same.
pub(crate) fn difference(found: &[SchemaEntry], expected: &[SchemaEntry]) -> Option<String> {
    let unknown =
        found.iter().find(|entry| !expected.iter().any(|(kind, name, ..)| (kind, name) == (&entry.0, &entry.1)));
    if let Some((kind, name, table, _)) = unknown {
        return Some(match kind.as_str() {
            "trigger" => format!("a trigger \"{}\" on the table \"{}\"", shown(name), shown(table)),
            kind => format!("a {} \"{}\"", shown(kind), shown(name)),
        });
    }
    let changed = expected.iter().find(|entry| !found.contains(entry));
    changed.map(|(kind, name, ..)| match found.iter().any(|entry| (&entry.0, &entry.1) == (kind, name)) {
        true => format!("the {kind} \"{name}\" in another shape"),
        false => format!("no {kind} \"{name}\""),
    })
}

/// A name out of a foreign file, fit for a sentence: short, without control characters.
fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(60).collect()
}
