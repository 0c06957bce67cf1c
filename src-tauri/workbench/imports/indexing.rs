//! The index of passages while an empty workspace is filled.
//!
//! Ids that come in order are put at the index's end, which costs next to nothing. Ids in any order touch a page of it each: then
//! the index is dropped and made from all rows at the end, in a third of the time. A passage that comes twice has to be known
//! meanwhile, so it ends the waiting.

use super::store::IMPORT_CACHE_KIB;
use super::upsert::Incoming;
use crate::workspace::WorkspaceError;
use crate::workspace::raw::Raw;
use std::collections::HashSet;
use xxhash_rust::xxh3::xxh3_64_with_seed;

const NAME: &str = "records_passage";

/// Page cache in KiB while rows are only put at the table's end, and then sorted: as much again is taken for sorting.
const PUT_OFF_CACHE_KIB: u32 = 8 * 1024;

pub(crate) struct Indexing<'r> {
    raw: &'r Raw<'r>,
    state: State,
}

enum State {
    /// No row was seen yet.
    Undecided,
    /// The index is kept up row by row.
    Kept,
    /// The index is made at the end.
    PutOff {
        /// Its own words, so that it is the same one again.
        sql: String,
        /// Hashes of the passages that are in.
        passages: HashSet<u64>,
    },
}

impl<'r> Indexing<'r> {
    pub fn new(raw: &'r Raw<'_>) -> Indexing<'r> {
        Indexing { raw, state: State::Undecided }
    }

    pub fn is_put_off(&self) -> bool {
        matches!(self.state, State::PutOff { .. })
    }

    /// Called with rows before they go into a table that holds nothing but rows of this import.
    pub fn before(&mut self, rows: &[Incoming<'_>]) -> Result<(), WorkspaceError> {
        if matches!(self.state, State::Undecided) {
            self.state = if in_order(rows) { State::Kept } else { self.put_off()? };
        }
        let State::PutOff { passages, .. } = &mut self.state else { return Ok(()) };
        if rows.iter().all(|row| passages.insert(passage(row))) { Ok(()) } else { self.make() }
    }

    fn put_off(&self) -> Result<State, WorkspaceError> {
        let find = format!("select sql from sqlite_master where type = 'index' and name = '{NAME}'");
        let mut words = self.raw.prepare(&find)?;
        let sql = if words.step()? { words.text(0).map(str::to_owned) } else { None };
        drop(words);
        let Some(sql) = sql else { return Ok(State::Kept) };
        self.run(&format!("drop index {NAME}"))?;
        self.run(&format!("pragma cache_size = -{PUT_OFF_CACHE_KIB}"))?;
        Ok(State::PutOff { sql, passages: HashSet::new() })
    }

    /// Makes the index if it was put off; from here on it is kept up.
    pub fn make(&mut self) -> Result<(), WorkspaceError> {
        let State::PutOff { sql, passages } = std::mem::replace(&mut self.state, State::Kept) else { return Ok(()) };
        // Sorting wants the room.
        drop(passages);
        self.run(&sql)?;
        self.run(&format!("pragma cache_size = -{IMPORT_CACHE_KIB}"))
    }

    fn run(&self, sql: &str) -> Result<(), WorkspaceError> {
        self.raw.prepare(sql)?.step()?;
        Ok(())
    }
}

/// Whether most record ids come after the one before.
fn in_order(rows: &[Incoming<'_>]) -> bool {
    let back = rows.windows(2).filter(|pair| pair[0].view.record_id > pair[1].view.record_id).count();
    back * 4 <= rows.len()
}

fn passage(row: &Incoming<'_>) -> u64 {
    let point = xxh3_64_with_seed(row.key.as_bytes(), row.view.cycle.into());
    xxh3_64_with_seed(row.view.record_id.as_bytes(), point)
}
