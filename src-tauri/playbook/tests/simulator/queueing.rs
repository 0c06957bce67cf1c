//! The simulator against queueing theory: every row of `tests/fixtures/vectors/queueing.csv` as an ordinary scenario.
//!
//! A row agrees where the theory lies within four standard errors of the mean over replications. So that this can fail, the standard
//! error itself must be small against the theory.

use playbook::calendar::Target;
use playbook::policy::{ClockKind, HandoffPoint, Policy, SlaTarget, Tier};
use playbook::record::Moment;
use playbook::simulator::scenario::{
    Arrivals, Distribution, Example, FlowRule, MixPart, QueueOrder, QueueRule, Scenario, WarmUp, WorkRule,
};
use playbook::simulator::{Experiment, FigureKey, Interval, Measure, Model, Options};
use serde_json::Value;
use std::sync::atomic::AtomicBool;

/// One unit of time of the vectors, in minutes.
const UNIT: f64 = 1.0;
const REPLICATIONS: u32 = 20;

struct Row {
    id: String,
    model: String,
    params: Value,
    metric: String,
    expected: f64,
}

fn rows() -> Vec<Row> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/vectors/queueing.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    let row = |row: csv::StringRecord| Row {
        id: row[0].into(),
        model: row[1].into(),
        params: serde_json::from_str(&row[2]).unwrap(),
        metric: row[3].into(),
        expected: row[4].parse().unwrap(),
    };
    reader.records().map(|found| row(found.unwrap())).collect()
}

impl Row {
    fn number(&self, name: &str) -> f64 {
        self.params[name].as_f64().unwrap_or_else(|| panic!("{}: {name}", self.id))
    }

    fn numbers(&self, name: &str) -> Vec<f64> {
        self.params[name].as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect()
    }
}

/// A desk of `c` people to which `rate` leads come in a unit, about `leads` in each replication.
fn desk(c: u32, rate: f64, handling: Distribution, leads: f64) -> Scenario {
    let mut scenario = Example::Mmc.scenario();
    scenario.people[0].count = c;
    scenario.sources[0].arrivals = Arrivals::Rate { per_hour: rate * 60.0 / UNIT };
    scenario.work = vec![WorkRule { handling: Some(handling), ..WorkRule::default() }];
    scenario.horizon.days = (leads / rate * UNIT / 1_440.0).clamp(0.5, 10_000.0);
    scenario.warm_up = WarmUp::Days { days: scenario.horizon.days * 0.05 };
    scenario.replications.count = REPLICATIONS;
    scenario
}

fn exponential(rate: f64) -> Distribution {
    Distribution::Exponential { mean: UNIT / rate }
}

fn queue(room: Option<u32>, patience: Option<Distribution>) -> Vec<QueueRule> {
    vec![QueueRule { queue: None, order: QueueOrder::Priority, room, patience }]
}

fn policy(scenario: &mut Scenario) -> &mut Policy {
    scenario.policy.as_mut().unwrap()
}

/// Who waits no longer than this has met the target of the `assign` clock.
fn answered_within(scenario: &mut Scenario, units: f64) {
    let target = Target::Elapsed { ms: (units * UNIT * 60_000.0).round() as i64 };
    policy(scenario).handoffs[0].targets =
        vec![SlaTarget { clock: ClockKind::Assign, tier: None, target, reminder_percent: 50 }];
}

/// Leads of several classes, each with its own handling; the first goes before the others.
fn classes(scenario: &mut Scenario, rates: &[f64], handling: &[Distribution]) {
    let keys: Vec<String> = (1..=rates.len()).map(|class| format!("class-{class}")).collect();
    let tier = |key: &String| Tier { key: key.clone(), name: key.clone(), ..Tier::default() };
    policy(scenario).tiers = keys.iter().map(tier).collect();
    let part = |(key, &weight): (&String, &f64)| MixPart {
        weight,
        tier: Some(key.clone()),
        segment: None,
        trigger: None,
        fields: Default::default(),
        amount: 0.0,
        packet: 1.0,
    };
    scenario.sources[0].mix = keys.iter().zip(rates).map(part).collect();
    let rule = |(key, handling): (&String, &Distribution)| WorkRule {
        tier: Some(key.clone()),
        handling: Some(handling.clone()),
        ..WorkRule::default()
    };
    scenario.work = keys.iter().zip(handling).map(rule).collect();
}

fn experiment<'m>(model: &'m Model, replications: u32) -> Experiment<'m> {
    let cancel = AtomicBool::new(false);
    let options = Options { threads: 2, cancel: &cancel, progress: &|_| {} };
    let mut experiment = Experiment::new(model, &cancel).unwrap();
    experiment.play(replications, options).unwrap();
    experiment
}

