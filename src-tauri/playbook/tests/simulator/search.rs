//! Questions put to the simulator, held against queueing theory and against timetables worked out by hand.

use playbook::calendar::Target;
use playbook::policy::{ClockKind, Policy, SlaTarget};
use playbook::simulator::scenario::{
    Arrivals, Conversion, Crew, DecayPoint, Distribution, ExactArrival, Example, Horizon, MixPart, Replications,
    TierConversion, WarmUp, WorkRule,
};
use playbook::simulator::search::{
    BreakEven, Effect, Lever, Pays, SearchError, Wanted, rank_levers, smallest_staffing,
};
use playbook::simulator::{Experiment, FigureKey, Measure, Model, Options, Progress, Scenario, compare, what_if};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

static GO_ON: AtomicBool = AtomicBool::new(false);

fn options() -> Options<'static> {
    Options { threads: 2, cancel: &GO_ON, progress: &|_| {} }
}

fn policy(scenario: &mut Scenario) -> &mut Policy {
    scenario.policy.as_mut().unwrap()
}

/// M/M/c: `rate` leads a minute, each a minute of work on average, and a promise to take them up within `minutes`.
fn desk(people: u32, rate: f64, minutes: f64) -> Scenario {
    let mut scenario = Example::Mmc.scenario();
    scenario.people[0].count = people;
    scenario.sources[0].arrivals = Arrivals::Rate { per_hour: 60.0 * rate };
    let target = Target::Elapsed { ms: (minutes * 60_000.0) as i64 };
    policy(&mut scenario).handoffs[0].targets =
        vec![SlaTarget { clock: ClockKind::Assign, tier: None, target, reminder_percent: 50 }];
    scenario.horizon.days = 2.0;
    scenario.warm_up = WarmUp::Days { days: 0.1 };
    scenario.replications = Replications { count: 20, half_width: None, most: 20 };
    scenario
}

/// P(wait ≤ t) of M/M/c at a service rate of 1, by Erlang's C formula, added up term by term.
fn erlang_c_within(people: u32, load: f64, t: f64) -> f64 {
    let c = f64::from(people);
    if load >= c {
        return 0.0;
    }
    let mut term = 1.0;
    let mut sum = 1.0;
    for k in 1..people {
        term *= load / f64::from(k);
        sum += term;
    }
    let all_busy = term * load / c * c / (c - load);
    1.0 - all_busy / (sum + all_busy) * (-(c - load) * t).exp()
}

fn taken_up() -> FigureKey {
    FigureKey { clock: Some(ClockKind::Assign), ..FigureKey::of("H1", Measure::Attainment) }
}

#[test]
fn the_formula_is_that_of_the_vectors() {
    for (people, load, t, expected) in
        [(10, 9.0, 0.5, 0.5943938275), (20, 17.0, 0.5, 0.9140823418), (1, 0.9, 0.5, 0.1438935179)]
    {
        let found = erlang_c_within(people, load, t);
        assert!((found - expected).abs() < 1e-9, "{people}: {found}");
    }
}

/// Targets lie halfway between what the last number too few gives and what the first one enough gives, so that chance has no say.
#[test]
fn the_smallest_staffing_is_that_of_erlang_c() {
    for (load, minutes, enough) in [(9.0, 0.5, 12), (4.0, 1.0, 6), (0.8, 2.0, 2)] {
        let [less, more] = [enough - 1, enough].map(|people| erlang_c_within(people, load, minutes));
        let wanted = Wanted { figure: taken_up(), at_least: 0.5 * (less + more), confidence: 0.95 };
        // From too few, and from more than enough.
        for begin in [1, 3 * enough] {
            let mut scenario = desk(begin, load, minutes);
            scenario.horizon.days = 1.0;
            let found = smallest_staffing(&scenario, None, "agent", &wanted, 64, options()).unwrap();
            assert_eq!(found.count, Some(enough), "{load} from {begin}: {:?}", found.tried);
            assert!(found.tried.iter().all(|(count, _, holds)| *holds == (*count >= enough)));
            let of = |count| found.tried.iter().find(|(tried, ..)| *tried == count).map(|(_, it, _)| it.mean);
            let (below, at) = (of(enough - 1).unwrap(), of(enough).unwrap());
            assert!((below - less).abs() < 0.03 && (at - more).abs() < 0.03, "{below} {less}, {at} {more}");
        }
    }
}

