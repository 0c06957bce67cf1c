//! Leads come in.

use super::Run;
use super::events::What;
use super::lead::Lead;
use crate::simulator::model::Schedule;
use crate::simulator::random::{Purpose, Stream, Streams, nearest_or_up};
use crate::{Instant, Millis};

/// A source as far as it has come.
pub(super) struct Arriving {
    gaps: Stream,
    mix: Stream,
    came: u64,
    /// The rate at the last instant that was asked for, that instant, and until when the rate lasts.
    rate: (f64, Instant, Instant),
}

impl Arriving {
    pub fn new(streams: Streams, source: u64) -> Arriving {
        Arriving {
            gaps: streams.of(Purpose::Arrivals, source),
            mix: streams.of(Purpose::Mix, source),
            came: 0,
            rate: (0.0, Instant::MAX, Instant::MIN),
        }
    }
}

impl Run<'_> {
    pub(super) fn plan_arrival(&mut self, source: usize) {
        let model = self.model;
        let arriving = &mut self.arriving[source];
        let at = match &model.sources[source].schedule {
            Schedule::Steady(gap) => self.now + nearest_or_up((gap * arriving.gaps.exponential()).min(1e15)) as Millis,
            // The integral of the rate up to the next arrival is exponential with mean 1.
            Schedule::Weekly(week) => {
                let mut left = arriving.gaps.exponential();
                let mut at = self.now;
                loop {
                    if !(arriving.rate.1..arriving.rate.2).contains(&at) {
                        let (rate, until) = week.rate_at(at);
                        arriving.rate = (rate, at, until);
                    }
                    let (rate, _, until) = arriving.rate;
                    let covered = rate * (until - at) as f64;
                    if left <= covered {
                        break at + (nearest_or_up(left / rate) as Millis).min(until - at);
                    }
                    left -= covered;
                    at = until;
                    if at >= model.end {
                        return;
                    }
                }
            }
            Schedule::Exact(leads) => match leads.get(arriving.came as usize) {
                Some(&(at, _)) => at,
                None => return,
            },
        };
        if at < model.end {
            self.events.plan(at, What::Arrive, source as u32, 0);
        }
    }

    pub(super) fn arrive(&mut self, source: usize) {
        let model = self.model;
        let from = &model.sources[source];
        let arriving = &mut self.arriving[source];
        let number = arriving.came;
        arriving.came += 1;
        let given = match &from.schedule {
            Schedule::Exact(leads) => leads.get(number as usize).and_then(|(_, part)| *part),
            Schedule::Steady(_) | Schedule::Weekly(_) => None,
        };
        let part = match given {
            Some(part) => part,
            None if from.mix.is_empty() => 0,
            None => from.mix.draw(arriving.mix.unit()).unwrap_or(0) as u32,
        };
        let entity = (source as u64) << 40 | number;
        let mut kind = from.first_kind + part.min(from.parts - 1);
        if !from.accounts.is_empty()
            && let Some(account) = from.accounts.draw(self.streams.of(Purpose::Account, entity).unit())
        {
            kind += (account as u32 + 1) * from.parts;
        }
        let is_duplicate =
            from.duplicates > 0.0 && self.streams.of(Purpose::Duplicate, entity).unit() < from.duplicates;
        let lead = match self.free.pop() {
            Some(lead) => lead,
            None => {
                self.leads.push(Lead::BLANK);
                self.cycles.resize(self.leads.len() * model.points.len(), 0);
                self.leads.len() as u32 - 1
            }
        };
        let slot = &mut self.leads[lead as usize];
        slot.entity = entity;
        slot.kind = kind;
        slot.tier = model.kinds[kind as usize].tier;
        slot.point = from.point;
        slot.has_responded = false;
        slot.is_duplicate = is_duplicate;
        self.created += 1;
        self.plan_arrival(source);
        self.begin(lead);
    }
}
