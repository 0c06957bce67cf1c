//! The door for scripts: reads arguments, asks the workbench, prints. No rule and no SQL in here.

mod clock;
mod council;
mod exceptions;
mod failure;
mod figures;
mod imports;
mod packs;
mod policies;
mod replay;
mod simulate;
mod versions;
mod workspaces;

pub use failure::Failure;

use clap::{Parser, Subcommand};
use playbook::metrics::{ClockChoice, Dimension, Month};
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use workbench::simulations::{Bound, Period};

/// Measure and review revenue handoffs from CRM exports, offline.
///
/// Exit codes: 0 done; 1 it could not be done (one line on stderr says why and what to do); 2 wrong usage.
#[derive(Debug, Parser)]
#[command(name = "baton", version, about, long_about, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Create an empty workspace.
    New {
        /// The workspace file to create; it must not exist.
        file: PathBuf,
        /// IANA time zone in which months and civil dates are counted (Europe/Vienna).
        #[arg(long, value_name = "ZONE")]
        time_zone: String,
        /// The company's name; the file's name unless given.
        #[arg(long)]
        name: Option<String>,
        /// The policy to start with; an empty one unless given.
        #[arg(long, value_name = "NAME", value_parser = workspaces::templates())]
        template: Option<String>,
    },
    /// Create the sample workspace: twelve months of an invented company.
    Sample { file: PathBuf },
    /// Work with mappings.
    #[command(subcommand)]
    Mapping(MappingCommand),
    /// Import CSV or XLSX exports. With several files the first is the main one; the others are joined as the mapping says.
    ///
    /// Exits 0 when the import or dry run went through, rejected rows included; 1 when nothing could be imported.
    Import {
        file: PathBuf,
        #[arg(required = true)]
        data: Vec<PathBuf>,
        /// The mapping, as `baton mapping suggest` prints it.
        #[arg(long, value_name = "MAP.json")]
        mapping: PathBuf,
        /// Check everything, store nothing.
        #[arg(long)]
        dry_run: bool,
        /// Print the report as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Print figures as tidy CSV: dimension,value,month,metric,statistic,figure,n. Durations in seconds; n is the denominator.
    Metrics {
        file: PathBuf,
        /// First month (YYYY-MM).
        #[arg(long, value_name = "YYYY-MM")]
        from: Option<Month>,
        /// Last month (YYYY-MM).
        #[arg(long, value_name = "YYYY-MM")]
        to: Option<Month>,
        /// Split by handoff, source, trigger, segment, owner_group, owner, intent, reason; several with commas. None = all together.
        #[arg(long, value_name = "DIMENSION,…", value_delimiter = ',')]
        by: Vec<Dimension>,
        /// The instant up to which the data is known (RFC 3339); the latest timestamp in the data unless given.
        #[arg(long, value_name = "INSTANT", value_parser = figures::instant)]
        as_of: Option<i64>,
        /// Time in which durations are measured.
        #[arg(long, value_name = "business|elapsed", default_value = "business", value_parser = figures::clock)]
        clock: ClockChoice,
    },
    /// Print the reviewed month, signals first.
    Review {
        file: PathBuf,
        #[arg(long, value_name = "YYYY-MM")]
        month: Month,
        #[arg(long)]
        json: bool,
    },
    /// Write the month's review pack: pages for a council, a web page, slides, or every table.
    Pack {
        file: PathBuf,
        #[arg(long, value_name = "YYYY-MM")]
        month: Month,
        /// The file to write, by its ending: .pdf, .html, .pptx, .xlsx, or .zip for every table as CSV; a name without an ending is a
        /// folder for those.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Print the records.
    Records {
        file: PathBuf,
        /// Every field and attribute as CSV.
        #[arg(long)]
        csv: bool,
    },
    /// Versions of the policy: files, history, differences, publishing.
    #[command(subcommand)]
    Policy(versions::PolicyCommand),
    /// Check whether the policy is airtight. Exits 1 where an error is left.
    Check {
        /// A workspace, or a policy as `baton policy export` writes it (POLICY.json).
        file: PathBuf,
        /// Print {"airtight","problems":[{"rule","severity","where","message","muted","witness"}]}.
        #[arg(long)]
        json: bool,
    },
    /// Hold a time's records against a changed policy: owners, ladders and SLA outcomes then and under the draft. Changes nothing.
    ///
    /// Each record counts by when it started, is judged under the version in force at that instant, and under the draft as if that had
    /// been in force. People are taken to have done what they did when they did it.
    ///
    /// --json prints {"from","to","as_of","records","open","judged","without_start","cannot_judge":[{"why","n"}],
    /// "outcomes":{TARGET:{"then":COUNTS,"draft":COUNTS}},"steps":[{"handoff","target","step","then","draft","moved"}],
    /// "flips":[{"kind","target","step","handoff","from","to","n","by_segment":[{"value","n"}],"records":[ROW_ID]}],
    /// "examples":[{"id","record_id","handoff","cycle","started_at","segment","intent","owner","then":SIDE,"draft":SIDE}]}.
    /// TARGET is assign, accept, first_touch, next_step or complete; COUNTS is {"met","breached","running","cannot_judge",
    /// "not_applicable"}; SIDE is {"owner","because","outcomes":[{"target","state","due_at","because"}],
    /// "ladder":[{"target","step","at","fate"}]}. A flip's kind is sla, owner, ladder or criteria; flips come with most records first, and
    /// at most ten examples, of as many kinds as there are. "to" is the first instant no longer counted.
    Replay {
        file: PathBuf,
        /// The changed policy, as `baton policy export` writes it.
        #[arg(long, value_name = "DRAFT.json")]
        policy: PathBuf,
        /// The first month (YYYY-MM), date (YYYY-MM-DD) or instant (RFC 3339) of the records' starts.
        #[arg(long, value_name = "YYYY-MM", value_parser = replay::bound)]
        from: Bound,
        /// The last month or date, or the instant before which records started.
        #[arg(long, value_name = "YYYY-MM", value_parser = replay::bound)]
        to: Bound,
        #[arg(long)]
        json: bool,
    },
    /// Write the build spec for a CRM admin: per handoff the fields, criteria, routing table, SLA and escalations.
    Spec {
        file: PathBuf,
        /// The folder to write Markdown, HTML, CSV and JSON into; or a name that ends in .pdf, for pages.
        #[arg(long, value_name = "DIR|FILE.pdf")]
        out: PathBuf,
    },
    /// Simulate the policy in force on a scenario: attainment, durations, utilisation, money, with 95 % intervals.
    ///
    /// The same scenario, seed and policy give the same bytes at any number of threads.
    Simulate {
        /// A workspace, or a policy as `baton policy export` writes it (POLICY.json); a scenario's own policy goes before it.
        file: PathBuf,
        /// Who comes, who works and how; `baton scenario example NAME` prints one to start from. Without one the scenario that the
        /// workspace's own records give is played, where it foresees what they say of their last weeks.
        #[arg(long, value_name = "S.json")]
        scenario: Option<PathBuf>,
        /// Exactly so many replications, whatever the scenario says.
        #[arg(long, value_name = "N")]
        replications: Option<u32>,
        /// Another seed than the scenario's.
        #[arg(long, value_name = "N")]
        seed: Option<u64>,
        /// As many as the machine has unless given.
        #[arg(long, value_name = "N")]
        threads: Option<usize>,
        /// Print the whole report as JSON.
        #[arg(long, conflicts_with = "csv")]
        json: bool,
        /// Print tidy CSV: handoff,tier,group,measure,clock,step,mean,low,high,replications; lengths in milliseconds of business time.
        #[arg(long)]
        csv: bool,
        /// Write the first replication as handoff records, ready to be imported; the file must not exist.
        #[arg(long, value_name = "TRACE.csv")]
        trace: Option<PathBuf>,
    },
    /// Scenarios for the simulator: examples to start from, and the schema.
    #[command(subcommand)]
    Scenario(ScenarioCommand),
    /// Draw the map of the journey.
    Map {
        file: PathBuf,
        /// The picture to write: map.svg, map.png or map.pdf.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// The SLA clock over a file of cases.
    #[command(subcommand)]
    Clock(ClockCommand),
    /// Print the exception desk, brought up to date with the records and the policy, or do an act on it.
    ///
    /// An act is JSON: {"act":"assign","to":"PERSON"}, {"act":"set_severity","severity":"p1","reason":"…"}, {"act":"note","text":"…"},
    /// {"act":"dispute","text":"…"}, {"act":"resolve","reason":"…","next_step":{"act":"nurture","text":"…"},"root_cause":"…",
    /// "audit_fields":{"KEY":"…"}}, {"act":"reopen","reason":"…"}, {"act":"override","verb":"pause_sla","reason":"…","approver":"PERSON",
    /// "next_step":{…},"audit_fields":{…},"effect":{"kind":"pause","from":MS,"to":MS|null},"resolves":false} (a merge has the effect
    /// {"kind":"merge","master":{"record_id":"…","handoff":"H1","cycle":1}}), {"act":"take_back","place":0,"reason":"…","approver":"PERSON"}.
    /// Exits 1 where one was refused, with who could. Roles in a file guide people; they do not protect the file.
    Exceptions {
        file: PathBuf,
        /// Look through all records again, and print what that changed.
        #[arg(long)]
        detect: bool,
        /// Only what is on the desk.
        #[arg(long)]
        open: bool,
        /// Only what arose, was raised or was resolved in this month.
        #[arg(long, value_name = "YYYY-MM")]
        month: Option<Month>,
        /// Print desk and measures as JSON.
        #[arg(long, conflicts_with = "csv")]
        json: bool,
        /// Print the cases as CSV.
        #[arg(long)]
        csv: bool,
        /// Do this instead of printing.
        #[arg(long, value_name = "JSON", requires = "case", requires = "person", conflicts_with_all = ["detect", "json", "csv"])]
        act: Option<String>,
        /// On these cases.
        #[arg(long, value_name = "EX-12,…", value_delimiter = ',')]
        case: Vec<String>,
        /// As this person of the policy, by key or name.
        #[arg(long = "as", id = "person", value_name = "PERSON")]
        person: Option<String>,
    },
    #[command(flatten)]
    Council(council::CouncilCommand),
    /// The trail of everything that was done at the desk, in the council and to the policy.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Write a complete copy of a workspace, checked.
    Backup { file: PathBuf, out: PathBuf },
    /// Check that a workspace is whole.
    Verify { file: PathBuf },
}

#[derive(Debug, Subcommand)]
enum MappingCommand {
    /// Print a complete mapping for these files, ready to edit.
    Suggest {
        #[arg(required = true)]
        data: Vec<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
enum ScenarioCommand {
    /// Print the JSON Schema of scenario files, with what each part means and its unit.
    Schema,
    /// Print a complete scenario to start from.
    Example {
        #[arg(value_name = "NAME", value_parser = simulate::examples())]
        name: String,
    },
    /// Print the scenario that a workspace's records give: arrivals, mix, times, decisions, conversion as they were.
    Fit {
        file: PathBuf,
        /// Print {"baseline","fit","judgement"}: the scenario, each part's fit on the first weeks, and predicted against actual on the rest.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Subcommand)]
enum AuditCommand {
    /// Go through the chain: exits 0 with the number of entries and the head, 1 with the first link that is broken.
    Verify { file: PathBuf },
    /// Write it as JSON lines, whose first says how anybody checks the others with sha256sum.
    ///
    /// Each line is {"hash":…,"previous":…,"entry":…}: hash = SHA-256 of previous, a newline, and the entry byte for byte.
    Export {
        file: PathBuf,
        /// The file to write; it must not exist.
        #[arg(long, value_name = "FILE.jsonl")]
        out: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
enum ClockCommand {
    /// Print id,value: the due instant of each row whose op is `due` (RFC 3339 UTC, or `none`).
    Due {
        #[arg(long, value_name = "CAL.json")]
        calendars: PathBuf,
        input: PathBuf,
    },
    /// Print id,value: the elapsed seconds of each row whose op is `elapsed`.
    Elapsed {
        #[arg(long, value_name = "CAL.json")]
        calendars: PathBuf,
        input: PathBuf,
    },
}

/// Runs one command line; `arguments` begins with the program's name.
///
/// # Errors
/// [`Failure`] carries the sentence for stderr and the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>, out: &mut dyn Write) -> Result<(), Failure> {
    let arguments = Arguments::try_parse_from(arguments).map_err(Failure::Usage)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Failure::sentence(format!("the machine has no threads left: {error}")))?;
    runtime.block_on(dispatch(arguments.command, out))
}

async fn dispatch(command: Command, out: &mut dyn Write) -> Result<(), Failure> {
    match command {
        Command::New { file, time_zone, name, template } => {
            workspaces::new(&file, &time_zone, name, template, out).await
        }
        Command::Sample { file } => workspaces::sample(&file, out).await,
        Command::Mapping(MappingCommand::Suggest { data }) => imports::suggest(&data, out).await,
        Command::Import { file, data, mapping, dry_run, json } => {
            imports::import(&file, &data, &mapping, dry_run, json, out).await
        }
        Command::Metrics { file, from, to, by, as_of, clock } => {
            figures::metrics(&file, figures::Question { from, to, by, as_of, clock }, out).await
        }
        Command::Review { file, month, json } => figures::review(&file, month, json, out).await,
        Command::Pack { file, month, out: target } => packs::pack(&file, month, &target, out).await,
        Command::Records { file, csv } => workspaces::records(&file, csv, out).await,
        Command::Policy(command) => versions::run(command, out).await,
        Command::Check { file, json } => policies::check(&file, json, out).await,
        Command::Replay { file, policy, from, to, json } => {
            replay::run(&file, &policy, Period { from, to }, json, out).await
        }
        Command::Spec { file, out: folder } => policies::spec(&file, &folder, out).await,
        Command::Simulate { file, scenario, replications, seed, threads, json, csv, trace } => {
            let form = match (json, csv) {
                (true, _) => simulate::Form::Json,
                (false, true) => simulate::Form::Csv,
                (false, false) => simulate::Form::Words,
            };
            let question = simulate::Question { scenario, replications, seed, threads, form, trace };
            simulate::simulate(&file, question, out).await
        }
        Command::Scenario(ScenarioCommand::Schema) => simulate::schema(out),
        Command::Scenario(ScenarioCommand::Example { name }) => simulate::example(&name, out),
        Command::Scenario(ScenarioCommand::Fit { file, json }) => simulate::fit(&file, json, out).await,
        Command::Map { file, out: picture } => policies::map(&file, &picture, out).await,
        Command::Clock(ClockCommand::Due { calendars, input }) => {
            Ok(clock::run(clock::ClockOp::Due, &calendars, &input, out)?)
        }
        Command::Clock(ClockCommand::Elapsed { calendars, input }) => {
            Ok(clock::run(clock::ClockOp::Elapsed, &calendars, &input, out)?)
        }
        Command::Exceptions { file, act: Some(act), case, person, .. } => {
            exceptions::act(&file, &act, &case, person.as_deref().unwrap_or_default(), out).await
        }
        Command::Exceptions { file, detect, open, month, json, csv, .. } => {
            let form = match (json, csv) {
                (true, _) => exceptions::Form::Json,
                (false, true) => exceptions::Form::Csv,
                (false, false) => exceptions::Form::Text,
            };
            exceptions::list(&file, exceptions::Question { open, month, detect, form }, out).await
        }
        Command::Council(command) => council::run(command, out).await,
        Command::Audit(AuditCommand::Verify { file }) => exceptions::verify(&file, out).await,
        Command::Audit(AuditCommand::Export { file, out: target }) => exceptions::export(&file, &target, out).await,
        Command::Backup { file, out: copy } => workspaces::backup(&file, &copy, out).await,
        Command::Verify { file } => workspaces::verify(&file, out).await,
    }
}
