//! Laws of the figures over random records: every number is backed by exactly its records, agrees with a slow and obvious computation,
//! and does not depend on how the records lie in memory.

use crate::record_random::{FROM, a_record};
use playbook::calendar::{Target, Zone};
use playbook::metrics::review::{Drill, DrillPart, Unit};
use playbook::metrics::statistics::{kaplan_meier_median, quantile};
use playbook::metrics::{
    Basis, ClockChoice, Columns, Dimension, Figure, FigureQuery, Metric, Statistic, behind, cell, figures, measure,
    measure_months, review,
};
use playbook::policy::{ClockKind, HandoffPoint, Outcome, Policy, SlaTarget};
use playbook::record::{Disposition, HandoffRecord, Moment};
use playbook::{DAY, HOUR, Instant};
use proptest::prelude::*;

fn policy() -> Policy {
    let mut policy = Policy::new("Laws", "Europe/Berlin");
    let target = |clock, tier: Option<&str>, target| SlaTarget {
        clock,
        tier: tier.map(str::to_owned),
        target,
        reminder_percent: 50,
    };
    for (key, outcome) in [("H1", Outcome::Won), ("H2", Outcome::Completed)] {
        policy.handoffs.push(HandoffPoint {
            key: key.into(),
            name: format!("handoff {key}"),
            sender: "A".into(),
            receiver: "B".into(),
            outcome,
            targets: vec![
                target(ClockKind::Assign, None, Target::Elapsed { ms: 4 * HOUR }),
                target(ClockKind::Accept, Some("high"), Target::Business { ms: 2 * HOUR }),
                target(ClockKind::Accept, None, Target::Business { ms: 8 * HOUR }),
                target(ClockKind::FirstTouch, None, Target::SameBusinessDay { cut_off: None }),
                target(ClockKind::Complete, None, Target::BusinessDays { days: 5, by: "17:00".parse().unwrap() }),
            ],
            ..HandoffPoint::default()
        });
    }
    policy
}

fn columns(records: &[HandoffRecord]) -> Columns {
    let mut columns = Columns::new(Zone::named("Europe/Berlin").unwrap());
    for (id, record) in records.iter().enumerate() {
        columns.push(id as u32, record);
    }
    columns
}

const BY: [Dimension; 5] =
    [Dimension::All, Dimension::Handoff, Dimension::Source, Dimension::Intent, Dimension::Reason];

fn query(basis: Basis) -> FigureQuery {
    FigureQuery { by: BY.to_vec(), basis, ..FigureQuery::default() }
}

