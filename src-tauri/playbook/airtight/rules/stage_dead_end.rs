//! Every stage but an end has a way out.

use super::{Findings, Inquiry, Page};
use crate::airtight::problem::Part;

pub(super) const PAGE: Page = Page {
    title: "A stage is a dead end",
    why: "Records that cannot leave a stage pile up in it.",
    good: "Nurture leads back to MQL when a signal returns.",
    bad: "Nurture, and nothing after it.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    let moves = asked.policy.moves();
    for stage in
        asked.policy.stages.iter().filter(|stage| !stage.kind.is_end() && moves.from(&stage.key).next().is_none())
    {
        found.stage(
            stage,
            Part::Lifecycle,
            format!("nothing leads out of the stage {}, and it is not an end", stage.name),
        );
    }
}
