//! What is due, the weekly and quarterly preparations, and the marks of what was gone through.

use super::sittings::{name_of, refuse};
use super::{ical, items, sign_offs};
use crate::audit::{Done, append};
use crate::policies::evidence::{Started, Which};
use crate::records::Measurement;
use crate::workspace::{Workspace, WorkspaceError};
use playbook::Instant;
use playbook::council::{
    self, Action, CadenceItem, CadenceKind, CadenceMark, CriteriaTally, DecisionStatus, Held, Quarter, Quarterly,
    Verdict, Week, WeeklyMissed,
};
use playbook::maturity::CouncilFacts;
use playbook::metrics::review::Review;
use playbook::metrics::{ClockChoice, Month};
use playbook::policy::criteria::Told;
use playbook::record::HandoffRecord;
use sqlx::{Connection, Row};
use std::sync::Arc;

/// Months that say how mature a council is.
const A_YEAR: i32 = 12;

impl Workspace {
    /// What is due now, the earliest first.
    pub async fn cadence(&self, now: Instant) -> Result<Vec<CadenceItem>, WorkspaceError> {
        let held = self.gone_through().await?;
        Ok(council::due(&held, &self.policy(), &self.zone_of_policy()?, now))
    }

    /// Writes down that something was gone through. A month's review is gone through by signing it off.
    pub async fn cadence_done(
        &self,
        kind: CadenceKind,
        period: &str,
        by: &str,
        now: Instant,
    ) -> Result<CadenceMark, WorkspaceError> {
        let (by, period) = (name_of(by)?.to_owned(), name_of(period)?.to_owned());
        let is_one = match kind {
            CadenceKind::Weekly => period.parse::<Week>().is_ok(),
            CadenceKind::Quarterly => period.parse::<Quarter>().is_ok(),
            CadenceKind::Handoff => {
                self.policy().handoffs.iter().any(|point| period.split(' ').next() == Some(point.key.as_str()))
            }
            CadenceKind::Monthly => return refuse("a month's review is done when it is signed off.".into()),
        };
        if !is_one {
            return refuse(format!(
                "\"{period}\" is nothing that comes round. Choose it from the list of what is due."
            ));
        }
        let mark = CadenceMark { kind, period, by, at: now };
        let mut writer = self.writer().await?;
        let mut change = writer.connection()?.begin_with("begin immediate").await?;
        sqlx::query(
            "insert into cadence_marks (kind, period, marked_by, marked_at) values ($1, $2, $3, $4) \
             on conflict (kind, period) do update set marked_by = excluded.marked_by, marked_at = excluded.marked_at",
        )
        .bind(kind.name())
        .bind(&mark.period)
        .bind(&mark.by)
        .bind(now)
        .execute(&mut *change)
        .await?;
        let done = Done {
            at: now,
            actor: &mark.by,
            act: "cadence.done",
            subject: &format!("{} {}", kind.name(), mark.period),
            said: serde_json::Value::Null,
            before: serde_json::Value::Null,
            after: serde_json::json!(mark),
        };
        append(&mut change, done).await?;
        change.commit().await?;
        Ok(mark)
    }

    /// The calendar of everything that comes round, and of the open actions, as an iCalendar text.
    pub async fn cadence_ical(&self, now: Instant) -> Result<String, WorkspaceError> {
        let mut reading = self.readers().acquire().await?;
        let actions: Vec<Action> = items::all(&mut reading).await?;
        drop(reading);
        let (policy, today) = (self.policy(), self.zone_of_policy()?.date_of(now));
        Ok(ical::calendar(&ical::Coming { workspace: self.id(), policy: &policy, actions: &actions, today, now }))
    }

    /// The missed handoffs of a week; `None` = the last one that is over by the data.
    pub async fn weekly_missed(&self, week: Option<Week>) -> Result<WeeklyMissed, WorkspaceError> {
        let measured = self.measured(ClockChoice::default()).await?;
        let mut list = self
            .measuring(move || {
                let zone = measured.columns().time_zone();
                let week = week.unwrap_or_else(|| {
                    let known = zone.date_of(measured.measured().as_of());
                    Week::of(known.checked_sub_days(chrono::Days::new(6)).unwrap_or(known))
                });
                Ok(council::weekly_missed(measured.measured(), week))
            })
            .await?;
        self.name(list.records.iter_mut().map(|one| (one.id.as_str(), &mut one.record_id)).collect()).await?;
        Ok(list)
    }

