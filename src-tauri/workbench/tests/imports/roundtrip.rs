//! Records written as a file in any dialect that exports use come back as the same records, mapped without a hand but for the
//! questions that only a person can answer.

use crate::dialects::{Dates, Dialect, Encoded, Row, dialects, encode, notes, rows, text_of};
use playbook::record::{HandoffRecord, Moment};
use proptest::prelude::*;
use std::ops::ControlFlow;
use workbench::imports::mapping::{ColumnType, DateOrder, Mapping};
use workbench::imports::report::{Inspection, QuestionKind};
use workbench::imports::{Chunk, import, inspect, read};
use workbench::workspace::Workspace;

/// What has to come out.
fn expected(number: usize, row: &Row, dialect: &Dialect) -> HandoffRecord {
    let mut record = HandoffRecord {
        record_id: format!("L-{number:05}"),
        handoff: row.handoff.to_owned(),
        cycle: 1,
        disposition: row.disposition,
        owner: row.owner.map(str::to_owned),
        source: row.source.map(str::to_owned),
        intent: row.intent.map(str::to_owned),
        amount: row.amount.map(|hundredths| hundredths as f64 / 100.0),
        ..HandoffRecord::default()
    };
    if dialect.encoded == Encoded::Windows1252 {
        record.handoff = record.handoff.replace('→', ">");
    }
    for (moment, at) in
        [(Moment::Started, Some(row.started)), (Moment::Accepted, row.accepted), (Moment::FirstTouch, row.touched)]
    {
        record.set(moment, at.map(|at| at * 1_000));
    }
    let notes = notes(row, dialect);
    if !notes.trim().is_empty() {
        record.attributes.insert("Notes".into(), notes);
    }
    record
}

/// Answers what only a person can: day or month first, and which single-byte encoding.
fn answered(inspection: Inspection, dialect: &Dialect) -> Mapping {
    let mut mapping = inspection.mapping;
    let asked = |kind: QuestionKind| inspection.questions.iter().any(|question| question.kind == kind);
    if asked(QuestionKind::Encoding) && dialect.encoded == Encoded::Windows1252 {
        mapping.files[0].encoding = Some("windows-1252".into());
    }
    let meant = match dialect.dates {
        Dates::DayFirst => DateOrder::Dmy,
        Dates::MonthFirstHalves => DateOrder::Mdy,
        Dates::IsoZulu | Dates::IsoBlank | Dates::DayFirstDots | Dates::MonthByName | Dates::EpochMillis => {
            return mapping;
        }
    };
    if asked(QuestionKind::AmbiguousDate) {
        for typed in mapping.files[0].columns.values_mut() {
            if let ColumnType::Instant { order, .. } = typed
                && *order == DateOrder::Ambiguous
            {
                *order = meant;
            }
        }
    }
    mapping
}

/// Reads the file as a person would have it read; says what is not as it was written, with the file.
fn read_back(rows: &[Row], dialect: &Dialect) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    let paths = [folder.path().join("leads.csv")];
    let text = text_of(rows, dialect);
    std::fs::write(&paths[0], encode(&text, dialect.encoded)).unwrap();
    let told = |what: String| format!("{what}\n{dialect:?}\n{}", text.escape_debug());
    let mapping = answered(inspect(&paths, &[], "UTC").map_err(|refusal| told(refusal.to_string()))?, dialect);
    let mut found = Vec::new();
    let summary = read(&paths, &mapping, &mut |_| (), &mut |chunk: Chunk| {
        found.extend(chunk.iter().map(|view| view.to_record()));
        ControlFlow::Continue(())
    })
    .map_err(|refusal| told(refusal.to_string()))?;
    if let Some(problem) = summary.problems.iter().find(|problem| !problem.reason.contains("footer was left out")) {
        return Err(told(format!("{problem:?}")));
    }
    if (summary.rows, summary.rejected) != (rows.len() as u64, 0) {
        return Err(told(format!("{} rows, {} rejected", summary.rows, summary.rejected)));
    }
    for (number, row) in rows.iter().enumerate() {
        let want = expected(number, row, dialect);
        if found[number] != want {
            return Err(told(format!("{:?}\nfor\n{want:?}", found[number])));
        }
    }
    Ok(())
}

/// Imports the file twice; says what the workspace then holds that was not written.
async fn import_twice(rows: &[Row], dialect: &Dialect) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    let paths = [folder.path().join("leads.csv")];
    std::fs::write(&paths[0], encode(&text_of(rows, dialect), dialect.encoded)).unwrap();
    let mapping = answered(inspect(&paths, &[], "UTC").map_err(|refusal| refusal.to_string())?, dialect);
    let workspace = Workspace::create(&folder.path().join("w.baton"), "W", "UTC").await.unwrap();
    let first = import(&workspace, &paths, &mapping, 0).await.map_err(|refusal| refusal.to_string())?;
    let again = import(&workspace, &paths, &mapping, 1).await.map_err(|refusal| refusal.to_string())?;
    let policy = workspace.policy();
    let (mut found, everything) = (Vec::new(), Default::default());
    let visited = workspace.visit_records(&everything, |record| {
        let name = policy.handoff(&record.handoff).map(|point| point.name.clone());
        found.push(HandoffRecord { handoff: name.unwrap_or_default(), ..record.clone() });
        ControlFlow::Continue(())
    });
    visited.await.unwrap();
    workspace.close().await.unwrap();
    found.sort_by(|a, b| a.record_id.cmp(&b.record_id));
    let written: Vec<_> = rows.iter().enumerate().map(|(number, row)| expected(number, row, dialect)).collect();
    let all = rows.len() as u64;
    if (first.accepted, first.rejected, again.unchanged, again.batch.as_ref()) != (all, 0, all, None) {
        return Err(format!("{first:?}\n{again:?}"));
    }
    if found == written { Ok(()) } else { Err(format!("{found:?}\nfor\n{written:?}")) }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the dialect, the file's rows are the records that were written, none is rejected, and nothing but a footer is
    /// remarked.
    #[test]
    fn records_survive_any_dialect(rows in rows(), dialect in dialects()) {
        if let Err(told) = read_back(&rows, &dialect) {
            return Err(TestCaseError::fail(told));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    /// What is imported is what the workspace then holds, and the same file again changes nothing.
    #[test]
    fn records_survive_the_workspace(rows in rows(), dialect in dialects()) {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        if let Err(told) = runtime.block_on(import_twice(&rows, &dialect)) {
            return Err(TestCaseError::fail(told));
        }
    }
}
