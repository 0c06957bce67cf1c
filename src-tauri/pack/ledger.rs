//! One record's clock ledger: every stretch of every clock, with what it counted, so that the figure can be added up by hand.

use crate::document::{Block, Cell, Column, Document, Fact, Mark, Section, Shape, Table, route};
use chrono::NaiveDateTime;
use playbook::Instant;
use playbook::calendar::Zone;
use playbook::calendar::ledger::{LedgerKind, LedgerLine};
use playbook::metrics::review::HandoffBadge;
use playbook::metrics::words;
use playbook::record::HandoffRecord;
use playbook::record::sla::{ClockSheet, SlaState};

/// What a ledger is printed from.
#[derive(Debug, Clone, Copy)]
pub struct Ledger<'a> {
    pub company: &'a str,
    pub record: &'a HandoffRecord,
    pub handoff: &'a HandoffBadge,
    pub clocks: &'a [ClockSheet],
    /// `Salesforce leads, leads.csv line 214`
    pub came_from: &'a str,
    pub as_of: Instant,
}

/// The ledger as a document: a section a clock.
pub fn document(ledger: Ledger<'_>) -> Document {
    let Ledger { company, record, handoff, clocks, came_from, as_of } = ledger;
    let zone = clocks.first().map(zone_of).unwrap_or_else(Zone::utc);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let facts = [
        ("Handoff", format!("{} {}, {}", handoff.key, route(handoff), handoff.name)),
        ("Passage", record.cycle.to_string()),
        ("Owner", text(&record.owner)),
        ("Group", text(&record.owner_group)),
        ("Source", text(&record.source)),
        ("Segment", text(&record.segment)),
        ("Imported from", came_from.to_owned()),
        ("Data as of", format!("{}, {}", instant(&zone, as_of), zone.name())),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| Fact::new(name, value));
    let mut sections: Vec<Section> = clocks.iter().map(clock).collect();
    if sections.is_empty() {
        sections.push(Section {
            blocks: vec![Block::Text("Nothing is promised for this record, so no clock runs.".into())],
            ..Section::new("", "No clock")
        });
    }
    Document {
        company: company.into(),
        kind: "Clock ledger".into(),
        title: record.record_id.clone(),
        lead: String::new(),
        origin: facts.collect(),
        foot: format!("{company} · clock ledger of {}", record.record_id),
        shape: Shape::Sheet,
        sections,
        data: Vec::new(),
    }
}

fn zone_of(sheet: &ClockSheet) -> Zone {
    Zone::named(&sheet.time_zone).unwrap_or_else(|_| Zone::utc())
}

fn instant(zone: &Zone, at: Instant) -> String {
    format!("{}, {}", words::date(zone.date_of(at)), time(zone.local(at)))
}

fn time(local: NaiveDateTime) -> String {
    let time = local.time();
    let seconds = time.format("%S").to_string() != "00";
    time.format(if seconds { "%H:%M:%S" } else { "%H:%M" }).to_string()
}

fn clock(sheet: &ClockSheet) -> Section {
    let zone = zone_of(sheet);
    let target = sheet.target.as_ref().map(|target| target.words());
    let mut facts = vec![
        Fact::new(
            "Promised",
            target.unwrap_or_else(|| if sheet.own_due { "the record's own due time".into() } else { "nothing".into() }),
        ),
        Fact::new("Counted on", format!("{}, {}", sheet.calendar, zone.name())),
        Fact::new("From", instant(&zone, sheet.from)),
        Fact::new("To", instant(&zone, sheet.to)),
    ];
    facts.extend(sheet.due_at.map(|due| Fact::new("Due", instant(&zone, due))));
    facts.extend(sheet.tier.clone().map(|tier| Fact::new("Tier", tier)));
    facts.push(Fact::new("Used", exact(sheet.used_ms)));
    facts.extend(sheet.late_ms.filter(|late| *late > 0).map(|late| Fact::new("Late by", exact(late))));
    let mut blocks = vec![Block::Facts(facts)];
    if !sheet.ledger.is_empty() {
        blocks.push(Block::Table(lines(sheet, &zone)));
    }
    let state = sheet.state.words();
    Section {
        lead: sheet.because.clone(),
        blocks,
        ..Section::new("", format!("{}: {state}", words::capitalised(sheet.clock.word())))
    }
}

fn lines(sheet: &ClockSheet, zone: &Zone) -> Table {
    let late = matches!(sheet.state, SlaState::MetLate | SlaState::BreachedOpen);
    let mut rows: Vec<Vec<Cell>> = sheet
        .ledger
        .iter()
        .map(|line| {
            let mark = (line.kind == LedgerKind::Due).then_some(if late { Mark::Worse } else { Mark::Open });
            vec![
                Cell::text(format!("{} {}", words::date(zone.date_of(line.from)), time(zone.local(line.from)))),
                if line.to == line.from { Cell::text("") } else { Cell::text(end(zone, line)) },
                Cell { mark, ..Cell::text(kind(line.kind)) },
                Cell::text(&line.because),
                Cell::text(if line.to == line.from { String::new() } else { exact(line.elapsed_ms) }),
                Cell::text(if line.to == line.from { String::new() } else { exact(line.counts_ms) }),
                Cell::text(exact(line.running_ms)),
            ]
        })
        .collect();
    let elapsed: i64 = sheet.ledger.iter().map(|line| line.elapsed_ms).sum();
    let counts: i64 = sheet.ledger.iter().map(|line| line.counts_ms).sum();
    let empty = || Cell::text("");
    rows.push(vec![
        Cell::text("Together"),
        empty(),
        empty(),
        empty(),
        Cell::text(exact(elapsed)),
        Cell::text(exact(counts)),
        empty(),
    ]);
    Table {
        name: format!("ledger-{}", sheet.clock.name().replace('_', "-")),
        title: format!("Ledger of the {} clock", sheet.clock.word().to_lowercase()),
        columns: vec![
            Column::short("From"),
            Column::short("To"),
            Column::short("Clock"),
            Column::wide("Because", 1),
            Column::mixed("Elapsed"),
            Column::mixed("Counts"),
            Column::mixed("Running"),
        ],
        rows,
        dense: true,
        note: "Hours:minutes:seconds. What counts adds up to what was used.".into(),
        ..Table::default()
    }
}

/// The end of a stretch, with its date where that is another.
fn end(zone: &Zone, line: &LedgerLine) -> String {
    let (from, to) = (zone.local(line.from), zone.local(line.to));
    if from.date() == to.date() { time(to) } else { format!("{} {}", words::date(to.date()), time(to)) }
}

const fn kind(kind: LedgerKind) -> &'static str {
    match kind {
        LedgerKind::Open => "Open",
        LedgerKind::Closed => "Closed",
        LedgerKind::Holiday => "Holiday",
        LedgerKind::Paused => "Paused",
        LedgerKind::TierChange => "Tier change",
        LedgerKind::Due => "Due",
    }
}

/// `1:58:04`: as exact as a sum by hand needs.
fn exact(ms: i64) -> String {
    let seconds = ms.abs() / 1_000;
    let sign = if ms < 0 { "−" } else { "" };
    format!("{sign}{}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}
