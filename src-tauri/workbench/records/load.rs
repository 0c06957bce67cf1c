//! The records in memory: read once from the file, kept until they change, and measured once a clock.

use super::address::AddressKeys;
use super::row::{self, COLUMNS, at};
use super::texts::RowTexts;
use crate::workspace::raw::{Raw, Statement};
use crate::workspace::{State, Workspace, WorkspaceError};
use playbook::calendar::Zone;
use playbook::metrics::{ClockChoice, Columns, Measured, RecordParts, measure};
use playbook::policy::Policy;
use sqlx::Connection;
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::Mutex;

/// The columns that were loaded last, and what was measured on them.
#[derive(Default)]
pub(crate) struct Loaded {
    columns: Mutex<Option<(ColumnsKey, InMemory)>>,
    measured: Mutex<Vec<Arc<Measurement>>>,
}

/// The records in memory: what is measured, and what is searched.
#[derive(Clone)]
pub(crate) struct InMemory {
    pub columns: Arc<Columns>,
    pub texts: Arc<RowTexts>,
}

/// What the columns depend on: the records, the zone in which months are counted, and the packets' required fields.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ColumnsKey {
    records_version: i64,
    time_zone: String,
    required: Vec<(String, Vec<String>)>,
}

impl ColumnsKey {
    fn of(state: &State) -> ColumnsKey {
        ColumnsKey {
            records_version: state.records_version,
            time_zone: state.policy.time_zone.clone(),
            required: required_fields(&state.policy),
        }
    }
}

/// The workspace's records, measured under the policy in force.
pub struct Measurement {
    data_version: i64,
    clock: ClockChoice,
    pub(crate) texts: Arc<RowTexts>,
    kept: kept::Kept,
}

impl Measurement {
    pub fn measured(&self) -> &Measured<'_> {
        self.kept.borrow_dependent()
    }

    pub fn columns(&self) -> &Arc<Columns> {
        &self.kept.borrow_owner().0
    }

    pub fn policy(&self) -> &Arc<Policy> {
        &self.kept.borrow_owner().1
    }
}

/// [`Measured`] borrows what it measured; here both are kept in one value.
mod kept {
    // The macro's own code, not ours.
    #![allow(unsafe_code)]
    use super::{Arc, Columns, Measured, Policy};

    self_cell::self_cell!(
        pub(super) struct Kept {
            owner: (Arc<Columns>, Arc<Policy>),
            #[covariant]
            dependent: Measured,
        }
    );
}

impl Workspace {
    /// The records in memory; read from the file on first use and after a change.
    pub async fn columns(&self) -> Result<Arc<Columns>, WorkspaceError> {
        Ok(self.in_memory().await?.columns)
    }

    pub(crate) async fn in_memory(&self) -> Result<InMemory, WorkspaceError> {
        let state = self.state();
        let key = ColumnsKey::of(&state);
        // Held while loading: whoever else asks waits for this load instead of starting another.
        let mut loaded = self.loaded().columns.lock().await;
        if let Some((of, kept)) = &*loaded
            && *of == key
        {
            return Ok(kept.clone());
        }
        // Given free before the new ones are made, so that two sets of a million records never stand side by side.
        *loaded = None;
        let kept = self.load(&state).await?;
        *loaded = Some((key, kept.clone()));
        Ok(kept)
    }

    /// The records measured on a clock, under the policy in force and as of the data; measured on first use and after a change.
    pub async fn measured(&self, clock: ClockChoice) -> Result<Arc<Measurement>, WorkspaceError> {
        let state = self.state();
        let mut measured = self.loaded().measured.lock().await;
        measured.retain(|kept| kept.data_version == state.data_version);
        if let Some(kept) = measured.iter().find(|kept| kept.clock == clock) {
            return Ok(kept.clone());
        }
        let InMemory { columns, texts } = self.in_memory().await?;
        let (as_of, data_version) = (state.as_of, state.data_version);
        let kept = in_background(move || {
            let kept =
                kept::Kept::new((columns, state.policy), |(columns, policy)| measure(columns, policy, as_of, clock));
            Ok(Arc::new(Measurement { data_version, clock, texts, kept }))
        })
        .await?;
        measured.push(kept.clone());
        Ok(kept)
    }

