//! Scenarios that assume what nobody has measured: every policy that one can start from has one, and it does what it says of itself.

use chrono::NaiveDate;
use playbook::policy::templates::Template;
use playbook::policy::{Person, Policy};
use playbook::simulator::scenario::{Arrivals, Example};
use playbook::simulator::{Figure, FigureKey, Measure, Model, Options, Report, Scenario, assume, day, simulate};
use std::sync::atomic::AtomicBool;

fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 2).unwrap()
}

fn played(scenario: &Scenario, policy: &Policy) -> Report {
    let mut scenario = scenario.rough();
    scenario.replications.count = 8;
    let model = Model::new(&scenario, Some(policy)).unwrap_or_else(|error| panic!("{}: {error}", policy.company));
    let cancel = AtomicBool::new(false);
    simulate(&model, Options { threads: 2, cancel: &cancel, progress: &|_| {} }).unwrap()
}

#[test]
fn every_template_can_be_simulated_without_records() {
    let mut simulated = 0;
    for template in Template::ALL {
        let (name, policy) = (template.key(), template.policy("Example", "Europe/Berlin"));
        if policy.handoffs.is_empty() {
            continue;
        }
        simulated += 1;
        let assumed = assume(&policy, None, start());
        let report = played(&assumed.scenario, &policy);
        assert!(report.handoffs > 0 && report.stopped.is_none(), "{name}: {:?}", report.stopped);
        let accepted =
            |key: &str| report.figure(&FigureKey::of(key, Measure::Accepted)).is_some_and(|it| it.mean > 0.0);
        assert!(policy.handoffs.iter().any(|point| accepted(&point.key)), "{name}: nobody ever takes anything");
        let busy = |figure: &Figure| figure.key.measure == Measure::Utilisation && figure.interval.mean > 0.0;
        assert!(report.figures.iter().any(busy), "{name}: nobody is at work");
        let kinds = assumed.because.iter().find(|sentence| sentence.contains("each kind as frequent as the others"));
        assert!(kinds.is_some_and(|sentence| !sentence.contains("None was found")), "{name}: {kinds:?}");
        for point in policy.handoffs.iter().filter(|point| point.buffer.is_some()) {
            let started = report.figure(&FigureKey::of(&point.key, Measure::Started)).map_or(0.0, |it| it.mean);
            assert!(started == 0.0 || accepted(&point.key), "{name}: the buffer of {} lets nobody through", point.key);
        }
        assert!(assumed.because[0].starts_with("No records say who comes"), "{name}: {:?}", assumed.because);
        assert!(!assumed.scenario.waits_as_it_did(), "{name}: people count");
    }
    assert!(simulated >= 3, "{simulated}");
}