fn key(measure: Measure, clock: Option<ClockKind>) -> FigureKey {
    FigureKey { clock, ..FigureKey::of("H1", measure) }
}

/// In units.
fn waiting(class: Option<usize>) -> FigureKey {
    FigureKey { tier: class.map(|class| format!("class-{class}")), ..key(Measure::Mean, Some(ClockKind::Assign)) }
}

/// The scenario of a row, the figure that it is about, and what turns the figure into the row's.
fn setup(row: &Row) -> (Scenario, FigureKey, fn(f64, &Row) -> f64) {
    let units: fn(f64, &Row) -> f64 = |ms, _| ms / (UNIT * 60_000.0);
    let same: fn(f64, &Row) -> f64 = |value, _| value;
    let rest: fn(f64, &Row) -> f64 = |value, _| 1.0 - value;
    let is_answered = key(Measure::Attainment, Some(ClockKind::Assign));
    let (model, metric) = (row.model.as_str(), row.metric.as_str());
    // The more people, the rarer a wait and the more leads it takes to measure it.
    let leads = |c: f64| if c >= 100.0 { 400_000.0 } else { 60_000.0 };
    let plain = || {
        let c = row.number("c");
        desk(c as u32, row.number("lam"), exponential(row.number("mu")), leads(c))
    };
    match (model, metric) {
        ("M/M/c/c", "P_block") => {
            let mut scenario = desk(row.number("c") as u32, row.number("a"), exponential(1.0), 40_000.0);
            scenario.queues = queue(Some(0), None);
            (scenario, key(Measure::Lost, None), same)
        }
        ("M/M/c", "Wq") => (plain(), waiting(None), units),
        ("M/M/c", "P(Wq<=t) service level") | ("staffing", "service_level") => {
            let mut scenario = plain();
            answered_within(&mut scenario, row.number("t"));
            (scenario, is_answered, same)
        }
        ("M/M/c/K", metric) => {
            let mut scenario = plain();
            scenario.queues = queue(Some((row.number("K") - row.number("c")) as u32), None);
            match metric {
                "P_block" => (scenario, key(Measure::Lost, None), same),
                "Wq_of_admitted" => (scenario, waiting(None), units),
                _ => (scenario, key(Measure::UnderWay, None), same),
            }
        }
        ("M/G/1", "Wq") => {
            let mean = row.number("ES") * UNIT;
            let handling = match row.params["service"].as_str().unwrap() {
                "M" => Distribution::Exponential { mean },
                "Uniform(0,2)" => Distribution::Uniform { from: 0.0, to: 2.0 * mean },
                "Lognormal mean 1200 s, sigma .8" => Distribution::Lognormal { mean, sigma: 0.8 },
                "Lognormal sigma 1.05" => Distribution::Lognormal { mean, sigma: 1.05 },
                other => panic!("{other}"),
            };
            // Where the unit is a second, the same numbers are as good in minutes, but for the longest horizon.
            let scale = if mean > 100.0 { 1.0 / mean } else { 1.0 };
            let handling = scaled(handling, scale);
            let scenario = desk(1, row.number("lam") / scale, handling, 60_000.0);
            let back: fn(f64, &Row) -> f64 = |ms, row| {
                let mean = row.number("ES");
                ms / 60_000.0 * if mean > 100.0 { mean } else { 1.0 }
            };
            (scenario, waiting(None), back)
        }
        ("M/D/c", "P(all busy)") => {
            let handling = Distribution::Fixed { minutes: row.number("D") * UNIT };
            let mut scenario = desk(row.number("c") as u32, row.number("lam"), handling, 60_000.0);
            answered_within(&mut scenario, 0.0);
            (scenario, is_answered, rest)
        }
        ("M/M/c+M", metric) => {
            let mut scenario = plain();
            scenario.queues = queue(None, Some(exponential(row.number("theta"))));
            match metric {
                "P_abandon" => (scenario, key(Measure::Lost, None), same),
                "P_wait" => {
                    answered_within(&mut scenario, 0.0);
                    (scenario, is_answered, rest)
                }
                // Little's law: the mean wait of all is the mean number waiting over the rate at which they come.
                _ => {
                    let waits = FigureKey { group: Some("desk".into()), ..FigureKey::overall(Measure::Waiting) };
                    (scenario, waits, |level, row| level / row.number("lam"))
                }
            }
        }
        ("M/G/1 priority non-preemptive", "Wq") => {
            let (rates, means) = (row.numbers("lam"), row.numbers("ES"));
            let service = row.params["service"].as_str().unwrap();
            let handling = |&mean: &f64| match service {
                "det" => Distribution::Fixed { minutes: mean * UNIT },
                it if it.starts_with("lognormal sigma .8") => Distribution::Lognormal { mean: mean * UNIT, sigma: 0.8 },
                it if it.starts_with("exp") => Distribution::Exponential { mean: mean * UNIT },
                other => panic!("{other}"),
            };
            let handling: Vec<Distribution> = means.iter().map(handling).collect();
            let mut scenario = desk(1, rates.iter().sum(), exponential(1.0), 120_000.0);
            classes(&mut scenario, &rates, &handling);
            (scenario, waiting(Some(row.number("cls") as usize)), units)
        }
        ("M/M/c priority non-preemptive, mu=1", "Wq") => {
            let rates = row.numbers("lam");
            let mut scenario = desk(row.number("c") as u32, rates.iter().sum(), exponential(1.0), 60_000.0);
            classes(&mut scenario, &rates, &vec![exponential(1.0); rates.len()]);
            (scenario, waiting(Some(row.number("cls") as usize)), units)
        }
        other => panic!("{}: no scenario for {other:?}", row.id),
    }
}

