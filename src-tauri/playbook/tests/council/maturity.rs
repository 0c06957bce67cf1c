//! Maturity: what is proposed from what a workspace shows, and that a person's decision stands beside it.

use playbook::maturity::{Capability, CouncilFacts, Facts, Judgement, Level, Maturity, maturity};
use playbook::policy::{DispositionReason, Policy, Template};
use proptest::prelude::*;

fn assess(policy: &Policy, council: CouncilFacts, judgements: &[Judgement]) -> Maturity {
    maturity(&Facts { policy, errors: &[], review: None, versions: 0, council }, judgements)
}

fn level(assessed: &Maturity, capability: Capability) -> Level {
    assessed.capabilities.iter().find(|one| one.capability == capability).unwrap().proposed
}

#[test]
fn an_empty_policy_is_ad_hoc_in_everything_and_says_what_to_do_first() {
    let assessed = assess(&Policy::new("Kestrel", "UTC"), CouncilFacts::default(), &[]);
    assert!(assessed.capabilities.iter().all(|one| one.proposed == Level::AdHoc), "{:#?}", assessed.capabilities);
    assert!(assessed.next_steps.iter().all(|step| step.level == Level::Documented));
    assert_eq!(assessed.mean, 1.0);
}

#[test]
fn a_template_is_built_in_and_cannot_be_measured_without_records() {
    let policy = Template::ALL[0].policy("Kestrel", "UTC");
    let assessed = assess(&policy, CouncilFacts::default(), &[]);
    for capability in [Capability::RoutingAndOwnership, Capability::SlasAndAlerts] {
        let proposed = level(&assessed, capability);
        assert!((Level::Documented..=Level::BuiltIn).contains(&proposed), "{capability:?}: {proposed:?}");
    }
    let over = |one: &&playbook::maturity::Assessed| one.proposed > Level::BuiltIn;
    assert_eq!(assessed.capabilities.iter().filter(over).count(), 0, "nothing was measured");
}

#[test]
fn a_feedback_loop_grows_with_what_the_council_does() {
    let mut policy = Policy::new("Kestrel", "UTC");
    let steps = Template::ALL[0].policy("Kestrel", "UTC").dispositions;
    policy.dispositions = steps.into_iter().filter(|reason: &DispositionReason| !reason.next.is_empty()).collect();
    let facts = |signed, decided, due, done, shipped, worked| CouncilFacts {
        signed,
        decided,
        shipped,
        worked,
        actions_due: due,
        actions_done: done,
    };
    let cases = [
        ("nothing was held", facts(0, 0, 0, 0, 0, 0), Level::Documented),
        ("one review without a decision", facts(1, 0, 0, 0, 0, 0), Level::Documented),
        ("one review with a decision", facts(1, 1, 0, 0, 0, 0), Level::BuiltIn),
        ("three reviews, actions lie", facts(3, 2, 5, 3, 0, 0), Level::BuiltIn),
        ("three reviews, four of five actions done", facts(3, 2, 5, 4, 0, 0), Level::Measured),
        ("six reviews, nothing shipped", facts(6, 2, 5, 5, 0, 1), Level::Measured),
        ("six reviews, a decision shipped that worked", facts(6, 2, 5, 5, 1, 1), Level::Operationalised),
    ];
    for (name, council, expected) in cases {
        assert_eq!(level(&assess(&policy, council, &[]), Capability::FeedbackLoop), expected, "{name}");
    }
}

#[test]
fn what_a_person_decides_stands_and_what_is_proposed_stands_beside_it() {
    let judgement = |number, level| Judgement {
        number,
        capability: Capability::HandoffPacket,
        level,
        proposed: Level::AdHoc,
        by: "Dana".into(),
        reason: "We do it on paper".into(),
        at: number,
    };
    let made = [judgement(1, Level::Measured), judgement(2, Level::BuiltIn)];
    let assessed = assess(&Policy::new("Kestrel", "UTC"), CouncilFacts::default(), &made);
    let packet = assessed.capabilities.iter().find(|one| one.capability == Capability::HandoffPacket).unwrap();
    assert_eq!((packet.proposed, packet.level, packet.history.len()), (Level::AdHoc, Level::BuiltIn, 2));
    assert!(assessed.mean > 1.0);
}

proptest! {
    /// A level is proposed exactly where its evidence and that of every level below is there, and doing more never lowers it.
    #[test]
    fn the_proposed_level_is_the_last_whose_evidence_is_all_there(
        signed in 0..13_u64, decided in 0..4_u64, shipped in 0..3_u64, worked in 0..3_u64, due in 0..9_u64, done in 0..9_u64,
    ) {
        let policy = Template::ALL[0].policy("Kestrel", "UTC");
        let facts = |signed| CouncilFacts { signed, decided, shipped, worked, actions_due: due, actions_done: done.min(due) };
        let assessed = assess(&policy, facts(signed), &[]);
        for one in &assessed.capabilities {
            let whole = one.levels.iter().take_while(|level| level.evidence.iter().all(|evidence| evidence.met));
            prop_assert_eq!(whole.last().map(|level| level.level), Some(one.proposed));
            prop_assert!(one.levels.iter().all(|level| level.reached == (level.level <= one.proposed)));
        }
        let more = assess(&policy, facts(signed + 1), &[]);
        prop_assert!(level(&more, Capability::FeedbackLoop) >= level(&assessed, Capability::FeedbackLoop));
    }
}
