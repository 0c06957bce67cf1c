//! Handoff points made ready: whom each kind of lead can go to, what follows, and who comes back.

use super::{Flow, Kind, NONE, PoolModel, QueueModel, SourceModel, Work, place_of};
use crate::calendar::Target;
use crate::metrics::Dictionary;
use crate::policy::criteria::{Fact, Facts, Told, fold};
use crate::policy::{
    AcceptanceMode, Assignment, BufferAct, ClockKind, HandoffPoint, IfAway, InForce, NextAct, NextWhen, OnDuplicate,
    Policy, Pool, PoolMembers, ReceiverKind, StageKind,
};
use crate::record::sla::rules::{HandoffRules, Rule, RuleBook};
use crate::routing::Joined;
use crate::simulator::random::{Sampler, Shares};
use crate::simulator::scenario::{Distribution, ReturnRule, Scenario, ScenarioError};

/// A handoff point made ready.
#[derive(Debug)]
pub(crate) struct Point {
    pub key: String,
    pub rules: HandoffRules,
    /// Assigned is accepted.
    pub automatic: bool,
    /// The clocks that have targets.
    pub clocks: Vec<ClockKind>,
    /// Its calendar never closes: business time is time.
    pub is_always_open: bool,
    /// What becomes of a lead that is there already; `None` = nobody looks.
    pub on_duplicate: Option<OnDuplicate>,
    /// By kind of lead.
    pub routes: Vec<RoutePlan>,
    /// How long the policy's buffer takes; `None` = it has none.
    pub buffer: Option<Sampler>,
    pub tiers: Vec<TierPlan>,
    /// Who comes back, by place of the reason; then without a reason; then from a nurture stage.
    pub turned: Vec<Turned>,
}

/// What holds for the leads of one tier.
#[derive(Debug)]
pub(crate) struct TierPlan {
    pub urgency: Option<Target>,
    /// What is promised on each of the point's clocks.
    pub promises: Vec<(ClockKind, Option<Rule>)>,
    pub flow: Flow,
    /// Ladder lines that begin with the handoff; and those that begin with its acceptance.
    pub roots: Vec<u32>,
    pub accepted_roots: Vec<u32>,
}

/// The promise by whose due instant those who wait go before each other: the earliest clock that has one.
fn urgency(rules: &HandoffRules, tier: u32) -> Option<Target> {
    rules.calendar.as_ref()?;
    let clocks = [ClockKind::Accept, ClockKind::FirstTouch, ClockKind::Assign, ClockKind::Complete];
    clocks.into_iter().find_map(|clock| rules.rule(clock, tier)).map(|rule| rule.target)
}

/// Whom a kind of lead can go to.
#[derive(Debug)]
pub(crate) struct RoutePlan {
    pub buffer: BufferPlan,
    /// The rows that are for it, from the top.
    pub choices: Vec<Choice>,
}

impl RoutePlan {
    /// No row is for this kind of lead, and the buffer sends it on to them.
    pub fn is_nobodys(&self) -> bool {
        matches!(self.buffer, BufferPlan::RouteOn) && self.choices.is_empty()
    }
}

/// What the buffer decides.
#[derive(Debug, Clone, Copy)]
pub(crate) enum BufferPlan {
    RouteOn,
    Nurture,
    Owner(u32),
}

/// Whom a row gives to.
#[derive(Debug)]
pub(crate) enum Choice {
    Person {
        person: u32,
        though_away: bool,
    },
    Role {
        holders: Vec<u32>,
        though_away: bool,
    },
    Pool(u32),
    Queue(u32),
    /// No person: a system takes it, or it waits in a nurture stage.
    System,
    Nurture,
}

/// Who comes back after being turned down.
#[derive(Debug, Clone)]
pub(crate) struct Turned {
    pub share: f64,
    pub after: After,
}

#[derive(Debug, Clone)]
pub(crate) enum After {
    Length(Sampler),
    /// Calendar days in the policy's zone.
    Days(u32),
}

