//! Names and small weighted draws of the sample. All invented.

use rand::{Rng, RngExt};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Market {
    Emea,
    Dach,
    Americas,
}

pub const SOURCES: [(&str, f64); 6] = [
    ("webinar", 0.22),
    ("demo_request", 0.2),
    ("content", 0.24),
    ("paid_search", 0.14),
    ("partner", 0.12),
    ("outbound", 0.08),
];

pub const SEGMENTS: [(&str, f64); 3] = [("SMB", 0.46), ("Mid-market", 0.37), ("Enterprise", 0.17)];

const GROUPS: [&str; 6] = ["SDR", "AE", "Solutions", "Implementation", "CS", "AM"];
const FIRST: [&str; 12] =
    ["Tobias", "Mara", "Jonas", "Priya", "Lea", "Dana", "Ines", "Emil", "Sofia", "Karim", "Nina", "Oskar"];
const LAST: [&str; 10] = ["Kern", "Lindt", "Berg", "Sen", "Novak", "Okafor", "Falk", "Huber", "Moreau", "Rossi"];
const COMPANY_FIRST: [&str; 14] = [
    "Kestrel", "Alder", "Borealis", "Cobalt", "Drava", "Elbe", "Fjord", "Granite", "Harrow", "Istria", "Juniper",
    "Lumen", "Meridian", "Norden",
];
const COMPANY_LAST: [&str; 8] =
    ["Freight", "Dynamics", "Foods", "Logistics", "Systems", "Pharma", "Energy", "Textiles"];

/// A weighted choice.
pub fn pick(random: &mut impl Rng, choices: &[(&'static str, f64)]) -> &'static str {
    let mut left: f64 = random.random();
    for &(value, weight) in choices {
        left -= weight;
        if left < 0.0 {
            return value;
        }
    }
    choices[choices.len() - 1].0
}

pub fn market(random: &mut impl Rng) -> Market {
    match random.random::<f64>() {
        share if share < 0.45 => Market::Emea,
        share if share < 0.75 => Market::Dach,
        _ => Market::Americas,
    }
}

/// Demo requests are mostly high intent, content downloads mostly low.
pub fn intent(random: &mut impl Rng, source: &str) -> &'static str {
    let (high, medium) = match source {
        "demo_request" => (0.75, 0.2),
        "content" => (0.05, 0.35),
        _ => (0.25, 0.45),
    };
    pick(random, &[("high", high), ("medium", medium), ("low", 1.0 - high - medium)])
}

pub fn group(handoff: usize, market: Market) -> String {
    let place = match market {
        Market::Emea => "EMEA",
        Market::Dach => "DACH",
        Market::Americas => "Americas",
    };
    format!("{} {place}", GROUPS[handoff])
}

/// Five people a group, always the same five.
pub fn owner(random: &mut impl Rng, group: &str) -> String {
    let seed: usize = group.bytes().map(usize::from).sum();
    let person = seed + random.random_range(0..5) * 7;
    format!("{} {}", FIRST[person % FIRST.len()], LAST[person % LAST.len()])
}

pub fn company(random: &mut impl Rng) -> String {
    let first = COMPANY_FIRST[random.random_range(0..COMPANY_FIRST.len())];
    let last = COMPANY_LAST[random.random_range(0..COMPANY_LAST.len())];
    format!("{first} {last}")
}

/// In the workspace's currency, to the nearest hundred.
pub fn amount(random: &mut impl Rng, segment: &str) -> u32 {
    let hundreds = match segment {
        "SMB" => random.random_range(30..150),
        "Mid-market" => random.random_range(120..600),
        _ => random.random_range(500..2_500),
    };
    hundreds * 100
}

pub fn reason(random: &mut impl Rng, recycled: bool) -> &'static str {
    if recycled {
        pick(random, &[("timing", 0.5), ("budget", 0.3), ("feature_gap", 0.2)])
    } else {
        pick(random, &[("not_icp", 0.6), ("duplicate", 0.25), ("bad_data", 0.15)])
    }
}

pub fn country(random: &mut impl Rng, market: Market) -> &'static str {
    let countries: &[(&str, f64)] = match market {
        Market::Emea => &[("France", 0.3), ("United Kingdom", 0.3), ("Italy", 0.2), ("Sweden", 0.2)],
        Market::Dach => &[("Austria", 0.4), ("Germany", 0.45), ("Switzerland", 0.15)],
        Market::Americas => &[("United States", 0.8), ("Canada", 0.2)],
    };
    pick(random, countries)
}

pub fn packet_value(random: &mut impl Rng, field: &str) -> &'static str {
    let values: &[(&str, f64)] = match field {
        "Consent" => &[("Given", 0.8), ("Legitimate interest", 0.2)],
        "Pain" => &[("Manual filing", 0.4), ("Late deliveries", 0.3), ("No single view", 0.3)],
        "Timeline" => &[("This quarter", 0.4), ("Next quarter", 0.4), ("Next year", 0.2)],
        "Use case" => &[("Dispatch", 0.5), ("Inventory", 0.5)],
        "Requirements" => &[("Listed", 0.7), ("In the notes", 0.3)],
        "Scope" => &[("Standard", 0.6), ("Custom", 0.4)],
        "Promised outcomes" => &[("On-time rate above 97 %", 0.5), ("Two hours saved a day", 0.5)],
        "Definition of done" => &[("Signed checklist", 1.0)],
        "Health" => &[("Green", 0.7), ("Amber", 0.3)],
        _ => &[("Usage above plan", 0.6), ("New team asked", 0.4)],
    };
    pick(random, values)
}
