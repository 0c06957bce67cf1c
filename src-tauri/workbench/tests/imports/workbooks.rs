//! Workbooks as spreadsheets never write them, and as attackers and broken downloads do: each is read right, or refused in a
//! sentence that says what is wrong with it.

use playbook::record::{HandoffRecord, Moment};
use proptest::prelude::*;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;
use workbench::imports::report::Problem;
use workbench::imports::{Chunk, inspect, read};
use zip::write::SimpleFileOptions;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;
const ROOT: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
/// Style 1 is a date with a time.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd hh:mm"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>"#;

fn workbook(of_1904: bool) -> String {
    let setting = if of_1904 { r#"<workbookPr date1904="1"/>"# } else { "" };
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{setting}<sheets><sheet name="Leads" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    )
}

fn sheet(before: &str, rows: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{before}<sheetData>{rows}</sheetData></worksheet>"#
    )
}

fn text(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

/// A serial shown as a date with a time.
fn serial(place: &str, serial: &str) -> String {
    format!(r#"<c r="{place}" s="1"><v>{serial}</v></c>"#)
}

fn row(number: u32, cells: &[String]) -> String {
    format!(r#"<row r="{number}">{}</row>"#, cells.concat())
}

fn header() -> String {
    row(1, &[text("A1", "Record ID"), text("B1", "Created At"), text("C1", "Owner")])
}

/// 2026-01-05 09:30 since 1900, as Excel counts.
const JANUARY: &str = "46027.395833333336";

fn lead(number: u32) -> String {
    row(
        number,
        &[
            text(&format!("A{number}"), "L-1"),
            serial(&format!("B{number}"), JANUARY),
            text(&format!("C{number}"), "Dana"),
        ],
    )
}

type Part<'a> = (&'a str, Vec<u8>);

/// The parts of a good workbook around a sheet.
fn parts(sheet: String) -> Vec<Part<'static>> {
    vec![
        ("[Content_Types].xml", TYPES.into()),
        ("_rels/.rels", ROOT.into()),
        ("xl/workbook.xml", workbook(false).into()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.into()),
        ("xl/styles.xml", STYLES.into()),
        ("xl/worksheets/sheet1.xml", sheet.into()),
    ]
}

fn replaced<'a>(mut parts: Vec<Part<'a>>, name: &str, body: &str) -> Vec<Part<'a>> {
    for part in parts.iter_mut().filter(|part| part.0 == name) {
        part.1 = body.into();
    }
    parts
}

fn without<'a>(mut parts: Vec<Part<'a>>, name: &str) -> Vec<Part<'a>> {
    parts.retain(|part| part.0 != name);
    parts
}

