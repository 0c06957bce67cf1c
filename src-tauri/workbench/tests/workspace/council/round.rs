//! What comes round: what is due, what was judged, what was changed and carried out since.

use super::*;

#[tokio::test]
async fn what_is_due_is_listed_and_the_calendar_can_be_read_by_others() {
    let (_folder, workspace) = workspace().await;
    let periods =
        |items: Vec<playbook::council::CadenceItem>| items.into_iter().map(|item| item.period).collect::<Vec<_>>();
    assert_eq!(
        periods(workspace.cadence(NOW).await.unwrap()),
        ["2026-09", "2026-Q3", "2026-W43", "2026-W44", "2026-10"]
    );
    workspace.sign_off(OCTOBER, "Dana", NOW).await.unwrap();
    workspace.cadence_done(CadenceKind::Quarterly, "2026-Q3", "Dana", NOW).await.unwrap();
    assert_eq!(periods(workspace.cadence(NOW).await.unwrap()), ["2026-09", "2026-W43", "2026-W44"]);
    for (kind, period) in
        [(CadenceKind::Monthly, "2026-09"), (CadenceKind::Weekly, "2026-10"), (CadenceKind::Handoff, "H9 2026-01-01")]
    {
        let refused = workspace.cadence_done(kind, period, "Dana", NOW).await;
        assert!(matches!(refused, Err(WorkspaceError::ActRefused(_))), "{kind:?} {period}");
    }

    workspace
        .action_save(
            &ActionDraft {
                text: "Über die Grenze; \"quoted\", and rather longer than any line of the file may be: ".repeat(3),
                made_in: NOVEMBER,
                ..action()
            },
            "Dana",
            NOW,
        )
        .await
        .unwrap();
    let text = workspace.cadence_ical(NOW).await.unwrap();
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    assert!(text.contains("\r\n") && !text.replace("\r\n", "").contains('\n'));
    let read: icalendar::Calendar = text.parse().unwrap();
    let events: Vec<&icalendar::Event> = read.events().collect();
    let uids: Vec<&str> = events.iter().filter_map(|event| icalendar::Component::get_uid(*event)).collect();
    assert_eq!((events.len(), uids.len()), (4, 4));
    assert!(uids.iter().all(|uid| uid.ends_with("@baton")));
    let summaries: Vec<&str> = events.iter().filter_map(|event| icalendar::Component::get_summary(*event)).collect();
    assert!(summaries.iter().any(|summary| summary.contains("Über die Grenze; \"quoted\", and")), "{summaries:?}");
    assert_eq!(workspace.cadence_ical(NOW).await.unwrap(), text, "the same again: nothing is imported twice");
}

#[tokio::test]
async fn a_judgement_of_maturity_stands_beside_what_is_proposed() {
    let (_folder, workspace) = workspace().await;
    workspace
        .maturity_judge(Capability::SlasAndAlerts, Level::Measured, "We look every week", "Dana", NOW)
        .await
        .unwrap();
    workspace
        .maturity_judge(Capability::SlasAndAlerts, Level::BuiltIn, "Not yet after all", "Dana", NOW + DAY)
        .await
        .unwrap();
    let assessed = workspace.maturity(NOW + DAY).await.unwrap();
    let slas = assessed.capabilities.iter().find(|one| one.capability == Capability::SlasAndAlerts).unwrap();
    assert_eq!((slas.level, slas.history.len()), (Level::BuiltIn, 2));
    assert_eq!(slas.history[0].proposed, slas.proposed);
    assert_eq!(assessed.month, Some(OCTOBER));
    assert_eq!(slas.kpi_value.as_deref().map(|value| value.replace('\u{202f}', " ")), Some("85 %".to_owned()));
}

