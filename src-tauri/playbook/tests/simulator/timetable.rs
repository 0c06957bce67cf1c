//! Timetables worked by hand: one or two leads, fixed times, and when everything must happen.
//!
//! All times are UTC; 2024-01-01 is a Monday; offices are open Monday to Friday, 09:00 to 17:00.

use chrono::DateTime;
use playbook::calendar::{Counting, Target};
use playbook::policy::{
    AcceptanceMode, Assignment, ClockKind, Criterion, DispositionReason, EscalationStep, Field, Ladder, NextAct,
    NextStep, NextWhen, Person, Policy, Pool, PoolMembers, PoolMethod, Reach, ReceiverDecision, Role, SlaTarget,
    StepAct, StepTime,
};
use playbook::record::{Disposition, HandoffRecord, Moment};
use playbook::simulator::scenario::{
    AcceptWhen, Arrivals, BuyerWait, DecisionShare, Distribution, ExactArrival, Example, FlowRule, MixPart, Scenario,
    WarmUp, WorkRule,
};
use playbook::simulator::{Experiment, Model, Trace};
use playbook::{HOUR, Instant};
use std::sync::atomic::AtomicBool;

fn at(text: &str) -> Instant {
    DateTime::parse_from_rfc3339(&format!("{text}:00Z")).unwrap().timestamp_millis()
}

fn text(at: Instant) -> String {
    DateTime::from_timestamp_millis(at).unwrap().format("%Y-%m-%dT%H:%M").to_string()
}

fn fixed(minutes: f64) -> Option<Distribution> {
    Some(Distribution::Fixed { minutes })
}

fn person(key: &str, roles: &[&str]) -> Person {
    Person {
        key: key.into(),
        name: key.into(),
        team: Some("desk".into()),
        roles: roles.iter().map(|&role| role.into()).collect(),
        calendar: Some("office".into()),
        ..Person::default()
    }
}

/// Ann owns what comes, in her office hours; the backup Bob works the queue `desk`. Two business hours to accept.
fn office(arrivals: &[&str]) -> Scenario {
    let mut scenario = Example::Mmc.scenario();
    scenario.horizon.days = 120.0;
    scenario.warm_up = WarmUp::None;
    scenario.people.clear();
    scenario.sources[0].arrivals =
        Arrivals::Exact { leads: arrivals.iter().map(|text| ExactArrival { at: at(text), part: None }).collect() };
    scenario.work = vec![WorkRule { first_touch: fixed(10.0), handling: fixed(30.0), ..WorkRule::default() }];
    let policy = policy(&mut scenario);
    policy.default_calendar = "office".into();
    for key in ["owner", "backup"] {
        policy.roles.push(Role { key: key.into(), name: key.into(), team: None, reports_to: None });
    }
    policy.people = vec![person("ann", &["owner"]), person("bob", &["backup"])];
    policy.queues[0].worked_by = vec!["backup".into()];
    let point = &mut policy.handoffs[0];
    point.calendar = Some("office".into());
    point.acceptance.mode = AcceptanceMode::Required;
    point.backup_role = Some("backup".into());
    point.routing.rows[0].assign = Assignment::Pool {
        pool: Pool {
            members: PoolMembers::Role { role: "owner".into() },
            method: PoolMethod::RoundRobin,
            minds_absences: true,
            minds_capacity: true,
            minds_hours: false,
        },
    };
    let target = |clock, hours| SlaTarget {
        clock,
        tier: None,
        target: Target::Business { ms: hours * HOUR },
        reminder_percent: 50,
    };
    point.targets = vec![target(ClockKind::Accept, 2), target(ClockKind::Complete, 4)];
    scenario
}

fn policy(scenario: &mut Scenario) -> &mut Policy {
    scenario.policy.as_mut().unwrap()
}

fn step(at: StepTime, act: StepAct, to: Reach) -> EscalationStep {
    EscalationStep { at, act, to, when: Criterion::default(), note: String::new() }
}

fn half() -> EscalationStep {
    step(StepTime::Share { percent: 50 }, StepAct::Remind, Reach::Owner)
}

/// Reminder at half the window, alert at breach, then another step four business hours later.
fn climbs(scenario: &mut Scenario, clock: ClockKind, last: Option<(StepAct, Reach)>) {
    let alert = step(StepTime::Share { percent: 100 }, StepAct::Alert, Reach::Role { role: "backup".into() });
    let mut steps = vec![half(), alert];
    let after = StepTime::AfterBreach { ms: 4 * HOUR, counting: Counting::Business };
    steps.extend(last.map(|(act, to)| step(after, act, to)));
    policy(scenario).handoffs[0].escalation = vec![Ladder { clock, tier: None, steps }];
}

