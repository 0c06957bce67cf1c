//! `baton exceptions` and `baton audit`: the desk, acts on it, and the trail of everything that was done.

use crate::failure::Failure;
use crate::workspaces::open;
use playbook::exception::desk::{Act, Due};
use playbook::exception::measures::ExceptionMeasures;
use playbook::metrics::{Month, words};
use std::io::Write;
use std::path::Path;
use workbench::exceptions::{CaseQuery, CaseRow, Desk, MOST_ROWS, Standing};
use workbench::imports::store::Watch;
use workbench::workspace::Workspace;

/// How the desk is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Text,
    Json,
    Csv,
}

/// Which cases are printed.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    pub open: bool,
    pub month: Option<Month>,
    /// Looks through the records even where nothing changed, and prints what that did.
    pub detect: bool,
    pub form: Form,
}

fn now() -> i64 {
    chrono::Utc::now().timestamp_millis()
}

/// Prints the desk, brought up to date first.
pub async fn list(file: &Path, question: Question, out: &mut dyn Write) -> Result<(), Failure> {
    let workspace = open(file).await?;
    let printed = list_of(&workspace, question, out).await;
    workspace.close().await?;
    printed
}

async fn list_of(workspace: &Workspace, question: Question, out: &mut dyn Write) -> Result<(), Failure> {
    if question.detect {
        let detected = workspace.detect_exceptions(now(), &Watch::nobody()).await?;
        if question.form == Form::Text {
            writeln!(
                out,
                "Raised {}, kept {}, closed {} (corrected), reopened {}; {} were over or old before and are counted only.",
                detected.raised, detected.kept, detected.corrected, detected.reopened, detected.history
            )?;
        }
    } else {
        workspace.desk_up_to_date(now(), &Watch::nobody()).await?;
    }
    let query = CaseQuery { open: question.open, month: question.month, ..CaseQuery::default() };
    // What is read by programs is whole.
    let most = if question.form == Form::Text { MOST_ROWS } else { usize::MAX };
    let desk = workspace.desk(&query, now(), most).await?;
    match question.form {
        Form::Text => {
            print(&desk, out)?;
            match question.month {
                Some(month) => print_impact(&workspace.exception_measures().await?, month, out),
                None => Ok(()),
            }
        }
        Form::Json => {
            let measures = workspace.exception_measures().await?;
            let all = serde_json::json!({ "desk": desk, "measures": measures });
            serde_json::to_writer_pretty(&mut *out, &all).map_err(|cause| Failure::sentence(cause.to_string()))?;
            Ok(writeln!(out)?)
        }
        Form::Csv => {
            let numbers: Vec<u32> = desk.rows.iter().map(|row| row.case.number).collect();
            let impact = workspace.impact_of(&numbers).await?;
            let listed = desk.rows.iter().map(|row| pack::exceptions::Listed {
                case: &row.case,
                called: row.called.as_deref(),
                left: row.left.as_ref(),
                suggested: row.suggested.as_ref(),
                impact: impact.get(&row.case.number).map(String::as_str),
            });
            Ok(pack::exceptions::write(listed, &workspace.policy(), out)?)
        }
    }
}

fn print(desk: &Desk, out: &mut dyn Write) -> Result<(), Failure> {
    writeln!(
        out,
        "{} open, {} past their target, {} resolved in the last seven days; {} were over or old before and are counted only.",
        desk.open, desk.past_target, desk.resolved_lately, desk.history
    )?;
    for row in &desk.rows {
        let case = &row.case;
        let owner = match (&row.owner_name, &row.suggested) {
            (Some(owner), _) => owner.clone(),
            (None, Some(suggested)) if suggested.person.is_some() => {
                format!("unassigned, {} suggested", suggested.name)
            }
            (None, _) => "unassigned".into(),
        };
        writeln!(
            out,
            "{:<4} {:<8} {:<24} {:<16} {:<6} {:<9} {:<32} {owner}",
            row.severity_name,
            row.name,
            row.type_name,
            case.passage.record_id,
            case.passage.handoff,
            case.status.name(),
            standing(row),
        )?;
        let called = row.called.as_deref().map_or_else(String::new, |called| format!("{called}: "));
        writeln!(out, "     {called}{}", case.because)?;
        if let Some(suggested) = &row.suggested {
            writeln!(out, "     {}", suggested.because)?;
        }
    }
    if desk.found > desk.rows.len() {
        writeln!(out, "… and {} more.", desk.found - desk.rows.len())?;
    }
    if desk.standing == Standing::OnlyRead {
        writeln!(out, "The records or the policy changed since; the workspace is open for reading only.")?;
    }
    Ok(())
}

