//! When leads come: by hour of the local week, and by month where a whole year is known.

use super::history::{History, Row};
use crate::calendar::Zone;
use crate::policy::Policy;
use crate::simulator::scenario::{Arrivals, Source};
use crate::{DAY, HOUR, Instant};
use chrono::{Datelike, Timelike};
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// Sources that are told apart at a handoff point; the others come together.
const MOST_SOURCES: usize = 8;
const HOURS: usize = 168;

/// How often leads of a source come.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ArrivalFit {
    pub source: String,
    /// Key of the handoff point.
    pub handoff: String,
    pub records: u32,
    /// Mean of the fitted part.
    pub per_week: f64,
    /// Variance of the weekly numbers over what a Poisson process of these rates would have: 1 = as assumed; well above = leads come in
    /// waves that the simulation does not have.
    pub dispersion: Option<f64>,
}

impl History {
    /// The sources, each with its rates and mix. Only those handoffs are arrivals that no other one of the record led to.
    pub(super) fn arrivals(
        &self,
        policy: &Policy,
        zone: &Zone,
        span: (Instant, Instant),
        limits: &mut Vec<String>,
    ) -> (Vec<Source>, Vec<ArrivalFit>) {
        let first = self.first_passages();
        let (mut sources, mut fits) = (Vec::new(), Vec::new());
        let (mut left_out, mut all) = (0, 0);
        let exposure = exposure(zone, span);
        for (point, key) in self.points() {
            let rows = || self.rows.iter().zip(&first).filter(|(row, first)| **first && row.handoff == point);
            let mut by_source: BTreeMap<u32, Vec<&Row>> = BTreeMap::new();
            rows().for_each(|(row, _)| by_source.entry(row.source).or_default().push(row));
            let mut by_source: Vec<(u32, Vec<&Row>)> = by_source.into_iter().collect();
            by_source.sort_by_key(|(source, rows)| (std::cmp::Reverse(rows.len()), *source));
            let rest: Vec<&Row> = by_source.iter().skip(MOST_SOURCES).flat_map(|(_, rows)| rows).copied().collect();
            by_source.truncate(MOST_SOURCES);
            let named = |source: u32| self.sources.value(source).unwrap_or("unknown").to_owned();
            let mut groups: Vec<(String, Vec<&Row>)> =
                by_source.into_iter().map(|(source, rows)| (named(source), rows)).collect();
            if !rest.is_empty() {
                groups.push(("other sources".into(), rest));
            }
            for (name, rows) in groups {
                let (mix, missing) = self.mix(policy, &rows);
                (left_out, all) = (left_out + missing, all + rows.len() as u32);
                let starts: Vec<Instant> = rows.iter().map(|row| row.started).collect();
                let rates = weekly(zone, &starts, &exposure);
                fits.push(ArrivalFit {
                    source: name.clone(),
                    handoff: key.clone(),
                    records: starts.len() as u32,
                    per_week: rates.iter().sum(),
                    dispersion: dispersion(&starts, span),
                });
                sources.push(Source {
                    key: unique(&sources, name, &key),
                    handoff: key.clone(),
                    arrivals: Arrivals::Weekly {
                        zone: Some(zone.name().to_owned()),
                        by_month: by_month(zone, &starts, span),
                        per_hour: rates,
                    },
                    mix,
                    duplicates: 0.0,
                    accounts: Vec::new(),
                });
            }
        }
        if left_out > 0 {
            limits.push(format!(
                "{left_out} of {all} leads are of kinds too rare to be told apart; their share goes to the other kinds"
            ));
        }
        (sources, fits)
    }

    /// For each row: no other row of its record came before it.
    pub(super) fn first_passages(&self) -> Vec<bool> {
        let mut known = std::collections::HashSet::new();
        self.rows.iter().map(|row| known.insert(row.record)).collect()
    }
}

/// The source's own name, with the handoff point's key where another one has it.
fn unique(sources: &[Source], name: String, handoff: &str) -> String {
    let taken = |key: &str| sources.iter().any(|source| source.key == key);
    let longer = std::iter::successors(Some(name), |name| Some(format!("{name} to {handoff}")));
    longer.into_iter().find(|key| !taken(key)).unwrap_or_default()
}

/// Which hour of the local week an instant lies in, from Monday 00:00.
pub(super) fn hour_of_week(zone: &Zone, at: Instant) -> usize {
    let local = zone.local(at);
    local.weekday().num_days_from_monday() as usize * 24 + local.hour() as usize
}

/// How often each hour of the local week came, in hours.
fn exposure(zone: &Zone, (from, until): (Instant, Instant)) -> Vec<f64> {
    let mut exposure = vec![0.0; HOURS];
    let mut at = from;
    while at < until {
        let next = (at + HOUR / 4).min(until);
        exposure[hour_of_week(zone, at)] += (next - at) as f64 / HOUR as f64;
        at = next;
    }
    exposure
}

/// Leads an hour by hour of the week.
fn weekly(zone: &Zone, starts: &[Instant], exposure: &[f64]) -> Vec<f64> {
    let mut counts = vec![0.0; HOURS];
    starts.iter().for_each(|&at| counts[hour_of_week(zone, at)] += 1.0);
    counts.iter().zip(exposure).map(|(count, hours)| if *hours > 0.0 { count / hours } else { 0.0 }).collect()
}

/// Factors of the months against the mean day; none where less than a year is known, for then a month and a trend look alike.
fn by_month(zone: &Zone, starts: &[Instant], (from, until): (Instant, Instant)) -> Vec<f64> {
    if until - from < 364 * DAY {
        return Vec::new();
    }
    let (mut days, mut counts) = ([0.0; 12], [0.0; 12]);
    let mut at = from;
    while at < until {
        days[zone.date_of(at).month0() as usize] += 1.0;
        at += DAY;
    }
    starts.iter().for_each(|&at| counts[zone.date_of(at).month0() as usize] += 1.0);
    let mean = starts.len() as f64 / days.iter().sum::<f64>().max(1.0);
    if mean == 0.0 {
        return Vec::new();
    }
    days.iter().zip(counts).map(|(days, count)| if *days > 0.0 { count / days / mean } else { 1.0 }).collect()
}

/// Variance over mean of the numbers of whole weeks.
fn dispersion(starts: &[Instant], (from, until): (Instant, Instant)) -> Option<f64> {
    let weeks = ((until - from) / (7 * DAY)) as usize;
    let mut counts = vec![0.0; weeks];
    for &at in starts {
        if let Some(count) = counts.get_mut(((at - from) / (7 * DAY)) as usize) {
            *count += 1.0;
        }
    }
    let mean = counts.iter().sum::<f64>() / weeks as f64;
    let variance = counts.iter().map(|count| (count - mean).powi(2)).sum::<f64>() / (weeks as f64 - 1.0);
    (weeks > 1 && mean > 0.0).then_some(variance / mean)
}
