//! What exceptions come to further on: of the records of one month at one handoff point, those with an exception beside those without any.
//!
//! Contact, conversion and pipeline (S0-49). A record is contacted with its first touch, and converted once it came to an opportunity, a
//! win or a completion. The two groups are of the same month and handoff point, and so equally old; that they differ is told where their
//! 95 % Wilson intervals do not touch, and never why: what is hard to sell is also late.

use super::{PassageKey, Taxonomy};
use crate::Instant;
use crate::calendar::Zone;
use crate::metrics::statistics::{Z_95, wilson};
use crate::metrics::{Month, words};
use crate::policy::Policy;
use crate::record::{Disposition, HandoffRecord, Moment};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use ts_rs::TS;

/// Below it in either group nothing is compared.
const FEWEST: u64 = 10;

/// What became of some records.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, TS)]
#[ts(rename = "DownstreamOf")]
pub struct Downstream {
    #[ts(type = "number")]
    pub records: u64,
    /// With a first touch.
    #[ts(type = "number")]
    pub contacted: u64,
    /// Came to an opportunity, a win or a completion.
    #[ts(type = "number")]
    pub converted: u64,
    /// What all of them are worth, in the workspace's currency, as far as the data says.
    pub amount: f64,
    /// What the converted ones are worth.
    pub amount_converted: f64,
}

/// Counted, for one month, handoff point and type.
#[derive(Debug, Clone, PartialEq)]
pub struct ImpactCount {
    pub month: Month,
    pub handoff: String,
    /// `None` = any.
    pub exception_type: Option<String>,
    pub with: Downstream,
    /// Of the same month and handoff point, without any exception.
    pub without: Downstream,
}

/// How two groups differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ImpactVerdict")]
pub enum Verdict {
    /// Less of it, by more than chance explains.
    Less,
    More,
    NoDifference,
    TooFew,
}

/// What exceptions of one type came to at one handoff point in one month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ExceptionImpact {
    #[ts(type = "string")]
    pub month: Month,
    /// Key of the handoff point.
    pub handoff: String,
    /// `None` = any.
    pub exception_type: Option<String>,
    pub name: String,
    pub with: Downstream,
    pub without: Downstream,
    pub contact: Verdict,
    pub conversion: Verdict,
    pub sentence: String,
}

/// One record, as small as a million of them allow.
struct Row {
    /// Of the passage. Two of a million share one by a chance of one in tens of millions, and then count as one.
    key: u64,
    handoff: u32,
    month: Month,
    contacted: bool,
    converted: bool,
    amount: f64,
}

/// Counts what became of records, one after the other.
pub struct Tally {
    zone: Zone,
    as_of: Instant,
    handoffs: Vec<String>,
    numbers: HashMap<String, u32>,
    rows: Vec<Row>,
}

impl Tally {
    /// Months are those of `zone`; what is later than `as_of` is not known yet.
    pub fn new(zone: Zone, as_of: Instant) -> Tally {
        Tally { zone, as_of, handoffs: Vec::new(), numbers: HashMap::new(), rows: Vec::new() }
    }

    pub fn look(&mut self, record: &HandoffRecord) {
        let known = |moment| record.at(moment).filter(|at| *at <= self.as_of);
        let Some(started) = known(Moment::Started) else { return };
        let converted = [Moment::Opportunity, Moment::Won, Moment::Completed];
        let row = Row {
            key: key(&record.record_id, &record.handoff, record.cycle),
            handoff: match self.numbers.get(&record.handoff) {
                Some(number) => *number,
                None => {
                    let number = self.handoffs.len() as u32;
                    self.handoffs.push(record.handoff.clone());
                    self.numbers.insert(record.handoff.clone(), number);
                    number
                }
            },
            month: self.zone.month_of(started),
            contacted: known(Moment::FirstTouch).is_some(),
            converted: record.won == Some(true)
                || record.disposition == Disposition::Completed
                || converted.into_iter().any(|moment| known(moment).is_some()),
            amount: record.amount.filter(|amount| amount.is_finite()).unwrap_or_default(),
        };
        self.rows.push(row);
    }

