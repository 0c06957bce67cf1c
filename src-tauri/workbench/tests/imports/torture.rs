//! Every file of the torture set with a stated expectation: the right rows, or a clear sentence. Never a crash, never a silent loss.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use workbench::imports::mapping::{FieldSource, Mapping};
use workbench::imports::report::Problem;
use workbench::imports::{Chunk, inspect, read};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/csv_torture")
}

/// What a file is expected to be.
enum Expect {
    /// Data rows, columns, encoding (its beginning), delimiter.
    Table(u64, usize, &'static str, &'static str),
    /// The refusal contains this.
    Refused(&'static str),
}
use Expect::{Refused, Table};

/// File, expectation, rows that are rejected when everything else is left to the importer.
type Case = (&'static str, Expect, u64);

const CSVKIT: &[Case] = &[
    ("bad.csv", Table(3, 3, "UTF-8", "comma"), 2),
    ("bad_skip_lines.csv", Table(3, 3, "UTF-8", "comma"), 2),
    ("blanks.csv", Table(1, 6, "UTF-8", "comma"), 0),
    ("blanks_converted.csv", Table(0, 6, "UTF-8", "comma"), 0),
    ("date_like_number.csv", Table(1, 1, "UTF-8", "comma"), 0),
    ("dummy.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("dummy.csv.gz", Refused("is compressed (gzip)"), 0),
    ("dummy.tsv", Table(1, 3, "UTF-8", "tab"), 0),
    ("dummy2.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("dummy3.csv", Table(2, 3, "UTF-8", "comma"), 0),
    ("dummy_col_shuffled.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("dummy_col_shuffled_ragged.csv", Table(1, 4, "UTF-8", "comma"), 0),
    ("empty.csv", Refused("is empty"), 0),
    ("foo1.csv", Table(2, 3, "UTF-8", "comma"), 0),
    ("foo2.csv", Table(2, 3, "UTF-8", "comma"), 0),
    ("iris.csv", Table(150, 5, "UTF-8", "comma"), 0),
    ("irismeta.csv", Table(3, 3, "UTF-8", "comma"), 0),
    ("join_a.csv", Table(3, 3, "UTF-8", "comma"), 0),
    ("join_a_short.csv", Table(3, 3, "UTF-8", "comma"), 2),
    ("join_b.csv", Table(3, 3, "UTF-8", "comma"), 0),
    ("join_no_header_row.csv", Table(3, 3, "UTF-8", "comma"), 0),
    ("join_short.csv", Table(2, 5, "UTF-8", "comma"), 0),
    ("mac_newlines.csv", Table(2, 3, "UTF-8", "comma"), 0),
    ("no_header_row.csv", Table(0, 3, "UTF-8", "comma"), 0),
    ("no_header_row2.csv", Table(0, 3, "UTF-8", "comma"), 0),
    ("no_header_row3.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("null_byte.csv", Table(1, 3, "UTF-8", "comma"), 1),
    ("optional_quote_characters.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("sheetsxls_converted.csv", Table(5, 9, "UTF-8", "comma"), 0),
    ("sheetsxlsx_converted.csv", Table(5, 9, "UTF-8", "comma"), 0),
    ("sniff_limit.csv", Table(1, 3, "UTF-8", "semicolon"), 0),
    ("sort_ints_nulls.csv", Table(3, 3, "UTF-8", "comma"), 0),
    ("test_date_format.csv", Table(2, 1, "UTF-8", "comma"), 0),
    ("test_date_format_converted.csv", Table(2, 1, "UTF-8", "comma"), 0),
    ("test_empty_columns.csv", Table(2, 5, "UTF-8", "comma"), 0),
    ("test_empty_columns_long_row.csv", Table(0, 3, "UTF-8", "comma"), 0),
    ("test_empty_columns_short_row.csv", Table(0, 3, "UTF-8", "comma"), 0),
    ("test_extra_header.csv", Table(1, 4, "UTF-8", "comma"), 1),
    ("test_geo.csv", Table(17, 12, "UTF-8", "comma"), 0),
    ("test_geojson.csv", Table(3, 7, "UTF-8", "comma"), 0),
    ("test_header_newline.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("test_ignore_case.csv", Table(5, 3, "UTF-8", "comma"), 0),
    ("test_join_short_rows.csv", Table(3, 3, "UTF-8", "comma"), 2),
    ("test_latin1.csv", Table(2, 3, "windows-1252", "comma"), 0),
    ("test_literal_order.csv", Table(3, 2, "UTF-8", "comma"), 0),
    ("test_locale.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("test_locale_converted.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("test_no_leading_zeroes.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("test_numeric_date_format.csv", Table(2, 1, "UTF-8", "comma"), 0),
    ("test_precision.csv", Table(1, 1, "UTF-8", "comma"), 0),
    ("test_skip_lines.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("test_utf16_big.csv", Table(2, 3, "UTF-16BE", "comma"), 0),
    ("test_utf16_little.csv", Table(2, 3, "UTF-16LE", "comma"), 0),
    ("test_utf8.csv", Table(2, 3, "UTF-8", "comma"), 0),
    ("test_utf8_bom.csv", Table(2, 3, "UTF-8 with byte order mark", "comma"), 0),
    ("testdbf_converted.csv", Table(8, 12, "UTF-8", "comma"), 0),
    ("testfixed_converted.csv", Table(4, 8, "UTF-8", "comma"), 0),
    ("testfixed_schema.csv", Table(8, 3, "UTF-8", "comma"), 0),
    ("testfixed_schema_no_inference.csv", Table(3, 3, "UTF-8", "comma"), 0),
    ("testjson_converted.csv", Table(5, 7, "UTF-8", "comma"), 0),
    ("testjson_multiline_converted.csv", Table(2, 3, "UTF-8", "comma"), 0),
    ("testjson_nested_converted.csv", Table(2, 7, "UTF-8", "comma"), 0),
    ("testxls_converted.csv", Table(5, 8, "UTF-8", "comma"), 0),
    ("testxls_unicode_converted.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("testxlsx_converted.csv", Table(5, 8, "UTF-8", "comma"), 0),
    ("testxlsx_noinference_converted.csv", Table(5, 8, "UTF-8", "comma"), 0),
    ("testxlsx_unicode_converted.csv", Table(1, 3, "UTF-8", "comma"), 0),
];

const SPECTRUM: &[Case] = &[
    ("comma_in_quotes.csv", Table(1, 5, "UTF-8", "comma"), 0),
    ("empty.csv", Table(2, 3, "UTF-8", "comma"), 0),
    ("empty_crlf.csv", Table(2, 3, "UTF-8", "comma"), 0),
    ("escaped_quotes.csv", Table(2, 2, "UTF-8", "comma"), 0),
    ("json.csv", Table(1, 2, "UTF-8", "comma"), 0),
    ("location_coordinates.csv", Table(1, 4, "UTF-8", "comma"), 0),
    ("newlines.csv", Table(3, 3, "UTF-8", "comma"), 0),
    ("newlines_crlf.csv", Table(3, 3, "UTF-8", "comma"), 0),
    ("quotes_and_newlines.csv", Table(2, 2, "UTF-8", "comma"), 0),
    ("simple.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("simple_crlf.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("utf8.csv", Table(2, 3, "UTF-8", "comma"), 0),
];

const TEST_DATA: &[Case] = &[
    ("all-empty.csv", Refused("is empty"), 0),
    ("bad-header-less-fields.csv", Table(1, 3, "UTF-8", "comma"), 1),
    ("bad-header-more-fields.csv", Table(1, 3, "UTF-8", "comma"), 1),
    ("bad-header-no-header.csv", Refused("is empty"), 0),
    ("bad-header-wrong-header.csv", Table(0, 3, "UTF-8", "comma"), 0),
    ("bad-missing-quote.csv", Table(1, 3, "UTF-8", "comma"), 1),
    ("bad-quotes-with-unescaped-quote.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("bad-unescaped-quote.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("empty-field.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("empty-one-column.csv", Table(0, 1, "UTF-8", "comma"), 0),
    ("header-no-rows.csv", Table(0, 3, "UTF-8", "comma"), 0),
    ("header-simple.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("leading-space.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("one-column.csv", Table(1, 1, "UTF-8", "comma"), 0),
    ("quotes-empty.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("quotes-with-comma.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("quotes-with-escaped-quote.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("quotes-with-newline.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("quotes-with-space.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("simple-crlf.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("simple-lf.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("trailing-newline-one-field.csv", Table(1, 1, "UTF-8", "comma"), 0),
    ("trailing-newline.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("trailing-space.csv", Table(1, 3, "UTF-8", "comma"), 0),
    ("utf8.csv", Table(1, 3, "UTF-8", "comma"), 0),
];

/// The suggested mapping with every row given an id and a start, so that only the file's own faults reject rows.
fn minimal(paths: &[PathBuf]) -> Mapping {
    let mut mapping = inspect(paths, &[], "UTC").expect("was inspected before").mapping;
    let all: Vec<String> =
        inspect(paths, &[], "UTC").expect("twice").files[0].columns.iter().map(|c| c.name.clone()).collect();
    mapping.shape = workbench::imports::mapping::Shape::Wide;
    mapping.events = None;
    mapping.fields.clear();
    mapping.dispositions.clear();
    mapping.pauses.clear();
    mapping.missing.clear();
    let id = all.iter().find(|name| !name.starts_with("empty")).cloned().unwrap_or_default();
    mapping.fields.insert("record_id".into(), FieldSource::Column { column: id });
    mapping.fields.insert("started_at".into(), FieldSource::Constant { constant: "2026-01-31".into() });
    mapping.fields.insert("cycle".into(), FieldSource::Constant { constant: "1".into() });
    mapping.attributes = all;
    mapping
}

fn check(folder: &Path, cases: &[Case]) {
    for (file, expect, rejected) in cases {
        let paths = [folder.join(file)];
        let seen = inspect(&paths, &[], "UTC");
        match expect {
            Refused(words) => {
                let refusal = seen.err().unwrap_or_else(|| panic!("{file} was not refused")).to_string();
                assert!(refusal.contains(words), "{file}: {refusal}");
                assert!(refusal.contains("Nothing was imported"), "{file}: {refusal}");
            }
            Table(rows, columns, encoding, delimiter) => {
                let seen = seen.unwrap_or_else(|refusal| panic!("{file}: {refusal}"));
                let found = &seen.files[0];
                assert_eq!((found.rows, found.columns.len()), (*rows, *columns), "{file}: rows and columns");
                assert!(found.encoding_found.starts_with(encoding), "{file}: {}", found.encoding_found);
                assert_eq!(found.delimiter_found, *delimiter, "{file}");
                let summary =
                    read(&paths, &minimal(&paths), &mut |_| (), &mut |_| ControlFlow::Continue(())).expect(file);
                // The first column is taken for an id, which it mostly is not: blank and repeated ones say nothing of the file.
                let of_id = |problem: &&Problem| {
                    problem.rejected
                        && (problem.reason.contains("no record id") || problem.reason.starts_with("record id, handoff"))
                };
                let about_ids = summary.problems.iter().filter(of_id).count() as u64;
                assert_eq!(summary.rejected - about_ids, *rejected, "{file}: {:?}", summary.problems);
                assert_eq!(
                    summary.records + summary.rejected + summary.repeated,
                    summary.rows,
                    "{file}: every row is accounted for"
                );
                let said = summary.problems.iter().filter(|problem| problem.rejected).count() as u64;
                assert!(said >= summary.rejected, "{file}: every rejection is said");
            }
        }
    }
}

#[test]
fn csvkit_examples() {
    check(&fixtures().join("csvkit"), CSVKIT);
}

#[test]
fn csv_spectrum() {
    check(&fixtures().join("csv_spectrum/csvs"), SPECTRUM);
}

#[test]
fn csv_test_data() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/csv_torture/csv_test_data/csv");
    if !folder.exists() {
        eprintln!("SKIPPED: {} is not here", folder.display());
        return;
    }
    check(&folder, TEST_DATA);
}

#[test]
fn one_table_in_twelve_dialects_reads_as_the_same_rows() {
    let folder = fixtures().join("derived_matrix");
    let text = std::fs::read_to_string(folder.join("expected.json")).expect("expected.json");
    let expected: serde_json::Value = serde_json::from_str(&text).expect("json");
    let files = expected["files"].as_array().expect("files");
    assert_eq!(files.len(), 12);
    for file in files {
        let name = file["file"].as_str().expect("name");
        let paths = [folder.join(name)];
        let inspection = inspect(&paths, &[], "UTC").unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        let mut mapping = inspection.mapping;
        assert!(mapping.missing.is_empty(), "{name}: the words NULL and N/A are values, not {:?}", mapping.missing);
        assert_eq!(mapping.fields["record_id"], FieldSource::Column { column: "Lead ID".into() }, "{name}");
        assert_eq!(mapping.fields["amount"], FieldSource::Column { column: "Amount".into() }, "{name}");
        mapping.attributes =
            ["First Name", "Last Name", "Company", "Email", "Notes", "Created Date"].map(String::from).to_vec();
        let mut records = Vec::new();
        let summary = read(&paths, &mapping, &mut |_| (), &mut |chunk: Chunk| {
            records.extend(chunk.iter().map(|view| view.to_record()));
            ControlFlow::Continue(())
        })
        .unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        assert_eq!((summary.rejected, summary.problems_total), (0, 0), "{name}: {:?}", summary.problems);
        let ids: Vec<&str> = file["ids"].as_array().expect("ids").iter().filter_map(|id| id.as_str()).collect();
        assert_eq!(records.iter().map(|record| record.record_id.as_str()).collect::<Vec<_>>(), ids, "{name}: ids");
        for record in &records {
            let row = expected["canonical"]
                .as_array()
                .expect("rows")
                .iter()
                .find(|row| row["Lead ID"].as_str() == Some(&record.record_id))
                .unwrap_or_else(|| panic!("{name}: {}", record.record_id));
            let want = |column: &str| row[column].as_str().unwrap_or_default();
            for column in ["First Name", "Last Name", "Company", "Email", "Notes"] {
                let found = record.attributes.get(column).map_or("", String::as_str);
                // Line ends inside cells follow the file's own.
                assert_eq!(found.replace("\r\n", "\n"), want(column), "{name}: {column} of {}", record.record_id);
            }
            assert_eq!(record.source.as_deref().unwrap_or_default(), want("Lead Source"), "{name}");
            assert_eq!(record.amount, want("Amount").parse().ok(), "{name}: amount of {}", record.record_id);
            let started =
                chrono::NaiveDateTime::parse_from_str(want("Created Date"), "%Y-%m-%dT%H:%M:%S").expect("date");
            assert_eq!(
                record.moments[0],
                Some(started.and_utc().timestamp_millis()),
                "{name}: start of {}",
                record.record_id
            );
            assert_eq!(record.date_only, 0, "{name}");
        }
    }
}
