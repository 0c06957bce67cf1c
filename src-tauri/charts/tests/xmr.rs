//! The XmR chart of a month with a signal, of a quiet one, and of one with too little history.

#![allow(clippy::unwrap_used)] // A test may fail where it stands.

use charts::{Chart, Theme, XmrQuestion, xmr};
use playbook::metrics::review::{CellMark, HandoffBadge, ReviewCell, SeriesPoint, SignalRule, Unit};
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
        marks: Vec::new(),
    }
}

fn chart(cell: &ReviewCell, theme: Theme) -> Chart {
    drawn(cell, theme, None)
}

fn drawn(cell: &ReviewCell, theme: Theme, note: Option<&str>) -> Chart {
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
        height: 300,
        note,
    })
}

const SPIKE: [u32; 12] = [18, 15, 19, 17, 21, 16, 18, 14, 17, 18, 20, 31];

#[test]
fn a_signal_is_the_claim_and_every_month_can_be_opened() {
    let spike = cell(&SPIKE, Some(SignalRule::AboveLimit));
    let chart = chart(&spike, Theme::Light);
    assert_eq!(chart.title, "H3 SDR → AE: SLA breach rate, acceptance above its upper limit");
    // A mark for every month, and one for every change from one to the next.
    assert_eq!(chart.hits.len(), SPIKE.len() + SPIKE.len() - 1);
    assert!(chart.hits.iter().all(|hit| hit.drill.is_some() && hit.x >= -12.0 && hit.y >= -12.0));
    assert_eq!(chart.table.head, ["Month", "SLA breach rate, acceptance", "n", "Change", "Signal"]);
    assert_eq!(chart.table.rows.len(), SPIKE.len());
    assert_eq!(
        chart.table.rows[11],
        ["October 2026", "31\u{202f}%", "211", "11\u{202f}points", "above its upper limit"]
    );
    assert_eq!(chart.table.rows[0], ["November 2025", "18\u{202f}%", "200", "–", ""]);
    insta::assert_snapshot!(chart.svg);
}

#[test]
fn what_was_decided_about_a_figure_stands_on_its_chart() {
    let mut decided = cell(&SPIKE, None);
    let mark = |month, label: &str| CellMark { month: Month::new(2026, month), label: label.into() };
    decided.marks = vec![mark(3, "D-2"), mark(8, "D-4"), mark(8, "D-5"), mark(10, "D-9")];
    let chart = chart(&decided, Theme::Light);
    for name in ["D-2", "D-4, D-5", "D-9"] {
        assert!(chart.svg.lines().any(|line| line.trim() == name), "{name}");
    }
    assert!(chart.description.contains("D-2 was decided after March 2026."), "{}", chart.description);
    assert!(chart.description.ends_with("D-9 was decided after October 2026."), "{}", chart.description);
    let other = CellMark { month: Month::new(2020, 1), label: "D-1".into() };
    let gone = ReviewCell { marks: vec![other], ..cell(&SPIKE, None) };
    assert!(!drawn(&gone, Theme::Light, None).svg.contains("D-1"), "of a month that the chart does not show");
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

/// Changes of 3, 4, 2, 4, 5, 2, 4, 3, 1, 2 and 16 points: their mean is 46 / 11, and 3.27 of it are 13.7.
const LEAP: [u32; 12] = [18, 15, 19, 17, 21, 16, 18, 14, 17, 18, 20, 36];

#[test]
fn a_leap_is_said_under_the_title_for_as_long_as_it_is_in_sight() {
    let reading = |cell: &ReviewCell| chart(cell, Theme::Light).reading.replace('\u{202f}', " ");
    let now = reading(&cell(&LEAP, Some(SignalRule::AboveLimit)));
    assert!(
        now.ends_with("; its change from September 2026, 16 points, is above the limit of 14 points for a change"),
        "{now}"
    );
    // 3, 4, 2, 23, 2, 2, 1, 1, 2, 1 and 1 points: 3.27 of their mean are 12.5.
    let before = reading(&cell(&[18, 15, 19, 17, 40, 38, 36, 35, 36, 34, 35, 36], None));
    assert!(before.ends_with("; its change in March 2026 was above the limit of 12 points for a change"), "{before}");
    let calm = reading(&cell(&SPIKE, None));
    assert!(!calm.contains("change"), "{calm}");
}

#[test]
fn the_change_has_its_own_panel_under_the_figures() {
    let leap = cell(&LEAP, Some(SignalRule::AboveLimit));
    let chart = chart(&leap, Theme::Light);
    assert_eq!(chart.table.rows[11][4], "above its upper limit; change above its upper limit");
    let (figures, changes) = chart.hits.split_at(SPIKE.len());
    let lowest = figures.iter().map(|hit| hit.y + hit.h).fold(0.0, f64::max);
    assert!(changes.iter().all(|hit| hit.y > lowest - hit.h && hit.y + hit.h / 2.0 <= 260.0));
    let last = &changes[changes.len() - 1];
    assert_eq!((last.label.as_str(), last.month), ("Change in October 2026", Month::new(2026, 10)));
    assert_eq!(last.value.replace('\u{202f}', " "), "16 points from September 2026, above its upper limit");
    // Both marks of a month stand under each other.
    assert_eq!(last.x, figures[SPIKE.len() - 1].x);
}

#[test]
fn one_month_has_no_change_to_draw() {
    let alone = chart(&cell(&SPIKE[..1], None), Theme::Light);
    assert_eq!(alone.hits.len(), 1);
    assert!(!alone.svg.contains("Change from month to month"));
}

#[test]
fn a_picture_that_stands_alone_says_what_it_shows_and_where_it_comes_from() {
    let spike = cell(&SPIKE, Some(SignalRule::AboveLimit));
    let alone = drawn(&spike, Theme::Light, Some("Kestrel & Co, data as of 31 Oct 2026"));
    assert!(alone.svg.starts_with("<svg width=\"1058\""), "{}", &alone.svg[..60]);
    for said in [&alone.title, "Kestrel &amp; Co, data as of 31 Oct 2026"] {
        assert!(alone.svg.contains(said), "{said}");
    }
    // The reading stands there in lines that fit, and loses no word.
    let written: Vec<&str> = alone.svg.lines().filter(|line| !line.starts_with('<')).collect();
    let written = written.join(" ");
    assert!(written.contains(&alone.reading), "{written}");
    let inside = chart(&spike, Theme::Light);
    assert!(!inside.svg.contains(&inside.title));
}
