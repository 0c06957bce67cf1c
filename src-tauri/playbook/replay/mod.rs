//! Real records under a changed policy: who would have owned each, which steps of the ladder would have fired and when, and which
//! promises would have been kept. A record is held against the version that was in force when it started, and against a draft as if that
//! had been in force.
//!
//! People are taken to have done what they did when they did it; what they would do under another policy is the simulator's question.
//! For the same reason a pool is an owner here: whose turn it was depends on what everybody held. Judged by the rules that judge
//! everything else ([`crate::record::sla`], [`crate::routing`]); nothing here computes a due instant of its own.

mod changed;
mod example;
mod flips;
mod report;
mod tally;

pub use example::{RecordSide, ReplayedClock, ReplayedRecord, ReplayedStep};
pub use flips::{FlipOf, RecordFlip};
pub use report::{
    CannotJudge, OutcomeCounts, Replay, ReplayFlip, ReplayFlipKind, SegmentCount, StepCount, TargetOutcomes,
};
pub use tally::{FlipGroup, Flips, Tally};

use crate::policy::criteria::{Criterion, Truth};
use crate::policy::{Assignment, HandoffPoint, Policy, PoolMembers, Versions};
use crate::record::sla::{Ends, Judging, Standing, StepFate};
use crate::record::{Disposition, Found, HandoffRecord, Moment};
use crate::routing::{Hours, Reasons, Routed, pool_words, route_at_start};
use crate::{Instant, policy::ClockKind};
use changed::Changed;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Two policies made ready to be held against records: the versions in force, and a draft.
pub struct Replayer {
    then: Side,
    draft: Side,
    /// By term of the versions, then key of a handoff point.
    changed: Vec<BTreeMap<String, Changed>>,
}

struct Side {
    judging: Judging,
    /// A term each.
    hours: Vec<Hours>,
}

/// A record under both policies.
pub struct Replayed<'a> {
    pub then: Standing<'a>,
    pub draft: Standing<'a>,
    /// What differs.
    pub flips: Vec<RecordFlip>,
    /// Why something that either policy decides cannot be judged, in sentences without a full stop.
    pub cannot: Vec<String>,
}

impl Replayer {
    /// `as_of`: the instant up to which the records are known; `ends`: which clocks' ends they have at all. `found` says where a policy's
    /// fields are found in them.
    pub fn new(
        versions: Arc<Versions>,
        draft: Arc<Policy>,
        as_of: Instant,
        ends: Ends,
        found: impl Fn(&Policy) -> Found,
    ) -> Replayer {
        let changed = versions.terms().iter().map(|version| Changed::between(&version.policy, &draft)).collect();
        let then = Side::of(versions, as_of, ends, &found);
        let draft = Side::of(Arc::new(Versions::one(draft)), as_of, ends, &found);
        Replayer { then, draft, changed }
    }

    /// The instant up to which the records are known.
    pub fn as_of(&self) -> Instant {
        self.then.judging.as_of()
    }

    /// True where something that is compared reads the fields of records: criteria of routing, acceptance or a ladder.
    pub fn reads_fields(&self) -> bool {
        let changes = |changed: &Changed| changed.routing || changed.criteria;
        let asks = |policy: &Policy| {
            let ladders = policy.handoffs.iter().flat_map(|point| &point.escalation);
            ladders.flat_map(|ladder| &ladder.steps).any(|step| !step.when.is_always())
        };
        let terms = |side: &Side| side.judging.versions().terms().iter().any(|version| asks(&version.policy));
        self.changed.iter().flat_map(BTreeMap::values).any(changes) || terms(&self.then) || terms(&self.draft)
    }

    /// Holds a record against both policies. `None`: it started after what is known, and does not exist yet.
    pub fn replay(&self, record: &HandoffRecord) -> Option<Replayed<'_>> {
        if record.at(Moment::Started).is_some_and(|at| at > self.as_of()) {
            return None;
        }
        let (then, draft) = (self.then.judging.standing(record), self.draft.judging.standing(record));
        let mut replayed = Replayed { then, draft, flips: Vec::new(), cannot: Vec::new() };
        let (Some(was), Some(is)) = (replayed.then.point, replayed.draft.point) else {
            let missing = if replayed.draft.point.is_none() { "the draft does not have" } else { "no version has" };
            replayed.cannot.push(format!("{missing} its handoff point"));
            return Some(replayed);
        };
        replayed.compare_clocks();
        replayed.compare_steps();
        let term = replayed.then.term;
        let changed = self.changed[term].get(&record.handoff).copied().unwrap_or(Changed::ALL);
        if changed.matching {
            replayed.cannot.push(
                "the draft finds duplicates or accounts in another way, and what was there when it started is not known".into(),
            );
        } else if changed.routing {
            match (self.then.owner(term, was, record), self.draft.owner(0, is, record)) {
                (Ok(before), Ok(after)) if before != after => {
                    replayed.flips.push(RecordFlip { of: FlipOf::Owner, from: before, to: after });
                }
                (Ok(_), Ok(_)) => {}
                (Err(field), _) | (_, Err(field)) => replayed.cannot.push(self.not_brought("routing", &field)),
            }
        }
        if changed.criteria {
            match (self.then.verdict(term, was, record), self.draft.verdict(0, is, record)) {
                (Ok(before), Ok(after)) if before != after => {
                    replayed.flips.push(RecordFlip { of: FlipOf::Criteria, from: before.into(), to: after.into() });
                }
                (Ok(_), Ok(_)) => {}
                (Err(field), _) | (_, Err(field)) => replayed.cannot.push(self.not_brought("a criterion", &field)),
            }
        }
        replayed.name_unjudged(self);
        Some(replayed)
    }

    fn not_brought(&self, what: &str, field: &str) -> String {
        let named = |side: &Side| {
            let mut terms = side.judging.versions().terms().iter().rev();
            terms.find_map(|version| version.policy.field(field).map(|field| field.name.clone()))
        };
        let name = named(&self.draft).or_else(|| named(&self.then)).unwrap_or_else(|| field.to_owned());
        format!("{what} asks for {name}, which no import brought")
    }
}

