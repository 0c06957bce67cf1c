//! A policy with people, and cases under it.

use crate::people::{people, person};
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
    policy.people = people();
    let gone = Person { active: false, ..person("gone", "Gone Away", &["revops"]) };
    policy.people.extend([person("lou", "Lou Berg", &["sales_leadership"]), gone]);
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
