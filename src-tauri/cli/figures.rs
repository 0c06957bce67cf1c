//! `baton metrics` and `baton review`: the same figures as in the window, by the same functions.

use crate::failure::Failure;
use playbook::Instant;
use playbook::metrics::review::{Review, ReviewCell, Unit};
use playbook::metrics::{Basis, ClockChoice, Dimension, FigureQuery, Month, words};
use std::io::Write;
use std::path::Path;

/// What `baton metrics` was asked.
pub struct Question {
    pub from: Option<Month>,
    pub to: Option<Month>,
    pub by: Vec<Dimension>,
    pub as_of: Option<Instant>,
    pub clock: ClockChoice,
}

/// An argument such as `2026-01-31T00:00:00Z`.
pub fn instant(text: &str) -> Result<Instant, String> {
    chrono::DateTime::parse_from_rfc3339(text)
        .map(|at| at.timestamp_millis())
        .map_err(|_| format!("\"{text}\" is not an instant such as 2026-01-31T00:00:00Z"))
}

/// `business` or `elapsed`.
pub fn clock(text: &str) -> Result<ClockChoice, String> {
    match text {
        "business" => Ok(ClockChoice::Business),
        "elapsed" => Ok(ClockChoice::Elapsed),
        _ => Err(format!("\"{text}\" is not a clock; known are business and elapsed")),
    }
}

pub async fn metrics(file: &Path, question: Question, out: &mut dyn Write) -> Result<(), Failure> {
    let workspace = crate::workspaces::open(file).await?;
    let columns = workspace.columns().await?;
    let versions = workspace.policy_in_force();
    let measured = playbook::metrics::measure(&columns, &*versions, question.as_of, question.clock);
    let by = if question.by.is_empty() { vec![Dimension::All] } else { question.by };
    let query = FigureQuery { from: question.from, to: question.to, by, basis: Basis::Cohort };
    let figures = playbook::metrics::figures(&measured, &query);
    pack::figures::write(&figures, out)?;
    Ok(workspace.close().await?)
}

pub async fn review(file: &Path, month: Month, json: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let workspace = crate::workspaces::open(file).await?;
    let review = workspace.review(Some(month), Basis::Cohort, ClockChoice::Business).await?;
    workspace.close().await?;
    let Some(review) = review else {
        return Err(Failure::sentence(
            "the workspace has no record with a start, so there is no month to review. Import an export first",
        ));
    };
    if json {
        serde_json::to_writer_pretty(&mut *out, &*review).map_err(|error| Failure::sentence(error.to_string()))?;
        return Ok(writeln!(out)?);
    }
    Ok(print(&review, out)?)
}

/// How many quiet figures a terminal page lists.
const QUIET_LINES: usize = 12;

/// The month on a terminal page: signals, then the table, then what is not worth discussing.
fn print(review: &Review, out: &mut dyn Write) -> std::io::Result<()> {
    let count = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    writeln!(
        out,
        "{}: {} records, {}, {} to leave alone. Data as of {} UTC.",
        words::month(review.month),
        words::count(review.records),
        count(review.signals.len(), "signal", "signals"),
        count(review.quiet.len(), "figure", "figures"),
        words::date_utc(review.as_of),
    )?;
    writeln!(out, "\nSignals")?;
    if review.signals.is_empty() {
        writeln!(out, "  None. Every figure with enough history is within its usual range.")?;
    }
    for signal in &review.signals {
        let mark = if signal.worse { "▲" } else { "●" };
        writeln!(out, "  {mark} {} {}: {}", signal.handoff.key, signal.handoff.name, signal.claim)?;
        writeln!(out, "    {}", signal.detail)?;
    }
    writeln!(out, "\nHandoffs")?;
    for row in &review.rows {
        writeln!(out, "  {} {} (n {})", row.handoff.key, row.handoff.name, words::count(row.n))?;
        for (column, cell) in review.columns.iter().zip(&row.cells) {
            if cell.n > 0 || cell.running > 0 || cell.cannot_judge > 0 {
                writeln!(out, "    {:<34} {}", column.title, reading(cell, column.unit))?;
            }
        }
    }
    if !review.quiet.is_empty() {
        writeln!(out, "\nNot worth discussing")?;
        for quiet in review.quiet.iter().take(QUIET_LINES) {
            let figure = |value| words::figure(value, quiet.unit);
            let was = quiet.was.map(|was| format!(", was {}", figure(was))).unwrap_or_default();
            let (lower, upper) = (figure(quiet.lower), figure(quiet.upper));
            writeln!(
                out,
                "  {} {} {}{was}, expected {lower} to {upper}",
                quiet.handoff.key,
                quiet.label,
                figure(quiet.value)
            )?;
        }
    }
    if review.quiet.len() > QUIET_LINES {
        writeln!(out, "  and {} more within their limits (--json lists them)", review.quiet.len() - QUIET_LINES)?;
    }
    print_lists(review, out)?;
    for left in &review.left_out {
        writeln!(out, "\nLeft out of {}: {} records, {}", left.metric.name(), left.records, left.reason)?;
    }
    Ok(())
}

