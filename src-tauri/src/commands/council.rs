//! The monthly review as a sitting: what the council has before it, what it decides, and its sign-off; cadence and maturity.

use super::{now, settings, tell_changed};
use crate::DoorError;
use crate::desk::Desk;
use crate::picks::CALENDAR;
use crate::save::Saving;
use playbook::council::{
    Action, Attendance, Attendee, CadenceItem, CadenceKind, CadenceMark, Council, Decision, Notes, Quarterly, SignOff,
    WeeklyMissed,
};
use playbook::maturity::{Capability, Judgement, Level, Maturity};
use playbook::metrics::Month;
use std::io::Write;
use std::path::PathBuf;
use std::str::FromStr;
use tauri::{AppHandle, Runtime, State};
use workbench::reviews::{ActionDraft, DecisionDraft};

/// Overdue records that the screen lists, of those that it counts; the pack's workbook has all.
const OVERDUE_ON_SCREEN: usize = 50;

/// Who acts: as the view says, else who is logged in.
fn actor(by: String) -> String {
    if by.trim().is_empty() { settings::author() } else { by }
}

/// What the council has before it beside the month's review; `None` as month = the last that is over. `None` = there are no records yet.
#[tauri::command]
pub async fn council(desk: State<'_, Desk>, month: Option<Month>) -> Result<Option<Council>, DoorError> {
    let mut council = desk.workspace().await?.council(month, now()).await?;
    if let Some(council) = &mut council {
        council.figures.recycle.overdue_records.truncate(OVERDUE_ON_SCREEN);
    }
    Ok(council)
}

#[tauri::command]
pub async fn decision_save<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    decision: DecisionDraft,
    by: String,
) -> Result<Decision, DoorError> {
    let saved = desk.workspace().await?.decision_save(&decision, &actor(by), now()).await?;
    tell_changed(&app)?;
    Ok(saved)
}

/// Every decision, by number.
#[tauri::command]
pub async fn decisions(desk: State<'_, Desk>) -> Result<Vec<Decision>, DoorError> {
    Ok(desk.workspace().await?.decisions().await?)
}

#[tauri::command(rename_all = "snake_case")]
pub async fn decision_carried_out<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    id: String,
    version: i64,
    policy_version: i64,
    by: String,
) -> Result<Decision, DoorError> {
    let workspace = desk.workspace().await?;
    let carried_out = workspace.decision_carried_out(&id, version, policy_version, &actor(by), now()).await?;
    tell_changed(&app)?;
    Ok(carried_out)
}

#[tauri::command]
pub async fn decision_remove<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    id: String,
    version: i64,
    by: String,
) -> Result<Decision, DoorError> {
    let removed = desk.workspace().await?.decision_remove(&id, version, &actor(by), now()).await?;
    tell_changed(&app)?;
    Ok(removed)
}

#[tauri::command]
pub async fn action_save<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    action: ActionDraft,
    by: String,
) -> Result<Action, DoorError> {
    let saved = desk.workspace().await?.action_save(&action, &actor(by), now()).await?;
    tell_changed(&app)?;
    Ok(saved)
}

/// `done` = false: not done after all.
#[tauri::command]
pub async fn action_done<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    id: String,
    version: i64,
    done: bool,
    by: String,
) -> Result<Action, DoorError> {
    let saved = desk.workspace().await?.action_done(&id, version, done, &actor(by), now()).await?;
    tell_changed(&app)?;
    Ok(saved)
}

#[tauri::command]
pub async fn action_remove<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    id: String,
    version: i64,
    by: String,
) -> Result<Action, DoorError> {
    let removed = desk.workspace().await?.action_remove(&id, version, &actor(by), now()).await?;
    tell_changed(&app)?;
    Ok(removed)
}

/// `version` is that of the notes that were edited. Nobody else is told: whoever writes sees what is written.
#[tauri::command]
pub async fn notes_save(
    desk: State<'_, Desk>,
    month: Month,
    text: String,
    version: i64,
    by: String,
) -> Result<Notes, DoorError> {
    Ok(desk.workspace().await?.notes_save(month, &text, version, &actor(by), now()).await?)
}

