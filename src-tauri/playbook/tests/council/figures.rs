//! What is measured for the council, on records small enough to count by hand: where the time went, what hides behind averages, who comes
//! back, the worst breaches, the week's missed handoffs, the quarter.
//!
//! Times are UTC; the handoff's calendar is open Monday to Friday from 9 to 17. Monday is 5 October 2026.

use chrono::DateTime;
use playbook::calendar::{Target, Zone};
use playbook::council::{CriteriaTally, LostPart, Quarter, Standing, Week, figures, quarterly, weekly_missed};
use playbook::metrics::{Basis, ClockChoice, Columns, Dimension, Measured, Metric, Month, measure, review};
use playbook::policy::*;
use playbook::record::{Disposition, HandoffRecord, Moment, Pause};
use playbook::{DAY, HOUR, Instant, MINUTE, Millis};
use proptest::prelude::*;

const OCTOBER: Month = Month::new(2026, 10);

fn at(day: u32, time: &str) -> Instant {
    DateTime::parse_from_rfc3339(&format!("2026-10-{day:02}T{time}:00Z")).unwrap().timestamp_millis()
}

fn target(clock: ClockKind, hours: i64) -> SlaTarget {
    SlaTarget { clock, tier: None, target: Target::Business { ms: hours * HOUR }, reminder_percent: 50 }
}

fn policy() -> Policy {
    let mut policy = Policy::new("Kestrel", "UTC");
    let next = |when| NextStep {
        act: NextAct::Recycle,
        when,
        stage: None,
        queue: None,
        track: String::new(),
        note: String::new(),
    };
    let reason = |key: &str, name: &str, next| DispositionReason {
        key: key.into(),
        name: name.into(),
        next,
        ..DispositionReason::default()
    };
    policy.dispositions = vec![
        reason("timing", "Timing", vec![next(NextWhen::AfterDays { days: 20 })]),
        reason("feature", "Feature gap", vec![next(NextWhen::On { trigger: Trigger::said("the feature ships") })]),
        reason("gone", "Gone", Vec::new()),
    ];
    policy.handoffs = vec![HandoffPoint {
        key: "H1".into(),
        name: "MQL -> SDR".into(),
        targets: vec![target(ClockKind::Accept, 2), target(ClockKind::FirstTouch, 8)],
        ..HandoffPoint::default()
    }];
    policy
}

/// A record of H1 that started then, with what happened to it.
fn record(id: &str, started: Instant, moments: &[(Moment, Instant)]) -> HandoffRecord {
    let mut record = HandoffRecord { record_id: id.into(), handoff: "H1".into(), cycle: 1, ..HandoffRecord::default() };
    record.set(Moment::Started, Some(started));
    for &(moment, at) in moments {
        record.set(moment, Some(at));
    }
    if record.at(Moment::Accepted).is_some() {
        record.disposition = Disposition::Accepted;
    }
    if record.at(Moment::Rejected).is_some() {
        record.disposition = Disposition::Rejected;
    }
    record
}

fn columns(records: &[HandoffRecord]) -> Columns {
    let mut columns = Columns::new(Zone::utc());
    for (id, record) in records.iter().enumerate() {
        columns.push(id as u32, record);
    }
    columns
}

