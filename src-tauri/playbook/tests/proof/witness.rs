//! Proofs over random criteria: every witness stands up to the ordinary evaluator, and on instances small enough to go through record by
//! record, the proof says what going through says.

use crate::criteria_catalogue::{catalogue, told};
use crate::criteria_random::{criterion, example};
use playbook::airtight::proof::{
    Assumed, Budget, Proof, Records, RowProof, apart, boundary, implies, never, overlaps, table,
};
use playbook::policy::criteria::{Condition, Constant, Criterion, Example, Given, Number, Span, SpanUnit, Told, Truth};
use proptest::prelude::*;
use proptest::sample::select;
use std::sync::OnceLock;

/// All records that take each field's value from its list; `None` = blank.
fn every_record(values: &[(&str, Vec<Option<Given>>)]) -> Vec<Example> {
    let mut records = vec![Example::default()];
    for (key, values) in values {
        let with = |record: &Example| {
            values
                .iter()
                .map(|value| {
                    let mut record = record.clone();
                    record.0.extend(value.clone().map(|value| ((*key).to_owned(), value)));
                    record
                })
                .collect::<Vec<_>>()
        };
        records = records.iter().flat_map(with).collect();
    }
    records
}

fn text(text: &str) -> Option<Given> {
    Some(Given::Text(text.into()))
}

fn passes(criterion: &Criterion, record: &Example, told: &Told) -> bool {
    criterion.truth(record, &catalogue(), told) == Truth::True
}

/// The first row that takes a record.
fn taken(rows: &[Criterion], record: &Example, told: &Told) -> Option<usize> {
    rows.iter().position(|row| passes(row, record, told))
}

/// Holds a table's proof against going through these records, each list at its present.
fn hold_against(rows: &[Criterion], gone_through: &[(Told, Vec<Example>)]) -> Result<(), TestCaseError> {
    let fields = &catalogue();
    let now = &gone_through[0].0;
    let refs: Vec<&Criterion> = rows.iter().collect();
    let proof = table(&refs, &Records::any(fields), now, Budget::default());
    let cases = || gone_through.iter().flat_map(|(told, records)| records.iter().map(move |record| (record, told)));
    match &proof.total {
        Proof::Proved => {
            let hole = cases().find(|(record, told)| taken(rows, record, told).is_none());
            prop_assert!(hole.is_none(), "not total: {:?}", hole);
        }
        Proof::Refuted { witness } => {
            prop_assert_eq!(taken(rows, &witness.record, &witness.told(told())), None, "{:?}", witness);
            let hole = cases().any(|(record, told)| taken(rows, record, told).is_none());
            prop_assert!(hole, "{:?} is beyond those gone through", witness);
        }
        Proof::NotProved { why } => prop_assert!(false, "{}", why),
    }
    for (row, proof) in proof.rows.iter().enumerate() {
        let reached = cases().any(|(record, told)| taken(rows, record, told) == Some(row));
        match proof {
            RowProof::Hit { witness } => {
                prop_assert_eq!(taken(rows, &witness.record, &witness.told(told())), Some(row), "{:?}", witness);
                prop_assert!(reached, "row {}: {:?} is beyond those gone through", row, witness);
            }
            RowProof::Covered { by } => {
                prop_assert!(!reached, "row {} is reached", row);
                prop_assert!(by.iter().all(|other| *other < row) && !by.is_empty());
                let uncovered = cases().find(|(record, told)| {
                    passes(&rows[row], record, told) && !by.iter().any(|&other| passes(&rows[other], record, told))
                });
                prop_assert!(uncovered.is_none(), "row {} is not covered by {:?}: {:?}", row, by, uncovered);
                prop_assert!(cases().any(|(record, told)| passes(&rows[row], record, told)));
            }
            RowProof::Never => {
                prop_assert!(!cases().any(|(record, told)| passes(&rows[row], record, told)), "row {} can pass", row);
            }
            RowProof::NotProved { why } => prop_assert!(false, "{}", why),
        }
    }
    let found = overlaps(&refs, &Records::any(fields), now, Budget::default(), |_, _| true).unwrap();
    for first in 0..rows.len() {
        for second in first + 1..rows.len() {
            let both = |(record, told): (&Example, &Told)| {
                passes(&rows[first], record, told) && passes(&rows[second], record, told)
            };
            let overlap = found.contains(&(first, second));
            prop_assert_eq!(overlap, cases().any(both), "rows {} and {}", first, second);
            let claim = apart(&rows[first], &rows[second], &Records::any(fields), now, Budget::default());
            prop_assert_eq!(overlap, claim.witness().is_some(), "rows {} and {}: {:?}", first, second, claim);
            if let Some(witness) = claim.witness() {
                prop_assert!(both((&witness.record, &witness.told(told()))));
            }
        }
    }
    Ok(())
}

