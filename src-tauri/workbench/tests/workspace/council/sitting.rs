//! Decided, given out, noted, signed, reopened.

use super::*;

#[tokio::test]
async fn a_month_is_prepared_decided_and_signed_and_the_next_one_shows_what_came_of_it() {
    let (folder, workspace) = workspace().await;
    let before = workspace.council(None, NOW).await.unwrap().unwrap();
    assert_eq!((before.month, before.state, before.decisions.len()), (OCTOBER, CouncilState::Open, 0));
    assert_eq!(before.figures.kpis[0].value, Some(0.85), "attainment is what is not breached");
    assert_eq!(before.figures.breached, 3);

    let made = workspace.decision_save(&decision(DecisionStatus::Decided), "Dana", NOW).await.unwrap();
    assert_eq!((made.number, made.baseline), (1, Some(0.15)));
    workspace.action_save(&action(), "Dana", NOW).await.unwrap();
    let people =
        [Attendee { person: "Dana".into(), present: true }, Attendee { person: "priya".into(), present: true }];
    workspace.attendance_save(OCTOBER, &people, 0, "Dana", NOW).await.unwrap();
    workspace.notes_save(OCTOBER, "# October\n\n*Late* again.", 0, "Dana", NOW).await.unwrap();

    let sitting = council(&workspace, OCTOBER).await;
    assert_eq!(sitting.decisions[0].effect.as_ref().unwrap().verdict, Verdict::TooFewPoints);
    assert_eq!((sitting.actions[0].owner_name.as_str(), sitting.actions[0].late_days), ("Priya Sen", 2));
    assert_eq!((sitting.notes.version, sitting.attendance.people.len()), (1, 2));

    workspace.sign_off(OCTOBER, "Dana", NOW).await.unwrap();
    let signed = council(&workspace, OCTOBER).await;
    assert_eq!((signed.state, signed.waiting_for.as_slice()), (CouncilState::Signed, ["priya".to_owned()].as_slice()));
    let twice = workspace.sign_off(OCTOBER, "Dana", NOW).await.unwrap_err().to_string();
    assert!(twice.contains("Dana has signed October 2026 already"), "{twice}");
    let both = workspace.sign_off(OCTOBER, "priya", NOW).await.unwrap();
    assert_eq!((both.number, both.signatures.len()), (1, 2));

    // November: none late. October's action is carried until it is done.
    bring(&workspace, folder.path(), &export(&[(11, 0)])).await;
    let next = council(&workspace, NOVEMBER).await;
    let effect = next.decisions[0].effect.as_ref().unwrap();
    assert_eq!(
        (effect.verdict, effect.as_expected, effect.reached),
        (Verdict::Signal, Some(true), Some(true)),
        "{effect:?}"
    );
    assert_eq!((next.actions[0].carried, next.actions[0].is_done), (1, false));
    let carried = &next.actions[0].action;
    workspace.action_done(&carried.id, carried.version, true, "priya", NOW + 40 * DAY).await.unwrap();
    assert!(council(&workspace, NOVEMBER).await.actions[0].is_done);
    assert!(council(&workspace, Month::new(2027, 1)).await.actions.is_empty(), "done in December");
}

