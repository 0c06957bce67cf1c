//! Why a policy cannot be used: each a sentence with the place, the value and what to do.

use super::Noun;
use crate::calendar::CalendarError;
use crate::json::JsonError;

/// Why a policy cannot be used. Nothing is ever half read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    #[error(
        "the policy is {bytes} bytes long; one has at most {most}. Export it again, or look whether it is the right file"
    )]
    TooLarge { bytes: usize, most: usize },
    #[error("{0}, or export the policy again")]
    Json(#[from] JsonError),
    #[error("this is not a policy: {why}. Choose a file that Baton exported")]
    NotAPolicy { why: String },
    #[error("the policy's schema {found} is newer than this Baton's {known}. Update Baton to read it")]
    Newer { found: u64, known: u32 },
    #[error("{place} holds {count} entries; a list has at most {most}. Take out what does not belong there")]
    TooMany { place: String, count: usize, most: usize },
    #[error("{place} is a text of {bytes} bytes; one has at most {most}. Shorten it")]
    TooLong { place: String, bytes: usize, most: usize },
    #[error("{place}: {why}. Correct it there")]
    Malformed { place: String, why: String },
    #[error("{place}: the {} has no key. Give it one", .noun.word())]
    NoKey { noun: Noun, place: String },
    #[error("two {}s have the key \"{key}\". Give one of them another", .noun.word())]
    Repeated { noun: Noun, key: String },
    #[error("{place}: \"{key}\" comes twice. Take one of them out")]
    Twice { place: String, key: String },
    #[error("{place} names the {} \"{key}\", which is not there ({known}). Add it, or name another", .noun.word())]
    Dangling { place: String, noun: Noun, key: String, known: String },
    #[error("{}s lead back to themselves: {}. Break the circle", .noun.word(), .way.join(" → "))]
    Cycle { noun: Noun, way: Vec<String> },
    #[error("\"{0}\" is not a time zone's name such as Europe/Berlin. Choose one from the list")]
    UnknownZone(String),
    #[error("the calendar \"{name}\" cannot be used: {cause}")]
    Calendar { name: String, cause: CalendarError },
    #[error(
        "two handoff points are called \"{0}\", so an import could not tell them apart. Call one of them something else"
    )]
    SameName(String),
}
