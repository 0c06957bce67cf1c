//! A question about every record that can be, put to the solver: criteria become formulas over the cells of the fields that they use, and
//! an assignment of cells becomes a record again.

use super::assumed::Records;
use super::cells::Cell;
use super::cellset::CellSet;
use super::fields::{Fields, Used, pattern};
use super::formula::Formula;
use super::solver::{Answer, Budget, Literal, Solver, Var};
use super::{NotProved, Witness};
use crate::policy::Field;
use crate::policy::criteria::ask::Ask;
use crate::policy::criteria::{Condition, Criterion, Example, Told, Truth};
use std::collections::{HashMap, HashSet};

/// Criteria over the records that can be, at one present.
pub(super) struct Problem<'a> {
    told: &'a Told,
    pub solver: Solver,
    fields: Fields<'a>,
    /// By field and condition: the field's place and the ask's.
    asked: HashMap<(&'a str, &'a Condition), (usize, usize)>,
}

/// Everything that criteria ask of each field, in the order of the catalogue.
pub(super) fn asks<'a>(
    criteria: &[&'a Criterion],
    catalogue: &'a [Field],
) -> Vec<(&'a Field, Vec<(&'a Condition, Ask<'a>)>)> {
    let places: HashMap<&str, usize> =
        catalogue.iter().enumerate().rev().map(|(place, field)| (field.key.as_str(), place)).collect();
    let mut asks: Vec<(&Field, Vec<(&Condition, Ask<'_>)>)> =
        catalogue.iter().map(|field| (field, Vec::new())).collect();
    let mut known: HashSet<(&str, &Condition)> = HashSet::new();
    for test in criteria.iter().flat_map(|criterion| criterion.tests()) {
        let Some(&place) = places.get(test.field.as_str()) else { continue };
        if known.insert((&test.field, &test.condition))
            && let Ok(ask) = test.condition.ask(&catalogue[place])
        {
            asks[place].1.push((&test.condition, ask));
        }
    }
    asks.retain(|(_, asks)| !asks.is_empty());
    asks
}

impl<'a> Problem<'a> {
    /// The solver knows the fields of these criteria, and no clause yet but what ties patterns to texts.
    pub fn new(criteria: &[&'a Criterion], records: &'a Records<'a>, told: &'a Told) -> Problem<'a> {
        let mut problem = Problem { told, solver: Solver::new(), fields: Fields::default(), asked: HashMap::new() };
        for (field, asked) in asks(criteria, records.catalogue()) {
            let place = problem.fields.used.len();
            for (number, (condition, _)) in asked.iter().enumerate() {
                problem.asked.insert((&field.key, condition), (place, number));
            }
            let asks: Vec<Ask<'_>> = asked.into_iter().map(|(_, ask)| ask).collect();
            let assumed = records.assumed(&field.key);
            problem.fields.add(&mut problem.solver, field, assumed, &asks, told);
        }
        problem
    }

    /// The formula of the records of which the criterion is true (or, with `false`, false).
    pub fn formula(&self, criterion: &Criterion, wanted: bool) -> Formula {
        match criterion {
            Criterion::Not(part) => self.formula(part, !wanted),
            Criterion::All(parts) | Criterion::Any(parts) => {
                let formulas = parts.iter().map(|part| self.formula(part, wanted));
                let all = matches!(criterion, Criterion::All(_)) == wanted;
                if all { Formula::all(formulas) } else { Formula::any(formulas) }
            }
            Criterion::Test(test) => {
                let Some(&(place, ask)) = self.asked.get(&(test.field.as_str(), &test.condition)) else {
                    return Formula::never();
                };
                let used = &self.fields.used[place];
                let count = used.parted.cells.len();
                let presence = matches!(test.condition, Condition::IsBlank | Condition::IsFilled);
                if let Some(&var) = used.pattern_vars.get(&ask) {
                    let answer = if wanted { pattern::YES } else { pattern::NO };
                    return Formula::In(
                        var,
                        CellSet::of(pattern::CELLS, |cell| cell == answer as usize),
                        pattern::CELLS,
                    );
                }
                let (yes, unanswering) = (&used.parted.yes[ask], &used.parted.unanswering);
                let answers = |cell: usize| yes.contains(cell) == wanted && (presence || !unanswering.contains(cell));
                Formula::In(used.var, CellSet::of(count, answers), count)
            }
        }
    }

    /// A record for which `question` holds together with the assumptions, or what excludes it. As few fields as possible are blank,
    /// unreadable or beside the named texts, because a plain record convinces.
    pub fn ask(&mut self, assumptions: &[Literal], question: &Formula, budget: Budget) -> Result<Found, NotProved> {
        let mut plain = self.fields.plain();
        loop {
            let all: Vec<Literal> =
                assumptions.iter().chain(plain.iter().map(|(_, literal)| literal)).cloned().collect();
            match self.solver.solve(&all, &mut self.fields, budget) {
                Answer::Satisfied(cells) => {
                    return self.witness(&cells, question).map(Found::Record).ok_or(NotProved::TooLarge);
                }
                Answer::Unknown => return Err(NotProved::TooLarge),
                Answer::Impossible(core) => {
                    let wished = core.iter().filter_map(|at| at.checked_sub(assumptions.len()));
                    let Some(least) = wished.min_by_key(|&at| plain[at].0) else {
                        return Ok(Found::Nothing { because: core });
                    };
                    plain.remove(least);
                }
            }
        }
    }

    /// Whether a formula can hold, where a few ways to choose among its alternatives are all there are; `None` where they are too many.
    pub fn plainly(&mut self, formula: &Formula, ways: &mut u32) -> Option<bool> {
        let parts = match formula {
            Formula::In(..) => std::slice::from_ref(formula),
            Formula::All(parts) => parts.as_slice(),
            Formula::Any(parts) => return self.one_of(parts, &[], ways),
        };
        if let Some(at) = parts.iter().position(|part| matches!(part, Formula::Any(_))) {
            let rest = [&parts[..at], &parts[at + 1..]].concat();
            let Formula::Any(alternatives) = &parts[at] else { return None };
            return self.one_of(alternatives, &rest, ways);
        }
        let mut asked: HashMap<Var, &CellSet> = HashMap::new();
        for part in parts {
            let Formula::In(var, cells, _) = part else { return None };
            asked.insert(*var, cells);
        }
        for place in 0..self.fields.used.len() {
            match self.fields.possible(place, &asked) {
                Some(true) => {}
                known @ (Some(false) | None) => return known,
            }
        }
        Some(true)
    }

    /// Whether one of the alternatives can hold together with the rest.
    fn one_of(&mut self, alternatives: &[Formula], rest: &[Formula], ways: &mut u32) -> Option<bool> {
        for alternative in alternatives {
            *ways = ways.checked_sub(1)?;
            let chosen = Formula::all(rest.iter().chain([alternative]).cloned());
            match self.plainly(&chosen, ways) {
                Some(false) => {}
                known @ (Some(true) | None) => return known,
            }
        }
        Some(false)
    }

    /// Whether the clauses can hold together with the assumptions.
    pub fn possible(&mut self, assumptions: &[Literal], budget: Budget) -> Result<bool, NotProved> {
        match self.solver.solve(assumptions, &mut self.fields, budget) {
            Answer::Satisfied(_) => Ok(true),
            Answer::Impossible(_) => Ok(false),
            Answer::Unknown => Err(NotProved::TooLarge),
        }
    }

    /// The record of an assignment, with as few fields as the question needs.
    fn witness(&mut self, cells: &[u32], question: &Formula) -> Option<Witness> {
        let mut left: Vec<CellSet> = cells.iter().map(|_| CellSet::none(0)).collect();
        for used in &self.fields.used {
            for (var, count) in used.variables() {
                left[var] = CellSet::of(count, |cell| cell == cells[var] as usize);
            }
        }
        let mut free: Vec<bool> = vec![false; self.fields.used.len()];
        let plain = |used: &Used<'_>| matches!(used.parted.cells[cells[used.var] as usize], Cell::Value(_));
        let mut order: Vec<usize> = (0..free.len()).rev().collect();
        order.sort_by_key(|&place| plain(&self.fields.used[place]));
        for place in order {
            let used = &self.fields.used[place];
            let any = |(var, count): (Var, usize)| (var, CellSet::of(count, |_| true));
            let mut other: Vec<(Var, CellSet)> = used.variables().map(any).collect();
            other.iter_mut().for_each(|(var, cells)| std::mem::swap(&mut left[*var], cells));
            free[place] = question.known(&left) == Truth::True;
            if !free[place] {
                other.into_iter().for_each(|(var, cells)| left[var] = cells);
            }
        }
        let mut witness = Witness { record: Example::default(), now: self.told.now, matters: Vec::new() };
        for (place, free) in free.into_iter().enumerate() {
            let blank = self.fields.used[place].parted.cells.contains(&Cell::Blank);
            let key = &self.fields.used[place].field.key;
            if !free {
                witness.matters.push(key.clone());
            } else if blank {
                continue;
            }
            let key = key.clone();
            if let Some(given) = self.fields.given(place, cells)? {
                witness.record.0.insert(key, given);
            }
        }
        Some(witness)
    }
}

/// What a question found.
pub(super) enum Found {
    Record(Witness),
    /// No record; the assumptions that exclude each other.
    Nothing {
        because: Vec<usize>,
    },
}
