//! How urgent a finding is when it is raised: one table. A person may set it otherwise.
//!
//! Revenue is *at stake* where the record is of the policy's highest intent tier. A finding is *live* until it ended by itself. Where
//! the policy has fewer severities than three, its last one stands for those that it lacks.

use super::Rule;

/// Rank of the severity, 0 = the most urgent (P0, blocks revenue): live with revenue at stake, live, ended.
const RANKS: &[(Rule, [usize; 3])] = &[
    (Rule::Unowned, [0, 1, 2]),
    (Rule::Bounced, [1, 2, 2]),
    (Rule::MissingFields, [1, 2, 2]),
    (Rule::Duplicate, [1, 2, 2]),
    (Rule::Stuck, [0, 1, 2]),
    (Rule::SlaBreach, [0, 1, 2]),
    // Compliance is P0 as required (the templates have no other target for it), whoever the buyer is.
    (Rule::ConsentGap, [0, 0, 0]),
    (Rule::Contradiction, [2, 2, 2]),
    (Rule::Reported, [1, 1, 1]),
];

pub(super) fn rank(rule: Rule, live: bool, at_stake: bool) -> usize {
    let place = match (live, at_stake) {
        (true, true) => 0,
        (true, false) => 1,
        (false, _) => 2,
    };
    RANKS.iter().find(|(of, _)| *of == rule).map_or(2, |(_, ranks)| ranks[place])
}
