//! Records, and the dialects of files in which exports write them.

use chrono::{DateTime, Datelike, Timelike};
use playbook::record::Disposition;
use proptest::prelude::*;
use std::fmt::Write;

#[derive(Debug, Clone)]
pub struct Row {
    /// Seconds since 1970, whole minutes.
    pub started: i64,
    pub accepted: Option<i64>,
    pub touched: Option<i64>,
    pub handoff: &'static str,
    pub owner: Option<&'static str>,
    pub source: Option<&'static str>,
    pub intent: Option<&'static str>,
    /// In hundredths.
    pub amount: Option<i64>,
    pub disposition: Disposition,
    notes: String,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Encoded {
    Utf8,
    Utf8Marked,
    Utf16Le,
    Utf16Be,
    Utf16LeUnmarked,
    Windows1252,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Dates {
    IsoZulu,
    IsoBlank,
    DayFirst,
    DayFirstDots,
    MonthFirstHalves,
    MonthByName,
    EpochMillis,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Quoted {
    Needed,
    All,
}

#[derive(Debug, Clone)]
pub struct Dialect {
    delimiter: char,
    end: &'static str,
    pub encoded: Encoded,
    pub dates: Dates,
    quoted: Quoted,
    decimal: char,
    preamble: usize,
    footer: bool,
    last_end: bool,
    /// Where each column goes.
    order: Vec<usize>,
}

const HEADER: [&str; 10] = [
    "Record ID",
    "Handoff",
    "Created At",
    "Accepted At",
    "First Response At",
    "Owner",
    "Lead Source",
    "Priority",
    "Deal Amount",
    "Disposition",
];

pub fn rows() -> impl Strategy<Value = Vec<Row>> {
    // Ends before 2026, begins after 2019: no shorter year is written.
    let minute = (1_577_836_800_i64 / 60..1_767_225_600 / 60).prop_map(|minute| minute * 60);
    let word = prop::sample::select(vec![
        "plain",
        "comma, inside",
        "semi; colon",
        "tab\tinside",
        "a | pipe",
        "\"quoted\"",
        "ends with \"",
        "Ünïcode",
        "naïve café",
        "Größe",
        "señor",
        "=1+1",
        "two\nlines",
        "back\\slash",
        "it's",
        " padded ",
        "€ 5",
        "12",
        "x",
    ]);
    let notes = prop::collection::vec(word, 0..4).prop_map(|words| words.join(" "));
    let row = (
        (minute.clone(), prop::option::of(0_i64..20_000), prop::option::of(0_i64..20_000)),
        prop::sample::select(vec!["MQL -> SDR", "SDR → AE", "Übergabe"]),
        prop::option::of(prop::sample::select(vec!["Dana Núñez", "José", "Zoë", "Ann-Kathrin Groß"])),
        prop::option::of(prop::sample::select(vec!["web", "Partner, DACH", "Messe \"Köln\""])),
        prop::option::of(prop::sample::select(vec!["high", "medium", "low"])),
        prop::option::of(0_i64..500_000_000),
        prop::sample::select(vec![Disposition::Open, Disposition::Accepted, Disposition::Rejected]),
        notes,
    )
        .prop_map(|((started, accepted, touched), handoff, owner, source, intent, amount, disposition, notes)| Row {
            started,
            accepted: accepted.map(|later| started + later * 60),
            touched: touched.map(|later| started + later * 60),
            handoff,
            owner,
            source,
            intent,
            amount,
            disposition,
            notes,
        });
    prop::collection::vec(row, 4..40)
}

pub fn dialects() -> impl Strategy<Value = Dialect> {
    use Dates::{DayFirst, DayFirstDots, EpochMillis, IsoBlank, IsoZulu, MonthByName, MonthFirstHalves};
    use Encoded::{Utf8, Utf8Marked, Utf16Be, Utf16Le, Utf16LeUnmarked, Windows1252};
    (
        prop::sample::select(vec![',', ';', '\t', '|']),
        prop::sample::select(vec!["\n", "\r\n", "\r"]),
        prop::sample::select(vec![Utf8, Utf8Marked, Utf16Le, Utf16Be, Utf16LeUnmarked, Windows1252]),
        prop::sample::select(vec![
            IsoZulu,
            IsoBlank,
            DayFirst,
            DayFirstDots,
            MonthFirstHalves,
            MonthByName,
            EpochMillis,
        ]),
        prop::sample::select(vec![Quoted::Needed, Quoted::All]),
        prop::sample::select(vec!['.', ',']),
        0_usize..4,
        any::<bool>(),
        any::<bool>(),
        Just((0..=HEADER.len()).collect::<Vec<_>>()).prop_shuffle(),
    )
        .prop_map(|(delimiter, end, encoded, dates, quoted, decimal, preamble, footer, last_end, order)| Dialect {
            delimiter,
            end,
            encoded,
            dates,
            quoted,
            decimal,
            preamble,
            footer,
            last_end,
            order,
        })
}

fn written_date(at: Option<i64>, dates: Dates) -> String {
    let Some(at) = at else { return String::new() };
    let at = DateTime::from_timestamp(at, 0).unwrap();
    let (year, month, day, hour, minute) = (at.year(), at.month(), at.day(), at.hour(), at.minute());
    match dates {
        Dates::IsoZulu => format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z"),
        Dates::IsoBlank => format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}"),
        Dates::DayFirst => format!("{day}/{month}/{year} {hour:02}:{minute:02}"),
        Dates::DayFirstDots => format!("{day:02}.{month:02}.{year} {hour:02}:{minute:02}"),
        Dates::MonthFirstHalves => {
            let (clock, half) = (if hour % 12 == 0 { 12 } else { hour % 12 }, if hour < 12 { "AM" } else { "PM" });
            format!("{month}/{day}/{year} {clock}:{minute:02} {half}")
        }
        Dates::MonthByName => at.format("%b %-d, %Y %H:%M").to_string(),
        Dates::EpochMillis => at.timestamp_millis().to_string(),
    }
}

fn written_amount(hundredths: Option<i64>, decimal: char) -> String {
    let Some(hundredths) = hundredths else { return String::new() };
    let group = if decimal == '.' { ',' } else { '.' };
    let whole = (hundredths / 100).to_string();
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    format!("{text}{decimal}{:02}", hundredths % 100)
}

fn word_of(disposition: Disposition) -> &'static str {
    match disposition {
        Disposition::Open => "Open",
        Disposition::Accepted => "Accepted",
        Disposition::Rejected => "Rejected",
        Disposition::Recycled => "Recycled",
        Disposition::Completed => "Completed",
    }
}

/// Line breaks inside cells are line feeds, but where lines end with carriage returns alone.
pub fn notes(row: &Row, dialect: &Dialect) -> String {
    if dialect.end == "\r" { row.notes.replace('\n', "\r") } else { row.notes.clone() }
}

fn cells(number: usize, row: &Row, dialect: &Dialect) -> Vec<String> {
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    vec![
        format!("L-{number:05}"),
        row.handoff.to_owned(),
        written_date(Some(row.started), dialect.dates),
        written_date(row.accepted, dialect.dates),
        written_date(row.touched, dialect.dates),
        text(row.owner),
        text(row.source),
        text(row.intent),
        written_amount(row.amount, dialect.decimal),
        word_of(row.disposition).to_owned(),
        notes(row, dialect),
    ]
}

pub fn text_of(rows: &[Row], dialect: &Dialect) -> String {
    let mut text = String::new();
    let title = ["Leads handed over", "As of 31.12.2025", ""];
    for line in &title[..dialect.preamble] {
        write!(text, "{line}{}", dialect.end).unwrap();
    }
    let mut line = |cells: &[String]| {
        let quoted: Vec<String> = dialect
            .order
            .iter()
            .map(|&at| {
                let cell = &cells[at];
                let special = |sign: char| sign == dialect.delimiter || "\"\r\n".contains(sign);
                if dialect.quoted == Quoted::All || cell.contains(special) {
                    format!("\"{}\"", cell.replace('"', "\"\""))
                } else {
                    cell.clone()
                }
            })
            .collect();
        text.push_str(&quoted.join(&dialect.delimiter.to_string()));
        text.push_str(dialect.end);
    };
    line(&HEADER.iter().chain([&"Notes"]).map(|name| (*name).to_owned()).collect::<Vec<_>>());
    for (number, row) in rows.iter().enumerate() {
        line(&cells(number, row, dialect));
    }
    if dialect.footer {
        for line in ["", "Leads with handoffs", "Copyright (c) 2000-2026 example.com inc. All rights reserved."] {
            write!(text, "{line}{}", dialect.end).unwrap();
        }
    }
    if !dialect.last_end {
        text.truncate(text.len() - dialect.end.len());
    }
    text
}

pub fn encode(text: &str, encoded: Encoded) -> Vec<u8> {
    let wide = |mark: &[u8], bytes: fn(u16) -> [u8; 2]| {
        mark.iter().copied().chain(text.encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
    };
    match encoded {
        Encoded::Utf8 => text.as_bytes().to_vec(),
        Encoded::Utf8Marked => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        Encoded::Utf16Le => wide(b"\xFF\xFE", u16::to_le_bytes),
        Encoded::Utf16Be => wide(b"\xFE\xFF", u16::to_be_bytes),
        Encoded::Utf16LeUnmarked => wide(b"", u16::to_le_bytes),
        Encoded::Windows1252 => {
            let byte = |letter: char| match letter {
                '€' => 0x80,
                // An arrow is no letter of this encoding: such names are written as a system would.
                '→' => b'>',
                letter => u8::try_from(u32::from(letter)).unwrap(),
            };
            text.chars().map(byte).collect()
        }
    }
}