pub(crate) fn compile(
    scenario: &Scenario,
    policy: &Policy,
    told: &Told,
    kinds: &[Kind],
    pools: &mut Vec<PoolModel>,
) -> Vec<Point> {
    let (mut handoffs, mut tiers) = (Dictionary::default(), Dictionary::default());
    // Codes as the rules know them: tiers from 1 in the policy's order, 0 = none.
    for point in &policy.handoffs {
        handoffs.code(Some(&point.key));
    }
    for tier in &policy.tiers {
        tiers.code(Some(&tier.key));
    }
    let book = RuleBook::of(&InForce::from(policy), &handoffs, &tiers);
    let turned: Vec<Turned> = (0..policy.dispositions.len() + 2).map(|place| turned(scenario, policy, place)).collect();
    let mut compile = |point: &HandoffPoint| {
        let rules = book.of_handoff(handoffs.find(&point.key).unwrap_or(0), 0).clone();
        let buffer = point.buffer.as_ref().map(|buffer| {
            let [from, to] = [buffer.at_least_minutes, buffer.at_most_minutes].map(f64::from);
            Sampler::of(&Distribution::Uniform { from: from.min(to), to })
        });
        let mut pool_of_row = vec![NONE; point.routing.rows.len()];
        let routes = kinds.iter().map(|kind| route(policy, point, kind, told, pools, &mut pool_of_row)).collect();
        let matching = &point.routing.matching;
        Point {
            key: point.key.clone(),
            on_duplicate: (!matching.duplicate_by.is_empty()).then_some(matching.on_duplicate),
            automatic: point.acceptance.mode == AcceptanceMode::Automatic
                || point.receiver_kind == ReceiverKind::System,
            tiers: (0..=policy.tiers.len()).map(|tier| tier_plan(scenario, policy, point, &rules, tier)).collect(),
            clocks: ClockKind::ALL.into_iter().filter(|&clock| rules.has_target(clock)).collect(),
            is_always_open: rules.calendar.as_ref().is_none_or(|calendar| calendar.always_open()),
            rules,
            routes,
            buffer,
            turned: turned.clone(),
        }
    };
    policy.handoffs.iter().map(&mut compile).collect()
}

fn tier_plan(
    scenario: &Scenario,
    policy: &Policy,
    point: &HandoffPoint,
    rules: &HandoffRules,
    tier: usize,
) -> TierPlan {
    // Codes as the rules know them.
    let code = if tier == policy.tiers.len() { 0 } else { tier as u32 + 1 };
    let clocks = ClockKind::ALL.into_iter().filter(|&clock| rules.has_target(clock));
    TierPlan {
        urgency: urgency(rules, code),
        promises: clocks.map(|clock| (clock, rules.rule(clock, code).cloned())).collect(),
        flow: flow(scenario, policy, &point.key, tier),
        roots: Vec::new(),
        accepted_roots: Vec::new(),
    }
}

fn flow(scenario: &Scenario, policy: &Policy, from: &str, tier: usize) -> Flow {
    let key = policy.tiers.get(tier).map(|tier| &tier.key);
    let of = |wanted: Option<&String>| {
        scenario.flow.iter().filter(move |rule| rule.from == from && rule.tier.as_ref() == wanted).collect::<Vec<_>>()
    };
    let own = key.map(|key| of(Some(key))).unwrap_or_default();
    let rules = if own.is_empty() { of(None) } else { own };
    Flow {
        shares: Shares::of(rules.iter().map(|rule| rule.share)),
        next: rules.iter().map(|rule| (place_of(policy, &rule.to).unwrap_or(0), Sampler::of(&rule.after))).collect(),
    }
}

