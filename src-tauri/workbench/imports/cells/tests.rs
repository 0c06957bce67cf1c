//! Tables of texts and what they are read as.

use super::dates::{DateFault, parse};
use super::local_clock::{ClockRemark, place};
use super::numbers::{boolean_pair, parse_count, parse_number, yes_or_no};
use super::trimmed;
use super::typing::Evidence;
use crate::imports::mapping::{ColumnType, DateOrder};
use DateOrder::{Ambiguous, Dmy, Epoch, Mdy, Ymd};
use chrono::DateTime;
use playbook::calendar::Zone;

/// A stamp as text: the wall clock to what precision it was given, then the offset.
fn read(text: &str, order: DateOrder) -> String {
    let Ok(stamp) = parse(text, order) else { return "-".into() };
    let wall = DateTime::from_timestamp_millis(stamp.wall()).unwrap_or_default();
    let day = wall.format("%Y-%m-%d");
    let time = stamp.time.map_or_else(String::new, |_| wall.format(" %H:%M:%S%.3f").to_string());
    let offset = stamp.offset.map_or_else(String::new, |offset| format!(" {:+}", offset / 60_000));
    format!("{day}{}{offset}", time.trim_end_matches(".000"))
}

#[test]
fn dates_are_read_in_every_form_that_exports_use() {
    let cases: &[(&str, DateOrder, &str)] = &[
        // ISO 8601 and its relatives
        ("2026-01-05", Ymd, "2026-01-05"),
        ("2026-1-5", Ymd, "2026-01-05"),
        ("2026/01/05", Ymd, "2026-01-05"),
        ("2026.01.05", Ymd, "2026-01-05"),
        ("20260105", Ymd, "2026-01-05"),
        ("20260105", Dmy, "-"),
        ("2026-01-05T09:30:00Z", Ymd, "2026-01-05 09:30:00 +0"),
        ("2026-01-05t09:30:00Z", Ymd, "-"),
        ("2026-01-05 09:30:00", Ymd, "2026-01-05 09:30:00"),
        ("2026-01-05 09:30", Ymd, "2026-01-05 09:30:00"),
        ("2026-01-05 9:30", Ymd, "2026-01-05 09:30:00"),
        ("2026-01-05T09:30:00.5Z", Ymd, "2026-01-05 09:30:00.500 +0"),
        ("2026-01-05T09:30:00.123456Z", Ymd, "2026-01-05 09:30:00.123 +0"),
        ("2026-01-05T09:30:00,250", Ymd, "2026-01-05 09:30:00.250"),
        ("2026-01-05T09:30:00+0000", Ymd, "2026-01-05 09:30:00 +0"),
        ("2026-01-05T09:30:00.000+0100", Ymd, "2026-01-05 09:30:00 +60"),
        ("2026-01-05T09:30:00-05:30", Ymd, "2026-01-05 09:30:00 -330"),
        ("2026-01-05 09:30:00 +02", Ymd, "2026-01-05 09:30:00 +120"),
        ("2026-01-05 09:30:00 UTC", Ymd, "2026-01-05 09:30:00 +0"),
        ("2026-01-05 09:30:00 GMT+1", Ymd, "2026-01-05 09:30:00 +60"),
        ("2026-01-05T09:30:00+99:00", Ymd, "-"),
        ("2026-01-05 09:30:00 CET", Ymd, "-"),
        // A year of four digits in front leaves one reading, whatever the column's order is.
        ("2026-01-05", Dmy, "2026-01-05"),
        ("2026-01-05", Mdy, "2026-01-05"),
        ("2026-01-05", Ambiguous, "2026-01-05"),
        // Day or month first
        ("05-06-2018", Dmy, "2018-06-05"),
        ("05-06-2018", Mdy, "2018-05-06"),
        ("05-06-2018", Ymd, "-"),
        ("05-06-2018", Ambiguous, "-"),
        ("5/6/2018", Dmy, "2018-06-05"),
        ("5/6/18", Mdy, "2018-05-06"),
        ("5.6.2018", Dmy, "2018-06-05"),
        ("05.06.18 07:08", Dmy, "2018-06-05 07:08:00"),
        ("5.6.69", Dmy, "2069-06-05"),
        ("5.6.70", Dmy, "1970-06-05"),
        ("5.6.218", Dmy, "-"),
        ("29/2/2016 01:16", Dmy, "2016-02-29 01:16:00"),
        ("29/2/2015", Dmy, "-"),
        ("2/29/2016", Mdy, "2016-02-29"),
        ("2/29/1900", Mdy, "-"),
        ("31/02/2026", Dmy, "-"),
        ("13/13/2026", Dmy, "-"),
        ("0/1/2026", Dmy, "-"),
        ("5/6-2018", Dmy, "-"),
        ("05 06 2018", Dmy, "-"),
        // Months by name
        ("5-Jan-2026", Dmy, "2026-01-05"),
        ("05 Jan 2026", Dmy, "2026-01-05"),
        ("5-JAN-26", Ymd, "2026-01-05"),
        ("Jan 5, 2026", Mdy, "2026-01-05"),
        ("January 5 2026", Ymd, "2026-01-05"),
        ("Sept. 5, 2026 4:05 pm", Ymd, "2026-09-05 16:05:00"),
        ("5 May 2026, 09:30", Ymd, "2026-05-05 09:30:00"),
        ("Mai 5, 2026", Ymd, "-"),
        // What Excel makes of `May 1`: the year is lost.
        ("01-May", Dmy, "-"),
        // Halves of the day
        ("1/5/2026 12:00 AM", Mdy, "2026-01-05 00:00:00"),
        ("1/5/2026 12:00 PM", Mdy, "2026-01-05 12:00:00"),
        ("1/5/2026 1:05:09 p.m.", Mdy, "2026-01-05 13:05:09"),
        ("1/5/2026, 1:05\u{202f}PM", Mdy, "2026-01-05 13:05:00"),
        ("1/5/2026 13:05 PM", Mdy, "-"),
        ("1/5/2026 0:05 AM", Mdy, "-"),
        // Times of day that there are not
        ("2026-01-05 24:00", Ymd, "-"),
        ("2026-01-05 12:60", Ymd, "-"),
        ("2026-01-05 23:59:60", Ymd, "2026-01-06 00:00:00"),
        ("5.1.2026 9.30", Dmy, "2026-01-05 09:30:00"),
        // Seconds and milliseconds since 1970
        ("1767605400", Epoch, "2026-01-05 09:30:00 +0"),
        ("1767605400123", Epoch, "2026-01-05 09:30:00.123 +0"),
        ("1767605400123456", Epoch, "2026-01-05 09:30:00.123 +0"),
        ("0", Epoch, "1970-01-01 00:00:00 +0"),
        ("-1", Epoch, "-"),
        ("1767605400.5", Epoch, "-"),
        // No dates
        ("", Ymd, "-"),
        ("?", Ymd, "-"),
        ("yesterday", Ymd, "-"),
        ("2026", Ymd, "-"),
        ("2026-01", Ymd, "-"),
        ("9:30", Ymd, "-"),
        ("12.5", Dmy, "-"),
        ("2026-01-05T", Ymd, "-"),
        ("2026-01-05 and then some", Ymd, "-"),
        ("0000-00-00", Ymd, "-"),
        ("9999-12-31", Ymd, "9999-12-31"),
    ];
    for &(text, order, want) in cases {
        assert_eq!(read(text, order), want, "{text:?} as {order:?}");
    }
}

