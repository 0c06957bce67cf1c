//! How much everybody had: owner groups beside what they missed, and people and teams beside the capacity that the policy gives them.

use super::win_loss::widened;
use super::{FEWEST, rows_in};
use crate::calendar::CompiledCalendar;
use crate::metrics::measure::Measured;
use crate::metrics::parts::{Part, bit, denominator};
use crate::metrics::statistics::wilson;
use crate::metrics::words::{count, share};
use crate::metrics::{Dimension, Metric, Month};
use crate::policy::criteria::fold;
use crate::policy::{Person, Policy};
use crate::record::{Disposition, Moment};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CapacityRow {
    pub owner_group: String,
    /// People who own a record of the quarter.
    #[ts(type = "number")]
    pub people: u64,
    #[ts(type = "number")]
    pub records: u64,
    /// `None` = nobody of the group owns a record.
    pub per_person_a_week: Option<f64>,
    /// Promises missed, of those judged; `None` = none can be judged.
    pub breach_rate: Option<f64>,
    #[ts(type = "number")]
    pub judged: u64,
    /// Its breach rate lies above that of all by more than its interval.
    pub overloaded: bool,
}

/// What a person or a team was given in the quarter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "CapacityLoad")]
pub struct Load {
    /// Person or team key.
    pub key: String,
    pub name: String,
    /// People of a team; `None` = one person.
    #[ts(type = "number | null")]
    pub people: Option<u64>,
    #[ts(type = "number")]
    pub assigned: u64,
    /// Days of the quarter, as far as the data goes, on which the person's calendar is open and the person is not away; of a team, the
    /// sum of its people's.
    #[ts(type = "number")]
    pub working_days: u64,
    /// What could be given by the policy on those days; `None` = it sets no capacity, for one of a team's people at least.
    #[ts(type = "number | null")]
    pub capacity: Option<u64>,
    /// Assigned of capacity.
    pub share: Option<f64>,
    /// Days on which a person was given more than the capacity of a day.
    #[ts(type = "number")]
    pub days_over: u64,
    /// Records that wait for an answer as of the data.
    #[ts(type = "number")]
    pub open: u64,
    /// Given more than the capacity of the quarter.
    pub is_over: bool,
    pub sentence: String,
}

const PROMISES: [Metric; 2] = [Metric::SlaAccept, Metric::SlaFirstTouch];

/// Owner groups beside what they missed.
pub(super) fn groups(measured: &Measured<'_>, from: Month, to: Month, missing: &mut Vec<String>) -> Vec<CapacityRow> {
    let columns = measured.columns();
    let has = |dimension| columns.dictionary(dimension).is_some_and(|dictionary| dictionary.len() > 1);
    if !has(Dimension::OwnerGroup) && !has(Dimension::Owner) {
        missing.push("Capacity: map the columns of owner and owner group.".to_owned());
        return Vec::new();
    }
    let promises: Vec<Metric> = PROMISES.into_iter().filter(|metric| measured.metrics().contains(metric)).collect();
    let mut groups: BTreeMap<u32, (BTreeSet<u32>, u64, u64, u64)> = BTreeMap::new();
    let (mut missed, mut judged) = (0, 0);
    let mut days = (i64::MAX, i64::MIN);
    for month in from.0..=to.0 {
        for row in rows_in(measured, Month(month)) {
            let group = groups.entry(columns.code(row as u32, Dimension::OwnerGroup)).or_default();
            let owner = columns.code(row as u32, Dimension::Owner);
            if owner != 0 {
                group.0.insert(owner);
            }
            group.1 += 1;
            if let Some(at) = columns.at(row as u32, Moment::Started) {
                days = (days.0.min(at), days.1.max(at));
            }
            for &metric in &promises {
                let parts = measured.parts(row);
                let yes = u64::from(parts & bit(metric, Part::Yes) != 0);
                let either = u64::from(parts & denominator(metric) != 0);
                group.2 += yes;
                group.3 += either;
                missed += yes;
                judged += either;
            }
        }
    }
    // Weeks of the quarter that the data covers.
    let weeks = ((days.1 - days.0).max(0) as f64 / (7 * crate::DAY) as f64).max(1.0);
    let whole = missed as f64 / (judged as f64).max(1.0);
    let z = widened(groups.len());
    let mut rows: Vec<CapacityRow> = groups
        .into_iter()
        .map(|(code, (owners, records, missed, judged))| CapacityRow {
            owner_group: measured.label(Dimension::OwnerGroup, code).to_owned(),
            people: owners.len() as u64,
            records,
            per_person_a_week: (!owners.is_empty()).then(|| records as f64 / owners.len() as f64 / weeks),
            breach_rate: (judged >= FEWEST).then(|| missed as f64 / judged as f64),
            judged,
            overloaded: judged >= FEWEST && wilson(missed, judged, z).is_some_and(|(low, _)| low > whole),
        })
        .collect();
    rows.sort_by(|a, b| {
        // What nobody owns comes first.
        let load = |row: &CapacityRow| row.per_person_a_week.unwrap_or(f64::INFINITY);
        load(b).total_cmp(&load(a)).then_with(|| a.owner_group.cmp(&b.owner_group))
    });
    rows
}

