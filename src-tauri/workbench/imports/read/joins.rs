//! Joined files: key → row, in memory, with only the columns that the mapping uses.

use super::super::cells::trimmed;
use super::super::error::ImportError;
use super::super::mapping::Mapping;
use super::super::source::RowText;
use super::super::source::table::{Item, Leftovers};
use super::plan::{ColumnRef, Plan};
use super::problems::{Finding, ProblemLog, fault_words, width_fault};
use std::cell::Cell;
use std::collections::HashMap;
use std::ops::ControlFlow;

/// A joined file, ready to look up.
pub struct Joined {
    pub file: usize,
    /// Column of the main file that holds the key.
    pub to: usize,
    rows: HashMap<Box<str>, Line>,
    /// Position of each used column in a line's cells.
    places: HashMap<usize, usize>,
    pub data_rows: u64,
}

struct Line {
    line: u64,
    cells: Vec<Box<str>>,
    met: Cell<bool>,
}

impl Joined {
    /// Reads a joined file. The first row of a key counts; a second is reported.
    pub fn load(
        plan: &Plan,
        mapping: &Mapping,
        file: usize,
        used: &[ColumnRef],
        log: &mut ProblemLog,
    ) -> Result<Joined, ImportError> {
        let table = &plan.tables[file];
        let Some(join) = &mapping.files[file].join else {
            return Err(ImportError::NotJoined { file: table.name.clone(), main: plan.tables[0].name.clone() });
        };
        let missing = |column: &str, at: usize| ImportError::NoColumn {
            field: "join".into(),
            column: column.into(),
            file: plan.tables[at].name.clone(),
            known: plan.tables[at].header.join(", "),
        };
        let key_column = table.column(&join.column).ok_or_else(|| missing(&join.column, file))?;
        let to = plan.tables[0].column(&join.to).ok_or_else(|| missing(&join.to, 0))?;
        let mut columns: Vec<usize> = used.iter().filter(|at| at.file == file).map(|at| at.column).collect();
        columns.sort_unstable();
        columns.dedup();
        let mut rows: HashMap<Box<str>, Line> = HashMap::new();
        let mut data_rows = 0;
        let leftovers: Leftovers = table.visit(&mut |item, _| {
            let at = |line, value| Finding { file: &table.name, line, column: &join.column, value };
            match item {
                Item::Broken { line, text, fault } => log.remark(
                    Finding { column: "", ..at(line, text) },
                    format!("{}; the joined row was left out", fault_words(fault)),
                ),
                Item::Row(row) => {
                    data_rows += 1;
                    if let Some(fault) = width_fault(row, &table.header) {
                        log.remark(
                            Finding { column: "", ..at(row.line, row.cell(0)) },
                            format!("{fault}; the joined row was left out"),
                        );
                        return ControlFlow::Continue(());
                    }
                    let key = trimmed(row.cell(key_column));
                    if plan.is_missing(key) {
                        log.remark(at(row.line, key), "the joined row has no key and was left out".into());
                        return ControlFlow::Continue(());
                    }
                    if let Some(first) = rows.get(key) {
                        let reason =
                            format!("the key stands in line {} already; this joined row was left out", first.line);
                        log.remark(at(row.line, key), reason);
                        return ControlFlow::Continue(());
                    }
                    let cells = columns.iter().map(|&column| row.cell(column).into()).collect();
                    rows.insert(key.into(), Line { line: row.line, cells, met: Cell::new(false) });
                }
            }
            ControlFlow::Continue(())
        })?;
        for (line, text) in leftovers.footer {
            let at = Finding { file: &table.name, line, column: "", value: &text };
            log.remark(at, "a line of the report's footer was left out".into());
        }
        let places = columns.iter().enumerate().map(|(place, &column)| (column, place)).collect();
        Ok(Joined { file, to, rows, places, data_rows })
    }

    /// The joined cells of a key.
    pub fn find(&self, key: &str) -> Option<&[Box<str>]> {
        let line = self.rows.get(key)?;
        line.met.set(true);
        Some(&line.cells)
    }

    /// Where a column stands in the cells of [`Joined::find`].
    pub fn place(&self, column: usize) -> usize {
        self.places.get(&column).copied().unwrap_or(usize::MAX)
    }

    /// Reports the rows that no main row asked for.
    pub fn report_unmet(&self, plan: &Plan, mapping: &Mapping, log: &mut ProblemLog) {
        let table = &plan.tables[self.file];
        let column = mapping.files[self.file].join.as_ref().map_or("", |join| join.column.as_str());
        let mut unmet: Vec<(u64, &str)> =
            self.rows.iter().filter(|(_, line)| !line.met.get()).map(|(key, line)| (line.line, key.as_ref())).collect();
        unmet.sort_unstable();
        for (line, key) in unmet {
            let at = Finding { file: &table.name, line, column, value: key };
            log.remark(at, format!("no row of {} has this key; the joined row was left out", plan.tables[0].name));
        }
    }
}

/// All joined files of a mapping.
pub struct Joins<'p> {
    plan: &'p Plan,
    all: Vec<Joined>,
    /// Main rows per joined file whose key it does not have.
    unjoined: Vec<Cell<u64>>,
}

/// A main row's partner in each joined file.
pub type Partners<'a> = Vec<Option<(&'a Joined, &'a [Box<str>])>>;

impl<'p> Joins<'p> {
    pub fn load(
        plan: &'p Plan,
        mapping: &Mapping,
        used: &[ColumnRef],
        log: &mut ProblemLog,
        file_rows: &mut [u64],
    ) -> Result<Joins<'p>, ImportError> {
        let mut all = Vec::new();
        for file in (1..plan.tables.len()).filter(|file| !plan.further.contains(file)) {
            let joined = Joined::load(plan, mapping, file, used, log)?;
            file_rows[file] = joined.data_rows;
            all.push(joined);
        }
        let unjoined = vec![Cell::new(0); all.len()];
        Ok(Joins { plan, all, unjoined })
    }

    /// The row's partners.
    pub fn partners(&self, row: RowText<'_>) -> Partners<'_> {
        let mut partners = Vec::new();
        for (joined, unjoined) in self.all.iter().zip(&self.unjoined) {
            let key = trimmed(row.cell(joined.to));
            let found = if self.plan.is_missing(key) { None } else { joined.find(key) };
            if found.is_none() && !self.plan.is_missing(key) {
                unjoined.set(unjoined.get() + 1);
            }
            partners.push(found.map(|cells| (joined, cells)));
        }
        partners
    }

    /// Reports what found no partner, on either side.
    pub fn report(&self, mapping: &Mapping, log: &mut ProblemLog) {
        for (joined, unjoined) in self.all.iter().zip(&self.unjoined) {
            joined.report_unmet(self.plan, mapping, log);
            if unjoined.get() > 0 {
                let main = &self.plan.tables[0];
                let at = Finding { file: &main.name, line: 0, column: &main.header[joined.to], value: "" };
                let other = &self.plan.tables[joined.file].name;
                log.remark(at, format!("{} rows have a key that {other} does not have", unjoined.get()));
            }
        }
    }
}

/// A cell of the row or of one of its partners; empty where there is no partner.
pub fn cell<'a>(row: RowText<'a>, partners: &Partners<'a>, at: ColumnRef) -> &'a str {
    if at.file == 0 {
        return row.cell(at.column);
    }
    partners
        .iter()
        .flatten()
        .find(|(joined, _)| joined.file == at.file)
        .and_then(|(joined, cells)| cells.get(joined.place(at.column)))
        .map_or("", |text| text)
}
