//! Dates and times as exports write them, read by hand: this runs eight million times for a million rows.
//!
//! Knows no zone: what carries no offset stays a wall-clock reading (see `local_clock`).

use super::super::mapping::DateOrder;
use playbook::{DAY, HOUR, MINUTE, Millis, SECOND};

/// A date, perhaps a time, perhaps an offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Days since 1970-01-01.
    pub day: i32,
    /// `None` = the text has no time.
    pub time: Option<Millis>,
    /// Offset from UTC; `None` = the text has none.
    pub offset: Option<Millis>,
}

impl Stamp {
    /// Milliseconds since 1970 as the wall clock reads, without the offset.
    pub fn wall(self) -> i64 {
        i64::from(self.day) * DAY + self.time.unwrap_or(0)
    }

    /// Whether it is what systems write for "none" or "never": 0001-01-01, 1900-01-00 of a spreadsheet, 9999-12-31, or the zero of
    /// a count from 1970. One of them taken for a date would be the latest that the data knows.
    pub fn is_placeholder(self) -> bool {
        const FIRST: i32 = days_from_civil(1905, 1, 1);
        const LAST: i32 = days_from_civil(2199, 12, 31);
        !(FIRST..=LAST).contains(&self.day) || self.wall() == 0
    }
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateFault {
    /// It is not written like a date.
    Shape,
    /// There is no such month: the number.
    NoMonth(u32),
    /// The month has no such day: year, month, day.
    NoDay(i32, u32, u32),
    /// There is no such time of day.
    NoTime,
    /// The order of the parts is not decided.
    Undecided,
}

impl DateFault {
    /// The sentence for a problem list.
    pub fn words(self, text: &str) -> String {
        match self {
            DateFault::Shape => format!("\"{text}\" is not a date in this column's format"),
            DateFault::NoMonth(month) => format!("\"{text}\" is not a date: there is no month {month}"),
            DateFault::NoDay(year, month, day) => {
                format!("\"{text}\" is not a date: {} {year} has no day {day}", MONTH_NAMES[month as usize - 1])
            }
            DateFault::NoTime => format!("\"{text}\" has no valid time of day"),
            DateFault::Undecided => format!("\"{text}\" can be read as day/month and as month/day"),
        }
    }
}

#[rustfmt::skip]
pub const MONTH_NAMES: [&str; 12] = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
];

/// Days since 1970-01-01 of a civil date, proleptic Gregorian (Hinnant's algorithm).
pub const fn days_from_civil(year: i32, month: u32, day: u32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let shifted = (month as i32 + 9) % 12;
    let day_of_year = (153 * shifted + 2) / 5 + day as i32 - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn days_in(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

fn civil(year: i32, month: u32, day: u32) -> Result<i32, DateFault> {
    if !(1..=12).contains(&month) {
        return Err(DateFault::NoMonth(month));
    }
    if day == 0 || day > days_in(year, month) {
        return Err(DateFault::NoDay(year, month, day));
    }
    Ok(days_from_civil(year, month, day))
}

/// Reads a trimmed text in the given order of parts.
pub fn parse(text: &str, order: DateOrder) -> Result<Stamp, DateFault> {
    let bytes = text.as_bytes();
    if order == DateOrder::Epoch {
        return epoch(bytes);
    }
    if let Some(stamp) = iso_seconds(bytes) {
        return stamp;
    }
    general(bytes, order)
}

/// `YYYY-MM-DDTHH:MM:SSZ` and the same without the Z or with a blank: nearly all machine exports.
#[inline]
fn iso_seconds(b: &[u8]) -> Option<Result<Stamp, DateFault>> {
    let zulu = match b.len() {
        20 if b[19] == b'Z' => true,
        19 => false,
        _ => return None,
    };
    if b[4] != b'-' || b[7] != b'-' || (b[10] != b'T' && b[10] != b' ') || b[13] != b':' || b[16] != b':' {
        return None;
    }
    let pair = |at: usize| -> Option<u32> {
        let (tens, ones) = (b[at].wrapping_sub(b'0'), b[at + 1].wrapping_sub(b'0'));
        (tens < 10 && ones < 10).then_some(u32::from(tens) * 10 + u32::from(ones))
    };
    let (hour, minute, second) = (pair(11)?, pair(14)?, pair(17)?);
    let (year, month, day) = ((pair(0)? * 100 + pair(2)?) as i32, pair(5)?, pair(8)?);
    Some(
        civil(year, month, day).and_then(|day| {
            Ok(Stamp { day, time: Some(time_of(hour, minute, second, 0)?), offset: zulu.then_some(0) })
        }),
    )
}

fn time_of(hour: u32, minute: u32, second: u32, milli: u32) -> Result<Millis, DateFault> {
    // 23:59:60 is a leap second; it reads as the first instant of the next minute.
    if hour > 23 || minute > 59 || second > 60 {
        return Err(DateFault::NoTime);
    }
    Ok(i64::from(hour) * HOUR + i64::from(minute) * MINUTE + i64::from(second) * SECOND + i64::from(milli))
}

fn epoch(bytes: &[u8]) -> Result<Stamp, DateFault> {
    if bytes.is_empty() || bytes.len() > 16 || !bytes.iter().all(u8::is_ascii_digit) {
        return Err(DateFault::Shape);
    }
    let number = bytes.iter().fold(0_i64, |sum, byte| sum * 10 + i64::from(byte - b'0'));
    let at = match bytes.len() {
        0..=10 => number * SECOND,
        11..=13 => number,
        _ => number / 1_000,
    };
    Ok(Stamp { day: at.div_euclid(DAY) as i32, time: Some(at.rem_euclid(DAY)), offset: Some(0) })
}

/// A reader's place in the text.
struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn blanks(&mut self) -> bool {
        let before = self.at;
        loop {
            match self.bytes[self.at..] {
                [b' ', ..] => self.at += 1,
                // No-break and narrow no-break space, which Excel and browsers put before AM and PM.
                [0xC2, 0xA0, ..] => self.at += 2,
                [0xE2, 0x80, 0xAF, ..] => self.at += 3,
                _ => return self.at > before,
            }
        }
    }

    /// A run of digits: its value and length.
    fn digits(&mut self) -> Option<(u32, usize)> {
        let before = self.at;
        let mut value = 0_u32;
        while let Some(byte @ b'0'..=b'9') = self.peek() {
            if self.at - before == 9 {
                return None;
            }
            value = value * 10 + u32::from(byte - b'0');
            self.at += 1;
        }
        (self.at > before).then_some((value, self.at - before))
    }

    fn letters(&mut self) -> &[u8] {
        let before = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_alphabetic()) {
            self.at += 1;
        }
        &self.bytes[before..self.at]
    }
}