fn never_notices(scenario: &mut Scenario) {
    scenario.work.push(WorkRule { crew: Some("ann".into()), unnoticed: Some(1.0), ..WorkRule::default() });
    (scenario.reactions.reminder_wakes, scenario.reactions.alert_wakes) = (0.0, 0.0);
}

fn played(scenario: &Scenario) -> Trace {
    let model = Model::new(scenario, None).unwrap_or_else(|error| panic!("{error}"));
    Experiment::new(&model, &AtomicBool::new(false)).unwrap().trace(0)
}

/// Assigned, accepted or turned down, touched, next step.
fn times(record: &HandoffRecord) -> [String; 4] {
    let decided = record.at(Moment::Accepted).or(record.at(Moment::Rejected));
    [record.at(Moment::Assigned), decided, record.at(Moment::FirstTouch), record.at(Moment::NextStep)]
        .map(|at| at.map_or("never".into(), text))
}

fn steps(trace: &Trace) -> Vec<(usize, String)> {
    trace.steps.iter().map(|fired| (fired.step, text(fired.at))).collect()
}

fn expected(steps: &[(usize, &str)]) -> Vec<(usize, String)> {
    steps.iter().map(|&(step, at)| (step, at.to_owned())).collect()
}

/// Monday 16:30 to Ann, who never looks. Half of two hours: Tuesday 09:30. Breach: 10:30. Four hours later, 14:30, it goes to the queue,
/// where Bob takes it: ten minutes to the first touch, thirty of handling.
#[test]
fn every_step_of_a_ladder_falls_in_business_time_and_the_last_one_re_routes() {
    let mut scenario = office(&["2024-01-01T16:30"]);
    never_notices(&mut scenario);
    climbs(&mut scenario, ClockKind::Accept, Some((StepAct::Reroute, Reach::Queue { queue: "desk".into() })));
    let trace = played(&scenario);
    let fired = [(0, "2024-01-02T09:30"), (1, "2024-01-02T10:30"), (2, "2024-01-02T14:30")];
    assert_eq!(steps(&trace), expected(&fired));
    let record = &trace.records[0];
    assert_eq!(times(record), ["2024-01-01T16:30", "2024-01-02T14:30", "2024-01-02T14:40", "2024-01-02T15:10"]);
    assert_eq!((record.first_owner.as_deref(), record.owner.as_deref()), (Some("ann"), Some("bob")));
    assert_eq!((record.reassign_count, record.disposition), (Some(1), Disposition::Completed));
}

/// The same, to the backup role's holder instead of the queue.
#[test]
fn a_step_gives_the_lead_to_the_backup() {
    let mut scenario = office(&["2024-01-01T09:00"]);
    never_notices(&mut scenario);
    climbs(&mut scenario, ClockKind::Accept, Some((StepAct::AssignBackup, Reach::Backup)));
    let record = &played(&scenario).records[0];
    assert_eq!(times(record), ["2024-01-01T09:00", "2024-01-01T15:00", "2024-01-01T15:10", "2024-01-01T15:40"]);
    assert_eq!(record.owner.as_deref(), Some("bob"));
}

/// Monday 16:45: touched at 16:55; five minutes of the thirty are left of the day, the others are Tuesday's.
#[test]
fn work_stops_at_the_end_of_a_shift_and_goes_on_with_the_next() {
    let trace = played(&office(&["2024-01-01T16:45"]));
    assert_eq!(
        times(&trace.records[0]),
        ["2024-01-01T16:45", "2024-01-01T16:45", "2024-01-01T16:55", "2024-01-02T09:25"]
    );
}

/// Friday 18:00: given at once, begun on Monday.
#[test]
fn nobody_begins_outside_the_shift() {
    let trace = played(&office(&["2024-01-05T18:00"]));
    assert_eq!(
        times(&trace.records[0]),
        ["2024-01-05T18:00", "2024-01-08T09:00", "2024-01-08T09:10", "2024-01-08T09:40"]
    );
}

