//! A policy held against imported records, on a file small enough to count by hand.

use playbook::metrics::{Basis, ClockChoice, Month};
use playbook::policy::criteria::{Criterion, Given};
use playbook::policy::{Field, FieldKind, HandoffPoint, PacketField, Policy, RoutingRow};
use serde_json::json;
use std::path::Path;
use std::sync::Arc;
use workbench::imports::store::Watch;
use workbench::imports::{import, inspect};
use workbench::policies::evidence::{CountOf, CriteriaGate, FlipKind, Judged, PacketFilled, Tried};
use workbench::workspace::Workspace;

/// Eight records of October and one of September. `Company Size` is brought under another name than the catalogue's key.
const EXPORT: &str = "\
Record ID,Handoff,Created At,Accepted At,Rejected At,Disposition,Lead Source,Owner,Segment,Company Size,Region,Email
R1,Lead to SDR,2026-10-01T08:00:00Z,2026-10-01T09:00:00Z,,accepted,Web,Ann,SMB,250,DACH,a@acme.com
R2,Lead to SDR,2026-10-02T08:00:00Z,2026-10-05T16:00:00Z,,accepted,Web,Ann,SMB,140,DACH,b@other.com
R3,Lead to SDR,2026-10-05T08:00:00Z,2026-10-05T10:00:00Z,,accepted,Event,Bo,Enterprise,,Nordics,c@third.com
R4,Lead to SDR,2026-10-06T08:00:00Z,,2026-10-06T12:00:00Z,rejected,Event,Bo,SMB,90,Nordics,d@fourth.com
R5,Lead to SDR,2026-10-07T08:00:00Z,,,open,Web,Ann,SMB,300,DACH,e@fifth.com
R6,Lead to SDR,2026-10-08T08:00:00Z,2026-10-08T08:30:00Z,,accepted,Event,Bo,Enterprise,100,,f@sixth.com
R7,Lead to SDR,2026-10-09T08:00:00Z,2026-10-09T11:00:00Z,,accepted,Web,Ann,Enterprise,about 200,DACH,g@seventh.com
R8,Lead to SDR,2026-10-30T08:00:00Z,2026-10-30T09:00:00Z,,accepted,Web,Ann,SMB,1000,DACH,h@eighth.com
R9,Lead to SDR,2026-09-10T08:00:00Z,2026-09-10T09:00:00Z,,accepted,Web,Ann,SMB,10,DACH,office@acme.com
";

async fn imported(folder: &Path) -> (Workspace, Policy) {
    let path = folder.join("leads.csv");
    std::fs::write(&path, EXPORT).unwrap();
    let workspace = Workspace::create(&folder.join("w.baton"), "W", "UTC").await.unwrap();
    let mut mapping = inspect(std::slice::from_ref(&path), &[], "UTC").unwrap().mapping;
    mapping.attributes = ["Company Size", "Region", "Email"].map(String::from).to_vec();
    let report = import(&workspace, &[path], &mapping, 0).await.unwrap();
    assert_eq!((report.accepted, report.rejected), (9, 0), "{report:?}");

    let mut policy = Policy::clone(&*workspace.policy());
    let field = |key: &str, name: &str, kind| Field { key: key.into(), name: name.into(), kind, ..Field::default() };
    policy.fields = vec![
        field("company_size", "Company size", FieldKind::Number),
        field("Region", "Region", FieldKind::Text),
        field("Email", "Email", FieldKind::Text),
        field("budget", "Budget", FieldKind::Number),
        field("owner", "Owner", FieldKind::Text),
    ];
    let point = &mut policy.handoffs[0];
    let packet = |key: &str| PacketField { field: key.into(), required: true, ..PacketField::default() };
    point.packet.fields = vec![packet("company_size"), packet("Region"), packet("budget")];
    let rows = json!([
        {"key": "north", "kind": "region", "when": {"field": "Region", "is": "equals", "value": "Nordics"},
         "assign": {"to": "owner_in", "field": "owner"}},
        {"key": "large", "kind": "complexity", "when": {"field": "company_size", "is": "at_least", "value": 200},
         "assign": {"to": "stage", "stage": "desk"}},
        {"key": "rest", "kind": "fallback", "when": {"field": "Region", "is": "is_filled"},
         "assign": {"to": "stage", "stage": "rest"}},
    ]);
    point.routing.rows = serde_json::from_value::<Vec<RoutingRow>>(rows).unwrap();
    let stage = |key: &str| serde_json::from_value(json!({"key": key, "name": key})).unwrap();
    policy.stages = vec![stage("desk"), stage("rest")];
    workspace.save_policy(&policy, None, "Ann", "test").await.unwrap();
    (workspace, policy)
}

