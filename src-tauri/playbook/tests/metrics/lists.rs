//! What stands beside the figures, and the figures that need more than one record, against slow and obvious computations over random
//! records: drop-off, duplicates, rejection reasons, pauses, the oldest open records, packet fields, conversion by pairs.

use crate::slow::{
    FROM, REQUIRED, a_record, columns, decision, dropped, is_duplicate, is_taken_back, label, next_stage, of_month,
    paused_hours, policy,
};
use playbook::metrics::review::{Drill, DrillPart, Review};
use playbook::metrics::statistics::quantile;
use playbook::metrics::{
    Basis, ClockChoice, Columns, Dimension, FigureQuery, Metric, Month, Statistic, behind, figures, measure, review,
};
use playbook::policy::Policy;
use playbook::record::{Disposition, HandoffRecord, Moment, Pause};
use playbook::{DAY, HOUR, Instant};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn behind_drill(measured: &playbook::metrics::Measured, drill: &Drill) -> u64 {
    behind(measured, drill).len() as u64
}

fn reviewed(columns: &Columns, policy: &Policy, month: Month, as_of: Instant) -> Review {
    review(&measure(columns, policy, Some(as_of), ClockChoice::Elapsed), month, Basis::Cohort)
}

const JANUARY: Month = Month::new(2025, 1);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Drop-off and duplicates are what a look at every other record says.
    #[test]
    fn what_needs_other_records(
        records in prop::collection::vec(a_record(), 1..50),
        known_for in 20_i64..70,
    ) {
        let (columns, policy, as_of) = (columns(&records), policy(), FROM + known_for * DAY);
        let measured = measure(&columns, &policy, Some(as_of), ClockChoice::Elapsed);
        let query = FigureQuery { by: vec![Dimension::All, Dimension::Handoff], ..FigureQuery::default() };
        let mut seen = BTreeSet::new();
        for figure in figures(&measured, &query) {
            let own: Vec<&HandoffRecord> = of_month(&records, figure.month, as_of)
                .filter(|record| figure.value == "(all)" || [record.handoff.clone(), format!("stage {}", record.handoff)].contains(&figure.value))
                .collect();
            let judged: Vec<bool> = match figure.metric {
                Metric::DropOff => own.iter().filter_map(|record| dropped(&records, record, as_of)).collect(),
                Metric::DuplicateRate => own.iter().map(|record| is_duplicate(&records, record, as_of)).collect(),
                _ => continue,
            };
            seen.insert(figure.metric);
            prop_assert_eq!(figure.n, judged.len() as u64, "{:?}", figure);
            if figure.statistic == Statistic::Count {
                let count = judged.iter().filter(|is| **is).count();
                prop_assert_eq!(figure.figure, Some(count as f64), "{:?}", figure);
            }
        }
        let any_next = ["A", "B"].iter().any(|stage| next_stage(&records, stage).is_some());
        let existing = of_month(&records, JANUARY, as_of).count() + of_month(&records, Month::new(2025, 2), as_of).count();
        prop_assert_eq!(seen.contains(&Metric::DropOff), any_next && existing > 0);
    }

    /// The reasons of a review are those counted by hand, their parts add up to all rejections, and behind each are its records.
    #[test]
    fn rejection_reasons_add_up(records in prop::collection::vec(a_record(), 1..50), known_for in 20_i64..70) {
        let (columns, policy, as_of) = (columns(&records), policy(), FROM + known_for * DAY);
        let measured = measure(&columns, &policy, Some(as_of), ClockChoice::Elapsed);
        let review = review(&measured, JANUARY, Basis::Cohort);
        let keys = [None].into_iter().chain(["A", "B", "C", "elsewhere"].map(Some));
        for key in keys {
            let own = || of_month(&records, JANUARY, as_of).filter(|record| key.is_none_or(|key| record.handoff == key));
            let decided = own().filter(|record| decision(record, as_of) != (false, false)).count() as u64;
            let mut reasons: BTreeMap<String, u64> = BTreeMap::new();
            for record in own().filter(|record| decision(record, as_of).0) {
                *reasons.entry(label(&record.reason)).or_default() += 1;
            }
            let listed: BTreeMap<String, u64> = review
                .rejections
                .iter()
                .filter(|one| one.handoff.as_ref().map(|handoff| handoff.key.as_str()) == key)
                .map(|one| (one.reason.clone(), one.share.numerator))
                .collect();
            if !review.rejections.is_empty() {
                prop_assert_eq!(&listed, &reasons);
            }
            for one in review.rejections.iter().filter(|one| one.handoff.as_ref().map(|handoff| handoff.key.as_str()) == key) {
                prop_assert_eq!(one.share.n, decided);
                prop_assert_eq!(behind_drill(&measured, &one.drill), one.share.numerator);
                let all = Drill { part: DrillPart::Denominator, ..one.drill.clone() };
                prop_assert_eq!(behind_drill(&measured, &all), decided);
            }
        }
        // On the command line the same.
        let query = FigureQuery { by: vec![Dimension::Reason], from: Some(JANUARY), to: Some(JANUARY), basis: Basis::Cohort };
        for figure in figures(&measured, &query) {
            if figure.metric == Metric::RejectionRate && figure.statistic == Statistic::Count {
                let listed = review.rejections.iter().find(|one| one.handoff.is_none() && one.reason == figure.value);
                prop_assert_eq!(figure.figure, Some(listed.map_or(0.0, |one| one.share.numerator as f64)));
                prop_assert!(listed.is_none_or(|one| one.share.n == figure.n));
            }
        }
    }

    /// Paused time is what counting hour by hour gives, each reason's own and the union of all.
    #[test]
    fn pauses_are_those_counted_hour_by_hour(records in prop::collection::vec(a_record(), 1..30), known_for in 20_i64..70) {
        let (columns, policy, as_of) = (columns(&records), policy(), FROM + known_for * DAY);
        let review = reviewed(&columns, &policy, JANUARY, as_of);
        let (mut all, mut count, mut by_reason) = (0, 0, BTreeMap::<&str, (i64, u64)>::new());
        for record in of_month(&records, JANUARY, as_of) {
            let ends = [Moment::Completed, Moment::Rejected].map(|moment| record.at(moment).filter(|&at| at <= as_of));
            let (from, until) = (record.at(Moment::Started).unwrap(), ends.into_iter().flatten().min().unwrap_or(as_of));
            let of = |reason: Option<&str>| {
                let pauses: Vec<&Pause> =
                    record.pauses.iter().filter(|pause| reason.is_none_or(|reason| pause.reason == reason)).collect();
                paused_hours(&pauses, from, until)
            };
            all += of(None);
            count += u64::from(of(None) > 0);
            for reason in ["customer", "vendor"] {
                if of(Some(reason)) > 0 {
                    let total = by_reason.entry(reason).or_default();
                    *total = (total.0 + of(Some(reason)), total.1 + 1);
                }
            }
        }
        prop_assert_eq!((review.pauses.ms, review.pauses.records), (all * HOUR, count));
        let listed: BTreeMap<&str, (i64, u64)> = review
            .pauses
            .reasons
            .iter()
            .map(|one| (one.reason.as_str(), (one.ms / HOUR, one.records)))
            .collect();
        prop_assert_eq!(listed, by_reason);
    }

    /// The oldest are the open ones that were accepted first.
    #[test]
    fn the_oldest_are_those_accepted_first(records in prop::collection::vec(a_record(), 1..50), known_for in 20_i64..70) {
        let (columns, policy, as_of) = (columns(&records), policy(), FROM + known_for * DAY);
        let review = reviewed(&columns, &policy, JANUARY, as_of);
        let mut open: Vec<i64> = of_month(&records, JANUARY, as_of)
            .filter(|record| {
                let (rejected, _) = decision(record, as_of);
                let completed = record.at(Moment::Completed);
                let ended = completed.is_some_and(|at| at <= as_of)
                    || (record.disposition == Disposition::Completed && completed.is_none() && !is_taken_back(record, as_of));
                !rejected && !ended
            })
            .filter_map(|record| record.at(Moment::Accepted).filter(|&at| at <= as_of).map(|at| as_of - at))
            .collect();
        open.sort_by(|a, b| b.cmp(a));
        let knows = [Moment::Accepted, Moment::Completed].iter().all(|&moment| records.iter().any(|record| record.at(moment).is_some()));
        if knows {
            prop_assert_eq!(review.aging.open, open.len() as u64);
            let ages: Vec<f64> = open.iter().rev().map(|&age| age as f64).collect();
            prop_assert_eq!(review.aging.p50_ms, quantile(&ages, 500));
            prop_assert_eq!(review.aging.p90_ms, quantile(&ages, 900));
            open.truncate(10);
            prop_assert_eq!(review.aging.oldest.iter().map(|one| one.age_ms).collect::<Vec<_>>(), open);
        } else {
            prop_assert!(review.aging.oldest.is_empty());
        }
    }

    /// Packet fields and pairs of source and trigger, counted one by one.
    #[test]
    fn packet_fields_and_pairs(records in prop::collection::vec(a_record(), 1..50), known_for in 20_i64..70) {
        let (columns, policy, as_of) = (columns(&records), policy(), FROM + known_for * DAY);
        let measured = measure(&columns, &policy, Some(as_of), ClockChoice::Elapsed);
        let review = review(&measured, JANUARY, Basis::Cohort);
        let packets: Vec<&HandoffRecord> =
            of_month(&records, JANUARY, as_of).filter(|record| record.handoff == "B").collect();
        let filled = |field: &str| {
            let has = |record: &&&HandoffRecord| if field == "owner" { record.owner.is_some() } else { record.attributes.contains_key(field) };
            packets.iter().filter(has).count() as u64
        };
        let expected: Vec<(&str, u64, u64)> = if packets.is_empty() {
            Vec::new()
        } else {
            REQUIRED.iter().map(|field| (*field, filled(field), packets.len() as u64)).collect()
        };
        let listed: Vec<(&str, u64, u64)> = review
            .packet_fields
            .iter()
            .map(|one| (one.field.as_str(), one.share.numerator, one.share.n))
            .collect();
        prop_assert_eq!(listed, expected);
        // Of a handoff that the policy does not know nobody says what converts; here nothing says that it was won.
        let judged = || of_month(&records, JANUARY, as_of).filter(|record| record.handoff != "elsewhere");
        for pair in &review.conversions {
            let own = judged()
                .filter(|record| label(&record.source) == pair.source && label(&record.trigger) == pair.trigger)
                .count() as u64;
            prop_assert_eq!(pair.share.n, own);
            prop_assert_eq!(behind_drill(&measured, &pair.drill), own);
        }
        let pairs: u64 = review.conversions.iter().map(|pair| pair.share.n).sum();
        prop_assert!(review.conversions.is_empty() || pairs == judged().count() as u64);
    }
}

