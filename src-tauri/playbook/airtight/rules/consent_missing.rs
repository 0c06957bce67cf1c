//! Nobody is contacted without consent on record.

use super::{Findings, Inquiry, Page};
use crate::airtight::fixes;
use crate::airtight::problem::Part;
use crate::policy::Operation;
use serde_json::json;

pub(super) const PAGE: Page = Page {
    title: "People are contacted without a consent field",
    why: "Whoever is contacted without consent may complain, and may be right.",
    good: "Consent travels in the packet and is required.",
    bad: "The SDR calls, and consent is recorded nowhere.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in asked.policy.handoffs.iter().filter(|point| point.contacts_people) {
        match &point.consent_field {
            None => {
                found.handoff(point, Part::Packet, "people are contacted, and no field says whether they may be");
                let says_consent = |text: &str| text.to_lowercase().contains("consent");
                let field =
                    asked.policy.fields.iter().find(|field| says_consent(&field.key) || says_consent(&field.name));
                if let Some(field) = field {
                    let operations = vec![
                        fixes::set_in(point, "consent_field", json!(field.key)),
                        fixes::required(asked.policy, point, &field.key),
                    ];
                    found.fix(format!("Ask for {}", field.name), Operation::Several { operations });
                }
            }
            Some(key) if !asked.policy.required_fields(point).contains(key) => {
                let name = asked.policy.field(key).map_or(key.as_str(), |field| &field.name);
                found.handoff(
                    point,
                    Part::Packet,
                    format!("people are contacted, and the packet does not require {name}"),
                );
                fixes::require(asked.policy, point, key, found);
            }
            Some(_) => {}
        }
    }
}
