//! Where a signal's records lie: the one value of one dimension that clearly has more than its part.

use crate::metrics::grid::GridQuery;
use crate::metrics::measure::Measured;
use crate::metrics::nature::Worse;
use crate::metrics::review::Unit;
use crate::metrics::statistics::{Z_95, wilson};
use crate::metrics::words;
use crate::metrics::{Basis, Dimension, Metric, Month};

/// Where to look.
const DIMENSIONS: [Dimension; 6] = [
    Dimension::Segment,
    Dimension::Source,
    Dimension::OwnerGroup,
    Dimension::Intent,
    Dimension::Trigger,
    Dimension::Owner,
];

/// Fewer records prove nothing.
const FEWEST: u64 = 10;

/// A sentence that names the value where the trouble concentrates, where one clearly does: it has at least half of the trouble, its
/// own rate's interval lies above the rate of all, and it is not simply nearly everything.
pub(super) fn concentration(
    measured: &Measured,
    metric: Metric,
    month: Month,
    basis: Basis,
    handoff: u32,
) -> Option<String> {
    let query = GridQuery {
        from: Some(month),
        to: Some(month),
        by: DIMENSIONS.into_iter().chain([Dimension::All]).collect(),
        basis,
        handoff: Some(handoff),
        metrics: vec![metric],
    };
    let place = measured.months.index(month)? as u32;
    let sections = measured.grid(&query);
    let (all, sections) = sections.split_last()?;
    let all = all.tally(0, place, 0);
    let mut best: Option<(f64, String)> = None;
    for section in sections {
        for &(code, _) in section.cells().iter().filter(|&&(code, _)| code != 0) {
            let one = section.tally(code, place, 0);
            if one.n() < FEWEST || one.n() * 5 > all.n() * 4 {
                continue;
            }
            let value = measured.label(section.dimension, code);
            let found = match metric.unit() {
                Unit::Share => {
                    let (bad, all_bad) = match metric.worse() {
                        Worse::Lower => (one.no, all.no),
                        Worse::Higher | Worse::Neither => (one.yes, all.yes),
                    };
                    let (bad, all_bad) = (u64::from(bad), u64::from(all_bad));
                    let rate = all_bad as f64 / all.n() as f64;
                    let excess = bad as f64 - rate * one.n() as f64;
                    let is_clear = wilson(bad, one.n(), Z_95).is_some_and(|(low, _)| low > rate);
                    (is_clear && bad * 2 >= all_bad).then(|| {
                        let noun = metric.worse_noun();
                        (excess / all_bad as f64, format!("{bad} of the {all_bad} {noun} are {value}."))
                    })
                }
                Unit::Duration => (one.p50 >= all.p50 * 1.5 && one.p50 > 0.0).then(|| {
                    let slow = words::duration(one.p50);
                    let weight = (1.0 - all.p50 / one.p50) * one.n() as f64 / all.n() as f64;
                    (weight, format!("{value} is slowest: p50 {slow}, n\u{202f}{}.", one.n()))
                }),
                Unit::Count | Unit::Money => None,
            };
            if let Some((weight, sentence)) = found
                && best.as_ref().is_none_or(|(heaviest, _)| weight > *heaviest)
            {
                best = Some((weight, sentence));
            }
        }
    }
    best.map(|(_, sentence)| sentence)
}
