//! Who comes where no records say it: leads of every kind that the routing gives to somebody, and the way from handoff to handoff.

use super::{GOES_ON, LEADS_AN_HOUR};
use crate::airtight::proof::{Assumed, Budget, Records, RowProof, table};
use crate::calendar::Zone;
use crate::policy::criteria::{Given, Told};
use crate::policy::{Assignment, BufferAct, Criterion, HandoffPoint, Policy, RoutingRow, StageKind};
use crate::simulator::scenario::{Arrivals, Distribution, FlowRule, MixPart, Source};
use crate::{DAY, Instant};
use std::collections::{BTreeMap, BTreeSet};

/// A kind that is hard to find is left out: nobody waits for it.
const BUDGET: Budget = Budget { conflicts: 500, steps: 500_000 };
/// More kinds of a tier than these at one beginning tell nobody more.
const MOST_KINDS: usize = 24;

/// Who comes where no records say it.
pub(super) struct Journey {
    pub sources: Vec<Source>,
    pub flow: Vec<FlowRule>,
    /// Keys of the handoff points at which none of those who come is given to anybody.
    pub without: BTreeSet<String>,
}

/// Where journeys begin, and what follows what, by the stages between which the handoff points stand; without stages, by their order.
pub(super) fn journey(policy: &Policy, now: Instant) -> Journey {
    let points = &policy.handoffs;
    let follows = |place: usize| -> Vec<usize> {
        let later = place + 1..points.len();
        match &points[place].to_stage {
            None => later.take(1).filter(|&next| points[next].from_stage.is_none()).collect(),
            stage => {
                // Where the owner changes within a stage, that comes first.
                let from: Vec<usize> = later.filter(|&next| points[next].from_stage == *stage).collect();
                let within: Vec<usize> = from.iter().copied().filter(|&next| points[next].to_stage == *stage).collect();
                if within.is_empty() { from } else { within.into_iter().take(1).collect() }
            }
        }
    };
    let mut flow = Vec::new();
    let mut reached = vec![false; points.len()];
    for (place, point) in points.iter().enumerate() {
        let next = follows(place);
        for &to in &next {
            reached[to] = true;
            flow.push(FlowRule {
                from: point.key.clone(),
                to: points[to].key.clone(),
                tier: None,
                share: GOES_ON / next.len() as f64,
                after: Distribution::Exponential { mean: (2 * DAY / crate::MINUTE) as f64 },
            });
        }
    }
    let mut per_hour = vec![0.0; 168];
    for day in 0..5 {
        per_hour[day * 24 + 9..day * 24 + 18].fill(LEADS_AN_HOUR);
    }
    let begins = points.iter().zip(&reached).filter(|(_, reached)| !**reached);
    let mut without = BTreeSet::new();
    let source = |(point, _): (&HandoffPoint, &bool)| Source {
        key: format!("to {}", point.key),
        handoff: point.key.clone(),
        arrivals: Arrivals::Weekly { zone: None, per_hour: per_hour.clone(), by_month: Vec::new() },
        mix: mix(policy, &way(policy, point, &flow), now, &mut without),
        duplicates: 0.0,
        accounts: Vec::new(),
    };
    let sources = begins.map(source).collect();
    Journey { sources, flow, without }
}

/// The handoff points that leads pass from one on, in the order in which they come there.
fn way<'p>(policy: &'p Policy, from: &'p HandoffPoint, flow: &[FlowRule]) -> Vec<&'p HandoffPoint> {
    let mut way = vec![from];
    let mut place = 0;
    while let Some(point) = way.get(place) {
        let next = flow.iter().filter(|rule| rule.from == point.key).filter_map(|rule| policy.handoff(&rule.to));
        let new: Vec<&HandoffPoint> = next.filter(|next| way.iter().all(|known| known.key != next.key)).collect();
        way.extend(new);
        place += 1;
    }
    way
}

/// What a lead has by itself is no field of its kind.
const OWN: [&str; 6] = ["intent", "source", "owner", "owner_group", "handoff", "record_id"];

