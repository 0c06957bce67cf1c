//! In which part of a metric a record is: one bit per metric and part, so that a group's counts are sums of bits and the
//! records behind a number are those that have its bit.

use super::Metric;

/// A part of a metric's records. A record is in at most one of a metric's parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// In the denominator, and counted: breached, accepted, …; for waiting times: reached the event; for stage aging: still open.
    Yes,
    /// In the denominator, not counted: met, rejected, …; for stage aging: completed.
    No,
    /// Not come and not yet due; for waiting times: still waiting.
    Running,
    CannotJudge,
}

/// The parts of one record in all metrics.
pub(crate) type Parts = u128;

/// Metrics whose bits lie in the parts: all of them.
const METRICS: u32 = Metric::ALL.len() as u32;

/// The bit of a metric's part.
#[inline]
pub(crate) const fn bit(metric: Metric, part: Part) -> Parts {
    1 << (metric as u32 * 4 + part as u32)
}

/// The bit of a waiting time that has not reached its event but is known so far: censored, for the Kaplan–Meier median.
#[inline]
pub(crate) const fn censored(metric: Metric) -> Parts {
    1 << (METRICS * 4 + metric as u32)
}

/// The bits of the records that a metric's denominator counts.
#[inline]
pub(crate) const fn denominator(metric: Metric) -> Parts {
    bit(metric, Part::Yes) | bit(metric, Part::No)
}

/// All four parts of a metric.
#[inline]
pub(crate) const fn any(metric: Metric) -> Parts {
    0b1111 << (metric as u32 * 4)
}
