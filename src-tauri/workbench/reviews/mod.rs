//! Reviews of a month, kept from one opening to the next: the first screen of a large workspace is read, not measured.

use crate::workspace::{Workspace, WorkspaceError};
use playbook::Instant;
use playbook::metrics::review::{LAST_DAYS, Review};
use playbook::metrics::{Basis, ClockChoice, Columns, Month};
use playbook::record::Moment;
use sqlx::Row;

/// So many records are read and measured in a few tenths of a second.
const QUICKLY_REVIEWED: u64 = 100_000;

impl Workspace {
    /// The review of a month; `None` as month = the last one that is over by the data, else the last one with records. Taken
    /// from the file where nothing changed since it was measured, else measured and kept there. `None` = no record has a month.
    pub async fn review(
        &self,
        month: Option<Month>,
        basis: Basis,
        clock: ClockChoice,
    ) -> Result<Option<Review>, WorkspaceError> {
        let question = question(month, basis, clock)?;
        if let Some(review) = self.kept_review(&question).await? {
            return Ok(Some(review));
        }
        let data_version = self.state().data_version;
        let measured = self.measured(clock).await?;
        let mut reviewed = crate::records::load::in_background(move || {
            let month = month.or_else(|| last_month(measured.columns(), measured.measured().as_of()));
            Ok(month.map(|month| playbook::metrics::review(measured.measured(), month, basis)))
        })
        .await?;
        if let Some(review) = &mut reviewed {
            self.name_records(review).await?;
            self.keep_review(&question, data_version, review).await?;
        }
        Ok(reviewed)
    }

    /// After a change: leaves the review of the first screen in the file where measuring it takes no longer than a blink, so that
    /// whoever opens the workspace next reads it. A large workspace is measured when somebody asks.
    pub(crate) async fn review_ahead(&self) {
        if self.state().records > QUICKLY_REVIEWED {
            return;
        }
        // The change is stored, whatever becomes of this; what could not be kept is measured when it is asked for.
        let _ = self.review(None, Basis::default(), ClockChoice::default()).await;
    }

    /// Gives the records that a review lists the ids by which people know them.
    async fn name_records(&self, review: &mut Review) -> Result<(), WorkspaceError> {
        for open in &mut review.aging.oldest {
            let id: i64 = open.id.parse().map_err(WorkspaceError::unreadable("record"))?;
            let name = sqlx::query_scalar("select record_id from records where id = $1").bind(id);
            // Without a name where its import was undone meanwhile; the review is then out of date as a whole.
            open.record_id = name.fetch_optional(self.readers()).await?.unwrap_or_default();
        }
        Ok(())
    }

    async fn kept_review(&self, question: &str) -> Result<Option<Review>, WorkspaceError> {
        // The version is compared in the file, where both stand: another process may have changed it since this one looked.
        let row = sqlx::query(
            "select reviews.body from reviews join workspace on workspace.data_version = reviews.data_version \
             where reviews.question = $1",
        )
        .bind(question)
        .fetch_optional(self.readers())
        .await?;
        let Some(row) = row else { return Ok(None) };
        // A review that this Baton cannot read was kept by another version: it is measured anew.
        Ok(serde_json::from_str(&row.try_get::<String, _>("body")?).ok())
    }

    async fn keep_review(&self, question: &str, data_version: i64, review: &Review) -> Result<(), WorkspaceError> {
        // Whoever writes now is about to change the records; what was measured before is not worth waiting for.
        let Some(mut writer) = self.writer_if_free() else { return Ok(()) };
        let body = serde_json::to_string(review).map_err(WorkspaceError::unreadable("review"))?;
        sqlx::query(
            "insert into reviews (question, data_version, body) values ($1, $2, $3) \
             on conflict (question) do update set data_version = excluded.data_version, body = excluded.body",
        )
        .bind(question)
        .bind(data_version)
        .bind(body)
        .execute(writer.connection()?)
        .await?;
        Ok(())
    }
}

/// What was asked, as the cache's key.
fn question(month: Option<Month>, basis: Basis, clock: ClockChoice) -> Result<String, WorkspaceError> {
    // What another release measured may have been measured differently.
    serde_json::to_string(&(env!("CARGO_PKG_VERSION"), month, basis, clock))
        .map_err(WorkspaceError::unreadable("review"))
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