fn tree(test: BoxedStrategy<Criterion>) -> BoxedStrategy<Criterion> {
    test.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Criterion::All),
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Criterion::Any),
            inner.prop_map(|part| Criterion::Not(Box::new(part))),
        ]
    })
    .boxed()
}

fn test(field: &'static str, condition: impl Strategy<Value = Condition> + 'static) -> BoxedStrategy<Criterion> {
    let condition = prop_oneof![6 => condition, 1 => Just(Condition::IsBlank), 1 => Just(Condition::IsFilled)];
    condition.prop_map(move |condition| Criterion::test(field, condition)).boxed()
}

fn constant() -> impl Strategy<Value = Constant> {
    select(&["a", "ab", "bb"][..]).prop_map(Constant::from)
}

/// Criteria on texts of few letters.
fn on_texts() -> BoxedStrategy<Criterion> {
    let part = || select(&["a", "b", "ab", "ba", "bb"][..]).prop_map(String::from);
    let condition = prop_oneof![
        constant().prop_map(Condition::Equals),
        proptest::collection::vec(constant(), 1..3).prop_map(Condition::NoneOf),
        part().prop_map(Condition::Contains),
        part().prop_map(Condition::Contains),
        part().prop_map(Condition::StartsWith),
    ];
    tree(test("title", condition))
}

/// Every text of these letters up to this length, and blank.
fn every_text(letters: &str, length: usize) -> Vec<Option<Given>> {
    let mut texts = vec![String::new()];
    let mut last = texts.clone();
    for _ in 0..length {
        last = last.iter().flat_map(|text| letters.chars().map(move |letter| format!("{text}{letter}"))).collect();
        texts.extend(last.clone());
    }
    texts.iter().map(|text| if text.is_empty() { None } else { self::text(text) }).collect()
}

/// Criteria on a choice, two numbers and a boolean.
fn on_values() -> BoxedStrategy<Criterion> {
    let number = || select(&[1, 2, 5][..]).prop_map(Number::from);
    let numbers = || {
        prop_oneof![
            number().prop_map(Condition::AtLeast),
            number().prop_map(Condition::LessThan),
            number().prop_map(|number| Condition::NotEquals(number.into())),
            (number(), number()).prop_map(|(a, b)| Condition::Between([a.min(b), a.max(b)])),
        ]
    };
    let choice = || select(&["DACH", "Nordics", "UKI"][..]).prop_map(Constant::from);
    let choices = prop_oneof![
        choice().prop_map(Condition::Equals),
        proptest::collection::vec(choice(), 1..3).prop_map(Condition::OneOf),
        proptest::collection::vec(choice(), 1..3).prop_map(Condition::NoneOf),
        Just(Condition::Contains("d".into())),
    ];
    let any = prop_oneof![
        test("region", choices),
        test("employees", numbers()),
        test("score", numbers()),
        test("consent", prop_oneof![Just(Condition::IsTrue), Just(Condition::IsFalse)]),
    ];
    tree(any.boxed())
}

fn some_values() -> Vec<Example> {
    let number = |value: f64| Some(Given::Number(Number::new(value).unwrap()));
    let numbers = || {
        vec![
            None,
            text("n/a"),
            number(0.0),
            number(1.0),
            number(1.5),
            number(2.0),
            number(3.0),
            number(5.0),
            number(9.0),
        ]
    };
    every_record(&[
        ("region", vec![None, text("dach"), text("Nordics"), text("UKI"), text("APAC"), text("dapac")]),
        ("employees", numbers()),
        ("score", numbers()),
        ("consent", vec![None, text("perhaps"), Some(Given::Boolean(true)), Some(Given::Boolean(false))]),
    ])
}

