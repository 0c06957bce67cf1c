//! Who works, when, and what from.

use super::{NONE, compiled};
use crate::Instant;
use crate::Millis;
use crate::calendar::{Calendar, CompiledCalendar, Interval, LocalTime, Zone};
use crate::policy::{Absence, Person, Policy};
use crate::simulator::random::Sampler;
use crate::simulator::scenario::{Crew, QueueOrder, Scenario, ScenarioError};
use chrono::NaiveDate;
use std::sync::Arc;

/// Somebody who works.
#[derive(Debug)]
pub(crate) struct Worker {
    pub name: String,
    /// Place among the groups.
    pub group: u32,
    pub rota: u32,
    pub parallel: u32,
    pub capacity: Option<u32>,
    pub weight: u32,
    pub performance_percent: u32,
    pub speed: f64,
    pub cost_per_hour: f64,
    pub absences: Vec<Absence>,
    pub zone: Zone,
    /// Places of the queues that this person takes from, in the policy's order.
    pub queues: Vec<u32>,
}

impl Worker {
    pub fn is_away(&self, day: NaiveDate) -> bool {
        self.absences.iter().any(|absence| (absence.from..=absence.until).contains(&day))
    }
}

/// Shifts that some people have in common: a calendar without their absences.
#[derive(Debug)]
pub(crate) struct Rota {
    /// `None` = always there.
    pub calendar: Option<Arc<CompiledCalendar>>,
    /// Shifts within the horizon, ascending.
    pub shifts: Vec<(Instant, Instant)>,
}

/// Beyond every horizon: when work ends that no shift is left for.
const NEVER_ENDS: Instant = Instant::MAX / 4;

impl Rota {
    /// When so much working time has passed.
    #[inline]
    pub fn due(&self, from: Instant, length: Millis) -> Instant {
        match &self.calendar {
            None => from.saturating_add(length),
            Some(calendar) => calendar.due(from, length).unwrap_or(NEVER_ENDS),
        }
    }

    /// Working time between two instants.
    pub fn elapsed(&self, from: Instant, to: Instant) -> Millis {
        match &self.calendar {
            None => (to - from).max(0),
            Some(calendar) => calendar.elapsed(from, to),
        }
    }

    /// This instant, or the next at which somebody of the rota is there.
    pub fn there_from(&self, at: Instant) -> Instant {
        match &self.calendar {
            None => at,
            Some(_) => self.due(at, 1).saturating_sub(1),
        }
    }
}

/// A queue that people take from.
#[derive(Debug)]
pub(crate) struct QueueModel {
    pub key: String,
    pub members: Vec<u32>,
    pub group: u32,
    pub order: QueueOrder,
    pub room: u32,
    pub patience: Option<Sampler>,
}

/// Somebody of the policy as played, and the crew that says how they work.
pub(crate) struct Engaged {
    pub person: Person,
    /// Key of the crew or of the policy's person.
    pub crew: String,
    pub parallel: u32,
    pub speed: f64,
    pub cost_per_hour: f64,
}

/// Puts the scenario's people into the policy: those whom it changes, leaves out and adds.
pub(crate) fn engage(scenario: &Scenario, policy: &mut Policy) -> Result<Vec<Engaged>, ScenarioError> {
    let mut engaged = Vec::new();
    for person in policy.people.iter().filter(|it| it.active && !scenario.without.contains(&it.key)) {
        let crew = scenario.people.iter().find(|crew| crew.person.as_ref() == Some(&person.key));
        let usual =
            Engaged { person: person.clone(), crew: person.key.clone(), parallel: 1, speed: 1.0, cost_per_hour: 0.0 };
        engaged.push(crew.map_or(usual, |crew| changed(crew, person)));
    }
    for crew in scenario.people.iter().filter(|crew| crew.person.is_none()) {
        for number in 1..=crew.count {
            let numbered = |text: &str| if crew.count == 1 { text.to_owned() } else { format!("{text} {number}") };
            let name = if crew.name.trim().is_empty() { &crew.key } else { &crew.name };
            let person = Person { key: numbered(&crew.key), name: numbered(name), ..Person::default() };
            engaged.push(changed(crew, &person));
        }
    }
    if engaged.is_empty() {
        return Err(ScenarioError::NoStaff);
    }
    policy.people = engaged.iter().map(|engaged| engaged.person.clone()).collect();
    Ok(engaged)
}

fn changed(crew: &Crew, person: &Person) -> Engaged {
    let person = person.clone();
    let listed = |own: &Vec<String>, other: Vec<String>| if own.is_empty() { other } else { own.clone() };
    let person = Person {
        team: crew.team.clone().or(person.team),
        roles: listed(&crew.roles, person.roles),
        calendar: crew.calendar.clone().or(person.calendar),
        capacity_per_day: crew.capacity_per_day.or(person.capacity_per_day),
        weight: crew.weight.unwrap_or(person.weight),
        performance_percent: crew.performance_percent.unwrap_or(person.performance_percent),
        absences: if crew.absences.is_empty() { person.absences } else { crew.absences.clone() },
        ..person
    };
    Engaged {
        person,
        crew: crew.key.clone(),
        parallel: crew.parallel,
        speed: crew.speed,
        cost_per_hour: crew.cost_per_hour,
    }
}

