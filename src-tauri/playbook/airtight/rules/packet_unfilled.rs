//! Required fields are filled in practice.

use super::{Findings, Inquiry, Page};
use crate::airtight::problem::Part;

pub(super) const PAGE: Page = Page {
    title: "A required field is never filled",
    why: "A field that is required on paper and blank in the data is not required by any system.",
    good: "Next step: filled in 96 % of the records.",
    bad: "Budget: required, filled in 2 % of the records.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in &asked.policy.handoffs {
        for key in asked.policy.required_fields(point) {
            let Some(&(filled, records)) = asked.evidence.filled.get(&(point.key.clone(), key.clone())) else {
                continue;
            };
            // Fewer records say nothing; below one in twenty filled it is as good as never.
            if records >= 20 && filled * 20 < records {
                let name = asked.policy.field(&key).map_or(key.as_str(), |field| &field.name);
                found.handoff(
                    point,
                    Part::Packet,
                    format!("the packet requires {name}, and {filled} of {records} records have it"),
                );
            }
        }
    }
}
