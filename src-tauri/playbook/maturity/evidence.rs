//! The evidence of each level, taken from the policy, the reviewed month and what the council did.

use super::{Capability, Evidence, Facts, Level};
use crate::metrics::Metric;
use crate::metrics::review::{Review, ReviewCell, Unit};
use crate::metrics::words::{duration, figure, share};
use crate::policy::{AcceptanceMode, HandoffPoint, NextWhen, ReceiverKind, RoutingKind, StageKind, StepTime};

/// A share that counts as kept.
const KEPT: f64 = 0.9;

/// Untouched leads above this are a void.
const UNTOUCHED: f64 = 0.05;

/// Months of twelve that make reviews a habit, and those that make them a beginning.
const HABIT: u64 = 6;
const BEGINNING: u64 = 3;

/// The SLA metrics that an attainment is taken over.
const PROMISES: [Metric; 5] =
    [Metric::SlaAssign, Metric::SlaAccept, Metric::SlaFirstTouch, Metric::SlaNextStep, Metric::SlaComplete];

/// What a level of a capability asks for.
pub(super) fn of(capability: Capability, level: Level, facts: &Facts<'_>) -> Vec<Evidence> {
    match (capability, level) {
        (_, Level::AdHoc) => Vec::new(),
        (Capability::StageDefinitions, level) => stages(level, facts),
        (Capability::HandoffPacket, level) => packet(level, facts),
        (Capability::RoutingAndOwnership, level) => routing(level, facts),
        (Capability::SlasAndAlerts, level) => slas(level, facts),
        (Capability::CsContinuity, level) => continuity(level, facts),
        (Capability::FeedbackLoop, level) => feedback(level, facts),
    }
}

/// All of some things have to fulfil something; the first that does not is named.
fn all<'a, T: 'a>(
    text: &str,
    things: &str,
    step: &str,
    of: impl IntoIterator<Item = &'a T>,
    name: impl Fn(&T) -> String,
    fulfils: impl Fn(&T) -> bool,
) -> Evidence {
    let (mut good, mut total, mut first) = (0_usize, 0_usize, None);
    for one in of {
        total += 1;
        if fulfils(one) {
            good += 1;
        } else {
            first = first.or_else(|| Some(name(one)));
        }
    }
    let lacks = first.map(|name| format!("; not {name}")).unwrap_or_default();
    Evidence {
        text: text.into(),
        met: total > 0 && good == total,
        shown: if total == 0 { format!("There are no {things}") } else { format!("{good} of {total} {things}{lacks}") },
        part: if total == 0 { 0.0 } else { good as f64 / total as f64 },
        step: step.into(),
    }
}

fn at_least(text: &str, step: &str, has: u64, wanted: u64, noun: &str) -> Evidence {
    Evidence {
        text: text.into(),
        met: has >= wanted,
        shown: format!("{has} of {wanted} {noun}"),
        part: (has as f64 / wanted as f64).min(1.0),
        step: step.into(),
    }
}

/// A measured share against what is wanted of it.
fn held(text: &str, step: &str, measured: Option<f64>, wanted: f64, more_is_better: bool) -> Evidence {
    let met = measured.is_some_and(|value| if more_is_better { value >= wanted } else { value <= wanted });
    let part = match measured {
        None => 0.0,
        Some(value) if more_is_better => (value / wanted).min(1.0),
        Some(value) => ((1.0 - value) / (1.0 - wanted)).clamp(0.0, 1.0),
    };
    let bound = if more_is_better { "at least" } else { "at most" };
    let shown = match measured {
        Some(value) => format!("{}, wanted {bound} {}", share(value), share(wanted)),
        None => "No imported records say it yet".to_owned(),
    };
    Evidence { text: text.into(), met, shown, part, step: step.into() }
}

fn yes(text: &str, step: &str, met: bool, shown: String) -> Evidence {
    Evidence { text: text.into(), met, shown, part: if met { 1.0 } else { 0.0 }, step: step.into() }
}

fn point_name(point: &HandoffPoint) -> String {
    point.key.clone()
}

