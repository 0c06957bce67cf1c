//! How one policy differs from another, in sentences that a council reads: `SDR acceptance window for high intent: 2 business hours →
//! 1 business hour`. Grouped by handoff point, then by noun.
//!
//! Things are the same where their keys are; one whose key alone changed is followed. Equal policies differ in nothing, others in at
//! least one sentence.

mod changes;
mod handoff;
mod nouns;
mod words;

use super::{Noun, Operation, Policy};
use changes::Changes;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a policy differs from an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct PolicyDiff {
    /// Handoff points in the later policy's order, removed ones after them, then everything else by noun. None is empty.
    pub groups: Vec<DiffGroup>,
}

/// What changed in one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DiffGroup {
    /// `None` = the policy itself and its map.
    pub noun: Option<Noun>,
    /// A handoff point's key; `None` = everything of the noun.
    pub key: Option<String>,
    pub title: String,
    pub changes: Vec<PolicyChange>,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PolicyChange {
    pub kind: DiffKind,
    /// What changed: `SDR acceptance window for high intent`.
    pub what: String,
    /// In words; `None` = there was, or is, nothing.
    pub before: Option<String>,
    pub after: Option<String>,
    /// All of it in one line.
    pub sentence: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DiffKind {
    Added,
    Removed,
    /// Another name or key.
    Renamed,
    /// Another order of the same.
    Reordered,
    Changed,
}

impl PolicyDiff {
    /// How `new` differs from `old`.
    pub fn between(old: &Policy, new: &Policy) -> PolicyDiff {
        let (old, followed) = follow_keys(old, new);
        let mut groups = Vec::new();
        let mut group = |noun, key: Option<&str>, title: &str, changes: Changes<'_>| {
            if !changes.found.is_empty() {
                let (key, title) = (key.map(str::to_owned), title.to_owned());
                groups.push(DiffGroup { noun, key, title, changes: changes.found });
            }
        };
        let known = new.handoffs.iter().map(|point| (old.handoff(&point.key), Some(point)));
        let gone =
            old.handoffs.iter().filter(|point| new.handoff(&point.key).is_none()).map(|point| (Some(point), None));
        for (before, after) in known.chain(gone) {
            let mut changes = Changes::new(&old, new);
            changes.followed(&followed, Noun::Handoff, after.map(|point| point.key.as_str()));
            handoff::compare(&mut changes, before, after);
            if let Some(point) = after.or(before) {
                group(Some(Noun::Handoff), Some(&point.key), &words::point_title(point), changes);
            }
        }
        let mut own = Changes::new(&old, new);
        nouns::own(&mut own);
        group(None, None, "Company", own);
        for noun in Noun::ALL {
            let mut changes = Changes::new(&old, new);
            if noun != Noun::Handoff {
                changes.followed(&followed, noun, None);
            }
            nouns::compare(&mut changes, noun);
            group(Some(noun), None, words::heading(noun), changes);
        }
        let mut map = Changes::new(&old, new);
        nouns::layout(&mut map);
        group(None, None, "Map", map);
        PolicyDiff { groups }
    }

    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Every sentence, in the order of the groups.
    pub fn sentences(&self) -> impl Iterator<Item = &str> {
        self.groups.iter().flat_map(|group| &group.changes).map(|change| change.sentence.as_str())
    }
}

/// A thing whose key changed, and little else.
struct Followed {
    noun: Noun,
    from: String,
    to: String,
}

/// The old policy with the new one's keys, where a thing is recognised by its name or by everything but its key.
fn follow_keys(old: &Policy, new: &Policy) -> (Policy, Vec<Followed>) {
    let mut renamed = old.clone();
    let mut followed = Vec::new();
    for noun in Noun::ALL {
        let without = |policy: &Policy, other: &Policy| -> Vec<String> {
            let keys = policy.keys(noun).into_iter();
            keys.filter(|key| !other.has(noun, key)).map(str::to_owned).collect()
        };
        let (gone, mut come) = (without(&renamed, new), without(new, &renamed));
        for from in gone {
            let Some(place) = come.iter().position(|to| words::same_but_for_key(&renamed, new, noun, &from, to)) else {
                continue;
            };
            let to = come.remove(place);
            let rename = Operation::Rename { noun, from: from.clone(), to: to.clone() };
            if let Ok((next, _)) = rename.apply(&renamed) {
                renamed = next;
                followed.push(Followed { noun, from, to });
            }
        }
    }
    (renamed, followed)
}
