//! The laws of the SLA clock, over random calendars, zones, instants and pauses. One law per test.

use crate::random::calendar;
use chrono::NaiveDate;
use playbook::calendar::ledger::{LedgerKind, LedgerMark, LedgerOf, ledger};
use playbook::calendar::{
    CompiledCalendar, Counting, Due, LocalTime, Pauses, Target, due_after, due_at, reminder_at, used,
};
use playbook::record::Pause;
use playbook::{DAY, HOUR, Instant, MINUTE, Millis};
use proptest::prelude::*;

/// 2025-10-13: three weeks that hold most zones' autumn changes.
const START: Instant = 1_760_313_600_000;

fn compiled() -> impl Strategy<Value = CompiledCalendar> {
    let date = NaiveDate::from_ymd_opt(2025, 10, 13).unwrap();
    calendar(date, 40).prop_map(|calendar| CompiledCalendar::compile(&calendar).unwrap())
}

fn instant() -> impl Strategy<Value = Instant> {
    prop_oneof![START..START + 25 * DAY, (0..25 * 48_i64).prop_map(|half_hour| START + half_hour * HOUR / 2)]
}

fn target() -> impl Strategy<Value = Millis> {
    prop_oneof![1..90 * HOUR, (1..180_i64).prop_map(|half_hours| half_hours * HOUR / 2)]
}

