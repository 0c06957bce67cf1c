//! The audit trail of a workspace: only added to, checked by an outsider, and with every version of the policy in it.

use super::*;
use std::process::Command;
use workbench::audit::export;

#[tokio::test]
async fn the_trail_is_only_added_to_and_tampering_is_named() {
    let (folder, workspace) = workspace().await;
    let whole = workspace.audit_verify().await.unwrap();
    assert_eq!((whole.entries, &whole.broken), (6, &None), "one version of the policy, five cases");
    workspace.close().await.unwrap();
    let path = folder.path().join("w.baton");
    let mut connection = past_the_door(&path).await;
    for sql in ["update audit set at = 0 where number = 3", "delete from audit where number = 6"] {
        let refused = sqlx::query(sql).execute(&mut connection).await.unwrap_err().to_string();
        assert!(refused.contains("only ever added to"), "{refused}");
    }
    // Whoever owns the file can take the guard away. The chain sees it.
    sqlx::raw_sql(
        "create table guards as select sql from sqlite_master where name = 'audit_not_changed'; \
         drop trigger audit_not_changed; update audit set entry = replace(entry, 'R4', 'R9') where subject = 'EX-4'",
    )
    .execute(&mut connection)
    .await
    .unwrap();
    let guard: String = sqlx::query_scalar("select sql from guards").fetch_one(&mut connection).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!("{guard}; drop table guards"))).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let report = verify(&path).await.unwrap();
    let trail = report.checks.iter().find(|check| check.name == "audit trail").unwrap();
    assert_eq!(
        (report.sound, trail.found.as_str()),
        (false, "it breaks at entry 5: its hash is not that of its content")
    );
    let broken = Workspace::open(&path).await.unwrap().audit_verify().await.unwrap().broken.unwrap();
    assert_eq!(broken.number, 5);
}

#[tokio::test]
async fn an_outsider_checks_the_export_with_sha256sum() {
    let (folder, workspace) = workspace().await;
    let text = Reported {
        passage: PassageKey { record_id: "R1".into(), handoff: "T1".into(), cycle: 1 },
        exception_type: "ownership_conflict".into(),
        subtype: None,
        severity: "p0".into(),
        text: "=cmd|'/c calc'!A1 \\n \"quoted\" \u{202e}bidi\u{1f600} $(rm -rf) `x` %s \t tab\nline".into(),
    };
    workspace.report_exception(&text, "nina", NOON).await.unwrap();
    let path = folder.path().join("trail.jsonl");
    let mut out = Vec::new();
    assert_eq!(export(&workspace, &mut out).await.unwrap(), 7);
    let check = |bytes: &[u8]| {
        std::fs::write(&path, bytes).unwrap();
        let head = String::from_utf8_lossy(bytes).lines().next().unwrap().to_owned();
        let about: serde_json::Value = serde_json::from_str(&head).unwrap();
        let script = about["check"].as_str().unwrap().replace("FILE.jsonl", path.to_str().unwrap());
        let run = Command::new("sh").arg("-c").arg(script).output().unwrap();
        String::from_utf8_lossy(&run.stdout).trim().to_owned()
    };
    assert_eq!(check(&out), "intact");
    let text = String::from_utf8(out).unwrap();
    assert!(text.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()), "JSON lines");
    assert_eq!(check(text.replacen("R4", "R9", 1).as_bytes()), "line 6: the hash is not that of the entry");
    let without: Vec<&str> = text.lines().enumerate().filter(|(line, _)| *line != 3).map(|(_, line)| line).collect();
    assert_eq!(check(format!("{}\n", without.join("\n")).as_bytes()), "line 4 does not follow the one before");
}

#[tokio::test]
async fn a_change_of_the_policy_is_written_down_and_the_desk_follows_it() {
    let (_folder, workspace) = workspace().await;
    let before = workspace.open_cases().await.unwrap();
    let mut changed = policy();
    changed.handoffs.last_mut().unwrap().targets.clear();
    workspace.save_policy(&changed, None, "Ravi", "No promises").await.unwrap();
    let entries = workspace.audit_entries(None, 100).await.unwrap();
    let published = entries.iter().rfind(|entry| entry.act == "policy.published").unwrap();
    assert_eq!((published.actor.as_str(), &published.said["reason"]), ("Ravi", &"No promises".into()));
    assert_eq!(workspace.desk_standing().await.unwrap(), Standing::Current);
    let open: Vec<_> = said(&workspace).await.into_iter().filter(|one| one.2 == Status::Open).collect();
    assert_eq!(open.iter().map(|one| one.1).collect::<Vec<_>>(), [Rule::Unowned, Rule::Duplicate]);
    assert_eq!(workspace.open_cases().await.unwrap(), Some(2));
    assert_ne!(before, Some(2));
}
