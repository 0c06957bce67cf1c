//! One cell into one field of a record, and what completes a record once its cells are in.

use super::super::cells::dates::parse;
use super::super::cells::local_clock::{ClockRemark, place};
use super::super::cells::numbers::{parse_count, parse_number, yes_or_no};
use super::super::fields::{Slot, TextSlot};
use super::super::row::RecordView;
use super::plan::{ColumnRule, Constant, Kind, Plan};
use playbook::record::{Disposition, Moment};

/// The name under which rows without a handoff are filed.
pub const NO_HANDOFF: &str = "(blank)";

/// What can come of a cell.
#[derive(Debug, PartialEq)]
pub enum Filled {
    Done,
    Remark(ClockRemark),
    /// The cell holds no value though something stands in it, and the field stays empty: the reason, a sentence.
    LeftEmpty(String),
    /// The disposition is not one of the mapping's: the timestamps decide.
    UnknownDisposition,
    /// The row cannot be used: the reason, a sentence.
    Refused(String),
}

/// A record with nothing in it.
pub fn empty<'a>(file: u32, line: u64) -> RecordView<'a> {
    RecordView {
        file,
        line,
        record_id: "",
        handoff: "",
        cycle: 1,
        moments: [None; 10],
        date_only: 0,
        disposition: Disposition::Open,
        reason: None,
        owner: None,
        owner_group: None,
        first_owner: None,
        reassign_count: None,
        source: None,
        trigger: None,
        segment: None,
        intent: None,
        amount: None,
        won: None,
        own_due: [None; 5],
        own_verdict: None,
        truncated: false,
        tier_changes: &[],
        pauses: &[],
        attributes: "",
    }
}

/// Puts a trimmed text, which is not missing, into the rule's field. `decided` is set once a disposition is known.
#[inline]
pub fn fill<'a>(
    view: &mut RecordView<'a>,
    rule: &ColumnRule,
    text: &'a str,
    plan: &Plan,
    decided: &mut bool,
) -> Filled {
    match (&rule.kind, rule.slot) {
        (Kind::Stamp(order), slot) => {
            let stamp = match parse(text, *order) {
                Ok(stamp) => stamp,
                Err(fault) => return Filled::Refused(fault.words(text)),
            };
            if stamp.is_placeholder() {
                return Filled::LeftEmpty(placeholder_words(text));
            }
            let placed = place(stamp, &plan.zone);
            if let Slot::Due(clock) = slot {
                view.own_due[clock.index()] = Some(placed.at);
            } else if let Slot::At(moment) = slot {
                view.moments[moment.index()] = Some(placed.at);
                if stamp.time.is_none() && !rule.midnight {
                    view.date_only |= moment.bit();
                }
            }
            placed.remark.map_or(Filled::Done, Filled::Remark)
        }
        (Kind::Count, slot) => match parse_count(text) {
            Some(0) if slot == Slot::Cycle => Filled::Refused("cycles count from 1".into()),
            Some(count) => {
                if slot == Slot::Cycle {
                    view.cycle = count;
                } else {
                    view.reassign_count = Some(count);
                }
                Filled::Done
            }
            None => Filled::Refused(format!("\"{text}\" is not a whole number of 0 or more")),
        },
        (Kind::Number(decimal), _) => match parse_number(text, *decimal) {
            Some(number) if number.is_finite() => {
                view.amount = Some(number);
                Filled::Done
            }
            _ => Filled::Refused(format!("\"{text}\" is not a number with the decimal sign \"{decimal}\"")),
        },
        (Kind::Boolean { yes, no }, slot) => {
            let listed = |words: &[String]| words.iter().any(|word| word == text);
            let value = if listed(yes) {
                Some(true)
            } else if listed(no) {
                Some(false)
            } else if yes.is_empty() {
                yes_or_no(text)
            } else {
                let folded = |words: &[String]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
                if folded(yes) { Some(true) } else { folded(no).then_some(false) }
            };
            let Some(value) = value else {
                return Filled::Refused(format!("\"{text}\" is neither yes nor no in this column"));
            };
            if slot == Slot::Won {
                view.won = Some(value);
            } else {
                view.own_verdict = Some(value);
            }
            Filled::Done
        }
        (Kind::Text, slot) => fill_text(view, slot, text, plan, decided),
    }
}

/// What spreadsheets show where a formula has no result.
const FAILED_FORMULAS: [&str; 10] =
    ["#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#N/A", "#SPILL!", "#CALC!", "#GETTING_DATA"];

/// What is said of a date that stands for none.
pub fn placeholder_words(text: &str) -> String {
    format!("\"{text}\" is a placeholder for no date; it counts as empty")
}

/// The remark on a decision that the mapping does not explain.
pub fn unknown_disposition_words(text: &str) -> String {
    format!("\"{text}\" is not among the mapping's dispositions; the timestamps decide for its rows")
}

