//! Who works where nobody says how: the policy's people, and some for teams of which it names nobody.

use super::{COST_PER_HOUR, PEOPLE};
use crate::policy::{Assignment, HandoffPoint, Person, Policy, PoolMembers};
use crate::simulator::scenario::Crew;
use std::collections::BTreeSet;

/// People who are alike are one crew; whom a row of the routing names stays by name.
pub(super) fn staff(policy: &Policy, because: &mut Vec<String>) -> (Vec<Crew>, Vec<String>) {
    let named = named(policy);
    let (mut crews, mut without): (Vec<(Option<&Person>, Crew)>, Vec<String>) = Default::default();
    for person in policy.people.iter().filter(|person| person.active) {
        if named.contains(person.key.as_str()) {
            let key = person.key.clone();
            crews.push((None, Crew { person: Some(key.clone()), ..crew(key, person.name.clone()) }));
            continue;
        }
        without.push(person.key.clone());
        let alike = |(like, _): &&mut (Option<&Person>, Crew)| {
            like.is_some_and(|like| {
                (&like.team, &like.roles, &like.calendar) == (&person.team, &person.roles, &person.calendar)
                    && (like.capacity_per_day, like.weight) == (person.capacity_per_day, person.weight)
                    && (like.performance_percent, &like.absences) == (person.performance_percent, &person.absences)
            })
        };
        if let Some((_, crew)) = crews.iter_mut().find(alike) {
            crew.count += 1;
            continue;
        }
        let called =
            person.roles.first().and_then(|role| policy.role(role)).map_or(person.name.clone(), |it| it.name.clone());
        let stem = person.roles.first().unwrap_or(&person.key);
        let crew = Crew {
            team: person.team.clone(),
            roles: person.roles.clone(),
            calendar: person.calendar.clone(),
            absences: person.absences.clone(),
            capacity_per_day: person.capacity_per_day,
            weight: Some(person.weight),
            performance_percent: Some(person.performance_percent),
            ..crew(unused(policy, &crews, stem), called)
        };
        crews.push((Some(person), crew));
    }
    let mut invented = Vec::new();
    for point in &policy.handoffs {
        let team = policy.receiver_team(point);
        let is_staffed = crews.iter().any(|(_, crew)| match &crew.person {
            Some(key) => {
                policy.people.iter().any(|it| it.key == *key && it.team.as_ref() == team.map(|team| &team.key))
            }
            None => crew.team.as_ref() == team.map(|team| &team.key),
        });
        if is_staffed {
            continue;
        }
        let name = team.map_or_else(|| point.receiver.clone(), |team| team.name.clone());
        let stem = team.map_or(point.key.as_str(), |team| team.key.as_str());
        let crew = Crew {
            count: PEOPLE,
            team: team.map(|team| team.key.clone()),
            roles: asked_for(policy, point),
            calendar: point.calendar.clone().filter(|key| policy.calendars.iter().any(|it| it.key == *key)),
            ..crew(unused(policy, &crews, stem), name.clone())
        };
        invented.push(name);
        crews.push((None, crew));
    }
    if !invented.is_empty() {
        because
            .push(format!("The policy names nobody in {}: {PEOPLE} people each stand for them.", invented.join(", ")));
    }
    (crews.into_iter().map(|(_, crew)| crew).collect(), without)
}

/// Keys of the people whom a row of a routing table names.
fn named(policy: &Policy) -> BTreeSet<&str> {
    let rows = policy.handoffs.iter().flat_map(|point| &point.routing.rows);
    rows.flat_map(|row| match &row.assign {
        Assignment::Person { person, .. } => vec![person.as_str()],
        Assignment::Pool { pool } => match &pool.members {
            PoolMembers::People { people } => people.iter().map(String::as_str).collect(),
            PoolMembers::Team { .. } | PoolMembers::Role { .. } => Vec::new(),
        },
        Assignment::OwnerIn { .. } | Assignment::Role { .. } | Assignment::Queue { .. } | Assignment::Stage { .. } => {
            Vec::new()
        }
    })
    .collect()
}

fn crew(key: String, name: String) -> Crew {
    Crew { cost_per_hour: COST_PER_HOUR, ..Crew::new(key, name) }
}

/// A key that neither a crew nor a person of the policy has.
fn unused(policy: &Policy, crews: &[(Option<&Person>, Crew)], stem: &str) -> String {
    let is_used = |key: &String| {
        crews.iter().any(|(_, crew)| crew.key == *key) || policy.people.iter().any(|person| person.key == *key)
    };
    let numbered = (2..).map(|number: u32| format!("{stem}-{number}"));
    std::iter::once(stem.to_owned()).chain(numbered).find(|key| !is_used(key)).unwrap_or_default()
}

/// Whatever roles a handoff point asks for among its receivers.
fn asked_for(policy: &Policy, point: &HandoffPoint) -> Vec<String> {
    let team = policy.receiver_team(point).map(|team| &team.key);
    let mut roles: BTreeSet<&String> = point.accountable_roles.iter().chain(&point.backup_role).collect();
    roles.extend(policy.roles.iter().filter(|role| team.is_some() && role.team.as_ref() == team).map(|role| &role.key));
    for row in &point.routing.rows {
        match &row.assign {
            Assignment::Role { role, .. } => drop(roles.insert(role)),
            Assignment::Pool { pool } => match &pool.members {
                PoolMembers::Role { role } => drop(roles.insert(role)),
                PoolMembers::Team { .. } | PoolMembers::People { .. } => {}
            },
            Assignment::Queue { queue } => {
                let queue = policy.queues.iter().filter(|known| known.key == *queue);
                roles.extend(queue.flat_map(|queue| queue.worked_by.iter().chain(&queue.owner_role)));
            }
            Assignment::OwnerIn { .. } | Assignment::Person { .. } | Assignment::Stage { .. } => {}
        }
    }
    roles.into_iter().filter(|role| policy.role(role).is_some()).cloned().collect()
}
