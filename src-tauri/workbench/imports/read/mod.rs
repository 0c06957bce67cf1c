//! Files and a mapping → checked records and a list of what is wrong. Never stores anything.

mod cases;
mod fill;
mod joins;
mod long;
pub(super) mod plan;
mod problems;
mod repeats;
mod rules;
mod wide;

use super::error::ImportError;
use super::mapping::{Mapping, Shape};
use super::report::{Phase, Problem, Progress};
use super::row::{CHUNK_ROWS, Chunk, RecordView};
use fill::{ORDERS, count_broken_orders, latest};
use plan::Plan;
use playbook::Instant;
use problems::{Finding, ProblemLog};
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Where chunks of checked rows go; `Break` stops the reading.
pub type Sink<'a> = dyn FnMut(Chunk) -> ControlFlow<()> + 'a;

/// Where it is told what is rejected.
pub type RejectSink<'a> = dyn FnMut(Rejected<'_>) + 'a;

/// A row that is left out, or a whole case by its first row.
#[derive(Debug, Clone, Copy)]
pub struct Rejected<'a> {
    /// Position of its file in the mapping.
    pub file: usize,
    pub line: u64,
    /// Long: the case that it belongs to, where it says one.
    pub case: Option<&'a str>,
    pub reason: &'a str,
}

/// What was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReadSummary {
    /// Data rows of the main file and its continuations.
    pub rows: u64,
    /// Checked records handed to the sink.
    pub records: u64,
    pub rejected: u64,
    /// Rows that say what an earlier row of the file says already.
    pub repeated: u64,
    pub problems: Vec<Problem>,
    pub problems_total: u64,
    /// Records in an impossible order of moments, by what was found.
    pub flagged: Vec<(String, u64)>,
    /// Latest moment of any record.
    pub as_of: Option<Instant>,
    /// Data rows of each file of the mapping, in its order.
    pub file_rows: Vec<u64>,
    /// Column names of each file of the mapping, in its order.
    pub headers: Vec<Vec<String>>,
    /// True when the sink stopped the reading.
    pub stopped: bool,
}

/// Reads the files as the mapping says. Every data row ends in the sink, among the rejected or among the repeated; each rejection is
/// in the problems.
pub fn read(
    paths: &[PathBuf],
    mapping: &Mapping,
    progress: &mut dyn FnMut(Progress),
    sink: &mut Sink<'_>,
) -> Result<ReadSummary, ImportError> {
    read_with_rejects(paths, mapping, progress, sink, &mut |_| ())
}

/// [`read`], telling each rejection.
pub fn read_with_rejects(
    paths: &[PathBuf],
    mapping: &Mapping,
    progress: &mut dyn FnMut(Progress),
    sink: &mut Sink<'_>,
    rejects: &mut RejectSink<'_>,
) -> Result<ReadSummary, ImportError> {
    let plan = Plan::compile(paths, mapping)?;
    let mut out = Output::new(&plan, sink, rejects, progress);
    match mapping.shape {
        Shape::Wide => wide::read(&plan, mapping, &mut out)?,
        Shape::Long => long::read(&plan, mapping, &mut out)?,
    }
    Ok(out.finish())
}

/// Gathers what reading yields.
struct Output<'o> {
    plan: &'o Plan,
    sink: &'o mut Sink<'o>,
    rejects: &'o mut RejectSink<'o>,
    progress: &'o mut dyn FnMut(Progress),
    chunk: Chunk,
    log: ProblemLog,
    orders: [u64; 9],
    as_of: Option<Instant>,
    rows: u64,
    records: u64,
    rejected: u64,
    repeated: u64,
    file_rows: Vec<u64>,
    stopped: bool,
}

impl<'o> Output<'o> {
    fn new<'a: 'o>(
        plan: &'a Plan,
        sink: &'o mut Sink<'_>,
        rejects: &'o mut RejectSink<'_>,
        progress: &'o mut dyn FnMut(Progress),
    ) -> Output<'o> {
        Output {
            plan,
            sink,
            rejects,
            progress,
            chunk: Chunk::default(),
            log: ProblemLog::default(),
            orders: [0; 9],
            as_of: None,
            rows: 0,
            records: 0,
            rejected: 0,
            repeated: 0,
            file_rows: vec![0; plan.tables.len()],
            stopped: false,
        }
    }

    fn emit(&mut self, view: &RecordView<'_>) -> ControlFlow<()> {
        self.records += 1;
        self.as_of = self.as_of.max(latest(view));
        count_broken_orders(view, self.plan, &mut self.orders);
        self.chunk.push(view);
        if self.chunk.len() >= CHUNK_ROWS { self.flush() } else { ControlFlow::Continue(()) }
    }

    fn flush(&mut self) -> ControlFlow<()> {
        let another = self.chunk.another();
        let chunk = std::mem::replace(&mut self.chunk, another);
        let flow = if chunk.is_empty() { ControlFlow::Continue(()) } else { (self.sink)(chunk) };
        self.stopped |= flow.is_break();
        flow
    }

    /// Leaves a row out, for a reason that is in the log already.
    fn reject(&mut self, rejected: Rejected<'_>) {
        self.rejected += 1;
        (self.rejects)(rejected);
    }

    fn tell(&mut self, done: u64, total: u64) {
        (self.progress)(Progress { phase: Phase::Reading, done, total });
    }

    fn footer(&mut self, file: usize, lines: Vec<(u64, String)>, replaced: bool) {
        let name = &self.plan.tables[file].name;
        for (line, text) in lines {
            let at = Finding { file: name, line, column: "", value: &text };
            self.log.remark(at, "a line of the report's footer was left out".into());
        }
        if replaced {
            let at = Finding { file: name, line: 0, column: "", value: "" };
            self.log.remark(at, "some bytes stand for no character in the file's encoding and read as \u{fffd}".into());
        }
    }

    fn finish(mut self) -> ReadSummary {
        if !self.stopped {
            let _ = self.flush();
        }
        let flagged = ORDERS
            .iter()
            .zip(self.orders)
            .filter(|(_, count)| *count > 0)
            .map(|(order, count)| (order.2.to_owned(), count))
            .collect();
        let problems_total = self.log.total;
        ReadSummary {
            rows: self.rows,
            records: self.records,
            rejected: self.rejected,
            repeated: self.repeated,
            problems: self.log.into_list(),
            problems_total,
            flagged,
            as_of: self.as_of,
            file_rows: self.file_rows,
            headers: self.plan.tables.iter().map(|table| table.header.clone()).collect(),
            stopped: self.stopped,
        }
    }
}
