//! What type a column has, decided by its values, and what decided it.

use super::super::mapping::{ColumnType, DateOrder};
use super::dates::{DateFault, Stamp, parse};
use super::numbers::{boolean_pair, parse_number};
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Distinct values counted one by one.
pub const COUNTED_VALUES: usize = 50;

/// Words that may stand for "no value". The first few never are values; the others are unless they disturb dates and numbers.
pub const TOKENS: [&str; 17] = [
    "?", "Select", "\\N", "(null)", "[null]", "#N/A", "NULL", "null", "N/A", "n/a", "NA", "None", "none", "-", "--",
    "NaN", "nan",
];
/// How many of [`TOKENS`] are proposed wherever they are met.
pub const SURE_TOKENS: usize = 6;

/// What was seen in one column.
#[derive(Debug, Default, Clone)]
pub struct Evidence {
    /// Cells that are neither blank nor a token.
    pub filled: u64,
    pub blank: u64,
    /// Per token met: how often.
    pub tokens: HashMap<&'static str, u64>,
    /// Values with their counts, `None` once there are more than [`COUNTED_VALUES`].
    pub values: Option<Vec<(String, u64)>>,
    /// Hashes of all values of the sample.
    pub hashes: HashSet<u64>,
    pub samples: Vec<String>,
    year_first: u64,
    day_first: u64,
    month_first: u64,
    timed: u64,
    two_ways: u64,
    dotted: u64,
    /// First value that only this order can read: text, line, why the other cannot.
    day_first_proof: Option<Proof>,
    month_first_proof: Option<Proof>,
    an_ambiguous: Option<String>,
    compact: u64,
    epoch: u64,
    integers: u64,
    leading_zeros: u64,
    exponents: u64,
    dots: u64,
    commas: u64,
}

/// What decides the order of a date's parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    pub text: String,
    pub line: u64,
    fault: DateFault,
}

impl Proof {
    fn words(&self) -> String {
        let Proof { text, line, fault } = self;
        match fault {
            DateFault::NoMonth(month) => format!("\"{text}\" in line {line} has no month {month}"),
            DateFault::NoDay(_, _, day) => format!("\"{text}\" in line {line} has no day {day}"),
            DateFault::Shape | DateFault::NoTime | DateFault::Undecided => format!("\"{text}\" in line {line}"),
        }
    }
}

