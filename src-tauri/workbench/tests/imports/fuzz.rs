//! Files that nobody wrote on purpose: random bytes, and good files damaged at random. Whatever they hold, the importer answers
//! with a sentence or with an account of every row.

use proptest::prelude::*;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use workbench::imports::mapping::{ColumnType, DateOrder, FieldSource, Mapping, Shape};
use workbench::imports::{Chunk, ReadSummary, dry_run, import, inspect, reinspect, save_rejects};
use workbench::workspace::Workspace;

/// Good files, to be damaged.
const WIDE: &str = "Lead ID;Handoff;Created Date;Accepted At;Owner;Amount;Status;Notes\r\n\
    L-1;MQL -> SDR;05/01/2026 09:00;05/01/2026 10:30;Dana;1.200,50;Accepted;\"two\r\nlines; one cell\"\r\n\
    L-2;SDR -> AE;29/01/2026 09:05;;José;;Open;\"say \"\"hi\"\"\"\r\n\
    L-2;SDR -> AE;30/01/2026 09:05;;José;;Open;again\r\n\
    L-3;;01/02/2026 11:00;02/02/2026;;15;Rejected;\r\n\
    L-4;MQL -> SDR;31/02/2026 11:00;;?;x;Parked;=1+1\r\n";
/// A column counts the cycles: nothing else tells the same passage twice from two.
const CYCLES: &str = "Record ID,Cycle,Created At,Owner\n\
    R-1,1,2026-01-05,Dana\n\
    R-1,2,2026-01-06,Dana\n\
    R-1,2,2026-01-07,Zoë\n\
    R-1,2,2026-01-07,Zoë\n\
    R-2,0,2026-01-07,Zoë\n\
    R-3,,2026-01-08,\n";
const LONG: &str = "Incident,Updated At,State,Assigned To,Priority\n\
    I-1,2026-01-05T09:00:00Z,New,,3\n\
    I-1,2026-01-05T09:10:00Z,Active,Dana,3\n\
    I-1,2026-01-05T09:10:00Z,Awaiting User Info,Dana,2\n\
    I-1,2026-01-06T09:00:00Z,Closed,Zoë,2\n\
    I-2,2026-01-05T10:00:00Z,New,,1\n\
    I-2,,Active,Dana,1\n\
    ,2026-01-05T11:00:00Z,Active,Dana,1\n\
    I-3,yesterday,New,Dana,1\n";