fn general(bytes: &[u8], order: DateOrder) -> Result<Stamp, DateFault> {
    if bytes.len() > 48 {
        return Err(DateFault::Shape);
    }
    let mut cursor = Cursor { bytes, at: 0 };
    let day = date(&mut cursor, order)?;
    if cursor.at == bytes.len() {
        return Ok(Stamp { day, time: None, offset: None });
    }
    let comma = cursor.eat(b',');
    if !(cursor.eat(b'T') || cursor.blanks() || comma) {
        return Err(DateFault::Shape);
    }
    cursor.blanks();
    let time = clock(&mut cursor)?;
    let offset = offset(&mut cursor)?;
    if cursor.at != bytes.len() {
        return Err(DateFault::Shape);
    }
    Ok(Stamp { day, time: Some(time), offset })
}

fn date(cursor: &mut Cursor<'_>, order: DateOrder) -> Result<i32, DateFault> {
    // `Jan 5, 2024`
    if cursor.peek().is_some_and(|byte| byte.is_ascii_alphabetic()) {
        let month = month_named(cursor.letters()).ok_or(DateFault::Shape)?;
        cursor.eat(b'.');
        cursor.blanks();
        let (day, length) = cursor.digits().ok_or(DateFault::Shape)?;
        cursor.eat(b',');
        cursor.blanks();
        let (year, digits) = cursor.digits().ok_or(DateFault::Shape)?;
        return if length <= 2 && digits == 4 { civil(year as i32, month, day) } else { Err(DateFault::Shape) };
    }
    let (first, length) = cursor.digits().ok_or(DateFault::Shape)?;
    if length == 8 && order == DateOrder::Ymd {
        return civil((first / 10_000) as i32, first / 100 % 100, first % 100);
    }
    let separator = cursor.peek().filter(|byte| b"-/. ".contains(byte)).ok_or(DateFault::Shape)?;
    cursor.at += 1;
    // `5-Jan-2024`
    if cursor.peek().is_some_and(|byte| byte.is_ascii_alphabetic()) {
        let month = month_named(cursor.letters()).ok_or(DateFault::Shape)?;
        cursor.eat(b'.');
        if !(cursor.eat(separator) || cursor.eat(b',') || cursor.blanks()) {
            return Err(DateFault::Shape);
        }
        cursor.blanks();
        let (year, digits) = cursor.digits().ok_or(DateFault::Shape)?;
        return if length <= 2 { civil(full_year(year, digits)?, month, first) } else { Err(DateFault::Shape) };
    }
    if separator == b' ' {
        return Err(DateFault::Shape);
    }
    let (second, second_length) = cursor.digits().ok_or(DateFault::Shape)?;
    if !cursor.eat(separator) {
        return Err(DateFault::Shape);
    }
    let (third, third_length) = cursor.digits().ok_or(DateFault::Shape)?;
    if second_length > 2 {
        return Err(DateFault::Shape);
    }
    // A year of four digits in front leaves one reading, whatever the column's order is.
    if length == 4 {
        return if third_length <= 2 { civil(first as i32, second, third) } else { Err(DateFault::Shape) };
    }
    if length > 2 {
        return Err(DateFault::Shape);
    }
    let year = full_year(third, third_length)?;
    match order {
        DateOrder::Dmy => civil(year, second, first),
        DateOrder::Mdy => civil(year, first, second),
        DateOrder::Ymd | DateOrder::Epoch => Err(DateFault::Shape),
        DateOrder::Ambiguous => Err(DateFault::Undecided),
    }
}

