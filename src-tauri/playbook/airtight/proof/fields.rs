//! The fields of a question as variables of the solver, and what only texts know: which answers to patterns go together.

use super::assumed::Assumed;
use super::automaton::Search;
use super::cells::{Cell, Parted, Patterns, part};
use super::cellset::CellSet;
use super::solver::{Literal, Solver, Theory, Undecided, Var};
use crate::policy::Field;
use crate::policy::criteria::ask::Ask;
use crate::policy::criteria::{Given, Told};
use std::collections::HashMap;

/// The fields that a question is about.
#[derive(Default)]
pub(super) struct Fields<'a> {
    pub used: Vec<Used<'a>>,
    /// By field, patterns wanted and unwanted: the text that there is.
    texts: HashMap<(usize, Vec<usize>, Vec<usize>), Search>,
}

/// A field that the criteria use.
pub(super) struct Used<'a> {
    pub field: &'a Field,
    pub var: Var,
    pub parted: Parted,
    patterns: Option<Patterns>,
    /// By ask: the variable of a pattern, with the cells of `PATTERN`.
    pub pattern_vars: HashMap<usize, Var>,
}

impl Used<'_> {
    /// Its variables, with the number of their cells.
    pub fn variables(&self) -> impl Iterator<Item = (Var, usize)> + '_ {
        let patterns = self.pattern_vars.values().map(|&var| (var, pattern::CELLS));
        [(self.var, self.parted.cells.len())].into_iter().chain(patterns)
    }
}

/// What a text answers to a pattern.
pub(super) mod pattern {
    pub const NO: u32 = 0;
    pub const YES: u32 = 1;
    /// There is no text.
    pub const NONE: u32 = 2;
    pub const CELLS: usize = 3;
}