fn pauses() -> impl Strategy<Value = Vec<Pause>> {
    let pause = (instant(), -HOUR..5 * DAY, prop::sample::select(&["Legal", "Waiting", "Travel"][..]))
        .prop_map(|(from, length, reason)| Pause { from, to: Some(from + length), reason: reason.into() });
    proptest::collection::vec(pause, 0..5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// What has elapsed when a target falls due is the target, and a millisecond before it was less.
    #[test]
    fn elapsed_until_due_is_the_target(calendar in compiled(), s in instant(), t in target()) {
        if let Some(due) = calendar.due(s, t) {
            prop_assert_eq!(calendar.elapsed(s, due), t);
            prop_assert!(calendar.elapsed(s, due - 1) < t);
        } else {
            prop_assert!(calendar.elapsed(s, s + 3_653 * DAY) < t);
        }
    }

    /// A later start is never due earlier.
    #[test]
    fn due_is_monotonic_in_the_start(calendar in compiled(), s in instant(), later in 0..10 * DAY, t in target()) {
        if let (Some(due), Some(due_later)) = (calendar.due(s, t), calendar.due(s + later, t)) {
            prop_assert!(due <= due_later);
        }
    }

    /// A longer target is never due earlier, and never due where a shorter one is not.
    #[test]
    fn due_is_monotonic_in_the_target(calendar in compiled(), s in instant(), t in target(), more in 0..40 * HOUR) {
        match (calendar.due(s, t), calendar.due(s, t + more)) {
            (Some(due), Some(due_more)) => prop_assert!(due <= due_more),
            (None, later) => prop_assert_eq!(later, None),
            (Some(_), None) => {}
        }
    }

    /// Elapsed time of adjacent intervals adds up, pauses or not.
    #[test]
    fn elapsed_is_additive(calendar in compiled(), mut at in [instant(), instant(), instant()], pauses in pauses()) {
        at.sort_unstable();
        let [a, b, c] = at;
        let pauses = Pauses::new(&pauses);
        for counting in [Counting::Business, Counting::Elapsed] {
            let used = |from, to| used(&calendar, counting, from, to, &pauses);
            prop_assert_eq!(used(a, b) + used(b, c), used(a, c));
        }
    }

    /// With pauses too, what is used when a target falls due is the target, and pauses never bring a due instant forward.
    #[test]
    fn pauses_only_delay(calendar in compiled(), s in instant(), t in target(), pauses in pauses()) {
        let pauses = Pauses::new(&pauses);
        for counting in [Counting::Business, Counting::Elapsed] {
            if let Due::At(due) = due_after(&calendar, counting, s, t, &pauses) {
                prop_assert_eq!(used(&calendar, counting, s, due, &pauses), t);
                prop_assert!(due_after(&calendar, counting, s, t, Pauses::NONE).at().is_some_and(|unpaused| unpaused <= due));
            }
        }
    }

    /// The order and the splitting of pauses do not matter: only their union does.
    #[test]
    fn only_the_union_of_pauses_counts(calendar in compiled(), a in instant(), b in instant(), pauses in pauses()) {
        let mut split: Vec<Pause> = Vec::new();
        for pause in pauses.iter().rev() {
            let middle = pause.to.map(|to| pause.from.midpoint(to));
            split.push(Pause { from: middle.unwrap_or(pause.from), ..pause.clone() });
            split.push(Pause { to: middle, ..pause.clone() });
            split.push(pause.clone());
        }
        let used = |pauses: &[Pause]| used(&calendar, Counting::Business, a, b, &Pauses::new(pauses));
        prop_assert_eq!(used(&pauses), used(&split));
    }

    /// A reminder never falls after its target, and a larger share never before a smaller one.
    #[test]
    fn reminders_come_before_the_target(
        calendar in compiled(),
        s in instant(),
        t in target(),
        days in 0_u32..4,
        kind in 0..4,
        percent in 0_u32..=100,
        pauses in pauses(),
    ) {
        let pauses = Pauses::new(&pauses);
        let target = match kind {
            0 => Target::Business { ms: t },
            1 => Target::Elapsed { ms: t },
            2 => Target::SameBusinessDay { cut_off: Some(LocalTime::hm(15, 0)) },
            _ => Target::BusinessDays { days, by: LocalTime::hm(17, 0) },
        };
        if let Due::At(due) = due_at(&calendar, &target, s, &pauses) {
            let reminder = reminder_at(&calendar, &target, percent, s, &pauses).at();
            let half = reminder_at(&calendar, &target, percent / 2, s, &pauses).at();
            prop_assert!(reminder.is_some_and(|reminder| s <= reminder && reminder <= due));
            prop_assert!(half <= reminder);
        }
    }

    /// The ledger's lines lie end to end, and add up to the figure; nothing but open lines counts, and they count wholly.
    #[test]
    fn the_ledger_adds_up(
        calendar in compiled(),
        mut at in [instant(), instant()],
        marks in proptest::collection::vec(instant(), 0..3),
        pauses in pauses(),
        business in any::<bool>(),
    ) {
        at.sort_unstable();
        let marks: Vec<LedgerMark> = marks
            .into_iter()
            .map(|at| LedgerMark { at, kind: LedgerKind::TierChange, because: "mark".into() })
            .collect();
        let counting = if business { Counting::Business } else { Counting::Elapsed };
        let of = LedgerOf {
            calendar: &calendar, counting, from: at[0], to: at[1], pauses: &pauses, marks: &marks, ending: "",
        };
        let (mut end, mut running) = (of.from, 0);
        for line in ledger(&of) {
            prop_assert_eq!(line.from, end);
            prop_assert_eq!(line.elapsed_ms, line.to - line.from);
            prop_assert_eq!(line.counts_ms, if line.kind == LedgerKind::Open { line.elapsed_ms } else { 0 });
            end = line.to;
            running += line.counts_ms;
            prop_assert_eq!(line.running_ms, running);
        }
        prop_assert_eq!(end, of.to);
        prop_assert_eq!(running, used(&calendar, counting, of.from, of.to, &Pauses::new(&pauses)));
    }

    /// Wall-clock readings round-trip: an instant is among the instants of what the wall clock reads at it.
    #[test]
    fn readings_round_trip(calendar in compiled(), minute in -70_000_000_i64..70_000_000) {
        use playbook::calendar::LocalReading;
        let (zone, at) = (calendar.zone(), minute * MINUTE);
        match zone.instants_of(zone.local(at)) {
            LocalReading::Unique(only) => prop_assert_eq!(only, at),
            LocalReading::Twice(first, second) => prop_assert!(at == first || at == second),
            LocalReading::Gap(_) => prop_assert!(false, "the wall clock read it"),
        }
    }
}