/// What became of the month's records with an exception, beside those without.
fn print_impact(measures: &ExceptionMeasures, month: Month, out: &mut dyn Write) -> Result<(), Failure> {
    let said: Vec<_> = measures.impact.iter().filter(|impact| impact.month == month).collect();
    if !said.is_empty() {
        writeln!(out, "\nDownstream, records of {}", words::month(month))?;
    }
    for impact in said {
        writeln!(out, "  {}", impact.sentence)?;
    }
    Ok(())
}

/// `50 m of business time left`, `no target`
fn standing(row: &CaseRow) -> String {
    match (row.due, &row.left) {
        (_, Some(left)) => left.words.clone(),
        (Due::Kept, None) => "in time".into(),
        (Due::Missed, None) => "late".into(),
        (Due::None | Due::Past | Due::InTime | Due::Soon, None) => "no target".into(),
    }
}

/// Does an act, given as JSON, on cases.
pub async fn act(file: &Path, act: &str, cases: &[String], actor: &str, out: &mut dyn Write) -> Result<(), Failure> {
    let act: Act = serde_json::from_str(act)
        .map_err(|cause| Failure::sentence(format!("--act is no act: {cause}. See baton exceptions --help")))?;
    let mut numbers = Vec::new();
    for name in cases {
        let digits = name.trim().trim_start_matches("EX-").trim_start_matches("ex-");
        let number = digits.parse().map_err(|_| Failure::sentence(format!("{name} is no case such as EX-12")))?;
        numbers.push(number);
    }
    if numbers.is_empty() {
        return Err(Failure::sentence("--act needs --case: say which cases, EX-12,EX-13"));
    }
    let workspace = open(file).await?;
    let done = workspace.act_on_cases(&numbers, &act, actor, now()).await;
    workspace.close().await?;
    let done = done?;
    for one in done.iter().filter(|one| one.refused.is_none()) {
        let status = one.case.as_ref().map_or("", |case| case.status.name());
        writeln!(out, "EX-{}: done, {status}.", one.number)?;
    }
    out.flush()?;
    let refused: Vec<String> =
        done.iter().filter_map(|one| Some(format!("EX-{}: {}", one.number, one.refused.as_ref()?))).collect();
    if refused.is_empty() { Ok(()) } else { Err(Failure::sentence(refused.join(" "))) }
}

/// Goes through the chain. Exits 1 at the first link that does not hold.
pub async fn verify(file: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let workspace = open(file).await?;
    let verified = workspace.audit_verify().await;
    workspace.close().await?;
    let verified = verified?;
    match verified.broken {
        None => Ok(writeln!(out, "intact: {} entries, head {}", verified.entries, verified.head)?),
        Some(broken) => Err(Failure::sentence(format!(
            "the audit trail breaks at entry {}: {}; {} before it hold, up to {}",
            broken.number, broken.what, verified.entries, verified.head
        ))),
    }
}

/// Writes the trail as JSON lines.
pub async fn export(file: &Path, target: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let workspace = open(file).await?;
    let written = match std::fs::File::create_new(target) {
        Ok(created) => {
            let mut created = std::io::BufWriter::new(created);
            let entries = workbench::audit::export(&workspace, &mut created).await;
            match created.flush() {
                Ok(()) => entries.map_err(Failure::from),
                Err(cause) => Err(not_written(target, &cause)),
            }
        }
        Err(cause) => Err(not_written(target, &cause)),
    };
    workspace.close().await?;
    let entries = written?;
    Ok(writeln!(out, "Wrote {entries} entries to {}; its first line says how to check it.", target.display())?)
}

fn not_written(target: &Path, cause: &std::io::Error) -> Failure {
    Failure::sentence(format!("{} could not be written: {cause}. Choose another name", target.display()))
}
