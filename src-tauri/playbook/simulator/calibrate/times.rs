//! How long things took: by handoff point, and by tier where there are enough.

use super::history::{History, Row};
use crate::calendar::CompiledCalendar;
use crate::policy::ReceiverDecision;
use crate::policy::{HandoffPoint, Policy};
use crate::simulator::scenario::{DecisionShare, Distribution, WorkRule};
use crate::{DAY, Instant, MINUTE};
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// Fewer lengths than these of one tier are taken together with the other tiers'.
const FEWEST: usize = 30;
/// Lengths that an empirical distribution keeps: evenly spaced quantiles.
const QUANTILES: usize = 400;
/// Up to this distance of Kolmogorov and Smirnov a lognormal stands for the lengths. It is the distance at which no quantile's level is
/// off by more than five points; beyond it the lengths themselves are drawn from.
pub const LOGNORMAL_FITS: f64 = 0.05;
/// A handoff that nobody decided in so much time went unnoticed.
const UNNOTICED_AFTER: i64 = 30 * DAY;

/// Which time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "CalibratedTime")]
pub enum TimeOf {
    /// Working time from the start to the decision, the buffer apart.
    Decide,
    /// Working time from acceptance to the first touch.
    FirstTouch,
    /// Working time from the first touch to the next step.
    Handling,
    /// Elapsed time from the next step to completion.
    Completion,
    /// Elapsed time in the enrichment buffer.
    Buffer,
}

/// How long something took, and how well the distribution says so.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "TimeFit")]
pub struct TimeFit {
    pub of: TimeOf,
    /// Key of the handoff point.
    pub handoff: String,
    /// Tier key; `None` = all that have no fit of their own.
    pub tier: Option<String>,
    pub n: u32,
    pub p50_minutes: f64,
    pub p90_minutes: f64,
    /// True = drawn from a lognormal; false = from the lengths themselves.
    pub lognormal: bool,
    /// The distance of Kolmogorov and Smirnov between the lengths and the fitted lognormal; `None` where there is none.
    pub distance: Option<f64>,
}

/// The calendars on which a point's people worked.
struct Clock<'a> {
    calendar: Option<&'a CompiledCalendar>,
}

impl Clock<'_> {
    /// Working minutes, or elapsed ones where no calendar can be read.
    fn between(&self, from: Instant, to: Instant) -> f64 {
        let ms = self.calendar.map_or((to - from).max(0), |calendar| calendar.elapsed(from, to));
        ms as f64 / MINUTE as f64
    }
}

impl History {
    /// A rule a handoff point, and one a tier that has enough.
    pub(super) fn times(&self, policy: &Policy, until: Instant) -> (Vec<WorkRule>, Vec<TimeFit>) {
        let calendars: Vec<CompiledCalendar> =
            policy.calendars.iter().filter_map(|calendar| CompiledCalendar::compile(calendar).ok()).collect();
        let named = |key: &str| calendars.iter().find(|calendar| calendar.calendar().key == key);
        let (mut rules, mut fits) = (Vec::new(), Vec::new());
        for (code, key) in self.points() {
            let Some(point) = policy.handoff(&key) else { continue };
            // People's own hours; the handoff's are its SLA's alone.
            let own = |owner: u32| {
                let name = self.owners.value(owner)?;
                let person = policy.people.iter().find(|person| person.name.eq_ignore_ascii_case(name))?;
                named(person.calendar.as_deref().unwrap_or(&policy.default_calendar))
            };
            let usual = named(point.calendar.as_deref().unwrap_or(&policy.default_calendar));
            let clock = |row: &Row| Clock { calendar: own(row.owner).or(usual) };
            let rows: Vec<&Row> = self.rows.iter().filter(|row| row.handoff == code && row.exact).collect();
            let mut tiers: BTreeMap<u32, Vec<&Row>> = BTreeMap::new();
            rows.iter().for_each(|row| tiers.entry(row.tier).or_default().push(row));
            let groups = tiers.into_iter().filter(|(tier, rows)| *tier != 0 && rows.len() >= FEWEST);
            let groups = std::iter::once((None, rows.clone()))
                .chain(groups.map(|(tier, rows)| (self.tiers.value(tier).map(str::to_owned), rows)));
            for (tier, rows) in groups {
                let mut found = |of, lengths: Vec<f64>| fitted(of, &key, tier.as_deref(), lengths, &mut fits);
                let rule = WorkRule {
                    handoff: Some(key.clone()),
                    tier: tier.clone(),
                    buffer: found(TimeOf::Buffer, buffered(point, &rows)),
                    notice: found(
                        TimeOf::Decide,
                        lengths(&rows, |row| {
                            let from =
                                if point.buffer.is_some() { row.assigned.unwrap_or(row.started) } else { row.started };
                            Some(clock(row).between(from, row.decided()?))
                        }),
                    ),
                    first_touch: found(
                        TimeOf::FirstTouch,
                        lengths(&rows, |row| Some(clock(row).between(row.accepted?, row.touched?))),
                    ),
                    handling: found(
                        TimeOf::Handling,
                        lengths(&rows, |row| Some(clock(row).between(row.touched?.max(row.accepted?), row.stepped?))),
                    ),
                    completion: found(
                        TimeOf::Completion,
                        lengths(&rows, |row| {
                            let last = [row.stepped, row.touched, row.accepted].into_iter().flatten().max()?;
                            Some((row.completed? - last).max(0) as f64 / MINUTE as f64)
                        }),
                    ),
                    unnoticed: unnoticed(&rows, until),
                    ..WorkRule::default()
                };
                rules.push(rule);
            }
        }
        (rules, fits)
    }

