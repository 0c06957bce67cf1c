//! More than can be dealt with: said where it is so, never where people are only busy, and not played for years.

use playbook::simulator::scenario::{Arrivals, Distribution, Example, QueueOrder, QueueRule, WarmUp};
use playbook::simulator::{Model, Options, Report, Scenario, simulate};
use std::sync::atomic::AtomicBool;

/// So many people who take a minute each, and a load; `days` long, `replications` times.
fn desk(people: u32, load: f64, days: f64, replications: u32) -> Scenario {
    let mut scenario = Example::Mmc.scenario();
    scenario.people[0].count = people;
    scenario.sources[0].arrivals = Arrivals::Rate { per_hour: 60.0 * f64::from(people) * load };
    scenario.horizon.days = days;
    scenario.warm_up = WarmUp::None;
    scenario.replications.count = replications;
    scenario
}

/// The same with work that takes as many times as long, and as many times fewer who come.
fn slowly(times: f64, mut scenario: Scenario) -> Scenario {
    scenario.work[0].handling = Some(Distribution::Exponential { mean: times });
    if let Arrivals::Rate { per_hour } = &mut scenario.sources[0].arrivals {
        *per_hour /= times;
    }
    scenario
}

fn with_queue(room: Option<u32>, patience: Option<f64>, scenario: Scenario) -> Scenario {
    let patience = patience.map(|mean| Distribution::Exponential { mean });
    Scenario { queues: vec![QueueRule { queue: None, order: QueueOrder::Priority, room, patience }], ..scenario }
}

fn played_on(threads: usize, scenario: &Scenario) -> Report {
    let model = Model::new(scenario, None).unwrap_or_else(|error| panic!("{error}"));
    let cancel = AtomicBool::new(false);
    simulate(&model, Options { threads, cancel: &cancel, progress: &|_| {} }).unwrap()
}

fn played(scenario: &Scenario) -> Report {
    played_on(2, scenario)
}

/// In office hours of the weekdays; leads come at all hours, and pile up over nights and weekends.
fn office(load: f64, weeks: f64) -> Scenario {
    let mut scenario = desk(2, load, 7.0 * weeks, 5);
    scenario.people[0].calendar = Some("office".into());
    // 40 or 45 hours of 168: what comes in a week is what two people do in them, times the load.
    let policy = scenario.policy.as_ref().unwrap();
    let calendar = policy.calendars.iter().find(|it| it.key == "office").unwrap();
    let week = playbook::calendar::CompiledCalendar::shared(calendar).unwrap();
    // 2024-01-08, a Monday without a holiday after it.
    let monday = 1_704_672_000_000;
    let open = week.elapsed(monday, monday + 7 * playbook::DAY) as f64 / playbook::HOUR as f64;
    assert!((30.0..60.0).contains(&open), "{open}");
    scenario.sources[0].arrivals = Arrivals::Rate { per_hour: 2.0 * load * open / 168.0 * 6.0 };
    scenario.work[0].handling = Some(Distribution::Exponential { mean: 10.0 });
    scenario
}

#[test]
fn people_who_are_only_busy_raise_no_alarm() {
    for load in [0.9, 0.95, 0.99] {
        for (people, replications, days) in [(1, 8, 14.0), (10, 5, 2.0), (1, 1, 60.0), (3, 1, 0.5)] {
            let report = played(&desk(people, load, days, replications));
            assert!(report.growing.is_empty() && report.stopped.is_none(), "{people} people, {load}: {report:?}");
        }
        let report = played(&office(load, 4.0));
        assert!(report.growing.is_empty() && report.stopped.is_none(), "office hours, {load}: {:?}", report.growing);
    }
}

/// Years of them are played up to the bound on events, and not taken for too much before.
#[test]
fn years_of_being_busy_are_not_taken_for_too_much() {
    for load in [0.9, 0.99] {
        let mut years = slowly(0.5, desk(1, load, 9_000.0, 1));
        years.most_events = 700_000;
        let report = played(&years);
        assert!(report.stopped.unwrap().because.contains("bound of 700000 events"), "{load}");
        assert_eq!(report.growing, [], "{load}");
    }
}

