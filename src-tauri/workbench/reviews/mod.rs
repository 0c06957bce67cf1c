//! Reviews of a month, kept from one opening to the next: the first screen of a large workspace is read, not measured. Those
//! asked for last are kept in memory too, and those that are likely to be asked for next are measured ahead.

mod actions;
mod book;
mod cadence;
mod changes;
mod decisions;
mod ical;
mod items;
mod pack;
mod sign_offs;
mod sittings;
pub(crate) mod verify;

pub use actions::ActionDraft;
pub(crate) use book::Sat;
pub use decisions::DecisionDraft;
pub(crate) use decisions::carry_out_all;
pub use pack::PackParts;
pub(crate) use sittings::{name_of, text_of};

use crate::records::load::in_background;
use crate::workspace::{Workspace, WorkspaceError};
use playbook::metrics::review::{LAST_DAYS, Review, ReviewCell};
use playbook::metrics::{Basis, ClockChoice, Columns, Metric, Month};
use playbook::record::Moment;
use playbook::{Instant, council};
use serde::Serialize;
use sqlx::Row;
use std::sync::{Arc, Mutex, PoisonError};

/// What a review was asked for; `None` as month = the last one that is over by the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
struct Question(Option<Month>, Basis, ClockChoice);

/// The reviews of one state of the data, the one asked for last first.
#[derive(Default)]
pub(crate) struct Reviewed(Mutex<(i64, Vec<Answered>)>);

/// A question with its review.
type Answered = (Question, Arc<Review>);

/// Reviews in memory: a year, and the last month counted and measured in every way, with its name and without.
const IN_MEMORY: usize = 24;

/// Months around the reviewed one that are measured ahead, the nearest first.
const AHEAD: usize = 12;

impl Reviewed {
    fn find(&self, data_version: i64, question: Question) -> Option<Arc<Review>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.0 != data_version {
            return None;
        }
        let at = known.1.iter().position(|(of, _)| *of == question)?;
        let found = known.1.remove(at);
        known.1.insert(0, found);
        Some(known.1[0].1.clone())
    }

    fn add(&self, data_version: i64, question: Question, review: &Arc<Review>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.0 != data_version {
            *known = (data_version, Vec::new());
        }
        // The month that was not named is asked for by its name next.
        let Question(_, basis, clock) = question;
        for question in [Question(Some(review.month), basis, clock), question] {
            known.1.retain(|(of, _)| *of != question);
            known.1.insert(0, (question, review.clone()));
        }
        known.1.truncate(IN_MEMORY);
    }
}

/// So many records are read and measured in a few tenths of a second.
const QUICKLY_REVIEWED: u64 = 100_000;

impl Workspace {
    /// The review of a month; `None` as month = the last one that is over by the data, else the last one with records. A month that is
    /// signed off has the numbers that were signed, where they are asked for as they were signed. `None` = no record has a month.
    pub async fn review(
        &self,
        month: Option<Month>,
        basis: Basis,
        clock: ClockChoice,
    ) -> Result<Option<Arc<Review>>, WorkspaceError> {
        let as_signed = basis == Basis::default() && clock == ClockChoice::default();
        if let Some(month) = month.filter(|_| as_signed)
            && let Some(frozen) = self.frozen(month).await?
        {
            return Ok(Some(Arc::new(frozen.review.clone())));
        }
        let Some(live) = self.live_review(month, basis, clock).await? else { return Ok(None) };
        if as_signed
            && month.is_none()
            && let Some(frozen) = self.frozen(live.month).await?
        {
            return Ok(Some(Arc::new(frozen.review.clone())));
        }
        Ok(Some(self.with_marks(live).await?))
    }

    /// A review whose charts say what was decided about their figures.
    pub(crate) async fn with_marks(&self, review: Arc<Review>) -> Result<Arc<Review>, WorkspaceError> {
        let decisions = self.decisions().await?;
        if decisions.is_empty() {
            return Ok(review);
        }
        let mut review = Arc::unwrap_or_clone(review);
        for row in &mut review.rows {
            let key = row.handoff.key.clone();
            for cell in row.every_cell_mut() {
                cell.marks = council::marks(&decisions, Some(&key), cell);
            }
        }
        Ok(Arc::new(review))
    }

