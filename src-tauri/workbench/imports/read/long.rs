//! Long files: one row, one event; the rows of a case become one record by declared milestones.
//!
//! Rows need not be grouped or in order. Kept in memory: of each case the latest (or first) value of every mapped column, of
//! each event its instant and the columns whose course matters.

use super::super::cells::dates::parse;
use super::super::cells::local_clock::place;
use super::super::cells::trimmed;
use super::super::cells::typing::hash_of;
use super::super::error::ImportError;
use super::super::mapping::Mapping;
use super::super::source::RowText;
use super::super::source::table::Item;
use super::cases::Cases;
use super::fill::{placeholder_words, push_attribute};
use super::joins::{Joins, cell};
use super::plan::{ColumnRef, NO_FILE, Plan};
use super::problems::{Finding, fault_words, width_fault};
use super::rules::Rules;
use super::{Output, Rejected};
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

const TELL_EVERY: u64 = 4_096;
/// So many rows tell in which order a source writes.
const ROWS_THAT_TELL: u64 = 20_000;

pub(super) fn read(plan: &Plan, mapping: &Mapping, out: &mut Output<'_>) -> Result<(), ImportError> {
    let rules = Rules::compile(plan, mapping)?;
    let used: Vec<ColumnRef> = rules.columns_used();
    let joins = Joins::load(plan, mapping, &used, &mut out.log, &mut out.file_rows)?;
    let newest_first = newest_first(plan, &rules)?;
    let mut reader = Reader { plan, rules: &rules, joins: &joins, cases: Cases::new(&rules, newest_first) };
    for file in std::iter::once(0).chain(plan.further.iter().copied()) {
        reader.file(file, out)?;
        if out.stopped {
            return Ok(());
        }
    }
    let mut cases = reader.cases;
    cases.sort();
    if newest_first && cases.has_events_of_one_instant() {
        let at = Finding { file: &plan.tables[0].name, line: 0, column: &rules.at_column, value: "" };
        let reason = "the newest events stand first; those of one instant were read from the last to the first";
        out.log.remark(at, reason.into());
    }
    let (mut json, mut unknown) = (String::new(), HashSet::new());
    for index in 0..cases.len() {
        json.clear();
        for (keep, key) in &rules.attributes {
            if let Some(text) = cases.value(index, *keep) {
                push_attribute(&mut json, key, text);
            }
        }
        if !json.is_empty() {
            json.push('}');
        }
        if cases.derive(index, plan, &rules, &json, &mut unknown, out).is_break() {
            return Ok(());
        }
    }
    joins.report(mapping, &mut out.log);
    Ok(())
}

