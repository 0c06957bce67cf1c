//! Records one after another, with their values by catalogue key.

use crate::imports::report::{Phase, Progress};
use crate::imports::store::Watch;
use crate::records::load::in_background;
use crate::records::row::{self, COLUMNS};
use crate::workspace::raw::{Bind, Raw};
use crate::workspace::{Workspace, WorkspaceError};
use playbook::Instant;
use playbook::policy::Policy;
use playbook::record::{Found, HandoffRecord};
use std::collections::{HashMap, HashSet};

/// Which records are gone through.
#[derive(Debug, Clone, Default)]
pub(crate) struct Which {
    pub handoff: Option<String>,
    /// Started from here on, and before.
    pub started: Option<(Instant, Instant)>,
    /// Whose attributes hold one of these texts, whatever the case of their letters.
    pub holding: Vec<String>,
    /// The most that are gone through, the latest start first.
    pub most: Option<i64>,
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
        let mut connection = self.readers().acquire().await?;
        let (runtime, total) = (tokio::runtime::Handle::current(), self.state().records);
        in_background(move || {
            let mut handle = runtime.block_on(connection.lock_handle())?;
            let raw = Raw::new(&mut handle);
            let (mut wheres, mut binds) = (Vec::new(), Vec::new());
            if let Some(handoff) = &which.handoff {
                binds.push(Bind::Text(handoff));
                wheres.push(format!("handoff = ${}", binds.len()));
            }
            if let Some((from, to)) = which.started {
                binds.extend([Bind::Int(from), Bind::Int(to)]);
                wheres.push(format!("started_at >= ${} and started_at < ${}", binds.len() - 1, binds.len()));
            }
            let patterns: Vec<String> = which.holding.iter().map(|text| format!("%{}%", escaped(text))).collect();
            if !patterns.is_empty() {
                let mut any = Vec::new();
                for pattern in &patterns {
                    binds.push(Bind::Text(pattern));
                    any.push(format!("attributes like ${} escape '!'", binds.len()));
                }
                wheres.push(format!("({})", any.join(" or ")));
            }
            let wheres = if wheres.is_empty() { String::new() } else { format!(" where {}", wheres.join(" and ")) };
            let order = match which.most {
                Some(most) => format!(" order by started_at desc nulls last limit {most}"),
                None => " order by id".to_owned(),
            };
            let mut rows = raw.prepare(&format!("select id, {COLUMNS} from records{wheres}{order}"))?;
            if watch.cancelled() {
                return Err(WorkspaceError::Cancelled);
            }
            let mut is_row = rows.query(&binds)?;
            let mut done: u64 = 0;
            while is_row {
                let id = u32::try_from(rows.int(0)).map_err(WorkspaceError::unreadable("record"))?;
                if !adjustments.is_merged(id.into()) {
                    let record = if which.bare { row::read_bare(&rows, 1)? } else { row::read(&rows, 1)? };
                    visit(&mut kept, id, adjustments.adjusted(id.into(), record));
                }
                done += 1;
                if done.is_multiple_of(LOOK_EVERY) {
                    if watch.cancelled() {
                        return Err(WorkspaceError::Cancelled);
                    }
                    (watch.progress)(Progress { phase: Phase::Measuring, done, total });
                }
                is_row = rows.step()?;
            }
            Ok(kept)
        })
        .await
    }

    /// Where the fields of a policy are found in the records.
    pub(crate) async fn found_fields(&self, policy: &Policy) -> Result<Found, WorkspaceError> {
        Ok(self.brought().await?.found(policy))
    }

    /// What imports brought.
    pub(crate) async fn brought(&self) -> Result<Brought, WorkspaceError> {
        let batches = self.batches().await?;
        let mappings = || batches.iter().map(|batch| &batch.mapping);
        let attributes: Vec<String> = mappings().flat_map(|mapping| &mapping.attributes).cloned().collect();
        let mut fields: HashSet<String> = ["record_id", "handoff", "cycle", "disposition"].map(String::from).into();
        fields.extend(mappings().flat_map(|mapping| mapping.fields.keys()).cloned());
        fields.extend(attributes.iter().cloned());
        Ok(Brought { fields, attributes })
    }
}

/// What imports brought: fields of records, and attributes.
pub(crate) struct Brought {
    fields: HashSet<String>,
    attributes: Vec<String>,
}

impl Brought {
    /// Where the fields of a policy are found among it.
    pub fn found(&self, policy: &Policy) -> Found {
        let mut brought = self.fields.clone();
        let mut headers = HashMap::new();
        for field in policy.fields.iter().filter(|field| !brought.contains(&field.key)) {
            let alike = |name: &&String| [&field.key, &field.name].iter().any(|known| bare(known) == bare(name));
            let mut alike: Vec<&String> = self.attributes.iter().filter(alike).collect();
            alike.sort_unstable();
            alike.dedup();
            if let [header] = alike.as_slice() {
                headers.insert(field.key.clone(), (*header).clone());
            }
        }
        brought.extend(headers.keys().cloned());
        Found::new(brought, headers)
    }
}

/// A text in a pattern of SQL.
fn escaped(text: &str) -> String {
    text.chars()
        .flat_map(|letter| ['%', '_', '!'].contains(&letter).then_some('!').into_iter().chain([letter]))
        .collect()
}

fn bare(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