    /// Who is turned down and why, as shares of what was decided.
    pub(super) fn decisions(&self, policy: &Policy, rules: &mut [WorkRule]) {
        for rule in rules {
            let handoff = rule.handoff.as_deref().and_then(|key| self.handoffs.find(key));
            let tier = rule.tier.as_deref().and_then(|key| self.tiers.find(key));
            let fits = |row: &&Row| Some(row.handoff) == handoff && (tier.is_none() || Some(row.tier) == tier);
            let is_decided = |row: &&Row| row.decided().is_some() || row.is_refused() || row.completed.is_some();
            let decided: Vec<&Row> = self.rows.iter().filter(fits).filter(is_decided).collect();
            let mut counts: BTreeMap<(bool, u32), u32> = BTreeMap::new();
            for row in decided.iter().filter(|row| row.is_refused()) {
                let recycled = row.disposition == crate::record::Disposition::Recycled;
                *counts.entry((recycled, row.reason)).or_default() += 1;
            }
            let share = |((recycled, reason), n): ((bool, u32), u32)| {
                let reason = self.reasons.value(reason).map(str::to_owned);
                let said = reason.as_deref().and_then(|key| policy.reason(key));
                let decision = match (said.map(|known| known.decision), recycled) {
                    (Some(decision @ (ReceiverDecision::Rejected | ReceiverDecision::Recycled)), _) => decision,
                    (_, true) => ReceiverDecision::Recycled,
                    (_, false) => ReceiverDecision::Rejected,
                };
                DecisionShare { decision, reason, share: f64::from(n) / decided.len() as f64 }
            };
            rule.decisions = (!decided.is_empty()).then(|| counts.into_iter().map(share).collect());
        }
    }
}

fn lengths(rows: &[&Row], length: impl Fn(&Row) -> Option<f64>) -> Vec<f64> {
    rows.iter().filter_map(|row| length(row)).collect()
}

/// Where a policy has a buffer, assignment comes at its end.
fn buffered(point: &HandoffPoint, rows: &[&Row]) -> Vec<f64> {
    match point.buffer {
        None => Vec::new(),
        Some(_) => lengths(rows, |row| Some((row.assigned? - row.started) as f64 / MINUTE as f64)),
    }
}

/// The share of those old enough that nobody decided.
fn unnoticed(rows: &[&Row], until: Instant) -> Option<f64> {
    let old: Vec<&&Row> = rows.iter().filter(|row| row.started + UNNOTICED_AFTER <= until).collect();
    let waiting =
        |row: &&&&Row| row.decided().is_none() && !row.is_refused() && row.completed.is_none() && row.touched.is_none();
    let n = old.iter().filter(waiting).count();
    (old.len() >= FEWEST).then(|| n as f64 / old.len() as f64)
}

/// The distribution of some lengths in minutes; `None` of nothing.
pub(super) fn distribution(lengths: &mut [f64]) -> Option<(Distribution, Option<f64>)> {
    lengths.sort_by(f64::total_cmp);
    let n = lengths.len();
    if n == 0 {
        return None;
    }
    if n >= FEWEST
        && let Some((mu, sigma)) = log_moments(lengths)
    {
        let distance = distance(lengths, mu, sigma);
        if distance <= LOGNORMAL_FITS && sigma <= 5.0 {
            let mean = (mu + sigma * sigma / 2.0).exp();
            return Some((Distribution::Lognormal { mean, sigma }, Some(distance)));
        }
        return Some((empirical(lengths), Some(distance)));
    }
    Some((empirical(lengths), None))
}

