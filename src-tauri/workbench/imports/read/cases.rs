//! The cases of a long export, and the record that each becomes.

use super::super::cells::trimmed;
use super::fill::{Filled, complete, empty, fill, fill_constants, unknown_disposition_words};
use super::plan::{NO_FILE, Plan};
use super::problems::Finding;
use super::rules::{Rules, TextTest, Which};
use super::{Output, Rejected};
use playbook::Instant;
use playbook::record::derive::{self, Event, MISSING, Test};
use playbook::record::{Moment, Pause, TierChange};
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

/// Texts as numbers; 0 is no text.
#[derive(Default)]
struct Symbols {
    numbers: HashMap<Box<str>, u32>,
    texts: Vec<Box<str>>,
}

impl Symbols {
    fn of(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        self.texts.push(text.into());
        let number = self.texts.len() as u32;
        self.numbers.insert(text.into(), number);
        number
    }

    fn known(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    fn text(&self, number: u32) -> &str {
        number.checked_sub(1).and_then(|index| self.texts.get(index as usize)).map_or("", |text| text)
    }
}

/// A row by its number over all files, so that four bytes say where a value came from.
type Place = u32;

/// A column's value: when it was seen, what it is ([`MISSING`] = none yet), and where.
type Kept = (Instant, u32, Place);

/// One case.
pub struct Case {
    name: Box<str>,
    file: u32,
    line: u64,
    date_only: bool,
    truncated: bool,
    /// One per kept column.
    values: Vec<Kept>,
}

struct Happened {
    case: u32,
    place: Place,
    at: Instant,
    /// Start of its cells.
    cells: usize,
}

pub struct Cases {
    /// Each file that was begun, with the number before its first line.
    files: Vec<(u32, Place)>,
    last_place: Place,
    /// The source writes its newest events first: within one instant the later row is the earlier event.
    newest_first: bool,
    names: HashMap<Box<str>, u32>,
    cases: Vec<Case>,
    keeps: usize,
    tracked: usize,
    symbols: Symbols,
    events: Vec<Happened>,
    cells: Vec<u32>,
    /// Rows of a case, or of a case and field, where the source keeps only so many.
    history: HashMap<(u32, u32), u32>,
    spans: Vec<(usize, usize)>,
}

impl Cases {
    pub fn new(rules: &Rules, newest_first: bool) -> Cases {
        Cases {
            files: Vec::new(),
            last_place: 0,
            newest_first,
            names: HashMap::new(),
            cases: Vec::new(),
            keeps: rules.keeps.len(),
            tracked: rules.tracked.len(),
            symbols: Symbols::default(),
            events: Vec::new(),
            cells: Vec::new(),
            history: HashMap::new(),
            spans: Vec::new(),
        }
    }

    pub fn len(&self) -> usize {
        self.cases.len()
    }

    /// What follows stands in this file.
    pub fn begin_file(&mut self, file: u32) {
        self.files.push((file, self.last_place));
    }

    /// The file and line of a place.
    fn place(&self, place: Place) -> (usize, u64) {
        let (file, before) = self.files.iter().rev().find(|(_, before)| *before < place).copied().unwrap_or_default();
        (file as usize, u64::from(place - before))
    }

    /// The case of this name, opened at this line of the file that was begun last if it is new.
    pub fn of(&mut self, name: &str, line: u64) -> usize {
        let (file, before) = self.files.last().copied().unwrap_or_default();
        self.last_place = before.saturating_add(u32::try_from(line).unwrap_or(u32::MAX));
        if let Some(&case) = self.names.get(name) {
            return case as usize;
        }
        let values = vec![(0, MISSING, 0); self.keeps];
        self.names.insert(name.into(), self.cases.len() as u32);
        self.cases.push(Case { name: name.into(), file, line, date_only: false, truncated: false, values });
        self.cases.len() - 1
    }

    pub fn mark_date_only(&mut self, case: usize) {
        self.cases[case].date_only = true;
    }

