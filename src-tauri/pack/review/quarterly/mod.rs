//! The criteria update of the quarter that the month ends, as its screen shows it: who was won and lost, what the acceptance tests tell,
//! why handoffs were turned down, which customers were lost, who had more than they could do, and what follows.

use super::Council;
use super::sitting::LISTED;
use crate::document::{Begins, Block, Cell, Column, Item, Mark, Section, Table};
use crate::text::{counted, plural, unmarked};
use playbook::council::{
    CapacityRow, ChurnRow, CriterionRow, CustomerEnd, Load, Quarterly, ReasonShift, Standing, WinLoss,
};
use playbook::metrics::review::Unit;
use playbook::metrics::{Dimension, words};

/// Nothing where the month ends no quarter.
pub fn sections(council: &Council<'_>) -> Vec<Section> {
    let Some(quarterly) = &council.pack.book.quarterly else { return Vec::new() };
    let lists = [
        part(
            "Won and lost",
            "How often each part came to its handoff's outcome",
            "Parts whose share lies outside of chance (95 %, widened for the number of comparisons) come first.",
            win_loss(&quarterly.win_loss),
        ),
        part(
            "Acceptance tests",
            "What the criteria tell of who is won",
            "Of the accepted alone: how often who passes a test comes to the outcome, and who fails it.",
            criteria(&quarterly.criteria),
        ),
        part(
            "Reasons of the quarter",
            "Why handoffs were turned down, beside the quarter before",
            "Of all that were rejected or recycled in the quarter.",
            reasons(&quarterly.reasons),
        ),
        part(
            "Churn",
            "Customers who were lost",
            "Renewals that did not come to their outcome, and customers who closed.",
            churn(&quarterly.churn),
        ),
        part(
            "Load",
            "What people and teams were given",
            "Beside what the policy allows on the days worked.",
            loads(&quarterly.loads),
        ),
        part(
            "Load of groups",
            "How many records each person of an owner group had a week",
            "And the promises that the group missed.",
            groups(&quarterly.capacity),
        ),
    ];
    std::iter::once(update(quarterly)).chain(lists.into_iter().flatten()).collect()
}

/// What the council talks about.
fn update(quarterly: &Quarterly) -> Section {
    let mut blocks = vec![Block::List(quarterly.sentences.clone())];
    if !quarterly.proposals.is_empty() {
        blocks.push(Block::Heading("Proposed changes".into()));
        let item = |sentence: &String| Item { mark: Some(Mark::Open), claim: sentence.clone(), ..Item::default() };
        blocks.push(Block::Items(quarterly.proposals.iter().map(|one| item(&one.sentence)).collect()));
        blocks.push(Block::Text("Each opens as a draft; nothing is published before somebody decides.".into()));
    }
    if !quarterly.missing.is_empty() {
        blocks.push(Block::Heading("What the data does not say".into()));
        blocks.push(Block::List(quarterly.missing.clone()));
    }
    let title = match quarterly.proposals.len() {
        0 => format!("{}: no change of the criteria is proposed", name(quarterly)),
        1 => format!("{}: one change of the policy is proposed", name(quarterly)),
        some => format!("{}: {} changes of the policy are proposed", name(quarterly), counted(some).to_lowercase()),
    };
    Section {
        lead: format!(
            "{}, {} to {}.",
            plural(quarterly.records, "record", "records"),
            words::month(quarterly.from),
            words::month(quarterly.to)
        ),
        agenda: true,
        blocks,
        ..Section::new("Criteria update", title)
    }
}

/// `2026-Q3` as `Q3 2026`.
fn name(quarterly: &Quarterly) -> String {
    match quarterly.quarter.split_once('-') {
        Some((year, quarter)) => format!("{quarter} {year}"),
        None => quarterly.quarter.clone(),
    }
}

fn part(topic: &str, title: &str, lead: &str, table: Table) -> Option<Section> {
    (!table.rows.is_empty()).then(|| Section {
        lead: lead.into(),
        begins: Begins::BelowTheLast,
        blocks: vec![Block::Table(table)],
        ..Section::new(topic, title)
    })
}

const fn mark(standing: Standing) -> Option<Mark> {
    match standing {
        Standing::Worse => Some(Mark::Worse),
        Standing::Better => Some(Mark::Better),
        Standing::AsAll | Standing::TooFew => None,
    }
}

fn interval(low: f64, high: f64) -> Cell {
    Cell::text(format!("{} to {}", words::share(low), words::share(high)))
}

fn too_few() -> Cell {
    Cell::text("too few")
}

fn win_loss(rows: &[WinLoss]) -> Table {
    let row = |one: &WinLoss| {
        let few = one.standing == Standing::TooFew;
        let share = Cell { mark: mark(one.standing), ..Cell::figure(one.share, Unit::Share) };
        vec![
            Cell::text(&one.handoff.key),
            Cell::text(by(one.dimension)),
            Cell::text(&one.value),
            Cell::count(one.n),
            if few { too_few() } else { share },
            if few { Cell::default() } else { interval(one.low, one.high) },
            Cell::figure(one.whole, Unit::Share),
        ]
    };
    Table {
        name: "quarter-won-lost".into(),
        title: "Won and lost in the quarter, by part".into(),
        columns: vec![
            Column::short("Handoff"),
            Column::short("By"),
            Column::wide("Part", 2),
            Column::figures("n", Unit::Count),
            Column::mixed("Converted"),
            Column::mixed("Widened interval"),
            Column::figures("All", Unit::Share),
        ],
        rows: rows.iter().map(row).collect(),
        on_pages: Some(LISTED),
        ..Table::default()
    }
}

