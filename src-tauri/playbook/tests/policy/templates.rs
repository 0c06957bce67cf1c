//! The templates: each a complete policy that the check has nothing against, and every concrete thing that the source articles name has
//! its place in one of them.

#![allow(clippy::disallowed_methods, reason = "the rules know no files; their tests read fixtures")]

use playbook::airtight::{Evidence, Severity, check};
use playbook::calendar::Zone;
use playbook::policy::{Noun, Policy, PolicyDiff, ReceiverKind, Template, criteria};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

fn each() -> impl Iterator<Item = (Template, Policy)> {
    Template::ALL.into_iter().map(|template| (template, template.policy("Acme", "Europe/Vienna")))
}

#[test]
fn every_template_is_a_policy_that_can_be_written_and_read() {
    for (template, policy) in each() {
        let written = serde_json::to_string(&policy).unwrap();
        assert_eq!(Policy::read(&written).as_ref(), Ok(&policy), "{template:?}");
        assert_eq!(Template::with_key(template.key()), Some(template));
        assert_eq!(json!(template), template.key());
    }
    assert_eq!(Template::with_key("everything"), None);
}

#[test]
fn templates_have_as_many_handoff_points_as_their_names_say() {
    let counts: Vec<usize> = each().map(|(_, policy)| policy.handoffs.len()).collect();
    assert_eq!(counts, [5, 8, 7, 6, 22]);
}

#[test]
fn every_template_is_airtight() {
    for (template, policy) in each() {
        // Mon 2 Nov 2026 09:00 UTC.
        let told = criteria::Told { now: 1_793_610_000_000, zone: Zone::named("Europe/Vienna").unwrap() };
        let report = check(&policy, &Evidence::default(), &told);
        let told: Vec<String> = report
            .problems
            .iter()
            .filter(|problem| problem.severity != Severity::Note)
            .map(|problem| format!("{} ({}): {}", problem.place, problem.rule, problem.message))
            .collect();
        assert_eq!(told, Vec::<String>::new(), "{template:?}");
        assert!(report.airtight, "{template:?}");
    }
}

#[test]
fn every_criterion_fits_the_field_catalogue() {
    for (template, policy) in each() {
        let points = policy.handoffs.iter().flat_map(|point| {
            let rows = point.routing.rows.iter().map(|row| &row.when);
            let outcomes = point.buffer.iter().flat_map(|buffer| &buffer.outcomes).map(|outcome| &outcome.when);
            point.trigger.criterion.iter().chain([&point.acceptance.criteria]).chain(rows).chain(outcomes)
        });
        let stages = policy.stages.iter().flat_map(|stage| [&stage.entry, &stage.exit]);
        let tiers = policy.tiers.iter().map(|tier| &tier.when);
        for criterion in points.chain(stages).chain(tiers) {
            let misfits: Vec<String> =
                criteria::check(criterion, &policy.fields).iter().map(ToString::to_string).collect();
            assert!(misfits.is_empty(), "{template:?}: {misfits:?}");
        }
    }
}

#[test]
fn every_handoff_point_is_designed_wholly() {
    for (template, policy) in each() {
        for point in &policy.handoffs {
            let place = format!("{template:?}, {}", point.name);
            let texts = [
                &point.trigger.text,
                &point.momentum_risk,
                &point.failure_mode,
                &point.oversight_focus,
                &point.control,
            ];
            assert!(texts.iter().all(|text| !text.is_empty()), "{place}");
            assert!(point.trigger.criterion.is_some() && point.trigger.source.is_some(), "{place}");
            assert!(policy.sender_team(point).is_some() && policy.receiver_team(point).is_some(), "{place}");
            assert!(point.accountable_roles.len() == 1 && point.backup_role.is_some(), "{place}");
            assert!(!point.system_requirements.is_empty() && !point.acceptance.actions.is_empty(), "{place}");
            assert!(!policy.required_fields(point).is_empty() && !point.routing.rows.is_empty(), "{place}");
            assert!(!point.targets.is_empty() && !point.escalation.is_empty(), "{place}");
            assert!(!point.dispositions.is_empty() && point.kpi.is_some(), "{place}");
            assert!(point.routing.rows.iter().all(|row| !row.reason.is_empty()), "{place}");
            assert!(point.receiver_kind == ReceiverKind::System || point.targets.len() > 4, "{place}");
        }
    }
}

#[test]
fn a_short_template_holds_nothing_that_its_handoff_points_do_not_need() {
    for (template, policy) in each().filter(|(template, _)| *template != Template::FullRevenueJourney) {
        for noun in [Noun::Stage, Noun::Field, Noun::Packet, Noun::Queue, Noun::Disposition, Noun::Kpi] {
            for key in policy.keys(noun) {
                assert!(
                    !policy.mentions(noun, key).is_empty(),
                    "{template:?}: nothing names the {} {key}",
                    noun.word()
                );
            }
        }
    }
}

#[test]
fn what_the_sources_contradict_is_decided_in_every_template() {
    for (template, policy) in each() {
        assert!(policy.decisions.len() >= 11, "{template:?}");
        for one in &policy.decisions {
            let texts = [&one.question, &one.decision, &one.because];
            assert!(texts.iter().all(|text| !text.is_empty()), "{template:?}: {one:?}");
        }
    }
}

