//! `baton mapping suggest` and `baton import`.

use crate::failure::Failure;
use serde::Serialize;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use workbench::imports::mapping::{Mapping, WORKSPACE_ZONE};
use workbench::imports::report::{ImportReport, Problem};
use workbench::imports::{self, ImportError};

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Failure {
        Failure::sentence(error.to_string())
    }
}

pub async fn suggest(data: &[PathBuf], out: &mut dyn Write) -> Result<(), Failure> {
    let inspection = imports::inspect(data, &[], WORKSPACE_ZONE)?;
    for question in &inspection.questions {
        eprintln!("note: {}: {}", question.file, question.text);
    }
    serde_json::to_writer_pretty(&mut *out, &inspection.mapping)
        .map_err(|error| Failure::sentence(error.to_string()))?;
    Ok(writeln!(out)?)
}

/// The report as scripts get it.
#[derive(Serialize)]
struct Told<'a> {
    rows: u64,
    accepted: u64,
    updated: u64,
    unchanged: u64,
    rejected: u64,
    problems: &'a [Problem],
    problems_total: u64,
    new_handoffs: &'a [String],
    flagged: &'a [(String, u64)],
}

pub async fn import(
    file: &Path,
    data: &[PathBuf],
    mapping: &Path,
    dry_run: bool,
    json: bool,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let mapping = read_mapping(mapping)?;
    let workspace = crate::workspaces::open(file).await?;
    let outcome = if dry_run {
        imports::dry_run(&workspace, data, &mapping).await
    } else {
        imports::import(&workspace, data, &mapping, now()).await
    };
    workspace.close().await?;
    let report = outcome?;
    if json {
        print_json(&report, out)?;
    } else {
        print_words(&report, dry_run, out)?;
    }
    out.flush()?;
    // Rows of a long export are events: that none of its cases could be used does not show in their number.
    if report.rejected > 0 && report.accepted + report.updated + report.unchanged == 0 {
        return Err(Failure::sentence(
            "no row could be imported; the report says why, row by row. Nothing was stored.",
        ));
    }
    Ok(())
}

fn read_mapping(path: &Path) -> Result<Mapping, Failure> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::sentence(format!("the mapping {} cannot be read: {error}", path.display())))?;
    serde_json::from_str(&text).map_err(|error| {
        Failure::sentence(format!(
            "the mapping {} is not complete: {error}. `baton mapping suggest` prints one to begin with",
            path.display()
        ))
    })
}

fn print_json(report: &ImportReport, out: &mut dyn Write) -> Result<(), Failure> {
    let told = Told {
        rows: report.rows,
        accepted: report.accepted,
        updated: report.updated,
        unchanged: report.unchanged,
        rejected: report.rejected,
        problems: &report.problems,
        problems_total: report.problems_total,
        new_handoffs: &report.new_handoffs,
        flagged: &report.flagged,
    };
    serde_json::to_writer(&mut *out, &told).map_err(|error| Failure::sentence(error.to_string()))?;
    Ok(writeln!(out)?)
}

fn print_words(report: &ImportReport, dry_run: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let began = if dry_run { "Dry run" } else { "Imported" };
    writeln!(
        out,
        "{began}: {} rows read; {} new records, {} updated, {} unchanged, {} rows rejected.",
        report.rows, report.accepted, report.updated, report.unchanged, report.rejected
    )?;
    if !report.new_handoffs.is_empty() {
        writeln!(out, "New handoff points: {}.", report.new_handoffs.join(", "))?;
    }
    for (what, records) in &report.flagged {
        writeln!(out, "Kept and flagged: {records} records, {what}.")?;
    }
    for problem in &report.problems {
        let fate = if problem.rejected { "rejected" } else { "kept" };
        writeln!(
            out,
            "{}:{}: column {:?}, {:?}: {} ({fate})",
            problem.file, problem.line, problem.column, problem.value, problem.reason
        )?;
    }
    let told = report.problems.len() as u64;
    if report.problems_total > told {
        writeln!(out, "… and {} more.", report.problems_total - told)?;
    }
    Ok(())
}

/// The wall clock, read at the door and nowhere below it.
fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64)
}
