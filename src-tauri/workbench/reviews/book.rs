//! A month's review, whole: the figures, the sitting, and where the numbers come from. One function makes it for the window, the pack and
//! the command line.

use super::changes::{Published, Versions};
use super::{items, last_month, sign_offs, sittings};
use crate::records::badge;
use crate::records::load::in_background;
use crate::workspace::{Workspace, WorkspaceError};
use playbook::Instant;
use playbook::calendar::Zone;
use playbook::council::{
    self, ActionRow, Change, Council, CouncilFigures, CouncilState, Decision, DecisionRow, DecisionStatus, Provenance,
    Quarter, ReviewBook, Shipped, SignOff,
};
use playbook::exception::desk::Case;
use playbook::metrics::review::{Review, ReviewCell};
use playbook::metrics::{Basis, ClockChoice, Month, definition};
use sqlx::Row;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Figures of councils in memory: a year and a half.
const IN_MEMORY: usize = 18;

/// What a council asks for again and again: its measured figures, what was signed, and the versions that a review tells of.
#[derive(Default)]
pub(crate) struct Sat {
    /// Of one state of the data, the month asked for last first.
    figures: Mutex<(i64, Vec<MonthFigures>)>,
    frozen: Mutex<Vec<Frozen>>,
    published: Mutex<Option<(i64, Arc<Versions>)>>,
}

type MonthFigures = (Month, Arc<CouncilFigures>);

/// By number and digest of the sign-off.
type Frozen = (i64, String, Arc<ReviewBook>);

impl Sat {
    fn figures(&self, data_version: i64, month: Month) -> Option<Arc<CouncilFigures>> {
        let known = self.figures.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known.1.iter().find(|(of, _)| known.0 == data_version && *of == month)?;
        Some(found.1.clone())
    }

    fn keep_figures(&self, data_version: i64, month: Month, figures: &Arc<CouncilFigures>) {
        let mut known = self.figures.lock().unwrap_or_else(PoisonError::into_inner);
        if known.0 != data_version {
            *known = (data_version, Vec::new());
        }
        known.1.retain(|(of, _)| *of != month);
        known.1.insert(0, (month, figures.clone()));
        known.1.truncate(IN_MEMORY);
    }

    pub(super) fn frozen(&self, number: i64, digest: &str) -> Option<Arc<ReviewBook>> {
        let known = self.frozen.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known.iter().find(|(of, kept, _)| *of == number && kept == digest)?;
        Some(found.2.clone())
    }

    pub(super) fn keep_frozen(&self, number: i64, digest: &str, book: &Arc<ReviewBook>) {
        let mut known = self.frozen.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(0, (number, digest.to_owned(), book.clone()));
        known.truncate(IN_MEMORY);
    }

    pub(super) fn published(&self, latest: i64) -> Option<Arc<Versions>> {
        let known = self.published.lock().unwrap_or_else(PoisonError::into_inner);
        known.as_ref().filter(|(of, _)| *of == latest).map(|known| known.1.clone())
    }

    pub(super) fn keep_published(&self, latest: i64, versions: &Arc<Versions>) {
        *self.published.lock().unwrap_or_else(PoisonError::into_inner) = Some((latest, versions.clone()));
    }
}

/// What of the file a council is made of.
struct Kept {
    decisions: Vec<Decision>,
    actions: Vec<council::Action>,
    notes: council::Notes,
    attendance: council::Attendance,
    sign_offs: Vec<SignOff>,
    all_signed: Vec<SignOff>,
    cases: Vec<Case>,
}

impl Workspace {
    /// What the council has before it beside the month's review; `None` as month = the one that a review without a month is of. Of a month
    /// that is signed off: what was signed. `None` = no record has a month.
    pub async fn council(&self, month: Option<Month>, now: Instant) -> Result<Option<Council>, WorkspaceError> {
        let Some(month) = self.month_of_sitting(month).await? else { return Ok(None) };
        if let Some(frozen) = self.frozen(month).await? {
            let mut council = self.signed_council(&frozen, month).await?;
            self.carried_on(&mut council, now).await?;
            return Ok(Some(council));
        }
        let Some(review) = self.sitting_review(Some(month)).await? else {
            return Ok(None);
        };
        Ok(Some(self.live_council(&review, now).await?))
    }

