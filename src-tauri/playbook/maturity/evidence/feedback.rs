//! The feedback loop: reviews held, decisions carried out, actions done.

use super::{BEGINNING, HABIT, all, at_least, held};
use crate::maturity::{Evidence, Facts, Level};
use crate::policy::NextWhen;

pub(super) fn feedback(level: Level, facts: &Facts<'_>) -> Vec<Evidence> {
    let council = &facts.council;
    match level {
        Level::AdHoc => Vec::new(),
        Level::Documented => vec![all(
            "Every disposition reason is structured and has a next step",
            "reasons",
            "Say what follows from each reason.",
            &facts.policy.dispositions,
            |reason| reason.name.clone(),
            |reason| {
                let accepted = reason.decision == crate::policy::ReceiverDecision::Accepted;
                let says_when = |step: &crate::policy::NextStep| match &step.when {
                    NextWhen::Now | NextWhen::AfterDays { .. } => true,
                    NextWhen::On { trigger } => !trigger.text.trim().is_empty(),
                };
                reason.structured && (accepted || reason.next.iter().any(says_when))
            },
        )],
        Level::BuiltIn => vec![
            at_least(
                "A monthly review was signed off",
                "Hold a review and sign it off.",
                council.signed,
                1,
                "reviews in twelve months",
            ),
            at_least(
                "A decision names the figure that it should move",
                "Write down a decision with its figure.",
                council.decided,
                1,
                "decisions in twelve months",
            ),
        ],
        Level::Measured => vec![
            at_least(
                "Reviews were signed off in three of the last twelve months",
                "Sign off each month's review.",
                council.signed,
                BEGINNING,
                "reviews in twelve months",
            ),
            held(
                "Four of five due actions are done",
                "Close what is overdue, or give it another owner.",
                (council.actions_due > 0).then(|| council.actions_done as f64 / council.actions_due as f64),
                0.8,
                true,
            ),
        ],
        Level::Operationalised => vec![
            at_least(
                "Reviews were signed off in six of the last twelve months",
                "Sign off each month's review.",
                council.signed,
                HABIT,
                "reviews in twelve months",
            ),
            at_least(
                "A decision was shipped in a version of the policy",
                "Link a decision to the version that ships it.",
                council.shipped,
                1,
                "decisions",
            ),
            at_least(
                "A decision moved its figure the expected way",
                "Decide on what the signals say, and look at the effect.",
                council.worked,
                1,
                "decisions",
            ),
        ],
    }
}
