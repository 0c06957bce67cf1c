//! The records in memory: read once from the file, kept until they change, and measured once a clock.

use super::address::AddressKeys;
use super::find::Listings;
use super::orders::Orders;
use super::query::Facets;
use super::row::{self, COLUMNS, at};
use super::texts::RowTexts;
use crate::exceptions::Adjustments;
use crate::imports::report::{Phase, Progress};
use crate::imports::store::Watch;
use crate::workspace::raw::{Bind, Raw, Statement};
use crate::workspace::{State, Workspace, WorkspaceError};
use playbook::calendar::Zone;
use playbook::metrics::{ClockChoice, Columns, Measured, RecordParts, measure};
use playbook::policy::{Policy, Required, Versions};
use playbook::record::{Found, Moment};
use sqlx::{Sqlite, Transaction};
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The columns that were loaded last, and what was measured on them.
#[derive(Default)]
pub(crate) struct Loaded {
    columns: tokio::sync::Mutex<Option<(ColumnsKey, InMemory)>>,
    measured: tokio::sync::Mutex<Vec<Arc<Measurement>>>,
}

#[cfg(test)]
impl Loaded {
    pub async fn is_empty(&self) -> bool {
        self.columns.lock().await.is_none() && self.measured.lock().await.is_empty()
    }
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
    required: Required,
    /// The catalogue's key and name of each of these: by them columns of an export are found.
    catalogue: Vec<(String, String)>,
}

impl ColumnsKey {
    fn of(state: &State) -> ColumnsKey {
        let required = Required::of(&(&*state.versions).into());
        let (names, fields) = (required.names(), &state.policy.fields);
        let asked = fields.iter().filter(|field| names.contains(field.key.as_str()));
        let catalogue = asked.map(|field| (field.key.clone(), field.name.clone())).collect();
        ColumnsKey {
            records_version: state.records_version,
            time_zone: state.policy.time_zone.clone(),
            required,
            catalogue,
        }
    }
}

/// The workspace's records, each measured under the version of the policy that was in force when it started.
pub struct Measurement {
    data_version: i64,
    clock: ClockChoice,
    pub(crate) texts: Arc<RowTexts>,
    pub(super) orders: Orders,
    pub(super) listings: Listings,
    pub(super) facets: OnceLock<Facets>,
    kept: kept::Kept,
}

impl Measurement {
    fn of(records: InMemory, state: &State, clock: ClockChoice) -> Measurement {
        let (versions, as_of) = (state.versions.clone(), state.as_of);
        Measurement {
            data_version: state.data_version,
            clock,
            texts: records.texts,
            orders: Orders::default(),
            listings: Listings::default(),
            facets: OnceLock::new(),
            kept: kept::Kept::new((records.columns, versions), |(columns, versions)| {
                measure(columns, &**versions, as_of, clock)
            }),
        }
    }

    pub fn measured(&self) -> &Measured<'_> {
        self.kept.borrow_dependent()
    }

    pub fn columns(&self) -> &Arc<Columns> {
        &self.kept.borrow_owner().0
    }

    /// The version saved last, by which things are named.
    pub fn policy(&self) -> &Arc<Policy> {
        self.kept.borrow_owner().1.latest()
    }
}

/// [`Measured`] borrows what it measured; here both are kept in one value.
mod kept {
    // The macro's own code, not ours.
    #![allow(unsafe_code)]
    use super::{Arc, Columns, Measured, Versions};

