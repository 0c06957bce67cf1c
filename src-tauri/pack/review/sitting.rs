//! What the council decides and answers for: changes and their effect, decisions, actions, who was there and who signed.

use super::signals::CHART_WIDTH;
use super::{Council, ReviewPack};
use crate::document::{Begins, Block, Cell, Chart, Column, Fact, Item, Mark, Section, Table, route};
use crate::text::{counted, plural};
use charts::Theme;
use playbook::council::{ActionRow, CouncilState, DecisionRow, DecisionStatus, Effect, Verdict};
use playbook::metrics::review::Unit;
use playbook::metrics::words;

/// Rows of a list that a page bears beside another.
pub const LISTED: usize = 12;
/// Pixels of the net across a page's chart.
const NET_HEIGHT: u32 = 380;

/// What comes before the figures: what changed since the last review.
pub fn changes(council: &Council<'_>) -> Option<Section> {
    let changes = &council.pack.book.council.changes;
    if changes.is_empty() {
        return None;
    }
    let fresh: Vec<_> = changes.iter().filter(|change| change.since_last_review).collect();
    let mut blocks = Vec::new();
    for change in &fresh {
        blocks.push(Block::Heading(format!("Version {}, by {}: {}", change.version, change.author, change.reason)));
        let lines = change.diff.iter().flat_map(|group| &group.changes).map(|change| change.sentence.clone());
        let mut lines: Vec<String> = lines.collect();
        if lines.len() > LISTED {
            let left = lines.len() - LISTED;
            lines.truncate(LISTED);
            lines.push(format!("and {}", plural(left as u64, "change more", "changes more")));
        }
        blocks.push(Block::List(lines));
    }
    let effects: Vec<Item> = changes
        .iter()
        .flat_map(|change| {
            change.effects.iter().map(move |effect| Item {
                mark: Some(mark(&effect.effect)),
                key: effect.handoff.key.clone(),
                route: route(&effect.handoff),
                claim: effect.effect.sentence.clone(),
                detail: format!("{}, version {}", effect.kpi, change.version),
                aside: verdict(&effect.effect).into(),
            })
        })
        .collect();
    if !effects.is_empty() {
        blocks.push(Block::Heading("What came of changes".into()));
        blocks.push(Block::Items(effects));
    }
    let title = match fresh.len() {
        0 => "The policy has not changed since the last review".to_owned(),
        1 => "The policy changed once since the last review".into(),
        count => format!("The policy changed {} times since the last review", counted(count).to_lowercase()),
    };
    Some(Section { agenda: true, blocks, ..Section::new("What changed", title) })
}

