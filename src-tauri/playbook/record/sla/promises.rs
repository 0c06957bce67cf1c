//! The promises of every version of a policy, made ready for records that come one by one.

use super::judge::Passage;
use super::rules::{HandoffRules, RuleBook};
use crate::Instant;
use crate::calendar::Pauses;
use crate::metrics::Dictionary;
use crate::metrics::columns::NEVER;
use crate::policy::InForce;
use crate::record::{HandoffRecord, Moment};

/// Handoff points and tiers by code, and what is promised for them.
pub(super) struct Promises {
    handoffs: Dictionary,
    pub tiers: Dictionary,
    rules: RuleBook,
}

/// Tiers by code, and since when a record has each; in order.
pub(super) type TierChanges = Vec<(Instant, u32)>;

impl Promises {
    pub fn of(in_force: &InForce<'_>) -> Promises {
        let (mut handoffs, mut tiers) = (Dictionary::default(), Dictionary::default());
        for policy in in_force.policies() {
            for point in &policy.handoffs {
                handoffs.code(Some(&point.key));
                let own = point.targets.iter().map(|target| target.tier.as_deref());
                for tier in own.chain(point.escalation.iter().map(|ladder| ladder.tier.as_deref())) {
                    tiers.code(tier);
                }
            }
        }
        let rules = RuleBook::of(in_force, &handoffs, &tiers);
        Promises { handoffs, tiers, rules }
    }

    /// Key of the handoff point with a code; `None` = the code has none.
    pub fn handoff(&self, code: u32) -> Option<&str> {
        self.handoffs.value(code)
    }

    /// How many codes of handoff points there are.
    pub fn handoffs(&self) -> u32 {
        self.handoffs.len() as u32
    }

    /// Code of a handoff point; 0 = no version has it.
    pub fn code(&self, handoff: &str) -> u32 {
        self.handoffs.find(handoff).unwrap_or(0)
    }

    /// Code of a tier. One that no promise names has those that are for every tier, as one that is not there at all has.
    fn tier(&self, tier: Option<&str>) -> u32 {
        tier.and_then(|tier| self.tiers.find(tier)).unwrap_or(0)
    }

    /// What became of a record's tier up to an instant.
    pub fn tier_changes(&self, record: &HandoffRecord, as_of: Instant) -> TierChanges {
        let known = record.tier_changes.iter().filter(|change| change.at <= as_of);
        let mut changes: TierChanges = known.map(|change| (change.at, self.tier(Some(&change.tier)))).collect();
        changes.sort_by_key(|change| change.0);
        changes
    }

    /// A record as it was known at an instant, with its [`Promises::tier_changes`], and what is promised of it.
    pub fn passage<'c>(
        &self,
        record: &HandoffRecord,
        tier_changes: &'c TierChanges,
        as_of: Instant,
    ) -> (Passage<'c>, &HandoffRules) {
        let mut passage = Passage {
            moments: record.moments.map(|at| at.unwrap_or(NEVER)),
            date_only: record.date_only,
            disposition: record.disposition,
            truncated: record.truncated,
            own_verdict: record.own_verdict,
            pauses: Pauses::new(&record.pauses),
            tier: self.tier(record.intent.as_deref()),
            tier_changes,
        };
        passage.forget_later(as_of);
        let rules = self.rules.of_handoff(self.code(&record.handoff), passage.at(Moment::Started));
        (passage, rules)
    }
}
