//! Two thousand generated handoffs, figured independently in wall-clock time, by month and five dimensions.
//!
//! Where the definitions differ:
//! - their breach rate leaves rejected records out; ours counts a rejection by its own instant, of which these records have none, so
//!   that a rejected record cannot be judged and is in neither rate;
//! - their reassignment rate is taken of all records, ours of the assigned ones: without the unassigned the numerators agree;
//! - their `c` (accepted − assigned) is no metric of ours: time to accept runs from the start.

use chrono::DateTime;
use playbook::Instant;
use playbook::calendar::Zone;
use playbook::metrics::{
    Basis, ClockChoice, Columns, Dimension, Figure, FigureQuery, Metric, Month, Statistic, figures, measure,
};
use playbook::policy::{HandoffPoint, Outcome, Policy};
use playbook::record::{Disposition, HandoffRecord, Moment};
use std::collections::HashMap;

type Row = HashMap<String, String>;

fn rows(name: &str) -> Vec<Row> {
    let path = format!("{}/../../tests/fixtures/vectors/{name}.csv", env!("CARGO_MANIFEST_DIR"));
    csv::Reader::from_path(path).unwrap().deserialize().map(|row| row.unwrap()).collect()
}

fn instant(text: &str) -> Option<Instant> {
    (!text.is_empty()).then(|| DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis())
}

fn text(value: &str) -> Option<String> {
    (!value.is_empty()).then(|| value.to_owned())
}

fn record(row: &Row) -> HandoffRecord {
    let mut record = HandoffRecord {
        record_id: row["record_id"].clone(),
        handoff: row["handoff_type"].clone(),
        disposition: match row["disposition"].as_str() {
            "accepted" => Disposition::Accepted,
            "rejected" => Disposition::Rejected,
            "completed" => Disposition::Completed,
            "" => Disposition::Open,
            other => panic!("disposition {other}"),
        },
        source: text(&row["source"]),
        segment: text(&row["segment"]),
        intent: text(&row["intent_tier"]),
        owner_group: text(&row["owner_group"]),
        owner: text(&row["owner"]),
        reassign_count: Some(row["reassign_count"].parse().unwrap()),
        won: Some(row["converted"] == "1"),
        ..HandoffRecord::default()
    };
    record.set(Moment::Started, instant(&row["created_at"]));
    record.set(Moment::Assigned, instant(&row["assigned_at"]));
    record.set(Moment::Accepted, instant(&row["accepted_at"]));
    record.set(Moment::FirstTouch, instant(&row["first_touch_at"]));
    record.set(Moment::Completed, instant(&row["completed_at"]));
    record.own_due[playbook::policy::ClockKind::Accept.index()] = instant(&row["sla_due_at"]);
    record
}

#[test]
fn figures_agree_with_the_independent_ones() {
    let input = rows("metrics_h2k_input");
    let mut policy = Policy::new("H2K", "UTC");
    let mut columns = Columns::new(Zone::utc());
    for (id, row) in input.iter().enumerate() {
        let name = &row["handoff_type"];
        if policy.handoff(name).is_none() {
            policy.handoffs.push(HandoffPoint {
                key: name.clone(),
                name: name.clone(),
                outcome: Outcome::Won,
                from_import: true,
                ..HandoffPoint::default()
            });
        }
        columns.push(id as u32, &record(row));
    }
    let as_of = instant("2026-01-31T00:00:00Z");
    let measured = measure(&columns, &policy, as_of, ClockChoice::Elapsed);
    let query = FigureQuery {
        from: Some(Month::new(2025, 1)),
        to: Some(Month::new(2025, 12)),
        by: vec![Dimension::Handoff, Dimension::Source, Dimension::Segment, Dimension::Intent, Dimension::OwnerGroup],
        basis: Basis::Cohort,
    };
    let figures = figures(&measured, &query);
    let by_key: HashMap<_, &Figure> = figures
        .iter()
        .map(|figure| {
            ((figure.dimension, figure.value.as_str(), figure.month, figure.metric, figure.statistic), figure)
        })
        .collect();

    let expected = rows("metrics_h2k_expected");
    assert_eq!(expected.len(), 403);
    let mut compared = 0;
    for row in &expected {
        let dimension = match row["dimension"].as_str() {
            "handoff_type" => Dimension::Handoff,
            "source" => Dimension::Source,
            "segment" => Dimension::Segment,
            "intent_tier" => Dimension::Intent,
            "owner_group" => Dimension::OwnerGroup,
            other => panic!("dimension {other}"),
        };
        let month: Month = row["month"].parse().unwrap();
        let of = |metric, statistic| by_key[&(dimension, row["value"].as_str(), month, metric, statistic)];
        let mut agree = |metric, statistic, column: &str| {
            let found = of(metric, statistic).figure;
            let expected: Option<f64> = row[column].parse().ok();
            // Six decimals are printed; durations in seconds.
            let scale = if statistic == Statistic::P50 || statistic == Statistic::P90 { 1_000.0 } else { 1.0 };
            match (found, expected) {
                (Some(found), Some(expected)) => {
                    assert!((found / scale - expected).abs() <= 5.1e-7, "{row:?} {metric:?} {statistic:?}: {found}")
                }
                (found, expected) => assert_eq!(found, expected, "{row:?} {metric:?}"),
            }
            compared += 1;
        };
        agree(Metric::Volume, Statistic::Count, "volume");
        agree(Metric::TimeToAssign, Statistic::P50, "a50");
        agree(Metric::TimeToAssign, Statistic::P90, "a90");
        agree(Metric::TimeToFirstTouch, Statistic::P50, "t50");
        agree(Metric::TimeToFirstTouch, Statistic::P90, "t90");
        agree(Metric::SlaAccept, Statistic::Rate, "breach_rate");
        agree(Metric::Conversion, Statistic::Rate, "conversion");
        let volume: f64 = row["volume"].parse().unwrap();
        let theirs: f64 = row["reassign_rate"].parse().unwrap();
        let unassigned = unassigned_with_count(&input, &row["dimension"], &row["value"], &row["month"]);
        let reassigned = of(Metric::ReassignmentRate, Statistic::Count);
        assert_eq!(reassigned.figure, Some((theirs * volume).round() - unassigned as f64), "{row:?}");
        assert_eq!(reassigned.n, of(Metric::TimeToAssign, Statistic::Count).n, "{row:?}");
    }
    assert_eq!(compared, 403 * 7);
}

/// Records of a group that were never assigned and yet count reassignments.
fn unassigned_with_count(input: &[Row], dimension: &str, value: &str, month: &str) -> usize {
    input
        .iter()
        .filter(|row| row["created_at"].starts_with(month))
        .filter(|row| row[dimension] == value || (row[dimension].is_empty() && value == "(blank)"))
        .filter(|row| row["assigned_at"].is_empty() && row["reassign_count"] != "0")
        .count()
}
