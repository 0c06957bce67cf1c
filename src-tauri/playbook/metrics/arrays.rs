//! The arrays under the columns: a field of every row, and what few rows have beside them.

/// One field of all records; as long as its last value that is not blank.
#[derive(Debug, Clone)]
pub(crate) struct Column<T> {
    values: Vec<T>,
    blank: T,
}

impl<T: Copy + PartialEq> Column<T> {
    pub(super) fn new(blank: T) -> Self {
        Column { values: Vec::new(), blank }
    }

    #[inline]
    pub(super) fn set(&mut self, row: usize, value: T) {
        if value != self.blank {
            self.values.resize(row, self.blank);
            self.values.push(value);
        }
    }

    /// Changes every value that is not blank.
    pub(super) fn change(&mut self, change: impl Fn(T) -> T) {
        for value in self.values.iter_mut().filter(|value| **value != self.blank) {
            *value = change(*value);
        }
    }

    #[inline]
    pub(crate) fn get(&self, row: usize) -> T {
        self.values.get(row).copied().unwrap_or(self.blank)
    }

    /// Puts the value of row `order[i]` in row `i`.
    pub(super) fn arrange(&mut self, order: &[u32]) {
        if !self.values.is_empty() {
            let values = order.iter().map(|&row| self.get(row as usize)).collect();
            self.values = values;
        }
    }

    /// Adds the values of the rows that follow the first `rows`.
    pub(super) fn append(&mut self, rows: usize, next: Column<T>) {
        if !next.values.is_empty() {
            self.values.resize(rows, self.blank);
            self.values.extend(next.values);
        }
    }

    /// True = no record has this field.
    pub(crate) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    pub(super) fn bytes(&self) -> usize {
        self.values.capacity() * size_of::<T>()
    }
}

/// Where a row's entries of a side table lie.
#[derive(Debug, Clone)]
pub(super) struct Beside<T> {
    /// `(row, end)`, by row; a row's entries begin where the entry before ended.
    index: Vec<(u32, u32)>,
    entries: Vec<T>,
}

impl<T: Clone> Beside<T> {
    pub(super) fn new() -> Self {
        Beside { index: Vec::new(), entries: Vec::new() }
    }

    /// Adds a row's entries; rows come in order.
    pub(super) fn push(&mut self, row: usize, entries: impl IntoIterator<Item = T>) {
        self.entries.extend(entries);
        self.index.push((row as u32, self.entries.len() as u32));
    }

    /// Adds the entries of the rows that follow the first `rows`.
    pub(super) fn append(&mut self, rows: usize, next: Beside<T>) {
        let before = self.entries.len() as u32;
        self.index.extend(next.index.into_iter().map(|(row, end)| (rows as u32 + row, before + end)));
        self.entries.extend(next.entries);
    }

    /// Changes every entry.
    pub(super) fn change(&mut self, change: impl FnMut(&mut T)) {
        self.entries.iter_mut().for_each(change);
    }

    pub(super) fn arrange(&mut self, order: &[u32]) {
        if self.index.is_empty() {
            return;
        }
        let mut arranged = Beside::new();
        for (row, &from) in order.iter().enumerate() {
            let entries = self.of(from as usize);
            if !entries.is_empty() {
                arranged.push(row, entries.iter().cloned());
            }
        }
        *self = arranged;
    }

    pub(super) fn of(&self, row: usize) -> &[T] {
        match self.index.binary_search_by_key(&(row as u32), |entry| entry.0) {
            Ok(at) => {
                let from = if at == 0 { 0 } else { self.index[at - 1].1 };
                &self.entries[from as usize..self.index[at].1 as usize]
            }
            Err(_) => &[],
        }
    }
}
