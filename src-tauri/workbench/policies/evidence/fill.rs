//! How often the fields of a packet are filled.

use super::records::{Started, Which};
use super::{QUARTER, Workspace, WorkspaceError, point, told};
use crate::imports::store::Watch;
use playbook::Instant;
use playbook::airtight::Evidence;
use playbook::metrics::Month;
use playbook::policy::criteria::Example;
use playbook::policy::{Field, PacketTried, Policy};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use ts_rs::TS;

/// A field of a packet, and how many records have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PacketFilled {
    /// Catalogue key.
    pub field: String,
    #[ts(type = "number")]
    pub filled: u64,
    /// Records; 0 where no import brought the field, so that nobody knows.
    #[ts(type = "number")]
    pub of: u64,
}

/// The rates that the check asked for last: while a draft is edited it mostly asks for the same.
#[derive(Default)]
pub(crate) struct Filled(Mutex<Option<(FilledKey, Evidence)>>);

/// What the rates depend on: the records, the fields, and what packets require.
type FilledKey = (i64, Vec<Field>, BTreeMap<String, Vec<String>>);

impl Workspace {
    /// What a packet filled in like this would meet at an instant.
    pub fn packet_try(
        &self,
        policy: &Policy,
        handoff: &str,
        entries: &Example,
        now: Instant,
    ) -> Result<PacketTried, WorkspaceError> {
        Ok(policy.try_packet(point(policy, handoff)?, entries, &told(policy, now)?))
    }

    /// The fields of a handoff point's packet over the records that started in a month; `None` = the last month that has records.
    pub async fn packet_fill(
        &self,
        policy: Arc<Policy>,
        handoff: &str,
        month: Option<Month>,
    ) -> Result<Vec<PacketFilled>, WorkspaceError> {
        let keys: Vec<String> = policy.packet(point(&policy, handoff)?).into_iter().map(|field| field.field).collect();
        let Some(month) = self.month_or_last(month).await? else {
            return Ok(keys.into_iter().map(|field| PacketFilled { field, filled: 0, of: 0 }).collect());
        };
        let (from, until) = told(&policy, 0)?.zone.month_bounds(month);
        let asked = BTreeMap::from([(handoff.to_owned(), keys.clone())]);
        let which = Started { handoffs: Some(vec![handoff.into()]), from, until, bare: false };
        let filled = self.count_filled(&policy, which, asked).await?;
        let measured = |field: String| {
            let (filled, of) = filled.get(&(handoff.to_owned(), field.clone())).copied().unwrap_or_default();
            PacketFilled { field, filled, of }
        };
        Ok(keys.into_iter().map(measured).collect())
    }

    /// What the records of the last quarter say of the fields that packets require.
    pub async fn fill_evidence(&self, policy: &Arc<Policy>) -> Result<Evidence, WorkspaceError> {
        let as_of = match self.state().as_of {
            Some(as_of) => Some(as_of),
            None => self.columns().await?.as_of(),
        };
        let required = policy.handoffs.iter().map(|point| (point.key.clone(), policy.required_fields(point)));
        let required: BTreeMap<String, Vec<String>> = required.filter(|(_, fields)| !fields.is_empty()).collect();
        let (Some(as_of), false) = (as_of, required.is_empty()) else { return Ok(Evidence::default()) };
        let key = (self.state().records_version, policy.fields.clone(), required.clone());
        let known = |kept: &Option<(FilledKey, Evidence)>| {
            kept.as_ref().filter(|(of, _)| *of == key).map(|(_, known)| known.clone())
        };
        if let Some(known) = known(&self.filled().0.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(known);
        }
        let which = Started { handoffs: None, from: as_of - QUARTER, until: as_of + 1, bare: false };
        let evidence = Evidence { filled: self.count_filled(policy, which, required).await? };
        *self.filled().0.lock().unwrap_or_else(PoisonError::into_inner) = Some((key, evidence.clone()));
        Ok(evidence)
    }

    /// By handoff and field: records in which the field is filled, and records. A field that no import brought is left out.
    async fn count_filled(
        &self,
        policy: &Arc<Policy>,
        which: Started,
        asked: BTreeMap<String, Vec<String>>,
    ) -> Result<BTreeMap<(String, String), (u64, u64)>, WorkspaceError> {
        let found = self.found_fields(policy).await?;
        let policy = policy.clone();
        self.each_record(Which::Started(which), Watch::nobody(), BTreeMap::new(), move |counts, _, record| {
            let Some(keys) = asked.get(&record.handoff) else { return };
            for field in keys.iter().filter(|key| found.is_brought(key)).filter_map(|key| policy.field(key)) {
                let count: &mut (u64, u64) = counts.entry((record.handoff.clone(), field.key.clone())).or_default();
                count.0 += u64::from(found.has(&record, &field.key));
                count.1 += 1;
            }
        })
        .await
    }
}
