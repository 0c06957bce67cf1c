//! Wide files: one row, one record.

use super::super::cells::numbers::parse_count;
use super::super::cells::pauses::parse_pauses;
use super::super::cells::trimmed;
use super::super::error::ImportError;
use super::super::fields::Slot;
use super::super::mapping::Mapping;
use super::super::row::RecordView;
use super::super::source::RowText;
use super::super::source::table::Item;
use super::fill::{Filled, complete, empty, fill, fill_constants, push_attribute, unknown_disposition_words};
use super::joins::{Joins, cell};
use super::plan::{ColumnRef, Plan};
use super::problems::{Finding, fault_words, width_fault};
use super::repeats::{Held, Verdict, key_hash, repeated};
use super::{Output, Rejected};
use playbook::record::Moment;
use std::collections::HashSet;
use std::ops::ControlFlow;

/// Progress is told every so many rows.
const TELL_EVERY: u64 = 4_096;

pub(super) fn read(plan: &Plan, mapping: &Mapping, out: &mut Output<'_>) -> Result<(), ImportError> {
    let used: Vec<ColumnRef> =
        plan.columns.iter().map(|rule| rule.at).chain(plan.attributes.iter().map(|(at, _)| *at)).collect();
    let joins = Joins::load(plan, mapping, &used, &mut out.log, &mut out.file_rows)?;
    let repeats = find_repeats(plan, out)?;
    let mut reader =
        Reader { plan, joins: &joins, repeats, held: Held::default(), json: String::new(), unknown: HashSet::new() };
    for file in std::iter::once(0).chain(plan.further.iter().copied()) {
        reader.file(file, out)?;
        if out.stopped {
            return Ok(());
        }
    }
    reader.release(out);
    joins.report(mapping, &mut out.log);
    Ok(())
}

/// A first pass over record ids, handoffs and cycles alone: which of them come more than once.
fn find_repeats(plan: &Plan, out: &mut Output<'_>) -> Result<HashSet<u64>, ImportError> {
    let of = |slot: Slot| plan.columns.iter().find(|rule| rule.slot == slot).map(|rule| rule.at);
    let Some(id) = of(Slot::RecordId).filter(|at| at.file == 0) else { return Ok(HashSet::new()) };
    // A handoff from a joined file says nothing here: rows that it tells apart are held back, and then told apart.
    let handoff = of(Slot::Handoff).filter(|at| at.file == 0);
    let cycle = of(Slot::Cycle).filter(|at| at.file == 0);
    let wanted = [Some(id), handoff, cycle].iter().flatten().map(|at| at.column + 1).max().unwrap_or(1);
    let mut hashes = Vec::new();
    let mut stopped = false;
    for file in std::iter::once(0).chain(plan.further.iter().copied()) {
        plan.tables[file].skim(wanted, &mut |row, read| {
            let name = handoff.map_or("", |at| trimmed(row.cell(at.column)));
            let name = if plan.is_missing(name) { "" } else { name };
            let cycle = cycle.map_or(0, |at| parse_count(trimmed(row.cell(at.column))).unwrap_or(1));
            hashes.push(key_hash(trimmed(row.cell(id.column)), name, cycle));
            if (hashes.len() as u64).is_multiple_of(8 * TELL_EVERY) {
                out.tell(read / 8, plan.tables[file].size_bytes);
                stopped |= (out.sink)(super::Chunk::default()).is_break();
                if stopped {
                    return ControlFlow::Break(());
                }
            }
            ControlFlow::Continue(())
        })?;
    }
    out.stopped |= stopped;
    Ok(repeated(hashes))
}

struct Reader<'p> {
    plan: &'p Plan,
    joins: &'p Joins<'p>,
    repeats: HashSet<u64>,
    held: Held,
    json: String,
    /// Disposition values already remarked on.
    unknown: HashSet<String>,
}

impl<'p> Reader<'p> {
    fn file(&mut self, file: usize, out: &mut Output<'_>) -> Result<(), ImportError> {
        if out.stopped {
            return Ok(());
        }
        let table = &self.plan.tables[file];
        let mut failed = None;
        let leftovers = table.visit(&mut |item, read| {
            out.rows += 1;
            out.file_rows[file] += 1;
            if out.rows.is_multiple_of(TELL_EVERY) {
                out.tell(read, table.size_bytes);
            }
            match item {
                Item::Broken { line, text, fault } => {
                    let reason = fault_words(fault);
                    out.log.reject(Finding { file: &table.name, line, column: "", value: text }, reason.clone());
                    out.reject(Rejected { file, line, case: None, reason: &reason });
                    ControlFlow::Continue(())
                }
                Item::Row(row) => match self.row(file, row, out) {
                    Ok(flow) => flow,
                    Err(error) => {
                        failed = Some(error);
                        ControlFlow::Break(())
                    }
                },
            }
        })?;
        if let Some(error) = failed {
            return Err(error);
        }
        out.footer(file, leftovers.footer, leftovers.replaced);
        Ok(())
    }

