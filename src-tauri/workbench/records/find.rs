//! Which rows a query means, and in which order: on the columns in memory, without touching the file.

use super::load::Measurement;
use super::query::RecordQuery;
use playbook::metrics::figures::BLANK;
use playbook::metrics::{Columns, Dimension, Month, behind};
use playbook::record::Moment;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// How many rows the query means, and those of its order from `offset` on, `limit` of them.
pub(crate) fn window(measurement: &Measurement, query: &RecordQuery, offset: usize, limit: usize) -> (usize, Vec<u32>) {
    let order = measurement.orders.of(measurement, query.sort);
    let listing = measurement.listings.of(query);
    let fitting = listing.get_or_init(|| {
        let fits = fitting(measurement, query)?;
        let rows = (0..order.len()).map(|place| order.at(place, query.descending));
        Some(rows.filter(|&row| fits[row as usize]).collect())
    });
    match fitting {
        Some(rows) => (rows.len(), rows.iter().copied().skip(offset).take(limit).collect()),
        None => {
            let places = (0..order.len()).skip(offset).take(limit);
            (order.len(), places.map(|place| order.at(place, query.descending)).collect())
        }
    }
}

/// A query's rows in its order; `None` = all rows, in the order that the measurement has of them.
type Listing = OnceLock<Option<Vec<u32>>>;

/// The listings asked for last: a list is read window by window, and a record's page asks for its neighbours in one.
#[derive(Debug, Default)]
pub(crate) struct Listings(Mutex<Vec<(RecordQuery, Arc<Listing>)>>);

/// Listings kept: the one on screen, the one before it, and one that a link leads to.
const KEPT: usize = 3;

impl Listings {
    /// The query's listing, whatever its window: kept, or to be filled by whoever comes first while the others wait.
    fn of(&self, query: &RecordQuery) -> Arc<Listing> {
        let whole = RecordQuery { offset: 0, limit: 0, ..query.clone() };
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().position(|(of, _)| *of == whole);
        let entry = found.map_or_else(|| (whole, Arc::default()), |at| kept.remove(at));
        let listing = entry.1.clone();
        kept.insert(0, entry);
        kept.truncate(KEPT);
        listing
    }
}

/// True by row where it fulfils every part of the query; `None` = nothing was asked of them.
fn fitting(measurement: &Measurement, query: &RecordQuery) -> Option<Vec<bool>> {
    let (measured, columns) = (measurement.measured(), measurement.columns());
    let mut fits = Fitting { rows: columns.len() as u32, fits: None };
    if let Some(drill) = &query.drill {
        let mut drilled = vec![false; columns.len()];
        for row in behind(measured, drill) {
            drilled[row as usize] = true;
        }
        fits.fits = Some(drilled);
    }
    let filters = [
        (Dimension::Handoff, &query.handoffs),
        (Dimension::Source, &query.sources),
        (Dimension::Segment, &query.segments),
        (Dimension::Intent, &query.intents),
        (Dimension::OwnerGroup, &query.owner_groups),
        (Dimension::Owner, &query.owners),
    ];
    for (dimension, wanted) in filters {
        if !wanted.is_empty() {
            let wanted =
                codes(columns, dimension, |value| wanted.iter().any(|wanted| wanted == value.unwrap_or(BLANK)));
            fits.keep(|row| wanted[columns.code(row, dimension) as usize]);
        }
    }
    if !query.months.is_empty() {
        let zone = columns.time_zone();
        let months = query.months.iter().filter_map(|month| month.parse::<Month>().ok());
        let bounds: Vec<_> = months.map(|month| zone.month_bounds(month)).collect();
        let within = |at| bounds.iter().any(|&(from, to)| (from..to).contains(&at));
        fits.keep(|row| columns.at(row, Moment::Started).is_some_and(within));
    }
    if let Some(batch) = &query.batch {
        let batch = batch.parse().unwrap_or(u32::MAX);
        fits.keep(|row| measurement.texts.batch(row) == batch);
    }
    let needle = query.text.trim().to_lowercase();
    if !needle.is_empty() {
        let has = |value: Option<&str>| value.is_some_and(|value| value.to_lowercase().contains(&needle));
        let (owners, sources) = (codes(columns, Dimension::Owner, has), codes(columns, Dimension::Source, has));
        let ids = measurement.texts.containing(&needle);
        fits.keep(|row| {
            ids[row as usize]
                || owners[columns.code(row, Dimension::Owner) as usize]
                || sources[columns.code(row, Dimension::Source) as usize]
        });
    }
    if !query.outcomes.is_empty() {
        fits.keep(|row| query.outcomes.contains(&measured.row_state(row)));
    }
    fits.fits
}

