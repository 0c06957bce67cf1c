//! `baton simulate` and `baton scenario`: what a policy does with people and leads that behave as a scenario says.

use crate::failure::Failure;
use pack::csv_out;
use pack::records::RecordsCsv;
use playbook::calendar::duration_words;
use playbook::metrics::words::date_utc;
use playbook::policy::Policy;
use playbook::simulator::scenario::{self, Example};
use playbook::simulator::{Experiment, Figure, FigureKey, Measure, Model, Options, Report, Scenario};
use playbook::{HOUR, MINUTE, SECOND};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use workbench::imports::store::Watch;
use workbench::policies::read_file;
use workbench::simulations::{Basis, Calibrated};

const WRITE_ONE: &str =
    "write a scenario with baton scenario example whole-policy > S.json, and give --scenario S.json";

/// What a simulation is asked.
pub struct Question {
    pub scenario: Option<PathBuf>,
    pub replications: Option<u32>,
    pub seed: Option<u64>,
    pub threads: Option<usize>,
    pub form: Form,
    /// Where one replication goes, passage by passage.
    pub trace: Option<PathBuf>,
}

/// How the answer is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Words,
    Json,
    Csv,
}

/// Plays a scenario under the policy in force in a workspace, or in a policy file, unless it brings its own.
pub async fn simulate(file: &Path, question: Question, out: &mut dyn Write) -> Result<(), Failure> {
    let (mut scenario, path) = match &question.scenario {
        Some(path) => (read(path)?, path.as_path()),
        None => (as_it_was(file, question.form, out).await?, file),
    };
    scenario.seed = question.seed.unwrap_or(scenario.seed);
    if let Some(replications) = question.replications {
        scenario.replications.count = replications;
        scenario.replications.most = replications;
        scenario.replications.half_width = None;
    }
    // The file is looked at even where the scenario has a policy of its own: a wrong name should not go unnoticed.
    let in_force = policy_in_force(file).await?;
    let model = Model::new(&scenario, Some(&in_force)).map_err(|cause| named(path, &cause))?;
    let threads = question.threads.or_else(|| std::thread::available_parallelism().ok().map(usize::from)).unwrap_or(1);
    let cancel = AtomicBool::new(false);
    let options = Options { threads, cancel: &cancel, progress: &|_| {} };
    let cancelled = |cause: playbook::simulator::Cancelled| Failure::sentence(cause.to_string());
    let mut experiment = Experiment::new(&model, &cancel).map_err(cancelled)?;
    experiment.play_all(options).map_err(cancelled)?;
    if let Some(target) = &question.trace {
        trace(&experiment, target)?;
    }
    let report = experiment.report();
    match question.form {
        Form::Json => pretty(&report, out)?,
        Form::Csv => tidy(&report, out)?,
        Form::Words => words(&report, &model, out)?,
    }
    Ok(out.flush()?)
}

/// The scenario that a workspace's own records give; refused where it does not foresee what they say of their last weeks. Where there are
/// none to fit one to, what is assumed, as in the window.
async fn as_it_was(file: &Path, form: Form, out: &mut dyn Write) -> Result<Scenario, Failure> {
    let calibration = match calibrated(file).await? {
        Calibrated::Fitted(calibration) => *calibration,
        Calibrated::Not(why) => return assumed(file, &why, form, out).await,
    };
    let judgement = &calibration.judgement;
    let (from, until) = (date_utc(judgement.from), date_utc(judgement.until));
    if !judgement.good {
        return Err(Failure::sentence(format!(
            "what was fitted to the records until {from} UTC is a poor fit to those until {until}, and nothing is forecast from it: {} \
             Look at it with baton scenario fit, correct it, and give it with --scenario",
            judgement.because.join(" ")
        )));
    }
    if form == Form::Words {
        writeln!(
            out,
            "Fitted to the records until {from} UTC, judged on those until {until}: {}",
            judgement.because.join(" ")
        )?;
    }
    Ok(calibration.baseline)
}

/// What a scenario of the policy takes for granted, said first.
async fn assumed(file: &Path, why: &str, form: Form, out: &mut dyn Write) -> Result<Scenario, Failure> {
    let workspace = crate::workspaces::open(file).await?;
    let start = workspace.simulation_start(chrono::Utc::now().timestamp_millis(), Watch::nobody()).await;
    workspace.close().await?;
    let start = start?;
    let Some(ground) = start.grounds.into_iter().find(|ground| ground.basis == Basis::Assumptions) else {
        return Err(not_fitted(why));
    };
    if form == Form::Words {
        writeln!(out, "An assumption, not a forecast: no scenario can be fitted, because {why}.")?;
        ground.because.iter().try_for_each(|sentence| writeln!(out, "  {sentence}"))?;
    }
    // Under the policy that it was assumed for, which may not be in force yet. Where only figures are printed, the name says what they are.
    let (name, policy) = ("As it is, on assumptions".into(), Some(Box::new(start.policy)));
    Ok(Scenario { name, policy, ..ground.scenario })
}

