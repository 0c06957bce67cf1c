//! The record fields that a mapping can fill, each with one line on what it means.

use playbook::policy::ClockKind;
use playbook::record::Moment;

/// A place in the handoff record that a mapping can fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    RecordId,
    Handoff,
    Cycle,
    At(Moment),
    Disposition,
    Text(TextSlot),
    ReassignCount,
    Amount,
    Won,
    Due(ClockKind),
    OwnVerdict,
    Pauses,
}

/// The slots that hold plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextSlot {
    Reason,
    Owner,
    OwnerGroup,
    FirstOwner,
    Source,
    Trigger,
    Segment,
    Intent,
}

/// Every field name that `fields` of a mapping may hold.
pub const FIELDS: &[(&str, Slot, &str)] = &[
    ("record_id", Slot::RecordId, "the CRM's id of the record (required)"),
    ("handoff", Slot::Handoff, "the handoff point it passed through, by name"),
    ("cycle", Slot::Cycle, "1, 2, 3 …: how often it has come to this handoff point"),
    ("started_at", Slot::At(Moment::Started), "when the trigger fired: the clock's zero (required)"),
    ("assigned_at", Slot::At(Moment::Assigned), "when a person first became owner"),
    ("accepted_at", Slot::At(Moment::Accepted), "when the receiver accepted"),
    ("rejected_at", Slot::At(Moment::Rejected), "when the receiver rejected or recycled"),
    ("first_touch_at", Slot::At(Moment::FirstTouch), "the receiver's first outreach"),
    ("next_step_at", Slot::At(Moment::NextStep), "when the next action was recorded or booked"),
    ("meeting_at", Slot::At(Moment::Meeting), "when a meeting was booked"),
    ("opportunity_at", Slot::At(Moment::Opportunity), "when an opportunity was created"),
    ("won_at", Slot::At(Moment::Won), "when it was won"),
    ("completed_at", Slot::At(Moment::Completed), "when the handoff was complete"),
    ("disposition", Slot::Disposition, "what the receiver decided"),
    ("reason", Slot::Text(TextSlot::Reason), "why it was rejected or recycled"),
    ("owner", Slot::Text(TextSlot::Owner), "who owns it now"),
    ("owner_group", Slot::Text(TextSlot::OwnerGroup), "the owner's team"),
    ("first_owner", Slot::Text(TextSlot::FirstOwner), "who owned it first"),
    ("reassign_count", Slot::ReassignCount, "changes of owner after the first assignment"),
    ("source", Slot::Text(TextSlot::Source), "where the record came from"),
    ("trigger", Slot::Text(TextSlot::Trigger), "what started the handoff"),
    ("segment", Slot::Text(TextSlot::Segment), "market or size segment"),
    (
        "intent",
        Slot::Text(TextSlot::Intent),
        "intent tier; long exports: by first_value_of, its later changes are kept too",
    ),
    ("amount", Slot::Amount, "value in the workspace's currency"),
    ("won", Slot::Won, "whether it was won, where no date says it"),
    ("due_assign_at", Slot::Due(ClockKind::Assign), "the record's own target for assignment"),
    ("due_accept_at", Slot::Due(ClockKind::Accept), "the record's own target for acceptance"),
    ("due_first_touch_at", Slot::Due(ClockKind::FirstTouch), "the record's own target for the first touch"),
    ("due_next_step_at", Slot::Due(ClockKind::NextStep), "the record's own target for the next step"),
    ("due_complete_at", Slot::Due(ClockKind::Complete), "the record's own target for completion"),
    ("own_verdict", Slot::OwnVerdict, "the source system's own verdict: completed within its target"),
    (
        "pauses",
        Slot::Pauses,
        "stretches in which the clocks stood still, as records leave as CSV; one row per record only",
    ),
];

/// The slot of a field name.
pub fn slot_of(field: &str) -> Option<Slot> {
    FIELDS.iter().find(|(name, _, _)| *name == field).map(|(_, slot, _)| *slot)
}

/// All field names, for messages.
pub fn field_names() -> String {
    FIELDS.iter().map(|(name, _, _)| *name).collect::<Vec<_>>().join(", ")
}
