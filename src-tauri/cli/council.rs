//! `baton council`, `decide`, `action`, `sign-off`, `reopen`, `cadence`, `missed`, `quarterly` and `maturity`: the monthly review as a
//! sitting.

mod pages;

use crate::failure::Failure;
use crate::workspaces::open;
use clap::Subcommand;
use pages::{missed_csv, print_council, print_maturity, print_missed, print_quarterly};
use playbook::council::{Decision, Quarter, Week};
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
        #[arg(value_name = "JSON", required_unless_present_any = ["remove", "carried_out"])]
        decision: Option<String>,
        /// Say which published policy version carries this one out instead.
        #[arg(long, value_name = "D-7", conflicts_with_all = ["decision", "remove"], requires = "policy_version")]
        carried_out: Option<String>,
        #[arg(long, value_name = "VERSION", requires = "carried_out")]
        policy_version: Option<i64>,
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
        CouncilCommand::Decide { carried_out: Some(name), policy_version: Some(shipped), who, .. } => {
            let Decision { id, version, .. } = decision_named(workspace, &name).await?;
            let done = workspace.decision_carried_out(&id, version, shipped, &who.person, now()).await?;
            Ok(writeln!(out, "D-{}: carried out by policy version {shipped}.", done.number)?)
        }
        CouncilCommand::Decide { decision: None, remove, who, .. } => {
            let known = decision_named(workspace, &remove.unwrap_or_default()).await?;
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
/// The decision that is called `D-7`.
pub async fn decision_named(workspace: &Workspace, name: &str) -> Result<Decision, Failure> {
    let decisions = workspace.decisions().await?;
    let known = decisions.into_iter().find(|known| is_called(name, 'D', known.number));
    known.ok_or_else(|| Failure::sentence(format!("there is no decision {name}. `baton council` lists them")))
}

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
