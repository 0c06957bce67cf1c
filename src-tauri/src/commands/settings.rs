//! The policy and its calendars.

use super::{in_background, now, tell_changed};
use crate::desk::Desk;
use crate::picks::CALENDAR;
use crate::{DoorError, DueExample};
use playbook::Instant;
use playbook::calendar::{Calendar, CalendarYear, CompiledCalendar, Due, Pauses, Target, Zone, due_at};
use playbook::policy::Policy;
use std::io::Read;
use std::path::PathBuf;
use tauri::{AppHandle, Runtime, State};
use workbench::open_regular;
use workbench::policies::holidays::{self, HolidayCountry, HolidayProposal};
use workbench::policies::ical::holidays_from_ical;

#[tauri::command]
pub async fn policy(desk: State<'_, Desk>) -> Result<Policy, DoorError> {
    Ok(Policy::clone(&*desk.workspace().await?.policy()))
}

#[tauri::command]
pub async fn policy_save<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    policy: Policy,
    reason: String,
) -> Result<Policy, DoorError> {
    let workspace = desk.workspace().await?;
    workspace.save_policy(&policy, None, &author(), &reason).await?;
    tell_changed(&app)?;
    Ok(Policy::clone(&*workspace.policy()))
}

/// Who uses the program, as the system knows them.
pub(super) fn author() -> String {
    ["USER", "USERNAME", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default()
}

#[tauri::command]
pub async fn calendar_year(calendar: Calendar, year: i32) -> Result<CalendarYear, DoorError> {
    in_background(move || Ok(playbook::calendar::calendar_year(&calendar, year)?)).await
}

#[tauri::command]
pub async fn holiday_countries() -> Result<Vec<HolidayCountry>, DoorError> {
    in_background(|| Ok(holidays::countries())).await
}

#[tauri::command]
pub async fn holiday_proposals(
    country: String,
    subdivision: Option<String>,
    year: i32,
) -> Result<Vec<HolidayProposal>, DoorError> {
    in_background(move || Ok(holidays::proposals(&country, subdivision.as_deref(), year))).await
}

/// Years before and after this one for which a holiday that recurs is proposed.
const YEARS_AROUND: i32 = 3;

/// The holidays of an iCalendar file; none where the dialog was cancelled.
#[tauri::command]
pub async fn ical_import<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    path: Option<PathBuf>,
) -> Result<Vec<HolidayProposal>, DoorError> {
    desk.check_chosen(&path)?;
    let path = match path {
        Some(path) => Some(path),
        None => desk.picks.open_one(&app, "Choose a calendar", CALENDAR).await?,
    };
    let Some(path) = path else { return Ok(Vec::new()) };
    in_background(move || {
        let mut text = Vec::new();
        open_regular(&path)
            .and_then(|mut file| file.read_to_end(&mut text))
            .map_err(|cause| DoorError::file("Reading", &path, cause))?;
        let year = Zone::utc().month_of(now()).year();
        let read = holidays_from_ical(&String::from_utf8_lossy(&text), year - YEARS_AROUND..=year + YEARS_AROUND);
        let read = read.map_err(|refused| DoorError::invalid(format!("{}: {refused}.", path.display())))?;
        Ok(read.proposals)
    })
    .await
}

#[tauri::command]
pub async fn due_example(calendar: Calendar, target: Target, start: Instant) -> Result<DueExample, DoorError> {
    in_background(move || {
        let compiled = CompiledCalendar::compile(&calendar)?;
        let due = due_at(&compiled, &target, start, Pauses::NONE);
        Ok(DueExample { due_at: due.at(), words: due_words(&compiled, start, due) })
    })
    .await
}

/// `A handoff of Fri 2 Oct 2026 16:40 is due on Mon 5 Oct 2026 09:10`
fn due_words(calendar: &CompiledCalendar, start: Instant, due: Due) -> String {
    let told = |at: Instant| calendar.zone().local(at).format("%a %-d %b %Y %H:%M").to_string();
    match due {
        Due::At(at) => format!("A handoff of {} is due on {}", told(start), told(at)),
        Due::Never | Due::Paused => {
            format!("A handoff of {} is never due: the calendar does not open for so long", told(start))
        }
    }
}
