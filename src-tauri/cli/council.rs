//! `baton council`, `decide`, `action`, `sign-off`, `reopen`, `cadence`, `missed`, `quarterly` and `maturity`: the monthly review as a
//! sitting.

use crate::failure::Failure;
use crate::workspaces::open;
use clap::Subcommand;
use pack::csv_out;
use playbook::council::{Council, CouncilState, DecisionStatus, Quarter, Quarterly, Week, WeeklyMissed, clock_title};
use playbook::maturity::Maturity;
use playbook::metrics::{Month, words};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::Write;
use std::path::{Path, PathBuf};
use workbench::workspace::Workspace;

#[derive(Debug, Subcommand)]
pub enum CouncilCommand {
    /// Print what the council has before it beside the month's review: time lost, what hides, decisions with their effect, actions.
    Council {
        file: PathBuf,
        /// The last month that is over by the data unless given.
        #[arg(long, value_name = "YYYY-MM")]
        month: Option<Month>,
        #[arg(long)]
        json: bool,
    },
    /// Write down a decision.
    ///
    /// JSON: {"text":"…","status":"proposed"|"decided"|"withdrawn","made_in":"YYYY-MM","handoff":"H1"|null,"metric":"sla_accept",
    /// "expects":{"way":"fall"|"rise","target":0.1|null},"policy_version":N|null}; to change one, its "id" and "version" as
    /// `baton council --json` prints them. Targets are milliseconds or shares of one.
    Decide {
        file: PathBuf,
        #[arg(value_name = "JSON", required_unless_present = "remove")]
        decision: Option<String>,
        /// Take this one out instead: what should never have stood there. What was decided and given up is withdrawn.
        #[arg(long, value_name = "D-7", conflicts_with = "decision")]
        remove: Option<String>,
        #[command(flatten)]
        who: Who,
    },
    /// Give out an action, or mark one as done.
    ///
    /// JSON: {"text":"…","owner":"PERSON","due":"YYYY-MM-DD","made_in":"YYYY-MM","decision":ID|null}; to change one, its "id" and
    /// "version".
    Action {
        file: PathBuf,
        #[arg(value_name = "JSON", required_unless_present_any = ["done", "remove"])]
        action: Option<String>,
        /// Mark this one as done instead.
        #[arg(long, value_name = "A-5", conflicts_with = "action")]
        done: Option<String>,
        /// Take this one out instead.
        #[arg(long, value_name = "A-5", conflicts_with_all = ["action", "done"])]
        remove: Option<String>,
        #[command(flatten)]
        who: Who,
    },
    /// Sign a month off: its numbers are frozen. A further signature is for the same numbers.
    SignOff {
        file: PathBuf,
        #[arg(long, value_name = "YYYY-MM")]
        month: Month,
        #[command(flatten)]
        who: Who,
    },
    /// Open a signed month again. What was signed is kept, and the month says who opened it and why.
    Reopen {
        file: PathBuf,
        #[arg(long, value_name = "YYYY-MM")]
        month: Month,
        #[command(flatten)]
        who: Who,
        #[arg(long)]
        reason: String,
    },
    /// Print what is due: weekly lists, monthly reviews, quarterly updates, reviews of handoff points.
    Cadence {
        file: PathBuf,
        /// Write what comes round, and the open actions, as a calendar instead; the file must not exist.
        #[arg(long, value_name = "OUT.ics")]
        ical: Option<PathBuf>,
        #[arg(long, conflicts_with = "ical")]
        json: bool,
    },
    /// Print the week's missed handoffs by source, owner and segment.
    Missed {
        file: PathBuf,
        /// The last week that is over by the data unless given.
        #[arg(long, value_name = "YYYY-Www")]
        week: Option<Week>,
        #[arg(long, conflicts_with = "csv")]
        json: bool,
        /// Print the records as CSV; lengths in seconds.
        #[arg(long)]
        csv: bool,
    },
    /// Print what a quarter says about the criteria: win and loss, reasons, capacity, and what the data lacks.
    Quarterly {
        file: PathBuf,
        /// The last quarter that is over by the data unless given.
        #[arg(long, value_name = "YYYY-Qn")]
        quarter: Option<Quarter>,
        #[arg(long)]
        json: bool,
    },
    /// Print how mature the handoffs are: six capabilities, five levels, and what to do next.
    Maturity {
        file: PathBuf,
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, clap::Args)]
pub struct Who {
    /// As this person: a key of the policy, or a name.
    #[arg(long = "as", id = "person", value_name = "PERSON")]
    person: String,
}

fn now() -> i64 {
    chrono::Utc::now().timestamp_millis()
}

