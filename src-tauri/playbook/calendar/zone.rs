//! Time zones: where instants and wall clocks meet. The only file of the house that uses jiff.
//!
//! A [`Zone`] answers from a table of its offsets between 1900 and 2100 and asks jiff's bundled rules outside it. Offsets are
//! whole seconds, so everything stays in integers. Instants before the year -9000 or after 9000 read as those years' ends.

use super::{CalendarError, LocalTime};
use crate::metrics::Month;
use crate::{DAY, Instant, SECOND};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// First and last instants on which zone rules are asked: -9000-01-01 and 9000-01-01, UTC. A clock finds nothing open beyond.
pub(super) const EARLIEST: Instant = -346_179_744_000_000;
pub(super) const LATEST: Instant = 221_845_392_000_000;

/// The offset table's span: 1900-01-01 to 2100-01-01, UTC.
const TABLE_FROM: Instant = -2_208_988_800_000;
pub(super) const TABLE_TO: Instant = 4_102_444_800_000;

/// No zone has ever been further than this from UTC, and no change of offset was larger than twice this.
const WIDEST_OFFSET: Instant = DAY;

/// An IANA time zone. Cheap to clone.
#[derive(Clone)]
pub struct Zone(Arc<ZoneData>);

struct ZoneData {
    name: String,
    rules: TimeZone,
    /// `(since, offset in seconds)`, ascending, the first since [`TABLE_FROM`]; valid up to [`TABLE_TO`].
    offsets: Vec<(Instant, i32)>,
    /// The offset before the zone's first change, and when that was.
    first: (i32, Instant),
    /// The offset from [`TABLE_TO`] on, where it does not change any more.
    last: Option<i32>,
}

/// Which instants a wall-clock reading stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalReading {
    Unique(Instant),
    /// Clocks went back over it: first and second pass.
    Twice(Instant, Instant),
    /// Clocks went forward over it: the first instant after the gap.
    Gap(Instant),
}

impl LocalReading {
    /// The instant that stands for the reading by the rule of the SLA clock: the earliest at which the wall clock reads so or later.
    pub const fn earliest(self) -> Instant {
        match self {
            LocalReading::Unique(at) | LocalReading::Twice(at, _) | LocalReading::Gap(at) => at,
        }
    }
}

fn database() -> &'static TimeZoneDatabase {
    static DATABASE: OnceLock<TimeZoneDatabase> = OnceLock::new();
    DATABASE.get_or_init(TimeZoneDatabase::bundled)
}

/// Zones asked for so far, by the name they were asked for: reading the rules of two centuries takes a good while, and a policy with fifty
/// people asks for the same one fifty times. What a name gives depends on nothing else.
static KNOWN: Mutex<BTreeMap<String, Zone>> = Mutex::new(BTreeMap::new());

/// More than there are, however some are spelt.
const MOST_KNOWN: usize = 1_000;

impl Zone {
    /// The zone with this IANA name, in any case of letters.
    pub fn named(iana: &str) -> Result<Zone, CalendarError> {
        let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(zone) = known().get(iana) {
            return Ok(zone.clone());
        }
        let zone = Zone::read(iana)?;
        let mut all = known();
        if all.len() < MOST_KNOWN {
            all.insert(iana.to_owned(), zone.clone());
        }
        Ok(zone)
    }

    fn read(iana: &str) -> Result<Zone, CalendarError> {
        let unknown = || CalendarError::UnknownZone { name: iana.to_owned() };
        let rules = database().get(iana.trim()).map_err(|_| unknown())?;
        if rules.is_unknown() {
            return Err(unknown());
        }
        let name = rules.iana_name().unwrap_or("UTC").to_owned();
        let mut offsets = vec![(TABLE_FROM, offset_by_rules(&rules, TABLE_FROM))];
        for change in rules.following(timestamp(TABLE_FROM)) {
            let since = change.timestamp().as_millisecond();
            if since >= TABLE_TO {
                break;
            }
            let offset = change.offset().seconds();
            if offsets.last().is_none_or(|&(_, before)| before != offset) {
                offsets.push((since, offset));
            }
        }
        let first_change =
            rules.following(timestamp(EARLIEST)).next().map(|change| change.timestamp().as_millisecond());
        let first = (offset_by_rules(&rules, EARLIEST), first_change.unwrap_or(Instant::MAX));
        let changes_for_ever = rules.following(timestamp(TABLE_TO)).next().is_some();
        let last = if changes_for_ever { None } else { offsets.last().map(|&(_, offset)| offset) };
        Ok(Zone(Arc::new(ZoneData { name, rules, offsets, first, last })))
    }

