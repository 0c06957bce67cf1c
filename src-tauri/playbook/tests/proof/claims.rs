//! Proofs by example: what is claimed of criteria, boundaries and routing tables, and the record that speaks against it.

use crate::criteria_catalogue::{catalogue, told};
use playbook::airtight::proof::{
    Assumed, Budget, NotProved, Proof, Records, RowProof, apart, boundary, implies, never, overlaps, table,
};
use playbook::policy::criteria::Criterion;
use serde_json::{Value, json};

fn criterion(json: &Value) -> Criterion {
    Criterion::from_json(json).unwrap()
}

/// `proved`, or the counterexample in words.
fn said(proof: &Proof) -> String {
    match proof {
        Proof::Proved => "proved".into(),
        Proof::Refuted { witness } => witness.sentence(&catalogue(), told()),
        Proof::NotProved { why } => why.to_string(),
    }
}

#[test]
fn criteria_that_nothing_can_meet_are_known() {
    let test = |field: &str, is: &str, value: Value| json!({"field": field, "is": is, "value": value});
    let cases = [
        ("nothing asked", json!({"all": []}), "any record"),
        ("nothing would do", json!({"any": []}), "proved"),
        ("a number", test("employees", "at_least", json!(200)), "*Employees* is 200"),
        (
            "numbers apart",
            json!({"all": [test("employees", "more_than", json!(200)), test("employees", "less_than", json!(201))]}),
            "*Employees* is 200.5",
        ),
        (
            "numbers crossed",
            json!({"all": [test("employees", "at_least", json!(200)), {"not": test("employees", "more_than", json!(100))}]}),
            "proved",
        ),
        (
            "neither this nor not this: blank is neither, but does not pass",
            json!({"not": {"any": [test("region", "equals", json!("DACH")), {"not": test("region", "equals", json!("dach"))}]}}),
            "proved",
        ),
        (
            "blank, and asked for a value",
            json!({"all": [{"field": "region", "is": "is_blank"}, {"not": test("region", "equals", json!("DACH"))}]}),
            "proved",
        ),
        (
            "a part in a beginning",
            json!({"all": [test("title", "starts_with", json!("VP of")), {"not": test("title", "contains", json!("vp"))}]}),
            "proved",
        ),
        (
            "parts that overlap",
            json!({"all": [test("title", "contains", json!("head of")), test("title", "contains", json!("of sales")), {"not": test("title", "contains", json!("of head"))}]}),
            "*Title* is head of sales",
        ),
        (
            "a company's own address",
            json!({"all": [{"field": "email", "is": "is_free_mail"}, test("email", "contains", json!("@acme"))]}),
            "*E-mail* is @acme@bk.ru",
        ),
        (
            "a public mail service by name",
            json!({"all": [{"not": {"field": "email", "is": "is_free_mail"}}, test("email", "one_of", json!(["ada@gmail.com", "web.de"]))]}),
            "proved",
        ),
        (
            "in the past and ahead",
            json!({"all": [
                test("last_touch", "more_than_ago", json!({"n": 1, "unit": "hours"})),
                test("last_touch", "within_next", json!({"n": 1, "unit": "days"})),
            ]}),
            "proved",
        ),
        (
            "an age and a date, which go together from some day on",
            json!({"all": [
                test("renewal", "before", json!("2026-01-01")),
                test("renewal", "within_last", json!({"n": 30, "unit": "days"})),
            ]}),
            "*Renewal date* is 31 Dec 2025",
        ),
        ("a test that fits nothing", test("title", "at_least", json!(3)), "proved"),
    ];
    for (name, json, expected) in cases {
        let catalogue = catalogue();
        let proof = never(&criterion(&json), &Records::any(&catalogue), told(), Budget::default());
        assert_eq!(said(&proof), expected, "{name}");
    }
}

#[test]
fn one_criterion_implies_another_or_a_record_shows_why_not() {
    let large = json!({"field": "employees", "is": "at_least", "value": 200});
    let some = json!({"field": "employees", "is": "more_than", "value": 0});
    let listed = json!({"field": "region", "is": "one_of", "value": ["DACH", "Nordics", "UKI"]});
    let filled = json!({"field": "region", "is": "is_filled"});
    let cases = [
        (&large, &some, "proved"),
        (&some, &large, "*Employees* is 100"),
        (&listed, &filled, "proved"),
        (&filled, &listed, "*Region* is other"),
        (&filled, &large, "*Region* is DACH and *Employees* is 100"),
    ];
    for (first, second, expected) in cases {
        let catalogue = catalogue();
        let records = Records::any(&catalogue);
        let proof = implies(&criterion(first), &criterion(second), &records, told(), Budget::default());
        assert_eq!(said(&proof), expected, "{first} implies {second}");
    }
    let catalogue = catalogue();
    let records = Records::any(&catalogue).assuming("region", Assumed { listed: true, ..Assumed::default() });
    let proof = implies(&criterion(&filled), &criterion(&listed), &records, told(), Budget::default());
    assert_eq!(said(&proof), "proved", "a choice that has its allowed values alone");
}

