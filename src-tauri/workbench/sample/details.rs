//! What the export says of each lead, deal and customer beside the handoff's own columns: what packets carry, criteria test and
//! routing asks for.
//!
//! Drawn from a source of its own, so that what happens to a handoff does not depend on how much is known of it, and the same for
//! every handoff of one record.

use super::people::{self, Market};
use chrono::{Days, NaiveDate};
use rand::{Rng, RngExt, SeedableRng};
use rand_distr::{Distribution, LogNormal};
use rand_pcg::Pcg64Mcg;

/// Whom a record is about.
pub struct Lead<'a> {
    pub number: u32,
    pub source: &'a str,
    pub segment: &'a str,
    pub intent: &'a str,
    pub market: Market,
    pub company: &'a str,
    pub created: NaiveDate,
}

/// The field catalogue's keys, in the order of the export's columns.
pub const FIELDS: [&str; 61] = [
    "company",
    "region",
    "employees",
    "icp_fit",
    "score",
    "signal",
    "consent",
    "account_status",
    "is_customer",
    "is_named_account",
    "has_open_opportunity",
    "account_owner",
    "open_opportunity_owner",
    "buyer_name",
    "buyer_title",
    "intent_signals",
    "lifecycle_stage",
    "content_engaged",
    "product_interest",
    "routing_reason",
    "next_best_action",
    "requested_next_step",
    "confirmed_pains",
    "stakeholders",
    "buying_stage",
    "timeline",
    "meeting_notes",
    "meeting_status",
    "meeting_outcome",
    "success_criteria",
    "qualification_notes",
    "sdr_checklist_done",
    "use_case",
    "requirements",
    "constraints",
    "evaluation_plan",
    "proof_needed",
    "technical_request",
    "opportunity_stage",
    "identified_pain",
    "close_date",
    "scope",
    "promised_outcomes",
    "integrations",
    "risks",
    "stakeholder_map",
    "definition_of_done",
    "handoff_form_done",
    "contract_signed",
    "adoption_plan",
    "enablement_artifacts",
    "baseline_metrics",
    "open_issues",
    "next_milestones",
    "go_live_done",
    "expansion_triggers",
    "renewal_date",
    "value_realization",
    "usage_adoption",
    "contract_terms",
    "health_score",
];

/// Where in [`FIELDS`] what is known of every record ends, and what each handoff point adds.
const ALWAYS: usize = 19;
const ADDS: [(usize, usize); 6] = [(19, 22), (22, 32), (32, 41), (41, 49), (49, 55), (55, 61)];

/// What was written down at an earlier handoff and travels on.
const TRAVELS: [&[&str]; 6] =
    [&[], &["requested_next_step"], &[], &["timeline", "stakeholders"], &[], &["stakeholder_map", "risks"]];

/// What nobody forgets: a system writes it.
const BY_SYSTEMS: [&str; 12] = [
    "company",
    "region",
    "employees",
    "icp_fit",
    "score",
    "signal",
    "account_status",
    "is_customer",
    "is_named_account",
    "has_open_opportunity",
    "lifecycle_stage",
    "opportunity_stage",
];

/// Sales writes less down of what a partner brought.
const KNOWN: f64 = 0.93;
const KNOWN_OF_PARTNERS: f64 = 0.78;

/// What is known at a handoff, by field key; a blank one is left out.
pub fn known(lead: &Lead<'_>, handoff: usize) -> Vec<(&'static str, String)> {
    let mut random = Pcg64Mcg::seed_from_u64(u64::from(lead.number));
    let values: Vec<String> = FIELDS.iter().map(|field| value(&mut random, lead, field)).collect();
    let share = if lead.source == "partner" { KNOWN_OF_PARTNERS } else { KNOWN };
    let (from, to) = ADDS[handoff];
    let at_hand =
        |place: usize, field: &str| place < ALWAYS || (from..to).contains(&place) || TRAVELS[handoff].contains(&field);
    let mut known = Vec::with_capacity(ALWAYS + to - from);
    for (place, (&field, value)) in FIELDS.iter().zip(values).enumerate() {
        let written = random.random::<f64>() < share || BY_SYSTEMS.contains(&field);
        if at_hand(place, field) && written && !value.is_empty() {
            known.push((field, value));
        }
    }
    known
}

fn value(random: &mut impl Rng, lead: &Lead<'_>, field: &str) -> String {
    let mut yes = |share: f64| if random.random::<f64>() < share { "yes" } else { "no" }.to_owned();
    match field {
        "company" => lead.company.into(),
        "region" => if lead.market == Market::Americas { "Americas" } else { "EMEA" }.into(),
        "employees" => employees(random, lead.segment).to_string(),
        "icp_fit" => yes(0.93),
        "score" => score(random, lead.intent).to_string(),
        "health_score" => random.random_range(35..=95).to_string(),
        "consent" => yes(0.96),
        "is_customer" => yes(0.06),
        "is_named_account" => yes(if lead.segment == "Enterprise" { 0.3 } else { 0.04 }),
        "has_open_opportunity" => yes(0.07),
        "sdr_checklist_done" | "handoff_form_done" => yes(0.9),
        "contract_signed" | "go_live_done" => "yes".into(),
        "account_owner" if random.random::<f64>() < 0.8 => String::new(),
        "open_opportunity_owner" if random.random::<f64>() < 0.9 => String::new(),
        "account_owner" => people::owner(random, &people::group(1, lead.market)),
        "open_opportunity_owner" => people::owner(random, &people::group(1, lead.market)),
        "buyer_name" => people::owner(random, lead.company),
        "close_date" => after(random, lead.created, 60..180),
        "renewal_date" => after(random, lead.created, 300..420),
        _ => people::pick(random, words(field)).into(),
    }
}