    /// The month's review whole, as the window shows it and the pack prints it: what was signed where the month is signed off, else what the
    /// records say now.
    pub async fn review_book(&self, month: Option<Month>, now: Instant) -> Result<Option<ReviewBook>, WorkspaceError> {
        let Some(month) = self.month_of_sitting(month).await? else { return Ok(None) };
        match self.frozen(month).await? {
            Some(frozen) => {
                let mut book = ReviewBook::clone(&frozen);
                book.council = self.signed_council(&frozen, month).await?;
                book.provenance.signed = book.council.sign_offs.last().cloned();
                Ok(Some(book))
            }
            None => self.live_book(month, now).await,
        }
    }

    /// The month's review as the records are now.
    pub(super) async fn live_book(&self, month: Month, now: Instant) -> Result<Option<ReviewBook>, WorkspaceError> {
        let Some(review) = self.sitting_review(Some(month)).await? else {
            return Ok(None);
        };
        let council = self.live_council(&review, now).await?;
        let quarterly = match Quarter::ending(month) {
            Some(quarter) => Some(self.quarterly(Some(quarter)).await?),
            None => None,
        };
        Ok(Some(ReviewBook {
            provenance: self.provenance(&review).await?,
            exceptions: self.exception_measures().await?,
            maturity: self.maturity(now).await?,
            quarterly,
            definitions: review.columns.iter().map(|column| definition(column.metric)).collect(),
            council,
            review: Review::clone(&*self.with_marks(review).await?),
        }))
    }

    async fn month_of_sitting(&self, month: Option<Month>) -> Result<Option<Month>, WorkspaceError> {
        if month.is_some() {
            return Ok(month);
        }
        let review = self.sitting_review(None).await?;
        Ok(review.map(|review| review.month))
    }

    pub(super) fn zone_of_policy(&self) -> Result<Zone, WorkspaceError> {
        let policy = self.policy();
        Zone::named(&policy.time_zone).map_err(|_| WorkspaceError::UnknownZone(policy.time_zone.clone()))
    }

    /// A signed month: what was signed, with who signed since and where the live numbers are other ones now.
    async fn signed_council(&self, frozen: &ReviewBook, month: Month) -> Result<Council, WorkspaceError> {
        let mut reading = self.readers().acquire().await?;
        let sign_offs = sign_offs::of_month(&mut reading, month).await?;
        drop(reading);
        let live = self.sitting_review(Some(month)).await?;
        let mut council = frozen.council.clone();
        council.state = CouncilState::Signed;
        council.waiting_for = council::waiting_for(&council.attendance, sign_offs.last(), &self.policy());
        council.sign_offs = sign_offs;
        council.differences = live.map(|live| council::differences(&frozen.review, &live)).unwrap_or_default();
        Ok(council)
    }

    /// What was done since of what a signed month decided and gave out. It is done in the months after, and its lists are worked off on
    /// the screen of the month; its numbers stay.
    async fn carried_on(&self, council: &mut Council, now: Instant) -> Result<(), WorkspaceError> {
        let decisions = self.decisions().await?;
        for row in &mut council.decisions {
            row.is_signed = true;
            if let Some(known) = decisions.iter().find(|known| known.id == row.decision.id) {
                row.decision.policy_version = known.policy_version;
                row.decision.version = known.version;
            }
        }
        let mut actions = self.actions().await?;
        actions.retain(|action| council.actions.iter().any(|row| row.action.id == action.id));
        let (policy, zone) = (self.policy(), self.zone_of_policy()?);
        council.actions = council::listed(&actions, council.month, zone.date_of(now), &zone, &policy);
        Ok(())
    }

