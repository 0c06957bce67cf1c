//! Handoff records: what the screen asks for, and how rows of the file become values.

mod address;
mod detail;
mod facets;
mod find;
pub(crate) mod load;
mod orders;
mod page;
pub mod query;
pub(crate) mod reading;
pub(crate) mod row;
mod texts;
mod timeline;

pub use load::Measurement;
pub use reading::Following;

use playbook::metrics::review::HandoffBadge;
use playbook::policy::Policy;

/// A handoff point's badge by its key; a key that the policy does not have stands for itself.
pub(crate) fn badge(policy: &Policy, key: &str) -> HandoffBadge {
    match policy.handoff(key) {
        Some(point) => HandoffBadge {
            key: point.key.clone(),
            name: point.name.clone(),
            sender: point.sender.clone(),
            receiver: point.receiver.clone(),
        },
        None => HandoffBadge { key: key.into(), name: key.into(), sender: String::new(), receiver: String::new() },
    }
}