fn after(random: &mut impl Rng, date: NaiveDate, days: std::ops::Range<u64>) -> String {
    date.checked_add_days(Days::new(random.random_range(days))).unwrap_or(date).to_string()
}

/// Small companies are below the 200 employees of the entry criteria more often than sales likes to hear.
fn employees(random: &mut impl Rng, segment: &str) -> u32 {
    let (median, spread) = match segment {
        "SMB" => (290.0_f64, 0.45),
        "Mid-market" => (700.0, 0.5),
        _ => (3_200.0, 0.6),
    };
    let drawn = LogNormal::new(median.ln(), spread).map_or(median, |distribution| distribution.sample(random));
    drawn.clamp(5.0, 90_000.0) as u32
}

fn score(random: &mut impl Rng, intent: &str) -> u32 {
    match intent {
        "high" => random.random_range(78..=100),
        "medium" => random.random_range(66..=90),
        _ => random.random_range(55..=80),
    }
}

fn words(field: &str) -> &'static [(&'static str, f64)] {
    match field {
        "signal" => {
            &[("Demo request", 0.3), ("Pricing inquiry", 0.2), ("Webinar attended", 0.3), ("Content download", 0.2)]
        }
        "account_status" => &[("Prospect", 0.87), ("Open opportunity", 0.07), ("Customer", 0.06)],
        "buyer_title" => &[
            ("Head of operations", 0.4),
            ("Logistics manager", 0.3),
            ("Chief operating officer", 0.1),
            ("Analyst", 0.2),
        ],
        "intent_signals" => {
            &[("Pricing page twice this week", 0.4), ("Comparison page", 0.3), ("Three colleagues active", 0.3)]
        }
        "lifecycle_stage" => &[("MQL", 1.0)],
        "content_engaged" => &[("Dispatch guide", 0.5), ("Webinar of September", 0.5)],
        "product_interest" => &[("Core platform", 0.6), ("Analytics", 0.3), ("Services", 0.1)],
        "routing_reason" => &[("Territory", 0.5), ("Round robin", 0.5)],
        "next_best_action" => &[("Call today", 0.5), ("Send the case study", 0.5)],
        "requested_next_step" => &[("A call this week", 0.6), ("A demo", 0.4)],
        "confirmed_pains" => &[("Manual filing", 0.4), ("Late deliveries", 0.3), ("No single view", 0.3)],
        "stakeholders" => &[("Operations and finance", 0.5), ("Operations alone", 0.5)],
        "buying_stage" => &[("Exploring", 0.4), ("Comparing", 0.4), ("Deciding", 0.2)],
        "timeline" => &[("This quarter", 0.4), ("Next quarter", 0.4), ("Next year", 0.2)],
        "meeting_notes" => &[("In the CRM", 1.0)],
        "meeting_status" => &[("Held", 0.94), ("Booked", 0.06)],
        "meeting_outcome" => &[("Qualified", 0.9), ("To be repeated", 0.1)],
        "success_criteria" => &[("One depot live in a month", 0.5), ("Half the phone calls", 0.5)],
        "qualification_notes" => &[("Budget and timing confirmed", 0.6), ("Timing confirmed", 0.4)],
        "use_case" => &[("Dispatch", 0.5), ("Inventory", 0.5)],
        "requirements" => &[("Listed", 0.7), ("In the notes", 0.3)],
        "constraints" => &[("On the customer's own servers", 0.2), ("None named", 0.8)],
        "evaluation_plan" => &[("Two weeks with one depot", 0.7), ("A day with test data", 0.3)],
        "proof_needed" => &[("Technical validation", 0.5), ("Security", 0.3), ("None", 0.2)],
        "technical_request" => {
            &[("API documentation", 0.4), ("Integration requirements", 0.3), ("Security questions", 0.2), ("None", 0.1)]
        }
        "opportunity_stage" => &[("Technical validation", 0.9), ("Qualified", 0.1)],
        "identified_pain" => &[("Late deliveries cost contracts", 0.6), ("Two people only file", 0.4)],
        "scope" => &[("Standard", 0.6), ("Custom", 0.4)],
        "promised_outcomes" => &[("On-time rate above 97 %", 0.5), ("Two hours saved a day", 0.5)],
        "integrations" => &[("ERP", 0.6), ("ERP and telematics", 0.4)],
        "risks" => &[("Data migration", 0.5), ("None named", 0.5)],
        "stakeholder_map" => &[("Attached", 1.0)],
        "definition_of_done" => &[("Signed checklist", 1.0)],
        "adoption_plan" => &[("Depot by depot", 0.7), ("All at once", 0.3)],
        "enablement_artifacts" => &[("Handbook and recordings", 1.0)],
        "baseline_metrics" => &[("Taken before the start", 1.0)],
        "open_issues" => &[("None", 0.6), ("Two, with owners", 0.4)],
        "next_milestones" => &[("Second depot", 0.6), ("First report", 0.4)],
        "value_realization" => &[("Half the phone calls", 0.5), ("On-time rate at 96 %", 0.5)],
        "usage_adoption" => &[("Every depot, every day", 0.6), ("Two depots of five", 0.4)],
        "contract_terms" => &[("Two years", 0.7), ("A year", 0.3)],
        "expansion_triggers" => &[("Usage above plan", 0.6), ("New team asked", 0.4)],
        _ => &[("Noted", 1.0)],
    }
}
