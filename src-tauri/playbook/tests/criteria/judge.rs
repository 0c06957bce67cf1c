//! What criteria say of single records: truth, reasons and English.

use crate::criteria_catalogue::{catalogue, told};
use playbook::policy::criteria::{Criterion, Example, Fact, Facts, Number, Truth, fold, jsonlogic};
use playbook::policy::{Field, FieldKind};
use playbook::record::{Disposition, HandoffRecord, Moment};
use serde_json::{Value, json};

fn criterion(json: Value) -> Criterion {
    Criterion::from_json(&json).unwrap()
}

fn record(json: Value) -> Example {
    serde_json::from_value(json).unwrap()
}

#[test]
fn each_operator_has_its_edges() {
    use Truth::{False, True, Unknown};
    let cases = [
        ("employees", json!({"is": "at_least", "value": 200}), json!(200), True),
        ("employees", json!({"is": "at_least", "value": 200}), json!(199.99), False),
        ("employees", json!({"is": "more_than", "value": 200}), json!(200), False),
        ("employees", json!({"is": "at_most", "value": 200}), json!(200), True),
        ("employees", json!({"is": "less_than", "value": 200}), json!(200), False),
        ("employees", json!({"is": "between", "value": [10, 20]}), json!(20), True),
        ("employees", json!({"is": "equals", "value": 0}), json!(-0.0), True),
        ("employees", json!({"is": "at_least", "value": 200}), json!("250"), True),
        ("employees", json!({"is": "at_least", "value": 200}), json!("1,250"), Unknown),
        ("employees", json!({"is": "at_least", "value": 200}), json!("inf"), Unknown),
        ("employees", json!({"is": "is_filled"}), json!("many"), True),
        ("employees", json!({"is": "less_than", "value": 200}), Value::Null, Unknown),
        ("employees", json!({"is": "not_equals", "value": 200}), Value::Null, Unknown),
        ("employees", json!({"is": "is_blank"}), Value::Null, True),
        ("employees", json!({"is": "is_filled"}), Value::Null, False),
        ("title", json!({"is": "equals", "value": "vp sales"}), json!(" VP Sales "), True),
        ("title", json!({"is": "not_equals", "value": "vp"}), json!("VP"), False),
        ("title", json!({"is": "contains", "value": "SALES"}), json!("VP Sales"), True),
        ("title", json!({"is": "starts_with", "value": "sales"}), json!("VP Sales"), False),
        ("title", json!({"is": "is_blank"}), json!("  "), True),
        ("title", json!({"is": "equals", "value": "σ"}), json!("Σ"), True),
        ("email", json!({"is": "is_free_mail"}), json!("Ada@GMX.de"), True),
        ("region", json!({"is": "one_of", "value": ["DACH", "UKI"]}), json!("uki"), True),
        ("region", json!({"is": "none_of", "value": ["DACH", "UKI"]}), json!("APAC"), True),
        ("region", json!({"is": "none_of", "value": ["DACH", "UKI"]}), Value::Null, Unknown),
        ("consent", json!({"is": "is_true"}), json!("yes"), True),
        ("consent", json!({"is": "is_false"}), json!(true), False),
        ("consent", json!({"is": "is_true"}), json!("perhaps"), Unknown),
        // It is 2026-03-29 in Vienna, 12:30, on a day of 23 hours.
        ("renewal", json!({"is": "before", "value": "2026-03-29"}), json!("2026-03-29"), False),
        ("renewal", json!({"is": "on_or_before", "value": "2026-03-29"}), json!("2026-03-29"), True),
        ("renewal", json!({"is": "after", "value": "2026-03-29"}), json!("2026-03-29"), False),
        ("renewal", json!({"is": "on_or_after", "value": "2026-03-29"}), json!("2026-03-29T23:59"), True),
        ("renewal", json!({"is": "within_last", "value": {"n": 30, "unit": "days"}}), json!("2026-02-27"), True),
        ("renewal", json!({"is": "within_last", "value": {"n": 30, "unit": "days"}}), json!("2026-02-26"), False),
        ("renewal", json!({"is": "within_last", "value": {"n": 30, "unit": "days"}}), json!("2026-03-30"), False),
        ("renewal", json!({"is": "more_than_ago", "value": {"n": 2, "unit": "weeks"}}), json!("2026-03-15"), False),
        ("renewal", json!({"is": "more_than_ago", "value": {"n": 2, "unit": "weeks"}}), json!("2026-03-14"), True),
        ("renewal", json!({"is": "within_next", "value": {"n": 1, "unit": "days"}}), json!("2026-03-30"), True),
        ("renewal", json!({"is": "within_next", "value": {"n": 1, "unit": "days"}}), json!("2026-03-28"), False),
        ("renewal", json!({"is": "before", "value": "2026-03-29"}), json!("29.03.2026"), Unknown),
        ("last_touch", json!({"is": "before", "value": "2026-03-29"}), json!("2026-03-28T22:59:59Z"), True),
        ("last_touch", json!({"is": "before", "value": "2026-03-29"}), json!("2026-03-28T23:00:00Z"), False),
        ("last_touch", json!({"is": "on_or_before", "value": "2026-03-29"}), json!("2026-03-29T21:59:59Z"), True),
        ("last_touch", json!({"is": "after", "value": "2026-03-29"}), json!("2026-03-29T22:00:00Z"), True),
        ("last_touch", json!({"is": "on_or_after", "value": "2026-03-29"}), json!("2026-03-29 00:00"), True),
        (
            "last_touch",
            json!({"is": "within_last", "value": {"n": 2, "unit": "hours"}}),
            json!("2026-03-29T08:30:00Z"),
            True,
        ),
        (
            "last_touch",
            json!({"is": "within_last", "value": {"n": 2, "unit": "hours"}}),
            json!("2026-03-29T08:29:59Z"),
            False,
        ),
        (
            "last_touch",
            json!({"is": "within_last", "value": {"n": 2, "unit": "hours"}}),
            json!("2026-03-29T10:30:01Z"),
            False,
        ),
        // 24 hours, not a calendar day: the day before is 23 hours away at noon.
        (
            "last_touch",
            json!({"is": "more_than_ago", "value": {"n": 1, "unit": "days"}}),
            json!("2026-03-28T11:30:00"),
            False,
        ),
        (
            "last_touch",
            json!({"is": "more_than_ago", "value": {"n": 1, "unit": "days"}}),
            json!("2026-03-28T11:29:59"),
            True,
        ),
        // Not in the catalogue, and an operator that does not fit.
        ("colour", json!({"is": "is_blank"}), Value::Null, Unknown),
        ("title", json!({"is": "at_least", "value": 3}), json!("3"), Unknown),
    ];
    for (key, mut test, value, expected) in cases {
        test["field"] = json!(key);
        let record = if value.is_null() { json!({}) } else { json!({ key: value }) };
        let truth = criterion(test.clone()).truth(&self::record(record.clone()), &catalogue(), told());
        assert_eq!(truth, expected, "{test} of {record}");
    }
}