/// Two digits count from 1970 to 2069.
fn full_year(year: u32, digits: usize) -> Result<i32, DateFault> {
    match digits {
        4 => Ok(year as i32),
        2 if year < 70 => Ok(2000 + year as i32),
        2 => Ok(1900 + year as i32),
        _ => Err(DateFault::Shape),
    }
}

fn month_named(letters: &[u8]) -> Option<u32> {
    if letters.len() < 3 {
        return None;
    }
    let sept = letters.eq_ignore_ascii_case(b"sept");
    let found = MONTH_NAMES.iter().position(|name| {
        let name = name.as_bytes();
        letters.eq_ignore_ascii_case(name) || letters.eq_ignore_ascii_case(&name[..3]) || (sept && name[0] == b'S')
    });
    found.map(|index| index as u32 + 1)
}

fn clock(cursor: &mut Cursor<'_>) -> Result<Millis, DateFault> {
    let (mut hour, length) = cursor.digits().ok_or(DateFault::Shape)?;
    if length > 2 || !(cursor.eat(b':') || cursor.eat(b'.')) {
        return Err(DateFault::Shape);
    }
    let (minute, length) = cursor.digits().ok_or(DateFault::Shape)?;
    if length != 2 {
        return Err(DateFault::Shape);
    }
    let (mut second, mut milli) = (0, 0);
    if cursor.eat(b':') || (cursor.bytes.get(cursor.at + 1).is_some_and(u8::is_ascii_digit) && cursor.eat(b'.')) {
        let (value, length) = cursor.digits().ok_or(DateFault::Shape)?;
        if length != 2 {
            return Err(DateFault::Shape);
        }
        second = value;
        if cursor.eat(b'.') || cursor.eat(b',') {
            let (value, length) = cursor.digits().ok_or(DateFault::Shape)?;
            milli = match length {
                1 => value * 100,
                2 => value * 10,
                3 => value,
                _ => value / 10_u32.pow(length as u32 - 3),
            };
        }
    }
    let before = cursor.at;
    cursor.blanks();
    match half_of_day(cursor) {
        Some(afternoon) => {
            if hour == 0 || hour > 12 {
                return Err(DateFault::NoTime);
            }
            hour = hour % 12 + if afternoon { 12 } else { 0 };
        }
        None => cursor.at = before,
    }
    time_of(hour, minute, second, milli)
}

/// `AM`, `pm`, `a.m.`: whether it is the afternoon.
fn half_of_day(cursor: &mut Cursor<'_>) -> Option<bool> {
    let afternoon = match cursor.peek()? {
        b'a' | b'A' => false,
        b'p' | b'P' => true,
        _ => return None,
    };
    cursor.at += 1;
    let dotted = cursor.eat(b'.');
    if !(cursor.eat(b'm') || cursor.eat(b'M')) {
        return None;
    }
    if dotted {
        cursor.eat(b'.');
    }
    Some(afternoon)
}

/// `Z`, `UTC`, `GMT`, `+02`, `+0200`, `+02:00`, with or without a blank before.
fn offset(cursor: &mut Cursor<'_>) -> Result<Option<Millis>, DateFault> {
    if cursor.peek().is_none() {
        return Ok(None);
    }
    cursor.blanks();
    let rest = &cursor.bytes[cursor.at..];
    for name in [&b"Z"[..], b"z", b"UTC", b"GMT"] {
        if rest == name {
            cursor.at += name.len();
            return Ok(Some(0));
        }
    }
    if rest.starts_with(b"UTC") || rest.starts_with(b"GMT") {
        cursor.at += 3;
    }
    let sign = match cursor.peek() {
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => return Err(DateFault::Shape),
    };
    cursor.at += 1;
    let (value, length) = cursor.digits().ok_or(DateFault::Shape)?;
    let (hours, minutes) = match length {
        4 => (value / 100, value % 100),
        1 | 2 if cursor.eat(b':') => match cursor.digits() {
            Some((minutes, 2)) => (value, minutes),
            _ => return Err(DateFault::Shape),
        },
        1 | 2 => (value, 0),
        _ => return Err(DateFault::Shape),
    };
    if hours > 15 || minutes > 59 {
        return Err(DateFault::NoTime);
    }
    Ok(Some(sign * (i64::from(hours) * HOUR + i64::from(minutes) * MINUTE)))
}