fn drill(figure: &Figure, part: DrillPart, basis: Basis) -> Drill {
    Drill {
        metric: figure.metric,
        part,
        month: Some(figure.month),
        basis,
        handoff: None,
        dimension: Some(figure.dimension),
        value: Some(figure.value.clone()),
        also: None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Behind every count lie as many records as it says, and behind every denominator as many as n.
    #[test]
    fn behind_every_number_are_its_records(
        records in prop::collection::vec(a_record(), 1..60),
        elapsed in any::<bool>(),
        period in any::<bool>(),
        known_for in prop::option::of(20_i64..150),
    ) {
        let (columns, policy) = (columns(&records), policy());
        let clock = if elapsed { ClockChoice::Elapsed } else { ClockChoice::Business };
        let basis = if period { Basis::Period } else { Basis::Cohort };
        let measured = measure(&columns, &policy, known_for.map(|days| FROM + days * DAY), clock);
        for figure in figures(&measured, &query(basis)) {
            let rows = |part| behind(&measured, &drill(&figure, part, basis)).len() as f64;
            let is_share = figure.metric.unit() == Unit::Share;
            let found = figure.figure.unwrap_or(0.0);
            match figure.statistic {
                Statistic::Breached => prop_assert_eq!(rows(DrillPart::Numerator), found, "{:?}", figure),
                Statistic::Count if is_share => prop_assert_eq!(rows(DrillPart::Numerator), found, "{:?}", figure),
                Statistic::Count => prop_assert_eq!(rows(DrillPart::Denominator), found, "{:?}", figure),
                Statistic::Running => prop_assert_eq!(rows(DrillPart::Running), found, "{:?}", figure),
                Statistic::CannotJudge => prop_assert_eq!(rows(DrillPart::CannotJudge), found, "{:?}", figure),
                Statistic::Rate if figure.metric != Metric::TimeLostInHandoff => {
                    prop_assert_eq!(rows(DrillPart::Denominator), figure.n as f64, "{:?}", figure);
                }
                Statistic::Rate | Statistic::Met | Statistic::P50 | Statistic::P90 | Statistic::KmP50
                | Statistic::Low | Statistic::High | Statistic::Sum => {}
            }
        }
    }

    /// Counting patterns and walking sorted months give what sorting every group by itself gives.
    #[test]
    fn waiting_times_are_those_of_sorting_each_group(records in prop::collection::vec(a_record(), 1..60)) {
        let (columns, policy) = (columns(&records), policy());
        let measured = measure(&columns, &policy, None, ClockChoice::Elapsed);
        let as_of = columns.as_of().unwrap();
        for figure in figures(&measured, &query(Basis::Cohort)) {
            if figure.metric != Metric::TimeToAssign {
                continue;
            }
            let zone = columns.time_zone();
            let mut times = Vec::new();
            for record in &records {
                let started = record.at(Moment::Started).unwrap();
                let value = match figure.dimension {
                    Dimension::Handoff => Some(format!("handoff {}", record.handoff)),
                    Dimension::Source => record.source.clone().or(Some("(blank)".into())),
                    Dimension::Intent => record.intent.clone().or(Some("(blank)".into())),
                    Dimension::Reason => record.reason.clone().or(Some("(blank)".into())),
                    _ => Some("(all)".into()),
                };
                if zone.month_of(started) == figure.month && value.as_deref() == Some(&figure.value) {
                    times.extend(time_to_assign(record, as_of));
                }
            }
            let mut reached: Vec<f64> = times.iter().filter(|time| time.1).map(|time| time.0 as f64).collect();
            reached.sort_by(f64::total_cmp);
            prop_assert_eq!(figure.n, reached.len() as u64);
            match figure.statistic {
                Statistic::P50 => prop_assert_eq!(figure.figure, quantile(&reached, 500)),
                Statistic::P90 => prop_assert_eq!(figure.figure, quantile(&reached, 900)),
                Statistic::KmP50 => {
                    let median = kaplan_meier_median(&mut times).map(|median| median as f64);
                    prop_assert_eq!(figure.figure, median, "{:?}", times);
                }
                _ => {}
            }
        }
    }

    /// Putting the rows in order changes no figure, and a month measured alone has the figures that it has among all.
    #[test]
    fn figures_do_not_depend_on_where_records_lie(records in prop::collection::vec(a_record(), 1..60)) {
        let (plain, policy) = (columns(&records), policy());
        let mut arranged = plain.clone();
        arranged.arrange();
        let whole = figures(&measure(&plain, &policy, None, ClockChoice::Business), &query(Basis::Cohort));
        let other = figures(&measure(&arranged, &policy, None, ClockChoice::Business), &query(Basis::Cohort));
        prop_assert_eq!(&whole, &other);
        let month = whole[0].month;
        let alone = measure_months(&arranged, &policy, None, ClockChoice::Business, Some((month, month)));
        let alone = figures(&alone, &query(Basis::Cohort));
        let of_month: Vec<Figure> = whole.into_iter().filter(|figure| figure.month == month).collect();
        prop_assert_eq!(alone, of_month);
    }

    /// Records that are read in two parts are those read in one: row by row and figure by figure.
    #[test]
    fn parts_put_together_are_the_whole(records in prop::collection::vec(a_record(), 0..60), share in 0_usize..=100) {
        let (whole, policy) = (columns(&records), policy());
        let (first, second) = records.split_at(records.len() * share / 100);
        let (mut parts, mut next) = (columns(first), Columns::new(Zone::named("Europe/Berlin").unwrap()));
        for (id, record) in (first.len() as u32..).zip(second) {
            next.push(id, record);
        }
        parts.append(next);
        prop_assert_eq!(parts.len(), whole.len());
        for row in 0..whole.len() as u32 {
            prop_assert_eq!(parts.row_id(row), whole.row_id(row));
            prop_assert_eq!(parts.disposition(row), whole.disposition(row));
            for moment in Moment::ALL {
                prop_assert_eq!(parts.at(row, moment), whole.at(row, moment));
            }
            for dimension in Dimension::ALL {
                prop_assert_eq!(parts.value(row, dimension), whole.value(row, dimension));
            }
        }
        for clock in [ClockChoice::Business, ClockChoice::Elapsed] {
            let of = |columns| figures(&measure(columns, &policy, None, clock), &query(Basis::Cohort));
            prop_assert_eq!(of(&parts), of(&whole));
        }
    }

    /// A review's cells are the cells asked for one by one, and its rows add up to the month's records.
    #[test]
    fn a_review_is_made_of_cells(records in prop::collection::vec(a_record(), 1..60)) {
        let (columns, policy) = (columns(&records), policy());
        let measured = measure(&columns, &policy, None, ClockChoice::Business);
        let month = columns.time_zone().month_of(FROM + 40 * DAY);
        let review = review(&measured, month, Basis::Cohort);
        let all = cell(&measured, None, Metric::Volume, month, Basis::Cohort);
        prop_assert_eq!(review.records, all.n);
        for row in &review.rows {
            for found in &row.cells {
                let one = cell(&measured, Some(&row.handoff.key), found.metric, month, Basis::Cohort);
                prop_assert_eq!(found, &one);
            }
        }
    }
}

/// Slow and obvious: wait and whether it ended with the assignment; `None` = not in it.
fn time_to_assign(record: &HandoffRecord, as_of: Instant) -> Option<(i64, bool)> {
    let is_vague = |moment: Moment| record.date_only & moment.bit() != 0;
    let started = record.at(Moment::Started)?;
    if record.truncated || is_vague(Moment::Started) {
        return None;
    }
    if let Some(assigned) = record.at(Moment::Assigned) {
        return (!is_vague(Moment::Assigned) && assigned >= started).then_some((assigned - started, true));
    }
    let rejected = match record.disposition {
        Disposition::Rejected | Disposition::Recycled => true,
        Disposition::Accepted | Disposition::Completed => false,
        Disposition::Open => record.at(Moment::Rejected).is_some() && record.at(Moment::Accepted).is_none(),
    };
    let completed = record.disposition == Disposition::Completed || record.at(Moment::Completed).is_some();
    let end = match (rejected, completed) {
        (true, _) => Some(Moment::Rejected),
        (false, true) => Some(Moment::Completed),
        (false, false) => None,
    };
    let until = match end {
        Some(end) if is_vague(end) => return None,
        Some(end) => record.at(end)?,
        None => as_of,
    };
    (until >= started).then_some((until - started, false))
}

#[test]
fn an_empty_workspace_has_no_figures() {
    let (columns, policy) = (columns(&[]), policy());
    let measured = measure(&columns, &policy, None, ClockChoice::Business);
    assert_eq!(figures(&measured, &query(Basis::Cohort)), Vec::new());
    let review = review(&measured, playbook::metrics::Month::new(2025, 1), Basis::Cohort);
    assert_eq!((review.records, review.rows.len(), review.months.len()), (0, 0, 0));
}
