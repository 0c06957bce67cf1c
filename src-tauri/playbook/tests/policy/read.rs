//! Policies from JSON: those of an older schema go on meaning what they meant, and what cannot be used is refused whole, in a sentence
//! with the place, the value and what to do.

use playbook::policy::{HandoffPoint, LONGEST_TEXT, MOST_BYTES, MOST_ENTRIES, Noun, Policy, PolicyError, Trigger};
use serde_json::{Value, json};

/// As schema 1 stored it.
const SCHEMA_1: &str = include_str!("schema_1.json");

fn sound() -> Value {
    let mut policy = json!(Policy::new("Acme", "Europe/Vienna"));
    policy["roles"] = json!([{ "key": "lead", "name": "SDR lead" }]);
    policy["stages"] = json!([{ "key": "mql", "name": "MQL" }, { "key": "sql", "name": "SQL" }]);
    policy["handoffs"] = json!([{ "key": "H1", "name": "MKT -> SDR", "from_stage": "mql", "to_stage": "sql" }]);
    policy
}

/// The sentence that refuses the policy after `change`.
fn refusal(change: impl FnOnce(&mut Value)) -> String {
    let mut policy = sound();
    change(&mut policy);
    Policy::read(&policy.to_string()).expect_err("it is refused").to_string()
}

#[test]
fn a_policy_of_schema_1_keeps_its_meaning() {
    let policy = Policy::read(SCHEMA_1).unwrap();
    assert_eq!(policy.schema, 2);
    let point = policy.handoff("H1").unwrap();
    assert_eq!(point.trigger, Trigger::said("Lead status set to Qualified"));
    assert_eq!((point.sender.as_str(), point.receiver.as_str()), ("MKT", "SDR"));
    assert_eq!(policy.required_fields(point), ["Company", "Consent"]);
    assert_eq!(policy.sender_team(point).unwrap().name, "Marketing");
    assert_eq!(point.targets.len(), 2);
    assert!(policy.fields.iter().all(|field| field.observable));
    let untouched = HandoffPoint {
        key: point.key.clone(),
        name: point.name.clone(),
        sender: point.sender.clone(),
        receiver: point.receiver.clone(),
        trigger: point.trigger.clone(),
        calendar: point.calendar.clone(),
        outcome: point.outcome,
        targets: point.targets.clone(),
        required_fields: point.required_fields.clone(),
        from_import: point.from_import,
        ..HandoffPoint::default()
    };
    assert_eq!(*point, untouched, "what schema 1 did not say is not decided");
}

#[test]
fn a_policy_that_was_written_is_read_again_as_it_was() {
    for json in [SCHEMA_1.to_owned(), sound().to_string()] {
        let policy = Policy::read(&json).unwrap();
        assert_eq!(Policy::read(&serde_json::to_string(&policy).unwrap()).unwrap(), policy);
    }
}

#[test]
fn a_byte_order_mark_is_no_harm() {
    assert!(Policy::read(&format!("\u{feff}{}", sound())).is_ok());
}

#[test]
fn what_is_not_a_policy_is_told_from_what_is_not_json() {
    let cases = [
        (
            "",
            "line 1, column 0: this is not JSON (EOF while parsing a value). Correct it there, or export the policy again",
        ),
        (
            "{\n \"schema\": 2,,",
            "line 2, column 14: this is not JSON (key must be a string). Correct it there, or export the policy again",
        ),
        (
            "{\"schema\": 2, \"tiers\": [{\"key\": \"a\", \"key\": \"b\"}]}",
            "line 1, column 42: tiers, entry 1: \"key\" comes twice, the first time as \"a\". Take one of them out, or export the policy again",
        ),
        ("[1, 2]", "this is not a policy: its JSON is not an object. Choose a file that Baton exported"),
        ("{}", "this is not a policy: it has no \"schema\". Choose a file that Baton exported"),
        (
            "{\"schema\": 0}",
            "this is not a policy: its \"schema\" is 0, which is not a number from 1 to 2. Choose a file that Baton exported",
        ),
        (
            "{\"schema\": \"2\"}",
            "this is not a policy: its \"schema\" is \"2\", which is not a number from 1 to 2. Choose a file that Baton exported",
        ),
        ("{\"schema\": 3}", "the policy's schema 3 is newer than this Baton's 2. Update Baton to read it"),
    ];
    for (json, sentence) in cases {
        assert_eq!(Policy::read(json).unwrap_err().to_string(), sentence);
    }
}

