//! Leads come in.

use super::Run;
use super::events::What;
use super::lead::Lead;
use crate::Millis;
use crate::simulator::model::Schedule;
use crate::simulator::random::{Purpose, Stream, Streams};

/// A source as far as it has come.
pub(super) struct Arriving {
    gaps: Stream,
    mix: Stream,
    came: u64,
}

impl Arriving {
    pub fn new(streams: Streams, source: u64) -> Arriving {
        Arriving { gaps: streams.of(Purpose::Arrivals, source), mix: streams.of(Purpose::Mix, source), came: 0 }
    }
}

impl Run<'_> {
    pub(super) fn plan_arrival(&mut self, source: usize) {
        let model = self.model;
        let arriving = &mut self.arriving[source];
        let at = match &model.sources[source].schedule {
            Schedule::Steady(gap) => self.now + (gap * arriving.gaps.exponential()).min(1e15).round() as Millis,
            // The integral of the rate up to the next arrival is exponential with mean 1.
            Schedule::Weekly(week) => {
                let mut left = arriving.gaps.exponential();
                let mut at = self.now;
                loop {
                    let (rate, until) = week.rate_at(at);
                    let covered = rate * (until - at) as f64;
                    if left <= covered {
                        break at + ((left / rate).round() as Millis).min(until - at);
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
        let kind = from.first_kind + part.min(from.kinds - 1);
        let lead = match self.free.pop() {
            Some(lead) => lead,
            None => {
                self.leads.push(Lead::BLANK);
                self.cycles.resize(self.leads.len() * model.points.len(), 0);
                self.leads.len() as u32 - 1
            }
        };
        let slot = &mut self.leads[lead as usize];
        slot.entity = (source as u64) << 40 | number;
        slot.kind = kind;
        slot.tier = model.kinds[kind as usize].tier;
        slot.point = from.point;
        slot.has_responded = false;
        self.created += 1;
        self.plan_arrival(source);
        self.begin(lead);
    }
}
