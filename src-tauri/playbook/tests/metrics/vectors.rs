//! The statistics against published and independently computed values: every row of the vectors that names a figure of ours.
//!
//! Left to others or to later: medians-based and d2-based XmR limits (`*_median`, `*_d2`, `median_*`, `mr_median`), Greenwood errors,
//! the log-rank test, differences of two shares. The moving-range limit of the vectors is 3.268 m̄R, ours 3.27 as the design says.

use playbook::metrics::review::Limits;
use playbook::metrics::statistics::{Survival, kaplan_meier_median, quantile, wilson};
use playbook::metrics::xmr;
use std::collections::HashMap;

type Row = HashMap<String, String>;

fn rows(name: &str) -> Vec<Row> {
    let path = format!("{}/../../tests/fixtures/vectors/{name}.csv", env!("CARGO_MANIFEST_DIR"));
    csv::Reader::from_path(path).unwrap().deserialize().map(|row| row.unwrap()).collect()
}

fn numbers(text: &str) -> Vec<f64> {
    serde_json::from_str(text).unwrap()
}

fn assert_close(found: f64, expected: f64, what: &dyn std::fmt::Debug) {
    // Ten significant digits are printed.
    let tolerance = 1e-9 * expected.abs().max(1.0);
    assert!((found - expected).abs() <= tolerance, "{what:?}: {found}, expected {expected}");
}

#[test]
fn quantiles() {
    let rows = rows("percentiles");
    assert_eq!(rows.len(), 63);
    for row in rows {
        let mut values = numbers(&row["x"]);
        values.sort_by(f64::total_cmp);
        let per_mille = (row["q"].parse::<f64>().unwrap() * 1_000.0).round() as u64;
        assert_close(quantile(&values, per_mille).unwrap(), row["expected"].parse().unwrap(), &row);
    }
}

#[test]
fn wilson_intervals() {
    let z_of = |confidence: &str| match confidence {
        "0.9" => 1.644_853_626_951_472_7,
        "0.95" => playbook::metrics::statistics::Z_95,
        "0.99" => 2.575_829_303_548_900_4,
        other => panic!("no z for {other}"),
    };
    let rows: Vec<Row> = rows("proportions").into_iter().filter(|row| row["method"] == "wilson").collect();
    assert_eq!(rows.len(), 33);
    for row in rows {
        let (x, n) = (row["x1"].parse().unwrap(), row["n1"].parse().unwrap());
        let (low, high) = wilson(x, n, z_of(&row["confidence"])).unwrap();
        assert_close(low, row["low_or_z"].parse().unwrap(), &row);
        assert_close(high, row["high_or_p"].parse().unwrap(), &row);
    }
}

#[test]
fn kaplan_meier() {
    let (mut steps, mut medians) = (0, 0);
    for row in rows("km").into_iter().filter(|row| !row["t"].is_empty()) {
        let times = numbers(&row["t"]).into_iter().map(|time| time as i64);
        let mut times: Vec<(i64, bool)> = times.zip(numbers(&row["event"]).iter().map(|&event| event == 1.0)).collect();
        let expected: f64 = row["S"].parse().unwrap();
        if row["at"] == "median" {
            assert_eq!(kaplan_meier_median(&mut times), Some(expected as i64), "{}", row["series"]);
            medians += 1;
            continue;
        }
        let at: i64 = row["at"].parse().unwrap();
        times.sort_unstable_by_key(|&(time, is_event)| (time, !is_event));
        let mut survival = Survival::of(times.len() as u32);
        for &(time, is_event) in times.iter().filter(|time| time.0 <= at) {
            match is_event {
                true => _ = survival.event(),
                false if time < at => survival.censor(),
                false => {}
            }
        }
        assert_close(survival.value(), expected, &row);
        steps += 1;
    }
    assert_eq!((steps, medians), (44, 3));
}

/// As the vectors have them: not shares, and the limits of the first points alone where a row says so.
fn limits(row: &Row) -> Option<Limits> {
    let values = numbers(&row["x"]);
    let baseline = match row.get("baseline_points").map(String::as_str) {
        None | Some("all") => values.len(),
        Some(points) => points.parse().unwrap(),
    };
    xmr::limits(&values[..baseline], false)
}

#[test]
fn natural_limits() {
    let mut checked = 0;
    for row in rows("xmr") {
        let Some(limits) = limits(&row) else {
            assert_eq!(row["series"], "two points", "under six points there are no limits");
            continue;
        };
        let found = match row["figure"].as_str() {
            "center" => limits.centre,
            "mr_bar" => limits.mr_mean,
            "unpl" => limits.upper,
            "lnpl" => limits.lower,
            "url" => limits.mr_upper / 3.27 * 3.268,
            _ => continue,
        };
        assert_close(found, row["expected"].parse().unwrap(), &row);
        checked += 1;
    }
    assert_eq!(checked, 6 * 5);
}

#[test]
fn signal_rules() {
    let rows = rows("xmr_rules");
    assert_eq!(rows.len(), 16);
    for row in rows {
        let Some(limits) = limits(&row) else {
            assert_eq!(row["series"], "two points");
            continue;
        };
        let values = numbers(&row["x"]);
        // The vectors count points from one.
        let said = |places: Vec<usize>| places.iter().map(|at| (at + 1).to_string()).collect::<Vec<_>>().join(" ");
        assert_eq!(said(xmr::outside(&values, &limits)), row["rule1_beyond_limit"], "{row:?}");
        assert_eq!(said(xmr::eight_on_one_side(&values, &limits)), row["rule2_eight_one_side"], "{row:?}");
        let near = said(xmr::three_of_four_near_a_limit(&values, &limits));
        assert_eq!(near, row["rule3_three_of_four_nearer_limit"], "{row:?}");
    }
}