fn criterion(json: serde_json::Value) -> Criterion {
    Criterion::from_json(&json).unwrap()
}

fn october() -> Option<Month> {
    Some("2026-10".parse().unwrap())
}

#[tokio::test]
async fn criteria_are_counted_over_the_records_of_a_month() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, policy) = imported(folder.path()).await;
    let (policy, key) = (Arc::new(policy.clone()), policy.handoffs[0].key.clone());
    let asked = criterion(json!({"all": [
        {"field": "company_size", "is": "at_least", "value": 200},
        {"not": {"field": "Region", "is": "equals", "value": "Nordics"}},
    ]}));
    let found =
        workspace.criteria_evidence(policy.clone(), &key, CriteriaGate::Acceptance, asked, october()).await.unwrap();
    // Passing: R1, R5, R8. Failing: R2, R4 and R6 by size, R3 by region. R7's size cannot be read.
    assert_eq!((found.records, found.passed, found.failed, found.unknown), (8, 3, 4, 1));
    let tests: Vec<(u32, u32)> = found.tests.iter().map(|test| (test.failed, test.unknown)).collect();
    assert_eq!(tests, [(3, 2), (2, 1)]);
    assert!(found.tests[0].english.contains("Company size") && found.tests[1].english.contains("Region"), "{found:?}");
    // Accepted: R1, R2, R3, R6, R7, R8; of these R2, R3 and R6 fail.
    assert_eq!(found.accepted_failing, CountOf { n: 3, of: 6 });
    let split = |parts: &[workbench::policies::evidence::SplitCount]| -> Vec<(String, u32, u32)> {
        parts.iter().map(|part| (part.value.clone(), part.n, part.of)).collect()
    };
    assert_eq!(split(&found.by_source), [("Event".into(), 2, 2), ("Web".into(), 1, 4)]);
    assert_eq!(split(&found.by_owner), [("Bo".into(), 2, 2), ("Ann".into(), 1, 4)]);

    let unknown = criterion(json!({"field": "budget", "is": "at_least", "value": 1}));
    let found = workspace.criteria_evidence(policy, &key, CriteriaGate::Acceptance, unknown, october()).await.unwrap();
    assert_eq!((found.passed, found.failed, found.unknown), (0, 0, 8), "what no import brought is unknown");
}

#[tokio::test]
async fn fill_rates_are_counted_and_what_was_never_brought_is_not_known() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, policy) = imported(folder.path()).await;
    let key = policy.handoffs[0].key.clone();
    let filled = workspace.packet_fill(Arc::new(policy), &key, october()).await.unwrap();
    let expected = [("company_size", 7, 8), ("Region", 7, 8), ("budget", 0, 0)]
        .map(|(field, filled, of)| PacketFilled { field: field.into(), filled, of });
    assert_eq!(filled, expected);
}

