//! Records one after another, with their values by catalogue key.

use crate::imports::report::{Phase, Progress};
use crate::imports::store::Watch;
use crate::records::load::in_background;
use crate::records::row::{self, COLUMNS};
use crate::workspace::raw::{Bind, Raw};
use crate::workspace::{Workspace, WorkspaceError};
use playbook::Instant;
use playbook::calendar::Zone;
use playbook::policy::criteria::{Fact, Facts};
use playbook::policy::{Field, Policy};
use playbook::record::HandoffRecord;
use std::collections::{HashMap, HashSet};

/// Which records are gone through.
#[derive(Debug, Clone, Default)]
pub(super) struct Which {
    pub handoff: Option<String>,
    /// Started from here on, and before.
    pub started: Option<(Instant, Instant)>,
    /// Whose attributes hold one of these texts, whatever the case of their letters.
    pub holding: Vec<String>,
    /// The most that are gone through, the latest start first.
    pub most: Option<i64>,
}

/// Rows between two looks at whether somebody has cancelled.
const LOOK_EVERY: u64 = 1 << 12;

impl Workspace {
    /// Shows every record to `visit`, on a thread of its own.
    pub(super) async fn each_record<T: Send + 'static>(
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
            let mut is_row = rows.query(&binds)?;
            let mut done: u64 = 0;
            while is_row {
                let id = u32::try_from(rows.int(0)).map_err(WorkspaceError::unreadable("record"))?;
                if !adjustments.is_merged(id.into()) {
                    visit(&mut kept, id, adjustments.adjusted(id.into(), row::read(&rows, 1)?));
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
        let batches = self.batches().await?;
        let mappings = || batches.iter().map(|batch| &batch.mapping);
        let attributes: Vec<&String> = mappings().flat_map(|mapping| &mapping.attributes).collect();
        let mut brought: HashSet<String> = ["record_id", "handoff", "cycle", "disposition"].map(String::from).into();
        brought.extend(mappings().flat_map(|mapping| mapping.fields.keys()).cloned());
        brought.extend(attributes.iter().map(|name| (*name).clone()));
        let mut headers = HashMap::new();
        for field in policy.fields.iter().filter(|field| !brought.contains(&field.key)) {
            let alike = |name: &&&String| [&field.key, &field.name].iter().any(|known| bare(known) == bare(name));
            let mut alike: Vec<&String> = attributes.iter().filter(alike).copied().collect();
            alike.sort_unstable();
            alike.dedup();
            if let [header] = alike.as_slice() {
                headers.insert(field.key.clone(), (*header).clone());
            }
        }
        brought.extend(headers.keys().cloned());
        Ok(Found { brought, headers })
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

/// Where the fields of a policy are found in the records.
#[derive(Debug, Clone, Default)]
pub(crate) struct Found {
    /// Catalogue keys that some import brought.
    brought: HashSet<String>,
    /// Attributes of another name, by catalogue key.
    headers: HashMap<String, String>,
}

impl Found {
    /// True where some import brought the field.
    pub fn is_brought(&self, field: &str) -> bool {
        self.brought.contains(field)
    }

    /// Catalogue keys that some import brought.
    pub fn brought(&self) -> impl Iterator<Item = &String> {
        self.brought.iter()
    }

    pub fn seen<'a>(&'a self, record: &'a HandoffRecord) -> Seen<'a> {
        Seen { record, found: self }
    }
}

/// A record by catalogue key.
pub(crate) struct Seen<'a> {
    pub record: &'a HandoffRecord,
    found: &'a Found,
}

impl Facts for Seen<'_> {
    fn fact(&self, field: &Field, zone: &Zone) -> Fact<'_> {
        match self.found.headers.get(&field.key).and_then(|header| self.record.attributes.get(header)) {
            Some(text) => Fact::read(text, field.kind, zone),
            None => self.record.fact(field, zone),
        }
    }
}
