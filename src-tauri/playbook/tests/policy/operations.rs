//! Changes of a draft: what each does, what takes it back, and what is refused.

use crate::policy_random::{Dice, change, dice, workshop};
use playbook::policy::{Entry, Noun, Operation, OwnField, Place, Placed, Policy, Stage};
use proptest::prelude::*;
use serde_json::json;

fn set(noun: Noun, key: &str, field: &str, value: serde_json::Value) -> Operation {
    Operation::Set { noun, key: key.into(), field: field.into(), value }
}

fn remove(noun: Noun, key: &str) -> Operation {
    Operation::Remove { noun, key: key.into() }
}

fn after(operation: &Operation, policy: &Policy) -> Policy {
    operation.apply(policy).unwrap_or_else(|error| panic!("{operation:?}: {error}")).0
}

fn refusal(operation: &Operation) -> String {
    operation.apply(&workshop()).expect_err("it is refused").to_string()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Taking back every change that was made, last first, gives the policy as it was; and a change is the same change after it was
    /// written down.
    #[test]
    fn whatever_is_done_can_be_taken_back(dice in dice()) {
        let first = workshop();
        let mut now = first.clone();
        let mut done = Vec::new();
        for dice in dice {
            let operation = change(&now, dice);
            let Ok((next, back)) = operation.apply(&now) else { continue };
            let written = serde_json::to_string(&(&operation, &back)).unwrap();
            let (read, read_back): (Operation, Operation) = serde_json::from_str(&written).unwrap();
            prop_assert_eq!(&read, &operation);
            prop_assert_eq!(&after(&read, &now), &next);
            prop_assert_eq!(next.check_sound(), Ok(()));
            done.push(read_back);
            now = next;
        }
        for back in done.iter().rev() {
            let (before, _) = back.apply(&now).unwrap();
            now = before;
        }
        prop_assert_eq!(now, first);
    }

    /// Taking back can itself be taken back: that is redo.
    #[test]
    fn undo_can_be_undone(dice in any::<Dice>()) {
        let first = workshop();
        if let Ok((next, back)) = change(&first, dice).apply(&first) {
            let (undone, again) = back.apply(&next).unwrap();
            prop_assert_eq!(&undone, &first);
            prop_assert_eq!(&after(&again, &undone), &next);
        }
    }
}

#[test]
fn random_changes_are_of_every_kind_and_mostly_made() {
    let policy = workshop();
    let mut made = std::collections::BTreeMap::<String, [usize; 2]>::new();
    for kind in 0..10_u8 {
        for noun in 0..Noun::ALL.len() as u8 {
            for dice in 0..16_u8 {
                let operation = change(&policy, (kind, noun, dice, dice / 2, dice));
                let name = json!(operation)["op"].as_str().unwrap().to_owned();
                made.entry(name).or_default()[usize::from(operation.apply(&policy).is_ok())] += 1;
            }
        }
    }
    let kinds: Vec<&String> = made.keys().collect();
    assert_eq!(kinds, ["insert", "move", "place", "remove", "rename", "set", "set_own", "several"]);
    for (name, [refused, made]) in &made {
        assert!(*made > 10, "{name}: {made} made, {refused} refused");
    }
}

#[test]
fn a_part_within_a_part_is_set_by_its_way() {
    let policy = after(&set(Noun::Handoff, "H1", "routing/rows/1/assign/person", json!("jonas")), &workshop());
    let row = json!(policy.handoff("H1").unwrap().routing.rows[1].assign);
    assert_eq!(row, json!({ "to": "person", "person": "jonas", "if_away": "next_row" }));
    let policy = after(&set(Noun::Handoff, "H2", "trigger", json!({ "text": "Meeting held" })), &workshop());
    assert_eq!(policy.handoff("H2").unwrap().trigger.text, "Meeting held");
}

#[test]
fn a_rename_is_followed_by_everything_that_names_it() {
    let rename = |noun, from: &str, to: &str| Operation::Rename { noun, from: from.into(), to: to.into() };
    let policy = after(&rename(Noun::Field, "score", "lead_score"), &workshop());
    assert!(policy.mentions(Noun::Field, "score").is_empty());
    assert_eq!(policy.mentions(Noun::Field, "lead_score"), workshop().mentions(Noun::Field, "score"));
    assert_eq!(workshop().mentions(Noun::Field, "score").len(), 5, "trigger, packet, escalation, stage, next step");

    let policy = after(&rename(Noun::Stage, "sal", "accepted"), &workshop());
    assert_eq!(policy.handoff("H1").unwrap().to_stage.as_deref(), Some("accepted"));
    assert_eq!(policy.layout.stages["accepted"], Place { x: 260, y: 120 });
    assert!(!policy.layout.stages.contains_key("sal"));

    let policy = after(&rename(Noun::Calendar, "office", "desk"), &workshop());
    assert_eq!(policy.default_calendar, "desk");
}

