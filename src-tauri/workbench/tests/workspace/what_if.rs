//! What-ifs as the window asks for them: on the sample, without records, and with whatever a view gone astray may send.

use playbook::policy::ClockKind;
use playbook::policy::templates::Template;
use playbook::simulator::scenario::Example;
use playbook::simulator::search::Lever;
use playbook::simulator::{FigureKey, Measure, Scenario};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use workbench::imports::report::Progress;
use workbench::imports::store::Watch;
use workbench::simulations::{Basis, FitVerdict, Ground, RunSummary, SimulationStart, StaffingAsked, read_scenario};
use workbench::workspace::Workspace;

async fn sample(folder: &Path) -> (Workspace, SimulationStart) {
    let workspace = workbench::sample::create(&folder.join("sample.baton")).await.unwrap();
    let start = workspace.simulation_start(0, Watch::nobody()).await.unwrap();
    (workspace, start)
}

fn of(start: &SimulationStart, basis: Basis) -> &Ground {
    start.grounds.iter().find(|ground| ground.basis == basis).unwrap()
}

/// One SDR fewer.
fn fewer(ground: &Ground) -> Scenario {
    let mut scenario = ground.scenario.clone();
    let crew = scenario.people.iter_mut().find(|crew| crew.key == "sdr").unwrap();
    crew.count -= 1;
    scenario
}

/// As JSON, but for the last bits of numbers.
fn alike(one: impl serde::Serialize, other: impl serde::Serialize) -> bool {
    fn same(one: &Value, other: &Value) -> bool {
        match (one, other) {
            (Value::Number(one), Value::Number(other)) => {
                let (one, other) = (one.as_f64().unwrap(), other.as_f64().unwrap());
                (one - other).abs() <= 1e-12 * one.abs()
            }
            (Value::Array(one), Value::Array(other)) => {
                one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
            }
            (Value::Object(one), Value::Object(other)) => {
                one.len() == other.len()
                    && one.iter().all(|(key, value)| other.get(key).is_some_and(|it| same(value, it)))
            }
            (one, other) => one == other,
        }
    }
    same(&serde_json::to_value(one).unwrap(), &serde_json::to_value(other).unwrap())
}

fn overall() -> FigureKey {
    FigureKey::overall(Measure::Attainment)
}

#[tokio::test]
async fn the_sample_can_be_asked_about_people_and_says_on_what_the_answer_rests() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, start) = sample(folder.path()).await;
    let first = &start.grounds[0];
    if start.fit.verdict == FitVerdict::Good {
        assert_eq!(first.basis, Basis::Records);
    } else {
        assert_eq!(first.basis, Basis::Assumptions, "what does not foresee is not what to begin with");
    }
    let assumed = of(&start, Basis::Assumptions);
    assert!(assumed.because.len() >= 3, "each assumption is said: {:?}", assumed.because);
    assert!(of(&start, Basis::Records).because[0].contains("whatever the load"));

    // Rough at once, then fine: both over the same leads as what is changed, with an interval each.
    let moved = fewer(assumed);
    let told: Arc<std::sync::Mutex<Vec<Progress>>> = Arc::default();
    let watch = {
        let told = told.clone();
        Watch { progress: Arc::new(move |at| told.lock().unwrap().push(at)), cancel: Arc::default() }
    };
    let rough = workspace.simulate(moved.clone(), None, true, 0, watch.clone()).await.unwrap();
    let half = |answer: &workbench::simulations::Answered| {
        answer.what_if.report.figure(&overall()).unwrap().half_width().unwrap()
    };
    assert!(rough.what_if.rough && rough.what_if.report.replications == 4 && half(&rough) > 0.0);
    let fine = workspace.simulate(moved.clone(), None, false, 0, watch).await.unwrap();
    assert!(!fine.what_if.rough && fine.what_if.report.replications >= 20);
    assert!(half(&fine) <= 0.01, "played until it is known to a point: {}", half(&fine));
    assert!(half(&fine) < half(&rough));
    let difference = fine.what_if.differences.iter().find(|it| it.key == overall()).unwrap();
    assert!(
        difference.is_signal && difference.difference.mean < 0.0,
        "one SDR fewer keeps fewer targets: {difference:?}"
    );
    let told = std::mem::take(&mut *told.lock().unwrap());
    assert!(told.iter().all(|at| at.done <= at.total) && told.last().unwrap().done >= 40, "both sides are counted");

    // What is changed answers alone, and nobody fewer changes nothing.
    let alone = workspace.simulate(assumed.scenario.clone(), None, false, 0, Watch::nobody()).await.unwrap();
    assert!(alone.what_if.differences.is_empty() && alone.what_if.report == alone.what_if.baseline);
    let of_alone = alone.what_if.report.figure(&overall()).unwrap().mean;
    assert!((of_alone - difference.before).abs() < 0.02, "the same leads on either side");

    // Asked first or last, of a file just opened or not: the same bytes.
    let path = workspace.path().to_owned();
    workspace.close().await.unwrap();
    let again = Workspace::open(&path).await.unwrap();
    let asked = again.simulate(moved, None, false, 0, Watch::nobody()).await.unwrap();
    assert_eq!(asked.what_if.report, fine.what_if.report);
    assert_eq!(asked.what_if.differences, fine.what_if.differences);
    again.close().await.unwrap();
}

