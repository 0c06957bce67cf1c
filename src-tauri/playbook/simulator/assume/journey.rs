//! Who comes where no records say it: leads of every kind that the routing gives to somebody, and the way from handoff to handoff.

use super::{GOES_ON, LEADS_AN_HOUR};
use crate::airtight::proof::{Assumed, Budget, Records, RowProof, table};
use crate::calendar::Zone;
use crate::policy::criteria::{Given, Told};
use crate::policy::{Assignment, BufferAct, Criterion, HandoffPoint, Policy};
use crate::simulator::scenario::{Arrivals, Distribution, FlowRule, MixPart, Source};
use crate::{DAY, Instant};
use std::collections::BTreeMap;

/// A kind that is hard to find is left out: nobody waits for it.
const BUDGET: Budget = Budget { conflicts: 500, steps: 500_000 };

/// Where journeys begin, and what follows what, by the stages between which the handoff points stand; without stages, by their order.
pub(super) fn journey(policy: &Policy, now: Instant) -> (Vec<Source>, Vec<FlowRule>) {
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
    let source = |(point, _): (&HandoffPoint, &bool)| Source {
        key: format!("to {}", point.key),
        handoff: point.key.clone(),
        arrivals: Arrivals::Weekly { zone: None, per_hour: per_hour.clone(), by_month: Vec::new() },
        mix: mix(policy, point, now),
        duplicates: 0.0,
        accounts: Vec::new(),
    };
    (begins.map(source).collect(), flow)
}

/// One kind of lead for each tier and row of a routing table that gives to somebody: a record that the row takes, all of it filled in.
fn mix(policy: &Policy, point: &HandoffPoint, now: Instant) -> Vec<MixPart> {
    // What a lead has by itself is no field of its kind.
    const OWN: [&str; 6] = ["intent", "source", "owner", "owner_group", "handoff", "record_id"];
    let told = Told { now, zone: Zone::named(&policy.time_zone).unwrap_or_else(|_| Zone::utc()) };
    let filled = Assumed { filled: true, readable: true, listed: true, whole: true, ..Assumed::default() };
    let records =
        policy.fields.iter().fold(Records::any(&policy.fields), |records, field| records.assuming(&field.key, filled));
    // What the buffer does not send on never comes to the table.
    let outcomes = point.buffer.iter().flat_map(|buffer| &buffer.outcomes);
    let aside = outcomes.take_while(|outcome| outcome.act != BufferAct::RouteOn).map(|outcome| (&outcome.when, false));
    let rows = point.routing.rows.iter().map(|row| (&row.when, !matches!(row.assign, Assignment::Stage { .. })));
    let rows: Vec<(&Criterion, bool)> = aside.chain(rows).collect();
    let criteria: Vec<&Criterion> = rows.iter().map(|(when, _)| *when).collect();
    let proof = table(&criteria, &records, &told, BUDGET);
    let mut kinds: Vec<BTreeMap<String, Given>> = Vec::new();
    for ((_, gives), row) in rows.iter().zip(proof.rows) {
        let RowProof::Hit { witness } = row else { continue };
        let fields: BTreeMap<String, Given> =
            witness.record.0.into_iter().filter(|(key, _)| !OWN.contains(&key.as_str())).collect();
        if *gives && !kinds.contains(&fields) {
            kinds.push(fields);
        }
    }
    if kinds.is_empty() {
        kinds.push(BTreeMap::new());
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