    /// Coordinated universal time.
    pub fn utc() -> Zone {
        let (offsets, first, last) = (vec![(TABLE_FROM, 0)], (0, Instant::MAX), Some(0));
        Zone(Arc::new(ZoneData { name: "UTC".into(), rules: TimeZone::UTC, offsets, first, last }))
    }

    /// Every zone name of the bundled database, sorted.
    pub fn names() -> Vec<String> {
        let mut names: Vec<String> = database()
            .available()
            .map(|name| name.as_str().to_owned())
            .filter(|name| name != "Etc/Unknown" && name != "Factory")
            .collect();
        names.sort();
        names
    }

    /// The IANA name, in its official spelling.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Every offset between 1900 and 2100 with the instant from which it holds: seconds east of UTC, ascending.
    pub fn offsets(&self) -> &[(Instant, i32)] {
        &self.0.offsets
    }

    /// Seconds east of UTC at this instant.
    pub fn offset_seconds(&self, at: Instant) -> i32 {
        if (TABLE_FROM..TABLE_TO).contains(&at) {
            let offsets = &self.0.offsets;
            offsets[offsets.partition_point(|&(since, _)| since <= at) - 1].1
        } else {
            self.constant_until(at).map_or_else(|| offset_by_rules(&self.0.rules, at), |(offset, _)| offset)
        }
    }

    /// The offset as `+02:00`; seconds only where the zone had them (`-00:01:15`).
    pub fn offset_text(&self, at: Instant) -> String {
        let offset = self.offset_seconds(at);
        let (sign, all) = if offset < 0 { ('-', -offset) } else { ('+', offset) };
        let (hours, minutes, seconds) = (all / 3_600, all / 60 % 60, all % 60);
        if seconds == 0 {
            format!("{sign}{hours:02}:{minutes:02}")
        } else {
            format!("{sign}{hours:02}:{minutes:02}:{seconds:02}")
        }
    }

    /// What the wall clock reads at this instant.
    pub fn local(&self, at: Instant) -> NaiveDateTime {
        let at = at.clamp(EARLIEST, LATEST);
        let local = at + i64::from(self.offset_seconds(at)) * SECOND;
        DateTime::from_timestamp_millis(local).unwrap_or_default().naive_utc()
    }

    /// The local date at this instant.
    pub fn date_of(&self, at: Instant) -> NaiveDate {
        self.local(at).date()
    }

    /// The earliest instant at which the wall clock reads this date and time or later: of a time that comes twice the first pass,
    /// of a time that never comes the first instant after the gap. `None` outside the years -9000 to 9000.
    pub fn resolve(&self, date: NaiveDate, time: LocalTime) -> Option<Instant> {
        let local = date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis() + i64::from(time.0) * SECOND;
        self.resolve_local(local)
    }

    /// [`Zone::resolve`] for a wall-clock reading in milliseconds, as if it were UTC.
    pub(super) fn resolve_local(&self, local: i64) -> Option<Instant> {
        self.reading(local).map(LocalReading::earliest)
    }

    /// The first instant of a local date; of a date that never happened the first instant after it.
    pub fn first_instant_of(&self, date: NaiveDate) -> Option<Instant> {
        self.resolve(date, LocalTime::MIDNIGHT)
    }

    /// Which instants a wall-clock reading stands for; out of the years -9000 to 9000 it is taken as UTC.
    pub fn instants_of(&self, local: NaiveDateTime) -> LocalReading {
        let local = local.and_utc().timestamp_millis();
        self.reading(local).unwrap_or(LocalReading::Unique(local))
    }