#[test]
fn a_target_that_no_number_of_people_holds_is_said_to_be_out_of_reach() {
    // Every lead is noticed at once, yet the work itself takes a minute, and the promise is a tenth of one.
    let mut scenario = desk(2, 1.0, 0.1);
    policy(&mut scenario).handoffs[0].targets[0].clock = ClockKind::NextStep;
    let figure = FigureKey { clock: Some(ClockKind::NextStep), ..taken_up() };
    let wanted = Wanted { figure, at_least: 0.5, confidence: 0.95 };
    let found = smallest_staffing(&scenario, None, "agent", &wanted, 16, options()).unwrap();
    assert_eq!(found.count, None);
    assert_eq!(found.tried.iter().map(|(count, ..)| *count).collect::<Vec<_>>(), [2, 4, 8, 16]);
}

#[test]
fn a_question_that_cannot_be_answered_says_why() {
    let scenario = desk(2, 1.0, 1.0);
    let ask = |crew: &str, wanted: Wanted| {
        smallest_staffing(&scenario, None, crew, &wanted, 16, options()).unwrap_err().to_string()
    };
    let wanted = |at_least| Wanted { figure: taken_up(), at_least, confidence: 0.95 };
    assert!(ask("nobody", wanted(0.5)).contains("no crew \"nobody\""));
    for at_least in [0.0, 1.0, -3.0, f64::NAN, f64::INFINITY] {
        assert!(ask("agent", wanted(at_least)).contains("must be between 0 and 1"), "{at_least}");
    }
    let unknown = Wanted { figure: FigureKey::of("H9", Measure::Attainment), ..wanted(0.5) };
    assert!(ask("agent", unknown).contains("no such figure"));
    let stopped = AtomicBool::new(true);
    let options = Options { cancel: &stopped, ..options() };
    let error = smallest_staffing(&scenario, None, "agent", &wanted(0.5), 16, options).unwrap_err();
    assert!(matches!(error, SearchError::Cancelled(_)), "{error}");
}

fn with(scenario: &Scenario, change: impl FnOnce(&mut Scenario)) -> Scenario {
    let mut changed = scenario.clone();
    change(&mut changed);
    changed
}

/// By Erlang's C formula: of 10 people at a load of 9, half a minute holds for 59.4 % of the leads, one minute for 75.4 %, eleven people
/// for 84.2 %, two minutes for 91.0 %.
#[test]
fn levers_come_in_the_order_of_the_theory() {
    let baseline = desk(10, 9.0, 0.5);
    let lever =
        |name: &str, change: &dyn Fn(&mut Scenario)| Lever { name: name.into(), scenario: with(&baseline, change) };
    let longer = |minutes: f64| {
        move |it: &mut Scenario| {
            policy(it).handoffs[0].targets[0].target = Target::Elapsed { ms: (minutes * 60_000.0) as i64 };
        }
    };
    let levers = [
        lever("nothing", &|_| {}),
        lever("one minute", &longer(1.0)),
        lever("two minutes", &longer(2.0)),
        lever("one person more", &|it| it.people[0].count = 11),
    ];
    let told: Mutex<Vec<Progress>> = Mutex::new(Vec::new());
    let progress = |at| told.lock().unwrap().push(at);
    let ranked =
        rank_levers(&baseline, &levers, None, Options { threads: 1, progress: &progress, ..options() }).unwrap();
    let names: Vec<&str> = ranked.iter().map(|effect| effect.name.as_str()).collect();
    assert_eq!(names, ["two minutes", "one person more", "one minute", "nothing"]);
    let before = erlang_c_within(10, 9.0, 0.5);
    let theory = [
        erlang_c_within(10, 9.0, 2.0) - before,
        erlang_c_within(11, 9.0, 0.5) - before,
        erlang_c_within(10, 9.0, 1.0) - before,
        0.0,
    ];
    for (effect, expected) in ranked.iter().zip(theory) {
        let moved = effect.attainment.as_ref().unwrap().difference;
        assert!((moved.mean - expected).abs() < 0.03, "{}: {moved:?}, expected {expected}", effect.name);
    }
    assert_eq!(
        ranked[3].attainment.as_ref().unwrap().difference.half_width(),
        Some(0.0),
        "the same leads, the same luck"
    );
    let told = told.into_inner().unwrap();
    assert_eq!((told.len(), told[0].of), (100, 100), "five sides of twenty replications");
    assert!(told.is_sorted_by_key(|at| at.done) && told[99].done == 100);
}

