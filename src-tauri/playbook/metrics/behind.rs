//! The records behind a number: exactly those that it counts.

use super::columns::NEVER;
use super::figures::BLANK;
use super::measure::{Measured, ends};
use super::parts::{Part, Parts, bit, denominator};
use super::period::Anchor;
use super::review::{Drill, DrillPart};
use super::{Basis, Dimension, Metric};
use crate::policy::ClockKind;
use crate::record::Moment;
use crate::record::sla::judge::{Passage, event_of, start_of};

/// The rows behind a number, in their own order. None for a handoff or value that no record has.
///
/// For the packet fill rate, whose denominator counts fields, the rows are the records that have required fields, and its
/// numerator's those whose packet is full.
pub fn behind(measured: &Measured, drill: &Drill) -> Vec<u32> {
    let columns = measured.columns;
    let Some(handoffs) = codes(measured, Dimension::Handoff, drill.handoff.as_deref(), false) else {
        return Vec::new();
    };
    let first = (drill.dimension, drill.value.as_deref());
    let second = drill.also.as_ref().map(|split| (Some(split.dimension), Some(split.value.as_str())));
    let splits = [first, second.unwrap_or_default()].map(|split| match split {
        // A reason's part of the rejection rate is taken of all that were decided.
        (Some(Dimension::Reason), _)
            if drill.metric == Metric::RejectionRate && drill.part == DrillPart::Denominator =>
        {
            (Dimension::All, None)
        }
        (Some(dimension), Some(value)) if dimension != Dimension::All => (dimension, Some(value)),
        (Some(_) | None, _) => (Dimension::All, None),
    });
    let mut wanted_codes = Vec::new();
    for (dimension, value) in splits {
        let Some(values) = codes(measured, dimension, value, true) else { return Vec::new() };
        wanted_codes.push((dimension, values));
    }
    let anchor = match drill.basis {
        Basis::Cohort => Anchor::Started,
        Basis::Period => Anchor::of(drill.metric),
    };
    let month = match drill.month.map(|month| measured.months.index(month)) {
        None => None,
        Some(Some(index)) => Some(index),
        Some(None) => return Vec::new(),
    };
    let wanted = wanted(drill.metric, drill.part);
    let is_in = |codes: &[u32], code: u32| codes.is_empty() || codes.contains(&code);
    measured
        .rows()
        .map(|row| row as u32)
        .filter(|&row| measured.parts(row as usize) & wanted != 0)
        .filter(|&row| is_in(&handoffs, columns.code(row, Dimension::Handoff)))
        .filter(|&row| wanted_codes.iter().all(|(dimension, codes)| is_in(codes, columns.code(row, *dimension))))
        .filter(|&row| month.is_none_or(|month| measured.is_in_month(anchor, row as usize, month)))
        .filter(|&row| {
            drill.part != DrillPart::LeftOut || {
                let passage = measured.passage(row as usize, measured.is_clipped());
                impossible_order(drill.metric, &passage).is_some()
            }
        })
        .collect()
}

/// The bits of a metric's part.
fn wanted(metric: Metric, part: DrillPart) -> Parts {
    match (part, metric) {
        (DrillPart::Denominator, _) => denominator(metric),
        (DrillPart::Numerator, _) => bit(metric, Part::Yes),
        // Of an aging stage, those still open.
        (DrillPart::Running, Metric::StageAgingAfterHandoff) => bit(metric, Part::Yes),
        (DrillPart::Running, _) => bit(metric, Part::Running),
        (DrillPart::CannotJudge | DrillPart::LeftOut, _) => bit(metric, Part::CannotJudge),
    }
}

/// The codes of a value: empty = any; `None` = no record has it.
fn codes(measured: &Measured, dimension: Dimension, value: Option<&str>, by_label: bool) -> Option<Vec<u32>> {
    let (Some(value), Some(dictionary)) = (value, measured.columns.dictionary(dimension)) else {
        return Some(Vec::new());
    };
    let found: Vec<u32> = if by_label && dimension == Dimension::Handoff {
        (0..dictionary.len() as u32).filter(|&code| measured.label(dimension, code) == value).collect()
    } else if value == BLANK {
        vec![0]
    } else {
        dictionary.find(value).into_iter().collect()
    };
    (!found.is_empty()).then_some(found)
}

impl Measured<'_> {
    pub(super) fn is_in_month(&self, anchor: Anchor, row: usize, month: usize) -> bool {
        match anchor {
            Anchor::Started => usize::from(self.started_in(row)) == month,
            _ => {
                let at = self.anchored_at(anchor, row);
                at != NEVER && self.months.index_at(at) == Some(month)
            }
        }
    }
}

/// The pair of moments that a metric needs, where a record has it in an impossible order: `(later, earlier)` as they should be.
pub(super) fn impossible_order(metric: Metric, passage: &Passage) -> Option<(Moment, Moment)> {
    let clock = |clock| (event_of(clock, passage), start_of(clock));
    let (later, earlier) = match metric {
        Metric::TimeToAssign | Metric::TimeToAccept | Metric::TimeToFirstTouch | Metric::TimeToNextStep => {
            let (from, to) = ends(metric);
            (to, from)
        }
        Metric::TimeLostInHandoff => (Moment::Accepted, Moment::Started),
        Metric::FirstTouchWithin5Minutes => (Moment::FirstTouch, Moment::Started),
        Metric::StageAgingAfterHandoff => (Moment::Completed, Moment::Accepted),
        Metric::SlaAssign => clock(ClockKind::Assign),
        Metric::SlaAccept => clock(ClockKind::Accept),
        Metric::SlaFirstTouch => clock(ClockKind::FirstTouch),
        Metric::SlaNextStep => clock(ClockKind::NextStep),
        Metric::SlaComplete => clock(ClockKind::Complete),
        Metric::Volume
        | Metric::AcceptanceRate
        | Metric::RejectionRate
        | Metric::UntouchedShare
        | Metric::CompletionRate
        | Metric::MeetingBookedRate
        | Metric::OpportunityCreationRate
        | Metric::ReassignmentRate
        | Metric::Conversion
        | Metric::DropOff
        | Metric::PacketFillRate
        | Metric::DuplicateRate => return None,
    };
    passage.is_out_of_order(later, earlier).then_some((later, earlier))
}
