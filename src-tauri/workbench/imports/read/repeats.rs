//! Rows that share record id and handoff.
//!
//! Decided so: the same row twice is one record and a remark. Where no column counts the cycles, rows with different starts are
//! different passages and become cycles 1, 2, 3 … in order of their start; where one does, the rows of a cycle are one passage.
//! Rows of one passage with other values contradict each other: the first counts, the others are rejected.

use super::super::error::ImportError;
use super::super::row::{Chunk, RecordView};
use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Rows held back while their passages are put in order; beyond it the file is not what the mapping says.
const MOST_HELD: usize = 400_000;

/// Hash of what makes a passage: record id, handoff and, where a column counts it, the cycle (0 elsewhere).
pub fn key_hash(record_id: &str, handoff: &str, cycle: u32) -> u64 {
    let mut hasher = DefaultHasher::new();
    record_id.hash(&mut hasher);
    handoff.hash(&mut hasher);
    cycle.hash(&mut hasher);
    hasher.finish()
}

/// The hashes that occur more than once. Eight bytes a row while it counts.
pub fn repeated(mut hashes: Vec<u64>) -> HashSet<u64> {
    hashes.sort_unstable();
    hashes.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect()
}

/// Rows held back.
#[derive(Default)]
pub struct Held {
    rows: Chunk,
}

/// What becomes of a held row.
pub enum Verdict {
    /// A record of this cycle.
    Cycle(u32),
    /// Says what the row in this line says.
    Same(u64),
    /// Contradicts the row in this line.
    Contradicts(u64),
}

impl Held {
    pub fn hold(&mut self, view: &RecordView<'_>) -> Result<(), ImportError> {
        if self.rows.len() >= MOST_HELD {
            return Err(ImportError::TooManyRepeats { limit: MOST_HELD });
        }
        self.rows.push(view);
        Ok(())
    }

    /// Every held row with its verdict, in file order. `counted` = a column counts the cycles.
    pub fn judge(&self, counted: bool) -> Vec<(RecordView<'_>, Verdict)> {
        let mut passages: BTreeMap<(&str, &str, u32), Vec<usize>> = BTreeMap::new();
        for index in 0..self.rows.len() {
            let view = self.rows.get(index);
            let cycle = if counted { view.cycle } else { 0 };
            passages.entry((view.record_id, view.handoff, cycle)).or_default().push(index);
        }
        let mut verdicts: Vec<Option<Verdict>> = (0..self.rows.len()).map(|_| None).collect();
        for indexes in passages.into_values() {
            let mut in_order = indexes;
            if !counted {
                in_order.sort_by_key(|&index| (self.rows.get(index).moments[0], index));
            }
            let mut cycle = 0;
            let mut before: Vec<RecordView<'_>> = Vec::new();
            for index in in_order {
                let view = self.rows.get(index);
                if before.first().is_none_or(|first| !counted && first.moments[0] != view.moments[0]) {
                    cycle += 1;
                    before.clear();
                    verdicts[index] = Some(Verdict::Cycle(if counted { view.cycle } else { cycle }));
                } else if let Some(same) = before.iter().find(|other| alike(other, &view)) {
                    verdicts[index] = Some(Verdict::Same(same.line));
                } else {
                    verdicts[index] = Some(Verdict::Contradicts(before[0].line));
                    continue;
                }
                before.push(view);
            }
        }
        verdicts
            .into_iter()
            .enumerate()
            .filter_map(|(index, verdict)| verdict.map(|verdict| (self.rows.get(index), verdict)))
            .collect()
    }
}

fn alike(a: &RecordView<'_>, b: &RecordView<'_>) -> bool {
    RecordView { line: 0, file: 0, ..*a } == RecordView { line: 0, file: 0, ..*b }
}
