//! Checked rows against the file: is each new, changed or the same, and what is written for it.

use super::RecordView;
use super::indexing::Indexing;
use crate::records::row::{self, COLUMN_COUNT, COLUMNS, RowFacts};
use crate::workspace::WorkspaceError;
use crate::workspace::raw::{Bind, Raw, Statement};

/// Rows that are compared and written together. One statement puts in so many at once, which spreads the cost of starting it,
/// and few enough for its values to stay close to the processor.
pub(crate) const ROWS_AT_ONCE: usize = 32;

/// A checked row, ready to store.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Incoming<'a> {
    pub view: RecordView<'a>,
    /// The handoff point's key in the policy.
    pub key: &'a str,
    /// [`row::content`] of the view.
    pub content: i64,
}

/// What became of the rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Fates {
    pub accepted: u64,
    pub updated: u64,
    pub unchanged: u64,
}

/// Looks a passage up.
struct Find<'r>(Statement<'r>);

/// The row that is there.
struct Found {
    id: i64,
    content: i64,
    batch: i64,
}

impl<'r> Find<'r> {
    fn new(raw: &'r Raw<'_>) -> Result<Find<'r>, WorkspaceError> {
        let sql = "select id, content, batch from records where record_id = $1 and handoff = $2 and cycle = $3";
        Ok(Find(raw.prepare(sql)?))
    }

    fn passage(&mut self, row: &Incoming<'_>) -> Result<Option<Found>, WorkspaceError> {
        let passage = [Bind::Text(row.view.record_id), Bind::Text(row.key), Bind::Int(row.view.cycle.into())];
        let there = self.0.query(&passage)?;
        let found = there.then(|| Found { id: self.0.int(0), content: self.0.int(1), batch: self.0.int(2) });
        self.0.reset();
        Ok(found)
    }
}

/// A dry run: says what would become of each row.
pub(crate) struct Comparing<'r> {
    find: Find<'r>,
    nothing_there: bool,
}

impl<'r> Comparing<'r> {
    /// `nothing_there` = the workspace has no record, so that none has to be looked up.
    pub fn new(raw: &'r Raw<'_>, nothing_there: bool) -> Result<Comparing<'r>, WorkspaceError> {
        Ok(Comparing { find: Find::new(raw)?, nothing_there })
    }

    pub fn rows(&mut self, rows: &[Incoming<'_>]) -> Result<Fates, WorkspaceError> {
        let mut fates = Fates::default();
        if self.nothing_there {
            fates.accepted = rows.len() as u64;
            return Ok(fates);
        }
        for row in rows {
            match self.find.passage(row)? {
                None => fates.accepted += 1,
                Some(found) if found.content == row.content => fates.unchanged += 1,
                Some(_) => fates.updated += 1,
            }
        }
        Ok(fates)
    }
}

/// An import: writes each row, keeping what it replaces.
pub(crate) struct Writing<'r> {
    batch: i64,
    nothing_there: bool,
    find: Find<'r>,
    insert_many: Statement<'r>,
    insert_one: Statement<'r>,
    keep: Statement<'r>,
    replace: Statement<'r>,
    indexing: Indexing<'r>,
}

/// A row's lists, as JSON.
struct Lists {
    tier_changes: Option<String>,
    pauses: Option<String>,
}

