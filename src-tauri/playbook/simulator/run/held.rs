//! What a replication holds in memory does not grow with the handoffs that it has played.

use super::{Ask, Run};
use crate::HOUR;
use crate::calendar::Target;
use crate::policy::{ClockKind, Field, Ladder, SlaTarget};
use crate::simulator::lengths::EXACT;
use crate::simulator::model::Model;
use crate::simulator::scenario::{Arrivals, BuyerWait, Distribution, Example, QueueOrder, QueueRule, Scenario, WarmUp};
use std::sync::atomic::AtomicBool;

impl Run<'_> {
    /// Bytes held by everything that could grow but the lengths that are counted.
    fn held(&self) -> usize {
        let lines = self.queues.iter().map(|queue| queue.line.held()).sum::<usize>()
            + self.desks.iter().map(|desk| desk.ready.held()).sum::<usize>();
        let pauses: usize = self.pauses.values().map(Vec::capacity).sum();
        self.leads.capacity() * size_of::<super::Lead>()
            + (self.free.capacity() + self.free_singles.capacity()) * 4
            + self.cycles.capacity() * 2
            + self.events.room() * 24
            + lines * 32
            + self.lines.iter().map(super::LadderQueue::held).sum::<usize>()
            + self.singles.capacity() * size_of::<super::SingleTimer>()
            + (pauses + self.pauses.capacity()) * 32
            + self.samples.capacity() * 4
    }
}

/// Handoffs, bytes held by what is under way, and by the lengths that are counted. Room is not given back, so the end shows the most.
fn played(scenario: &Scenario, days: f64) -> (u64, usize, usize) {
    let mut scenario = scenario.clone();
    scenario.horizon.days = days;
    scenario.warm_up = WarmUp::None;
    let model = Model::new(&scenario, None).expect("the scenario is right");
    let cancel = AtomicBool::new(false);
    let ask = Ask { replication: 0, count_from: model.start, sample_every: 0, traced: false, cancel: &cancel };
    let mut run = Run::new(&model, ask);
    assert_eq!(run.play(), None);
    (run.tally.passages, run.held(), run.tally.cells.iter().map(|cell| cell.lengths.held()).sum())
}

/// `short` days hold so many handoffs that quantiles are sketched; ten times as many hold no more.
fn stays_flat(name: &str, scenario: &Scenario, short: f64) {
    let (few, held, lengths) = played(scenario, short);
    let (many, held_then, lengths_then) = played(scenario, 10.0 * short);
    assert!(few > EXACT as u64 && many > 9 * few, "{name}: {few} handoffs, {many} later");
    // Room is doubled when it runs out: who meets the busiest moment of the longer time may hold twice as much.
    assert!(held_then <= 2 * held + 65_536, "{name}: {held} bytes after {few} handoffs, {held_then} after {many}");
    assert!(lengths_then <= lengths + 1_048_576, "{name}: lengths of {lengths} bytes, then of {lengths_then}");
}

#[test]
fn a_queue_of_ten_holds_no_more_after_ten_times_the_handoffs() {
    let mut scenario = Example::Mmc.scenario();
    scenario.sources[0].arrivals = Arrivals::Rate { per_hour: 54_000.0 };
    scenario.work[0].handling = Some(Distribution::Exponential { mean: 0.01 });
    stays_flat("M/M/10", &scenario, 1.0);
}

/// More come than can be dealt with; the low ones are hardly ever served, lose patience and leave from the middle of their line.
#[test]
fn those_who_lose_patience_are_forgotten() {
    let mut scenario = Example::Priority.scenario();
    scenario.sources[0].arrivals = Arrivals::Rate { per_hour: 60_000.0 };
    scenario.work[0].handling = Some(Distribution::Exponential { mean: 0.003 });
    let patience = Some(Distribution::Exponential { mean: 0.5 });
    scenario.queues = vec![QueueRule { queue: None, order: QueueOrder::Priority, room: None, patience }];
    stays_flat("impatience", &scenario, 1.0);
}

/// Pauses, timers that they move, ladders.
#[test]
fn paused_clocks_and_ladders_leave_nothing_behind() {
    let mut scenario = Example::Handoff.scenario();
    scenario.sources[0].arrivals = Arrivals::Rate { per_hour: 60_000.0 };
    (scenario.people[0].count, scenario.people[0].calendar) = (400, Some("always".into()));
    scenario.work[0].handling = Some(Distribution::Exponential { mean: 0.2 });
    scenario.work[0].buyer_wait = Some(BuyerWait {
        share: 0.2,
        duration: Distribution::Exponential { mean: 30.0 },
        fields: [("status".to_owned(), "awaiting".to_owned())].into(),
    });
    let policy = scenario.policy.as_mut().expect("the example has one");
    policy.fields.push(Field { key: "status".into(), name: "Status".into(), ..Field::default() });
    let point = &mut policy.handoffs[0];
    point.calendar = Some("always".into());
    let waits = serde_json::json!({ "field": "status", "is": "equals", "value": "awaiting" });
    let conditions = serde_json::json!([{ "pauses": [{ "when": waits, "reason": "Waiting for the buyer" }] }]);
    point.clock_conditions = serde_json::from_value(conditions).expect("conditions");
    // Half an hour to the end of the work: the clock of who waits longer has stood still.
    let target = Target::Business { ms: HOUR / 2 };
    point.targets.push(SlaTarget { clock: ClockKind::Complete, tier: None, target, reminder_percent: 50 });
    let ladder = point.escalation[0].clone();
    point.escalation.push(Ladder { clock: ClockKind::Complete, ..ladder });
    stays_flat("ladders", &scenario, 1.0);
}
