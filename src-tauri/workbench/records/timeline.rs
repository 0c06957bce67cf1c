//! A record's story in order of time: its moments, its pauses and tier changes, and when its clocks were due.

use super::query::{TimelineEvent, TimelineKind};
use playbook::Instant;
use playbook::policy::ClockKind;
use playbook::record::sla::ClockSheet;
use playbook::record::{Disposition, HandoffRecord, Moment};

/// Everything that happened, was due, or is the end of what is known; oldest first.
pub(crate) fn timeline(record: &HandoffRecord, clocks: &[ClockSheet], as_of: Instant) -> Vec<TimelineEvent> {
    let mut events = Vec::new();
    let mut tell = |at, kind, title: String, detail: String| {
        events.push(TimelineEvent { at, kind, title, detail, date_only: false });
    };
    for moment in Moment::ALL {
        if let Some(at) = record.at(moment) {
            let (title, detail) = moment_words(record, moment);
            tell(at, TimelineKind::Moment(moment), title, detail);
        }
    }
    for change in &record.tier_changes {
        tell(change.at, TimelineKind::TierChange, format!("Tier became {}", change.tier), String::new());
    }
    for pause in &record.pauses {
        tell(pause.from, TimelineKind::Paused, "Clock paused".into(), pause.reason.clone());
        if let Some(to) = pause.to {
            tell(to, TimelineKind::Resumed, "Clock running again".into(), pause.reason.clone());
        }
    }
    for sheet in clocks {
        if let Some(due_at) = sheet.due_at {
            tell(
                due_at,
                TimelineKind::Due(sheet.clock),
                format!("{} due", clock_word(sheet.clock)),
                sheet.because.clone(),
            );
        }
    }
    tell(as_of, TimelineKind::AsOf, "Data known up to here".into(), String::new());
    for event in &mut events {
        if let TimelineKind::Moment(moment) = event.kind {
            event.date_only = record.date_only & moment.bit() != 0;
        }
    }
    // Stable: what happened in the same instant stays in the order in which it is expected to happen.
    events.sort_by_key(|event| event.at);
    events
}

fn moment_words(record: &HandoffRecord, moment: Moment) -> (String, String) {
    let by = |words: &str, link: &str, who: &Option<String>| match who {
        Some(who) => format!("{words} {link} {who}"),
        None => words.to_owned(),
    };
    let detail = |value: &Option<String>| value.clone().unwrap_or_default();
    match moment {
        Moment::Started => ("Handoff started".into(), detail(&record.trigger)),
        Moment::Assigned => {
            let first = if record.first_owner.is_some() { &record.first_owner } else { &record.owner };
            (by("Assigned", "to", first), detail(&record.owner_group))
        }
        Moment::Accepted => (by("Accepted", "by", &record.owner), String::new()),
        Moment::Rejected => {
            let title = if record.disposition == Disposition::Recycled { "Recycled" } else { "Rejected" };
            (title.into(), detail(&record.reason))
        }
        Moment::FirstTouch => (by("First touch", "by", &record.owner), String::new()),
        Moment::NextStep => ("Next step recorded".into(), String::new()),
        Moment::Meeting => ("Meeting".into(), String::new()),
        Moment::Opportunity => ("Opportunity".into(), String::new()),
        Moment::Won => ("Won".into(), String::new()),
        Moment::Completed => ("Completed".into(), String::new()),
    }
}

const fn clock_word(clock: ClockKind) -> &'static str {
    match clock {
        ClockKind::Assign => "Assignment",
        ClockKind::Accept => "Acceptance",
        ClockKind::FirstTouch => "First touch",
        ClockKind::NextStep => "Next step",
        ClockKind::Complete => "Completion",
    }
}