/// Two leads come at 09:00 on a Monday to people who answer in 10 minutes and work on for 50, in a shift of 8 hours at 40 an hour.
///
/// One person touches the first at 09:10 and, done at 10:00, the second at 10:10: after 10 and 70 minutes, where the decay leaves 1 and
/// 0.5. Of a share of 0.4 that is 0.4 + 0.2 = 0.6 conversions. Two people touch both at 09:10: 0.8 conversions, for 320 more. The
/// 0.2 conversions gained pay for that where each is worth 1,600; at 1,000 they bring 200.
fn two_leads(people: u32) -> Scenario {
    // 2024-01-01T09:00:00Z, a Monday.
    let at = 1_704_099_600_000;
    let mut scenario = desk(1, 1.0, 1.0);
    scenario.horizon = Horizon { days: 1.0, ..scenario.horizon };
    scenario.warm_up = WarmUp::None;
    scenario.replications = Replications { count: 2, half_width: None, most: 2 };
    let calendar = &mut policy(&mut scenario).calendars;
    let office = calendar.iter().find(|it| it.key == "office").unwrap().clone();
    let mut shift = office;
    shift.key = "shift".into();
    shift.exceptions.clear();
    shift.weekly.mon = serde_json::from_str(r#"[["09:00", "17:00"]]"#).unwrap();
    calendar.push(shift);
    scenario.people =
        vec![Crew { count: people, calendar: Some("shift".into()), cost_per_hour: 40.0, ..scenario.people[0].clone() }];
    scenario.sources[0].arrivals =
        Arrivals::Exact { leads: vec![ExactArrival { at, part: None }, ExactArrival { at, part: None }] };
    scenario.sources[0].mix = vec![MixPart {
        weight: 1.0,
        tier: None,
        segment: None,
        trigger: None,
        fields: Default::default(),
        amount: 1_000.0,
        packet: 1.0,
    }];
    let fixed = |minutes| Some(Distribution::Fixed { minutes });
    scenario.work = vec![WorkRule { first_touch: fixed(10.0), handling: fixed(50.0), ..WorkRule::default() }];
    scenario.conversion = Some(Conversion {
        handoff: "H1".into(),
        tiers: vec![TierConversion { tier: None, share: 0.4 }],
        decay: vec![DecayPoint { minutes: 10.0, factor: 1.0 }, DecayPoint { minutes: 70.0, factor: 0.5 }],
        empty_packet: 1.0,
    });
    scenario
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found}, expected {expected}");
}

#[test]
fn break_even_is_what_is_worked_out_by_hand() {
    let models = [1, 2].map(|people| Model::new(&two_leads(people), None).unwrap());
    let moved = |from: &Model, to: &Model| what_if(from, Some(to), None, options()).unwrap().0;
    let more = moved(&models[0], &models[1]);
    let of = |measure| *more.report.figure(&FigureKey::overall(measure)).unwrap();
    close(of(Measure::Conversions).mean, 0.8);
    close(of(Measure::Cost).mean, 640.0);
    let BreakEven { pays, worth, least, most } = more.break_even.unwrap();
    assert_eq!(pays, Pays::Above);
    [Some(worth), least, most].iter().for_each(|found| close(found.unwrap(), 1_600.0));

    let effect = Effect::of("one more", &more.differences);
    close(effect.value.unwrap().difference.mean, 200.0);
    close(effect.cost.unwrap().difference.mean, 320.0);
    close(effect.margin.unwrap().difference.mean, -120.0);
    close(effect.break_even.unwrap(), 1.6);

    let less = moved(&models[1], &models[0]);
    let BreakEven { pays, worth, .. } = less.break_even.unwrap();
    assert_eq!(pays, Pays::Below, "what is saved pays as long as a conversion is worth less");
    close(worth, 1_600.0);
    assert_eq!(Effect::of("one fewer", &less.differences).break_even, None, "nothing is gained");
}

