//! The exception desk of a workspace, on an export small enough to count by hand.

mod trail;

use crate::lead_to_sdr::lead_to_sdr;
use crate::people::people;
use playbook::exception::desk::{Act, Effect, Next, Status};
use playbook::exception::impact::{ExceptionImpact, Verdict};
use playbook::exception::{PassageKey, Rule};
use playbook::metrics::{Basis, ClockChoice, Dimension, FigureQuery, Month, figures};
use playbook::policy::*;
use playbook::{HOUR, Instant};
use sqlx::{Connection, SqliteConnection};
use std::collections::BTreeMap;
use std::path::Path;
use tempfile::TempDir;
use workbench::exceptions::{CaseQuery, CaseRow, Detected, MOST_ROWS, Reported, Standing};
use workbench::imports::store::Watch;
use workbench::imports::{import, inspect};
use workbench::workspace::{Workspace, WorkspaceError, verify};

/// Monday, 5 October 2026, 12:00 in UTC: what the data knows.
const NOON: Instant = 1_791_201_600_000;

/// R1 is in order, R2 late, R3 open and late, R4 unowned, R5 the duplicate of R3 by address, R6 late long ago.
const EXPORT: &str = "\
Record ID,Handoff,Created At,Accepted At,Owner,Email,Disposition
R1,Lead to SDR,2026-10-05T08:00:00Z,2026-10-05T09:00:00Z,Ann,a@acme.com,accepted
R2,Lead to SDR,2026-10-05T06:00:00Z,2026-10-05T11:00:00Z,Ann,b@other.com,accepted
R3,Lead to SDR,2026-10-05T05:00:00Z,,Ann,c@third.com,open
R4,Lead to SDR,2026-10-05T11:30:00Z,,,d@fourth.com,open
R5,Lead to SDR,2026-10-05T11:00:00Z,,Bo,c@third.com,open
R6,Lead to SDR,2026-09-01T06:00:00Z,2026-09-02T11:00:00Z,Ann,e@fifth.com,completed
R7,Lead to SDR,2026-10-05T12:00:00Z,2026-10-05T12:00:00Z,Ann,f@sixth.com,accepted
";

fn policy() -> Policy {
    let mut policy = Template::ALL[0].policy("Kestrel", "UTC");
    policy.people = people();
    policy.handoffs.push(HandoffPoint {
        routing: RoutingTable {
            matching: Matching { duplicate_by: vec![MatchBy::Email], ..Matching::default() },
            rows: Vec::new(),
        },
        ..lead_to_sdr("T1")
    });
    if policy.field("email").is_none() {
        policy.fields.push(Field { key: "email".into(), name: "Email".into(), ..Field::default() });
    }
    policy
}

async fn workspace() -> (TempDir, Workspace) {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::create_with(&folder.path().join("w.baton"), &policy()).await.unwrap();
    bring(&workspace, folder.path(), EXPORT, NOON).await;
    (folder, workspace)
}

async fn bring(workspace: &Workspace, folder: &Path, export: &str, now: Instant) {
    let path = folder.join("leads.csv");
    std::fs::write(&path, export).unwrap();
    let mut mapping = inspect(std::slice::from_ref(&path), &[], "UTC").unwrap().mapping;
    mapping.attributes = vec!["Email".into()];
    let report = import(workspace, &[path], &mapping, now).await.unwrap();
    assert_eq!(report.rejected, 0, "{report:?}");
}

async fn rows(workspace: &Workspace) -> Vec<CaseRow> {
    workspace.desk(&CaseQuery::default(), NOON + HOUR, MOST_ROWS).await.unwrap().rows
}

/// Record, rule, status and severity, by record.
async fn said(workspace: &Workspace) -> Vec<(String, Rule, Status, String)> {
    let mut said: Vec<_> = rows(workspace)
        .await
        .into_iter()
        .map(|row| (row.case.passage.record_id, row.case.rule, row.case.status, row.case.severity))
        .collect();
    said.sort_by(|a, b| (&a.0, a.1, &a.3).cmp(&(&b.0, b.1, &b.3)));
    said
}

async fn number(workspace: &Workspace, record: &str, rule: Rule) -> u32 {
    let rows = rows(workspace).await;
    let is = |row: &&CaseRow| row.case.passage.record_id == record && row.case.rule == rule;
    rows.iter().find(is).unwrap_or_else(|| panic!("no case of {record}: {rows:#?}")).case.number
}