const fn by(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::All => "all",
        Dimension::Handoff => "handoff",
        Dimension::Source => "source",
        Dimension::Trigger => "trigger",
        Dimension::Segment => "segment",
        Dimension::OwnerGroup => "owner group",
        Dimension::Owner => "owner",
        Dimension::Intent => "intent",
        Dimension::Reason => "reason",
    }
}

fn criteria(rows: &[CriterionRow]) -> Table {
    let rate = |(won, n): (u64, u64)| match n {
        0 => Cell::default(),
        n => Cell::figure(won as f64 / n as f64, Unit::Share).with_note(format!("n {}", words::count(n))),
    };
    let row = |one: &CriterionRow| {
        let says = match (one.tells_nothing, one.too_few) {
            (true, _) => "keeps nothing out that would be lost",
            (false, true) => "too few",
            (false, false) => "nothing against it",
        };
        vec![
            Cell::text(&one.handoff),
            Cell::text(unmarked(&one.english)),
            rate(one.passing),
            rate(one.failing),
            Cell { mark: one.tells_nothing.then_some(Mark::Open), ..Cell::text(says) },
        ]
    };
    Table {
        name: "quarter-criteria".into(),
        title: "Acceptance tests and who is won".into(),
        columns: vec![
            Column::short("Handoff"),
            Column::wide("Test", 3),
            Column::figures("Pass", Unit::Share),
            Column::figures("Fail", Unit::Share),
            Column::wide("The records say", 2),
        ],
        rows: rows.iter().map(row).collect(),
        on_pages: Some(LISTED),
        ..Table::default()
    }
}

fn reasons(rows: &[ReasonShift]) -> Table {
    let row = |one: &ReasonShift| {
        vec![
            Cell::text(&one.reason),
            Cell::count(one.records),
            Cell::count(one.before),
            Cell::figure(one.share, Unit::Share),
            Cell::figure(one.share_before, Unit::Share),
        ]
    };
    Table {
        name: "quarter-reasons".into(),
        title: "Why handoffs were turned down in the quarter".into(),
        columns: vec![
            Column::wide("Reason", 1),
            Column::figures("Records", Unit::Count),
            Column::figures("Quarter before", Unit::Count),
            Column::figures("Share", Unit::Share),
            Column::figures("Was", Unit::Share),
        ],
        rows: rows.iter().map(row).collect(),
        on_pages: Some(LISTED),
        ..Table::default()
    }
}

fn churn(rows: &[ChurnRow]) -> Table {
    let row = |one: &ChurnRow| {
        let closed = one.end == CustomerEnd::Closed;
        let all = if closed { "all, closed" } else { "all renewals" };
        let share = match (one.share, closed) {
            (Some(share), _) => Cell { mark: mark(one.standing), ..Cell::figure(share, Unit::Share) },
            (None, true) => Cell::default(),
            (None, false) => too_few(),
        };
        vec![
            Cell::text(&one.handoff.key),
            Cell::text(one.segment.as_deref().unwrap_or(all)),
            Cell::count(one.lost),
            if closed { Cell::default() } else { Cell::count(one.n) },
            share,
            one.low.zip(one.high).map_or_else(Cell::default, |(low, high)| interval(low, high)),
        ]
    };
    Table {
        name: "quarter-churn".into(),
        title: "Customers lost in the quarter, by segment".into(),
        columns: vec![
            Column::short("Handoff"),
            Column::wide("Segment", 1),
            Column::figures("Lost", Unit::Count),
            Column::figures("Of", Unit::Count),
            Column::mixed("Share"),
            Column::mixed("95 % interval"),
        ],
        rows: rows.iter().map(row).collect(),
        on_pages: Some(LISTED),
        ..Table::default()
    }
}

fn loads(rows: &[Load]) -> Table {
    let row = |one: &Load| {
        let people = one.people.map_or_else(String::new, |people| format!("team of {}", words::count(people)));
        let allowed = |count: u64| if one.capacity.is_none() { Cell::default() } else { Cell::count(count) };
        vec![
            Cell::text(&one.name).with_note(people),
            Cell::count(one.assigned),
            allowed(one.capacity.unwrap_or(0)),
            Cell { mark: one.is_over.then_some(Mark::Worse), ..Cell::figure(one.share, Unit::Share) },
            allowed(one.days_over),
            Cell::count(one.open),
        ]
    };
    Table {
        name: "quarter-load".into(),
        title: "What people and teams were given in the quarter".into(),
        columns: vec![
            Column::wide("Person or team", 1),
            Column::figures("Given", Unit::Count),
            Column::figures("Allowed", Unit::Count),
            Column::figures("Share", Unit::Share),
            Column::figures("Days over", Unit::Count),
            Column::figures("Waiting", Unit::Count),
        ],
        rows: rows.iter().map(row).collect(),
        on_pages: Some(LISTED),
        ..Table::default()
    }
}

fn groups(rows: &[CapacityRow]) -> Table {
    let row = |one: &CapacityRow| {
        let missed = Cell::figure(one.breach_rate, Unit::Share);
        vec![
            Cell::text(&one.owner_group),
            Cell::count(one.people),
            one.per_person_a_week.map_or_else(Cell::default, |each| Cell::text(format!("{each:.1}"))),
            Cell { mark: one.overloaded.then_some(Mark::Worse), ..missed },
            Cell::count(one.judged),
        ]
    };
    Table {
        name: "quarter-groups".into(),
        title: "Load of owner groups in the quarter".into(),
        columns: vec![
            Column::wide("Owner group", 1),
            Column::figures("People", Unit::Count),
            Column::mixed("A week each"),
            Column::figures("Missed", Unit::Share),
            Column::figures("n", Unit::Count),
        ],
        rows: rows.iter().map(row).collect(),
        on_pages: Some(LISTED),
        ..Table::default()
    }
}

#[cfg(test)]
mod tests;
