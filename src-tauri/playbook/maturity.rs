//! How mature a company's handoffs are: six capabilities, five levels each, proposed from what the workspace itself shows.
//!
//! The sources name two levels, ad hoc and operationalised; the three between are decided here: written down, built in, measured. Each
//! level has evidence that anybody can look up. A level is proposed where its evidence and that of every level below it is there; a person
//! decides, and may decide otherwise.

mod evidence;

use crate::Instant;
use crate::metrics::Month;
use crate::metrics::review::Review;
use crate::policy::Policy;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What can be more or less mature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Capability {
    StageDefinitions,
    HandoffPacket,
    RoutingAndOwnership,
    SlasAndAlerts,
    CsContinuity,
    FeedbackLoop,
}

impl Capability {
    pub const ALL: [Capability; 6] = [
        Capability::StageDefinitions,
        Capability::HandoffPacket,
        Capability::RoutingAndOwnership,
        Capability::SlasAndAlerts,
        Capability::CsContinuity,
        Capability::FeedbackLoop,
    ];

    /// `stage_definitions`: as in JSON and in the file.
    pub const fn key(self) -> &'static str {
        match self {
            Capability::StageDefinitions => "stage_definitions",
            Capability::HandoffPacket => "handoff_packet",
            Capability::RoutingAndOwnership => "routing_and_ownership",
            Capability::SlasAndAlerts => "slas_and_alerts",
            Capability::CsContinuity => "cs_continuity",
            Capability::FeedbackLoop => "feedback_loop",
        }
    }

    pub fn named(key: &str) -> Option<Capability> {
        Capability::ALL.into_iter().find(|capability| capability.key() == key)
    }

    pub const fn name(self) -> &'static str {
        match self {
            Capability::StageDefinitions => "Stage definitions",
            Capability::HandoffPacket => "Handoff packet",
            Capability::RoutingAndOwnership => "Routing and ownership",
            Capability::SlasAndAlerts => "SLAs and alerts",
            Capability::CsContinuity => "CS continuity",
            Capability::FeedbackLoop => "Feedback loop",
        }
    }

    /// Who usually answers for it.
    pub const fn owner(self) -> &'static str {
        match self {
            Capability::StageDefinitions => "RevOps",
            Capability::HandoffPacket => "Enablement",
            Capability::RoutingAndOwnership => "Sales Ops",
            Capability::SlasAndAlerts => "Ops leaders",
            Capability::CsContinuity => "CS Ops",
            Capability::FeedbackLoop => "Rev council",
        }
    }

    /// The figure by which it is judged.
    pub const fn kpi(self) -> &'static str {
        match self {
            Capability::StageDefinitions => "Stage conversion",
            Capability::HandoffPacket => "Rejection rate",
            Capability::RoutingAndOwnership => "Time to first touch",
            Capability::SlasAndAlerts => "SLA attainment",
            Capability::CsContinuity => "Time to value",
            Capability::FeedbackLoop => "Drop-off reduction",
        }
    }

    /// What it is like where nobody has worked on it, and where it works by itself.
    pub const fn ends(self) -> (&'static str, &'static str) {
        match self {
            Capability::StageDefinitions => (
                "Stages are a matter of opinion.",
                "Stages are written down, with entry and exit criteria and the fields that they need.",
            ),
            Capability::HandoffPacket => (
                "What is noted depends on who notes it.",
                "One template, whose required fields travel with the record.",
            ),
            Capability::RoutingAndOwnership => (
                "Somebody hands records out by hand.",
                "Rules and queues give every record an owner, and a fallback where nobody is named.",
            ),
            Capability::SlasAndAlerts => (
                "Nobody knows how fast anybody answers.",
                "Clocks, alerts at a breach, and a way up where nobody acts.",
            ),
            Capability::CsContinuity => (
                "Onboarding begins by asking the customer everything again.",
                "What was promised, what is risky and who matters goes with the deal into onboarding.",
            ),
            Capability::FeedbackLoop => (
                "What is learned is told as anecdotes.",
                "A monthly review whose fixes go into criteria, templates and training.",
            ),
        }
    }
}