/// How many reasons, records and pauses a terminal page lists; `--json` has all.
const LIST_LINES: usize = 5;

/// Why handoffs were turned down, what has been open longest, what stopped the clocks.
fn print_lists(review: &Review, out: &mut dyn Write) -> std::io::Result<()> {
    let together = || review.rejections.iter().filter(|rejection| rejection.handoff.is_none());
    if let Some(first) = together().next() {
        writeln!(out, "\nRejected or recycled, of {} decided", words::count(first.share.n))?;
        for rejection in together().take(LIST_LINES) {
            let share = rejection.share.value.map(|share| format!(" ({})", words::share(share))).unwrap_or_default();
            writeln!(out, "  {:<34} {}{share}", rejection.name, words::count(rejection.share.numerator))?;
        }
    }
    if let (Some(p50), Some(p90)) = (review.aging.p50_ms, review.aging.p90_ms) {
        let (open, p50, p90) = (words::count(review.aging.open), words::duration(p50), words::duration(p90));
        writeln!(out, "\nAccepted and not completed: {open}, p50 {p50}, p90 {p90}. The oldest:")?;
        for open in review.aging.oldest.iter().take(LIST_LINES) {
            let owner = open.owner.as_deref().or(open.owner_group.as_deref()).unwrap_or("nobody");
            let age = words::duration(open.age_ms as f64);
            writeln!(out, "  {} {}: {age}, {owner}", open.handoff.key, open.record_id)?;
        }
    }
    if review.pauses.records > 0 {
        let (ms, records) = (words::duration(review.pauses.ms as f64), words::count(review.pauses.records));
        writeln!(out, "\nPaused: {ms} over {records} records")?;
        for pause in review.pauses.reasons.iter().take(LIST_LINES) {
            let (ms, records) = (words::duration(pause.ms as f64), words::count(pause.records));
            writeln!(out, "  {:<34} {ms}, {records} records", pause.reason)?;
        }
    }
    Ok(())
}

/// A cell in words: the figure, its denominator, and what is in neither part of it.
fn reading(cell: &ReviewCell, unit: Unit) -> String {
    let mut text = match (cell.value, cell.numerator) {
        (Some(value), _) => words::figure(value, unit),
        (None, Some(numerator)) if cell.n > 0 => format!("{numerator} of {}", cell.n),
        (None, _) => "–".into(),
    };
    if let (Some(low), Some(high), Some(_)) = (cell.low, cell.high, cell.value) {
        text += &format!(" ({} to {})", words::figure(low, unit), words::figure(high, unit));
    }
    text += &format!(", n {}", words::count(cell.n));
    if cell.running > 0 {
        text += &format!(", {} running", words::count(cell.running));
    }
    if cell.cannot_judge > 0 {
        text += &format!(", {} cannot be judged", words::count(cell.cannot_judge));
    }
    if cell.immature {
        text += ", too young to judge";
    }
    text
}
