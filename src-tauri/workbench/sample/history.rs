//! Twelve months of the sample's handoffs, as the CSV that a CRM would export.
//!
//! Seeded, so that every copy of the sample is the same. The delays are drawn in open time on the policy's own calendars and
//! laid on the time line by the SLA clock itself. Five problems are planted; `PLANTED` says what a review has to find.

use super::company::{HANDOFFS, ZONE};
use super::details::{self, Lead};
use super::people::{self, Market};
use chrono::{Datelike, NaiveDate, Timelike};
use playbook::calendar::{CompiledCalendar, LocalTime, Zone};
use playbook::metrics::{Dimension, Metric};
use playbook::policy::Policy;
use playbook::{DAY, HOUR, Instant, MINUTE, Millis};
use rand::{Rng, RngExt, SeedableRng};
use rand_distr::{Distribution, LogNormal};
use rand_pcg::Pcg64Mcg;

/// A problem, or a success, that the review of October 2026 finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planted {
    /// Key of the handoff point.
    pub handoff: &'static str,
    pub what: &'static str,
    /// The figure that shows it, and in which direction.
    pub metric: Metric,
    pub worse: bool,
    /// Where it lies, if it does not lie everywhere.
    pub among: Option<(Dimension, &'static str)>,
}

/// What was planted, handoff by handoff.
pub const PLANTED: [Planted; 5] = [
    Planted {
        handoff: "H1",
        what: "first touch is faster than ever: the enrichment buffer of October",
        metric: Metric::TimeToFirstTouch,
        worse: false,
        among: None,
    },
    Planted {
        handoff: "H1",
        what: "partner leads lie untouched since August",
        metric: Metric::UntouchedShare,
        worse: true,
        among: Some((Dimension::OwnerGroup, "Partner queue")),
    },
    Planted {
        handoff: "H2",
        what: "acceptance breaches in October: EMEA, assigned late in the day",
        metric: Metric::SlaAccept,
        worse: true,
        among: Some((Dimension::OwnerGroup, "AE EMEA")),
    },
    Planted {
        handoff: "H4",
        what: "acceptance has been slow for eight months",
        metric: Metric::TimeToAccept,
        worse: true,
        among: None,
    },
    Planted {
        handoff: "H6",
        what: "half of October's expansion signals are rejected",
        metric: Metric::AcceptanceRate,
        worse: true,
        among: None,
    },
];