    /// The review of a month as the records are now, signed or not. Taken from memory or the file where nothing changed since it was
    /// measured, else measured and kept.
    pub(crate) async fn live_review(
        &self,
        month: Option<Month>,
        basis: Basis,
        clock: ClockChoice,
    ) -> Result<Option<Arc<Review>>, WorkspaceError> {
        let question = Question(month, basis, clock);
        let data_version = self.state().data_version;
        let was_kept = self.kept_review(question).await?;
        if was_kept.is_some() {
            return Ok(was_kept);
        }
        let Some(review) = self.measured_review(question).await? else { return Ok(None) };
        let (workspace, kept) = (self.clone(), review.clone());
        // Nobody waits for the disk: what is not kept is measured again.
        tokio::spawn(async move { workspace.keep_review(question, data_version, &kept).await });
        Ok(Some(review))
    }

    /// The review of a month for its sitting, as the records are now. Measured, where it was not, and kept in memory alone: the file keeps
    /// what is looked at first.
    pub(crate) async fn sitting_review(&self, month: Option<Month>) -> Result<Option<Arc<Review>>, WorkspaceError> {
        let question = Question(month, Basis::default(), ClockChoice::default());
        match self.kept_review(question).await? {
            Some(review) => Ok(Some(review)),
            None => self.measured_review(question).await,
        }
    }

    async fn measured_review(&self, question: Question) -> Result<Option<Arc<Review>>, WorkspaceError> {
        let Question(month, basis, clock) = question;
        let data_version = self.state().data_version;
        let measured = self.measured(clock).await?;
        let reviewed = self
            .measuring(move || {
                let month = month.or_else(|| last_month(measured.columns(), measured.measured().as_of()));
                Ok(month.map(|month| playbook::metrics::review(measured.measured(), month, basis)))
            })
            .await?;
        let Some(mut review) = reviewed else { return Ok(None) };
        self.name_records(&mut review).await?;
        let review = Arc::new(review);
        self.reviewed().add(data_version, question, &review);
        Ok(Some(review))
    }

    /// After a change: leaves the review of the first screen in the file where measuring it takes no longer than a blink, so that
    /// whoever opens the workspace next reads it. A large workspace is measured when somebody asks.
    pub(crate) async fn review_after_change(&self) {
        if self.state().records > QUICKLY_REVIEWED {
            return;
        }
        // The change is stored, whatever becomes of this; what could not be kept is measured when it is asked for.
        let question = Question(None, Basis::default(), ClockChoice::default());
        if let Ok(Some(review)) = self.live_review(question.0, question.1, question.2).await {
            let _ = self.keep_review(question, self.state().data_version, &review).await;
        }
    }

    /// Gives the records that a review lists the ids by which people know them; where an import was undone meanwhile, the review is out of
    /// date as a whole.
    async fn name_records(&self, review: &mut Review) -> Result<(), WorkspaceError> {
        self.name(review.aging.oldest.iter_mut().map(|one| (one.id.as_str(), &mut one.record_id)).collect()).await
    }

    /// One figure of a month with its history, of one handoff or (`None`) of all together: as the month's review has it where
    /// that is at hand, which spares reading the records.
    pub async fn cell(
        &self,
        handoff: Option<&str>,
        metric: Metric,
        month: Option<Month>,
        basis: Basis,
        clock: ClockChoice,
    ) -> Result<ReviewCell, WorkspaceError> {
        let as_signed = basis == Basis::default() && clock == ClockChoice::default();
        let frozen = match month.filter(|_| as_signed) {
            Some(month) => self.frozen(month).await?,
            None => None,
        };
        // What was signed has the marks that it had.
        if let (Some(frozen), Some(handoff)) = (&frozen, handoff)
            && let Some(cell) = frozen.review.cell(handoff, metric)
        {
            return Ok(cell.clone());
        }
        let decisions = self.decisions().await?;
        if let Some(handoff) = handoff
            && frozen.is_none()
            && let Some(review) = self.kept_review(Question(month, basis, clock)).await?
            && let Some(cell) = review.cell(handoff, metric)
        {
            let mut cell = cell.clone();
            cell.marks = council::marks(&decisions, Some(handoff), &cell);
            return Ok(cell);
        }
        let (measured, handoff) = (self.measured(clock).await?, handoff.map(str::to_owned));
        in_background(move || {
            let (measured, columns) = (measured.measured(), measured.columns());
            let month = month.or_else(|| last_month(columns, measured.as_of()));
            let month = month.unwrap_or_else(|| columns.time_zone().month_of(measured.as_of()));
            let mut cell = playbook::metrics::cell(measured, handoff.as_deref(), metric, month, basis);
            cell.marks = council::marks(&decisions, handoff.as_deref(), &cell);
            Ok(cell)
        })
        .await
    }

