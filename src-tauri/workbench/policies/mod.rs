//! Policy versions in the file, and what every policy must fulfil before it is stored.

pub mod holidays;
pub mod ical;
pub mod store;

use crate::workspace::WorkspaceError;
use playbook::calendar::Zone;
use playbook::policy::Policy;
use std::collections::HashSet;

/// Refuses a policy that could not be measured under: an unknown zone, a calendar that never opens, a key that is not unique.
pub(crate) fn check(policy: &Policy) -> Result<(), WorkspaceError> {
    let refuse = |why: String| Err(WorkspaceError::PolicyRefused(why));
    if Zone::named(&policy.time_zone).is_err() {
        return Err(WorkspaceError::UnknownZone(policy.time_zone.clone()));
    }
    for calendar in &policy.calendars {
        if let Err(cause) = calendar.check() {
            return refuse(format!("the calendar \"{}\" cannot be used: {cause}", calendar.name));
        }
    }
    let is_calendar = |key: &str| policy.calendars.iter().any(|calendar| calendar.key == key);
    if !is_calendar(&policy.default_calendar) {
        return refuse(format!("its default calendar \"{}\" is not among its calendars", policy.default_calendar));
    }
    if let Some(twice) = repeated(policy.calendars.iter().map(|calendar| calendar.key.as_str())) {
        return refuse(format!("two calendars have the key \"{twice}\""));
    }
    if let Some(twice) = repeated(policy.handoffs.iter().map(|point| point.key.as_str())) {
        return refuse(format!("two handoff points have the key \"{twice}\""));
    }
    if let Some(twice) = repeated(policy.handoffs.iter().map(|point| point.name.as_str())) {
        return refuse(format!("two handoff points are called \"{twice}\", so an import could not tell them apart"));
    }
    for point in &policy.handoffs {
        if let Some(key) = point.calendar.as_deref().filter(|key| !is_calendar(key)) {
            return refuse(format!(
                "{} ({}) runs on the calendar \"{key}\", which is not there",
                point.key, point.name
            ));
        }
    }
    Ok(())
}

fn repeated<'a>(keys: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut seen = HashSet::new();
    keys.into_iter().find(|key| !seen.insert(*key))
}
