//! Student's t: how far a mean of few replications may lie from the true one.

use std::cell::Cell;

thread_local! {
    /// Confidence, degrees of freedom and quantile asked for last: a report asks for the same one a thousand times, and finding it takes
    /// seventy incomplete beta functions.
    static LAST: Cell<(f64, u32, f64)> = const { Cell::new((f64::NAN, 0, f64::NAN)) };
}

/// The quantile of Student's t with `df` degrees of freedom that is exceeded in absolute value with probability `1 - confidence`.
pub(crate) fn student(confidence: f64, df: u32) -> f64 {
    let (of, with, known) = LAST.get();
    if of == confidence && with == df {
        return known;
    }
    let found = quantile(confidence, df);
    LAST.set((confidence, df, found));
    found
}

fn quantile(confidence: f64, df: u32) -> f64 {
    let tail = (1.0 - confidence) / 2.0;
    if df == 0 || tail <= 0.0 {
        return f64::INFINITY;
    }
    let (mut low, mut high) = (0.0, 2.0);
    while upper_tail(high, df) > tail && high < 1e9 {
        high *= 2.0;
    }
    // The tail falls strictly; seventy halvings exhaust a double.
    for _ in 0..70 {
        let middle = 0.5 * (low + high);
        if upper_tail(middle, df) > tail { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// P(T > t) for t ≥ 0, by the incomplete beta function: half of I(df / (df + t²); df/2, 1/2).
fn upper_tail(t: f64, df: u32) -> f64 {
    let df = f64::from(df);
    0.5 * incomplete_beta(df / (df + t * t), df / 2.0, 0.5)
}

/// The regularised incomplete beta function by its continued fraction (Lentz's method, as in Numerical Recipes 6.4).
fn incomplete_beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return if x <= 0.0 { 0.0 } else { 1.0 };
    }
    let front = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (1.0 - x).ln()).exp();
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(x, a, b) / a
    } else {
        1.0 - front * fraction(1.0 - x, b, a) / b
    }
}

fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let kept = |value: f64| if value.abs() < TINY { TINY } else { value };
    let (mut c, mut d) = (1.0, 1.0 / kept(1.0 - (a + b) * x / (a + 1.0)));
    let mut fraction = d;
    for m in 1..300 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / kept(1.0 + even * d);
        c = kept(1.0 + even / c);
        fraction *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / kept(1.0 + odd * d);
        c = kept(1.0 + odd / c);
        fraction *= d * c;
        if (d * c - 1.0).abs() < 1e-15 {
            break;
        }
    }
    fraction
}

/// ln Γ(x) for x > 0: Stirling's series at x + 8, brought back by Γ(x + 1) = x Γ(x).
fn ln_gamma(x: f64) -> f64 {
    let (mut back, mut at) = (0.0, x);
    while at < x + 8.0 {
        back += at.ln();
        at += 1.0;
    }
    let series = 1.0 / (12.0 * at) - 1.0 / (360.0 * at.powi(3)) + 1.0 / (1260.0 * at.powi(5));
    (at - 0.5) * at.ln() - at + 0.5 * std::f64::consts::TAU.ln() + series - back
}

#[cfg(test)]
mod tests {
    use super::student;

    /// Abramowitz and Stegun, table 26.10.
    #[test]
    fn quantiles_are_those_of_the_tables() {
        let cases = [
            (0.95, 1, 12.706),
            (0.95, 2, 4.303),
            (0.95, 9, 2.262),
            (0.95, 19, 2.093),
            (0.95, 120, 1.980),
            (0.99, 10, 3.169),
            (0.90, 30, 1.697),
        ];
        for (confidence, df, expected) in cases {
            let found = student(confidence, df);
            assert!((found - expected).abs() < 6e-4, "{confidence}, {df}: {found}, expected {expected}");
        }
        assert!((student(0.95, 10_000_000) - crate::metrics::statistics::Z_95).abs() < 1e-6);
    }
}
