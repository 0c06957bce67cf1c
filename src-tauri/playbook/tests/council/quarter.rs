//! What a quarter says of the criteria, on records small enough to count by hand: won and lost by part and by test, customers lost, what
//! people had beside their capacity, and the changes that follow.
//!
//! The quarter is the third of 2026; times are UTC and the calendar is open Monday to Friday from 9 to 17.

use chrono::{NaiveDate, TimeZone, Utc};
use playbook::calendar::Zone;
use playbook::council::{CriteriaTally, CustomerEnd, Quarter, Quarterly, Standing, accepted_outcome, quarterly};
use playbook::metrics::{ClockChoice, Columns, Dimension, measure};
use playbook::policy::criteria::{Condition, Told};
use playbook::policy::*;
use playbook::record::{Disposition, Found, HandoffRecord, Moment};
use playbook::{DAY, HOUR, Instant};

/// A day of 2026 at ten.
fn day(month: u32, day: u32) -> Instant {
    Utc.with_ymd_and_hms(2026, month, day, 10, 0, 0).unwrap().timestamp_millis()
}

fn point(key: &str, outcome: Outcome, from: &str, to: &str) -> HandoffPoint {
    let stages = (Some(from.into()), Some(to.into()));
    let (from_stage, to_stage) = stages;
    HandoffPoint { key: key.into(), name: format!("Point {key}"), outcome, from_stage, to_stage, ..Default::default() }
}

fn stage(key: &str, kind: StageKind) -> Stage {
    Stage { key: key.into(), name: key.into(), kind, ..Stage::default() }
}

/// H1 wins deals, H2 renews customers, H3 sees them off. H1 asks for a budget and for a fit.
fn policy() -> Policy {
    let mut policy = Policy::new("Kestrel", "UTC");
    policy.stages = vec![
        stage("deal", StageKind::Start),
        stage("customer", StageKind::Won),
        stage("renewal", StageKind::Normal),
        stage("gone", StageKind::Lost),
    ];
    let text = |key: &str| Field { key: key.into(), name: key.into(), kind: FieldKind::Text, ..Field::default() };
    let yes = |key: &str| Field { kind: FieldKind::Boolean, ..text(key) };
    policy.fields = vec![text("segment"), text("source"), yes("budget"), yes("fit")];
    let mut first = point("H1", Outcome::Won, "deal", "customer");
    let is_true = |key: &str| Criterion::test(key, Condition::IsTrue);
    first.acceptance.criteria = Criterion::All(vec![is_true("budget"), is_true("fit")]);
    policy.handoffs = vec![
        first,
        point("H2", Outcome::Won, "customer", "renewal"),
        point("H3", Outcome::Completed, "customer", "gone"),
    ];
    let person = |key: &str, name: &str, capacity_per_day| Person {
        key: key.into(),
        name: name.into(),
        team: Some("sdr".into()),
        capacity_per_day,
        ..Person::default()
    };
    policy.teams = vec![Team { key: "sdr".into(), name: "SDR".into(), ..Team::default() }];
    policy.people = vec![person("ann", "Ann Berg", Some(1)), person("bo", "Bo Ek", Some(2))];
    Policy::read(&serde_json::to_string(&policy).unwrap()).unwrap()
}

/// A record that was accepted a day after it started, and won or not.
fn record(number: usize, handoff: &str, started: Instant, is_won: bool) -> HandoffRecord {
    let mut record = HandoffRecord {
        record_id: format!("R{number}"),
        handoff: handoff.into(),
        cycle: 1,
        won: Some(is_won),
        disposition: Disposition::Accepted,
        ..HandoffRecord::default()
    };
    record.set(Moment::Started, Some(started));
    record.set(Moment::Assigned, Some(started));
    record.set(Moment::Accepted, Some(started + DAY));
    record
}