#[tokio::test]
async fn the_review_the_evidence_and_the_check_find_a_packets_fields_in_the_same_place() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, policy) = imported(folder.path()).await;
    let (policy, key) = (Arc::new(policy), workspace.policy().handoffs[0].key.clone());
    let filled = workspace.packet_fill(policy.clone(), &key, october()).await.unwrap();
    let known: Vec<(&str, u64, u64)> =
        filled.iter().filter(|field| field.of > 0).map(|field| (&*field.field, field.filled, field.of)).collect();
    assert_eq!(known, [("company_size", 7, 8), ("Region", 7, 8)]);

    let review = workspace.review(october(), Basis::Cohort, ClockChoice::default()).await.unwrap().unwrap();
    let reviewed: Vec<(&str, u64, u64)> =
        review.packet_fields.iter().map(|field| (&*field.field, field.share.numerator, field.share.n)).collect();
    assert_eq!(reviewed, known, "what no import brought is not said to be missing");

    let checked = workspace.fill_evidence(&policy).await.unwrap().filled;
    // The check asks a quarter: R9 of September too, which has both.
    let of = |field: &str| checked.get(&(key.clone(), field.to_owned())).copied();
    assert_eq!([of("company_size"), of("Region"), of("budget")], [Some((8, 9)), Some((8, 9)), None]);

    // Renamed in the catalogue, a field is looked for anew.
    let mut renamed = Policy::clone(&policy);
    renamed.fields[0].name = "Head count".into();
    renamed.fields[0].key = "head_count".into();
    renamed.handoffs[0].packet.fields[0].field = "head_count".into();
    workspace.save_policy(&renamed, None, "Ann", "renamed").await.unwrap();
    let review = workspace.review(october(), Basis::Cohort, ClockChoice::default()).await.unwrap().unwrap();
    let fields: Vec<&str> = review.packet_fields.iter().map(|field| &*field.field).collect();
    assert_eq!(fields, ["Region"]);
}

/// Seven records that pass through two handoff points into one stage, in October.
const TWO_WAYS: &str = "\
Record ID,Handoff,Created At,Owner,Region
A1,A,2026-10-01T08:00:00Z,Ann,DACH
A2,A,2026-10-02T08:00:00Z,Ann,DACH
A3,A,2026-10-05T08:00:00Z,Ann,Nordics
B1,B,2026-10-06T08:00:00Z,Bo,DACH
B2,B,2026-10-07T08:00:00Z,Bo,Nordics
C1,C,2026-10-08T08:00:00Z,Bo,DACH
C2,C,2026-10-08T08:00:00Z,Bo,
";

#[tokio::test]
async fn a_gate_says_whose_records_a_criterion_is_held_against() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ways.csv");
    std::fs::write(&path, TWO_WAYS).unwrap();
    let workspace = Workspace::create(&folder.path().join("w.baton"), "W", "UTC").await.unwrap();
    let mut mapping = inspect(std::slice::from_ref(&path), &[], "UTC").unwrap().mapping;
    mapping.attributes = vec!["Region".into()];
    import(&workspace, &[path], &mapping, 0).await.unwrap();
    let mut policy = Policy::clone(&*workspace.policy());
    policy.fields = vec![Field { key: "Region".into(), name: "Region".into(), ..Field::default() }];
    for (point, stages) in policy.handoffs.iter_mut().zip([("lead", "desk"), ("partner", "desk"), ("lead", "home")]) {
        (point.from_stage, point.to_stage) = (Some(stages.0.into()), Some(stages.1.into()));
    }
    let (policy, key) = (Arc::new(policy.clone()), policy.handoffs[0].key.clone());
    let asked = criterion(json!({"field": "Region", "is": "equals", "value": "DACH"}));
    let cases = [
        (CriteriaGate::Trigger, (3, 2, 1, 0)),
        (CriteriaGate::Acceptance, (3, 2, 1, 0)),
        // A and B lead to the desk; A and C come from the lead.
        (CriteriaGate::Entry, (5, 3, 2, 0)),
        (CriteriaGate::Exit, (5, 3, 1, 1)),
        (CriteriaGate::Acceptance, (3, 2, 1, 0)),
    ];
    for (gate, expected) in cases {
        let found = workspace.criteria_evidence(policy.clone(), &key, gate, asked.clone(), october()).await.unwrap();
        assert_eq!((found.records, found.passed, found.failed, found.unknown), expected, "{gate:?}");
    }
}

#[tokio::test]
async fn records_that_no_criterion_tells_apart_from_an_example_are_like_it() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, policy) = imported(folder.path()).await;
    let (policy, key) = (Arc::new(policy.clone()), policy.handoffs[0].key.clone());
    let text = |text: &str| Some(Given::Text(text.into()));
    let size = Some(serde_json::from_value::<Given>(json!(250)).unwrap());
    let cases = [
        ("Region", text("Nordics"), 2),
        // Neither Nordic nor blank: no row tells these apart.
        ("Region", text("Lapland"), 6),
        ("Region", None, 1),
        ("company_size", size, 3),
        // No row asks for an address: filled in all of them, in the example not.
        ("Email", None, 0),
        ("Email", text("x@example.com"), 9),
    ];
    for (field, value, like) in cases {
        let mut example = playbook::policy::criteria::Example::default();
        let shown = format!("{field}: {value:?}");
        example.0.extend(value.map(|value| (field.to_owned(), value)));
        let found = workspace.records_like(policy.clone(), &key, example, vec![field.into()], 0).await.unwrap();
        assert_eq!((found.like, found.of, found.records.len()), (like, 9, like as usize), "{shown}");
    }
}

