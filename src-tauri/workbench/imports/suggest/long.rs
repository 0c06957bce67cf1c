//! The milestones of a file with one row per event.

use super::super::cells::trimmed;
use super::super::cells::typing::hash_of;
use super::super::inspect::Seen;
use super::super::mapping::{ColumnType, EventColumns, EventTest, FieldSource, Mapping, PauseRule, Shape};
use super::super::report::QuestionKind;
use super::Draft;
use super::synonyms::{fold, rank, readings};
use super::wide::{choose, dispositions, gaps};
use super::words;
use std::collections::HashMap;

/// Headers that name a case, best first.
pub(super) const CASES: &[&str] = &[
    "caseid",
    "caseconceptname",
    "case",
    "handoffid",
    "recordid",
    "leadid",
    "mqlid",
    "opportunityid",
    "dealid",
    "contactid",
    "incidentid",
    "incident",
    "incidentnumber",
    "ticketid",
    "requestid",
    "issueid",
    "number",
    "casenumber",
    "ticketnumber",
    "companyid",
    "traceid",
    "id",
];
/// Headers that date an event, best first.
pub(super) const TIMES: &[&str] = &[
    "timetimestamp",
    "timestamp",
    "eventtime",
    "eventat",
    "eventdate",
    "eventtimestamp",
    "changedat",
    "changedate",
    "editdate",
    "sysupdatedat",
    "activitydate",
    "snapshotdate",
    "snapshotat",
    "occurredat",
    "recordedat",
    "updatedat",
    "updated",
    "modifiedat",
    "time",
    "at",
    "createddate",
    "createdat",
    "date",
    "lastmodified",
    "systemmodstamp",
    "validfrom",
    "dbtvalidfrom",
    "fivetranstart",
    "completetimestamp",
    "starttimestamp",
];
/// Headers of columns whose values are the steps of a case.
pub(super) const STATES: &[&str] = &[
    "incidentstate",
    "state",
    "status",
    "leadstatus",
    "ticketstatus",
    "handoffstatus",
    "casestatus",
    "stage",
    "stagename",
    "dealstage",
    "lifecyclestage",
    "disposition",
    "conceptname",
    "activity",
    "activityname",
    "event",
    "eventname",
    "eventtype",
    "action",
    "lifecycletransition",
    "phase",
    "step",
    "newvalue",
    "tostage",
    "tostatus",
];

pub(super) fn position(names: &[&str], header: &str) -> Option<usize> {
    readings(header).iter().filter_map(|reading| names.iter().position(|name| name == reading)).min()
}

pub(super) fn best(seen: &Seen, names: &[&str], fits: impl Fn(usize) -> bool) -> Option<usize> {
    seen.columns()
        .filter(|&(column, _)| fits(column))
        .filter_map(|(column, name)| position(names, name).map(|rank| (rank, column)))
        .min()
        .map(|(_, column)| column)
}

/// How the rows of the sample fall into cases.
struct Course {
    /// `None` only where a person says that rows are events, and nothing says of what.
    case: Option<usize>,
    at: Option<usize>,
    /// Rows of each case that has several, in file order.
    several: Vec<Vec<usize>>,
}

/// Suggests milestones if the main file is one row per event; false if it is not. `said` = a person says that it is.
pub fn suggest(draft: &mut Draft<'_>, mapping: &mut Mapping, said: bool) -> bool {
    let seen = draft.files[0];
    if super::history::suggest(draft, mapping) {
        return true;
    }
    let Some(course) = course(seen).or_else(|| said.then(|| likely_course(seen))) else { return false };
    mapping.shape = Shape::Long;
    let header = |column: Option<usize>| column.map_or_else(String::new, |column| seen.table.header[column].clone());
    let (case, at) = (header(course.case), header(course.at));
    mapping.events = Some(EventColumns { case: case.clone(), at, field: None, value: None, history_limit: None });
    draft.taken.extend(course.case.into_iter().chain(course.at).map(|column| (0, column)));
    if course.case.is_some() {
        let because = format!("\"{case}\" comes back row after row: each row is an event of a case");
        draft.set("record_id", FieldSource::Column { column: case }, because);
    } else {
        draft.ask(QuestionKind::NoRecordId, "no column was recognised as the one that names the case".into());
    }
    if course.at.is_none() {
        draft.ask(QuestionKind::NoStart, "no column of dates says when the events happened".into());
    }
    // Columns that say the same in every row of a case, or that count and judge, are the case's own.
    for field in [
        "due_assign_at",
        "due_accept_at",
        "due_first_touch_at",
        "due_next_step_at",
        "due_complete_at",
        "started_at",
        "assigned_at",
        "accepted_at",
        "rejected_at",
        "meeting_at",
        "won_at",
        "opportunity_at",
        "first_touch_at",
        "completed_at",
        "own_verdict",
        "won",
        "reassign_count",
        "reason",
        "handoff",
        "source",
        "trigger",
        "segment",
        "intent",
        "amount",
    ] {
        choose(draft, field);
    }
    let state = state_column(seen, &course);
    if let Some(state) = state {
        milestones(draft, mapping, state);
    }
    pauses(draft, mapping);
    people(draft, &course, state);
    start(draft, &course);
    dispositions(draft, mapping);
    true
}

