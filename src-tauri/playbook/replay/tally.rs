//! Many records counted together.

use super::flips::{fired, is_same};
use super::{
    CannotJudge, FlipOf, OutcomeCounts, RecordFlip, Replay, ReplayFlip, ReplayFlipKind, Replayed, SegmentCount,
    StepCount, TargetOutcomes, is_open,
};
use crate::Instant;
use crate::policy::ClockKind;
use crate::record::HandoffRecord;
use crate::record::sla::{SlaState, Standing, StepTaken};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Records that a flip lists.
const LISTED: usize = 100;

/// Records that a replay shows in full.
const EXAMPLES: usize = 10;

/// Flips by handoff point, kind, from and to.
#[derive(Debug, Default)]
pub struct Flips(BTreeMap<(String, RecordFlip), FlipGroup>);

/// Records that become the same other thing.
#[derive(Debug, Default)]
pub struct FlipGroup {
    pub past: u32,
    pub open: u32,
    segments: BTreeMap<String, u32>,
    /// Row ids, the first hundred.
    pub records: Vec<u32>,
}

/// What is counted on the way.
#[derive(Debug, Default)]
pub struct Tally {
    /// Records that came to their end, and those still open.
    pub past: u32,
    pub open: u32,
    /// Those of which everything could be judged.
    pub judged: u32,
    cannot_judge: BTreeMap<String, u32>,
    outcomes: [(OutcomeCounts, OutcomeCounts); 5],
    /// By where a step stands in memory; the same one of several versions stands in several places.
    steps: HashMap<usize, (StepKey, StepTally)>,
    flips: Flips,
}

/// Handoff point, clock, and the step in words.
type StepKey = (String, ClockKind, String);

#[derive(Debug, Default)]
struct StepTally {
    then: u32,
    draft: u32,
    moved: u32,
}

impl Flips {
    /// Counts a flip of a record; `id` is its row.
    pub fn add(&mut self, id: u32, record: &HandoffRecord, flip: RecordFlip) {
        let group = self.0.entry((record.handoff.clone(), flip)).or_default();
        *(if is_open(record) { &mut group.open } else { &mut group.past }) += 1;
        let segment = record.segment.as_deref().unwrap_or_default();
        match group.segments.get_mut(segment) {
            Some(n) => *n += 1,
            None => drop(group.segments.insert(segment.to_owned(), 1)),
        }
        if group.records.len() < LISTED {
            group.records.push(id);
        }
    }

    /// Key of the handoff point, what flips, and the records; most records first.
    pub fn sorted(self) -> Vec<((String, RecordFlip), FlipGroup)> {
        let mut flips: Vec<_> = self.0.into_iter().collect();
        flips.sort_by_key(|(_, group)| Reverse(group.past + group.open));
        flips
    }
}

impl FlipGroup {
    /// Most records first.
    pub fn by_segment(&self) -> Vec<SegmentCount> {
        let segments = self.segments.iter().map(|(value, &n)| SegmentCount { value: value.clone(), n });
        let mut segments: Vec<SegmentCount> = segments.collect();
        segments.sort_by_key(|segment| Reverse(segment.n));
        segments
    }
}

impl Tally {
    /// Counts a record, but for its flips; `id` is its row.
    pub fn count(&mut self, record: &HandoffRecord, replayed: &Replayed<'_>) {
        *(if is_open(record) { &mut self.open } else { &mut self.past }) += 1;
        self.judged += u32::from(replayed.cannot.is_empty());
        for why in &replayed.cannot {
            match self.cannot_judge.get_mut(why) {
                Some(n) => *n += 1,
                None => drop(self.cannot_judge.insert(why.clone(), 1)),
            }
        }
    }

    /// Counts a record with everything that a replay says of it.
    pub fn add(&mut self, id: u32, record: &HandoffRecord, replayed: Replayed<'_>) {
        self.count(record, &replayed);
        for (clock, (then, draft)) in ClockKind::ALL.into_iter().zip(&mut self.outcomes) {
            then.add(replayed.then.state(clock));
            draft.add(replayed.draft.state(clock));
        }
        self.add_steps(record, &replayed);
        for flip in replayed.flips {
            self.flips.add(id, record, flip);
        }
    }

    fn add_steps(&mut self, record: &HandoffRecord, replayed: &Replayed<'_>) {
        if replayed.then.steps.is_empty() && replayed.draft.steps.is_empty() {
            return;
        }
        let (then, mut draft) = (fired(&replayed.then), fired(&replayed.draft));
        for step in then {
            let counted = self.step(record, step, &replayed.then);
            counted.then += 1;
            if let Some(at) = draft.iter().position(|other| is_same(other, step)) {
                let other = draft.remove(at);
                counted.draft += 1;
                counted.moved += u32::from(other.at != step.at);
            }
        }
        for step in draft {
            self.step(record, step, &replayed.draft).draft += 1;
        }
    }