pub async fn run(command: CouncilCommand, out: &mut dyn Write) -> Result<(), Failure> {
    let (CouncilCommand::Council { file, .. }
    | CouncilCommand::Decide { file, .. }
    | CouncilCommand::Action { file, .. }
    | CouncilCommand::SignOff { file, .. }
    | CouncilCommand::Reopen { file, .. }
    | CouncilCommand::Cadence { file, .. }
    | CouncilCommand::Missed { file, .. }
    | CouncilCommand::Quarterly { file, .. }
    | CouncilCommand::Maturity { file, .. }) = &command;
    let workspace = open(file).await?;
    let done = run_on(&workspace, command, out).await;
    workspace.close().await?;
    done
}

async fn run_on(workspace: &Workspace, command: CouncilCommand, out: &mut dyn Write) -> Result<(), Failure> {
    match command {
        CouncilCommand::Council { month, json, .. } => {
            let Some(council) = workspace.council(month, now()).await? else {
                return Err(Failure::sentence("there are no records yet. Import some first"));
            };
            if json { print_json(&council, out) } else { Ok(print_council(&council, out)?) }
        }
        CouncilCommand::Decide { decision: None, remove, who, .. } => {
            let name = remove.unwrap_or_default();
            let decisions = workspace.decisions().await?;
            let Some(known) = decisions.iter().find(|known| is_called(&name, 'D', known.number)) else {
                return Err(Failure::sentence(format!("there is no decision {name}. `baton council` lists them")));
            };
            workspace.decision_remove(&known.id, known.version, &who.person, now()).await?;
            Ok(writeln!(out, "D-{}: removed.", known.number)?)
        }
        CouncilCommand::Decide { decision: Some(decision), who, .. } => {
            let draft = parsed(&decision, "decide")?;
            let made = workspace.decision_save(&draft, &who.person, now()).await?;
            Ok(writeln!(out, "D-{}: {}.", made.number, made.status.name())?)
        }
        CouncilCommand::Action { action: Some(action), who, .. } => {
            let draft = parsed(&action, "action")?;
            let given = workspace.action_save(&draft, &who.person, now()).await?;
            Ok(writeln!(out, "A-{}: due {}.", given.number, words::date(given.due))?)
        }
        CouncilCommand::Action { action: None, done, remove, who, .. } => {
            let is_removed = remove.is_some();
            let name = done.or(remove).unwrap_or_default();
            let actions = workspace.actions().await?;
            let Some(action) = actions.iter().find(|known| is_called(&name, 'A', known.number)) else {
                return Err(Failure::sentence(format!("there is no action {name}. `baton council` lists them")));
            };
            if is_removed {
                workspace.action_remove(&action.id, action.version, &who.person, now()).await?;
                return Ok(writeln!(out, "A-{}: removed.", action.number)?);
            }
            workspace.action_done(&action.id, action.version, true, &who.person, now()).await?;
            Ok(writeln!(out, "A-{}: done.", action.number)?)
        }
        CouncilCommand::SignOff { month, who, .. } => {
            let signed = workspace.sign_off(month, &who.person, now()).await?;
            let count = signed.signatures.len();
            Ok(writeln!(
                out,
                "{} is signed off ({count} {}). Policy version {}, audit head {}, digest {}.",
                words::month(month),
                if count == 1 { "signature" } else { "signatures" },
                signed.policy_version,
                signed.audit_head,
                signed.digest
            )?)
        }
        CouncilCommand::Reopen { month, who, reason, .. } => {
            workspace.reopen(month, &who.person, &reason, now()).await?;
            Ok(writeln!(out, "{} is open again; its numbers follow the data.", words::month(month))?)
        }
        CouncilCommand::Cadence { ical: Some(target), .. } => {
            let text = workspace.cadence_ical(now()).await?;
            write_new(&target, &text)?;
            Ok(writeln!(out, "Wrote {}.", target.display())?)
        }
        CouncilCommand::Cadence { ical: None, json, .. } => {
            let due = workspace.cadence(now()).await?;
            if json {
                return print_json(&due, out);
            }
            if due.is_empty() {
                writeln!(out, "Nothing is due.")?;
            }
            for item in due {
                let mark = if item.overdue { "▲" } else { "○" };
                writeln!(out, "{mark} {}: {}", item.title, item.sentence)?;
            }
            Ok(())
        }
        CouncilCommand::Missed { week, json, csv, .. } => {
            let list = workspace.weekly_missed(week).await?;
            match (json, csv) {
                (true, _) => print_json(&list, out),
                (false, true) => missed_csv(&list, out),
                (false, false) => Ok(print_missed(&list, out)?),
            }
        }
        CouncilCommand::Quarterly { quarter, json, .. } => {
            let quarterly = workspace.quarterly(quarter).await?;
            if json { print_json(&quarterly, out) } else { Ok(print_quarterly(&quarterly, out)?) }
        }
        CouncilCommand::Maturity { json, .. } => {
            let maturity = workspace.maturity(now()).await?;
            if json { print_json(&maturity, out) } else { Ok(print_maturity(&maturity, out)?) }
        }
    }
}