/// Finds case and event time; `None` = one row is one record.
fn course(seen: &Seen) -> Option<Course> {
    let rows = seen.sample.len();
    if rows < 3 {
        return None;
    }
    // Two moments of a handoff in one row: the row is the handoff.
    let moments = ["assigned_at", "accepted_at", "first_touch_at", "rejected_at", "meeting_at"];
    let has_moments = moments
        .iter()
        .filter(|field| seen.columns().any(|(column, name)| rank(field, name).is_some() && is_date(seen, column)))
        .count();
    if has_moments >= 2 || seen.columns().any(|(_, name)| rank("cycle", name).is_some()) {
        return None;
    }
    let repeats = |column: usize| {
        let evidence = &seen.evidence[column];
        evidence.filled > 0
            && evidence.distinct() > 0
            && rows as f64 / evidence.distinct() as f64 >= 1.4
            && !is_date(seen, column)
    };
    let case = best(seen, CASES, repeats)?;
    let several = several(seen, case);
    if several.is_empty() {
        return None;
    }
    let varies = |column: usize| {
        let varying = several
            .iter()
            .filter(|rows| rows.windows(2).any(|pair| seen.cell(pair[0], column) != seen.cell(pair[1], column)))
            .count();
        varying as f64 / several.len() as f64
    };
    let filled = |column: usize| seen.evidence[column].filled as usize * 20 >= rows * 19;
    let times: Vec<usize> = seen
        .columns()
        .map(|(column, _)| column)
        .filter(|&column| is_date(seen, column) && filled(column) && varies(column) >= 0.5)
        .collect();
    let at = best(seen, TIMES, |column| times.contains(&column))
        .or_else(|| times.iter().copied().max_by(|&a, &b| varies(a).total_cmp(&varies(b))))?;
    Some(Course { case: Some(case), at: Some(at), several })
}

/// Rows of each case that has several, in file order.
fn several(seen: &Seen, case: usize) -> Vec<Vec<usize>> {
    let mut cases: HashMap<u64, Vec<usize>> = HashMap::new();
    for row in 0..seen.sample.len() {
        cases.entry(hash_of(trimmed(seen.cell(row, case)))).or_default().push(row);
    }
    let mut several: Vec<Vec<usize>> = cases.into_values().filter(|rows| rows.len() > 1).collect();
    several.sort();
    several
}

/// The best guess at case and event time of a file that does not look like one row per event.
fn likely_course(seen: &Seen) -> Course {
    let case = best(seen, CASES, |column| !is_date(seen, column));
    let at = best(seen, TIMES, |column| is_date(seen, column))
        .or_else(|| seen.columns().map(|(column, _)| column).find(|&column| is_date(seen, column)));
    Course { case, at, several: case.map_or_else(Vec::new, |case| several(seen, case)) }
}

pub(super) fn is_date(seen: &Seen, column: usize) -> bool {
    matches!(seen.types[column], ColumnType::Date { .. } | ColumnType::Instant { .. })
}

fn values_of(seen: &Seen, column: usize) -> Vec<&str> {
    seen.evidence[column].values.iter().flatten().map(|(value, _)| value.as_str()).collect()
}

/// The column whose values are steps: the one that knows most of what a handoff goes through.
fn state_column(seen: &Seen, course: &Course) -> Option<usize> {
    seen.columns()
        .filter(|&(column, name)| {
            position(STATES, name).is_some() && Some(column) != course.case && values_of(seen, column).len() > 1
        })
        .map(|(column, name)| {
            let values = values_of(seen, column);
            let classes = usize::from(!words::accepting(&values).is_empty())
                + 2 * usize::from(words::says_accepted(&values))
                + usize::from(!words::completing(&values).is_empty())
                + usize::from(!words::pausing(&values).is_empty())
                + usize::from(!words::rejecting(&values).is_empty());
            (classes, std::cmp::Reverse(position(STATES, name)), column)
        })
        .max()
        .filter(|(classes, _, _)| *classes > 0)
        .map(|(_, _, column)| column)
}

pub(super) fn event(column: &str, is: &[&str]) -> EventTest {
    EventTest { column: column.to_owned(), is: is.iter().map(|value| (*value).to_owned()).collect(), changed: false }
}

