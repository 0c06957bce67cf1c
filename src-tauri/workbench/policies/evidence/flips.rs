//! What publishing a draft would change of the records that are there: SLA states, owners, criteria.

use super::records::{Found, Which};
use super::routing::{Router, is_open};
use super::{Judged, Workspace, WorkspaceError, told};
use crate::imports::store::Watch;
use crate::records::load::in_background;
use playbook::metrics::review::HandoffBadge;
use playbook::metrics::{ClockChoice, measure};
use playbook::policy::criteria::{Criterion, Told, Truth};
use playbook::policy::{HandoffPoint, Policy};
use playbook::record::sla::SlaState;
use playbook::record::{HandoffRecord, Moment};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use ts_rs::TS;

/// What a draft would change.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct FlipPreview {
    /// Records that have come to their end, and those still open, that were looked at.
    pub past: u32,
    pub open: u32,
    /// Records of which everything that the draft changes could be judged.
    pub judged: u32,
    /// Most records first.
    pub flips: Vec<Flip>,
    /// Most records first.
    pub cannot_judge: Vec<CannotJudge>,
}

/// Records that would become something else.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Flip {
    pub handoff: HandoffBadge,
    pub kind: FlipKind,
    /// In words: `met`, `the queue Shark tank`, `fails acceptance`.
    pub from: String,
    pub to: String,
    pub past: u32,
    pub open: u32,
    /// Most first; blank where a record has none.
    pub by_segment: Vec<SegmentCount>,
    /// Row ids, as the records screen has them; the first hundred.
    pub records: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "FlipSegment")]
pub struct SegmentCount {
    pub value: String,
    pub n: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FlipKind {
    Sla,
    Routing,
    Criteria,
}

/// Records that could not be judged, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CannotJudge {
    pub why: String,
    pub n: u32,
}

/// Records that a flip lists.
const LISTED: usize = 100;

/// What is counted on the way: by handoff, kind, state before and after.
#[derive(Default)]
struct Counts {
    past: u32,
    open: u32,
    judged: u32,
    flips: BTreeMap<(String, FlipKind, String, String), Group>,
    cannot_judge: BTreeMap<String, u32>,
}

#[derive(Default)]
struct Group {
    past: u32,
    open: u32,
    segments: BTreeMap<String, u32>,
    records: Vec<u32>,
}

impl Workspace {
    /// Judges every record under the policy as it is in force and under the draft, as if the draft had held when the record started.
    /// Routing and criteria are gone through only where the draft changes what they depend on.
    pub async fn flip_preview(&self, draft: Judged, watch: Watch) -> Result<FlipPreview, WorkspaceError> {
        let (old, new) = (self.policy(), draft.policy);
        if self.state().records == 0 {
            return Ok(FlipPreview { past: 0, open: 0, judged: 0, flips: Vec::new(), cannot_judge: Vec::new() });
        }
        let measurement = self.measured(ClockChoice::default()).await?;
        let as_of = measurement.measured().as_of();
        let states = {
            let (measurement, new) = (measurement.clone(), new.clone());
            in_background(move || {
                let columns = measurement.columns();
                let drafted = measure(columns, &*new, Some(as_of), ClockChoice::default());
                let before = measurement.measured();
                let rows = 0..columns.len() as u32;
                let states = rows.map(|row| (columns.row_id(row), (before.row_state(row), drafted.row_state(row))));
                Ok(states.collect::<HashMap<u32, (SlaState, SlaState)>>())
            })
            .await?
        };
        let found = self.found_fields(&new).await?;
        let told = told(&new, as_of)?;
        let judge = Judge {
            changed: Changed::between(&old, &new),
            old: Router::new(&old, told.clone(), self.found_fields(&old).await?),
            new: Router::new(&new, told.clone(), found.clone()),
            told,
            found,
            states,
        };
        let counts = self
            .each_record(Which::default(), watch, Counts::default(), move |counts, id, record| {
                judge.count(counts, id, &record);
            })
            .await?;
        Ok(counts.preview(&new))
    }
}

/// Handoff points whose routing or criteria the draft changes.
struct Changed {
    routing: Vec<String>,
    criteria: Vec<String>,
}

impl Changed {
    fn between(old: &Policy, new: &Policy) -> Changed {
        let people = (&old.people, &old.roles, &old.queues, &old.stages, &old.calendars, &old.fields)
            != (&new.people, &new.roles, &new.queues, &new.stages, &new.calendars, &new.fields);
        let both = |differs: &dyn Fn(&HandoffPoint, &HandoffPoint) -> bool| -> Vec<String> {
            let pairs = new.handoffs.iter().filter_map(|point| Some((old.handoff(&point.key)?, point)));
            pairs.filter(|(old, new)| differs(old, new)).map(|(_, point)| point.key.clone()).collect()
        };
        Changed {
            routing: both(&|was, is| people || was.routing != is.routing || was.buffer != is.buffer),
            criteria: both(&|was, is| {
                old.fields != new.fields
                    || was.acceptance.criteria != is.acceptance.criteria
                    || entry(old, was) != entry(new, is)
            }),
        }
    }
}

/// The entry criteria of the stage that a handoff leads to.
fn entry<'a>(policy: &'a Policy, point: &HandoffPoint) -> Option<&'a Criterion> {
    point.to_stage.as_deref().and_then(|stage| policy.stage(stage)).map(|stage| &stage.entry)
}

