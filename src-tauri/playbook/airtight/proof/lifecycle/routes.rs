//! Which ways out of buffer and routing a record of one tier can take, decided by proof.

use super::super::{Budget, NotProved, Proof, Records, RowProof, Witness, implies, never, table, total};
use crate::policy::criteria::{Condition, Constant, Criterion, Told};
use crate::policy::{Assignment, IfAway, Policy, RoutingRow};

/// Catalogue key of a record's own field for its tier.
const TIER_FIELD: &str = "intent";

/// Decides for the records of one tier.
pub(super) struct Routes<'a> {
    policy: &'a Policy,
    /// What a record of another tier passes; `None` where the catalogue does not know the tier.
    other_tier: Option<Criterion>,
    told: &'a Told,
    budget: Budget,
}

/// What is decided of criteria that are read from the top.
pub(super) struct Decided {
    /// By criterion: some record gets so far and passes it, or nobody knows.
    pub reached: Vec<Reached>,
    /// A record that passes none.
    pub beside: Option<Witness>,
    pub not_proved: Option<NotProved>,
}

/// Whether a criterion is reached.
pub(super) enum Reached {
    /// With the record that reaches it; `None` where it was too much to decide.
    Yes(Option<Witness>),
    No,
}

impl<'a> Routes<'a> {
    pub fn new(policy: &'a Policy, tier: Option<&str>, told: &'a Told, budget: Budget) -> Routes<'a> {
        let field = policy.field(TIER_FIELD);
        let other = |tier: &str| {
            let other = Condition::NotEquals(Constant::Text(tier.to_owned()));
            let fits = field.is_some_and(|field| other.fits(field).is_ok());
            fits.then(|| {
                let blank = Criterion::test(TIER_FIELD, Condition::IsBlank);
                Criterion::Any(vec![blank, Criterion::test(TIER_FIELD, other)])
            })
        };
        Routes { policy, other_tier: tier.and_then(other), told, budget }
    }

    /// Goes through criteria from the top, for the records of the tier.
    pub fn decide(&self, criteria: &[&Criterion]) -> Decided {
        let rows: Vec<&Criterion> = self.other_tier.iter().chain(criteria.iter().copied()).collect();
        let records = Records::any(&self.policy.fields);
        let proof = table(&rows, &records, self.told, self.budget);
        let own = &proof.rows[rows.len() - criteria.len()..];
        let mut not_proved = None;
        let reached = own.iter().map(|row| match row {
            RowProof::Hit { witness } => Reached::Yes(Some(witness.clone())),
            RowProof::Covered { .. } | RowProof::Never => Reached::No,
            RowProof::NotProved { why } => {
                not_proved = Some(*why);
                Reached::Yes(None)
            }
        });
        let reached = reached.collect();
        let beside = match proof.total {
            Proof::Proved => None,
            Proof::Refuted { witness } => Some(witness),
            Proof::NotProved { why } => {
                not_proved = Some(why);
                None
            }
        };
        Decided { reached, beside, not_proved }
    }

    /// That one of these takes every record of the tier.
    pub fn total(&self, criteria: &[&Criterion]) -> Proof {
        let rows: Vec<&Criterion> = self.other_tier.iter().chain(criteria.iter().copied()).collect();
        total(&rows, &Records::any(&self.policy.fields), self.told, self.budget)
    }

    /// Some record can pass, or nobody knows.
    pub fn possible(&self, criterion: &Criterion) -> bool {
        let records = Records::any(&self.policy.fields);
        !never(criterion, &records, self.told, self.budget).is_proved()
    }

    /// Whoever the row names is given the record, there or not; otherwise the rows below may be asked.
    pub fn is_firm(&self, row: &RoutingRow) -> bool {
        match &row.assign {
            Assignment::OwnerIn { field, if_away: IfAway::Assign } => {
                let named = Criterion::test(field, Condition::IsFilled);
                let records = Records::any(&self.policy.fields);
                implies(&row.when, &named, &records, self.told, self.budget).is_proved()
            }
            Assignment::Person { if_away: IfAway::Assign, .. } | Assignment::Role { if_away: IfAway::Assign, .. } => {
                true
            }
            Assignment::OwnerIn { if_away: IfAway::NextRow, .. }
            | Assignment::Person { if_away: IfAway::NextRow, .. }
            | Assignment::Role { if_away: IfAway::NextRow, .. } => false,
            Assignment::Pool { pool } => !pool.minds_absences && !pool.minds_capacity && !pool.minds_hours,
            Assignment::Queue { .. } | Assignment::Stage { .. } => true,
        }
    }
}
