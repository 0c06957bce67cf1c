//! What the fit predicted for the part that it never saw, beside what happened; and whether that is good enough for a forecast.

use crate::calendar::Zone;
use crate::metrics::statistics::quantile;
use crate::metrics::{ClockChoice, Columns, Dimension, Metric, measure};
use crate::policy::Policy;
use crate::record::sla::SlaState;
use crate::record::{HandoffRecord, Moment};
use crate::{DAY, Instant, MINUTE};
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// A predicted attainment may be off by five points. A change of a target or a shift that is worth deciding moves attainment by about as
/// much: an error as large would decide in the council's stead.
pub const MOST_OFF: f64 = 0.05;
/// A predicted median or ninth decile may be off by half: waiting times are spread over orders of magnitude, and a half moves a step of a
/// ladder past its neighbour seldom.
pub const MOST_TIMES: f64 = 1.5;
/// Differences of times below a quarter of an hour are no error, whatever their ratio.
const NO_DIFFERENCE: f64 = 15.0 * MINUTE as f64;
/// How far chance alone throws a share or a quantile once in twenty times, in standard errors.
const CHANCE: f64 = 1.96;
/// Fewer decided handoffs than these in the part that is judged say nothing.
pub const FEWEST_JUDGED: u32 = 50;
const WEEK: i64 = 7 * DAY;

/// Predicted against actual.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "CalibrationJudgement")]
pub struct Judgement {
    /// Handoffs that started from here …
    #[ts(type = "number")]
    pub from: Instant,
    /// … until here.
    #[ts(type = "number")]
    pub until: Instant,
    /// False = poor: nothing is forecast from it.
    pub good: bool,
    /// Why, in sentences.
    pub because: Vec<String>,
    /// By handoff point.
    pub points: Vec<HeldOut>,
    /// By handoff point and week.
    pub weeks: Vec<WeekFit>,
}

/// One handoff point over the whole part that is judged.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "CalibrationPoint")]
pub struct HeldOut {
    pub handoff: String,
    pub actual: Spread,
    /// The mean of the replications.
    pub predicted: Spread,
    /// Mean difference of the weeks' attainments, as a share.
    pub weekly_error: Option<f64>,
    /// What of that chance alone would give with so many handoffs a week.
    pub weekly_noise: Option<f64>,
}

/// One handoff point in one week.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "CalibrationWeek")]
pub struct WeekFit {
    pub handoff: String,
    #[ts(type = "number")]
    pub from: Instant,
    pub actual: Spread,
    pub predicted: Spread,
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, TS)]
#[ts(rename = "CalibrationSpread")]
pub struct Spread {
    /// Handoffs that started.
    pub started: f64,
    /// Those whose promise was kept or broken.
    pub judged: f64,
    /// Of the clock by which a record is known as a whole.
    pub attainment: Option<f64>,
    /// Time to accept, business time.
    pub p50_ms: Option<f64>,
    pub p90_ms: Option<f64>,
}

/// Handoffs of one point in one time.
#[derive(Debug, Clone, Default)]
struct Counts {
    started: u32,
    met: u32,
    breached: u32,
    waits: Vec<f64>,
}

/// By handoff point and week; the week `None` is all of them.
type Table = BTreeMap<(String, Option<i64>), Counts>;

