//! Months of instants, fast: the bounds of every month that the data touches, found once.

use super::Month;
use super::columns::Columns;
use crate::{DAY, Instant};

/// The months from the data's first instant to its last, or to `as_of`, in the workspace's zone.
#[derive(Debug, Clone)]
pub(crate) struct Months {
    first: Month,
    /// `bounds[i]` = begin of the i-th month; one more than there are months.
    bounds: Vec<Instant>,
}

/// Shorter than any month, so that a guess by this length is never too early.
const SHORTEST: i64 = 28 * DAY;

impl Months {
    pub(super) fn of(columns: &Columns, as_of: Instant) -> Months {
        let zone = columns.time_zone();
        let Some((from, to)) = columns.span() else { return Months { first: Month(0), bounds: Vec::new() } };
        let (first, last) = (zone.month_of(from), zone.month_of(to.max(as_of)));
        let bounds = (first.0..=last.0 + 1).map(|month| zone.month_bounds(Month(month)).0).collect();
        Months { first, bounds }
    }

    /// Number of months.
    pub(super) fn len(&self) -> usize {
        self.bounds.len().saturating_sub(1)
    }

    pub(super) fn month(&self, index: usize) -> Month {
        Month(self.first.0 + index as i32)
    }

    /// The place of a month, where the data touches it.
    pub(crate) fn index(&self, month: Month) -> Option<usize> {
        usize::try_from(month.0 - self.first.0).ok().filter(|&index| index < self.len())
    }

    /// The place of an instant's month; `None` outside the data.
    #[inline]
    pub(super) fn index_at(&self, at: Instant) -> Option<usize> {
        let first = *self.bounds.first()?;
        if at < first {
            return None;
        }
        let mut index = usize::try_from((at - first) / SHORTEST).ok()?.min(self.len());
        while self.bounds[index] > at {
            index -= 1;
        }
        (index < self.len()).then_some(index)
    }

    /// First instant of a month of the data, and of the next.
    pub(super) fn bounds(&self, index: usize) -> (Instant, Instant) {
        (self.bounds[index], self.bounds[index + 1])
    }
}