#[test]
fn a_date_that_is_none_says_why() {
    let cases: &[(&str, DateOrder, DateFault, &str)] = &[
        ("31/02/2026", Dmy, DateFault::NoDay(2026, 2, 31), "\"31/02/2026\" is not a date: February 2026 has no day 31"),
        ("05/13/2026", Dmy, DateFault::NoMonth(13), "\"05/13/2026\" is not a date: there is no month 13"),
        ("1/5/2026 25:00", Dmy, DateFault::NoTime, "\"1/5/2026 25:00\" has no valid time of day"),
        ("soon", Dmy, DateFault::Shape, "\"soon\" is not a date in this column's format"),
        ("1/5/2026", Ambiguous, DateFault::Undecided, "\"1/5/2026\" can be read as day/month and as month/day"),
    ];
    for &(text, order, fault, words) in cases {
        let found = parse(text, order).expect_err(text);
        assert_eq!((found, found.words(text).as_str()), (fault, words), "{text}");
    }
}

#[test]
fn readings_of_a_wall_clock_that_never_were_or_were_twice() {
    let cases: &[(&str, &str, &str, Option<ClockRemark>)] = &[
        ("winter", "2026-01-05 09:00", "2026-01-05T08:00:00", None),
        ("summer", "2026-07-05 09:00", "2026-07-05T07:00:00", None),
        ("a minute before the gap", "2026-03-29 01:59", "2026-03-29T00:59:00", None),
        ("in the gap", "2026-03-29 02:30", "2026-03-29T01:00:00", Some(ClockRemark::InGap)),
        ("after the gap", "2026-03-29 03:00", "2026-03-29T01:00:00", None),
        ("twice", "2026-10-25 02:30", "2026-10-25T00:30:00", Some(ClockRemark::Twice)),
        ("after both passes", "2026-10-25 03:00", "2026-10-25T02:00:00", None),
        ("an offset tells the passes apart", "2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00", None),
        ("a date alone", "2026-03-29", "2026-03-28T23:00:00", None),
    ];
    let vienna = Zone::named("Europe/Vienna").expect("Vienna");
    for &(name, text, want, remark) in cases {
        let placed = place(parse(text, Ymd).expect(name), &vienna);
        let at = DateTime::from_timestamp_millis(placed.at).unwrap_or_default();
        assert_eq!((at.format("%FT%T").to_string().as_str(), placed.remark), (want, remark), "{name}");
    }
    // Midnight of a day that began at one o'clock; a date alone is no time that was wrong.
    let cairo = Zone::named("Africa/Cairo").expect("Cairo");
    assert_eq!(place(parse("2026-04-24", Ymd).expect("date"), &cairo).remark, None);
    assert_eq!(place(parse("2026-04-24 00:30", Ymd).expect("date"), &cairo).remark, Some(ClockRemark::InGap));
    // A day that never happened.
    let apia = Zone::named("Pacific/Apia").expect("Apia");
    assert_eq!(place(parse("2011-12-30 12:00", Ymd).expect("date"), &apia).remark, Some(ClockRemark::InGap));
}