fn quarter_of(policy: &Policy, records: &[HandoffRecord]) -> Quarterly {
    let mut columns = Columns::new(Zone::utc());
    for (id, record) in records.iter().enumerate() {
        columns.push(id as u32, record);
    }
    let as_of = day(9, 30) + 13 * HOUR;
    let measured = measure(&columns, policy, Some(as_of), ClockChoice::Business);
    let (found, told) = (Found::default(), Told { now: as_of, zone: Zone::utc() });
    let mut tally = CriteriaTally::default();
    for (id, record) in records.iter().enumerate() {
        let row = columns.row_of(id as u32).unwrap();
        if let Some(is_won) = accepted_outcome(&measured, row) {
            tally.look(policy, &record.handoff, &found.seen(record), &told, is_won);
        }
    }
    quarterly(&measured, "2026-Q3".parse::<Quarter>().unwrap(), &tally)
}

#[test]
fn every_part_says_how_it_stands_and_few_say_that_they_are_few() {
    // Of 40 from the web 20 are won, of 40 from partners 4, of 9 from events all.
    let mut records = Vec::new();
    for (source, n, won) in [("web", 40, 20), ("partner", 40, 4), ("event", 9, 9)] {
        for place in 0..n {
            let mut one = record(records.len(), "H1", day(7, 1), place < won);
            one.source = Some(source.into());
            records.push(one);
        }
    }
    let found = quarter_of(&policy(), &records);
    let said: Vec<_> = found
        .win_loss
        .iter()
        .filter(|one| one.dimension == Dimension::Source)
        .map(|one| (one.value.as_str(), one.n, one.standing))
        .collect();
    let expected = [("partner", 40, Standing::Worse), ("web", 40, Standing::AsAll), ("event", 9, Standing::TooFew)];
    assert_eq!(said, expected, "33 of 89 is the whole; the web's interval reaches from 33 % to 67 %");
    let partner = &found.win_loss[0];
    assert!(partner.low < 0.1 && 0.1 < partner.high && partner.high < partner.whole, "{partner:?}");
    assert_eq!(found.win_loss.last().unwrap().sentence, "H1 event: 9 that can be judged are too few to say anything.");
}

/// So many with a budget and without, each so often won.
fn by_budget(with: (usize, usize), without: (usize, usize)) -> Vec<HandoffRecord> {
    let mut records = Vec::new();
    for (budget, (n, won)) in [("true", with), ("false", without)] {
        for place in 0..n {
            let mut one = record(records.len(), "H1", day(8, 3), place < won);
            one.attributes.insert("budget".into(), budget.into());
            records.push(one);
        }
    }
    records
}

#[test]
fn a_test_that_keeps_nothing_out_is_found_among_the_accepted() {
    let mut records = by_budget((200, 60), (200, 100));
    // Who was turned down for the test is lost by it, and says nothing.
    for number in 0..100 {
        let mut one = record(1_000 + number, "H1", day(8, 3), false);
        one.attributes.insert("budget".into(), "false".into());
        one.set(Moment::Accepted, None);
        one.set(Moment::Rejected, Some(day(8, 4)));
        one.disposition = Disposition::Rejected;
        records.push(one);
    }
    let found = quarter_of(&policy(), &records);
    let (budget, fit) = (&found.criteria[0], &found.criteria[1]);
    assert_eq!((budget.place, budget.passing, budget.failing, budget.unknown), (0, (60, 200), (100, 200), 0));
    assert!(budget.tells_nothing && !budget.too_few, "{budget:?}");
    let (difference, low, high) = budget.difference.unwrap();
    assert!((difference + 0.2).abs() < 1e-9 && low < -0.2 && -0.2 < high && high < 0.0, "{budget:?}");
    assert_eq!((fit.unknown, fit.too_few, fit.tells_nothing), (400, true, false), "nobody brought it");

    let proposed = &found.proposals[0];
    assert!(proposed.sentence.starts_with("Stop asking H1 that"), "{}", proposed.sentence);
    let (after, _) = proposed.operation.apply(&policy()).unwrap();
    let Criterion::All(parts) = &after.handoffs[0].acceptance.criteria else { panic!("one test is left") };
    assert_eq!(parts, &[Criterion::test("fit", Condition::IsTrue)]);
}

#[test]
fn a_test_that_tells_who_is_won_stays_and_few_decide_nothing() {
    let tells = quarter_of(&policy(), &by_budget((200, 120), (200, 40)));
    assert!(!tells.criteria.iter().any(|row| row.tells_nothing), "{:#?}", tells.criteria);
    let few = quarter_of(&policy(), &by_budget((200, 60), (9, 9)));
    assert!(few.criteria.iter().all(|row| row.too_few && row.difference.is_none()), "{:#?}", few.criteria);
    assert!(few.criteria[0].sentence.ends_with("200 pass and 9 fail, too few to say anything."));
    assert!(few.proposals.iter().all(|one| !one.sentence.starts_with("Stop")));
}

