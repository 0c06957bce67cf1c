//! What the tests share: where things are, how `baton` is run, and how a test says that it was skipped.

pub mod crash;
pub mod rows;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The repository's root.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().map(Path::to_path_buf).unwrap_or_default()
}

/// A file or folder under `tests/fixtures`.
pub fn fixture(path: &str) -> PathBuf {
    root().join("tests/fixtures").join(path)
}

/// A file or folder of the data that may not be in the repository, beside it where somebody has it. Says so when it is absent.
pub fn shared_data(path: &str) -> Option<PathBuf> {
    let found = root().join("../shared/data").join(path);
    if found.exists() {
        return Some(found);
    }
    eprintln!("SKIPPED: ../shared/data/{path} is not here; its licence keeps it out of the repository");
    None
}

/// The instant so many seconds later; what is none stays as it is.
pub fn moved(text: &str, seconds: i64) -> String {
    let at = chrono::DateTime::parse_from_rfc3339(text).map(|at| at.to_utc() + chrono::TimeDelta::seconds(seconds));
    at.map_or_else(|_| text.to_owned(), |at| at.format("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// The built command line: `BATON_BIN`, else the release build, else the debug build.
///
/// # Panics
/// When there is none: build it with `cargo build --release -p baton-cli`.
pub fn baton_binary() -> PathBuf {
    if let Some(path) = std::env::var_os("BATON_BIN") {
        return path.into();
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let found = ["release/baton", "debug/baton"].map(|path| target.join(path)).into_iter().find(|path| path.exists());
    found.unwrap_or_else(|| panic!("no baton in {}; run: cargo build --release -p baton-cli", target.display()))
}

/// Runs `baton` and returns what it printed.
pub fn baton<I, S>(arguments: I) -> Ran
where
    I: IntoIterator<Item = S>,
    S: AsRef<std::ffi::OsStr>,
{
    let output = Command::new(baton_binary()).args(arguments).output();
    Ran::new(output.unwrap_or_else(|error| panic!("baton could not be started: {error}")))
}

/// A finished run of `baton`.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ran {
    fn new(output: Output) -> Ran {
        Ran {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Its standard output, if it went well.
    ///
    /// # Panics
    /// When it did not.
    pub fn ok(self) -> String {
        assert_eq!(self.code, Some(0), "baton failed: {}\n{}", self.err, self.out);
        self.out
    }
}
