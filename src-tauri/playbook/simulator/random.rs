//! Randomness, keyed: who asks for what always gets the same, whatever else is asked in between.
//!
//! A stream is named by seed, replication, purpose and entity. Two scenarios with the same seed therefore meet the same leads with the
//! same handling times (common random numbers), and nothing depends on the order in which threads come to it.

use super::scenario::Distribution as Described;
use crate::{MINUTE, Millis};
use rand_distr::{Distribution, Exp1, Gamma, StandardNormal};
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::Rng;

/// What randomness is for. The numbers are part of what a seed means: they never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
pub(crate) enum Purpose {
    Arrivals = 1,
    Mix = 2,
    Buffer = 3,
    Notice = 4,
    Unnoticed = 5,
    Woken = 6,
    Decision = 7,
    FirstTouch = 8,
    Handling = 9,
    BuyerWait = 10,
    Completion = 11,
    Flow = 12,
    Patience = 13,
    Return = 14,
    Account = 15,
    Duplicate = 16,
}

/// Stafford's variant 13 of the 64-bit finaliser: every bit of the key moves half the bits of the result.
const fn mixed(mut word: u64) -> u64 {
    word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The streams of one replication.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Streams(u64);

impl Streams {
    pub fn new(seed: u64, replication: u32) -> Streams {
        Streams(mixed(mixed(seed.wrapping_add(GOLDEN)).wrapping_add(u64::from(replication).wrapping_mul(GOLDEN))))
    }

    #[inline]
    pub fn of(self, purpose: Purpose, entity: u64) -> Stream {
        let key = self.0 ^ (purpose as u64).wrapping_mul(0xd6e8_feb8_6659_fd93);
        let low = mixed(key.wrapping_add(entity.wrapping_mul(GOLDEN)));
        let high = mixed(low ^ key);
        Stream(Pcg64Mcg::new(u128::from(high) << 64 | u128::from(low)))
    }
}

/// A sequence of random numbers.
#[derive(Debug, Clone)]
pub(crate) struct Stream(Pcg64Mcg);

impl Stream {
    /// In `[0, 1)`.
    #[inline]
    pub fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// Exponential with mean 1.
    #[inline]
    pub fn exponential(&mut self) -> f64 {
        Exp1.sample(&mut self.0)
    }
}

/// A [`Described`] distribution made ready: lengths in milliseconds.
#[derive(Debug, Clone)]
pub(crate) enum Sampler {
    Fixed(Millis),
    Exponential(f64),
    Uniform { from: f64, width: f64 },
    Lognormal { mu: f64, sigma: f64 },
    Gamma(Gamma<f64>),
    Weibull { scale: f64, exponent: f64 },
    Triangular { from: f64, rising: f64, falling: f64 },
    Empirical(Box<[Millis]>),
}

/// To the nearest millisecond; what does not fit in a thousand years is a thousand years.
#[inline]
fn millis(length: f64) -> Millis {
    nearest(length.clamp(0.0, 3.2e13)) as Millis
}

/// To the nearest whole number, of two the even one; for numbers from 0 to 2^51, which have no halves left above 2^52. Rounding by
/// that addition is one instruction everywhere, where [`f64::round_ties_even`] may be a call.
#[inline]
pub(crate) fn nearest(number: f64) -> f64 {
    const WHOLE: f64 = (1u64 << 52) as f64;
    number + WHOLE - WHOLE
}

/// The same, of two the greater one.
#[inline]
pub(crate) fn nearest_or_up(number: f64) -> f64 {
    let even = nearest(number);
    if number - even == 0.5 { even + 1.0 } else { even }
}

impl Sampler {
    /// The description has been checked.
    pub fn of(described: &Described) -> Sampler {
        let ms = |minutes: f64| minutes * MINUTE as f64;
        match described {
            Described::Fixed { minutes } => Sampler::Fixed(millis(ms(*minutes))),
            Described::Exponential { mean } if *mean == 0.0 => Sampler::Fixed(0),
            Described::Exponential { mean } => Sampler::Exponential(ms(*mean)),
            Described::Uniform { from, to } => Sampler::Uniform { from: ms(*from), width: ms(to - from) },
            // The mean of a lognormal length is exp(mu + sigma²/2).
            Described::Lognormal { mean, sigma } => {
                Sampler::Lognormal { mu: ms(*mean).ln() - sigma * sigma / 2.0, sigma: *sigma }
            }
            Described::Gamma { mean, shape } => match Gamma::new(*shape, ms(*mean) / shape) {
                Ok(gamma) => Sampler::Gamma(gamma),
                Err(_) => Sampler::Fixed(millis(ms(*mean))),
            },
            Described::Weibull { scale, shape } => Sampler::Weibull { scale: ms(*scale), exponent: 1.0 / shape },
            Described::Triangular { from, likely, to } => {
                Sampler::Triangular { from: ms(*from), rising: ms(likely - from), falling: ms(to - likely) }
            }
            Described::Empirical { minutes } => {
                Sampler::Empirical(minutes.iter().map(|&minutes| millis(ms(minutes))).collect())
            }
        }
    }

    pub fn is_zero(&self) -> bool {
        matches!(self, Sampler::Fixed(0))
    }

    /// A length from the stream that is asked for, if one is needed.
    #[inline]
    pub fn draw(&self, stream: impl FnOnce() -> Stream) -> Millis {
        match self {
            Sampler::Fixed(length) => *length,
            Sampler::Exponential(mean) => millis(mean * stream().exponential()),
            Sampler::Lognormal { mu, sigma } => {
                let normal: f64 = StandardNormal.sample(&mut stream().0);
                millis((mu + sigma * normal).exp())
            }
            Sampler::Uniform { from, width } => millis(from + width * stream().unit()),
            Sampler::Gamma(gamma) => millis(gamma.sample(&mut stream().0)),
            Sampler::Weibull { scale, exponent } => millis(scale * stream().exponential().powf(*exponent)),
            Sampler::Triangular { from, rising, falling } => {
                let (width, unit) = (rising + falling, stream().unit());
                let peak = if width > 0.0 { rising / width } else { 0.0 };
                let over = if unit < peak {
                    (unit * width * rising).sqrt()
                } else {
                    width - ((1.0 - unit) * width * falling).sqrt()
                };
                millis(from + over)
            }
            Sampler::Empirical(lengths) => {
                let place = (stream().unit() * lengths.len() as f64) as usize;
                lengths.get(place).or(lengths.last()).copied().unwrap_or(0)
            }
        }
    }
}

/// A place drawn from shares that need not add up to one; `None` = the rest.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shares(Vec<f64>);

impl Shares {
    /// Cumulative; of what is left over to 1 nothing is drawn.
    pub fn of(shares: impl IntoIterator<Item = f64>) -> Shares {
        let cumulative = shares.into_iter().scan(0.0, |sum, share| {
            *sum += share;
            Some(*sum)
        });
        Shares(cumulative.collect())
    }

    /// So that they add up to one.
    pub fn normed(weights: &[f64]) -> Shares {
        let total: f64 = weights.iter().sum();
        let mut shares = Shares::of(weights.iter().map(|weight| weight / total));
        if let Some(last) = weights.iter().rposition(|&weight| weight > 0.0) {
            shares.0[last..].iter_mut().for_each(|sum| *sum = 2.0);
        }
        shares
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    #[inline]
    pub fn draw(&self, unit: f64) -> Option<usize> {
        self.0.iter().position(|&sum| unit < sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_what_the_language_calls_rounding() {
        let mut stream = Streams::new(1, 1).of(Purpose::Mix, 1);
        let halves = (0..2_000).map(|half| f64::from(half) / 2.0);
        let beside = halves.flat_map(|half| [half.next_down().max(0.0), half, half.next_up()]);
        let random =
            (0..10_000).map(|place| stream.unit() * f64::from(1 << (place % 31)) * f64::from(1 << (place % 19)));
        for number in beside.chain(random).collect::<Vec<_>>() {
            assert_eq!(nearest(number), number.round_ties_even(), "{number:e}");
            assert_eq!(nearest_or_up(number), number.round(), "{number:e}");
        }
    }
}
