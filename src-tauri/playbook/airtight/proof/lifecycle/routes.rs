//! Which ways out of buffer and routing a record of one tier can take, decided by proof.

use super::super::{Budget, NotProved, Proof, Records, Witness, groups, implies, never, total};
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
    /// By whereto: the first criterion that some record reaches and passes, with that record; `None` for the record where it was too
    /// much to decide.
    pub reached: Vec<(usize, Option<Witness>)>,
    /// A record that passes none.
    pub beside: Option<Witness>,
    pub not_proved: Option<NotProved>,
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

    /// Goes through criteria from the top, for the records of the tier. Criteria that lead to the same have the same number in
    /// `whereto`, counted from 0 in the order in which they first come.
    pub fn decide(&self, criteria: &[&Criterion], whereto: &[usize]) -> Decided {
        let rows: Vec<&Criterion> = self.other_tier.iter().chain(criteria.iter().copied()).collect();
        let others = rows.len() - criteria.len();
        let of: Vec<Option<usize>> =
            std::iter::repeat_n(None, others).chain(whereto.iter().copied().map(Some)).collect();
        let (total, groups) = groups(&rows, &of, &Records::any(&self.policy.fields), self.told, self.budget);
        let mut decided = Decided { reached: Vec::new(), beside: None, not_proved: None };
        for (group, known) in groups.into_iter().enumerate() {
            match known {
                Ok(Some((row, witness))) => decided.reached.push((row - others, Some(witness))),
                Ok(None) => {}
                Err(why) => {
                    decided.not_proved = Some(why);
                    decided.reached.extend(whereto.iter().position(|&to| to == group).map(|row| (row, None)));
                }
            }
        }
        match total {
            Proof::Proved => {}
            Proof::Refuted { witness } => decided.beside = Some(witness),
            Proof::NotProved { why } => decided.not_proved = Some(why),
        }
        decided
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
