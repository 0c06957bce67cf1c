//! What the desk shows: the cases in the order in which they are worked, and one of them with everything beside it.

use super::store;
use crate::policies::evidence::Tried;
use crate::records::badge;
use crate::records::row::attributes as attributes_of;
use crate::workspace::{Workspace, WorkspaceError};
use playbook::Instant;
use playbook::calendar::Zone;
use playbook::exception::audit::{Entry, Verified};
use playbook::exception::desk::{Case, DeskClock, Due, Status, Suggestion, TimeLeft, in_order, suggest};
use playbook::exception::{PassageKey, Taxonomy, may};
use playbook::metrics::Month;
use playbook::metrics::review::HandoffBadge;
use playbook::policy::{AuditField, Policy};
use playbook::record::Naming;
use playbook::{DAY, Millis};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Which cases are shown. Everything that is left out does not count.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct CaseQuery {
    /// Only what is on the desk.
    pub open: bool,
    /// Raised, resolved or arisen in this month of the workspace's zone.
    #[ts(type = "string | null")]
    pub month: Option<Month>,
    pub exception_type: Option<String>,
    pub severity: Option<String>,
    pub handoff: Option<String>,
    /// Person key; the empty text = nobody's.
    pub owner: Option<String>,
    /// Part of the case's name, the record's name or id, or the sentence, whatever the case of its letters.
    pub text: Option<String>,
}

/// A case in the list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct CaseRow {
    pub case: Case,
    /// `EX-12`
    pub name: String,
    /// What people call its record: the company, else the deal or the person. `None` = no import brought a name.
    pub called: Option<String>,
    pub type_name: String,
    pub severity_name: String,
    pub handoff: HandoffBadge,
    /// `None` = nobody.
    pub owner_name: Option<String>,
    /// The role's name to which a dispute has come.
    pub escalated_to_name: Option<String>,
    pub due: Due,
    /// `None` = no target, or closed.
    pub left: Option<TimeLeft>,
    /// Who would take it, where nobody has; `None` = it is owned or closed, or the policy names no role for it.
    pub suggested: Option<Suggestion>,
    /// Elapsed time on the desk, milliseconds.
    #[ts(type = "number")]
    pub open_ms: Millis,
}

/// How the desk stands to the records and the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "DeskStanding")]
pub enum Standing {
    /// It has seen them as they are.
    Current,
    /// They changed since.
    Outdated,
    /// They changed since, and this process only reads the file.
    OnlyRead,
}

/// The desk.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "ExceptionDesk")]
pub struct Desk {
    /// The instant of `open_ms` and `left`.
    #[ts(type = "number")]
    pub now: Instant,
    /// The instant up to which the data is known.
    #[ts(type = "number | null")]
    pub as_of: Option<Instant>,
    /// In order; at most so many as were asked for.
    pub rows: Vec<CaseRow>,
    /// Cases that the query asks for.
    pub found: usize,
    /// All cases on the desk.
    pub open: usize,
    pub past_target: usize,
    /// Resolved by people in the last seven days.
    pub resolved_lately: usize,
    /// By severity key, in the policy's order: open cases.
    pub by_severity: Vec<(String, usize)>,
    /// Findings that were over, or stood for more than thirty days, before anybody looked: counted in the measures, never on the desk.
    pub history: usize,
    pub standing: Standing,
    pub audit: Verified,
}

/// An entry of the trail with its hash.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "AuditListed")]
pub struct ListedEntry {
    pub entry: Entry,
    pub hash: String,
}

/// Whether a person may do a verb about a case, before it is tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RightOf {
    pub verb: String,
    pub name: String,
    /// Key of the role that has to approve; `None` = the holder decides alone.
    pub approved_by: Option<String>,
    /// Why not, with who could; `None` = may, given an approver where one is needed.
    pub refused: Option<String>,
}

