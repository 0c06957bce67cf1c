//! `baton replay`: a time's records under a changed policy.

use crate::failure::Failure;
use crate::versions::{pretty, read_policy};
use pack::csv_out::instant;
use playbook::metrics::words;
use playbook::policy::Policy;
use playbook::record::sla::StepFate;
use playbook::replay::{OutcomeCounts, RecordSide, Replay, ReplayFlip, ReplayFlipKind, ReplayedRecord};
use serde_json::{Map, Value, json};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use workbench::imports::store::Watch;
use workbench::simulations::{Bound, Period};

/// A month, a date or an instant.
pub fn bound(text: &str) -> Result<Bound, String> {
    text.parse()
}

pub async fn run(file: &Path, draft: &Path, period: Period, as_json: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let draft = Arc::new(read_policy(draft)?);
    let workspace = crate::workspaces::open(file).await?;
    let replayed = workspace.replay(period, draft.clone(), Watch::nobody()).await;
    workspace.close().await?;
    let replay = replayed?;
    if as_json {
        return Ok(writeln!(out, "{}", pretty(&json_of(&replay))?)?);
    }
    Ok(print(&replay, &draft, out)?)
}

/// Keys that stay as they are.
fn json_of(replay: &Replay) -> Value {
    let counts = |counts: &OutcomeCounts| json!(counts);
    let outcomes: Map<String, Value> = replay
        .outcomes
        .iter()
        .map(|outcomes| {
            let sides = json!({ "then": counts(&outcomes.then), "draft": counts(&outcomes.draft) });
            (outcomes.target.name().to_owned(), sides)
        })
        .collect();
    json!({
        "from": instant(replay.from),
        "to": instant(replay.to),
        "as_of": instant(replay.as_of),
        "records": replay.records,
        "open": replay.open,
        "judged": replay.judged,
        "without_start": replay.without_start,
        "cannot_judge": replay.cannot_judge,
        "outcomes": outcomes,
        "steps": replay.steps,
        "flips": replay.flips,
        "examples": replay.examples.iter().map(example_json).collect::<Vec<_>>(),
    })
}

fn example_json(example: &ReplayedRecord) -> Value {
    let side = |side: &RecordSide| {
        let outcomes = side.outcomes.iter().map(|clock| {
            json!({
                "target": clock.target,
                "state": clock.state,
                "due_at": clock.due_at.map(instant),
                "because": clock.because,
            })
        });
        let ladder = side.ladder.iter().map(
            |step| json!({ "target": step.target, "step": step.step, "at": step.at.map(instant), "fate": step.fate }),
        );
        json!({
            "owner": side.owner,
            "because": side.because,
            "outcomes": outcomes.collect::<Vec<_>>(),
            "ladder": ladder.collect::<Vec<_>>(),
        })
    };
    json!({
        "id": example.id,
        "record_id": example.record_id,
        "handoff": example.handoff,
        "cycle": example.cycle,
        "started_at": example.started_at.map(instant),
        "segment": example.segment,
        "intent": example.intent,
        "owner": example.owner,
        "then": side(&example.then),
        "draft": side(&example.draft),
    })
}

/// Flips that a terminal page lists; `--json` has all.
const FLIP_LINES: usize = 20;

/// Segments named beside a flip.
const SEGMENTS: usize = 3;

fn print(replay: &Replay, draft: &Policy, out: &mut dyn Write) -> std::io::Result<()> {
    let count = |n: u32| words::count(n.into());
    let records = |n: u32| format!("{} {}", count(n), if n == 1 { "record" } else { "records" });
    writeln!(
        out,
        "{} started from {} until before {}; {} {} still open. Data as of {}.",
        records(replay.records),
        instant(replay.from),
        instant(replay.to),
        count(replay.open),
        if replay.open == 1 { "is" } else { "are" },
        instant(replay.as_of),
    )?;
    writeln!(
        out,
        "Each is held against the policy in force when it started, and against the draft. People are taken to have done what they did."
    )?;
    if replay.without_start > 0 {
        let n = records(replay.without_start);
        writeln!(out, "{n} of the workspace, not counted here, do not say when they started.")?;
    }
    print_outcomes(replay, out)?;
    if !replay.steps.is_empty() {
        writeln!(out, "\nLadder steps that fired     then    draft    at another time")?;
        for step in &replay.steps {
            let what = format!("{} {}: {}", step.handoff, step.target.word().to_lowercase(), step.step);
            writeln!(out, "  {what}")?;
            let (then, draft, moved) = (count(step.then), count(step.draft), count(step.moved));
            writeln!(out, "  {:<22}{then:>8} {draft:>8} {moved:>18}", "")?;
        }
    }
    print_flips(replay, draft, out)?;
    if !replay.cannot_judge.is_empty() {
        writeln!(out, "\nNot everything can be judged of {}:", records(replay.records - replay.judged))?;
        for known in &replay.cannot_judge {
            writeln!(out, "  {:>8}  {}", count(known.n), known.why)?;
        }
    }
    for example in &replay.examples {
        print_example(example, out)?;
    }
    Ok(())
}