    /// The counts, given which passages had which exceptions, by month, handoff point and type.
    pub fn counts<'e>(self, exceptions: impl Iterator<Item = (&'e PassageKey, &'e str)>) -> Vec<ImpactCount> {
        let mut of: HashMap<u64, Vec<&str>> = HashMap::new();
        for (passage, kind) in exceptions {
            let kinds = of.entry(key(&passage.record_id, &passage.handoff, passage.cycle)).or_default();
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        let mut without: BTreeMap<(Month, u32), Downstream> = BTreeMap::new();
        let mut with: BTreeMap<(Month, u32, Option<&str>), Downstream> = BTreeMap::new();
        for row in &self.rows {
            match of.get(&row.key) {
                None => without.entry((row.month, row.handoff)).or_default().add(row),
                Some(kinds) => {
                    with.entry((row.month, row.handoff, None)).or_default().add(row);
                    for kind in kinds {
                        with.entry((row.month, row.handoff, Some(kind))).or_default().add(row);
                    }
                }
            }
        }
        let count = |((month, handoff, kind), with): ((Month, u32, Option<&str>), Downstream)| ImpactCount {
            month,
            handoff: self.handoffs.get(handoff as usize).cloned().unwrap_or_default(),
            exception_type: kind.map(str::to_owned),
            with,
            without: without.get(&(month, handoff)).copied().unwrap_or_default(),
        };
        with.into_iter().map(count).collect()
    }
}

fn key(record_id: &str, handoff: &str, cycle: u32) -> u64 {
    let mut hasher = DefaultHasher::new();
    (record_id, handoff, cycle).hash(&mut hasher);
    hasher.finish()
}

impl Downstream {
    fn add(&mut self, row: &Row) {
        self.records += 1;
        self.contacted += u64::from(row.contacted);
        self.converted += u64::from(row.converted);
        self.amount += row.amount;
        if row.converted {
            self.amount_converted += row.amount;
        }
    }
}

/// What the counts say: the latest month first, in the policy's order, the most frequent type first.
pub fn impacts(policy: &Policy, counts: &[ImpactCount]) -> Vec<ExceptionImpact> {
    let taxonomy = Taxonomy::of(policy);
    let place = |key: &str| policy.handoffs.iter().position(|point| point.key == key).unwrap_or(usize::MAX);
    let mut said: Vec<ExceptionImpact> = counts.iter().map(|count| impact(&taxonomy, count)).collect();
    said.sort_by(|a, b| {
        let rank = |one: &ExceptionImpact| {
            let order = (place(&one.handoff), one.handoff.clone(), one.exception_type.is_some());
            (std::cmp::Reverse(one.month), order, std::cmp::Reverse(one.with.records), one.exception_type.clone())
        };
        rank(a).cmp(&rank(b))
    });
    said
}

fn impact(taxonomy: &Taxonomy<'_>, count: &ImpactCount) -> ExceptionImpact {
    let ImpactCount { month, handoff, exception_type, with, without } = count.clone();
    let name = exception_type.as_deref().map_or("Any exception", |kind| taxonomy.kind_name(kind)).to_owned();
    let contact = verdict((with.contacted, with.records), (without.contacted, without.records));
    let conversion = verdict((with.converted, with.records), (without.converted, without.records));
    let sentence = sentence(&handoff, &name, with, without, conversion);
    ExceptionImpact { month, handoff, exception_type, name, with, without, contact, conversion, sentence }
}

fn verdict(with: (u64, u64), without: (u64, u64)) -> Verdict {
    if with.1 < FEWEST || without.1 < FEWEST {
        return Verdict::TooFew;
    }
    match (wilson(with.0, with.1, Z_95), wilson(without.0, without.1, Z_95)) {
        (Some((_, high)), Some((low, _))) if high < low => Verdict::Less,
        (Some((low, _)), Some((_, high))) if low > high => Verdict::More,
        (Some(_), Some(_)) => Verdict::NoDifference,
        (None, _) | (_, None) => Verdict::TooFew,
    }
}

