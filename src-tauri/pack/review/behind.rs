//! What is behind the figures: where time goes, what averages hide, the worst breaches, what repeats, what comes back.

use super::Council;
use super::signals::CHART_WIDTH;
use super::sitting::LISTED;
use crate::document::{Block, Cell, Chart, Column, Item, Mark, Section, Table, route};
use crate::text::{counted, plural};
use charts::Theme;
use playbook::council::Waterfall;
use playbook::metrics::review::Unit;
use playbook::metrics::words;

/// What is behind the figures: time lost, segments that averages hide, the worst breaches, what repeats.
pub fn sections(council: &Council<'_>) -> Vec<Section> {
    [waterfall(council), hidden(council), breaches(council), repeats(council), recycle(council)]
        .into_iter()
        .flatten()
        .collect()
}

fn waterfall(council: &Council<'_>) -> Option<Section> {
    let waterfalls = &council.pack.book.council.figures.waterfalls;
    let all = waterfalls.iter().find(|waterfall| waterfall.handoff.is_none() && waterfall.total_ms > 0)?;
    let table = parts(waterfalls);
    let said: Vec<String> =
        all.parts.iter().map(|part| format!("{} {}", part.title, words::duration(part.ms as f64))).collect();
    let chart = Chart {
        svg: charts::council::waterfall(all, Theme::Light, CHART_WIDTH),
        title: None,
        reading: format!(
            "Wall-clock time of {} from start to acceptance and first touch, cut into parts that add up to it{}.",
            plural(all.records, "handoff", "handoffs"),
            if all.left_out > 0 {
                format!("; {} left out, whose dates do not say enough", words::count(all.left_out))
            } else {
                String::new()
            }
        ),
        description: format!("{} {}.", all.sentence, said.join(", ")),
        table: Table { name: String::new(), ..parts(std::slice::from_ref(all)) },
    };
    let title = all.sentence.trim_end_matches('.').to_owned();
    Some(Section {
        agenda: true,
        blocks: vec![Block::Chart(Box::new(chart)), Block::Table(table)],
        ..Section::new("Time lost", title)
    })
}

fn parts(waterfalls: &[Waterfall]) -> Table {
    let mut columns = vec![Column::wide("Handoff", 1), Column::figures("n", Unit::Count)];
    let first = waterfalls.first().map(|waterfall| waterfall.parts.as_slice()).unwrap_or_default();
    columns.extend(first.iter().map(|part| Column::figures(&part.title, Unit::Duration)));
    columns.push(Column::figures("Together", Unit::Duration));
    let rows = waterfalls.iter().map(|waterfall| {
        let name =
            waterfall.handoff.as_ref().map_or("All".to_owned(), |badge| format!("{} {}", badge.key, route(badge)));
        let mut cells = vec![Cell::text(name), Cell::count(waterfall.records)];
        cells.extend(waterfall.parts.iter().map(|part| Cell::figure(part.ms as f64, Unit::Duration)));
        cells.push(Cell::figure(waterfall.total_ms as f64, Unit::Duration));
        cells
    });
    Table {
        name: "time-lost".into(),
        title: "Where the waiting of the month's handoffs went".into(),
        columns,
        rows: rows.collect(),
        row_heads: true,
        dense: true,
        ..Table::default()
    }
}

fn hidden(council: &Council<'_>) -> Option<Section> {
    let hidden = &council.pack.book.council.figures.hidden;
    if hidden.found.is_empty() {
        return None;
    }
    let rows = hidden.found.iter().map(|segment| {
        let mark = if segment.worse { Mark::Worse } else { Mark::Better };
        vec![
            Cell::text(&segment.handoff.key),
            Cell::text(segment.metric.title()),
            Cell::text(&segment.value),
            Cell { mark: Some(mark), ..Cell::figure(segment.figure, segment.unit) },
            Cell::text(format!(
                "{} to {}",
                words::figure(segment.low, segment.unit),
                words::figure(segment.high, segment.unit)
            )),
            Cell::count(segment.n),
            Cell::figure(segment.whole, segment.unit),
        ]
    });
    let table = Table {
        name: "hidden-segments".into(),
        title: "Segments that hide behind quiet figures".into(),
        columns: vec![
            Column::short("Handoff"),
            Column::wide("Figure", 3),
            Column::wide("Where", 3),
            Column::mixed("There"),
            Column::mixed("Widened interval"),
            Column::figures("n", Unit::Count),
            Column::mixed("Everywhere"),
        ],
        rows: rows.collect(),
        ..Table::default()
    };
    let title = match hidden.standing_out {
        1 => "One segment hides behind a quiet average".to_owned(),
        count => format!("{} segments hide behind quiet averages", counted(count as usize)),
    };
    Some(Section {
        lead: hidden.sentence.clone(),
        agenda: true,
        blocks: vec![Block::Table(table)],
        ..Section::new("Hidden", title)
    })
}

