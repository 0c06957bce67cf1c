//! Which rows a query means, and in which order: on the columns in memory, without touching the file.

use super::load::Measurement;
use super::query::{RecordQuery, RecordSort};
use playbook::metrics::figures::BLANK;
use playbook::metrics::{Columns, Dimension, Metric, Month, behind};
use playbook::record::Moment;

/// The rows that fulfil every part of the query, in their own order.
pub(crate) fn matching(measurement: &Measurement, query: &RecordQuery) -> Vec<u32> {
    let (measured, columns) = (measurement.measured(), measurement.columns());
    let mut rows = match &query.drill {
        Some(drill) => behind(measured, drill),
        None => (0..columns.len() as u32).collect(),
    };
    let filters = [
        (Dimension::Handoff, &query.handoffs),
        (Dimension::Source, &query.sources),
        (Dimension::Segment, &query.segments),
        (Dimension::Intent, &query.intents),
        (Dimension::OwnerGroup, &query.owner_groups),
    ];
    for (dimension, wanted) in filters {
        if !wanted.is_empty() {
            let wanted =
                codes(columns, dimension, |value| wanted.iter().any(|wanted| wanted == value.unwrap_or(BLANK)));
            rows.retain(|&row| wanted[columns.code(row, dimension) as usize]);
        }
    }
    if !query.months.is_empty() {
        let zone = columns.time_zone();
        let months = query.months.iter().filter_map(|month| month.parse::<Month>().ok());
        let bounds: Vec<_> = months.map(|month| zone.month_bounds(month)).collect();
        let within = |at| bounds.iter().any(|&(from, to)| (from..to).contains(&at));
        rows.retain(|&row| columns.at(row, Moment::Started).is_some_and(within));
    }
    if let Some(batch) = &query.batch {
        let batch = batch.parse().unwrap_or(u32::MAX);
        rows.retain(|&row| measurement.texts.batch(row) == batch);
    }
    let needle = query.text.trim().to_lowercase();
    if !needle.is_empty() {
        let has = |value: Option<&str>| value.is_some_and(|value| value.to_lowercase().contains(&needle));
        let (owners, sources) = (codes(columns, Dimension::Owner, has), codes(columns, Dimension::Source, has));
        let ids = measurement.texts.containing(&needle);
        rows.retain(|&row| {
            ids[row as usize]
                || owners[columns.code(row, Dimension::Owner) as usize]
                || sources[columns.code(row, Dimension::Source) as usize]
        });
    }
    if !query.outcomes.is_empty() {
        rows.retain(|&row| query.outcomes.contains(&measured.row_state(row)));
    }
    rows
}

/// By code of a dimension: does its value pass?
fn codes(columns: &Columns, dimension: Dimension, passes: impl Fn(Option<&str>) -> bool) -> Vec<bool> {
    let dictionary = columns.dictionary(dimension);
    (0..dictionary.map_or(1, |dictionary| dictionary.len() as u32))
        .map(|code| passes(dictionary.and_then(|dictionary| dictionary.value(code))))
        .collect()
}

/// Brings the rows from `offset` on, `limit` of them, into their places; the others stay in no particular order, because a
/// screen shows forty rows of a million. Rows without a value come last either way; equal ones in order of import.
pub(crate) fn sort_window(
    measurement: &Measurement,
    query: &RecordQuery,
    rows: &mut Vec<u32>,
    offset: usize,
    limit: usize,
) {
    let key = sort_key(measurement, query.sort);
    let mut keyed: Vec<(i64, u32)> = rows
        .iter()
        .map(|&row| {
            let key = match key(row) {
                None => i64::MAX,
                Some(key) if query.descending => -key,
                Some(key) => key,
            };
            (key, row)
        })
        .collect();
    let end = offset.saturating_add(limit).min(keyed.len());
    if end < keyed.len() {
        keyed.select_nth_unstable(end);
    }
    let start = offset.min(end);
    if start > 0 && start < end {
        keyed[..end].select_nth_unstable(start);
    }
    keyed[start..end].sort_unstable();
    rows.clear();
    rows.extend(keyed.into_iter().map(|(_, row)| row));
}

fn sort_key<'m>(measurement: &'m Measurement, sort: RecordSort) -> Box<dyn Fn(u32) -> Option<i64> + 'm> {
    let (measured, columns) = (measurement.measured(), measurement.columns());
    let by_value = |dimension: Dimension| {
        let places = places(columns, dimension);
        move |row: u32| places[columns.code(row, dimension) as usize]
    };
    match sort {
        RecordSort::StartedAt => Box::new(|row| columns.at(row, Moment::Started)),
        RecordSort::RecordId => {
            let ranks = measurement.texts.ranks();
            Box::new(|row| Some(ranks[row as usize].into()))
        }
        RecordSort::Handoff => Box::new(by_value(Dimension::Handoff)),
        RecordSort::Owner => Box::new(by_value(Dimension::Owner)),
        RecordSort::TimeToAccept => Box::new(|row| measured.duration(row, Metric::TimeToAccept)),
        RecordSort::TimeToFirstTouch => Box::new(|row| measured.duration(row, Metric::TimeToFirstTouch)),
    }
}

/// By code: the value's place in alphabetical order; `None` for no value.
fn places(columns: &Columns, dimension: Dimension) -> Vec<Option<i64>> {
    let mut places = vec![None];
    if let Some(dictionary) = columns.dictionary(dimension) {
        let mut codes: Vec<u32> = (1..dictionary.len() as u32).collect();
        codes.sort_by_cached_key(|&code| dictionary.value(code).map(str::to_lowercase));
        places.resize(dictionary.len(), None);
        for (place, code) in codes.into_iter().enumerate() {
            places[code as usize] = Some(place as i64);
        }
    }
    places
}
