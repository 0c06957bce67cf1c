//! A handoff record as a row of the file: its columns in order, what is bound to them and how they are read back.

use crate::imports::RecordView;
use crate::workspace::WorkspaceError;
use crate::workspace::raw::{Bind, RawError, Statement};
use playbook::record::{Disposition, HandoffRecord, Pause, TierChange};
use serde::Serialize;
use std::collections::BTreeMap;
use xxhash_rust::xxh3::Xxh3Default;

/// The columns of `records` but for its id, in the order in which they are bound and read.
pub(crate) const COLUMNS: &str = "record_id, handoff, cycle, batch, source_line, content, started_at, assigned_at, accepted_at, \
     rejected_at, first_touch_at, next_step_at, meeting_at, opportunity_at, won_at, completed_at, date_only, disposition, reason, \
     owner, owner_group, first_owner, reassign_count, source, \"trigger\", segment, intent, amount, won, due_assign_at, \
     due_accept_at, due_first_touch_at, due_next_step_at, due_complete_at, own_verdict, truncated, tier_changes, pauses, attributes";

/// How many there are.
pub(crate) const COLUMN_COUNT: usize = 39;

/// Where the parts of a row stand.
pub(crate) mod at {
    pub const RECORD_ID: usize = 0;
    pub const HANDOFF: usize = 1;
    pub const CYCLE: usize = 2;
    pub const BATCH: usize = 3;
    pub const SOURCE_LINE: usize = 4;
    pub const CONTENT: usize = 5;
    pub const MOMENTS: usize = 6;
    pub const DATE_ONLY: usize = 16;
    pub const DISPOSITION: usize = 17;
    pub const REASON: usize = 18;
    pub const OWNER: usize = 19;
    pub const OWNER_GROUP: usize = 20;
    pub const FIRST_OWNER: usize = 21;
    pub const REASSIGN_COUNT: usize = 22;
    pub const SOURCE: usize = 23;
    pub const TRIGGER: usize = 24;
    pub const SEGMENT: usize = 25;
    pub const INTENT: usize = 26;
    pub const AMOUNT: usize = 27;
    pub const WON: usize = 28;
    pub const OWN_DUE: usize = 29;
    pub const OWN_VERDICT: usize = 34;
    pub const TRUNCATED: usize = 35;
    pub const TIER_CHANGES: usize = 36;
    pub const PAUSES: usize = 37;
    pub const ATTRIBUTES: usize = 38;
}

/// What a row carries beside the record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowFacts<'a> {
    /// Key of the handoff point.
    pub handoff: &'a str,
    pub batch: i64,
    pub content: i64,
    /// JSON lists, as [`json_list`] writes them.
    pub tier_changes: Option<&'a str>,
    pub pauses: Option<&'a str>,
}

