//! Claims about one or two criteria.

use super::assumed::Records;
use super::cells::presents;
use super::formula::Formula;
use super::problem::{Found, Problem, asks};
use super::solver::Budget;
use super::{NotProved, Proof, Witness};
use crate::DAY;
use crate::policy::criteria::ask::Ask;
use crate::policy::criteria::{Criterion, Told};
use serde::Serialize;
use ts_rs::TS;

/// Presents that one claim is gone through at.
const MOST_PRESENTS: usize = 200;

/// That no record ever passes. A criterion that can be met is *refuted*, with a record that meets it.
pub fn never(criterion: &Criterion, records: &Records<'_>, told: &Told, budget: Budget) -> Proof {
    claim(
        &[criterion],
        records,
        told,
        budget,
        |problem| problem.formula(criterion, true),
        |witness, told| criterion.truth(&witness.record, records.catalogue(), told).is_true(),
    )
}

/// That no record passes both; else one that does.
pub fn apart(first: &Criterion, second: &Criterion, records: &Records<'_>, told: &Told, budget: Budget) -> Proof {
    let against = |problem: &Problem<'_>| Formula::all([problem.formula(first, true), problem.formula(second, true)]);
    claim(&[first, second], records, told, budget, against, |witness, told| {
        [first, second].iter().all(|criterion| criterion.truth(&witness.record, records.catalogue(), told).is_true())
    })
}

/// That every record that passes the one passes the other too; else a record that passes the first, and fails the second or leaves it
/// unknown.
pub fn implies(first: &Criterion, second: &Criterion, records: &Records<'_>, told: &Told, budget: Budget) -> Proof {
    let against =
        |problem: &Problem<'_>| Formula::all([problem.formula(first, true), problem.formula(second, true).opposite()]);
    claim(&[first, second], records, told, budget, against, |witness, told| {
        let passes = |criterion: &Criterion| criterion.truth(&witness.record, records.catalogue(), told).is_true();
        passes(first) && !passes(second)
    })
}

/// How a stage's exit criteria meet the next stage's entry criteria.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Boundary {
    /// That what may leave the one may enter the other; else a record that is let go and not taken in.
    pub gap: Proof,
    /// That what may enter the other may leave the one; else a record that both stages hold.
    pub overlap: Proof,
}

/// Both claims about the boundary between two stages.
pub fn boundary(exit: &Criterion, entry: &Criterion, records: &Records<'_>, told: &Told, budget: Budget) -> Boundary {
    Boundary { gap: implies(exit, entry, records, told, budget), overlap: implies(entry, exit, records, told, budget) }
}

/// That nothing is as `against` says, at any time.
fn claim(
    criteria: &[&Criterion],
    records: &Records<'_>,
    told: &Told,
    budget: Budget,
    against: impl Fn(&Problem<'_>) -> Formula,
    confirmed: impl Fn(&Witness, &Told) -> bool,
) -> Proof {
    let all = match times(criteria, records, told) {
        Ok(all) => all,
        Err(why) => return Proof::NotProved { why },
    };
    for told in &all {
        let mut problem = Problem::new(criteria, records, told);
        let formula = against(&problem);
        formula.demand(&mut problem.solver, &[]);
        match problem.ask(&[], &formula, budget) {
            Ok(Found::Nothing { .. }) => {}
            Ok(Found::Record(witness)) if confirmed(&witness, told) => return Proof::Refuted { witness },
            Ok(Found::Record(_)) => return Proof::NotProved { why: NotProved::Unconfirmed },
            Err(why) => return Proof::NotProved { why },
        }
    }
    Proof::Proved
}

/// The presents at which a claim must hold in order to hold at every time: the one told, and, where a field is compared with dates and
/// with ages as well, one for each order in which those can lie.
pub(super) fn times(criteria: &[&Criterion], records: &Records<'_>, told: &Told) -> Result<Vec<Told>, NotProved> {
    let mut found: Vec<i64> = Vec::new();
    for (field, asked) in asks(criteria, records.catalogue()) {
        let asks: Vec<Ask<'_>> = asked.into_iter().map(|(_, ask)| ask).collect();
        found.extend(presents(field.kind, &asks, told));
    }
    found.sort_unstable();
    found.dedup();
    let before = found.first().map(|first| first - DAY);
    found.extend(before);
    if found.len() > MOST_PRESENTS {
        return Err(NotProved::TooManyTimes);
    }
    let all = [told.now].into_iter().chain(found);
    Ok(all.map(|now| Told { now, zone: told.zone.clone() }).collect())
}