#[test]
fn values_of_the_wrong_kind_are_named_with_their_way() {
    let cases: [(&str, Value, &str); 7] = [
        ("/company", json!(7), "company: invalid type: integer `7`, expected a string. Correct it there"),
        (
            "/tiers/1/name",
            json!([]),
            "tiers / medium / name: invalid type: sequence, expected a string. Correct it there",
        ),
        (
            "/handoffs/0/outcome",
            json!("lost"),
            "handoffs / H1 / outcome: unknown variant `lost`, expected one of `won`, `completed`, `opportunity`, `meeting`. Correct it there",
        ),
        (
            "/handoffs/0/acceptance",
            json!({ "mode": "required", "windows": 2 }),
            "handoffs / H1 / acceptance / windows: unknown field `windows`, expected one of `mode`, `criteria`, `actions`. Correct it there",
        ),
        (
            "/handoffs/0/targets",
            json!([{ "clock": "accept", "tier": null, "target": { "kind": "business", "ms": 1.5 }, "reminder_percent": 50 }]),
            "handoffs / H1 / targets / 1 / target: invalid type: floating point `1.5`, expected i64. Correct it there",
        ),
        (
            "/handoffs/0/routing",
            json!({ "rows": [{ "key": "r1", "kind": "fallback", "assign": { "to": "role" } }] }),
            "handoffs / H1 / routing / rows / r1 / assign: missing field `role`. Correct it there",
        ),
        (
            "/stages/1/entry",
            json!({ "all": [{ "field": "employees", "is": "roughly", "value": 200 }] }),
            "stages / sql / entry: criterion, at all[0]: the test of \"employees\" cannot be read: unknown variant `roughly`",
        ),
    ];
    for (place, value, sentence) in cases {
        let told = refusal(|policy| {
            let (holder, key) = place.rsplit_once('/').unwrap();
            policy.pointer_mut(holder).unwrap()[key] = value.clone();
        });
        assert!(told.starts_with(sentence), "{place}: {told}");
    }
}

#[test]
fn names_of_what_is_not_there_are_refused() {
    let cases = [
        (
            json!({ "key": "H2", "name": "b", "from_stage": "mqll" }),
            "handoff point H2, the stage it comes from names the stage \"mqll\", which is not there (there are mql, sql). Add it, or name another",
        ),
        (
            json!({ "key": "H2", "name": "b", "accountable_roles": ["lead", "boss"] }),
            "handoff point H2, who is accountable names the role \"boss\", which is not there (there are lead). Add it, or name another",
        ),
        (
            json!({ "key": "H2", "name": "b", "kpi": "speed" }),
            "handoff point H2, its KPI names the KPI \"speed\", which is not there (there are none). Add it, or name another",
        ),
        (
            json!({ "key": "H2", "name": "b", "routing": { "rows": [
                { "key": "r1", "kind": "queue", "assign": { "to": "queue", "queue": "pool" } }] } }),
            "handoff point H2, its routing \"r1\" names the queue \"pool\", which is not there (there are none). Add it, or name another",
        ),
        (
            json!({ "key": "H2", "name": "b", "escalation": [{ "clock": "accept", "tier": "gold" }] }),
            "handoff point H2, its escalation names the intent tier \"gold\", which is not there (there are high, medium, low). Add it, or name another",
        ),
    ];
    for (point, sentence) in cases {
        let told = refusal(|policy| policy["handoffs"].as_array_mut().unwrap().push(point.clone()));
        assert_eq!(told, sentence);
    }
    let told = refusal(|policy| policy["default_calendar"] = json!("night"));
    assert_eq!(
        told,
        "the default calendar names the calendar \"night\", which is not there (there are office, always). Add it, or name another"
    );
    let told = refusal(|policy| policy["layout"] = json!({ "stages": { "sal": { "x": 0, "y": 0 } } }));
    assert_eq!(
        told,
        "the map names the stage \"sal\", which is not there (there are mql, sql). Add it, or name another"
    );
}

#[test]
fn criteria_and_required_fields_may_name_fields_that_only_records_have() {
    let mut policy = sound();
    policy["handoffs"][0]["required_fields"] = json!(["Pain"]);
    policy["handoffs"][0]["trigger"]["criterion"] = json!({ "field": "score", "is": "at_least", "value": 65 });
    assert!(Policy::read(&policy.to_string()).is_ok());
}

#[test]
fn circles_are_told_from_their_first_key() {
    let told = refusal(|policy| {
        policy["stages"] = json!([
            { "key": "outside", "parent": "sql" },
            { "key": "sql", "parent": "mql" },
            { "key": "mql", "parent": "deal" },
            { "key": "deal", "parent": "sql" },
        ]);
    });
    assert_eq!(told, "stages lead back to themselves: deal → sql → mql → deal. Break the circle");
    let told = refusal(|policy| policy["roles"] = json!([{ "key": "lead", "reports_to": "lead" }]));
    assert_eq!(told, "roles lead back to themselves: lead → lead. Break the circle");
    let told = refusal(|policy| {
        policy["packets"] =
            json!([{ "key": "a", "extends": "b" }, { "key": "b", "extends": "a" }, { "key": "c", "extends": "a" }]);
    });
    assert_eq!(told, "packet templates lead back to themselves: a → b → a. Break the circle");
}