#[test]
fn templates_differ_from_each_other_and_from_a_new_policy() {
    let new = Policy::new("Acme", "Europe/Vienna");
    let policies: Vec<Policy> = std::iter::once(new).chain(each().map(|(_, policy)| policy)).collect();
    for (place, one) in policies.iter().enumerate() {
        for other in &policies[place + 1..] {
            assert!(PolicyDiff::between(one, other).sentences().count() > 20);
        }
    }
}

/// A line of the table: a row of the checklist, and where it stands.
#[derive(Debug, Deserialize)]
struct Line {
    row: String,
    template: String,
    /// From the template's JSON; things in lists by key, name, field, clock, act or tier, several with `+`; `~` stands for a slash.
    path: String,
    /// What stands there, as JSON writes it; empty = something does.
    holds: String,
    /// Why the row is no part of a policy.
    elsewhere: String,
}

fn table() -> Vec<Line> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/policy/checklist.csv");
    csv::Reader::from_path(file).and_then(|mut rows| rows.deserialize().collect()).expect("a table that can be read")
}

/// True where a thing of a list is the one that is meant.
fn is_meant(entry: &Value, segment: &str) -> bool {
    segment.split('+').all(|part| {
        let every_tier = part == "null" && entry.get("tier").is_some_and(Value::is_null);
        every_tier || ["key", "name", "field", "clock", "act", "tier"].iter().any(|key| entry[*key] == part)
    })
}

fn at<'a>(json: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('/').try_fold(json, |at, segment| {
        let segment = segment.replace('~', "/");
        match at {
            Value::Array(entries) => entries.iter().find(|entry| is_meant(entry, &segment)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => at.get(&segment),
        }
    })
}

#[test]
fn every_row_of_the_checklist_stands_where_the_table_says() {
    let policies: Vec<(Template, Value)> = each().map(|(template, policy)| (template, json!(policy))).collect();
    let mut wrong = Vec::new();
    for line in table() {
        if !line.elsewhere.is_empty() {
            assert!(line.path.is_empty() && line.template.is_empty() && line.holds.is_empty(), "{line:?}");
            continue;
        }
        let (_, policy) =
            policies.iter().find(|(template, _)| template.key() == line.template).unwrap_or_else(|| panic!("{line:?}"));
        match at(policy, &line.path) {
            Some(Value::Null) | None => wrong.push(format!("{line:?}: there is nothing")),
            // Something must stand there: an empty list is no packet, and a "no" is no acceptance.
            Some(value) if ["\"\"", "[]", "{}", "false", "0"].contains(&&*value.to_string()) => {
                wrong.push(format!("{line:?}: it is empty"));
            }
            Some(value) if !value.to_string().contains(&line.holds) => wrong.push(format!("{line:?}: {value}")),
            Some(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_has_every_row_of_the_checklist() {
    let known: BTreeSet<String> = table().into_iter().map(|line| line.row).collect();
    let rows = [("S1", 30), ("S2", 39), ("S3", 38), ("S4", 118)];
    let all: BTreeSet<String> =
        rows.iter().flat_map(|(source, last)| (1..=*last).map(move |number| format!("{source}-{number:02}"))).collect();
    assert_eq!(known, all);
    // The checklist itself is not in the repository; where it is at hand, its rows are these.
    let checklist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/research/checklist.md");
    match std::fs::read_to_string(&checklist) {
        Ok(text) => {
            let rows = text.lines().filter_map(|line| line.strip_prefix("| ")?.split(' ').next());
            let sources = ["S1-", "S2-", "S3-", "S4-"];
            let rows: BTreeSet<String> =
                rows.filter(|row| sources.iter().any(|source| row.starts_with(source))).map(str::to_owned).collect();
            assert_eq!(known, rows);
            // What names a part of a policy stands in one, and is not said to stand elsewhere.
            let parts = [
                "packet",
                "criteri",
                "kpi",
                "failure",
                "risk",
                "control",
                "target",
                "escalation",
                "disposition",
                "role",
            ];
            let elsewhere: BTreeSet<String> =
                table().into_iter().filter(|line| !line.elsewhere.is_empty()).map(|line| line.row).collect();
            let kinds = text.lines().filter_map(|line| {
                let mut cells = line.strip_prefix("| ")?.split(" | ");
                Some((cells.next()?.to_owned(), cells.next()?.to_lowercase()))
            });
            let names_one = |kind: &str| parts.iter().any(|part| kind.contains(part));
            let (mut asked, mut lost) = (0, Vec::new());
            for (row, kind) in kinds.filter(|(row, kind)| known.contains(row) && names_one(kind)) {
                asked += 1;
                if elsewhere.contains(&row) {
                    lost.push(format!("{row} ({kind})"));
                }
            }
            assert!(asked > 20 && lost.is_empty(), "{asked} rows name a part; of these stand elsewhere: {lost:?}");
        }
        Err(_) => println!("skipped: {} is not at hand", checklist.display()),
    }
}
