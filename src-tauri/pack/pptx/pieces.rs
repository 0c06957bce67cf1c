//! Pieces of a section as paragraphs of a slide, and the room that they need.

use super::measure::{ROOM, brief, colour, height_of, line};
use super::notes;
use super::shapes::{INK, INK_2, INK_3, Paragraph, Run};
use super::table::Ready;
use crate::document::{Block, Item, Table};

/// Between two columns of a long table.
pub const BETWEEN: f64 = 28.0;
/// Below a table.
pub const AFTER_A_TABLE: f64 = 8.0;

/// A piece as paragraphs, in groups that stay together; none for what is set otherwise: tables and charts.
pub fn groups(block: &Block) -> Vec<Vec<Paragraph>> {
    match block {
        Block::Heading(text) => vec![vec![line(Run::new(text, 12.0, INK).bold(), 10.0)]],
        Block::Text(text) => vec![vec![line(Run::new(text, 12.0, INK_2), 6.0)]],
        Block::List(lines) => {
            vec![lines.iter().map(|text| line(Run::new(format!("– {text}"), 12.0, INK_2), 5.0)).collect()]
        }
        Block::Items(items) => items.iter().map(item).collect(),
        Block::Facts(facts) => {
            let facts = facts.iter().map(|fact| {
                let runs = vec![Run::new(format!("{}: ", fact.name), 12.0, INK_3), Run::new(&fact.value, 12.0, INK)];
                Paragraph { runs, before: 4.0, ..Paragraph::default() }
            });
            vec![facts.collect()]
        }
        Block::Form(blanks) => vec![blanks.iter().map(|blank| line(Run::new(&blank.name, 12.0, INK), 6.0)).collect()],
        Block::Notes(notes) => notes::paragraphs(notes).into_iter().map(|one| vec![one]).collect(),
        Block::Table(_) | Block::Chart(_) => Vec::new(),
    }
}

fn item(item: &Item) -> Vec<Paragraph> {
    let mut runs = Vec::new();
    if let Some(mark) = item.mark {
        runs.push(Run::new(format!("{}  ", mark.sign()), 11.0, colour(mark)));
    }
    if !item.key.is_empty() {
        runs.push(Run::new(format!("{} ", item.key), 13.0, INK_2));
    }
    if !item.route.is_empty() {
        runs.push(Run::new(format!("{}  ", brief(&item.route, 60)), 13.0, INK));
    }
    runs.push(Run::new(brief(&item.claim, 200), 13.0, INK).bold());
    let mut lines = vec![Paragraph { runs, before: 7.0, ..Paragraph::default() }];
    let detail: Vec<&str> =
        [item.detail.as_str(), item.aside.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
    if !detail.is_empty() {
        let run = Run::new(brief(&detail.join("  "), 260), 10.5, INK_2);
        lines.push(Paragraph { runs: vec![run], before: 1.0, indent: 18.0, ..Paragraph::default() });
    }
    lines
}

/// Long and narrow tables stand in two columns.
pub fn is_beside(table: &Table) -> bool {
    table.narrow && table.rows.len() > 12
}

/// The room for one of a table's columns of rows.
pub fn room_of(table: &Table) -> f64 {
    if is_beside(table) { (ROOM - BETWEEN) / 2.0 } else { ROOM }
}

/// What these pieces take one below the other; `None` where a chart is among them, which takes what it gets, or a table of two columns.
pub fn height(blocks: &[Block]) -> Option<f64> {
    blocks.iter().map(height_of_one).sum()
}

fn height_of_one(block: &Block) -> Option<f64> {
    match block {
        Block::Chart(_) => None,
        Block::Table(table) if is_beside(table) => None,
        Block::Table(table) => {
            let left_over = if table.paged().len() < table.rows.len() { 16.0 } else { 0.0 };
            Some(Ready::new(table, ROOM).height() + AFTER_A_TABLE + left_over)
        }
        Block::Heading(_)
        | Block::Text(_)
        | Block::List(_)
        | Block::Items(_)
        | Block::Facts(_)
        | Block::Form(_)
        | Block::Notes(_) => Some(groups(block).iter().flatten().map(height_of).sum()),
    }
}

/// The height of the texts that stand directly below a chart.
pub fn text_below(blocks: &[Block]) -> f64 {
    let texts = blocks.iter().take_while(|block| matches!(block, Block::Text(_)));
    let height: f64 = texts.filter_map(height_of_one).sum();
    if height > 0.0 { height + 12.0 } else { 0.0 }
}