fn scaled(distribution: Distribution, by: f64) -> Distribution {
    match distribution {
        Distribution::Exponential { mean } => Distribution::Exponential { mean: mean * by },
        Distribution::Uniform { from, to } => Distribution::Uniform { from: from * by, to: to * by },
        Distribution::Lognormal { mean, sigma } => Distribution::Lognormal { mean: mean * by, sigma },
        other => panic!("{other:?}"),
    }
}

/// Half-width of an interval in standard errors: Student's t for these many replications.
const T_19: f64 = 2.093_024;

fn agrees(row: &Row, mean: f64, error: f64) {
    let off = (mean - row.expected).abs() / error;
    eprintln!(
        "{} {} {}: {mean:.6} against {:.6}, {off:.2} standard errors",
        row.id, row.model, row.metric, row.expected
    );
    assert!(off <= 4.0, "{} {} {}: {mean}, theory {}, {off} s.e.", row.id, row.model, row.metric, row.expected);
    assert!(error <= 0.03 * row.expected, "{}: the standard error {error} would let anything pass", row.id);
}

fn is_special(row: &Row) -> bool {
    row.model.starts_with("M_t/M/inf") || row.model.starts_with("Jackson") || row.model == "M/M/inf"
}

#[test]
fn every_row_that_one_figure_answers_agrees_with_theory() {
    let rows: Vec<Row> = rows().into_iter().filter(|row| !is_special(row)).collect();
    assert!(rows.len() > 55);
    for row in &rows {
        let (scenario, figure, turn) = setup(row);
        let model = Model::new(&scenario, None).unwrap_or_else(|error| panic!("{}: {error}", row.id));
        let experiment = experiment(&model, REPLICATIONS);
        let Interval { mean, high, n, .. } = experiment.figure(&figure, 0.95).unwrap();
        assert_eq!(n, REPLICATIONS);
        let error = (turn(high.unwrap(), row) - turn(mean, row)).abs() / T_19;
        agrees(row, turn(mean, row), error);
    }
}

/// Two desks one after the other: the time at both.
#[test]
fn a_tandem_agrees_with_theory() {
    for row in rows().iter().filter(|row| row.model.starts_with("Jackson")) {
        let mut scenario = desk(1, row.number("lam"), exponential(row.number("mu1")), 60_000.0);
        scenario.people[0].count = 2;
        second_desk(&mut scenario, exponential(row.number("mu2")));
        let model = Model::new(&scenario, None).unwrap();
        let experiment = experiment(&model, REPLICATIONS);
        let at = |handoff: &str| {
            let key = FigureKey { clock: Some(ClockKind::Complete), ..FigureKey::of(handoff, Measure::Mean) };
            experiment.figure(&key, 0.95).unwrap()
        };
        let (first, second) = (at("H1"), at("H2"));
        let minutes = |ms: f64| ms / (UNIT * 60_000.0);
        // The two are nearly independent; their errors add up at most.
        let error = (first.half_width().unwrap() + second.half_width().unwrap()) / T_19;
        agrees(row, minutes(first.mean + second.mean), minutes(error));
    }
}

