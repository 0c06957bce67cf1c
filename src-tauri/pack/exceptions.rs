//! Cases of the exception desk as CSV.

use crate::csv_out;
use playbook::MINUTE;
use playbook::calendar::Counting;
use playbook::exception::Taxonomy;
use playbook::exception::desk::{Case, Suggestion, TimeLeft};
use playbook::policy::Policy;
use std::io::Write;

/// The header, a contract with scripts.
pub const HEADER: [&str; 28] = [
    "case",
    "status",
    "severity",
    "type",
    "subtype",
    "record_id",
    "handoff",
    "cycle",
    "rule",
    "part",
    "because",
    "arose_at",
    "ended_at",
    "raised_at",
    "due_at",
    "resolved_at",
    "owner",
    "escalated_to",
    "root_cause",
    "overrides",
    "record_name",
    "time_left",
    "time_left_minutes",
    "counted_in",
    "calendar",
    "suggested_owner",
    "suggested_because",
    "impact",
];

/// A case with what the desk shows beside it.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'a> {
    pub case: &'a Case,
    /// What people call its record; `None` = no import brought a name.
    pub called: Option<&'a str>,
    /// `None` = no target, or closed.
    pub left: Option<&'a TimeLeft>,
    /// `None` = it is owned or closed, or the policy names no role for it.
    pub suggested: Option<&'a Suggestion>,
    /// What exceptions of its type came to at its handoff point, in a sentence; `None` = nothing can be said yet.
    pub impact: Option<&'a str>,
}

const fn counted_in(counting: Counting) -> &'static str {
    match counting {
        Counting::Business => "business",
        Counting::Elapsed => "elapsed",
    }
}

/// Writes cases, one a row; types and severities by name, everything else by key. What is left of a target is in minutes as the target
/// counts, whole ones as in its words, negative once it is over.
pub fn write<'a>(listed: impl IntoIterator<Item = Listed<'a>>, policy: &Policy, out: impl Write) -> csv::Result<()> {
    let taxonomy = Taxonomy::of(policy);
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(HEADER)?;
    for Listed { case, called, left, suggested, impact } in listed {
        let text = |value: &str| csv_out::text(value).into_owned();
        let optional = |value: &Option<String>| text(value.as_deref().unwrap_or_default());
        let instant = |at: Option<i64>| at.map(csv_out::instant).unwrap_or_default();
        let in_force = case.overrides.iter().filter(|made| made.taken_back_at.is_none());
        let verbs: Vec<&str> = in_force.map(|made| made.verb.as_str()).collect();
        csv.write_record([
            case.name(),
            case.status.name().into(),
            text(taxonomy.severity_name(&case.severity)),
            text(taxonomy.kind_name(&case.exception_type)),
            optional(&case.subtype),
            text(&case.passage.record_id),
            text(&case.passage.handoff),
            case.passage.cycle.to_string(),
            case.rule.name().into(),
            text(&case.part),
            text(&case.because),
            instant(Some(case.arose)),
            instant(case.ended),
            instant(Some(case.raised_at)),
            instant(case.due_at),
            instant(case.resolved_at),
            optional(&case.owner),
            optional(&case.escalated_to),
            optional(&case.root_cause),
            text(&verbs.join(" ")),
            text(called.unwrap_or_default()),
            left.map_or_else(String::new, |left| text(&left.words)),
            left.map_or_else(String::new, |left| (left.ms / MINUTE).to_string()),
            left.map_or("", |left| counted_in(left.counting)).to_owned(),
            text(left.and_then(|left| left.calendar.as_deref()).unwrap_or_default()),
            text(suggested.map_or("", |suggested| &suggested.name)),
            text(suggested.map_or("", |suggested| &suggested.because)),
            text(impact.unwrap_or_default()),
        ])?;
    }
    csv.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use playbook::exception::desk::Status;
    use playbook::exception::{PassageKey, Rule};

    /// Texts that a spreadsheet would run, wherever a text of somebody stands.
    #[test]
    fn what_the_desk_shows_is_exported_and_no_text_of_it_runs() {
        let case = Case {
            number: 12,
            status: Status::Open,
            passage: PassageKey { record_id: "=R-1".into(), handoff: "H3".into(), cycle: 1 },
            rule: Rule::Unowned,
            part: String::new(),
            exception_type: "ownership_conflict".into(),
            subtype: None,
            severity: "p0".into(),
            because: "+because".into(),
            arose: 0,
            ended: None,
            stands: true,
            raised_at: 0,
            due_at: Some(60_000),
            owner: None,
            escalated_to: None,
            root_cause: None,
            resolved_at: None,
            notes: 0,
            reopened: 0,
            overrides: Vec::new(),
            audit_fields: Default::default(),
        };
        let left = TimeLeft {
            counting: Counting::Business,
            ms: -90_500,
            whole_ms: 60_000,
            calendar: Some("@Vienna, Europe/Vienna".into()),
            words: "1 m of business time over".into(),
        };
        let suggested = Suggestion { person: None, name: "=HYPERLINK(1)".into(), because: "-holds the role".into() };
        let full = Listed {
            case: &case,
            called: Some("=cmd|' /C calc'!A0"),
            left: Some(&left),
            suggested: Some(&suggested),
            impact: Some("@impact"),
        };
        let bare = Listed { case: &case, called: None, left: None, suggested: None, impact: None };
        let mut out = Vec::new();
        write([full, bare], &Policy::new("Kestrel", "UTC"), &mut out).unwrap();
        let mut csv = csv::Reader::from_reader(out.as_slice());
        assert_eq!(csv.headers().unwrap(), HEADER.as_slice());
        let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
        let cell = |row: usize, name: &str| {
            let at = HEADER.iter().position(|one| *one == name).unwrap();
            rows[row].get(at).unwrap().to_owned()
        };
        for (name, told) in [
            ("record_id", "'=R-1"),
            ("because", "'+because"),
            ("record_name", "'=cmd|' /C calc'!A0"),
            ("time_left", "1 m of business time over"),
            // A number of Baton's own, in whole minutes as the words are.
            ("time_left_minutes", "-1"),
            ("counted_in", "business"),
            ("calendar", "'@Vienna, Europe/Vienna"),
            ("suggested_owner", "'=HYPERLINK(1)"),
            ("suggested_because", "'-holds the role"),
            ("impact", "'@impact"),
        ] {
            assert_eq!(cell(0, name), told, "{name}");
        }
        for name in &HEADER[20..] {
            assert_eq!(cell(1, name), "", "{name}");
        }
    }
}
