//! Who can be given a record, and who of a pool is next.

use super::Load;
use crate::calendar::{Calendar, CompiledCalendar, Zone};
use crate::policy::criteria::Told;
use crate::policy::{Person, Policy, Pool, PoolMembers, PoolMethod};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The working hours of a policy's people, each calendar made ready once for however many records are routed.
#[derive(Debug, Default)]
pub struct Hours(Vec<HoursOf>);

#[derive(Debug)]
struct HoursOf {
    calendar: Calendar,
    zone: Option<Zone>,
    /// Compiled when somebody first minds them.
    compiled: OnceLock<Option<CompiledCalendar>>,
}

impl Hours {
    /// The calendars of a policy.
    pub fn of(policy: &Policy) -> Hours {
        let hours = |calendar: &Calendar| HoursOf {
            zone: Zone::named(&calendar.time_zone).ok(),
            calendar: calendar.clone(),
            compiled: OnceLock::new(),
        };
        Hours(policy.calendars.iter().map(hours).collect())
    }

    fn find(&self, key: &str) -> Option<&HoursOf> {
        self.0.iter().find(|hours| hours.calendar.key == key)
    }
}

impl HoursOf {
    /// `None` = the calendar cannot be read.
    fn compiled(&self) -> Option<&CompiledCalendar> {
        self.compiled.get_or_init(|| CompiledCalendar::compile(&self.calendar).ok()).as_ref()
    }
}

/// Somebody of a pool who can be given a record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub load: Load,
    /// Share in the pool, above 0 and relative to the others'; 1 where the method has none.
    pub share: u32,
    /// The most records a day.
    pub capacity: Option<u32>,
}

/// The place of whoever is next, the earlier one where two are alike. `None` of nobody.
pub(crate) fn next_place(method: PoolMethod, there: &[Candidate]) -> Option<usize> {
    let most = there.iter().filter_map(|candidate| candidate.capacity).max().unwrap_or(1).max(1);
    // In whole numbers, so that nothing is decided by rounding: the least `n / of` is next.
    let measure = |Candidate { load, share, capacity }: &Candidate| -> (i128, i128) {
        match method {
            PoolMethod::RoundRobin => (load.last_given.map_or(i128::MIN, i128::from), 1),
            PoolMethod::LoadBalanced => (i128::from(load.open), i128::from(capacity.unwrap_or(most).max(1))),
            // The divisor method of D'Hondt: over time each gets at least the whole part of the share.
            PoolMethod::Weighted | PoolMethod::PerformanceWeighted => (i128::from(load.given) + 1, i128::from(*share)),
        }
    };
    let first = |(_, a): &(usize, &Candidate), (_, b): &(usize, &Candidate)| {
        let ((n, of), (m, other)) = (measure(a), measure(b));
        if of == other { n.cmp(&m) } else { (n * other).cmp(&(m * of)) }
    };
    there.iter().enumerate().min_by(first).map(|(place, _)| place)
}

/// The people of a policy at one instant.
pub(super) struct Staff<'a> {
    pub policy: &'a Policy,
    pub told: &'a Told,
    pub loads: &'a BTreeMap<String, Load>,
    pub hours: &'a Hours,
}

impl<'a> Staff<'a> {
    pub fn load(&self, person: &Person) -> Load {
        self.loads.get(&person.key).copied().unwrap_or_default()
    }

    /// Why a person can be given nothing now; `None` = can be. Working hours count where `hours` says so.
    pub fn away(&self, person: &Person, absences: bool, capacity: bool, hours: bool) -> Option<String> {
        let name = &person.name;
        if !person.active {
            return Some(format!("{name} is not active"));
        }
        let key = person.calendar.as_ref().unwrap_or(&self.policy.default_calendar);
        let known = self.hours.find(key);
        let zone = known.and_then(|known| known.zone.as_ref()).unwrap_or(&self.told.zone);
        let today = zone.date_of(self.told.now);
        if absences && person.is_away(today) {
            let reason = person.absences.iter().find(|absence| (absence.from..=absence.until).contains(&today));
            let reason = reason.map_or("", |absence| absence.reason.trim());
            let reason = if reason.is_empty() { String::new() } else { format!(" ({reason})") };
            return Some(format!("{name} is away{reason}"));
        }
        if let Some(most) = person.capacity_per_day.filter(|_| capacity)
            && self.load(person).today >= most
        {
            return Some(format!("{name} has had the {most} of today already"));
        }
        if known.filter(|_| hours).and_then(HoursOf::compiled).is_some_and(|calendar| !calendar.is_open(self.told.now))
        {
            return Some(format!("{name} is outside working hours"));
        }
        None
    }

    /// The members of a pool, in the policy's order.
    pub fn members(&self, pool: &Pool) -> Vec<&'a Person> {
        let is_member = |person: &&Person| match &pool.members {
            PoolMembers::Team { team } => person.team.as_ref() == Some(team),
            PoolMembers::Role { role } => person.roles.contains(role),
            PoolMembers::People { people } => people.contains(&person.key),
        };
        self.policy.people.iter().filter(is_member).collect()
    }

    /// Who of a pool is next and why; else why nobody is.
    pub fn next_of(&self, pool: &Pool) -> Result<(&'a Person, String), String> {
        let members = self.members(pool);
        if members.is_empty() {
            return Err("the pool has no members".into());
        }
        let mut there = Vec::new();
        let mut away = Vec::new();
        for person in members {
            let share = match pool.method {
                PoolMethod::RoundRobin | PoolMethod::LoadBalanced => 1,
                PoolMethod::Weighted => person.weight,
                PoolMethod::PerformanceWeighted => person.performance_percent,
            };
            match self.away(person, pool.minds_absences, pool.minds_capacity, pool.minds_hours) {
                Some(why) => away.push(why),
                None if share == 0 => away.push(format!("{} has no share in the pool", person.name)),
                None => there.push((person, share)),
            }
        }
        let candidate = |(person, share): &(&Person, u32)| Candidate {
            load: self.load(person),
            share: *share,
            capacity: person.capacity_per_day,
        };
        let candidates: Vec<Candidate> = there.iter().map(candidate).collect();
        let next = next_place(pool.method, &candidates).and_then(|place| there.get(place));
        let Some((person, share)) = next else { return Err(away.join(", ")) };
        let load = self.load(person);
        let because = match pool.method {
            PoolMethod::RoundRobin => "in turn".to_owned(),
            PoolMethod::Weighted => format!("{} received so far, at a weight of {share}", load.given),
            PoolMethod::PerformanceWeighted => {
                format!("{} received so far, at {share} % of an average share", load.given)
            }
            PoolMethod::LoadBalanced => match person.capacity_per_day {
                Some(capacity) => format!("{} open, at a capacity of {capacity} a day", load.open),
                None => format!("{} open", load.open),
            },
        };
        Ok((person, because))
    }
}
