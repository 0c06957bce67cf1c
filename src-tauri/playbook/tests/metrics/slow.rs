//! Random records with everything that figures and lists look at, and slow and obvious answers about them.

use playbook::calendar::Zone;
use playbook::metrics::{Columns, Month, RecordParts};
use playbook::policy::{HandoffPoint, Outcome, Policy};
use playbook::record::{Disposition, Found, HandoffRecord, Moment, Pause};
use playbook::{HOUR, Instant};
use proptest::prelude::*;

/// 2025-01-01, UTC.
pub const FROM: Instant = 1_735_689_600_000;

pub const REQUIRED: [&str; 3] = ["owner", "Company", "Pain"];

/// Three stages of which the second asks for a packet, and a point that no record has.
pub fn policy() -> Policy {
    let mut policy = Policy::new("Lists", "UTC");
    for key in ["A", "unused", "B", "C"] {
        policy.handoffs.push(HandoffPoint {
            key: key.into(),
            name: format!("stage {key}"),
            outcome: Outcome::Completed,
            required_fields: if key == "B" { REQUIRED.map(String::from).to_vec() } else { Vec::new() },
            ..HandoffPoint::default()
        });
    }
    policy
}

prop_compose! {
    pub fn a_pause()(from in 0_i64..60, length in prop::option::weighted(0.8, 0_i64..30), reason in prop::sample::select(vec!["customer", "vendor"]))
        -> Pause {
        Pause { from: from * HOUR, to: length.map(|length| (from + length) * HOUR), reason: reason.into() }
    }
}

prop_compose! {
    pub fn a_record()(
        id in 0_u32..12,
        handoff in prop::sample::select(vec!["A", "B", "C", "elsewhere"]),
        started in 0_i64..50 * 24,
        is_date in prop::bool::weighted(0.1),
        accepted in prop::option::weighted(0.7, 0_i64..100),
        rejected in prop::option::weighted(0.3, 0_i64..100),
        completed in prop::option::weighted(0.4, 0_i64..300),
        disposition in prop::sample::select(vec![
            Disposition::Open, Disposition::Accepted, Disposition::Rejected, Disposition::Recycled, Disposition::Completed,
        ]),
        reason in prop::option::weighted(0.7, prop::sample::select(vec!["Timing", "Budget", "Duplicate"])),
        source in prop::option::weighted(0.8, prop::sample::select(vec!["web", "event"])),
        trigger in prop::option::weighted(0.8, prop::sample::select(vec!["form", "call"])),
        owner in prop::option::weighted(0.6, prop::sample::select(vec!["Ann", "Bo"])),
        address in prop::option::weighted(0.5, prop::sample::select(vec!["ann@a.example", "ANN@a.example", "bo@b.example"])),
        company in any::<bool>(),
        pauses in prop::collection::vec(a_pause(), 0..4),
    ) -> HandoffRecord {
        let started = FROM + started * HOUR;
        let mut record = HandoffRecord {
            record_id: format!("R-{id}"),
            handoff: handoff.into(),
            date_only: if is_date { Moment::Started.bit() } else { 0 },
            disposition,
            ..HandoffRecord::default()
        };
        let text = |text: Option<&str>| text.map(str::to_owned);
        (record.reason, record.source, record.trigger, record.owner) = (text(reason), text(source), text(trigger), text(owner));
        record.attributes.extend(address.map(|address| ("Email".to_owned(), address.to_owned())));
        record.attributes.extend(company.then(|| ("Company".to_owned(), "Acme".to_owned())));
        record.set(Moment::Started, Some(started));
        record.set(Moment::Accepted, accepted.map(|hours| started + hours * HOUR));
        record.set(Moment::Rejected, rejected.map(|hours| started + hours * HOUR));
        record.set(Moment::Completed, completed.map(|hours| started + hours * HOUR));
        record.pauses = pauses
            .into_iter()
            .map(|pause| Pause { from: started + pause.from, to: pause.to.map(|to| started + to), ..pause })
            .collect();
        record
    }
}

pub fn columns(records: &[HandoffRecord]) -> Columns {
    let policy = policy();
    let mut columns = Columns::new(Zone::utc());
    for (id, record) in records.iter().enumerate() {
        let required = policy.handoff(&record.handoff).map(|point| policy.required_fields(point)).unwrap_or_default();
        columns.push_parts(id as u32, &RecordParts::of(record, &required, &Found::default()));
    }
    columns
}

