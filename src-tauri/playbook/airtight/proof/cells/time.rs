//! Dates and instants: cut where a test changes its answer, at constants and at ages, which are counted back from the present.

use crate::calendar::Zone;
use crate::policy::FieldKind;
use crate::policy::criteria::ask::{Ask, TimeAsk};
use crate::policy::criteria::{Fact, Given, Told};
use crate::{DAY, HOUR, MINUTE};
use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat};

/// 0001-01-01 and 9999-12-31 in days from the common era.
const FIRST_DAY: i64 = 1;
const LAST_DAY: i64 = 3_652_059;
/// 0001-01-02T00:00:00Z and 9999-12-30T00:00:00Z: whose local dates lie in the years 1 to 9999 in every zone.
const FIRST_INSTANT: i64 = -62_135_510_400_000;
const LAST_INSTANT: i64 = 253_402_128_000_000;

/// A date or instant for every cell.
pub(super) fn values(kind: FieldKind, asks: &[Ask<'_>], told: &Told) -> Vec<(Given, Fact<'static>)> {
    let day = kind == FieldKind::Date;
    let (first, last) = if day { (FIRST_DAY, LAST_DAY) } else { (FIRST_INSTANT, LAST_INSTANT) };
    let mut cuts: Vec<i64> = asks.iter().filter_map(time).flat_map(|ask| cuts(ask, day, told)).collect();
    cuts.retain(|cut| (first + 1..=last).contains(cut));
    cuts.sort_unstable();
    cuts.dedup();
    let now = if day { i64::from(told.today().num_days_from_ce()) } else { told.now };
    let starts = [first].into_iter().chain(cuts.iter().copied());
    let ends = cuts.iter().map(|cut| cut - 1).chain([last]);
    let plain = |(from, to): (i64, i64)| if day { plain_day(from, to, now) } else { plain_instant(from, to, now) };
    let values = starts.zip(ends).map(plain);
    if day { values.filter_map(date).collect() } else { values.filter_map(instant).collect() }
}

fn time<'a>(ask: &'a Ask<'_>) -> Option<&'a TimeAsk> {
    match ask {
        Ask::Time(ask) => Some(ask),
        Ask::Filled(_) | Ask::Text(_) | Ask::Number(_) | Ask::Boolean(_) => None,
    }
}

/// The first values after each change of a test's answer.
fn cuts(ask: &TimeAsk, day: bool, told: &Told) -> Vec<i64> {
    match ask {
        TimeAsk::Earlier { date, or_on, .. } if day => vec![i64::from(date.num_days_from_ce()) + i64::from(*or_on)],
        TimeAsk::Earlier { date, or_on: true, .. } => vec![told.end_of(*date)],
        TimeAsk::Earlier { date, or_on: false, .. } => vec![told.start_of(*date)],
        TimeAsk::Age { from, to } => {
            let now = if day { i64::from(told.today().num_days_from_ce()) } else { told.now };
            vec![now.saturating_sub(*to), now.saturating_sub(*from).saturating_add(1)]
        }
    }
}

/// A day from `from` to `to`, near the present where the cell is large.
fn plain_day(from: i64, to: i64, now: i64) -> i64 {
    now.clamp(from, to)
}

/// An instant from `from` to `to`, near the present where the cell is large, and at a full hour or minute where it can be.
fn plain_instant(from: i64, to: i64, now: i64) -> i64 {
    let near = if (from..=to).contains(&now) {
        now
    } else if to < now {
        from.max(to - DAY)
    } else {
        to.min(from + DAY)
    };
    let round = |unit: i64| [near.div_euclid(unit) * unit, (near.div_euclid(unit) + 1) * unit];
    let mut plain = round(HOUR).into_iter().chain(round(MINUTE)).chain(round(1_000));
    plain.find(|at| (from..=to).contains(at)).unwrap_or(near)
}

fn date(days: i64) -> Option<(Given, Fact<'static>)> {
    let date = NaiveDate::from_num_days_from_ce_opt(i32::try_from(days).ok()?)?;
    Some((Given::Text(date.to_string()), Fact::Date(date)))
}

fn instant(at: i64) -> Option<(Given, Fact<'static>)> {
    let text = DateTime::from_timestamp_millis(at)?.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    Some((Given::Text(text), Fact::Instant(at)))
}

/// The presents between which the order of constants and ages of one field changes: a proof that holds at each of them, and at one
/// before, holds at every time. Empty where no field is asked for both.
pub(in super::super) fn presents(kind: FieldKind, asks: &[Ask<'_>], told: &Told) -> Vec<i64> {
    let day = kind == FieldKind::Date;
    let (mut constants, mut ages) = (Vec::new(), Vec::new());
    for ask in asks.iter().filter_map(time) {
        match ask {
            TimeAsk::Earlier { .. } => constants.extend(cuts(ask, day, told)),
            // A value is cut where the present is its age later.
            TimeAsk::Age { from, to } => {
                ages.extend([*to, from.saturating_sub(1)].into_iter().filter(|age| *age < i64::MAX))
            }
        }
    }
    let mut found = Vec::new();
    for constant in &constants {
        for age in &ages {
            let at = constant.saturating_add(*age);
            found.extend(if day { starts(at, &told.zone) } else { vec![at, at.saturating_add(1)] });
        }
    }
    found.retain(|at| (FIRST_INSTANT..=LAST_INSTANT).contains(at));
    found
}

/// The beginnings of a day and of the next.
fn starts(days: i64, zone: &Zone) -> Vec<i64> {
    let date = |days: i64| NaiveDate::from_num_days_from_ce_opt(i32::try_from(days).ok()?);
    [days, days + 1].into_iter().filter_map(|days| zone.first_instant_of(date(days)?)).collect()
}