    /// Measures what is likely to be asked for next: the months around the last one, and that one counted and measured in the
    /// other ways.
    pub(crate) async fn review_ahead(&self) -> Result<(), WorkspaceError> {
        let (basis, clock) = (Basis::default(), ClockChoice::default());
        let Some(review) = self.live_review(None, basis, clock).await? else { return Ok(()) };
        let apart = |month: Month| (month.0 - review.month.0).abs();
        let mut months = review.months.clone();
        months.sort_by_key(|&month| apart(month));
        let as_shown = |month: Month| (Some(month), basis, clock);
        let (beside, further): (Vec<Month>, Vec<Month>) =
            months.into_iter().skip(1).take(AHEAD).partition(|&month| apart(month) == 1);
        // Asked as the first screen asks, which names no month.
        let otherwise = [
            (None, basis, ClockChoice::Elapsed),
            (None, Basis::Period, clock),
            (None, Basis::Period, ClockChoice::Elapsed),
        ];
        let wanted = beside.into_iter().map(as_shown).chain(otherwise).chain(further.into_iter().map(as_shown));
        for (month, basis, clock) in wanted {
            self.live_review(month, basis, clock).await?;
        }
        Ok(())
    }

    async fn kept_review(&self, question: Question) -> Result<Option<Arc<Review>>, WorkspaceError> {
        let data_version = self.state().data_version;
        if let Some(review) = self.reviewed().find(data_version, question) {
            return Ok(Some(review));
        }
        // The version is compared in the file, where both stand: another process may have changed it since this one looked.
        let row = sqlx::query(
            "select reviews.body, reviews.data_version from reviews \
             join workspace on workspace.data_version = reviews.data_version where reviews.question = $1",
        )
        .bind(name(question)?)
        .fetch_optional(self.readers())
        .await?;
        let Some(row) = row else { return Ok(None) };
        // A review that this Baton cannot read was kept by another version: it is measured anew.
        let review: Option<Arc<Review>> = serde_json::from_str(&row.try_get::<String, _>("body")?).ok().map(Arc::new);
        if let Some(review) = &review {
            self.reviewed().add(row.try_get("data_version")?, question, review);
        }
        Ok(review)
    }

    async fn keep_review(&self, question: Question, data_version: i64, review: &Review) -> Result<(), WorkspaceError> {
        // Whoever writes now is about to change the records; what was measured before is not worth waiting for.
        let Some(mut writer) = self.writer_if_free() else { return Ok(()) };
        let body = serde_json::to_string(review).map_err(WorkspaceError::unreadable("review"))?;
        sqlx::query(
            "insert into reviews (question, data_version, body) values ($1, $2, $3) \
             on conflict (question) do update set data_version = excluded.data_version, body = excluded.body",
        )
        .bind(name(question)?)
        .bind(data_version)
        .bind(body)
        .execute(writer.connection()?)
        .await?;
        Ok(())
    }
}

/// The question as the cache's key.
fn name(question: Question) -> Result<String, WorkspaceError> {
    // What another release measured may have been measured differently.
    serde_json::to_string(&(env!("CARGO_PKG_VERSION"), question)).map_err(WorkspaceError::unreadable("review"))
}

/// The last month with records that is over by `as_of`, else the last one with records.
pub fn last_month(columns: &Columns, as_of: Instant) -> Option<Month> {
    let zone = columns.time_zone();
    let (begun, ends) = zone.month_bounds(zone.month_of(as_of));
    let until = if ends - as_of <= LAST_DAYS { ends } else { begun };
    let started = |row: u32| columns.at(row, Moment::Started).filter(|&at| at <= as_of);
    let rows = 0..columns.len() as u32;
    let over = rows.clone().filter_map(started).filter(|&at| at < until).max();
    over.or_else(|| rows.filter_map(started).max()).map(|at| zone.month_of(at))
}