#[test]
fn numbers_are_read_with_either_decimal_sign() {
    let cases: &[(&str, char, Option<f64>)] = &[
        ("0", '.', Some(0.0)),
        ("12", ',', Some(12.0)),
        ("-12.5", '.', Some(-12.5)),
        ("12.5", ',', None),
        ("12,5", ',', Some(12.5)),
        ("12,5", '.', None),
        ("1,234.50", '.', Some(1_234.5)),
        ("1.234,50", ',', Some(1_234.5)),
        ("1.234.567", ',', Some(1_234_567.0)),
        ("1,234", '.', Some(1_234.0)),
        ("1,234", ',', Some(1.234)),
        ("12,34,567", '.', Some(1_234_567.0)),
        ("1,23,45", '.', None),
        ("1 234,50", ',', Some(1_234.5)),
        ("1\u{a0}234,50", ',', Some(1_234.5)),
        ("1\u{202f}234", '.', Some(1_234.0)),
        ("1'234.50", '.', Some(1_234.5)),
        ("1’234.50", '.', Some(1_234.5)),
        ("€ 1.234,50", ',', Some(1_234.5)),
        ("1.234,50 €", ',', Some(1_234.5)),
        ("£1,000", '.', Some(1_000.0)),
        ("$-5", '.', Some(-5.0)),
        ("-$5", '.', Some(-5.0)),
        ("EUR 12.50", '.', Some(12.5)),
        ("12.50 USD", '.', Some(12.5)),
        ("XYZ 12.50", '.', None),
        ("250k", '.', Some(250_000.0)),
        ("1.5K", '.', Some(1_500.0)),
        ("(1,234.50)", '.', Some(-1_234.5)),
        ("\u{2212}7", '.', Some(-7.0)),
        ("+7", '.', Some(7.0)),
        ("7-", '.', None),
        ("--7", '.', None),
        ("1.2.3", '.', None),
        (".5", '.', Some(0.5)),
        ("5.", '.', Some(5.0)),
        (".", '.', None),
        ("-", '.', None),
        ("", '.', None),
        ("1e5", '.', None),
        ("1.23457E+11", '.', None),
        ("NaN", '.', None),
        ("inf", '.', None),
        ("0x10", '.', None),
        ("12 %", '.', None),
        ("ten", '.', None),
    ];
    for &(text, decimal, want) in cases {
        assert_eq!(parse_number(text, decimal), want, "{text:?} with {decimal:?}");
    }
}

#[test]
fn counts_are_whole_and_not_negative() {
    let cases: &[(&str, Option<u32>)] = &[
        ("0", Some(0)),
        ("7", Some(7)),
        ("007", Some(7)),
        ("3.0", Some(3)),
        ("3.00", Some(3)),
        ("3.5", None),
        ("-1", None),
        ("", None),
        ("4294967295", Some(u32::MAX)),
        ("4294967296", None),
        ("1,000", None),
        ("three", None),
    ];
    for &(text, want) in cases {
        assert_eq!(parse_count(text), want, "{text:?}");
    }
}