#[tokio::test]
async fn the_steps_of_a_ladder_are_counted_where_they_fell_due_while_the_clock_ran() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, mut policy) = imported(folder.path()).await;
    policy.fields.push(Field {
        key: "accepted_at".into(),
        name: "Accepted".into(),
        kind: FieldKind::Instant,
        ..Field::default()
    });
    let step = |at: serde_json::Value, when: serde_json::Value| json!({"at": at, "act": "alert", "to": {"kind": "owner"}, "when": when});
    let after = json!({"kind": "after_breach", "ms": 7_200_000, "counting": "elapsed"});
    let (always, region) = (json!({"all": []}), |name: &str| json!({"field": "Region", "is": "equals", "value": name}));
    let point = &mut policy.handoffs[0];
    let target = json!([{"clock": "accept", "tier": null, "target": {"kind": "elapsed", "ms": 14_400_000}, "reminder_percent": 50}]);
    point.targets = serde_json::from_value(target).unwrap();
    let ladders = json!([{"clock": "accept", "tier": null, "steps": [
        step(json!({"kind": "share", "percent": 50}), always.clone()),
        step(json!({"kind": "share", "percent": 100}), always.clone()),
        step(json!({"kind": "share", "percent": 100}), json!({"field": "accepted_at", "is": "is_blank"})),
        step(after.clone(), region("DACH")),
        step(after, region("Nordics")),
        step(json!({"kind": "regularly", "every": "weekly"}), always),
    ]}, {"clock": "accept", "tier": "high", "steps": []}]);
    point.escalation = serde_json::from_value(ladders).unwrap();
    let key = point.key.clone();
    let fired = workspace.ladder_fired(Arc::new(policy.clone()), &key, None, None).await.unwrap();
    // Half of four hours: R2 and R7 are accepted later, R4 is rejected later, R5 is open; R3 is accepted that minute. The whole: R2 and
    // R5, not yet accepted then; R4 is rejected that minute. Two hours on: both, and both are of DACH.
    assert_eq!((fired.records, fired.cannot_judge), (9, 0));
    assert_eq!(fired.ladders, [vec![Some(4), Some(2), Some(2), Some(2), Some(0), None], vec![]]);

    let october =
        workspace.ladder_fired(Arc::new(policy.clone()), &key, Some(1_790_812_800_000), Some(1_790_985_600_000));
    let october = october.await.unwrap();
    // The first two days: R1 in an hour, R2.
    assert_eq!((october.records, october.ladders[0][0], october.ladders[0][1]), (2, Some(1), Some(1)));
    policy.handoffs[0].targets.clear();
    let none = workspace.ladder_fired(Arc::new(policy), &key, None, None).await.unwrap();
    assert_eq!(none.ladders[0][..2], [Some(0), Some(0)], "without a target nothing falls due");
}

