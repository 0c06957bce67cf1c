//! Random criteria and random records over the catalogue of `criteria_catalogue`. The constants come from small pools, so that tests and values meet.

use crate::criteria_catalogue::catalogue;
use playbook::policy::criteria::{Condition, Constant, Criterion, Example, Given, Number, Span, SpanUnit};
use proptest::prelude::*;
use proptest::sample::select;

const TEXTS: [&str; 8] =
    ["vp", "VP Sales", "sales", "Head of Sales", "ada@gmail.com", "gmail.com", "ada@example.com", "Ü"];
const NUMBERS: [f64; 6] = [-1.0, 0.0, 10.0, 10.5, 200.0, 1_000_000.0];
const DATES: [&str; 5] = ["2025-12-31", "2026-03-28", "2026-03-29", "2026-03-30", "2026-06-30"];

fn number() -> impl Strategy<Value = Number> {
    select(NUMBERS.as_slice()).prop_map(|number| Number::new(number).unwrap())
}

fn text() -> impl Strategy<Value = Constant> {
    select(TEXTS.as_slice()).prop_map(Constant::from)
}

fn choice() -> impl Strategy<Value = Constant> {
    select(&["DACH", "nordics", " UKI "][..]).prop_map(Constant::from)
}

fn date() -> impl Strategy<Value = chrono::NaiveDate> {
    select(DATES.as_slice()).prop_map(|date| date.parse().unwrap())
}

fn among(values: BoxedStrategy<Constant>) -> BoxedStrategy<Condition> {
    let list = proptest::collection::vec(values.clone(), 1..3);
    prop_oneof![
        values.clone().prop_map(Condition::Equals),
        values.prop_map(Condition::NotEquals),
        list.clone().prop_map(Condition::OneOf),
        list.prop_map(Condition::NoneOf),
    ]
    .boxed()
}

fn part() -> impl Strategy<Value = String> {
    select(&["vp", "SALES", "a", "d", "@gmail", "DA", " of "][..]).prop_map(String::from)
}

fn texts() -> BoxedStrategy<Condition> {
    prop_oneof![
        among(text().boxed()),
        part().prop_map(Condition::Contains),
        part().prop_map(Condition::StartsWith),
        Just(Condition::IsFreeMail),
    ]
    .boxed()
}

fn choices() -> BoxedStrategy<Condition> {
    prop_oneof![3 => among(choice().boxed()), 1 => part().prop_map(Condition::Contains)].boxed()
}

fn numbers() -> BoxedStrategy<Condition> {
    prop_oneof![
        among(number().prop_map(Constant::from).boxed()),
        number().prop_map(Condition::AtLeast),
        number().prop_map(Condition::AtMost),
        number().prop_map(Condition::MoreThan),
        number().prop_map(Condition::LessThan),
        (number(), number()).prop_map(|(a, b)| Condition::Between([a.min(b), a.max(b)])),
    ]
    .boxed()
}

fn times(units: &'static [SpanUnit]) -> BoxedStrategy<Condition> {
    let span = (select(&[0_u32, 1, 2, 30][..]), select(units)).prop_map(|(n, unit)| Span { n, unit }).boxed();
    prop_oneof![
        date().prop_map(Condition::Before),
        date().prop_map(Condition::After),
        date().prop_map(Condition::OnOrBefore),
        date().prop_map(Condition::OnOrAfter),
        span.clone().prop_map(Condition::WithinLast),
        span.clone().prop_map(Condition::MoreThanAgo),
        span.prop_map(Condition::WithinNext),
    ]
    .boxed()
}

/// A test that fits the catalogue.
pub fn test() -> BoxedStrategy<Criterion> {
    let of = |key: &'static str, condition: BoxedStrategy<Condition>| {
        let condition = prop_oneof![8 => condition, 1 => Just(Condition::IsBlank), 1 => Just(Condition::IsFilled)];
        condition.prop_map(move |condition| Criterion::test(key, condition)).boxed()
    };
    prop_oneof![
        of("title", texts()),
        of("email", texts()),
        of("region", choices()),
        of("employees", numbers()),
        of("score", numbers()),
        of("renewal", times(&[SpanUnit::Days, SpanUnit::Weeks])),
        of("last_touch", times(&[SpanUnit::Minutes, SpanUnit::Hours, SpanUnit::Days, SpanUnit::Weeks])),
        of("consent", prop_oneof![Just(Condition::IsTrue), Just(Condition::IsFalse)].boxed()),
    ]
    .boxed()
}

/// A tree of tests that fit the catalogue.
pub fn criterion() -> BoxedStrategy<Criterion> {
    test()
        .prop_recursive(4, 16, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Criterion::All),
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Criterion::Any),
                inner.prop_map(|part| Criterion::Not(Box::new(part))),
            ]
        })
        .boxed()
}

/// A record: each field blank, unreadable or, mostly, with a value near the constants.
pub fn example() -> impl Strategy<Value = Example> {
    let given = |texts: &'static [&'static str]| {
        proptest::option::weighted(0.8, select(texts)).prop_map(|text| text.map(|text| Given::Text(text.into())))
    };
    let number = || {
        let value = prop_oneof![
            8 => number().prop_map(Given::Number),
            1 => Just(Given::Text("about 10".into())),
            1 => Just(Given::Text(" 10.5 ".into())),
        ];
        proptest::option::weighted(0.8, value)
    };
    (
        given(&["VP", "vp sales", " Sales ", "head of sales", "ü", "Clerk", "  "]),
        given(&["ada@gmail.com", "gmail.com", "ada@example.com", "Ada@GMAIL.com", "gmail"]),
        given(&["DACH", "dach", "Nordics", "UKI", "APAC"]),
        number(),
        number(),
        given(&[
            "2025-12-31",
            "2026-02-27",
            "2026-03-28",
            "2026-03-29",
            "2026-03-30",
            "2026-04-28",
            "2026-06-30",
            "soon",
        ]),
        given(&[
            "2025-12-31",
            "2026-03-28T22:59:59Z",
            "2026-03-28T23:00:00Z",
            "2026-03-29T10:29:00Z",
            "2026-03-29T10:30:00Z",
            "2026-03-29T10:30:00.001Z",
            "2026-03-29T02:30:00",
            "2026-03-29T22:00:00Z",
            "2026-06-30 12:00",
            "yesterday",
        ]),
        proptest::option::weighted(
            0.8,
            prop_oneof![any::<bool>().prop_map(Given::Boolean), Just(Given::Text("yes".into()))],
        ),
    )
        .prop_map(|values| {
            let (title, email, region, employees, score, renewal, last_touch, consent) = values;
            let values = [title, email, region, employees, score, renewal, last_touch, consent];
            let keys = catalogue().into_iter().map(|field| field.key);
            Example(keys.zip(values).filter_map(|(key, value)| Some((key, value?))).collect())
        })
}
