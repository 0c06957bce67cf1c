//! The ladder of a record, computed from its timestamps, beside the steps that fired while the simulator made it.

use playbook::policy::{ClockKind, Versions};
use playbook::record::Found;
use playbook::record::sla::{Ends, Judging, StepFate};
use playbook::simulator::scenario::Example;
use playbook::simulator::{Experiment, Model};
use playbook::{DAY, Instant};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Monday 1 January 2024, UTC.
const START: Instant = 1_704_067_200_000;

/// Too few people for what comes, so that reminders, alerts and re-routes all fire.
#[test]
fn steps_that_fired_in_a_simulation_are_those_that_its_records_say() {
    let mut scenario = Example::Handoff.scenario();
    scenario.horizon.days = 15.0;
    scenario.people[0].count = 15;
    let model = Model::new(&scenario, None).unwrap();
    let trace = Experiment::new(&model, &AtomicBool::new(false)).unwrap().trace(0);
    let mut simulated: BTreeMap<(String, u32), Vec<(usize, Instant)>> = BTreeMap::new();
    for step in &trace.steps {
        simulated.entry((step.record_id.clone(), step.cycle)).or_default().push((step.step, step.at));
    }
    let everything = Ends { moments: u16::MAX, verdicts: false };
    let versions = Arc::new(Versions::one(Arc::new(model.policy().clone())));
    let judging = Judging::new(versions, START + 15 * DAY, everything, |_| Found::default());
    let mut counts = [0; 3];
    for record in &trace.records {
        let standing = judging.standing(record);
        let ladder = &standing.point.unwrap().escalation[0].steps;
        let fired =
            standing.steps.iter().filter(|step| step.fate == StepFate::Fired && step.clock == ClockKind::Accept);
        let place = |step: &playbook::policy::EscalationStep| ladder.iter().position(|known| known == step).unwrap();
        let fired: Vec<(usize, Instant)> = fired.map(|step| (place(step.step), step.at.unwrap())).collect();
        let was = simulated.remove(&(record.record_id.clone(), record.cycle)).unwrap_or_default();
        assert_eq!(fired, was, "{record:?}");
        fired.iter().for_each(|(place, _)| counts[*place] += 1);
    }
    assert!(simulated.is_empty(), "{simulated:?}");
    assert!(counts.iter().all(|&count| count > 20), "reminders, alerts and re-routes: {counts:?}");
}