#[tokio::test]
async fn what_was_signed_never_changes_whatever_is_imported_or_published_later() {
    let (folder, workspace) = workspace().await;
    let review = reviewed(&workspace, OCTOBER).await;
    let signed = workspace.sign_off(OCTOBER, "Dana", NOW).await.unwrap();
    let book =
        |workspace: Workspace| async move { workspace.review_book(Some(OCTOBER), NOW + DAY).await.unwrap().unwrap() };
    let first: ReviewBook = book(workspace.clone()).await;
    assert_eq!(first.provenance.signed, Some(signed.clone()));
    assert!(first.council.differences.is_empty(), "{:?}", first.council.differences);

    // Two more were late after all, and another promise is made for all time.
    bring(&workspace, folder.path(), &export(&[(10, 5)])).await;
    let mut stricter = (*workspace.policy()).clone();
    stricter.handoffs[0].targets[0].target = Target::Elapsed { ms: HOUR / 2 };
    workspace.save_policy(&stricter, None, "Dana", "stricter").await.unwrap();

    assert_eq!(reviewed(&workspace, OCTOBER).await, review, "the review is the one that was signed");
    let cell = workspace
        .cell(Some("H1"), Metric::SlaAccept, Some(OCTOBER), Basis::default(), ClockChoice::default())
        .await
        .unwrap();
    assert_eq!((cell.numerator, cell.n), (Some(3), 20), "and so is each figure");
    let later = book(workspace.clone()).await;
    assert_eq!(
        (&later.review, &later.council.figures, &later.exceptions, &later.maturity),
        (&first.review, &first.council.figures, &first.exceptions, &first.maturity)
    );
    let breaches = later.council.differences.iter().find(|one| one.metric == Metric::SlaAccept).unwrap();
    assert_eq!((breaches.frozen, breaches.live), (Some(0.15), Some(1.0)));
    assert!(breaches.sentence.starts_with("H1 Acceptance breach rate: signed 15"), "{}", breaches.sentence);

    // Counted otherwise than it was signed, the records say what they say now.
    let elapsed = workspace.review(Some(OCTOBER), Basis::Period, ClockChoice::default()).await.unwrap().unwrap();
    assert_ne!(elapsed.rows[0].cells, review.rows[0].cells);

    let path = folder.path().join("w.baton");
    workspace.close().await.unwrap();
    let report = verify(&path).await.unwrap();
    assert!(report.sound, "{report:#?}");
    let again = Workspace::open(&path).await.unwrap();
    assert_eq!(reviewed(&again, OCTOBER).await, review, "also after the file was closed and opened");
}

#[tokio::test]
async fn a_signed_month_takes_no_edits_until_somebody_reopens_it_and_says_why() {
    let (_folder, workspace) = workspace().await;
    let made = workspace.decision_save(&decision(DecisionStatus::Proposed), "Dana", NOW).await.unwrap();
    workspace.sign_off(OCTOBER, "Dana", NOW).await.unwrap();
    let closed = |what: Result<String, WorkspaceError>| match what {
        Err(WorkspaceError::MonthSigned(month)) => assert_eq!(month, "October 2026"),
        other => panic!("{other:?}"),
    };
    closed(workspace.notes_save(OCTOBER, "late", 0, "Dana", NOW).await.map(|notes| notes.text));
    closed(workspace.attendance_save(OCTOBER, &[], 0, "Dana", NOW).await.map(|_| String::new()));
    closed(workspace.decision_save(&decision(DecisionStatus::Decided), "Dana", NOW).await.map(|made| made.text));
    closed(workspace.decision_remove(&made.id, made.version, "Dana", NOW).await.map(|made| made.text));
    closed(workspace.action_save(&action(), "Dana", NOW).await.map(|given| given.text));

    let silent = workspace.reopen(OCTOBER, "Dana", "  ", NOW).await.unwrap_err().to_string();
    assert!(silent.contains("says nothing"), "{silent}");
    workspace.reopen(OCTOBER, "Dana", "An export was incomplete", NOW + DAY).await.unwrap();
    let open = council(&workspace, OCTOBER).await;
    let reopened = open.sign_offs[0].reopened.as_ref().unwrap();
    assert_eq!((open.state, reopened.by.as_str(), reopened.at), (CouncilState::Reopened, "Dana", NOW + DAY));
    assert_eq!(reopened.reason, "An export was incomplete");
    workspace.notes_save(OCTOBER, "late", 0, "Dana", NOW).await.unwrap();
    let second = workspace.sign_off(OCTOBER, "Dana", NOW + 2 * DAY).await.unwrap();
    let both = council(&workspace, OCTOBER).await.sign_offs;
    assert_eq!((second.number, both.len(), both[0].reopened.is_some(), both[1].reopened.is_none()), (2, 2, true, true));
    let nothing = workspace.reopen(NOVEMBER, "Dana", "why not", NOW).await.unwrap_err().to_string();
    assert!(nothing.contains("November 2026 is not signed off"), "{nothing}");
}