#[test]
fn what_is_removed_is_forgotten_where_it_may_be() {
    let removal =
        |noun, key| Operation::removal(&workshop(), noun, key).map(|operation| after(&operation, &workshop()));
    let policy = removal(Noun::Stage, "sal").unwrap();
    assert_eq!(policy.handoff("H1").unwrap().to_stage, None);
    assert!(policy.field("pains").unwrap().supplied_by_stages.is_empty());
    assert!(!policy.layout.stages.contains_key("sal"));

    let policy = removal(Noun::Disposition, "timing").unwrap();
    assert_eq!(policy.handoff("H1").unwrap().dispositions, ["worked", "not_icp"]);

    let refused = removal(Noun::Tier, "high").unwrap_err().to_string();
    assert_eq!(
        refused,
        "the intent tier \"high\" is named by handoff point H1, its targets; handoff point H1, its escalation. Change that first",
        "without its tier a target would hold for every tier"
    );
    let refused = removal(Noun::Queue, "pool").unwrap_err().to_string();
    assert_eq!(
        refused,
        "the queue \"pool\" is named by handoff point H1, its routing \"wait\"; handoff point H1, its escalation. Change that first"
    );
}

#[test]
fn what_cannot_be_done_is_said_in_a_sentence() {
    let stage = Entry::Stage(Box::new(Stage { key: "mql".into(), ..Stage::default() }));
    let new = Entry::Stage(Box::new(Stage { key: "new".into(), ..Stage::default() }));
    let several = |operation| Operation::Several { operations: vec![operation] };
    let cases = [
        (remove(Noun::Stage, "sql"), "there is no stage \"sql\". Somebody may have removed it; look at the list"),
        (
            remove(Noun::Stage, "sal"),
            "the stage \"sal\" is named by handoff point H1, the stage it goes to; handoff point H2, the stage it comes from; field pains, what supplies it. Change that first",
        ),
        (Operation::Insert { at: 0, entry: stage }, "there is a stage \"mql\" already. Choose another key"),
        (
            Operation::Insert { at: 8, entry: new },
            "place 8 is beyond the end of the stages: there are 7. Choose an earlier one",
        ),
        (
            Operation::Move { noun: Noun::Tier, key: "low".into(), to: 3 },
            "place 3 is beyond the end of the tiers: there are 3. Choose an earlier one",
        ),
        (
            Operation::Rename { noun: Noun::Field, from: "pains".into(), to: "score".into() },
            "there is a field \"score\" already. Choose another key",
        ),
        (
            set(Noun::Team, "sdr", "key", json!("dev")),
            "a key is changed by a rename, so that whatever names it follows",
        ),
        (set(Noun::Team, "sdr", "colour", json!("red")), "the team \"sdr\" has no \"colour\". Name a part that it has"),
        (
            set(Noun::Handoff, "H1", "acceptance/mode", json!("perhaps")),
            "the handoff point \"H1\" cannot have this: acceptance / mode: unknown variant `perhaps`, expected `required` or `automatic`. Correct it there",
        ),
        (
            set(Noun::Stage, "opportunity", "parent", json!("validation")),
            "stages lead back to themselves: opportunity → validation → opportunity. Break the circle",
        ),
        (
            set(Noun::Handoff, "H2", "kpi", json!("joy")),
            "handoff point H2, its KPI names the KPI \"joy\", which is not there (there are speed, creation, retention). Add it, or name another",
        ),
        (
            Operation::SetOwn { field: OwnField::DefaultCalendar, value: "night".into() },
            "the default calendar names the calendar \"night\", which is not there (there are office, always). Add it, or name another",
        ),
        (
            Operation::Place { of: Placed::Stage, key: "sql".into(), at: None },
            "there is no stage \"sql\". Somebody may have removed it; look at the list",
        ),
        (
            several(several(several(several(remove(Noun::Kpi, "retention"))))),
            "a change inside a change inside a change is as deep as it goes. Put them one after another",
        ),
    ];
    for (operation, sentence) in cases {
        assert_eq!(refusal(&operation), sentence);
    }
}

#[test]
fn a_name_that_criteria_use_already_is_no_new_name() {
    let removal = Operation::removal(&workshop(), Noun::Field, "feeling").unwrap();
    let mut policy = after(&removal, &workshop());
    policy = after(&set(Noun::Stage, "sal", "entry", json!({ "field": "feeling", "is": "is_filled" })), &policy);
    let rename = Operation::Rename { noun: Noun::Field, from: "region".into(), to: "feeling".into() };
    assert_eq!(
        rename.apply(&policy).unwrap_err().to_string(),
        "\"feeling\" is named already by stage sal, its entry criteria. Choose another key"
    );
}

#[test]
fn several_changes_are_made_together_or_not_at_all() {
    let operations =
        vec![Operation::SetOwn { field: OwnField::Company, value: "Acme".into() }, remove(Noun::Stage, "sal")];
    assert!(Operation::Several { operations }.apply(&workshop()).is_err());
    let operations = vec![
        set(Noun::Handoff, "H1", "to_stage", json!(null)),
        set(Noun::Handoff, "H2", "from_stage", json!(null)),
        set(Noun::Field, "pains", "supplied_by_stages", json!([])),
        remove(Noun::Stage, "sal"),
    ];
    assert!(after(&Operation::Several { operations }, &workshop()).stage("sal").is_none());
}

#[test]
fn another_policy_can_take_its_place_and_give_it_back() {
    let first = workshop();
    let other = Policy::new("Acme", "UTC");
    let (next, back) = Operation::Replace { policy: Box::new(other.clone()) }.apply(&first).unwrap();
    assert_eq!(next, other);
    assert_eq!(after(&back, &next), first);
    let older = Policy { schema: 1, ..other };
    assert_eq!(
        refusal(&Operation::Replace { policy: Box::new(older) }),
        "the other policy has schema 1, and this Baton writes 2. Read it from its file first"
    );
}