fn case(record: &str, rule: Rule, status: Status, severity: &str) -> (String, Rule, Status, String) {
    (record.into(), rule, status, severity.into())
}

/// Every figure of the workspace, to the digit.
async fn all_figures(workspace: &Workspace) -> String {
    let measurement = workspace.measured(ClockChoice::Business).await.unwrap();
    let query = FigureQuery { from: None, to: None, by: Dimension::ALL.to_vec(), basis: Basis::Cohort };
    serde_json::to_string(&figures(measurement.measured(), &query)).unwrap()
}

fn next() -> Next {
    Next { act: NextAct::Recycle, text: "Ann calls by Tuesday".into() }
}

fn filled(of: &[(&str, &str)]) -> BTreeMap<String, String> {
    of.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect()
}

fn breach_fields() -> BTreeMap<String, String> {
    filled(&[("breach_reason", "fair"), ("corrective_action", "none")])
}

fn pause() -> Act {
    Act::Override {
        verb: "pause_sla".into(),
        reason: "Fair of the buyer".into(),
        approver: Some("vera".into()),
        next_step: next(),
        audit_fields: breach_fields(),
        effect: Some(Effect::Pause { from: NOON - 7 * HOUR, to: Some(NOON) }),
        resolves: false,
        root_cause: None,
    }
}

fn merge() -> Act {
    let master = PassageKey { record_id: "R3".into(), handoff: "T1".into(), cycle: 1 };
    Act::Override {
        verb: "merge".into(),
        reason: "One person".into(),
        approver: None,
        next_step: next(),
        audit_fields: filled(&[("merge_notes", "same address"), ("impacted_objects", "lead")]),
        effect: Some(Effect::Merge { master }),
        resolves: true,
        root_cause: None,
    }
}

/// A connection of somebody who writes past Baton.
async fn past_the_door(path: &Path) -> SqliteConnection {
    SqliteConnection::connect(&format!("sqlite://{}", path.display())).await.unwrap()
}

#[tokio::test]
async fn an_import_puts_what_it_finds_on_the_desk_and_the_same_one_changes_nothing() {
    let (folder, workspace) = workspace().await;
    let open = Status::Open;
    let expected = [
        case("R2", Rule::SlaBreach, open, "p2"),
        case("R3", Rule::Stuck, open, "p1"),
        case("R3", Rule::SlaBreach, open, "p1"),
        case("R4", Rule::Unowned, open, "p1"),
        case("R5", Rule::Duplicate, open, "p2"),
    ];
    assert_eq!(said(&workspace).await, expected);
    let measures = workspace.exception_measures().await.unwrap();
    let history: u64 = measures.volume.iter().map(|row| row.history).sum();
    assert_eq!(history, 1, "R6 was over before anybody looked: counted, and not on the desk");
    assert_eq!((measures.duplicates, measures.records), (1, 7));
    let any = |month| {
        let of = |impact: &&ExceptionImpact| impact.month == month && impact.exception_type.is_none();
        let found = measures.impact.iter().find(of).unwrap();
        (found.handoff.as_str(), found.with.records, found.without.records, found.with.converted, found.conversion)
    };
    // R2 to R5 had one, R1 and R7 had none; R6, which no case stands for, had one in September and was completed all the same.
    assert_eq!(any(Month::new(2026, 10)), ("T1", 4, 2, 0, Verdict::TooFew));
    assert_eq!(any(Month::new(2026, 9)), ("T1", 1, 0, 1, Verdict::TooFew));

    let before = workspace.audit_verify().await.unwrap();
    bring(&workspace, folder.path(), EXPORT, NOON + HOUR).await;
    let again = workspace.detect_exceptions(NOON + HOUR, &Watch::nobody()).await.unwrap();
    assert_eq!(again, Detected { kept: 5, history: 1, ..Detected::default() });
    assert_eq!(said(&workspace).await, expected);
    assert_eq!(workspace.audit_verify().await.unwrap(), before, "nothing was done, nothing is written down");
}