#[tokio::test]
async fn a_month_that_is_not_over_or_has_no_records_is_not_signed() {
    let (folder, workspace) = workspace().await;
    bring(
        &workspace,
        folder.path(),
        &export(&[(11, 0)]).lines().take(5).map(|line| format!("{line}\n")).collect::<String>(),
    )
    .await;
    let early = workspace.sign_off(NOVEMBER, "Dana", NOW).await.unwrap_err().to_string();
    assert!(early.contains("November 2026 is not over by the data, which is known to 4 Nov 2026"), "{early}");
    let nobody = workspace.sign_off(OCTOBER, " ", NOW).await.unwrap_err().to_string();
    assert!(nobody.contains("does not say who"), "{nobody}");
    assert_eq!(council(&workspace, OCTOBER).await.state, CouncilState::Open);
}

#[tokio::test]
async fn an_edit_of_what_somebody_else_changed_is_refused_and_loses_nothing() {
    let (_folder, workspace) = workspace().await;
    let first = workspace.decision_save(&decision(DecisionStatus::Proposed), "Dana", NOW).await.unwrap();
    assert_eq!(first.baseline, None, "nothing is decided yet");
    let edit = |text: &str, version| DecisionDraft {
        id: Some(first.id.clone()),
        version: Some(version),
        text: text.into(),
        ..decision(DecisionStatus::Decided)
    };
    let second = workspace.decision_save(&edit("Alert after one hour", 1), "Priya", NOW).await.unwrap();
    assert_eq!((second.number, second.version, second.by.as_str(), second.baseline), (1, 2, "Dana", Some(0.15)));
    let moved = workspace.decision_save(&edit("Mine", 1), "Dana", NOW).await.unwrap_err();
    assert!(matches!(moved, WorkspaceError::ItemMoved(_)), "{moved}");
    assert_eq!(workspace.decisions().await.unwrap(), [second]);

    workspace.notes_save(OCTOBER, "one", 0, "Dana", NOW).await.unwrap();
    let moved = workspace.notes_save(OCTOBER, "two", 0, "Priya", NOW).await.unwrap_err();
    assert!(matches!(moved, WorkspaceError::ItemMoved(_)), "{moved}");
    assert_eq!(council(&workspace, OCTOBER).await.notes.text, "one");
    let given = workspace.action_save(&action(), "Dana", NOW).await.unwrap();
    workspace.action_done(&given.id, 1, true, "Priya", NOW).await.unwrap();
    let moved = workspace.action_remove(&given.id, 1, "Dana", NOW).await.unwrap_err();
    assert!(matches!(moved, WorkspaceError::ItemMoved(_)), "{moved}");
    assert!(workspace.actions().await.unwrap()[0].done_at.is_some());
}

#[tokio::test]
async fn what_nobody_can_mean_is_refused_in_a_sentence() {
    let (_folder, workspace) = workspace().await;
    let refused = |draft: DecisionDraft| {
        let workspace = workspace.clone();
        async move { workspace.decision_save(&draft, "Dana", NOW).await.unwrap_err().to_string() }
    };
    let drafted = || decision(DecisionStatus::Decided);
    let cases = [
        (DecisionDraft { text: " ".into(), ..drafted() }, "says nothing"),
        (DecisionDraft { text: "x".repeat(2_001), ..drafted() }, "at most 2000 letters"),
        (DecisionDraft { handoff: Some("H9".into()), ..drafted() }, "no handoff point H9"),
        (DecisionDraft { policy_version: Some(99), ..drafted() }, "no version 99"),
        (DecisionDraft { expects: Expects { way: Way::Fall, target: Some(f64::NAN) }, ..drafted() }, "no number"),
        (DecisionDraft { id: Some("nothing".into()), ..drafted() }, "no such decision"),
    ];
    for (draft, expected) in cases {
        let said = refused(draft).await;
        assert!(said.contains(expected), "{said}");
    }
    assert!(workspace.decisions().await.unwrap().is_empty());
    let hostile = "<img src=x onerror=alert(1)> =1+1 \u{202e}abc 😀";
    let kept =
        workspace.decision_save(&DecisionDraft { text: hostile.into(), ..drafted() }, "Dana", NOW).await.unwrap();
    assert_eq!(kept.text, hostile, "texts are kept as they are; whoever shows them shows text");
}