/// Two of three SDRs alike are one crew; the third works another calendar. The AE is named by a row, and so stays who she is.
fn with_people() -> Policy {
    let mut policy = *Example::WholePolicy.scenario().policy.unwrap();
    let person = |key: &str, team: &str, role: &str| Person {
        key: key.into(),
        name: key.to_uppercase(),
        team: Some(team.into()),
        roles: vec![role.into()],
        ..Person::default()
    };
    policy.people = vec![
        person("ann", "sdr", "sdr"),
        person("bo", "sdr", "sdr"),
        Person { calendar: Some("always".into()), ..person("cy", "sdr", "sdr") },
        person("di", "ae", "ae"),
        Person { active: false, ..person("ed", "ae", "ae") },
    ];
    let row = &mut policy.handoffs[1].routing.rows;
    let last = row.last_mut().unwrap();
    last.assign = serde_json::from_str(r#"{ "to": "person", "person": "di", "if_away": "assign" }"#).unwrap();
    policy
}

#[test]
fn people_who_are_alike_are_one_crew_and_whom_a_row_names_stays() {
    let policy = with_people();
    policy.check().unwrap();
    let scenario = assume(&policy, None, start()).scenario;
    let crews: Vec<(&str, u32, Option<&str>)> =
        scenario.people.iter().map(|crew| (crew.key.as_str(), crew.count, crew.person.as_deref())).collect();
    assert_eq!(crews, [("sdr", 2, None), ("sdr-2", 1, None), ("di", 1, Some("di"))]);
    assert_eq!(scenario.without, ["ann", "bo", "cy"]);
    let report = played(&scenario, &policy);
    let started = |key| report.figure(&FigureKey::of(key, Measure::Started)).unwrap().mean;
    assert!(started("H1") > 0.0 && started("H2") > 0.0);
}

/// A trial of a few weeks sets the work, so that many weeks come near it.
#[test]
fn teams_are_as_busy_as_is_said() {
    let policy = with_people();
    let scenario = assume(&policy, None, start()).scenario;
    let report = played(&scenario, &policy);
    let busy = FigureKey { group: Some("sdr".into()), ..FigureKey::overall(Measure::Utilisation) };
    let busy = report.figure(&busy).unwrap().mean;
    assert!((busy - 0.5).abs() < 0.1, "{busy}");
}

#[test]
fn what_records_say_is_taken_and_what_they_cannot_say_is_assumed() {
    let learned = Example::WholePolicy.scenario();
    let policy = learned.policy.clone().unwrap();
    let scenario = assume(&policy, Some(&learned), start()).scenario;
    assert_eq!((&scenario.sources, &scenario.flow), (&learned.sources, &learned.flow));
    assert_eq!(scenario.conversion, learned.conversion);
    let own =
        |scenario: &Scenario| -> Vec<_> { scenario.work.iter().filter_map(|rule| rule.decisions.clone()).collect() };
    assert_eq!(own(&scenario), own(&learned));
    let noticed: Vec<_> = learned.work.iter().filter_map(|rule| rule.notice.clone()).collect();
    assert!(scenario.work.iter().filter_map(|rule| rule.notice.clone()).all(|own| !noticed.contains(&own)));
}

#[test]
fn a_day_adds_up() {
    let scenario = Example::WholePolicy.scenario();
    let model = Model::new(&scenario.for_a_day(), None).unwrap();
    let shown = day(&model, &AtomicBool::new(false));
    assert!(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"].contains(&shown.day.as_str()), "{}", shown.day);
    let steps = shown.handoffs[0].waiting.len();
    assert!((24..=80).contains(&steps), "{steps} steps of {} minutes", shown.step_minutes);
    assert!(shown.handoffs.iter().any(|it| it.waiting.iter().any(|&n| n > 0)), "somebody waits");
    for it in &shown.handoffs {
        assert!([&it.working, &it.breached, &it.done].iter().all(|counts| counts.len() == steps));
        assert!(it.waiting.iter().zip(&it.breached).all(|(waiting, late)| late <= waiting), "only who waits is late");
        assert!(it.done.is_sorted(), "what is done stays done");
    }
    assert!(shown.events.is_sorted_by_key(|event| event.step));
    assert!(shown.events.iter().all(|event| (event.step as usize) < steps));
    assert_eq!(shown, day(&model, &AtomicBool::new(false)), "the same seed, the same day");
}

/// One lead at 09:00, one at 09:30; each is worked on for an hour by the one person there is, from 09:00 to 17:00.
#[test]
fn a_day_is_the_one_worked_out_by_hand() {
    let mut scenario = Example::Mmc.scenario();
    let policy = scenario.policy.as_mut().unwrap();
    let mut shift = policy.calendars.iter().find(|it| it.key == "office").unwrap().clone();
    shift.key = "shift".into();
    shift.exceptions.clear();
    shift.weekly = serde_json::from_str(r#"{ "mon": [["09:00", "17:00"]] }"#).unwrap();
    policy.calendars.push(shift);
    policy.handoffs[0].targets = serde_json::from_str(
        r#"[{ "clock": "accept", "tier": null, "target": { "kind": "elapsed", "ms": 1200000 }, "reminder_percent": 50 }]"#,
    )
    .unwrap();
    policy.handoffs[0].acceptance.mode = playbook::policy::AcceptanceMode::Required;
    scenario.people[0].count = 1;
    scenario.people[0].calendar = Some("shift".into());
    scenario.people[0].team = Some("desk".into());
    scenario.horizon.days = 2.0;
    // 2024-01-01T09:00:00Z, a Monday.
    let at = 1_704_099_600_000;
    let leads = [at, at + 30 * 60_000].map(|at| playbook::simulator::scenario::ExactArrival { at, part: None });
    scenario.sources[0].arrivals = Arrivals::Exact { leads: leads.into() };
    scenario.work = serde_json::from_str(r#"[{ "handling": { "kind": "fixed", "minutes": 60 } }]"#).unwrap();
    let model = Model::new(&scenario.for_a_day(), None).unwrap();
    let shown = day(&model, &AtomicBool::new(false));
    // From half an hour before the shift: step 3 is 09:00, step 6 09:30, step 8 09:50, when the second is late, step 9 10:00.
    assert_eq!((shown.day.as_str(), shown.from_minute, shown.step_minutes), ("Monday", 8 * 60 + 30, 10));
    let of = |counts: &[u32]| counts[..17].iter().map(u32::to_string).collect::<String>();
    let [it] = shown.handoffs.as_slice() else { panic!("{:?}", shown.handoffs) };
    assert_eq!(of(&it.waiting), "00000011100000000");
    assert_eq!(of(&it.breached), "00000000100000000");
    assert_eq!(of(&it.working), "00011111111111100");
    assert_eq!(of(&it.done), "00000000011111122");
    let told: Vec<&str> = shown.events.iter().map(|event| event.words.as_str()).collect();
    assert_eq!(told, ["Desk: at work", "Desk: off work"], "{told:?}");
}
