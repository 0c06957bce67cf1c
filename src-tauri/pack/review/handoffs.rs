//! Every handoff point: all of them beside each other by what is asked of them, then each on a page of its own.

use super::Council;
use super::signals::chart;
use crate::document::{Begins, Block, Cell, Column, Mark, Section, Table, Value, route};
use crate::text::{counted, plural};
use charts::{SparkEnd, Theme, spark};
use playbook::metrics::review::{ReviewCell, ReviewRow, Unit};
use playbook::metrics::{Metric, words};
use playbook::policy::HandoffSpec;

/// Pixels of a chart with the month's figures under it.
const ABOVE_A_TABLE: u32 = 216;

/// So many handoffs are half a page.
const FEW: usize = 7;

/// What is asked of a handoff, in the order in which a council asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aspect {
    Speed,
    Promises,
    Quality,
    Conversion,
}

impl Aspect {
    const ALL: [Aspect; 4] = [Aspect::Speed, Aspect::Promises, Aspect::Quality, Aspect::Conversion];

    /// `None` = the volume, which stands beside every aspect.
    const fn of(metric: Metric) -> Option<Aspect> {
        match metric {
            Metric::Volume => None,
            Metric::TimeToAssign
            | Metric::TimeToAccept
            | Metric::TimeToFirstTouch
            | Metric::TimeToNextStep
            | Metric::TimeLostInHandoff
            | Metric::StageAgingAfterHandoff => Some(Aspect::Speed),
            Metric::SlaAssign
            | Metric::SlaAccept
            | Metric::SlaFirstTouch
            | Metric::SlaNextStep
            | Metric::SlaComplete
            | Metric::FirstTouchWithin5Minutes
            | Metric::UntouchedShare => Some(Aspect::Promises),
            Metric::AcceptanceRate
            | Metric::RejectionRate
            | Metric::ReassignmentRate
            | Metric::PacketFillRate
            | Metric::DuplicateRate => Some(Aspect::Quality),
            Metric::CompletionRate
            | Metric::MeetingBookedRate
            | Metric::OpportunityCreationRate
            | Metric::Conversion
            | Metric::DropOff => Some(Aspect::Conversion),
        }
    }

    const fn topic(self) -> &'static str {
        match self {
            Aspect::Speed => "Speed",
            Aspect::Promises => "Promises",
            Aspect::Quality => "Quality",
            Aspect::Conversion => "Conversion",
        }
    }

    const fn file(self) -> &'static str {
        match self {
            Aspect::Speed => "handoffs-speed",
            Aspect::Promises => "handoffs-promises",
            Aspect::Quality => "handoffs-quality",
            Aspect::Conversion => "handoffs-conversion",
        }
    }

    /// What the table shows, as the end of a claim.
    const fn subject(self) -> &'static str {
        match self {
            Aspect::Speed => "how fast each handoff is taken up",
            Aspect::Promises => "which promises of time were kept",
            Aspect::Quality => "what is handed over, and whether it is taken",
            Aspect::Conversion => "what becomes of it",
        }
    }
}

/// A table an aspect.
pub fn tables(council: &Council<'_>) -> Vec<Section> {
    Aspect::ALL.into_iter().filter_map(|aspect| table(council, aspect)).collect()
}

fn table(council: &Council<'_>, aspect: Aspect) -> Option<Section> {
    let review = council.review;
    let places: Vec<usize> = (0..review.columns.len())
        .filter(|&at| Aspect::of(review.columns[at].metric) == Some(aspect))
        .filter(|&at| review.rows.iter().any(|row| row.cells.get(at).is_some_and(|cell| cell.n > 0)))
        .collect();
    if places.is_empty() || review.rows.is_empty() {
        return None;
    }
    let mut columns = vec![Column::short("Handoff"), Column::wide("", 1), Column::figures("n", Unit::Count)];
    columns.extend(places.iter().map(|&at| Column::figures(&review.columns[at].title, review.columns[at].unit)));
    let rows = review.rows.iter().map(|row| {
        let mut cells = vec![Cell::text(&row.handoff.key), Cell::text(named(row)), Cell::count(row.n)];
        cells.extend(places.iter().filter_map(|&at| Some(filled(row.cells.get(at)?, review.columns[at].unit))));
        cells
    });
    let table = Table {
        name: aspect.file().into(),
        title: format!("{}: {}", aspect.topic(), aspect.subject()),
        columns,
        rows: rows.collect(),
        row_heads: true,
        note: "▲ ● a signal for the worse, for the better. Beside each figure its months over their natural limits, hollow while the \
               month is too young; under it the denominator. Shares of fewer than ten are given as counts."
            .into(),
        ..Table::default()
    };
    let signals = review.signals.iter().filter(|signal| Aspect::of(signal.metric) == Some(aspect)).count();
    let found = match signals {
        0 => "nothing left its usual range".to_owned(),
        1 => "one figure left its usual range".into(),
        count => format!("{} figures left their usual range", counted(count).to_lowercase()),
    };
    // A few handoffs leave room for two aspects on a page.
    let second = matches!(aspect, Aspect::Promises | Aspect::Conversion) && review.rows.len() <= FEW;
    Some(Section {
        begins: if second { Begins::BelowTheLast } else { Begins::OnANewPage },
        lead: words::capitalised(aspect.subject()),
        agenda: true,
        blocks: vec![Block::Table(table)],
        ..Section::new("Handoffs", format!("{}: {found}", aspect.topic()))
    })
}