/// A second handoff point, worked by a person of its own, to which every lead goes after the first.
fn second_desk(scenario: &mut Scenario, handling: Distribution) {
    let policy = policy(scenario);
    let mut role = policy.roles[0].clone();
    role.key = "agent-2".into();
    policy.roles.push(role);
    let mut queue = policy.queues[0].clone();
    queue.key = "desk-2".into();
    queue.worked_by = vec!["agent-2".into()];
    policy.queues.push(queue);
    let mut point: HandoffPoint = policy.handoffs[0].clone();
    (point.key, point.name) = ("H2".into(), "Desk -> Desk 2".into());
    point.routing.rows[0].assign = playbook::policy::Assignment::Queue { queue: "desk-2".into() };
    policy.handoffs.push(point);
    scenario.people[0].count = 1;
    let mut crew = scenario.people[0].clone();
    (crew.key, crew.roles) = ("agent-2".into(), vec!["agent-2".into()]);
    scenario.people.push(crew);
    scenario.work.push(WorkRule { handoff: Some("H2".into()), handling: Some(handling), ..WorkRule::default() });
    scenario.flow =
        vec![FlowRule { from: "H1".into(), to: "H2".into(), tier: None, share: 1.0, after: Distribution::default() }];
}

/// The rate of a sinusoid by hour of the week, one period a week: how many are in work at a time of it.
#[test]
fn a_rate_that_swings_agrees_with_theory() {
    for row in rows().iter().filter(|row| row.model.starts_with("M_t/M/inf")) {
        let (mean, swing, gamma) = (row.number("lam_bar"), row.number("A"), row.number("gamma"));
        // A unit of the vectors in hours, so that a period is a week.
        let unit = 168.0 * gamma / std::f64::consts::TAU;
        let rate = |hour: usize| (mean + swing * (std::f64::consts::TAU * (hour as f64 + 0.5) / 168.0).sin()) / unit;
        let mut scenario = Example::Mmc.scenario();
        scenario.people[0].count = (3.0 * (mean + swing)) as u32;
        scenario.sources[0].arrivals =
            Arrivals::Weekly { zone: None, per_hour: (0..168).map(rate).collect(), by_month: Vec::new() };
        let handling = Distribution::Exponential { mean: unit * 60.0 / row.number("mu") };
        scenario.work = vec![WorkRule { handling: Some(handling), ..WorkRule::default() }];
        scenario.horizon.days = 7.0 * 400.0;
        scenario.warm_up = WarmUp::Days { days: 70.0 };
        let model = Model::new(&scenario, None).unwrap();
        let at = (row.number("t") * unit).round() as usize;
        let busy = |seed: u64| {
            let scenario = Scenario { seed, ..scenario.clone() };
            let model = Model::new(&scenario, None).unwrap();
            let report = experiment(&model, 1).report();
            let desk = report.hours.iter().find(|hours| hours.group == "desk" || hours.busy.iter().any(|&it| it > 0.0));
            let busy = &desk.unwrap().busy;
            // The instant lies between two hours.
            (busy[(at + 167) % 168] + busy[at % 168]) / 2.0
        };
        drop(model);
        let values = (0..20).map(busy);
        let Interval { mean, high, .. } = Interval::of(values, 0.95).unwrap();
        agrees(row, mean, (high.unwrap() - mean) / T_19);
    }
}

/// How many are there at once, from a trace.
#[test]
fn a_desk_without_end_agrees_with_theory() {
    for row in rows().iter().filter(|row| row.model == "M/M/inf") {
        let mut scenario = desk(60, row.number("lam"), exponential(row.number("mu")), 20_000.0);
        scenario.warm_up = WarmUp::None;
        let model = Model::new(&scenario, None).unwrap();
        let experiment = experiment(&model, 1);
        let share = |replication: u32| {
            let trace = experiment.trace(replication);
            let mut changes: Vec<(i64, i64)> = Vec::new();
            for record in &trace.records {
                changes.push((record.at(Moment::Started).unwrap(), 1));
                changes.extend(record.at(Moment::Completed).map(|at| (at, -1)));
            }
            changes.sort_unstable();
            let (first, last) = (changes[0].0, changes[changes.len() - 1].0);
            // The first twentieth fills the desk.
            let from = first + (last - first) / 20;
            let (mut there, mut at, mut few) = (0, from, 0);
            for (when, change) in changes {
                let until = when.max(from);
                few += if there <= 10 { until - at } else { 0 };
                (at, there) = (until, there + change);
            }
            few as f64 / (last - from) as f64
        };
        let Interval { mean, high, .. } = Interval::of((0..20).map(share), 0.95).unwrap();
        agrees(row, mean, (high.unwrap() - mean) / T_19);
    }
}
