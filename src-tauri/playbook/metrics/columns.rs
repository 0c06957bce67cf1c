//! The records in memory, one array per field: what a figure needs is read from end to end, and nothing else is touched.
//!
//! A field that no record has costs nothing. Texts are dictionary codes. Pauses and tier changes, which few records have, lie
//! beside the arrays.

mod reading;

use super::Dimension;
use super::arrays::{Beside, Column};
use super::dictionary::Dictionary;
use super::duplicates::Suspects;
use super::intake::RecordParts;
use super::journeys::{Journeys, key};
use crate::Instant;
use crate::calendar::Zone;
use crate::record::{Disposition, Found, HandoffRecord, Moment, Pause};
use std::sync::OnceLock;

/// "It did not happen", in columns of instants.
pub(crate) const NEVER: Instant = Instant::MIN;

/// Flag bits of a record.
mod flag {
    pub const TRUNCATED: u8 = 1;
    pub const WON: u8 = 1 << 1;
    pub const NOT_WON: u8 = 1 << 2;
    pub const VERDICT_MET: u8 = 1 << 3;
    pub const VERDICT_BREACHED: u8 = 1 << 4;
    pub const PAUSED: u8 = 1 << 5;
    pub const TIER_CHANGED: u8 = 1 << 6;
}

/// The workspace's records in memory.
#[derive(Debug, Clone)]
pub struct Columns {
    zone: Zone,
    row_ids: Vec<u32>,
    /// Hashes of the record ids.
    record_keys: Vec<u64>,
    /// Hashes of the contacts' addresses; 0 = not known.
    contacts: Column<u64>,
    moments: [Column<Instant>; 10],
    own_due: [Column<Instant>; 5],
    date_only: Column<u16>,
    disposition: Column<u8>,
    flags: Column<u8>,
    /// One more than the count; 0 = the source does not say.
    reassigned: Column<u32>,
    /// Required in the high byte, filled in the low one.
    packet: Column<u16>,
    /// See [`RecordParts::packet_fields`].
    packet_fields: Column<u64>,
    /// Where packet fields were looked for.
    pub(super) found: Found,
    /// In the order of [`Dimension::ALL`] from [`Dimension::Handoff`] on.
    codes: [Column<u32>; 8],
    dictionaries: [Dictionary; 8],
    pauses: Beside<Pause>,
    tier_changes: Beside<(Instant, u32)>,
    /// Earliest and latest instant.
    first: Instant,
    as_of: Instant,
    sub_second: bool,
    /// By [`Disposition`]: some record has it.
    dispositions: [bool; 5],
    /// Every flag that some record has.
    flags_seen: u8,
    /// True = the rows lie in order of their start.
    is_arranged: bool,
    /// Found on first use, after the last record.
    journeys: OnceLock<Journeys>,
    suspects: OnceLock<Suspects>,
}

const HANDOFF: usize = 0;
const REASON: usize = 7;
const INTENT: usize = 6;

/// Position of a dimension's codes; `None` for [`Dimension::All`].
const fn slot(dimension: Dimension) -> Option<usize> {
    match dimension {
        Dimension::All => None,
        Dimension::Handoff => Some(HANDOFF),
        Dimension::Source => Some(1),
        Dimension::Trigger => Some(2),
        Dimension::Segment => Some(3),
        Dimension::OwnerGroup => Some(4),
        Dimension::Owner => Some(5),
        Dimension::Intent => Some(INTENT),
        Dimension::Reason => Some(REASON),
    }
}

impl Columns {
    /// No record yet. Months are counted in `time_zone`.
    pub fn new(time_zone: Zone) -> Columns {
        Columns::with_capacity(time_zone, 0)
    }