/// The values of a row in the order of [`COLUMNS`].
pub(crate) fn binds<'a>(view: &RecordView<'a>, facts: &RowFacts<'a>) -> [Bind<'a>; COLUMN_COUNT] {
    let text = |value: Option<&'a str>| value.map_or(Bind::Null, Bind::Text);
    let flag = |value: Option<bool>| value.map_or(Bind::Null, |value| Bind::Int(value.into()));
    let mut row = [Bind::Null; COLUMN_COUNT];
    row[at::RECORD_ID] = Bind::Text(view.record_id);
    row[at::HANDOFF] = Bind::Text(facts.handoff);
    row[at::CYCLE] = Bind::Int(view.cycle.into());
    row[at::BATCH] = Bind::Int(facts.batch);
    row[at::SOURCE_LINE] = Bind::Int(view.line as i64);
    row[at::CONTENT] = Bind::Int(facts.content);
    for (slot, moment) in row[at::MOMENTS..].iter_mut().zip(view.moments) {
        *slot = moment.map_or(Bind::Null, Bind::Int);
    }
    row[at::DATE_ONLY] = Bind::Int(view.date_only.into());
    row[at::DISPOSITION] = Bind::Text(disposition_word(view.disposition));
    row[at::REASON] = text(view.reason);
    row[at::OWNER] = text(view.owner);
    row[at::OWNER_GROUP] = text(view.owner_group);
    row[at::FIRST_OWNER] = text(view.first_owner);
    row[at::REASSIGN_COUNT] = view.reassign_count.map_or(Bind::Null, |count| Bind::Int(count.into()));
    row[at::SOURCE] = text(view.source);
    row[at::TRIGGER] = text(view.trigger);
    row[at::SEGMENT] = text(view.segment);
    row[at::INTENT] = text(view.intent);
    row[at::AMOUNT] = view.amount.map_or(Bind::Null, Bind::Real);
    row[at::WON] = flag(view.won);
    for (slot, due) in row[at::OWN_DUE..].iter_mut().zip(view.own_due) {
        *slot = due.map_or(Bind::Null, Bind::Int);
    }
    row[at::OWN_VERDICT] = flag(view.own_verdict);
    row[at::TRUNCATED] = Bind::Int(view.truncated.into());
    row[at::TIER_CHANGES] = text(facts.tier_changes);
    row[at::PAUSES] = text(facts.pauses);
    row[at::ATTRIBUTES] = if view.attributes.is_empty() { Bind::Null } else { Bind::Text(view.attributes) };
    row
}

/// A list as JSON; `None` = empty.
pub(crate) fn json_list<T: Serialize>(list: &[T]) -> Result<Option<String>, WorkspaceError> {
    if list.is_empty() {
        return Ok(None);
    }
    serde_json::to_string(list).map(Some).map_err(WorkspaceError::unreadable("record"))
}

/// A hash of everything imported: two imports of a row with the same hash brought the same values. The line it stood in does
/// not count. XXH3 is fixed for good, so that hashes in old files stay true.
pub(crate) fn content(view: &RecordView<'_>) -> i64 {
    let mut hash = Xxh3Default::new();
    // Lengths go in with the texts, so that no two rows share a sequence of bytes.
    let mut fixed = [0u8; 8 * 22];
    let mut filled = 0;
    let mut number = |value: u64| {
        fixed[filled..filled + 8].copy_from_slice(&value.to_le_bytes());
        filled += 8;
    };
    let optional = |value: Option<bool>| value.map_or(2, u64::from);
    for moment in view.moments.iter().chain(&view.own_due) {
        number(moment.unwrap_or(i64::MIN) as u64);
    }
    number(view.date_only.into());
    number(disposition_word(view.disposition).len() as u64 ^ (view.disposition as u64) << 8);
    number(view.reassign_count.map_or(u64::MAX, u64::from));
    number(view.amount.map_or(u64::MAX, f64::to_bits));
    number(optional(view.won) | optional(view.own_verdict) << 8 | u64::from(view.truncated) << 16);
    number(view.tier_changes.len() as u64);
    number(view.pauses.len() as u64);
    hash.update(&fixed);
    let texts = [
        view.reason,
        view.owner,
        view.owner_group,
        view.first_owner,
        view.source,
        view.trigger,
        view.segment,
        view.intent,
        Some(view.attributes),
    ];
    let text = |hash: &mut Xxh3Default, text: Option<&str>| {
        hash.update(&text.map_or(u32::MAX, |text| text.len() as u32).to_le_bytes());
        hash.update(text.unwrap_or_default().as_bytes());
    };
    for value in texts {
        text(&mut hash, value);
    }
    for change in view.tier_changes {
        hash.update(&change.at.to_le_bytes());
        text(&mut hash, Some(&change.tier));
    }
    for pause in view.pauses {
        hash.update(&pause.from.to_le_bytes());
        hash.update(&pause.to.unwrap_or(i64::MIN).to_le_bytes());
        text(&mut hash, Some(&pause.reason));
    }
    hash.digest() as i64
}