/// One row of the export. Instants are UTC.
#[derive(Default, Clone)]
pub struct Row {
    pub record_id: String,
    pub handoff: usize,
    pub source: &'static str,
    pub segment: &'static str,
    pub intent: &'static str,
    pub owner_group: String,
    pub owner: String,
    pub created: Instant,
    pub assigned: Option<Instant>,
    pub accepted: Option<Instant>,
    pub rejected: Option<Instant>,
    pub first_touch: Option<Instant>,
    pub next_step: Option<Instant>,
    pub meeting: Option<Instant>,
    pub opportunity: Option<Instant>,
    pub won: Option<Instant>,
    pub completed: Option<Instant>,
    pub disposition: &'static str,
    pub reason: &'static str,
    pub reassign_count: u32,
    pub amount: Option<u32>,
    pub packet: Vec<(&'static str, String)>,
}

/// The rows in the order in which they were created, and the instant up to which the export knows.
pub struct History {
    pub rows: Vec<Row>,
    pub as_of: Instant,
}

/// Leads a month at full season; everything downstream follows from them.
const LEADS: f64 = 930.0;
/// Leads begin earlier than the export so that the later handoffs are in full flow when it starts.
const WARM_UP_MONTHS: i32 = 5;
const SEASON: [f64; 12] = [1.0, 1.02, 1.08, 1.0, 1.0, 1.04, 0.86, 0.74, 1.08, 1.12, 1.08, 0.78];

/// Median and spread (sigma of the logarithm) of acceptance and first touch, in hours of open time, by handoff.
const ACCEPT: [(f64, f64); 6] = [(0.45, 0.9), (2.4, 1.15), (2.2, 1.0), (2.3, 0.8), (2.0, 1.0), (3.2, 1.0)];
const TOUCH: [(f64, f64); 6] = [(0.55, 0.7), (2.2, 0.9), (2.4, 0.9), (3.0, 0.8), (2.2, 0.8), (3.0, 0.9)];
const ACCEPTED_SHARE: [f64; 6] = [0.82, 0.80, 0.93, 0.97, 0.96, 0.86];
/// Share of accepted handoffs that lead to the next handoff point, and days until they do.
const ONWARD: [(f64, f64); 6] = [(0.52, 4.0), (0.46, 9.0), (0.62, 16.0), (0.94, 34.0), (0.72, 45.0), (0.0, 0.0)];

struct Draw {
    random: Pcg64Mcg,
    zone: Zone,
    calendars: Vec<CompiledCalendar>,
    as_of: Instant,
    from: Instant,
}

/// Generates the history of a policy made by [`super::company::policy`].
///
/// # Errors
/// A sentence, when the policy's zone or calendars do not compile: a defect of the sample itself.
pub fn generate(policy: &Policy) -> Result<History, String> {
    let zone = Zone::named(ZONE).map_err(|error| error.to_string())?;
    let calendars = policy
        .handoffs
        .iter()
        .map(|point| {
            let calendar = policy.calendar_of(point).ok_or_else(|| format!("{} has no calendar", point.key))?;
            CompiledCalendar::compile(calendar).map_err(|error| error.to_string())
        })
        .collect::<Result<Vec<_>, _>>()?;
    let midnight = |year, month| {
        let date = NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default();
        zone.resolve(date, LocalTime::MIDNIGHT).unwrap_or_default()
    };
    let (from, as_of) = (midnight(2025, 11), midnight(2026, 11) - MINUTE);
    let random = Pcg64Mcg::seed_from_u64(0x000B_A707);
    let mut draw = Draw { random, zone, calendars, as_of, from };

    let mut rows = Vec::with_capacity(22_000);
    let mut number = 40_000;
    for step in 0..(12 + WARM_UP_MONTHS) {
        let month_index = 10 - WARM_UP_MONTHS + step;
        let (year, month) = (2025 + month_index.div_euclid(12), month_index.rem_euclid(12) as u32 + 1);
        let expected = LEADS * SEASON[month as usize - 1];
        let leads = (expected + draw.random.random_range(-0.03..0.03) * expected) as u32;
        for _ in 0..leads {
            number += 1;
            let at = draw.arrival(year, month);
            draw.lead(number, at, &mut rows);
        }
    }
    rows.retain(|row| row.created >= from && row.created <= as_of);
    rows.sort_by(|a, b| (a.created, &a.record_id, a.handoff).cmp(&(b.created, &b.record_id, b.handoff)));
    Ok(History { rows, as_of })
}

impl Draw {
    /// An instant in a month: weekdays and working hours are busier, nights are not empty.
    fn arrival(&mut self, year: i32, month: u32) -> Instant {
        loop {
            let day = self.random.random_range(1..=31);
            let Some(date) = NaiveDate::from_ymd_opt(year, month, day) else { continue };
            let weight = match date.weekday() {
                chrono::Weekday::Sat | chrono::Weekday::Sun => 0.25,
                _ => 1.0,
            };
            let hour = self.random.random_range(0..24);
            let by_hour = if (8..19).contains(&hour) { 1.0 } else { 0.16 };
            if self.random.random::<f64>() > weight * by_hour {
                continue;
            }
            let second = hour * 3_600 + self.random.random_range(0..3_600);
            if let Some(at) = self.zone.resolve(date, LocalTime(second)) {
                return at;
            }
        }
    }