/// A metric of the reviewed month over some handoff points: its counts added up.
fn together(review: Option<&Review>, metrics: &[Metric], wanted: impl Fn(&str) -> bool) -> Option<f64> {
    let (mut yes, mut n) = (0, 0);
    for row in review?.rows.iter().filter(|row| wanted(&row.handoff.key)) {
        for cell in row.cells.iter().filter(|cell| metrics.contains(&cell.metric)) {
            yes += cell.numerator.unwrap_or(0);
            n += cell.n;
        }
    }
    (n > 0).then(|| yes as f64 / n as f64)
}

/// Handoff points of the policy that the reviewed month has a figure of.
fn measured_points(facts: &Facts<'_>, text: &str, step: &str, metrics: &[Metric]) -> Evidence {
    let has = |point: &HandoffPoint| {
        let row = facts.review.and_then(|review| review.rows.iter().find(|row| row.handoff.key == point.key));
        row.is_some_and(|row| {
            let is_one = |cell: &ReviewCell| metrics.contains(&cell.metric) && cell.n > 0;
            row.cells.iter().any(is_one)
        })
    };
    all(text, "handoff points with records", step, met_by_records(facts), point_name, has)
}

/// The handoff points that records have gone through; all, where none has.
fn met_by_records<'a>(facts: &'a Facts<'_>) -> Vec<&'a HandoffPoint> {
    let has = |point: &&HandoffPoint| {
        facts.review.is_some_and(|review| review.rows.iter().any(|row| row.handoff.key == point.key && row.n > 0))
    };
    let met: Vec<&HandoffPoint> = facts.policy.handoffs.iter().filter(has).collect();
    if met.is_empty() { facts.policy.handoffs.iter().collect() } else { met }
}

fn no_error(facts: &Facts<'_>, text: &str, step: &str, rules: &[&str]) -> Evidence {
    let mut errors = facts.errors.iter().filter(|(rule, _)| rules.is_empty() || rules.contains(&rule.as_str()));
    match errors.next() {
        None => yes(text, step, true, "The check finds no error".into()),
        Some((rule, place)) => yes(
            text,
            step,
            false,
            match errors.count() {
                0 => format!("The check finds {rule} at {place}"),
                others => format!("The check finds {rule} at {place}, and {others} more"),
            },
        ),
    }
}

fn stages(level: Level, facts: &Facts<'_>) -> Vec<Evidence> {
    let stages = &facts.policy.stages;
    let name = |stage: &crate::policy::Stage| stage.name.clone();
    match level {
        Level::AdHoc => Vec::new(),
        Level::Documented => vec![
            all(
                "Every stage says what it means",
                "stages",
                "Write what each stage means, in a sentence.",
                stages,
                name,
                |stage| !stage.meaning.trim().is_empty(),
            ),
            all("Every stage belongs to a team", "stages", "Give each stage to a team.", stages, name, |stage| {
                stage.team.is_some()
            }),
        ],
        Level::BuiltIn => vec![
            all(
                "Every stage that records come into has entry criteria",
                "stages",
                "Write entry criteria for each stage.",
                stages.iter().filter(|stage| stage.kind != StageKind::Start),
                name,
                |stage| !stage.entry.is_always(),
            ),
            all(
                "Every stage that records leave has exit criteria or fields that it needs",
                "stages",
                "Write exit criteria for each stage, or the fields that it needs.",
                stages.iter().filter(|stage| !stage.kind.is_end() && stage.kind != StageKind::Nurture),
                name,
                |stage| !stage.exit.is_always() || !stage.required_fields.is_empty(),
            ),
        ],
        Level::Measured => vec![measured_points(
            facts,
            "Conversion or drop-off of every handoff point is measured",
            "Map the columns that say what became of a record.",
            &[Metric::Conversion, Metric::DropOff],
        )],
        Level::Operationalised => vec![
            no_error(facts, "The policy is airtight", "Mend what the check finds.", &[]),
            at_least(
                "A review's decision was shipped in a version of the policy",
                "Link a decision to the version that ships it.",
                facts.council.shipped,
                1,
                "decisions",
            ),
        ],
    }
}

