//! Which figures a replication gives, and their values.

use super::lengths::ClockLengths;
use super::model::Model;
use super::run::{Cell, HOURS, Ran};
use crate::policy::ClockKind;
use crate::record::sla::SlaState;
use crate::{DAY, HOUR};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "SimulatedMeasure")]
pub enum Measure {
    /// Handoffs that started after the warm-up.
    Started,
    /// Met / (met + breached); of one clock, or of all together.
    Attainment,
    /// Business time of one clock's length, in milliseconds.
    Mean,
    P50,
    P90,
    P99,
    /// Shares of the handoffs started.
    Accepted,
    Completed,
    Rejected,
    Recycled,
    Lost,
    Untouched,
    Reassigned,
    /// Escalation steps fired, a handoff started.
    Steps,
    /// Mean numbers over time.
    UnderWay,
    Waiting,
    Busy,
    /// Places in work / places there to work, while people are there.
    Utilisation,
    /// Conversions, value and cost of the time that is counted, and value less cost.
    Conversions,
    Value,
    Cost,
    Margin,
}

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(rename = "SimulatedFigureKey")]
pub struct FigureKey {
    /// Key of the handoff point; none = all of them.
    pub handoff: Option<String>,
    /// Tier key; none = all of them.
    pub tier: Option<String>,
    /// Team key of the owner; none = all of them.
    pub group: Option<String>,
    pub measure: Measure,
    pub clock: Option<ClockKind>,
    /// Places, from 0, of the ladder within the handoff point and of the step within the ladder.
    pub step: Option<(u32, u32)>,
}

impl FigureKey {
    fn new(measure: Measure) -> FigureKey {
        FigureKey { handoff: None, tier: None, group: None, measure, clock: None, step: None }
    }
}

/// Figures with their values, in an order that only the model decides.
pub(crate) type Figures = Vec<(FigureKey, f64)>;

/// A share, or nothing where there is no denominator.
fn share(of: u64, all: u64) -> f64 {
    if all == 0 { f64::NAN } else { of as f64 / all as f64 }
}

/// Met / (met + breached).
fn attainment(states: &[u64; 8]) -> f64 {
    let of = |state: SlaState| states[state as usize];
    let met = of(SlaState::Met);
    share(met, met + of(SlaState::MetLate) + of(SlaState::BreachedOpen))
}

struct Scope<'a> {
    handoff: &'a str,
    tier: Option<&'a str>,
    group: Option<&'a str>,
    converts: bool,
}

/// Every figure of a replication.
pub(crate) fn figures(model: &Model, ran: &Ran) -> Figures {
    let mut figures = Figures::new();
    let (tiers, groups) = (model.tiers + 1, model.groups.len());
    let tier_key = |tier: usize| model.policy.tiers.get(tier).map_or("", |tier| tier.key.as_str());
    let mut all = Cell::default();
    for (place, point) in model.points.iter().enumerate() {
        let own = &ran.tally.cells[place * tiers * groups..][..tiers * groups];
        let converts = place as u32 == model.converts_at;
        let mut measured = Measured::of(own);
        for tier in 0..tiers {
            if model.kinds.iter().any(|kind| kind.tier as usize == tier) {
                let part: Vec<usize> = (tier * groups..(tier + 1) * groups).collect();
                let key = Scope { handoff: &point.key, tier: Some(tier_key(tier)), group: None, converts };
                scope(&mut figures, &key, &point.clocks, &measured.counts(&part), &measured.lengths(&part));
            }
        }
        for (group, name) in model.groups.iter().enumerate() {
            if model.people.iter().any(|worker| worker.group as usize == group) {
                let part: Vec<usize> = (group..tiers * groups).step_by(groups).collect();
                let key = Scope { handoff: &point.key, tier: None, group: Some(name), converts };
                scope(&mut figures, &key, &point.clocks, &measured.counts(&part), &measured.lengths(&part));
            }
        }
        let every: Vec<usize> = (0..tiers * groups).collect();
        let total = measured.counts(&every);
        let key = Scope { handoff: &point.key, tier: None, group: None, converts };
        scope(&mut figures, &key, &point.clocks, &total, &measured.lengths(&every));
        all.add_counts(&total);
        let under_way = ran.areas.mean(model.under_way(place));
        figures.push((FigureKey { handoff: Some(point.key.clone()), ..FigureKey::new(Measure::UnderWay) }, under_way));
        steps(&mut figures, model, place, total.started, &ran.tally.fired);
    }
    for (group, key) in model.groups.iter().enumerate() {
        let levels = [model.waiting(group), model.busy(group), model.places(group)].map(|level| ran.areas.mean(level));
        let of = |measure| FigureKey { group: Some(key.clone()), ..FigureKey::new(measure) };
        figures.push((of(Measure::Waiting), levels[0]));
        figures.push((of(Measure::Busy), levels[1]));
        figures.push((of(Measure::Utilisation), if levels[2] > 0.0 { levels[1] / levels[2] } else { f64::NAN }));
    }
    let mut pooled = [0; 8];
    all.states.iter().flat_map(|states| states.iter().enumerate()).for_each(|(state, n)| pooled[state] += n);
    let cost = cost(model, ran);
    let overall = [
        (Measure::Started, all.started as f64),
        (Measure::Attainment, attainment(&pooled)),
        (Measure::Untouched, share(all.untouched, all.started)),
        (Measure::Conversions, all.conversions),
        (Measure::Value, all.value),
        (Measure::Cost, cost),
        (Measure::Margin, all.value - cost),
    ];
    figures.extend(overall.map(|(measure, value)| (FigureKey::new(measure), value)));
    figures
}

