//! The XmR chart of a month with a signal, of a quiet one, and of one with too little history.

#![allow(clippy::unwrap_used)] // A test may fail where it stands.

use charts::{Chart, Theme, XmrQuestion, xmr};
use playbook::metrics::review::{HandoffBadge, ReviewCell, SeriesPoint, SignalRule, Unit};
use playbook::metrics::{Basis, Metric, Month};

/// Breach rates in percent, the last one reviewed.
fn cell(percent: &[u32], signal: Option<SignalRule>) -> ReviewCell {
    let values: Vec<f64> = percent.iter().map(|&percent| f64::from(percent) / 100.0).collect();
    let last = values.len() - 1;
    ReviewCell {
        metric: Metric::SlaAccept,
        value: Some(values[last]),
        n: 214,
        numerator: Some(66),
        low: Some(0.25),
        high: Some(0.38),
        km_median: None,
        running: 3,
        cannot_judge: 0,
        immature: false,
        series: (0..values.len())
            .map(|at| SeriesPoint {
                month: Month(Month::new(2026, 10).0 - (last - at) as i32),
                value: Some(values[at]),
                n: 200 + at as u64,
                immature: false,
                signal: signal.filter(|_| at == last),
            })
            .collect(),
        limits: playbook::metrics::xmr::limits(&values, true),
        signal,
        worse: true,
    }
}

fn chart(cell: &ReviewCell, theme: Theme) -> Chart {
    let badge =
        HandoffBadge { key: "H3".into(), name: "SDR -> AE".into(), sender: "SDR".into(), receiver: "AE".into() };
    xmr(&XmrQuestion {
        handoff: Some(&badge),
        label: "SLA breach rate, acceptance",
        unit: Unit::Share,
        cell,
        basis: Basis::Cohort,
        theme,
        width: 1_010,
        height: 220,
    })
}

const SPIKE: [u32; 12] = [18, 15, 19, 17, 21, 16, 18, 14, 17, 18, 20, 31];

#[test]
fn a_signal_is_the_claim_and_every_month_can_be_opened() {
    let spike = cell(&SPIKE, Some(SignalRule::AboveLimit));
    let chart = chart(&spike, Theme::Light);
    assert_eq!(chart.title, "H3 SDR → AE: SLA breach rate, acceptance above its upper limit");
    assert_eq!(chart.hits.len(), SPIKE.len());
    assert!(chart.hits.iter().all(|hit| hit.drill.is_some() && hit.x >= -12.0 && hit.y >= -12.0));
    assert_eq!(chart.table.rows.len(), SPIKE.len());
    assert_eq!(chart.table.rows[11], ["October 2026", "31\u{202f}%", "211", "above its upper limit"]);
    insta::assert_snapshot!(chart.svg);
}

#[test]
fn a_quiet_month_says_what_was_expected() {
    let quiet = cell(&SPIKE[..11], None);
    let chart = chart(&quiet, Theme::Dark);
    assert!(chart.reading.replace('\u{202f}', " ").contains("no signal, expected"), "{}", chart.reading);
    assert!(!chart.svg.contains("polygon"), "no breach mark");
}

#[test]
fn too_little_history_draws_no_limits_and_says_why() {
    let young = cell(&SPIKE[..4], None);
    let chart = chart(&young, Theme::Contrast);
    assert!(chart.reading.ends_with("no limits: 4 of the 6 months that they need"), "{}", chart.reading);
    assert!(!chart.svg.contains("limit"));
}