#[derive(Debug, Clone)]
enum Damage {
    /// Overwrites a byte.
    Byte(usize, u8),
    /// Takes bytes out.
    Cut(usize, usize),
    /// Says a stretch twice.
    Twice(usize, usize),
    /// Puts text in.
    Insert(usize, &'static str),
    End(usize),
}

fn damages() -> impl Strategy<Value = Vec<Damage>> {
    let place = 0_usize..2_000;
    let damage = prop_oneof![
        (place.clone(), any::<u8>()).prop_map(|(at, byte)| Damage::Byte(at, byte)),
        (place.clone(), 1_usize..40).prop_map(|(at, length)| Damage::Cut(at, length)),
        (place.clone(), 1_usize..200).prop_map(|(at, length)| Damage::Twice(at, length)),
        (
            place.clone(),
            prop::sample::select(vec![
                "\"",
                "\n",
                "\r",
                "\r\n",
                ",",
                ";",
                "\t",
                "\0",
                "\u{feff}",
                "\n\n\n",
                "9999-12-31",
                "0000-00-00",
                "31/12/9999 23:59",
                "99999999999999999999",
                "-1",
                "1e308",
                "Copyright (c)\n",
                "Grand Total",
                "'=1",
                "\u{2028}",
                "\u{202e}",
                "NaN",
                "12:60",
                "5/5/26",
            ]),
        )
            .prop_map(|(at, text)| Damage::Insert(at, text)),
        place.prop_map(Damage::End),
    ];
    prop::collection::vec(damage, 0..8)
}

fn damaged(text: &str, damages: &[Damage]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for damage in damages {
        let within = |at: usize| at % bytes.len().max(1);
        match damage {
            Damage::Byte(at, byte) => {
                let at = within(*at);
                if let Some(place) = bytes.get_mut(at) {
                    *place = *byte;
                }
            }
            Damage::Cut(at, length) => {
                let from = within(*at);
                let to = (from + length).min(bytes.len());
                bytes.drain(from..to);
            }
            Damage::Twice(at, length) => {
                let from = within(*at);
                let again = bytes[from..(from + length).min(bytes.len())].to_vec();
                bytes.splice(from..from, again);
            }
            Damage::Insert(at, text) => {
                let at = within(*at);
                bytes.splice(at..at, text.bytes());
            }
            Damage::End(at) => bytes.truncate(within(*at)),
        }
    }
    bytes
}

/// A mapping that takes whatever columns there are, so that rows are read even where nothing was recognised.
fn forced(mapping: &Mapping, columns: &[String]) -> Mapping {
    let mut mapping = mapping.clone();
    for typed in mapping.files.iter_mut().flat_map(|file| file.columns.values_mut()) {
        if let ColumnType::Date { order, .. } | ColumnType::Instant { order, .. } = typed
            && *order == DateOrder::Ambiguous
        {
            *order = DateOrder::Dmy;
        }
    }
    if mapping.shape == Shape::Wide && !mapping.fields.contains_key("record_id") {
        let id = columns.first().cloned().unwrap_or_default();
        mapping.fields.insert("record_id".into(), FieldSource::Column { column: id });
    }
    mapping.fields.entry("started_at".into()).or_insert(FieldSource::Constant { constant: "2026-01-31".into() });
    mapping
}

/// The law that no row is lost: each is a record, a repetition or rejected with a reason; what is rejected can be saved.
fn account(summary: &ReadSummary, shape: Shape) -> Result<(), String> {
    let said = summary.problems.iter().filter(|problem| problem.rejected).count() as u64;
    if shape == Shape::Wide && summary.records + summary.repeated + summary.rejected != summary.rows {
        return Err(format!("rows are lost: {summary:?}"));
    }
    if said < summary.rejected {
        return Err(format!("{} rows rejected, {said} named: {summary:?}", summary.rejected));
    }
    match summary.problems.iter().find(|problem| problem.reason.is_empty() || problem.file.is_empty()) {
        Some(problem) => Err(format!("a problem does not say what and where: {problem:?}")),
        None => Ok(()),
    }
}

/// Takes a file through everything that reads it. `Ok` for a refusal too, if it is a sentence that says that nothing happened.
fn survive(path: &Path) -> Result<(), String> {
    let paths = [path.to_path_buf()];
    let refused = |refusal: workbench::imports::ImportError| {
        let words = refusal.to_string();
        let is_sentence = words.ends_with('.') && (words.contains("Nothing was") || words.contains("was cancelled"));
        if is_sentence && !words.contains('\n') { Ok(()) } else { Err(format!("no sentence: {words}")) }
    };
    let inspection = match inspect(&paths, &[], "Europe/Vienna") {
        Ok(inspection) => inspection,
        Err(refusal) => return refused(refusal),
    };
    let columns: Vec<String> = inspection.files[0].columns.iter().map(|column| column.name.clone()).collect();
    let mapping = forced(&inspection.mapping, &columns);
    if let Err(refusal) = reinspect(&paths, &mapping) {
        return refused(refusal);
    }
    let mut records = 0;
    let read = workbench::imports::read(&paths, &mapping, &mut |_| (), &mut |chunk: Chunk| {
        records += chunk.iter().filter(|view| !view.to_record().record_id.is_empty()).count() as u64;
        ControlFlow::Continue(())
    });
    let summary = match read {
        Ok(summary) => summary,
        Err(refusal) => return refused(refusal),
    };
    if summary.records != records {
        return Err(format!("{} records said, {records} handed over", summary.records));
    }
    account(&summary, mapping.shape)?;
    let rejects = path.with_extension("rejected.csv");
    let saved = save_rejects(&paths, &mapping, &rejects).map_err(|refusal| refusal.to_string())?;
    if saved != summary.rejected {
        return Err(format!("{saved} rows saved, {} rejected", summary.rejected));
    }
    Ok(())
}

fn survive_bytes(name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    survive(&path).map_err(|told| TestCaseError::fail(format!("{told}\n{}", bytes.escape_ascii())))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Random bytes are refused in a sentence, or every row of what they happen to spell is accounted for.
    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        survive_bytes("random.csv", &bytes)?;
        survive_bytes("random.xlsx", &bytes)?;
    }

