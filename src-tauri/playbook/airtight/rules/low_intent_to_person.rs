//! Low intent does not take a person's time.

use super::{Findings, Inquiry, Page};
use crate::airtight::fixes;
use crate::airtight::problem::{Part, Place};
use crate::airtight::proof::{Assumed, Budget, Records, RowProof, table};
use crate::policy::criteria::{Condition, Constant};
use crate::policy::{
    AcceptanceMode, Assignment, Criterion, HandoffPoint, Noun, Policy, ReceiverKind, RoutingKind, RoutingRow,
    StageKind, Tier,
};
use serde_json::json;

pub(super) const PAGE: Page = Page {
    title: "Low intent is sent to a person",
    why: "People who answer every whitepaper download answer the demo request late.",
    good: "Low intent goes to the nurture track until a signal raises it.",
    bad: "One row for all tiers: round robin over the SDR team.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    let Some(low) = asked.policy.tiers.last().filter(|_| asked.policy.tiers.len() > 1) else { return };
    let Some(intent) = asked.policy.fields.iter().find(|field| field.key == INTENT) else { return };
    let other = Criterion::Any(vec![
        Criterion::test(&intent.key, Condition::NotEquals(Constant::Text(low.key.clone()))),
        Criterion::test(&intent.key, Condition::IsBlank),
        Criterion::Not(Box::new(Criterion::test(&intent.key, Condition::Equals(Constant::Text(low.key.clone()))))),
    ]);
    let readable = Assumed { filled: true, readable: true, listed: true, ..Assumed::default() };
    for point in asked.policy.handoffs.iter().filter(|point| is_first_person(asked.policy, point)) {
        // Every other record is taken out first, so that whatever row is reached is reached with low intent.
        let rows: Vec<&Criterion> =
            std::iter::once(&other).chain(point.routing.rows.iter().map(|row| &row.when)).collect();
        let records = Records::any(&asked.policy.fields).assuming(&intent.key, readable);
        let proof = table(&rows, &records, asked.told, Budget::default());
        for (row, proved) in point.routing.rows.iter().zip(proof.rows.into_iter().skip(1)) {
            let strangers = matches!(
                row.kind,
                RoutingKind::Pool | RoutingKind::Territory | RoutingKind::Product | RoutingKind::Region
            );
            let person = !matches!(row.assign, Assignment::Stage { .. } | Assignment::Queue { .. });
            if let (true, true, RowProof::Hit { witness }) = (strangers, person, proved) {
                let place = Place::of(Noun::Handoff, &point.key, Part::Routing);
                found.shown(place, format!("records of {} intent go to a person", low.name.to_lowercase()), &witness);
                offer(asked.policy, point, &row.key, low, found);
                break;
            }
        }
    }
}

/// Offers to send the tier elsewhere before a row: by the row below that does so, else by a new one.
fn offer(policy: &Policy, point: &HandoffPoint, before: &str, low: &Tier, found: &mut Findings<'_>) {
    let rows = &point.routing.rows;
    let Some(at) = rows.iter().position(|row| row.key == before) else { return };
    if let Some(below) = rows.iter().skip(at).position(|row| row.kind == RoutingKind::NoPerson) {
        return fixes::row(point, at + below, Some(at), found);
    }
    let Some(nurture) = policy.stages.iter().find(|stage| stage.kind == StageKind::Nurture) else { return };
    let mut rows = rows.clone();
    let row = RoutingRow {
        key: fixes::free_key("low-intent", |key| rows.iter().any(|row| row.key == key)),
        kind: RoutingKind::NoPerson,
        when: Criterion::test(INTENT, Condition::Equals(Constant::Text(low.key.clone()))),
        assign: Assignment::Stage { stage: nurture.key.clone() },
        reason: String::new(),
    };
    rows.insert(at, row);
    let label = format!("Send {} intent to {}", low.name.to_lowercase(), nurture.name);
    found.fix(label, fixes::set_in(point, "routing/rows", json!(rows)));
}

/// True where no person has accepted the record before. Whom a person accepted is worked on, whatever the first signal was.
fn is_first_person(policy: &Policy, point: &HandoffPoint) -> bool {
    let Some(from) = &point.from_stage else { return true };
    !policy.handoffs.iter().any(|before| {
        before.key != point.key
            && before.to_stage.as_ref() == Some(from)
            && before.receiver_kind == ReceiverKind::Person
            && before.acceptance.mode == AcceptanceMode::Required
    })
}

/// The catalogue key of the intent tier, as imports fill it.
const INTENT: &str = "intent";
