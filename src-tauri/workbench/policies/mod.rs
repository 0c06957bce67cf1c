//! Policy versions in the file.

pub mod holidays;
pub mod ical;
pub mod store;

use crate::workspace::WorkspaceError;
use playbook::policy::{Policy, PolicyError};

/// Refuses a policy that could not be measured under.
pub(crate) fn check(policy: &Policy) -> Result<(), WorkspaceError> {
    policy.check().map_err(|error| match error {
        PolicyError::UnknownZone(zone) => WorkspaceError::UnknownZone(zone),
        refused => WorkspaceError::PolicyRefused(refused.to_string()),
    })
}
