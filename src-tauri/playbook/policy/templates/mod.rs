//! Policies to start from. Each is complete and can be edited like any other; its `decisions` say where good sources contradict each
//! other and which way it went. A template knows roles and no people: those are the company's.

mod build;
mod decisions;
mod fields;
pub(crate) mod governance;
mod kpis;
mod packets;
mod people;
mod points;
mod prune;
mod stages;

use super::{HandoffPoint, Policy};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A policy to start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Template {
    TriStateLeadLifecycle,
    EightJourneyHandoffs,
    SevenCriticalHandoffs,
    OversightMatrix,
    FullRevenueJourney,
}

/// A point of the full journey by name, and the stages between which a shorter one has it.
pub type JourneyPoint = (&'static str, [&'static str; 2]);

const EIGHT: &[JourneyPoint] = &[
    ("MQL -> SDR", ["lead", "sal"]),
    ("SDR -> AE", ["sal", "opportunity"]),
    ("AE -> Sales engineer", ["opportunity", "opportunity"]),
    ("Closed/Won -> Onboarding", ["opportunity", "onboarding"]),
    ("Implementation -> Customer success", ["onboarding", "adoption"]),
    ("Customer success -> Support", ["adoption", "adoption"]),
    ("Customer success -> Renewal", ["adoption", "renewal"]),
    ("Support and success -> Product and marketing", ["adoption", "feedback"]),
];

const SEVEN: &[JourneyPoint] = &[
    ("MQL -> SDR", ["lead", "sal"]),
    ("SDR -> AE", ["sal", "opportunity"]),
    ("AE -> Sales engineer", ["opportunity", "opportunity"]),
    ("AE -> Legal or finance", ["opportunity", "opportunity"]),
    ("Sales -> Customer success", ["opportunity", "adoption"]),
    ("Product signal -> Sales", ["adoption", "expansion"]),
    ("Customer success -> Account manager", ["adoption", "expansion"]),
];

const SIX: &[JourneyPoint] = &[
    ("Inquiry -> Lead", ["inquiry", "lead"]),
    ("MQL -> SDR", ["lead", "sal"]),
    ("SDR -> AE", ["sal", "sql"]),
    ("AE -> Opportunity gates", ["sql", "opportunity"]),
    ("Closed/Won -> Onboarding", ["opportunity", "onboarding"]),
    ("Customer success -> Renewal", ["onboarding", "renewal"]),
];

impl Template {
    pub const ALL: [Template; 5] = [
        Template::TriStateLeadLifecycle,
        Template::EightJourneyHandoffs,
        Template::SevenCriticalHandoffs,
        Template::OversightMatrix,
        Template::FullRevenueJourney,
    ];

    /// `tri-state-lead-lifecycle`: as in JSON and on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Template::TriStateLeadLifecycle => "tri-state-lead-lifecycle",
            Template::EightJourneyHandoffs => "eight-journey-handoffs",
            Template::SevenCriticalHandoffs => "seven-critical-handoffs",
            Template::OversightMatrix => "oversight-matrix",
            Template::FullRevenueJourney => "full-revenue-journey",
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Template::TriStateLeadLifecycle => "Tri-state lead lifecycle",
            Template::EightJourneyHandoffs => "Eight journey handoffs",
            Template::SevenCriticalHandoffs => "Seven critical sales handoffs",
            Template::OversightMatrix => "Oversight matrix",
            Template::FullRevenueJourney => "Full revenue journey",
        }
    }

    /// What it is for, in a sentence.
    pub const fn summary(self) -> &'static str {
        match self {
            Template::TriStateLeadLifecycle => {
                "Leads qualified by automation, enriched for a few minutes, and accepted or recycled within a window that acts."
            }
            Template::EightJourneyHandoffs => {
                "From marketing to renewal and back to product: what must travel at each of eight handoffs."
            }
            Template::SevenCriticalHandoffs => {
                "The seven handoffs where sales loses momentum, each with its risk and its control."
            }
            Template::OversightMatrix => {
                "Six handoffs with what operations watches, what systems must do, one KPI and how each usually fails."
            }
            Template::FullRevenueJourney => {
                "Everything: twenty-two handoff points from the first inquiry to expansion and feedback."
            }
        }
    }

    pub fn with_key(key: &str) -> Option<Template> {
        Template::ALL.into_iter().find(|template| template.key() == key)
    }

    /// The template as a company's policy. `time_zone` is an IANA name that the caller has checked.
    pub fn policy(self, company: &str, time_zone: &str) -> Policy {
        match self {
            Template::TriStateLeadLifecycle => shortened(points::tri_state(), company, time_zone),
            Template::EightJourneyHandoffs => part_of_journey(EIGHT, company, time_zone),
            Template::SevenCriticalHandoffs => part_of_journey(SEVEN, company, time_zone),
            Template::OversightMatrix => part_of_journey(SIX, company, time_zone),
            Template::FullRevenueJourney => {
                let mut policy = with_points(points::journey(), company, time_zone);
                prune::keep_stages_on_the_way(&mut policy);
                prune::join_stages(&mut policy);
                policy
            }
        }
    }
}

/// A complete policy of some points of the full journey, numbered from H1 in this order, with what they name and no more. A name
/// that the journey does not have is passed over.
pub fn part_of_journey(points: &[JourneyPoint], company: &str, time_zone: &str) -> Policy {
    shortened(chosen(points), company, time_zone)
}

fn shortened(points: Vec<HandoffPoint>, company: &str, time_zone: &str) -> Policy {
    let mut policy = with_points(points, company, time_zone);
    prune::keep_what_is_named(&mut policy);
    prune::join_stages(&mut policy);
    policy
}

/// These points, and everything that any of the templates' points names.
fn with_points(points: Vec<HandoffPoint>, company: &str, time_zone: &str) -> Policy {
    let numbered =
        points.into_iter().zip(1..).map(|(point, number)| HandoffPoint { key: format!("H{number}"), ..point });
    Policy {
        tiers: decisions::tiers(),
        teams: people::teams(),
        roles: people::roles(),
        queues: people::queues(),
        stages: stages::stages(),
        fields: fields::catalogue(),
        packets: packets::packets(),
        dispositions: decisions::dispositions(),
        exception_types: governance::exception_types(),
        severities: governance::severities(),
        verbs: governance::verbs(),
        decision_rights: governance::decision_rights(),
        root_causes: governance::root_causes(),
        kpis: kpis::kpis(),
        decisions: decisions::decisions(),
        handoffs: numbered.collect(),
        ..Policy::new(company, time_zone)
    }
}

fn chosen(points: &[JourneyPoint]) -> Vec<HandoffPoint> {
    let mut known = points::journey();
    known.push(points::sales_to_cs());
    let take = |&(name, [from, to]): &JourneyPoint| {
        let point = known.iter().find(|point| point.name == name)?;
        Some(HandoffPoint { from_stage: Some(from.into()), to_stage: Some(to.into()), ..point.clone() })
    };
    points.iter().filter_map(take).collect()
}