/// Holds what was predicted, a list of handoffs a replication, against what happened from `from` until `until`. Both are measured under the
/// same policy by the functions that measure everything else.
pub fn judge(
    policy: &Policy,
    actual: &[HandoffRecord],
    predicted: &[Vec<HandoffRecord>],
    (from, until): (Instant, Instant),
) -> Judgement {
    let happened = table(policy, actual, (from, until));
    let replications: Vec<Table> = predicted.iter().map(|records| table(policy, records, (from, until))).collect();
    let mut because = Vec::new();
    let (mut points, mut weeks) = (Vec::new(), Vec::new());
    for ((handoff, week), counts) in &happened {
        let key = (handoff.clone(), *week);
        let simulated: Vec<Spread> =
            replications.iter().map(|table| table.get(&key).cloned().unwrap_or_default().spread()).collect();
        let predicted = mean(&simulated);
        match week {
            Some(week) => weeks.push(WeekFit {
                handoff: handoff.clone(),
                from: from + week * WEEK,
                actual: counts.clone().spread(),
                predicted,
            }),
            None => points.push(HeldOut {
                handoff: handoff.clone(),
                actual: counts.clone().spread(),
                predicted,
                weekly_error: None,
                weekly_noise: None,
            }),
        }
    }
    let mut judged = 0;
    for point in &mut points {
        let own: Vec<&WeekFit> = weeks.iter().filter(|week| week.handoff == point.handoff).collect();
        (point.weekly_error, point.weekly_noise) = weekly(&own);
        if point.actual.judged >= f64::from(FEWEST_JUDGED) {
            judged += 1;
            let waits = happened.get(&(point.handoff.clone(), None)).map(|counts| counts.waits.clone());
            point.find_fault(waits.unwrap_or_default(), &mut because);
        }
    }
    if judged == 0 {
        because.push(format!(
            "No handoff point has {FEWEST_JUDGED} decided handoffs in the part that is judged, which is too few to say how good the fit is."
        ));
    }
    let good = because.is_empty();
    if good {
        because.push(format!(
            "Every predicted attainment is within {:.0} points of what happened, and the times within a factor of {MOST_TIMES}, chance apart.",
            MOST_OFF * 100.0
        ));
    }
    Judgement { from, until, good, because, points, weeks }
}

impl HeldOut {
    /// `waits` are the times to accept that happened. What chance alone explains is no fault of the fit.
    fn find_fault(&self, mut waits: Vec<f64>, because: &mut Vec<String>) {
        let HeldOut { handoff, actual, predicted, .. } = self;
        let percent = |share: f64| share * 100.0;
        let chance = |share: f64| CHANCE * (share * (1.0 - share) / actual.judged).sqrt();
        match (actual.attainment, predicted.attainment) {
            (Some(was), Some(said)) if (was - said).abs() > MOST_OFF + chance(said) => because.push(format!(
                "{handoff}: {:.1} % was predicted and {:.1} % happened; {:.0} points of difference are the most, and {:.1} for chance.",
                percent(said),
                percent(was),
                percent(MOST_OFF),
                percent(chance(said))
            )),
            (Some(_), None) => because.push(format!("{handoff}: nothing was predicted, and handoffs happened.")),
            (Some(_), Some(_)) | (None, _) => {}
        }
        if let (Some(error), Some(noise)) = (self.weekly_error, self.weekly_noise)
            && error > MOST_OFF + noise
        {
            because.push(format!(
                "{handoff}: the weeks are off by {:.1} points on average, of which chance explains {:.1}; {:.0} more are the most.",
                percent(error),
                percent(noise),
                percent(MOST_OFF)
            ));
        }
        waits.sort_by(f64::total_cmp);
        let times =
            [("median", 0.5, actual.p50_ms, predicted.p50_ms), ("ninth decile", 0.9, actual.p90_ms, predicted.p90_ms)];
        for (name, share, was, said) in times {
            let (Some(was), Some(said)) = (was, said) else { continue };
            let off = (was.max(said) / was.min(said).max(1.0), (was - said).abs());
            if off.0 > MOST_TIMES && off.1 > NO_DIFFERENCE && !could_be(&waits, share, said) {
                because.push(format!(
                    "{handoff}: the {name} of the time to accept was predicted as {} and was {}.",
                    crate::metrics::words::duration(said),
                    crate::metrics::words::duration(was)
                ));
            }
        }
    }
}

