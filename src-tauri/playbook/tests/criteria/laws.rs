//! Laws of criteria, over random trees and random records.

use crate::criteria_catalogue::{catalogue, told};
use crate::criteria_random::{criterion, example};
use playbook::policy::criteria::{Criterion, FactColumns, Tally, Truth, check, jsonlogic};
use proptest::prelude::*;
use serde_json::Value;

fn not(criterion: &Criterion) -> Criterion {
    Criterion::Not(Box::new(criterion.clone()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// What is written is read again, and fits.
    #[test]
    fn json_keeps_a_criterion(criterion in criterion()) {
        let json = serde_json::to_string(&criterion).unwrap();
        prop_assert_eq!(serde_json::from_str::<Criterion>(&json).unwrap(), criterion.clone());
        prop_assert_eq!(check(&criterion, &catalogue()), []);
    }

    /// Not not *a* is *a*.
    #[test]
    fn two_negations_are_none(criterion in criterion(), record in example()) {
        let truth = |criterion: &Criterion| criterion.truth(&record, &catalogue(), told());
        prop_assert_eq!(truth(&not(&not(&criterion))), truth(&criterion));
    }

    /// Not (a and b) is not a or not b, and the other way round, unknowns included.
    #[test]
    fn de_morgan_holds_in_three_values(parts in proptest::collection::vec(criterion(), 0..4), record in example()) {
        let truth = |criterion: &Criterion| criterion.truth(&record, &catalogue(), told());
        let negated: Vec<Criterion> = parts.iter().map(not).collect();
        prop_assert_eq!(truth(&not(&Criterion::All(parts.clone()))), truth(&Criterion::Any(negated.clone())));
        prop_assert_eq!(truth(&not(&Criterion::Any(parts))), truth(&Criterion::All(negated)));
    }

    /// The explanation judges as the evaluator does, names something that decided, and says it as the truth is.
    #[test]
    fn the_reasons_are_those_of_the_truth(criterion in criterion(), record in example()) {
        let verdict = criterion.verdict(&record, &catalogue(), told());
        prop_assert_eq!(verdict.truth, criterion.truth(&record, &catalogue(), told()));
        let sentence = verdict.sentence();
        match verdict.truth {
            Truth::True => prop_assert!(sentence.starts_with("passes"), "{}", sentence),
            Truth::False => prop_assert!(sentence.starts_with("fails"), "{}", sentence),
            Truth::Unknown => prop_assert!(sentence.starts_with("unknown: *"), "{}", sentence),
        }
    }

    /// All records at once are judged as one by one.
    #[test]
    fn compiled_is_interpreted(criterion in criterion(), records in proptest::collection::vec(example(), 0..150)) {
        let mut columns = FactColumns::new(&catalogue(), &told().zone);
        records.iter().for_each(|record| columns.push(record));
        let judged = criterion.judge_all(&columns, told());
        prop_assert_eq!(judged.len(), records.len());
        let mut tally = Tally::default();
        for (row, record) in records.iter().enumerate() {
            let truth = criterion.truth(record, &catalogue(), told());
            prop_assert_eq!(judged.truth(row), truth, "row {}: {:?}", row, record);
            match truth {
                Truth::True => tally.passes += 1,
                Truth::False => tally.fails += 1,
                Truth::Unknown => tally.unknown += 1,
            }
        }
        prop_assert_eq!(judged.tally(), tally);
        prop_assert_eq!(judged.rows(Truth::False).count() as u32, tally.fails);
    }

    /// A field that a record has not got decides nothing but whether it is blank: filling it never turns a pass into a fail without
    /// a test of blankness.
    #[test]
    fn more_is_known_never_less(criterion in criterion(), record in example(), key in 0..8_usize) {
        let asks_blank = criterion.tests().iter().any(|test| matches!(test.condition.name(), "is_blank" | "is_filled"));
        prop_assume!(!asks_blank);
        let mut less = record.clone();
        less.0.remove(&catalogue()[key].key);
        let (before, after) = (criterion.truth(&less, &catalogue(), told()), criterion.truth(&record, &catalogue(), told()));
        prop_assert!(before == Truth::Unknown || before == after, "{:?} then {:?}", before, after);
    }

    /// The JSONLogic of a criterion is true exactly of the records that pass, and of its negation exactly of those that fail.
    #[test]
    fn jsonlogic_is_true_of_those_that_pass(criterion in criterion(), record in example()) {
        let (catalogue, told) = (catalogue(), told());
        let data = jsonlogic::data(&record, &catalogue, told);
        let truth = criterion.truth(&record, &catalogue, told);
        let rule = jsonlogic::rule(&criterion, &catalogue, told);
        prop_assert_eq!(truthy(&apply(&rule, &data)), truth == Truth::True, "{} of {}", rule, data);
        let rule = jsonlogic::rule(&not(&criterion), &catalogue, told);
        prop_assert_eq!(truthy(&apply(&rule, &data)), truth == Truth::False, "{} of {}", rule, data);
    }
}

/// JSONLogic as jsonlogic.com describes it, as far as our rules use it; comparisons of null are JavaScript's, in which null is 0.
fn apply(rule: &Value, data: &Value) -> Value {
    let Value::Object(object) = rule else {
        return match rule {
            Value::Array(parts) => parts.iter().map(|part| apply(part, data)).collect(),
            other => other.clone(),
        };
    };
    let (operator, parts) = object.iter().next().expect("an operator");
    let parts = parts.as_array().cloned().unwrap_or_else(|| vec![parts.clone()]);
    match operator.as_str() {
        "and" => return parts.iter().map(|part| apply(part, data)).find(|part| !truthy(part)).unwrap_or(true.into()),
        "or" => return parts.iter().map(|part| apply(part, data)).find(truthy).unwrap_or(false.into()),
        "var" => return data.get(parts[0].as_str().unwrap()).cloned().unwrap_or(Value::Null),
        _ => {}
    }
    let parts: Vec<Value> = parts.iter().map(|part| apply(part, data)).collect();
    let number = |value: &Value| value.as_f64().unwrap_or(0.0);
    match operator.as_str() {
        "!" => (!truthy(&parts[0])).into(),
        "==" | "===" => same(&parts[0], &parts[1]).into(),
        "!==" => (!same(&parts[0], &parts[1])).into(),
        "<" => parts.is_sorted_by(|a, b| number(a) < number(b)).into(),
        "<=" => parts.is_sorted_by(|a, b| number(a) <= number(b)).into(),
        "-" => (number(&parts[0]) - number(&parts[1])).into(),
        "in" => match &parts[1] {
            Value::String(text) => parts[0].as_str().is_some_and(|part| text.contains(part)).into(),
            Value::Array(values) => values.iter().any(|value| same(value, &parts[0])).into(),
            _ => false.into(),
        },
        "substr" => {
            let units: Vec<u16> = parts[0].as_str().unwrap_or("").encode_utf16().collect();
            let from = parts[1].as_i64().unwrap();
            let from = if from < 0 { units.len().saturating_sub(from.unsigned_abs() as usize) } else { from as usize };
            let length = parts.get(2).and_then(Value::as_u64).map_or(usize::MAX, |length| length as usize);
            String::from_utf16(&units.into_iter().skip(from).take(length).collect::<Vec<u16>>()).unwrap().into()
        }
        other => panic!("no rule of ours uses {other}"),
    }
}

fn same(a: &Value, b: &Value) -> bool {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => a == b,
        _ => a == b,
    }
}

fn truthy(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false))
}
