//! Where leads come from, and of which kinds.

use super::{place_of, zone_named};
use crate::calendar::Zone;
use crate::policy::Policy;
use crate::policy::criteria::Given;
use crate::record::HandoffRecord;
use crate::simulator::random::Shares;
use crate::simulator::scenario::{AccountShare, Arrivals, MixPart, Scenario, ScenarioError, Source};
use crate::{DAY, HOUR, Instant, Millis, SECOND};
use chrono::Datelike;
use std::collections::BTreeMap;

/// A kind of lead: what all of one part of a source's mix have in common.
#[derive(Debug)]
pub(crate) struct Kind {
    /// Place among the policy's tiers; their number = no tier.
    pub tier: u16,
    /// What criteria read, and what the trace repeats.
    pub facts: HandoffRecord,
    /// What the account has that it belongs to.
    pub account: Option<HandoffRecord>,
    pub packet: f64,
}

#[derive(Debug)]
pub(crate) struct SourceModel {
    /// Place of the handoff point where its leads come in.
    pub point: u32,
    pub schedule: Schedule,
    /// Place of its first kind. As many follow as the mix has parts, of leads without an account; then as many for each account.
    pub first_kind: u32,
    pub kinds: u32,
    pub parts: u32,
    pub mix: Shares,
    pub accounts: Shares,
    pub duplicates: f64,
}

/// When leads come.
#[derive(Debug)]
pub(crate) enum Schedule {
    /// Milliseconds between two on the average.
    Steady(f64),
    Weekly(Week),
    /// Ascending; the part of the mix where it is given.
    Exact(Vec<(Instant, Option<u32>)>),
}

/// Rates that depend on the local time of the week and the month.
#[derive(Debug)]
pub(crate) struct Week {
    zone: Zone,
    /// Leads a millisecond.
    rates: Vec<f64>,
    /// How long each lasts.
    step: Millis,
    by_month: Vec<f64>,
}

impl Week {
    /// The rate at an instant, and until when it lasts.
    pub fn rate_at(&self, at: Instant) -> (f64, Instant) {
        let offset = i64::from(self.zone.offset_seconds(at)) * SECOND;
        let local = at + offset;
        // 1970-01-01 was a Thursday.
        let of_week = (local + 3 * DAY).rem_euclid(7 * DAY);
        let place = (of_week / self.step) as usize % self.rates.len();
        let mut until = at + self.step - of_week.rem_euclid(self.step);
        // A change of the clocks falls on a quarter of an hour everywhere: rates that last longer are asked again every hour.
        until = until.min(at + HOUR - local.rem_euclid(HOUR));
        let factor = match self.by_month.as_slice() {
            [] => 1.0,
            by_month => by_month[self.zone.date_of(at).month0() as usize % by_month.len()],
        };
        (self.rates[place] * factor, until)
    }
}

pub(crate) fn compile(
    scenario: &Scenario,
    policy: &Policy,
    (start, end): (Instant, Instant),
) -> Result<(Vec<Kind>, Vec<SourceModel>), ScenarioError> {
    let mut kinds = Vec::new();
    let mut sources = Vec::new();
    let mut comes = false;
    for source in &scenario.sources {
        let usual = [MixPart {
            weight: 1.0,
            tier: policy.tiers.first().map(|tier| tier.key.clone()),
            segment: None,
            trigger: None,
            fields: Default::default(),
            amount: 0.0,
            packet: 1.0,
        }];
        let mix = if source.mix.is_empty() { &usual } else { source.mix.as_slice() };
        let first_kind = kinds.len() as u32;
        for account in std::iter::once(None).chain(source.accounts.iter().map(Some)) {
            kinds.extend(mix.iter().map(|part| kind(source, part, account, policy)));
        }
        let weights: Vec<f64> = mix.iter().map(|part| part.weight).collect();
        let schedule = schedule(source, policy, (start, end))?;
        comes |= match &schedule {
            Schedule::Steady(gap) => gap.is_finite(),
            Schedule::Weekly(week) => {
                week.rates.iter().any(|&rate| rate > 0.0)
                    && (week.by_month.is_empty() || week.by_month.iter().any(|&it| it > 0.0))
            }
            Schedule::Exact(leads) => !leads.is_empty(),
        };
        sources.push(SourceModel {
            point: place_of(policy, &source.handoff).unwrap_or(0),
            schedule,
            first_kind,
            kinds: kinds.len() as u32 - first_kind,
            parts: mix.len() as u32,
            accounts: Shares::of(source.accounts.iter().map(|account| account.share)),
            duplicates: source.duplicates,
            mix: if mix.len() > 1 { Shares::normed(&weights) } else { Shares::default() },
        });
    }
    if comes { Ok((kinds, sources)) } else { Err(ScenarioError::NoArrivals) }
}

fn schedule(source: &Source, policy: &Policy, (start, end): (Instant, Instant)) -> Result<Schedule, ScenarioError> {
    let hour = HOUR as f64;
    Ok(match &source.arrivals {
        Arrivals::Rate { per_hour } => Schedule::Steady(hour / per_hour),
        Arrivals::Weekly { zone, per_hour, by_month } => {
            let name = zone.as_deref().unwrap_or(&policy.time_zone);
            let count = per_hour.len() as i64;
            Schedule::Weekly(Week {
                zone: zone_named(name, &format!("source {}, arrivals", source.key))?,
                rates: per_hour.iter().map(|rate| rate / hour).collect(),
                step: if count == 24 { HOUR } else { 7 * DAY / count },
                by_month: by_month.clone(),
            })
        }
        Arrivals::Exact { leads } => {
            let within = leads.iter().filter(|lead| (start..end).contains(&lead.at));
            let mut leads: Vec<_> = within.map(|lead| (lead.at, lead.part)).collect();
            leads.sort_by_key(|&(at, _)| at);
            Schedule::Exact(leads)
        }
    })
}

fn kind(of: &Source, part: &MixPart, account: Option<&AccountShare>, policy: &Policy) -> Kind {
    let tier = part.tier.as_ref().and_then(|key| policy.tiers.iter().position(|tier| tier.key == *key));
    let facts = HandoffRecord {
        source: Some(of.key.clone()),
        trigger: part.trigger.clone(),
        segment: part.segment.clone(),
        intent: part.tier.clone(),
        amount: (part.amount > 0.0).then_some(part.amount),
        ..HandoffRecord::default()
    };
    Kind {
        tier: tier.unwrap_or(policy.tiers.len()) as u16,
        facts: with_fields(facts, &part.fields),
        account: account.map(|account| with_fields(HandoffRecord::default(), &account.fields)),
        packet: part.packet,
    }
}

/// Fields that a record has by itself are read there, not among its attributes.
fn with_fields(mut facts: HandoffRecord, fields: &BTreeMap<String, Given>) -> HandoffRecord {
    let text = |given: &Given| match given {
        Given::Boolean(value) => value.to_string(),
        Given::Number(number) => number.to_string(),
        Given::Text(text) => text.clone(),
    };
    facts.attributes = fields.iter().map(|(key, given)| (key.clone(), text(given))).collect();
    for (key, slot) in [("source", &mut facts.source), ("trigger", &mut facts.trigger), ("segment", &mut facts.segment)]
    {
        if let Some(value) = facts.attributes.remove(key) {
            *slot = Some(value);
        }
    }
    facts
}
