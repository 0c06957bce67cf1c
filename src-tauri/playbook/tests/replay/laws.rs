//! Laws of the replay over random policies and records.

use crate::policy_random::{change, dice, workshop};
use crate::record_random::{FROM, a_record};
use playbook::calendar::{CompiledCalendar, Pauses, Zone, used};
use playbook::metrics::{ClockChoice, Columns, measure};
use playbook::policy::{ClockKind, Policy, StepTime, Versions};
use playbook::record::sla::{Ends, Judging, SlaState, StepFate};
use playbook::record::{Found, HandoffRecord, Moment};
use playbook::replay::{Replayer, Tally};
use playbook::{DAY, Instant};
use proptest::prelude::*;
use std::sync::Arc;

/// A policy some changes away from one that has something of everything, and whose calendars can be read.
fn a_policy() -> impl Strategy<Value = Policy> {
    dice().prop_map(|dice| {
        let mut policy = workshop();
        for dice in dice {
            let changed = change(&policy, dice).apply(&policy).map(|(changed, _)| changed);
            policy = match changed.ok() {
                Some(changed) if Policy::read(&serde_json::to_string(&changed).unwrap()).is_ok() => changed,
                Some(_) | None => policy,
            };
        }
        policy
    })
}

fn known(policy: &Policy) -> Found {
    // Half of the fields were brought.
    let keys = policy.fields.iter().map(|field| field.key.as_str()).filter(|key| key.len().is_multiple_of(2));
    Found::among(&[], [], keys)
}

fn columns(records: &[HandoffRecord]) -> Columns {
    let mut columns = Columns::new(Zone::named("Europe/Vienna").unwrap());
    for (id, record) in records.iter().enumerate() {
        columns.push(id as u32, record);
    }
    columns
}

fn ends(records: &[HandoffRecord]) -> Ends {
    let mut ends = Ends::default();
    records.iter().for_each(|record| ends.add(record));
    ends
}

const AS_OF: Instant = FROM + 90 * DAY;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Under the same policy nothing flips, and both sides say the same.
    #[test]
    fn the_same_policy_flips_nothing(policy in a_policy(), records in prop::collection::vec(a_record(), 1..40)) {
        let policy = Arc::new(policy);
        let replayer = Replayer::new(Arc::new(Versions::one(policy.clone())), policy, AS_OF, ends(&records), known);
        let mut tally = Tally::default();
        for (id, record) in records.iter().enumerate() {
            let Some(replayed) = replayer.replay(record) else { continue };
            prop_assert!(replayed.flips.is_empty(), "{:?}", replayed.flips);
            prop_assert_eq!(&replayed.then.steps, &replayed.draft.steps);
            let example = replayer.example(id as u32, record);
            prop_assert_eq!(&example.then, &example.draft);
            tally.add(id as u32, record, replayed);
        }
        let (replay, shown) = tally.finish((FROM, AS_OF), AS_OF, 0);
        prop_assert!(replay.flips.is_empty() && shown.is_empty());
        for outcomes in &replay.outcomes {
            prop_assert_eq!(outcomes.then, outcomes.draft);
        }
        for step in &replay.steps {
            prop_assert_eq!((step.then, step.moved), (step.draft, 0));
        }
    }

    /// A record judged alone comes out as it does among all, on every clock.
    #[test]
    fn one_by_one_is_as_all_together(policy in a_policy(), records in prop::collection::vec(a_record(), 1..40)) {
        let columns = columns(&records);
        let measured = measure(&columns, &policy, Some(AS_OF), ClockChoice::Business);
        let ends = ends(&records);
        let judging = Judging::new(Arc::new(Versions::one(Arc::new(policy.clone()))), AS_OF, ends, known);
        for (row, record) in records.iter().enumerate() {
            if record.at(Moment::Started).is_none_or(|at| at > AS_OF) {
                continue;
            }
            let standing = judging.standing(record);
            for clock in ClockKind::ALL {
                if !ends.says(clock) {
                    // What no record says the end of is left out of the figures.
                    prop_assert_eq!(measured.state(row as u32, clock), SlaState::NotApplicable);
                    prop_assert!(matches!(standing.state(clock), SlaState::NotApplicable | SlaState::CannotJudge));
                    continue;
                }
                prop_assert_eq!(standing.state(clock), measured.state(row as u32, clock), "{:?} of {:?}", clock, record);
            }
            if ClockKind::ALL.into_iter().all(|clock| ends.says(clock)) {
                prop_assert_eq!(standing.headline(), measured.row_state(row as u32));
            }
        }
    }

    /// A step at a share fires when that share is used up, before the clock ends, and in the ladder's order.
    #[test]
    fn a_step_fires_when_its_share_is_used_up(policy in a_policy(), record in a_record()) {
        let judging = Judging::new(Arc::new(Versions::one(Arc::new(policy.clone()))), AS_OF, ends(std::slice::from_ref(&record)), known);
        let standing = judging.standing(&record);
        let fired: Vec<_> = standing.steps.iter().filter(|step| step.fate == StepFate::Fired).collect();
        for step in &fired {
            let at = step.at.unwrap();
            prop_assert!(at <= AS_OF && record.at(Moment::Started).is_some_and(|started| started <= at));
            let decided = [Moment::Accepted, Moment::Rejected].map(|moment| record.at(moment).filter(|&at| at <= AS_OF));
            if step.clock == ClockKind::Accept && record.due(ClockKind::Accept).is_none() {
                prop_assert!(decided.iter().flatten().all(|&decided| at < decided), "{:?} at {} of {:?}", step, at, record);
            }
            let (StepTime::Share { percent }, true) = (&step.step.at, record.tier_changes.is_empty()) else { continue };
            let point = standing.point.unwrap();
            let Some(calendar) = policy.calendar_of(point).and_then(|calendar| CompiledCalendar::compile(calendar).ok()) else { continue };
            let target = point.target(step.clock, record.intent.as_deref());
            if let (Some(playbook::calendar::Target::Business { ms }), None) = (target.map(|target| target.target), record.due(step.clock)) {
                let start = record.at(if step.clock == ClockKind::NextStep { Moment::Accepted } else { Moment::Started }).unwrap();
                let spent = used(&calendar, playbook::calendar::Counting::Business, start, at, &Pauses::new(&record.pauses));
                prop_assert_eq!(spent, ms * i64::from(*percent) / 100);
            }
        }
        for pair in fired.windows(2).filter(|pair| pair[0].clock == pair[1].clock) {
            prop_assert!(pair[0].at <= pair[1].at);
        }
    }
}