/// What one person was given.
#[derive(Default)]
struct Given {
    by_day: BTreeMap<NaiveDate, u64>,
    open: u64,
}

/// People and teams beside the policy's capacity.
pub(super) fn loads(measured: &Measured<'_>, from: Month, to: Month, missing: &mut Vec<String>) -> Vec<Load> {
    let (policy, columns) = (measured.policy(), measured.columns());
    let people: Vec<&Person> = policy.people.iter().filter(|person| person.active).collect();
    if people.is_empty() {
        missing.push(
            "Capacity of people: the policy names nobody. Add the people with what each can be given a day.".to_owned(),
        );
        return Vec::new();
    }
    let names: Vec<(String, String)> =
        people.iter().map(|person| (fold(&person.key).into_owned(), fold(&person.name).into_owned())).collect();
    let owners = columns.dictionary(Dimension::Owner);
    // By code of an owner: the person.
    let known: Vec<Option<usize>> = (0..owners.map_or(0, |owners| owners.len() as u32))
        .map(|code| {
            let owner = fold(owners?.value(code)?);
            names.iter().position(|(key, name)| *key == owner || *name == owner)
        })
        .collect();
    let zone = columns.time_zone();
    let (begins, ends) = (zone.month_bounds(from).0, zone.month_bounds(to).1.min(measured.as_of().saturating_add(1)));
    let mut given: Vec<Given> = people.iter().map(|_| Given::default()).collect();
    for row in measured.rows() {
        let code = columns.code(row as u32, Dimension::Owner) as usize;
        let Some(&Some(person)) = known.get(code) else { continue };
        let passage = measured.passage(row, measured.is_clipped());
        let is_open = columns.disposition(row as u32) == Disposition::Open
            && !passage.is_accepted()
            && !passage.is_rejected()
            && !passage.is_completed();
        given[person].open += u64::from(is_open);
        let at = columns.at(row as u32, Moment::Assigned).or_else(|| columns.at(row as u32, Moment::Started));
        if let Some(at) = at.filter(|at| (begins..ends).contains(at)) {
            *given[person].by_day.entry(zone.date_of(at)).or_default() += 1;
        }
    }
    let (first, last) = (zone.date_of(begins), zone.date_of(ends.saturating_sub(1)));
    let mut loads: Vec<Load> = Vec::new();
    let mut teams: BTreeMap<&str, Load> = BTreeMap::new();
    for (person, given) in people.iter().zip(&given) {
        let assigned = given.by_day.values().sum();
        if assigned == 0 && given.open == 0 {
            continue;
        }
        let working_days = working_days(policy, person, first, last);
        let a_day = person.capacity_per_day.map(u64::from);
        let load = Load {
            key: person.key.clone(),
            name: person.name.clone(),
            people: None,
            assigned,
            working_days,
            capacity: a_day.map(|most| most * working_days),
            share: None,
            days_over: a_day.map_or(0, |most| given.by_day.values().filter(|count| **count > most).count() as u64),
            open: given.open,
            is_over: false,
            sentence: String::new(),
        };
        if let Some(team) = person.team.as_deref() {
            let name = policy.teams.iter().find(|known| known.key == team).map_or(team, |known| &known.name);
            let all = teams.entry(team).or_insert_with(|| Load {
                key: team.to_owned(),
                name: name.to_owned(),
                people: Some(0),
                capacity: Some(0),
                ..Load { assigned: 0, working_days: 0, days_over: 0, open: 0, ..load.clone() }
            });
            all.people = all.people.map(|people| people + 1);
            all.assigned += load.assigned;
            all.working_days += load.working_days;
            all.days_over += load.days_over;
            all.open += load.open;
            all.capacity = all.capacity.zip(load.capacity).map(|(all, own)| all + own);
        }
        loads.push(load);
    }
    let unlimited = loads.iter().filter(|load| load.capacity.is_none()).count() as u64;
    if unlimited > 0 {
        missing.push(format!(
            "Capacity: {} no capacity a day in the policy, so that nobody can say whether it is too much. Set it with the people of the \
             policy.",
            if unlimited == 1 { "1 person who owns records has".into() } else { format!("{} people who own records have", count(unlimited)) }
        ));
    }
    loads.extend(teams.into_values());
    for load in &mut loads {
        load.share = load.capacity.filter(|most| *most > 0).map(|most| load.assigned as f64 / most as f64);
        load.is_over = load.capacity.is_some_and(|most| load.assigned > most);
        load.sentence = sentence(load);
    }
    loads.sort_by(|a, b| {
        let key = |load: &Load| (load.people.is_some(), !load.is_over);
        key(a)
            .cmp(&key(b))
            .then(b.share.unwrap_or(0.0).total_cmp(&a.share.unwrap_or(0.0)))
            .then(b.assigned.cmp(&a.assigned))
            .then_with(|| a.name.cmp(&b.name))
    });
    loads
}

