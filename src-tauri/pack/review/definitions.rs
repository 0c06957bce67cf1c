//! What was promised, and how each figure is computed: the words that stand beside the numbers on screen.

use super::Council;
use crate::document::{Block, Section, Table};
use playbook::metrics::{Definition, Metric, definition};
use playbook::policy::HandoffSpec;

pub fn sections(council: &Council<'_>) -> Vec<Section> {
    [promises(council), Some(figures(council))].into_iter().flatten().collect()
}

/// The targets of every handoff point, as the build spec words them.
fn promises(council: &Council<'_>) -> Option<Section> {
    let policy = council.pack.policy;
    let rows = policy.handoffs.iter().flat_map(|point| {
        let HandoffSpec { key, name, targets, .. } = policy.spec(point);
        targets.into_iter().map(move |target| {
            vec![key.clone(), name.clone(), target.clock.word().to_string(), target.tier, target.target]
        })
    });
    let mut table = Table::of_texts("targets", "What is promised", &["Handoff", "", "Clock", "Tier", "Target"], rows);
    for (column, width) in table.columns.iter_mut().zip([0, 3, 2, 2, 6]) {
        column.width = width;
    }
    let version = council.pack.version.number;
    (!table.rows.is_empty()).then(|| Section {
        lead: "Whether a target counts business or elapsed time, and in whose zone, is said with it.".into(),
        blocks: vec![Block::Table(table)],
        ..Section::new("Definitions", format!("What policy version {version} promises"))
    })
}

fn figures(council: &Council<'_>) -> Section {
    let review = council.review;
    let shown = |metric: &Metric| {
        *metric == Metric::Volume
            || review.columns.iter().any(|column| column.metric == *metric)
            || review.signals.iter().any(|signal| signal.metric == *metric)
    };
    let shown: Vec<Definition> = Metric::ALL.into_iter().filter(shown).map(definition).collect();
    let said_of = |remark: &String| shown.iter().filter(|definition| definition.remarks.contains(remark)).count();
    // What holds for several figures is said once, below them.
    let mut common: Vec<String> = Vec::new();
    for remark in shown.iter().flat_map(|definition| &definition.remarks) {
        if said_of(remark) > 1 && !common.contains(remark) {
            common.push(remark.clone());
        }
    }
    let rows = shown.iter().map(|definition| {
        let own = definition.remarks.iter().filter(|remark| said_of(remark) == 1);
        vec![definition.name.clone(), definition.formula.clone(), own.cloned().collect::<Vec<_>>().join(" ")]
    });
    let mut table = Table::of_texts("definitions", "How each figure is computed", &["Figure", "Is", "Beside it"], rows);
    for (column, width) in table.columns.iter_mut().zip([4, 10, 9]) {
        column.width = width;
    }
    table.row_heads = true;
    table.dense = true;
    common.insert(
        0,
        "Natural limits: the mean of the baseline ± 2.66 × the mean moving range. A signal is a point outside them, eight in a row on one side of \
         the centre, or three of four nearer to a limit than to the centre. Fewer than six months have no limits."
            .into(),
    );
    Section {
        blocks: vec![Block::Table(table), Block::Heading("For several of them".into()), Block::List(common)],
        ..Section::new("Definitions", "How each figure is computed")
    }
}