fn fitted(
    of: TimeOf,
    handoff: &str,
    tier: Option<&str>,
    mut lengths: Vec<f64>,
    fits: &mut Vec<TimeFit>,
) -> Option<Distribution> {
    lengths.retain(|length| length.is_finite() && *length >= 0.0);
    if tier.is_some() && lengths.len() < FEWEST {
        return None;
    }
    let (distribution, distance) = distribution(&mut lengths)?;
    let at = |per_mille| crate::metrics::statistics::quantile(&lengths, per_mille).unwrap_or(0.0);
    fits.push(TimeFit {
        of,
        handoff: handoff.to_owned(),
        tier: tier.map(str::to_owned),
        n: lengths.len() as u32,
        p50_minutes: at(500),
        p90_minutes: at(900),
        lognormal: matches!(distribution, Distribution::Lognormal { .. }),
        distance,
    });
    Some(distribution)
}

/// Evenly spaced quantiles of sorted lengths, their middle ones.
fn empirical(lengths: &[f64]) -> Distribution {
    let kept = lengths.len().min(QUANTILES);
    let place = |part: usize| (part * 2 + 1) * lengths.len() / (2 * kept);
    Distribution::Empirical { minutes: (0..kept).map(|part| lengths[place(part).min(lengths.len() - 1)]).collect() }
}

/// Mean and deviation of the logarithms; `None` where a length is 0, or all are alike.
fn log_moments(lengths: &[f64]) -> Option<(f64, f64)> {
    if lengths.first().is_none_or(|&least| least <= 0.0) {
        return None;
    }
    let n = lengths.len() as f64;
    let mean = lengths.iter().map(|length| length.ln()).sum::<f64>() / n;
    let variance = lengths.iter().map(|length| (length.ln() - mean).powi(2)).sum::<f64>() / (n - 1.0);
    (variance > 0.0).then(|| (mean, variance.sqrt()))
}

/// The largest difference between the share of sorted lengths below a value and what the lognormal says.
fn distance(lengths: &[f64], mu: f64, sigma: f64) -> f64 {
    let n = lengths.len() as f64;
    let of = |(place, length): (usize, &f64)| {
        let says = normal((length.ln() - mu) / sigma);
        (says - place as f64 / n).abs().max(((place + 1) as f64 / n - says).abs())
    };
    lengths.iter().enumerate().map(of).fold(0.0, f64::max)
}

/// The standard normal distribution, to 1.5e-7 (Abramowitz and Stegun 7.1.26).
fn normal(z: f64) -> f64 {
    let x = z.abs() / std::f64::consts::SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * x);
    let series =
        t * (0.254_829_592 + t * (-0.284_496_736 + t * (1.421_413_741 + t * (-1.453_152_027 + t * 1.061_405_429))));
    let erf = 1.0 - series * (-x * x).exp();
    if z < 0.0 { (1.0 - erf) / 2.0 } else { (1.0 + erf) / 2.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lognormal_lengths_are_known_as_such_and_others_are_kept() {
        // Quantiles of a lognormal with a median of 20 minutes and a sigma of 0.8, by bisection of the distribution itself.
        let quantile = |share: f64| {
            let (mut low, mut high) = (-8.0_f64, 8.0_f64);
            for _ in 0..60 {
                let middle = (low + high) / 2.0;
                if normal(middle) < share { low = middle } else { high = middle }
            }
            (20.0_f64.ln() + 0.8 * low).exp()
        };
        let mut lengths: Vec<f64> = (0..999).map(|n| quantile((f64::from(n) + 0.5) / 999.0)).collect();
        let Some((Distribution::Lognormal { mean, sigma }, Some(distance))) = distribution(&mut lengths) else {
            panic!("a lognormal is known as one")
        };
        assert!((sigma - 0.8).abs() < 0.01 && (mean - 20.0 * (0.32_f64).exp()).abs() < 0.3, "{mean} {sigma}");
        assert!(distance < 0.005, "{distance}");

        // Half are answered at once, half the next day.
        let mut two: Vec<f64> =
            (0..500).flat_map(|n| [1.0 + f64::from(n) / 500.0, 480.0 + f64::from(n) / 5.0]).collect();
        let Some((Distribution::Empirical { minutes }, Some(distance))) = distribution(&mut two) else {
            panic!("two humps are no lognormal")
        };
        assert!(distance > 0.2 && minutes.len() == 400, "{distance}");
        assert!(minutes.is_sorted() && minutes[199] < 2.0 && minutes[200] >= 480.0);
        assert_eq!(distribution(&mut []), None);
        assert_eq!(distribution(&mut [3.0]), Some((Distribution::Empirical { minutes: vec![3.0] }, None)));
    }

    #[test]
    fn the_normal_distribution_is_the_tables() {
        for (z, expected) in [(0.0, 0.5), (1.0, 0.841_344_7), (1.96, 0.975_002_1), (-2.575_829, 0.005)] {
            assert!((normal(z) - expected).abs() < 2e-7, "{z}");
        }
    }
}