/// Whether a quantile could be this one, for all that these values say: it lies between the order statistics that a binomial number of
/// values below it leaves open.
fn could_be(sorted: &[f64], share: f64, value: f64) -> bool {
    let n = sorted.len() as f64;
    let (middle, around) = (n * share, CHANCE * (n * share * (1.0 - share)).sqrt());
    let at = |rank: f64| sorted.get(rank as usize);
    let from = at((middle - around).floor().max(1.0) - 1.0).copied().unwrap_or(f64::NEG_INFINITY);
    let to = at((middle + around).ceil()).copied().unwrap_or(f64::INFINITY);
    (from..=to).contains(&value)
}

impl Counts {
    fn spread(mut self) -> Spread {
        let judged = f64::from(self.met + self.breached);
        self.waits.sort_by(f64::total_cmp);
        Spread {
            started: f64::from(self.started),
            judged,
            attainment: (judged > 0.0).then(|| f64::from(self.met) / judged),
            p50_ms: quantile(&self.waits, 500),
            p90_ms: quantile(&self.waits, 900),
        }
    }
}

impl Counts {
    fn add(&mut self, state: SlaState, wait: Option<i64>) {
        self.started += 1;
        match state {
            SlaState::Met => self.met += 1,
            SlaState::MetLate | SlaState::BreachedOpen => self.breached += 1,
            SlaState::Running
            | SlaState::AtRisk
            | SlaState::Paused
            | SlaState::NotApplicable
            | SlaState::CannotJudge => {}
        }
        self.waits.extend(wait.map(|ms| ms as f64));
    }
}

/// The handoffs that started in a time, as they were known at its end.
fn table(policy: &Policy, records: &[HandoffRecord], (from, until): (Instant, Instant)) -> Table {
    let mut columns = Columns::new(Zone::named(&policy.time_zone).unwrap_or_else(|_| Zone::utc()));
    let within = |record: &&HandoffRecord| {
        record.at(Moment::Started).is_some_and(|at| (from..until).contains(&at))
            && policy.handoff(&record.handoff).is_some()
    };
    for (id, record) in (0..).zip(records.iter().filter(within)) {
        columns.push(id, record);
    }
    let measured = measure(&columns, policy, Some(until), ClockChoice::Business);
    let mut table = Table::new();
    for row in 0..columns.len() as u32 {
        let handoff = columns.value(row, Dimension::Handoff).unwrap_or_default();
        let week = columns.at(row, Moment::Started).map(|at| (at - from) / WEEK);
        let (state, wait) = (measured.row_state(row), measured.duration(row, Metric::TimeToAccept));
        for week in [None, week] {
            table.entry((handoff.to_owned(), week)).or_default().add(state, wait);
        }
    }
    table
}

/// The mean of the replications that say something.
fn mean(spreads: &[Spread]) -> Spread {
    let of = |value: fn(&Spread) -> Option<f64>| {
        let known: Vec<f64> = spreads.iter().filter_map(value).collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
    };
    Spread {
        started: of(|spread| Some(spread.started)).unwrap_or(0.0),
        judged: of(|spread| Some(spread.judged)).unwrap_or(0.0),
        attainment: of(|spread| spread.attainment),
        p50_ms: of(|spread| spread.p50_ms),
        p90_ms: of(|spread| spread.p90_ms),
    }
}

/// Mean difference of the attainments of weeks with at least ten handoffs, and the mean difference that chance gives: of a share p of n the
/// expected distance from p is √(2/π) · √(p(1−p)/n).
fn weekly(weeks: &[&WeekFit]) -> (Option<f64>, Option<f64>) {
    let pairs = weeks.iter().filter(|week| week.actual.judged >= 10.0).filter_map(|week| {
        let (was, said) = (week.actual.attainment?, week.predicted.attainment?);
        let chance = (2.0 / std::f64::consts::PI).sqrt() * (said * (1.0 - said) / week.actual.judged).sqrt();
        Some(((was - said).abs(), chance))
    });
    let pairs: Vec<(f64, f64)> = pairs.collect();
    if pairs.is_empty() {
        return (None, None);
    }
    let n = pairs.len() as f64;
    let sum = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / n;
    (Some(sum(|pair| pair.0)), Some(sum(|pair| pair.1)))
}
