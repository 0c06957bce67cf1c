//! Records grouped by month and dimension, and every group's tallies: what figures, reviews and segments are read from.

use super::columns::NEVER;
use super::groups::Groups;
use super::measure::Measured;
use super::period::Anchor;
use super::tally::{MonthOfRows, Tally};
use super::{Basis, Dimension, Metric, Month};
use std::collections::HashMap;

/// What to tally.
#[derive(Debug, Clone)]
pub(crate) struct GridQuery {
    pub from: Option<Month>,
    pub to: Option<Month>,
    pub by: Vec<Dimension>,
    pub basis: Basis,
    /// Only this handoff's records, by code.
    pub handoff: Option<u32>,
    pub metrics: Vec<Metric>,
}

/// The groups of one dimension.
#[derive(Debug)]
pub(crate) struct Section {
    pub dimension: Dimension,
    width: usize,
    cells: Vec<(u32, u32)>,
    index: HashMap<(u32, u32), u32>,
    tallies: Vec<Tally>,
}

impl Section {
    pub(crate) fn new(dimension: Dimension, width: usize) -> Section {
        Section { dimension, width, cells: Vec::new(), index: HashMap::new(), tallies: Vec::new() }
    }

    /// `(code, month's place)` of every group with a record.
    pub(crate) fn cells(&self) -> &[(u32, u32)] {
        &self.cells
    }

    /// A group's tallies, in the order of the metrics asked for.
    pub(crate) fn tallies(&self, code: u32, month: u32) -> Option<&[Tally]> {
        let at = *self.index.get(&(code, month))? as usize * self.width;
        Some(&self.tallies[at..at + self.width])
    }

    /// A group's tally; [`Tally::NONE`] for a group without records.
    pub(crate) fn tally(&self, code: u32, month: u32, place: usize) -> Tally {
        self.tallies(code, month).map_or(Tally::NONE, |tallies| tallies[place])
    }

    /// A reason's part of the rejection rate is taken of all that were decided in the month, not of those that have the reason.
    fn share_among_decided(&mut self, place: usize) {
        let mut decided: HashMap<u32, u32> = HashMap::new();
        for (&(_, month), tallies) in self.cells.iter().zip(self.tallies.chunks_exact(self.width)) {
            *decided.entry(month).or_default() += tallies[place].yes + tallies[place].no;
        }
        for (&(_, month), tallies) in self.cells.iter().zip(self.tallies.chunks_exact_mut(self.width)) {
            tallies[place].no = decided.get(&month).map_or(0, |decided| decided - tallies[place].yes);
        }
    }

    fn slot(&mut self, code: u32, month: u32) -> &mut [Tally] {
        let next = self.cells.len() as u32;
        let at = *self.index.entry((code, month)).or_insert(next);
        if at == next {
            self.cells.push((code, month));
            self.tallies.resize(self.tallies.len() + self.width, Tally::NONE);
        }
        let at = at as usize * self.width;
        &mut self.tallies[at..at + self.width]
    }
}

impl Measured<'_> {
    /// Tallies every group of every dimension.
    pub(crate) fn grid(&self, query: &GridQuery) -> Vec<Section> {
        let mut sections: Vec<Section> =
            query.by.iter().map(|&dimension| Section::new(dimension, query.metrics.len())).collect();
        match query.basis {
            Basis::Cohort => self.tally_months(query, Anchor::Started, &query.metrics, &mut sections),
            Basis::Period => {
                for anchor in Anchor::ALL {
                    let metrics: Vec<Metric> =
                        query.metrics.iter().copied().filter(|&metric| Anchor::of(metric) == anchor).collect();
                    if !metrics.is_empty() {
                        self.tally_months(query, anchor, &metrics, &mut sections);
                    }
                }
            }
        }
        if let Some(place) = query.metrics.iter().position(|&metric| metric == Metric::RejectionRate) {
            let by_reason = sections.iter_mut().filter(|section| section.dimension == Dimension::Reason);
            by_reason.for_each(|section| section.share_among_decided(place));
        }
        sections
    }

    fn tally_months(&self, query: &GridQuery, anchor: Anchor, metrics: &[Metric], sections: &mut [Section]) {
        let months = 0..self.months.len();
        let first = query.from.map_or(0, |month| (month.0 - self.months.month(0).0).max(0) as usize);
        let last = query.to.map_or(months.end as i32, |month| month.0 - self.months.month(0).0 + 1);
        let wanted = first..(last.max(0) as usize).min(months.end);
        if wanted.is_empty() || sections.is_empty() {
            return;
        }
        let rows = self.rows_by_month(anchor, query.handoff, wanted.clone());
        let places: Vec<usize> =
            metrics.iter().filter_map(|metric| query.metrics.iter().position(|other| other == metric)).collect();
        let mut month_of_rows = MonthOfRows::new(self, metrics, query.basis == Basis::Cohort);
        let mut groups = Groups::default();
        for (month, rows) in wanted.zip(rows.iter()) {
            if rows.is_empty() {
                continue;
            }
            month_of_rows.load(rows);
            groups.find(self, sections.iter().map(|section| section.dimension), rows);
            let tallies = month_of_rows.tally(&groups);
            for (dimension, section) in sections.iter_mut().enumerate() {
                let own = groups.of_dimension(dimension);
                let tallies = &tallies[own.start * metrics.len()..own.end * metrics.len()];
                for (group, tallies) in own.zip(tallies.chunks_exact(metrics.len())) {
                    let slot = section.slot(groups.code(group), month as u32);
                    for (&place, tally) in places.iter().zip(tallies) {
                        slot[place] = *tally;
                    }
                }
            }
        }
    }

    /// The rows that belong to each of these months, in their own order.
    fn rows_by_month(&self, anchor: Anchor, handoff: Option<u32>, wanted: std::ops::Range<usize>) -> RowsByMonth {
        let handoffs = self.columns.codes_of(Dimension::Handoff);
        let months: Vec<u16> = self
            .rows()
            .map(|row| {
                let is_other = handoff.is_some_and(|code| handoffs.map_or(0, |codes| codes.get(row)) != code);
                if is_other || self.pattern(row) == 0 {
                    return u16::MAX;
                }
                let at = match anchor {
                    Anchor::Started => Some(usize::from(self.started_in(row))),
                    _ => Some(self.anchored_at(anchor, row))
                        .filter(|&at| at != NEVER)
                        .and_then(|at| self.months.index_at(at)),
                };
                at.filter(|month| wanted.contains(month)).map_or(u16::MAX, |month| (month - wanted.start) as u16)
            })
            .collect();
        let mut ends = vec![0_usize; wanted.len()];
        for &month in &months {
            if month != u16::MAX {
                ends[usize::from(month)] += 1;
            }
        }
        let mut total = 0;
        for end in &mut ends {
            (*end, total) = (total, total + *end);
        }
        let mut rows = vec![0; total];
        for (row, &month) in months.iter().enumerate() {
            if month != u16::MAX {
                let end = &mut ends[usize::from(month)];
                rows[*end] = (self.rows().start + row) as u32;
                *end += 1;
            }
        }
        RowsByMonth { rows, ends }
    }
}

struct RowsByMonth {
    rows: Vec<u32>,
    ends: Vec<usize>,
}

impl RowsByMonth {
    fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.ends.len()).map(|month| {
            let from = if month == 0 { 0 } else { self.ends[month - 1] };
            &self.rows[from..self.ends[month]]
        })
    }
}