    async fn live_council(&self, review: &Arc<Review>, now: Instant) -> Result<Council, WorkspaceError> {
        let (month, policy, zone) = (review.month, self.policy(), self.zone_of_policy()?);
        let figures = self.council_figures(review).await?;
        let kept = self.kept(month).await?;
        let mut decisions = Vec::new();
        for decision in &kept.decisions {
            if decision.made_in <= month {
                let mut row = self.decision_row(decision, review).await?;
                row.is_signed = kept.all_signed.iter().any(|signed| signed.month == decision.made_in);
                decisions.push(row);
            }
        }
        let rank = |row: &DecisionRow| match row.decision.status {
            DecisionStatus::Proposed => 0,
            DecisionStatus::Decided => 1,
            DecisionStatus::Withdrawn => 2,
        };
        decisions.sort_by_key(|row| (rank(row), std::cmp::Reverse(row.decision.number)));
        let actions: Vec<ActionRow> = council::listed(&kept.actions, month, zone.date_of(now), &zone, &policy);
        let changes = self.changes(review, &kept, &zone).await?;
        let repeats = council::repeat_exceptions(&kept.cases, review, &policy, |at| zone.month_of(at));
        let state = if kept.sign_offs.is_empty() { CouncilState::Open } else { CouncilState::Reopened };
        Ok(Council {
            month,
            state,
            figures: CouncilFigures::clone(&figures),
            repeats,
            changes,
            decisions,
            actions,
            waiting_for: council::waiting_for(&kept.attendance, None, &policy),
            notes: kept.notes,
            attendance: kept.attendance,
            sign_offs: kept.sign_offs,
            differences: Vec::new(),
        })
    }

    async fn kept(&self, month: Month) -> Result<Kept, WorkspaceError> {
        let mut reading = self.readers().begin().await?;
        Ok(Kept {
            decisions: items::all(&mut reading).await?,
            actions: items::all(&mut reading).await?,
            notes: sittings::notes(&mut reading, month).await?,
            attendance: sittings::attendance(&mut reading, month).await?,
            sign_offs: sign_offs::of_month(&mut reading, month).await?,
            all_signed: sign_offs::all_in_force(&mut reading).await?,
            cases: crate::exceptions::all_cases(&mut reading).await?,
        })
    }

    /// The measured part, from memory where nothing changed.
    async fn council_figures(&self, review: &Arc<Review>) -> Result<Arc<CouncilFigures>, WorkspaceError> {
        let data_version = self.state().data_version;
        if let Some(known) = self.sat().figures(data_version, review.month) {
            return Ok(known);
        }
        let (measured, review) = (self.measured(ClockChoice::default()).await?, review.clone());
        let month = review.month;
        let mut figures =
            self.measuring(move || Ok(council::figures(measured.measured(), &review, measured.policy()))).await?;
        let mut named: Vec<(&str, &mut String)> = Vec::new();
        named.extend(figures.breaches.iter_mut().map(|one| (one.id.as_str(), &mut one.record_id)));
        named.extend(figures.recycle.overdue_records.iter_mut().map(|one| (one.id.as_str(), &mut one.record_id)));
        self.name(named).await?;
        let figures = Arc::new(figures);
        self.sat().keep_figures(data_version, month, &figures);
        Ok(figures)
    }

    /// Gives records the ids by which people know them; an empty one where its import was undone meanwhile.
    pub(super) async fn name(&self, records: Vec<(&str, &mut String)>) -> Result<(), WorkspaceError> {
        let ids = records.iter().map(|(id, _)| id.parse()).collect::<Result<Vec<i64>, _>>();
        let ids = serde_json::to_string(&ids.map_err(WorkspaceError::unreadable("record"))?)
            .map_err(WorkspaceError::unreadable("record"))?;
        let names = sqlx::query_as("select id, record_id from records where id in (select value from json_each($1))")
            .bind(ids)
            .fetch_all(self.readers())
            .await?;
        let names: HashMap<i64, String> = names.into_iter().collect();
        for (id, name) in records {
            *name = id.parse().ok().and_then(|id: i64| names.get(&id).cloned()).unwrap_or_default();
        }
        Ok(())
    }

    async fn decision_row(&self, decision: &Decision, review: &Arc<Review>) -> Result<DecisionRow, WorkspaceError> {
        let effect = match decision.status {
            DecisionStatus::Decided => Some(council::effect(decision, &self.cell_in(review, decision).await?)),
            DecisionStatus::Proposed | DecisionStatus::Withdrawn => None,
        };
        Ok(DecisionRow {
            name: format!("D-{}", decision.number),
            handoff: decision.handoff.as_deref().map(|key| badge(&self.policy(), key)),
            metric_title: decision.metric.title().to_owned(),
            unit: decision.metric.unit(),
            effect,
            is_signed: false,
            decision: decision.clone(),
        })
    }

