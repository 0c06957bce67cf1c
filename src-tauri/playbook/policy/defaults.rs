//! What a new workspace starts with: three tiers, office hours in its own zone, the fields every record has, no handoff point.

use super::{Layout, Policy, SCHEMA, Tier};
use crate::calendar::Calendar;

impl Policy {
    /// A policy with nothing designed yet. `time_zone` is an IANA name that the caller has checked.
    pub fn new(company: &str, time_zone: &str) -> Policy {
        let tier = |key: &str, name: &str| Tier { key: key.into(), name: name.into(), ..Tier::default() };
        Policy {
            schema: SCHEMA,
            company: company.into(),
            time_zone: time_zone.into(),
            currency: "EUR".into(),
            tiers: vec![tier("high", "High"), tier("medium", "Medium"), tier("low", "Low")],
            teams: Vec::new(),
            calendars: vec![
                Calendar::office_hours("office", "Office hours", time_zone),
                Calendar::always_open("always", "Always open", time_zone),
            ],
            default_calendar: "office".into(),
            handoffs: Vec::new(),
            fields: Vec::new(),
            roles: Vec::new(),
            people: Vec::new(),
            stages: Vec::new(),
            packets: Vec::new(),
            queues: Vec::new(),
            dispositions: Vec::new(),
            exception_types: Vec::new(),
            severities: Vec::new(),
            verbs: Vec::new(),
            decision_rights: Vec::new(),
            root_causes: Vec::new(),
            kpis: Vec::new(),
            decisions: Vec::new(),
            mutes: Vec::new(),
            layout: Layout::default(),
        }
    }
}
