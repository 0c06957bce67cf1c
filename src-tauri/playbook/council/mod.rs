//! The monthly review as a sitting: beside the month's figures what was decided and what came of it, who does what by when, what changed,
//! what failed, what comes back, and who signed.
//!
//! Everything here is told the time and the data. Figures, limits and signals are those of `metrics`; nothing is measured a second way.

mod action;
pub mod book;
mod cadence;
mod change;
mod decision;
mod failures;
mod hidden;
mod kpi;
mod notes;
mod proposal;
mod quarterly;
mod recycle;
mod sitting;
mod waterfall;
mod weekly;

pub use action::{Action, ActionRow, listed, person_name};
pub use book::{Provenance, ReviewBook};
pub use cadence::{CadenceItem, CadenceKind, CadenceMark, Held, Quarter, Week, due, first_day};
pub use change::{Change, ChangeEffect, Shipped, change};
pub use decision::{Decision, DecisionRow, DecisionStatus, Effect, Expects, Verdict, Way, effect, effect_since, marks};
pub use failures::{Breach, RepeatException, clock_title, repeat_exceptions, worst_breaches};
pub use hidden::{HiddenSegment, HiddenSegments, hidden_segments};
pub use kpi::{PrimaryKpi, metric_of, primary_kpis};
pub use notes::{NoteBlock, NoteRun, Notes};
pub use proposal::Proposal;
pub use quarterly::{
    CapacityRow, ChurnRow, CriteriaTally, CriterionRow, CustomerEnd, Load, Quarterly, ReasonShift, Standing, WinLoss,
    accepted_outcome, quarterly,
};
pub use recycle::{RecycleAwaited, RecycleDue, RecycleForecast, RecycleMonth, RecycleReason, recycle_forecast};
pub use sitting::{
    Attendance, Attendee, CouncilState, Difference, Reopened, SignOff, Signature, differences, is_same_person,
    waiting_for,
};
pub use waterfall::{LostPart, Waterfall, WaterfallPart, waterfalls};
pub use weekly::{MissedBy, MissedRecord, WeeklyMissed, weekly_missed};

use crate::metrics::review::Review;
use crate::metrics::{Measured, Month};
use crate::policy::Policy;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the council has before it beside the month's review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Council {
    #[ts(type = "string")]
    pub month: Month,
    pub state: CouncilState,
    pub figures: CouncilFigures,
    pub repeats: Vec<RepeatException>,
    /// The latest first: since the last review, then earlier ones for their effect.
    pub changes: Vec<Change>,
    /// On the agenda, then decided ones, the latest first.
    pub decisions: Vec<DecisionRow>,
    pub actions: Vec<ActionRow>,
    pub notes: Notes,
    pub attendance: Attendance,
    /// Who was present and has not signed.
    pub waiting_for: Vec<String>,
    /// Every sign-off of the month, the latest last; one without `reopened` is in force.
    pub sign_offs: Vec<SignOff>,
    /// Where the live numbers are no longer those that were signed.
    pub differences: Vec<Difference>,
}

/// What is measured for the council alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CouncilFigures {
    /// All handoffs together, then each.
    pub waterfalls: Vec<Waterfall>,
    pub hidden: HiddenSegments,
    pub recycle: RecycleForecast,
    /// The worst first; one a record, at most three of one owner group at one handoff point.
    pub breaches: Vec<Breach>,
    /// Records of the month with a promise missed.
    #[ts(type = "number")]
    pub breached: u64,
    pub kpis: Vec<PrimaryKpi>,
}

/// Measures what the council has before it beside the review.
pub fn figures(measured: &Measured<'_>, review: &Review, policy: &Policy) -> CouncilFigures {
    let (breaches, breached) = worst_breaches(measured, review.month);
    CouncilFigures {
        waterfalls: waterfalls(measured, review.month),
        hidden: hidden_segments(measured, review),
        recycle: recycle_forecast(measured),
        breaches,
        breached,
        kpis: primary_kpis(review, policy),
    }
}
