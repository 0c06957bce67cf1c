//! The trail as JSON lines that need nothing of Baton's to be checked.
//!
//! The first line says how. Every other line begins `{"hash":"…64…","previous":"…64…","entry":` and ends `}`, so that the entry stands
//! between the 162nd byte and the last but one, as it was hashed.

use super::each;
use crate::workspace::{Workspace, WorkspaceError};
use playbook::exception::audit::BEGINNING;
use serde_json::json;
use std::io::Write;

/// How an outsider checks the file, in a shell that has sha256sum; prints the first line that does not hold.
pub const HOW: &str = "LC_ALL=C bash -c 'head=$1; number=1; tail -n +2 \"$2\" | while IFS= read -r line; do \
number=$((number+1)); previous=${line:87:64}; entry=${line:161}; entry=${entry%?}; \
[ \"$previous\" = \"$head\" ] || { echo \"line $number does not follow the one before\"; exit 1; }; \
head=$(printf \"%s\\n%s\" \"$previous\" \"$entry\" | sha256sum | cut -c1-64); \
[ \"${line:9:64}\" = \"$head\" ] || { echo \"line $number: the hash is not that of the entry\"; exit 1; }; \
done && echo intact' check \
0000000000000000000000000000000000000000000000000000000000000000 FILE.jsonl";

/// Writes the whole trail; gives the number of entries.
pub async fn export(workspace: &Workspace, out: &mut (dyn Write + Send)) -> Result<i64, WorkspaceError> {
    let failed = |cause: std::io::Error| WorkspaceError::File {
        doing: "Writing the audit trail",
        path: workspace.path().into(),
        cause,
    };
    let about = json!({
        "baton_audit": 1,
        "workspace": workspace.id(),
        "rule": format!(
            "hash = SHA-256 in hex of: previous, a newline (0x0A), entry as it stands here byte for byte. The first previous is {BEGINNING}. \
             Roles in a file guide people and do not protect the file: compare the last hash with one that was written down elsewhere."
        ),
        "check": HOW,
    });
    writeln!(out, "{about}").map_err(failed)?;
    let mut entries = 0;
    each(&mut *workspace.readers().acquire().await?, i64::MIN, |_, link| {
        entries += 1;
        writeln!(out, "{{\"hash\":\"{}\",\"previous\":\"{}\",\"entry\":{}}}", link.hash, link.previous, link.entry)
            .map_err(failed)
    })
    .await?;
    Ok(entries)
}
