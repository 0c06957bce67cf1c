//! What the records screen needs in memory beside the metrics' columns: record ids to search in, and the import of each row.

use std::sync::OnceLock;

/// Stands between two ids, so that no match runs from one into the next.
const BETWEEN: char = '\n';

/// By row, in the order of the columns.
#[derive(Debug, Default)]
pub(crate) struct RowTexts {
    /// All record ids in lower case, each followed by [`BETWEEN`].
    ids: String,
    /// Where each ends.
    ends: Vec<u32>,
    batches: Vec<u32>,
    ranks: OnceLock<Vec<u32>>,
}

impl RowTexts {
    pub fn with_capacity(records: usize) -> RowTexts {
        RowTexts {
            ids: String::with_capacity(records * 12),
            ends: Vec::with_capacity(records),
            batches: Vec::with_capacity(records),
            ranks: OnceLock::new(),
        }
    }

    pub fn push(&mut self, record_id: &str, batch: u32) {
        let lower = |c: char| if c == BETWEEN { ' ' } else { c.to_ascii_lowercase() };
        match record_id.is_ascii() {
            true => self.ids.extend(record_id.chars().map(lower)),
            false => self.ids.extend(record_id.to_lowercase().chars().map(lower)),
        }
        self.ends.push(self.ids.len() as u32);
        self.ids.push(BETWEEN);
        self.batches.push(batch);
    }

    /// The same texts with that of row `order[i]` in row `i`.
    pub fn arranged(&self, order: &[u32]) -> RowTexts {
        let mut arranged = RowTexts::with_capacity(order.len());
        for &row in order {
            arranged.ids.push_str(self.id(row));
            arranged.ends.push(arranged.ids.len() as u32);
            arranged.ids.push(BETWEEN);
            arranged.batches.push(self.batch(row));
        }
        arranged
    }

    /// In lower case.
    pub fn id(&self, row: u32) -> &str {
        let row = row as usize;
        let start = if row == 0 { 0 } else { self.ends[row - 1] + 1 };
        &self.ids[start as usize..self.ends[row] as usize]
    }

    pub fn batch(&self, row: u32) -> u32 {
        self.batches[row as usize]
    }

    /// True by row where the record id contains `needle`, which is in lower case and not empty.
    pub fn containing(&self, needle: &str) -> Vec<bool> {
        let mut found = vec![false; self.ends.len()];
        if needle.contains(BETWEEN) {
            return found;
        }
        let mut row = 0;
        for (at, _) in self.ids.match_indices(needle) {
            while (self.ends[row] as usize) < at {
                row += 1;
            }
            found[row] = true;
        }
        found
    }

    /// Each row's place among all record ids. Sorted once, on first use.
    pub fn ranks(&self) -> &[u32] {
        self.ranks.get_or_init(|| {
            let mut rows: Vec<u32> = (0..self.ends.len() as u32).collect();
            // Exports mostly come in order of id, which a stable sort notices.
            rows.sort_by(|&a, &b| self.id(a).cmp(self.id(b)));
            let mut ranks = vec![0; rows.len()];
            for (rank, row) in rows.into_iter().enumerate() {
                ranks[row as usize] = rank as u32;
            }
            ranks
        })
    }
}

#[cfg(test)]
mod tests {
    use super::RowTexts;

    fn texts(ids: &[&str]) -> RowTexts {
        let mut texts = RowTexts::default();
        for id in ids {
            texts.push(id, 1);
        }
        texts
    }

    #[test]
    fn search_finds_within_ids_and_never_across_them() {
        let ids = ["AB-1", "b-12", "", "Ärger", "1ab"];
        let table = [
            ("b-1", [true, true, false, false, false]),
            ("1b", [false, false, false, false, false]),
            ("ärg", [false, false, false, true, false]),
            ("1", [true, true, false, false, true]),
        ];
        for (needle, expected) in table {
            assert_eq!(texts(&ids).containing(needle), expected, "searching {needle}");
        }
    }

    #[test]
    fn no_match_runs_from_one_id_into_the_next() {
        let ids = ["xa", "aay", "a", "a\n"];
        let found = texts(&ids).containing("aa");
        assert_eq!(found, ids.map(|id| id.contains("aa")), "each id searched alone");
    }

    #[test]
    fn ranks_follow_the_ids() {
        assert_eq!(texts(&["b", "A", "c", "a2"]).ranks(), [2, 0, 3, 1]);
    }
}