fn turned(scenario: &Scenario, policy: &Policy, place: usize) -> Turned {
    let reason = policy.dispositions.get(place);
    let steps = || reason.iter().flat_map(|reason| &reason.next);
    let back = steps().filter(|step| step.act == NextAct::Recycle).find_map(|step| match &step.when {
        NextWhen::AfterDays { days } => Some(After::Days(*days)),
        NextWhen::Now => Some(After::Length(Sampler::Fixed(0))),
        NextWhen::On { .. } => None,
    });
    // Another owner at once, unless it goes to somebody else's queue or stage.
    let again = steps().any(|step| {
        matches!(step.act, NextAct::Reroute | NextAct::Reassign)
            && step.when == NextWhen::Now
            && step.queue.is_none()
            && step.stage.is_none()
    });
    let planned = back.or(again.then_some(After::Length(Sampler::Fixed(0))));
    let of = |wanted: Option<&str>| scenario.returns.iter().rev().find(|rule| rule.reason.as_deref() == wanted);
    match reason.and_then(|reason| of(Some(&reason.key))).or_else(|| of(None)) {
        Some(ReturnRule { share, after: Some(after), .. }) => {
            Turned { share: *share, after: After::Length(Sampler::of(after)) }
        }
        Some(ReturnRule { share, after: None, .. }) => {
            let share = if planned.is_some() { *share } else { 0.0 };
            Turned { share, after: planned.unwrap_or(After::Length(Sampler::Fixed(0))) }
        }
        None => Turned {
            share: if planned.is_some() { 1.0 } else { 0.0 },
            after: planned.unwrap_or(After::Length(Sampler::Fixed(0))),
        },
    }
}

fn route(
    policy: &Policy,
    point: &HandoffPoint,
    kind: &Kind,
    told: &Told,
    pools: &mut Vec<PoolModel>,
    pool_of_row: &mut [u32],
) -> RoutePlan {
    let account = kind.account.as_ref().filter(|_| !point.routing.matching.account_by.is_empty());
    let facts = &Joined { record: &kind.facts, account: account.map(|account| account as &dyn Facts) };
    let mut buffer = BufferPlan::RouteOn;
    for outcome in point.buffer.iter().flat_map(|buffer| &buffer.outcomes) {
        if outcome.when.truth(facts, &policy.fields, told).is_true() {
            buffer = match &outcome.act {
                BufferAct::Nurture { .. } => BufferPlan::Nurture,
                BufferAct::ExistingOwner { field } => {
                    owner_in(policy, facts, field, told).map_or(BufferPlan::RouteOn, BufferPlan::Owner)
                }
                BufferAct::RouteOn => BufferPlan::RouteOn,
            };
            break;
        }
    }
    let mut choices = Vec::new();
    for (place, row) in point.routing.rows.iter().enumerate() {
        if !row.when.truth(facts, &policy.fields, told).is_true() {
            continue;
        }
        let person = |person: Option<u32>, if_away: IfAway| {
            person.map(|person| Choice::Person { person, though_away: if_away == IfAway::Assign })
        };
        let choice = match &row.assign {
            Assignment::OwnerIn { field, if_away } => person(owner_in(policy, facts, field, told), *if_away),
            Assignment::Person { person: key, if_away } => {
                let found = policy.people.iter().position(|person| person.key == *key);
                person(found.map(|place| place as u32), *if_away)
            }
            Assignment::Role { role, if_away } => {
                Some(Choice::Role { holders: holders(policy, role), though_away: *if_away == IfAway::Assign })
            }
            Assignment::Pool { pool } => {
                if pool_of_row[place] == NONE {
                    pool_of_row[place] = pools.len() as u32;
                    pools.push(pool_model(policy, pool));
                }
                Some(Choice::Pool(pool_of_row[place]))
            }
            Assignment::Queue { queue } => {
                let found = policy.queues.iter().position(|known| known.key == *queue);
                found.map(|place| Choice::Queue(place as u32))
            }
            Assignment::Stage { stage } => Some(match policy.stage(stage).map(|stage| stage.kind) {
                Some(StageKind::Nurture | StageKind::Lost) => Choice::Nurture,
                Some(StageKind::Start | StageKind::Normal | StageKind::Won) | None => Choice::System,
            }),
        };
        choices.extend(choice);
    }
    RoutePlan { buffer, choices }
}

/// The person whom a field names, by key or name; `None` where nobody of the scenario is called so.
fn owner_in(policy: &Policy, facts: &dyn Facts, field: &str, told: &Told) -> Option<u32> {
    let (Fact::Text(text) | Fact::Unreadable(text)) = facts.fact(policy.field(field)?, &told.zone) else {
        return None;
    };
    let folded = fold(text);
    let is = |person: &crate::policy::Person| fold(&person.name) == folded || fold(&person.key) == folded;
    policy.people.iter().position(is).map(|place| place as u32)
}