    /// Counts a row against the number that the source keeps.
    pub fn count_history(&mut self, case: usize, field: Option<&str>, limit: Option<u32>) {
        let Some(limit) = limit else { return };
        let field = field.map_or(MISSING, |field| self.symbols.of(field));
        let count = self.history.entry((case as u32, field)).or_default();
        *count += 1;
        // More than the limit was exported: then this source does not cut.
        if *count == limit {
            self.cases[case].truncated = true;
        } else if *count == limit + 1 {
            self.cases[case].truncated = false;
        }
    }

    /// Offers a value for a kept column, from the row that was met last.
    pub fn keep(&mut self, case: usize, index: usize, which: Which, at: Instant, text: &str) {
        let (since, value, _) = self.cases[case].values[index];
        let better = value == MISSING
            || match (which, self.newest_first) {
                (Which::First, false) => at < since,
                (Which::First, true) => at <= since,
                (Which::Last, false) => at >= since,
                (Which::Last, true) => at > since,
            };
        if better {
            self.cases[case].values[index] = (at, self.symbols.of(text), self.last_place);
        }
    }

    pub fn event<'a>(&mut self, case: usize, at: Instant, cells: impl Iterator<Item = &'a str>) {
        self.events.push(Happened { case: case as u32, place: self.last_place, at, cells: self.cells.len() });
        for text in cells {
            let symbol = if text.is_empty() { MISSING } else { self.symbols.of(text) };
            self.cells.push(symbol);
        }
    }

    /// Brings the events of each case together, by instant and then as the source recorded them.
    pub fn sort(&mut self) {
        self.names = HashMap::new();
        self.history = HashMap::new();
        if self.newest_first {
            self.events.reverse();
        }
        self.events.sort_by_key(|event| (event.case, event.at));
        self.spans = vec![(0, 0); self.cases.len()];
        for (index, event) in self.events.iter().enumerate() {
            let span = &mut self.spans[event.case as usize];
            if span.1 == 0 {
                span.0 = index;
            }
            span.1 = index + 1;
        }
    }

    /// Whether a case has two events of one instant; known once they are sorted.
    pub fn has_events_of_one_instant(&self) -> bool {
        self.events.windows(2).any(|pair| (pair[0].case, pair[0].at) == (pair[1].case, pair[1].at))
    }

    /// A kept value as text.
    pub fn value(&self, case: usize, keep: usize) -> Option<&str> {
        match self.cases[case].values[keep].1 {
            MISSING => None,
            symbol => Some(self.symbols.text(symbol)),
        }
    }

    fn test(&self, test: &TextTest) -> Option<Test> {
        let is: Vec<u32> = test.is.iter().filter_map(|text| self.symbols.known(text)).collect();
        // None of the values occurs in the file: nothing passes, which an empty list would not say.
        (test.is.is_empty() || !is.is_empty()).then_some(Test { column: test.tracked, is, changed: test.changed })
    }

