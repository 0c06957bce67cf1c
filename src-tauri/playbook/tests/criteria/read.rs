//! Criteria as JSON: what is written is read again, what is wrong is refused with its place, and what does not fit the catalogue is said
//! in a sentence.

use playbook::policy::criteria::{
    Condition, Constant, Criterion, MOST_DEPTH, Number, Span, SpanUnit, check, fold, is_free_mail,
};
use playbook::policy::{Field, FieldKind};
use serde_json::{Value, json};

fn catalogue() -> Vec<Field> {
    let field = |key: &str, kind, values: &[&str]| Field {
        key: key.into(),
        name: key.into(),
        kind,
        values: values.iter().map(|value| (*value).into()).collect(),
        ..Field::default()
    };
    vec![
        field("title", FieldKind::Text, &[]),
        field("region", FieldKind::Choice, &["DACH", "Nordics"]),
        field("employees", FieldKind::Number, &[]),
        field("renewal", FieldKind::Date, &[]),
        field("last_touch", FieldKind::Instant, &[]),
        field("consent", FieldKind::Boolean, &[]),
    ]
}

#[test]
fn json_is_exactly_this() {
    let criterion = Criterion::All(vec![
        Criterion::test("employees", Condition::AtLeast(Number::from(200))),
        Criterion::Any(vec![
            Criterion::test("region", Condition::OneOf(vec!["DACH".into(), "Nordics".into()])),
            Criterion::Not(Box::new(Criterion::test("consent", Condition::IsBlank))),
        ]),
        Criterion::test("last_touch", Condition::WithinLast(Span { n: 30, unit: SpanUnit::Days })),
        Criterion::test("amount", Condition::Between([Number::from(1), Number::new(2.5).unwrap()])),
    ]);
    let written = json!({"all": [
        {"field": "employees", "is": "at_least", "value": 200},
        {"any": [
            {"field": "region", "is": "one_of", "value": ["DACH", "Nordics"]},
            {"not": {"field": "consent", "is": "is_blank"}},
        ]},
        {"field": "last_touch", "is": "within_last", "value": {"n": 30, "unit": "days"}},
        {"field": "amount", "is": "between", "value": [1, 2.5]},
    ]});
    assert_eq!(serde_json::to_string(&criterion).unwrap(), written.to_string());
    assert_eq!(serde_json::from_value::<Criterion>(written).unwrap(), criterion);
    assert_eq!(serde_json::to_value(Criterion::default()).unwrap(), json!({"all": []}));
    assert!(Criterion::default().is_always());
}

#[test]
fn every_operator_reads_back() {
    let tests = [
        json!({"field": "f", "is": "equals", "value": "a"}),
        json!({"field": "f", "is": "equals", "value": 3}),
        json!({"field": "f", "is": "not_equals", "value": "a"}),
        json!({"field": "f", "is": "one_of", "value": ["a", 1]}),
        json!({"field": "f", "is": "none_of", "value": []}),
        json!({"field": "f", "is": "contains", "value": "a"}),
        json!({"field": "f", "is": "starts_with", "value": "a"}),
        json!({"field": "f", "is": "is_free_mail"}),
        json!({"field": "f", "is": "at_least", "value": -1.5}),
        json!({"field": "f", "is": "at_most", "value": 1}),
        json!({"field": "f", "is": "more_than", "value": 1}),
        json!({"field": "f", "is": "less_than", "value": 1}),
        json!({"field": "f", "is": "between", "value": [1, 2]}),
        json!({"field": "f", "is": "before", "value": "2026-02-28"}),
        json!({"field": "f", "is": "after", "value": "2026-02-28"}),
        json!({"field": "f", "is": "on_or_before", "value": "2026-02-28"}),
        json!({"field": "f", "is": "on_or_after", "value": "2026-02-28"}),
        json!({"field": "f", "is": "within_last", "value": {"n": 1, "unit": "weeks"}}),
        json!({"field": "f", "is": "more_than_ago", "value": {"n": 1, "unit": "hours"}}),
        json!({"field": "f", "is": "within_next", "value": {"n": 1, "unit": "minutes"}}),
        json!({"field": "f", "is": "is_true"}),
        json!({"field": "f", "is": "is_false"}),
        json!({"field": "f", "is": "is_blank"}),
        json!({"field": "f", "is": "is_filled"}),
    ];
    for written in tests {
        let criterion: Criterion = serde_json::from_value(written.clone()).unwrap();
        let Criterion::Test(test) = &criterion else { panic!("{written} is a test") };
        assert_eq!(written["is"], test.condition.name());
        assert_eq!(serde_json::to_value(&criterion).unwrap(), written);
    }
}

#[test]
fn a_number_has_one_form() {
    let number = |json: Value| serde_json::from_value::<Constant>(json).unwrap();
    assert_eq!(number(json!(-0.0)), number(json!(0)));
    assert_eq!(number(json!(200.0)), number(json!(200)));
    assert_eq!(Number::new(1e300).unwrap().to_string().len(), 301);
    assert_eq!(Number::new(f64::NAN), None);
}

