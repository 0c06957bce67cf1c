//! Every rule of the check against a policy that is sound and the same policy with one thing broken.

use crate::sound::{choice, sound};
use playbook::airtight::{Evidence, Problem, RULES, Report, Severity, check};
use playbook::calendar::{Calendar, Target, Zone};
use playbook::policy::criteria::{Condition, Constant, Number, Told};
use playbook::policy::*;
use playbook::{HOUR, Instant};

/// Mon 2 Nov 2026 09:00 UTC.
const NOW: Instant = 1_793_610_000_000;

fn told() -> Told {
    Told { now: NOW, zone: Zone::utc() }
}

fn checked(policy: &Policy) -> Report {
    policy.check_sound().expect("a draft of these tests can be stored");
    check(policy, &Evidence::default(), &told())
}

fn rules_of(report: &Report) -> Vec<&str> {
    let mut rules: Vec<&str> = report.problems.iter().map(|problem| problem.rule.as_str()).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

fn at_least(field: &str, value: f64) -> Criterion {
    Criterion::test(field, Condition::AtLeast(Number::new(value).expect("a number")))
}

fn at_most(field: &str, value: f64) -> Criterion {
    Criterion::test(field, Condition::AtMost(Number::new(value).expect("a number")))
}

fn row(key: &str, kind: RoutingKind, when: Criterion, role: &str) -> RoutingRow {
    let assign = Assignment::Role { role: role.into(), if_away: IfAway::Assign };
    RoutingRow { key: key.into(), kind, when, assign, reason: String::new() }
}

fn mute(rule: &str, part: &str) -> Mute {
    Mute {
        key: "m1".into(),
        rule: rule.into(),
        noun: Noun::Handoff,
        of: "H1".into(),
        part: part.into(),
        reason: "Filled in November".into(),
        author: "Ann".into(),
        at: Some(NOW),
    }
}

type Break = fn(&mut Policy);

/// What to break, and the rule that must see it.
const BREAKS: &[(&str, &str, Break)] = &[
    ("no fallback row", "routing-not-total", |policy| drop(policy.handoffs[0].routing.rows.pop())),
    ("a fallback that waits for somebody who is away", "routing-not-total", |policy| {
        let last = policy.handoffs[0].routing.rows.last_mut().expect("a row");
        last.assign = Assignment::Role { role: "lead".into(), if_away: IfAway::NextRow };
    }),
    ("no table at all", "routing-not-total", |policy| policy.handoffs[0].routing.rows.clear()),
    ("named accounts below the pool", "routing-precedence", |policy| policy.handoffs[0].routing.rows.swap(0, 3)),
    ("a row that asks for two regions at once", "routing-row-covered", |policy| {
        let both = Criterion::All(vec![choice("region", "DACH"), choice("region", "US")]);
        policy.handoffs[0].routing.rows.insert(1, row("both", RoutingKind::Territory, both, "lead"));
    }),
    ("a narrow row below the wide one", "routing-row-covered", |policy| {
        let narrow = Criterion::All(vec![choice("region", "DACH"), at_least("employees", 500.0)]);
        let rows = &mut policy.handoffs[0].routing.rows;
        rows.insert(1, row("wide", RoutingKind::Territory, choice("region", "DACH"), "lead"));
        rows.insert(2, row("narrow", RoutingKind::Territory, narrow, "manager"));
    }),
    ("two territories that overlap", "routing-overlap", |policy| {
        let rows = &mut policy.handoffs[0].routing.rows;
        rows.insert(1, row("dach", RoutingKind::Territory, choice("region", "DACH"), "lead"));
        rows.insert(2, row("large", RoutingKind::Complexity, at_least("employees", 500.0), "manager"));
    }),
    ("a pool without matching", "matching-missing", |policy| policy.handoffs[0].routing.matching = Matching::default()),
    ("low intent into the pool", "low-intent-to-person", |policy| drop(policy.handoffs[0].routing.rows.remove(1))),
    ("no accountable role", "owner-missing", |policy| policy.handoffs[0].accountable_roles.clear()),
    ("an accountable role that nobody holds", "owner-missing", |policy| {
        policy.people.retain(|person| !person.roles.contains(&"lead".into()))
    }),
    ("two accountable roles", "owner-shared", |policy| policy.handoffs[0].accountable_roles.push("manager".into())),
    ("no backup", "backup-missing", |policy| policy.handoffs[0].backup_role = None),
    ("the owner as the backup", "backup-missing", |policy| policy.handoffs[0].backup_role = Some("lead".into())),
    ("a receiver that is no team", "team-unknown", |policy| policy.handoffs[0].receiver = "whoever".into()),
    ("an impression as the trigger", "trigger-weak", |policy| {
        policy.handoffs[0].trigger = Trigger::said("Lead seems interested")
    }),
    ("nothing as the trigger", "trigger-weak", |policy| policy.handoffs[0].trigger = Trigger::default()),
    ("assigned is accepted", "acceptance-missing", |policy| {
        policy.handoffs[0].acceptance.mode = AcceptanceMode::Automatic
    }),
    ("a tier without a target", "target-missing", |policy| {
        policy.handoffs[0].targets.retain(|target| target.tier.as_deref() != Some("low"))
    }),
    ("no target at all", "target-missing", |policy| policy.handoffs[0].targets.clear()),
    ("one target for all", "targets-alike", |policy| {
        policy.handoffs[0].targets.iter_mut().for_each(|target| target.target = Target::Business { ms: 4 * HOUR });
    }),
    ("completion before acceptance", "target-order", |policy| {
        let early = SlaTarget {
            clock: ClockKind::Complete,
            tier: None,
            target: Target::Business { ms: HOUR },
            reminder_percent: 50,
        };
        policy.handoffs[0].targets.push(early);
    }),
    ("a calendar that never opens", "calendar-too-short", |policy| {
        policy.calendars.push(Calendar { weekly: Default::default(), ..Calendar::office_hours("shut", "Shut", "UTC") });
        policy.handoffs[0].calendar = Some("shut".into());
    }),
    ("a clock that stops where it starts", "clock-never-runs", |policy| {
        let here = Some(choice("region", "DACH"));
        policy.handoffs[0].clock_conditions =
            vec![ClockConditions { start: here.clone(), stop: here, ..ClockConditions::default() }];
    }),
    ("an SLA without consequences", "escalation-missing", |policy| policy.handoffs[0].escalation.clear()),
    ("a ladder to the owner alone", "escalation-reaches-nobody", |policy| {
        policy.handoffs[0].escalation[0].steps.iter_mut().for_each(|step| step.to = Reach::Owner);
    }),
    ("a queue that nobody works", "escalation-reaches-nobody", |policy| {
        policy.queues[0].worked_by.clear();
        policy.queues[0].owner_role = None;
    }),
    ("the manager before the reminder", "escalation-order", |policy| policy.handoffs[0].escalation[0].steps.swap(0, 1)),
    ("no way to say no", "dispositions-missing", |policy| policy.handoffs[0].dispositions.clear()),
    ("a text box for the reason", "disposition-free-text", |policy| policy.dispositions[0].structured = false),
    ("a reason that ends the journey", "reason-without-next-step", |policy| policy.dispositions[0].next.clear()),
    ("suppressed for ever", "suppression-forever", |policy| policy.dispositions[1].review_after_days = None),
    ("a number asked of a text", "criterion-misfit", |policy| policy.stages[0].exit = at_least("company", 3.0)),
    ("entry that nothing meets", "criterion-impossible", |policy| {
        policy.stages[1].entry = Criterion::All(vec![at_least("employees", 200.0), at_most("employees", 100.0)]);
    }),
    ("a criterion on a mood", "criterion-unobservable", |policy| {
        policy.stages[1].exit = Criterion::test("mood", Condition::Equals(Constant::Text("keen".into())));
    }),
    ("acceptance on a field that need not travel", "criterion-not-in-packet", |policy| {
        policy.handoffs[0].acceptance.criteria = at_least("employees", 200.0);
    }),
    ("a field that is known too late", "packet-unsupplied", |policy| {
        policy.fields.iter_mut().find(|field| field.key == "consent").expect("a field").supplied_by_stages =
            vec!["won".into()];
    }),
    ("calls without consent", "consent-missing", |policy| policy.handoffs[0].consent_field = None),
    ("a stage of nobody", "stage-unowned", |policy| policy.stages[1].team = None),
    ("a stage that nothing leads to", "stage-unreachable", |policy| {
        let lone = Stage { key: "lone".into(), name: "Lone".into(), team: Some("ops".into()), ..Stage::default() };
        policy.stages.push(lone);
    }),
    ("a stage that nothing leads out of", "stage-dead-end", |policy| {
        policy.stages.iter_mut().find(|stage| stage.key == "won").expect("a stage").kind = StageKind::Normal;
    }),
    ("a queue of nobody that the ladder leads to", "lifecycle-unowned", |policy| {
        policy.queues[0].owner_role = None;
        policy.queues[0].worked_by.clear();
    }),
    ("nothing promised after acceptance", "lifecycle-untimed", |policy| {
        policy.handoffs[0].targets.retain(|target| target.clock != ClockKind::NextStep)
    }),
    ("a stage that nothing may leave", "lifecycle-stuck", |policy| {
        policy.stages.iter_mut().find(|stage| stage.key == "routing").expect("a stage").exit =
            Criterion::All(vec![at_least("employees", 200.0), at_most("employees", 100.0)]);
    }),
    ("a gap between exit and entry", "stage-boundary", |policy| {
        policy.stages[0].exit = at_least("employees", 50.0);
        policy.stages[1].entry = at_least("employees", 60.0);
    }),
    ("an override of nobody", "right-unassigned", |policy| policy.decision_rights.clear()),
    ("an override of two", "right-held-twice", |policy| {
        let second = DecisionRight { key: "again".into(), role: "manager".into(), ..policy.decision_rights[0].clone() };
        policy.decision_rights.push(second);
    }),
    ("an exception without a note", "exception-incomplete", |policy| policy.exception_types[0].audit_fields.clear()),
    ("no figure", "kpi-missing", |policy| policy.handoffs[0].kpi = None),
    ("a mute of what is not there", "mute-idle", |policy| policy.mutes.push(mute("backup-missing", "ownership"))),
    ("no date", "review-date-missing", |policy| policy.handoffs[0].review_every = None),
];

#[test]
fn a_sound_policy_is_airtight_and_has_no_problem() {
    let report = checked(&sound());
    let problems: Vec<String> = report
        .problems
        .iter()
        .map(|problem| format!("{}: {}: {}", problem.rule, problem.place, problem.message))
        .collect();
    assert_eq!(problems, Vec::<String>::new());
    assert!(report.airtight);
}

#[test]
fn each_break_is_seen_by_its_rule() {
    for (what, rule, breaks) in BREAKS {
        let mut policy = sound();
        breaks(&mut policy);
        let report = checked(&policy);
        assert!(rules_of(&report).contains(rule), "{what}: found {:?}", rules_of(&report));
        let severity = RULES.iter().find(|known| known.name == *rule).expect("a rule").severity;
        assert!(severity != Severity::Error || !report.airtight, "{what}: airtight in spite of {rule}");
    }
}

#[test]
fn every_rule_has_a_break() {
    // Only data can show that a field is never filled.
    let shown = |rule: &str| rule == "packet-unfilled" || BREAKS.iter().any(|(_, known, _)| *known == rule);
    let without: Vec<&str> = RULES.iter().map(|rule| rule.name).filter(|rule| !shown(rule)).collect();
    assert_eq!(without, Vec::<&str>::new());
}

/// Rules with a repair that needs no knowledge of the business.
const REPAIRED: [&str; 26] = [
    "routing-not-total",
    "routing-precedence",
    "routing-row-covered",
    "matching-missing",
    "low-intent-to-person",
    "owner-missing",
    "owner-shared",
    "backup-missing",
    "team-unknown",
    "acceptance-missing",
    "target-missing",
    "escalation-missing",
    "escalation-order",
    "dispositions-missing",
    "disposition-free-text",
    "reason-without-next-step",
    "suppression-forever",
    "criterion-not-in-packet",
    "consent-missing",
    "stage-unowned",
    "lifecycle-untimed",
    "right-unassigned",
    "right-held-twice",
    "kpi-missing",
    "review-date-missing",
    "mute-idle",
];

#[test]
fn every_repair_that_is_offered_repairs_and_breaks_nothing_else() {
    let mut repaired: Vec<String> = Vec::new();
    for (what, _, breaks) in BREAKS {
        let mut policy = sound();
        breaks(&mut policy);
        let before = checked(&policy);
        for problem in &before.problems {
            for fix in &problem.fixes {
                let (after, _) =
                    fix.operation.apply(&policy).unwrap_or_else(|why| panic!("{what}: {}: {why}", fix.label));
                let report = checked(&after);
                let same = |known: &&Problem| (&known.rule, &known.place) == (&problem.rule, &problem.place);
                let left = report.problems.iter().filter(same).count();
                assert!(left < before.problems.iter().filter(same).count(), "{what}: {} repairs nothing", fix.label);
                let errors = report.problems.iter().filter(|problem| problem.severity == Severity::Error);
                for error in errors {
                    let known =
                        before.problems.iter().any(|known| (&known.rule, &known.place) == (&error.rule, &error.place));
                    assert!(known, "{what}: {} brings {}: {}", fix.label, error.rule, error.message);
                }
                repaired.push(problem.rule.clone());
            }
        }
    }
    repaired.sort_unstable();
    repaired.dedup();
    let mut expected = REPAIRED;
    expected.sort_unstable();
    assert_eq!(repaired, expected);
}

#[test]
fn what_is_muted_is_shown_with_its_reason_and_still_counts() {
    let mut policy = sound();
    policy.handoffs[0].backup_role = None;
    policy.mutes = vec![mute("backup-missing", "ownership")];
    let report = checked(&policy);
    assert_eq!(rules_of(&report), ["backup-missing"]);
    assert_eq!(report.problems[0].muted.as_deref(), Some("Filled in November"));
    assert!(report.airtight, "a warning is no error");

    policy.handoffs[0].accountable_roles.clear();
    policy.mutes = vec![mute("owner-missing", "ownership")];
    let report = checked(&policy);
    let muted = report.problems.iter().find(|problem| problem.rule == "owner-missing").expect("the problem");
    assert!(muted.muted.is_some() && !report.airtight, "a muted error is an error");

    // Of another part it is not the same problem.
    policy.mutes = vec![mute("owner-missing", "sla")];
    let report = checked(&policy);
    assert!(report.problems.iter().all(|problem| problem.muted.is_none()));
    assert!(rules_of(&report).contains(&"mute-idle"));
}

#[test]
fn a_mute_follows_what_it_mutes_when_that_gets_another_key() {
    let mut policy = sound();
    policy.handoffs[0].backup_role = None;
    policy.mutes = vec![mute("backup-missing", "ownership")];
    let rename = Operation::Rename { noun: Noun::Handoff, from: "H1".into(), to: "S1".into() };
    let (renamed, _) = rename.apply(&policy).expect("the key is free");
    assert_eq!(renamed.mutes[0].of, "S1");
    assert_eq!(rules_of(&checked(&renamed)), ["backup-missing"]);
}

#[test]
fn a_required_field_that_the_data_never_has_is_seen() {
    let mut evidence = Evidence::default();
    evidence.filled.insert(("H1".into(), "consent".into()), (1, 40));
    let report = check(&sound(), &evidence, &told());
    assert_eq!(rules_of(&report), ["packet-unfilled"]);
    assert_eq!(report.problems[0].message, "the packet requires Consent, and 1 of 40 records have it");
}

#[test]
fn weak_and_strong_triggers_are_told_apart() {
    let weak = ["Lead seems interested", "Opportunity needs technical help", "Customer may expand", "High intent", ""];
    let strong = [
        "ICP-fit contact submitted a demo request",
        "Opportunity moved to technical validation and the buyer requested API documentation",
        "Customer crossed product usage threshold and added three new active users from the same department",
        "Demo request submitted",
        "Pricing inquiry received",
        "Contact sales form completed",
        "Target account reaches a defined engagement threshold",
        "SDR books a qualified meeting",
        "Opportunity enters technical validation",
        "Buyer requests security, legal, or procurement review",
        "Contract is signed",
        "Product usage indicates expansion potential",
        "Customer health score drops below a defined threshold",
    ];
    for (texts, expected) in [(&weak[..], true), (&strong[..], false)] {
        for text in texts {
            let mut policy = sound();
            policy.handoffs[0].trigger = Trigger::said(text);
            assert_eq!(rules_of(&checked(&policy)).contains(&"trigger-weak"), expected, "{text}");
        }
    }
}

#[test]
fn an_uncovered_record_can_be_read() {
    let mut policy = sound();
    policy.handoffs[0].routing.rows.pop();
    let report = checked(&policy);
    let problem = report.problems.iter().find(|problem| problem.rule == "routing-not-total").expect("the problem");
    assert!(problem.shown_by.as_deref().is_some_and(|words| words.contains("*Intent*")), "{:?}", problem.shown_by);
    assert!(problem.witness.is_some());
}
