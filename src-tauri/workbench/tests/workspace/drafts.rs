//! Drafts in the file: edits that survive, publishing, history, branches, later versions beneath a draft, and what a damaged one does.

use playbook::calendar::Target;
use playbook::policy::{BEGINNING, ClockKind, HandoffPoint, Noun, Operation, OwnField, Policy, SlaTarget, Team};
use playbook::{HOUR, Instant};
use serde_json::json;
use sqlx::{Connection, SqliteConnection};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use workbench::policies::drafts::{DraftView, Publishing};
use workbench::workspace::{Workspace, WorkspaceError, verify};

fn point(key: &str, name: &str) -> HandoffPoint {
    let accept = SlaTarget {
        clock: ClockKind::Accept,
        tier: None,
        target: Target::Elapsed { ms: 2 * HOUR },
        reminder_percent: 50,
    };
    HandoffPoint { key: key.into(), name: name.into(), targets: vec![accept], ..HandoffPoint::default() }
}

fn policy() -> Policy {
    let mut policy = Policy::new("Meridian", "Europe/Vienna");
    policy.teams = vec![Team { key: "sdr".into(), short: "SDR".into(), name: "Sales development".into() }];
    policy.handoffs = vec![point("H1", "MQL -> SDR"), point("H2", "SDR -> AE")];
    policy
}

async fn workspace() -> (TempDir, PathBuf, Workspace) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("work.baton");
    let workspace = Workspace::create_with(&path, &policy()).await.unwrap();
    (folder, path, workspace)
}

fn named(key: &str, name: &str) -> Operation {
    Operation::Set { noun: Noun::Handoff, key: key.into(), field: "name".into(), value: json!(name) }
}

fn window(hours: i64) -> Operation {
    let target = json!({ "kind": "elapsed", "ms": hours * HOUR });
    Operation::Set { noun: Noun::Handoff, key: "H1".into(), field: "targets/0/target".into(), value: target }
}

fn currency(code: &str) -> Operation {
    Operation::SetOwn { field: OwnField::Currency, value: code.into() }
}

async fn edit(workspace: &Workspace, operation: Operation) -> DraftView {
    let revision = workspace.draft().await.unwrap().revision;
    workspace.draft_edit(operation, revision).await.unwrap()
}

async fn reopened(workspace: Workspace, path: &Path) -> Workspace {
    workspace.close().await.unwrap();
    Workspace::open(path).await.unwrap()
}

fn said<'a>(reason: &'a str, effective_from: Option<Instant>) -> Publishing<'a> {
    Publishing { author: "Dana Okafor", reason, effective_from, carries_out: &[] }
}

#[tokio::test]
async fn a_draft_begins_as_the_version_saved_last() {
    let (_folder, _, workspace) = workspace().await;
    let draft = workspace.draft().await.unwrap();
    assert_eq!((draft.branch.as_str(), draft.base, draft.in_force, draft.edits), ("main", 1, 1, 0));
    assert_eq!((draft.undo, draft.redo, draft.policy), (None, None, policy()));
    assert!(workspace.draft_diff().await.unwrap().is_empty());
}

#[tokio::test]
async fn edits_are_taken_back_and_done_again_after_a_restart() {
    let (_folder, path, workspace) = workspace().await;
    edit(&workspace, currency("USD")).await;
    edit(&workspace, window(1)).await;
    let third = edit(&workspace, named("H2", "Discovery -> AE")).await;
    assert_eq!(third.undo.as_deref(), Some("Name: “SDR -> AE” → “Discovery -> AE”"));
    let workspace = reopened(workspace, &path).await;
    assert_eq!(workspace.draft().await.unwrap(), third);

    workspace.draft_undo().await.unwrap();
    let one = workspace.draft_undo().await.unwrap();
    assert_eq!((one.edits, one.policy.currency.as_str()), (1, "USD"));
    assert_eq!(one.redo.as_deref(), Some("H1 acceptance window: 2 hours of elapsed time → 1 hour of elapsed time"));
    let workspace = reopened(workspace, &path).await;
    assert_eq!(workspace.draft_undo().await.unwrap().policy, policy());
    let refused = workspace.draft_undo().await.unwrap_err().to_string();
    assert_eq!(refused, "The draft was not changed: nothing was changed that could be taken back.");
    let workspace = reopened(workspace, &path).await;
    for _ in 0..3 {
        workspace.draft_redo().await.unwrap();
    }
    let again = workspace.draft().await.unwrap();
    assert_eq!((again.policy, again.undo, again.redo), (third.policy, third.undo, None));
    assert!(workspace.draft_redo().await.is_err());
    assert_eq!(*workspace.policy(), policy(), "nothing of it is in force");
    workspace.close().await.unwrap();
    let report = verify(&path).await.unwrap();
    assert!(report.sound, "{:?}", report.checks);
}