#[test]
fn yes_and_no_in_many_languages() {
    for (text, want) in [
        ("true", Some(true)),
        ("FALSE", Some(false)),
        ("Yes", Some(true)),
        ("n", Some(false)),
        ("1", Some(true)),
        ("0", Some(false)),
        ("WAHR", Some(true)),
        ("нет", Some(false)),
        ("não", Some(false)),
        ("maybe", None),
        ("2", None),
        ("", None),
    ] {
        assert_eq!(yes_or_no(text), want, "{text:?}");
    }
    let pair = |values: &[&str]| boolean_pair(values).map(|(yes, no)| (yes.join("/"), no.join("/")));
    assert_eq!(pair(&["Ja", "Nein"]), Some(("Ja".into(), "Nein".into())));
    assert_eq!(pair(&["TRUE"]), Some(("TRUE".into(), "FALSE".into())));
    assert_eq!(pair(&["No"]), Some(("Yes".into(), "No".into())));
    // Counts of none and one are numbers before they are answers.
    assert_eq!(pair(&["0", "1"]), None);
    assert_eq!(pair(&["Ja", "No"]), None);
}

fn type_of(header: &str, cells: &[&str]) -> ColumnType {
    let mut evidence = Evidence::new();
    for (line, cell) in cells.iter().enumerate() {
        evidence.take(trimmed(cell), line as u64 + 2);
    }
    evidence.column_type(header, None)
}

#[test]
fn columns_have_the_type_of_their_values() {
    let decided = |order: DateOrder, why: &str| (order, why.to_owned());
    let cases: &[(&str, &[&str], (DateOrder, String))] = &[
        ("ISO", &["2026-01-05", "2026-02-06"], decided(Ymd, "the year comes first")),
        ("decided late", &["05-06-2018", "29-06-2018"], decided(Dmy, "\"29-06-2018\" in line 3 has no month 29")),
        ("month first", &["05/06/2018", "05/13/2018"], decided(Mdy, "\"05/13/2018\" in line 3 has no month 13")),
        (
            "undecided",
            &["05-06-2018", "07-08-2018"],
            decided(Ambiguous, "\"05-06-2018\" is 5 June or 6 May; no value in the column decides"),
        ),
        (
            "dots",
            &["05.06.2018", "07.08.2018"],
            decided(Dmy, "dots between the parts: day first wherever dates are written so"),
        ),
        ("doublets", &["05-05-2018", "06-06-2018"], decided(Dmy, "day and month are the same number in every value")),
        (
            "one bad date",
            &["2026-01-05", "2026-02-06", "2026-02-07", "2026-02-08", "n.d."],
            decided(Ymd, "the year comes first"),
        ),
    ];
    for (name, cells, (order, why)) in cases {
        match type_of("Created", cells) {
            ColumnType::Date { order: found, decided_by } => assert_eq!((found, &decided_by), (*order, why), "{name}"),
            other => panic!("{name}: {other:?}"),
        }
    }
    let others: &[(&str, &str, &[&str], ColumnType)] = &[
        ("counts", "Cycle", &["1", "2", "-3"], ColumnType::Integer),
        ("ids with zeros in front", "Account", &["007", "008"], ColumnType::Text),
        ("ids that a spreadsheet cut", "Id", &["1.23457E+11", "1.23458E+11"], ColumnType::Text),
        ("decimal points", "Amount", &["1,234.50", "12"], ColumnType::Number { decimal: '.' }),
        ("decimal commas", "Amount", &["1.234,50", "12"], ColumnType::Number { decimal: ',' }),
        ("numbers and a word", "Amount", &["12.5", "tbd"], ColumnType::Text),
        ("blank", "Amount", &["", " "], ColumnType::Text),
        ("answers", "Won", &["yes", "no"], ColumnType::Boolean { yes: vec!["yes".into()], no: vec!["no".into()] }),
        ("tokens among numbers", "Amount", &["12", "?", "N/A"], ColumnType::Integer),
        ("names", "Owner", &["Dana", "May"], ColumnType::Text),
    ];
    for (name, header, cells, want) in others {
        assert_eq!(type_of(header, cells), *want, "{name}");
    }
    let instant = type_of("Created", &["2026-01-05 09:00", "2026-01-06"]);
    assert!(matches!(instant, ColumnType::Instant { order: Ymd, .. }), "{instant:?}");
    assert!(matches!(type_of("created_at", &["1767605400000"]), ColumnType::Instant { order: Epoch, .. }));
    assert_eq!(type_of("Phone", &["1767605400"]), ColumnType::Integer);
}
