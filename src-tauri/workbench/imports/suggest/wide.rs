//! The fields of a file with one row per handoff.

use super::super::cells::pauses::parse_pauses;
use super::super::fields::{FIELDS, Slot};
use super::super::inspect::Seen;
use super::super::mapping::{ColumnType, FieldSource, Mapping, Shape};
use super::super::report::QuestionKind;
use super::Draft;
use super::synonyms::{MEANS_MISSED, fold, meaning, rank, readings, system_of};
use super::words;
use playbook::calendar::Zone;
use playbook::record::Moment;

/// The fields in the order in which they choose their columns: who needs one most goes first.
const ORDER: [&str; 31] = [
    "record_id",
    "cycle",
    "started_at",
    "due_assign_at",
    "due_accept_at",
    "due_first_touch_at",
    "due_next_step_at",
    "due_complete_at",
    "assigned_at",
    "accepted_at",
    "rejected_at",
    "meeting_at",
    "won_at",
    "opportunity_at",
    "first_touch_at",
    "next_step_at",
    "completed_at",
    "own_verdict",
    "pauses",
    "won",
    "disposition",
    "reason",
    "owner_group",
    "owner",
    "first_owner",
    "reassign_count",
    "handoff",
    "source",
    "trigger",
    "segment",
    "intent",
];

/// Suggests for one row, one record.
pub fn suggest(draft: &mut Draft<'_>, mapping: &mut Mapping) {
    mapping.shape = Shape::Wide;
    for field in ORDER.into_iter().chain(["amount"]) {
        choose(draft, field);
    }
    won_by_stage(draft);
    if !draft.fields.contains_key("record_id") {
        any_unique_column(draft);
    }
    if !draft.fields.contains_key("started_at") {
        any_first_date(draft);
    }
    dispositions(draft, mapping);
}

/// How well a column fits, the best least, and where it is: file and column.
type Ranked = ((u8, usize, usize), (usize, usize));

/// Gives the field its best column, if one fits by name and values.
pub fn choose(draft: &mut Draft<'_>, field: &str) -> bool {
    let Some(slot) = FIELDS.iter().find(|(name, _, _)| *name == field).map(|(_, slot, _)| *slot) else { return false };
    let mut best: Option<Ranked> = None;
    for (file, seen) in draft.files.iter().enumerate() {
        if file > 0 && draft.joins[file].is_none() {
            continue;
        }
        for (column, name) in seen.columns() {
            if draft.taken.contains(&(file, column)) || file > 0 && matches!(slot, Slot::RecordId | Slot::Cycle) {
                continue;
            }
            let Some(rank) = rank(field, name) else { continue };
            if !fits(seen, column, slot) {
                continue;
            }
            let key = (gaps(seen, column), rank, file);
            if best.is_none_or(|(before, _)| key < before) {
                best = Some((key, (file, column)));
            }
        }
    }
    let Some((_, at)) = best else { return false };
    let header = draft.files[at.0].table.header[at.1].clone();
    let because = match readings(&header).iter().find_map(|reading| system_of(reading)) {
        Some(system) => format!("\"{header}\" is {} in {system}'s exports", meaning(slot)),
        None => format!("\"{header}\" is a usual header for {}", meaning(slot)),
    };
    if slot == Slot::OwnVerdict {
        verdict_type(draft, at, &header);
    }
    let seen = draft.files[at.0];
    if slot == Slot::Amount
        && seen.types[at.1] == ColumnType::Text
        && let Some(decimal) = seen.evidence[at.1].mostly_numbers()
    {
        draft.retyped.insert(at, ColumnType::Number { decimal });
    }
    draft.taken.insert(at);
    let column = draft.name(at);
    draft.set(field, FieldSource::Column { column }, because);
    true
}

/// A column with values goes before one that has them in less than half of the rows, and that before an empty one.
pub fn gaps(seen: &Seen, column: usize) -> u8 {
    let (filled, rows) = (seen.evidence[column].filled, seen.sample.len() as u64);
    if filled == 0 { 2 } else { u8::from(filled * 2 < rows) }
}

/// Whether a column's values can be what the field wants. A column without values can be anything.
fn fits(seen: &Seen, column: usize, slot: Slot) -> bool {
    let (evidence, typed) = (&seen.evidence[column], &seen.types[column]);
    if evidence.filled == 0 {
        return true;
    }
    let is_date = matches!(typed, ColumnType::Date { .. } | ColumnType::Instant { .. });
    match slot {
        Slot::At(_) | Slot::Due(_) => is_date,
        Slot::Cycle | Slot::ReassignCount => *typed == ColumnType::Integer,
        Slot::Amount => {
            matches!(typed, ColumnType::Integer | ColumnType::Number { .. })
                || *typed == ColumnType::Text && evidence.mostly_numbers().is_some()
        }
        Slot::Won | Slot::OwnVerdict => {
            matches!(typed, ColumnType::Boolean { .. })
                || *typed == ColumnType::Integer
                    && evidence
                        .values
                        .as_ref()
                        .is_some_and(|values| values.iter().all(|(value, _)| value == "0" || value == "1"))
        }
        Slot::Disposition => {
            !is_date
                && evidence.values.as_ref().is_some_and(|values| {
                    let known = values.iter().filter(|(value, _)| words::disposition(value).is_some()).count();
                    known > 0 && known * 3 >= values.len()
                })
        }
        // An id that says the same in most rows is not the record's.
        Slot::RecordId => !is_date && evidence.distinct() as u64 * 10 >= evidence.filled * 3,
        Slot::Pauses => evidence.values.iter().flatten().all(|(value, _)| parse_pauses(value, &Zone::utc()).is_ok()),
        Slot::Handoff => !is_date && evidence.values.is_some(),
        Slot::Text(_) => !is_date && !matches!(typed, ColumnType::Boolean { .. } | ColumnType::Number { .. }),
    }
}