#[test]
fn between_stages_records_are_lost_or_held_twice() {
    let exit = json!({"all": [
        {"field": "score", "is": "at_least", "value": 50},
        {"field": "consent", "is": "is_true"},
    ]});
    let entry = json!({"any": [
        {"field": "score", "is": "more_than", "value": 60},
        {"field": "title", "is": "contains", "value": "VP"},
    ]});
    let catalogue = catalogue();
    let found = boundary(&criterion(&exit), &criterion(&entry), &Records::any(&catalogue), told(), Budget::default());
    assert_eq!(said(&found.gap), "*Title* is other and *Score* is 50 and *Consent* is yes");
    assert_eq!(said(&found.overlap), "*Score* is 120 and *Consent* is no");
    let same = boundary(&criterion(&exit), &criterion(&exit), &Records::any(&catalogue), told(), Budget::default());
    assert_eq!((same.gap, same.overlap), (Proof::Proved, Proof::Proved));
}

/// A routing table with a hole, a row that two others cover, one that contradicts itself and one that is never reached behind a fallback.
fn rows() -> Vec<Criterion> {
    [
        json!({"all": [{"field": "region", "is": "equals", "value": "DACH"}, {"field": "employees", "is": "at_least", "value": 200}]}),
        json!({"all": [{"field": "region", "is": "equals", "value": "DACH"}, {"field": "employees", "is": "less_than", "value": 500}]}),
        json!({"all": [{"field": "region", "is": "equals", "value": "Nordics"}]}),
        json!({"all": [{"field": "region", "is": "equals", "value": "DACH"}, {"field": "employees", "is": "between", "value": [1, 1000]}]}),
        json!({"all": [{"field": "score", "is": "less_than", "value": 10}, {"field": "score", "is": "more_than", "value": 90}]}),
        json!({"field": "region", "is": "not_equals", "value": "nordics"}),
    ]
    .iter()
    .map(criterion)
    .collect()
}

#[test]
fn a_table_is_judged_row_by_row() {
    let (rows, catalogue) = (rows(), catalogue());
    let refs: Vec<&Criterion> = rows.iter().collect();
    let proof = table(&refs, &Records::any(&catalogue), told(), Budget::default());
    assert_eq!(said(&proof.total), "*Region* is blank");
    let said: Vec<String> = proof
        .rows
        .iter()
        .map(|row| match row {
            RowProof::Hit { witness } => witness.sentence(&catalogue, told()),
            RowProof::Covered { by } => format!("covered by {by:?}"),
            RowProof::Never => "never".into(),
            RowProof::NotProved { why } => why.to_string(),
        })
        .collect();
    assert_eq!(
        said,
        [
            "*Region* is DACH and *Employees* is 200",
            "*Region* is DACH and *Employees* is 0",
            "*Region* is Nordics",
            "covered by [0, 1]",
            "never",
            "*Region* is UKI",
        ]
    );
    let fallback = Criterion::default();
    let with_fallback: Vec<&Criterion> = refs.iter().copied().chain([&fallback, &fallback]).collect();
    let proof = table(&with_fallback, &Records::any(&catalogue), told(), Budget::default());
    assert_eq!(proof.total, Proof::Proved);
    assert!(matches!(&proof.rows[6], RowProof::Hit { witness } if witness.matters == ["region"]));
    assert_eq!(proof.rows[7], RowProof::Covered { by: vec![6] });
}

#[test]
fn rows_overlap_where_asked() {
    let (rows, catalogue) = (rows(), catalogue());
    let refs: Vec<&Criterion> = rows.iter().collect();
    let records = Records::any(&catalogue);
    let all = overlaps(&refs, &records, told(), Budget::default(), |_, _| true).unwrap();
    assert_eq!(all, [(0, 1), (0, 3), (0, 5), (1, 3), (1, 5), (3, 5)]);
    let some = overlaps(&refs, &records, told(), Budget::default(), |first, _| first == 1).unwrap();
    assert_eq!(some, [(1, 3), (1, 5)]);
    let proof = apart(&rows[1], &rows[3], &records, told(), Budget::default());
    assert_eq!(said(&proof), "*Region* is DACH and *Employees* is 1");
    let proof = apart(&rows[1], &rows[2], &records, told(), Budget::default());
    assert_eq!(said(&proof), "proved");
}

#[test]
fn an_empty_table_takes_nothing() {
    let catalogue = catalogue();
    let proof = table(&[], &Records::any(&catalogue), told(), Budget::default());
    assert_eq!(said(&proof.total), "any record");
}

#[test]
fn what_is_too_large_is_not_proved_and_never_fine() {
    let (rows, catalogue) = (rows(), catalogue());
    let refs: Vec<&Criterion> = rows.iter().collect();
    let records = Records::any(&catalogue);
    let none = Budget { conflicts: 0, steps: 0 };
    let proof = table(&refs, &records, told(), none);
    assert!(proof.rows.contains(&RowProof::NotProved { why: NotProved::TooLarge }), "{:?}", proof.rows);
    // A text that has every one of twenty parts: more than the search of texts goes through.
    let parts =
        ('a'..='t').map(|letter| json!({"field": "title", "is": "contains", "value": format!("{letter}{letter}")}));
    let all = criterion(&json!({"all": parts.collect::<Vec<Value>>()}));
    assert_eq!(never(&all, &records, told(), Budget::default()), Proof::NotProved { why: NotProved::TooLarge });
    // Fifteen dates against fifteen ages.
    let day = |day: i32| json!({"field": "renewal", "is": "before", "value": format!("2026-01-{day:02}")});
    let age = |n: i32| json!({"field": "renewal", "is": "within_last", "value": {"n": n * 40, "unit": "days"}});
    let times: Vec<Value> = (1..=15).flat_map(|n| [day(n), age(n)]).collect();
    let times = criterion(&json!({ "any": times }));
    assert_eq!(never(&times, &records, told(), Budget::default()), Proof::NotProved { why: NotProved::TooManyTimes });
}
