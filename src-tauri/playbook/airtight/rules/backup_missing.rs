//! Somebody steps in.

use super::{Findings, Inquiry, Page};
use crate::airtight::fixes;
use crate::airtight::problem::Part;
use crate::policy::ReceiverKind;

pub(super) const PAGE: Page = Page {
    title: "The accountable owner has no backup",
    why: "Holidays and sick days are certain. A handoff without a backup waits for them to end.",
    good: "SDR Team Lead, backup SDR Manager.",
    bad: "SDR Team Lead, no backup.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in asked.policy.handoffs.iter().filter(|point| point.receiver_kind == ReceiverKind::Person) {
        match &point.backup_role {
            None => {
                found.handoff(point, Part::Ownership, "the accountable owner has no backup");
                fixes::backup(asked, point, found);
            }
            Some(backup) if point.accountable_roles.contains(backup) => {
                found.handoff(point, Part::Ownership, "the backup is the accountable owner again");
                fixes::backup(asked, point, found);
            }
            Some(backup) if !asked.is_held(backup) => {
                found.handoff(point, Part::Ownership, "the backup role is held by nobody");
                fixes::backup(asked, point, found);
            }
            Some(_) => {}
        }
    }
}