/// `OPS → SDR  Sales accepted`
fn named(row: &ReviewRow) -> String {
    let route = route(&row.handoff);
    if route == row.handoff.name { route } else { format!("{route}  {}", row.handoff.name) }
}

/// A figure as the screen's table has it.
fn filled(cell: &ReviewCell, unit: Unit) -> Cell {
    let end = match (cell.signal, cell.worse) {
        (None, _) => SparkEnd::Quiet,
        (Some(_), true) => SparkEnd::Worse,
        (Some(_), false) => SparkEnd::Better,
    };
    let mark = match end {
        SparkEnd::Quiet => None,
        SparkEnd::Worse => Some(Mark::Worse),
        SparkEnd::Better => Some(Mark::Better),
    };
    let counted = cell.n > 0 || cell.numerator.is_some_and(|numerator| numerator > 0);
    Cell {
        value: figure(cell, unit),
        mark,
        note: if counted { format!("n{}{}", words::THIN, words::count(cell.n)) } else { String::new() },
        spark: spark(&cell.series, cell.limits.as_ref(), end, Theme::Light),
    }
}

/// The figure, or the counts where a share would pretend too much.
fn figure(cell: &ReviewCell, unit: Unit) -> Value {
    match (cell.value, cell.numerator) {
        (Some(value), _) => Value::Figure(value, unit),
        (None, Some(numerator)) if cell.n > 0 => Value::Text(format!("{numerator} of {}", cell.n)),
        (None, _) => Value::Nothing,
    }
}

/// Who answers for what, then a page a handoff: its most telling chart, and every figure of the month.
pub fn pages(council: &Council<'_>) -> Vec<Section> {
    let rows = &council.review.rows;
    if rows.is_empty() {
        return Vec::new();
    }
    std::iter::once(index(council)).chain(rows.iter().map(|row| page(council, row))).collect()
}

fn index(council: &Council<'_>) -> Section {
    let (review, policy) = (council.review, council.pack.policy);
    let of = |row: &ReviewRow| review.signals.iter().filter(|signal| signal.handoff.key == row.handoff.key).count();
    let spoken = review.rows.iter().filter(|row| of(row) > 0).count();
    let rows = review.rows.iter().map(|row| {
        let spec = policy.handoff(&row.handoff.key).map(|point| policy.spec(point));
        let said = |part: fn(&HandoffSpec) -> String| spec.as_ref().map(part).unwrap_or_default();
        let signals = of(row);
        let mark = if signals > 0 { Some(Mark::Worse) } else { None };
        let worse = review.signals.iter().any(|signal| signal.handoff.key == row.handoff.key && signal.worse);
        vec![
            Cell::text(&row.handoff.key),
            Cell::text(route(&row.handoff)),
            Cell::text(&row.handoff.name),
            Cell::text(said(|spec| spec.accountable.join(", "))),
            Cell::text(said(|spec| spec.kpi.clone().unwrap_or_default())),
            Cell::count(row.n),
            Cell { mark: mark.map(|mark| if worse { mark } else { Mark::Better }), ..Cell::count(signals as u64) },
        ]
    });
    let table = Table {
        name: "handoffs".into(),
        title: "Handoff points, who answers for them, and their signals".into(),
        columns: vec![
            Column::short("Handoff"),
            Column::short("Route"),
            Column::wide("Name", 3),
            Column::wide("Accountable", 4),
            Column::wide("Primary KPI", 3),
            Column::figures("n", Unit::Count),
            Column::figures("Signals", Unit::Count),
        ],
        rows: rows.collect(),
        row_heads: true,
        ..Table::default()
    };
    let title = match (review.rows.len(), spoken) {
        (1, _) => "The handoff point, and who answers for it".to_owned(),
        (_, 0) => format!("{} handoff points, none with a signal", counted(review.rows.len())),
        (all, some) => {
            format!("{} handoff points, {} of them with a signal", counted(all), counted(some).to_lowercase())
        }
    };
    Section {
        lead: "Each has a page of its own behind this one.".into(),
        blocks: vec![Block::Table(table)],
        ..Section::new("One by one", title)
    }
}

fn page(council: &Council<'_>, row: &ReviewRow) -> Section {
    let review = council.review;
    let signals: Vec<_> = review.signals.iter().filter(|signal| signal.handoff.key == row.handoff.key).collect();
    let found = match signals.len() {
        0 => "nothing to discuss".to_owned(),
        1 => "one signal".into(),
        count => format!("{} signals", counted(count).to_lowercase()),
    };
    let shown = signals.first().map_or_else(|| telling(row), |signal| row.cell(signal.metric));
    let mut blocks = Vec::new();
    if let Some(cell) = shown {
        blocks.push(Block::Chart(Box::new(chart(council, row, cell, ABOVE_A_TABLE, true))));
    }
    blocks.push(Block::Table(figures(council, row)));
    Section {
        lead: format!(
            "{}, {} in {}.",
            row.handoff.name,
            plural(row.n, "record", "records"),
            words::month(council.month())
        ),
        listed: false,
        blocks,
        ..Section::new("One by one", format!("{} {}: {found}", row.handoff.key, route(&row.handoff)))
    }
}

