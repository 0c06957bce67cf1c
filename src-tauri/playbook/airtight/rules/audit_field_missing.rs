//! An exception type says who, by when, and what is written down.

use super::{Findings, Inquiry, Page};
use crate::airtight::problem::{Part, Place};
use crate::policy::Noun;

pub(super) const PAGE: Page = Page {
    title: "An exception type is incomplete",
    why: "An exception that is closed without a reason on record comes back, and nobody learns why.",
    good: "Duplicate: data steward, 48 hours, merge notes.",
    bad: "Duplicate: somebody, soon.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for kind in &asked.policy.exception_types {
        let place = || Place::of(Noun::ExceptionType, &kind.key, Part::Rights);
        if kind.owner_role.is_none() {
            found.at(place(), format!("nobody resolves {}", kind.name));
        }
        if kind.audit_fields.is_empty() {
            found.at(place(), format!("{} requires nothing to be written down before it is closed", kind.name));
        }
        let without = asked.policy.severities.iter().find(|severity| {
            severity.target.is_none() && !kind.targets.iter().any(|target| target.severity == severity.key)
        });
        if let (Some(severity), None) = (without, kind.review_every) {
            found.at(place(), format!("{} of severity {} has no time to resolution", kind.name, severity.name));
        }
    }
}
