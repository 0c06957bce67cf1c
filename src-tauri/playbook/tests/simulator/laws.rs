//! Laws of the simulator over random policies and scenarios: nothing is lost, nobody works outside the shift or on more than the
//! capacity, Little's law holds, the number of threads does not matter, and the figures are those of the records.

use crate::random::{drawn, scenario};
use playbook::calendar::CompiledCalendar;
use playbook::metrics::statistics::quantile;
use playbook::policy::{AcceptanceMode, ClockKind};
use playbook::record::sla::{SlaState, clock_sheets};
use playbook::record::{HandoffRecord, Moment};
use playbook::simulator::scenario::{Example, Horizon, Scenario, WarmUp};
use playbook::simulator::{Experiment, FigureKey, Measure, Model, Options, Report, compare};
use playbook::{DAY, Instant};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

fn report(scenario: &Scenario, threads: usize) -> Report {
    let model = Model::new(scenario, None).unwrap();
    let cancel = AtomicBool::new(false);
    playbook::simulator::simulate(&model, Options { threads, cancel: &cancel, progress: &|_| {} }).unwrap()
}

/// One replication: its report, its records, and when it ended.
fn one(scenario: &Scenario) -> (Report, Vec<HandoffRecord>, Instant) {
    let model = Model::new(scenario, None).unwrap();
    let cancel = AtomicBool::new(false);
    let mut experiment = Experiment::new(&model, &cancel).unwrap();
    experiment.play(1, Options { threads: 1, cancel: &cancel, progress: &|_| {} }).unwrap();
    let start = scenario.horizon.start.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp_millis();
    let end = start + (scenario.horizon.days * DAY as f64) as i64;
    (experiment.report(), experiment.trace(0).records, end)
}

fn passage_end(record: &HandoffRecord) -> Option<Instant> {
    record.at(Moment::Completed).or(record.at(Moment::Rejected))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whoever came has gone or is somewhere; every passage is counted once.
    #[test]
    fn nobody_is_lost(drawn in drawn()) {
        let (report, records, _) = one(&scenario(&drawn));
        prop_assert_eq!(report.leads, report.ended + report.under_way);
        prop_assert_eq!(report.handoffs as usize, records.len());
        let overall = report.figure(&FigureKey::overall(Measure::Started)).unwrap().mean;
        prop_assert_eq!(overall as usize, records.len());
        let mut passages: Vec<_> = records.iter().map(|it| (&it.record_id, &it.handoff, it.cycle)).collect();
        passages.sort();
        passages.dedup();
        prop_assert_eq!(passages.len(), records.len());
    }

    /// Work begins only while the person is there, and ends by the end of a shift; nobody has more in work than can be worked on at
    /// once, nor is given more on a day than the capacity.
    #[test]
    fn nobody_works_outside_the_shift_or_on_too_much(drawn in drawn()) {
        let mut scenario = scenario(&drawn);
        // Then work begins with the acceptance.
        scenario.policy.as_mut().unwrap().handoffs.iter_mut().for_each(|it| it.acceptance.mode = AcceptanceMode::Required);
        let policy = scenario.policy.as_deref().unwrap();
        let key = if drawn.office { "office" } else { "always" };
        let calendar = policy.calendars.iter().find(|calendar| calendar.key == key).unwrap();
        let calendar = CompiledCalendar::compile(calendar).unwrap();
        let (_, records, end) = one(&scenario);
        let mut by_person: BTreeMap<&str, Vec<(Instant, i32)>> = BTreeMap::new();
        for record in &records {
            let Some(begun) = record.at(Moment::Accepted) else { continue };
            let until = record.at(Moment::NextStep).unwrap_or(end + 1);
            let changes = by_person.entry(record.owner.as_deref().unwrap()).or_default();
            changes.extend([(begun, 1), (until, -1)]);
            prop_assert!(calendar.is_open(begun));
            for at in [record.at(Moment::FirstTouch), record.at(Moment::NextStep)].into_iter().flatten() {
                prop_assert!(at == begun || calendar.is_open(at - 1), "somebody works when the shift is over");
            }
        }
        for changes in by_person.values_mut() {
            // Who ends at an instant is free at it.
            changes.sort_unstable();
            let mut in_work = 0;
            for (_, change) in changes.iter() {
                in_work += change;
                prop_assert!(in_work <= drawn.parallel as i32);
            }
        }
    }

    /// The mean number under way is the time that all passages took together over the time there was, exactly.
    #[test]
    fn littles_law_holds(drawn in drawn()) {
        let scenario = scenario(&drawn);
        let (report, records, end) = one(&scenario);
        for handoff in ["H1", "H2"] {
            let passages = records.iter().filter(|record| record.handoff == handoff);
            let took: i64 = passages.map(|it| passage_end(it).unwrap_or(end) - it.at(Moment::Started).unwrap()).sum();
            let level = report.figure(&FigureKey::of(handoff, Measure::UnderWay)).unwrap().mean;
            let expected = took as f64 / (scenario.horizon.days * DAY as f64);
            prop_assert!((level - expected).abs() <= 1e-9 * expected.max(1.0), "{handoff}: {level}, {expected}");
        }
    }

    /// Bytes, not only figures, at any number of threads.
    #[test]
    fn the_number_of_threads_does_not_matter(drawn in drawn()) {
        let scenario = scenario(&drawn);
        let bytes = |threads| serde_json::to_string(&report(&scenario, threads)).unwrap();
        let one = bytes(1);
        prop_assert_eq!(&bytes(2), &one);
        prop_assert_eq!(&bytes(3), &one);
    }
}

