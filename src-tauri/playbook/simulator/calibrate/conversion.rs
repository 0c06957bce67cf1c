//! How waiting wore conversion away.

use super::history::{History, Row};
use crate::policy::Policy;
use crate::simulator::scenario::{Conversion, DecayPoint, TierConversion};
use crate::{DAY, Instant, MINUTE};
use serde::Serialize;
use ts_rs::TS;

/// A lead is old enough for its outcome after so long.
const MATURE_AFTER: i64 = 45 * DAY;
/// Fewer conversions than these say nothing of what waiting does.
const FEWEST: u32 = 30;
/// Elapsed minutes at which the times to the first touch are parted.
const ENDS: [f64; 7] = [5.0, 15.0, 60.0, 240.0, 1_440.0, 4_320.0, f64::INFINITY];

/// Conversion by time to the first touch.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ConversionFit {
    /// Key of the handoff point.
    pub handoff: String,
    /// Ascending.
    pub bins: Vec<ConversionBin>,
}

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ConversionBin {
    /// Up to so many elapsed minutes; `None` = longer.
    pub minutes: Option<f64>,
    pub n: u32,
    pub converted: u32,
    /// What the decay says, never above that of a shorter wait.
    pub fitted: f64,
}

impl History {
    /// The first handoff point at which enough leads converted after a first touch.
    pub(super) fn conversion(
        &self,
        policy: &Policy,
        until: Instant,
        limits: &mut Vec<String>,
    ) -> (Option<Conversion>, Option<ConversionFit>) {
        let mature = |row: &&Row| row.exact && row.started + MATURE_AFTER <= until;
        for (point, key) in self.points() {
            let here = || self.rows.iter().filter(mature).filter(|row| row.handoff == point);
            let minutes = |row: &Row| Some((row.touched? - row.started) as f64 / MINUTE as f64);
            let touched: Vec<(f64, &Row)> = here().filter_map(|row| Some((minutes(row)?, row))).collect();
            let converted = touched.iter().filter(|(_, row)| row.converted).count() as u32;
            if converted < FEWEST {
                continue;
            }
            let bin_of = |minutes: f64| ENDS.iter().position(|end| minutes <= *end).unwrap_or(ENDS.len() - 1);
            let mut counts = [(0_u32, 0_u32); ENDS.len()];
            for (minutes, row) in &touched {
                let count = &mut counts[bin_of(*minutes)];
                count.0 += 1;
                count.1 += u32::from(row.converted);
            }
            let fitted = falling(&counts);
            let best = fitted.iter().copied().fold(0.0, f64::max);
            let filled = || (0..ENDS.len()).filter(|&bin| counts[bin].0 > 0);
            let decay = filled().map(|bin| DecayPoint { minutes: middle(bin), factor: fitted[bin] / best }).collect();
            let bins = filled().map(|bin| ConversionBin {
                minutes: Some(ENDS[bin]).filter(|end| end.is_finite()),
                n: counts[bin].0,
                converted: counts[bin].1,
                fitted: fitted[bin],
            });
            let fit = ConversionFit { handoff: key.clone(), bins: bins.collect() };
            // A tier's share beside what waiting took from its leads.
            let share = |tier: Option<&str>, rows: &[&(f64, &Row)]| {
                let kept: f64 = rows.iter().map(|(minutes, _)| fitted[bin_of(*minutes)] / best).sum();
                let won = rows.iter().filter(|(_, row)| row.converted).count() as f64;
                (kept > 0.0).then(|| TierConversion { tier: tier.map(str::to_owned), share: (won / kept).min(1.0) })
            };
            let of = |tier: &str| -> Vec<&(f64, &Row)> {
                touched.iter().filter(|(_, row)| self.tiers.value(row.tier) == Some(tier)).collect()
            };
            let tiers = policy.tiers.iter().map(|tier| (tier, of(&tier.key))).filter(|(_, rows)| rows.len() >= 30);
            let mut shares: Vec<TierConversion> =
                tiers.filter_map(|(tier, rows)| share(Some(&tier.key), &rows)).collect();
            shares.extend(share(None, &touched.iter().collect::<Vec<_>>()));
            let conversion = Conversion { handoff: key, tiers: shares, decay, empty_packet: 1.0 };
            return (Some(conversion), Some(fit));
        }
        limits.push(format!(
            "Fewer than {FEWEST} leads converted after a first touch that is known, so that nothing is said of conversion and value"
        ));
        (None, None)
    }
}

/// The middle of a bin on a scale of logarithms, as elapsed minutes.
fn middle(bin: usize) -> f64 {
    match bin {
        0 => ENDS[0] / 2.0,
        bin if ENDS[bin].is_infinite() => ENDS[bin - 1] * 2.0,
        bin => (ENDS[bin - 1] * ENDS[bin]).sqrt(),
    }
}

/// Shares that never rise, nearest to the counted ones by least squares: neighbours that rise are pooled until none do
/// (Ayer et al. 1955). 0 where nothing was counted.
fn falling(counts: &[(u32, u32)]) -> Vec<f64> {
    let mut pools: Vec<(f64, f64, Vec<usize>)> = Vec::new();
    for (bin, &(n, converted)) in counts.iter().enumerate().filter(|(_, (n, _))| *n > 0) {
        pools.push((f64::from(n), f64::from(converted), vec![bin]));
        while let [.., before, last] = pools.as_mut_slice()
            && last.1 / last.0 > before.1 / before.0
        {
            (before.0, before.1) = (before.0 + last.0, before.1 + last.1);
            let bins = std::mem::take(&mut last.2);
            before.2.extend(bins);
            pools.pop();
        }
    }
    let mut shares = vec![0.0; counts.len()];
    for (n, converted, bins) in pools {
        bins.into_iter().for_each(|bin| shares[bin] = converted / n);
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::falling;

    #[test]
    fn shares_that_rise_are_pooled() {
        let counts = [(100, 40), (100, 20), (50, 15), (50, 5), (0, 0), (100, 5)];
        // 20 of 100 and 15 of 50 rise: together 35 of 150.
        let pooled = 35.0 / 150.0;
        assert_eq!(falling(&counts), [0.4, pooled, pooled, 0.1, 0.0, 0.05]);
    }
}
