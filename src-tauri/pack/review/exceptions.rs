//! The month at the exception desk: what arose, how fast it was resolved, what came back.

use super::Council;
use crate::document::{Begins, Block, Cell, Column, Mark, Section, Table};
use crate::text::plural;
use playbook::exception::Taxonomy;
use playbook::exception::impact::{Downstream, ExceptionImpact, Verdict};
use playbook::exception::measures::{ExceptionMeasures, ExceptionVolume};
use playbook::metrics::review::Unit;
use playbook::metrics::words;
use std::collections::BTreeMap;

pub fn sections(council: &Council<'_>) -> Vec<Section> {
    let measures = &council.pack.book.exceptions;
    let (now, before): (Vec<&ExceptionVolume>, Vec<&ExceptionVolume>) = (
        measures.volume.iter().filter(|volume| volume.month == council.month()).collect(),
        measures.volume.iter().filter(|volume| volume.month.0 == council.month().0 - 1).collect(),
    );
    let count = |volumes: &[&ExceptionVolume]| volumes.iter().map(|volume| volume.count).sum::<u64>();
    let (arose, was) = (count(&now), count(&before));
    let mut blocks = Vec::new();
    if !now.is_empty() {
        blocks.push(Block::Table(volume(council, &now, &before)));
    }
    let resolution = resolution(council, measures);
    if !resolution.rows.is_empty() {
        blocks.push(Block::Heading("Resolved in the month".into()));
        blocks.push(Block::Table(resolution));
    }
    let repeats = repeats(council, measures);
    if !repeats.rows.is_empty() {
        blocks.push(Block::Heading("Came back: the same type and root cause as in an earlier month".into()));
        blocks.push(Block::Table(repeats));
    }
    let downstream = downstream(council, measures);
    if !downstream.rows.is_empty() {
        blocks.push(Block::Heading("What became of the records that had one".into()));
        blocks.push(Block::Table(downstream));
    }
    let title = match (arose, was) {
        (0, _) => "No exception arose this month".to_owned(),
        (_, 0) => format!("{} arose", plural(arose, "exception", "exceptions")),
        _ => {
            format!("{} arose, after {} the month before", plural(arose, "exception", "exceptions"), words::count(was))
        }
    };
    let duplicates = match measures.records {
        0 => String::new(),
        records => format!(
            " {} of {} records stand as suspected duplicates.",
            words::count(measures.duplicates),
            words::count(records)
        ),
    };
    let mut sections = vec![Section {
        begins: if blocks.is_empty() { Begins::BelowTheLast } else { Begins::OnANewPage },
        lead: format!(
            "By the month in which they arose, by the data. Over before they were first seen: counted here, never on the desk.{duplicates}"
        ),
        agenda: true,
        blocks,
        ..Section::new("Exceptions", title)
    }];
    sections.extend(paused(council, measures));
    sections
}

/// A row a type, a column a severity.
fn volume(council: &Council<'_>, now: &[&ExceptionVolume], before: &[&ExceptionVolume]) -> Table {
    let taxonomy = Taxonomy::of(council.pack.policy);
    let severities: Vec<&str> = taxonomy.severities.iter().map(|severity| severity.key.as_str()).collect();
    let mut kinds: BTreeMap<&str, Vec<&ExceptionVolume>> = BTreeMap::new();
    for &volume in now {
        kinds.entry(&volume.exception_type).or_default().push(volume);
    }
    let sum = |volumes: &[&ExceptionVolume]| volumes.iter().map(|volume| volume.count).sum::<u64>();
    let mut rows: Vec<(&str, Vec<&ExceptionVolume>)> = kinds.into_iter().collect();
    rows.sort_by_key(|(_, volumes)| std::cmp::Reverse(sum(volumes)));
    let mut columns = vec![Column::wide("Type", 3)];
    columns.extend(taxonomy.severities.iter().map(|severity| Column::figures(&severity.name, Unit::Count)));
    columns.extend(
        ["All", "Of these, never on the desk", "Month before"].map(|title| Column::figures(title, Unit::Count)),
    );
    let line = |(kind, volumes): &(&str, Vec<&ExceptionVolume>)| {
        let of = |severity: &&str| {
            volumes.iter().filter(|volume| volume.severity == *severity).map(|volume| volume.count).sum()
        };
        let was = before.iter().filter(|volume| volume.exception_type == *kind).map(|volume| volume.count).sum();
        let history = volumes.iter().map(|volume| volume.history).sum();
        let mut cells = vec![Cell::text(taxonomy.kind_name(kind))];
        cells.extend(severities.iter().map(|severity| Cell::count(of(severity))));
        cells.extend([sum(volumes), history, was].map(Cell::count));
        cells
    };
    Table {
        name: "exceptions".into(),
        title: "Exceptions by type and severity".into(),
        columns,
        rows: rows.iter().map(line).collect(),
        row_heads: true,
        ..Table::default()
    }
}

