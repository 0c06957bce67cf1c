//! How fast criteria are judged on one core, and routing tables proved: `bench-criteria` measures both, `bench-criteria cases N FILE` writes
//! records with their JSONLogic and our answers for the peers of `criteria_peers.py` and `criteria_peers.mjs`.

use playbook::airtight::proof::{Assumed, Budget, Proof, Records, RowProof, overlaps, table};
use playbook::airtight::{Evidence, check};
use playbook::calendar::Zone;
use playbook::policy::criteria::{
    Condition, Constant, Criterion, Example, FactColumns, Given, Number, Told, Truth, jsonlogic,
};
use playbook::policy::{
    Assignment, Field, FieldKind, HandoffPoint, IfAway, Policy, Role, RoutingKind, RoutingRow, RoutingTable, Stage,
    StageKind,
};
use serde_json::{Value, json};
use std::hint::black_box;
use std::time::Instant as Stopwatch;

/// 2026-01-01, UTC.
const NOW: i64 = 1_767_225_600_000;
const ROUNDS: usize = 7;

/// Nanoseconds of CPU time that this process has had; the wall clock's where Linux does not tell.
fn cpu_ns(since: Stopwatch) -> u128 {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok();
    let first = told.as_deref().and_then(|text| text.split_whitespace().next()).and_then(|text| text.parse().ok());
    first.unwrap_or_else(|| since.elapsed().as_nanos())
}

/// The best of several rounds, in nanoseconds of CPU time.
fn best<T>(mut work: impl FnMut() -> T) -> f64 {
    let since = Stopwatch::now();
    (0..ROUNDS)
        .map(|_| {
            let before = cpu_ns(since);
            black_box(work());
            (cpu_ns(since) - before) as f64
        })
        .fold(f64::INFINITY, f64::min)
}

/// Splitmix64: the same cases on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }
}

fn field(key: &str, kind: FieldKind, values: Vec<String>) -> Field {
    Field { key: key.into(), name: key.into(), kind, values, ..Field::default() }
}

fn catalogue() -> Vec<Field> {
    let values = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    vec![
        field("employees", FieldKind::Number, Vec::new()),
        field("region", FieldKind::Choice, values(&["DACH", "Nordics", "UKI", "Benelux", "Iberia", "Americas"])),
        field("title", FieldKind::Text, Vec::new()),
        field("email", FieldKind::Text, Vec::new()),
        field("consent", FieldKind::Boolean, Vec::new()),
        field("renewal", FieldKind::Date, Vec::new()),
        field("last_touch", FieldKind::Instant, Vec::new()),
        field("score", FieldKind::Number, Vec::new()),
    ]
}

/// Eight tests in three groups, as an acceptance criterion has them.
fn criterion() -> Result<Criterion, Box<dyn std::error::Error>> {
    Ok(Criterion::from_json(&json!({"all": [
        {"field": "employees", "is": "at_least", "value": 200},
        {"field": "consent", "is": "is_true"},
        {"any": [
            {"field": "region", "is": "one_of", "value": ["DACH", "Nordics", "UKI"]},
            {"field": "title", "is": "contains", "value": "head"},
        ]},
        {"not": {"any": [
            {"field": "email", "is": "starts_with", "value": "test"},
            {"field": "score", "is": "less_than", "value": 20},
        ]}},
        {"any": [
            {"field": "last_touch", "is": "within_last", "value": {"n": 30, "unit": "days"}},
            {"field": "renewal", "is": "before", "value": "2026-06-30"},
        ]},
    ]}))?)
}

/// A record with one field in eight blank.
fn record(random: &mut Random) -> Example {
    let pick = |random: &mut Random, of: &[&str]| Given::Text(of[random.below(of.len())].into());
    let mut record = Example::default();
    for field in catalogue() {
        if random.below(8) == 0 {
            continue;
        }
        let given = match field.key.as_str() {
            "employees" => Given::Number(Number::from(random.below(2_000) as i32)),
            "score" => Given::Number(Number::from(random.below(100) as i32)),
            "region" => pick(random, &["DACH", "Nordics", "UKI", "Benelux", "Iberia", "Americas"]),
            "title" => pick(random, &["Head of Sales", "VP Marketing", "Account Executive", "Founder"]),
            "email" => pick(random, &["ada@example.com", "grace@gmail.com", "test@example.org"]),
            "consent" => Given::Boolean(random.below(4) > 0),
            "renewal" => Given::Text(format!("2026-{:02}-{:02}", 1 + random.below(12), 1 + random.below(28))),
            _ => Given::Text(format!("2025-{:02}-{:02}T10:00:00Z", 7 + random.below(6), 1 + random.below(28))),
        };
        record.0.insert(field.key, given);
    }
    record
}

