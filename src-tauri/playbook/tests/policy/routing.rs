//! Routing against the table in `tests/spec/routing`, and its laws.

use playbook::airtight::{Evidence, check};
use playbook::calendar::Zone;
use playbook::policy::criteria::{Example, Fact, Given, Told};
use playbook::policy::{
    Assignment, Criterion, FieldKind, MatchBy, Person, Policy, Pool, PoolMembers, PoolMethod, RoutingKind,
};
use playbook::routing::matching::Marks;
use playbook::routing::{Known, Load, RowVerdict, Situation, Target, company_name, registrable_domain, route};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde::Deserialize;
use std::collections::BTreeMap;

const POLICY: &str = include_str!("../../../../tests/spec/routing/policy.json");
const CASES: &str = include_str!("../../../../tests/spec/routing/cases.csv");

fn policy() -> Policy {
    Policy::read(POLICY).unwrap()
}

#[derive(Debug, Deserialize)]
struct Case {
    case: String,
    /// Local time in Vienna.
    now: String,
    record: String,
    loads: String,
    duplicate: String,
    account: String,
    to: String,
    /// From 1; empty = none decides.
    row: Option<usize>,
    /// Part of the reason.
    because: String,
}

fn zone() -> Zone {
    Zone::named("Europe/Vienna").unwrap()
}

fn instant(local: &str) -> i64 {
    let field = playbook::policy::Field { kind: FieldKind::Instant, ..Default::default() };
    match Fact::read(local, field.kind, &zone()) {
        Fact::Instant(at) => at,
        other => panic!("{local} is {other:?}"),
    }
}

fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split("; ").filter(|part| !part.is_empty()).map(|part| part.split_once('=').unwrap())
}

fn example(policy: &Policy, text: &str) -> Example {
    let given = |key: &str, text: &str| match policy.field(key).map(|field| field.kind) {
        Some(FieldKind::Number) => Given::Number(text.parse::<i32>().unwrap().into()),
        Some(FieldKind::Boolean) => Given::Boolean(text == "true"),
        _ => Given::Text(text.to_owned()),
    };
    Example(pairs(text).map(|(key, text)| (key.to_owned(), given(key, text))).collect())
}

/// `ann today=2; ann last=2026-11-04T09:00`
fn loads(text: &str) -> BTreeMap<String, Load> {
    let mut loads: BTreeMap<String, Load> = BTreeMap::new();
    for (what, value) in pairs(text) {
        let (person, what) = what.split_once(' ').unwrap();
        let load = loads.entry(person.to_owned()).or_default();
        match what {
            "today" => load.today = value.parse().unwrap(),
            "open" => load.open = value.parse().unwrap(),
            "given" => load.given = value.parse().unwrap(),
            "last" => load.last_given = Some(instant(value)),
            other => panic!("{other}"),
        }
    }
    loads
}