#[tokio::test]
async fn a_row_says_what_people_call_its_record_what_is_left_and_who_would_take_it() {
    let (_folder, workspace) = workspace().await;
    let rows = rows(&workspace).await;
    let row = |record: &str, rule| {
        rows.iter().find(|row| row.case.passage.record_id == record && row.case.rule == rule).unwrap()
    };
    let unowned = row("R4", Rule::Unowned);
    assert_eq!(unowned.called.as_deref(), Some("d@fourth.com"), "the best name that the export has");
    assert_eq!(unowned.left.as_ref().map(|left| left.words.as_str()), Some("47 h of elapsed time left"));
    let late = row("R3", Rule::SlaBreach);
    let left = late.left.as_ref().unwrap();
    assert_eq!(
        (left.words.as_str(), left.whole_ms),
        ("4 h of business time left", 5 * HOUR),
        "due at 17:00, raised at 12:00"
    );
    let suggested = unowned.suggested.as_ref().unwrap();
    assert_eq!((suggested.person.as_deref(), suggested.name.as_str()), (Some("ravi"), "Ravi Anand"));

    // A name is found like an id is, and only an assigned case is nobody else's.
    let asked = CaseQuery { text: Some("FOURTH".into()), ..CaseQuery::default() };
    let found = workspace.desk(&asked, NOON + HOUR, 1).await.unwrap();
    assert_eq!(found.found, rows.iter().filter(|row| row.case.passage.record_id == "R4").count());
    let number = unowned.case.number;
    let given = Act::Assign { to: Some("vera".into()) };
    workspace.act_on_case(number, &given, "ravi", NOON + HOUR).await.unwrap();
    assert_eq!(workspace.case(number, "ravi", NOON + HOUR).await.unwrap().row.suggested, None);

    // The point's table has no rows, so that the policy gives the record to nobody, and says why.
    let owner = workspace.case_record_owner(number, NOON + HOUR).await.unwrap().unwrap();
    assert_eq!((owner.owner, owner.because.as_str()), (None, "the routing table has no rows"));
}

#[tokio::test]
async fn a_corrected_record_closes_its_case_and_one_that_falls_back_opens_it_again() {
    let (folder, workspace) = workspace().await;
    let owned = EXPORT.replace("2026-10-05T11:30:00Z,,,d@", "2026-10-05T11:30:00Z,,Bo,d@");
    bring(&workspace, folder.path(), &owned, NOON + HOUR).await;
    let of_r4 = |said: Vec<(String, Rule, Status, String)>| said.into_iter().find(|one| one.0 == "R4").unwrap().2;
    assert_eq!(of_r4(said(&workspace).await), Status::Corrected);
    let number = number(&workspace, "R4", Rule::Unowned).await;
    let detail = workspace.case(number, "ravi", NOON).await.unwrap();
    let acts: Vec<&str> = detail.history.iter().map(|listed| listed.entry.act.as_str()).collect();
    assert_eq!(acts, ["case.raised", "case.corrected"]);
    assert!(detail.history[1].entry.said["note"].as_str().unwrap().contains("corrected"));
    bring(&workspace, folder.path(), EXPORT, NOON + 2 * HOUR).await;
    assert_eq!(of_r4(said(&workspace).await), Status::Open);

    let resolve = Act::Resolve {
        reason: "Ann takes it".into(),
        next_step: next(),
        root_cause: Some("routing_logic".into()),
        audit_fields: filled(&[("root_cause", "no row for it")]),
    };
    workspace.act_on_case(number, &resolve, "ravi", NOON + 3 * HOUR).await.unwrap();
    workspace.detect_exceptions(NOON + 4 * HOUR, &Watch::nobody()).await.unwrap();
    assert_eq!(of_r4(said(&workspace).await), Status::Resolved, "a person's word stands while the finding does");
}

