//! All rows in the order of a sort, found once: a window of a million records is then a piece of a list.

use super::load::Measurement;
use super::query::RecordSort;
use playbook::metrics::{Columns, Dimension, Metric};
use playbook::record::Moment;
use std::sync::OnceLock;

/// Every sort, the list's usual one first.
const SORTS: [RecordSort; 6] = [
    RecordSort::StartedAt,
    RecordSort::RecordId,
    RecordSort::Handoff,
    RecordSort::Owner,
    RecordSort::TimeToAccept,
    RecordSort::TimeToFirstTouch,
];

/// The orders of a measurement, each made when it is first asked for.
#[derive(Debug, Default)]
pub(crate) struct Orders([OnceLock<Order>; SORTS.len()]);

impl Orders {
    pub fn of(&self, measurement: &Measurement, sort: RecordSort) -> &Order {
        self.0[sort as usize].get_or_init(|| order(measurement, sort))
    }

    /// Makes all of them.
    pub fn make_all(&self, measurement: &Measurement) {
        for sort in SORTS {
            self.of(measurement, sort);
        }
    }
}

/// Rows by their value, equal ones in their own order; those without a value come last.
#[derive(Debug)]
pub(crate) struct Order {
    rows: Vec<u32>,
    /// How many have a value.
    valued: usize,
}

impl Order {
    fn of(rows: u32, key: impl Fn(u32) -> Option<i64>) -> Order {
        let keys = || (0..rows).filter_map(|row| Some((key(row)?, row)));
        let (least, most) =
            keys().fold((i64::MAX, i64::MIN), |(least, most), (key, _)| (least.min(key), most.max(key)));
        let row_bits = 32 - rows.leading_zeros();
        // A key and its row in one number sort several times faster than in two; where they do not fit, two it is.
        let mut valued: Vec<u32> = match most.checked_sub(least) {
            Some(span) if span < 1 << (63 - row_bits) => {
                let mut packed: Vec<u64> =
                    keys().map(|(key, row)| ((key - least) as u64) << row_bits | u64::from(row)).collect();
                packed.sort_unstable();
                packed.into_iter().map(|packed| (packed & ((1 << row_bits) - 1)) as u32).collect()
            }
            _ => {
                let mut pairs: Vec<(i64, u32)> = keys().collect();
                pairs.sort_unstable();
                pairs.into_iter().map(|(_, row)| row).collect()
            }
        };
        let with_value = valued.len();
        valued.extend((0..rows).filter(|&row| key(row).is_none()));
        Order { rows: valued, valued: with_value }
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The row at a place. Descending turns those with a value round, and leaves those without one last.
    pub fn at(&self, place: usize, descending: bool) -> u32 {
        if descending && place < self.valued { self.rows[self.valued - 1 - place] } else { self.rows[place] }
    }
}

fn order(measurement: &Measurement, sort: RecordSort) -> Order {
    let (measured, columns) = (measurement.measured(), measurement.columns());
    let rows = columns.len() as u32;
    let by_value = |dimension: Dimension| {
        let places = places(columns, dimension);
        Order::of(rows, |row| places[columns.code(row, dimension) as usize])
    };
    match sort {
        RecordSort::StartedAt => Order::of(rows, |row| columns.at(row, Moment::Started)),
        RecordSort::RecordId => {
            let rows = measurement.texts.by_id();
            Order { valued: rows.len(), rows }
        }
        RecordSort::Handoff => by_value(Dimension::Handoff),
        RecordSort::Owner => by_value(Dimension::Owner),
        RecordSort::TimeToAccept => Order::of(rows, |row| measured.duration(row, Metric::TimeToAccept)),
        RecordSort::TimeToFirstTouch => Order::of(rows, |row| measured.duration(row, Metric::TimeToFirstTouch)),
    }
}

/// By code: the value's place in alphabetical order; `None` for no value.
fn places(columns: &Columns, dimension: Dimension) -> Vec<Option<i64>> {
    let mut places = vec![None];
    if let Some(dictionary) = columns.dictionary(dimension) {
        let mut codes: Vec<u32> = (1..dictionary.len() as u32).collect();
        codes.sort_by_cached_key(|&code| dictionary.value(code).map(|value| (value.to_lowercase(), value)));
        places.resize(dictionary.len(), None);
        for (place, code) in codes.into_iter().enumerate() {
            places[code as usize] = Some(place as i64);
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::Order;
    use proptest::prelude::*;

    proptest! {
        /// Any keys, near or far apart: by value, then by row, those without a value last; descending is the mirror of it.
        #[test]
        fn an_order_is_that_of_a_plain_sort(
            keys in prop::collection::vec(
                prop_oneof![Just(None), (-3_i64..3).prop_map(Some), any::<i64>().prop_map(Some)],
                0..40,
            ),
        ) {
            let mut expected: Vec<u32> = (0..keys.len() as u32).collect();
            expected.sort_by_key(|&row| (keys[row as usize].is_none(), keys[row as usize], row));
            let order = Order::of(keys.len() as u32, |row| keys[row as usize]);
            let got = |descending| (0..order.len()).map(|place| order.at(place, descending)).collect::<Vec<u32>>();
            prop_assert_eq!(got(false), expected.clone());

            let valued = keys.iter().flatten().count();
            expected[..valued].reverse();
            prop_assert_eq!(got(true), expected);
        }
    }
}