impl<'a> Fields<'a> {
    /// Gives the solver the variables of a field, and what ties its patterns to its texts.
    pub fn add(&mut self, solver: &mut Solver, field: &'a Field, assumed: Assumed, asks: &[Ask<'_>], told: &Told) {
        let parted = part(field, assumed, asks, told);
        let count = parted.cells.len();
        let var = solver.variable(CellSet::of(count, |_| true).words());
        let open = parted.cells.iter().any(Cell::is_other);
        let patterns = Patterns::of(field, asks).filter(|_| open);
        let mut pattern_vars = HashMap::new();
        for ask in patterns.iter().flat_map(Patterns::asks) {
            let pattern = solver.variable(&[0b111]);
            let yes = CellSet::of(count, |cell| parted.yes[ask].contains(cell));
            let no = CellSet::of(count, |cell| {
                matches!(parted.cells[cell], Cell::Value(_)) && !parted.yes[ask].contains(cell)
            });
            for (cells, answer) in [(yes, pattern::YES), (no, pattern::NO), (parted.unanswering.clone(), pattern::NONE)]
            {
                let elsewhere = Literal::new(var, cells.complement(count).words());
                solver.clause(vec![elsewhere, Literal::is(pattern, answer)]);
            }
            let none = Literal::new(var, parted.unanswering.words());
            solver.clause(vec![none, Literal::new(pattern, &[1 << pattern::NO | 1 << pattern::YES])]);
            pattern_vars.insert(ask, pattern);
        }
        self.used.push(Used { field, var, parted, patterns, pattern_vars });
    }

    /// For each field: that it is readable, filled and one of the named texts; first what is given up most lightly.
    pub fn plain(&self) -> Vec<(u8, Literal)> {
        let wish = |used: &Used<'_>, lightly: u8, unwished: fn(&Cell) -> bool| {
            let cells = &used.parted.cells;
            let any = cells.iter().any(unwished);
            let wished = CellSet::of(cells.len(), |cell| !unwished(&cells[cell]));
            any.then(|| (lightly, Literal::new(used.var, wished.words())))
        };
        let wishes = self.used.iter().flat_map(|used| {
            [
                wish(used, 0, Cell::is_other),
                wish(used, 1, |cell| matches!(cell, Cell::Blank)),
                wish(used, 2, |cell| matches!(cell, Cell::Unreadable)),
            ]
        });
        wishes.flatten().collect()
    }

    /// The value of a field in an assignment, `Some(None)` = blank; `None` where it cannot be told.
    pub fn given(&mut self, place: usize, cells: &[u32]) -> Option<Option<Given>> {
        let used = &self.used[place];
        Some(match &used.parted.cells[cells[used.var] as usize] {
            Cell::Value(given) => Some(given.clone()),
            Cell::Blank => None,
            Cell::Unreadable => Some(Given::Text("unreadable".into())),
            Cell::OtherText(plain) if used.patterns.is_none() => Some(Given::Text(plain.clone())),
            Cell::OtherText(_) => match self.text(place, cells) {
                Search::Found(text) => Some(Given::Text(text)),
                Search::Impossible | Search::TooLarge => return None,
            },
        })
    }

    /// Whether a field has a value that lies in the cells asked of its variables; `None` where that is too large a question.
    pub fn possible(&mut self, place: usize, asked: &HashMap<Var, &CellSet>) -> Option<bool> {
        let used = &self.used[place];
        let patterns: Vec<(usize, &CellSet)> =
            used.pattern_vars.iter().filter_map(|(&ask, var)| Some((ask, *asked.get(var)?))).collect();
        let cells =
            (0..used.parted.cells.len()).filter(|&cell| asked.get(&used.var).is_none_or(|set| set.contains(cell)));
        let mut other = false;
        for cell in cells {
            let answer = |ask: usize| match used.parted.cells[cell] {
                Cell::Value(_) | Cell::OtherText(_) if used.parted.yes[ask].contains(cell) => pattern::YES,
                Cell::Value(_) | Cell::OtherText(_) => pattern::NO,
                Cell::Blank | Cell::Unreadable => pattern::NONE,
            };
            if used.parted.cells[cell].is_other() {
                other = true;
            } else if patterns.iter().all(|(ask, set)| set.contains(answer(*ask) as usize)) {
                return Some(true);
            }
        }
        if !other {
            return Some(false);
        }
        let only = |answer: u32| {
            let excluded = [pattern::NO, pattern::YES].into_iter().find(|other| *other != answer);
            let only = |set: &CellSet| excluded.is_none_or(|excluded| !set.contains(excluded as usize));
            let mut asks: Vec<usize> = patterns.iter().filter(|(_, set)| only(set)).map(|(ask, _)| *ask).collect();
            asks.sort_unstable();
            asks
        };
        let (yes, no) = (only(pattern::YES), only(pattern::NO));
        if yes.iter().any(|ask| no.contains(ask)) {
            return Some(false);
        }
        match self.search(place, yes, no) {
            Search::Found(_) => Some(true),
            Search::Impossible => Some(false),
            Search::TooLarge => None,
        }
    }

    /// The text beside the named ones that answers patterns as the assignment has it.
    fn text(&mut self, place: usize, cells: &[u32]) -> Search {
        let used = &self.used[place];
        let with = |answer: u32| {
            let mut asks: Vec<usize> =
                used.pattern_vars.iter().filter(|(_, var)| cells[**var] == answer).map(|(&ask, _)| ask).collect();
            asks.sort_unstable();
            asks
        };
        self.search(place, with(pattern::YES), with(pattern::NO))
    }

    fn search(&mut self, place: usize, yes: Vec<usize>, no: Vec<usize>) -> Search {
        let Some(patterns) = &self.used[place].patterns else { return Search::Found(String::new()) };
        self.texts.entry((place, yes, no)).or_insert_with_key(|(_, yes, no)| patterns.text(yes, no)).clone()
    }

    /// The fewest answers of an assignment that already go together in no text.
    fn contradiction(&mut self, place: usize, cells: &[u32]) -> Result<Vec<Literal>, Undecided> {
        let used = &self.used[place];
        let mut answers: Vec<(usize, Var, bool)> =
            used.pattern_vars.iter().map(|(&ask, &var)| (ask, var, cells[var] == pattern::YES)).collect();
        answers.sort_unstable();
        let mut at = 0;
        while at < answers.len() {
            let mut fewer = answers.clone();
            fewer.remove(at);
            let with = |wanted: bool| fewer.iter().filter(|(_, _, yes)| *yes == wanted).map(|(ask, ..)| *ask).collect();
            match self.search(place, with(true), with(false)) {
                Search::Impossible => answers = fewer,
                Search::Found(_) => at += 1,
                Search::TooLarge => return Err(Undecided),
            }
        }
        let used = &self.used[place];
        let count = used.parted.cells.len();
        let elsewhere = CellSet::of(count, |cell| !used.parted.cells[cell].is_other());
        let differently = answers.into_iter().map(|(_, var, yes)| {
            let answer = if yes { pattern::YES } else { pattern::NO };
            Literal::new(var, &[0b111 & !(1 << answer)])
        });
        Ok([Literal::new(used.var, elsewhere.words())].into_iter().chain(differently).collect())
    }
}

impl Theory for Fields<'_> {
    fn refute(&mut self, cells: &[u32]) -> Result<Option<Vec<Literal>>, Undecided> {
        for place in 0..self.used.len() {
            let used = &self.used[place];
            let other = used.parted.cells[cells[used.var] as usize].is_other();
            if used.patterns.is_none() || !other {
                continue;
            }
            match self.text(place, cells) {
                Search::Found(_) => {}
                Search::Impossible => return self.contradiction(place, cells).map(Some),
                Search::TooLarge => return Err(Undecided),
            }
        }
        Ok(None)
    }
}