impl<'r> Writing<'r> {
    /// `nothing_there` as in [`Comparing::new`].
    pub fn new(raw: &'r Raw<'_>, batch: i64, nothing_there: bool) -> Result<Writing<'r>, WorkspaceError> {
        let numbered: Vec<String> = (1..=COLUMN_COUNT).map(|at| format!("${at}")).collect();
        let numbered = numbered.join(", ");
        let id = COLUMN_COUNT + 1;
        Ok(Writing {
            batch,
            nothing_there,
            find: Find::new(raw)?,
            insert_many: raw.prepare(&insert(ROWS_AT_ONCE))?,
            insert_one: raw.prepare(&insert(1))?,
            keep: raw.prepare(&format!(
                "insert into record_versions (replaced_by, id, {COLUMNS}) select $1, id, {COLUMNS} from records where id = $2"
            ))?,
            replace: raw.prepare(&format!("update records set ({COLUMNS}) = ({numbered}) where id = ${id}"))?,
            indexing: Indexing::new(raw),
        })
    }

    pub fn rows(&mut self, rows: &[Incoming<'_>]) -> Result<Fates, WorkspaceError> {
        let lists = rows.iter().map(Lists::of).collect::<Result<Vec<Lists>, _>>()?;
        let mut fates = Fates::default();
        let mut fresh = Vec::with_capacity(rows.len());
        if self.nothing_there {
            self.indexing.before(rows)?;
        }
        for row in rows.iter().zip(&lists) {
            let found = if self.nothing_there { None } else { self.find.passage(row.0)? };
            match found {
                Some(found) => self.settle(row, &found, &mut fates)?,
                None => fresh.push(row),
            }
        }
        self.insert(&fresh, &mut fates)?;
        Ok(fates)
    }

    /// True where [`Writing::finish`] has an index to make.
    pub fn has_to_index(&self) -> bool {
        self.indexing.is_put_off()
    }

    /// After the last row.
    pub fn finish(&mut self) -> Result<(), WorkspaceError> {
        self.indexing.make()
    }

    /// Puts rows in that were not there. A passage that comes twice among them, or twice in an import into an empty workspace,
    /// where nothing is looked up before, is known by the index that refuses it.
    fn insert(&mut self, fresh: &[(&Incoming<'_>, &Lists)], fates: &mut Fates) -> Result<(), WorkspaceError> {
        let batch = self.batch;
        let mut rest = fresh;
        while !rest.is_empty() {
            let (statement, count) = if rest.len() < ROWS_AT_ONCE {
                (&mut self.insert_one, 1)
            } else {
                (&mut self.insert_many, ROWS_AT_ONCE)
            };
            let (now, later) = rest.split_at(count);
            let error = match statement.execute(now.iter().flat_map(|&row| binds(batch, row))) {
                Ok(()) => {
                    fates.accepted += count as u64;
                    rest = later;
                    continue;
                }
                Err(error) => error,
            };
            let before = statement.changes();
            let (Some(&row), true) = (now.get(before), error.is_constraint()) else { return Err(error.into()) };
            let Some(found) = self.find.passage(row.0)? else { return Err(error.into()) };
            fates.accepted += before as u64;
            self.settle(row, &found, fates)?;
            rest = &rest[before + 1..];
        }
        Ok(())
    }

    /// A row whose passage is there.
    fn settle(&mut self, row: (&Incoming<'_>, &Lists), found: &Found, fates: &mut Fates) -> Result<(), WorkspaceError> {
        if found.content == row.0.content {
            fates.unchanged += 1;
            return Ok(());
        }
        // What this very import wrote needs no keeping: undoing it goes back to before the first of the two rows.
        if found.batch != self.batch {
            self.keep.execute([Bind::Int(self.batch), Bind::Int(found.id)].into_iter())?;
        }
        self.replace.execute(binds(self.batch, row).into_iter().chain([Bind::Int(found.id)]))?;
        fates.updated += 1;
        Ok(())
    }
}

/// A row in the order of [`COLUMNS`].
fn binds<'a>(batch: i64, (row, lists): (&Incoming<'a>, &'a Lists)) -> [Bind<'a>; COLUMN_COUNT] {
    let facts = RowFacts {
        handoff: row.key,
        batch,
        content: row.content,
        tier_changes: lists.tier_changes.as_deref(),
        pauses: lists.pauses.as_deref(),
    };
    row::binds(&row.view, &facts)
}

impl Lists {
    fn of(row: &Incoming<'_>) -> Result<Lists, WorkspaceError> {
        Ok(Lists { tier_changes: row::json_list(row.view.tier_changes)?, pauses: row::json_list(row.view.pauses)? })
    }
}

/// The statement that puts in so many rows. `or fail` is SQLite's own: the rows before the one that it refuses stay, and it
/// keeps no copy of the pages to go back to. With `id` named, the columns are all of the table's in its order, which spares
/// SQLite a copy of each value.
fn insert(rows: usize) -> String {
    let row = |at: usize| {
        let numbered: Vec<String> =
            (at * COLUMN_COUNT + 1..=(at + 1) * COLUMN_COUNT).map(|parameter| format!("${parameter}")).collect();
        format!("(null, {})", numbered.join(", "))
    };
    let rows: Vec<String> = (0..rows).map(row).collect();
    format!("insert or fail into records (id, {COLUMNS}) values {}", rows.join(", "))
}