/// The records of a month that exist at `as_of`.
pub fn of_month(records: &[HandoffRecord], month: Month, as_of: Instant) -> impl Iterator<Item = &HandoffRecord> {
    let (from, until) = Zone::utc().month_bounds(month);
    records.iter().filter(move |record| {
        let at = record.at(Moment::Started).unwrap();
        (from..until).contains(&at) && at <= as_of
    })
}

/// The record as it was known at `as_of`: whether it was turned down, and whether it was taken.
pub fn decision(record: &HandoffRecord, as_of: Instant) -> (bool, bool) {
    let known = |moment| record.at(moment).filter(|&at| at <= as_of);
    let is_later = |moment| record.at(moment).is_some_and(|at| at > as_of);
    let undecided = is_later(Moment::Accepted)
        || is_later(Moment::Rejected)
        || (is_later(Moment::Completed) && record.disposition == Disposition::Completed);
    match if undecided { Disposition::Open } else { record.disposition } {
        Disposition::Rejected | Disposition::Recycled => (true, false),
        Disposition::Accepted | Disposition::Completed => (false, true),
        Disposition::Open => {
            let accepted = known(Moment::Accepted).is_some();
            (known(Moment::Rejected).is_some() && !accepted, accepted)
        }
    }
}

/// Whether `other`, of another point, starts at or after `record`, as far as dates without a time tell.
pub fn follows(other: &HandoffRecord, record: &HandoffRecord) -> bool {
    let day = if other.date_only & Moment::Started.bit() != 0 { 25 * HOUR - 1 } else { 0 };
    other.record_id == record.record_id
        && other.at(Moment::Started).unwrap() + day >= record.at(Moment::Started).unwrap()
}

/// Stages that some record has, in the policy's order.
pub fn next_stage(records: &[HandoffRecord], handoff: &str) -> Option<&'static str> {
    let stages = ["A", "B", "C"].into_iter().filter(|key| records.iter().any(|record| record.handoff == *key));
    let next = stages.skip_while(|key| *key != handoff).nth(1)?;
    let went = |record: &HandoffRecord| records.iter().any(|other| other.handoff == next && follows(other, record));
    records.iter().any(|record| record.handoff == handoff && went(record)).then_some(next)
}

pub fn dropped(records: &[HandoffRecord], record: &HandoffRecord, as_of: Instant) -> Option<bool> {
    let next = next_stage(records, &record.handoff)?;
    let entered = records
        .iter()
        .any(|other| other.handoff == next && follows(other, record) && other.at(Moment::Started).unwrap() <= as_of);
    Some(!entered)
}

pub fn is_duplicate(records: &[HandoffRecord], record: &HandoffRecord, as_of: Instant) -> bool {
    let address = |record: &HandoffRecord| record.attributes.get("Email").map(|address| address.to_lowercase());
    let is_suspected = address(record).is_some()
        && records.iter().any(|other| {
            other.record_id != record.record_id
                && other.handoff == record.handoff
                && address(other) == address(record)
                && other.at(Moment::Started).unwrap() <= as_of
        });
    is_suspected || (decision(record, as_of).0 && record.reason.as_deref() == Some("Duplicate"))
}

/// Hours of `from..until` that one of the pauses covers, one by one.
pub fn paused_hours(pauses: &[&Pause], from: Instant, until: Instant) -> i64 {
    let hours = (0..(until - from).max(0) / HOUR).map(|hour| from + hour * HOUR);
    hours.filter(|&at| pauses.iter().any(|pause| pause.from <= at && pause.to.is_none_or(|to| at < to))).count() as i64
}

pub fn label(value: &Option<String>) -> String {
    value.clone().unwrap_or_else(|| "(blank)".into())
}

/// Its disposition says what had not happened yet.
pub fn is_taken_back(record: &HandoffRecord, as_of: Instant) -> bool {
    [Moment::Accepted, Moment::Rejected, Moment::Completed]
        .iter()
        .any(|&moment| record.at(moment).is_some_and(|at| at > as_of))
}
