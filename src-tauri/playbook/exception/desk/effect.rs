//! What an override changes in the figures, and what has to be said with it.

use super::super::{PassageKey, Refusal};
use crate::Instant;
use crate::record::Pause;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What an override does to the records beside the import, until it is taken back. Others are written down and done in the CRM, whence
/// the next import brings them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[ts(rename = "OverrideEffect")]
pub enum Effect {
    /// The passage's clocks stand still; `to` = `None`: until it is taken back.
    Pause {
        #[ts(type = "number")]
        from: Instant,
        #[ts(type = "number | null")]
        to: Option<Instant>,
    },
    /// The passage is counted no more: it is the master's.
    Merge { master: PassageKey },
}

/// The next step that an override or a resolution has to name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "CaseNextStep")]
pub struct Next {
    pub act: crate::policy::NextAct,
    /// What happens, who does it, by when.
    pub text: String,
}

/// Verbs that change figures, by their keys in the templates. Other verbs carry no effect.
const PAUSE: &str = "pause_sla";
const MERGE: &str = "merge";
const UNMERGE: &str = "unmerge";

/// An effect fits its verb, and a verb that has one needs it.
pub(super) fn check(verb: &str, effect: Option<&Effect>, passage: &PassageKey) -> Result<(), Refusal> {
    let refuse = |why: &str| Err(Refusal(why.to_owned()));
    match (verb, effect) {
        (PAUSE, Some(Effect::Pause { from, to })) if to.is_none_or(|to| to > *from) => Ok(()),
        (PAUSE, Some(Effect::Pause { .. })) => refuse("The pause ends before it begins. Give a later end."),
        (PAUSE, _) => refuse("A pause needs its beginning. Say from when, and until when where that is known."),
        (MERGE, Some(Effect::Merge { master })) if master == passage => {
            refuse("A record cannot be merged into itself. Name the other one.")
        }
        (MERGE, Some(Effect::Merge { .. })) => Ok(()),
        (MERGE, _) => refuse("A merge needs its master. Name the record that stays."),
        (_, Some(_)) => refuse("This override changes no figures. Leave pause and master away."),
        (_, None) => Ok(()),
    }
}

/// The verb whose right takes an override back: its own, and for a merge the one that the policy has for it.
pub(super) fn undoing<'v>(verb: &'v str, policy: &crate::policy::Policy) -> &'v str {
    if verb == MERGE && policy.verbs.iter().any(|known| known.key == UNMERGE) { UNMERGE } else { verb }
}

impl Effect {
    /// The pause as it stands in the clock ledger.
    pub fn pause(&self, case: &str) -> Option<Pause> {
        match self {
            Effect::Pause { from, to } => Some(Pause { from: *from, to: *to, reason: format!("Paused by {case}") }),
            Effect::Merge { .. } => None,
        }
    }
}