    fn row(&mut self, file: usize, row: RowText<'_>, out: &mut Output<'_>) -> Result<ControlFlow<()>, ImportError> {
        let plan = self.plan;
        let table = &plan.tables[file];
        if let Some(reason) = width_fault(row, &table.header) {
            out.log
                .reject(Finding { file: &table.name, line: row.line, column: "", value: row.cell(0) }, reason.clone());
            out.reject(Rejected { file, line: row.line, case: None, reason: &reason });
            return Ok(ControlFlow::Continue(()));
        }
        if row.stray_quote {
            let at = Finding { file: &table.name, line: row.line, column: "", value: "" };
            out.log.remark(at, "a quote inside quoted text is not doubled; it was kept as text".into());
        }
        let joined = self.joins.partners(row);
        let mut json = std::mem::take(&mut self.json);
        json.clear();
        let (mut decided, mut refused) = (false, None);
        let mut pauses = Vec::new();
        if let Some(rule) = plan.columns.iter().find(|rule| rule.slot == Slot::Pauses) {
            let text = trimmed(cell(row, &joined, rule.at));
            match if plan.is_missing(text) { Ok(Vec::new()) } else { parse_pauses(text, &plan.zone) } {
                Ok(read) => pauses = read,
                Err(reason) => {
                    let at = Finding { file: &table.name, line: row.line, column: &rule.column, value: text };
                    out.log.reject(at, reason.clone());
                    refused = Some(reason);
                }
            }
        }
        let mut view = empty(file as u32, row.line);
        view.pauses = &pauses;
        fill_constants(&mut view, plan, &mut decided);
        for rule in &plan.columns {
            let text = trimmed(cell(row, &joined, rule.at));
            if plan.is_missing(text) {
                continue;
            }
            let at = || Finding { file: &table.name, line: row.line, column: &rule.column, value: text };
            match fill(&mut view, rule, text, plan, &mut decided) {
                Filled::Done => {}
                Filled::Remark(remark) => out.log.remark(at(), remark.words(text, plan.zone.name())),
                Filled::LeftEmpty(reason) => out.log.remark(at(), reason),
                Filled::UnknownDisposition => {
                    if self.unknown.insert(text.to_owned()) {
                        out.log.remark(at(), unknown_disposition_words(text));
                    }
                }
                Filled::Refused(reason) => {
                    out.log.reject(at(), reason.clone());
                    refused.get_or_insert(reason);
                }
            }
        }
        for (absent, slot, reason) in [
            (view.record_id.is_empty(), Slot::RecordId, "the row has no record id"),
            (
                view.moments[0].is_none() && refused.is_none(),
                Slot::At(Moment::Started),
                "the row does not say when the handoff started",
            ),
        ] {
            if absent {
                let column = plan.columns.iter().find(|rule| rule.slot == slot).map_or("", |rule| rule.column.as_str());
                out.log.reject(Finding { file: &table.name, line: row.line, column, value: "" }, reason.into());
                refused.get_or_insert(reason.into());
            }
        }
        if let Some(reason) = refused {
            out.reject(Rejected { file, line: row.line, case: None, reason: &reason });
            self.json = json;
            return Ok(ControlFlow::Continue(()));
        }
        for (at, key) in &plan.attributes {
            let text = cell(row, &joined, *at);
            if !plan.is_missing(trimmed(text)) {
                push_attribute(&mut json, key, text);
            }
        }
        if !json.is_empty() {
            json.push('}');
        }
        view.attributes = &json;
        complete(&mut view, decided);
        let flow = if self.held_back(&view) {
            self.held.hold(&view)?;
            ControlFlow::Continue(())
        } else {
            out.emit(&view)
        };
        self.json = json;
        Ok(flow)
    }

    fn held_back(&self, view: &RecordView<'_>) -> bool {
        if self.repeats.is_empty() {
            return false;
        }
        let counted = self.plan.columns.iter().any(|rule| rule.slot == Slot::Cycle && rule.at.file == 0);
        let cycle = if counted { view.cycle } else { 0 };
        self.repeats.contains(&key_hash(view.record_id, view.handoff, cycle))
            || self.repeats.contains(&key_hash(view.record_id, "", cycle))
    }

    /// Puts the held rows in order, once all are there.
    fn release(&self, out: &mut Output<'_>) {
        let id_column =
            self.plan.columns.iter().find(|rule| rule.slot == Slot::RecordId).map_or("", |rule| rule.column.as_str());
        for (view, verdict) in self.held.judge(self.plan.has_cycle) {
            let name = &self.plan.tables[view.file as usize].name;
            let at = Finding { file: name, line: view.line, column: id_column, value: view.record_id };
            match verdict {
                Verdict::Cycle(cycle) => {
                    if out.emit(&RecordView { cycle, ..view }).is_break() {
                        return;
                    }
                }
                Verdict::Same(line) => {
                    out.repeated += 1;
                    out.log.remark(at, format!("the row says what line {line} says; it was counted once"));
                }
                Verdict::Contradicts(line) => {
                    let reason = if self.plan.has_cycle {
                        format!(
                            "record id, handoff and cycle are those of line {line}, other values differ; correct one"
                        )
                    } else {
                        format!(
                            "record id, handoff and start are those of line {line}, other values differ; correct one, or map a cycle column"
                        )
                    };
                    out.log.reject(at, reason.clone());
                    out.reject(Rejected { file: view.file as usize, line: view.line, case: None, reason: &reason });
                }
            }
        }
    }
}