/// The figure that says most of a handoff without signals: a promise of time, else a speed, else what there is.
fn telling(row: &ReviewRow) -> Option<&ReviewCell> {
    let wanted =
        [Metric::SlaAccept, Metric::SlaFirstTouch, Metric::SlaComplete, Metric::TimeToAccept, Metric::TimeToFirstTouch];
    let has = |cell: &&ReviewCell| cell.value.is_some();
    let named = |metric: &Metric| row.cell(*metric).filter(has);
    wanted.iter().find_map(named).or_else(|| row.cells.iter().find(has)).or_else(|| Some(&row.volume).filter(has))
}

/// The month's figures of one handoff, with what was to be expected.
fn figures(council: &Council<'_>, row: &ReviewRow) -> Table {
    let review = council.review;
    let columns =
        review.columns.iter().zip(&row.cells).map(|(column, cell)| (column.title.as_str(), column.unit, cell));
    let volume = ("Volume", Unit::Count, &row.volume);
    let rows = [volume].into_iter().chain(columns).filter(|(_, _, cell)| cell.n > 0 || cell.running > 0);
    let table_rows = rows.map(|(title, unit, cell)| {
        let was = cell.series.len().checked_sub(2).and_then(|at| cell.series[at].value);
        let range = |low: Option<f64>, high: Option<f64>| match (low, high) {
            (Some(low), Some(high)) => {
                Cell::text(format!("{} to {}", words::figure(low.max(0.0), unit), words::figure(high, unit)))
            }
            (_, _) => Cell::default(),
        };
        vec![
            Cell::text(title),
            Cell { spark: None, note: String::new(), ..filled(cell, unit) },
            Cell::count(cell.n),
            range(cell.low, cell.high),
            Cell::figure(was, unit),
            range(cell.limits.map(|limits| limits.lower), cell.limits.map(|limits| limits.upper)),
            Cell::text(verdict(cell)),
        ]
    });
    Table {
        name: format!("handoff-{}", row.handoff.key.to_lowercase()),
        title: format!("{} {}: every figure of the month", row.handoff.key, row.handoff.name),
        columns: vec![
            Column::wide("Figure", 3),
            Column::mixed("This month"),
            Column::figures("n", Unit::Count),
            Column::mixed("95 % interval"),
            Column::mixed("Before"),
            Column::mixed("Expected"),
            Column::wide("", 3),
        ],
        rows: table_rows.collect(),
        row_heads: true,
        dense: true,
        ..Table::default()
    }
}

/// Whether a figure is worth discussing.
fn verdict(cell: &ReviewCell) -> String {
    let mut said = match (cell.immature, cell.signal, &cell.limits) {
        (true, _, _) => "too young to judge".to_owned(),
        (false, Some(_), _) if cell.worse => "signal, worse".into(),
        (false, Some(_), _) => "signal, better".into(),
        (false, None, Some(_)) => String::new(),
        (false, None, None) => "too few months for limits".into(),
    };
    let mut add = |count: u64, what: &str| {
        if count > 0 {
            let gap = if said.is_empty() { "" } else { ", " };
            said.push_str(&format!("{gap}{} {what}", words::count(count)));
        }
    };
    add(cell.running, "running");
    add(cell.cannot_judge, "cannot be judged");
    said
}

/// Every month behind every figure, for the workbook.
pub fn months(council: &Council<'_>) -> Table {
    let review = council.review;
    let columns = |row: &ReviewRow| {
        let cells = review.columns.iter().map(|column| (column.title.clone(), column.unit)).zip(row.cells.clone());
        [((String::from("Volume"), Unit::Count), row.volume.clone())].into_iter().chain(cells).collect::<Vec<_>>()
    };
    let rows = review.rows.iter().flat_map(|row| {
        columns(row).into_iter().flat_map(move |((title, unit), cell)| {
            let key = row.handoff.key.clone();
            cell.series.into_iter().map(move |point| {
                let remark = match (point.immature, point.signal) {
                    (true, _) => "too young to judge",
                    (false, Some(_)) => "signal",
                    (false, None) => "",
                };
                vec![
                    Cell::text(&key),
                    Cell::text(&title),
                    Cell::text(point.month.to_string()),
                    Cell::figure(point.value, unit),
                    Cell::count(point.n),
                    Cell::text(remark),
                ]
            })
        })
    });
    Table {
        name: "months".into(),
        title: "Every month behind every figure".into(),
        columns: vec![
            Column::short("Handoff"),
            Column::text("Figure"),
            Column::short("Month"),
            Column::mixed("Value"),
            Column::figures("n", Unit::Count),
            Column::text("Remark"),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
}