fn judging(told: &Told) -> Result<(), Box<dyn std::error::Error>> {
    let (criterion, catalogue) = (criterion()?, catalogue());
    let mut random = Random(1);
    let records: Vec<Example> = (0..20_000).map(|_| record(&mut random)).collect();
    let one_by_one = || records.iter().filter(|record| criterion.truth(*record, &catalogue, told).is_true()).count();
    println!("baton one_by_one {:.0}", best(one_by_one) / records.len() as f64);
    let filled = |rounds: usize| {
        let mut columns = FactColumns::new(&catalogue, &told.zone);
        (0..rounds).for_each(|_| records.iter().for_each(|record| columns.push(record)));
        columns
    };
    println!("baton read {:.1}", best(|| filled(1).len()) / records.len() as f64);
    let columns = filled(50);
    println!("baton all_at_once {:.2}", best(|| criterion.judge_all(&columns, told).tally()) / columns.len() as f64);
    Ok(())
}

fn cases(count: usize, file: &str, told: &Told) -> Result<(), Box<dyn std::error::Error>> {
    let (criterion, catalogue) = (criterion()?, catalogue());
    let mut random = Random(2);
    let records: Vec<Example> = (0..count).map(|_| record(&mut random)).collect();
    let data: Vec<Value> = records.iter().map(|record| jsonlogic::data(record, &catalogue, told)).collect();
    let passes: Vec<bool> =
        records.iter().map(|record| criterion.truth(record, &catalogue, told) == Truth::True).collect();
    let rule = jsonlogic::rule(&criterion, &catalogue, told);
    serde_json::to_writer(std::fs::File::create(file)?, &json!({"rule": rule, "data": data, "passes": passes}))?;
    Ok(())
}

/// Thirty fields: choices, numbers, booleans, texts and dates.
fn thirty_fields() -> Vec<Field> {
    let kinds =
        [FieldKind::Choice, FieldKind::Number, FieldKind::Choice, FieldKind::Boolean, FieldKind::Text, FieldKind::Date];
    (0..30)
        .map(|number| {
            let kind = kinds[number % kinds.len()];
            let values =
                if kind == FieldKind::Choice { (0..12).map(|value| format!("v{value}")).collect() } else { Vec::new() };
            field(&format!("f{number}"), kind, values)
        })
        .collect()
}

/// A test of a field, with constants from small pools.
fn test(field: &Field, random: &mut Random) -> Condition {
    let number = |random: &mut Random| Number::from(10 * random.below(40) as i32);
    match field.kind {
        FieldKind::Choice => {
            let count = 1 + random.below(5);
            Condition::OneOf((0..count).map(|_| Constant::Text(format!("v{}", random.below(12)))).collect())
        }
        FieldKind::Number if random.below(2) == 0 => Condition::AtLeast(number(random)),
        FieldKind::Number => Condition::LessThan(number(random)),
        FieldKind::Boolean if random.below(2) == 0 => Condition::IsTrue,
        FieldKind::Boolean => Condition::IsFalse,
        FieldKind::Text => Condition::Contains(["head", "vp", "sales", "head of sales", "it"][random.below(5)].into()),
        FieldKind::Date | FieldKind::Instant => {
            let day = chrono::NaiveDate::from_ymd_opt(2026, 1 + random.below(12) as u32, 1).unwrap_or_default();
            if random.below(2) == 0 { Condition::Before(day) } else { Condition::OnOrAfter(day) }
        }
    }
}

/// A hundred rows of two to five parts: tests, some negated, and some with an alternative.
fn random_table(fields: &[Field], random: &mut Random) -> Vec<Criterion> {
    let one = |random: &mut Random| {
        let field = &fields[random.below(fields.len())];
        let condition = test(field, random);
        Criterion::test(&field.key, condition)
    };
    let part = |random: &mut Random| match random.below(10) {
        0 | 1 => Criterion::Not(Box::new(one(random))),
        2 => Criterion::Any(vec![one(random), one(random)]),
        _ => one(random),
    };
    (0..100).map(|_| Criterion::All((0..2 + random.below(4)).map(|_| part(random)).collect())).collect()
}

/// A hundred rows that leave nothing out: a tree of questions, each answered by yes or no, with its leaves in another order.
fn parted_table(fields: &[Field], random: &mut Random) -> Vec<Criterion> {
    let mut rows = vec![Vec::new()];
    while rows.len() < 100 {
        let at = random.below(rows.len());
        let row = rows.swap_remove(at);
        let field = &fields[random.below(fields.len())];
        let asked = Criterion::test(&field.key, test(field, random));
        let with = |last: Criterion| row.iter().cloned().chain([last]).collect::<Vec<_>>();
        rows.push(with(asked.clone()));
        rows.push(with(Criterion::Not(Box::new(asked))));
    }
    rows.into_iter().map(Criterion::All).collect()
}