#[tokio::test]
async fn an_edit_after_taking_back_ends_what_could_be_done_again() {
    let (_folder, _, workspace) = workspace().await;
    edit(&workspace, currency("USD")).await;
    edit(&workspace, window(1)).await;
    workspace.draft_undo().await.unwrap();
    let draft = edit(&workspace, named("H1", "Lead -> SDR")).await;
    assert_eq!((draft.edits, draft.redo), (2, None));
}

#[tokio::test]
async fn what_was_decided_on_an_older_view_is_refused() {
    let (_folder, _, workspace) = workspace().await;
    let before = workspace.draft().await.unwrap();
    let after = edit(&workspace, currency("USD")).await;
    let refused = workspace.draft_edit(window(1), before.revision).await.unwrap_err();
    assert!(matches!(refused, WorkspaceError::DraftMoved), "{refused}");
    // A version saved meanwhile makes every view an older one.
    let mut corrected = policy();
    corrected.company = "Meridian & Sons".into();
    workspace.save_policy(&corrected, None, "Dana", "renamed").await.unwrap();
    assert!(workspace.draft_edit(window(1), after.revision).await.is_err());
    assert!(workspace.draft().await.unwrap().revision > after.revision);
}

#[tokio::test]
async fn what_cannot_be_is_refused_and_changes_nothing() {
    let (_folder, _, workspace) = workspace().await;
    let before = workspace.draft().await.unwrap();
    let cases = [
        (named("H9", "?"), "there is no handoff point \"H9\""),
        (Operation::Remove { noun: Noun::Calendar, key: before.policy.default_calendar.clone() }, "is named by"),
        (named("H1", &"x".repeat(30_000)), "30000"),
    ];
    for (operation, says) in cases {
        let refused = workspace.draft_edit(operation, before.revision).await.unwrap_err().to_string();
        assert!(refused.starts_with("The draft was not changed: ") && refused.contains(says), "{refused}");
        assert_eq!(workspace.draft().await.unwrap(), before);
    }
    // What changes nothing is no edit.
    assert_eq!(workspace.draft_edit(currency(&before.policy.currency), before.revision).await.unwrap(), before);
}

#[tokio::test]
async fn a_draft_is_published_with_its_author_reason_and_time() {
    let (_folder, path, workspace) = workspace().await;
    edit(&workspace, window(1)).await;
    for (publishing, says) in [
        (Publishing { author: " ", ..said("Agreed", None) }, "nobody is named"),
        (said(" ", None), "it says no reason"),
        (said("Agreed", Some(Instant::MAX)), "years 1 to 9999"),
    ] {
        let refused = workspace.draft_publish(publishing).await.unwrap_err().to_string();
        assert!(refused.starts_with("Nothing was published: ") && refused.contains(says), "{refused}");
    }
    // 15 October 2026.
    let from = 1_792_022_400_000;
    let published = workspace.draft_publish(said("Agreed in council", Some(from))).await.unwrap();
    assert_eq!((published.base, published.edits, &published.undo), (2, 0, &None));
    let history = workspace.policy_versions().await.unwrap();
    assert_eq!((history.len(), history[0].version, history[0].parent), (2, 2, Some(1)));
    assert_eq!((history[0].author.as_str(), history[0].reason.as_str()), ("Dana Okafor", "Agreed in council"));
    assert_eq!((history[0].effective_from, history[1].effective_from), (from, BEGINNING));
    let diff = workspace.policy_diff(1, 2).await.unwrap();
    let sentences: Vec<&str> = diff.sentences().collect();
    assert_eq!(sentences, ["H1 acceptance window: 2 hours of elapsed time → 1 hour of elapsed time"]);
    let again = workspace.draft_publish(said("Once more", None)).await.unwrap_err().to_string();
    assert!(again.contains("the same as version 2"), "{again}");
    let workspace = reopened(workspace, &path).await;
    assert_eq!(workspace.policy_in_force().at(from - 1).number, 1);
    assert_eq!(workspace.policy_in_force().at(from).number, 2);
}

