//! The values of a field, parted into cells: values of one cell answer every test of the field alike, so one of them stands for all.

mod number;
mod text;
mod time;

pub(super) use text::Patterns;
pub(super) use time::presents;

use super::assumed::Assumed;
use super::cellset::CellSet;
use crate::policy::criteria::ask::Ask;
use crate::policy::criteria::{Fact, Given, Told};
use crate::policy::{Field, FieldKind};
use std::collections::HashMap;

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// A value that stands for all of the cell.
    Value(Given),
    /// Every text that is none of those named: this one for example, unless something is asked of parts of texts; what the cell answers
    /// to [`Patterns`] is open.
    OtherText(String),
    Blank,
    /// Filled, but no value of the field's kind.
    Unreadable,
}

impl Cell {
    pub const fn is_other(&self) -> bool {
        matches!(self, Cell::OtherText(_))
    }
}

/// The cells of a field, and what they answer.
pub(super) struct Parted {
    /// In the order in which a witness should rather have them.
    pub cells: Vec<Cell>,
    /// For each ask: the cells that answer yes. Those that answer no are the others but the unanswering ones. An ask that is a pattern
    /// of texts is answered here for all but [`Cell::OtherText`].
    pub yes: Vec<CellSet>,
    /// Cells of which everything but blankness is unknown.
    pub unanswering: CellSet,
}

/// Parts the values of a field by what `asks` ask of it.
pub(super) fn part(field: &Field, assumed: Assumed, asks: &[Ask<'_>], told: &Told) -> Parted {
    let mut found = match field.kind {
        FieldKind::Text | FieldKind::Choice => text::values(field, assumed, asks),
        FieldKind::Number => answered(number::values(assumed, asks), asks, field.kind, told),
        FieldKind::Date | FieldKind::Instant => answered(time::values(field.kind, asks, told), asks, field.kind, told),
        FieldKind::Boolean => {
            let values = [true, false].map(|value| (Given::Boolean(value), Fact::Boolean(value)));
            answered(values.to_vec(), asks, field.kind, told)
        }
    };
    let filled = |wanted: bool| asks.iter().map(|ask| *ask == Ask::Filled(wanted)).collect::<Vec<bool>>();
    let text = matches!(field.kind, FieldKind::Text | FieldKind::Choice);
    if !assumed.readable && !text {
        found.push((Cell::Unreadable, filled(true)));
    }
    if !assumed.filled {
        found.push((Cell::Blank, filled(false)));
    }
    parted(found, asks.len())
}

/// What one value answers to each ask.
type Answers = Vec<bool>;

fn answered(values: Vec<(Given, Fact<'_>)>, asks: &[Ask<'_>], kind: FieldKind, told: &Told) -> Vec<(Cell, Answers)> {
    let answer = |(given, fact)| {
        let answers = asks.iter().map(|ask| ask.of(fact, kind, told).unwrap_or(false)).collect();
        (Cell::Value(given), answers)
    };
    values.into_iter().map(answer).collect()
}

/// Joins the values that answer alike.
fn parted(found: Vec<(Cell, Answers)>, asks: usize) -> Parted {
    let mut cells = Vec::new();
    let mut rows: Vec<Answers> = Vec::new();
    let mut places: HashMap<(bool, Answers), usize> = HashMap::new();
    for (cell, answers) in found {
        // Texts beside the named ones answer patterns as they like, and blank ones answer nothing: each kind stays apart.
        let alone = !matches!(cell, Cell::Value(_));
        if alone || !places.contains_key(&(alone, answers.clone())) {
            places.insert((alone, answers.clone()), cells.len());
            cells.push(cell);
            rows.push(answers);
        }
    }
    let count = cells.len();
    let yes = (0..asks).map(|ask| CellSet::of(count, |cell| rows[cell][ask])).collect();
    let unanswering = CellSet::of(count, |cell| matches!(cells[cell], Cell::Blank | Cell::Unreadable));
    Parted { cells, yes, unanswering }
}
