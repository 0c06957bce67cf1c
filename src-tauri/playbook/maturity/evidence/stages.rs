//! Stage definitions: what counts as a handoff, seen in records.

use super::{all, at_least, measured_points, no_error};
use crate::maturity::{Evidence, Facts, Level};
use crate::metrics::Metric;
use crate::policy::StageKind;

pub(super) fn stages(level: Level, facts: &Facts<'_>) -> Vec<Evidence> {
    let stages = &facts.policy.stages;
    let name = |stage: &crate::policy::Stage| stage.name.clone();
    match level {
        Level::AdHoc => Vec::new(),
        Level::Documented => vec![
            all(
                "Every stage says what it means",
                "stages",
                "Write what each stage means, in a sentence.",
                stages,
                name,
                |stage| !stage.meaning.trim().is_empty(),
            ),
            all("Every stage belongs to a team", "stages", "Give each stage to a team.", stages, name, |stage| {
                stage.team.is_some()
            }),
        ],
        Level::BuiltIn => vec![
            all(
                "Every stage that records come into has entry criteria",
                "stages",
                "Write entry criteria for each stage.",
                stages.iter().filter(|stage| stage.kind != StageKind::Start),
                name,
                |stage| !stage.entry.is_always(),
            ),
            all(
                "Every stage that records leave has exit criteria or fields that it needs",
                "stages",
                "Write exit criteria for each stage, or the fields that it needs.",
                stages.iter().filter(|stage| !stage.kind.is_end() && stage.kind != StageKind::Nurture),
                name,
                |stage| !stage.exit.is_always() || !stage.required_fields.is_empty(),
            ),
        ],
        Level::Measured => vec![measured_points(
            facts,
            "Conversion or drop-off of every handoff point is measured",
            "Map the columns that say what became of a record.",
            &[Metric::Conversion, Metric::DropOff],
        )],
        Level::Operationalised => vec![
            no_error(facts, "The policy is airtight", "Mend what the check finds.", &[]),
            at_least(
                "A review's decision was shipped in a version of the policy",
                "Link a decision to the version that ships it.",
                facts.council.shipped,
                1,
                "decisions",
            ),
        ],
    }
}
