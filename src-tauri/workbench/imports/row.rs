//! The checked row: what the reader hands to whoever stores, counts or compares it.
//!
//! A million rows pass through here, so a row owns nothing: [`RecordView`] borrows its texts, and a [`Chunk`] keeps some
//! hundred of them in one text buffer that crosses the channel between the reading and the storing thread.

use playbook::Instant;
use playbook::record::{Disposition, HandoffRecord, Pause, TierChange};
use std::collections::BTreeMap;

/// How many rows the reader puts into one chunk: few enough for a chunk to be in the processor's cache still when it is stored.
pub const CHUNK_ROWS: usize = 256;

/// One checked handoff record with borrowed texts. The fields mean what [`HandoffRecord`]'s mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RecordView<'a> {
    /// Position in the mapping's `files`.
    pub file: u32,
    /// 1-based line or row of that file; of a long export, of the case's first event.
    pub line: u64,
    pub record_id: &'a str,
    /// The handoff's name as imported; the policy's key for it is the storing side's to find.
    pub handoff: &'a str,
    pub cycle: u32,
    pub moments: [Option<Instant>; 10],
    pub date_only: u16,
    pub disposition: Disposition,
    pub reason: Option<&'a str>,
    pub owner: Option<&'a str>,
    pub owner_group: Option<&'a str>,
    pub first_owner: Option<&'a str>,
    pub reassign_count: Option<u32>,
    pub source: Option<&'a str>,
    pub trigger: Option<&'a str>,
    pub segment: Option<&'a str>,
    pub intent: Option<&'a str>,
    pub amount: Option<f64>,
    pub won: Option<bool>,
    pub own_due: [Option<Instant>; 5],
    pub own_verdict: Option<bool>,
    pub truncated: bool,
    pub tier_changes: &'a [TierChange],
    pub pauses: &'a [Pause],
    /// A JSON object of texts in the mapping's column order; empty text = no attributes.
    pub attributes: &'a str,
}

impl RecordView<'_> {
    /// The record as a value of the rules.
    pub fn to_record(&self) -> HandoffRecord {
        let own = |text: Option<&str>| text.map(str::to_owned);
        HandoffRecord {
            record_id: self.record_id.to_owned(),
            handoff: self.handoff.to_owned(),
            cycle: self.cycle,
            moments: self.moments,
            date_only: self.date_only,
            disposition: self.disposition,
            reason: own(self.reason),
            owner: own(self.owner),
            owner_group: own(self.owner_group),
            first_owner: own(self.first_owner),
            reassign_count: self.reassign_count,
            source: own(self.source),
            trigger: own(self.trigger),
            segment: own(self.segment),
            intent: own(self.intent),
            tier_changes: self.tier_changes.to_vec(),
            amount: self.amount,
            won: self.won,
            own_due: self.own_due,
            own_verdict: self.own_verdict,
            pauses: self.pauses.to_vec(),
            truncated: self.truncated,
            attributes: attributes_of(self.attributes),
        }
    }
}

/// The attributes of a view's JSON text.
pub fn attributes_of(json: &str) -> BTreeMap<String, String> {
    if json.is_empty() { BTreeMap::new() } else { serde_json::from_str(json).unwrap_or_default() }
}

/// A run of checked rows in one buffer.
#[derive(Debug, Default)]
pub struct Chunk {
    text: String,
    rows: Vec<Kept>,
    tier_changes: Vec<TierChange>,
    pauses: Vec<Pause>,
}

/// Start and length in the chunk's text; the length [`NONE`] stands for "no value".
type Span = (u32, u32);

const NONE: u32 = u32::MAX;

/// A view with its texts replaced by spans.
#[derive(Debug)]
struct Kept {
    view: RecordView<'static>,
    record_id: Span,
    handoff: Span,
    reason: Span,
    owner: Span,
    owner_group: Span,
    first_owner: Span,
    source: Span,
    trigger: Span,
    segment: Span,
    intent: Span,
    attributes: Span,
    tier_changes: Span,
    pauses: Span,
}

impl Chunk {
    /// An empty chunk with room for as much as this one holds.
    pub fn another(&self) -> Chunk {
        Chunk {
            text: String::with_capacity(self.text.len() + self.text.len() / 8),
            rows: Vec::with_capacity(self.rows.len()),
            ..Chunk::default()
        }
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Copies a row in.
    pub fn push(&mut self, view: &RecordView<'_>) {
        let spans = |chunk: &mut Chunk, text: Option<&str>| match text {
            Some(text) => {
                let start = chunk.text.len() as u32;
                chunk.text.push_str(text);
                (start, text.len() as u32)
            }
            None => (0, NONE),
        };
        let kept = Kept {
            record_id: spans(self, Some(view.record_id)),
            handoff: spans(self, Some(view.handoff)),
            reason: spans(self, view.reason),
            owner: spans(self, view.owner),
            owner_group: spans(self, view.owner_group),
            first_owner: spans(self, view.first_owner),
            source: spans(self, view.source),
            trigger: spans(self, view.trigger),
            segment: spans(self, view.segment),
            intent: spans(self, view.intent),
            attributes: spans(self, Some(view.attributes)),
            tier_changes: (self.tier_changes.len() as u32, view.tier_changes.len() as u32),
            pauses: (self.pauses.len() as u32, view.pauses.len() as u32),
            view: RecordView {
                record_id: "",
                handoff: "",
                reason: None,
                owner: None,
                owner_group: None,
                first_owner: None,
                source: None,
                trigger: None,
                segment: None,
                intent: None,
                attributes: "",
                tier_changes: &[],
                pauses: &[],
                file: view.file,
                line: view.line,
                cycle: view.cycle,
                moments: view.moments,
                date_only: view.date_only,
                disposition: view.disposition,
                reassign_count: view.reassign_count,
                amount: view.amount,
                won: view.won,
                own_due: view.own_due,
                own_verdict: view.own_verdict,
                truncated: view.truncated,
            },
        };
        self.tier_changes.extend_from_slice(view.tier_changes);
        self.pauses.extend_from_slice(view.pauses);
        self.rows.push(kept);
    }

    /// The row at `index`, below [`Chunk::len`].
    pub fn get(&self, index: usize) -> RecordView<'_> {
        let kept = &self.rows[index];
        let text = |span: Span| {
            if span.1 == NONE { None } else { Some(&self.text[span.0 as usize..(span.0 + span.1) as usize]) }
        };
        let range = |span: Span| span.0 as usize..(span.0 + span.1) as usize;
        RecordView {
            record_id: text(kept.record_id).unwrap_or_default(),
            handoff: text(kept.handoff).unwrap_or_default(),
            reason: text(kept.reason),
            owner: text(kept.owner),
            owner_group: text(kept.owner_group),
            first_owner: text(kept.first_owner),
            source: text(kept.source),
            trigger: text(kept.trigger),
            segment: text(kept.segment),
            intent: text(kept.intent),
            attributes: text(kept.attributes).unwrap_or_default(),
            tier_changes: &self.tier_changes[range(kept.tier_changes)],
            pauses: &self.pauses[range(kept.pauses)],
            ..kept.view
        }
    }

    /// The handoff of each row.
    pub fn handoffs(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().map(|kept| {
            let (from, length) = kept.handoff;
            &self.text[from as usize..(from + length) as usize]
        })
    }

    pub fn iter(&self) -> impl Iterator<Item = RecordView<'_>> {
        (0..self.rows.len()).map(|index| self.get(index))
    }
}
