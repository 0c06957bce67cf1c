//! What the rules say of the draft: what could still fail in it, and how it stands to the records that were imported.

use super::{now, settings};
use crate::desk::Desk;
use crate::{CriteriaWords, DoorError, DraftCheck};
use playbook::Instant;
use playbook::calendar::Zone;
use playbook::metrics::Month;
use playbook::policy::criteria::{Criterion, Example, Told, jsonlogic};
use playbook::policy::{Entry, Mute, Noun, Operation, PacketTried, Policy};
use std::collections::BTreeSet;
use tauri::State;
use tauri::ipc::Channel;
use workbench::imports::report::Progress;
use workbench::policies::evidence::{
    CriteriaEvidence, CriteriaGate, FlipPreview, LadderFired, PacketFilled, RecordsLike, RoutingHits, RoutingTried,
    Tried,
};
use workbench::workspace::Workspace;

#[tauri::command]
pub async fn draft_check(desk: State<'_, Desk>) -> Result<DraftCheck, DoorError> {
    check(&desk.workspace().await?).await
}

async fn check(workspace: &Workspace) -> Result<DraftCheck, DoorError> {
    let judged = workspace.judged().await?;
    let since = std::time::Instant::now();
    let report = workspace.checked(judged.policy, now()).await?;
    let took_ms = u32::try_from(since.elapsed().as_millis()).unwrap_or(u32::MAX);
    Ok(DraftCheck { report, took_ms, revision: judged.revision })
}

/// Mutes a problem, as one edit of the draft; muted already, it takes the new reason.
#[tauri::command]
pub async fn problem_mute(
    desk: State<'_, Desk>,
    rule: String,
    noun: Noun,
    key: String,
    part: String,
    reason: String,
) -> Result<DraftCheck, DoorError> {
    if reason.trim().is_empty() {
        return Err(DoorError::invalid("A problem is muted with a reason, so that others know why. Write one."));
    }
    let workspace = desk.workspace().await?;
    let judged = workspace.judged().await?;
    let mutes = &judged.policy.mutes;
    let operation = match muted(&judged.policy, &rule, noun, &key, &part) {
        Some(mute) => Operation::Set {
            noun: Noun::Mute,
            key: mute.key.clone(),
            field: "reason".into(),
            value: reason.trim().into(),
        },
        None => {
            let taken = |wanted: &String| mutes.iter().any(|mute| mute.key == *wanted);
            let free = (1..).map(|number| format!("mute-{number}")).find(|wanted| !taken(wanted)).unwrap_or_default();
            let (author, at) = (settings::author(), Some(now()));
            let mute = Mute { key: free, rule, noun, of: key, part, reason: reason.trim().into(), author, at };
            Operation::Insert { at: mutes.len(), entry: Entry::Mute(Box::new(mute)) }
        }
    };
    workspace.draft_edit(operation, judged.revision).await?;
    check(&workspace).await
}

/// Takes a mute out, as one edit of the draft.
#[tauri::command]
pub async fn problem_unmute(
    desk: State<'_, Desk>,
    rule: String,
    noun: Noun,
    key: String,
    part: String,
) -> Result<DraftCheck, DoorError> {
    let workspace = desk.workspace().await?;
    let judged = workspace.judged().await?;
    if let Some(mute) = muted(&judged.policy, &rule, noun, &key, &part) {
        let operation = Operation::Remove { noun: Noun::Mute, key: mute.key.clone() };
        workspace.draft_edit(operation, judged.revision).await?;
    }
    check(&workspace).await
}

fn muted<'a>(policy: &'a Policy, rule: &str, noun: Noun, key: &str, part: &str) -> Option<&'a Mute> {
    policy.mutes.iter().find(|mute| (&*mute.rule, mute.noun, &*mute.of, &*mute.part) == (rule, noun, key, part))
}

/// A criterion in English and as JSONLogic, while it is written.
#[tauri::command]
pub async fn criteria_words(desk: State<'_, Desk>, criterion: Criterion) -> Result<CriteriaWords, DoorError> {
    let policy = desk.workspace().await?.judged().await?.policy;
    let zone = Zone::named(&policy.time_zone)?;
    let rule = jsonlogic::rule(&criterion, &policy.fields, &Told { now: now(), zone });
    let unknown: BTreeSet<&str> = criterion.fields().into_iter().filter(|key| policy.field(key).is_none()).collect();
    Ok(CriteriaWords {
        english: criterion.sentence(&policy.fields),
        jsonlogic: serde_json::to_string_pretty(&rule).map_err(DoorError::unexpected)?,
        unknown_fields: unknown.into_iter().map(str::to_owned).collect(),
    })
}