    pub fn with_capacity(time_zone: Zone, records: usize) -> Columns {
        Columns {
            zone: time_zone,
            row_ids: Vec::with_capacity(records),
            record_keys: Vec::with_capacity(records),
            contacts: Column::new(0),
            moments: std::array::from_fn(|_| Column::new(NEVER)),
            own_due: std::array::from_fn(|_| Column::new(NEVER)),
            date_only: Column::new(0),
            disposition: Column::new(Disposition::Open as u8),
            flags: Column::new(0),
            reassigned: Column::new(0),
            packet: Column::new(0),
            packet_fields: Column::new(0),
            found: Found::default(),
            codes: std::array::from_fn(|_| Column::new(0)),
            dictionaries: std::array::from_fn(|_| Dictionary::default()),
            pauses: Beside::new(),
            tier_changes: Beside::new(),
            first: Instant::MAX,
            as_of: NEVER,
            sub_second: false,
            dispositions: [false; 5],
            flags_seen: 0,
            is_arranged: false,
            journeys: OnceLock::new(),
            suspects: OnceLock::new(),
        }
    }

    /// Where packet fields are looked for in the records that will be added.
    pub fn look_in(&mut self, found: Found) {
        self.found = found;
    }

    /// Adds a record. `row_id` is the caller's name for it, given back by [`Columns::row_id`]. Packet fields are not counted
    /// this way: [`Columns::push_parts`] with [`RecordParts::of`] does.
    pub fn push(&mut self, row_id: u32, record: &HandoffRecord) {
        self.push_parts(row_id, &RecordParts::of(record, &[], &self.found));
    }

    /// Adds a record from borrowed parts.
    pub fn push_parts(&mut self, row_id: u32, parts: &RecordParts<'_>) {
        let row = self.row_ids.len();
        self.row_ids.push(row_id);
        self.is_arranged = false;
        self.record_keys.push(key(parts.record_id));
        if let Some(address) = parts.address.map(str::trim).filter(|address| !address.is_empty()) {
            self.contacts.set(row, key(&address.to_lowercase()));
        }
        if self.journeys.get().is_some() || self.suspects.get().is_some() {
            (self.journeys, self.suspects) = (OnceLock::new(), OnceLock::new());
        }
        for (column, at) in self.moments.iter_mut().zip(parts.moments) {
            if let Some(at) = at {
                column.set(row, at);
                (self.first, self.as_of) = (self.first.min(at), self.as_of.max(at));
                self.sub_second |= at % crate::SECOND != 0;
            }
        }
        for (column, due) in self.own_due.iter_mut().zip(parts.own_due) {
            column.set(row, due.unwrap_or(NEVER));
        }
        self.date_only.set(row, parts.date_only);
        self.disposition.set(row, parts.disposition as u8);
        self.dispositions[parts.disposition as usize] = true;
        self.reassigned.set(row, parts.reassign_count.map_or(0, |count| count.saturating_add(1)));
        self.packet.set(row, u16::from(parts.packet_required) << 8 | u16::from(parts.packet_filled));
        self.packet_fields.set(row, parts.packet_fields);
        let texts = [
            (!parts.handoff.is_empty()).then_some(parts.handoff),
            parts.source,
            parts.trigger,
            parts.segment,
            parts.owner_group,
            parts.owner,
            parts.intent,
            parts.reason,
        ];
        for ((column, dictionary), text) in self.codes.iter_mut().zip(&mut self.dictionaries).zip(texts) {
            column.set(row, dictionary.code(text));
        }
        let mut flags = if parts.truncated { flag::TRUNCATED } else { 0 };
        flags |= parts.won.map_or(0, |won| if won { flag::WON } else { flag::NOT_WON });
        flags |= parts.own_verdict.map_or(0, |met| if met { flag::VERDICT_MET } else { flag::VERDICT_BREACHED });
        if !parts.pauses.is_empty() {
            flags |= flag::PAUSED;
            for pause in parts.pauses {
                self.as_of = self.as_of.max(pause.from).max(pause.to.unwrap_or(NEVER));
                self.sub_second |= pause.from % crate::SECOND != 0 || pause.to.unwrap_or(0) % crate::SECOND != 0;
            }
            self.pauses.push(row, parts.pauses.iter().cloned());
        }
        if !parts.tier_changes.is_empty() {
            flags |= flag::TIER_CHANGED;
            let tiers = &mut self.dictionaries[INTENT];
            let mut changes: Vec<(Instant, u32)> =
                parts.tier_changes.iter().map(|change| (change.at, tiers.code(Some(&change.tier)))).collect();
            changes.sort_by_key(|change| change.0);
            self.as_of = self.as_of.max(changes.last().map_or(NEVER, |change| change.0));
            self.tier_changes.push(row, changes);
        }
        self.flags_seen |= flags;
        self.flags.set(row, flags);
    }

