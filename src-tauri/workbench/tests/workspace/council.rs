//! The council in a workspace, through the same acts as in the window.

mod round;
mod sitting;

use crate::lead_to_sdr::lead_to_sdr;
use chrono::NaiveDate;
use playbook::calendar::Target;
use playbook::council::{
    Attendee, CadenceKind, Council, CouncilState, DecisionStatus, Expects, ReviewBook, Verdict, Way,
};
use playbook::maturity::{Capability, Level};
use playbook::metrics::review::Review;
use playbook::metrics::{Basis, ClockChoice, Metric, Month};
use playbook::policy::*;
use playbook::{DAY, HOUR, Instant};
use sqlx::{Connection, SqliteConnection};
use std::path::Path;
use tempfile::TempDir;
use workbench::imports::{import, inspect};
use workbench::policies::drafts::Publishing;
use workbench::reviews::{ActionDraft, DecisionDraft};
use workbench::workspace::{Workspace, WorkspaceError, verify};

const OCTOBER: Month = Month::new(2026, 10);
const NOVEMBER: Month = Month::new(2026, 11);

/// 5 November 2026, 12:00 in UTC: the council sits.
const NOW: Instant = 1_793_880_000_000;

fn policy() -> Policy {
    let mut policy = Policy::new("Kestrel", "UTC");
    policy.people = vec![Person { key: "priya".into(), name: "Priya Sen".into(), ..Person::default() }];
    policy.kpis = vec![Kpi {
        key: "attainment".into(),
        name: "SLA attainment".into(),
        metric: Some("sla_accept".into()),
        target: Some(KpiTarget::Share { per_mille: 900 }),
        ..Kpi::default()
    }];
    policy.handoffs.push(HandoffPoint { kpi: Some("attainment".into()), ..lead_to_sdr("H1") });
    policy
}

/// Twenty records a month, of which the last `late` were accepted after five hours instead of one; the last is of the month's last day.
fn export(months: &[(u32, usize)]) -> String {
    let mut text = "Record ID,Handoff,Created At,Accepted At,Disposition\n".to_owned();
    for &(month, late) in months {
        let days = NaiveDate::from_ymd_opt(2026, month, 1).unwrap().checked_add_months(chrono::Months::new(1)).unwrap();
        let last = (days - chrono::Days::new(1)).format("%d").to_string();
        for n in 0..20_usize {
            let day = if n == 19 { last.clone() } else { format!("{:02}", 1 + n) };
            let hour = if n + late >= 20 { 14 } else { 10 };
            text += &format!(
                "R{month}-{n},Lead to SDR,2026-{month:02}-{day}T09:00:00Z,2026-{month:02}-{day}T{hour}:00:00Z,accepted\n"
            );
        }
    }
    text
}

/// January to October: three or four of twenty late.
fn ten_months() -> String {
    export(&(1..=10).map(|month| (month, 3 + month as usize % 2)).collect::<Vec<_>>())
}

async fn workspace() -> (TempDir, Workspace) {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::create_with(&folder.path().join("w.baton"), &policy()).await.unwrap();
    bring(&workspace, folder.path(), &ten_months()).await;
    (folder, workspace)
}

async fn bring(workspace: &Workspace, folder: &Path, export: &str) {
    let path = folder.join("leads.csv");
    std::fs::write(&path, export).unwrap();
    let mapping = inspect(std::slice::from_ref(&path), &[], "UTC").unwrap().mapping;
    let report = import(workspace, &[path], &mapping, NOW).await.unwrap();
    assert_eq!(report.rejected, 0, "{report:?}");
}

async fn council(workspace: &Workspace, month: Month) -> Council {
    workspace.council(Some(month), NOW).await.unwrap().unwrap()
}

async fn reviewed(workspace: &Workspace, month: Month) -> Review {
    let review = workspace.review(Some(month), Basis::default(), ClockChoice::default()).await.unwrap().unwrap();
    Review::clone(&review)
}

fn decision(status: DecisionStatus) -> DecisionDraft {
    DecisionDraft {
        id: None,
        version: None,
        text: "Alert the manager after two hours".into(),
        status,
        made_in: OCTOBER,
        handoff: Some("H1".into()),
        metric: Metric::SlaAccept,
        expects: Expects { way: Way::Fall, target: Some(0.05) },
        policy_version: None,
    }
}

fn action() -> ActionDraft {
    ActionDraft {
        id: None,
        version: None,
        text: "Rewrite the packet".into(),
        owner: "priya".into(),
        due: NaiveDate::from_ymd_opt(2026, 11, 3).unwrap(),
        made_in: OCTOBER,
        decision: None,
    }
}