#[tokio::test]
async fn a_pause_and_a_merge_take_effect_and_are_taken_back_to_the_byte() {
    let (folder, workspace) = workspace().await;
    let before = all_figures(&workspace).await;
    let late = number(&workspace, "R3", Rule::SlaBreach).await;
    let twice = number(&workspace, "R5", Rule::Duplicate).await;

    let refused = workspace.act_on_case(late, &pause(), "nina", NOON).await.unwrap_err().to_string();
    assert!(refused.starts_with("Nothing was done: Nina Rossi may not do \"Pause an SLA timer\""), "{refused}");
    assert_eq!(all_figures(&workspace).await, before);

    workspace.act_on_case(late, &pause(), "ravi", NOON).await.unwrap();
    let paused = all_figures(&workspace).await;
    assert_ne!(paused, before);
    let stands = workspace.measured(ClockChoice::Business).await.unwrap().columns().len();
    workspace.act_on_case(twice, &merge(), "dana", NOON).await.unwrap();
    let merged = all_figures(&workspace).await;
    assert_ne!(merged, paused);
    assert_eq!(workspace.measured(ClockChoice::Business).await.unwrap().columns().len(), stands - 1, "counted once");
    assert_eq!(workspace.exception_measures().await.unwrap().pauses[0].minutes, 7 * 60);

    // The import writes over neither.
    let changed = EXPORT.replace("R3,Lead to SDR,2026-10-05T05:00:00Z,,Ann", "R3,Lead to SDR,2026-10-05T05:00:00Z,,Bo");
    bring(&workspace, folder.path(), &changed, NOON + HOUR).await;
    bring(&workspace, folder.path(), EXPORT, NOON + HOUR).await;
    assert_eq!(all_figures(&workspace).await, merged);

    let back = |place, approver: &str| Act::TakeBack { place, reason: "Wrong".into(), approver: Some(approver.into()) };
    workspace.act_on_case(late, &back(0, "vera"), "ravi", NOON + HOUR).await.unwrap();
    workspace.act_on_case(twice, &back(0, "ravi"), "dana", NOON + HOUR).await.unwrap();
    assert_eq!(all_figures(&workspace).await, before);
    let open: Vec<_> = said(&workspace).await.into_iter().filter(|one| one.2 == Status::Open).collect();
    assert_eq!(open.len(), 5, "what they hid is found again: {open:#?}");
    workspace.close().await.unwrap();
    assert!(verify(&folder.path().join("w.baton")).await.unwrap().sound);
}

#[tokio::test]
async fn bulk_acts_do_what_they_may_and_say_what_they_may_not() {
    let (_folder, workspace) = workspace().await;
    let late = number(&workspace, "R2", Rule::SlaBreach).await;
    let unowned = number(&workspace, "R4", Rule::Unowned).await;
    let resolve =
        Act::Resolve { reason: "Seen".into(), next_step: next(), root_cause: None, audit_fields: breach_fields() };
    let done = workspace.act_on_cases(&[late, unowned, 99], &resolve, "ravi", NOON).await.unwrap();
    assert_eq!((done[0].refused.as_deref(), done[0].case.as_ref().unwrap().status), (None, Status::Resolved));
    assert!(done[1].refused.as_deref().unwrap().contains("Root cause"), "{done:?}");
    assert_eq!(done[1].case.as_ref().unwrap().status, Status::Open);
    assert!(done[2].case.is_none() && done[2].refused.as_deref().unwrap().contains("no case EX-99"), "{done:?}");

    let passage = PassageKey { record_id: "R1".into(), handoff: "T1".into(), cycle: 1 };
    let reported = Reported {
        passage,
        exception_type: "ownership_conflict".into(),
        subtype: None,
        severity: "p0".into(),
        text: "Two reps claim it".into(),
    };
    let number = workspace.report_exception(&reported, "nina", NOON).await.unwrap().number;
    workspace.detect_exceptions(NOON, &Watch::nobody()).await.unwrap();
    let detail = workspace.case(number, "nina", NOON).await.unwrap();
    assert_eq!(detail.row.case.status, Status::Open, "no data closes what a person reported");
    assert!(detail.rights.iter().all(|right| right.refused.is_some()), "an SDR holds no right");
}

#[tokio::test]
async fn of_a_desk_that_has_not_seen_the_records_nothing_is_counted() {
    let (_folder, workspace) = workspace().await;
    // As an import leaves it that was cut short after its commit.
    let mut raw = past_the_door(workspace.path()).await;
    sqlx::query("delete from detections").execute(&mut raw).await.unwrap();
    assert_eq!(workspace.desk_standing().await.unwrap(), Standing::Outdated);
    assert_eq!(workspace.open_cases().await.unwrap(), None);
    assert!(workspace.desk_up_to_date(NOON + HOUR, &Watch::nobody()).await.unwrap());
    assert_eq!(workspace.desk_standing().await.unwrap(), Standing::Current);
    assert!(!workspace.desk_up_to_date(NOON + HOUR, &Watch::nobody()).await.unwrap(), "nothing is left to do");
}

#[tokio::test]
async fn a_detection_that_is_called_off_leaves_the_desk_as_it_was() {
    let (_folder, workspace) = workspace().await;
    let before = (said(&workspace).await, workspace.audit_verify().await.unwrap());
    let watch = Watch::nobody();
    watch.cancel.store(true, std::sync::atomic::Ordering::Relaxed);
    let refused = workspace.detect_exceptions(NOON, &watch).await;
    assert!(matches!(refused, Err(WorkspaceError::Cancelled)), "{refused:?}");
    assert_eq!((said(&workspace).await, workspace.audit_verify().await.unwrap()), before);
}
