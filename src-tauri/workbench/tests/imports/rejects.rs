//! What was rejected, saved as a file, corrected there and brought again: the workspace then holds what the corrected original
//! would have given it.

use playbook::record::HandoffRecord;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use workbench::imports::mapping::{Mapping, Shape};
use workbench::imports::{import, inspect, save_rejects};
use workbench::workspace::Workspace;

async fn workspace(folder: &Path, name: &str) -> Workspace {
    Workspace::create(&folder.join(name), "W", "UTC").await.unwrap()
}

async fn records(workspace: &Workspace) -> BTreeMap<String, HandoffRecord> {
    let (mut found, everything) = (BTreeMap::new(), Default::default());
    let visited = workspace.visit_records(&everything, |record| {
        found.insert(record.record_id.clone(), record.clone());
        ControlFlow::Continue(())
    });
    visited.await.unwrap();
    found
}

/// Rows of a saved file: its header, then its cells.
fn table(path: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    (header, rows)
}

fn write(path: &Path, header: &[String], rows: &[Vec<String>]) {
    let mut writer = csv::Writer::from_path(path).unwrap();
    writer.write_record(header).unwrap();
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.flush().unwrap();
}

/// Imports the damaged file, saves what was rejected, corrects the saved cells (line and column → text), imports that by the mapping
/// which is remembered, and returns the saved file and what the workspace then holds.
struct Corrected {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    records: BTreeMap<String, HandoffRecord>,
}

async fn corrected(path: PathBuf, saved: u64, correct: &[(u64, &str, &str)]) -> Corrected {
    let folder = path.parent().unwrap().to_path_buf();
    let paths = [path];
    let workspace = workspace(&folder, "corrected.baton").await;
    let mapping = inspect(&paths, &[], "UTC").unwrap().mapping;
    let report = import(&workspace, &paths, &mapping, 0).await.unwrap();
    assert_eq!(report.rejected, saved, "{report:?}");

    let rejected = [folder.join("rejected.csv")];
    assert_eq!(save_rejects(&paths, &mapping, &rejected[0]).unwrap(), saved);
    let (header, rows) = table(&rejected[0]);
    let mut mended = rows.clone();
    for (line, column, text) in correct {
        let line_of = |row: &Vec<String>| row[row.len() - 2] == line.to_string();
        let row = mended.iter_mut().find(|row| line_of(row)).unwrap_or_else(|| panic!("line {line}: {rows:?}"));
        let at = header.iter().position(|name| name == column).unwrap();
        row[at] = (*text).to_owned();
    }
    write(&rejected[0], &header, &mended);

    let remembered = workspace.remembered_mappings().await.unwrap();
    let found = inspect(&rejected, &remembered, "UTC").unwrap();
    let recall = found.remembered.as_ref().unwrap();
    assert!(recall.new_columns.is_empty() && recall.gone_columns.is_empty(), "{recall:?}");
    assert_eq!(found.mapping.source, mapping.source);
    let report = import(&workspace, &rejected, &found.mapping, 1).await.unwrap();
    assert_eq!(report.rejected, 0, "{report:?}");
    let records = records(&workspace).await;
    workspace.close().await.unwrap();
    Corrected { header, rows, records }
}

/// What the file gives that was never damaged.
async fn never_damaged(path: PathBuf, mapping: impl FnOnce(&mut Mapping)) -> BTreeMap<String, HandoffRecord> {
    let workspace = workspace(path.parent().unwrap(), "good.baton").await;
    let mut suggested = inspect(std::slice::from_ref(&path), &[], "UTC").unwrap().mapping;
    mapping(&mut suggested);
    let report = import(&workspace, &[path], &suggested, 0).await.unwrap();
    assert_eq!(report.rejected, 0, "{report:?}");
    let records = records(&workspace).await;
    workspace.close().await.unwrap();
    records
}

/// As a report writes it: two lines above the header, semicolons, Windows-1252, the day first, a footer.
fn report(rows: &[&str]) -> Vec<u8> {
    let text = format!(
        "Leads of the month\r\n\r\nLead ID;Handoff;Created Date;Accepted At;Owner;Amount;Phone;Notes\r\n{}\r\n\r\nConfidential Information\r\n",
        rows.join("\r\n")
    );
    text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect()
}

