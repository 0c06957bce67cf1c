//! Routing tried on records, and counted over a quarter.

use super::records::{Started, Which};
use super::{QUARTER, Workspace, WorkspaceError, point, told};
use crate::imports::store::Watch;
use playbook::policy::criteria::{Example, Facts, Told};
use playbook::policy::{MatchBy, Policy, RoutingKind};
use playbook::record::{HandoffRecord, Moment, Seen};
use playbook::routing::matching::Marks;
use playbook::routing::{Hours, Known, Load, Reasons, Routed, Situation, Step, Target, route, route_at_start};
use playbook::{DAY, Instant};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use ts_rs::TS;

/// What is tried: values by field key, or a record that was imported, by its row id or by the CRM's.
pub enum Tried {
    Values(Example),
    Record(String),
    /// One passage, by its row id.
    Row(u32),
}

/// Who would get a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RoutingTried {
    /// In words; `None` = nobody.
    pub owner: Option<String>,
    pub because: String,
    /// Place of the row that decided, from 0; `None` = none did.
    pub row: Option<usize>,
    /// What came before the table: duplicates, the account, the enrichment buffer. In sentences.
    pub before: Vec<String>,
    pub steps: Vec<Step>,
}

/// Which rows decided, over the records of a time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, TS)]
pub struct RoutingHits {
    /// By row, in the table's order.
    pub rows: Vec<u32>,
    /// Of these, by rows of the kind *fallback*.
    pub fallback: u32,
    pub nobody: u32,
    /// Where a row above the one that would decide asks for a field that no import brought.
    pub cannot_judge: u32,
    pub records: u32,
}

/// Records that are looked through for a duplicate and an account.
const LOOKED_THROUGH: i64 = 5_000;

/// Days over which shares of a pool are counted.
const SHARES_OVER: i64 = 30;

impl Workspace {
    /// Tries a record on a handoff point at an instant. What people hold is counted from the records.
    pub async fn routing_try(
        &self,
        policy: Arc<Policy>,
        handoff: &str,
        tried: Tried,
        now: Instant,
    ) -> Result<RoutingTried, WorkspaceError> {
        let point = point(&policy, handoff)?;
        let (told, found) = (told(&policy, now)?, self.found_fields(&policy).await?);
        let (example, record) = match tried {
            Tried::Values(example) => (example, None),
            Tried::Record(id) => (Example::default(), Some(self.record_called(&id).await?)),
            Tried::Row(row) => (Example::default(), Some(self.record_at(row).await?)),
        };
        let matching = &point.routing.matching;
        let marks = |by: &[MatchBy]| match &record {
            Some(record) => Marks::of(&found.seen(record), by, &policy, &told.zone),
            None => Marks::of(&example, by, &policy, &told.zone),
        };
        let (same, own) = (marks(&matching.duplicate_by), marks(&matching.account_by));
        let id = record.as_ref().map(|record| record.record_id.clone());
        let duplicate = self.alike(&policy, &told, same, id.clone(), &matching.duplicate_by).await?;
        let account = self.alike(&policy, &told, own, id, &matching.account_by).await?;
        let loads = self.loads(&policy, &told).await?;
        let seen = record.as_ref().map(|record| found.seen(record));
        let facts: &dyn Facts = match &seen {
            Some(seen) => seen,
            None => &example,
        };
        let duplicate = duplicate.as_ref().map(|(by, record)| (*by, found.seen(record)));
        let account = account.as_ref().map(|(by, record)| (*by, found.seen(record)));
        let situation = Situation {
            told: &told,
            loads: &loads,
            duplicate: duplicate.as_ref().map(|(by, seen)| as_known(*by, seen)),
            account: account.as_ref().map(|(by, seen)| as_known(*by, seen)),
        };
        let Routed { target, row, because, before, steps } = route(&policy, point, facts, &situation);
        Ok(RoutingTried { owner: target.words(), because, row, before, steps })
    }

    /// The latest other record that has something in common with this one.
    async fn alike(
        &self,
        policy: &Arc<Policy>,
        told: &Told,
        marks: Marks,
        own: Option<String>,
        by: &[MatchBy],
    ) -> Result<Option<(MatchBy, HandoffRecord)>, WorkspaceError> {
        if marks.is_empty() {
            return Ok(None);
        }
        let which = Which::Holding(marks.texts(), LOOKED_THROUGH);
        let (policy, zone, by) = (policy.clone(), told.zone.clone(), by.to_vec());
        let found = self.found_fields(&policy).await?;
        let looked = move |best: &mut Option<(usize, MatchBy, HandoffRecord)>, _, record: HandoffRecord| {
            if Some(&record.record_id) == own.as_ref() {
                return;
            }
            let other = Marks::of(&found.seen(&record), &by, &policy, &zone);
            let shared = marks.shared(&other).map(|(shared, _)| shared);
            let rank = |shared: MatchBy| by.iter().position(|known| *known == shared).unwrap_or(by.len());
            // The surest way of matching first; of these the latest record, which comes first.
            if let Some(shared) = shared
                && best.as_ref().is_none_or(|(known, ..)| rank(shared) < *known)
            {
                *best = Some((rank(shared), shared, record));
            }
        };
        let best = self.each_record(which, Watch::nobody(), None, looked).await?;
        Ok(best.map(|(_, by, record)| (by, record)))
    }