/// What is there already, where it matches the record.
fn known<'a>(policy: &Policy, record: &Example, other: &'a Example, by: &[MatchBy]) -> Option<Known<'a>> {
    let text = |key: &str| match other.0.get(key) {
        Some(Given::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    let marks = |example: &Example| Marks::of(example, by, policy, &zone());
    let (by, _) = marks(record).shared(&marks(other)).map(|(by, value)| (by, value.to_owned()))?;
    Some(Known { by, name: text("id")?, owner: text("owner"), facts: other })
}

#[test]
fn every_case_of_the_table_is_routed_as_it_says() {
    let policy = policy();
    let point = &policy.handoffs[0];
    let mut cases = 0;
    for case in csv::Reader::from_reader(CASES.as_bytes()).deserialize() {
        let case: Case = case.unwrap();
        let told = Told { now: instant(&case.now), zone: zone() };
        let record = example(&policy, &case.record);
        let (duplicate, account) = (example(&policy, &case.duplicate), example(&policy, &case.account));
        let matching = &point.routing.matching;
        let loads = loads(&case.loads);
        let situation = Situation {
            told: &told,
            loads: &loads,
            duplicate: known(&policy, &record, &duplicate, &matching.duplicate_by),
            account: known(&policy, &record, &account, &matching.account_by),
        };
        let routed = route(&policy, point, &record, &situation);
        let to = routed.target.words().unwrap_or_else(|| "nobody".into());
        assert_eq!(
            (to.as_str(), routed.row.map(|row| row + 1)),
            (case.to.as_str(), case.row),
            "{}: {routed:?}",
            case.case
        );
        assert!(routed.because.contains(&case.because), "{}: {}", case.case, routed.because);
        cases += 1;
    }
    assert!(cases > 30, "{cases} cases were read");
}

#[test]
fn every_row_above_the_one_that_decides_says_why_it_does_not() {
    let policy = policy();
    let told = Told { now: instant("2026-11-10T10:00"), zone: zone() };
    let record = example(&policy, "deal_owner=Bo Frei; intent=high; region=LATAM");
    let situation = Situation { told: &told, loads: &BTreeMap::new(), duplicate: None, account: None };
    let routed = route(&policy, &policy.handoffs[0], &record, &situation);
    let steps: Vec<(RowVerdict, &str)> =
        routed.steps.iter().map(|step| (step.verdict, step.because.as_str())).collect();
    assert_eq!(
        [steps[0], steps[1], steps[2], steps[3], steps[9]],
        [
            (
                RowVerdict::Nobody,
                "passes: *Deal owner* is Bo Frei, and it has nobody to give: Bo Frei is away (holiday)"
            ),
            (RowVerdict::Fails, "fails: *Account owner* is blank, needs a value"),
            (RowVerdict::Fails, "fails: *Intent* is high, needs low"),
            (RowVerdict::Unknown, "unknown: *Employees* is blank"),
            (RowVerdict::Nobody, "passes: *Region* is LATAM, and it has nobody to give: the pool has no members"),
        ]
    );
    assert_eq!(
        routed.before,
        ["it is no duplicate of anything that is there", "it belongs to no account that is there"]
    );
}

#[test]
fn domains_and_names_are_compared_as_people_would() {
    let domains = [
        ("ada@acme.com", Some("acme.com")),
        ("https://www.Acme.com/about?x=1", Some("acme.com")),
        ("shop.acme.co.uk:8443", Some("acme.co.uk")),
        ("co.uk", None),
        ("ada@gmail.com", None),
        ("acme.github.io", None),
        ("192.168.1.1", None),
        ("acme", None),
        ("not a domain.com", None),
        ("münchen-fracht.de", Some("münchen-fracht.de")),
        ("", None),
    ];
    for (text, domain) in domains {
        assert_eq!(registrable_domain(text).as_deref(), domain, "{text}");
    }
    let names = [
        ("Müller & Söhne GmbH & Co. KG", Some("muller sohne")),
        ("ACME, Inc.", Some("acme")),
        ("Łódź Transport Sp. z o.o.", Some("lodz transport")),
        ("Straßenbau AG", Some("strassenbau")),
        ("Prada S.p.A.", Some("prada")),
        ("Co", Some("co")),
        ("O'Neill Ltd", Some("oneill")),
        ("  ", None),
    ];
    for (text, name) in names {
        assert_eq!(company_name(text).as_deref(), name, "{text}");
    }
}

/// Members by weight and performance, all of one team.
fn pooled(method: PoolMethod, shares: &[u32]) -> Policy {
    let mut policy = policy();
    policy.people = shares
        .iter()
        .enumerate()
        .map(|(number, &share)| Person {
            key: format!("p{number}"),
            name: format!("P {number}"),
            team: Some("sdr".into()),
            weight: share,
            performance_percent: share,
            ..Person::default()
        })
        .collect();
    let pool = Pool {
        members: PoolMembers::Team { team: "sdr".into() },
        method,
        minds_absences: true,
        minds_capacity: true,
        minds_hours: false,
    };
    let row = &mut policy.handoffs[0].routing.rows[4];
    (row.when, row.assign) = (Criterion::default(), Assignment::Pool { pool });
    policy.handoffs[0].routing.rows = vec![row.clone()];
    policy
}

/// Gives out so many records one after another, and says who had how many.
fn given_out(policy: &Policy, records: usize) -> Vec<u32> {
    let told = Told { now: instant("2026-11-04T10:00"), zone: zone() };
    let mut loads: BTreeMap<String, Load> = BTreeMap::new();
    for turn in 0..records {
        let situation = Situation { told: &told, loads: &loads, duplicate: None, account: None };
        let Target::Person { key: Some(key), .. } =
            route(policy, &policy.handoffs[0], &Example::default(), &situation).target
        else {
            break;
        };
        let load = loads.entry(key).or_default();
        (load.given, load.open, load.last_given) = (load.given + 1, load.open + 1, Some(turn as i64));
    }
    policy.people.iter().map(|person| loads.get(&person.key).map_or(0, |load| load.given)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// Whoever has a share gets at least the whole part of it, and nobody without one gets anything.
    #[test]
    fn shares_are_kept(shares in vec(0..6_u32, 1..5), records in 0..60_usize, performance in any::<bool>()) {
        let method = if performance { PoolMethod::PerformanceWeighted } else { PoolMethod::Weighted };
        let given = given_out(&pooled(method, &shares), records);
        let all: u32 = shares.iter().sum();
        for (&share, &given) in shares.iter().zip(&given) {
            prop_assert!(all == 0 || given >= records as u32 * share / all, "{given} of {records} at {share} of {all}");
            prop_assert!(share > 0 || given == 0);
        }
    }

    /// Nobody has two more than another.
    #[test]
    fn turns_are_taken(people in 1..6_usize, records in 0..40_usize, balanced in any::<bool>()) {
        let method = if balanced { PoolMethod::LoadBalanced } else { PoolMethod::RoundRobin };
        let given = given_out(&pooled(method, &vec![1; people]), records);
        prop_assert!(given.iter().max().unwrap() - given.iter().min().unwrap() <= 1, "{given:?}");
        prop_assert_eq!(given.iter().sum::<u32>(), records as u32);
    }

    /// Where the check proves that every record gets an owner, every record does, whoever is away; and the reason names the row.
    #[test]
    fn a_table_that_is_proved_total_leaves_nobody_out(
        kept in vec(any::<bool>(), 11),
        closed in any::<bool>(),
        fields in vec(select(vec!["intent=high", "intent=low", "region=DACH", "region=LATAM", "employees=5000", "deal_owner=Bo Frei", "account_owner=Zoe"]), 0..5),
        day in 2..28_u32,
    ) {
        let mut policy = policy();
        let rows = &mut policy.handoffs[0].routing.rows;
        let mut kept = kept.into_iter();
        rows.retain(|_| kept.next().unwrap());
        if closed && let Some(last) = rows.last_mut().filter(|last| last.kind == RoutingKind::Fallback) {
            last.when = Criterion::default();
        }
        let told = Told { now: instant(&format!("2026-11-{day:02}T10:00")), zone: zone() };
        let report = check(&policy, &Evidence::default(), &told);
        let proved = !report.problems.iter().any(|problem| problem.rule == "routing-not-total");
        let mut record = Example::default();
        for part in fields {
            record.0.extend(example(&policy, part).0);
        }
        let situation = Situation { told: &told, loads: &BTreeMap::new(), duplicate: None, account: None };
        let routed = route(&policy, &policy.handoffs[0], &record, &situation);
        prop_assert!(!proved || routed.target != Target::Nobody, "{routed:?}");
        match routed.row {
            Some(row) => prop_assert!(routed.because.starts_with(&format!("row {} ", row + 1)), "{}", routed.because),
            None => prop_assert_eq!(routed.target, Target::Nobody),
        }
    }
}
