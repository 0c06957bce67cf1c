//! Records one after another, with their values by catalogue key.

use crate::imports::report::{Phase, Progress};
use crate::imports::store::Watch;
use crate::records::load::in_background;
use crate::records::row::{self, COLUMNS};
use crate::workspace::raw::{Bind, Raw, Statement};
use crate::workspace::{Workspace, WorkspaceError};
use playbook::Instant;
use playbook::policy::Policy;
use playbook::record::{Found, HandoffRecord};
use std::collections::BTreeSet;

/// Which records are gone through.
#[derive(Debug, Clone)]
pub(crate) enum Which {
    All,
    /// All, and nobody looks at their attributes.
    AllBare,
    /// The records in memory say which rows of the file are read, and no other is.
    Started(Started),
    /// Whose attributes hold one of these texts, whatever the case of their letters, or any where there are no texts: so many at most,
    /// the latest start first.
    Holding(Vec<String>, i64),
}

/// Records by their start.
#[derive(Debug, Clone)]
pub(crate) struct Started {
    /// Keys of handoff points; `None` = at any.
    pub handoffs: Option<Vec<String>>,
    pub from: Instant,
    /// Before this.
    pub until: Instant,
    /// Nobody looks at their attributes.
    pub bare: bool,
}

/// Rows between two looks at whether somebody has cancelled.
const LOOK_EVERY: u64 = 1 << 12;

impl Workspace {
    /// Shows every record to `visit`, on a thread of its own.
    pub(crate) async fn each_record<T: Send + 'static>(
        &self,
        which: Which,
        watch: Watch,
        mut kept: T,
        mut visit: impl FnMut(&mut T, u32, HandoffRecord) + Send + 'static,
    ) -> Result<T, WorkspaceError> {
        let adjustments = self.adjustments().await?;
        let (mut named, mut texts) = (None, Vec::new());
        let mut sql = format!("select id, {COLUMNS} from records");
        let bare = matches!(&which, Which::AllBare | Which::Started(Started { bare: true, .. }));
        match which {
            Which::All | Which::AllBare => sql += " order by id",
            Which::Started(Started { handoffs, from, until, .. }) => {
                named = Some(self.columns().await?.started_between(handoffs.as_deref(), from, until));
                sql += " where id = $1";
            }
            Which::Holding(holding, most) => {
                texts = holding.iter().map(|text| format!("%{}%", escaped(text))).collect();
                let any: Vec<String> =
                    (1..=texts.len()).map(|place| format!("attributes like ${place} escape '!'")).collect();
                let holds = if any.is_empty() { "true".to_owned() } else { any.join(" or ") };
                sql += &format!(" where {holds} order by started_at desc nulls last limit {most}");
            }
        }
        let mut connection = self.readers().acquire().await?;
        let (runtime, all) = (tokio::runtime::Handle::current(), self.state().records);
        in_background(move || {
            let mut handle = runtime.block_on(connection.lock_handle())?;
            let raw = Raw::new(&mut handle);
            let total = named.as_ref().map_or(all, |ids| ids.len() as u64);
            let mut done: u64 = 0;
            let mut show = |rows: &Statement<'_>| {
                let id = u32::try_from(rows.int(0)).map_err(WorkspaceError::unreadable("record"))?;
                if !adjustments.is_merged(id.into()) {
                    let record = if bare { row::read_bare(rows, 1)? } else { row::read(rows, 1)? };
                    visit(&mut kept, id, adjustments.adjusted(id.into(), record));
                }
                done += 1;
                if done.is_multiple_of(LOOK_EVERY) {
                    if watch.cancelled() {
                        return Err(WorkspaceError::Cancelled);
                    }
                    (watch.progress)(Progress { phase: Phase::Measuring, done, total });
                }
                Ok(())
            };
            let mut rows = raw.prepare(&sql)?;
            if watch.cancelled() {
                return Err(WorkspaceError::Cancelled);
            }
            if let Some(ids) = named {
                for id in ids {
                    // What was taken back since is not there any more.
                    if rows.query(&[Bind::Int(i64::from(id))])? {
                        show(&rows)?;
                    }
                }
            } else {
                let binds: Vec<Bind<'_>> = texts.iter().map(|text| Bind::Text(text)).collect();
                let mut is_row = rows.query(&binds)?;
                while is_row {
                    show(&rows)?;
                    is_row = rows.step()?;
                }
            }
            Ok(kept)
        })
        .await
    }

    /// Where the fields of a policy are found in the records: by this one way for figures, evidence and the check.
    pub(crate) async fn found_fields(&self, policy: &Policy) -> Result<Found, WorkspaceError> {
        Ok(self.brought().await?.found(policy))
    }

    /// What imports brought.
    pub(crate) async fn brought(&self) -> Result<Brought, WorkspaceError> {
        let batches = self.batches().await?;
        let mappings = || batches.iter().map(|batch| &batch.mapping);
        Ok(Brought {
            own: mappings().flat_map(|mapping| mapping.fields.keys()).cloned().collect(),
            attributes: mappings().flat_map(|mapping| &mapping.attributes).cloned().collect(),
        })
    }
}

/// What imports brought: records' own fields by key, and attributes by header.
pub(crate) struct Brought {
    own: BTreeSet<String>,
    attributes: BTreeSet<String>,
}

impl Brought {
    /// Where the fields of a policy are found among it.
    pub fn found(&self, policy: &Policy) -> Found {
        let own = self.own.iter().map(String::as_str);
        Found::among(&policy.fields, own, self.attributes.iter().map(String::as_str))
    }
}

/// A text in a pattern of SQL.
fn escaped(text: &str) -> String {
    text.chars()
        .flat_map(|letter| ['%', '_', '!'].contains(&letter).then_some('!').into_iter().chain([letter]))
        .collect()
}
