//! Numbers: each constant that occurs, and one number in each gap between them.

use super::super::assumed::Assumed;
use crate::policy::criteria::ask::{Ask, NumberAsk};
use crate::policy::criteria::{Constant, Fact, Given, Number};

/// A number for every cell.
pub(super) fn values(assumed: Assumed, asks: &[Ask<'_>]) -> Vec<(Given, Fact<'static>)> {
    let least = assumed.least.map_or(f64::NEG_INFINITY, Number::get);
    let most = assumed.most.map_or(f64::INFINITY, Number::get);
    let mut constants: Vec<f64> = asks.iter().flat_map(constants).chain(assumed.least.map(Number::get)).collect();
    constants.extend(assumed.most.map(Number::get));
    constants.retain(|constant| (least..=most).contains(constant));
    constants.sort_by(f64::total_cmp);
    constants.dedup();
    let ends = [f64::NEG_INFINITY].into_iter().chain(constants.iter().copied());
    let gaps = ends.zip(constants.iter().copied().chain([f64::INFINITY]));
    let inside = gaps.filter_map(|(from, to)| between(from, to, assumed.whole));
    let found = inside.chain(constants.iter().copied());
    let found = found.filter(|value| (least..=most).contains(value) && (!assumed.whole || value.fract() == 0.0));
    let mut found: Vec<Number> = found.filter_map(Number::new).collect();
    found.sort();
    found.into_iter().map(|number| (Given::Number(number), Fact::Number(number))).collect()
}

fn constants(ask: &Ask<'_>) -> Vec<f64> {
    match ask {
        Ask::Number(NumberAsk::Among { values, .. }) => values
            .iter()
            .filter_map(|value| match value {
                Constant::Number(number) => Some(number.get()),
                Constant::Text(_) => None,
            })
            .collect(),
        Ask::Number(NumberAsk::Range { from, to }) => from.iter().chain(to).map(|edge| edge.at.get()).collect(),
        Ask::Filled(_) | Ask::Text(_) | Ask::Time(_) | Ask::Boolean(_) => Vec::new(),
    }
}

/// A number strictly between two, as plain as there is one; `None` where there is none.
fn between(from: f64, to: f64, whole: bool) -> Option<f64> {
    let middle = match (from.is_finite(), to.is_finite()) {
        (false, false) => 100.0,
        (false, true) if to > 0.0 => to / 2.0,
        (false, true) => to - 1.0,
        (true, false) if from > 0.0 => from * 2.0,
        (true, false) => from + 1.0,
        (true, true) => from / 2.0 + to / 2.0,
    };
    let inside = |value: &f64| *value > from && *value < to && value.is_finite() && (!whole || value.fract() == 0.0);
    let plain = [middle.round(), from.floor() + 1.0, to.ceil() - 1.0, middle, from.next_up(), to.next_down()];
    plain.into_iter().find(inside)
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn a_gap_has_a_plain_number_or_none() {
        let (less, more) = (f64::NEG_INFINITY, f64::INFINITY);
        let cases = [
            (less, more, false, Some(100.0)),
            (less, 200.0, false, Some(100.0)),
            (less, 0.0, false, Some(-1.0)),
            (less, 0.25, false, Some(0.0)),
            (200.0, more, false, Some(400.0)),
            (-3.0, more, false, Some(-2.0)),
            (10.0, 11.0, false, Some(10.5)),
            (10.0, 11.0, true, None),
            (10.5, 11.5, true, Some(11.0)),
            (1.0, 1.0_f64.next_up(), false, None),
            (f64::MAX, more, false, None),
            (less, f64::MIN, false, None),
        ];
        for (from, to, whole, expected) in cases {
            assert_eq!(between(from, to, whole), expected, "{from} to {to}");
        }
    }
}
