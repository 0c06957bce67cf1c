//! The values that filters offer, counted.

use super::badge;
use super::load::{Measurement, in_background};
use super::query::Facets;
use crate::workspace::{Workspace, WorkspaceError};
use playbook::metrics::figures::BLANK;
use playbook::metrics::{ClockChoice, Dimension, Month};
use playbook::record::Moment;

/// Values offered in one filter, the most frequent ones.
const MAX_VALUES: usize = 2_000;

impl Workspace {
    pub async fn facets(&self) -> Result<Facets, WorkspaceError> {
        let measurement = self.measured(ClockChoice::default()).await?;
        in_background(move || Ok(measurement.facets.get_or_init(|| count(&measurement)).clone())).await
    }
}

fn count(measurement: &Measurement) -> Facets {
    let handoffs = values(measurement, Dimension::Handoff);
    let policy = measurement.policy();
    let mut handoffs: Vec<_> = handoffs.into_iter().map(|(key, n)| (badge(policy, &key), n)).collect();
    handoffs.sort_by_key(|(badge, _)| policy.handoffs.iter().position(|point| point.key == badge.key));
    Facets {
        handoffs,
        sources: values(measurement, Dimension::Source),
        segments: values(measurement, Dimension::Segment),
        intents: values(measurement, Dimension::Intent),
        owner_groups: values(measurement, Dimension::OwnerGroup),
        owners: values(measurement, Dimension::Owner),
        months: months(measurement),
    }
}

/// A dimension's values, most frequent first; the rows without one as `(blank)`.
fn values(measurement: &Measurement, dimension: Dimension) -> Vec<(String, u32)> {
    let columns = measurement.columns();
    let Some(dictionary) = columns.dictionary(dimension) else { return Vec::new() };
    let mut counts = vec![0u32; dictionary.len()];
    for row in 0..columns.len() as u32 {
        counts[columns.code(row, dimension) as usize] += 1;
    }
    // A field that nobody mapped is no filter.
    if counts[1..].iter().all(|&n| n == 0) {
        return Vec::new();
    }
    let named = |(code, n): (usize, u32)| (dictionary.value(code as u32).unwrap_or(BLANK).to_owned(), n);
    let mut values: Vec<_> = counts.into_iter().enumerate().filter(|&(_, n)| n > 0).map(named).collect();
    values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    values.truncate(MAX_VALUES);
    values
}

/// Months with records, newest first.
fn months(measurement: &Measurement) -> Vec<(String, u32)> {
    let columns = measurement.columns();
    let zone = columns.time_zone();
    let started = || (0..columns.len() as u32).filter_map(|row| columns.at(row, Moment::Started));
    let (Some(first), Some(last)) = (started().min(), started().max()) else { return Vec::new() };
    let months: Vec<Month> = (zone.month_of(first).0..=zone.month_of(last).0).map(Month).collect();
    let ends: Vec<_> = months.iter().map(|&month| zone.month_bounds(month).1).collect();
    let mut counts = vec![0u32; months.len()];
    for at in started() {
        counts[ends.partition_point(|&end| end <= at)] += 1;
    }
    months.iter().zip(counts).rev().filter(|&(_, n)| n > 0).map(|(month, n)| (month.to_string(), n)).collect()
}
