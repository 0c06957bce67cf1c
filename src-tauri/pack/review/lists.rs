//! The lists beside the figures: why handoffs were turned down, what stands open, what is missing, what converts.

use super::Council;
use crate::document::{Begins, Block, Cell, Column, Section, Table, route};
use crate::text::plural;
use playbook::metrics::review::{Review, ShareOf, Unit};
use playbook::metrics::words;
use playbook::policy::Policy;

pub fn sections(council: &Council<'_>) -> Vec<Section> {
    [rejections(council), aging(council), pauses(council), packets(council), conversions(council)]
        .into_iter()
        .flatten()
        .collect()
}

/// A share, or its counts where there are too few.
fn share(share: &ShareOf) -> Cell {
    match share.value {
        Some(value) => Cell::figure(value, Unit::Share),
        None => Cell::text(format!("{} of {}", share.numerator, share.n)),
    }
}

fn interval(share: &ShareOf) -> Cell {
    match (share.low, share.high) {
        (Some(low), Some(high)) => Cell::text(format!("{} to {}", words::share(low), words::share(high))),
        (_, _) => Cell::default(),
    }
}

fn rejections(council: &Council<'_>) -> Option<Section> {
    let review = council.review;
    let first = review.rejections.iter().find(|rejection| rejection.handoff.is_none())?;
    let title = match first.share.value {
        Some(value) => {
            format!("“{}” is why most handoffs were turned down: {} of all decided", first.name, words::share(value))
        }
        None => format!("“{}” is why most handoffs were turned down", first.name),
    };
    let rows = review.rejections.iter().map(|rejection| {
        vec![
            Cell::text(rejection.handoff.as_ref().map_or("All", |handoff| &handoff.key)),
            Cell::text(&rejection.name),
            Cell::count(rejection.share.numerator),
            Cell::count(rejection.share.n),
            share(&rejection.share),
        ]
    });
    let table = Table {
        name: "rejections".into(),
        title: "Rejected and recycled, by reason".into(),
        columns: vec![
            Column::short("Handoff"),
            Column::wide("Reason", 1),
            Column::figures("Turned down", Unit::Count),
            Column::figures("Of decided", Unit::Count),
            Column::figures("Share", Unit::Share),
        ],
        rows: rows.collect(),
        narrow: true,
        ..Table::default()
    };
    Some(Section {
        lead: "Rejected or recycled for a reason, of all that were decided.".into(),
        agenda: true,
        blocks: vec![Block::Table(table)],
        ..Section::new("Turned down", title)
    })
}

fn aging(council: &Council<'_>) -> Option<Section> {
    let aging = &council.review.aging;
    let (p50, p90) = (aging.p50_ms?, aging.p90_ms?);
    let rows = aging.oldest.iter().map(|open| {
        vec![
            Cell::text(&open.handoff.key),
            Cell::text(route(&open.handoff)),
            Cell::text(&open.record_id),
            Cell::text(open.owner.as_deref().unwrap_or("nobody")),
            Cell::text(open.owner_group.as_deref().unwrap_or_default()),
            Cell::text(council.date(open.accepted_at)),
            Cell::figure(open.age_ms as f64, Unit::Duration),
        ]
    });
    let table = Table {
        name: "open-longest".into(),
        title: "Accepted and open longest".into(),
        columns: vec![
            Column::short("Handoff"),
            Column::short(""),
            Column::wide("Record", 2),
            Column::wide("Owner", 2),
            Column::wide("Group", 2),
            Column::short("Accepted"),
            Column::figures("Open for", Unit::Duration),
        ],
        rows: rows.collect(),
        ..Table::default()
    };
    Some(Section {
        lead: format!(
            "Accepted and not completed: half of them for more than {}, a tenth for more than {}.",
            words::duration(p50),
            words::duration(p90)
        ),
        agenda: true,
        begins: Begins::BelowTheLast,
        blocks: vec![Block::Table(table)],
        ..Section::new("Open", format!("{} accepted and not completed", plural(aging.open, "record is", "records are")))
    })
}