#[test]
fn a_verdict_says_what_decided() {
    let both = json!({"all": [
        {"field": "employees", "is": "at_least", "value": 200},
        {"field": "consent", "is": "is_true"},
    ]});
    let either = json!({"any": [
        {"field": "employees", "is": "at_least", "value": 1_000_000},
        {"all": [{"field": "region", "is": "one_of", "value": ["DACH", "UKI"]}, {"field": "title", "is": "contains", "value": "VP"}]},
    ]});
    let cases = [
        (
            both.clone(),
            json!({"employees": 140}),
            "fails: *Employees* is 140, needs ≥ 200; unknown: *Consent* is blank",
        ),
        (both.clone(), json!({"employees": 250}), "unknown: *Consent* is blank"),
        (
            both.clone(),
            json!({"employees": "many", "consent": true}),
            "unknown: *Employees* is \"many\", which is not a number",
        ),
        (both.clone(), json!({"employees": 1250, "consent": true}), "passes: *Employees* is 1,250; *Consent* is yes"),
        (
            json!({ "not": both }),
            json!({"employees": 250, "consent": true}),
            "fails: *Employees* is 250, needs < 200, or *Consent* is yes, needs no",
        ),
        (
            either.clone(),
            json!({"employees": 140, "region": "APAC", "title": "VP Sales"}),
            "fails: *Employees* is 140, needs ≥ 1,000,000, or *Region* is APAC, needs DACH or UKI",
        ),
        (either.clone(), json!({"region": "APAC"}), "unknown: *Employees* is blank"),
        (either, json!({"region": "DACH", "title": "vp"}), "passes: *Region* is DACH; *Title* is vp"),
        (
            json!({"not": {"field": "email", "is": "is_free_mail"}}),
            json!({"email": "ada@gmail.com"}),
            "fails: *E-mail* is ada@gmail.com, needs no public mail service",
        ),
        (
            json!({"field": "last_touch", "is": "within_last", "value": {"n": 1, "unit": "weeks"}}),
            json!({"last_touch": "2026-01-31T09:05:00Z"}),
            "fails: *Last touch* is 31 Jan 2026 10:05, needs within the last 1 week",
        ),
        (
            json!({"field": "consent", "is": "is_blank"}),
            json!({"consent": "no"}),
            "fails: *Consent* is no, needs to be blank",
        ),
        (json!({"all": []}), json!({}), "passes"),
        (json!({"any": []}), json!({}), "fails: nothing is named that could pass"),
        (
            json!({"field": "colour", "is": "is_true"}),
            json!({}),
            "unknown: *colour* is not in the field catalogue; add it there, or choose another field",
        ),
    ];
    for (json, record, sentence) in cases {
        let verdict = criterion(json.clone()).verdict(&self::record(record.clone()), &catalogue(), told());
        assert_eq!(verdict.sentence(), sentence, "{json} of {record}");
    }
}