fn packet(level: Level, facts: &Facts<'_>) -> Vec<Evidence> {
    let policy = facts.policy;
    let points = &policy.handoffs;
    match level {
        Level::AdHoc => Vec::new(),
        Level::Documented => vec![all(
            "Every handoff point has a packet",
            "handoff points",
            "Give each handoff point a packet template.",
            points,
            point_name,
            |point| !policy.packet(point).is_empty(),
        )],
        Level::BuiltIn => vec![
            all(
                "Every packet has required fields",
                "handoff points",
                "Say which fields of each packet are required.",
                points,
                point_name,
                |point| !policy.required_fields(point).is_empty(),
            ),
            all(
                "Where a person receives, acceptance is an act",
                "handoff points",
                "Ask the receiver to accept or reject.",
                points.iter().filter(|point| point.receiver_kind == ReceiverKind::Person),
                point_name,
                |point| point.acceptance.mode == AcceptanceMode::Required,
            ),
        ],
        Level::Measured => {
            let fill = together(facts.review, &[Metric::PacketFillRate], |_| true);
            vec![
                yes(
                    "How well packets are filled is measured",
                    "Map the columns of the required packet fields.",
                    fill.is_some(),
                    fill.map_or("No imported records say it yet".into(), |fill| {
                        format!("{} of required fields are filled", share(fill))
                    }),
                ),
                measured_points(
                    facts,
                    "Rejections are recorded",
                    "Map the column that says what the receiver decided.",
                    &[Metric::AcceptanceRate],
                ),
            ]
        }
        Level::Operationalised => {
            let worse = facts.review.and_then(|review| {
                review.signals.iter().find(|signal| signal.worse && signal.metric == Metric::AcceptanceRate)
            });
            vec![
                held(
                    "Nine of ten required fields are filled",
                    "Ask for the fields that are blank most often before acceptance.",
                    together(facts.review, &[Metric::PacketFillRate], |_| true),
                    KEPT,
                    true,
                ),
                yes(
                    "No handoff point is turned down more than usual",
                    "Talk about the signal with sender and receiver.",
                    facts.review.is_some() && worse.is_none(),
                    match worse {
                        Some(signal) => format!("{}: {}", signal.handoff.key, signal.claim),
                        None if facts.review.is_none() => "No imported records say it yet".into(),
                        None => "No signal for the worse".into(),
                    },
                ),
            ]
        }
    }
}

fn routing(level: Level, facts: &Facts<'_>) -> Vec<Evidence> {
    let points = &facts.policy.handoffs;
    let people = || points.iter().filter(|point| point.receiver_kind == ReceiverKind::Person);
    match level {
        Level::AdHoc => Vec::new(),
        Level::Documented => vec![
            all(
                "Every handoff point has one accountable role",
                "handoff points",
                "Name the one role that answers for each handoff.",
                points,
                point_name,
                |point| point.accountable_roles.len() == 1,
            ),
            all(
                "Every handoff point has a backup",
                "handoff points",
                "Name who steps in.",
                points,
                point_name,
                |point| point.backup_role.is_some(),
            ),
        ],
        Level::BuiltIn => vec![
            all(
                "Every handoff point has a routing table",
                "handoff points",
                "Write down who gets what.",
                people(),
                point_name,
                |point| !point.routing.rows.is_empty(),
            ),
            all(
                "Every routing table ends with a fallback",
                "handoff points",
                "Add a last row that takes whatever is left.",
                people(),
                point_name,
                |point| point.routing.rows.iter().any(|row| row.kind == RoutingKind::Fallback),
            ),
        ],
        Level::Measured => vec![measured_points(
            facts,
            "Time to assignment or first touch of every handoff point is measured",
            "Map the columns that say when a record was assigned and touched.",
            &[Metric::TimeToAssign, Metric::TimeToFirstTouch],
        )],
        Level::Operationalised => vec![
            no_error(
                facts,
                "No record can be left without an owner",
                "Mend what the check finds in the routing tables.",
                &["routing-not-total", "no-routing", "accountable-owner", "handoff-void"],
            ),
            held(
                "At most one of twenty lies untouched past its target",
                "Find out who lets them lie: the weekly list names them.",
                together(facts.review, &[Metric::UntouchedShare], |_| true),
                UNTOUCHED,
                false,
            ),
        ],
    }
}

