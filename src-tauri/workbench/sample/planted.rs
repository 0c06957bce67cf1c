//! The review of the sample finds what was planted in it, and leads with it.

use super::{PLANTED, Planted, create};
use crate::workspace::Workspace;
use playbook::metrics::review::{Review, SegmentRow, Signal};
use playbook::metrics::{Basis, ClockChoice, Month, segments};

const OCTOBER: Month = Month::new(2026, 10);

async fn sample() -> (tempfile::TempDir, Workspace) {
    let folder = tempfile::tempdir().expect("a folder");
    let workspace = create(&folder.path().join("sample.baton")).await.expect("the sample");
    (folder, workspace)
}

async fn october(workspace: &Workspace) -> Review {
    let review = workspace.review(Some(OCTOBER), Basis::Cohort, ClockChoice::Business).await.expect("a review");
    Review::clone(&review.expect("October has records"))
}

fn is_of(signal: &Signal, planted: &Planted) -> bool {
    signal.handoff.key == planted.handoff && signal.metric == planted.metric && signal.worse == planted.worse
}

/// The rate of a segment, however few it is of.
fn share(row: &SegmentRow) -> f64 {
    row.cell.numerator.unwrap_or(0) as f64 / row.cell.n.max(1) as f64
}

#[tokio::test]
async fn everything_planted_is_a_signal() {
    let (_folder, workspace) = sample().await;
    let review = october(&workspace).await;
    for planted in &PLANTED {
        let signal = review.signals.iter().find(|signal| is_of(signal, planted));
        let signal = signal.unwrap_or_else(|| panic!("no signal says that {}: {:#?}", planted.what, review.signals));
        if let Some((_, value)) = planted.among {
            assert!(signal.detail.contains(value), "the signal says where it lies: {}", signal.detail);
        }
    }
}

#[tokio::test]
async fn where_something_was_planted_its_segment_stands_out() {
    let (_folder, workspace) = sample().await;
    let measured = workspace.measured(ClockChoice::Business).await.expect("the records");
    for planted in &PLANTED {
        let Some((dimension, value)) = planted.among else { continue };
        let rows =
            segments(measured.measured(), OCTOBER, Some(planted.handoff), planted.metric, dimension, Basis::Cohort);
        let (own, others): (Vec<&SegmentRow>, Vec<&SegmentRow>) = rows.iter().partition(|row| row.value == value);
        let own = own.first().unwrap_or_else(|| panic!("{value} has no row: {}", planted.what));
        for other in others {
            assert!(own.cell.low > Some(share(other)), "{value} stands out from {}: {}", other.value, planted.what);
        }
    }
}

#[tokio::test]
async fn the_review_leads_with_what_was_planted() {
    let (_folder, workspace) = sample().await;
    let review = october(&workspace).await;
    let places: Vec<usize> = PLANTED
        .iter()
        .filter(|planted| planted.worse)
        .filter_map(|planted| review.signals.iter().position(|signal| is_of(signal, planted)))
        .collect();
    assert_eq!(places.iter().min(), Some(&0), "the first signal was planted: {:#?}", review.signals[0]);
    let last = places.into_iter().max().unwrap_or_default();
    for signal in &review.signals[..last] {
        assert!(
            PLANTED.iter().any(|planted| planted.handoff == signal.handoff.key),
            "before the last of them stands only what their handoffs show: {signal:#?}"
        );
        assert!(signal.concerned >= 3, "and nothing that rests on one or two records: {signal:#?}");
    }
}

/// Reviews kept in the file that are still true.
async fn kept(workspace: &Workspace) -> i64 {
    sqlx::query_scalar("select count(*) from reviews join workspace on workspace.data_version = reviews.data_version")
        .fetch_one(workspace.readers())
        .await
        .expect("the cache")
}

#[tokio::test]
async fn the_first_screen_is_kept_after_an_import_and_after_a_change_of_the_policy() {
    let (_folder, workspace) = sample().await;
    assert_eq!(kept(&workspace).await, 1);
    let mut policy = (*workspace.policy()).clone();
    policy.handoffs[0].targets.clear();
    workspace.save_policy(&policy, None, "test", "no promises").await.expect("a saved policy");
    assert_eq!(kept(&workspace).await, 1);
    let first = workspace.review(None, Basis::Cohort, ClockChoice::Business).await.expect("a review");
    assert_eq!(first.map(|review| review.month), Some(OCTOBER));
    assert_eq!(kept(&workspace).await, 1, "what was kept is what was asked for");
}
