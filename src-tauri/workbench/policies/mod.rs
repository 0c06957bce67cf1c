//! Policy versions in the file, and the drafts of the next.

pub mod drafts;
pub mod evidence;
pub mod holidays;
pub mod ical;
pub mod store;

use crate::open_regular;
use crate::workspace::WorkspaceError;
use playbook::policy::{MOST_BYTES, Policy, PolicyError};
use std::io::{Error, ErrorKind, Read};
use std::path::Path;

/// The text of a policy's file, as far as [`Policy::read`] would look at it.
pub fn read_file(path: &Path) -> std::io::Result<String> {
    let mut text = Vec::new();
    // One byte more than is read, by which the reader sees that it is too long.
    open_regular(path)?.take(MOST_BYTES as u64 + 1).read_to_end(&mut text)?;
    String::from_utf8(text).map_err(|_| Error::new(ErrorKind::InvalidData, "it is not a text file"))
}

/// Refuses a policy that could not be measured under, or not be read again.
pub(crate) fn check(policy: &Policy) -> Result<(), WorkspaceError> {
    let json = serde_json::to_string(policy).map_err(WorkspaceError::unreadable("policy"))?;
    Policy::read(&json).map(drop).map_err(|error| match error {
        PolicyError::UnknownZone(zone) => WorkspaceError::UnknownZone(zone),
        refused => WorkspaceError::PolicyRefused(refused.to_string()),
    })
}