    async fn record_called(&self, id: &str) -> Result<HandoffRecord, WorkspaceError> {
        let missing = || WorkspaceError::NoSuchRecord(id.to_owned());
        let row: Option<i64> = sqlx::query_scalar(
            "select id from records where record_id = $1 order by started_at desc nulls last limit 1",
        )
        .bind(id)
        .fetch_optional(self.readers())
        .await?;
        let row = match row {
            Some(row) => u32::try_from(row).map_err(|_| missing())?,
            None => id.parse().map_err(|_| missing())?,
        };
        self.record_at(row).await
    }

    async fn record_at(&self, row: u32) -> Result<HandoffRecord, WorkspaceError> {
        let missing = || WorkspaceError::NoSuchRecord(row.to_string());
        let (record, ..) = self.read_one(row).await?.ok_or_else(missing)?;
        Ok(record)
    }

    /// What the people of a policy hold, by the records: open ones, those of today, and those of the last thirty days.
    async fn loads(&self, policy: &Policy, told: &Told) -> Result<BTreeMap<String, Load>, WorkspaceError> {
        let (today, _) = told.zone.day_bounds(told.today()).unwrap_or((told.now, told.now));
        type Row = (String, i64, i64, i64, Option<Instant>);
        let rows: Vec<Row> = sqlx::query_as(
            "select owner, sum(disposition = 'open' and rejected_at is null and completed_at is null), \
             sum(coalesce(assigned_at, started_at) >= $1), sum(coalesce(assigned_at, started_at) >= $2), \
             max(coalesce(assigned_at, started_at)) from records where owner is not null group by owner",
        )
        .bind(today)
        .bind(told.now - SHARES_OVER * DAY)
        .fetch_all(self.readers())
        .await?;
        let mut loads = BTreeMap::new();
        for (owner, open, today, given, last) in rows {
            let is = |name: &str| name.trim().to_lowercase() == owner.trim().to_lowercase();
            if let Some(person) = policy.people.iter().find(|person| is(&person.name) || is(&person.key)) {
                let count = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
                let load = Load { open: count(open), today: count(today), given: count(given), last_given: last };
                loads.insert(person.key.clone(), load);
            }
        }
        Ok(loads)
    }

    /// Routes the records that started at a handoff point in a time, each at its start; without one, those of the last quarter. Duplicates
    /// and accounts are not looked for: what was there then is not known any more.
    pub async fn routing_hits(
        &self,
        policy: Arc<Policy>,
        handoff: &str,
        from: Option<Instant>,
        to: Option<Instant>,
    ) -> Result<RoutingHits, WorkspaceError> {
        let rows = point(&policy, handoff)?.routing.rows.len();
        let nothing = RoutingHits { rows: vec![0; rows], ..RoutingHits::default() };
        if self.state().records == 0 {
            return Ok(nothing);
        }
        let as_of = match self.state().as_of {
            Some(as_of) => as_of,
            None => self.columns().await?.as_of().unwrap_or_default(),
        };
        let until = to.unwrap_or(as_of + 1);
        let from = from.unwrap_or(until - QUARTER);
        let which = Which::Started(Started { handoffs: Some(vec![handoff.into()]), from, until, bare: false });
        let (mut told, found) = (told(&policy, 0)?, self.found_fields(&policy).await?);
        let (hours, key) = (Hours::of(&policy), handoff.to_owned());
        self.each_record(which, Watch::nobody(), nothing, move |hits, _, record| {
            let Some(point) = policy.handoff(&key) else { return };
            hits.records += 1;
            told.now = record.at(Moment::Started).unwrap_or_default();
            match route_at_start(&policy, &hours, point, &found.seen(&record), &told, Reasons::Unsaid) {
                Err(_) => hits.cannot_judge += 1,
                Ok(routed) => match routed.row {
                    Some(row) => {
                        hits.rows[row] += 1;
                        hits.fallback += u32::from(point.routing.rows[row].kind == RoutingKind::Fallback);
                    }
                    None => hits.nobody += u32::from(routed.target == Target::Nobody),
                },
            }
        })
        .await
    }
}

fn as_known<'a>(by: MatchBy, seen: &'a Seen<'a>) -> Known<'a> {
    Known { by, name: &seen.record.record_id, owner: seen.record.owner.as_deref(), facts: seen }
}
