//! A history of fields (LeadHistory, HubSpot's property history): one row per change of one field.

use super::super::cells::trimmed;
use super::super::mapping::{EventColumns, FieldSource, Mapping, PauseRule, Shape};
use super::Draft;
use super::long::{CASES, STATES, TIMES, best, event, is_date, position};
use super::synonyms::{fold, rank};
use super::words;
use std::collections::HashMap;

const FIELDS: &[&str] = &[
    "field",
    "fieldevent",
    "fieldname",
    "fieldid",
    "property",
    "propertyname",
    "attribute",
    "attributename",
    "primaryattributevalue",
    "name",
];
const VALUES: &[&str] = &["newvalue", "value", "propertyvalue", "newvaluetext", "to"];

/// A history of fields: each row names what changed and its new value.
pub fn suggest(draft: &mut Draft<'_>, mapping: &mut Mapping) -> bool {
    let seen = draft.files[0];
    let text = |column: usize| !is_date(seen, column);
    let Some(value) = best(seen, VALUES, |_| true) else { return false };
    let Some(field) = best(seen, FIELDS, |column| column != value && text(column)) else { return false };
    let dated = |column: usize| is_date(seen, column) || seen.evidence[column].filled == 0;
    let Some(at) = best(seen, TIMES, dated) else { return false };
    // The history's own Id names the row, not the record: it is the last of the names.
    let Some(case) = best(seen, CASES, |column| ![value, field, at].contains(&column)) else { return false };
    let header = |column: usize| seen.table.header[column].clone();
    let of_contacts = fold(&header(case)).contains("contact");
    let hubspot =
        seen.columns().any(|(_, name)| matches!(fold(name).as_str(), "sourcetype" | "sourceid" | "updatedbyuserid"));
    let history_limit = hubspot.then_some(if of_contacts { 45 } else { 20 });
    mapping.shape = Shape::Long;
    mapping.events = Some(EventColumns {
        case: header(case),
        at: header(at),
        field: Some(header(field)),
        value: Some(header(value)),
        history_limit,
    });
    for column in [case, at, field, value] {
        draft.taken.insert((0, column));
    }
    let mut values: HashMap<&str, Vec<&str>> = HashMap::new();
    for row in 0..seen.sample.len() {
        let known = values.entry(trimmed(seen.cell(row, field))).or_default();
        let new = trimmed(seen.cell(row, value));
        if !new.is_empty() && known.len() < 60 && !known.contains(&new) {
            known.push(new);
        }
    }
    let mut names: Vec<&str> = values.keys().copied().filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    let case = header(case);
    let because = format!("each row is a change of one field of \"{case}\"");
    draft.set("record_id", FieldSource::Column { column: case }, because);
    let because = "the first change that the history has".to_owned();
    draft.set("started_at", FieldSource::FirstEvent { first_event: event(&header(at), &[]) }, because);
    let owner = names.iter().filter_map(|name| rank("owner", name).map(|rank| (rank, *name))).min();
    if let Some((_, owner)) = owner {
        let because = |what: &str| format!("{what} of the field \"{owner}\"");
        draft.set("owner", FieldSource::Column { column: owner.into() }, because("the last value"));
        draft.set("first_owner", FieldSource::FirstValue { first_value_of: owner.into() }, because("the first value"));
        draft.set(
            "assigned_at",
            FieldSource::FirstEvent { first_event: event(owner, &[]) },
            because("the first value"),
        );
        draft.set(
            "reassign_count",
            FieldSource::Changes { changes_of: owner.into(), count_missing: false },
            because("the changes"),
        );
    }
    let state = names.iter().filter_map(|name| position(STATES, name).map(|rank| (rank, *name))).min();
    if let Some((_, state)) = state {
        let steps = &values[state];
        for (field, is, first) in [
            ("accepted_at", words::accepting(steps), true),
            ("rejected_at", words::rejecting(steps), true),
            ("completed_at", words::completing(steps), false),
        ] {
            if is.is_empty() {
                continue;
            }
            let because = format!("\"{state}\" becomes {}", is.join(" or "));
            let test = event(state, &is);
            let source = if first {
                FieldSource::FirstEvent { first_event: test }
            } else {
                FieldSource::LastEvent { last_event: test }
            };
            draft.set(field, source, because);
        }
        draft.set(
            "disposition",
            FieldSource::Column { column: state.into() },
            format!("the last value of the field \"{state}\""),
        );
        for step in steps {
            if let Some(means) = words::disposition(step) {
                mapping.dispositions.insert((*step).to_owned(), means);
            }
        }
        let paused: Vec<String> = words::pausing(steps).into_iter().map(str::to_owned).collect();
        if !paused.is_empty() {
            mapping.pauses.push(PauseRule { column: state.into(), values: paused });
        }
    }
    for field in ["source", "intent", "segment", "amount"] {
        let found = names.iter().filter_map(|name| rank(field, name).map(|rank| (rank, *name))).min();
        if let Some((_, name)) = found {
            let because = format!("the last value of the field \"{name}\"");
            draft.set(field, FieldSource::Column { column: name.into() }, because);
        }
    }
    true
}