/// How mature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "MaturityLevel")]
pub enum Level {
    AdHoc,
    Documented,
    BuiltIn,
    Measured,
    Operationalised,
}

impl Level {
    pub const ALL: [Level; 5] =
        [Level::AdHoc, Level::Documented, Level::BuiltIn, Level::Measured, Level::Operationalised];

    pub const fn key(self) -> &'static str {
        match self {
            Level::AdHoc => "ad_hoc",
            Level::Documented => "documented",
            Level::BuiltIn => "built_in",
            Level::Measured => "measured",
            Level::Operationalised => "operationalised",
        }
    }

    pub fn named(key: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.key() == key)
    }

    pub const fn name(self) -> &'static str {
        match self {
            Level::AdHoc => "Ad hoc",
            Level::Documented => "Documented",
            Level::BuiltIn => "Built in",
            Level::Measured => "Measured",
            Level::Operationalised => "Operationalised",
        }
    }

    /// 1 ..= 5, for the radar.
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }
}

/// Something that can be looked up in the workspace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "MaturityEvidence")]
pub struct Evidence {
    /// `Every handoff point has one accountable role`
    pub text: String,
    pub met: bool,
    /// `5 of 6 handoff points; H6 has none`
    pub shown: String,
    /// How much of it is there, 0 ..= 1.
    pub part: f64,
    /// What to do where it is not met.
    pub step: String,
}

/// What a level asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "MaturityLevelEvidence")]
pub struct LevelEvidence {
    pub level: Level,
    pub name: String,
    /// Empty at the first level, which asks for nothing.
    pub evidence: Vec<Evidence>,
    /// Everything is there, here and at every level below.
    pub reached: bool,
}

/// What a person decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "MaturityJudgement")]
pub struct Judgement {
    #[ts(type = "number")]
    pub number: i64,
    pub capability: Capability,
    pub level: Level,
    /// What the workspace proposed at that time.
    pub proposed: Level,
    pub by: String,
    pub reason: String,
    #[ts(type = "number")]
    pub at: Instant,
}

/// One capability.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "MaturityCapability")]
pub struct Assessed {
    pub capability: Capability,
    pub name: String,
    pub owner: String,
    pub kpi: String,
    /// Its KPI as it is measured now, in words; `None` = it is not.
    pub kpi_value: Option<String>,
    pub ad_hoc: String,
    pub operationalised: String,
    pub levels: Vec<LevelEvidence>,
    pub proposed: Level,
    /// Why not higher: the first evidence that is missing; else that all is there.
    pub because: String,
    /// What a person decided last; `None` = nobody has.
    pub judged: Option<Judgement>,
    /// The level that counts: what was decided, else what is proposed.
    pub level: Level,
    /// Oldest first.
    pub history: Vec<Judgement>,
}

/// Something to do next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "MaturityStep")]
pub struct NextStep {
    pub capability: Capability,
    pub capability_name: String,
    /// The level that it leads to.
    pub level: Level,
    pub level_name: String,
    pub step: String,
    pub shown: String,
    /// How much of it is there, 0 ..= 1.
    pub part: f64,
}

/// The whole assessment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Maturity {
    /// The reviewed month whose figures it uses; `None` = there is no data.
    #[ts(type = "string | null")]
    pub month: Option<Month>,
    pub capabilities: Vec<Assessed>,
    /// What to do next: the lowest capabilities first, what is nearest to done first among them.
    pub next_steps: Vec<NextStep>,
    /// Mean of the levels that count, 1 ..= 5.
    pub mean: f64,
    pub sentence: String,
}

/// What a workspace shows of itself.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    pub policy: &'a Policy,
    /// Rules of the check that find an error, with the handoff point or stage; empty = airtight.
    pub errors: &'a [(String, String)],
    /// The last month that is over.
    pub review: Option<&'a Review>,
    /// Versions of the policy after the first.
    pub versions: u64,
    pub council: CouncilFacts,
}