    self_cell::self_cell!(
        pub(super) struct Kept {
            owner: (Arc<Columns>, Arc<Versions>),
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
        let reading = self.begin_reading();
        let watch = reading.watch();
        let read = async {
            // Held while loading: whoever else asks waits for this load instead of starting another.
            let mut loaded = self.loaded().columns.lock().await;
            if let Some((of, kept)) = &*loaded
                && *of == key
            {
                return Ok(kept.clone());
            }
            // Given free before the new ones are made, so that two sets of a million records never stand side by side.
            *loaded = None;
            let kept = self.load(&state, &watch).await?;
            *loaded = Some((key, kept.clone()));
            Ok(kept)
        };
        reading.unless_called_off(read).await
    }

    /// The records measured on a clock, under the policy in force and as of the data; measured on first use and after a change.
    pub async fn measured(&self, clock: ClockChoice) -> Result<Arc<Measurement>, WorkspaceError> {
        let state = self.state();
        let reading = self.begin_reading();
        let read = async {
            let mut measured = self.loaded().measured.lock().await;
            measured.retain(|kept| kept.data_version == state.data_version);
            if let Some(kept) = measured.iter().find(|kept| kept.clock == clock) {
                return Ok(kept.clone());
            }
            let (records, state) = (self.in_memory().await?, state.clone());
            let kept = self.measuring(move || Ok(Arc::new(Measurement::of(records, &state, clock)))).await?;
            measured.push(kept.clone());
            Ok(kept)
        };
        reading.unless_called_off(read).await
    }

    /// Does ahead of the first question what every question about records needs: reads them, finds the orders in which a list
    /// may be asked for, and reviews the months that are likely to be asked for.
    pub async fn get_ready(&self) -> Result<(), WorkspaceError> {
        self.facets().await?;
        let measurement = self.measured(ClockChoice::default()).await?;
        in_background(move || {
            measurement.orders.make_all(&measurement);
            Ok(())
        })
        .await?;
        self.review_ahead().await
    }

    async fn load(&self, state: &State, watch: &Watch) -> Result<InMemory, WorkspaceError> {
        let zone = Zone::named(&state.policy.time_zone)
            .map_err(|_| WorkspaceError::UnknownZone(state.policy.time_zone.clone()))?;
        let addresses = Arc::new(self.address_keys().await?);
        let adjustments = Arc::new(self.adjustments().await?);
        let required = Arc::new(Required::of(&(&*state.versions).into()));
        let found = self.found_fields(&state.policy).await?;
        let readings = self.readings(if state.records < WORTH_TWO { 1 } else { 2 }).await?;
        let (parts, runtime) = (readings.len() as i64, tokio::runtime::Handle::current());
        let (done, total) = (Arc::new(Mutex::new(0)), state.records);
        let mut running = Vec::new();
        for (part, (mut reading, last)) in (0..).zip(readings) {
            let ids = last * part / parts + 1..=last * (part + 1) / parts;
            let (zone, required, runtime, pool) =
                (zone.clone(), required.clone(), runtime.clone(), self.readers().clone());
            let records = state.records as usize / parts as usize;
            let (addresses, adjustments, found) = (addresses.clone(), adjustments.clone(), found.clone());
            let (done, watch) = (done.clone(), watch.clone());
            running.push(tokio::spawn(in_background(move || {
                let mut columns = Columns::with_capacity(zone, records);
                columns.look_in(found.clone());
                let mut texts = RowTexts::with_capacity(records);
                {
                    let mut handle = runtime.block_on(reading.lock_handle())?;
                    let look = |rows: u64| {
                        // Told under the lock: what one connection says is never overtaken by what another said before.
                        let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
                        *done += rows;
                        (watch.progress)(Progress { phase: Phase::Reading, done: *done, total });
                        !pool.is_closed() && !watch.cancelled()
                    };
                    let share = Share { ids, addresses: &addresses, adjustments: &adjustments, found: &found };
                    read_all(&Raw::new(&mut handle), &required, share, look, &mut columns, &mut texts)?;
                }
                runtime.block_on(reading.rollback())?;
                Ok((columns, texts))
            })));
        }
        let mut read = Vec::new();
        for part in running {
            read.push(
                part.await.map_err(|cause| WorkspaceError::Unreadable { what: "row", cause: cause.to_string() })??,
            );
        }
        in_background(move || {
            let mut parts = read.into_iter();
            let (mut columns, mut texts) = parts.next().ok_or(WorkspaceError::Cancelled)?;
            for (next, next_texts) in parts {
                columns.append(next);
                texts.append(&next_texts);
            }
            if let Some(order) = columns.arrange() {
                texts = texts.arranged(&order);
            }
            Ok(InMemory { columns: Arc::new(columns), texts: Arc::new(texts) })
        })
        .await
    }

    /// So many connections that see the same records, each with the largest id.
    async fn readings(&self, count: usize) -> Result<Vec<(Transaction<'static, Sqlite>, i64)>, WorkspaceError> {
        loop {
            let (mut readings, mut versions) = (Vec::new(), Vec::new());
            for _ in 0..count {
                let mut reading = self.readers().begin().await?;
                let (version, last) =
                    sqlx::query_as("select records_version, (select coalesce(max(id), 0) from records) from workspace")
                        .fetch_one(&mut *reading)
                        .await?;
                versions.push(version);
                readings.push((reading, last));
            }
            // A change that was saved between two of them is seen by one alone: all look again.
            if versions.iter().all(|version: &i64| *version == versions[0]) {
                return Ok(readings);
            }
        }
    }
}

pub(crate) async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, WorkspaceError> + Send + 'static,
) -> Result<T, WorkspaceError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|cause| WorkspaceError::Unreadable { what: "row", cause: cause.to_string() })?
}

