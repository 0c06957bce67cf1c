//! The statistics behind the figures: type-7 quantiles, Wilson intervals, the Kaplan–Meier median.

/// z of a two-sided 95 % interval.
pub const Z_95: f64 = 1.959_963_984_540_054;

/// The quantile of the normal distribution below which the probability `p` lies, 0 < `p` < 1: Acklam's rational approximation, whose
/// relative error is under 1.2e-9.
pub fn normal_quantile(p: f64) -> f64 {
    const A: [f64; 6] = [
        -3.969683028665376e1,
        2.209460984245205e2,
        -2.759285104469687e2,
        1.38357751867269e2,
        -3.066479806614716e1,
        2.506628277459239,
    ];
    const B: [f64; 5] =
        [-5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1];
    const C: [f64; 6] = [
        -7.784894002430293e-3,
        -3.223964580411365e-1,
        -2.400758277161838,
        -2.549732539343734,
        4.374664141464968,
        2.938163982698783,
    ];
    const D: [f64; 4] = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416];
    /// Below it and above its mirror the tails' approximation holds.
    const TAIL: f64 = 0.02425;
    let along = |by: &[f64], at: f64| by.iter().fold(0.0, |sum, coefficient| sum * at + coefficient);
    let tail = |p: f64| {
        let q = (-2.0 * p.ln()).sqrt();
        along(&C, q) / (along(&D, q) * q + 1.0)
    };
    if p < TAIL {
        tail(p)
    } else if p > 1.0 - TAIL {
        -tail(1.0 - p)
    } else {
        let q = p - 0.5;
        let r = q * q;
        along(&A, r) * q / (along(&B, r) * r + 1.0)
    }
}

/// A share's Wilson interval. `None` without a denominator.
pub fn wilson(count: u64, n: u64, z: f64) -> Option<(f64, f64)> {
    if n == 0 || count > n {
        return None;
    }
    let (x, n) = (count as f64, n as f64);
    let p = x / n;
    let z2 = z * z;
    let centre = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = z / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    // The bounds at 0 and n are exact; floating point would miss them by a hair.
    let low = if count == 0 { 0.0 } else { (centre - half).max(0.0) };
    let high = if x == n { 1.0 } else { (centre + half).min(1.0) };
    Some((low, high))
}

/// Where a type-7 quantile lies among `n` sorted values: between the values at `low` and `low + 1`, `over` thousandths of the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    pub low: u64,
    pub over: u64,
}

impl Rank {
    /// `per_mille` 0 ..= 1000; `n` at least 1.
    pub const fn of(n: u64, per_mille: u64) -> Rank {
        let place = (n - 1) * per_mille;
        Rank { low: place / 1_000, over: place % 1_000 }
    }

    /// The upper of the two values; the lower where the quantile falls on it.
    pub const fn high(self) -> u64 {
        if self.over == 0 { self.low } else { self.low + 1 }
    }

    pub fn between(self, low: f64, high: f64) -> f64 {
        if self.over == 0 { low } else { low + (high - low) * (self.over as f64 / 1_000.0) }
    }
}

/// The type-7 quantile (Excel's PERCENTILE.INC, numpy's default) of sorted values. `None` of none.
pub fn quantile(sorted: &[f64], per_mille: u64) -> Option<f64> {
    let rank = Rank::of((sorted.len() as u64).max(1), per_mille.min(1_000));
    Some(rank.between(*sorted.get(rank.low as usize)?, *sorted.get(rank.high() as usize)?))
}

/// The Kaplan–Meier curve, walked through times in ascending order, events before censored ones at the same time.
///
/// Between two censored times the curve falls as the number at risk does, so that only a censored time needs a division and
/// the curve meets one half exactly where it does in fractions.
#[derive(Debug, Clone, Copy)]
pub struct Survival {
    at_risk: u32,
    /// The curve is at or below one half once so many or fewer are at risk.
    half: u32,
    base_risk: u32,
    base: f64,
}

/// Absorbs the rounding of a product of up to a million factors; far less than one record's step.
const ROUNDING: f64 = 1e-7;