fn resolution(council: &Council<'_>, measures: &ExceptionMeasures) -> Table {
    let taxonomy = Taxonomy::of(council.pack.policy);
    let rows = measures.resolution.iter().filter(|row| row.month == council.month()).map(|row| {
        let kept = (row.with_target > 0).then(|| format!("{} of {}", row.within_target, row.with_target));
        vec![
            Cell::text(row.exception_type.as_deref().map_or("All", |kind| taxonomy.kind_name(kind))),
            Cell::count(row.resolved),
            Cell::figure(row.p50_ms, Unit::Duration),
            Cell::figure(row.p90_ms, Unit::Duration),
            kept.map_or_else(Cell::default, Cell::text),
        ]
    });
    Table {
        name: "exceptions-resolved".into(),
        title: "Exceptions resolved in the month".into(),
        columns: vec![
            Column::wide("Type", 3),
            Column::figures("Resolved", Unit::Count),
            Column::figures("Time to resolve, p50", Unit::Duration),
            Column::figures("p90", Unit::Duration),
            Column::mixed("Within target"),
        ],
        rows: rows.collect(),
        row_heads: true,
        ..Table::default()
    }
}

fn repeats(council: &Council<'_>, measures: &ExceptionMeasures) -> Table {
    let policy = council.pack.policy;
    let taxonomy = Taxonomy::of(policy);
    let cause = |key: &str| {
        policy.root_causes.iter().find(|cause| cause.key == key).map_or(key, |cause| &cause.name).to_owned()
    };
    let rows = measures.repeats.iter().filter(|repeat| repeat.month == council.month()).map(|repeat| {
        vec![
            Cell::text(taxonomy.kind_name(&repeat.exception_type)),
            Cell::text(cause(&repeat.root_cause)),
            Cell::count(repeat.count),
            Cell::text(words::month(repeat.before)),
        ]
    });
    Table {
        name: "exceptions-repeated".into(),
        title: "Exceptions that came back".into(),
        columns: vec![
            Column::wide("Type", 2),
            Column::wide("Root cause", 3),
            Column::figures("This month", Unit::Count),
            Column::short("Last before"),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
}

/// Records of the month with an exception beside those of the same handoff point without any: contact, conversion, pipeline.
fn downstream(council: &Council<'_>, measures: &ExceptionMeasures) -> Table {
    let currency = &council.pack.book.provenance.currency;
    let of_month = measures.impact.iter().filter(|impact| impact.month == council.month());
    let (told, few): (Vec<&ExceptionImpact>, Vec<&ExceptionImpact>) =
        of_month.partition(|impact| impact.conversion != Verdict::TooFew);
    let share = |part: u64, of: Downstream| {
        Cell::figure((of.records > 0).then(|| part as f64 / of.records as f64), Unit::Share)
    };
    let rows = told.iter().map(|impact| {
        let mark = match impact.conversion {
            Verdict::Less => Some(Mark::Worse),
            Verdict::More => Some(Mark::Better),
            Verdict::NoDifference | Verdict::TooFew => None,
        };
        let (with, without) = (impact.with, impact.without);
        vec![
            Cell::text(&impact.handoff),
            Cell::text(&impact.name),
            Cell::count(with.records),
            share(with.contacted, with),
            share(without.contacted, without).with_note(format!("n {}", words::count(without.records))),
            Cell { mark, ..share(with.converted, with) },
            share(without.converted, without),
            Cell::figure(with.amount, Unit::Money),
            Cell::figure(with.amount_converted, Unit::Money),
        ]
    });
    let mut note = format!(
        "Of the same month and handoff point. Converted: came to an opportunity, a win or a completion. A mark stands where the two \
         differ by more than chance explains; why they do, it does not say. Amounts in {currency}."
    );
    if !few.is_empty() {
        let groups = plural(few.len() as u64, "group is", "groups are");
        note = format!("{note} {groups} too small to compare: under ten records with or without.");
    }
    Table {
        name: "exceptions-downstream".into(),
        title: "What became of records with an exception, beside those without".into(),
        columns: vec![
            Column::short("Handoff"),
            Column::wide("Exception", 3),
            Column::figures("Records", Unit::Count),
            Column::figures("Contacted", Unit::Share),
            Column::figures("without one", Unit::Share),
            Column::figures("Converted", Unit::Share),
            Column::figures("without one", Unit::Share),
            Column::figures("Amount at stake", Unit::Money),
            Column::figures("converted", Unit::Money),
        ],
        rows: rows.collect(),
        dense: true,
        note,
        ..Table::default()
    }
}

/// Whose pauses, and for how long.
fn paused(council: &Council<'_>, measures: &ExceptionMeasures) -> Option<Section> {
    if measures.pauses.is_empty() {
        return None;
    }
    let person = |key: &str| match key {
        "" => "the source system".to_owned(),
        key => council
            .pack
            .policy
            .people
            .iter()
            .find(|person| person.key == key)
            .map_or(key, |person| &person.name)
            .to_owned(),
    };
    let rows = measures.pauses.iter().map(|pause| {
        vec![
            Cell::text(&pause.reason),
            Cell::text(person(&pause.person)),
            Cell::count(pause.records),
            Cell::figure(pause.minutes as f64 * playbook::MINUTE as f64, Unit::Duration),
        ]
    });
    let table = Table {
        name: "pause-audit".into(),
        title: "Clock time stopped, by reason and person".into(),
        columns: vec![
            Column::wide("Reason", 2),
            Column::wide("Stopped by", 2),
            Column::figures("Records", Unit::Count),
            Column::figures("Elapsed time", Unit::Duration),
        ],
        rows: rows.collect(),
        ..Table::default()
    };
    Some(Section {
        begins: Begins::BelowTheLast,
        lead: "Elapsed time of every pause in the data; one that has not ended counts until the data's own instant."
            .into(),
        blocks: vec![Block::Table(table)],
        ..Section::new("Pauses", "Who stopped which clock, and why")
    })
}
