//! What a record brings into the columns.

use super::duplicates::address;
use crate::Instant;
use crate::record::{Disposition, Found, HandoffRecord, Pause, TierChange};

/// What [`super::Columns`] keeps of a record, borrowed: the loader fills it from database rows without building a record first.
#[derive(Debug, Clone, Default)]
pub struct RecordParts<'a> {
    pub record_id: &'a str,
    /// Key of the handoff point.
    pub handoff: &'a str,
    /// One slot per [`Moment`].
    pub moments: [Option<Instant>; 10],
    /// Set of [`Moment::bit`].
    pub date_only: u16,
    pub disposition: Disposition,
    pub reason: Option<&'a str>,
    pub owner: Option<&'a str>,
    pub owner_group: Option<&'a str>,
    pub reassign_count: Option<u32>,
    pub source: Option<&'a str>,
    pub trigger: Option<&'a str>,
    pub segment: Option<&'a str>,
    pub intent: Option<&'a str>,
    pub tier_changes: &'a [TierChange],
    pub won: Option<bool>,
    /// One slot per [`crate::policy::ClockKind`].
    pub own_due: [Option<Instant>; 5],
    pub own_verdict: Option<bool>,
    pub pauses: &'a [Pause],
    pub truncated: bool,
    /// Required packet fields that some import brought, and how many of them are filled.
    pub packet_required: u8,
    pub packet_filled: u8,
    /// Bit by bit, which of the required packet fields are filled; those past the 64th are not told apart.
    pub packet_fields: u64,
    /// The contact's e-mail address, by which duplicates are suspected.
    pub address: Option<&'a str>,
}

impl<'a> RecordParts<'a> {
    /// The parts of a record; `required` are the packet fields that its handoff point asks for. Those that no import brought are
    /// not counted: nobody knows whether they are filled.
    pub fn of(record: &'a HandoffRecord, required: &[String], found: &Found) -> RecordParts<'a> {
        let known = required.iter().filter(|field| found.is_brought(field)).count();
        let is_filled: Vec<bool> =
            required.iter().map(|field| found.is_brought(field) && found.has(record, field)).collect();
        let filled = is_filled.iter().filter(|is_filled| **is_filled).count();
        let bits = is_filled.iter().zip(0..u64::BITS).filter(|(is_filled, _)| **is_filled).map(|(_, place)| 1 << place);
        RecordParts {
            record_id: &record.record_id,
            handoff: &record.handoff,
            moments: record.moments,
            date_only: record.date_only,
            disposition: record.disposition,
            reason: record.reason.as_deref(),
            owner: record.owner.as_deref(),
            owner_group: record.owner_group.as_deref(),
            reassign_count: record.reassign_count,
            source: record.source.as_deref(),
            trigger: record.trigger.as_deref(),
            segment: record.segment.as_deref(),
            intent: record.intent.as_deref(),
            tier_changes: &record.tier_changes,
            won: record.won,
            own_due: record.own_due,
            own_verdict: record.own_verdict,
            pauses: &record.pauses,
            truncated: record.truncated,
            packet_required: known.min(255) as u8,
            packet_filled: filled.min(255) as u8,
            packet_fields: bits.sum(),
            address: address(&record.attributes),
        }
    }
}