proptest! {
    // Every record is laid open, which takes a thousand times as long as simulating it.
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// The attainments and lengths of a replication are what the SLA judge says of its records, to the last digit.
    #[test]
    fn the_records_have_the_same_outcomes(drawn in drawn()) {
        let scenario = Scenario { horizon: Horizon { days: 7.0, ..scenario(&drawn).horizon }, ..scenario(&drawn) };
        let policy = scenario.policy_played(None).unwrap();
        let (report, records, end) = one(&scenario);
        for handoff in ["H1", "H2"] {
            let mut states: BTreeMap<ClockKind, [u32; 2]> = BTreeMap::new();
            let mut accepted: Vec<f64> = Vec::new();
            for record in records.iter().filter(|record| record.handoff == handoff) {
                for sheet in clock_sheets(record, &policy, end) {
                    let counts = states.entry(sheet.clock).or_default();
                    match sheet.state {
                        SlaState::Met => counts[0] += 1,
                        SlaState::MetLate | SlaState::BreachedOpen => counts[1] += 1,
                        SlaState::CannotJudge => prop_assert!(false, "{}: {}", record.record_id, sheet.because),
                        SlaState::Running | SlaState::AtRisk | SlaState::Paused | SlaState::NotApplicable => {}
                    }
                    if sheet.clock == ClockKind::Accept && record.at(Moment::Accepted).is_some() {
                        accepted.push(sheet.used_ms as f64);
                    }
                }
            }
            let key = |measure, clock| FigureKey { clock: Some(clock), ..FigureKey::of(handoff, measure) };
            for (clock, [met, breached]) in states {
                let found = report.figure(&key(Measure::Attainment, clock)).map(|figure| figure.mean);
                let expected = (met + breached > 0).then(|| f64::from(met) / f64::from(met + breached));
                prop_assert_eq!(found, expected, "{} {:?}", handoff, clock);
            }
            accepted.sort_by(f64::total_cmp);
            for (measure, share) in [(Measure::P50, 500), (Measure::P90, 900), (Measure::P99, 990)] {
                let found = report.figure(&key(measure, ClockKind::Accept)).map(|figure| figure.mean);
                prop_assert_eq!(found, quantile(&accepted, share));
            }
        }
    }
}

