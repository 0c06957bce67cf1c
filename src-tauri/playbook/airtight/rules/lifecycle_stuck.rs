//! The lifecycle, gone through: records come to a state that they cannot leave, or go round for ever.

use super::{Findings, Inquiry, Page};
use crate::airtight::proof::lifecycle::{Kind, Lack, Void};

pub(super) const PAGE: Page = Page {
    title: "Records cannot get out",
    why: "A record that can neither go on nor back is lost, however well it is owned; so is one that goes round for ever. Every way is gone through, with the criteria that stand in it.",
    good: "What is refused for timing waits in Nurture, and comes back when the pricing page is visited.",
    bad: "What may leave the stage must have at least 200 and at most 100 employees.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    let voids = &asked.lifecycle().voids;
    let lacking = |lack: Lack| voids.iter().filter(move |void| void.lacks.contains(&lack));
    for void in lacking(Lack::Exit).filter(|void| !is_told(asked, void)) {
        let message = format!("nothing leads on for a record that is in {}{}", void.state, asked.tiers_of(void));
        found.void(asked.place_of(void), message, void);
    }
    // What only leads to a state without a way out has no end for that reason alone.
    if lacking(Lack::Exit).next().is_some() {
        return;
    }
    let endless: Vec<&Void> = lacking(Lack::End).collect();
    if let [first, others @ ..] = endless.as_slice() {
        let too = match others.len() {
            0 => String::new(),
            1 => "; so it is in 1 other state".to_owned(),
            count => format!("; so it is in {count} other states"),
        };
        let message = format!(
            "whatever is done, a record that is in {} comes to no end{}{too}",
            first.state,
            asked.tiers_of(first)
        );
        found.void(asked.place_of(first), message, first);
    }
}

/// True where another rule says it, with more about it.
fn is_told(asked: &Inquiry<'_>, void: &Void) -> bool {
    let policy = asked.policy;
    match void.kind {
        // routing-not-total
        Kind::Unowned => {
            void.handoff.as_deref().and_then(|key| policy.handoff(key)).is_some_and(|point| point.routes_to_people())
        }
        // stage-dead-end
        Kind::Stage => void.stage.as_deref().is_some_and(|stage| policy.moves().from(stage).next().is_none()),
        // reason-without-next-step
        Kind::Refused => {
            let reason = void.reason.as_deref().and_then(|key| policy.reason(key));
            reason.is_some_and(|reason| reason.next.is_empty())
        }
        Kind::Buffer | Kind::Seeking | Kind::Offered | Kind::Queue | Kind::Accepted | Kind::Suppressed => false,
    }
}
