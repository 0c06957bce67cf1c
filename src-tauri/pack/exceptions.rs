//! Cases of the exception desk as CSV.

use crate::csv_out;
use playbook::exception::Taxonomy;
use playbook::exception::desk::Case;
use playbook::policy::Policy;
use std::io::Write;

/// The header, a contract with scripts.
pub const HEADER: [&str; 20] = [
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
];

/// Writes cases, one a row; types and severities by name, everything else by key.
pub fn write(cases: &[Case], policy: &Policy, out: impl Write) -> csv::Result<()> {
    let taxonomy = Taxonomy::of(policy);
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(HEADER)?;
    for case in cases {
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
        ])?;
    }
    csv.flush()?;
    Ok(())
}
