//! What followed: which handoff came next, who came back, and who worked.

use super::crew;
use super::history::{History, Row};
use super::times::distribution;
use crate::policy::{Assignment, Policy};
use crate::simulator::scenario::{Crew, FlowRule, ReturnRule};
use crate::{DAY, Instant, MINUTE};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What follows has followed by then.
const FOLLOWS_WITHIN: i64 = 45 * DAY;
/// Fewer than these that went on say nothing of how many do.
const FEWEST: usize = 10;

impl History {
    /// Each row with the next one of its record.
    fn followed(&self) -> Vec<(&Row, Option<&Row>)> {
        let mut next: HashMap<u32, &Row> = HashMap::new();
        let mut pairs: Vec<(&Row, Option<&Row>)> = Vec::new();
        for row in self.rows.iter().rev() {
            pairs.push((row, next.insert(row.record, row)));
        }
        pairs.reverse();
        pairs
    }

    /// Which handoff points follow which, as shares of those that were accepted long enough before `until`: the simulator completes what
    /// is accepted.
    pub(super) fn flow(&self, policy: &Policy, until: Instant) -> Vec<FlowRule> {
        let pairs = self.followed();
        let mut rules = Vec::new();
        for (point, from) in self.points() {
            let went_on = |next: Option<&Row>| next.is_some_and(|next| next.handoff != point);
            let done = pairs.iter().filter(|(row, next)| {
                let is_old = row.started + FOLLOWS_WITHIN <= until;
                row.handoff == point && is_old && !row.is_refused() && (row.accepted.is_some() || went_on(*next))
            });
            let done: Vec<_> = done.collect();
            let mut onward: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
            for (row, next) in &done {
                let Some(next) = next.filter(|next| next.handoff != point) else { continue };
                let left = row.completed.or(row.accepted).unwrap_or(row.started);
                let minutes = (next.started - left).max(0) as f64 / MINUTE as f64;
                onward.entry(next.handoff).or_default().push(minutes);
            }
            for (to, mut after) in onward.into_iter().filter(|(_, after)| after.len() >= FEWEST) {
                let share = after.len() as f64 / done.len() as f64;
                let (Some(to), Some((after, _))) = (self.handoffs.value(to), distribution(&mut after)) else {
                    continue;
                };
                if policy.handoff(to).is_some() {
                    rules.push(FlowRule { from: from.clone(), to: to.to_owned(), tier: None, share, after });
                }
            }
        }
        rules
    }

    /// Who came back after being turned down, by reason.
    pub(super) fn returns(&self, policy: &Policy) -> Vec<ReturnRule> {
        let mut by_reason: BTreeMap<u32, (usize, Vec<f64>)> = BTreeMap::new();
        for (row, next) in self.followed().into_iter().filter(|(row, _)| row.is_refused()) {
            let (all, after) = by_reason.entry(row.reason).or_default();
            *all += 1;
            if let Some(next) = next {
                let left = row.decided().unwrap_or(row.started);
                after.push((next.started - left).max(0) as f64 / MINUTE as f64);
            }
        }
        let rule = |(reason, (all, mut after)): (u32, (usize, Vec<f64>))| {
            let reason = self.reasons.value(reason).map(str::to_owned);
            let known = reason.as_ref().is_none_or(|key| policy.dispositions.iter().any(|known| known.key == *key));
            let share = after.len() as f64 / all as f64;
            let after = distribution(&mut after).map(|(after, _)| after);
            (known && all >= FEWEST).then_some(ReturnRule { reason, share, after })
        };
        by_reason.into_iter().filter_map(rule).collect()
    }

    /// The people of the policy as they were, and for teams without any as many as owned something.
    pub(super) fn crews(&self, policy: &Policy, limits: &mut Vec<String>) -> Vec<Crew> {
        let known = policy.people.iter().filter(|person| person.active);
        let mut crews: Vec<Crew> = known
            .map(|person| Crew { person: Some(person.key.clone()), ..crew(person.key.clone(), person.name.clone()) })
            .collect();
        for (point, key) in self.points() {
            let Some(point_of) = policy.handoff(&key) else { continue };
            let team = policy.receiver_team(point_of).map(|team| team.key.clone());
            let is_staffed = |crew: &Crew| match &crew.person {
                Some(person) => {
                    let person = policy.people.iter().find(|known| known.key == *person);
                    team.is_some() && person.is_some_and(|person| person.team == team)
                }
                None => crew.team == team,
            };
            if crews.iter().any(is_staffed) {
                continue;
            }
            let owners: BTreeSet<u32> =
                self.rows.iter().filter(|row| row.handoff == point && row.owner != 0).map(|row| row.owner).collect();
            let count = (owners.len() as u32).clamp(1, 10_000);
            if owners.is_empty() {
                limits.push(format!("Nobody is named as the owner of {key}; one person stands for all"));
            }
            // Whoever a team's roles, pools and queues ask for.
            let mut roles: BTreeSet<String> =
                point_of.accountable_roles.iter().chain(&point_of.backup_role).cloned().collect();
            roles.extend(
                policy.roles.iter().filter(|role| role.team == team && team.is_some()).map(|role| role.key.clone()),
            );
            for row in &point_of.routing.rows {
                match &row.assign {
                    Assignment::Role { role, .. } => drop(roles.insert(role.clone())),
                    Assignment::Queue { queue } => {
                        let queue = policy.queues.iter().find(|known| known.key == *queue);
                        roles.extend(
                            queue
                                .into_iter()
                                .flat_map(|queue| queue.worked_by.iter().chain(&queue.owner_role))
                                .cloned(),
                        );
                    }
                    Assignment::OwnerIn { .. }
                    | Assignment::Person { .. }
                    | Assignment::Pool { .. }
                    | Assignment::Stage { .. } => {}
                }
            }
            roles.retain(|role| policy.role(role).is_some());
            let calendar =
                point_of.calendar.clone().filter(|key| policy.calendars.iter().any(|known| known.key == *key));
            crews.push(Crew {
                count,
                team,
                roles: roles.into_iter().collect(),
                calendar,
                ..crew(format!("owners of {key}"), format!("Owners of {}", point_of.name))
            });
        }
        crews
    }
}