#[tokio::test]
async fn records_are_tried_and_counted_on_the_table() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, policy) = imported(folder.path()).await;
    let (mut policy, key) = (policy.clone(), policy.handoffs[0].key.clone());
    let now = 1_793_610_000_000;
    let tried = |policy: &Policy, id: &str| {
        let (workspace, policy, key, id) = (workspace.clone(), Arc::new(policy.clone()), key.clone(), id.to_owned());
        async move { workspace.routing_try(policy, &key, Tried::Record(id), now).await.unwrap() }
    };
    assert_eq!(tried(&policy, "R3").await.owner.as_deref(), Some("Bo"));
    assert_eq!(tried(&policy, "R8").await.row, Some(1));
    assert_eq!(tried(&policy, "R6").await.owner, None, "no region, and too small");
    let mut example = playbook::policy::criteria::Example::default();
    example.0.insert("Region".into(), Given::Text("Nordics".into()));
    let shared = Arc::new(policy.clone());
    let values = workspace.routing_try(shared.clone(), &key, Tried::Values(example), now).await.unwrap();
    let rest = (Some("no person: the stage rest".to_owned()), Some(2));
    assert_eq!((values.owner, values.row), rest, "nobody owns it yet, and it has a region");

    let hits = workspace.routing_hits(shared, &key, None, None).await.unwrap();
    // R3, R4 go north; R1, R5, R8 are large; R2, R7, R9 are left; R6 has no region.
    assert_eq!((hits.rows.as_slice(), hits.fallback, hits.nobody, hits.records), ([2, 3, 3].as_slice(), 3, 1, 9));

    // R1 and R9 are of one company: by its domain they belong together.
    policy.handoffs[0].routing.matching.duplicate_by = vec![playbook::policy::MatchBy::Domain];
    let joined = tried(&policy, "R1").await;
    assert!(joined.before[0].starts_with("it is R9 by the domain"), "{joined:?}");
    assert_eq!(joined.owner.as_deref(), Some("Ann"));
    // Where nothing narrows down which records have the same company, the latest are looked through.
    let named = policy.fields.iter().position(|field| field.key == "Region").unwrap();
    policy.fields[named].name = "Company".into();
    policy.handoffs[0].routing.matching.duplicate_by = vec![playbook::policy::MatchBy::CompanyName];
    let joined = tried(&policy, "R1").await;
    assert!(joined.before[0].contains("by the company"), "{joined:?}");

    let rows = &mut policy.handoffs[0].routing.rows;
    rows[0].when = criterion(json!({"field": "budget", "is": "at_least", "value": 1}));
    let hits = workspace.routing_hits(Arc::new(policy), &key, None, None).await.unwrap();
    assert_eq!((hits.cannot_judge, hits.records), (9, 9), "nobody knows whom the first row would take");
}

#[tokio::test]
async fn a_preview_lists_the_records_that_would_become_something_else() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, policy) = imported(folder.path()).await;
    let judged = |policy: &Policy| Judged { policy: Arc::new(policy.clone()), revision: 1 };
    let same = workspace.flip_preview(judged(&policy), Watch::nobody()).await.unwrap();
    assert_eq!((same.past + same.open, same.flips.len()), (9, 0), "{same:?}");

    let mut draft = policy.clone();
    let point: &mut HandoffPoint = &mut draft.handoffs[0];
    point.routing.rows[1].when = criterion(json!({"field": "company_size", "is": "at_least", "value": 300}));
    point.acceptance.criteria = criterion(json!({"field": "company_size", "is": "at_least", "value": 200}));
    point.targets = serde_json::from_value(json!([
        {"clock": "accept", "tier": null, "target": {"kind": "elapsed", "ms": 7_200_000}, "reminder_percent": 50},
    ]))
    .unwrap();
    let found = workspace.flip_preview(judged(&draft), Watch::nobody()).await.unwrap();
    let flips: Vec<(FlipKind, &str, &str, u32, u32)> = found
        .flips
        .iter()
        .filter(|flip| flip.kind != FlipKind::Sla)
        .map(|flip| (flip.kind, flip.from.as_str(), flip.to.as_str(), flip.past, flip.open))
        .collect();
    assert!(
        flips.contains(&(FlipKind::Routing, "no person: the stage desk", "no person: the stage rest", 1, 0)),
        "R1: {flips:?}"
    );
    assert!(flips.contains(&(FlipKind::Criteria, "meets the criteria", "fails the criteria", 4, 0)), "{flips:?}");
    assert!(flips.contains(&(FlipKind::Criteria, "meets the criteria", "leaves the criteria open", 2, 0)), "{flips:?}");
    let late = found.flips.iter().find(|flip| flip.kind == FlipKind::Sla && flip.to == "met late").unwrap();
    assert_eq!((late.past, late.records.len()), (3, 3), "R2, R4 and R7 were decided after two hours: {found:?}");

    draft.handoffs[0].acceptance.criteria = criterion(json!({"field": "budget", "is": "at_least", "value": 1}));
    let found = workspace.flip_preview(judged(&draft), Watch::nobody()).await.unwrap();
    assert!(found.cannot_judge.iter().any(|known| known.why.contains("Budget") && known.n == 9), "{found:?}");
}