    /// What a quarter says about the criteria; `None` = the last one that is over by the data.
    pub async fn quarterly(&self, quarter: Option<Quarter>) -> Result<Quarterly, WorkspaceError> {
        let last = self.last_reviewed().await?;
        let measured = self.measured(ClockChoice::default()).await?;
        let quarter = quarter.unwrap_or_else(|| {
            let month = last.unwrap_or_else(|| measured.columns().time_zone().month_of(measured.measured().as_of()));
            // The quarter of the last month that is over, where it is its last; else the one before.
            let quarter = Quarter::of(month);
            if quarter.months().1 == month { quarter } else { Quarter(quarter.0 - 1) }
        });
        let tally = self.criteria_tally(&measured, quarter).await?;
        self.measuring(move || Ok(council::quarterly(measured.measured(), quarter, &tally))).await
    }

    /// The acceptance criteria held against the accepted records of a quarter. Ages are counted to the end of the data.
    async fn criteria_tally(
        &self,
        measured: &Arc<Measurement>,
        quarter: Quarter,
    ) -> Result<CriteriaTally, WorkspaceError> {
        let policy = self.policy();
        let handoffs = CriteriaTally::handoffs(&policy);
        if handoffs.is_empty() {
            return Ok(CriteriaTally::default());
        }
        let zone = self.zone_of_policy()?;
        let (from, to) = quarter.months();
        let started = Started {
            handoffs: Some(handoffs),
            from: zone.month_bounds(from).0,
            until: zone.month_bounds(to).1,
            bare: false,
        };
        let told = Told { now: measured.measured().as_of(), zone };
        let (found, measured) = (self.found_fields(&policy).await?, measured.clone());
        let looked = move |tally: &mut CriteriaTally, id: u32, record: HandoffRecord| {
            let Some(row) = measured.columns().row_of(id) else { return };
            if let Some(is_won) = council::accepted_outcome(measured.measured(), row) {
                tally.look(&policy, &record.handoff, &found.seen(&record), &told, is_won);
            }
        };
        let reading = self.begin_reading();
        let tally = self.each_record(Which::Started(started), reading.watch(), CriteriaTally::default(), looked);
        reading.unless_called_off(tally).await
    }

    async fn gone_through(&self) -> Result<Held, WorkspaceError> {
        let mut reading = self.readers().acquire().await?;
        let signed = sign_offs::all_in_force(&mut reading).await?.into_iter().map(|signed| signed.month).collect();
        let rows = sqlx::query("select kind, period, marked_by, marked_at from cadence_marks order by kind, period")
            .fetch_all(&mut *reading)
            .await?;
        let mut marks = Vec::new();
        for row in &rows {
            let kind: String = row.try_get("kind")?;
            // A kind of another release says nothing here.
            let Some(kind) = CadenceKind::named(&kind) else { continue };
            marks.push(CadenceMark {
                kind,
                period: row.try_get("period")?,
                by: row.try_get("marked_by")?,
                at: row.try_get("marked_at")?,
            });
        }
        let first: Option<i64> =
            sqlx::query_scalar("select min(started_at) from records").fetch_one(&mut *reading).await?;
        Ok(Held { data: first.zip(self.state().as_of), signed, marks })
    }

    /// What the council did in the year up to the reviewed month.
    pub(crate) async fn council_facts(
        &self,
        review: Option<&Review>,
        now: Instant,
    ) -> Result<CouncilFacts, WorkspaceError> {
        let zone = self.zone_of_policy()?;
        let last = review.map_or_else(|| zone.month_of(now), |review| review.month);
        let is_lately = |month: Month| (last.0 - A_YEAR + 1..=last.0).contains(&month.0);
        let mut reading = self.readers().acquire().await?;
        let signed = sign_offs::all_in_force(&mut reading).await?;
        drop(reading);
        let mut facts = CouncilFacts {
            signed: signed.iter().filter(|signed| is_lately(signed.month)).count() as u64,
            ..CouncilFacts::default()
        };
        for decision in self.decisions().await?.iter().filter(|decision| is_lately(decision.made_in)) {
            if decision.status != DecisionStatus::Decided {
                continue;
            }
            facts.decided += 1;
            facts.shipped += u64::from(decision.policy_version.is_some());
            let cell = decision.handoff.as_deref().and_then(|key| review?.cell(key, decision.metric));
            if let Some(effect) = cell.map(|cell| council::effect(decision, cell)) {
                facts.worked += u64::from(effect.verdict == Verdict::Signal && effect.as_expected == Some(true));
            }
        }
        let today = zone.date_of(now);
        for action in self.actions().await?.iter().filter(|action| is_lately(action.made_in) && action.due <= today) {
            facts.actions_due += 1;
            facts.actions_done += u64::from(action.done_at.is_some());
        }
        Ok(facts)
    }
}
