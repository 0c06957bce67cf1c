//! `baton check`, `map` and `policy`: what was designed, whether it is airtight, and how it looks.

use crate::failure::Failure;
use charts::{Theme, map_layout, map_svg};
use playbook::airtight::{Evidence, Problem, Report, Severity, check as check_policy};
use playbook::calendar::Zone;
use playbook::policy::Policy;
use playbook::policy::criteria::Told;
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;

/// Runs the check. Exits 1 where an error is left.
pub async fn check(file: &Path, as_json: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let report = report_of(file).await?;
    if as_json {
        serde_json::to_writer_pretty(&mut *out, &report_json(&report))
            .map_err(|error| Failure::sentence(error.to_string()))?;
        writeln!(out)?;
    } else {
        print_report(&report, out)?;
    }
    out.flush()?;
    match report.problems.iter().any(|problem| problem.severity == Severity::Error) {
        true => Err(Failure::Told),
        false => Ok(()),
    }
}

/// A workspace's records are asked too; a policy file has none.
async fn report_of(file: &Path) -> Result<Report, Failure> {
    let now = chrono::Utc::now().timestamp_millis();
    if is_policy_file(file) {
        let policy = crate::versions::read_policy(file)?;
        let zone = Zone::named(&policy.time_zone).map_err(|error| Failure::sentence(error.to_string()))?;
        return Ok(check_policy(&policy, &Evidence::default(), &Told { now, zone }));
    }
    let workspace = crate::workspaces::open(file).await?;
    let checked = workspace.checked(workspace.policy(), now).await;
    workspace.close().await?;
    Ok(checked?)
}

fn is_policy_file(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
}

fn print_report(report: &Report, out: &mut dyn Write) -> Result<(), Failure> {
    let count = |severity| report.problems.iter().filter(|problem| problem.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let verdict = if report.airtight { "Airtight" } else { "Not airtight" };
    writeln!(out, "{verdict}: {}, {}.", counted(errors, "error"), counted(warnings, "warning"))?;
    for problem in &report.problems {
        let mark = match problem.severity {
            Severity::Error => '▲',
            Severity::Warning => '◐',
            Severity::Note => '●',
        };
        let muted = problem.muted.as_ref().map_or_else(String::new, |reason| format!(", muted: {reason}"));
        writeln!(out, "  {mark} {}: {} ({}{muted})", problem.place, problem.message, problem.rule)?;
        if let Some(shown) = &problem.shown_by {
            writeln!(out, "      for example: {shown}")?;
        }
    }
    Ok(())
}

/// `1 error`, `2 errors`
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn report_json(report: &Report) -> Value {
    let problem = |problem: &Problem| {
        json!({
            "rule": problem.rule,
            "severity": problem.severity.name(),
            "where": problem.place.to_string(),
            "message": problem.message,
            "muted": problem.muted,
            "witness": problem.shown_by.as_ref().map(|says| json!({
                "says": says,
                "record": problem.witness.as_ref().map(|witness| &witness.record),
            })),
        })
    };
    json!({ "airtight": report.airtight, "problems": report.problems.iter().map(problem).collect::<Vec<_>>() })
}

/// Writes the map of the journey as an SVG.
pub async fn map(file: &Path, picture: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let kind = picture.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
    if kind != "svg" {
        let named = if kind.is_empty() { "no ending".to_string() } else { format!("the ending .{kind}") };
        return Err(Failure::sentence(format!(
            "{} has {named}; the map is written as .svg, which every browser shows and prints",
            picture.display()
        )));
    }
    let policy = policy_of(file).await?;
    let svg = map_svg(&map_layout(&policy), &format!("{}: the journey", policy.company), Theme::Light);
    std::fs::write(picture, svg)
        .map_err(|error| Failure::sentence(format!("{} could not be written: {error}", picture.display())))?;
    Ok(writeln!(out, "Wrote {}.", picture.display())?)
}

/// Writes the build spec for whoever builds the policy in a CRM.
pub async fn spec(file: &Path, folder: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let policy = policy_of(file).await?;
    let files = pack::spec::files(&policy).map_err(|error| Failure::sentence(error.to_string()))?;
    let failed = |path: &Path, error: std::io::Error| {
        Failure::sentence(format!("{} could not be written: {error}", path.display()))
    };
    std::fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    for file in &files {
        let path = folder.join(&file.name);
        std::fs::write(&path, &file.content).map_err(|error| failed(&path, error))?;
    }
    Ok(writeln!(out, "Wrote {} files to {}.", files.len(), folder.display())?)
}

/// The policy of a workspace, or of a policy file.
async fn policy_of(file: &Path) -> Result<Policy, Failure> {
    if is_policy_file(file) {
        return crate::versions::read_policy(file);
    }
    let workspace = crate::workspaces::open(file).await?;
    let policy = Policy::clone(&workspace.policy());
    workspace.close().await?;
    Ok(policy)
}
