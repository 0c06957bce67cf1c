//! Public holidays as proposals: dates that a person may tick into a calendar's exceptions.
//!
//! Libraries of holidays agree fully for few countries, so each proposal says which of three list it. Nothing here decides anything;
//! `holidays/NOTICE.md` says where the data comes from.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

const DATA: &str = include_str!("holidays/holidays.csv");

/// The years that the data covers.
pub const YEARS: std::ops::RangeInclusive<i32> = 2015..=2030;

/// The libraries compared, by their letter in the data. Versions: `holidays/NOTICE.md`.
const LIBRARIES: [(char, &str); 3] =
    [('p', "python-holidays 0.108"), ('d', "date-holidays 3.37"), ('w', "workalendar 17")];

/// Names of the countries in the data.
const COUNTRIES: [(&str, &str); 27] = [
    ("AT", "Austria"),
    ("AU", "Australia"),
    ("BE", "Belgium"),
    ("BR", "Brazil"),
    ("CA", "Canada"),
    ("CH", "Switzerland"),
    ("CZ", "Czechia"),
    ("DE", "Germany"),
    ("DK", "Denmark"),
    ("ES", "Spain"),
    ("FI", "Finland"),
    ("FR", "France"),
    ("GB", "United Kingdom"),
    ("IE", "Ireland"),
    ("IN", "India"),
    ("IT", "Italy"),
    ("JP", "Japan"),
    ("MX", "Mexico"),
    ("NL", "Netherlands"),
    ("NO", "Norway"),
    ("NZ", "New Zealand"),
    ("PL", "Poland"),
    ("PT", "Portugal"),
    ("SE", "Sweden"),
    ("SG", "Singapore"),
    ("US", "United States"),
    ("ZA", "South Africa"),
];

/// A country whose holidays can be proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HolidayCountry {
    /// ISO 3166-1 code.
    pub code: String,
    pub name: String,
    /// Codes of the subdivisions with lists of their own; each holds the national holidays too.
    pub subdivisions: Vec<String>,
}

/// A date that may be a holiday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HolidayProposal {
    #[ts(type = "string")]
    pub date: NaiveDate,
    pub name: String,
    /// Who lists it: `all 3 libraries`, `2 of 3 libraries: not workalendar 17`, or the file it was read from.
    pub agreed_by: String,
    /// True where every source that covers the place lists it.
    pub agreed: bool,
}

/// One row of the data: a place, a name and a set of sources, with its dates.
struct Row<'a> {
    country: &'a str,
    subdivision: &'a str,
    name: &'a str,
    listed_by: &'a str,
    not_listed_by: &'a str,
    dates: &'a str,
}

/// Calls `visit` for every row of the data.
fn each_row(mut visit: impl FnMut(Row<'_>)) {
    let mut rows = csv::Reader::from_reader(DATA.as_bytes());
    // The data is part of the program and a test reads all of it: a row that cannot be read does not get this far.
    for row in rows.records().flatten() {
        if let [country, subdivision, name, listed_by, not_listed_by, dates] = row.iter().collect::<Vec<_>>()[..] {
            visit(Row { country, subdivision, name, listed_by, not_listed_by, dates });
        }
    }
}

/// Countries with holidays to propose, by name.
pub fn countries() -> Vec<HolidayCountry> {
    let mut places: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    each_row(|row| {
        let subdivisions = places.entry(row.country.to_owned()).or_default();
        if !row.subdivision.is_empty() {
            subdivisions.insert(row.subdivision.to_owned());
        }
    });
    let name =
        |code: &str| COUNTRIES.iter().find(|(known, _)| *known == code).map_or(code, |(_, name)| name).to_owned();
    let mut countries: Vec<HolidayCountry> = places
        .into_iter()
        .map(|(code, subdivisions)| HolidayCountry {
            name: name(&code),
            subdivisions: subdivisions.into_iter().collect(),
            code,
        })
        .collect();
    countries.sort_by(|a, b| a.name.cmp(&b.name));
    countries
}

/// A year's proposals for a country or one of its subdivisions, by date; none for a place or year that the data does not cover.
pub fn proposals(country: &str, subdivision: Option<&str>, year: i32) -> Vec<HolidayProposal> {
    let mut found = Vec::new();
    each_row(|row| {
        if row.country != country || row.subdivision != subdivision.unwrap_or_default() {
            return;
        }
        let dates = row.dates.split(' ').filter_map(|date| NaiveDate::parse_from_str(date, "%Y%m%d").ok());
        for date in dates.filter(|date| date.year() == year) {
            let name = if row.name.is_empty() { "Public holiday, name not listed" } else { row.name };
            let agreed = row.not_listed_by.is_empty();
            let agreed_by = agreement(row.listed_by, row.not_listed_by);
            found.push(HolidayProposal { date, name: name.to_owned(), agreed_by, agreed });
        }
    });
    found.sort_by_key(|proposal| proposal.date);
    found
}

fn agreement(listed_by: &str, not_listed_by: &str) -> String {
    let covering = listed_by.len() + not_listed_by.len();
    if not_listed_by.is_empty() {
        return format!("all {covering} libraries");
    }
    let names: Vec<&str> =
        LIBRARIES.iter().filter(|(letter, _)| not_listed_by.contains(*letter)).map(|(_, name)| *name).collect();
    format!("{} of {covering} libraries: not {}", listed_by.len(), names.join(" or "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_row_of_the_data_is_read_and_in_its_years() {
        let (mut rows, mut dates) = (0, 0);
        each_row(|row| {
            rows += 1;
            assert!(COUNTRIES.iter().any(|(code, _)| *code == row.country), "{}", row.country);
            assert!(!row.listed_by.is_empty() && row.listed_by.len() + row.not_listed_by.len() <= 3);
            for text in row.dates.split(' ') {
                assert!(YEARS.contains(&NaiveDate::parse_from_str(text, "%Y%m%d").unwrap().year()));
                dates += 1;
            }
        });
        assert_eq!(rows, DATA.lines().count() - 1);
        assert_eq!(dates, 8_783);
    }

    #[test]
    fn proposals_say_who_agrees() {
        let germany = proposals("DE", None, 2026);
        let unity = germany.iter().find(|proposal| proposal.date == date("2026-10-03")).unwrap();
        assert_eq!((unity.name.as_str(), unity.agreed_by.as_str()), ("German Unity Day", "all 3 libraries"));
        assert!(germany.is_sorted_by_key(|proposal| proposal.date));
        let texas = proposals("US", Some("TX"), 2026);
        assert!(texas.len() > proposals("US", None, 2026).len());
        let disputed = texas.iter().find(|proposal| !proposal.agreed).unwrap();
        assert!(disputed.agreed_by.contains(" of 3 libraries: not "), "{}", disputed.agreed_by);
        assert_eq!(proposals("GB", Some("ENG"), 2026)[0].agreed_by, "all 2 libraries");
    }

    #[test]
    fn places_and_years_without_data_have_no_proposals() {
        assert_eq!(proposals("DE", None, 2031), []);
        assert_eq!(proposals("XX", None, 2026), []);
        assert_eq!(proposals("DE", Some("XX"), 2026), []);
    }

    #[test]
    fn countries_are_named_and_know_their_subdivisions() {
        let countries = countries();
        assert_eq!(countries.len(), COUNTRIES.len());
        let germany = countries.iter().find(|country| country.code == "DE").unwrap();
        assert_eq!(
            (germany.name.as_str(), &germany.subdivisions[..]),
            ("Germany", &["BE".into(), "BY".into(), "NW".into()][..])
        );
    }
}
