//! Random records.

use playbook::policy::ClockKind;
use playbook::record::{Disposition, HandoffRecord, Moment, Pause, TierChange};
use playbook::{DAY, HOUR, Instant, SECOND};
use proptest::prelude::*;

/// 2025-01-01, UTC.
pub const FROM: Instant = 1_735_689_600_000;

prop_compose! {
    /// A record of handoff H1 or H2 that started in the first months of 2025, with everything that may be odd about one.
    pub fn a_record()(
        started in 0_i64..120 * DAY / SECOND,
        after in prop::array::uniform8(prop::option::weighted(0.7, -HOUR / SECOND..20 * DAY / SECOND)),
        date_only in prop_oneof![8 => Just(0_u16), 1 => any::<u16>()],
        disposition in prop::sample::select(vec![
            Disposition::Open, Disposition::Accepted, Disposition::Rejected, Disposition::Recycled, Disposition::Completed,
        ]),
        handoff in prop::sample::select(vec!["H1", "H2"]),
        source in prop::option::weighted(0.8, prop::sample::select(vec!["web", "event"])),
        intent in prop::option::weighted(0.8, prop::sample::select(vec!["high", "low"])),
        reassign_count in prop::option::of(0_u32..3),
        own_due in prop::option::weighted(0.2, 0_i64..3 * DAY / SECOND),
        own_verdict in prop::option::weighted(0.1, any::<bool>()),
        won in prop::option::of(any::<bool>()),
        truncated in prop::bool::weighted(0.05),
        pause in prop::option::weighted(0.2, (0_i64..DAY / SECOND, prop::option::of(0_i64..DAY / SECOND))),
        raised in prop::option::weighted(0.2, 0_i64..DAY / SECOND),
        id in 0_u32..40,
        reason in prop::option::weighted(0.5, prop::sample::select(vec!["Timing", "Duplicate lead"])),
        address in prop::option::weighted(0.5, prop::sample::select(vec!["ann@a.example", "Ann@A.example ", "bo@b.example"])),
    ) -> HandoffRecord {
        let started = FROM + started * SECOND;
        let mut record = HandoffRecord {
            record_id: format!("R-{id}"),
            handoff: handoff.into(),
            cycle: 1,
            date_only,
            disposition,
            source: source.map(str::to_owned),
            intent: intent.map(str::to_owned),
            reassign_count,
            own_verdict,
            reason: reason.map(str::to_owned),
            attributes: address.map(|address| ("Email".to_owned(), address.to_owned())).into_iter().collect(),
            won,
            truncated,
            ..HandoffRecord::default()
        };
        record.set(Moment::Started, Some(started));
        for (moment, after) in Moment::ALL.into_iter().skip(1).zip(after) {
            record.set(moment, after.map(|after| started + after * SECOND));
        }
        record.own_due[ClockKind::Accept.index()] = own_due.map(|due| started + due * SECOND);
        record.pauses = pause.map(|(from, length)| Pause {
            from: started + from * SECOND,
            to: length.map(|length| started + (from + length) * SECOND),
            reason: "waiting".into(),
        }).into_iter().collect();
        record.tier_changes = raised.map(|at| TierChange { at: started + at * SECOND, tier: "high".into() }).into_iter().collect();
        record
    }
}