#[test]
fn a_part_that_is_seldom_won_is_proposed_to_be_kept_out() {
    let mut records = by_budget((60, 40), (0, 0));
    for place in 0..40 {
        let mut one = record(500 + place, "H1", day(9, 1), place < 2);
        one.segment = Some("SMB".into());
        records.push(one);
    }
    let found = quarter_of(&policy(), &records);
    let proposed = &found.proposals[0];
    assert!(proposed.sentence.starts_with("Accept nothing into H1 of which segment is SMB"), "{}", proposed.sentence);
    let (after, _) = proposed.operation.apply(&policy()).unwrap();
    assert_eq!(after.handoffs[0].acceptance.criteria.parts().len(), 3);
}

#[test]
fn churn_is_what_was_not_renewed_and_what_closed_after_it_was_won() {
    let mut records = Vec::new();
    for (segment, n, renewed) in [("SMB", 20, 8), ("Enterprise", 40, 38)] {
        for place in 0..n {
            let mut one = record(records.len(), "H2", day(7, 6), place < renewed);
            one.segment = Some(segment.into());
            records.push(one);
        }
    }
    records.push(record(900, "H3", day(8, 6), false));
    let found = quarter_of(&policy(), &records);
    let said: Vec<_> = found
        .churn
        .iter()
        .map(|row| (row.handoff.key.as_str(), row.end, row.segment.as_deref(), row.lost, row.n, row.standing))
        .collect();
    assert_eq!(
        said,
        [
            ("H2", CustomerEnd::NotRenewed, None, 14, 60, Standing::AsAll),
            ("H2", CustomerEnd::NotRenewed, Some("SMB"), 12, 20, Standing::Worse),
            ("H2", CustomerEnd::NotRenewed, Some("Enterprise"), 2, 40, Standing::Better),
            ("H3", CustomerEnd::Closed, None, 1, 1, Standing::AsAll),
        ]
    );
    assert_eq!(found.churn[3].sentence, "H3: 1 customer closed without going on.");
    assert!(found.sentences.contains(&found.churn[1].sentence), "{:?}", found.sentences);
}

#[test]
fn what_nobody_can_say_of_churn_comes_with_the_next_step() {
    let missing = |policy: &Policy, records: &[HandoffRecord]| {
        let found = quarter_of(policy, records);
        assert_eq!(found.churn, []);
        found.missing.into_iter().filter(|line| line.starts_with("Churn")).collect::<Vec<_>>()
    };
    let deals: Vec<HandoffRecord> = (0..20).map(|number| record(number, "H1", day(7, 1), number % 2 == 0)).collect();
    let mut bare = policy();
    bare.handoffs.truncate(1);
    let said = missing(&bare, &deals);
    assert!(said.len() == 1 && said[0].contains("Add Customer success -> Renewal"), "{said:?}");
    let said = missing(&policy(), &deals);
    assert!(said.len() == 2 && said[0].contains("no record of H2 (Point H2) was imported"), "{said:?}");
}