    /// A lead and everything that follows from it.
    fn lead(&mut self, number: u32, at: Instant, rows: &mut Vec<Row>) {
        let source = people::pick(&mut self.random, &people::SOURCES);
        let segment = people::pick(&mut self.random, &people::SEGMENTS);
        let market = people::market(&mut self.random);
        let intent = people::intent(&mut self.random, source);
        let company = people::company(&mut self.random);
        let amount = people::amount(&mut self.random, segment);
        let created = self.zone.date_of(at);
        let lead = Lead { number, source, segment, intent, market, company: &company, created };
        let mut at = at;
        for handoff in 0..HANDOFFS.len() {
            let mut row = Row { record_id: format!("L-{number}"), handoff, source, segment, intent, ..Row::default() };
            row.amount = (handoff > 0).then_some(amount);
            row.packet = details::known(&lead, handoff);
            let onward = self.pass(&mut row, at, market);
            if row.created > self.as_of {
                return;
            }
            if row.created >= self.from {
                rows.push(row);
            }
            let Some(next) = onward else { return };
            at = next;
        }
    }

    /// Lives through one handoff; returns when the next one starts, if it does.
    fn pass(&mut self, row: &mut Row, at: Instant, market: Market) -> Option<Instant> {
        let handoff = row.handoff;
        let local = self.zone.local(at);
        let month = local.year() * 12 + local.month0() as i32;
        let october = 2026 * 12 + 9;
        let sales_month = |year: i32, month: i32| year * 12 + month - 1;

        row.created = at;
        row.disposition = "open";
        row.owner_group = people::group(handoff, market);

        // Partner leads lie untouched since August: nobody owns the queue they land in.
        let void = handoff == 0 && row.source == "partner" && month >= sales_month(2026, 8);
        if void && self.random.random::<f64>() < 0.55 {
            row.owner_group = "Partner queue".into();
            return None;
        }
        if self.random.random::<f64>() < 0.006 {
            return None;
        }

        row.owner = people::owner(&mut self.random, &row.owner_group);
        let assigned = at + self.minutes(2.5, 0.8);
        row.assigned = self.known(assigned);
        row.reassign_count = match self.random.random::<f64>() {
            share if share < 0.02 => 2,
            share if share < 0.13 => 1,
            _ => 0,
        };

        let mut slower = match row.source {
            "partner" => 1.25,
            "demo_request" => 0.8,
            _ => 1.0,
        };
        slower *= match row.intent {
            "high" => 0.75,
            "low" => 1.7,
            _ => 1.0,
        };
        // Late-day assignments to EMEA account executives are left for the next day in October.
        let late_day = handoff == 1 && month == october && market == Market::Emea && local.hour() >= 13;
        if late_day {
            slower *= 14.0;
        }
        // Implementation lost two people in March.
        if handoff == 3 && month >= sales_month(2026, 3) {
            slower *= 2.2;
        }

        let (median, spread) = ACCEPT[handoff];
        let decided = self.open_time(handoff, assigned, median * slower, spread)?;
        let mut share = ACCEPTED_SHARE[handoff];
        if handoff == 5 && month == october {
            share = 0.5;
        }
        if self.random.random::<f64>() > share {
            let decided = self.known(decided)?;
            row.rejected = Some(decided);
            let recycled = self.random.random::<f64>() < 0.6;
            row.disposition = if recycled { "recycled" } else { "rejected" };
            row.reason = people::reason(&mut self.random, recycled);
            return None;
        }
        let accepted = self.known(decided)?;
        row.accepted = Some(accepted);
        row.disposition = "accepted";

        // The enrichment buffer of October lets the first call begin with everything known.
        let faster = if handoff == 0 && month == october { 0.45 } else { 1.0 };
        let (median, spread) = TOUCH[handoff];
        let touched = self.open_time(handoff, accepted, median * faster, spread)?;
        row.first_touch = self.known(touched);
        let next_step = self.open_time(handoff, touched, 3.0, 0.8)?;
        if self.random.random::<f64>() < 0.86 {
            row.next_step = self.known(next_step);
        }
        self.outcome(row, next_step)
    }