#[tokio::test]
async fn an_older_version_is_restored_as_an_edit() {
    let (_folder, _, workspace) = workspace().await;
    edit(&workspace, window(1)).await;
    workspace.draft_publish(said("Stricter", None)).await.unwrap();
    let restored = workspace.policy_restore(1).await.unwrap();
    assert_eq!((restored.policy.clone(), restored.undo.as_deref()), (policy(), Some("Version 1 restored")));
    assert_eq!(workspace.draft_undo().await.unwrap().policy, *workspace.policy());
    let refused = workspace.policy_restore(7).await.unwrap_err().to_string();
    assert!(refused.starts_with("There is no version 7"), "{refused}");
}

#[tokio::test]
async fn branches_are_tried_beside_each_other() {
    let (_folder, path, workspace) = workspace().await;
    edit(&workspace, currency("USD")).await;
    let branch = workspace.branch_new("Stricter windows").await.unwrap();
    assert_eq!((branch.branch.as_str(), branch.edits), ("Stricter windows", 1));
    assert_eq!(branch.branches, ["main", "Stricter windows"]);
    edit(&workspace, window(1)).await;
    let workspace = reopened(workspace, &path).await;
    assert_eq!(workspace.draft().await.unwrap().edits, 2, "the branch worked on is remembered");
    assert_eq!(workspace.branch_switch("main").await.unwrap().edits, 1);
    assert_eq!(workspace.branch_switch("Stricter windows").await.unwrap().edits, 2);
    for (name, says) in [("", "needs a name"), ("stricter WINDOWS", "already"), ("a\nb", "in one line")] {
        let refused = workspace.branch_new(name).await.unwrap_err().to_string();
        assert!(refused.contains(says), "{refused}");
    }
    assert!(workspace.branch_switch("nowhere").await.is_err() && workspace.branch_remove("main").await.is_err());
    let main = workspace.branch_remove("Stricter windows").await.unwrap();
    assert_eq!((main.branch.as_str(), main.edits, main.branches), ("main", 1, vec!["main".to_owned()]));
}

#[tokio::test]
async fn a_later_version_is_put_beneath_a_draft_and_what_no_longer_fits_is_named() {
    let (_folder, path, workspace) = workspace().await;
    edit(&workspace, window(1)).await;
    edit(&workspace, named("H2", "Discovery -> AE")).await;
    edit(&workspace, currency("USD")).await;
    let mut saved = policy();
    saved.handoffs.remove(1);
    saved.teams[0].name = "SDR team".into();
    workspace.save_policy(&saved, None, "Dana", "no second handoff").await.unwrap();
    for _ in 0..2 {
        let draft = workspace.draft().await.unwrap();
        assert_eq!((draft.base, draft.edits), (2, 2));
        assert_eq!(draft.policy.handoffs[0].targets[0].target, Target::Elapsed { ms: HOUR });
        assert_eq!((draft.policy.teams[0].name.as_str(), draft.policy.currency.as_str()), ("SDR team", "USD"));
        assert_eq!(draft.conflicts.len(), 1, "{:?}", draft.conflicts);
        let conflict = &draft.conflicts[0];
        assert!(conflict.contains("Discovery -> AE") && conflict.contains("no handoff point \"H2\""), "{conflict}");
        // And after it was written.
        workspace.draft_undo().await.unwrap();
        workspace.draft_redo().await.unwrap();
    }
    let workspace = reopened(workspace, &path).await;
    assert_eq!(workspace.draft().await.unwrap().conflicts.len(), 1);
    assert!(workspace.draft_discard().await.unwrap().conflicts.is_empty());
    workspace.close().await.unwrap();
    assert!(verify(&path).await.unwrap().sound);
}

