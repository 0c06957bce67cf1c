//! What becomes something else of one record.

use crate::policy::ClockKind;
use crate::record::sla::{SlaState, Standing, StepFate, StepTaken};

/// What differs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FlipOf {
    /// The state by which a record is known as a whole.
    Headline,
    /// One clock's state.
    Sla(ClockKind),
    Owner,
    /// A step of a clock's ladder, in words.
    Ladder(ClockKind, String),
    Criteria,
}

/// A record that becomes something else.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordFlip {
    pub of: FlipOf,
    /// In words.
    pub from: String,
    pub to: String,
}

/// Two states that differ. What cannot be judged under the draft flips nothing.
pub(super) fn state_flip(of: FlipOf, from: SlaState, to: SlaState) -> Option<RecordFlip> {
    let differs = from != to && to != SlaState::CannotJudge && from != SlaState::CannotJudge;
    differs.then(|| RecordFlip { of, from: from.words().into(), to: to.words().into() })
}

/// Steps that fire under one policy alone.
pub(super) fn step_flips(then: &Standing<'_>, draft: &Standing<'_>, flips: &mut Vec<RecordFlip>) {
    if then.steps.is_empty() && draft.steps.is_empty() {
        return;
    }
    let (before, after) = (fired(then), fired(draft));
    for step in lacking(&before, &after) {
        let of = FlipOf::Ladder(step.clock, then.policy.step_words(step.step));
        flips.push(RecordFlip { of, from: FIRED.into(), to: NOT_FIRED.into() });
    }
    for step in lacking(&after, &before) {
        let of = FlipOf::Ladder(step.clock, draft.policy.step_words(step.step));
        flips.push(RecordFlip { of, from: NOT_FIRED.into(), to: FIRED.into() });
    }
}

const FIRED: &str = "fired";
const NOT_FIRED: &str = "not fired";

/// The steps that fired.
pub(super) fn fired<'s, 'a>(standing: &'s Standing<'a>) -> Vec<&'s StepTaken<'a>> {
    standing.steps.iter().filter(|step| step.fate == StepFate::Fired).collect()
}

/// True of the same step of two policies: when, what and whom it reaches.
pub(super) fn is_same(one: &StepTaken<'_>, other: &StepTaken<'_>) -> bool {
    (one.clock, one.step.act) == (other.clock, other.step.act)
        && one.step.at == other.step.at
        && one.step.to == other.step.to
}

/// What the others do not have as often.
fn lacking<'s, 'a>(steps: &[&'s StepTaken<'a>], others: &[&'s StepTaken<'a>]) -> Vec<&'s StepTaken<'a>> {
    let mut left = others.to_vec();
    let mut lacking = Vec::new();
    for &step in steps {
        match left.iter().position(|other| is_same(other, step)) {
            Some(at) => drop(left.swap_remove(at)),
            None => lacking.push(step),
        }
    }
    lacking
}