fn proving(told: &Told) {
    let fields = thirty_fields();
    let filled = Assumed { filled: true, readable: true, ..Assumed::default() };
    let whole = fields.iter().fold(Records::any(&fields), |records, field| records.assuming(&field.key, filled));
    let any = Records::any(&fields);
    let budget = Budget::default();
    let mut slowest = [0.0_f64; 4];
    for seed in 0..20 {
        let mut random = Random(seed);
        let tables = [(random_table(&fields, &mut random), &any), (parted_table(&fields, &mut random), &whole)];
        for (kind, (rows, records)) in tables.iter().enumerate() {
            let rows: Vec<&Criterion> = rows.iter().collect();
            let since = Stopwatch::now();
            let before = cpu_ns(since);
            let proof = table(&rows, records, told, budget);
            slowest[kind] = slowest[kind].max((cpu_ns(since) - before) as f64 / 1e6);
            let undecided = proof.rows.iter().filter(|row| matches!(row, RowProof::NotProved { .. })).count();
            assert!(undecided == 0 && !matches!(proof.total, Proof::NotProved { .. }), "a table was not decided");
            let before = cpu_ns(since);
            let found = overlaps(&rows, records, told, budget, |_, _| true);
            slowest[2 + kind] = slowest[2 + kind].max((cpu_ns(since) - before) as f64 / 1e6);
            assert!(found.is_ok(), "overlaps were not decided");
        }
    }
    for (name, milliseconds) in ["table", "total_table", "overlaps", "total_overlaps"].iter().zip(slowest) {
        println!("proof {name} {milliseconds:.1}");
    }
}

/// A policy with a table between two stages, for three intent tiers, and a fallback below it.
fn journey(fields: &[Field], rows: Vec<Criterion>) -> Policy {
    let mut policy = Policy::new("Kestrel", "UTC");
    policy.roles = vec![Role { key: "lead".into(), name: "Lead".into(), ..Role::default() }];
    policy.fields = fields.to_vec();
    let tiers = ["high", "medium", "low"].map(str::to_owned).to_vec();
    policy.fields[0] = field("intent", FieldKind::Choice, tiers);
    let stage = |key: &str, kind| Stage { key: key.into(), name: key.into(), kind, ..Stage::default() };
    policy.stages =
        vec![stage("new", StageKind::Start), stage("taken", StageKind::Normal), stage("won", StageKind::Won)];
    let assign = || Assignment::Role { role: "lead".into(), if_away: IfAway::Assign };
    let kinds = [RoutingKind::Territory, RoutingKind::Product, RoutingKind::Complexity];
    let row = |(at, when): (usize, Criterion)| {
        let kind = if when.is_always() { RoutingKind::Fallback } else { kinds[at * kinds.len() / 101] };
        RoutingRow { key: format!("row {at}"), kind, when, assign: assign(), reason: String::new() }
    };
    let rows = rows.into_iter().chain([Criterion::default()]).enumerate().map(row).collect();
    let handoff = HandoffPoint {
        key: "H1".into(),
        name: "Taken".into(),
        from_stage: Some("new".into()),
        to_stage: Some("taken".into()),
        routing: RoutingTable { rows, ..RoutingTable::default() },
        ..HandoffPoint::default()
    };
    policy.handoffs = vec![handoff];
    policy
}

/// The whole check, as it runs while somebody edits.
fn checking(told: &Told) {
    let fields = thirty_fields();
    let mut slowest = [0.0_f64; 2];
    for seed in 0..20 {
        let mut random = Random(seed);
        let tables = [random_table(&fields, &mut random), parted_table(&fields, &mut random)];
        for (kind, rows) in tables.into_iter().enumerate() {
            let policy = journey(&fields, rows);
            let since = Stopwatch::now();
            let before = cpu_ns(since);
            let report = check(&policy, &Evidence::default(), told);
            slowest[kind] = slowest[kind].max((cpu_ns(since) - before) as f64 / 1e6);
            assert!(report.problems.iter().all(|problem| !problem.message.contains("not proved")), "not decided");
        }
    }
    for (name, milliseconds) in ["check", "total_check"].iter().zip(slowest) {
        println!("proof {name} {milliseconds:.1}");
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let told = Told { now: NOW, zone: Zone::utc() };
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => {
            judging(&told)?;
            proving(&told);
            checking(&told);
            Ok(())
        }
        ["cases", count, file] => cases(count.parse()?, file, &told),
        _ => Err("usage: bench-criteria [cases N FILE]".into()),
    }
}