/// One case with everything beside it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct CaseDetail {
    pub row: CaseRow,
    /// The record's row id, for its own page; `None` where no import brings it any more.
    pub record: Option<String>,
    /// Oldest first.
    pub history: Vec<ListedEntry>,
    /// What has to be written down before it is closed or overridden.
    pub audit_fields: Vec<AuditField>,
    /// For the person who acts.
    pub rights: Vec<RightOf>,
}

/// To whom a record would go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "CaseRecordOwner")]
pub struct RecordOwner {
    /// In words; `None` = nobody.
    pub owner: Option<String>,
    pub because: String,
}

/// The most rows of a list that is looked at.
pub const MOST_ROWS: usize = 5_000;

impl Workspace {
    /// How many cases are on the desk; `None` where it has not seen the records and the policy as they are.
    pub async fn open_cases(&self) -> Result<Option<u64>, WorkspaceError> {
        if self.desk_standing().await? != Standing::Current {
            return Ok(None);
        }
        let counts: Vec<(String, i64)> =
            sqlx::query_as("select status, count(*) from exceptions group by status").fetch_all(self.readers()).await?;
        let open = counts.iter().filter(|(name, _)| Status::named(name).is_some_and(Status::is_open));
        Ok(Some(open.map(|(_, count)| count.unsigned_abs()).sum()))
    }

    /// The desk as of an instant, with at most so many rows.
    pub async fn desk(&self, query: &CaseQuery, now: Instant, most: usize) -> Result<Desk, WorkspaceError> {
        let mut reading = self.readers().acquire().await?;
        let cases = store::read_all(&mut reading).await?;
        let history: i64 =
            sqlx::query_scalar("select cast(coalesce(sum(findings), 0) as bigint) from exception_history")
                .fetch_one(&mut *reading)
                .await?;
        drop(reading);
        let state = self.state();
        let policy = &state.policy;
        let (taxonomy, zone) = (Taxonomy::of(policy), self.zone()?);
        let on_desk = || cases.iter().filter(|case| case.status.is_open());
        let by_severity = taxonomy
            .severities
            .iter()
            .map(|severity| (severity.key.clone(), on_desk().filter(|case| case.severity == severity.key).count()));
        let lately = |case: &&Case| {
            case.status == Status::Resolved && case.resolved_at.is_some_and(|at| (now - 7 * DAY..=now).contains(&at))
        };
        let (by_severity, open) = (by_severity.collect(), on_desk().count());
        let past_target = on_desk().filter(|case| case.due_at.is_some_and(|due| due < now)).count();
        let resolved_lately = cases.iter().filter(lately).count();
        let held = held(&cases);
        let asked = |case: &Case| query.wants(case, &zone);
        let mut found: Vec<Case> = cases.into_iter().filter(asked).collect();
        in_order(&taxonomy, &mut found);
        let searched = query.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        // A text may stand in a name, so that names are read before rows are left out; else after.
        let named = if searched.is_some() { found.len() } else { found.len().min(most) };
        let names = self.names_of(&found[..named]).await?;
        if let Some(text) = searched {
            found.retain(|case| says(case, names.get(&case.number), text));
        }
        let desk =
            Rows { policy, clock: DeskClock::of(&taxonomy, policy), taxonomy: &taxonomy, names, held, zone, now };
        Ok(Desk {
            now,
            as_of: state.as_of,
            found: found.len(),
            rows: found.into_iter().take(most).map(|case| desk.row(case)).collect(),
            open,
            past_target,
            resolved_lately,
            by_severity,
            history: usize::try_from(history).unwrap_or(0),
            standing: self.desk_standing().await?,
            audit: self.audit_state().await?,
        })
    }