/// What a council has done, over the twelve months up to the reviewed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CouncilFacts {
    /// Months signed off.
    pub signed: u64,
    pub decided: u64,
    /// Decisions that name the version that shipped them.
    pub shipped: u64,
    /// Decisions whose figure shows a signal the expected way.
    pub worked: u64,
    /// Actions whose due date is past, and those of them that are done.
    pub actions_due: u64,
    pub actions_done: u64,
}

/// Assesses the six capabilities. `judgements` in the order in which they were made.
pub fn maturity(facts: &Facts<'_>, judgements: &[Judgement]) -> Maturity {
    let capabilities: Vec<Assessed> =
        Capability::ALL.into_iter().map(|capability| assess(capability, facts, judgements)).collect();
    let mut steps: Vec<(Level, NextStep)> = capabilities.iter().flat_map(steps_of).collect();
    steps.sort_by(|(a_level, a), (b_level, b)| {
        a_level.cmp(b_level).then(b.part.total_cmp(&a.part)).then(a.capability.cmp(&b.capability))
    });
    let mean = capabilities.iter().map(|one| f64::from(one.level.number())).sum::<f64>() / capabilities.len() as f64;
    let lowest = capabilities.iter().min_by_key(|one| one.level);
    let sentence = lowest.map_or_else(String::new, |lowest| {
        format!(
            "{mean:.1} of 5 on average; {} is lowest ({}).",
            lowest.name.to_lowercase(),
            lowest.level.name().to_lowercase()
        )
    });
    Maturity {
        month: facts.review.map(|review| review.month),
        next_steps: steps.into_iter().map(|(_, step)| step).collect(),
        mean,
        sentence,
        capabilities,
    }
}

fn assess(capability: Capability, facts: &Facts<'_>, judgements: &[Judgement]) -> Assessed {
    let mut reached = true;
    let mut proposed = Level::AdHoc;
    let mut missing: Option<&str> = None;
    let evidence: Vec<(Level, Vec<Evidence>)> =
        Level::ALL.into_iter().map(|level| (level, evidence::of(capability, level, facts))).collect();
    let mut levels = Vec::new();
    for (level, evidence) in &evidence {
        reached &= evidence.iter().all(|one| one.met);
        if reached {
            proposed = *level;
        }
        missing = missing.or_else(|| evidence.iter().find(|one| !one.met).map(|one| one.shown.as_str()));
        levels.push(LevelEvidence {
            level: *level,
            name: level.name().to_owned(),
            evidence: evidence.clone(),
            reached,
        });
    }
    let because =
        missing.map_or_else(|| "Everything that it asks for is there.".to_owned(), |shown| format!("{shown}."));
    let history: Vec<Judgement> =
        judgements.iter().filter(|judgement| judgement.capability == capability).cloned().collect();
    let judged = history.last().cloned();
    let (ad_hoc, operationalised) = capability.ends();
    Assessed {
        capability,
        name: capability.name().to_owned(),
        owner: capability.owner().to_owned(),
        kpi: capability.kpi().to_owned(),
        kpi_value: evidence::kpi_value(capability, facts),
        ad_hoc: ad_hoc.to_owned(),
        operationalised: operationalised.to_owned(),
        levels,
        proposed,
        because,
        level: judged.as_ref().map_or(proposed, |judged| judged.level),
        judged,
        history,
    }
}

/// What is missing from the next level that is not reached, with the level that counts now.
fn steps_of(assessed: &Assessed) -> Vec<(Level, NextStep)> {
    let Some(next) = assessed.levels.iter().find(|level| !level.reached) else { return Vec::new() };
    let step = |evidence: &Evidence| NextStep {
        capability: assessed.capability,
        capability_name: assessed.name.clone(),
        level: next.level,
        level_name: next.name.clone(),
        step: evidence.step.clone(),
        shown: evidence.shown.clone(),
        part: evidence.part,
    };
    next.evidence.iter().filter(|one| !one.met).map(|one| (assessed.proposed, step(one))).collect()
}
