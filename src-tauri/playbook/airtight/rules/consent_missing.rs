//! Nobody is contacted without consent on record.

use super::{Findings, Inquiry, Page};
use crate::airtight::problem::Part;

pub(super) const PAGE: Page = Page {
    title: "People are contacted without a consent field",
    why: "Whoever is contacted without consent may complain, and may be right.",
    good: "Consent travels in the packet and is required.",
    bad: "The SDR calls, and consent is recorded nowhere.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in asked.policy.handoffs.iter().filter(|point| point.contacts_people) {
        match &point.consent_field {
            None => found.handoff(point, Part::Packet, "people are contacted, and no field says whether they may be"),
            Some(key) if !asked.policy.required_fields(point).contains(key) => {
                let name = asked.policy.field(key).map_or(key.as_str(), |field| &field.name);
                found.handoff(
                    point,
                    Part::Packet,
                    format!("people are contacted, and the packet does not require {name}"),
                );
            }
            Some(_) => {}
        }
    }
}
