//! One checked row against the file: is it new, changed or the same, and what is written for it.

use super::RecordView;
use crate::records::row::{self, COLUMN_COUNT, COLUMNS, RowFacts};
use crate::workspace::WorkspaceError;
use crate::workspace::raw::{Bind, Raw, Statement};
use playbook::policy::{HandoffPoint, Policy};
use std::collections::HashMap;

/// What became of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Accepted,
    Updated,
    Unchanged,
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

    fn passage(&mut self, view: &RecordView<'_>, key: &str) -> Result<Option<Found>, WorkspaceError> {
        let there = self.0.query(&[Bind::Text(view.record_id), Bind::Text(key), Bind::Int(view.cycle.into())])?;
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

    pub fn row(&mut self, view: &RecordView<'_>, key: &str, content: i64) -> Result<Fate, WorkspaceError> {
        if self.nothing_there {
            return Ok(Fate::Accepted);
        }
        Ok(match self.find.passage(view, key)? {
            None => Fate::Accepted,
            Some(found) if found.content == content => Fate::Unchanged,
            Some(_) => Fate::Updated,
        })
    }
}

/// An import: writes each row, keeping what it replaces.
pub(crate) struct Writing<'r> {
    batch: i64,
    nothing_there: bool,
    find: Find<'r>,
    insert: Statement<'r>,
    keep: Statement<'r>,
    replace: Statement<'r>,
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
            insert: raw.prepare(&format!("insert into records ({COLUMNS}) values ({numbered})"))?,
            keep: raw.prepare(&format!(
                "insert into record_versions (replaced_by, id, {COLUMNS}) select $1, id, {COLUMNS} from records where id = $2"
            ))?,
            replace: raw.prepare(&format!("update records set ({COLUMNS}) = ({numbered}) where id = ${id}"))?,
        })
    }

    pub fn row(&mut self, view: &RecordView<'_>, key: &str, content: i64) -> Result<Fate, WorkspaceError> {
        let tier_changes = row::json_list(view.tier_changes)?;
        let pauses = row::json_list(view.pauses)?;
        let facts = RowFacts {
            handoff: key,
            batch: self.batch,
            content,
            tier_changes: tier_changes.as_deref(),
            pauses: pauses.as_deref(),
        };
        let binds = row::binds(view, &facts);
        if !self.nothing_there {
            if let Some(found) = self.find.passage(view, key)? {
                return self.replace(found, content, &binds);
            }
            self.insert.execute(binds.into_iter())?;
            return Ok(Fate::Accepted);
        }
        match self.insert.execute(binds.into_iter()) {
            Ok(()) => Ok(Fate::Accepted),
            // Into an empty workspace rows are not looked up; the same passage twice in one file shows here.
            Err(error) if error.is_constraint() => match self.find.passage(view, key)? {
                Some(found) => self.replace(found, content, &binds),
                None => Err(error.into()),
            },
            Err(error) => Err(error.into()),
        }
    }

    fn replace(
        &mut self,
        found: Found,
        content: i64,
        binds: &[Bind<'_>; COLUMN_COUNT],
    ) -> Result<Fate, WorkspaceError> {
        if found.content == content {
            return Ok(Fate::Unchanged);
        }
        // What this very import wrote needs no keeping: undoing it goes back to before the first of the two rows.
        if found.batch != self.batch {
            self.keep.execute([Bind::Int(self.batch), Bind::Int(found.id)].into_iter())?;
        }
        self.replace.execute(binds.iter().copied().chain([Bind::Int(found.id)]))?;
        Ok(Fate::Updated)
    }
}

/// From a handoff's name in the file to its key in the policy, making points for names that nobody designed.
pub(crate) struct Points {
    keys: HashMap<String, String>,
    /// Names that the policy lacks, in order of first sight.
    pub added: Vec<HandoffPoint>,
    next: u32,
}

impl Points {
    pub fn new(policy: &Policy) -> Points {
        // A point is found by its name, and by its key where no other point has that name.
        let mut keys: HashMap<String, String> =
            policy.handoffs.iter().map(|point| (point.key.clone(), point.key.clone())).collect();
        keys.extend(policy.handoffs.iter().map(|point| (point.name.clone(), point.key.clone())));
        let taken = policy.handoffs.iter().filter_map(|point| point.key.strip_prefix('H')?.parse::<u32>().ok());
        Points { keys, added: Vec::new(), next: taken.max().unwrap_or(0) + 1 }
    }

    pub fn key(&mut self, name: &str) -> &str {
        if !self.keys.contains_key(name) {
            let key = format!("H{}", self.next);
            self.next += 1;
            self.added.push(point_from_import(&key, name));
            self.keys.insert(name.to_owned(), key);
        }
        &self.keys[name]
    }
}

/// A handoff point as far as its name tells: `SDR -> AE` has a sender and a receiver, other names a receiver alone.
pub(crate) fn point_from_import(key: &str, name: &str) -> HandoffPoint {
    let (sender, receiver) = name.split_once("->").or_else(|| name.split_once('→')).unwrap_or(("", name));
    HandoffPoint {
        key: key.into(),
        name: name.into(),
        sender: sender.trim().into(),
        receiver: receiver.trim().into(),
        from_import: true,
        ..HandoffPoint::default()
    }
}