fn not_fitted(why: &str) -> Failure {
    Failure::sentence(format!("no scenario can be fitted: {why}, or {WRITE_ONE}"))
}

/// Prints the scenario that a workspace's own records give, or how well it fits.
pub async fn fit(file: &Path, as_json: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let calibration = match calibrated(file).await? {
        Calibrated::Fitted(calibration) => calibration,
        Calibrated::Not(why) => return Err(not_fitted(&why)),
    };
    if as_json { pretty(&calibration, out) } else { pretty(&calibration.baseline, out) }
}

async fn calibrated(file: &Path) -> Result<Calibrated, Failure> {
    if file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")) {
        return Err(Failure::sentence(format!("a policy file has no records to fit a scenario to: {WRITE_ONE}")));
    }
    let workspace = crate::workspaces::open(file).await?;
    let calibrated = workspace.calibrated(Watch::nobody()).await;
    workspace.close().await?;
    Ok(calibrated?)
}

fn read(path: &Path) -> Result<Scenario, Failure> {
    let json = read_file(path).map_err(|cause| named(path, &cause))?;
    Scenario::read(&json).map_err(|cause| named(path, &cause))
}

fn named(path: &Path, cause: &dyn std::fmt::Display) -> Failure {
    Failure::sentence(format!("{} cannot be simulated: {cause}", path.display()))
}

/// The version in force now; of a policy file, the policy in it.
async fn policy_in_force(file: &Path) -> Result<Policy, Failure> {
    if file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")) {
        return crate::versions::read_policy(file);
    }
    let workspace = crate::workspaces::open(file).await?;
    let now = chrono::Utc::now().timestamp_millis();
    let policy = Policy::clone(&workspace.policy_in_force().at(now).policy);
    workspace.close().await?;
    Ok(policy)
}

/// Writes the first replication as handoff records, which can be imported like any other.
fn trace(experiment: &Experiment<'_>, target: &Path) -> Result<(), Failure> {
    let failed = |cause: &dyn std::fmt::Display| {
        Failure::sentence(format!("{} could not be written: {cause}. Choose another name", target.display()))
    };
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(target).map_err(|cause| failed(&cause))?;
    let records = experiment.trace(0).records;
    let attributes: BTreeSet<&String> = records.iter().flat_map(|record| record.attributes.keys()).collect();
    let mut csv = RecordsCsv::new(std::io::BufWriter::new(file), attributes.into_iter().cloned().collect())?;
    for record in &records {
        csv.write(record, experiment.model().policy())?;
    }
    Ok(csv.finish()?)
}

/// One row a figure: lengths in seconds, as in the metrics' CSV; everything else as it is. A blank tier or group is all of them together;
/// what belongs to none says so.
fn tidy(report: &Report, out: &mut dyn Write) -> Result<(), Failure> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["handoff", "tier", "group", "measure", "clock", "step", "mean", "low", "high", "replications"])?;
    for Figure { key, interval } in &report.figures {
        let text = |key: &Option<String>| match key.as_deref() {
            Some("") => "(none)".to_owned(),
            key => csv_out::text(key.unwrap_or_default()).into_owned(),
        };
        let is_length = matches!(key.measure, Measure::Mean | Measure::P50 | Measure::P90 | Measure::P99);
        let value = |value: f64| if is_length { value / SECOND as f64 } else { value };
        csv.write_record([
            text(&key.handoff),
            text(&key.tier),
            text(&key.group),
            name(key.measure)?,
            key.clock.map_or("", |clock| clock.name()).to_owned(),
            key.step.map(|(ladder, step)| format!("{ladder}/{step}")).unwrap_or_default(),
            csv_out::number(Some(value(interval.mean))),
            csv_out::number(interval.low.map(value)),
            csv_out::number(interval.high.map(value)),
            interval.n.to_string(),
        ])?;
    }
    Ok(csv.flush()?)
}

