//! The acts of the crash test, numbered: what a process does to a workspace, and what the workspace must then hold; and the killing.

pub mod sitting;

use crate::rows::{TestRow, import};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use workbench::imports::store::StoreMode;
use workbench::workspace::Workspace;

/// One act; each number is always the same act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Import 300 records from `first` on that say `number`.
    Import { number: u32, first: u32 },
    /// Undo the last import.
    Undo,
    /// Rename the company to `number`.
    Policy { number: u32 },
}

/// Records of one import.
const RECORDS: u32 = 300;

impl Act {
    pub fn numbered(number: u32) -> Act {
        match number % 5 {
            4 => Act::Undo,
            3 => Act::Policy { number },
            _ => Act::Import { number, first: number * 71 % 700 },
        }
    }

    fn rows(number: u32, first: u32) -> Vec<TestRow> {
        (first..first + RECORDS).map(|record| TestRow::new(record, "MQL -> SDR", 1, &number.to_string())).collect()
    }
}

/// Does the act.
pub async fn perform(workspace: &Workspace, act: &Act) {
    match *act {
        Act::Import { number, first } => {
            import(workspace, Act::rows(number, first), StoreMode::Write).await.expect("an import");
        }
        Act::Undo => {
            let batches = workspace.batches().await.expect("batches");
            let last = batches.iter().find(|batch| batch.undone_at.is_none()).expect("an import to undo");
            workspace.undo_batch(&last.id, crate::rows::START).await.expect("an undo");
        }
        Act::Policy { number } => {
            let mut policy = (*workspace.policy()).clone();
            policy.company = number.to_string();
            workspace.save_policy(&policy, None, "test", "rename").await.expect("a saved policy");
        }
    }
}

/// Records of [`first_import`].
pub const FIRST_RECORDS: u32 = 12_000;

/// Fills an empty workspace with so much that most of it is in the file long before the import is done.
pub async fn first_import(workspace: &Workspace) {
    let text = "a text of some length ".repeat(400);
    let rows = (0..FIRST_RECORDS).map(|record| TestRow::new(record, "MQL -> SDR", 1, &text)).collect();
    import(workspace, rows, StoreMode::Write).await.expect("an import");
}

/// What a workspace holds after a number of acts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holding {
    pub company: String,
    /// Record id → what it says.
    pub records: BTreeMap<String, String>,
    before_imports: Vec<BTreeMap<String, String>>,
}

impl Holding {
    pub fn new(company: &str) -> Holding {
        Holding { company: company.into(), ..Holding::default() }
    }

    pub fn perform(&mut self, act: &Act) {
        match *act {
            Act::Import { number, first } => {
                self.before_imports.push(self.records.clone());
                self.records.extend(Act::rows(number, first).into_iter().map(|row| (row.record_id, row.owner)));
            }
            Act::Undo => self.records = self.before_imports.pop().expect("an import to undo"),
            Act::Policy { number } => self.company = number.to_string(),
        }
    }
}

/// When the writer is killed.
#[derive(Debug, Clone)]
pub enum Kill {
    /// So long after its first word.
    After(Duration),
    /// As soon as anything stands in this file.
    OnceWritten(PathBuf),
}

/// Starts the writer on a workspace, kills it, and gives what it said.
///
/// # Panics
/// Where it cannot be started or does not begin.
pub fn run_and_kill(writer: &str, path: &Path, what: &str, kill: &Kill) -> Vec<(String, u32)> {
    let mut child = Command::new(writer).arg(path).arg(what).stdout(Stdio::piped()).spawn().expect("the writer starts");
    let mut out = BufReader::new(child.stdout.take().expect("its words"));
    let mut words = String::new();
    out.read_line(&mut words).expect("its first word");
    assert!(words.starts_with("begin"), "the writer could not begin");
    // Waiting for the moment of the kill is what is tested, not for anything to be ready.
    let (timer, _open) = std::sync::mpsc::channel::<()>();
    match kill {
        Kill::After(life) => {
            let _ = _open.recv_timeout(*life);
        }
        Kill::OnceWritten(file) => {
            let is_written = || std::fs::metadata(file).is_ok_and(|file| file.len() > 0);
            while !is_written() && child.try_wait().expect("its state").is_none() {
                let _ = _open.recv_timeout(Duration::from_micros(100));
            }
        }
    }
    drop(timer);
    child.kill().expect("killing");
    child.wait().expect("its end");
    out.read_to_string(&mut words).expect("its last words");
    // The last line may have been cut by the kill.
    let whole = words.rfind('\n').map_or("", |end| &words[..end]);
    whole
        .lines()
        .map(|line| {
            let (what, number) = line.split_once(' ').expect("two words a line");
            (what.to_owned(), number.parse().expect("a number"))
        })
        .collect()
}

/// A seeded generator, so that a failure can be repeated.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit.max(1)
    }
}