#[test]
fn what_is_lost_does_not_pile_up() {
    for load in [1.0, 1.5, 3.0] {
        for lost in [(Some(30), None), (None, Some(10.0)), (Some(200), Some(500.0))] {
            let month = with_queue(lost.0, lost.1, desk(2, load, 14.0, 4));
            let report = played(&month);
            assert!(report.growing.is_empty() && report.stopped.is_none(), "{load} {lost:?}: {:?}", report.growing);
            let mut years = with_queue(lost.0, lost.1, slowly(0.5, desk(1, load, 9_000.0, 1)));
            years.most_events = 300_000;
            let stopped = played(&years).stopped.unwrap();
            assert!(stopped.because.contains("bound of 300000 events"), "{load} {lost:?}: {}", stopped.because);
        }
    }
}

/// 1.2 times as many as two people can do, for thirty days: 2 × 60 × 24 × 0.2 more wait every day.
#[test]
fn a_month_of_too_much_is_played_and_says_that_it_is_no_steady_state() {
    let report = played(&desk(2, 1.2, 30.0, 4));
    assert_eq!((report.replications, &report.stopped), (4, &None));
    let [growing] = report.growing.as_slice() else { panic!("{:?}", report.growing) };
    let a_week = 2.0 * 60.0 * 24.0 * 0.2 * 7.0;
    assert_eq!(growing.group, "desk");
    assert!((growing.load.unwrap() - 1.2).abs() < 0.02, "{growing:?}");
    assert!((growing.a_week / a_week - 1.0).abs() < 0.1, "{growing:?}");
    assert!((growing.waiting / (a_week * 30.0 / 7.0) - 1.0).abs() < 0.1, "{growing:?}");
    assert!(growing.because.contains("a load of 1.2") && growing.because.contains("of this time only"));

    let [of_one] = played(&desk(2, 1.2, 30.0, 1)).growing.try_into().unwrap_or_else(|none| panic!("{none:?}"));
    assert!((of_one.load.unwrap() - 1.2).abs() < 0.03, "{of_one:?}");
    let in_hours = played(&office(1.3, 5.0)).growing;
    assert!(in_hours.len() == 1 && (in_hours[0].load.unwrap() - 1.3).abs() < 0.05, "{in_hours:?}");
}

#[test]
fn years_of_too_much_end_early_with_the_numbers_and_the_same_on_any_number_of_threads() {
    for load in [1.05, 2.0] {
        let mut years = slowly(0.5, desk(1, load, 9_000.0, 6));
        years.warm_up = WarmUp::Automatic;
        let report = played(&years);
        let stopped = report.stopped.clone().unwrap();
        assert!(stopped.because.contains("more leads come than are ever dealt with"), "{}", stopped.because);
        assert!(report.events < 6 * 1_000_000, "{load}: {} events", report.events);
        assert!((report.growing[0].load.unwrap() - load).abs() < 0.03, "{:?}", report.growing);
        assert!(stopped.replications == report.replications, "{stopped:?}");
        if load > 1.5 {
            assert_eq!(played_on(1, &years), report);
        }
    }
}

/// A bound that took long to reach is not reached twenty times.
#[test]
fn a_bound_that_took_long_is_hit_once() {
    let mut endless = with_queue(Some(5), None, slowly(0.02, desk(1, 1.0, 9_000.0, 20)));
    endless.most_events = 600_000;
    let report = played(&endless);
    assert_eq!((report.replications, report.events), (1, 600_000));
    assert_eq!(played_on(1, &endless), report);
    assert!(report.stopped.unwrap().because.contains("bound of 600000 events"));
}

/// Nobody is there for ten weeks; what piles up meanwhile is worked off later.
#[test]
fn a_season_and_an_absence_are_no_overload_for_ever() {
    let mut season = slowly(0.5, desk(1, 0.6, 9_000.0, 1));
    let by_month = vec![1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2];
    season.sources[0].arrivals = Arrivals::Weekly { zone: None, per_hour: vec![130.0; 7], by_month };
    season.most_events = 700_000;
    assert!(played(&season).stopped.unwrap().because.contains("bound of 700000 events"));
    let mut away = slowly(0.5, desk(1, 0.6, 9_000.0, 1));
    away.people[0].absences =
        serde_json::from_str(r#"[{ "from": "2024-01-20", "until": "2024-04-20", "reason": "leave" }]"#).unwrap();
    away.most_events = 500_000;
    assert!(played(&away).stopped.unwrap().because.contains("bound of 500000 events"));
}