    /// The figure that a decision is about, in the reviewed month.
    async fn cell_in(&self, review: &Arc<Review>, decision: &Decision) -> Result<ReviewCell, WorkspaceError> {
        if let Some(cell) = decision.handoff.as_deref().and_then(|key| review.cell(key, decision.metric)) {
            return Ok(cell.clone());
        }
        let (measured, decision, month) =
            (self.measured(ClockChoice::default()).await?, decision.clone(), review.month);
        in_background(move || {
            let (handoff, metric) = (decision.handoff.as_deref(), decision.metric);
            Ok(playbook::metrics::cell(measured.measured(), handoff, metric, month, Basis::default()))
        })
        .await
    }

    /// What changed in the policy: since the last review was signed, then earlier versions for their effect.
    async fn changes(&self, review: &Review, kept: &Kept, zone: &Zone) -> Result<Vec<Change>, WorkspaceError> {
        let signed_at = |month: Month| {
            let of = kept.all_signed.iter().filter(|signed| signed.month == month);
            of.filter_map(|signed| signed.signatures.first()).map(|first| first.at).max()
        };
        let before =
            kept.all_signed.iter().filter(|signed| signed.month < review.month).map(|signed| signed.month).max();
        // Without a review before this one: since the month began.
        let since = before.and_then(signed_at).unwrap_or_else(|| zone.month_bounds(review.month).0);
        let published = self.published().await?;
        let row = |one: &Arc<Published>| {
            let shipped = Shipped {
                version: one.version,
                published_at: one.published_at,
                effective_from: one.effective_from,
                author: &one.author,
                reason: &one.reason,
                before: &one.before,
                after: &one.after,
            };
            let mut change = council::change(&shipped, review, one.published_at >= since, zone);
            let ships = |decision: &&Decision| decision.policy_version == Some(one.version);
            change.decisions =
                kept.decisions.iter().filter(ships).map(|decision| format!("D-{}", decision.number)).collect();
            change
        };
        Ok(published.iter().map(row).collect())
    }

    /// Where a month's numbers come from.
    async fn provenance(&self, review: &Review) -> Result<Provenance, WorkspaceError> {
        let state = self.state();
        let batch = sqlx::query("select id, files from batches where undone_at is null order by id desc limit 1")
            .fetch_optional(self.readers())
            .await?;
        let (batch, files) = match &batch {
            Some(row) => (Some(row.try_get("id")?), Some(row.try_get::<String, _>("files")?)),
            None => (None, None),
        };
        let trail = self.trail().await?;
        let last = self.zone_of_policy()?.month_bounds(review.month).1 - 1;
        Ok(Provenance {
            company: state.policy.company.clone(),
            workspace: self.id().to_owned(),
            month: review.month,
            time_zone: state.policy.time_zone.clone(),
            currency: state.policy.currency.clone(),
            basis: review.basis,
            clock: review.clock,
            filters: Vec::new(),
            as_of: review.as_of,
            records: state.records,
            batch,
            batch_files: files.map_or_else(Vec::new, |files| file_names(&files)),
            policy_version: state.policy_version,
            in_force: state.versions.at(last).number,
            audit_entries: trail.entries,
            audit_intact: trail.broken.is_none(),
            audit_head: trail.head,
            baton: env!("CARGO_PKG_VERSION").to_owned(),
            signed: None,
        })
    }

    /// The last month that is over by the data.
    pub(super) async fn last_reviewed(&self) -> Result<Option<Month>, WorkspaceError> {
        let measured = self.measured(ClockChoice::default()).await?;
        Ok(last_month(measured.columns(), measured.measured().as_of()))
    }
}

/// The names of an import's files, however they were kept.
fn file_names(files: &str) -> Vec<String> {
    use serde_json::Value;
    let Ok(Value::Array(files)) = serde_json::from_str(files) else { return Vec::new() };
    let name = |file: Value| match file {
        Value::String(name) => Some(name),
        Value::Object(object) => object.get("name").and_then(Value::as_str).map(str::to_owned),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => None,
    };
    files.into_iter().filter_map(name).collect()
}
