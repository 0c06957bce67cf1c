//! `baton check`, `map` and `policy`: what was designed, whether it is airtight, and how it looks.

use crate::failure::Failure;
use charts::{Theme, map_layout, map_svg};
use pack::picture::Picture;
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

/// Writes the map of the journey: as an SVG, a PNG or a PDF, by the ending of the picture's name.
pub async fn map(file: &Path, picture: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let kind = picture.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
    if !["svg", "png", "pdf"].contains(&kind.as_str()) {
        let named = if kind.is_empty() { "no ending".to_string() } else { format!("the ending .{kind}") };
        return Err(Failure::sentence(format!(
            "{} has {named}; the map is written as .svg, .png or .pdf: name the picture accordingly",
            picture.display()
        )));
    }
    let policy = policy_of(file).await?;
    let title = format!("{}: the journey", policy.company);
    let svg = map_svg(&map_layout(&policy), &title, Theme::Light);
    let drawn = match kind.as_str() {
        "png" => Some(pack::picture::png(&svg)),
        "pdf" => Some(pack::picture::pdf(&svg, &title)),
        _ => None,
    };
    let drawn = drawn.transpose().map_err(|error| Failure::sentence(error.to_string()))?;
    let bytes = drawn.as_ref().map_or(svg.as_bytes(), |drawn| &drawn.bytes);
    std::fs::write(picture, bytes)
        .map_err(|error| Failure::sentence(format!("{} could not be written: {error}", picture.display())))?;
    writeln!(out, "Wrote {}.", picture.display())?;
    for remark in drawn.iter().flat_map(remarks) {
        writeln!(out, "{remark}")?;
    }
    Ok(())
}

/// What a reader of a picture should know of it.
fn remarks(drawn: &Picture) -> Vec<String> {
    let mut remarks = Vec::new();
    if drawn.reduced < 1.0 {
        let share = drawn.reduced * 100.0;
        remarks.push(format!("The map is too large for this kind of picture and was reduced to {share:.0} %."));
    }
    if !drawn.without_sign.is_empty() {
        let signs: Vec<String> = drawn.without_sign.iter().map(char::to_string).collect();
        remarks.push(format!(
            "Inter, the typeface that Baton brings, lacks {}: they stand as boxes. An .svg is set in the reader's typefaces.",
            signs.join(" ")
        ));
    }
    remarks
}

/// Writes the build spec for whoever builds the policy in a CRM: as pages where the name ends in .pdf, else its files into a folder.
pub async fn spec(file: &Path, folder: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let policy = policy_of(file).await?;
    if folder.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) {
        let made = chrono::Utc::now().timestamp_millis();
        let pages = pack::write(&pack::spec::of(&policy), pack::Format::Pdf, made);
        let pages = pages.map_err(|error| Failure::sentence(error.to_string()))?;
        std::fs::write(folder, &pages.bytes)
            .map_err(|error| Failure::sentence(format!("{} could not be written: {error}", folder.display())))?;
        writeln!(out, "Wrote {}.", folder.display())?;
        for remark in &pages.remarks {
            writeln!(out, "{remark}")?;
        }
        return Ok(());
    }
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
