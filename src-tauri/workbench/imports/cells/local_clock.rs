//! Wall-clock readings as instants in the mapping's zone.

use super::dates::Stamp;
use chrono::DateTime;
use playbook::Instant;
use playbook::calendar::{LocalReading, Zone};

/// An instant, and what a person should know about how it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    pub at: Instant,
    pub remark: Option<ClockRemark>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockRemark {
    /// Clocks went forward over this reading; the first instant after the gap was taken.
    InGap,
    /// Clocks went back over this reading; the first pass was taken.
    Twice,
}

impl ClockRemark {
    pub fn words(self, text: &str, zone: &str) -> String {
        match self {
            ClockRemark::InGap => format!(
                "\"{text}\" never came in {zone}: clocks went forward over it. The first instant after was taken"
            ),
            ClockRemark::Twice => {
                format!("\"{text}\" came twice in {zone}: clocks went back over it. The first was taken")
            }
        }
    }
}

/// Places a stamp on the time line. An offset in the text wins over the zone.
#[inline]
pub fn place(stamp: Stamp, zone: &Zone) -> Placed {
    let wall = stamp.wall();
    if let Some(offset) = stamp.offset {
        return Placed { at: wall - offset, remark: None };
    }
    let local = DateTime::from_timestamp_millis(wall).unwrap_or_default().naive_utc();
    match zone.instants_of(local) {
        LocalReading::Unique(at) => Placed { at, remark: None },
        // A date without a time is a day: that its midnight is odd says nothing.
        LocalReading::Twice(at, _) | LocalReading::Gap(at) if stamp.time.is_none() => Placed { at, remark: None },
        LocalReading::Twice(at, _) => Placed { at, remark: Some(ClockRemark::Twice) },
        LocalReading::Gap(at) => Placed { at, remark: Some(ClockRemark::InGap) },
    }
}