fn slas(level: Level, facts: &Facts<'_>) -> Vec<Evidence> {
    let points = &facts.policy.handoffs;
    let promised = || points.iter().filter(|point| !point.targets.is_empty());
    match level {
        Level::AdHoc => Vec::new(),
        Level::Documented => vec![all(
            "Every handoff point has a target",
            "handoff points",
            "Promise how soon each handoff is taken over.",
            points,
            point_name,
            |point| !point.targets.is_empty(),
        )],
        Level::BuiltIn => {
            let steps = |point: &HandoffPoint, wanted: fn(&StepTime) -> bool| {
                point.escalation.iter().flat_map(|ladder| &ladder.steps).any(|step| wanted(&step.at))
            };
            vec![
                all(
                    "Every promise has a reminder",
                    "handoff points",
                    "Remind the owner at half of the window.",
                    promised(),
                    point_name,
                    |point| steps(point, |at| matches!(at, StepTime::Share { percent } if *percent < 100)),
                ),
                all(
                    "Every promise has a step at or after its breach",
                    "handoff points",
                    "Say who is told when a promise is broken.",
                    promised(),
                    point_name,
                    |point| {
                        steps(point, |at| {
                            matches!(at, StepTime::Share { percent } if *percent >= 100)
                                || matches!(at, StepTime::AfterBreach { .. })
                        })
                    },
                ),
            ]
        }
        Level::Measured => vec![measured_points(
            facts,
            "Attainment of every handoff point is measured",
            "Map the columns that say when a handoff was accepted and touched.",
            &PROMISES,
        )],
        Level::Operationalised => vec![
            held(
                "Nine of ten promises are kept",
                "Start with the handoff point whose breaches weigh most: the review names it.",
                attainment(facts.review, |_| true),
                KEPT,
                true,
            ),
            no_error(
                facts,
                "Every escalation reaches somebody",
                "Mend what the check finds in the ladders.",
                &["escalation-reaches-nobody", "sla-without-escalation"],
            ),
        ],
    }
}

/// Promises kept, of all that can be judged.
fn attainment(review: Option<&Review>, wanted: impl Fn(&str) -> bool) -> Option<f64> {
    together(review, &PROMISES, wanted).map(|breached| 1.0 - breached)
}

/// The handoff points that carry a customer from the sale on: by what their name, stages or teams are called.
fn after_the_sale<'a>(facts: &'a Facts<'_>) -> Vec<&'a HandoffPoint> {
    const WORDS: [&str; 6] = ["onboard", "implement", "kickoff", "adoption", "customer success", "closed/won"];
    let policy = facts.policy;
    let is_one = |point: &&HandoffPoint| {
        let stage =
            |key: &Option<String>| key.as_deref().and_then(|key| policy.stage(key)).map(|stage| stage.name.clone());
        let team = policy.receiver_team(point).map(|team| team.name.clone());
        let texts = [Some(point.name.clone()), stage(&point.to_stage), team];
        texts.into_iter().flatten().any(|text| {
            let text = text.to_lowercase();
            WORDS.iter().any(|word| text.contains(word))
        })
    };
    policy.handoffs.iter().filter(is_one).collect()
}

fn continuity(level: Level, facts: &Facts<'_>) -> Vec<Evidence> {
    let points = after_the_sale(facts);
    let is_one = |key: &str| points.iter().any(|point| point.key == key);
    match level {
        Level::AdHoc => Vec::new(),
        Level::Documented => vec![at_least(
            "There is a handoff point from the sale into onboarding or success",
            "Draw the handoff from the sale into onboarding.",
            points.len() as u64,
            1,
            "handoff points",
        )],
        Level::BuiltIn => {
            let asks = |word: &'static str, text: &str, step: &str| {
                let found = points.iter().find(|point| {
                    facts.policy.required_fields(point).iter().any(|field| {
                        let name = facts.policy.field(field).map_or(field.as_str(), |field| field.name.as_str());
                        format!("{field} {name}").to_lowercase().contains(word)
                    })
                });
                let shown = match found {
                    Some(point) => format!("{} requires it", point.key),
                    None => "No packet after the sale requires it".to_owned(),
                };
                yes(text, step, found.is_some(), shown)
            };
            vec![
                asks(
                    "outcome",
                    "A packet after the sale requires the promised outcomes",
                    "Require the promised outcomes in the packet into onboarding.",
                ),
                asks(
                    "risk",
                    "A packet after the sale requires the risks",
                    "Require the risks in the packet into onboarding.",
                ),
                asks(
                    "stakeholder",
                    "A packet after the sale requires the stakeholders",
                    "Require the stakeholders in the packet into onboarding.",
                ),
            ]
        }
        Level::Measured => {
            let records = facts
                .review
                .map_or(0, |review| review.rows.iter().filter(|row| is_one(&row.handoff.key)).map(|row| row.n).sum());
            vec![at_least(
                "Handoffs after the sale are imported",
                "Import the records of onboarding and success.",
                records,
                1,
                "records in the reviewed month",
            )]
        }
        Level::Operationalised => vec![
            held(
                "Nine of ten required fields after the sale are filled",
                "Ask for what is blank most often before the deal is closed.",
                together(facts.review, &[Metric::PacketFillRate], is_one),
                KEPT,
                true,
            ),
            held(
                "Nine of ten promises after the sale are kept",
                "Look at the worst breaches of onboarding.",
                attainment(facts.review, is_one),
                KEPT,
                true,
            ),
        ],
    }
}