#[tokio::test]
async fn what_was_taken_back_and_no_longer_fits_is_set_aside_when_it_is_done_again() {
    let (_folder, _, workspace) = workspace().await;
    edit(&workspace, named("H2", "Discovery -> AE")).await;
    workspace.draft_undo().await.unwrap();
    let mut saved = policy();
    saved.handoffs.remove(1);
    workspace.save_policy(&saved, None, "Dana", "no second handoff").await.unwrap();
    let draft = workspace.draft_redo().await.unwrap();
    assert_eq!((draft.edits, draft.conflicts.len(), draft.policy), (0, 1, saved));
}

#[tokio::test]
async fn a_policy_from_outside_is_taken_whole_or_not_at_all() {
    let (_folder, _, workspace) = workspace().await;
    let before = workspace.draft().await.unwrap();
    let mut other = policy();
    other.company = "Kestrel".into();
    let newer = json!({ "schema": 99 }).to_string();
    let mut dangling = serde_json::to_value(&other).unwrap();
    dangling["default_calendar"] = json!("nowhere");
    for (bad, says) in [("{", "JSON"), (newer.as_str(), "99"), (dangling.to_string().as_str(), "nowhere")] {
        let refused = workspace.policy_import(bad).await.unwrap_err().to_string();
        assert!(refused.contains(says), "{refused}");
        assert_eq!(workspace.draft().await.unwrap(), before);
    }
    let taken = workspace.policy_import(&serde_json::to_string(&other).unwrap()).await.unwrap();
    assert_eq!((taken.policy, taken.edits, taken.undo.as_deref()), (other, 1, Some("Policy imported")));
}

async fn tampered(path: &Path, sql: &'static str) {
    let mut connection = SqliteConnection::connect(&format!("sqlite://{}", path.display())).await.unwrap();
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn a_damaged_draft_is_told_and_leaves_the_rest_whole() {
    let cases = [
        ("update draft_edits set operation = '{\"op\":' where place = 2", "edit 2 cannot be read"),
        ("update draft_edits set operation = '{\"op\":\"explode\"}' where place = 1", "edit 1 cannot be read"),
        ("delete from draft_edits where place = 1", "edit 1 is missing"),
        ("update drafts set done = 9", "9 of its 2 edits"),
        ("update drafts set done = -1", "-1 of its 2 edits"),
        ("update drafts set revision = 'many'", "revision"),
        ("update drafts set conflicts = 'none'", "set aside"),
        (
            "update draft_edits set operation = '{\"op\":\"remove\",\"noun\":\"handoff\",\"key\":\"H7\"}' where place = 2",
            "edit 2 cannot be made",
        ),
    ];
    for (sql, says) in cases {
        let (_folder, path, workspace) = workspace().await;
        edit(&workspace, window(1)).await;
        edit(&workspace, currency("USD")).await;
        workspace.close().await.unwrap();
        tampered(&path, sql).await;
        let report = verify(&path).await.unwrap();
        let drafts = report.checks.iter().find(|check| check.name == "drafts").unwrap();
        assert!(!report.sound && !drafts.passed && drafts.found.contains(says), "{sql}: {drafts:?}");

        let workspace = Workspace::open(&path).await.unwrap();
        let refused = workspace.draft().await.unwrap_err().to_string();
        assert!(refused.contains(says) && refused.contains("Discard the draft"), "{sql}: {refused}");
        assert_eq!(*workspace.policy(), policy());
        assert_eq!(workspace.draft_discard().await.unwrap().edits, 0, "{sql}");
        workspace.close().await.unwrap();
        assert!(verify(&path).await.unwrap().sound, "{sql}");
    }
    let (_folder, path, workspace) = workspace().await;
    edit(&workspace, window(1)).await;
    workspace.close().await.unwrap();
    tampered(&path, "update draft_edits set back = '{\"op\":\"set_own\",\"field\":\"currency\",\"value\":\"X\"}'")
        .await;
    let report = verify(&path).await.unwrap();
    let told = report.checks.iter().find(|check| !check.passed).unwrap();
    assert!(told.found.contains("does not lead to the version"), "{told:?}");
}