    /// One case, and what the person who acts may do about it.
    pub async fn case(&self, number: u32, actor: &str, now: Instant) -> Result<CaseDetail, WorkspaceError> {
        let mut reading = self.readers().acquire().await?;
        let case = store::read(&mut reading, number).await?;
        let record: Option<i64> =
            sqlx::query_scalar("select id from records where record_id = $1 and handoff = $2 and cycle = $3")
                .bind(&case.passage.record_id)
                .bind(&case.passage.handoff)
                .bind(case.passage.cycle)
                .fetch_optional(&mut *reading)
                .await?;
        let links: Vec<(String, String)> =
            sqlx::query_as("select hash, entry from audit where subject = $1 order by number")
                .bind(case.name())
                .fetch_all(&mut *reading)
                .await?;
        let held = held(&store::read_all(&mut reading).await?);
        drop(reading);
        let read = |(hash, entry): (String, String)| {
            let entry = serde_json::from_str(&entry).map_err(WorkspaceError::unreadable("audit entry"))?;
            Ok(ListedEntry { entry, hash })
        };
        let policy = self.policy();
        let (taxonomy, zone) = (Taxonomy::of(&policy), self.zone()?);
        let names = self.names_of(std::slice::from_ref(&case)).await?;
        let desk = Rows {
            policy: &policy,
            clock: DeskClock::of(&taxonomy, &policy),
            taxonomy: &taxonomy,
            names,
            held,
            zone,
            now,
        };
        Ok(CaseDetail {
            record: record.map(|id| id.to_string()),
            history: links.into_iter().map(read).collect::<Result<_, WorkspaceError>>()?,
            audit_fields: taxonomy.kind(&case.exception_type).map_or_else(Vec::new, |kind| kind.audit_fields.clone()),
            rights: rights(&policy, &case, actor),
            row: desk.row(case),
        })
    }

    /// To whom the policy's routing gives a case's record now. `None` where no import brings the record any more, or the policy has
    /// no such handoff point.
    pub async fn case_record_owner(&self, number: u32, now: Instant) -> Result<Option<RecordOwner>, WorkspaceError> {
        let mut reading = self.readers().acquire().await?;
        let PassageKey { record_id, handoff, cycle } = store::read(&mut reading, number).await?.passage;
        let row: Option<i64> =
            sqlx::query_scalar("select id from records where record_id = $1 and handoff = $2 and cycle = $3")
                .bind(record_id)
                .bind(&handoff)
                .bind(cycle)
                .fetch_optional(&mut *reading)
                .await?;
        drop(reading);
        let policy = self.policy();
        let row = row.and_then(|row| u32::try_from(row).ok()).filter(|_| policy.handoff(&handoff).is_some());
        let Some(row) = row else { return Ok(None) };
        let tried = self.routing_try(policy, &handoff, Tried::Row(row), now).await?;
        Ok(Some(RecordOwner { owner: tried.owner, because: tried.because }))
    }

    /// What people call the records of cases, by the case's number; a record without a name is left out.
    async fn names_of(&self, cases: &[Case]) -> Result<BTreeMap<u32, String>, WorkspaceError> {
        let numbers: Vec<u32> = cases.iter().map(|case| case.number).collect();
        let rows: Vec<(u32, String)> = sqlx::query_as(
            "select exceptions.number, records.attributes from exceptions join records \
             on records.record_id = exceptions.record_id and records.handoff = exceptions.handoff \
             and records.cycle = exceptions.cycle \
             where exceptions.number in (select value from json_each($1)) and records.attributes is not null",
        )
        .bind(serde_json::to_string(&numbers).map_err(WorkspaceError::unreadable("exception"))?)
        .fetch_all(self.readers())
        .await?;
        let naming = Naming::of(&self.policy());
        let mut names = BTreeMap::new();
        for (number, attributes) in rows {
            if let Some(name) = naming.name(&attributes_of(Some(&attributes))?) {
                names.insert(number, name.to_owned());
            }
        }
        Ok(names)
    }

    pub(super) fn zone(&self) -> Result<Zone, WorkspaceError> {
        let policy = self.policy();
        Zone::named(&policy.time_zone).map_err(|_| WorkspaceError::UnknownZone(policy.time_zone.clone()))
    }
}