impl Survival {
    pub fn of(n: u32) -> Survival {
        Survival { at_risk: n, half: n / 2, base_risk: n, base: 1.0 }
    }

    /// An event; true = the curve is now at or below one half.
    #[inline]
    pub fn event(&mut self) -> bool {
        self.events(1);
        self.at_risk <= self.half
    }

    /// So many events, one after the other.
    pub fn events(&mut self, events: u32) {
        self.at_risk = self.at_risk.saturating_sub(events);
    }

    /// How many events in a row bring the curve to one half or below: at least one, for it falls only at an event.
    pub fn events_to_half(&self) -> u32 {
        self.at_risk.saturating_sub(self.half).max(1)
    }

    /// A record that left without the event.
    #[inline]
    pub fn censor(&mut self) {
        self.base = self.value();
        self.at_risk = self.at_risk.saturating_sub(1);
        self.base_risk = self.at_risk;
        if self.base > 0.0 {
            self.half = (0.5 * f64::from(self.base_risk) / self.base + ROUNDING) as u32;
        }
    }

    /// The share that has not had the event.
    pub fn value(&self) -> f64 {
        if self.base_risk == 0 { self.base } else { self.base * f64::from(self.at_risk) / f64::from(self.base_risk) }
    }
}

/// The Kaplan–Meier median: the first time at which at most half are left without the event. `None` where the curve stays above.
pub fn kaplan_meier_median(times: &mut [(i64, bool)]) -> Option<i64> {
    times.sort_unstable_by_key(|&(time, is_event)| (time, !is_event));
    let mut survival = Survival::of(times.len() as u32);
    times.iter().find_map(|&(time, is_event)| {
        if is_event {
            survival.event().then_some(time)
        } else {
            survival.censor();
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tables of the normal distribution.
    #[test]
    fn quantiles_of_the_normal_distribution() {
        let cases = [
            (0.5, 0.0),
            (0.975, 1.959_963_985),
            (0.995, 2.575_829_304),
            (0.999_5, 3.290_526_731),
            (0.999_995, 4.417_173_413),
        ];
        for (p, z) in cases {
            assert!((normal_quantile(p) - z).abs() < 1e-7, "{p}: {}", normal_quantile(p));
            assert!((normal_quantile(1.0 - p) + z).abs() < 1e-7, "{p}");
        }
    }
    use proptest::prelude::*;

    proptest! {
        /// The walk finds the median of the product-limit formula computed in exact fractions.
        #[test]
        fn median_is_that_of_exact_fractions(
            mut times in prop::collection::vec((0_i64..12, any::<bool>()), 1..24),
        ) {
            let exact = exact_median(&times);
            prop_assert_eq!(kaplan_meier_median(&mut times), exact);
        }

        /// A quantile lies between its neighbours, and the quantile of the whole is the maximum.
        #[test]
        fn quantiles_are_ordered(mut values in prop::collection::vec(0_u32..1_000_000, 1..200)) {
            values.sort_unstable();
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let all: Vec<f64> = (0..=1_000).step_by(50).map(|q| quantile(&values, q).unwrap()).collect();
            prop_assert!(all.is_sorted());
            prop_assert_eq!(all.last(), values.last());
        }
    }

    /// Slow and obvious: the product over distinct event times as a fraction of big integers.
    fn exact_median(times: &[(i64, bool)]) -> Option<i64> {
        let mut distinct: Vec<i64> = times.iter().filter(|time| time.1).map(|time| time.0).collect();
        distinct.sort_unstable();
        distinct.dedup();
        let (mut top, mut bottom) = (1_u128, 1_u128);
        for at in distinct {
            let risk = times.iter().filter(|time| time.0 >= at).count() as u128;
            let events = times.iter().filter(|time| time.0 == at && time.1).count() as u128;
            top *= risk - events;
            bottom *= risk;
            let divisor = gcd(top, bottom);
            (top, bottom) = (top / divisor, bottom / divisor);
            if 2 * top <= bottom {
                return Some(at);
            }
        }
        None
    }

    fn gcd(a: u128, b: u128) -> u128 {
        if b == 0 { a.max(1) } else { gcd(b, a % b) }
    }
}