    fn outcome(&mut self, row: &mut Row, next_step: Instant) -> Option<Instant> {
        let handoff = row.handoff;
        let later = |draw: &mut Self, days: f64| next_step + draw.minutes(days * 1_440.0, 0.6);
        if handoff <= 1 && self.random.random::<f64>() < 0.58 {
            let at = later(self, 3.0);
            row.meeting = self.known(at);
        }
        if (handoff == 1 || handoff == 5) && self.random.random::<f64>() < 0.55 {
            let at = later(self, 5.0);
            row.opportunity = self.known(at);
        }
        let (share, days) = ONWARD[handoff];
        if self.random.random::<f64>() >= share {
            return None;
        }
        let done = later(self, days);
        row.completed = self.known(done);
        if row.completed.is_some() {
            row.disposition = "completed";
        }
        if handoff == 2 {
            row.won = row.completed;
        }
        // The next team hears of it at any hour of its next open day.
        let wait = self.random.random_range(0..8 * HOUR) / 1_000 * 1_000;
        self.calendars[handoff + 1].due(done, wait)
    }

    /// So much open time after `from` on the handoff's calendar: log-normal around `median_hours`.
    fn open_time(&mut self, handoff: usize, from: Instant, median_hours: f64, spread: f64) -> Option<Instant> {
        let hours = log_normal(&mut self.random, median_hours, spread);
        let ms = ((hours * HOUR as f64) as Millis).clamp(MINUTE / 2, 200 * HOUR);
        self.calendars[handoff].due(from, ms / 1_000 * 1_000)
    }

    fn minutes(&mut self, median: f64, spread: f64) -> Millis {
        let minutes = log_normal(&mut self.random, median, spread);
        ((minutes * MINUTE as f64) as Millis).min(300 * DAY) / 1_000 * 1_000
    }

    /// What the export knows: nothing after its own instant.
    fn known(&self, at: Instant) -> Option<Instant> {
        (at <= self.as_of).then_some(at)
    }
}

fn log_normal(random: &mut impl Rng, median: f64, sigma: f64) -> f64 {
    LogNormal::new(median.ln(), sigma).map_or(median, |distribution| distribution.sample(random))
}

impl History {
    /// The rows as a CSV file.
    ///
    /// # Errors
    /// Only when writing to `out` fails.
    pub fn write_csv(&self, out: impl std::io::Write) -> csv::Result<()> {
        let mut csv = csv::Writer::from_writer(out);
        let mut header: Vec<&str> = COLUMNS.to_vec();
        header.extend(details::FIELDS);
        csv.write_record(&header)?;
        for row in &self.rows {
            let instants = [row.assigned, row.accepted, row.rejected, row.first_touch, row.next_step];
            let outcomes = [row.meeting, row.opportunity, row.won, row.completed];
            let mut cells = vec![row.record_id.clone(), HANDOFFS[row.handoff].into()];
            cells.extend([row.source, row.segment, row.intent].map(String::from));
            cells.extend([row.owner_group.clone(), row.owner.clone(), text(Some(row.created))]);
            cells.extend(instants.into_iter().chain(outcomes).map(text));
            cells.extend([row.disposition.to_string(), row.reason.to_string(), row.reassign_count.to_string()]);
            cells.push(row.amount.map(|amount| amount.to_string()).unwrap_or_default());
            cells.extend(details::FIELDS.iter().map(|name| {
                let found = row.packet.iter().find(|(field, _)| field == name);
                found.map(|(_, value)| value.clone()).unwrap_or_default()
            }));
            csv.write_record(&cells)?;
        }
        csv.flush()?;
        Ok(())
    }
}

const COLUMNS: [&str; 21] = [
    "Record ID",
    "Handoff",
    "Lead Source",
    "Segment",
    "Intent",
    "Owner Group",
    "Owner",
    "Created At",
    "Assigned At",
    "Accepted At",
    "Rejected At",
    "First Touch At",
    "Next Step At",
    "Meeting At",
    "Opportunity At",
    "Won At",
    "Completed At",
    "Disposition",
    "Reason",
    "Reassign Count",
    "Amount",
];

fn text(at: Option<Instant>) -> String {
    let time = at.and_then(chrono::DateTime::from_timestamp_millis);
    time.map(|time| time.format("%Y-%m-%dT%H:%M:%SZ").to_string()).unwrap_or_default()
}