pub(crate) const fn disposition_word(disposition: Disposition) -> &'static str {
    match disposition {
        Disposition::Open => "open",
        Disposition::Accepted => "accepted",
        Disposition::Rejected => "rejected",
        Disposition::Recycled => "recycled",
        Disposition::Completed => "completed",
    }
}

pub(crate) fn disposition_of(word: &str) -> Result<Disposition, WorkspaceError> {
    match word {
        "open" => Ok(Disposition::Open),
        "accepted" => Ok(Disposition::Accepted),
        "rejected" => Ok(Disposition::Rejected),
        "recycled" => Ok(Disposition::Recycled),
        "completed" => Ok(Disposition::Completed),
        other => {
            Err(WorkspaceError::Unreadable { what: "record", cause: format!("no disposition is called \"{other}\"") })
        }
    }
}

/// Reads the record from a row whose columns from `from` on are [`COLUMNS`].
pub(crate) fn read(row: &Statement<'_>, from: usize) -> Result<HandoffRecord, WorkspaceError> {
    let attributes = attributes(row.text(from + at::ATTRIBUTES))?;
    Ok(HandoffRecord { attributes, ..read_bare(row, from)? })
}

/// [`read`] without the attributes, which take as long as all the rest.
pub(crate) fn read_bare(row: &Statement<'_>, from: usize) -> Result<HandoffRecord, WorkspaceError> {
    let own = |column: usize| row.text(from + column).map(str::to_owned);
    let flag = |column: usize| row.optional_int(from + column).map(|value| value != 0);
    Ok(HandoffRecord {
        record_id: own(at::RECORD_ID).unwrap_or_default(),
        handoff: own(at::HANDOFF).unwrap_or_default(),
        cycle: row.int(from + at::CYCLE) as u32,
        moments: std::array::from_fn(|index| row.optional_int(from + at::MOMENTS + index)),
        date_only: row.int(from + at::DATE_ONLY) as u16,
        disposition: disposition_of(row.text(from + at::DISPOSITION).unwrap_or_default())?,
        reason: own(at::REASON),
        owner: own(at::OWNER),
        owner_group: own(at::OWNER_GROUP),
        first_owner: own(at::FIRST_OWNER),
        reassign_count: row.optional_int(from + at::REASSIGN_COUNT).map(|count| count as u32),
        source: own(at::SOURCE),
        trigger: own(at::TRIGGER),
        segment: own(at::SEGMENT),
        intent: own(at::INTENT),
        tier_changes: tier_changes(row.text(from + at::TIER_CHANGES))?,
        amount: row.optional_real(from + at::AMOUNT),
        won: flag(at::WON),
        own_due: std::array::from_fn(|index| row.optional_int(from + at::OWN_DUE + index)),
        own_verdict: flag(at::OWN_VERDICT),
        pauses: pauses(row.text(from + at::PAUSES))?,
        truncated: row.int(from + at::TRUNCATED) != 0,
        attributes: BTreeMap::new(),
    })
}

pub(crate) fn tier_changes(json: Option<&str>) -> Result<Vec<TierChange>, WorkspaceError> {
    json.map_or(Ok(Vec::new()), |json| serde_json::from_str(json).map_err(WorkspaceError::unreadable("record")))
}

pub(crate) fn pauses(json: Option<&str>) -> Result<Vec<Pause>, WorkspaceError> {
    json.map_or(Ok(Vec::new()), |json| serde_json::from_str(json).map_err(WorkspaceError::unreadable("record")))
}

pub(crate) fn attributes(json: Option<&str>) -> Result<BTreeMap<String, String>, WorkspaceError> {
    json.map_or(Ok(BTreeMap::new()), |json| serde_json::from_str(json).map_err(WorkspaceError::unreadable("record")))
}

impl From<RawError> for WorkspaceError {
    fn from(error: RawError) -> WorkspaceError {
        if error.is_interrupt() { WorkspaceError::Cancelled } else { sqlx::Error::Protocol(error.to_string()).into() }
    }
}