#[test]
fn what_is_wrong_is_refused_with_its_place() {
    let mut deep = json!({"field": "f", "is": "is_blank"});
    for _ in 0..=MOST_DEPTH {
        deep = json!({ "not": deep });
    }
    let test = || json!({"field": "f", "is": "is_blank"});
    let long = "x".repeat(1_001);
    let cases = [
        (json!(null), "at the top: expected", "found null"),
        (json!([]), "at the top: expected", "found a list"),
        (json!({}), "at the top: expected", "found {}"),
        (json!({"all": [test(), {"any": [3]}]}), "at all[1].any[0]", "found a number"),
        (json!({"all": [], "any": []}), "at the top", "an object with \"all\", \"any\""),
        (json!({"all": test()}), "at the top", "an object with \"all\""),
        (json!({"not": {"some": []}}), "at not", "an object with \"some\""),
        (json!({"field": 3, "is": "is_blank"}), "at the top", "\"field\": a number"),
        (json!({"any": [{"field": "f"}]}), "at any[0]: the test of \"f\" cannot be read", "missing field `is`"),
        (json!({"field": "f", "is": "is_odd"}), "the test of \"f\" cannot be read", "unknown variant `is_odd`"),
        (json!({"field": "f", "is": "at_least"}), "the test of \"f\" cannot be read", "missing field `value`"),
        (json!({"field": "f", "is": "at_least", "value": "many"}), "cannot be read", "invalid type: string \"many\""),
        (json!({"field": "f", "is": "between", "value": [1]}), "cannot be read", "invalid length 1"),
        (json!({"field": "f", "is": "before", "value": "2026-02-30"}), "cannot be read", "out of range"),
        (json!({"field": "f", "is": "is_blank", "note": 1}), "cannot be read", "it has \"note\" beside"),
        (json!({"field": "f", "is": "is_blank", "value": 1}), "cannot be read", "expected unit"),
        (json!({"field": "f", "is": "equals", "value": long}), "at the top", "longer than 1000 bytes"),
        (deep, "not.not", "nest deeper than 24"),
        (json!({"all": vec![test(); 2_000]}), "more than 2000 tests", "one_of"),
        (json!({"field": "f", "is": "one_of", "value": vec![1; 20_001]}), "more than 20000 values", ""),
    ];
    for (json, place, found) in cases {
        let refused = Criterion::from_json(&json).unwrap_err().to_string();
        assert!(refused.contains(place) && refused.contains(found), "{refused}");
    }
}

#[test]
fn hostile_nesting_is_an_error_not_a_crash() {
    let text = r#"{"not":"#.repeat(100_000);
    assert!(serde_json::from_str::<Criterion>(&text).is_err());
}

#[test]
fn a_test_that_does_not_fit_its_field_says_why() {
    let cases = [
        (json!({"field": "colour", "is": "is_blank"}), "\"colour\" is not in the field catalogue"),
        (
            json!({"field": "title", "is": "at_least", "value": 3}),
            "\"title\" is a text, and \"at_least\" asks for a number",
        ),
        (json!({"field": "employees", "is": "contains", "value": "x"}), "asks for a text or a choice"),
        (
            json!({"field": "region", "is": "is_free_mail"}),
            "\"region\" is a choice, and \"is_free_mail\" asks for a text",
        ),
        (
            json!({"field": "employees", "is": "equals", "value": "ten"}),
            "\"employees\" is a number, and \"ten\" is not",
        ),
        (json!({"field": "title", "is": "one_of", "value": ["a", 3]}), "\"title\" is a text, and 3 is not"),
        (
            json!({"field": "region", "is": "equals", "value": "APAC"}),
            "never is \"APAC\"; its values are \"DACH\", \"Nordics\"",
        ),
        (json!({"field": "title", "is": "equals", "value": " "}), "use \"is blank\""),
        (json!({"field": "title", "is": "contains", "value": ""}), "use \"is blank\""),
        (json!({"field": "region", "is": "one_of", "value": []}), "name at least one value"),
        (json!({"field": "employees", "is": "between", "value": [5, 3]}), "cannot lie between 5 and 3"),
        (
            json!({"field": "renewal", "is": "within_next", "value": {"n": 4, "unit": "hours"}}),
            "count 4 hours in days or weeks",
        ),
        (json!({"field": "consent", "is": "equals", "value": "yes"}), "is yes or no, and \"equals\" asks for"),
        (json!({"field": "title", "is": "before", "value": "2026-01-01"}), "asks for a date or a point in time"),
    ];
    for (json, sentence) in cases {
        let criterion = Criterion::All(vec![Criterion::default(), Criterion::from_json(&json).unwrap()]);
        let misfits = check(&criterion, &catalogue());
        assert_eq!(misfits.len(), 1, "{json}");
        assert_eq!(misfits[0].path, [1]);
        assert!(misfits[0].to_string().contains(sentence), "{}", misfits[0]);
    }
}

#[test]
fn what_fits_is_silent() {
    let cases = [
        json!({"field": "region", "is": "equals", "value": " dach "}),
        json!({"field": "region", "is": "contains", "value": "nord"}),
        json!({"field": "employees", "is": "between", "value": [3, 3]}),
        json!({"field": "last_touch", "is": "within_last", "value": {"n": 4, "unit": "hours"}}),
        json!({"field": "renewal", "is": "within_next", "value": {"n": 4, "unit": "weeks"}}),
        json!({"field": "consent", "is": "is_true"}),
    ];
    for json in cases {
        assert_eq!(check(&Criterion::from_json(&json).unwrap(), &catalogue()), [], "{json}");
    }
}

#[test]
fn public_mail_services_are_known() {
    for (text, expected) in [
        ("ada@gmail.com", true),
        (" Ada@GMail.Com ", true),
        ("web.de", true),
        ("ada@notgmail.com", false),
        ("ada@gmail.com.example", false),
        ("gmail", false),
        ("", false),
    ] {
        assert_eq!(is_free_mail(text), expected, "{text:?}");
    }
}

#[test]
fn the_list_of_mail_services_is_searchable() {
    let domains = playbook::policy::criteria::FREE_MAIL_DOMAINS;
    assert!(domains.is_sorted_by(|a, b| a < b));
    assert!(domains.iter().all(|domain| *domain == fold(domain) && domain.contains('.')));
}