/// `breached: yes` is a missed target: the verdict's yes is the column's no.
fn verdict_type(draft: &mut Draft<'_>, at: (usize, usize), header: &str) {
    if !readings(header).iter().any(|reading| MEANS_MISSED.contains(&reading.as_str())) {
        return;
    }
    let (yes, no) = match &draft.files[at.0].types[at.1] {
        ColumnType::Boolean { yes, no } => (no.clone(), yes.clone()),
        _ => (vec!["0".into()], vec!["1".into()]),
    };
    draft.retyped.insert(at, ColumnType::Boolean { yes, no });
}

/// A stage column with a value `Won` says who won where no flag and no date does.
fn won_by_stage(draft: &mut Draft<'_>) {
    if draft.fields.contains_key("won") || draft.fields.contains_key("won_at") {
        return;
    }
    for (file, seen) in draft.files.iter().enumerate() {
        for (column, name) in seen.columns() {
            let Some(values) = &seen.evidence[column].values else { continue };
            let is_won = |value: &str| matches!(fold(value).as_str(), "won" | "closedwon");
            let is_stage = ["stage", "status", "outcome", "state"].iter().any(|word| fold(name).contains(word));
            if !is_stage || draft.taken.contains(&(file, column)) || !values.iter().any(|(value, _)| is_won(value)) {
                continue;
            }
            let (yes, no): (Vec<String>, Vec<String>) =
                values.iter().map(|(value, _)| value.clone()).partition(|value| is_won(value));
            let because = format!("\"{name}\" says {}", yes.join(", "));
            draft.retyped.insert((file, column), ColumnType::Boolean { yes, no });
            draft.taken.insert((file, column));
            let column = draft.name((file, column));
            draft.set("won", FieldSource::Column { column }, because);
            return;
        }
    }
}

fn any_unique_column(draft: &mut Draft<'_>) {
    let seen = draft.files[0];
    let unique = seen.columns().find(|&(column, name)| {
        let evidence = &seen.evidence[column];
        let named = ["id", "number", "key", "email", "name", "code"].iter().any(|end| fold(name).ends_with(end));
        named
            && !draft.taken.contains(&(0, column))
            && evidence.filled > 0
            && evidence.filled == seen.sample.len() as u64
            && evidence.distinct() == seen.sample.len()
    });
    match unique {
        Some((column, name)) => {
            let because = format!("every row has another \"{name}\"");
            let source = FieldSource::Column { column: name.to_owned() };
            draft.taken.insert((0, column));
            draft.set("record_id", source, because);
        }
        None => draft.ask(
            QuestionKind::NoRecordId,
            "no column was recognised as the record's id; name one: \"record_id\": {\"column\": …}".into(),
        ),
    }
}

/// Where no header says "start", the first column of dates stands for it.
fn any_first_date(draft: &mut Draft<'_>) {
    let seen = draft.files[0];
    let is_date = |column: usize| matches!(seen.types[column], ColumnType::Date { .. } | ColumnType::Instant { .. });
    let free =
        |column: usize, draft: &Draft<'_>| !draft.taken.contains(&(0, column)) && seen.evidence[column].filled > 0;
    let found = seen.columns().find(|&(column, name)| {
        let name = fold(name);
        let other = ["synced", "modified", "updated", "birth", "due", "close", "end", "last", "expire"]
            .iter()
            .any(|word| name.contains(word));
        is_date(column) && free(column, draft) && !other
    });
    if let Some((column, name)) = found {
        let because = format!("\"{name}\" is the first column of dates, and no header says when the handoff started");
        let source = FieldSource::Column { column: name.to_owned() };
        draft.taken.insert((0, column));
        draft.set(Moment::Started.field(), source, because);
        return;
    }
    draft.ask(
        QuestionKind::NoStart,
        "no column says when the handoff started; name one, or give one date for all rows: \"started_at\": {\"constant\": \"2026-01-31\"}".into(),
    );
}

/// What the values of the disposition column mean.
pub fn dispositions(draft: &Draft<'_>, mapping: &mut Mapping) {
    let Some(FieldSource::Column { column }) = draft.fields.get("disposition") else { return };
    for (file, seen) in draft.files.iter().enumerate() {
        for (index, _) in seen.columns() {
            if draft.name((file, index)) != *column {
                continue;
            }
            for (value, _) in seen.evidence[index].values.iter().flatten() {
                if let Some(means) = words::disposition(value) {
                    mapping.dispositions.insert(value.clone(), means);
                }
            }
        }
    }
}