    /// So are random bytes out of the few that mean something in a table.
    #[test]
    fn random_signs(signs in prop::collection::vec(prop::sample::select(b"a1,;\"\n\r\t|/:- =\0\xE9\xC3".to_vec()), 0..300)) {
        survive_bytes("signs.csv", &signs)?;
    }

    /// A wide file damaged anywhere loses no row in silence.
    #[test]
    fn damaged_wide_files(damages in damages()) {
        survive_bytes("wide.csv", &damaged(WIDE, &damages))?;
    }

    /// Nor does a long one.
    #[test]
    fn damaged_long_files(damages in damages()) {
        survive_bytes("long.csv", &damaged(LONG, &damages))?;
    }
}

/// Imports into a workspace; says where dry run and import tell different stories.
async fn same_story(path: PathBuf) -> Result<(), String> {
    let paths = [path.clone()];
    let Ok(inspection) = inspect(&paths, &[], "Europe/Vienna") else { return Ok(()) };
    let columns: Vec<String> = inspection.files[0].columns.iter().map(|column| column.name.clone()).collect();
    let mapping = forced(&inspection.mapping, &columns);
    let workspace = Workspace::create(&path.with_extension("baton"), "W", "Europe/Vienna").await.unwrap();
    let Ok(dry) = dry_run(&workspace, &paths, &mapping).await else { return Ok(()) };
    let real = import(&workspace, &paths, &mapping, 0).await.map_err(|refusal| refusal.to_string())?;
    if mapping.shape == Shape::Wide && real.rows != real.accepted + real.updated + real.unchanged + real.rejected {
        return Err(format!("rows are lost: {real:?}"));
    }
    let told = workbench::imports::report::ImportReport { batch: None, ..real.clone() };
    if dry != told {
        return Err(format!("the dry run says\n{dry:?}\nthe import\n{told:?}"));
    }
    let (mut held, everything) = (0, Default::default());
    let visited = workspace.visit_records(&everything, |_| {
        held += 1;
        ControlFlow::Continue(())
    });
    visited.await.map_err(|fault| fault.to_string())?;
    let again = import(&workspace, &paths, &mapping, 1).await.map_err(|refusal| refusal.to_string())?;
    if (again.accepted, again.updated, again.batch.as_ref()) != (0, 0, None) {
        return Err(format!("the same file again changes something: {again:?}"));
    }
    workspace.close().await.map_err(|fault| fault.to_string())?;
    if held == real.accepted { Ok(()) } else { Err(format!("{held} records held, {} accepted", real.accepted)) }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    /// A dry run says what the import then does, and the same damaged file again changes nothing.
    #[test]
    fn a_dry_run_foretells_the_import(
        damages in damages(),
        seed in prop::sample::select(vec![WIDE, LONG, CYCLES]),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("damaged.csv");
        let bytes = damaged(seed, &damages);
        std::fs::write(&path, &bytes).unwrap();
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        if let Err(told) = runtime.block_on(same_story(path)) {
            return Err(TestCaseError::fail(format!("{told}\n{}", bytes.escape_ascii())));
        }
    }
}