impl Replayed<'_> {
    /// The headline of its SLA before and after, where they differ and both are known.
    pub fn headline_flip(&self) -> Option<RecordFlip> {
        flips::state_flip(FlipOf::Headline, self.then.headline(), self.draft.headline())
    }

    fn compare_clocks(&mut self) {
        for clock in ClockKind::ALL {
            self.flips.extend(flips::state_flip(FlipOf::Sla(clock), self.then.state(clock), self.draft.state(clock)));
        }
    }

    fn compare_steps(&mut self) {
        flips::step_flips(&self.then, &self.draft, &mut self.flips);
    }

    /// Says of what the data does not judge why it does not.
    fn name_unjudged(&mut self, replayer: &Replayer) {
        for clock in ClockKind::ALL {
            let states = [&self.draft, &self.then].map(|side| side.clocks[clock.index()]);
            if let Some(why) = states.iter().find_map(|state| state.unjudged()) {
                self.cannot.push(format!("{}: {why}", clock.word()));
            }
        }
        for (standing, side) in [(&self.then, &replayer.then), (&self.draft, &replayer.draft)] {
            let found = side.judging.found(standing.term);
            let unknown = standing.steps.iter().filter(|step| step.fate == StepFate::Unknown);
            for field in unknown.flat_map(|step| step.step.when.fields()).filter(|field| !found.is_brought(field)) {
                let why = replayer.not_brought("a step of the ladder", field);
                if !self.cannot.contains(&why) {
                    self.cannot.push(why);
                }
            }
        }
    }
}

impl Side {
    fn of(versions: Arc<Versions>, as_of: Instant, ends: Ends, found: &impl Fn(&Policy) -> Found) -> Side {
        let hours = versions.terms().iter().map(|version| Hours::of(&version.policy)).collect();
        Side { judging: Judging::new(versions, as_of, ends, found), hours }
    }

    fn policy(&self, term: usize) -> &Policy {
        &self.judging.versions().terms()[term].policy
    }

    /// Who gets a record when it starts, in words; the key of a field that nobody knows, where that could change it.
    fn owner(&self, term: usize, point: &HandoffPoint, record: &HandoffRecord) -> Result<String, String> {
        let routed = self.routed(term, point, record, Reasons::Unsaid)?;
        Ok(owner_words(self.policy(term), point, &routed))
    }

    /// Where a record goes when it starts.
    fn routed(
        &self,
        term: usize,
        point: &HandoffPoint,
        record: &HandoffRecord,
        reasons: Reasons,
    ) -> Result<Routed, String> {
        let told = self.judging.told(term, record.at(Moment::Started).unwrap_or(self.judging.as_of()));
        let (found, hours) = (self.judging.found(term), &self.hours[term]);
        route_at_start(self.policy(term), hours, point, &found.seen(record), &told, reasons)
    }

    /// What acceptance and entry criteria say of a record; the key of a field that nobody knows, where they leave it open.
    fn verdict(&self, term: usize, point: &HandoffPoint, record: &HandoffRecord) -> Result<&'static str, String> {
        let policy = self.policy(term);
        let told = self.judging.told(term, record.at(Moment::Started).unwrap_or(self.judging.as_of()));
        let found = self.judging.found(term);
        let seen = found.seen(record);
        let criteria = [Some(&point.acceptance.criteria), changed::entry(policy, point)];
        let truths = criteria.into_iter().flatten().map(|criterion| criterion.truth(&seen, &policy.fields, &told));
        match Truth::all(truths) {
            Truth::True => Ok("meets the criteria"),
            Truth::False => Ok("fails the criteria"),
            Truth::Unknown => {
                let fields = criteria.into_iter().flatten().flat_map(Criterion::fields);
                match fields.into_iter().find(|field| !found.is_brought(field)) {
                    Some(field) => Err(field.to_owned()),
                    None => Ok("leaves the criteria open"),
                }
            }
        }
    }
}

/// An owner in words; whoever is next in a pool is the pool's matter.
fn owner_words(policy: &Policy, point: &HandoffPoint, routed: &Routed) -> String {
    if let Some(Assignment::Pool { pool }) = routed.row.map(|row| &point.routing.rows[row].assign) {
        let PoolMembers::People { people } = &pool.members else { return pool_words(policy, pool) };
        let name = |key: &String| {
            policy.people.iter().find(|person| person.key == *key).map_or(key.clone(), |person| person.name.clone())
        };
        return format!("one of {}", people.iter().map(name).collect::<Vec<_>>().join(", "));
    }
    routed.target.words().unwrap_or_else(|| "nobody".into())
}

/// True of a record that has not come to its end.
pub fn is_open(record: &HandoffRecord) -> bool {
    record.disposition == Disposition::Open
        && record.at(Moment::Rejected).is_none()
        && record.at(Moment::Completed).is_none()
}