/// Criteria that compare a date and an instant with constants and with ages.
fn on_times() -> BoxedStrategy<Criterion> {
    let date = || select(&["2026-03-28", "2026-03-30"][..]).prop_map(|date| date.parse().unwrap());
    let span = || (0..3_u32).prop_map(|n| Span { n, unit: SpanUnit::Days });
    let times = || {
        prop_oneof![
            date().prop_map(Condition::Before),
            date().prop_map(Condition::After),
            date().prop_map(Condition::OnOrAfter),
            span().prop_map(Condition::WithinLast),
            span().prop_map(Condition::MoreThanAgo),
            span().prop_map(Condition::WithinNext),
        ]
    };
    tree(prop_oneof![test("renewal", times()), test("last_touch", times())].boxed())
}

/// Presents around every order in which constants and ages can lie, each with the days and instants around both.
fn some_times() -> Vec<(Told, Vec<Example>)> {
    const DAY: i64 = 86_400_000;
    let zone = &told().zone;
    let day = |day: u32| chrono::NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
    let start = |date| zone.first_instant_of(date).unwrap();
    let constants = [28, 29, 30, 31].map(|of_march| start(day(of_march)));
    let around = |at: i64| [at - 1, at, at + 1];
    let days_apart = |at: i64| (-3..=3).flat_map(move |days| around(at + days * DAY));
    let mut presents: Vec<i64> = constants.into_iter().flat_map(days_apart).collect();
    presents.extend(day(25).iter_days().take(10).flat_map(|date| around(start(date))));
    presents.sort_unstable();
    presents.dedup();
    let renewals: Vec<_> =
        day(20).iter_days().take(20).map(|day| text(&day.to_string())).chain([None, text("soon")]).collect();
    let at = |now: i64| {
        let mut touches: Vec<i64> = constants.into_iter().flat_map(around).chain(days_apart(now)).collect();
        touches.sort_unstable();
        touches.dedup();
        let instant = |at: i64| text(&chrono::DateTime::from_timestamp_millis(at).unwrap().to_rfc3339());
        let touches = touches.into_iter().map(instant).chain([None, text("soon")]).collect();
        every_record(&[("renewal", renewals.clone()), ("last_touch", touches)])
    };
    presents.into_iter().map(|now| (Told { now, zone: zone.clone() }, at(now))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Any witness, of any claim about random criteria over a whole catalogue, is one.
    #[test]
    fn every_witness_is_confirmed(rows in proptest::collection::vec(criterion(), 1..8)) {
        let (catalogue, budget) = (catalogue(), Budget::default());
        let records = Records::any(&catalogue);
        for row in &rows {
            match never(row, &records, told(), budget) {
                Proof::Proved => {}
                Proof::Refuted { witness } => prop_assert!(passes(row, &witness.record, &witness.told(told()))),
                Proof::NotProved { why } => prop_assert!(false, "{}", why),
            }
        }
        let both = boundary(&rows[0], &rows[rows.len() - 1], &records, told(), budget);
        for (claim, first, second) in [(both.gap, &rows[0], rows.last().unwrap()), (both.overlap, rows.last().unwrap(), &rows[0])] {
            prop_assert!(!matches!(claim, Proof::NotProved { .. }), "{:?}", claim);
            if let Some(witness) = claim.witness() {
                let told = witness.told(told());
                prop_assert!(passes(first, &witness.record, &told) && !passes(second, &witness.record, &told));
            }
        }
        let refs: Vec<&Criterion> = rows.iter().collect();
        let proof = table(&refs, &records, told(), budget);
        prop_assert!(!matches!(proof.total, Proof::NotProved { .. }), "{:?}", proof.total);
        if let Some(witness) = proof.total.witness() {
            prop_assert_eq!(taken(&rows, &witness.record, &witness.told(told())), None);
        }
        for (row, proof) in proof.rows.iter().enumerate() {
            prop_assert!(!matches!(proof, RowProof::NotProved { .. }), "{:?}", proof);
            if let RowProof::Hit { witness } = proof {
                prop_assert_eq!(taken(&rows, &witness.record, &witness.told(told())), Some(row));
            }
        }
    }

    /// What matters in a witness is enough: with anything else in the other fields, it is still one.
    #[test]
    fn what_matters_is_enough(rows in proptest::collection::vec(criterion(), 1..6), other in example()) {
        let refs: Vec<&Criterion> = rows.iter().collect();
        let catalogue = catalogue();
        let proof = table(&refs, &Records::any(&catalogue), told(), Budget::default());
        let witnesses = proof.rows.iter().map(|row| match row {
            RowProof::Hit { witness } => Some(witness),
            RowProof::Covered { .. } | RowProof::Never | RowProof::NotProved { .. } => None,
        });
        for (row, witness) in witnesses.enumerate().map(|(row, witness)| (Some(row), witness)).chain([(None, proof.total.witness())]) {
            let Some(witness) = witness else { continue };
            let mut record = other.clone();
            for key in &witness.matters {
                record.0.remove(key);
                record.0.extend(witness.record.0.get(key).map(|value| (key.clone(), value.clone())));
            }
            prop_assert_eq!(taken(&rows, &record, &witness.told(told())), row, "{:?} with {:?}", witness, other);
        }
    }

    /// Two implications make an equivalence: a criterion and its double negation imply each other.
    #[test]
    fn double_negation_is_proved(criterion in criterion()) {
        let twice = Criterion::Not(Box::new(Criterion::Not(Box::new(criterion.clone()))));
        let catalogue = catalogue();
        let records = Records::any(&catalogue);
        for (first, second) in [(&criterion, &twice), (&twice, &criterion)] {
            prop_assert_eq!(implies(first, second, &records, told(), Budget::default()), Proof::Proved);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    /// Texts by their parts: as going through every text of three letters up to six long.
    #[test]
    fn texts_as_gone_through(rows in proptest::collection::vec(on_texts(), 1..5)) {
        hold_against(&rows, &[(told().clone(), every_record(&[("title", every_text("abc", 6))]))])?;
    }

    /// Choices, numbers and booleans, unreadable values among them: as going through a value for every cell.
    #[test]
    fn values_as_gone_through(rows in proptest::collection::vec(on_values(), 1..5)) {
        hold_against(&rows, &[(told().clone(), some_values())])?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Dates and ages of the same fields: as going through days, hours and presents.
    #[test]
    fn times_as_gone_through(rows in proptest::collection::vec(on_times(), 1..3)) {
        static TIMES: OnceLock<Vec<(Told, Vec<Example>)>> = OnceLock::new();
        hold_against(&rows, TIMES.get_or_init(some_times))?;
    }
}

#[test]
fn what_is_assumed_closes_a_hole() {
    let rows = [
        Criterion::test("employees", Condition::AtLeast(Number::from(10))),
        Criterion::test("employees", Condition::AtMost(Number::from(9))),
    ];
    let rows: Vec<&Criterion> = rows.iter().collect();
    let catalogue = catalogue();
    let total = |assumed: Assumed| {
        let records = Records::any(&catalogue).assuming("employees", assumed);
        table(&rows, &records, told(), Budget::default()).total
    };
    let value = |proof: Proof| proof.witness().unwrap().record.0.get("employees").cloned();
    let number = |value: f64| Some(Given::Number(Number::new(value).unwrap()));
    assert_eq!(value(total(Assumed::default())), number(9.5));
    let whole = Assumed { whole: true, ..Assumed::default() };
    assert_eq!(value(total(whole)), None, "a blank one");
    let filled = Assumed { filled: true, ..whole };
    assert_eq!(value(total(filled)), text("unreadable"));
    assert_eq!(total(Assumed { readable: true, ..filled }), Proof::Proved);
    let small = Assumed { least: Some(Number::from(0)), most: Some(Number::new(9.2).unwrap()), ..Assumed::default() };
    assert_eq!(value(total(small)), number(9.1));
}