#[tokio::test]
async fn changed_numbers_of_a_signed_month_are_found_and_not_shown() {
    let (folder, workspace) = workspace().await;
    workspace.sign_off(OCTOBER, "Dana", NOW).await.unwrap();
    let path = folder.path().join("w.baton");
    workspace.close().await.unwrap();
    let mut file = SqliteConnection::connect(&format!("sqlite:{}", path.display())).await.unwrap();
    let changed = sqlx::query("update sign_offs set body = replace(body, '\"numerator\":3', '\"numerator\":2')")
        .execute(&mut file)
        .await
        .unwrap();
    assert_eq!(changed.rows_affected(), 1);
    file.close().await.unwrap();
    let report = verify(&path).await.unwrap();
    let check = report.checks.iter().find(|check| check.name == "signed reviews").unwrap();
    assert!(!report.sound && check.found.contains("not those that were signed"), "{check:?}");
    let opened = Workspace::open(&path).await.unwrap();
    let refused = opened.council(Some(OCTOBER), NOW).await.unwrap_err().to_string();
    assert!(refused.contains("the numbers of October 2026 are not those that were signed"), "{refused}");
    assert!(opened.council(Some(Month::new(2026, 9)), NOW).await.unwrap().is_some(), "other months are shown");
}

#[tokio::test]
async fn every_act_of_the_council_is_in_the_audit_trail() {
    let (_folder, workspace) = workspace().await;
    let made = workspace.decision_save(&decision(DecisionStatus::Decided), "Dana", NOW).await.unwrap();
    let given = workspace.action_save(&action(), "Dana", NOW).await.unwrap();
    workspace.action_done(&given.id, 1, true, "Priya", NOW).await.unwrap();
    workspace.notes_save(OCTOBER, "noted", 0, "Dana", NOW).await.unwrap();
    workspace.attendance_save(OCTOBER, &[], 0, "Dana", NOW).await.unwrap();
    workspace.decision_remove(&made.id, 1, "Dana", NOW).await.unwrap();
    workspace.maturity_judge(Capability::FeedbackLoop, Level::Documented, "We talk", "Dana", NOW).await.unwrap();
    workspace.cadence_done(CadenceKind::Weekly, "2026-W44", "Dana", NOW).await.unwrap();
    let signed = workspace.sign_off(OCTOBER, "Dana", NOW).await.unwrap();
    workspace.reopen(OCTOBER, "Dana", "again", NOW).await.unwrap();
    let entries = workspace.audit_entries(None, 100).await.unwrap();
    let acts: Vec<&str> = entries.iter().map(|entry| entry.act.as_str()).collect();
    let own = acts.iter().position(|act| *act == "decision.made").unwrap();
    assert_eq!(
        &acts[own..],
        [
            "decision.made",
            "action.given",
            "action.done",
            "review.noted",
            "review.attended",
            "decision.removed",
            "maturity.judged",
            "cadence.done",
            "review.signed",
            "review.reopened",
        ]
    );
    let trail = workspace.audit_verify().await.unwrap();
    assert_eq!((trail.broken, trail.entries), (None, entries.len() as i64));
    assert_eq!(signed.audit_entries, trail.entries - 2, "the head before the sign-off itself");
    assert!(entries.iter().any(|entry| entry.said["digest"] == signed.digest.as_str()));
}