/// Another person does not change who comes when and how long they take: the difference is far narrower than two independent means.
#[test]
fn scenarios_meet_the_same_leads() {
    let mut before = Example::Handoff.scenario();
    before.horizon.days = 60.0;
    before.replications.count = 10;
    let mut after = before.clone();
    after.people[0].count += 4;
    let (first, second) = (Model::new(&before, None).unwrap(), Model::new(&after, None).unwrap());
    let cancel = AtomicBool::new(false);
    let options = Options { threads: 2, cancel: &cancel, progress: &|_| {} };
    let mut one = Experiment::new(&first, &cancel).unwrap();
    one.play(10, options).unwrap();
    let mut other = Experiment::like(&second, &one);
    other.play(10, options).unwrap();
    let started =
        |experiment: &Experiment<'_>| experiment.report().figure(&FigureKey::overall(Measure::Started)).copied();
    assert_eq!(started(&one), started(&other));
    let differences = compare(&one, &other);
    let cost = differences.iter().find(|it| it.key == FigureKey::overall(Measure::Cost)).unwrap();
    assert!(cost.is_signal && cost.difference.mean > 0.0);
    // Nothing random is in it: every replication has the same shifts.
    assert_eq!(cost.difference.low, Some(cost.difference.mean));
    let wait = FigureKey { clock: Some(ClockKind::Accept), ..FigureKey::of("H1", Measure::Mean) };
    let wait = differences.iter().find(|it| it.key == wait).unwrap();
    assert!(wait.is_signal && wait.difference.mean < 0.0, "{wait:?}");
}

/// More replications begin with the ones that there were.
#[test]
fn playing_on_keeps_what_was_played() {
    let mut scenario = Example::Mmc.scenario();
    scenario.horizon.days = 1.0;
    let model = Model::new(&scenario, None).unwrap();
    let cancel = AtomicBool::new(false);
    let options = Options { threads: 2, cancel: &cancel, progress: &|_| {} };
    let mut at_once = Experiment::new(&model, &cancel).unwrap();
    at_once.play(8, options).unwrap();
    let mut in_steps = Experiment::new(&model, &cancel).unwrap();
    for replications in [1, 3, 8] {
        in_steps.play(replications, options).unwrap();
    }
    assert_eq!(in_steps.report(), at_once.report());
}

/// A narrower interval asks for more replications, and gets it.
#[test]
fn replications_go_on_until_the_interval_is_narrow_enough() {
    let mut scenario = Example::Handoff.scenario();
    scenario.horizon.days = 20.0;
    scenario.people[0].count = 14;
    (scenario.replications.count, scenario.replications.most) = (5, 400);
    scenario.replications.half_width = Some(0.01);
    let report = report(&scenario, 2);
    let width = report.figure(&FigureKey::overall(Measure::Attainment)).unwrap().half_width().unwrap();
    assert!(width <= 0.01 && report.replications > 5, "{width} after {}", report.replications);
}

/// Every bound that is hit is told, with what to do.
#[test]
fn bounds_are_told() {
    let mut flooded = Example::Mmc.scenario();
    flooded.people[0].count = 1;
    flooded.horizon.days = 3_650.0;
    flooded.most_under_way = 10_000;
    flooded.replications.count = 2;
    flooded.warm_up = WarmUp::None;
    let stopped = report(&flooded, 2).stopped.unwrap();
    assert!(stopped.replications == 2 && stopped.because.contains("10000 leads"), "{}", stopped.because);
    let mut endless = Example::Mmc.scenario();
    endless.warm_up = WarmUp::None;
    endless.most_events = 5_000;
    endless.replications.count = 1;
    let told = report(&endless, 1);
    assert!(told.events <= 5_000 && told.stopped.unwrap().because.contains("5000 events"));
}

/// A simulation that is cancelled ends at once and keeps nothing of the call.
#[test]
fn it_can_be_cancelled() {
    let model = Model::new(&Example::Mmc.scenario(), None).unwrap();
    let cancel = AtomicBool::new(false);
    let mut experiment = Experiment::new(&model, &cancel).unwrap();
    let stop = |_| cancel.store(true, std::sync::atomic::Ordering::Relaxed);
    assert!(experiment.play(1_000, Options { threads: 2, cancel: &cancel, progress: &stop }).is_err());
    assert_eq!(experiment.replications(), 0);
}