/// Whether a name such as `D-7` is that of a number.
fn is_called(name: &str, letter: char, number: u32) -> bool {
    format!("{letter}-{number}").eq_ignore_ascii_case(name.trim())
}

fn parsed<T: DeserializeOwned>(json: &str, command: &str) -> Result<T, Failure> {
    serde_json::from_str(json).map_err(|cause| {
        Failure::sentence(format!("the JSON does not say what is wanted: {cause}. See baton {command} --help"))
    })
}

fn print_json(value: &impl Serialize, out: &mut dyn Write) -> Result<(), Failure> {
    serde_json::to_writer_pretty(&mut *out, value).map_err(|cause| Failure::sentence(cause.to_string()))?;
    Ok(writeln!(out)?)
}

fn write_new(target: &Path, text: &str) -> Result<(), Failure> {
    let written = std::fs::File::create_new(target).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|cause| {
        Failure::sentence(format!("{} could not be written: {cause}. Choose another name", target.display()))
    })
}

/// How many lines of a list a terminal page has; `--json` has all.
const LINES: usize = 8;

fn print_council(council: &Council, out: &mut dyn Write) -> std::io::Result<()> {
    let state = match council.state {
        CouncilState::Open => "open",
        CouncilState::Signed => "signed off",
        CouncilState::Reopened => "reopened",
    };
    writeln!(out, "{}: {state}.", words::month(council.month))?;
    for signed in &council.sign_offs {
        for signature in &signed.signatures {
            writeln!(out, "  Signed by {}, {} UTC", signature.by, words::date_utc(signature.at))?;
        }
        if let Some(reopened) = &signed.reopened {
            writeln!(out, "  Reopened by {}, {} UTC: {}", reopened.by, words::date_utc(reopened.at), reopened.reason)?;
        }
    }
    for difference in &council.differences {
        writeln!(out, "  ▲ {}", difference.sentence)?;
    }
    if let Some(all) = council.figures.waterfalls.first() {
        writeln!(out, "\nTime lost: {}", all.sentence)?;
        for part in &all.parts {
            writeln!(
                out,
                "  {:<26} {:>10}  {}",
                part.title,
                words::duration(part.ms as f64),
                words::share(part.share)
            )?;
        }
    }
    writeln!(out, "\nHidden behind averages: {}", council.figures.hidden.sentence)?;
    for hidden in council.figures.hidden.found.iter().take(LINES) {
        writeln!(out, "  {} {}", if hidden.worse { "▲" } else { "●" }, hidden.sentence)?;
    }
    writeln!(out, "\nPrimary KPIs")?;
    for kpi in &council.figures.kpis {
        writeln!(out, "  {} {}", kpi.handoff.key, kpi.sentence)?;
    }
    writeln!(out, "\nWorst breaches, of {} records with one", words::count(council.figures.breached))?;
    for breach in council.figures.breaches.iter().take(LINES) {
        let owner = breach.owner.as_deref().or(breach.owner_group.as_deref()).unwrap_or("nobody");
        writeln!(out, "  {} {}, {owner}: {}", breach.handoff.key, breach.record_id, breach.sentence)?;
    }
    for repeat in council.repeats.iter().take(LINES) {
        writeln!(out, "  {}", repeat.sentence)?;
        if let Some(proposal) = &repeat.proposal {
            writeln!(out, "    Proposed: {}", proposal.sentence)?;
        }
    }
    writeln!(out, "\nComing back: {}", council.figures.recycle.sentence)?;
    print_sitting(council, out)
}

fn print_sitting(council: &Council, out: &mut dyn Write) -> std::io::Result<()> {
    for change in council.changes.iter().filter(|change| change.since_last_review) {
        writeln!(out, "\nPolicy version {}, by {}: {}", change.version, change.author, change.reason)?;
        for line in change.diff.iter().flat_map(|group| &group.changes).take(LINES) {
            writeln!(out, "  {}", line.sentence)?;
        }
    }
    writeln!(out, "\nDecisions")?;
    for row in &council.decisions {
        let handoff = row.handoff.as_ref().map_or("all", |handoff| handoff.key.as_str());
        let status = match row.decision.status {
            DecisionStatus::Decided => "",
            DecisionStatus::Proposed => " (proposed)",
            DecisionStatus::Withdrawn => " (withdrawn)",
        };
        writeln!(out, "  {}{status} {handoff}: {}", row.name, row.decision.text)?;
        if let Some(effect) = &row.effect {
            writeln!(out, "    {}", effect.sentence)?;
        }
    }
    writeln!(out, "\nActions")?;
    for row in &council.actions {
        let mark = if row.is_done { "✓" } else { "○" };
        let late = if row.late_days > 0 {
            format!(", {} {} late", row.late_days, if row.late_days == 1 { "day" } else { "days" })
        } else {
            String::new()
        };
        writeln!(
            out,
            "  {mark} {} {}, {}, due {}{late}",
            row.name,
            row.action.text,
            row.owner_name,
            words::date(row.action.due)
        )?;
    }
    if !council.notes.text.is_empty() {
        writeln!(out, "\nNotes\n{}", council.notes.text)?;
    }
    Ok(())
}

