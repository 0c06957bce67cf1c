//! The constants that tests compare with.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use ts_rs::TS;

/// A text or a number, as JSON writes them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(untagged)]
pub enum Constant {
    Number(#[ts(type = "number")] Number),
    Text(String),
}

impl From<&str> for Constant {
    fn from(text: &str) -> Self {
        Constant::Text(text.into())
    }
}

impl From<Number> for Constant {
    fn from(number: Number) -> Self {
        Constant::Number(number)
    }
}

impl fmt::Display for Constant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Constant::Number(number) => write!(f, "{number}"),
            Constant::Text(text) => write!(f, "\"{text}\""),
        }
    }
}

/// A finite number; whole ones are written without a point. There is no negative zero, so equal numbers are one value.
#[derive(Debug, Clone, Copy)]
pub struct Number(f64);

impl Number {
    /// `None` for what is not finite.
    pub fn new(value: f64) -> Option<Number> {
        // Adding a positive zero turns the negative zero into the positive one.
        value.is_finite().then_some(Number(value + 0.0))
    }

    pub fn get(self) -> f64 {
        self.0
    }

    /// The whole number that it is, where every whole number up to it is exact.
    fn whole(self) -> Option<i64> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        (self.0.fract() == 0.0 && self.0.abs() <= EXACT).then_some(self.0 as i64)
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        Number(f64::from(value))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.whole() {
            Some(whole) => write!(f, "{whole}"),
            None => write!(f, "{}", self.0),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.whole() {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(self.0),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Number::new(f64::deserialize(deserializer)?).ok_or_else(|| D::Error::custom("the number is too large"))
    }
}

/// A stretch of time before or after now: `{"n": 30, "unit": "days"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Span {
    pub n: u32,
    pub unit: SpanUnit,
}

/// Days and weeks of 24 hours where an instant is asked, of calendar days where a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SpanUnit {
    Minutes,
    Hours,
    Days,
    Weeks,
}

impl Span {
    /// Elapsed milliseconds.
    pub fn millis(self) -> crate::Millis {
        let unit = match self.unit {
            SpanUnit::Minutes => crate::MINUTE,
            SpanUnit::Hours => crate::HOUR,
            SpanUnit::Days => crate::DAY,
            SpanUnit::Weeks => 7 * crate::DAY,
        };
        i64::from(self.n) * unit
    }

    /// Calendar days; `None` for minutes and hours, which a date does not have.
    pub fn days(self) -> Option<i64> {
        match self.unit {
            SpanUnit::Days => Some(i64::from(self.n)),
            SpanUnit::Weeks => Some(7 * i64::from(self.n)),
            SpanUnit::Minutes | SpanUnit::Hours => None,
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            SpanUnit::Minutes => "minute",
            SpanUnit::Hours => "hour",
            SpanUnit::Days => "day",
            SpanUnit::Weeks => "week",
        };
        write!(f, "{} {unit}{}", self.n, if self.n == 1 { "" } else { "s" })
    }
}
