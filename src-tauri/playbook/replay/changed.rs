//! What of a handoff point a draft changes, so that only what can differ is gone through.

use crate::policy::criteria::Criterion;
use crate::policy::{HandoffPoint, Policy};
use std::collections::BTreeMap;

/// What differs between two policies at one handoff point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Changed {
    /// What routing depends on.
    pub routing: bool,
    /// How duplicates and accounts are found.
    pub matching: bool,
    /// What acceptance and entry criteria depend on.
    pub criteria: bool,
}

impl Changed {
    pub const ALL: Changed = Changed { routing: true, matching: false, criteria: true };

    /// By key of the handoff points that both have.
    pub fn between(old: &Policy, new: &Policy) -> BTreeMap<String, Changed> {
        let who = |policy: &Policy| {
            let Policy { people, roles, queues, teams, stages, calendars, fields, .. } = policy.clone();
            (people, roles, queues, teams, stages, calendars, fields)
        };
        let zone = (&old.time_zone, &old.default_calendar) != (&new.time_zone, &new.default_calendar);
        let people = zone || who(old) != who(new);
        let terms = zone || old.fields != new.fields;
        let pairs = new.handoffs.iter().filter_map(|point| Some((old.handoff(&point.key)?, point)));
        let changed = pairs.map(|(was, is)| {
            let matching = was.routing.matching != is.routing.matching;
            let routing = people || was.routing != is.routing || was.buffer != is.buffer;
            let criteria =
                terms || was.acceptance.criteria != is.acceptance.criteria || entry(old, was) != entry(new, is);
            (is.key.clone(), Changed { routing, matching, criteria })
        });
        changed.collect()
    }
}

/// The entry criteria of the stage that a handoff leads to.
pub(super) fn entry<'a>(policy: &'a Policy, point: &HandoffPoint) -> Option<&'a Criterion> {
    point.to_stage.as_deref().and_then(|stage| policy.stage(stage)).map(|stage| &stage.entry)
}