/// One kind of lead for each tier and each row of the routing tables on its way: a record that the row takes, all of it filled in, and that
/// every buffer and table on the way goes on with. `without`: keys of the handoff points for which no such record was found.
fn mix(policy: &Policy, way: &[&HandoffPoint], now: Instant, without: &mut BTreeSet<String>) -> Vec<MixPart> {
    let told = Told { now, zone: Zone::named(&policy.time_zone).unwrap_or_else(|_| Zone::utc()) };
    let filled = Assumed { filled: true, readable: true, listed: true, whole: true, ..Assumed::default() };
    let records =
        policy.fields.iter().fold(Records::any(&policy.fields), |records, field| records.assuming(&field.key, filled));
    let found = |criterion: &Criterion| -> Option<BTreeMap<String, Given>> {
        match table(&[criterion], &records, &told, BUDGET).rows.pop() {
            Some(RowProof::Hit { witness }) => {
                let fields = witness.record.0.into_iter().filter(|(key, _)| !OWN.contains(&key.as_str()));
                Some(fields.collect())
            }
            Some(RowProof::Covered { .. } | RowProof::Never | RowProof::NotProved { .. }) | None => None,
        }
    };
    let both = |one: &Criterion, other: Criterion| Criterion::All(vec![one.clone(), other]);
    let mut ahead = Criterion::default();
    let sends_on = |point: &&&HandoffPoint| point.routing.rows.iter().any(|row| !is_aside(policy, &row.assign));
    for point in way.iter().filter(sends_on) {
        let further = both(&ahead, goes_on(policy, point));
        if found(&further).is_some() {
            ahead = further;
        } else {
            without.insert(point.key.clone());
        }
    }
    let mut kinds: Vec<BTreeMap<String, Given>> = Vec::new();
    for rows in way.iter().map(|point| &point.routing.rows) {
        for (place, row) in rows.iter().enumerate().filter(|(_, row)| !is_aside(policy, &row.assign)) {
            let mut first: Vec<Criterion> = rows[..place].iter().map(|row| not(&row.when)).collect();
            first.push(row.when.clone());
            if kinds.len() < MOST_KINDS
                && let Some(fields) = found(&both(&ahead, Criterion::All(first)))
                && !kinds.contains(&fields)
            {
                kinds.push(fields);
            }
        }
    }
    if kinds.is_empty() {
        kinds.push(found(&ahead).unwrap_or_default());
    }
    let tiers: Vec<Option<&String>> = match policy.tiers.as_slice() {
        [] => vec![None],
        tiers => tiers.iter().map(|tier| Some(&tier.key)).collect(),
    };
    let part = |tier: Option<&String>, fields: &BTreeMap<String, Given>| MixPart {
        weight: 1.0,
        tier: tier.cloned(),
        segment: None,
        trigger: None,
        fields: fields.clone(),
        amount: 0.0,
        packet: 1.0,
    };
    tiers.into_iter().flat_map(|tier| kinds.iter().map(move |fields| part(tier, fields))).collect()
}

fn not(criterion: &Criterion) -> Criterion {
    Criterion::Not(Box::new(criterion.clone()))
}

/// Whether a row sends leads away: to be warmed up, or for good.
fn is_aside(policy: &Policy, assign: &Assignment) -> bool {
    match assign {
        Assignment::Stage { stage } => {
            policy.stage(stage).is_some_and(|stage| matches!(stage.kind, StageKind::Nurture | StageKind::Lost))
        }
        Assignment::OwnerIn { .. }
        | Assignment::Person { .. }
        | Assignment::Role { .. }
        | Assignment::Pool { .. }
        | Assignment::Queue { .. } => false,
    }
}

/// That a handoff point's buffer does not put a lead aside, and its table gives it to somebody or to a system. An owner whom the lead
/// names counts for nothing: nobody is called so.
fn goes_on(policy: &Policy, point: &HandoffPoint) -> Criterion {
    let mut holds = Vec::new();
    let outcomes = point.buffer.as_ref().map_or(&[][..], |buffer| &buffer.outcomes);
    for (place, outcome) in outcomes.iter().enumerate() {
        if let BufferAct::Nurture { .. } = outcome.act {
            let before = outcomes[..place].iter().filter(|other| !matches!(other.act, BufferAct::Nurture { .. }));
            holds.push(Criterion::Any(
                std::iter::once(not(&outcome.when)).chain(before.map(|other| other.when.clone())).collect(),
            ));
        }
    }
    let rows = &point.routing.rows;
    let gives = |(place, row): (usize, &RoutingRow)| {
        let is_named = matches!(row.assign, Assignment::OwnerIn { .. });
        (!is_named && !is_aside(policy, &row.assign)).then(|| {
            let before = rows[..place].iter().filter(|row| is_aside(policy, &row.assign)).map(|row| not(&row.when));
            Criterion::All(before.chain([row.when.clone()]).collect())
        })
    };
    holds.push(Criterion::Any(rows.iter().enumerate().filter_map(gives).collect()));
    Criterion::All(holds)
}