/// `Ann Berg was given 212 of the 180 handoffs that the policy allows (118 %), on 9 days more than a day's; 4 wait for an answer.`
fn sentence(load: &Load) -> String {
    let waits = match load.open {
        0 => "nothing waits".to_owned(),
        1 => "1 waits for an answer".to_owned(),
        some => format!("{} wait for an answer", count(some)),
    };
    let days = match load.days_over {
        0 => String::new(),
        1 => ", on 1 day more than a day's".to_owned(),
        some => format!(", on {} days more than a day's", count(some)),
    };
    match (load.capacity, load.share) {
        (Some(most), Some(of)) => format!(
            "{} was given {} of the {} handoffs that the policy allows ({}){days}; {waits}.",
            load.name,
            count(load.assigned),
            count(most),
            share(of)
        ),
        (Some(_), None) => format!("{} was given {} and had no working day; {waits}.", load.name, count(load.assigned)),
        (None, _) => format!("{} was given {}; the policy sets no capacity; {waits}.", load.name, count(load.assigned)),
    }
}

/// Days of `first..=last` on which a person works; every one where the calendar cannot be read.
fn working_days(policy: &Policy, person: &Person, first: NaiveDate, last: NaiveDate) -> u64 {
    let key = person.calendar.as_ref().unwrap_or(&policy.default_calendar);
    let calendar = policy.calendars.iter().find(|calendar| calendar.key == *key);
    let calendar = calendar.and_then(|calendar| CompiledCalendar::shared(calendar).ok());
    let works = |day: &NaiveDate| {
        !person.is_away(*day)
            && calendar.as_ref().is_none_or(|own| own.always_open() || own.business_day(*day).is_some())
    };
    first.iter_days().take_while(|day| *day <= last).filter(works).count() as u64
}