#[test]
fn keys_are_there_and_given_once() {
    let told = refusal(|policy| policy["stages"][1]["key"] = json!(" "));
    assert_eq!(told, "stages, entry 2: the stage has no key. Give it one");
    let told = refusal(|policy| policy["stages"][1]["key"] = json!("mql"));
    assert_eq!(told, "two stages have the key \"mql\". Give one of them another");
    let told = refusal(|policy| {
        policy["handoffs"].as_array_mut().unwrap().push(json!({ "key": "H2", "name": "MKT -> SDR" }));
    });
    assert!(told.starts_with("two handoff points are called \"MKT -> SDR\""), "{told}");
    let told = refusal(|policy| {
        policy["fields"] = json!([{ "key": "pain" }]);
        policy["packets"] =
            json!([{ "key": "p", "fields": [{ "field": "pain" }, { "field": "pain", "required": true }] }]);
    });
    assert_eq!(told, "packet template p: \"pain\" comes twice. Take one of them out");
}

#[test]
fn what_could_not_be_measured_under_is_a_draft_and_no_more() {
    type Change = fn(&mut Value);
    let cases: [(Change, &str); 3] = [
        (
            |policy| policy["time_zone"] = json!("Vienna"),
            "\"Vienna\" is not a time zone's name such as Europe/Berlin. Choose one from the list",
        ),
        (
            |policy| policy["calendars"][0]["weekly"] = json!({}),
            "the calendar \"Office hours\" cannot be used: calendar \"Office hours\" never opens",
        ),
        (
            |policy| policy["handoffs"].as_array_mut().unwrap().push(json!({ "key": "H9", "name": "MKT -> SDR" })),
            "two handoff points are called \"MKT -> SDR\"",
        ),
    ];
    for (change, sentence) in cases {
        let mut policy = sound();
        change(&mut policy);
        let told = Policy::read(&policy.to_string()).unwrap_err().to_string();
        assert!(told.starts_with(sentence), "{told}");
        assert!(Policy::read_draft(&policy.to_string()).is_ok(), "{sentence}");
    }
}

#[test]
fn the_huge_is_refused_before_it_is_understood() {
    let spaces = " ".repeat(MOST_BYTES + 1);
    assert_eq!(Policy::read(&spaces), Err(PolicyError::TooLarge { bytes: MOST_BYTES + 1, most: MOST_BYTES }));

    let teams: Vec<Value> = (0..=MOST_ENTRIES).map(|number| json!({ "key": number.to_string() })).collect();
    let told = refusal(|policy| policy["teams"] = json!(teams));
    assert_eq!(told, "teams holds 10001 entries; a list has at most 10000. Take out what does not belong there");

    let told = refusal(|policy| policy["handoffs"][0]["notes"] = json!("n".repeat(LONGEST_TEXT + 1)));
    assert_eq!(told, "handoffs / H1 / notes is a text of 20001 bytes; one has at most 20000. Shorten it");

    let deep = format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000));
    let told = Policy::read(&deep).unwrap_err().to_string();
    assert!(told.starts_with("line 1, column 128: this is not JSON (recursion limit exceeded)"), "{told}");

    let tests = vec![json!({ "field": "score", "is": "is_filled" }); 3_000];
    let told = refusal(|policy| policy["stages"][0]["exit"] = json!({ "all": tests }));
    assert!(told.starts_with("stages / mql / exit: criterion: more than 2000 tests and groups"), "{told}");
}

#[test]
fn everything_that_names_a_thing_is_found() {
    let mut policy = sound();
    policy["handoffs"][0]["required_fields"] = json!(["pain"]);
    policy["handoffs"][0]["trigger"]["criterion"] =
        json!({ "not": { "any": [{ "field": "pain", "is": "is_blank" }] } });
    policy["fields"] = json!([{ "key": "pain", "supplied_by_stages": ["mql"] }]);
    let policy = Policy::read(&policy.to_string()).unwrap();
    assert_eq!(
        policy.mentions(Noun::Field, "pain"),
        ["handoff point H1, its trigger", "handoff point H1, its required fields"]
    );
    assert_eq!(
        policy.mentions(Noun::Stage, "mql"),
        ["handoff point H1, the stage it comes from", "field pain, what supplies it"]
    );
    assert!(policy.mentions(Noun::Role, "lead").is_empty());
}