#[test]
fn capacity_is_what_the_policy_allows_on_the_days_that_somebody_works() {
    let mut policy = policy();
    let date = |day| NaiveDate::from_ymd_opt(2026, 7, day).unwrap();
    // July to September 2026 has 66 working days; Ann is away from 6 to 31 July, which are 20 of them.
    policy.people[0].absences = vec![Absence { from: date(6), until: date(31), reason: "holiday".into() }];
    let mut records = Vec::new();
    for (owner, n, at) in [("Ann Berg", 50, day(8, 3)), ("bo", 40, day(9, 1))] {
        for place in 0..n {
            // One a day at noon, and all that do not fit on the last.
            let mut one = record(records.len(), "H1", (at + place * DAY).min(day(9, 20)), true);
            one.owner = Some(owner.into());
            records.push(one);
        }
    }
    let mut waits = record(700, "H1", day(9, 2), false);
    waits.owner = Some("ann berg ".into());
    waits.set(Moment::Accepted, None);
    (waits.disposition, waits.won) = (Disposition::Open, None);
    records.push(waits);
    let found = quarter_of(&policy, &records);
    let row = |key: &str| found.loads.iter().find(|load| load.key == key).unwrap();
    let ann = row("ann");
    assert_eq!((ann.assigned, ann.working_days, ann.capacity, ann.open), (51, 46, Some(46), 1));
    assert!(ann.is_over && ann.share.is_some_and(|share| (share - 51.0 / 46.0).abs() < 1e-9), "{ann:?}");
    // Two on 2 September, and on the 20th whatever was left of the fifty.
    assert_eq!(ann.days_over, 2);
    let bo = row("bo");
    assert_eq!((bo.assigned, bo.capacity, bo.is_over), (40, Some(132), false));
    let team = row("sdr");
    assert_eq!((team.people, team.assigned, team.capacity), (Some(2), 91, Some(178)));
    assert_eq!(found.loads[0].key, "ann", "who is over comes first, people before teams");
    assert!(found.sentences.contains(&ann.sentence), "{:?}", found.sentences);
    assert!(
        ann.sentence.starts_with("Ann Berg was given 51 of the 46 handoffs that the policy allows"),
        "{}",
        ann.sentence
    );
}

#[test]
fn people_without_a_capacity_are_said_not_guessed_and_pools_are_asked_to_mind_it() {
    let mut policy = policy();
    policy.people[1].capacity_per_day = None;
    let pool = Pool {
        members: PoolMembers::Team { team: "sdr".into() },
        method: PoolMethod::RoundRobin,
        minds_absences: true,
        minds_capacity: false,
        minds_hours: false,
    };
    policy.handoffs[0].routing.rows = vec![RoutingRow {
        key: "pool".into(),
        kind: RoutingKind::Pool,
        when: Criterion::default(),
        assign: Assignment::Pool { pool },
        reason: String::new(),
    }];
    let records: Vec<HandoffRecord> = (0..140)
        .map(|number| {
            let owner = if number % 2 == 0 { "Ann Berg" } else { "Bo Ek" };
            HandoffRecord { owner: Some(owner.into()), ..record(number, "H1", day(7, 1), true) }
        })
        .collect();
    let found = quarter_of(&policy, &records);
    let bo = found.loads.iter().find(|load| load.key == "bo").unwrap();
    assert_eq!((bo.capacity, bo.share, bo.is_over), (None, None, false));
    let said = found.missing.iter().any(|line| line.starts_with("Capacity: 1 person who owns records has no capacity"));
    assert!(said, "{:?}", found.missing);
    let proposed = found.proposals.iter().find(|one| one.sentence.contains("mind capacity")).unwrap();
    assert_eq!(
        proposed.sentence, "Let the pools of H1 mind capacity: Ann Berg had more than the policy allows.",
        "nobody can say it of Bo"
    );
    let (after, _) = proposed.operation.apply(&policy).unwrap();
    assert!(matches!(&after.handoffs[0].routing.rows[0].assign, Assignment::Pool { pool } if pool.minds_capacity));
}

#[test]
fn a_group_in_which_nobody_owns_anything_has_no_load_a_person_and_comes_first() {
    let mut records = Vec::new();
    for (group, owner) in [("Partner queue", None), ("SDR EMEA", Some("bo"))] {
        for place in 0..40 {
            let mut one = record(records.len(), "H1", day(7, 1) + place * DAY, true);
            (one.owner, one.owner_group) = (owner.map(String::from), Some(group.into()));
            records.push(one);
        }
    }
    let found = quarter_of(&policy(), &records);
    let rows: Vec<_> = found.capacity.iter().map(|row| (row.owner_group.as_str(), row.people)).collect();
    assert_eq!(rows, [("Partner queue", 0), ("SDR EMEA", 1)]);
    assert_eq!(found.capacity[0].per_person_a_week, None);
    // Forty records from 1 July to 9 August, which are 39 days.
    let each = found.capacity[1].per_person_a_week.unwrap();
    assert!((each - 40.0 / (39.0 / 7.0)).abs() < 1e-9, "{each}");
}
