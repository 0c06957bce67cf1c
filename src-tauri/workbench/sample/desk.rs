//! A day at the sample's exception desk: some cases have an owner, some were resolved, one is disputed, one was put back into its queue.
//! Nothing of it changes a figure.

use crate::exceptions::{CaseQuery, MOST_ROWS};
use crate::workspace::{Workspace, WorkspaceError};
use playbook::exception::desk::{Act, Case, Next};
use playbook::policy::{NextAct, Policy};
use playbook::{HOUR, Instant, MINUTE, Millis};
use std::collections::BTreeMap;

/// How long before the sample was made its export was imported.
pub const AGO: Millis = 26 * HOUR;

/// Who works at the desk: revenue operations.
const WORKS: &str = "Ravi Anand";

/// Works on what the import of this instant found.
pub async fn work(workspace: &Workspace, imported_at: Instant) -> Result<(), WorkspaceError> {
    let desk = workspace.desk(&CaseQuery { open: true, ..CaseQuery::default() }, imported_at, MOST_ROWS).await?;
    let cases: Vec<Case> = desk.rows.into_iter().map(|row| row.case).collect();
    let policy = workspace.policy();
    // Three of four have somebody who sees to them, whoever answers for their type.
    let mut assigned: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for case in cases.iter().filter(|case| case.number % 4 != 0) {
        if let Some(person) = answers(&policy, case) {
            assigned.entry(person).or_default().push(case.number);
        }
    }
    for (person, numbers) in &assigned {
        let act = Act::Assign { to: Some(person.clone()) };
        workspace.act_on_cases(numbers, &act, WORKS, imported_at + 20 * MINUTE).await?;
    }
    // Every fifth is resolved, by whoever answers for it, an hour or a working day later.
    for (place, case) in cases.iter().enumerate().filter(|(place, _)| place % 5 == 2) {
        let Some(person) = answers(&policy, case) else { continue };
        let after = if place % 10 == 2 { HOUR + place as i64 * MINUTE } else { 24 * HOUR };
        let act = Act::Resolve {
            reason: "Looked at with its owner".into(),
            next_step: Next { act: NextAct::Reassign, text: "The owner calls, and says so in the record".into() },
            root_cause: policy.root_causes.get(place % policy.root_causes.len().max(1)).map(|cause| cause.key.clone()),
            audit_fields: audit_fields(&policy, case),
        };
        workspace.act_on_cases(&[case.number], &act, &person, imported_at + after).await?;
    }
    let open = |kind: &str| {
        let mut of_kind =
            cases.iter().enumerate().filter(|(place, case)| place % 5 != 2 && case.exception_type == kind);
        of_kind.next().map(|(_, case)| case)
    };
    if let Some(case) = open("sla_breach") {
        let act =
            Act::Dispute { text: "The buyer asked to be called after the fair; the clock should have stood".into() };
        workspace.act_on_cases(&[case.number], &act, WORKS, imported_at + 3 * HOUR).await?;
    }
    if let Some(case) = open("routing_failure") {
        let act = Act::Override {
            verb: "requeue".into(),
            reason: "Its group has no capacity this week".into(),
            approver: None,
            next_step: Next { act: NextAct::Reroute, text: "The shared queue takes it today".into() },
            audit_fields: audit_fields(&policy, case),
            effect: None,
            resolves: false,
            root_cause: None,
        };
        workspace.act_on_cases(&[case.number], &act, WORKS, imported_at + 4 * HOUR).await?;
    }
    Ok(())
}

/// Who holds the role that answers for a case's type.
fn answers(policy: &Policy, case: &Case) -> Option<String> {
    let kind = policy.exception_types.iter().find(|kind| kind.key == case.exception_type)?;
    let role = kind.owner_role.as_deref()?;
    policy.holders(role).find(|person| person.active).map(|person| person.key.clone())
}

fn audit_fields(policy: &Policy, case: &Case) -> BTreeMap<String, String> {
    let kind = policy.exception_types.iter().find(|kind| kind.key == case.exception_type);
    let fields = kind.map_or(&[] as &[_], |kind| &kind.audit_fields);
    fields.iter().map(|field| (field.key.clone(), noted(&field.key).to_owned())).collect()
}

/// What somebody writes into an audit field, by its key.
fn noted(field: &str) -> &'static str {
    match field {
        "override_reason" => "The account moved to another region last week",
        "approver" => "Ravi Anand",
        "root_cause" => "No row of the table fits its region and size",
        "merge_notes" => "The older record stays, with the newer one's phone number",
        "impacted_objects" => "One contact, two opportunities",
        "definition_meant" => "A buyer with a budget this year",
        "missing_fields" => "Budget, decision process",
        "compliance_reason" => "Consent is missing, and the policy asks for it",
        "breach_reason" => "Its owner was at a fair without a stand-in",
        "corrective_action" => "A stand-in is named for every fair",
        _ => "As the record has it",
    }
}