    /// What is counted of a step, which is worded once.
    fn step(&mut self, record: &HandoffRecord, step: &StepTaken<'_>, standing: &Standing<'_>) -> &mut StepTally {
        let place = std::ptr::from_ref(step.step) as usize;
        let (_, counted) = self.steps.entry(place).or_insert_with(|| {
            let words = standing.policy.step_words(step.step);
            ((record.handoff.clone(), step.clock, words), StepTally::default())
        });
        counted
    }

    /// Why records cannot be judged; most records first.
    pub fn unjudged(&mut self) -> Vec<CannotJudge> {
        let unjudged = std::mem::take(&mut self.cannot_judge).into_iter();
        let mut unjudged: Vec<CannotJudge> = unjudged.map(|(why, n)| CannotJudge { why, n }).collect();
        unjudged.sort_by_key(|known| Reverse(known.n));
        unjudged
    }

    /// What the replay of `from..to` says, and the rows of the records to show.
    pub fn finish(mut self, (from, to): (Instant, Instant), as_of: Instant, without_start: u32) -> (Replay, Vec<u32>) {
        let cannot_judge = self.unjudged();
        let flips = self.flips.sorted();
        let shown = shown(&flips);
        let outcomes = ClockKind::ALL.into_iter().zip(self.outcomes);
        let outcomes = outcomes.map(|(target, (then, draft))| TargetOutcomes { target, then, draft });
        let mut steps: BTreeMap<StepKey, StepTally> = BTreeMap::new();
        for (key, StepTally { then, draft, moved }) in self.steps.into_values() {
            let all = steps.entry(key).or_default();
            (all.then, all.draft, all.moved) = (all.then + then, all.draft + draft, all.moved + moved);
        }
        let steps = steps.into_iter().map(|((handoff, target, step), StepTally { then, draft, moved })| StepCount {
            handoff,
            target,
            step,
            then,
            draft,
            moved,
        });
        let replay = Replay {
            from,
            to,
            as_of,
            records: self.past + self.open,
            open: self.open,
            judged: self.judged,
            without_start,
            cannot_judge,
            outcomes: outcomes.filter(|outcomes| outcomes.then.has_any() || outcomes.draft.has_any()).collect(),
            steps: steps.collect(),
            flips: flips.into_iter().map(|((handoff, flip), group)| replay_flip(handoff, flip, &group)).collect(),
            examples: Vec::new(),
        };
        (replay, shown)
    }
}

/// The first record of every flip, then the second, until there are enough.
fn shown(flips: &[((String, RecordFlip), FlipGroup)]) -> Vec<u32> {
    let mut shown = Vec::new();
    let mut known = BTreeSet::new();
    let rounds = (0..LISTED).flat_map(|round| flips.iter().filter_map(move |(_, group)| group.records.get(round)));
    for &row in rounds {
        if known.insert(row) {
            shown.push(row);
        }
        if shown.len() == EXAMPLES {
            break;
        }
    }
    shown
}

fn replay_flip(handoff: String, RecordFlip { of, from, to }: RecordFlip, group: &FlipGroup) -> ReplayFlip {
    let (kind, target, step) = match of {
        FlipOf::Headline => (ReplayFlipKind::Sla, None, None),
        FlipOf::Sla(clock) => (ReplayFlipKind::Sla, Some(clock), None),
        FlipOf::Owner => (ReplayFlipKind::Owner, None, None),
        FlipOf::Ladder(clock, step) => (ReplayFlipKind::Ladder, Some(clock), Some(step)),
        FlipOf::Criteria => (ReplayFlipKind::Criteria, None, None),
    };
    ReplayFlip {
        kind,
        target,
        step,
        handoff,
        from,
        to,
        n: group.past + group.open,
        by_segment: group.by_segment(),
        records: group.records.iter().map(u32::to_string).collect(),
    }
}

impl OutcomeCounts {
    fn add(&mut self, state: SlaState) {
        let count = match state {
            SlaState::Met => &mut self.met,
            SlaState::MetLate | SlaState::BreachedOpen => &mut self.breached,
            SlaState::Running | SlaState::AtRisk | SlaState::Paused => &mut self.running,
            SlaState::CannotJudge => &mut self.cannot_judge,
            SlaState::NotApplicable => &mut self.not_applicable,
        };
        *count += 1;
    }

    /// True where the clock says something of some record.
    pub fn has_any(&self) -> bool {
        self.met + self.breached + self.running + self.cannot_judge > 0
    }
}