pub fn hash_of(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

impl Evidence {
    pub fn new() -> Evidence {
        Evidence { values: Some(Vec::new()), ..Evidence::default() }
    }

    /// Takes a trimmed cell in.
    pub fn take(&mut self, text: &str, line: u64) {
        if text.is_empty() {
            self.blank += 1;
            return;
        }
        let seen = self.hashes.insert(hash_of(text));
        if let Some(values) = &mut self.values {
            match values.iter().position(|(value, _)| value == text) {
                Some(at) => values[at].1 += 1,
                None if values.len() == COUNTED_VALUES => self.values = None,
                None => values.push((text.to_owned(), 1)),
            }
        }
        if let Some(token) = TOKENS.iter().find(|token| **token == text) {
            *self.tokens.entry(token).or_default() += 1;
            return;
        }
        self.filled += 1;
        if seen && self.samples.len() < 5 {
            self.samples.push(text.chars().take(80).collect());
        }
        self.take_date(text, line);
        self.take_number(text);
    }

    /// Date evidence alone, for rows beyond the sample.
    pub fn take_date(&mut self, text: &str, line: u64) {
        let first = text.as_bytes()[0];
        if text.len() > 48 || !(first.is_ascii_digit() || first.is_ascii_alphabetic()) {
            return;
        }
        let (day_first, month_first) = (parse(text, DateOrder::Dmy), parse(text, DateOrder::Mdy));
        let mut timed = |stamp: Stamp| self.timed += u64::from(stamp.time.is_some());
        match (day_first, month_first) {
            (Ok(a), Ok(b)) if a == b && parse(text, DateOrder::Ymd) == Ok(a) => {
                timed(a);
                self.year_first += 1;
                self.day_first += 1;
                self.month_first += 1;
            }
            (Ok(a), Ok(_)) => {
                timed(a);
                self.day_first += 1;
                self.month_first += 1;
                self.two_ways += 1;
                self.dotted += u64::from(is_dotted(text));
                if self.an_ambiguous.is_none() && a != month_first.unwrap_or(a) {
                    self.an_ambiguous = Some(text.to_owned());
                }
            }
            (Ok(a), Err(fault)) => {
                timed(a);
                self.day_first += 1;
                self.dotted += u64::from(is_dotted(text));
                self.day_first_proof.get_or_insert_with(|| Proof { text: text.to_owned(), line, fault });
            }
            (Err(fault), Ok(b)) => {
                timed(b);
                self.month_first += 1;
                self.month_first_proof.get_or_insert_with(|| Proof { text: text.to_owned(), line, fault });
            }
            (Err(_), Err(_)) => {
                if text.len() == 8 && parse(text, DateOrder::Ymd).is_ok() {
                    self.compact += 1;
                }
            }
        }
    }

    fn take_number(&mut self, text: &str) {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        if digits {
            self.integers += 1;
            self.leading_zeros += u64::from(text.len() > 1 && text.starts_with('0'));
            self.epoch += u64::from(
                (text.len() == 13 || text.len() == 10) && ("0900000000"..="4200000000").contains(&&text[..10]),
            );
            self.dots += 1;
            self.commas += 1;
            return;
        }
        self.exponents += u64::from(is_exponent(text));
        if text.len() <= 40 && text.bytes().any(|byte| byte.is_ascii_digit()) {
            self.dots += u64::from(parse_number(text, '.').is_some());
            self.commas += u64::from(parse_number(text, ',').is_some());
            self.integers +=
                u64::from(text.strip_prefix('-').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit())));
        }
    }

    /// Values in scientific notation: what a spreadsheet makes of long ids.
    pub fn exponents(&self) -> u64 {
        self.exponents
    }

    /// Whether every value is a number with this decimal sign.
    pub fn reads_with(&self, decimal: char) -> bool {
        self.filled == if decimal == ',' { self.commas } else { self.dots }
    }

    /// The decimal sign of a column of numbers, some of which may be none; the dry run then names those.
    pub fn mostly_numbers(&self) -> Option<char> {
        let (most, decimal) = if self.commas > self.dots { (self.commas, ',') } else { (self.dots, '.') };
        (most > 0 && most * 5 >= self.filled * 4).then_some(decimal)
    }

    /// Different values of the sample.
    pub fn distinct(&self) -> usize {
        self.hashes.len()
    }

    /// Dates that only one order can read: whether the day comes first, and the proof in words.
    pub fn decided(&self) -> Option<(DateOrder, String)> {
        match (&self.day_first_proof, &self.month_first_proof) {
            (Some(proof), None) => Some((DateOrder::Dmy, proof.words())),
            (None, Some(proof)) => Some((DateOrder::Mdy, proof.words())),
            (Some(day), Some(month)) => Some(if self.day_first >= self.month_first {
                (DateOrder::Dmy, day.words())
            } else {
                (DateOrder::Mdy, month.words())
            }),
            (None, None) => None,
        }
    }

    /// Whether the order of this column is still open.
    pub fn undecided(&self) -> bool {
        self.two_ways > 0 && self.decided().is_none()
    }

    /// The column's type. `like` = what decided another column of the same file, for a column that decides nothing itself.
    pub fn column_type(&self, header: &str, like: Option<(DateOrder, &str, &str)>) -> ColumnType {
        if self.filled == 0 {
            return ColumnType::Text;
        }
        // A column of dates may hold some that are none, which the dry run then names; a header that says so needs fewer.
        let most = self.year_first.max(self.day_first).max(self.month_first);
        if most * 5 >= self.filled * 4 || names_a_time(header) && most * 2 >= self.filled {
            let (order, decided_by) = self.order(like);
            return if self.timed * 2 > most || self.timed > 0 && self.timed * 20 > most {
                ColumnType::Instant { order, decided_by }
            } else {
                ColumnType::Date { order, decided_by }
            };
        }
        if names_a_time(header) && self.epoch == self.filled {
            return ColumnType::Instant {
                order: DateOrder::Epoch,
                decided_by: "counts of seconds or milliseconds since 1970".into(),
            };
        }
        if names_a_time(header) && self.compact == self.filled {
            return ColumnType::Date { order: DateOrder::Ymd, decided_by: "eight digits, year first".into() };
        }
        if let Some((yes, no)) = self.boolean() {
            return ColumnType::Boolean { yes, no };
        }
        if self.leading_zeros > 0 || self.exponents > 0 {
            return ColumnType::Text;
        }
        if self.integers == self.filled {
            ColumnType::Integer
        } else if self.dots == self.filled {
            ColumnType::Number { decimal: '.' }
        } else if self.commas == self.filled {
            ColumnType::Number { decimal: ',' }
        } else {
            ColumnType::Text
        }
    }

    /// Whether everything but tokens is a date or a number, so that a token among it is no value.
    pub fn is_typed(&self, header: &str) -> bool {
        matches!(
            self.column_type(header, None),
            ColumnType::Integer | ColumnType::Number { .. } | ColumnType::Date { .. } | ColumnType::Instant { .. }
        )
    }

    fn boolean(&self) -> Option<(Vec<String>, Vec<String>)> {
        let values = self.values.as_ref()?;
        let words: Vec<&str> =
            values.iter().map(|(value, _)| value.as_str()).filter(|value| !TOKENS.contains(value)).collect();
        if words.len() <= 4 { boolean_pair(&words) } else { None }
    }

    fn order(&self, like: Option<(DateOrder, &str, &str)>) -> (DateOrder, String) {
        if self.day_first_proof.is_none() && self.month_first_proof.is_none() && self.two_ways == 0 {
            return (DateOrder::Ymd, "the year comes first".into());
        }
        if let Some(decided) = self.decided() {
            return decided;
        }
        if self.dotted == self.two_ways {
            return (DateOrder::Dmy, "dots between the parts: day first wherever dates are written so".into());
        }
        match (&self.an_ambiguous, like) {
            (_, Some((order, column, proof))) => (order, format!("as in column \"{column}\": {proof}")),
            (Some(text), None) => (DateOrder::Ambiguous, self.question(text)),
            (None, None) => (DateOrder::Dmy, "day and month are the same number in every value".into()),
        }
    }

    fn question(&self, text: &str) -> String {
        let date = |order| {
            parse(text, order).ok().map_or_else(String::new, |stamp| {
                let (_, month, day) = civil_of(stamp.day);
                format!("{day} {}", super::dates::MONTH_NAMES[month as usize - 1])
            })
        };
        format!("\"{text}\" is {} or {}; no value in the column decides", date(DateOrder::Dmy), date(DateOrder::Mdy))
    }
}

/// Year, month and day of a day since 1970.
fn civil_of(day: i32) -> (i32, u32, u32) {
    use chrono::Datelike;
    let date =
        chrono::NaiveDate::from_ymd_opt(1970, 1, 1).unwrap_or_default() + chrono::TimeDelta::days(i64::from(day));
    (date.year(), date.month(), date.day())
}

fn is_dotted(text: &str) -> bool {
    text.bytes().take(3).any(|byte| byte == b'.')
}

/// `1.23457E+11`, but not `1E5`-like ids alone: the mantissa has a decimal sign or the exponent a sign.
fn is_exponent(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let signed = exponent.starts_with(['+', '-']) || mantissa.contains(['.', ',']);
    signed
        && mantissa.bytes().all(|byte| byte.is_ascii_digit() || b".,-".contains(&byte))
        && mantissa.bytes().any(|byte| byte.is_ascii_digit())
        && !exponent.trim_start_matches(['+', '-']).is_empty()
        && exponent.trim_start_matches(['+', '-']).bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a header names a point in time.
fn names_a_time(header: &str) -> bool {
    let lower = header.to_lowercase();
    ["date", "time", "_at", " at", "timestamp", "created", "updated"].iter().any(|word| lower.contains(word))
}