    /// `local`: the wall clock's reading as if it were UTC.
    fn reading(&self, local: i64) -> Option<LocalReading> {
        if !(EARLIEST + DAY..LATEST - DAY).contains(&local) {
            return None;
        }
        let (earliest, latest) = (local - WIDEST_OFFSET, local + WIDEST_OFFSET);
        if let Some(offset) = self.constant_offset(earliest, latest) {
            return Some(LocalReading::Unique(local - i64::from(offset) * SECOND));
        }
        let instant = |offset: jiff::tz::Offset| local - i64::from(offset.seconds()) * SECOND;
        Some(match self.0.rules.to_ambiguous_timestamp(civil(local)?).offset() {
            AmbiguousOffset::Unambiguous { offset } => LocalReading::Unique(instant(offset)),
            AmbiguousOffset::Fold { before, after } => LocalReading::Twice(instant(before), instant(after)),
            AmbiguousOffset::Gap { after, .. } => LocalReading::Gap(self.after_gap(local, instant(after))),
        })
    }

    /// The first instant after `since`, which lies before the gap, at which the wall clock reads `local` or later.
    fn after_gap(&self, local: i64, since: Instant) -> Instant {
        self.0
            .rules
            .following(timestamp(since))
            .map(|change| (change.timestamp().as_millisecond(), i64::from(change.offset().seconds()) * SECOND))
            .find(|&(at, offset)| at + offset >= local)
            .map_or(since, |(at, _)| at)
    }

    /// The one offset in seconds of all instants in `[from, to]`, where there is one and the table knows it.
    pub(super) fn constant_offset(&self, from: Instant, to: Instant) -> Option<i32> {
        self.constant_until(from).filter(|&(_, until)| to < until).map(|(offset, _)| offset)
    }

    /// The offset in seconds at `at`, and the first later instant of which the table does not say that it has the same.
    pub(super) fn constant_until(&self, at: Instant) -> Option<(i32, Instant)> {
        if at < TABLE_FROM {
            return Some(self.0.first).filter(|&(_, until)| at < until);
        }
        if at >= TABLE_TO {
            return self.0.last.map(|offset| (offset, Instant::MAX));
        }
        let offsets = &self.0.offsets;
        let next = offsets.partition_point(|&(since, _)| since <= at);
        Some((offsets[next - 1].1, offsets.get(next).map_or(TABLE_TO, |&(since, _)| since)))
    }

    /// The civil month in which an instant lies.
    pub fn month_of(&self, at: Instant) -> Month {
        let local = self.local(at);
        Month::new(local.year(), local.month())
    }

    /// The first instant of a month, and of the next one.
    pub fn month_bounds(&self, month: Month) -> (Instant, Instant) {
        let first = |month: Month| {
            NaiveDate::from_ymd_opt(month.year(), month.month(), 1)
                .and_then(|date| self.first_instant_of(date))
                .unwrap_or(if month.year() < 0 { EARLIEST } else { LATEST })
        };
        (first(month), first(Month(month.0 + 1)))
    }

    /// The first instant of a local date and of the next one: 23, 24 or 25 hours apart, and none on a date that never happened.
    pub fn day_bounds(&self, date: NaiveDate) -> Option<(Instant, Instant)> {
        Some((self.first_instant_of(date)?, self.first_instant_of(date.checked_add_days(Days::new(1))?)?))
    }
}

fn timestamp(at: Instant) -> jiff::Timestamp {
    jiff::Timestamp::from_millisecond(at.clamp(EARLIEST, LATEST)).unwrap_or_default()
}

fn offset_by_rules(rules: &TimeZone, at: Instant) -> i32 {
    rules.to_offset(timestamp(at)).seconds()
}

fn civil(local: i64) -> Option<jiff::civil::DateTime> {
    let read = DateTime::from_timestamp_millis(local)?.naive_utc();
    let (date, time) = (read.date(), read.time());
    let nanosecond = TimeDelta::milliseconds(local.rem_euclid(SECOND)).subsec_nanos();
    jiff::civil::DateTime::new(
        i16::try_from(date.year()).ok()?,
        date.month() as i8,
        date.day() as i8,
        time.hour() as i8,
        time.minute() as i8,
        time.second() as i8,
        nanosecond,
    )
    .ok()
}

impl PartialEq for Zone {
    fn eq(&self, other: &Zone) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Zone {}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> Zone {
        Zone::named(name).unwrap()
    }

    fn at(text: &str) -> Instant {
        DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis()
    }

