//! A mute that mutes nothing.

use super::{Findings, Inquiry, Page};
use crate::airtight::problem::{Part, Place};
use crate::policy::{Noun, Operation};

pub(super) const PAGE: Page = Page {
    title: "A mute that no longer mutes anything",
    why: "What was muted is repaired or gone. Left standing, the mute would silence the same problem when it comes back.",
    good: "The backup is named, and the mute is taken out.",
    bad: "A mute of last year, and the backup has left since.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    let earlier = found.earlier;
    for mute in asked.policy.mutes.iter().filter(|mute| !earlier.iter().any(|problem| problem.is_of(mute))) {
        let message =
            format!("{} of {} {} is muted, and there is no such problem", mute.rule, mute.noun.word(), mute.of);
        found.at(Place::of(Noun::Mute, &mute.key, Part::Basics), message);
        found.fix("Remove the mute", Operation::Remove { noun: Noun::Mute, key: mute.key.clone() });
    }
}