fn feedback(level: Level, facts: &Facts<'_>) -> Vec<Evidence> {
    let council = &facts.council;
    match level {
        Level::AdHoc => Vec::new(),
        Level::Documented => vec![all(
            "Every disposition reason is structured and has a next step",
            "reasons",
            "Say what follows from each reason.",
            &facts.policy.dispositions,
            |reason| reason.name.clone(),
            |reason| {
                let accepted = reason.decision == crate::policy::ReceiverDecision::Accepted;
                let says_when = |step: &crate::policy::NextStep| match &step.when {
                    NextWhen::Now | NextWhen::AfterDays { .. } => true,
                    NextWhen::On { trigger } => !trigger.text.trim().is_empty(),
                };
                reason.structured && (accepted || reason.next.iter().any(says_when))
            },
        )],
        Level::BuiltIn => vec![
            at_least(
                "A monthly review was signed off",
                "Hold a review and sign it off.",
                council.signed,
                1,
                "reviews in twelve months",
            ),
            at_least(
                "A decision names the figure that it should move",
                "Write down a decision with its figure.",
                council.decided,
                1,
                "decisions in twelve months",
            ),
        ],
        Level::Measured => vec![
            at_least(
                "Reviews were signed off in three of the last twelve months",
                "Sign off each month's review.",
                council.signed,
                BEGINNING,
                "reviews in twelve months",
            ),
            held(
                "Four of five due actions are done",
                "Close what is overdue, or give it another owner.",
                (council.actions_due > 0).then(|| council.actions_done as f64 / council.actions_due as f64),
                0.8,
                true,
            ),
        ],
        Level::Operationalised => vec![
            at_least(
                "Reviews were signed off in six of the last twelve months",
                "Sign off each month's review.",
                council.signed,
                HABIT,
                "reviews in twelve months",
            ),
            at_least(
                "A decision was shipped in a version of the policy",
                "Link a decision to the version that ships it.",
                council.shipped,
                1,
                "decisions",
            ),
            at_least(
                "A decision moved its figure the expected way",
                "Decide on what the signals say, and look at the effect.",
                council.worked,
                1,
                "decisions",
            ),
        ],
    }
}

/// A capability's KPI in the reviewed month, in words.
pub(super) fn kpi_value(capability: Capability, facts: &Facts<'_>) -> Option<String> {
    let review = facts.review?;
    let in_words = |metric: Metric| together(Some(review), &[metric], |_| true).map(|value| figure(value, Unit::Share));
    match capability {
        Capability::StageDefinitions => in_words(Metric::Conversion),
        Capability::HandoffPacket => {
            together(Some(review), &[Metric::AcceptanceRate], |_| true).map(|accepted| share(1.0 - accepted))
        }
        Capability::RoutingAndOwnership => {
            // The slowest point's median: medians of several points have no sum.
            let cells = review.rows.iter().flat_map(|row| &row.cells);
            let touches = cells.filter(|cell| cell.metric == Metric::TimeToFirstTouch);
            let slowest = touches.filter_map(|cell| cell.value).max_by(f64::total_cmp);
            slowest.map(|ms| format!("{} at the slowest handoff point", duration(ms)))
        }
        Capability::SlasAndAlerts => attainment(Some(review), |_| true).map(share),
        Capability::CsContinuity => {
            let points = after_the_sale(facts);
            let is_one = |key: &str| points.iter().any(|point| point.key == key);
            attainment(Some(review), is_one)
                .map(|kept| format!("{} of promises after the sale kept; time to value is not imported", share(kept)))
        }
        Capability::FeedbackLoop => in_words(Metric::DropOff),
    }
}