/// The rows that are left, by row; none is gone before the first question.
struct Fitting {
    rows: u32,
    fits: Option<Vec<bool>>,
}

impl Fitting {
    fn keep(&mut self, passes: impl Fn(u32) -> bool) {
        match &mut self.fits {
            None => self.fits = Some((0..self.rows).map(passes).collect()),
            Some(fits) => {
                for (row, fits) in fits.iter_mut().enumerate() {
                    *fits = *fits && passes(row as u32);
                }
            }
        }
    }
}

/// By code of a dimension: does its value pass?
fn codes(columns: &Columns, dimension: Dimension, passes: impl Fn(Option<&str>) -> bool) -> Vec<bool> {
    let dictionary = columns.dictionary(dimension);
    (0..dictionary.map_or(1, |dictionary| dictionary.len() as u32))
        .map(|code| passes(dictionary.and_then(|dictionary| dictionary.value(code))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::load::tests::measurement;
    use super::super::query::RecordSort;
    use super::*;
    use playbook::HOUR;
    use playbook::metrics::Metric;
    use playbook::metrics::review::{Drill, DrillPart};
    use playbook::record::sla::SlaState;
    use playbook::record::{Disposition, HandoffRecord};
    use proptest::prelude::*;

    /// 2026-01-01, UTC.
    const FROM: i64 = 1_767_225_600_000;

    prop_compose! {
        fn a_record()(
            number in 0_u32..30,
            handoff in prop::sample::select(vec!["H1", "H2"]),
            started in prop::option::weighted(0.9, 0_i64..2_000),
            accepted in prop::option::of(0_i64..5),
            owner in prop::option::of(prop::sample::select(vec!["Änne", "bo", "Cy", "änne"])),
            source in prop::option::of(prop::sample::select(vec!["Web", "Event"])),
        ) -> HandoffRecord {
            let mut record = HandoffRecord {
                record_id: format!("R-{number}"),
                handoff: handoff.into(),
                owner: owner.map(str::to_owned),
                source: source.map(str::to_owned),
                disposition: if accepted.is_some() { Disposition::Accepted } else { Disposition::Open },
                ..HandoffRecord::default()
            };
            record.set(Moment::Started, started.map(|hours| FROM + hours * HOUR));
            record.set(Moment::Accepted, started.zip(accepted).map(|(start, wait)| FROM + (start + wait) * HOUR));
            record
        }
    }

    prop_compose! {
        fn a_query()(
            drilled in prop::bool::weighted(0.2),
            text in prop::sample::select(vec!["", "1", "r-2", "ÄNNE", " web ", "nobody"]),
            handoffs in prop::sample::subsequence(vec!["H1".to_owned(), "H3".to_owned()], 0..=2),
            owners in prop::sample::subsequence(vec!["bo".to_owned(), BLANK.to_owned()], 0..=2),
            months in prop::sample::subsequence(vec!["2026-01".to_owned(), "2026-03".to_owned()], 0..=2),
            outcomes in prop::sample::subsequence(vec![SlaState::Met, SlaState::NotApplicable], 0..=2),
            batch in prop::option::weighted(0.2, prop::sample::select(vec!["1", "2", "no number"])),
            sort in prop::sample::select(vec![
                RecordSort::StartedAt, RecordSort::RecordId, RecordSort::Handoff, RecordSort::Owner,
                RecordSort::TimeToAccept, RecordSort::TimeToFirstTouch,
            ]),
            descending in any::<bool>(),
        ) -> RecordQuery {
            let drill = drilled.then_some(Drill {
                metric: Metric::TimeToAccept,
                part: DrillPart::Denominator,
                month: None,
                basis: Default::default(),
                handoff: None,
                dimension: None,
                also: None,
                value: None,
            });
            RecordQuery {
                drill, text: text.into(), handoffs, owners, months, outcomes, batch: batch.map(str::to_owned),
                sort, descending, ..RecordQuery::default()
            }
        }
    }

    /// Slow and obvious: is the row meant?
    fn is_meant(measurement: &Measurement, query: &RecordQuery, row: u32) -> bool {
        let columns = measurement.columns();
        let text = |dimension| columns.value(row, dimension).unwrap_or(BLANK).to_owned();
        let among = |wanted: &[String], value: String| wanted.is_empty() || wanted.contains(&value);
        let needle = query.text.trim().to_lowercase();
        let found = |dimension| columns.value(row, dimension).unwrap_or_default().to_lowercase().contains(&needle);
        let drilled = |drill| behind(measurement.measured(), drill).contains(&row);
        query.drill.as_ref().is_none_or(drilled)
            && among(&query.handoffs, text(Dimension::Handoff))
            && among(&query.owners, text(Dimension::Owner))
            && among(&query.months, columns.month(row).map(|month| month.to_string()).unwrap_or_default())
            && (query.outcomes.is_empty() || query.outcomes.contains(&measurement.measured().row_state(row)))
            && query.batch.as_ref().is_none_or(|batch| *batch == measurement.texts.batch(row).to_string())
            && (found(Dimension::Owner) || found(Dimension::Source) || measurement.texts.id(row).contains(&needle))
    }

    /// Slow and obvious: what a row is sorted by, as a text that sorts as the value does.
    fn value(measurement: &Measurement, sort: RecordSort, row: u32) -> Option<String> {
        let (columns, measured) = (measurement.columns(), measurement.measured());
        let number = |value: i64| format!("{value:020}");
        let text = |dimension| columns.value(row, dimension).map(|value| format!("{} {value}", value.to_lowercase()));
        match sort {
            RecordSort::StartedAt => columns.at(row, Moment::Started).map(number),
            RecordSort::RecordId => Some(measurement.texts.id(row).to_owned()),
            RecordSort::Handoff => text(Dimension::Handoff),
            RecordSort::Owner => text(Dimension::Owner),
            RecordSort::TimeToAccept => measured.duration(row, Metric::TimeToAccept).map(number),
            RecordSort::TimeToFirstTouch => measured.duration(row, Metric::TimeToFirstTouch).map(number),
        }
    }

    proptest! {
        /// A window is a piece of the rows that are meant, sorted: whatever was asked before, and however large the window.
        #[test]
        fn a_window_is_a_piece_of_the_sorted_rows(
            records in prop::collection::vec(a_record(), 0..50),
            queries in prop::collection::vec((a_query(), 0_usize..20, 0_usize..60), 1..8),
        ) {
            let measurement = measurement(&records);
            for (query, offset, limit) in queries {
                let mut rows: Vec<u32> = (0..records.len() as u32).filter(|&row| is_meant(&measurement, &query, row)).collect();
                rows.sort_by_cached_key(|&row| (value(&measurement, query.sort, row), row));
                if query.descending {
                    rows.reverse();
                }
                // Stable: rows without a value go last, in their own order.
                let (valued, mut blank): (Vec<u32>, Vec<u32>) =
                    rows.iter().partition(|&&row| value(&measurement, query.sort, row).is_some());
                blank.sort_unstable();
                let expected: Vec<u32> = valued.into_iter().chain(blank).collect();
                let piece = expected.iter().copied().skip(offset).take(limit).collect();
                prop_assert_eq!(window(&measurement, &query, offset, limit), (expected.len(), piece), "{:?}", query);
            }
        }
    }
}
