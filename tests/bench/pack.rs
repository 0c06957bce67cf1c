//! `bench-pack BATON FOLDER`: how long the month's pack of twenty handoff points over twelve months takes in each of its formats, from
//! the start of the program to the file on the disk.
//!
//! The 2,000 handoffs of the metrics vectors come twelve times, with new ids, spread over twenty handoff points of the full journey and
//! moved by days, so that every point has every month; the council has decided, given out and written something.

use baton_tests::{fixture, root};
use playbook::policy::templates::Template;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

const POINTS: usize = 20;
const RECORDS: usize = 24_000;
/// The last month of the vectors that is whole.
const MONTH: &str = "2025-12";
/// Tries of each format; the first warms the disk cache and is not counted.
const TRIES: usize = 6;
/// Seconds within which a pack is written.
const WITHIN: f64 = 3.0;

/// Columns of the vectors: the record's id, its handoff, and its instants.
const ID: usize = 0;
const HANDOFF: usize = 2;
const INSTANTS: [usize; 8] = [9, 10, 11, 12, 13, 14, 18, 19];

const DAY_SECONDS: i64 = 86_400;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(baton), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: bench-pack BATON FOLDER".into());
    };
    std::fs::create_dir_all(&folder)?;
    let workspace = folder.join("twenty.baton");
    if !workspace.exists() {
        prepare(&baton, &folder, &workspace)?;
    }
    println!("{:<40} {:>8} {:>8} {:>8} {:>10}", "the pack (seconds)", "median", "least", "most", "KB");
    for ending in ["pdf", "html", "xlsx", "pptx", "zip"] {
        let target = folder.join(format!("twenty.{ending}"));
        let mut times = Vec::new();
        for _ in 0..TRIES {
            let begun = Instant::now();
            run(&baton, &["pack".as_ref(), &workspace, "--month".as_ref(), MONTH.as_ref(), "--out".as_ref(), &target])?;
            times.push(begun.elapsed().as_secs_f64());
        }
        let mut counted = times.split_off(1);
        counted.sort_by(f64::total_cmp);
        let (median, least, most) = (counted[counted.len() / 2], counted[0], counted[counted.len() - 1]);
        let size = std::fs::metadata(&target)?.len() as f64 / 1e3;
        println!(
            "{ending:<40} {median:>8.2} {least:>8.2} {most:>8.2} {size:>10.0}  {:.2} of {WITHIN:.0}",
            median / WITHIN
        );
    }
    Ok(())
}

/// The workspace, as a person would make it: a template, an export, a mapping, a sitting.
fn prepare(baton: &Path, folder: &Path, workspace: &Path) -> Result<(), Box<dyn Error>> {
    let export = folder.join("twenty.csv");
    write_export(&export)?;
    let mapping = folder.join("twenty.json");
    std::fs::write(&mapping, run(baton, &["mapping".as_ref(), "suggest".as_ref(), &export])?)?;
    let template = Template::FullRevenueJourney.key();
    let new = ["--time-zone", "Europe/Vienna", "--name", "Twenty", "--template", template];
    run(baton, &[&["new".as_ref(), workspace], new.map(Path::new).as_slice()].concat())?;
    run(baton, &["import".as_ref(), workspace, &export, "--mapping".as_ref(), &mapping])?;
    let decision = format!(
        r#"{{"text":"Hand over before 16:00","status":"decided","made_in":"{MONTH}","handoff":"H2","metric":"sla_accept",
        "expects":{{"way":"fall","target":0.1}}}}"#
    );
    run(baton, &["decide".as_ref(), workspace, decision.as_ref(), "--as".as_ref(), "Dana".as_ref()])?;
    let action = format!(r#"{{"text":"Tell the pods","owner":"Priya","due":"2026-01-20","made_in":"{MONTH}"}}"#);
    run(baton, &["action".as_ref(), workspace, action.as_ref(), "--as".as_ref(), "Dana".as_ref()])?;
    Ok(())
}

fn write_export(path: &Path) -> Result<(), Box<dyn Error>> {
    let policy = Template::FullRevenueJourney.policy("Twenty", "Europe/Vienna");
    let names: Vec<&str> = policy.handoffs.iter().take(POINTS).map(|point| point.name.as_str()).collect();
    if names.len() < POINTS {
        return Err(format!("the full journey has {} handoff points, not {POINTS}", names.len()).into());
    }
    let mut reader = csv::Reader::from_path(fixture("vectors/metrics_h2k_input.csv"))?;
    let mut out = csv::Writer::from_path(path)?;
    out.write_record(reader.headers()?)?;
    let templates: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
    for row in 0..RECORDS {
        let (round, template) = (row / templates.len(), &templates[row % templates.len()]);
        // A week to and fro at the most, by whole days, so that hours of the day stay what they were.
        let shift = (round as i64 - 6) * DAY_SECONDS;
        let (id, name) = (format!("HO-{row:06}"), names[(row + round * 7) % names.len()]);
        let cells = template.iter().enumerate().map(|(column, cell)| match column {
            ID => id.clone(),
            HANDOFF => name.to_owned(),
            _ if INSTANTS.contains(&column) && !cell.is_empty() => baton_tests::moved(cell, shift),
            _ => cell.to_owned(),
        });
        out.write_record(cells)?;
    }
    Ok(out.flush()?)
}

/// Runs `baton` and gives what it printed.
fn run(baton: &Path, arguments: &[&Path]) -> Result<String, Box<dyn Error>> {
    let ran = Command::new(baton).args(arguments).current_dir(root()).output()?;
    if !ran.status.success() {
        return Err(format!("{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr)).into());
    }
    Ok(String::from_utf8(ran.stdout)?)
}