struct Judge {
    changed: Changed,
    old: Router,
    new: Router,
    told: Told,
    found: Found,
    states: HashMap<u32, (SlaState, SlaState)>,
}

impl Judge {
    fn count(&self, counts: &mut Counts, id: u32, record: &HandoffRecord) {
        let open = is_open(record);
        *(if open { &mut counts.open } else { &mut counts.past }) += 1;
        let (Some(was), Some(is)) =
            (self.old.policy.handoff(&record.handoff), self.new.policy.handoff(&record.handoff))
        else {
            return counts.cannot("the handoff point is new or gone".into());
        };
        let mut judged = true;
        let mut flip = |kind, from: String, to: String| {
            let group = counts.flips.entry((record.handoff.clone(), kind, from, to)).or_default();
            *(if open { &mut group.open } else { &mut group.past }) += 1;
            *group.segments.entry(record.segment.clone().unwrap_or_default()).or_default() += 1;
            if group.records.len() < LISTED {
                group.records.push(id);
            }
        };
        let mut cannot: Vec<String> = Vec::new();
        match self.states.get(&id) {
            Some((_, SlaState::CannotJudge)) | None => cannot.push("the data cannot judge the SLA".into()),
            Some((before, after)) if before != after => {
                flip(FlipKind::Sla, state(*before).into(), state(*after).into())
            }
            Some(_) => {}
        }
        if self.changed.routing.contains(&record.handoff) {
            match (self.old.route(was, record), self.new.route(is, record)) {
                (Ok(before), Ok(after)) => {
                    let words = |target: playbook::routing::Target| target.words().unwrap_or_else(|| "nobody".into());
                    let (before, after) = (words(before.target), words(after.target));
                    if before != after {
                        flip(FlipKind::Routing, before, after);
                    }
                }
                (Err(field), _) | (_, Err(field)) => cannot.push(self.not_brought("routing", &field)),
            }
        }
        if self.changed.criteria.contains(&record.handoff) {
            match (self.verdict(&self.old.policy, was, record), self.verdict(&self.new.policy, is, record)) {
                (Ok(before), Ok(after)) if before != after => flip(FlipKind::Criteria, before.into(), after.into()),
                (Ok(_), Ok(_)) => {}
                (Err(field), _) | (_, Err(field)) => cannot.push(self.not_brought("a criterion", &field)),
            }
        }
        for why in cannot {
            judged = false;
            counts.cannot(why);
        }
        counts.judged += u32::from(judged);
    }

    /// What acceptance and entry criteria say of a record; the key of a field that nobody knows, where they leave it open.
    fn verdict(&self, policy: &Policy, point: &HandoffPoint, record: &HandoffRecord) -> Result<&'static str, String> {
        let told = Told { now: record.at(Moment::Started).unwrap_or(self.told.now), zone: self.told.zone.clone() };
        let seen = self.found.seen(record);
        let criteria = [Some(&point.acceptance.criteria), entry(policy, point)];
        let truths = criteria.into_iter().flatten().map(|criterion| criterion.truth(&seen, &policy.fields, &told));
        match Truth::all(truths) {
            Truth::True => Ok("meets the criteria"),
            Truth::False => Ok("fails the criteria"),
            Truth::Unknown => {
                let fields = criteria.into_iter().flatten().flat_map(Criterion::fields);
                match fields.into_iter().find(|field| !self.found.is_brought(field)) {
                    Some(field) => Err(field.to_owned()),
                    None => Ok("leaves the criteria open"),
                }
            }
        }
    }

    fn not_brought(&self, what: &str, field: &str) -> String {
        let name = self.new.policy.field(field).map_or(field, |field| &field.name);
        format!("{what} asks for {name}, which no import brought")
    }
}

impl Counts {
    fn cannot(&mut self, why: String) {
        *self.cannot_judge.entry(why).or_default() += 1;
    }

    fn preview(self, policy: &Arc<Policy>) -> FlipPreview {
        let flip = |((handoff, kind, from, to), group): ((String, FlipKind, String, String), Group)| {
            let mut by_segment: Vec<SegmentCount> =
                group.segments.into_iter().map(|(value, n)| SegmentCount { value, n }).collect();
            by_segment.sort_by_key(|segment| std::cmp::Reverse(segment.n));
            Flip {
                handoff: crate::records::badge(policy, &handoff),
                kind,
                from,
                to,
                past: group.past,
                open: group.open,
                by_segment,
                records: group.records.iter().map(u32::to_string).collect(),
            }
        };
        let mut flips: Vec<Flip> = self.flips.into_iter().map(flip).collect();
        flips.sort_by_key(|flip| std::cmp::Reverse(flip.past + flip.open));
        let mut cannot_judge: Vec<CannotJudge> =
            self.cannot_judge.into_iter().map(|(why, n)| CannotJudge { why, n }).collect();
        cannot_judge.sort_by_key(|known| std::cmp::Reverse(known.n));
        FlipPreview { past: self.past, open: self.open, judged: self.judged, flips, cannot_judge }
    }
}

/// An SLA state in a sentence.
const fn state(state: SlaState) -> &'static str {
    match state {
        SlaState::Met => "met",
        SlaState::MetLate => "met late",
        SlaState::BreachedOpen => "breached and open",
        SlaState::Running => "running",
        SlaState::AtRisk => "at risk",
        SlaState::Paused => "paused",
        SlaState::NotApplicable => "without a clock",
        SlaState::CannotJudge => "not to be judged",
    }
}
