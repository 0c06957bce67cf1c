//! The sitting on a terminal page, and its weekly list as CSV.

use crate::failure::Failure;
use pack::{csv_out, plain};
use playbook::council::{Council, CouncilState, DecisionStatus, Quarterly, Standing, WeeklyMissed, clock_title};
use playbook::maturity::Maturity;
use playbook::metrics::words;
use std::io::Write;

/// How many lines of a list a terminal page has; `--json` has all.
const LINES: usize = 8;

pub fn print_council(council: &Council, out: &mut dyn Write) -> std::io::Result<()> {
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
    if !council.notes.blocks.is_empty() {
        write!(out, "\nNotes\n{}", plain::notes(&council.notes.blocks, "  "))?;
    }
    Ok(())
}

pub fn print_missed(list: &WeeklyMissed, out: &mut dyn Write) -> std::io::Result<()> {
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

pub fn missed_csv(list: &WeeklyMissed, out: &mut dyn Write) -> Result<(), Failure> {
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

pub fn print_quarterly(quarterly: &Quarterly, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "{}: {} records.", quarterly.quarter, words::count(quarterly.records))?;
    for sentence in &quarterly.sentences {
        writeln!(out, "  {sentence}")?;
    }
    writeln!(out, "\nWin and loss")?;
    for one in quarterly.win_loss.iter().take(LINES) {
        writeln!(out, "  {} {}", mark(one.standing), one.sentence)?;
    }
    writeln!(out, "\nWhat the criteria tell")?;
    for one in quarterly.criteria.iter().take(LINES) {
        writeln!(out, "  {} {}", if one.tells_nothing { "▲" } else { " " }, one.sentence)?;
    }
    writeln!(out, "\nChurn")?;
    for one in quarterly.churn.iter().take(LINES) {
        writeln!(out, "  {} {}", mark(one.standing), one.sentence)?;
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
        let each = one
            .per_person_a_week
            .map_or_else(|| "owned by nobody".into(), |each| format!("{each:.1} a person and week"));
        writeln!(out, "  {:<28} {each}{missed}", one.owner_group)?;
    }
    for load in quarterly.loads.iter().take(LINES) {
        writeln!(out, "  {} {}", if load.is_over { "▲" } else { " " }, load.sentence)?;
    }
    for proposal in &quarterly.proposals {
        writeln!(out, "\nProposed: {}", proposal.sentence)?;
    }
    for line in &quarterly.missing {
        writeln!(out, "\nNot in the data: {line}")?;
    }
    Ok(())
}

const fn mark(standing: Standing) -> &'static str {
    match standing {
        Standing::Worse => "▲",
        Standing::Better => "●",
        Standing::AsAll | Standing::TooFew => " ",
    }
}

pub fn print_maturity(maturity: &Maturity, out: &mut dyn Write) -> std::io::Result<()> {
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
