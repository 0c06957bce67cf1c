//! A policy with people, and cases under it.

use chrono::DateTime;
use playbook::exception::desk::Case;
use playbook::exception::{Finding, FindingId, PassageKey, Rule};
use playbook::policy::{Person, Policy, Template};
use playbook::{HOUR, Instant};

/// Monday, 5 October 2026, ten o'clock in UTC.
pub fn monday() -> Instant {
    DateTime::parse_from_rfc3339("2026-10-05T10:00:00Z").unwrap().timestamp_millis()
}

/// The templates' governance with a person for each role that is asked for.
pub fn policy() -> Policy {
    let mut policy = Template::ALL[0].policy("Kestrel", "UTC");
    let person = |key: &str, name: &str, roles: &[&str]| Person {
        key: key.into(),
        name: name.into(),
        roles: roles.iter().map(|role| role.to_string()).collect(),
        ..Person::default()
    };
    policy.people = vec![
        person("ravi", "Ravi Anand", &["revops", "sales_ops"]),
        person("vera", "Vera Stein", &["sales_manager"]),
        person("lou", "Lou Berg", &["sales_leadership"]),
        person("dana", "Dana Okafor", &["data_steward"]),
        person("nina", "Nina Rossi", &["sdr"]),
        Person { active: false, ..person("gone", "Gone Away", &["revops"]) },
    ];
    policy
}

pub fn passage(id: &str) -> PassageKey {
    PassageKey { record_id: id.into(), handoff: "H2".into(), cycle: 1 }
}

pub fn finding(rule: Rule, severity: &str) -> Finding {
    let (kind, subtype) = rule.belongs_to();
    Finding {
        id: FindingId { passage: passage("L-1"), rule, part: String::new() },
        exception_type: kind.into(),
        subtype: subtype.map(String::from),
        severity: severity.into(),
        arose: monday() - HOUR,
        ended: None,
        because: "Not accepted yet.".into(),
    }
}

pub fn case(rule: Rule, severity: &str) -> Case {
    Case::raise(1, &finding(rule, severity), &policy(), monday())
}
