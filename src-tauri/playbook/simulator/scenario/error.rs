//! Why a scenario is refused. Every sentence names the place, the value and what to do.

use crate::calendar::CalendarError;
use crate::json::JsonError;
use crate::policy::{OperationError, PolicyError};

/// Why a scenario cannot be simulated.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ScenarioError {
    #[error("the scenario is {bytes} bytes long; one has at most {most}. Look whether it is the right file")]
    TooLarge { bytes: usize, most: usize },
    #[error(transparent)]
    Json(#[from] JsonError),
    #[error("this is not a scenario: {why}. Begin with baton scenario example")]
    NotAScenario { why: String },
    #[error("the scenario's schema {found} is newer than this Baton's {known}. Update Baton to read it")]
    Newer { found: u64, known: u32 },
    #[error("{place}: {why}. Correct it there; baton scenario schema prints what can stand where")]
    Malformed { place: String, why: String },
    #[error("the scenario has no policy of its own and none was given. Name a workspace, or put a policy into it")]
    NoPolicy,
    #[error(transparent)]
    Policy(#[from] PolicyError),
    #[error("changes, entry {number}: {cause}")]
    Change { number: usize, cause: Box<OperationError> },
    #[error("{place} is {value}; it must be {must}. Correct it there")]
    OutOfRange { place: String, value: String, must: &'static str },
    #[error("{place} names the {noun} \"{key}\", which is not there. Name one that is: {known}")]
    Unknown { place: String, noun: &'static str, key: String, known: String },
    #[error("{place}: \"{key}\" comes twice. Give one of them another key")]
    Twice { place: String, key: String },
    #[error("{place}: {cause}")]
    Calendar { place: String, cause: CalendarError },
    #[error("{place}: the shares add up to {sum}; they can be 1 together at most. Lower one of them")]
    SharesExceed { place: String, sum: f64 },
    #[error("{place}: a decision is \"accepted\", which is what is left over. Name rejected or recycled")]
    AcceptedIsTheRest { place: String },
    #[error("the scenario has no source, so nothing would happen. Add one under \"sources\"")]
    NoSources,
    #[error("no lead ever comes: every source has the rate 0, or no instant within the horizon. Raise one of them")]
    NoArrivals,
    #[error(
        "nobody works: the policy names no active people and the scenario adds none. Add somebody under \"people\""
    )]
    NoStaff,
    #[error("nobody is ever there: no shift opens within the horizon. Choose a calendar that opens, or another start")]
    NobodyThere,
    #[error(
        "{place} gives leads to {whom}, and nobody in this scenario is among them. Add somebody with that team or role under \"people\""
    )]
    NobodyFor { place: String, whom: String },
    #[error(
        "leads would go round for ever without time passing: {}. Give one of these steps a time or a share below 1", .way.join(" → ")
    )]
    RoutingLoop { way: Vec<String> },
}
