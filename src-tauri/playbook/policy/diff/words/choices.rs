//! What the values of fixed choices are called where their changes are told.

use crate::policy::*;

/// What a clock's target is called: `acceptance window`.
pub(in crate::policy::diff) const fn clock(clock: ClockKind) -> &'static str {
    match clock {
        ClockKind::Assign => "assignment target",
        ClockKind::Accept => "acceptance window",
        ClockKind::FirstTouch => "first-touch target",
        ClockKind::NextStep => "next-step target",
        ClockKind::Complete => "completion target",
    }
}

pub(in crate::policy::diff) const fn step_act(act: StepAct) -> &'static str {
    match act {
        StepAct::Remind => "reminder",
        StepAct::Alert => "alert",
        StepAct::Flag => "flag",
        StepAct::AssignBackup => "assignment of the backup",
        StepAct::Reroute => "re-route",
        StepAct::CreateTask => "task",
        StepAct::LogForCoaching => "note for coaching",
        StepAct::List => "list of what was missed",
    }
}

pub(in crate::policy::diff) const fn routing_kind(kind: RoutingKind) -> &'static str {
    match kind {
        RoutingKind::OpenOpportunity => "open opportunity's owner",
        RoutingKind::ExistingCustomer => "existing customer's owner",
        RoutingKind::NamedAccount => "named account",
        RoutingKind::NoPerson => "no person",
        RoutingKind::Territory => "territory and segment",
        RoutingKind::Product => "product",
        RoutingKind::Region => "region",
        RoutingKind::Complexity => "complexity or deal size",
        RoutingKind::Pool => "pool",
        RoutingKind::Queue => "queue",
        RoutingKind::Fallback => "fallback owner",
    }
}

pub(in crate::policy::diff) const fn match_by(by: MatchBy) -> &'static str {
    match by {
        MatchBy::CrmId => "CRM id",
        MatchBy::Email => "e-mail address",
        MatchBy::Domain => "domain",
        MatchBy::CompanyName => "company name",
    }
}

pub(in crate::policy::diff) const fn on_duplicate(what: OnDuplicate) -> &'static str {
    match what {
        OnDuplicate::Join => "joins the one that is there",
        OnDuplicate::Hold => "waits to be merged",
        OnDuplicate::RouteAnyway => "is routed as if new",
    }
}

pub(in crate::policy::diff) const fn next_act(act: NextAct) -> &'static str {
    match act {
        NextAct::Nurture => "nurture",
        NextAct::Enrich => "enrich",
        NextAct::Suppress => "suppress",
        NextAct::Reroute => "re-route",
        NextAct::Reassign => "reassign",
        NextAct::Recycle => "recycle",
        NextAct::Alert => "alert",
    }
}

pub(in crate::policy::diff) const fn cadence(cadence: Cadence) -> &'static str {
    match cadence {
        Cadence::Daily => "daily",
        Cadence::Weekly => "weekly",
        Cadence::Monthly => "monthly",
        Cadence::Quarterly => "quarterly",
        Cadence::Yearly => "yearly",
    }
}

pub(in crate::policy::diff) const fn trigger_kind(kind: TriggerKind) -> &'static str {
    match kind {
        TriggerKind::Event => "an event",
        TriggerKind::FieldChange => "a change of a field",
        TriggerKind::StageChange => "a change of stage",
        TriggerKind::Threshold => "a threshold passed",
    }
}

pub(in crate::policy::diff) const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Won => "won",
        Outcome::Completed => "completed",
        Outcome::Opportunity => "opportunity",
        Outcome::Meeting => "meeting",
    }
}

pub(in crate::policy::diff) const fn receiver_kind(kind: ReceiverKind) -> &'static str {
    match kind {
        ReceiverKind::Person => "a person",
        ReceiverKind::System => "a system",
    }
}

pub(in crate::policy::diff) const fn acceptance(mode: AcceptanceMode) -> &'static str {
    match mode {
        AcceptanceMode::Required => "required",
        AcceptanceMode::Automatic => "automatic",
    }
}

pub(in crate::policy::diff) const fn stage_kind(kind: StageKind) -> &'static str {
    match kind {
        StageKind::Start => "start",
        StageKind::Normal => "normal",
        StageKind::Won => "end, won",
        StageKind::Lost => "end, lost",
        StageKind::Nurture => "nurture",
    }
}

pub(in crate::policy::diff) const fn decision(decision: ReceiverDecision) -> &'static str {
    match decision {
        ReceiverDecision::Accepted => "accepted",
        ReceiverDecision::Rejected => "rejected",
        ReceiverDecision::Recycled => "recycled",
    }
}

pub(in crate::policy::diff) const fn field_kind(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "text",
        FieldKind::Choice => "choice",
        FieldKind::Number => "number",
        FieldKind::Date => "date",
        FieldKind::Instant => "date and time",
        FieldKind::Boolean => "yes or no",
    }
}

pub(in crate::policy::diff) const fn direction(direction: KpiDirection) -> &'static str {
    match direction {
        KpiDirection::Higher => "higher is better",
        KpiDirection::Lower => "lower is better",
    }
}
