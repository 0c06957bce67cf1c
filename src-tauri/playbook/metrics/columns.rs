//! The records in memory, one array per field: what a figure needs is read from end to end, and nothing else is touched.
//!
//! A field that no record has costs nothing. Texts are dictionary codes. Pauses and tier changes, which few records have, lie
//! beside the arrays.

use super::arrays::{Beside, Column};
use super::dictionary::Dictionary;
use super::intake::RecordParts;
use super::{Dimension, Month};
use crate::Instant;
use crate::calendar::Zone;
use crate::policy::ClockKind;
use crate::record::{Disposition, HandoffRecord, Moment, Pause};

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
    moments: [Column<Instant>; 10],
    own_due: [Column<Instant>; 5],
    date_only: Column<u16>,
    disposition: Column<u8>,
    flags: Column<u8>,
    /// One more than the count; 0 = the source does not say.
    reassigned: Column<u32>,
    /// Required in the high byte, filled in the low one.
    packet: Column<u16>,
    /// In the order of [`Dimension::ALL`] from [`Dimension::Handoff`] on, then the reason.
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
}

const REASON: usize = 7;
const INTENT: usize = 6;

/// Position of a dimension's codes; `None` for [`Dimension::All`].
const fn slot(dimension: Dimension) -> Option<usize> {
    match dimension {
        Dimension::All => None,
        Dimension::Handoff => Some(0),
        Dimension::Source => Some(1),
        Dimension::Trigger => Some(2),
        Dimension::Segment => Some(3),
        Dimension::OwnerGroup => Some(4),
        Dimension::Owner => Some(5),
        Dimension::Intent => Some(INTENT),
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
            moments: std::array::from_fn(|_| Column::new(NEVER)),
            own_due: std::array::from_fn(|_| Column::new(NEVER)),
            date_only: Column::new(0),
            disposition: Column::new(Disposition::Open as u8),
            flags: Column::new(0),
            reassigned: Column::new(0),
            packet: Column::new(0),
            codes: std::array::from_fn(|_| Column::new(0)),
            dictionaries: std::array::from_fn(|_| Dictionary::default()),
            pauses: Beside::new(),
            tier_changes: Beside::new(),
            first: Instant::MAX,
            as_of: NEVER,
            sub_second: false,
            dispositions: [false; 5],
            flags_seen: 0,
        }
    }

    /// Adds a record. `row_id` is the caller's name for it, given back by [`Columns::row_id`]. Packet fields are not counted
    /// this way: [`Columns::push_parts`] with [`RecordParts::of`] does.
    pub fn push(&mut self, row_id: u32, record: &HandoffRecord) {
        self.push_parts(row_id, &RecordParts::of(record, &[]));
    }

    /// Adds a record from borrowed parts.
    pub fn push_parts(&mut self, row_id: u32, parts: &RecordParts<'_>) {
        let row = self.row_ids.len();
        self.row_ids.push(row_id);
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

    /// Puts the rows in order of their start, so that what a month needs lies together: figures come several times faster. The
    /// loader calls it once, after the last record; rows keep their ids and get new places. Gives the places they had, for what
    /// lies beside; `None` = they lay in order.
    pub fn arrange(&mut self) -> Option<Vec<u32>> {
        let started = &self.moments[Moment::Started.index()];
        let mut order: Vec<u32> = (0..self.row_ids.len() as u32).collect();
        if order.is_sorted_by_key(|&row| started.get(row as usize)) {
            return None;
        }
        order.sort_by_cached_key(|&row| started.get(row as usize));
        self.row_ids = order.iter().map(|&row| self.row_ids[row as usize]).collect();
        self.moments.iter_mut().chain(&mut self.own_due).for_each(|column| column.arrange(&order));
        self.codes.iter_mut().for_each(|column| column.arrange(&order));
        self.date_only.arrange(&order);
        self.disposition.arrange(&order);
        self.flags.arrange(&order);
        self.reassigned.arrange(&order);
        self.packet.arrange(&order);
        self.pauses.arrange(&order);
        self.tier_changes.arrange(&order);
        Some(order)
    }

    pub fn len(&self) -> usize {
        self.row_ids.len()
    }

    pub fn is_empty(&self) -> bool {
        self.row_ids.is_empty()
    }

    /// The latest instant known in the data; due instants, which are plans, do not count. `None` without any instant.
    pub fn as_of(&self) -> Option<Instant> {
        (self.as_of != NEVER).then_some(self.as_of)
    }

    /// The earliest instant of a moment, and the latest known.
    pub(crate) fn span(&self) -> Option<(Instant, Instant)> {
        self.as_of().map(|as_of| (self.first.min(as_of), as_of))
    }

    /// True = some record has this disposition.
    pub(crate) fn has_disposition(&self, disposition: Disposition) -> bool {
        self.dispositions[disposition as usize]
    }

    /// True = some record flags whether it was won.
    pub(crate) fn has_won_flags(&self) -> bool {
        self.flags_seen & (flag::WON | flag::NOT_WON) != 0
    }

    /// True = some record carries the source's verdict on its completion.
    pub(crate) fn has_own_verdicts(&self) -> bool {
        self.flags_seen & (flag::VERDICT_MET | flag::VERDICT_BREACHED) != 0
    }

    pub fn time_zone(&self) -> &Zone {
        &self.zone
    }

    /// The caller's name for a row.
    pub fn row_id(&self, row: u32) -> u32 {
        self.row_ids[row as usize]
    }

    /// The row that the caller named so.
    pub fn row_of(&self, row_id: u32) -> Option<u32> {
        self.row_ids.iter().position(|&id| id == row_id).map(|row| row as u32)
    }

    /// When a moment of a row happened, if it did.
    pub fn at(&self, row: u32, moment: Moment) -> Option<Instant> {
        Some(self.moment(moment).get(row as usize)).filter(|&at| at != NEVER)
    }

    /// The month in which a row's handoff started.
    pub fn month(&self, row: u32) -> Option<Month> {
        self.at(row, Moment::Started).map(|at| self.zone.month_of(at))
    }

    pub fn disposition(&self, row: u32) -> Disposition {
        const KINDS: [Disposition; 5] = [
            Disposition::Open,
            Disposition::Accepted,
            Disposition::Rejected,
            Disposition::Recycled,
            Disposition::Completed,
        ];
        KINDS[usize::from(self.disposition.get(row as usize))]
    }

    /// A row's value in a dimension, as imported (a handoff by its key); `None` where it has none.
    pub fn value(&self, row: u32, dimension: Dimension) -> Option<&str> {
        let slot = slot(dimension)?;
        self.dictionaries[slot].value(self.codes[slot].get(row as usize))
    }

    /// A row's code in a dimension, 0 = none. Codes index [`Columns::dictionary`].
    pub fn code(&self, row: u32, dimension: Dimension) -> u32 {
        slot(dimension).map_or(0, |slot| self.codes[slot].get(row as usize))
    }

    /// The values of a dimension; `None` for [`Dimension::All`].
    pub fn dictionary(&self, dimension: Dimension) -> Option<&Dictionary> {
        slot(dimension).map(|slot| &self.dictionaries[slot])
    }

    /// A row's reject or recycle reason.
    pub fn reason(&self, row: u32) -> Option<&str> {
        self.dictionaries[REASON].value(self.codes[REASON].get(row as usize))
    }

    /// Bytes that the arrays occupy; dictionaries and side tables not counted.
    pub fn bytes(&self) -> usize {
        let instants = self.moments.iter().chain(&self.own_due).map(Column::bytes).sum::<usize>();
        let codes = self.codes.iter().map(Column::bytes).sum::<usize>() + self.reassigned.bytes();
        let small = self.date_only.bytes() + self.disposition.bytes() + self.flags.bytes() + self.packet.bytes();
        instants + codes + small + self.row_ids.capacity() * 4
    }

    pub(crate) fn moment(&self, moment: Moment) -> &Column<Instant> {
        &self.moments[moment.index()]
    }

    pub(crate) fn own_due(&self, clock: ClockKind) -> &Column<Instant> {
        &self.own_due[clock.index()]
    }

    pub(crate) fn codes_of(&self, dimension: Dimension) -> Option<&Column<u32>> {
        slot(dimension).map(|slot| &self.codes[slot])
    }

    pub(crate) fn date_only(&self, row: usize) -> u16 {
        self.date_only.get(row)
    }

    pub(crate) fn is_truncated(&self, row: usize) -> bool {
        self.flags.get(row) & flag::TRUNCATED != 0
    }

    pub(crate) fn won_flag(&self, row: usize) -> Option<bool> {
        let flags = self.flags.get(row);
        if flags & flag::WON != 0 { Some(true) } else { (flags & flag::NOT_WON != 0).then_some(false) }
    }

    pub(crate) fn own_verdict(&self, row: usize) -> Option<bool> {
        let flags = self.flags.get(row);
        if flags & flag::VERDICT_MET != 0 { Some(true) } else { (flags & flag::VERDICT_BREACHED != 0).then_some(false) }
    }

    pub(crate) fn reassign_count(&self, row: usize) -> Option<u32> {
        self.reassigned.get(row).checked_sub(1)
    }

    /// Required packet fields, and how many of them are filled.
    pub(crate) fn packet(&self, row: usize) -> (u8, u8) {
        let packet = self.packet.get(row);
        ((packet >> 8) as u8, packet as u8)
    }

    pub(crate) fn pauses(&self, row: usize) -> &[Pause] {
        if self.flags.get(row) & flag::PAUSED != 0 { self.pauses.of(row) } else { &[] }
    }

    /// `(instant, tier code)`, by time.
    pub(crate) fn tier_changes(&self, row: usize) -> &[(Instant, u32)] {
        if self.flags.get(row) & flag::TIER_CHANGED != 0 { self.tier_changes.of(row) } else { &[] }
    }

    /// True = some instant is not a whole second.
    pub(crate) fn has_sub_seconds(&self) -> bool {
        self.sub_second
    }

    /// True = some record says how often it was reassigned.
    pub(crate) fn has_reassign_counts(&self) -> bool {
        !self.reassigned.is_empty()
    }

    /// True = some record has a packet with required fields.
    pub(crate) fn has_packets(&self) -> bool {
        !self.packet.is_empty()
    }
}