fn with<T>(records: &[HandoffRecord], as_of: Instant, look: impl FnOnce(&Measured<'_>, &Policy) -> T) -> T {
    let (columns, policy) = (columns(records), policy());
    look(&measure(&columns, &policy, Some(as_of), ClockChoice::Business), &policy)
}

fn council(records: &[HandoffRecord], as_of: Instant) -> playbook::council::CouncilFigures {
    with(records, as_of, |measured, policy| figures(measured, &review(measured, OCTOBER, Basis::Cohort), policy))
}

/// Minutes of each part, in the order of [`LostPart::ALL`].
fn minutes(records: &[HandoffRecord], as_of: Instant) -> Vec<i64> {
    let found = council(records, as_of);
    found.waterfalls[0].parts.iter().map(|part| part.ms / MINUTE).collect()
}

#[test]
fn where_the_time_of_one_handoff_went() {
    let mut paused = record(
        "R1",
        at(5, "08:00"),
        &[(Moment::Assigned, at(5, "10:00")), (Moment::Accepted, at(5, "12:00")), (Moment::FirstTouch, at(6, "10:00"))],
    );
    paused.pauses = vec![Pause { from: at(5, "10:30"), to: Some(at(5, "11:00")), reason: "customer".into() }];
    // Outside: 8 to 9 and 17 to 9; paused half an hour; an hour until assignment, 1.5 until acceptance, 5 + 1 until the touch.
    assert_eq!(minutes(std::slice::from_ref(&paused), at(10, "12:00")), [17 * 60, 30, 60, 90, 6 * 60, 0]);

    let waits = record("R2", at(5, "09:00"), &[(Moment::Assigned, at(5, "09:30"))]);
    // Nobody has accepted: until as_of it waits for acceptance.
    assert_eq!(minutes(&[paused, waits], at(5, "12:00"))[3], 90 + 150);

    let turned_down =
        record("R3", at(5, "09:00"), &[(Moment::Assigned, at(5, "10:00")), (Moment::Rejected, at(5, "13:00"))]);
    assert_eq!(
        minutes(std::slice::from_ref(&turned_down), at(10, "12:00")),
        [0, 0, 60, 180, 0, 0],
        "it ends with the rejection"
    );

    let mut again =
        record("R3", at(7, "09:00"), &[(Moment::Assigned, at(7, "10:00")), (Moment::Accepted, at(7, "11:00"))]);
    again.cycle = 2;
    again.set(Moment::FirstTouch, Some(at(7, "11:30")));
    assert_eq!(
        minutes(&[turned_down, again], at(10, "12:00")),
        [0, 0, 60, 180, 0, 150],
        "what comes back after a rejection waits a second time, and all of that is rework"
    );
}

#[test]
fn what_the_data_does_not_say_is_left_out_of_the_waterfall_and_counted() {
    let good = record("R1", at(5, "09:00"), &[(Moment::Accepted, at(5, "10:00"))]);
    let mut vague = record("R2", at(5, "00:00"), &[(Moment::Accepted, at(5, "10:00"))]);
    vague.date_only = Moment::Started.bit();
    let mut cut = record("R3", at(5, "09:00"), &[(Moment::Accepted, at(5, "10:00"))]);
    cut.truncated = true;
    let backwards = record("R4", at(5, "09:00"), &[(Moment::Accepted, at(5, "08:00"))]);
    let mut unknown = record("R5", at(5, "09:00"), &[]);
    unknown.disposition = Disposition::Accepted;
    let found = council(&[good, vague, cut, backwards, unknown], at(10, "12:00"));
    assert_eq!((found.waterfalls[0].records, found.waterfalls[0].left_out), (1, 4));
    assert_eq!(found.waterfalls[0].total_ms, HOUR);
}

prop_compose! {
    fn a_passage()(
        id in 0..6_u32,
        started in 0..20 * 24 * 4_i64,
        steps in prop::collection::vec(prop::option::weighted(0.7, 0..200_i64), 4),
        pause in prop::option::of((0..100_i64, prop::option::of(0..100_i64))),
        disposition in prop::sample::select(vec![
            Disposition::Open, Disposition::Accepted, Disposition::Rejected, Disposition::Recycled, Disposition::Completed,
        ]),
    ) -> HandoffRecord {
        let started = at(1, "00:00") + started * 15 * MINUTE;
        let mut record = record(&format!("R{id}"), started, &[]);
        let moments = [Moment::Assigned, Moment::Accepted, Moment::FirstTouch, Moment::Rejected];
        for (moment, step) in moments.into_iter().zip(steps) {
            record.set(moment, step.map(|step| started + step * 15 * MINUTE));
        }
        record.disposition = disposition;
        record.pauses.extend(pause.map(|(from, length)| Pause {
            from: started + from * 15 * MINUTE,
            to: length.map(|length| started + (from + length) * 15 * MINUTE),
            reason: "customer".into(),
        }));
        record
    }
}

/// Open on this calendar at an instant, told from the civil time.
fn is_open(at: Instant) -> bool {
    let days = at.div_euclid(DAY);
    // 1 January 1970 was a Thursday.
    let weekday = (days + 3).rem_euclid(7);
    weekday < 5 && (9 * HOUR..17 * HOUR).contains(&at.rem_euclid(DAY))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The parts of a waterfall add up to its total; each handoff's add up to those of all; and outside hours and pauses are what going
    /// along the time in steps of a quarter of an hour finds.
    #[test]
    fn the_parts_of_a_waterfall_add_up(records in prop::collection::vec(a_passage(), 1..12)) {
        let as_of = at(25, "12:00");
        let found = council(&records, as_of);
        for waterfall in &found.waterfalls {
            prop_assert_eq!(waterfall.parts.iter().map(|part| part.ms).sum::<Millis>(), waterfall.total_ms);
            prop_assert!(waterfall.parts.iter().all(|part| part.ms >= 0), "{:?}", waterfall);
        }
        let (all, each) = found.waterfalls.split_first().unwrap();
        for (place, part) in LostPart::ALL.into_iter().enumerate() {
            prop_assert_eq!(all.parts[place].part, part);
            prop_assert_eq!(each.iter().map(|one| one.parts[place].ms).sum::<Millis>(), all.parts[place].ms);
        }
        prop_assert_eq!(all.records + all.left_out, records.len() as u64);
        for record in &records {
            let one = council(std::slice::from_ref(record), as_of);
            let all = &one.waterfalls[0];
            let (from, to) = (record.at(Moment::Started).unwrap(), record.at(Moment::Started).unwrap() + all.total_ms);
            let paused = |at: Instant| record.pauses.iter().any(|pause| pause.from <= at && pause.to.is_none_or(|to| at < to));
            let steps = || (0..(to - from) / (15 * MINUTE)).map(|step| from + step * 15 * MINUTE);
            let outside = steps().filter(|&at| !is_open(at)).count() as i64 * 15 * MINUTE;
            let stood = steps().filter(|&at| is_open(at) && paused(at)).count() as i64 * 15 * MINUTE;
            prop_assert_eq!((all.parts[0].ms, all.parts[1].ms), (outside, stood), "{:?}", record);
        }
    }
}

/// Eight months of a hundred and twenty records; of each ten, `late` of the partners' and one of the others' are late.
fn months_of(late: impl Fn(usize) -> bool) -> Vec<HandoffRecord> {
    let mut records = Vec::new();
    for month in 3..=10_u32 {
        for n in 0..120_usize {
            let text = format!("2026-{month:02}-{:02}T10:00:00Z", 1 + n % 28);
            let started = DateTime::parse_from_rfc3339(&text).unwrap().timestamp_millis();
            let is_partner = n % 6 == 0;
            let is_late = if is_partner { late(n) } else { n % 10 == 1 };
            // Elapsed and business time differ at week ends; both are far from the target of two hours.
            let after = if is_late { 10 * DAY } else { MINUTE };
            let mut one = record(&format!("{month}-{n}"), started, &[(Moment::Accepted, started + after)]);
            one.source = Some(if is_partner { "partner" } else { "webinar" }.into());
            records.push(one);
        }
    }
    records
}

#[test]
fn a_part_that_hides_behind_a_quiet_average_is_named() {
    let as_of = at(31, "23:00") + 12 * DAY;
    let records = months_of(|n| n % 12 == 0);
    let found = council(&records, as_of).hidden;
    let partner = found.found.iter().find(|one| one.metric == Metric::SlaAccept).unwrap();
    assert_eq!(
        (partner.value.as_str(), partner.dimension, partner.n, partner.worse),
        ("partner", Dimension::Source, 20, true)
    );
    assert!(partner.low > partner.whole, "{partner:?}");
    assert!(found.compared > 1 && found.standing_out >= 1);

    let alike = months_of(|n| n % 60 == 0);
    let found = council(&alike, as_of).hidden;
    assert!(found.found.iter().all(|one| one.metric != Metric::SlaAccept), "{:?}", found.found);
    assert!(found.sentence.starts_with("None of "), "{}", found.sentence);
}

#[test]
fn who_comes_back_when() {
    let turned_down = |id: &str, day: u32, reason: &str| {
        let mut record = record(id, at(day, "09:00"), &[(Moment::Rejected, at(day, "12:00"))]);
        record.reason = Some(reason.into());
        record
    };
    let mut back = record("R2", at(20, "09:00"), &[]);
    back.cycle = 2;
    let records = [
        turned_down("R1", 1, "timing"),
        turned_down("R2", 1, "timing"),
        back,
        turned_down("R3", 10, "timing"),
        turned_down("R4", 20, "timing"),
        turned_down("R5", 20, "feature"),
        turned_down("R6", 20, "gone"),
        turned_down("R7", 20, "something else"),
    ];
    let found = council(&records, at(25, "12:00")).recycle;
    assert_eq!((found.overdue, found.back, found.without_next_step), (1, 1, 2));
    let overdue = &found.overdue_records[0];
    assert_eq!(
        (overdue.id.as_str(), overdue.due_on.to_string().as_str(), overdue.overdue_days),
        ("0", "2026-10-21", 4)
    );
    let months: Vec<(String, u64, &str)> =
        found.months.iter().map(|month| (month.month.to_string(), month.due, month.reasons[0].name.as_str())).collect();
    assert_eq!(months, [("2026-10".into(), 1, "Timing"), ("2026-11".into(), 1, "Timing")]);
    assert_eq!((found.awaited[0].trigger.as_str(), found.awaited[0].reason.records), ("the feature ships", 1));
}

#[test]
fn the_worst_breach_is_the_one_that_took_most_times_what_was_promised() {
    let late = |id: &str, hours: i64| record(id, at(5, "09:00"), &[(Moment::Accepted, at(5, "09:00") + hours * HOUR)]);
    let touched = {
        // Touched after 12 of 8 business hours, accepted in time.
        let mut record = record("R3", at(5, "09:00"), &[(Moment::Accepted, at(5, "10:00"))]);
        record.set(Moment::FirstTouch, Some(at(6, "13:00")));
        record
    };
    let grouped =
        [late("R0", 1), late("R1", 3), late("R2", 7), touched].into_iter().enumerate().map(|(place, mut record)| {
            record.owner_group = Some(format!("group {}", place % 2));
            record
        });
    let found = council(&grouped.collect::<Vec<_>>(), at(6, "16:00"));
    let worst: Vec<(&str, ClockKind, i64)> =
        found.breaches.iter().map(|one| (one.id.as_str(), one.clock, one.over_ms / HOUR)).collect();
    // R0 was not touched within eight hours either; each of the first three is worst by its own clock.
    assert_eq!(
        worst,
        [
            ("2", ClockKind::Accept, 5),
            ("0", ClockKind::FirstTouch, 7),
            ("1", ClockKind::FirstTouch, 7),
            ("3", ClockKind::FirstTouch, 4)
        ]
    );
    assert_eq!((found.breached, found.breaches[0].event_at), (4, Some(at(5, "16:00"))));
    assert!(found.breaches[1].sentence.ends_with("it has not come yet."), "{}", found.breaches[1].sentence);
}

#[test]
fn one_group_does_not_fill_the_page_of_breaches() {
    let late =
        |n: i64| record(&format!("R{n}"), at(5, "09:00"), &[(Moment::Accepted, at(5, "09:00") + (10 + n) * HOUR)]);
    let mut records: Vec<HandoffRecord> = (0..9).map(late).collect();
    records[0].owner_group = Some("DACH".into());
    let found = council(&records, at(6, "12:00"));
    assert_eq!((found.breached, found.breaches.len()), (9, 4), "three of nobody's group and one of another");
}

#[test]
fn the_weekly_list_has_what_fell_due_in_the_week_and_was_missed() {
    let of = |id: &str, day: u32, hours: i64, source: &str| {
        let start = at(day, "10:00");
        let mut record =
            record(id, start, &[(Moment::Accepted, start + hours * HOUR), (Moment::FirstTouch, start + hours * HOUR)]);
        record.source = Some(source.into());
        record
    };
    // Friday 16:00 + 2 h falls due on Monday 12 October.
    let over_the_week_end = record("R4", at(9, "16:00"), &[(Moment::Accepted, at(12, "15:00"))]);
    let records = [
        of("R1", 5, 1, "web"),
        of("R2", 6, 3, "web"),
        of("R3", 7, 4, "partner"),
        over_the_week_end,
        of("R5", 13, 5, "web"),
    ];
    let week = |name: &str| {
        with(&records, at(30, "12:00"), |measured, _| weekly_missed(measured, name.parse::<Week>().unwrap()))
    };
    let list = week("2026-W41");
    assert_eq!(
        (list.from.to_string().as_str(), list.missed, list.due),
        ("2026-10-05", 2, 6),
        "two clocks of three records"
    );
    let by: Vec<(&str, u64, u64)> = list.by_source.iter().map(|by| (by.value.as_str(), by.missed, by.due)).collect();
    assert_eq!(by, [("partner", 1, 2), ("web", 1, 4)]);
    let records: Vec<&str> = list.records.iter().map(|record| record.id.as_str()).collect();
    assert_eq!(records, ["2", "1"], "the latest first");
    assert_eq!(week("2026-W42").records.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["3", "3", "4"]);
    assert_eq!(week("2026-W30").sentence, "No promise fell due this week.");
}

#[test]
fn a_quarter_names_what_converts_otherwise_and_what_the_data_lacks() {
    let mut records = months_of(|n| n % 12 == 0);
    for (place, record) in records.iter_mut().enumerate() {
        record.won = Some(if record.source.as_deref() == Some("partner") { place % 30 == 0 } else { place % 2 == 0 });
        record.owner_group = Some(if place % 3 == 0 { "EMEA" } else { "DACH" }.into());
        record.owner = Some(format!("Owner {}", place % 5));
    }
    let found = with(&records, at(31, "23:00") + 12 * DAY, |measured, _| {
        quarterly(measured, "2026-Q3".parse::<Quarter>().unwrap(), &CriteriaTally::default())
    });
    assert_eq!((found.from, found.to, found.records), (Month::new(2026, 7), Month::new(2026, 9), 360));
    let worst = &found.win_loss[0];
    assert_eq!((worst.value.as_str(), worst.standing, worst.n), ("partner", Standing::Worse, 60));
    assert_eq!(found.capacity.iter().map(|row| row.records).sum::<u64>(), 360);
    assert!(found.missing.iter().any(|line| line.starts_with("Churn")), "{:?}", found.missing);
    assert!(
        found.missing.iter().any(|line| line.starts_with("Reasons")),
        "nothing was turned down: {:?}",
        found.missing
    );
}