/// Whether the source writes a case's newest events first, by the first rows of the main file.
fn newest_first(plan: &Plan, rules: &Rules) -> Result<bool, ImportError> {
    let mut last: HashMap<u64, i64> = HashMap::new();
    let (mut rows, mut rising, mut falling) = (0_u64, 0_u64, 0_u64);
    if rules.case.file != 0 || rules.at.file != 0 {
        return Ok(false);
    }
    plan.tables[0].visit(&mut |item, _| {
        rows += 1;
        if let Item::Row(row) = item
            && let Ok(stamp) = parse(trimmed(row.cell(rules.at.column)), rules.at_order)
        {
            let at = stamp.wall() - stamp.offset.unwrap_or(0);
            if let Some(before) = last.insert(hash_of(trimmed(row.cell(rules.case.column))), at) {
                rising += u64::from(before < at);
                falling += u64::from(before > at);
            }
        }
        if rows < ROWS_THAT_TELL { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    Ok(falling > rising)
}

struct Reader<'p> {
    plan: &'p Plan,
    rules: &'p Rules,
    joins: &'p Joins<'p>,
    cases: Cases,
}

impl Reader<'_> {
    fn file(&mut self, file: usize, out: &mut Output<'_>) -> Result<(), ImportError> {
        let table = &self.plan.tables[file];
        self.cases.begin_file(file as u32);
        let leftovers = table.visit(&mut |item, read| {
            out.rows += 1;
            out.file_rows[file] += 1;
            if out.rows.is_multiple_of(TELL_EVERY) {
                out.tell(read, table.size_bytes);
                // An empty chunk asks whether to go on: records come only at the end.
                out.stopped |= (out.sink)(super::Chunk::default()).is_break();
                if out.stopped {
                    return ControlFlow::Break(());
                }
            }
            match item {
                Item::Broken { line, text, fault } => {
                    let reason = fault_words(fault);
                    out.log.reject(Finding { file: &table.name, line, column: "", value: text }, reason.clone());
                    out.reject(Rejected { file, line, case: None, reason: &reason });
                }
                Item::Row(row) => self.row(file, row, out),
            }
            ControlFlow::Continue(())
        })?;
        out.footer(file, leftovers.footer, leftovers.replaced);
        Ok(())
    }

    fn row(&mut self, file: usize, row: RowText<'_>, out: &mut Output<'_>) {
        let (plan, rules) = (self.plan, self.rules);
        let table = &plan.tables[file];
        let refuse = |out: &mut Output<'_>, column: &str, value: &str, reason: String| {
            out.log.reject(Finding { file: &table.name, line: row.line, column, value }, reason.clone());
            let case = Some(trimmed(row.cell(rules.case.column))).filter(|_| rules.case.file == 0);
            let case = case.filter(|case| !plan.is_missing(case));
            out.reject(Rejected { file, line: row.line, case, reason: &reason });
        };
        if let Some(reason) = width_fault(row, &table.header) {
            return refuse(out, "", row.cell(0), reason);
        }
        if row.stray_quote {
            let at = Finding { file: &table.name, line: row.line, column: "", value: "" };
            out.log.remark(at, "a quote inside quoted text is not doubled; it was kept as text".into());
        }
        let partners = self.joins.partners(row);
        let text_at = |at: ColumnRef| trimmed(cell(row, &partners, at));
        let name = text_at(rules.case);
        if plan.is_missing(name) {
            return refuse(out, &rules.case_column, name, "the event does not say which case it belongs to".into());
        }
        let at_text = text_at(rules.at);
        if plan.is_missing(at_text) {
            return refuse(out, &rules.at_column, at_text, "the event has no time".into());
        }
        let stamp = match parse(at_text, rules.at_order) {
            Ok(stamp) => stamp,
            Err(fault) => return refuse(out, &rules.at_column, at_text, fault.words(at_text)),
        };
        if stamp.is_placeholder() {
            return refuse(out, &rules.at_column, at_text, placeholder_words(at_text));
        }
        let placed = place(stamp, &plan.zone);
        if let Some(remark) = placed.remark {
            let at = Finding { file: &table.name, line: row.line, column: &rules.at_column, value: at_text };
            out.log.remark(at, remark.words(at_text, plan.zone.name()));
        }
        let field = rules.field.map(text_at);
        let case = self.cases.of(name, row.line);
        if stamp.time.is_none() {
            self.cases.mark_date_only(case);
        }
        self.cases.count_history(case, field, rules.history_limit);
        let value_of = |at: ColumnRef| -> &str {
            if at.file != NO_FILE {
                // Attributes keep their white space; everything compared is trimmed when it is read.
                return cell(row, &partners, at);
            }
            match (field, rules.value) {
                (Some(field), Some(value)) if field == rules.fields[at.column] => cell(row, &partners, value),
                _ => "",
            }
        };
        for (index, keep) in rules.keeps.iter().enumerate() {
            let text = value_of(keep.at);
            if !plan.is_missing(trimmed(text)) {
                self.cases.keep(case, index, keep.which, placed.at, text);
            }
        }
        self.cases.event(
            case,
            placed.at,
            rules.tracked.iter().map(|&at| {
                let text = trimmed(value_of(at));
                if plan.is_missing(text) { "" } else { text }
            }),
        );
    }
}