/// `month`: `None` = the last one that has records.
#[tauri::command]
pub async fn criteria_evidence(
    desk: State<'_, Desk>,
    handoff: String,
    gate: CriteriaGate,
    criterion: Criterion,
    month: Option<Month>,
) -> Result<CriteriaEvidence, DoorError> {
    let workspace = desk.workspace().await?;
    let policy = workspace.judged().await?.policy;
    Ok(workspace.criteria_evidence(policy, &handoff, gate, criterion, month).await?)
}

#[tauri::command]
pub async fn packet_fill(
    desk: State<'_, Desk>,
    handoff: String,
    month: Option<Month>,
) -> Result<Vec<PacketFilled>, DoorError> {
    let workspace = desk.workspace().await?;
    let policy = workspace.judged().await?.policy;
    Ok(workspace.packet_fill(policy, &handoff, month).await?)
}

/// A packet filled in for a trial: nothing of it is kept.
#[tauri::command]
pub async fn packet_try(desk: State<'_, Desk>, handoff: String, entries: Example) -> Result<PacketTried, DoorError> {
    let workspace = desk.workspace().await?;
    let policy = workspace.judged().await?.policy;
    Ok(workspace.packet_try(&policy, &handoff, &entries, now())?)
}

/// Values by field key, or a record that was imported.
#[tauri::command(rename_all = "snake_case")]
pub async fn routing_try(
    desk: State<'_, Desk>,
    handoff: String,
    values: Option<Example>,
    record_id: Option<String>,
) -> Result<RoutingTried, DoorError> {
    let workspace = desk.workspace().await?;
    let policy = workspace.judged().await?.policy;
    let tried = record_id.map_or_else(|| Tried::Values(values.unwrap_or_default()), Tried::Record);
    Ok(workspace.routing_try(policy, &handoff, tried, now()).await?)
}

/// Over the last quarter of the data where no time is named.
#[tauri::command]
pub async fn routing_hits(
    desk: State<'_, Desk>,
    handoff: String,
    from: Option<Instant>,
    to: Option<Instant>,
) -> Result<RoutingHits, DoorError> {
    let workspace = desk.workspace().await?;
    let policy = workspace.judged().await?.policy;
    Ok(workspace.routing_hits(policy, &handoff, from, to).await?)
}

/// How often the steps of the draft's ladders fired; over the last quarter of the data where no time is named.
#[tauri::command]
pub async fn ladder_fired(
    desk: State<'_, Desk>,
    handoff: String,
    from: Option<Instant>,
    to: Option<Instant>,
) -> Result<LadderFired, DoorError> {
    let workspace = desk.workspace().await?;
    let policy = workspace.judged().await?.policy;
    Ok(workspace.ladder_fired(policy, &handoff, from, to).await?)
}

/// How many imported records are like the one that shows a problem of a handoff point: `record`, `matters` and `now` are its witness's.
#[tauri::command]
pub async fn records_like(
    desk: State<'_, Desk>,
    handoff: String,
    record: Example,
    matters: Vec<String>,
    now: Instant,
) -> Result<RecordsLike, DoorError> {
    let workspace = desk.workspace().await?;
    let policy = workspace.judged().await?.policy;
    Ok(workspace.records_like(policy, &handoff, record, matters, now).await?)
}

/// What publishing the draft would change of the records that are there.
#[tauri::command]
pub async fn flip_preview(desk: State<'_, Desk>, on_progress: Channel<Progress>) -> Result<FlipPreview, DoorError> {
    let (workspace, watch) = (desk.workspace().await?, desk.watch(on_progress));
    let judged = workspace.judged().await?;
    Ok(workspace.flip_preview(judged, watch).await?)
}

/// Stops the preview that is on its way, which then says that it was cancelled.
#[tauri::command]
pub async fn flip_cancel(desk: State<'_, Desk>) -> Result<(), DoorError> {
    desk.cancel();
    Ok(())
}