impl CaseQuery {
    /// All but the text, for which names are needed.
    fn wants(&self, case: &Case, zone: &Zone) -> bool {
        let is = |wanted: &Option<String>, value: &str| wanted.as_deref().is_none_or(|wanted| wanted == value);
        let in_month = |month: Month| {
            let times = [Some(case.arose), Some(case.raised_at), case.resolved_at];
            times.into_iter().flatten().any(|at| zone.month_of(at) == month)
        };
        (!self.open || case.status.is_open())
            && self.month.is_none_or(in_month)
            && is(&self.exception_type, &case.exception_type)
            && is(&self.severity, &case.severity)
            && is(&self.handoff, &case.passage.handoff)
            && is(&self.owner, case.owner.as_deref().unwrap_or_default())
    }
}

/// Whether a text stands in what is read of a case, whatever the case of its letters.
fn says(case: &Case, name: Option<&String>, text: &str) -> bool {
    let text = text.to_lowercase();
    [case.name().as_str(), &case.passage.record_id, &case.because, name.map_or("", String::as_str)]
        .iter()
        .any(|one| one.to_lowercase().contains(&text))
}

/// Open cases by the key of their owner.
fn held(cases: &[Case]) -> BTreeMap<String, usize> {
    let mut held = BTreeMap::new();
    for owner in cases.iter().filter(|case| case.status.is_open()).filter_map(|case| case.owner.as_ref()) {
        *held.entry(owner.clone()).or_default() += 1;
    }
    held
}

/// What the rows of a desk are made of.
struct Rows<'a> {
    policy: &'a Policy,
    taxonomy: &'a Taxonomy<'a>,
    clock: DeskClock<'a>,
    names: BTreeMap<u32, String>,
    held: BTreeMap<String, usize>,
    zone: Zone,
    now: Instant,
}

impl Rows<'_> {
    fn row(&self, case: Case) -> CaseRow {
        let Rows { policy, taxonomy, clock, names, held, zone, now } = self;
        let person = |key: &String| {
            let known = policy.people.iter().find(|person| person.key == *key);
            known.map_or_else(|| key.clone(), |person| person.name.clone())
        };
        let role = |key: &String| policy.role(key).map_or_else(|| key.clone(), |role| role.name.clone());
        let left = clock.left(&case, *now);
        CaseRow {
            name: case.name(),
            called: names.get(&case.number).cloned(),
            type_name: taxonomy.kind_name(&case.exception_type).to_owned(),
            severity_name: taxonomy.severity_name(&case.severity).to_owned(),
            handoff: badge(policy, &case.passage.handoff),
            owner_name: case.owner.as_ref().map(person),
            escalated_to_name: case.escalated_to.as_ref().map(role),
            due: clock.due(&case, left.as_ref(), *now),
            left,
            suggested: suggest(policy, taxonomy, &case, held, zone.date_of(*now)),
            open_ms: case.resolved_at.unwrap_or(*now).max(case.raised_at) - case.raised_at,
            case,
        }
    }
}

/// What a person may do, verb by verb; approval is asked for when it is done.
fn rights(policy: &Policy, case: &Case, actor: &str) -> Vec<RightOf> {
    let of = |right: &&playbook::policy::DecisionRight| {
        right.exception_type.as_ref().is_none_or(|kind| *kind == case.exception_type)
            && right.severity.as_ref().is_none_or(|severity| *severity == case.severity)
    };
    let fitting = policy.decision_rights.iter().filter(of);
    fitting
        .map(|right| {
            let approver = right.approved_by.as_ref().and_then(|role| {
                policy.holders(role).find(|person| person.active && person.key != actor && person.name != actor)
            });
            let approver = approver.map(|person| person.key.as_str());
            let permit = may(policy, actor, &right.verb, &case.exception_type, &case.severity, approver);
            let verb = policy.verbs.iter().find(|verb| verb.key == right.verb);
            RightOf {
                verb: right.verb.clone(),
                name: verb.map_or_else(|| right.verb.clone(), |verb| verb.name.clone()),
                approved_by: right.approved_by.clone(),
                refused: permit.err().map(|refusal| refusal.0),
            }
        })
        .collect()
}