/// Mean, p50, p90 and p99 of each clock's length.
type LengthFigures = [[f64; 4]; 5];

/// The cells of a handoff point, of which different parts are put together; what two parts have in common is counted once.
struct Measured<'a> {
    cells: &'a [Cell],
    known: Vec<(Vec<usize>, LengthFigures)>,
}

impl Measured<'_> {
    fn of(cells: &[Cell]) -> Measured<'_> {
        Measured { cells, known: Vec::new() }
    }

    fn counts(&self, part: &[usize]) -> Cell {
        let mut sum = Cell::default();
        part.iter().for_each(|&cell| sum.add_counts(&self.cells[cell]));
        sum
    }

    fn lengths(&mut self, part: &[usize]) -> LengthFigures {
        let used: Vec<usize> = part.iter().copied().filter(|&cell| self.cells[cell].started > 0).collect();
        if let Some((_, known)) = self.known.iter().find(|(other, _)| *other == used) {
            return *known;
        }
        let found = ClockLengths::figures(&used.iter().map(|&cell| &self.cells[cell].lengths).collect::<Vec<_>>());
        self.known.push((used, found));
        found
    }
}

fn scope(figures: &mut Figures, scope: &Scope<'_>, clocks: &[ClockKind], cell: &Cell, lengths: &LengthFigures) {
    let key = |measure, clock| FigureKey {
        handoff: Some(scope.handoff.to_owned()),
        tier: scope.tier.map(str::to_owned),
        group: scope.group.map(str::to_owned),
        clock,
        ..FigureKey::new(measure)
    };
    let counts = [
        (Measure::Accepted, cell.accepted),
        (Measure::Completed, cell.completed),
        (Measure::Rejected, cell.rejected),
        (Measure::Recycled, cell.recycled),
        (Measure::Lost, cell.lost),
        (Measure::Untouched, cell.untouched),
        (Measure::Reassigned, cell.reassigned),
    ];
    figures.push((key(Measure::Started, None), cell.started as f64));
    figures.extend(counts.map(|(measure, count)| (key(measure, None), share(count, cell.started))));
    for &clock in clocks {
        figures.push((key(Measure::Attainment, Some(clock)), attainment(&cell.states[clock.index()])));
    }
    for (clock, lengths) in ClockKind::ALL.into_iter().zip(lengths) {
        let measured = [Measure::Mean, Measure::P50, Measure::P90, Measure::P99].into_iter().zip(lengths);
        figures.extend(measured.map(|(measure, &value)| (key(measure, Some(clock)), value)));
    }
    if scope.converts {
        figures.push((key(Measure::Conversions, None), cell.conversions));
        figures.push((key(Measure::Value, None), cell.value));
    }
}

/// Steps of the ladders of a handoff point, a handoff started.
fn steps(figures: &mut Figures, model: &Model, place: usize, started: u64, fired: &[u64]) {
    let tiers = model.tiers + 1;
    let mut sums: Vec<((u32, u32), ClockKind, u64)> = Vec::new();
    for (number, line) in model.lines.iter().enumerate().filter(|(_, line)| line.point as usize == place) {
        let count: u64 = fired[number * tiers..][..tiers].iter().sum();
        let step = (line.ladder, line.step);
        match sums.iter_mut().find(|(other, ..)| *other == step) {
            Some((.., sum)) => *sum += count,
            None => sums.push((step, line.clock, count)),
        }
    }
    let handoff = Some(model.points[place].key.clone());
    for (step, clock, count) in sums {
        let key = FigureKey {
            handoff: handoff.clone(),
            clock: Some(clock),
            step: Some(step),
            ..FigureKey::new(Measure::Steps)
        };
        figures.push((key, share(count, started)));
    }
}

/// What the shifts cost that lie in the time that is counted.
fn cost(model: &Model, ran: &Ran) -> f64 {
    let until = ran.stop.map_or(model.end, |(_, at)| at);
    let hours = |worker: &super::model::Worker| {
        let rota = &model.rotas[worker.rota as usize];
        rota.elapsed(ran.tally.from.min(until), until) as f64 / HOUR as f64
    };
    model.people.iter().filter(|worker| worker.cost_per_hour > 0.0).map(|it| it.cost_per_hour * hours(it)).sum()
}

const _: () = assert!(HOURS as i64 * HOUR == 7 * DAY);
