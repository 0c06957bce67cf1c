//! A table on a slide: how wide its columns are, how high its rows, and which of them fit.

use super::measure::{brief, colour, letters_in, rows_of};
use super::shapes::{Grid, INK, INK_3, Paragraph, Run};
use crate::document::{Cell, Column, Mark, Table, Value};

const CELL: f64 = 10.0;
const CELL_HEAD: f64 = 9.0;
/// Lines over which a head may break; its column becomes wider where it would need more.
const HEAD_LINES: usize = 3;

/// A table whose cells have their height.
pub struct Ready {
    widths: Vec<f64>,
    head: Vec<Paragraph>,
    pub head_height: f64,
    pub rows: Vec<(Vec<Paragraph>, f64)>,
}

impl Ready {
    pub fn new(table: &Table, room: f64) -> Ready {
        let widths = widths(table, room);
        let heads = table.columns.iter().map(|column| Paragraph {
            runs: vec![Run::new(&column.title, CELL_HEAD, INK_3)],
            right: column.right,
            ..Paragraph::default()
        });
        let lines = table
            .columns
            .iter()
            .zip(&widths)
            .map(|(column, width)| rows_of(&column.title, CELL_HEAD, false, width - 10.0));
        Ready {
            head: heads.collect(),
            head_height: lines.max().unwrap_or(1) as f64 * 11.5 + 7.0,
            rows: table.paged().iter().map(|row| grid_row(table, row, &widths)).collect(),
            widths,
        }
    }

    /// How many rows from one on have room under their head; one at the least.
    pub fn fitting(&self, from: usize, top: f64, bottom: f64) -> usize {
        let mut y = top + self.head_height;
        let fitting = self.rows[from..].iter().take_while(|(_, height)| {
            y += height;
            y <= bottom
        });
        fitting.count().max(usize::from(from < self.rows.len()))
    }

    /// Of the whole table.
    pub fn height(&self) -> f64 {
        self.head_height + self.rows.iter().map(|(_, height)| height).sum::<f64>()
    }

    pub fn grid(&self, from: usize, count: usize) -> Grid {
        let rows = &self.rows[from..from + count];
        Grid {
            widths: self.widths.clone(),
            rows: std::iter::once(&self.head).chain(rows.iter().map(|(row, _)| row)).cloned().collect(),
            heights: std::iter::once(self.head_height).chain(rows.iter().map(|(_, height)| *height)).collect(),
        }
    }
}

/// A row's cells and its height.
fn grid_row(table: &Table, row: &[Cell], widths: &[f64]) -> (Vec<Paragraph>, f64) {
    let mut lines = 1;
    let cells = table.columns.iter().zip(row).zip(widths).map(|((column, cell), &width)| {
        let room = width - 10.0;
        // Two lines of a cell are as much as a slide bears.
        let words = brief(&cell.words(), letters_in(room, CELL) * 2);
        lines = lines.max(rows_of(&words, CELL, false, room).min(2));
        grid_cell(cell, column, words)
    });
    let cells = cells.collect();
    (cells, lines as f64 * 12.5 + 7.5)
}

fn grid_cell(cell: &Cell, column: &Column, words: String) -> Paragraph {
    let mut runs = Vec::new();
    if let Some(mark) = cell.mark {
        runs.push(Run::new(format!("{} ", mark.sign()), 8.0, colour(mark)));
    }
    let bold = matches!(cell.mark, Some(Mark::Worse | Mark::Better));
    let ink = if cell.value == Value::Nothing { INK_3 } else { INK };
    runs.push(Run { bold, ..Run::new(words, CELL, ink) });
    if !cell.note.is_empty() {
        runs.push(Run::new(format!("  {}", cell.note), 7.5, INK_3));
    }
    Paragraph { runs, right: column.right, ..Paragraph::default() }
}

/// Widths in points: what is as wide as its words first, the rest shared by the others as they wish.
fn widths(table: &Table, room: f64) -> Vec<f64> {
    let needed: Vec<f64> = table
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let cells = table.rows.iter().filter_map(|row| row.get(at)).map(|cell| {
                let note = if cell.note.is_empty() { 0 } else { cell.note.chars().count() + 2 };
                cell.words().chars().count() + note + if cell.mark.is_some() { 2 } else { 0 }
            });
            let head = column.title.split(' ').map(|word| word.chars().count()).max().unwrap_or(0);
            let head = head.max(column.title.chars().count().div_ceil(HEAD_LINES));
            let letters = cells.max().unwrap_or(0).max(head).min(34);
            letters as f64 * CELL * 0.56 + 12.0
        })
        .collect();
    let shares: f64 = table.columns.iter().map(|column| f64::from(column.width)).sum();
    let fixed: f64 =
        table.columns.iter().zip(&needed).filter(|(column, _)| column.width == 0).map(|(_, width)| width).sum();
    // Where the narrow ones leave too little, all become narrower together.
    let rest = (room - fixed).max(if shares > 0.0 { room * 0.2 } else { 0.0 });
    let wanted: Vec<f64> = table
        .columns
        .iter()
        .zip(&needed)
        .map(|(column, &width)| match column.width {
            0 => width,
            wish if shares > 0.0 => rest * f64::from(wish) / shares,
            _ => width,
        })
        .collect();
    let sum: f64 = wanted.iter().sum();
    let scale = if sum > room || shares > 0.0 { room / sum.max(1.0) } else { 1.0 };
    wanted.into_iter().map(|width| width * scale).collect()
}