    fn wall(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn readings_are_unique_twice_or_in_a_gap() {
        let cases = [
            ("Europe/London", "2025-06-01T12:00:00", LocalReading::Unique(at("2025-06-01T11:00:00Z"))),
            ("Europe/London", "2025-03-30T01:30:00", LocalReading::Gap(at("2025-03-30T01:00:00Z"))),
            (
                "Europe/London",
                "2025-10-26T01:30:00",
                LocalReading::Twice(at("2025-10-26T00:30:00Z"), at("2025-10-26T01:30:00Z")),
            ),
            ("Europe/London", "2025-10-26T02:00:00", LocalReading::Unique(at("2025-10-26T02:00:00Z"))),
            ("Australia/Lord_Howe", "2025-10-05T02:15:00", LocalReading::Gap(at("2025-10-04T15:30:00Z"))),
            ("Pacific/Apia", "2011-12-30T09:00:00", LocalReading::Gap(at("2011-12-30T10:00:00Z"))),
            // Clocks went forward at midnight: the day begins at 01:00.
            ("Africa/Cairo", "2025-04-25T00:00:00", LocalReading::Gap(at("2025-04-24T22:00:00Z"))),
            // Far beyond the table.
            (
                "America/New_York",
                "2300-11-04T01:30:00",
                LocalReading::Twice(at("2300-11-04T05:30:00Z"), at("2300-11-04T06:30:00Z")),
            ),
        ];
        for (name, text, expected) in cases {
            assert_eq!(zone(name).instants_of(wall(text)), expected, "{name} {text}");
        }
    }

    #[test]
    fn zones_whose_rules_changed_lately_are_right() {
        // British Columbia and Alberta stay on summer time from 2026 on; Morocco's rule is older.
        assert_eq!(zone("America/Vancouver").offset_text(at("2026-12-01T12:00:00Z")), "-07:00");
        assert_eq!(zone("Africa/Casablanca").offset_text(at("2025-06-01T12:00:00Z")), "+01:00");
        assert_eq!(zone("Asia/Kathmandu").offset_text(0), "+05:30");
    }

    #[test]
    fn months_begin_and_end_by_the_wall_clock() {
        let apia = zone("Pacific/Apia");
        let (from, to) = apia.month_bounds(Month::new(2011, 12));
        assert_eq!((to - from) / DAY, 30, "December 2011 lost a day");
        for edge in [from, to - 1] {
            assert_eq!(apia.month_of(edge), Month::new(2011, 12));
        }
        assert_eq!(apia.month_of(to), Month::new(2012, 1));
        let vienna = zone("Europe/Vienna");
        assert_eq!(vienna.month_of(at("2025-12-31T23:30:00Z")), Month::new(2026, 1));
    }

    #[test]
    fn the_table_and_the_rules_agree() {
        for name in ["Europe/Dublin", "America/St_Johns", "Africa/El_Aaiun", "Antarctica/Troll", "Asia/Tehran"] {
            let zone = zone(name);
            for step in 0..40_000 {
                let at = TABLE_FROM + step * 157_721_903;
                assert_eq!(zone.offset_seconds(at), offset_by_rules(&zone.0.rules, at), "{name} at {at}");
            }
        }
    }

    #[test]
    fn names_are_checked_and_spelled_officially() {
        assert_eq!(zone("europe/vienna").name(), "Europe/Vienna");
        assert_eq!(zone("UTC"), Zone::utc());
        for wrong in ["", "Mars/Olympus", "Etc/Unknown", "+02:00", "../../etc/passwd"] {
            assert_eq!(Zone::named(wrong), Err(CalendarError::UnknownZone { name: wrong.into() }));
        }
        assert!(Zone::names().len() > 400);
    }

    #[test]
    fn instants_at_the_end_of_time_do_not_panic() {
        let zone = zone("Europe/London");
        for extreme in [i64::MIN, EARLIEST, LATEST, i64::MAX] {
            zone.local(extreme);
            zone.month_bounds(zone.month_of(extreme));
            zone.offset_text(extreme);
        }
        for zone in [zone, Zone::utc()] {
            assert_eq!(zone.resolve(NaiveDate::MAX, LocalTime::MIDNIGHT), None);
        }
    }
}