    /// Adds the rows of another part of the same records, after its own: what is read in parts on several threads is the same
    /// as what is read in one go.
    pub fn append(&mut self, mut next: Columns) {
        let rows = self.row_ids.len();
        for ((own, next), codes) in self.dictionaries.iter_mut().zip(&next.dictionaries).zip(&mut next.codes) {
            let known: Vec<u32> = (0..next.len() as u32).map(|code| own.code(next.value(code))).collect();
            codes.change(|code| known[code as usize]);
        }
        let tiers = &mut self.dictionaries[INTENT];
        next.tier_changes.change(|change| change.1 = tiers.code(next.dictionaries[INTENT].value(change.1)));
        self.row_ids.extend(next.row_ids);
        self.record_keys.extend(next.record_keys);
        self.contacts.append(rows, next.contacts);
        self.packet_fields.append(rows, next.packet_fields);
        (self.journeys, self.suspects) = (OnceLock::new(), OnceLock::new());
        self.is_arranged = false;
        self.moments.iter_mut().zip(next.moments).for_each(|(own, next)| own.append(rows, next));
        self.own_due.iter_mut().zip(next.own_due).for_each(|(own, next)| own.append(rows, next));
        self.codes.iter_mut().zip(next.codes).for_each(|(own, next)| own.append(rows, next));
        self.date_only.append(rows, next.date_only);
        self.disposition.append(rows, next.disposition);
        self.flags.append(rows, next.flags);
        self.reassigned.append(rows, next.reassigned);
        self.packet.append(rows, next.packet);
        self.pauses.append(rows, next.pauses);
        self.tier_changes.append(rows, next.tier_changes);
        (self.first, self.as_of) = (self.first.min(next.first), self.as_of.max(next.as_of));
        self.sub_second |= next.sub_second;
        self.dispositions.iter_mut().zip(next.dispositions).for_each(|(own, next)| *own |= next);
        self.flags_seen |= next.flags_seen;
    }

    /// Puts the rows in order of their start, so that what a month needs lies together: figures come several times faster. The
    /// loader calls it once, after the last record; rows keep their ids and get new places. Gives the places they had, for what
    /// lies beside; `None` = they lay in order.
    pub fn arrange(&mut self) -> Option<Vec<u32>> {
        self.is_arranged = true;
        let started = &self.moments[Moment::Started.index()];
        let mut order: Vec<u32> = (0..self.row_ids.len() as u32).collect();
        if order.is_sorted_by_key(|&row| started.get(row as usize)) {
            self.relate();
            return None;
        }
        order.sort_by_cached_key(|&row| started.get(row as usize));
        self.row_ids = order.iter().map(|&row| self.row_ids[row as usize]).collect();
        self.record_keys = order.iter().map(|&row| self.record_keys[row as usize]).collect();
        self.contacts.arrange(&order);
        self.moments.iter_mut().chain(&mut self.own_due).for_each(|column| column.arrange(&order));
        self.codes.iter_mut().for_each(|column| column.arrange(&order));
        self.date_only.arrange(&order);
        self.disposition.arrange(&order);
        self.flags.arrange(&order);
        self.reassigned.arrange(&order);
        self.packet.arrange(&order);
        self.packet_fields.arrange(&order);
        self.pauses.arrange(&order);
        self.tier_changes.arrange(&order);
        (self.journeys, self.suspects) = (OnceLock::new(), OnceLock::new());
        self.relate();
        Some(order)
    }

    /// Finds ahead of the first question which rows belong together.
    fn relate(&self) {
        self.journeys();
        self.suspects();
    }
}