fn milestones(draft: &mut Draft<'_>, mapping: &mut Mapping, state: usize) {
    let seen = draft.files[0];
    let name = seen.table.header[state].clone();
    let values = values_of(seen, state);
    let firsts = [("accepted_at", words::accepting(&values)), ("rejected_at", words::rejecting(&values))];
    for (field, is) in firsts {
        if !is.is_empty() && !draft.fields.contains_key(field) {
            let because = format!("the first row whose \"{name}\" is {}", is.join(" or "));
            draft.set(field, FieldSource::FirstEvent { first_event: event(&name, &is) }, because);
        }
    }
    let done = words::completing(&values);
    if !done.is_empty() && !draft.fields.contains_key("completed_at") {
        let because = format!("the last row whose \"{name}\" is {}", done.join(" or "));
        draft.set("completed_at", FieldSource::LastEvent { last_event: event(&name, &done) }, because);
    }
    if !draft.fields.contains_key("disposition") && !done.is_empty() {
        let because = format!("the last \"{name}\" of a case says how it stands");
        draft.set("disposition", FieldSource::Column { column: name }, because);
        for value in &values {
            if let Some(means) = words::disposition(value) {
                mapping.dispositions.insert((*value).to_owned(), means);
            }
        }
    }
    draft.taken.insert((0, state));
}

fn pauses(draft: &Draft<'_>, mapping: &mut Mapping) {
    let seen = draft.files[0];
    for (column, name) in seen.columns().filter(|(_, name)| position(STATES, name).is_some()) {
        let values = words::pausing(&values_of(seen, column)).into_iter().map(str::to_owned).collect::<Vec<_>>();
        if !values.is_empty() {
            mapping.pauses.push(PauseRule { column: name.to_owned(), values });
        }
    }
}

/// Owner, team, first assignment and reassignments.
fn people(draft: &mut Draft<'_>, course: &Course, state: Option<usize>) {
    let seen = draft.files[0];
    let varies = |column: usize| {
        course
            .several
            .iter()
            .any(|rows| rows.windows(2).any(|pair| seen.cell(pair[0], column) != seen.cell(pair[1], column)))
    };
    let candidates = |field: &str| -> Vec<usize> {
        let mut found: Vec<(u8, usize, usize)> = seen
            .columns()
            .filter(|&(column, _)| {
                Some(column) != state
                    && Some(column) != course.case
                    && !is_date(seen, column)
                    && seen.evidence[column].filled > 0
            })
            .filter_map(|(column, name)| rank(field, name).map(|rank| (gaps(seen, column), rank, column)))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, _, column)| column).collect()
    };
    let (owners, groups) = (candidates("owner"), candidates("owner_group"));
    // Who works on the events, as against who answers for the case.
    let untold = owners.first().copied().filter(|_| course.several.is_empty());
    let performer = owners.iter().copied().find(|&column| varies(column)).or(untold);
    let answers = owners.iter().copied().find(|&column| fold(&seen.table.header[column]).contains("responsible"));
    let name = |column: usize| seen.table.header[column].clone();
    if let Some(owner) = answers.or(performer).or(owners.first().copied()) {
        let because = format!("the last \"{}\" of a case is its owner", name(owner));
        draft.set("owner", FieldSource::Column { column: name(owner) }, because);
        draft.taken.insert((0, owner));
    }
    if let Some(owner) = performer {
        let because = format!("the first \"{}\" of a case", name(owner));
        draft.set("first_owner", FieldSource::FirstValue { first_value_of: name(owner) }, because);
        draft.taken.insert((0, owner));
        if !draft.fields.contains_key("assigned_at") {
            let because = format!("the first row with a \"{}\"", name(owner));
            draft.set("assigned_at", FieldSource::FirstEvent { first_event: event(&name(owner), &[]) }, because);
        }
    }
    // A team that stays the same for a case answers for it; one that changes took it over.
    if let Some(&group) = groups.first() {
        let because = format!("the last \"{}\" of a case is its owner's team", name(group));
        draft.set("owner_group", FieldSource::Column { column: name(group) }, because);
        draft.taken.insert((0, group));
    }
    if !draft.fields.contains_key("reassign_count")
        && let Some(column) = groups.first().copied().filter(|&group| varies(group)).or(performer)
    {
        let because = format!("how often \"{}\" changes within a case; no value counts as a value", name(column));
        draft.set("reassign_count", FieldSource::Changes { changes_of: name(column), count_missing: true }, because);
    }
}

fn start(draft: &mut Draft<'_>, course: &Course) {
    if draft.fields.contains_key("started_at") {
        return;
    }
    let Some(at) = course.at.map(|column| draft.files[0].table.header[column].clone()) else { return };
    let because = format!("the first event of a case, by \"{at}\"");
    draft.set("started_at", FieldSource::FirstEvent { first_event: event(&at, &[]) }, because);
}