#[tokio::test]
async fn a_change_of_the_policy_is_told_with_its_effect() {
    let (_folder, workspace) = workspace().await;
    let mut policy = (*workspace.policy()).clone();
    policy.handoffs[0].targets[0].reminder_percent = 25;
    workspace.save_policy(&policy, None, "Dana", "Remind earlier").await.unwrap();
    let told = council(&workspace, OCTOBER).await;
    let change = &told.changes[0];
    assert_eq!((change.version, change.reason.as_str(), change.since_last_review), (2, "Remind earlier", true));
    assert_eq!(change.diff[0].key.as_deref(), Some("H1"));
    assert_eq!(change.effects[0].effect.verdict, Verdict::TooFewPoints, "{:?}", change.effects[0].effect);
    let shipped = DecisionDraft { policy_version: Some(2), ..decision(DecisionStatus::Decided) };
    workspace.decision_save(&shipped, "Dana", NOW).await.unwrap();
    assert_eq!(council(&workspace, OCTOBER).await.changes[0].decisions, ["D-1"]);
}

#[tokio::test]
async fn what_was_decided_is_carried_out_by_a_version_though_its_month_is_signed() {
    let (_folder, workspace) = workspace().await;
    let made = workspace.decision_save(&decision(DecisionStatus::Decided), "Dana", NOW).await.unwrap();
    let open = workspace.decision_save(&decision(DecisionStatus::Proposed), "Dana", NOW).await.unwrap();
    workspace.sign_off(OCTOBER, "Dana", NOW).await.unwrap();
    let frozen = workspace.review_book(Some(OCTOBER), NOW).await.unwrap().unwrap();

    let mut policy = (*workspace.policy()).clone();
    policy.handoffs[0].targets[0].reminder_percent = 25;
    let publish = |ids: Vec<String>| {
        let (workspace, policy) = (workspace.clone(), policy.clone());
        async move {
            let said =
                Publishing { author: "Dana", reason: "As decided", effective_from: Some(NOW), carries_out: &ids };
            workspace.publish_policy(&policy, said).await
        }
    };
    let refused = publish(vec![made.id.clone(), open.id]).await.unwrap_err().to_string();
    assert!(refused.contains("D-2 is proposed, and only what was decided can be carried out"), "{refused}");
    assert_eq!(workspace.decisions().await.unwrap()[0].policy_version, None, "nothing is half done");
    assert_eq!(publish(vec![made.id.clone()]).await.unwrap(), 2);

    let shown = council(&workspace, OCTOBER).await;
    let row = shown.decisions.iter().find(|row| row.name == "D-1").unwrap();
    assert_eq!((row.is_signed, row.decision.policy_version, row.decision.version), (true, Some(2), 2));
    let packed = workspace.review_book(Some(OCTOBER), NOW).await.unwrap().unwrap();
    assert_eq!(packed.council.decisions, frozen.council.decisions, "what was signed is printed as it was signed");
    let entries = workspace.audit_entries(Some("D-1"), 100).await.unwrap();
    assert!(entries.iter().any(|entry| entry.act == "decision.carried_out"), "{entries:#?}");

    let unknown = workspace.decision_carried_out(&made.id, 2, 9, "Dana", NOW).await.unwrap_err().to_string();
    assert!(unknown.contains('9'), "{unknown}");
    let moved = workspace.decision_carried_out(&made.id, 1, 2, "Dana", NOW).await.unwrap_err();
    assert!(matches!(moved, WorkspaceError::ItemMoved(_)), "{moved}");
}

#[tokio::test]
async fn an_action_of_a_signed_month_is_ticked_off_where_it_stands() {
    let (_folder, workspace) = workspace().await;
    let given = workspace.action_save(&action(), "Dana", NOW).await.unwrap();
    workspace.sign_off(OCTOBER, "Dana", NOW).await.unwrap();
    workspace.action_done(&given.id, 1, true, "priya", NOW).await.unwrap();
    let shown = council(&workspace, OCTOBER).await;
    assert_eq!((shown.actions.len(), shown.actions[0].is_done), (1, true));
    let packed = workspace.review_book(Some(OCTOBER), NOW).await.unwrap().unwrap();
    assert!(!packed.council.actions[0].is_done, "the signed pack stays as it was");
}
