//! Which cells of the grid (lane by column) are taken while stages find their columns.

use std::collections::HashSet;

/// A lane from the top, a column from the left.
pub(crate) type Cell = (usize, usize);

/// What stands in the grid, and what runs through it.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    taken: HashSet<Cell>,
    /// Upright lines, by the boundary below a lane and the column.
    upright: HashSet<Cell>,
    /// Level lines through a cell.
    level: HashSet<Cell>,
}

impl Cells {
    /// True where a box may stand.
    pub fn is_free(&self, cell: Cell) -> bool {
        let (lane, column) = cell;
        let crossed = lane > 0 && self.upright.contains(&(lane - 1, column)) && self.upright.contains(&cell);
        !self.taken.contains(&cell) && !self.level.contains(&cell) && !crossed
    }

    /// True where a line may run straight up or down a column from one lane to another.
    pub fn is_open(&self, column: usize, from: usize, to: usize) -> bool {
        let (upper, lower) = (from.min(to), from.max(to));
        (upper + 1..lower).all(|lane| !self.taken.contains(&(lane, column)))
            && (upper..lower).all(|boundary| !self.upright.contains(&(boundary, column)))
    }

    pub fn take(&mut self, cell: Cell) {
        self.taken.insert(cell);
    }

    /// Runs a line level from one column to another in `from`'s lane, then upright to `to`'s.
    pub fn run(&mut self, from: Cell, to: Cell) {
        let (left, right) = (from.1.min(to.1), from.1.max(to.1));
        self.level.extend((left..=right).map(|column| (from.0, column)));
        let (upper, lower) = (from.0.min(to.0), from.0.max(to.0));
        self.upright.extend((upper..lower).map(|boundary| (boundary, to.1)));
    }
}