pub(super) fn holders(policy: &Policy, role: &str) -> Vec<u32> {
    let holds = |person: &crate::policy::Person| person.roles.iter().any(|held| held == role);
    policy.people.iter().enumerate().filter(|(_, person)| holds(person)).map(|(place, _)| place as u32).collect()
}

fn pool_model(policy: &Policy, pool: &Pool) -> PoolModel {
    let is_member = |person: &crate::policy::Person| match &pool.members {
        PoolMembers::Team { team } => person.team.as_ref() == Some(team),
        PoolMembers::Role { role } => person.roles.contains(role),
        PoolMembers::People { people } => people.contains(&person.key),
    };
    let members = policy.people.iter().enumerate().filter(|(_, person)| is_member(person));
    PoolModel {
        members: members.map(|(place, _)| place as u32).collect(),
        method: pool.method,
        minds_absences: pool.minds_absences,
        minds_capacity: pool.minds_capacity,
        minds_hours: pool.minds_hours,
    }
}

/// Refuses a scenario in which leads that get somewhere are for people of whom there is none.
pub(crate) fn somebody_for_all(
    policy: &Policy,
    points: &[Point],
    sources: &[SourceModel],
    kinds: &[Kind],
    pools: &[PoolModel],
    queues: &[QueueModel],
) -> Result<(), ScenarioError> {
    for source in sources {
        let (mut reached, mut next) = (vec![false; points.len()], vec![source.point as usize]);
        while let Some(place) = next.pop() {
            if std::mem::replace(&mut reached[place], true) {
                continue;
            }
            let point = &points[place];
            next.extend(point.tiers.iter().flat_map(|tier| &tier.flow.next).map(|(to, _)| *to as usize));
            for kind in source.first_kind..source.first_kind + source.kinds {
                let plan = &point.routes[kind as usize];
                if !matches!(plan.buffer, BufferPlan::RouteOn) || plan.choices.is_empty() {
                    continue;
                }
                let has_somebody = |choice: &Choice| match choice {
                    Choice::Person { .. } | Choice::System | Choice::Nurture => true,
                    Choice::Role { holders, .. } => !holders.is_empty(),
                    Choice::Pool(pool) => !pools[*pool as usize].members.is_empty(),
                    Choice::Queue(queue) => !queues[*queue as usize].members.is_empty(),
                };
                if plan.choices.iter().any(has_somebody) {
                    continue;
                }
                let whom = plan.choices.last().map_or(String::new(), |choice| match choice {
                    Choice::Queue(queue) => format!("the queue {}", queues[*queue as usize].key),
                    Choice::Pool(_) => "a pool without members".into(),
                    Choice::Role { .. } => "a role that nobody holds".into(),
                    Choice::Person { .. } | Choice::System | Choice::Nurture => String::new(),
                });
                let tier = policy.tiers.get(kinds[kind as usize].tier as usize);
                let of = tier.map_or(String::new(), |tier| format!(" for {} intent", tier.key));
                return Err(ScenarioError::NobodyFor { place: format!("handoff point {}{of}", point.key), whom });
            }
        }
    }
    Ok(())
}

/// Refuses handoffs that follow each other in a circle without any time passing, for all leads.
pub(crate) fn no_circle(scenario: &Scenario, policy: &Policy, works: &[Work]) -> Result<(), ScenarioError> {
    let takes_time = works.iter().any(|work| {
        !(work.first_touch.is_zero() && work.handling.is_zero() && work.completion.is_zero() && work.notice.is_zero())
    });
    if takes_time {
        return Ok(());
    }
    let timeless = |from: &str| {
        scenario.flow.iter().find(|rule| rule.from == from && rule.share >= 1.0 && Sampler::of(&rule.after).is_zero())
    };
    for point in &policy.handoffs {
        let mut way = vec![point.key.clone()];
        let mut at = point.key.as_str();
        while let Some(rule) = timeless(at).filter(|_| way.len() <= policy.handoffs.len()) {
            way.push(rule.to.clone());
            at = &rule.to;
            if *at == point.key {
                return Err(ScenarioError::RoutingLoop { way });
            }
        }
    }
    Ok(())
}
