//! The list of what is wrong: complete in number, in full up to a bound.

use super::super::report::{MAX_PROBLEMS, Problem};
use super::super::source::RowText;
use super::super::source::scan::Fault;

/// Collects problems in file order.
#[derive(Debug, Default)]
pub struct ProblemLog {
    pub list: Vec<Problem>,
    pub total: u64,
    /// Remarks in full, counted apart so that they never crowd out rejections.
    remarks: usize,
}

/// Where and what, before it is known whether it is kept.
pub struct Finding<'a> {
    pub file: &'a str,
    pub line: u64,
    pub column: &'a str,
    pub value: &'a str,
}

impl ProblemLog {
    pub fn reject(&mut self, at: Finding<'_>, reason: String) {
        self.note(at, reason, true);
    }

    pub fn remark(&mut self, at: Finding<'_>, reason: String) {
        self.note(at, reason, false);
    }

    fn note(&mut self, at: Finding<'_>, reason: String, rejected: bool) {
        self.total += 1;
        let room = if rejected { self.list.len() - self.remarks < MAX_PROBLEMS } else { self.remarks < MAX_PROBLEMS };
        if !room {
            return;
        }
        self.remarks += usize::from(!rejected);
        let value = at.value.chars().take(200).collect();
        self.list.push(Problem {
            file: at.file.into(),
            line: at.line,
            column: at.column.into(),
            value,
            reason,
            rejected,
        });
    }

    /// At most [`MAX_PROBLEMS`], rejections before remarks when there are more.
    pub fn into_list(self) -> Vec<Problem> {
        let mut list = self.list;
        if list.len() > MAX_PROBLEMS {
            list.sort_by_key(|problem| !problem.rejected);
            list.truncate(MAX_PROBLEMS);
        }
        list
    }
}

/// The sentence for a line that could not be cut into cells.
pub fn fault_words(fault: Fault) -> String {
    match fault {
        Fault::OpenQuote => {
            "a quote is opened in this line and not closed before the next ones; close it or double it".into()
        }
        Fault::NotUtf8 => {
            "the line has bytes that are not UTF-8; save the file in one encoding, or name its encoding in the mapping"
                .into()
        }
        Fault::Nul => "the line has a NUL byte, which no text has; export it again".into(),
        Fault::TooManyCells => "the line has far more cells than the header; check the delimiter".into(),
    }
}

/// Why a row of another width than the header cannot be used; `None` = it can.
pub fn width_fault(row: RowText<'_>, header: &[String]) -> Option<String> {
    let (have, want) = (row.len(), header.len());
    if have == want {
        return None;
    }
    let plural = |count: usize| if count == 1 { "cell" } else { "cells" };
    if have > want {
        let surplus = row.iter().skip(want).any(|cell| !cell.trim().is_empty());
        return surplus.then(|| {
            format!(
                "the row has {have} {} where the header has {want}; quote the text that holds the delimiter",
                plural(have)
            )
        });
    }
    let named = header[have..].iter().enumerate().any(|(at, name)| *name != format!("Column {}", have + at + 1));
    named.then(|| {
        format!("the row has {have} {} where the header has {want}; it may be cut off or broken in two", plural(have))
    })
}
