//! Words of the build spec for what is chosen from a list.

use super::super::*;

pub(super) fn acceptance_words(point: &HandoffPoint) -> &'static str {
    match (point.receiver_kind, point.acceptance.mode) {
        (ReceiverKind::System, _) => "A system takes over",
        (ReceiverKind::Person, AcceptanceMode::Required) => "A person accepts, rejects or recycles",
        (ReceiverKind::Person, AcceptanceMode::Automatic) => "Assigned counts as accepted",
    }
}

pub(super) fn review_words(point: &HandoffPoint) -> String {
    let every = point.review_every.map(|cadence| match cadence {
        Cadence::Daily => "daily",
        Cadence::Weekly => "weekly",
        Cadence::Monthly => "monthly",
        Cadence::Quarterly => "quarterly",
        Cadence::Yearly => "yearly",
    });
    let on = point.review_on.map(|date| date.format("on %-d %b %Y").to_string());
    every.map(String::from).into_iter().chain(on).collect::<Vec<_>>().join(", ")
}

pub(super) fn matching_words(matching: &Matching) -> Vec<String> {
    let by = |matches: &[MatchBy]| {
        let words = matches.iter().map(|by| match by {
            MatchBy::CrmId => "CRM id",
            MatchBy::Email => "e-mail address",
            MatchBy::Domain => "domain",
            MatchBy::CompanyName => "company name",
        });
        words.collect::<Vec<_>>().join(", then ")
    };
    let mut lines = Vec::new();
    if !matching.account_by.is_empty() {
        lines.push(format!("Match the account by {}", by(&matching.account_by)));
    }
    if !matching.duplicate_by.is_empty() {
        let then = match matching.on_duplicate {
            OnDuplicate::Join => "join the record that is there",
            OnDuplicate::Hold => "hold it for whoever may merge",
            OnDuplicate::RouteAnyway => "route it all the same",
        };
        lines.push(format!("Find duplicates by {}: {then}", by(&matching.duplicate_by)));
    }
    lines
}

pub(super) fn step_time_words(at: &StepTime) -> String {
    match at {
        StepTime::Share { percent } => format!("{percent} %"),
        StepTime::AfterBreach { ms, counting } => {
            let target = match counting {
                crate::calendar::Counting::Business => crate::calendar::Target::Business { ms: *ms },
                crate::calendar::Counting::Elapsed => crate::calendar::Target::Elapsed { ms: *ms },
            };
            format!("{} after breach", target.words())
        }
        StepTime::Regularly { every } => match every {
            Cadence::Daily => "every day".into(),
            Cadence::Weekly => "every week".into(),
            Cadence::Monthly => "every month".into(),
            Cadence::Quarterly => "every quarter".into(),
            Cadence::Yearly => "every year".into(),
        },
    }
}

pub(super) const fn act_words(act: StepAct) -> &'static str {
    match act {
        StepAct::Remind => "Reminder",
        StepAct::Alert => "Alert, mark overdue",
        StepAct::Flag => "Flag",
        StepAct::AssignBackup => "Assign the backup",
        StepAct::Reroute => "Re-route",
        StepAct::CreateTask => "Create a task",
        StepAct::LogForCoaching => "Log for coaching",
        StepAct::List => "List of missed handoffs",
    }
}

impl FieldKind {
    /// `one of a list`: as in a sentence.
    pub const fn word(self) -> &'static str {
        match self {
            FieldKind::Text => "text",
            FieldKind::Choice => "one of a list",
            FieldKind::Number => "number",
            FieldKind::Date => "date",
            FieldKind::Instant => "date and time",
            FieldKind::Boolean => "yes or no",
        }
    }
}

impl ClockKind {
    /// `First touch`: as a heading.
    pub const fn word(self) -> &'static str {
        match self {
            ClockKind::Assign => "Assignment",
            ClockKind::Accept => "Acceptance",
            ClockKind::FirstTouch => "First touch",
            ClockKind::NextStep => "Next step",
            ClockKind::Complete => "Completion",
        }
    }
}

impl RoutingKind {
    /// `Named account`: as a heading.
    pub const fn word(self) -> &'static str {
        match self {
            RoutingKind::OpenOpportunity => "Open opportunity owner",
            RoutingKind::ExistingCustomer => "Existing customer owner",
            RoutingKind::NamedAccount => "Named account",
            RoutingKind::NoPerson => "No person",
            RoutingKind::Territory => "Territory",
            RoutingKind::Product => "Product",
            RoutingKind::Region => "Region",
            RoutingKind::Complexity => "Complexity or deal size",
            RoutingKind::Pool => "Pool",
            RoutingKind::Queue => "Queue",
            RoutingKind::Fallback => "Fallback owner",
        }
    }
}

impl ReceiverDecision {
    /// `Recycled`: as a heading.
    pub const fn word(self) -> &'static str {
        match self {
            ReceiverDecision::Accepted => "Accepted",
            ReceiverDecision::Rejected => "Rejected",
            ReceiverDecision::Recycled => "Recycled",
        }
    }
}