fn zipped(parts: &[Part<'_>]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, body) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(body).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

struct File {
    _folder: tempfile::TempDir,
    paths: [PathBuf; 1],
}

fn file(bytes: &[u8]) -> File {
    let folder = tempfile::tempdir().unwrap();
    let paths = [folder.path().join("leads.xlsx")];
    std::fs::write(&paths[0], bytes).unwrap();
    File { _folder: folder, paths }
}

/// Every record, and every problem; `Err` = the sentence of a refusal.
fn imported(bytes: &[u8]) -> Result<(Vec<HandoffRecord>, Vec<Problem>), String> {
    let file = file(bytes);
    let mapping = inspect(&file.paths, &[], "UTC").map_err(|refusal| refusal.to_string())?.mapping;
    let mut records = Vec::new();
    let summary = read(&file.paths, &mapping, &mut |_| (), &mut |chunk: Chunk| {
        records.extend(chunk.iter().map(|view| view.to_record()));
        ControlFlow::Continue(())
    })
    .map_err(|refusal| refusal.to_string())?;
    assert_eq!(summary.rows, summary.records + summary.rejected + summary.repeated, "every row is accounted for");
    Ok((records, summary.problems))
}

fn refused(name: &str, bytes: &[u8], words: &[&str]) {
    let refusal = imported(bytes).err().unwrap_or_else(|| panic!("{name}: was not refused"));
    for word in words.iter().chain(&["\"leads.xlsx\"", "Nothing was imported"]) {
        assert!(refusal.contains(word), "{name}: {refusal}");
    }
    assert_eq!(refusal.lines().count(), 1, "{name}: {refusal}");
}

fn iso(record: &HandoffRecord, moment: Moment) -> String {
    chrono::DateTime::from_timestamp_millis(record.at(moment).unwrap()).unwrap().format("%Y-%m-%dT%H:%M:%S").to_string()
}

#[test]
fn a_good_workbook_is_read() {
    let (records, problems) = imported(&zipped(&parts(sheet("", &(header() + &lead(2)))))).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!((records.len(), records[0].owner.as_deref()), (1, Some("Dana")));
    assert_eq!(iso(&records[0], Moment::Started), "2026-01-05T09:30:00");
}

#[test]
fn what_is_no_workbook_is_refused_in_a_sentence() {
    let good = || parts(sheet("", &(header() + &lead(2))));
    let whole = zipped(&good());
    let mut many = good();
    let names: Vec<String> = (0..5_001).map(|number| format!("xl/media/{number}.txt")).collect();
    many.extend(names.iter().map(|name| (name.as_str(), Vec::new())));
    let bomb = parts(sheet("", &(header() + &" ".repeat(12_000_000))));
    let cases: &[(&str, Vec<u8>, &[&str])] = &[
        ("empty", Vec::new(), &["is empty"]),
        ("cut off in the middle", whole[..whole.len() / 2].to_vec(), &["is not a readable workbook"]),
        ("without its last bytes", whole[..whole.len() - 5].to_vec(), &["is not a readable workbook"]),
        ("a CSV with this name", b"Record ID,Created At\nL-1,2026-01-05\n".to_vec(), &["is not a readable workbook"]),
        (
            "an encrypted workbook",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest".to_vec(),
            &["old Excel workbook", "password"],
        ),
        ("a PDF with this name", b"%PDF-1.7 rest".to_vec(), &["is a PDF"]),
        ("any other archive", zipped(&[("notes.txt", b"hello".to_vec())]), &["is not a readable workbook"]),
        ("no workbook part", zipped(&without(good(), "xl/workbook.xml")), &["is not a readable workbook"]),
        ("no sheet part", zipped(&without(good(), "xl/worksheets/sheet1.xml")), &["is not a readable workbook"]),
        ("no relations", zipped(&without(good(), "xl/_rels/workbook.xml.rels")), &["is not a readable workbook"]),
        (
            "a sheet that is no XML",
            zipped(&replaced(good(), "xl/worksheets/sheet1.xml", "not a sheet <<<")),
            &["leads.xlsx"],
        ),
        (
            "a sheet that ends inside a cell",
            zipped(&replaced(good(), "xl/worksheets/sheet1.xml", &sheet("", &header())[..200])),
            &["is not a readable workbook"],
        ),
        ("a bomb", zipped(&bomb), &["would unpack to more than is safe"]),
        ("far too many parts", zipped(&many), &["would unpack to more than is safe", "entries"]),
        (
            "a place beyond the last column",
            zipped(&parts(sheet("", &(header() + &row(2, &[text("ZZZZZZ2", "x")]))))),
            &["leads.xlsx"],
        ),
        (
            "a text that is not among the shared ones",
            zipped(&parts(sheet("", &(header() + r#"<row r="2"><c r="A2" t="s"><v>7</v></c></row>"#)))),
            &["is not a readable workbook"],
        ),
        (
            "rows that go backwards",
            zipped(&parts(sheet("", &(header() + &lead(5) + &lead(3))))),
            &["is not a readable workbook", "not in order"],
        ),
        (
            "a cell that stands twice",
            zipped(&parts(sheet("", &(header() + &row(2, &[text("A2", "L-1"), text("A2", "L-2")]))))),
            &["is not a readable workbook", "not in order"],
        ),
        (
            "a declared size that is none",
            zipped(&parts(sheet(r#"<dimension ref="nonsense"/>"#, &header()))),
            &["is not a readable workbook"],
        ),
        ("a sheet without a cell", zipped(&parts(sheet("", ""))), &["is empty"]),
    ];
    for (name, bytes, words) in cases {
        refused(name, bytes, words);
    }
}

#[test]
fn what_does_not_matter_is_no_obstacle() {
    let rows = header() + &lead(2);
    let good = || parts(sheet("", &rows));
    let cases: &[(&str, Vec<u8>)] = &[
        ("wrong content types", zipped(&replaced(good(), "[Content_Types].xml", "<Types/>"))),
        ("no content types", zipped(&without(good(), "[Content_Types].xml"))),
        ("a declared size of the whole sheet", zipped(&parts(sheet(r#"<dimension ref="A1:XFD1048576"/>"#, &rows)))),
        ("a declared size that is too small", zipped(&parts(sheet(r#"<dimension ref="A1"/>"#, &rows)))),
        ("entities that unfold", zipped(&replaced(good(), "[Content_Types].xml", LAUGHS))),
        ("a lead far below", zipped(&parts(sheet("", &(header() + &lead(1_048_576)))))),
    ];
    for (name, bytes) in cases {
        let (records, problems) = imported(bytes).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        assert_eq!((records.len(), problems.len()), (1, 0), "{name}: {problems:?}");
        assert_eq!(records[0].record_id, "L-1", "{name}");
    }
}

const LAUGHS: &str = r#"<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><Types>&c;</Types>"#;

#[test]
fn days_are_counted_from_1900_or_1904_as_the_workbook_says() {
    // Serial of the sheet, what it is when days are counted from 1900, and from 1904.
    let cases = [
        ("46027.395833333336", "2026-01-05T09:30:00", "2030-01-06T09:30:00"),
        ("44565.395833333336", "2022-01-04T09:30:00", "2026-01-05T09:30:00"),
        ("45351.999988425923", "2024-02-29T23:59:59", "2028-03-01T23:59:59"),
    ];
    for (number, since_1900, since_1904) in cases {
        let rows = header() + &row(2, &[text("A2", "L-1"), serial("B2", number), text("C2", "Dana")]);
        for (of_1904, want) in [(false, since_1900), (true, since_1904)] {
            let bytes = zipped(&replaced(parts(sheet("", &rows)), "xl/workbook.xml", &workbook(of_1904)));
            let (records, problems) = imported(&bytes).unwrap();
            assert_eq!(records.len(), 1, "{number}: {problems:?}");
            assert_eq!(iso(&records[0], Moment::Started), want, "{number}, 1904: {of_1904}");
        }
    }
}

#[test]
fn serials_that_are_no_days_are_rejected_by_row() {
    for number in ["-1", "1e300", "NaN", "99999999"] {
        let rows = header() + &lead(2) + &row(3, &[text("A3", "L-2"), serial("B3", number), text("C3", "Dana")]);
        let (records, problems) = imported(&zipped(&parts(sheet("", &rows)))).unwrap();
        assert_eq!(records.len(), 1, "{number}: {records:?}");
        let named: Vec<_> =
            problems.iter().map(|problem| (problem.line, problem.column.as_str(), problem.rejected)).collect();
        assert_eq!(named, [(3, "Created At", true)], "{number}: {problems:?}");
    }
}

#[test]
fn formulas_count_by_their_results_and_their_errors_are_named() {
    let formula = |place: &str, kind: &str, value: &str| {
        format!(r#"<c r="{place}" t="{kind}"><f>IF(1,2,3)</f><v>{value}</v></c>"#)
    };
    let rows = header()
        + &row(2, &[text("A2", "L-1"), serial("B2", JANUARY), formula("C2", "str", "Dana")])
        + &row(3, &[text("A3", "L-2"), formula("B3", "e", "#DIV/0!"), text("C3", "Dana")])
        + &row(4, &[text("A4", "L-3"), serial("B4", JANUARY), formula("C4", "e", "#REF!")])
        + &row(5, &[formula("A5", "e", "#VALUE!"), serial("B5", JANUARY), text("C5", "Dana")]);
    let (records, problems) = imported(&zipped(&parts(sheet("", &rows)))).unwrap();
    let owners: Vec<_> = records.iter().map(|record| (record.record_id.as_str(), record.owner.as_deref())).collect();
    assert_eq!(owners, [("L-1", Some("Dana")), ("L-3", None)]);
    let named: Vec<_> = problems
        .iter()
        .map(|problem| (problem.line, problem.column.as_str(), problem.value.as_str(), problem.rejected))
        .collect();
    assert_eq!(
        named,
        [
            (3, "Created At", "#DIV/0!", true),
            (4, "Owner", "#REF!", false),
            (5, "Record ID", "#VALUE!", false),
            (5, "Record ID", "", true)
        ],
        "{problems:?}"
    );
}

/// A workbook with every kind of cell, shared texts, a formula and a declared size.
fn rich() -> Vec<Part<'static>> {
    let shared = r#"<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" s="1"><v>46027.5</v></c><c r="C3" t="s"><v>1</v></c><c r="D3" t="b"><v>1</v></c><c r="E3"><v>12.5</v></c><c r="F3"><f>1+1</f><v>2</v></c></row>"#;
    let mut parts = parts(sheet(r#"<dimension ref="A1:F3"/>"#, &(header() + &lead(2) + shared)));
    let texts = r#"<?xml version="1.0" encoding="UTF-8"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="2" uniqueCount="2"><si><t>L-2</t></si><si><r><t>Zo</t></r><r><t>ë</t></r></si></sst>"#;
    parts.push(("xl/sharedStrings.xml", texts.into()));
    parts
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// A workbook whose parts are damaged anywhere is refused in a sentence or accounted for row by row.
    #[test]
    fn damaged_parts(
        damages in prop::collection::vec(
            (0_usize..7, any::<prop::sample::Index>(), prop::collection::vec(any::<u8>(), 0..4), 0_usize..12),
            1..4,
        ),
    ) {
        let mut parts = rich();
        for (part, at, with, cut) in damages {
            let body = &mut parts[part].1;
            let from = at.index(body.len());
            let to = (from + cut).min(body.len());
            body.splice(from..to, with);
        }
        if let Err(refusal) = imported(&zipped(&parts)) {
            prop_assert!(refusal.contains("Nothing was imported") && refusal.lines().count() == 1, "{}", refusal);
        }
    }
}