#[tauri::command]
pub async fn attendance_save<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    month: Month,
    people: Vec<Attendee>,
    version: i64,
    by: String,
) -> Result<Attendance, DoorError> {
    let saved = desk.workspace().await?.attendance_save(month, &people, version, &actor(by), now()).await?;
    tell_changed(&app)?;
    Ok(saved)
}

/// The first signature freezes the month; further ones sign the same numbers.
#[tauri::command]
pub async fn sign_off<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    month: Month,
    by: String,
) -> Result<SignOff, DoorError> {
    let signed = desk.workspace().await?.sign_off(month, &actor(by), now()).await?;
    tell_changed(&app)?;
    Ok(signed)
}

#[tauri::command]
pub async fn reopen<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    month: Month,
    by: String,
    reason: String,
) -> Result<SignOff, DoorError> {
    let reopened = desk.workspace().await?.reopen(month, &actor(by), &reason, now()).await?;
    tell_changed(&app)?;
    Ok(reopened)
}

/// What is due, the earliest first.
#[tauri::command]
pub async fn cadence(desk: State<'_, Desk>) -> Result<Vec<CadenceItem>, DoorError> {
    Ok(desk.workspace().await?.cadence(now()).await?)
}

/// A weekly list, a quarterly update or a handoff's review was gone through; a month's is by its sign-off.
#[tauri::command]
pub async fn cadence_done<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    kind: CadenceKind,
    period: String,
    by: String,
) -> Result<CadenceMark, DoorError> {
    let mark = desk.workspace().await?.cadence_done(kind, &period, &actor(by), now()).await?;
    tell_changed(&app)?;
    Ok(mark)
}

/// Saves what comes round as a calendar file; says where, or nothing where the dialog was cancelled.
#[tauri::command]
pub async fn cadence_ical<R: Runtime>(app: AppHandle<R>, desk: State<'_, Desk>) -> Result<Option<PathBuf>, DoorError> {
    let text = desk.workspace().await?.cadence_ical(now()).await?;
    let Some(path) = desk.picks.save(&app, "Save the calendar", CALENDAR, "reviews.ics").await? else {
        return Ok(None);
    };
    let saving = Saving::begin(&path)?;
    saving.out().write_all(text.as_bytes()).map_err(|cause| DoorError::file("Saving", &path, cause))?;
    saving.finish()?;
    Ok(Some(path))
}

/// The missed handoffs of a week (`2026-W44`); `None` = the last one that is over by the data.
#[tauri::command]
pub async fn weekly_missed(desk: State<'_, Desk>, week: Option<String>) -> Result<WeeklyMissed, DoorError> {
    Ok(desk.workspace().await?.weekly_missed(parsed(week)?).await?)
}

/// What a quarter (`2026-Q3`) says about the criteria; `None` = the last one that is over by the data.
#[tauri::command]
pub async fn quarterly(desk: State<'_, Desk>, quarter: Option<String>) -> Result<Quarterly, DoorError> {
    Ok(desk.workspace().await?.quarterly(parsed(quarter)?).await?)
}

fn parsed<T: FromStr<Err = String>>(text: Option<String>) -> Result<Option<T>, DoorError> {
    text.map(|text| text.parse().map_err(DoorError::invalid)).transpose()
}

#[tauri::command]
pub async fn maturity(desk: State<'_, Desk>) -> Result<Maturity, DoorError> {
    Ok(desk.workspace().await?.maturity(now()).await?)
}

/// What a person decides about a capability, beside what the workspace proposes.
#[tauri::command]
pub async fn maturity_judge<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    capability: Capability,
    level: Level,
    reason: String,
    by: String,
) -> Result<Judgement, DoorError> {
    let judged = desk.workspace().await?.maturity_judge(capability, level, &reason, &actor(by), now()).await?;
    tell_changed(&app)?;
    Ok(judged)
}