/// Three records of which one goes on, one goes on before it came, and one is known elsewhere under another id.
#[test]
fn a_stage_without_a_way_to_the_next_has_no_drop_off() {
    let record = |id: &str, handoff: &str, hours: i64| {
        let mut record = HandoffRecord { record_id: id.into(), handoff: handoff.into(), ..HandoffRecord::default() };
        record.set(Moment::Started, Some(FROM + hours * HOUR));
        record
    };
    let drop_off = |records: &[HandoffRecord]| -> Vec<(String, f64, u64)> {
        let (columns, policy) = (columns(records), policy());
        let measured = measure(&columns, &policy, None, ClockChoice::Elapsed);
        let query = FigureQuery { by: vec![Dimension::Handoff], ..FigureQuery::default() };
        figures(&measured, &query)
            .into_iter()
            .filter(|figure| figure.metric == Metric::DropOff && figure.statistic == Statistic::Count && figure.n > 0)
            .map(|figure| (figure.value, figure.figure.unwrap(), figure.n))
            .collect()
    };
    let before = record("1", "B", 5);
    let cases = [
        ("none goes on", vec![record("1", "A", 0), record("2", "B", 9)], vec![]),
        ("it was there before", vec![record("1", "A", 9), before.clone()], vec![]),
        (
            "one of two goes on",
            vec![record("1", "A", 0), record("2", "A", 1), before.clone()],
            vec![("stage A", 1.0, 2)],
        ),
        (
            "it comes back and goes on",
            vec![record("1", "A", 0), record("1", "A", 3), before],
            vec![("stage A", 0.0, 2)],
        ),
        (
            "a point without records is no stage",
            vec![record("1", "A", 0), record("1", "C", 3), record("2", "A", 0)],
            vec![("stage A", 1.0, 2)],
        ),
        ("points that the policy does not know", vec![record("1", "X", 0), record("1", "Y", 3)], vec![]),
    ];
    for (name, records, expected) in cases {
        let expected: Vec<(String, f64, u64)> =
            expected.into_iter().map(|(stage, dropped, n): (&str, f64, u64)| (stage.into(), dropped, n)).collect();
        assert_eq!(drop_off(&records), expected, "{name}");
    }
}
