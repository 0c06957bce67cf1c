//! The commands of `baton` as scripts meet them.

#![allow(clippy::unwrap_used)] // A test may fail where it stands.

mod policy;
mod simulate;

use baton_cli::Failure;
use std::ffi::OsString;
use std::path::Path;

/// What a command prints, or why it was refused.
fn baton(arguments: &[&str]) -> Result<String, String> {
    let mut out = Vec::new();
    let arguments = std::iter::once("baton").chain(arguments.iter().copied()).map(OsString::from);
    let ran = baton_cli::run(arguments, &mut out);
    let told = String::from_utf8(out).unwrap();
    match ran {
        Ok(()) => Ok(told),
        Err(Failure::Sentence(text)) => Err(text),
        Err(Failure::Usage(error)) => Err(error.to_string()),
        Err(Failure::Told) => Err(told),
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