/// Records from which on a second connection is worth its while.
const WORTH_TWO: u64 = 20_000;

/// Rows between two looks at whether to go on.
const LOOK_EVERY: u64 = 1 << 13;

/// What no figure needs, unless packets are checked.
const UNMEASURED: [usize; 6] = [at::CYCLE, at::SOURCE_LINE, at::CONTENT, at::FIRST_OWNER, at::AMOUNT, at::ATTRIBUTES];

/// What one connection reads.
struct Share<'a> {
    ids: RangeInclusive<i64>,
    addresses: &'a AddressKeys,
    adjustments: &'a Adjustments,
    found: &'a Found,
}

/// Reads the records of a share, in the order of the ids. `look` is told of so many more rows, and says whether to go on.
fn read_all(
    raw: &Raw<'_>,
    required: &Required,
    share: Share<'_>,
    look: impl Fn(u64) -> bool,
    columns: &mut Columns,
    texts: &mut RowTexts,
) -> Result<(), WorkspaceError> {
    // Null in the place of what is not needed: the others keep their places, and SQLite does not copy what nobody reads.
    let Share { ids, addresses, adjustments, found } = share;
    let is_read = |place| {
        let is_needed = !required.is_empty() || (place == at::ATTRIBUTES && !addresses.is_empty());
        is_needed || !UNMEASURED.contains(&place)
    };
    let read: Vec<&str> =
        COLUMNS.split(", ").enumerate().map(|(place, name)| if is_read(place) { name } else { "null" }).collect();
    let sql = format!("select id, {} from records where id between $1 and $2 order by id", read.join(", "));
    let mut rows = raw.prepare(&sql)?;
    let mut is_row = rows.query(&[Bind::Int(*ids.start()), Bind::Int(*ids.end())])?;
    let mut unseen = 0;
    if !look(0) {
        return Err(WorkspaceError::Cancelled);
    }
    while is_row {
        let id = u32::try_from(rows.int(0)).map_err(WorkspaceError::unreadable("record"))?;
        unseen += 1;
        if unseen == LOOK_EVERY {
            if !look(unseen) {
                return Err(WorkspaceError::Cancelled);
            }
            unseen = 0;
        }
        if adjustments.is_merged(id.into()) {
            is_row = rows.step()?;
            continue;
        }
        texts.push(rows.text(1 + at::RECORD_ID).unwrap_or_default(), rows.int(1 + at::BATCH) as u32);
        let started = rows.optional_int(1 + at::MOMENTS + Moment::Started.index());
        let packet = rows.text(1 + at::HANDOFF).and_then(|key| required.fields(key, started));
        match packet {
            // Packet fields may be attributes, which are read only where somebody asks for them.
            Some(fields) => {
                let record = adjustments.adjusted(id.into(), row::read(&rows, 1)?);
                columns.push_parts(id, &RecordParts::of(&record, fields, found));
            }
            None => push(&rows, id, addresses, adjustments, columns)?,
        }
        is_row = rows.step()?;
    }
    look(unseen);
    Ok(())
}

/// Reads a row without building a record.
fn push(
    row: &Statement<'_>,
    id: u32,
    addresses: &AddressKeys,
    adjustments: &Adjustments,
    columns: &mut Columns,
) -> Result<(), WorkspaceError> {
    let text = |column: usize| row.text(1 + column);
    let flag = |column: usize| row.optional_int(1 + column).map(|value| value != 0);
    let tier_changes = row::tier_changes(text(at::TIER_CHANGES))?;
    let mut pauses = row::pauses(text(at::PAUSES))?;
    adjustments.pause(id.into(), &mut pauses);
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

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use playbook::record::HandoffRecord;

    /// Records as they lie in memory after an import that was the first, measured under an empty policy.
    pub(in crate::records) fn measurement(records: &[HandoffRecord]) -> Measurement {
        let policy = Arc::new(Policy::new("Kestrel Freight", "Europe/Vienna"));
        let mut columns = Columns::new(Zone::named(&policy.time_zone).expect("a zone"));
        let mut texts = RowTexts::default();
        for (id, record) in (1..).zip(records) {
            columns.push(id, record);
            texts.push(&record.record_id, 1);
        }
        if let Some(order) = columns.arrange() {
            texts = texts.arranged(&order);
        }
        let state = State {
            policy_version: 1,
            versions: Arc::new(Versions::one(policy.clone())),
            policy,
            data_version: 1,
            records_version: 1,
            records: records.len() as u64,
            as_of: None,
        };
        Measurement::of(InMemory { columns: Arc::new(columns), texts: Arc::new(texts) }, &state, ClockChoice::default())
    }
}
