//! Sets of the cells into which the values of a field are parted.

/// A set of cells, by number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct CellSet {
    words: Vec<u64>,
}

impl CellSet {
    /// No cell of `cells`.
    pub fn none(cells: usize) -> CellSet {
        CellSet { words: vec![0; cells.div_ceil(64)] }
    }

    /// The cells of `cells` for which `wanted` holds.
    pub fn of(cells: usize, wanted: impl Fn(usize) -> bool) -> CellSet {
        let mut set = CellSet::none(cells);
        (0..cells).filter(|&cell| wanted(cell)).for_each(|cell| set.insert(cell));
        set
    }

    pub fn insert(&mut self, cell: usize) {
        self.words[cell / 64] |= 1 << (cell % 64);
    }

    pub fn contains(&self, cell: usize) -> bool {
        self.words[cell / 64] & 1 << (cell % 64) != 0
    }

    pub fn words(&self) -> &[u64] {
        &self.words
    }

    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// The cells that are in both.
    pub fn common(&self, other: &CellSet) -> CellSet {
        CellSet { words: self.words.iter().zip(&other.words).map(|(a, b)| a & b).collect() }
    }

    /// Those of `cells` that are not in it.
    pub fn complement(&self, cells: usize) -> CellSet {
        let mut words: Vec<u64> = self.words.iter().map(|word| !word).collect();
        if let (Some(last), true) = (words.last_mut(), !cells.is_multiple_of(64)) {
            *last &= (1 << (cells % 64)) - 1;
        }
        CellSet { words }
    }
}