/// Three people touch both leads at 09:10, as two do: 320 more for nothing.
#[test]
fn what_costs_and_brings_nothing_breaks_even_nowhere() {
    let models = [2, 3].map(|people| Model::new(&two_leads(people), None).unwrap());
    let answer = what_if(&models[0], Some(&models[1]), None, options()).unwrap().0;
    assert_eq!(answer.break_even, None);
}

/// Whatever was played before, the answer is that of a first question.
#[test]
fn known_replications_change_no_answer() {
    let scenario = desk(10, 9.0, 0.5);
    let more = with(&scenario, |it| it.people[0].count = 11);
    let [before, after] = [&scenario, &more].map(|scenario| Model::new(scenario, None).unwrap());
    let (first, kept) = what_if(&before, Some(&after), None, options()).unwrap();
    let (again, kept) = what_if(&before, Some(&after), Some(kept), options()).unwrap();
    assert_eq!(first, again);
    let (alone, _) = what_if(&before, None, Some(kept), options()).unwrap();
    assert_eq!((alone.report, alone.differences), (first.baseline, Vec::new()));
    let mut experiments = [&before, &after].map(|model| Experiment::new(model, &GO_ON).unwrap());
    experiments.iter_mut().for_each(|it| it.play(20, options()).unwrap());
    assert_eq!(first.differences, compare(&experiments[0], &experiments[1]));
}

#[test]
fn a_wanted_precision_is_reached_on_both_sides() {
    let mut scenario = desk(10, 9.0, 0.5);
    scenario.replications = Replications { count: 5, half_width: Some(0.004), most: 400 };
    let more = with(&scenario, |it| it.people[0].count = 11);
    let [before, after] = [&scenario, &more].map(|scenario| Model::new(scenario, None).unwrap());
    let answer = what_if(&before, Some(&after), None, options()).unwrap().0;
    let overall = FigureKey::overall(Measure::Attainment);
    let half = answer.report.figure(&overall).unwrap().half_width().unwrap();
    assert!(half <= 0.004 && answer.report.replications > 5, "{half}, {}", answer.report.replications);
    assert_eq!(answer.report.replications, answer.baseline.replications);
}

#[test]
fn a_rough_answer_is_short_and_holds_the_fine_one_within_its_interval() {
    let scenario = with(&desk(10, 9.0, 0.5), |it| {
        it.warm_up = WarmUp::Automatic;
        it.horizon.days = 60.0;
    });
    let rough = scenario.rough();
    // 12,960 leads come a day: a week is the least.
    assert_eq!((rough.horizon.days, rough.replications.count), (7.0, 4));
    assert_eq!(rough.warm_up, WarmUp::Days { days: 1.75 });
    let few = with(&scenario, |it| it.sources[0].arrivals = Arrivals::Rate { per_hour: 1.0 }).rough();
    assert_eq!(few.horizon.days, 60.0, "where few come, the whole time is short enough");
    let model = Model::new(&rough, None).unwrap();
    let answer = what_if(&model, None, None, options()).unwrap().0;
    let interval = answer.report.figure(&taken_up()).unwrap();
    let truth = erlang_c_within(10, 9.0, 0.5);
    assert!(interval.low.unwrap() <= truth && truth <= interval.high.unwrap(), "{interval:?} {truth}");
    GO_ON.store(false, Ordering::Relaxed);
}