#[tokio::test]
async fn rules_are_asked_about_on_the_records_and_people_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, start) = sample(folder.path()).await;
    let ground = of(&start, Basis::Records);
    let mut scenario = ground.scenario.clone();
    let targets: Vec<Value> = start.policy.handoffs[0].targets.iter().map(|target| json!(target)).collect();
    let mut shorter = json!(targets);
    shorter[0]["target"]["ms"] = json!(60_000);
    scenario.changes = serde_json::from_value(json!([
        { "op": "set", "noun": "handoff", "key": "H1", "field": "targets", "value": shorter },
    ]))
    .unwrap();
    let answer = workspace.simulate(scenario.clone(), None, true, 0, Watch::nobody()).await.unwrap().what_if;
    let high = FigureKey {
        tier: Some("high".into()),
        clock: Some(ClockKind::Accept),
        ..FigureKey::of("H1", Measure::Attainment)
    };
    let moved = answer.differences.iter().find(|it| it.key == high).unwrap();
    assert!(moved.difference.mean < -0.2, "hardly anybody accepts within a minute: {moved:?}");

    let asked = StaffingAsked { crew: scenario.people[0].key.clone(), figure: high, at_least: 0.9 };
    let refused = workspace.simulate_staffing(scenario, asked, Watch::nobody()).await.unwrap_err().to_string();
    assert!(refused.starts_with("Nothing was simulated: waiting is taken from the records"), "{refused}");
    workspace.close().await.unwrap();
}