/// The people with their rotas, and the keys of the groups that they are of.
pub(crate) struct Crowd {
    pub workers: Vec<Worker>,
    pub rotas: Vec<Rota>,
    pub groups: Vec<String>,
}

pub(crate) fn crowd(
    policy: &Policy,
    engaged: &[Engaged],
    (start, end): (Instant, Instant),
) -> Result<Crowd, ScenarioError> {
    let mut groups = vec![String::new()];
    groups.extend(policy.teams.iter().map(|team| team.key.clone()));
    let mut known: Vec<(&str, &[Absence])> = Vec::new();
    let mut rotas: Vec<Rota> = Vec::new();
    let mut workers = Vec::with_capacity(engaged.len());
    for Engaged { person, parallel, speed, cost_per_hour, .. } in engaged {
        let key = person.calendar.as_deref().unwrap_or(&policy.default_calendar);
        let place = format!("people, {}, calendar", person.key);
        let Some(calendar) = policy.calendars.iter().find(|calendar| calendar.key == key) else {
            let known = policy.calendars.iter().map(|it| it.key.as_str()).collect::<Vec<_>>().join(", ");
            return Err(ScenarioError::Unknown { place, noun: "calendar", key: key.into(), known });
        };
        let shared = (key, person.absences.as_slice());
        let rota = match known.iter().position(|rota| *rota == shared) {
            Some(rota) => rota,
            None => {
                rotas.push(rota(calendar, &person.absences, (start, end), &place)?);
                known.push(shared);
                rotas.len() - 1
            }
        };
        let group = person.team.as_ref().and_then(|team| groups.iter().position(|group| group == team)).unwrap_or(0);
        let takes = |queue: &crate::policy::Queue| {
            let roles = if queue.worked_by.is_empty() { queue.owner_role.as_slice() } else { &queue.worked_by };
            roles.iter().any(|role| person.roles.contains(role))
        };
        let queues = policy.queues.iter().enumerate().filter(|(_, queue)| takes(queue)).map(|(place, _)| place as u32);
        workers.push(Worker {
            name: person.name.clone(),
            group: group as u32,
            rota: rota as u32,
            parallel: *parallel,
            capacity: person.capacity_per_day,
            weight: person.weight,
            performance_percent: person.performance_percent,
            speed: *speed,
            cost_per_hour: *cost_per_hour,
            absences: person.absences.clone(),
            zone: super::zone_named(&calendar.time_zone, &place)?,
            queues: queues.collect(),
        });
    }
    if rotas.iter().all(|rota| rota.calendar.is_some() && rota.shifts.is_empty()) {
        return Err(ScenarioError::NobodyThere);
    }
    Ok(Crowd { workers, rotas, groups })
}

fn rota(
    calendar: &Calendar,
    absences: &[Absence],
    (start, end): (Instant, Instant),
    place: &str,
) -> Result<Rota, ScenarioError> {
    if calendar.always_open && absences.is_empty() {
        return Ok(Rota { calendar: None, shifts: Vec::new() });
    }
    let mut own = calendar.clone();
    if own.always_open {
        let day = vec![Interval(LocalTime::MIDNIGHT, LocalTime(86_400))];
        own.always_open = false;
        own.exceptions.clear();
        let week = &mut own.weekly;
        for open in
            [&mut week.mon, &mut week.tue, &mut week.wed, &mut week.thu, &mut week.fri, &mut week.sat, &mut week.sun]
        {
            open.clone_from(&day);
        }
    }
    for absence in absences {
        // A century is enough for anybody; the rest would only cost time.
        for day in absence.from.iter_days().take(36_525).take_while(|day| *day <= absence.until) {
            own.exceptions
                .insert(day, crate::calendar::DayException { name: absence.reason.clone(), open: Vec::new() });
        }
    }
    let calendar = compiled(&own, place)?;
    let mut shifts = Vec::new();
    calendar.visit_open(start, end, |open, close| shifts.push((open, close)));
    Ok(Rota { calendar: Some(calendar), shifts })
}

pub(crate) fn queues(policy: &Policy, scenario: &Scenario, people: &[Worker], groups: &[String]) -> Vec<QueueModel> {
    let queue = |(place, queue): (usize, &crate::policy::Queue)| {
        let of = |wanted: Option<&String>| scenario.queues.iter().rev().find(|rule| rule.queue.as_ref() == wanted);
        let rule = of(Some(&queue.key)).or_else(|| of(None));
        let takes = |(_, worker): &(usize, &Worker)| worker.queues.contains(&(place as u32));
        let team = queue.team.as_ref().and_then(|team| groups.iter().position(|group| group == team));
        QueueModel {
            key: queue.key.clone(),
            members: people.iter().enumerate().filter(takes).map(|(person, _)| person as u32).collect(),
            group: team.unwrap_or(0) as u32,
            order: rule.map(|rule| rule.order).unwrap_or_default(),
            room: rule.and_then(|rule| rule.room).unwrap_or(NONE),
            patience: rule.and_then(|rule| rule.patience.as_ref()).map(Sampler::of),
        }
    };
    policy.queues.iter().enumerate().map(queue).collect()
}