fn fill_text<'a>(view: &mut RecordView<'a>, slot: Slot, text: &'a str, plan: &Plan, decided: &mut bool) -> Filled {
    if text.starts_with('#') && FAILED_FORMULAS.contains(&text) {
        return Filled::LeftEmpty(format!("\"{text}\" is a formula's error, not a value; it counts as empty"));
    }
    match slot {
        Slot::RecordId => view.record_id = text,
        Slot::Handoff => view.handoff = text,
        Slot::Disposition => match plan.disposition(text) {
            Some(disposition) => {
                view.disposition = disposition;
                *decided = true;
            }
            None => return Filled::UnknownDisposition,
        },
        Slot::Text(text_slot) => *text_field(view, text_slot) = Some(text),
        Slot::Cycle
        | Slot::At(_)
        | Slot::ReassignCount
        | Slot::Amount
        | Slot::Won
        | Slot::Due(_)
        | Slot::OwnVerdict
        // Whoever reads the row keeps them.
        | Slot::Pauses => {}
    }
    Filled::Done
}

fn text_field<'v, 'a>(view: &'v mut RecordView<'a>, slot: TextSlot) -> &'v mut Option<&'a str> {
    match slot {
        TextSlot::Reason => &mut view.reason,
        TextSlot::Owner => &mut view.owner,
        TextSlot::OwnerGroup => &mut view.owner_group,
        TextSlot::FirstOwner => &mut view.first_owner,
        TextSlot::Source => &mut view.source,
        TextSlot::Trigger => &mut view.trigger,
        TextSlot::Segment => &mut view.segment,
        TextSlot::Intent => &mut view.intent,
    }
}

/// Puts the mapping's constants in.
pub fn fill_constants<'a>(view: &mut RecordView<'a>, plan: &'a Plan, decided: &mut bool) {
    for (slot, constant) in &plan.constants {
        match (constant, *slot) {
            (Constant::Text(text), slot) => {
                fill_text(view, slot, text, plan, decided);
            }
            (Constant::Stamp { at, date_only }, Slot::At(moment)) => {
                view.moments[moment.index()] = Some(*at);
                view.date_only |= if *date_only { moment.bit() } else { 0 };
            }
            (Constant::Stamp { at, .. }, Slot::Due(clock)) => view.own_due[clock.index()] = Some(*at),
            (Constant::Stamp { .. }, _) => {}
            (Constant::Count(count), Slot::Cycle) => view.cycle = (*count).max(1),
            (Constant::Count(count), _) => view.reassign_count = Some(*count),
            (Constant::Number(number), _) => view.amount = Some(*number),
            (Constant::Boolean(value), Slot::Won) => view.won = Some(*value),
            (Constant::Boolean(value), _) => view.own_verdict = Some(*value),
        }
    }
}

/// What follows from the rest of the record.
pub fn complete(view: &mut RecordView<'_>, decided: bool) {
    if view.handoff.is_empty() {
        view.handoff = NO_HANDOFF;
    }
    if !decided {
        let has = |moment: Moment| view.moments[moment.index()].is_some();
        view.disposition = if has(Moment::Rejected) {
            Disposition::Rejected
        } else if has(Moment::Completed) {
            Disposition::Completed
        } else if has(Moment::Accepted) {
            Disposition::Accepted
        } else {
            Disposition::Open
        };
    }
}

/// The latest moment of a record.
pub fn latest(view: &RecordView<'_>) -> Option<i64> {
    view.moments.iter().flatten().copied().max()
}

/// The name and bit of each impossible order, for the counts of a dry run.
pub const ORDERS: [(Moment, Moment, &str); 9] = [
    (Moment::Started, Moment::Assigned, "assigned before start"),
    (Moment::Started, Moment::Accepted, "accepted before start"),
    (Moment::Started, Moment::Rejected, "rejected before start"),
    (Moment::Started, Moment::FirstTouch, "first touch before start"),
    (Moment::Started, Moment::Meeting, "meeting before start"),
    (Moment::Started, Moment::Opportunity, "opportunity before start"),
    (Moment::Started, Moment::Won, "won before start"),
    (Moment::Started, Moment::Completed, "completed before start"),
    (Moment::Accepted, Moment::NextStep, "next step before acceptance"),
];

/// Counts the orders that this record breaks. A date without a time breaks none on its own day.
pub fn count_broken_orders(view: &RecordView<'_>, plan: &Plan, counts: &mut [u64; 9]) {
    for ((first, second, _), count) in ORDERS.iter().zip(counts) {
        let (Some(a), Some(b)) = (view.moments[first.index()], view.moments[second.index()]) else { continue };
        if b >= a {
            continue;
        }
        let by_date = view.date_only & (first.bit() | second.bit()) != 0;
        if by_date && plan.zone.date_of(a) == plan.zone.date_of(b) {
            continue;
        }
        *count += 1;
    }
}

/// Appends one attribute to a JSON object under construction.
#[inline]
pub fn push_attribute(json: &mut String, key_and_quote: &str, value: &str) {
    json.push(if json.is_empty() { '{' } else { ',' });
    json.push_str(key_and_quote);
    let plain = value.bytes().all(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\');
    if plain {
        json.push_str(value);
        json.push('"');
    } else {
        let quoted = serde_json::to_string(value).unwrap_or_else(|_| "\"\"".into());
        json.push_str(&quoted[1..]);
    }
}