fn print_missed(list: &WeeklyMissed, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "{}, from {}: {}", list.week, words::date(list.from), list.sentence)?;
    let lists = [
        ("handoff", &list.by_handoff),
        ("source", &list.by_source),
        ("owner", &list.by_owner),
        ("segment", &list.by_segment),
    ];
    for (name, rows) in lists {
        writeln!(out, "\nBy {name}")?;
        for row in rows.iter().take(LINES) {
            writeln!(out, "  {:<28} {} of {}", row.value, words::count(row.missed), words::count(row.due))?;
        }
    }
    writeln!(out)?;
    for record in list.records.iter().take(LINES) {
        let over = words::duration(record.over_ms as f64);
        let open = if record.event_at.is_none() { ", still open" } else { "" };
        let owner = record.owner.as_deref().unwrap_or("nobody");
        writeln!(
            out,
            "  {} {} {}: {over} late{open}, {owner}",
            record.handoff.key,
            record.record_id,
            clock_title(record.clock)
        )?;
    }
    Ok(())
}

fn missed_csv(list: &WeeklyMissed, out: &mut dyn Write) -> Result<(), Failure> {
    let mut csv = csv::Writer::from_writer(out);
    let failed = |cause: csv::Error| Failure::sentence(cause.to_string());
    csv.write_record(["record_id", "handoff", "clock", "source", "owner", "segment", "due_at", "event_at", "over"])
        .map_err(failed)?;
    for record in &list.records {
        let text = |text: &Option<String>| csv_out::text(text.as_deref().unwrap_or_default()).into_owned();
        csv.write_record([
            csv_out::text(&record.record_id).into_owned(),
            csv_out::text(&record.handoff.name).into_owned(),
            record.clock.name().to_owned(),
            text(&record.source),
            text(&record.owner),
            text(&record.segment),
            csv_out::instant(record.due_at),
            record.event_at.map(csv_out::instant).unwrap_or_default(),
            (record.over_ms / 1_000).to_string(),
        ])
        .map_err(failed)?;
    }
    Ok(csv.flush()?)
}

fn print_quarterly(quarterly: &Quarterly, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "{}: {} records.", quarterly.quarter, words::count(quarterly.records))?;
    for sentence in &quarterly.sentences {
        writeln!(out, "  {sentence}")?;
    }
    writeln!(out, "\nWin and loss")?;
    for one in quarterly.win_loss.iter().take(LINES) {
        writeln!(out, "  {} {}", if one.worse { "▲" } else { "●" }, one.sentence)?;
    }
    writeln!(out, "\nTurned down")?;
    for one in quarterly.reasons.iter().take(LINES) {
        writeln!(
            out,
            "  {:<28} {}, {} the quarter before",
            one.reason,
            words::count(one.records),
            words::count(one.before)
        )?;
    }
    writeln!(out, "\nCapacity")?;
    for one in quarterly.capacity.iter().take(LINES) {
        let missed = one.breach_rate.map(|rate| format!(", {} missed", words::share(rate))).unwrap_or_default();
        writeln!(out, "  {:<28} {:.1} a person and week{missed}", one.owner_group, one.per_person_a_week)?;
    }
    for line in &quarterly.missing {
        writeln!(out, "\nNot in the data: {line}")?;
    }
    Ok(())
}

fn print_maturity(maturity: &Maturity, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "{}", words::capitalised(&maturity.sentence))?;
    for one in &maturity.capabilities {
        let decided = one
            .judged
            .as_ref()
            .map_or(String::new(), |judged| format!(" {} decided: {}.", judged.by, judged.level.name().to_lowercase()));
        writeln!(out, "  {} {:<24} {:<16} {}{decided}", one.level.number(), one.name, one.level.name(), one.because)?;
    }
    writeln!(out, "\nNext")?;
    for step in maturity.next_steps.iter().take(LINES) {
        writeln!(out, "  {} → {}: {} ({})", step.capability_name, step.level_name, step.step, step.shown)?;
    }
    Ok(())
}