#[tokio::test]
async fn the_fine_answer_of_a_kept_scenario_is_kept_with_what_makes_it_repeatable() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, start) = sample(folder.path()).await;
    let mut scenario = Scenario { name: "One fewer".into(), ..fewer(of(&start, Basis::Assumptions)) };
    scenario.seed = 7;
    let kept = workspace.scenario_save(None, scenario.clone(), 10).await.unwrap();
    assert_eq!(kept.basis, Basis::Assumptions);
    let rough = workspace.simulate(scenario.clone(), Some(&kept.key), true, 20, Watch::nobody()).await.unwrap();
    assert_eq!(rough.kept, None, "a rough answer is no answer to keep");
    let fine = workspace.simulate(scenario.clone(), Some(&kept.key), false, 30, Watch::nobody()).await.unwrap();
    let run = fine.kept.unwrap();
    let engine = playbook::simulator::ENGINE.to_string();
    assert_eq!((run.ran_at, run.seed, &run.engine, run.outdated), (30, 7, &engine, false));
    let summary = run.summary.clone().unwrap();
    assert_eq!(summary.attainment, fine.what_if.report.figure(&overall()).copied());
    assert_eq!(
        summary.attainment_moved,
        fine.what_if.differences.iter().find(|it| it.key == overall()).map(|it| it.difference)
    );
    let handoffs: Vec<&str> = summary.handoffs.iter().map(|it| it.handoff.as_str()).collect();
    assert_eq!(handoffs, ["H1", "H2", "H3", "H4", "H5", "H6"]);
    assert!(summary.handoffs.iter().all(|it| it.clock == ClockKind::Accept && it.started > 0.0));
    let listed = workspace.scenarios().await.unwrap();
    let [found] = listed[0].runs.as_slice() else { panic!("{:?}", listed[0].runs) };
    assert_eq!((&found.id, found.ran_at, found.seed, found.outdated), (&run.id, 30, 7, false));
    assert!(found.summary.is_some(), "what was written is read again");

    // As if the window had been closed: the answer itself is in the file.
    let last = workspace.simulation_last(None).await.unwrap().unwrap();
    assert_eq!((&last.key, &last.scenario, &last.run.id), (&kept.key, &kept.scenario, &run.id));
    assert!(alike(&last.answer, &fine.what_if));
    assert!(alike(RunSummary::of(&last.answer), &summary), "one implementation of the figures");
    assert_eq!(workspace.simulation_last(Some(&kept.key)).await.unwrap(), Some(last));

    // Edited and not written down yet: its run belongs to what is not there.
    scenario.seed = 8;
    let ahead = workspace.simulate(scenario.clone(), Some(&kept.key), false, 40, Watch::nobody()).await.unwrap();
    assert!(ahead.kept.unwrap().outdated);
    assert_eq!(workspace.simulation_last(None).await.unwrap(), None, "what stands in the file was not played");
    workspace.scenario_save(Some(&kept.key), scenario.clone(), 50).await.unwrap();
    let runs = workspace.scenarios().await.unwrap().swap_remove(0).runs;
    assert_eq!(runs.iter().map(|run| (run.ran_at, run.outdated)).collect::<Vec<_>>(), [(40, false), (30, true)]);

    let latest = workspace.simulation_last(None).await.unwrap().unwrap();
    assert!(alike(&latest.answer, &ahead.what_if));
    workspace.scenario_rename(&kept.key, "One person fewer", 55).await.unwrap();
    assert_eq!(workspace.simulation_last(Some(&kept.key)).await.unwrap(), None, "its text is another one");
    assert_eq!(workspace.simulation_last(Some("nobody's")).await.unwrap(), None);

    // Removed meanwhile: there is still an answer.
    workspace.scenario_remove(&kept.key).await.unwrap();
    let gone = workspace.simulate(scenario, Some(&kept.key), false, 60, Watch::nobody()).await.unwrap();
    assert_eq!(gone.kept, None);
    workspace.close().await.unwrap();
}

#[tokio::test]
async fn a_workspace_without_records_can_be_simulated() {
    let folder = tempfile::tempdir().unwrap();
    for template in Template::ALL {
        let policy = template.policy("W", "Europe/Vienna");
        if policy.handoffs.is_empty() {
            continue;
        }
        let path = folder.path().join(format!("{}.baton", template.key()));
        let workspace = Workspace::create_with(&path, &policy).await.unwrap();
        // 2026-11-02
        let start = workspace.simulation_start(1_793_577_600_000, Watch::nobody()).await.unwrap();
        assert_eq!(start.fit.verdict, FitVerdict::Unknown, "{}", template.key());
        let [ground] = start.grounds.as_slice() else { panic!("{}: {} grounds", template.key(), start.grounds.len()) };
        assert_eq!(
            (ground.basis, ground.scenario.horizon.start.to_string()),
            (Basis::Assumptions, "2026-11-02".into())
        );
        let answer = workspace.simulate(ground.scenario.clone(), None, true, 0, Watch::nobody()).await.unwrap();
        assert!(answer.what_if.report.handoffs > 0, "{}", template.key());
        workspace.close().await.unwrap();
    }
}