/// Touched at 09:10; the buyer answers at 12:10; thirty minutes of handling. The clock of four hours stands still for those three: its
/// half is used up at 14:00 instead of 11:00, and everything is done before.
fn waits_for_the_buyer(handling: f64) -> Scenario {
    let mut scenario = office(&["2024-01-01T09:00"]);
    climbs(&mut scenario, ClockKind::Complete, None);
    let policy = policy(&mut scenario);
    policy.fields.push(Field { key: "status".into(), name: "Status".into(), ..Field::default() });
    let waits: Criterion =
        serde_json::from_str(r#"{ "field": "status", "is": "equals", "value": "awaiting" }"#).unwrap();
    let conditions = serde_json::json!([{ "pauses": [{ "when": waits, "reason": "Waiting for the buyer" }] }]);
    policy.handoffs[0].clock_conditions = serde_json::from_value(conditions).unwrap();
    scenario.work[0].buyer_wait = Some(BuyerWait {
        share: 1.0,
        duration: Distribution::Fixed { minutes: 180.0 },
        fields: [("status".to_owned(), "awaiting".to_owned())].into(),
    });
    scenario.work[0].handling = fixed(handling);
    scenario
}

#[test]
fn a_pause_stops_the_clock_and_its_ladder() {
    let trace = played(&waits_for_the_buyer(30.0));
    assert_eq!(steps(&trace), []);
    let record = &trace.records[0];
    assert_eq!(times(record)[3], "2024-01-01T12:40");
    let pauses: Vec<_> = record.pauses.iter().map(|pause| (text(pause.from), pause.to.map(text))).collect();
    assert_eq!(pauses, [("2024-01-01T09:10".to_owned(), Some("2024-01-01T12:10".to_owned()))]);
}

/// With five hours of handling the half falls at 14:00, two hours used; the breach at 16:00; done at 09:10 on Tuesday.
#[test]
fn what_falls_after_a_pause_falls_later_by_it() {
    let trace = played(&waits_for_the_buyer(300.0));
    assert_eq!(steps(&trace), expected(&[(0, "2024-01-01T14:00"), (1, "2024-01-01T16:00")]));
    assert_eq!(times(&trace.records[0])[3], "2024-01-02T09:10");
}

/// Without the field that the policy asks for, waiting for the buyer is the team's own time: half at 11:00.
#[test]
fn a_wait_that_the_policy_does_not_pause_for_counts() {
    let mut scenario = waits_for_the_buyer(300.0);
    scenario.work[0].buyer_wait.as_mut().unwrap().fields.clear();
    assert_eq!(steps(&played(&scenario)), expected(&[(0, "2024-01-01T11:00"), (1, "2024-01-01T13:00")]));
}

/// She would notice after two hours, at 11:00. The reminder at 10:00 halves the hour that is left: 10:30.
#[test]
fn a_reminder_hastens_the_owner() {
    let mut scenario = office(&["2024-01-01T09:00"]);
    scenario.work[0].notice = fixed(120.0);
    climbs(&mut scenario, ClockKind::Accept, None);
    let trace = played(&scenario);
    assert_eq!(steps(&trace), expected(&[(0, "2024-01-01T10:00")]));
    assert_eq!(times(&trace.records[0])[1], "2024-01-01T10:30");
}

/// Accepted at 10:00, when the reminder would be due: the clock does not run any more.
#[test]
fn a_step_that_falls_with_the_acceptance_does_not_fire() {
    let mut scenario = office(&["2024-01-01T09:00"]);
    scenario.work[0].notice = fixed(60.0);
    climbs(&mut scenario, ClockKind::Accept, None);
    let trace = played(&scenario);
    assert_eq!(steps(&trace), []);
    assert_eq!(times(&trace.records[0])[1], "2024-01-01T10:00");
}

/// Two low, then a high one that comes last and goes before the second: 09:00, 09:40, 10:20.
#[test]
fn the_higher_tier_goes_first_and_nobody_is_interrupted() {
    let mut scenario = office(&["2024-01-01T09:00", "2024-01-01T09:01", "2024-01-01T09:02"]);
    let part = |tier: &str| MixPart {
        weight: 1.0,
        tier: Some(tier.into()),
        segment: None,
        trigger: None,
        fields: Default::default(),
        amount: 0.0,
        packet: 1.0,
    };
    scenario.sources[0].mix = vec![part("high"), part("low")];
    let Arrivals::Exact { leads } = &mut scenario.sources[0].arrivals else { panic!() };
    leads.iter_mut().zip([1, 1, 0]).for_each(|(lead, part)| lead.part = Some(part));
    let trace = played(&scenario);
    let begun: Vec<_> = trace.records.iter().map(|it| (it.record_id.as_str(), times(it)[1].clone())).collect();
    let expected = [("leads-1", "09:00"), ("leads-3", "09:40"), ("leads-2", "10:20")];
    assert_eq!(begun, expected.map(|(lead, at)| (lead, format!("2024-01-01T{at}"))));
}

/// Recycled on Monday 1 January 10:00 for timing: back ninety days later, on Sunday 31 March 10:00; looked at on Monday 09:00.
#[test]
fn who_is_recycled_comes_back_after_the_days_of_the_reason() {
    let mut scenario = office(&["2024-01-01T10:00"]);
    scenario.most_cycles = 2;
    policy(&mut scenario).dispositions.push(DispositionReason {
        key: "timing".into(),
        name: "Timing".into(),
        decision: ReceiverDecision::Recycled,
        next: vec![NextStep {
            act: NextAct::Recycle,
            when: NextWhen::AfterDays { days: 90 },
            stage: None,
            queue: None,
            track: String::new(),
            note: String::new(),
        }],
        ..DispositionReason::default()
    });
    scenario.work[0].decisions =
        Some(vec![DecisionShare { decision: ReceiverDecision::Recycled, reason: Some("timing".into()), share: 1.0 }]);
    let trace = played(&scenario);
    let [first, second] = trace.records.as_slice() else { panic!("{:?}", trace.records) };
    assert_eq!((first.cycle, times(first)[1].as_str()), (1, "2024-01-01T10:00"));
    assert_eq!((first.disposition, first.reason.as_deref()), (Disposition::Recycled, Some("timing")));
    assert_eq!(second.record_id, first.record_id);
    assert_eq!(second.at(Moment::Started).map(text).as_deref(), Some("2024-03-31T10:00"));
    assert_eq!((second.cycle, times(second)[1].as_str()), (2, "2024-04-01T09:00"));
}

/// Accepted as soon as it is seen, although there is other work: 09:00 and 09:05; begun one after the other.
#[test]
fn a_lead_can_be_accepted_before_there_is_time_for_it() {
    let mut scenario = office(&["2024-01-01T09:00", "2024-01-01T09:05"]);
    scenario.work[0].accepts = Some(AcceptWhen::Noticed);
    let trace = played(&scenario);
    assert_eq!(times(&trace.records[1])[1..], ["2024-01-01T09:05", "2024-01-01T09:50", "2024-01-01T10:20"]);
}

/// Ann is away all of Tuesday, so that the pool has nobody and the next row gives it to Bob's queue.
#[test]
fn the_next_row_decides_where_the_pool_has_nobody() {
    let mut scenario = office(&["2024-01-02T10:00", "2024-01-03T10:00"]);
    let policy = policy(&mut scenario);
    policy.people[0].absences =
        serde_json::from_str(r#"[{ "from": "2024-01-02", "until": "2024-01-02", "reason": "holiday" }]"#).unwrap();
    let mut row = policy.handoffs[0].routing.rows[0].clone();
    row.key = "fallback".into();
    row.assign = Assignment::Queue { queue: "desk".into() };
    policy.handoffs[0].routing.rows.push(row);
    let owners: Vec<_> = played(&scenario).records.into_iter().map(|record| record.owner.unwrap()).collect();
    assert_eq!(owners, ["bob", "ann"]);
}

/// One a day: the second lead of Monday has nobody, and lies there.
#[test]
fn who_has_had_a_days_leads_is_given_no_more() {
    let mut scenario = office(&["2024-01-01T09:00", "2024-01-01T10:00", "2024-01-02T09:00"]);
    policy(&mut scenario).people[0].capacity_per_day = Some(1);
    let mut records = played(&scenario).records;
    records.sort_by(|a, b| a.record_id.cmp(&b.record_id));
    let owners: Vec<_> = records.iter().map(|record| record.owner.as_deref()).collect();
    assert_eq!(owners, [Some("ann"), None, Some("ann")]);
}

/// Twenty minutes after the first handoff is complete the second one begins, with a record of its own.
#[test]
fn the_next_handoff_follows_after_its_delay() {
    let mut scenario = office(&["2024-01-01T09:00"]);
    let policy = policy(&mut scenario);
    let mut point = policy.handoffs[0].clone();
    (point.key, point.name) = ("H2".into(), "Second".into());
    policy.handoffs.push(point);
    scenario.work[0].completion = fixed(60.0);
    scenario.flow = vec![FlowRule {
        from: "H1".into(),
        to: "H2".into(),
        tier: None,
        share: 1.0,
        after: Distribution::Fixed { minutes: 20.0 },
    }];
    let records = played(&scenario).records;
    assert_eq!(records[0].at(Moment::Completed).map(text).as_deref(), Some("2024-01-01T10:40"));
    assert_eq!(records[1].handoff, "H2");
    assert_eq!(records[1].at(Moment::Started).map(text).as_deref(), Some("2024-01-01T11:00"));
}