fn print_outcomes(replay: &Replay, out: &mut dyn Write) -> std::io::Result<()> {
    let heads = ["met", "breached", "running", "cannot judge"];
    writeln!(out, "\n{:<14} {:<6} {:>9} {:>9} {:>9} {:>13}", "Target", "", heads[0], heads[1], heads[2], heads[3])?;
    for outcomes in &replay.outcomes {
        for (name, side, counts) in [(outcomes.target.word(), "then", outcomes.then), ("", "draft", outcomes.draft)] {
            let figures = [counts.met, counts.breached, counts.running, counts.cannot_judge];
            let [met, breached, running, cannot] = figures.map(|n| words::count(n.into()));
            writeln!(out, "{name:<14} {side:<6} {met:>9} {breached:>9} {running:>9} {cannot:>13}")?;
        }
    }
    Ok(())
}

fn print_flips(replay: &Replay, draft: &Policy, out: &mut dyn Write) -> std::io::Result<()> {
    if replay.flips.is_empty() {
        return writeln!(out, "\nNothing flips: under the draft every record would have come out as it did.");
    }
    writeln!(out, "\nWhat flips")?;
    for flip in replay.flips.iter().take(FLIP_LINES) {
        let name = draft.handoff(&flip.handoff).map_or("", |point| &point.name);
        let n = words::count(flip.n.into());
        writeln!(out, "  {n:>8}  {} {name}, {}: {} → {}", flip.handoff, kind_words(flip), flip.from, flip.to)?;
        let segments = flip.by_segment.iter().take(SEGMENTS).map(|segment| {
            let value = if segment.value.is_empty() { "(blank)" } else { &segment.value };
            format!("{value} {}", words::count(segment.n.into()))
        });
        let more = flip.by_segment.len().saturating_sub(SEGMENTS);
        let more = if more > 0 { format!(", and {more} more") } else { String::new() };
        writeln!(out, "            {}{more}", segments.collect::<Vec<_>>().join(", "))?;
    }
    if replay.flips.len() > FLIP_LINES {
        writeln!(out, "  and {} more kinds of flips (--json lists them)", replay.flips.len() - FLIP_LINES)?;
    }
    Ok(())
}

/// `acceptance`, `owner`, `first touch, reminder to the owner at breach`
fn kind_words(flip: &ReplayFlip) -> String {
    let target = flip.target.map(|clock| clock.word().to_lowercase());
    match (target, &flip.step) {
        (Some(target), Some(step)) => format!("{target}, {step}"),
        (Some(target), None) => target,
        (None, _) => match flip.kind {
            ReplayFlipKind::Sla => "SLA".into(),
            ReplayFlipKind::Owner => "owner".into(),
            ReplayFlipKind::Ladder => "ladder".into(),
            ReplayFlipKind::Criteria => "criteria".into(),
        },
    }
}

fn print_example(example: &ReplayedRecord, out: &mut dyn Write) -> std::io::Result<()> {
    let started = example.started_at.map(instant).unwrap_or_default();
    let owner = example.owner.as_deref().unwrap_or("nobody");
    writeln!(out, "\n{} {}, started {started}, owned by {owner}", example.handoff, example.record_id)?;
    for (name, side) in [("then", &example.then), ("draft", &example.draft)] {
        let owner = side.owner.as_deref().unwrap_or("not known");
        writeln!(out, "  {name:<6} to {owner} ({})", side.because)?;
        for clock in &side.outcomes {
            let due = clock.due_at.map(|at| format!(", due {}", instant(at))).unwrap_or_default();
            writeln!(out, "         {}: {}{due}. {}", clock.target.word(), clock.state.words(), clock.because)?;
        }
        for step in side.ladder.iter().filter(|step| step.fate == StepFate::Fired) {
            writeln!(out, "         {} {}", step.at.map(instant).unwrap_or_default(), step.step)?;
        }
    }
    Ok(())
}
