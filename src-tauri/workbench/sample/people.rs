//! Names and small weighted draws of the sample. All invented.

use playbook::policy::{Person, Role};
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
    member(group, random.random_range(0..GROUP))
}

const GROUP: usize = 5;

fn members(group: &str) -> impl Iterator<Item = String> {
    (0..GROUP).map(|number| member(group, number))
}

fn member(group: &str, number: usize) -> String {
    let seed: usize = group.bytes().map(usize::from).sum();
    let person = seed + number * 7;
    format!("{} {}", FIRST[person % FIRST.len()], LAST[person % LAST.len()])
}

pub fn company(random: &mut impl Rng) -> String {
    let first = COMPANY_FIRST[random.random_range(0..COMPANY_FIRST.len())];
    let last = COMPANY_LAST[random.random_range(0..COMPANY_LAST.len())];
    format!("{first} {last}")
}

/// Who leads each team, and with it holds every role of the team that nobody else holds; the last is of no team.
const LEADS: [(&str, &str); 12] = [
    ("marketing", "Helena Brandt"),
    ("operations", "Ravi Anand"),
    ("sdr", "Paula Weiss"),
    ("ae", "Marco Salvi"),
    ("se", "Ingrid Holm"),
    ("legal", "Thea Lang"),
    ("implementation", "Joao Prado"),
    ("cs", "Amara Diallo"),
    ("support", "Felix Roth"),
    ("am", "Yara Haddad"),
    ("product", "Bela Szabo"),
    ("", "Vera Stein"),
];

fn person(name: &str, team: &str, roles: Vec<String>) -> Person {
    Person {
        key: name.to_lowercase().replace(' ', "-"),
        name: name.into(),
        team: (!team.is_empty()).then(|| team.into()),
        roles,
        ..Person::default()
    }
}

/// Everybody: who owns records, in the team and role that the handoff point names, whoever stands in two groups being of the first;
/// and who leads.
pub fn employed(roles: &[Role]) -> Vec<Person> {
    let teams = [
        ("sdr", "sdr"),
        ("ae", "ae"),
        ("se", "se"),
        ("implementation", "implementer"),
        ("cs", "csm"),
        ("am", "account_manager"),
    ];
    let mut people: Vec<Person> = Vec::new();
    for (handoff, (team, role)) in teams.into_iter().enumerate() {
        for market in [Market::Emea, Market::Dach, Market::Americas] {
            for name in members(&group(handoff, market)) {
                if people.iter().all(|person| person.name != name) {
                    people.push(person(&name, team, vec![role.into()]));
                }
            }
        }
    }
    for (team, name) in LEADS {
        let held = |role: &Role| people.iter().any(|person| person.roles.contains(&role.key));
        let own = roles.iter().filter(|role| role.team.as_deref().unwrap_or_default() == team && !held(role));
        let own: Vec<String> = own.map(|role| role.key.clone()).collect();
        if !own.is_empty() {
            people.push(person(name, team, own));
        }
    }
    people
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