#[test]
fn a_tree_reads_as_a_sentence() {
    let cases = [
        (json!({"all": []}), "always"),
        (json!({"any": []}), "never"),
        (json!({"not": {"all": []}}), "never"),
        (json!({"all": [{"any": [{"field": "consent", "is": "is_true"}]}]}), "*Consent* is yes"),
        (
            json!({"all": [
                {"field": "employees", "is": "between", "value": [50, 2000]},
                {"any": [{"field": "region", "is": "equals", "value": "DACH"}, {"not": {"field": "title", "is": "contains", "value": "VP"}}]},
                {"not": {"any": [{"field": "score", "is": "less_than", "value": 2.5}, {"field": "email", "is": "is_free_mail"}]}},
            ]}),
            "*Employees* is from 50 to 2,000 and (*Region* is DACH or *Title* does not contain \"VP\") and (*Score* is at least 2.5 and \
             *E-mail* is not at a public mail service)",
        ),
        (
            json!({"field": "title", "is": "one_of", "value": ["a", "b", "c", "d", "e", "f", "g", "h"]}),
            "*Title* is a, b, c, d, e, f or 2 more",
        ),
        (json!({"field": "title", "is": "none_of", "value": ["a", "b"]}), "*Title* is neither a nor b"),
        (
            json!({"field": "renewal", "is": "within_next", "value": {"n": 90, "unit": "days"}}),
            "*Renewal date* is within the next 90 days",
        ),
        (
            json!({"not": {"field": "renewal", "is": "after", "value": "2026-03-01"}}),
            "*Renewal date* is on or before 1 Mar 2026",
        ),
        (json!({"field": "colour", "is": "is_filled"}), "*colour* is filled"),
    ];
    for (json, sentence) in cases {
        assert_eq!(criterion(json).sentence(&catalogue()), sentence);
    }
}

#[test]
fn a_handoff_record_is_asked_by_its_own_fields_and_its_attributes() {
    let mut handoff = HandoffRecord {
        record_id: "L-1".into(),
        source: Some("webinar".into()),
        owner: Some(" ".into()),
        amount: Some(1_200.0),
        disposition: Disposition::Accepted,
        attributes: [("employees".to_owned(), "250".to_owned())].into(),
        ..HandoffRecord::default()
    };
    handoff.set(Moment::Accepted, Some(1_774_738_800_000));
    let fact = |key: &str, kind| {
        let field = Field { key: key.into(), kind, ..catalogue().swap_remove(0) };
        handoff.fact(&field, &told().zone)
    };
    assert_eq!(fact("source", FieldKind::Choice), Fact::Text("webinar"));
    assert_eq!(fact("owner", FieldKind::Text), Fact::Blank);
    assert_eq!(fact("segment", FieldKind::Text), Fact::Blank);
    assert_eq!(fact("disposition", FieldKind::Choice), Fact::Text("accepted"));
    assert_eq!(fact("amount", FieldKind::Number), Fact::Number(Number::from(1_200)));
    assert_eq!(fact("employees", FieldKind::Number), Fact::Number(Number::from(250)));
    assert_eq!(fact("accepted_at", FieldKind::Instant), Fact::Instant(1_774_738_800_000));
    assert_eq!(fact("accepted_at", FieldKind::Date), Fact::Date("2026-03-29".parse().unwrap()));
    assert_eq!(fact("won_at", FieldKind::Instant), Fact::Blank);
    assert_eq!(fact("won", FieldKind::Boolean), Fact::Blank);
    assert_eq!(fact("industry", FieldKind::Text), Fact::Blank);
}

#[test]
fn folding_is_letter_by_letter_and_settles() {
    for text in ["  VP Sales ", "ÜBER", "ΣΊΣΥΦΟΣ", "İstanbul", "straße", ""] {
        let folded = fold(text).into_owned();
        assert_eq!(fold(&folded), folded, "{text:?}");
    }
    assert_eq!(fold("ΣΑΣ"), "σασ");
}

#[test]
fn jsonlogic_does_not_let_a_blank_pass() {
    let small = criterion(json!({"field": "employees", "is": "less_than", "value": 200}));
    let rule = jsonlogic::rule(&small, &catalogue(), told());
    assert_eq!(rule, json!({"and": [{"!==": [{"var": "employees"}, null]}, {"<": [{"var": "employees"}, 200]}]}));
    let large = criterion(json!({"not": {"field": "employees", "is": "less_than", "value": 200}}));
    let rule = jsonlogic::rule(&large, &catalogue(), told());
    assert_eq!(
        rule,
        json!({"and": [{"!==": [{"var": "employees"}, null]}, {"!": [{"<": [{"var": "employees"}, 200]}]}]})
    );
}