    async fn load(&self, state: &State) -> Result<InMemory, WorkspaceError> {
        let zone = Zone::named(&state.policy.time_zone)
            .map_err(|_| WorkspaceError::UnknownZone(state.policy.time_zone.clone()))?;
        let addresses = self.address_keys().await?;
        let mut connection = self.readers().acquire().await?;
        let (policy, records) = (state.policy.clone(), state.records as usize);
        let runtime = tokio::runtime::Handle::current();
        in_background(move || {
            let mut reading = runtime.block_on(connection.begin())?;
            let mut columns = Columns::with_capacity(zone, records);
            let mut texts = RowTexts::with_capacity(records);
            {
                let mut handle = runtime.block_on(reading.lock_handle())?;
                read_all(&Raw::new(&mut handle), &policy, &addresses, &mut columns, &mut texts)?;
            }
            runtime.block_on(reading.rollback())?;
            if let Some(order) = columns.arrange() {
                texts = texts.arranged(&order);
            }
            Ok(InMemory { columns: Arc::new(columns), texts: Arc::new(texts) })
        })
        .await
    }
}

pub(crate) async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, WorkspaceError> + Send + 'static,
) -> Result<T, WorkspaceError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|cause| WorkspaceError::Unreadable { what: "row", cause: cause.to_string() })?
}

/// The packets' required fields, of every handoff point that has any.
fn required_fields(policy: &Policy) -> Vec<(String, Vec<String>)> {
    let points = policy.handoffs.iter().map(|point| (point.key.clone(), policy.required_fields(point)));
    points.filter(|(_, required)| !required.is_empty()).collect()
}

/// Reads every record, in the order of the ids.
fn read_all(
    raw: &Raw<'_>,
    policy: &Policy,
    addresses: &AddressKeys,
    columns: &mut Columns,
    texts: &mut RowTexts,
) -> Result<(), WorkspaceError> {
    let required: HashMap<String, Vec<String>> = required_fields(policy).into_iter().collect();
    let mut rows = raw.prepare(&format!("select id, {COLUMNS} from records order by id"))?;
    while rows.step()? {
        let id = u32::try_from(rows.int(0)).map_err(WorkspaceError::unreadable("record"))?;
        texts.push(rows.text(1 + at::RECORD_ID).unwrap_or_default(), rows.int(1 + at::BATCH) as u32);
        let packet = rows.text(1 + at::HANDOFF).and_then(|key| required.get(key));
        match packet {
            // Packet fields may be attributes, which are read only where somebody asks for them.
            Some(fields) => columns.push_parts(id, &RecordParts::of(&row::read(&rows, 1)?, fields)),
            None => push(&rows, id, addresses, columns)?,
        }
    }
    Ok(())
}

/// Reads a row without building a record.
fn push(row: &Statement<'_>, id: u32, addresses: &AddressKeys, columns: &mut Columns) -> Result<(), WorkspaceError> {
    let text = |column: usize| row.text(1 + column);
    let flag = |column: usize| row.optional_int(1 + column).map(|value| value != 0);
    let tier_changes = row::tier_changes(text(at::TIER_CHANGES))?;
    let pauses = row::pauses(text(at::PAUSES))?;
    let address = if addresses.is_empty() { None } else { addresses.find(text(at::ATTRIBUTES))? };
    columns.push_parts(
        id,
        &RecordParts {
            record_id: text(at::RECORD_ID).unwrap_or_default(),
            handoff: text(at::HANDOFF).unwrap_or_default(),
            moments: std::array::from_fn(|index| row.optional_int(1 + at::MOMENTS + index)),
            date_only: row.int(1 + at::DATE_ONLY) as u16,
            disposition: row::disposition_of(text(at::DISPOSITION).unwrap_or_default())?,
            reason: text(at::REASON),
            owner: text(at::OWNER),
            owner_group: text(at::OWNER_GROUP),
            reassign_count: row.optional_int(1 + at::REASSIGN_COUNT).map(|count| count as u32),
            source: text(at::SOURCE),
            trigger: text(at::TRIGGER),
            segment: text(at::SEGMENT),
            intent: text(at::INTENT),
            tier_changes: &tier_changes,
            won: flag(at::WON),
            own_due: std::array::from_fn(|index| row.optional_int(1 + at::OWN_DUE + index)),
            own_verdict: flag(at::OWN_VERDICT),
            pauses: &pauses,
            truncated: row.int(1 + at::TRUNCATED) != 0,
            packet_required: 0,
            packet_filled: 0,
            packet_fields: 0,
            address: address.as_deref(),
        },
    );
    Ok(())
}