    /// Makes the case's record and hands it on, or says why there is none. `unknown` = the dispositions already remarked on.
    pub fn derive(
        &self,
        index: usize,
        plan: &Plan,
        rules: &Rules,
        json: &str,
        unknown: &mut HashSet<String>,
        out: &mut Output<'_>,
    ) -> ControlFlow<()> {
        let case = &self.cases[index];
        let (from, to) = self.spans[index];
        let events: Vec<Event<'_>> = self.events[from..to]
            .iter()
            .map(|event| Event { at: event.at, cells: &self.cells[event.cells..event.cells + self.tracked] })
            .collect();
        let mut view = empty(case.file, case.line);
        view.record_id = &case.name;
        view.truncated = case.truncated;
        view.attributes = json;
        let table = &plan.tables[case.file as usize].name;
        let (mut decided, mut refused) = (false, None);
        fill_constants(&mut view, plan, &mut decided);
        for (rule, keep) in &rules.values {
            let Some(text) = self.value(index, *keep).map(trimmed) else { continue };
            let (file, line) = self.place(case.values[*keep].2);
            let at = || Finding { file: &plan.tables[file].name, line, column: &rule.column, value: text };
            match fill(&mut view, rule, text, plan, &mut decided) {
                Filled::Done => {}
                Filled::UnknownDisposition => {
                    if unknown.insert(text.to_owned()) {
                        out.log.remark(at(), unknown_disposition_words(text));
                    }
                }
                Filled::LeftEmpty(reason) => out.log.remark(at(), reason),
                Filled::Remark(remark) => out.log.remark(at(), remark.words(text, plan.zone.name())),
                Filled::Refused(reason) => {
                    out.log.reject(at(), reason.clone());
                    refused.get_or_insert(reason);
                }
            }
        }
        let milestones =
            rules.firsts.iter().map(|rule| (rule, true)).chain(rules.lasts.iter().map(|rule| (rule, false)));
        for ((moment, test), first) in milestones {
            let Some(test) = self.test(test) else { continue };
            let at = if first { derive::first(&events, &test) } else { derive::last(&events, &test) };
            view.moments[moment.index()] = at;
            if at.is_some() && case.date_only {
                view.date_only |= moment.bit();
            }
        }
        if let Some((column, count_missing)) = rules.changes {
            // Rows of a field history that are about other fields say nothing about this one.
            let of_field: Vec<Event<'_>>;
            let told = if rules.tracked[column].file == NO_FILE {
                of_field = events.iter().copied().filter(|event| event.cells[column] != MISSING).collect();
                &of_field
            } else {
                &events
            };
            view.reassign_count = Some(derive::changes(told, column, count_missing));
        }
        let tiers: Vec<TierChange> = rules.tiers.map_or_else(Vec::new, |column| {
            let later = derive::later_values(&events, column);
            later.into_iter().map(|(at, symbol)| TierChange { at, tier: self.symbols.text(symbol).into() }).collect()
        });
        let pauses = self.pauses(&events, rules);
        (view.tier_changes, view.pauses) = (&tiers, &pauses);
        if refused.is_none() && view.moments[Moment::Started.index()].is_none() {
            let reason = "no event of the case says when the handoff started";
            let at = Finding { file: table, line: case.line, column: &rules.case_column, value: &case.name };
            out.log.reject(at, reason.into());
            refused = Some(reason.into());
        }
        if let Some(reason) = refused {
            let (file, name) = (case.file as usize, Some(&*case.name));
            out.reject(Rejected { file, line: case.line, case: name, reason: &reason });
            return ControlFlow::Continue(());
        }
        if case.truncated {
            let at = Finding { file: table, line: case.line, column: &rules.case_column, value: &case.name };
            out.log
                .remark(at, "the case has exactly as many rows as the source keeps: its history may be cut off".into());
        }
        self.remark_orders(&events, from, plan, rules, out);
        complete(&mut view, decided);
        out.emit(&view)
    }

    /// Remarks on events that stand in an order in which they cannot have happened. `first` = the position of the case's first one.
    fn remark_orders(&self, events: &[Event<'_>], first: usize, plan: &Plan, rules: &Rules, out: &mut Output<'_>) {
        for (tracked, at) in rules.tracked.iter().enumerate() {
            let Some(found) = derive::impossible_order(events, tracked) else { continue };
            let (file, line) = self.place(self.events[first + found.event].place);
            let column = match plan.tables.get(at.file) {
                Some(table) => &table.header[at.column],
                None => &rules.fields[at.column],
            };
            let (first, then) = (self.symbols.text(found.first), self.symbols.text(found.then));
            let reason = format!(
                "\"{first}\" and then \"{then}\" at the same instant fit what stands before and after only the other way round; \
                 the order of the file was taken"
            );
            let at = Finding { file: &plan.tables[file].name, line, column, value: then };
            out.log.remark(at, reason);
        }
    }

    fn pauses(&self, events: &[Event<'_>], rules: &Rules) -> Vec<Pause> {
        let mut found = Vec::new();
        for (column, values) in &rules.pauses {
            let symbols: Vec<u32> = values.iter().filter_map(|value| self.symbols.known(value)).collect();
            for pause in derive::pauses(events, *column, &symbols) {
                let reason = self.symbols.text(pause.value).to_owned();
                found.push(Pause { from: pause.from, to: pause.to, reason });
            }
        }
        found.sort_by_key(|pause| pause.from);
        found
    }
}