/// As in JSON.
fn name(measure: Measure) -> Result<String, Failure> {
    let value = serde_json::to_value(measure).map_err(|cause| Failure::sentence(cause.to_string()))?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

/// Nobody reads the milliseconds of a mean: to the second, from an hour on to the minute.
fn length(ms: f64) -> String {
    let unit = if ms < HOUR as f64 { SECOND } else { MINUTE };
    duration_words((ms / unit as f64).round() as i64 * unit)
}

fn words(report: &Report, model: &Model, out: &mut dyn Write) -> Result<(), Failure> {
    let policy = model.policy();
    let Report { scenario, replications, leads, handoffs, days, warm_up_days, seed, .. } = report;
    let replication = if *replications == 1 { "replication" } else { "replications" };
    writeln!(
        out,
        "{scenario}: {replications} {replication} of {days} days, seed {seed}: {leads} leads, {handoffs} handoffs."
    )?;
    writeln!(out, "The first {warm_up_days:.1} days are left out: {}.", report.warm_up_because)?;
    if let Some(stopped) = &report.stopped {
        let (early, date) = (stopped.replications, date_utc(stopped.at));
        let fewer = *replications < model.scenario().replications.count;
        let fewer = if fewer { ", and no further one was played" } else { "" };
        writeln!(out, "▲ {early} of {replications} ended early, the first on {date}{fewer}: {}.", stopped.because)?;
    }
    for growing in &report.growing {
        writeln!(out, "▲ {}.", growing.because)?;
    }
    for point in &policy.handoffs {
        let started = report.figure(&FigureKey::of(&point.key, Measure::Started));
        let Some(started) = started.filter(|started| started.mean > 0.0) else { continue };
        writeln!(out, "\n{} {}: {:.0} handoffs", point.key, point.name, started.mean)?;
        let of_point =
            |figure: &&Figure| figure.key.handoff.as_deref() == Some(&point.key) && figure.key.group.is_none();
        for Figure { key, interval } in report.figures.iter().filter(of_point) {
            let tier = key
                .tier
                .as_deref()
                .map_or("all".to_owned(), |tier| if tier.is_empty() { "no tier".into() } else { tier.into() });
            let clock = key.clock.map_or("", |clock| clock.name());
            let percent: fn(f64) -> String = |share| format!("{:.1} %", 100.0 * share);
            let (what, worded): (&str, fn(f64) -> String) = match key.measure {
                Measure::Attainment => ("attained", percent),
                Measure::P90 if interval.mean > 0.0 => ("p90", length),
                Measure::Untouched if key.tier.is_none() => ("untouched", percent),
                Measure::Lost if interval.mean > 0.0 => ("lost", percent),
                _ => continue,
            };
            let range = match (interval.low, interval.high) {
                (Some(low), Some(high)) => format!("  ({} to {})", worded(low.max(0.0)), worded(high)),
                _ => String::new(),
            };
            writeln!(out, "  {tier:<10} {clock:<12} {what:<10} {}{range}", worded(interval.mean))?;
        }
    }
    let money = |measure| report.figure(&FigureKey::overall(measure)).filter(|it| it.mean != 0.0);
    for (measure, what) in [
        (Measure::Conversions, "conversions"),
        (Measure::Value, "value"),
        (Measure::Cost, "cost"),
        (Measure::Margin, "value less cost"),
    ] {
        let Some(interval) = money(measure) else { continue };
        let unit = if measure == Measure::Conversions { "" } else { policy.currency.as_str() };
        let range = interval.low.zip(interval.high).map(|(low, high)| format!("  ({low:.0} to {high:.0})"));
        writeln!(out, "{what:<16} {:.0} {unit}{}", interval.mean, range.unwrap_or_default())?;
    }
    Ok(())
}

/// Prints the JSON Schema of scenario files.
pub fn schema(out: &mut dyn Write) -> Result<(), Failure> {
    pretty(&scenario::schema(), out)
}

/// Prints a scenario to start from.
pub fn example(name: &str, out: &mut dyn Write) -> Result<(), Failure> {
    let example = Example::named(name).ok_or_else(|| Failure::sentence(format!("there is no example \"{name}\"")))?;
    pretty(&example.scenario(), out)
}

/// The examples by name, for the command line.
pub fn examples() -> clap::builder::PossibleValuesParser {
    clap::builder::PossibleValuesParser::new(Example::ALL.map(Example::name))
}

fn pretty(value: &impl serde::Serialize, out: &mut dyn Write) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|cause| Failure::sentence(cause.to_string()))?;
    Ok(writeln!(out, "{text}")?)
}