/// Every change of the policy since the last review, for the workbook: pages list the first of a version.
pub fn every_change(council: &Council<'_>) -> Option<Table> {
    let fresh = council.pack.book.council.changes.iter().filter(|change| change.since_last_review);
    let rows = fresh.flat_map(|change| {
        change.diff.iter().flat_map(move |group| {
            group.changes.iter().map(move |one| {
                vec![
                    Cell::count(change.version.unsigned_abs()),
                    Cell::text(&change.author),
                    Cell::text(&change.reason),
                    Cell::text(&group.title),
                    Cell::text(&one.sentence),
                ]
            })
        })
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    (!rows.is_empty()).then(|| Table {
        name: "policy-changes".into(),
        title: "What changed in the policy since the last review".into(),
        columns: vec![
            Column::figures("Version", Unit::Count),
            Column::text("Published by"),
            Column::text("Because"),
            Column::text("Where"),
            Column::text("Change"),
        ],
        rows,
        ..Table::default()
    })
}

fn mark(effect: &Effect) -> Mark {
    match (effect.verdict, effect.as_expected) {
        (Verdict::Signal, Some(false)) => Mark::Worse,
        (Verdict::Signal, Some(true) | None) => Mark::Better,
        (Verdict::NoSignal | Verdict::TooFewPoints, _) => Mark::Open,
    }
}

const fn verdict(effect: &Effect) -> &'static str {
    match effect.verdict {
        Verdict::Signal => "signal",
        Verdict::NoSignal => "no signal yet",
        Verdict::TooFewPoints => "too few points",
    }
}

/// What is decided and done: what the council leaves with.
pub fn decided(council: &Council<'_>) -> Vec<Section> {
    [decisions(council), actions(council)].into_iter().flatten().collect()
}

fn decisions(council: &Council<'_>) -> Option<Section> {
    let rows = &council.pack.book.council.decisions;
    let of = |status: DecisionStatus| rows.iter().filter(move |row| row.decision.status == status);
    let (proposed, made) = (of(DecisionStatus::Proposed).count(), of(DecisionStatus::Decided).count());
    if proposed + made == 0 {
        return None;
    }
    let item = |row: &DecisionRow| Item {
        mark: row.effect.as_ref().map(mark),
        key: row.name.clone(),
        route: row.handoff.as_ref().map(|badge| format!("{} {}", badge.key, route(badge))).unwrap_or_default(),
        claim: row.decision.text.clone(),
        detail: match &row.effect {
            Some(effect) => effect.sentence.clone(),
            None => format!("Should move: {}", row.metric_title),
        },
        aside: row.effect.as_ref().map(verdict).unwrap_or_default().into(),
    };
    let mut blocks = Vec::new();
    for (heading, status) in
        [("To decide", DecisionStatus::Proposed), ("Decided, and what came of it", DecisionStatus::Decided)]
    {
        let items: Vec<Item> = of(status).map(item).collect();
        if !items.is_empty() {
            blocks.push(Block::Heading(heading.into()));
            blocks.push(Block::Items(items));
        }
    }
    let title = match (proposed, made) {
        (0, made) => format!(
            "{} made, and what came of {}",
            plural(made as u64, "decision", "decisions"),
            if made == 1 { "it" } else { "them" }
        ),
        (1, _) => "One decision is to be made".to_owned(),
        (count, _) => format!("{} decisions are to be made", counted(count)),
    };
    Some(Section { agenda: true, blocks, ..Section::new("Decisions", title) })
}

fn actions(council: &Council<'_>) -> Option<Section> {
    let rows = &council.pack.book.council.actions;
    if rows.is_empty() {
        return None;
    }
    let open = rows.iter().filter(|row| !row.is_done).count();
    let late = rows.iter().filter(|row| !row.is_done && row.late_days > 0).count();
    let cells = rows.iter().map(|row| {
        vec![
            Cell::text(&row.name),
            Cell { mark: row.is_done.then_some(Mark::Done), ..Cell::text(&row.action.text) },
            Cell::text(&row.owner_name),
            Cell::text(words::date(row.action.due)),
            state(row),
        ]
    });
    let table = Table {
        name: "actions".into(),
        title: "Who does what by when".into(),
        columns: vec![
            Column::short("No."),
            Column::wide("Action", 6),
            Column::wide("Owner", 2),
            Column::short("Due"),
            Column::wide("", 2),
        ],
        rows: cells.collect(),
        ..Table::default()
    };
    let late = if late > 0 { format!(", {} late", counted(late).to_lowercase()) } else { String::new() };
    let title = match open {
        0 => "Every action is done".to_owned(),
        1 => format!("One action is open{late}"),
        count => format!("{} actions are open{late}", counted(count)),
    };
    Some(Section {
        agenda: true,
        begins: Begins::BelowTheLast,
        blocks: vec![Block::Table(table)],
        ..Section::new("Actions", title)
    })
}

fn state(row: &ActionRow) -> Cell {
    let mut said = Vec::new();
    if row.is_done {
        said.push("done".to_owned());
    } else if row.late_days > 0 {
        said.push(format!("{} late", plural(row.late_days as u64, "day", "days")));
    }
    if row.carried > 0 {
        said.push(format!("carried over {}", plural(row.carried.into(), "review", "reviews")));
    }
    let late = !row.is_done && row.late_days > 0;
    Cell { mark: late.then_some(Mark::Worse), ..Cell::text(said.join(", ")) }
}

/// The net of the six capabilities, and what would lift them.
pub fn maturity(council: &Council<'_>) -> Option<Section> {
    let maturity = &council.pack.book.maturity;
    if maturity.capabilities.is_empty() {
        return None;
    }
    let rows = maturity.capabilities.iter().map(|one| {
        vec![
            one.name.clone(),
            one.owner.clone(),
            format!("{} {}", one.level.number(), one.level.name()),
            format!("{} {}", one.proposed.number(), one.proposed.name()),
            one.because.clone(),
        ]
    });
    let head = ["Capability", "Owner", "Level", "Evidence shows", "Because"];
    let mut table = Table::of_texts("maturity", "Six capabilities and their levels", &head, rows);
    for (column, width) in table.columns.iter_mut().zip([3, 2, 2, 2, 8]) {
        column.width = width;
    }
    table.row_heads = true;
    table.dense = true;
    let said: Vec<String> =
        maturity.capabilities.iter().map(|one| format!("{}: {}", one.name, one.level.name())).collect();
    let chart = Chart {
        svg: charts::council::radar(maturity, Theme::Light, CHART_WIDTH, NET_HEIGHT),
        title: None,
        reading: "Five levels, from ad hoc in the middle to operationalised at the rim.".into(),
        description: format!("{} {}.", maturity.sentence, said.join("; ")),
        table: Table { name: String::new(), ..table.clone() },
    };
    let steps = maturity.next_steps.iter().take(3).map(|step| format!("{}: {}", step.capability_name, step.step));
    let mut blocks = vec![Block::Chart(Box::new(chart)), Block::Table(table)];
    let steps: Vec<String> = steps.collect();
    if !steps.is_empty() {
        blocks.push(Block::Heading("Next steps".into()));
        blocks.push(Block::List(steps));
    }
    Some(Section {
        agenda: true,
        blocks,
        ..Section::new("Maturity", maturity.sentence.trim_end_matches('.').to_owned())
    })
}

/// Who was there, what was noted, who signed.
pub fn session(council: &Council<'_>) -> Option<Section> {
    let ReviewPack { policy, book, .. } = council.pack;
    let sitting = &book.council;
    let name = |person: &str| playbook::council::person_name(policy, person);
    let named = |present: bool| {
        let people = sitting.attendance.people.iter().filter(|attendee| attendee.present == present);
        people.map(|attendee| name(&attendee.person)).collect::<Vec<_>>().join(", ")
    };
    let mut facts = Vec::new();
    let mut say = |title: &str, value: String| {
        if !value.is_empty() {
            facts.push(Fact::new(title, value));
        }
    };
    say("Present", named(true));
    say("Absent", named(false));
    for sign_off in &sitting.sign_offs {
        for signature in &sign_off.signatures {
            say("Signed", format!("{}, {}", name(&signature.by), council.date(signature.at)));
        }
        say("Digest of the numbers", sign_off.digest.clone());
        if let Some(reopened) = &sign_off.reopened {
            say("Reopened", format!("{}, {}: {}", name(&reopened.by), council.date(reopened.at), reopened.reason));
        }
    }
    say("Still to sign", sitting.waiting_for.iter().map(|person| name(person)).collect::<Vec<_>>().join(", "));
    let mut blocks = Vec::new();
    if !facts.is_empty() {
        blocks.push(Block::Facts(facts));
    }
    let notes = &sitting.notes.blocks;
    if !notes.is_empty() {
        blocks.push(Block::Heading("Notes".into()));
        blocks.push(Block::Notes(notes.clone()));
    }
    if !sitting.differences.is_empty() {
        blocks.push(Block::Heading("No longer what was signed".into()));
        blocks.push(Block::List(sitting.differences.iter().map(|difference| difference.sentence.clone()).collect()));
    }
    let title = match sitting.state {
        CouncilState::Open => "The month is not signed off: its numbers follow the data",
        CouncilState::Signed => "The month is signed off: its numbers are those that were signed",
        CouncilState::Reopened => "The month was reopened: its numbers follow the data again",
    };
    (!blocks.is_empty() || sitting.state != CouncilState::Open).then(|| Section {
        agenda: !notes.is_empty(),
        blocks,
        ..Section::new("The session", title)
    })
}