fn breaches(council: &Council<'_>) -> Option<Section> {
    let figures = &council.pack.book.council.figures;
    if figures.breaches.is_empty() {
        return None;
    }
    let items = figures.breaches.iter().map(|breach| {
        let people = [&breach.owner, &breach.owner_group, &breach.segment, &breach.source];
        let people: Vec<&str> = people.into_iter().flatten().map(String::as_str).collect();
        Item {
            mark: Some(Mark::Worse),
            key: breach.handoff.key.clone(),
            route: breach.record_id.clone(),
            claim: breach.sentence.clone(),
            detail: people.join(", "),
            aside: String::new(),
        }
    });
    let title = format!("{} with a promise missed: the worst of them", plural(figures.breached, "record", "records"));
    Some(Section {
        lead: "Ranked by how many times the promised time each took. The ledger of each is behind its record.".into(),
        agenda: true,
        blocks: vec![Block::Items(items.collect())],
        ..Section::new("Failures", title)
    })
}

fn repeats(council: &Council<'_>) -> Option<Section> {
    let repeats = &council.pack.book.council.repeats;
    if repeats.is_empty() {
        return None;
    }
    let items = repeats.iter().map(|repeat| {
        let proposal = repeat.proposal.as_ref().map(|proposal| format!("Proposed: {}", proposal.sentence));
        // The sentence names the handoff, the type, how many and why.
        Item {
            mark: Some(Mark::Open),
            claim: repeat.sentence.clone(),
            detail: proposal.unwrap_or_default(),
            ..Item::default()
        }
    });
    let title = match repeats.len() {
        1 => "One kind of exception keeps coming back".to_owned(),
        count => format!("{} kinds of exception keep coming back", counted(count)),
    };
    Some(Section { agenda: true, blocks: vec![Block::Items(items.collect())], ..Section::new("Repeats", title) })
}

fn recycle(council: &Council<'_>) -> Option<Section> {
    let recycle = &council.pack.book.council.figures.recycle;
    let mut blocks = Vec::new();
    let rows = recycle.months.iter().map(|month| {
        let reasons: Vec<String> =
            month.reasons.iter().map(|reason| format!("{} {}", reason.name, words::count(reason.records))).collect();
        vec![Cell::text(words::month(month.month)), Cell::count(month.due), Cell::text(reasons.join(", "))]
    });
    let table = Table {
        name: "recycle-forecast".into(),
        title: "Who comes back, by month".into(),
        columns: vec![Column::wide("Month", 1), Column::figures("Due", Unit::Count), Column::wide("Reasons", 4)],
        rows: rows.collect(),
        ..Table::default()
    };
    if !table.rows.is_empty() {
        blocks.push(Block::Table(table));
    }
    let overdue = recycle.overdue_records.iter().map(|due| {
        vec![
            due.handoff.key.clone(),
            due.record_id.clone(),
            due.reason.clone(),
            due.owner.clone().unwrap_or_else(|| "nobody".into()),
            words::date(due.due_on),
            plural(due.overdue_days.max(0) as u64, "day", "days"),
        ]
    });
    let head = ["Handoff", "Record", "Reason", "Owner", "Due", "Overdue"];
    let all = recycle.overdue_records.len() as u64;
    let title = match recycle.overdue.saturating_sub(all) {
        0 => "Due back and not back, the longest first".to_owned(),
        more => format!(
            "Due back and not back: the {} longest overdue; {} more are not listed",
            words::count(all),
            words::count(more)
        ),
    };
    let mut overdue = Table::of_texts("recycle-overdue", title, &head, overdue);
    for (column, width) in overdue.columns.iter_mut().zip([0, 2, 2, 2, 0, 0]) {
        column.width = width;
    }
    overdue.on_pages = Some(LISTED);
    if !overdue.rows.is_empty() {
        blocks.push(Block::Heading("Due back and not back, the longest first".into()));
        blocks.push(Block::Table(overdue));
    }
    (!blocks.is_empty()).then(|| Section {
        agenda: true,
        blocks,
        ..Section::new("Coming back", recycle.sentence.trim_end_matches('.').to_owned())
    })
}