#[tokio::test]
async fn a_wide_file() {
    let folder = tempfile::tempdir().unwrap();
    let good = [
        "L-1;MQL -> SDR;29/01/2026 09:00;29/01/2026 10:00;José;1.200,50;+43 660 1;=1+1",
        "L-2;MQL -> SDR;05/02/2026 09:00;05/02/2026 10:00;Zoë;-15,00;+43 660 2;'=tricky",
        "L-3;SDR -> AE;06/02/2026 09:00;06/02/2026 10:00;Zoë;15,00;+43 660 3;\"two\nlines; \"\"quoted\"\"\"",
        "L-4;SDR -> AE;07/02/2026 09:00;07/02/2026 10:00;José;2,00;-;@here",
        "L-5;SDR -> AE;08/02/2026 09:00;08/02/2026 10:00;José;3,00;;\"a; b\"",
        "L-6;SDR -> AE;09/02/2026 09:00;09/02/2026 10:00;Zoë;4,00;;\"\"\"open\"",
        "L-7;SDR -> AE;10/02/2026 09:00;10/02/2026 10:00;Zoë;5,00;;short",
        "L-8;SDR -> AE;11/02/2026 09:00;11/02/2026 10:00;Zoë;6,00;;twin",
    ];
    let damaged = [
        good[0],
        "L-2;MQL -> SDR;05/02/2026 09:00;31/02/2026 10:00;Zoë;-15,00;+43 660 2;'=tricky",
        "L-3;SDR -> AE;06/02/2026 09:00;06/02/2026 10:00;Zoë;much;+43 660 3;\"two\nlines; \"\"quoted\"\"\"",
        ";SDR -> AE;07/02/2026 09:00;07/02/2026 10:00;José;2,00;-;@here",
        "L-5;SDR -> AE;08/02/2026 09:00;08/02/2026 10:00;José;3,00;;a; b",
        "L-6;SDR -> AE;09/02/2026 09:00;09/02/2026 10:00;Zoë;4,00;;\"open",
        "L-7;SDR -> AE;10/02/2026 09:00;10/02/2026 10:00",
        "L-1;MQL -> SDR;29/01/2026 09:00;29/01/2026 10:00;Nobody;6,00;;twin",
    ];
    let paths = [folder.path().join("leads.csv"), folder.path().join("good.csv")];
    std::fs::write(&paths[0], report(&damaged)).unwrap();
    std::fs::write(&paths[1], report(&good)).unwrap();
    let correct = [
        (5, "Accepted At", "05/02/2026 10:00"),
        (6, "Amount", "15,00"),
        (8, "Lead ID", "L-4"),
        (10, "Notes", "\"open"),
        (11, "Owner", "Zoë"),
        (11, "Amount", "5,00"),
        (11, "Notes", "short"),
        (12, "Lead ID", "L-8"),
        (12, "Handoff", "SDR -> AE"),
        (12, "Created Date", "11/02/2026 09:00"),
        (12, "Accepted At", "11/02/2026 10:00"),
        (12, "Owner", "Zoë"),
    ];
    let found = corrected(paths[0].clone(), 7, &correct).await;
    assert_eq!(found.header[8..], ["Baton file", "Baton line", "Baton reason"]);
    let line = |line: u64| found.rows.iter().find(|row| row[9] == line.to_string()).unwrap();
    // Nothing that a spreadsheet would run, and nothing lost.
    assert_eq!(line(5)[4..8], ["Zoë", "-15,00", "'+43 660 2", "''=tricky"].map(String::from));
    assert_eq!(line(6)[7], "two\nlines; \"quoted\"");
    assert_eq!(line(8)[6..8], ["'-", "'@here"].map(String::from));
    assert_eq!(line(9)[7], "a; b");
    assert_eq!(line(11)[3..8], ["10/02/2026 10:00", "", "", "", ""].map(String::from));
    assert_eq!(
        line(12)[0..5],
        ["L-1", "MQL -> SDR", "29/01/2026 09:00", "29/01/2026 10:00", "Nobody"].map(String::from)
    );
    for row in &found.rows {
        assert_eq!(row[8], "leads.csv");
        assert!(!row[10].is_empty(), "{row:?}");
        for cell in &row[..8] {
            let runs = cell.starts_with(['=', '+', '-', '@']) && cell.replace(',', ".").parse::<f64>().is_err();
            assert!(!runs, "{cell}");
        }
    }
    let good = never_damaged(paths[1].clone(), |mapping| mapping.source = "Leads".into()).await;
    assert_eq!(found.records.keys().collect::<Vec<_>>(), good.keys().collect::<Vec<_>>());
    for (id, record) in &found.records {
        assert_eq!(*record, HandoffRecord { handoff: record.handoff.clone(), ..good[id].clone() }, "{id}");
        assert_eq!(record.attributes, good[id].attributes, "{id}");
    }
}

