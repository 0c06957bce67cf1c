//! The groups of a month's rows, by several dimensions at once: every row is in one group of each.

use super::Dimension;
use super::measure::Measured;
use std::ops::Range;

/// Groups are numbered through all dimensions, within one in order of first sight.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// Number of dimensions.
    pub width: usize,
    /// `width` group numbers for each row.
    pub of_row: Vec<u32>,
    /// By group number.
    codes: Vec<u32>,
    /// By dimension: where its groups end.
    ends: Vec<usize>,
    group_of_code: Vec<u32>,
}

impl Groups {
    /// Finds the groups of these rows.
    pub(super) fn find(
        &mut self,
        measured: &Measured,
        dimensions: impl ExactSizeIterator<Item = Dimension>,
        rows: &[u32],
    ) {
        self.width = dimensions.len();
        self.codes.clear();
        self.ends.clear();
        self.of_row.resize(rows.len() * self.width, 0);
        for (place, dimension) in dimensions.enumerate() {
            self.find_one(measured, place, dimension, rows);
            self.ends.push(self.codes.len());
        }
    }

    fn find_one(&mut self, measured: &Measured, place: usize, dimension: Dimension, rows: &[u32]) {
        let columns = measured.columns;
        let own = self.of_row.iter_mut().skip(place).step_by(self.width);
        let (Some(codes), Some(dictionary)) = (columns.codes_of(dimension), columns.dictionary(dimension)) else {
            let all = self.codes.len() as u32;
            self.codes.push(0);
            own.for_each(|group| *group = all);
            return;
        };
        self.group_of_code.clear();
        self.group_of_code.resize(dictionary.len(), u32::MAX);
        for (group, &row) in own.zip(rows) {
            let code = codes.get(row as usize);
            let known = &mut self.group_of_code[code as usize];
            if *known == u32::MAX {
                *known = self.codes.len() as u32;
                self.codes.push(code);
            }
            *group = *known;
        }
    }

    /// Number of groups of all dimensions together.
    pub(super) fn len(&self) -> usize {
        self.codes.len()
    }

    /// The groups of the dimension at this place.
    pub(super) fn of_dimension(&self, place: usize) -> Range<usize> {
        let from = if place == 0 { 0 } else { self.ends[place - 1] };
        from..self.ends[place]
    }

    /// The code of a group.
    pub(super) fn code(&self, group: usize) -> u32 {
        self.codes[group]
    }
}
