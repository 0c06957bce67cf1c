//! What the records screen needs in memory beside the metrics' columns: record ids to search in, and the import of each row.

use memchr::memmem::Finder;

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
}

impl RowTexts {
    pub fn with_capacity(records: usize) -> RowTexts {
        RowTexts {
            ids: String::with_capacity(records * 12),
            ends: Vec::with_capacity(records),
            batches: Vec::with_capacity(records),
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
        let (finder, ids) = (Finder::new(needle), self.ids.as_bytes());
        let (mut row, mut from) = (0, 0);
        while let Some(at) = finder.find(&ids[from..]) {
            let at = from + at;
            while (self.ends[row] as usize) < at {
                row += 1;
            }
            found[row] = true;
            // One match in an id is enough.
            from = self.ends[row] as usize + 1;
        }
        found
    }

    /// All rows in order of their ids; equal ids in order of the rows.
    pub fn by_id(&self) -> Vec<u32> {
        let shared = self.shared();
        // Eight letters after what all ids begin with decide nearly always, and numbers sort faster than texts.
        let head = |row: u32| {
            let rest = &self.id(row).as_bytes()[shared..];
            let mut head = [0; 8];
            let known = rest.len().min(8);
            head[..known].copy_from_slice(&rest[..known]);
            u64::from_be_bytes(head)
        };
        let mut rows: Vec<(u64, u32)> = (0..self.ends.len() as u32).map(|row| (head(row), row)).collect();
        rows.sort_unstable();
        for alike in rows.chunk_by_mut(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
            alike.sort_by(|a, b| self.id(a.1).cmp(self.id(b.1)));
        }
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// Bytes that all ids begin with.
    fn shared(&self) -> usize {
        let mut ids = (0..self.ends.len() as u32).map(|row| self.id(row).as_bytes());
        let Some(first) = ids.next() else { return 0 };
        ids.fold(first.len(), |shared, id| first[..shared].iter().zip(id).take_while(|(a, b)| a == b).count())
    }

    /// Adds the texts of the rows that follow.
    pub fn append(&mut self, next: &RowTexts) {
        let before = self.ids.len() as u32;
        self.ids.push_str(&next.ids);
        self.ends.extend(next.ends.iter().map(|end| before + end));
        self.batches.extend_from_slice(&next.batches);
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
    fn rows_come_in_order_of_their_ids() {
        let table: [(&[&str], &[u32]); 6] = [
            (&[], &[]),
            (&["b", "A", "c", "a2"], &[1, 3, 0, 2]),
            (&["ho-000000002", "ho-000000010", "ho-000000001"], &[2, 0, 1]),
            (&["twin", "twin", "a", "twin"], &[2, 0, 1, 3]),
            (&["samestart-zz-9", "samestart-zz-10", "samestart-zz", "same"], &[3, 2, 1, 0]),
            (&["a\0", "a", "", "a\0\0\0\0\0\0\0\0b", "a\0\0\0\0\0\0\0\0a"], &[2, 1, 0, 4, 3]),
        ];
        for (ids, expected) in table {
            assert_eq!(texts(ids).by_id(), expected, "{ids:?}");
        }
    }

    #[test]
    fn texts_read_in_two_parts_are_those_read_in_one() {
        let (mut first, second) = (texts(&["a", "bb"]), texts(&["", "ccc"]));
        first.append(&second);
        let whole = texts(&["a", "bb", "", "ccc"]);
        assert_eq!((0..4).map(|row| first.id(row)).collect::<Vec<_>>(), ["a", "bb", "", "ccc"]);
        assert_eq!(first.containing("c"), whole.containing("c"));
    }
}