#[tokio::test]
async fn a_long_file_brings_back_whole_cases() {
    let folder = tempfile::tempdir().unwrap();
    let good = "case,timestamp,status,assigned_to\n\
        C-1,2026-01-05 09:00,New,\n\
        C-1,2026-01-05 10:00,Active,Dana\n\
        C-1,2026-01-05 11:00,Closed,Dana\n\
        C-2,2026-01-05 09:00,New,\n\
        C-2,2026-01-05 12:00,Active,José\n\
        C-3,2026-01-06 09:00,New,\n\
        C-3,2026-01-06 10:00,Active,Zoë\n\
        C-4,2026-01-06 09:00,New,Zoë\n";
    let more: String = (10..30)
        .map(|case| format!("C-{case},2026-01-07 09:00,New,\nC-{case},2026-01-07 09:30,Active,Dana\n"))
        .collect();
    let good = &format!("{good}{more}");
    let damaged = good
        .replace("C-1,2026-01-05 10:00", "C-1,2026-01-05 25:00")
        .replace("C-3,2026-01-06 10:00", ",2026-01-06 10:00")
        .replace("C-4,2026-01-06 09:00,New", "C-4,,New");
    let paths = [folder.path().join("events.csv"), folder.path().join("good.csv")];
    std::fs::write(&paths[0], damaged).unwrap();
    std::fs::write(&paths[1], good).unwrap();
    assert_eq!(inspect(&paths[..1], &[], "UTC").unwrap().mapping.shape, Shape::Long);
    let correct = [(3, "timestamp", "2026-01-05 10:00"), (8, "case", "C-3"), (9, "timestamp", "2026-01-06 09:00")];
    let found = corrected(paths[0].clone(), 3, &correct).await;
    // Case 1 stands whole among them: an event alone would say that the case began with it. Nobody can know the case of line 8.
    let lines: Vec<&str> = found.rows.iter().map(|row| row[5].as_str()).collect();
    assert_eq!(lines, ["2", "3", "4", "8", "9"]);
    let reasons: Vec<bool> = found.rows.iter().map(|row| row[6].contains("not rejected")).collect();
    assert_eq!(reasons, [true, false, true, false, false]);
    let good = never_damaged(paths[1].clone(), |_| ()).await;
    for id in ["C-1", "C-2", "C-4"] {
        let want = HandoffRecord { handoff: found.records[id].handoff.clone(), ..good[id].clone() };
        assert_eq!(found.records[id], want, "{id}");
    }
}

#[test]
fn saving_where_nothing_can_be_written_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let paths = [folder.path().join("leads.csv")];
    std::fs::write(&paths[0], "Record ID,Created At\nL-1,2026-13-01\nL-2,2026-01-05\n").unwrap();
    let mapping = inspect(&paths, &[], "UTC").unwrap().mapping;
    let refusal =
        save_rejects(&paths, &mapping, &folder.path().join("no folder/rejected.csv")).unwrap_err().to_string();
    assert!(refusal.contains("cannot be written") && refusal.contains("Nothing was saved"), "{refusal}");
}