fn sentence(handoff: &str, name: &str, with: Downstream, without: Downstream, conversion: Verdict) -> String {
    let of = |one: Downstream| format!("{} of {}", words::count(one.converted), words::count(one.records));
    let rate = |one: Downstream| words::share(one.converted as f64 / one.records.max(1) as f64);
    if with.converted + without.converted == 0 {
        let records = words::count(with.records);
        return format!("{handoff} {name}: of {records} none converted yet, nor of those without an exception.");
    }
    match conversion {
        Verdict::TooFew => format!(
            "{handoff} {name}: {} converted, {} without an exception: too few to compare.",
            of(with),
            of(without)
        ),
        Verdict::Less | Verdict::More | Verdict::NoDifference => format!(
            "{handoff} {name}: {} converted (n {}), {} without an exception (n {}): {}.",
            rate(with),
            words::count(with.records),
            rate(without),
            words::count(without.records),
            match conversion {
                Verdict::Less => "fewer than chance explains",
                Verdict::More => "more than chance explains",
                Verdict::NoDifference | Verdict::TooFew => "no difference can be told",
            }
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::HOUR;

    const MAY: Month = Month::new(2026, 5);

    fn record(number: u32, handoff: &str, started: Instant) -> HandoffRecord {
        let mut record =
            HandoffRecord { handoff: handoff.into(), record_id: format!("L-{number}"), ..HandoffRecord::default() };
        record.set(Moment::Started, Some(started));
        record
    }

    fn passage(number: u32, handoff: &str) -> PassageKey {
        PassageKey { record_id: format!("L-{number}"), handoff: handoff.into(), cycle: 1 }
    }

    /// Forty leads in May: the first twenty had a breach and two of them converted; of the other twenty sixteen did.
    #[test]
    fn records_with_an_exception_stand_beside_those_without() {
        let (begun, _) = Zone::utc().month_bounds(MAY);
        let mut tally = Tally::new(Zone::utc(), begun + 100 * HOUR);
        for number in 0..40 {
            let mut record = record(number, "H1", begun);
            record.cycle = 1;
            record.amount = Some(100.0);
            if number % 2 == 0 {
                record.set(Moment::FirstTouch, Some(begun + HOUR));
            }
            if !(2..24).contains(&number) {
                record.set(Moment::Opportunity, Some(begun + 2 * HOUR));
            }
            // Known only after the data's own instant: not known.
            if number == 20 {
                record.set(Moment::Won, Some(begun + 200 * HOUR));
            }
            tally.look(&record);
        }
        let late: Vec<PassageKey> = (0..20).map(|number| passage(number, "H1")).collect();
        let twice = passage(0, "H1");
        let found = late
            .iter()
            .map(|passage| (passage, "sla_breach"))
            .chain([(&twice, "sla_breach"), (&twice, "data_missing")]);
        let said = impacts(&Policy::new("Acme", "UTC"), &tally.counts(found));
        let [any, breach, missing] = said.as_slice() else { panic!("{said:#?}") };
        assert_eq!((any.exception_type.as_deref(), any.with), (None, breach.with));
        let with = Downstream { records: 20, contacted: 10, converted: 2, amount: 2_000.0, amount_converted: 200.0 };
        let without =
            Downstream { records: 20, contacted: 10, converted: 16, amount: 2_000.0, amount_converted: 1_600.0 };
        assert_eq!((breach.month, breach.with, breach.without), (MAY, with, without));
        assert_eq!((breach.contact, breach.conversion), (Verdict::NoDifference, Verdict::Less));
        assert!(breach.sentence.contains("10\u{202f}% converted (n 20), 80\u{202f}%"), "{}", breach.sentence);
        assert!(breach.sentence.ends_with("fewer than chance explains."), "{}", breach.sentence);
        assert_eq!((missing.with.records, missing.conversion), (1, Verdict::TooFew));
        assert!(missing.sentence.ends_with("1 of 1 converted, 16 of 20 without an exception: too few to compare."));
    }

    /// The other months and handoff points of a record say nothing of this one.
    #[test]
    fn only_the_same_month_and_handoff_are_compared() {
        let (begun, june) = Zone::utc().month_bounds(MAY);
        let mut tally = Tally::new(Zone::utc(), june + 100 * HOUR);
        for (number, handoff, at) in [(1, "H1", begun), (2, "H2", begun), (3, "H1", june)] {
            tally.look(&HandoffRecord { cycle: 1, ..record(number, handoff, at) });
        }
        let counts = tally.counts([(&passage(1, "H1"), "sla_breach")].into_iter());
        assert!(counts.iter().all(|count| count.without == Downstream::default()), "{counts:#?}");
    }
}
