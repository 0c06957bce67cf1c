//! What is worth discussing, and what is not.

use super::{Council, sentence};
use crate::document::{Block, Cell, Chart, Column, Item, Mark, Section, Table, Value, route};
use crate::text::{counted, plural};
use charts::{Theme, XmrQuestion, xmr};
use playbook::metrics::review::{QuietFigure, Review, ReviewCell, ReviewRow, Signal, Unit};
use playbook::metrics::words;

/// So many signals have a page of their own; the others' charts stand with their handoff.
const CHARTED: usize = 6;

/// Pixels of a chart across a lying page, and its heights: alone, and above a table.
pub const CHART_WIDTH: u32 = 1_006;
const ALONE: u32 = 420;

pub fn sections(council: &Council<'_>) -> Vec<Section> {
    let review = council.review;
    let mut sections = vec![list(council)];
    let charted = review.signals.iter().take(CHARTED).filter_map(|signal| page(council, signal));
    sections.extend(charted);
    sections.push(quiet(review));
    sections
}

fn list(council: &Council<'_>) -> Section {
    let review = council.review;
    let count = review.signals.len();
    let title = match count {
        0 => "No figure left its usual range".to_owned(),
        1 => "One signal deserves the council's time".into(),
        _ => format!("{} signals deserve the council's time", counted(count)),
    };
    let lead = match count {
        0 => "Every figure with enough history is within its natural limits: there is nothing to explain this month.".to_owned(),
        _ => "Figures that left their natural limits or ran to one side of them: ranked by how many records they concern.".into(),
    };
    let items = review.signals.iter().map(item).collect();
    Section { lead, agenda: true, blocks: vec![Block::Items(items)], ..Section::new("Signals", title) }
}

/// The signals as cells, for the workbook.
pub fn table(review: &Review) -> Table {
    let rows = review.signals.iter().map(|signal| {
        vec![
            Cell::text(&signal.handoff.key),
            Cell::text(route(&signal.handoff)),
            Cell::text(&signal.claim),
            Cell::text(&signal.detail),
            Cell::text(if signal.worse { Mark::Worse.words() } else { Mark::Better.words() }),
            Cell::count(signal.behind),
        ]
    });
    Table {
        name: "signals".into(),
        title: "Figures that left their usual range".into(),
        columns: vec![
            Column::short("Handoff"),
            Column::short("Route"),
            Column::text("Signal"),
            Column::text("Detail"),
            Column::short("For the"),
            Column::figures("Records", Unit::Count),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
}

fn item(signal: &Signal) -> Item {
    Item {
        mark: Some(if signal.worse { Mark::Worse } else { Mark::Better }),
        key: signal.handoff.key.clone(),
        route: route(&signal.handoff),
        claim: signal.claim.clone(),
        detail: signal.detail.clone(),
        aside: plural(signal.behind, "record", "records"),
    }
}

/// The signal's chart under its claim.
fn page(council: &Council<'_>, signal: &Signal) -> Option<Section> {
    let row = council.review.row(&signal.handoff.key)?;
    let cell = row.cell(signal.metric)?;
    let chart = chart(council, row, cell, ALONE, false);
    let claim = format!("{} {}: {}", signal.handoff.key, route(&signal.handoff), signal.claim);
    let behind = plural(signal.behind, "record is", "records are");
    let detail = format!("{} {behind} behind it.", signal.detail);
    Some(Section {
        agenda: true,
        listed: false,
        blocks: vec![Block::Chart(Box::new(chart)), Block::Text(detail)],
        ..Section::new("Signals", sentence(&claim))
    })
}

/// A cell's months as a chart, drawn as on screen.
pub fn chart(council: &Council<'_>, row: &ReviewRow, cell: &ReviewCell, height: u32, titled: bool) -> Chart {
    let drawn = xmr(&XmrQuestion {
        handoff: Some(&row.handoff),
        label: cell.metric.title(),
        unit: cell.metric.unit(),
        cell,
        basis: council.review.basis,
        theme: Theme::Light,
        width: CHART_WIDTH,
        height,
        note: None,
    });
    let head: Vec<&str> = drawn.table.head.iter().map(String::as_str).collect();
    let mut table = Table::of_texts("", drawn.title.clone(), &head, drawn.table.rows);
    for column in table.columns.iter_mut().skip(1).take(3) {
        column.right = true;
    }
    table.row_heads = true;
    Chart {
        svg: drawn.svg,
        title: titled.then_some(drawn.title),
        reading: drawn.reading,
        description: drawn.description,
        table,
    }
}

fn quiet(review: &Review) -> Section {
    let title = match review.quiet.len() {
        0 => "There is no figure yet that can be called quiet".to_owned(),
        1 => "One figure is within its limits: leave it alone".into(),
        count => format!("{} figures are within their limits: leave them alone", counted(count)),
    };
    let lead = match review.quiet.len() {
        0 => "A figure needs six months of history before its limits can be drawn.",
        _ => "They moved, as figures do. Explaining such moves costs a meeting and changes nothing.",
    };
    let rows = review.quiet.iter().map(|figure| {
        vec![
            Cell::text(&figure.handoff.key),
            Cell::text(&figure.label),
            Cell::figure(figure.value, figure.unit),
            Cell::figure(figure.was, figure.unit),
            expected(figure),
        ]
    });
    let table = Table {
        name: "not-worth-discussing".into(),
        title: "Figures within their natural limits".into(),
        columns: vec![
            Column::short("Handoff"),
            Column::wide("Figure", 1),
            Column::mixed("This month"),
            Column::mixed("Before"),
            Column::mixed("Expected"),
        ],
        rows: rows.collect(),
        narrow: true,
        ..Table::default()
    };
    let blocks = if review.quiet.is_empty() { Vec::new() } else { vec![Block::Table(table)] };
    Section { lead: lead.into(), agenda: true, blocks, ..Section::new("Not worth discussing", title) }
}

fn expected(figure: &QuietFigure) -> Cell {
    let [lower, upper] = [figure.lower.max(0.0), figure.upper].map(|value| words::figure(value, figure.unit));
    Cell { value: Value::Text(format!("{lower} to {upper}")), ..Cell::default() }
}
