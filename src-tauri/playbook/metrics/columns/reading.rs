//! What the columns say of a row, and of all of them together.

use super::{Columns, HANDOFF, NEVER, REASON, flag, slot};
use crate::Instant;
use crate::calendar::Zone;
use crate::metrics::arrays::Column;
use crate::metrics::dictionary::Dictionary;
use crate::metrics::duplicates::{Contact, Suspects, duplicate_reasons};
use crate::metrics::journeys::{Journeys, Start};
use crate::metrics::{Dimension, Month};
use crate::policy::ClockKind;
use crate::record::{Disposition, Moment, Pause};
use std::ops::Range;

impl Columns {
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

    /// Rows among which are all that started in `from..until`; exactly they where the rows lie in order of their start.
    pub(crate) fn rows_started_within(&self, from: Instant, until: Instant) -> Range<usize> {
        let started = self.moment(Moment::Started);
        let is_within = |row: &usize| (from..until).contains(&started.get(*row));
        let mut rows = 0..self.len();
        if self.is_arranged {
            let first = partition_point(rows.clone(), |row| started.get(row) < from);
            return first..partition_point(first..rows.end, |row| started.get(row) < until);
        }
        let first = rows.clone().find(is_within).unwrap_or(rows.end);
        first..rows.rfind(is_within).map_or(first, |row| row + 1)
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

    /// The callers' names of the records that started at some handoff points (`None` = at any) from an instant on and before another,
    /// in rising order.
    pub fn started_between(&self, handoffs: Option<&[String]>, from: Instant, until: Instant) -> Vec<u32> {
        let started = self.moment(Moment::Started);
        let asked: Option<Vec<bool>> = handoffs.map(|keys| {
            let dictionary = &self.dictionaries[slot(Dimension::Handoff).unwrap_or_default()];
            let is_asked = |code| keys.iter().any(|key| dictionary.value(code) == Some(key));
            (0..dictionary.len() as u32).map(is_asked).collect()
        });
        let is_asked = |row: u32| {
            let code = self.code(row, Dimension::Handoff) as usize;
            asked.as_ref().is_none_or(|asked| asked.get(code).copied().unwrap_or_default())
        };
        let within = self.rows_started_within(from, until);
        let rows = within.map(|row| row as u32).filter(|&row| {
            let at = started.get(row as usize);
            at != NEVER && at >= from && at < until && is_asked(row)
        });
        let mut ids: Vec<u32> = rows.map(|row| self.row_id(row)).collect();
        ids.sort_unstable();
        ids
    }

    /// The row that the caller named so.
    pub fn row_of(&self, row_id: u32) -> Option<u32> {
        self.row_ids.iter().position(|&id| id == row_id).map(|row| row as u32)
    }

    /// A row's record, by a hash of its id.
    pub(crate) fn record_key(&self, row: usize) -> u64 {
        self.record_keys[row]
    }

    /// False = nothing of the row says that it was turned down.
    pub(crate) fn may_be_rejected(&self, row: usize) -> bool {
        self.moment(Moment::Rejected).get(row) != NEVER
            || matches!(self.disposition(row as u32), Disposition::Rejected | Disposition::Recycled)
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
        self.value(row, Dimension::Reason)
    }

    /// Which rows are passages of one record.
    pub(crate) fn journeys(&self) -> &Journeys {
        self.journeys.get_or_init(|| {
            let (handoffs, started) = (&self.codes[HANDOFF], &self.moments[Moment::Started.index()]);
            Journeys::of(&self.record_keys, |row| {
                let at = started.get(row);
                let is_date = self.date_only(row) & Moment::Started.bit() != 0;
                (at != NEVER).then(|| Start { handoff: handoffs.get(row), at, is_date })
            })
        })
    }

    /// Which rows share their contact with another record.
    pub(super) fn suspects(&self) -> &Suspects {
        self.suspects.get_or_init(|| {
            if self.contacts.is_empty() {
                return Suspects::default();
            }
            Suspects::of(self.len(), |row| Contact {
                key: match self.contacts.get(row) {
                    0 => 0,
                    // One contact at two handoff points is a journey, not a duplicate.
                    contact => contact.wrapping_add(u64::from(self.codes[HANDOFF].get(row)) << 40).max(1),
                },
                record: self.record_keys[row],
                started: self.moments[Moment::Started.index()].get(row),
            })
        })
    }

    /// True = another record with the row's contact had started at the same handoff point by `as_of`.
    #[inline]
    pub(crate) fn is_suspected_duplicate(&self, row: usize, as_of: Instant) -> bool {
        self.suspects().is_suspected(row, self.record_keys[row], as_of)
    }

    /// True = some record carries its contact's address.
    pub(crate) fn has_contacts(&self) -> bool {
        !self.contacts.is_empty()
    }

    /// By code of a reason: it says that the record is a duplicate.
    pub(crate) fn duplicate_reasons(&self) -> Vec<bool> {
        duplicate_reasons(&self.dictionaries[REASON])
    }

    /// Bytes that the arrays occupy; dictionaries and side tables not counted.
    pub fn bytes(&self) -> usize {
        let instants = self.moments.iter().chain(&self.own_due).map(Column::bytes).sum::<usize>();
        let keys = self.record_keys.capacity() * 8 + self.contacts.bytes() + self.packet_fields.bytes();
        let codes = self.codes.iter().map(Column::bytes).sum::<usize>() + self.reassigned.bytes();
        let small = self.date_only.bytes() + self.disposition.bytes() + self.flags.bytes() + self.packet.bytes();
        instants + codes + small + keys + self.row_ids.capacity() * 4
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

    /// True = of the required packet fields the one at this place is filled.
    pub(crate) fn has_packet_field(&self, row: usize, place: usize) -> bool {
        place < 64 && self.packet_fields.get(row) >> place & 1 == 1
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

/// The first row that is not before; those that are come first.
fn partition_point(rows: Range<usize>, is_before: impl Fn(usize) -> bool) -> usize {
    let (mut from, mut until) = (rows.start, rows.end);
    while from < until {
        let middle = from + (until - from) / 2;
        if is_before(middle) { from = middle + 1 } else { until = middle }
    }
    from
}