fn pauses(council: &Council<'_>) -> Option<Section> {
    let pauses = &council.review.pauses;
    if pauses.records == 0 {
        return None;
    }
    let rows = pauses.reasons.iter().map(|pause| {
        vec![Cell::text(&pause.reason), Cell::count(pause.records), Cell::figure(pause.ms as f64, Unit::Duration)]
    });
    let table = Table {
        name: "pauses".into(),
        title: "Time in which the clocks stood still".into(),
        columns: vec![
            Column::wide("Reason", 1),
            Column::figures("Records", Unit::Count),
            Column::figures("Paused", Unit::Duration),
        ],
        rows: rows.collect(),
        note: "Where reasons overlap, they add up to more than the whole.".into(),
        ..Table::default()
    };
    let title = format!(
        "Clocks stood still for {} on {}",
        words::duration(pauses.ms as f64),
        plural(pauses.records, "record", "records")
    );
    Some(Section { begins: Begins::BelowTheLast, blocks: vec![Block::Table(table)], ..Section::new("Pauses", title) })
}

fn packets(council: &Council<'_>) -> Option<Section> {
    let review = council.review;
    let mut fields: Vec<_> = review.packet_fields.iter().collect();
    fields.sort_by(|one, other| filled(&one.share).total_cmp(&filled(&other.share)));
    let emptiest = fields.first()?;
    let name = |key: &str| field_name(council.pack.policy, key);
    let title = match emptiest.share.value {
        Some(value) if value < 1.0 => format!(
            "“{}” is the emptiest required field: filled in {} of {}",
            name(&emptiest.field),
            words::share(value),
            emptiest.handoff.key
        ),
        Some(_) => "Every required field was filled in".to_owned(),
        None => "Required fields, and how often they were filled in".into(),
    };
    let rows = fields.iter().map(|field| {
        vec![
            Cell::text(&field.handoff.key),
            Cell::text(name(&field.field)),
            Cell::count(field.share.n),
            share(&field.share),
            interval(&field.share),
        ]
    });
    let table = Table {
        name: "packet-fields".into(),
        title: "Required packet fields, the emptiest first".into(),
        columns: vec![
            Column::short("Handoff"),
            Column::wide("Field", 1),
            Column::figures("Packets", Unit::Count),
            Column::figures("Filled", Unit::Share),
            Column::mixed("95 % interval"),
        ],
        rows: rows.collect(),
        narrow: true,
        ..Table::default()
    };
    Some(Section {
        lead: "Required fields that were filled in when the handoff started, the emptiest first.".into(),
        blocks: vec![Block::Table(table)],
        ..Section::new("Packets", title)
    })
}

fn filled(share: &ShareOf) -> f64 {
    share.value.unwrap_or(f64::INFINITY)
}

fn field_name(policy: &Policy, key: &str) -> String {
    policy.field(key).map_or(key, |field| &field.name).to_owned()
}

fn conversions(council: &Council<'_>) -> Option<Section> {
    let pairs = &council.review.conversions;
    let most = pairs.first()?;
    let rows = pairs.iter().map(|pair| {
        vec![
            Cell::text(&pair.source),
            Cell::text(&pair.trigger),
            Cell::count(pair.share.n),
            Cell::count(pair.share.numerator),
            share(&pair.share),
            interval(&pair.share),
        ]
    });
    let table = Table {
        name: "conversion-by-source".into(),
        title: "Conversion by source and trigger".into(),
        columns: vec![
            Column::wide("Source", 1),
            Column::wide("Trigger", 2),
            Column::figures("Started", Unit::Count),
            Column::figures("Converted", Unit::Count),
            Column::figures("Share", Unit::Share),
            Column::mixed("95 % interval"),
        ],
        rows: rows.collect(),
        ..Table::default()
    };
    let title = match most.share.value {
        Some(value) => format!("{} of {}, the most frequent source, converted", words::share(value), most.source),
        None => "Conversion by source and trigger".to_owned(),
    };
    Some(Section {
        lead: "Reached the handoff's outcome, of all that started; the most frequent pairs first. Young months convert later.".into(),
        blocks: vec![Block::Table(table)],
        ..Section::new("Conversion", title)
    })
}

/// What was left out of a figure because its timestamps are in an impossible order.
pub fn left_out(review: &Review) -> Table {
    let rows = review
        .left_out
        .iter()
        .map(|left| vec![Cell::text(left.metric.title()), Cell::text(&left.reason), Cell::count(left.records)]);
    Table {
        name: "left-out".into(),
        title: "Records left out of a figure".into(),
        columns: vec![Column::wide("Figure", 1), Column::wide("Because", 2), Column::figures("Records", Unit::Count)],
        rows: rows.collect(),
        ..Table::default()
    }
}
