//! `baton new`, `sample`, `records`, `backup` and `verify`.

use crate::failure::Failure;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use pack::records::RecordsCsv;
use playbook::policy::Template;
use playbook::record::Moment;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use workbench::records::query::RecordQuery;
use workbench::workspace::{self, Backups, Workspace, WorkspaceError};

impl From<WorkspaceError> for Failure {
    fn from(error: WorkspaceError) -> Failure {
        Failure::sentence(error.to_string())
    }
}

/// Opens a workspace. An older file is brought up to date first, after a copy was kept where the window keeps its own.
pub async fn open(file: &Path) -> Result<Workspace, WorkspaceError> {
    if let Some(backups) = Backups::of_this_user() {
        workspace::upgrade(file, &backups).await?;
    }
    Workspace::open(file).await
}

/// The templates' names, with what each is for.
pub fn templates() -> impl TypedValueParser<Value = String> {
    PossibleValuesParser::new(
        Template::ALL.into_iter().map(|template| PossibleValue::new(template.key()).help(template.summary())),
    )
}

pub async fn new(
    file: &Path,
    time_zone: &str,
    name: Option<String>,
    template: Option<String>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let template = template.as_deref().and_then(Template::with_key);
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let company = name.or(stem).unwrap_or_default();
    Workspace::create_from(file, &company, time_zone, template).await?.close().await?;
    Ok(writeln!(out, "Created {} for {company}, {time_zone}.", file.display())?)
}

pub async fn sample(file: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let workspace = workbench::sample::create(file).await.map_err(|error| Failure::sentence(error.to_string()))?;
    let summary = workspace.summary().await?;
    workspace.close().await?;
    Ok(writeln!(out, "Created {}: {} handoffs of {}.", file.display(), summary.records, summary.company)?)
}

/// Every record, oldest first: a table for people, or everything as CSV.
pub async fn records(file: &Path, as_csv: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let workspace = open(file).await?;
    let policy = workspace.policy();
    let mut written: Result<(), Failure> = Ok(());
    let go_on = |written: &Result<(), Failure>| match written {
        Ok(()) => ControlFlow::Continue(()),
        Err(_) => ControlFlow::Break(()),
    };
    if as_csv {
        let mut csv = RecordsCsv::new(&mut *out, workspace.attribute_names().await?)?;
        workspace
            .visit_records(&RecordQuery::default(), |record| {
                written = csv.write(record, &policy).map_err(Failure::from);
                go_on(&written)
            })
            .await?;
        csv.finish()?;
    } else {
        workspace
            .visit_records(&RecordQuery::default(), |record| {
                let started = record.at(Moment::Started).map(pack::csv_out::instant).unwrap_or_default();
                let handoff = policy.handoff(&record.handoff).map_or(record.handoff.as_str(), |point| &point.name);
                let owner = record.owner.as_deref().unwrap_or("(blank)");
                written =
                    writeln!(out, "{started}  {:<24} {handoff:<24} {owner}", record.record_id).map_err(Failure::from);
                go_on(&written)
            })
            .await?;
    }
    workspace.close().await?;
    written
}

pub async fn backup(file: &Path, copy: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let workspace = open(file).await?;
    workspace.backup(copy).await?;
    workspace.close().await?;
    Ok(writeln!(out, "Wrote {}, checked.", copy.display())?)
}

pub async fn verify(file: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let report = workspace::verify(file).await?;
    for check in &report.checks {
        writeln!(out, "{} {}: {}", if check.passed { "✓" } else { "✗" }, check.name, check.found)?;
    }
    if report.sound {
        return Ok(writeln!(out, "{} is whole.", file.display())?);
    }
    out.flush()?;
    let failed: Vec<&str> = report.checks.iter().filter(|check| !check.passed).map(|check| check.name).collect();
    Err(Failure::sentence(format!(
        "{} is damaged ({}). Keep the file, and open a backup made before.",
        file.display(),
        failed.join(", ")
    )))
}