#[tokio::test]
async fn questions_behind_the_figures_are_answered() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, start) = sample(folder.path()).await;
    let assumed = of(&start, Basis::Assumptions);
    let mut two = fewer(assumed);
    two.people.iter_mut().find(|crew| crew.key == "sdr").unwrap().count -= 1;
    let lever = |name: &str, scenario: Scenario| Lever { name: name.into(), scenario };
    let levers = vec![lever("one fewer", fewer(assumed)), lever("two fewer", two.clone())];
    let ranked = workspace.simulate_rank(levers, 0, Watch::nobody()).await.unwrap();
    assert_eq!(ranked.iter().map(|effect| effect.name.as_str()).collect::<Vec<_>>(), ["two fewer", "one fewer"]);
    assert!(workspace.simulate_rank(Vec::new(), 0, Watch::nobody()).await.unwrap().is_empty());

    let day = workspace.simulate_day(two, Watch::nobody()).await.unwrap();
    assert!(day.handoffs.iter().any(|it| it.done.last() > Some(&0)), "something gets done");
    workspace.close().await.unwrap();
}

#[tokio::test]
async fn a_run_that_is_called_off_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, start) = sample(folder.path()).await;
    let cancel = Arc::new(AtomicBool::new(false));
    let own = cancel.clone();
    // As soon as it says how far it is.
    let watch = Watch { progress: Arc::new(move |_| own.store(true, Ordering::Relaxed)), cancel };
    let moved = fewer(&start.grounds[0]);
    let error = workspace.simulate(moved.clone(), None, false, 0, watch).await.unwrap_err().to_string();
    assert!(error.starts_with("Cancelled"), "{error}");
    // What was called off is not half an answer to the next question.
    let answer = workspace.simulate(moved, None, true, 0, Watch::nobody()).await.unwrap();
    assert_eq!(answer.what_if.report.replications, 4);
    workspace.close().await.unwrap();
}

#[tokio::test]
async fn what_cannot_be_simulated_gets_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::create(&folder.path().join("w.baton"), "W", "UTC").await.unwrap();
    let whole = serde_json::to_value(Example::Mmc.scenario()).unwrap();
    let with = |pointer: &str, value: Value| {
        let mut changed = whole.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        changed
    };
    let crew = whole["people"][0].clone();
    let crowd: Vec<Value> = (0..2_000)
        .map(|place| {
            let mut crew = crew.clone();
            (crew["key"], crew["count"]) = (json!(format!("c{place}")), json!(10_000));
            crew
        })
        .collect();
    for (what, scenario, said) in [
        ("no object", json!([1, 2]), "not an object"),
        ("nothing", Value::Null, "not an object"),
        ("no schema", json!({}), "no \"schema\""),
        ("a schema of tomorrow", with("/schema", json!(99)), "newer"),
        ("nobody", with("/people", json!([])), "nobody works"),
        ("a crew of nobody", with("/people/0/count", json!(0)), "nobody works"),
        ("fewer than nobody", with("/people/0/count", json!(-1)), "people[0].count"),
        ("four billion people", with("/people/0/count", json!(4_000_000_000_u32)), "up to 10,000"),
        ("twenty million people", with("/people", json!(crowd)), "their number together"),
        // What JSON makes of NaN and of infinity.
        ("no number of leads", with("/sources/0/arrivals/per_hour", Value::Null), "sources[0].arrivals"),
        ("more leads than there can be", with("/sources/0/arrivals/per_hour", json!(1e300)), "per_hour"),
        ("negative leads", with("/sources/0/arrivals/per_hour", json!(-1.0)), "per_hour"),
        ("no leads", with("/sources/0/arrivals/per_hour", json!(0)), "no lead ever comes"),
        ("an endless time", with("/horizon/days", json!(1e18)), "horizon"),
        ("no time", with("/horizon/days", json!(0)), "horizon"),
        ("no replication", with("/replications/count", json!(0)), "replications"),
        ("a thing that is not known", with("/replications", json!({ "often": 3 })), "often"),
    ] {
        let played = match read_scenario(&scenario.to_string()) {
            Ok(scenario) => workspace.simulate(scenario, None, true, 0, Watch::nobody()).await.map(|_| ()),
            Err(error) => Err(error),
        };
        let error = played.err().unwrap_or_else(|| panic!("{what} is taken")).to_string();
        assert!(error.starts_with("Nothing was simulated: ") && error.ends_with('.'), "{what}: {error}");
        assert!(error.contains(said), "{what}: {error}");
        assert!(error.len() < 500, "{what}: {error}");
    }
    workspace.close().await.unwrap();
}
