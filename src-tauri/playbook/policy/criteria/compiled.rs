//! A criterion judged on every record of [`FactColumns`], 64 rows at a time: each test becomes a comparison over an array, and the tree a
//! handful of bit operations. Text tests are answered once per different text.

use super::ask::{Ask, NumberAsk, TextAsk, TimeAsk};
use super::columns::{
    BLANK_FLAG, BLANK_TIME, FactColumn, FactColumns, UNREADABLE_CODE, UNREADABLE_FLAG, UNREADABLE_TIME,
};
use super::{Constant, Criterion, Number, Test, Told, Truth};
use crate::metrics::Dictionary;
use crate::policy::FieldKind;
use chrono::Datelike;
use serde::Serialize;
use ts_rs::TS;

/// How many records a criterion, or one of its tests, passes, fails and cannot judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, TS)]
pub struct Tally {
    pub passes: u32,
    pub fails: u32,
    pub unknown: u32,
}

/// The truth of a criterion for every row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgements {
    rows: usize,
    words: Vec<Word>,
}

/// 64 rows: bit *i* of `passes` and of `fails` is row *i*'s; neither = unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Word {
    passes: u64,
    fails: u64,
}

impl Criterion {
    /// Judges every row. A test of a field that the columns do not keep, or that does not fit it, is unknown.
    pub fn judge_all(&self, columns: &FactColumns, told: &Told) -> Judgements {
        let node = Node::of(self, columns, told);
        let rows = columns.len();
        let words = (0..rows).step_by(64).map(|from| node.word(from, (rows - from).min(64))).collect();
        Judgements { rows, words }
    }

    /// What each test says over all rows, in the order of [`Criterion::tests`]: the one that fails most holds the records back.
    pub fn tally_tests(&self, columns: &FactColumns, told: &Told) -> Vec<Tally> {
        let tests = self.tests().into_iter();
        tests.map(|test| Criterion::Test(test.clone()).judge_all(columns, told).tally()).collect()
    }
}

impl Judgements {
    pub fn len(&self) -> usize {
        self.rows
    }

    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The truth for a row; unknown past the end.
    pub fn truth(&self, row: usize) -> Truth {
        let word = self.words.get(row / 64).copied().unwrap_or_default();
        let bit = 1 << (row % 64);
        match (word.passes & bit != 0, word.fails & bit != 0) {
            (true, _) => Truth::True,
            (false, true) => Truth::False,
            (false, false) => Truth::Unknown,
        }
    }

    pub fn tally(&self) -> Tally {
        let count = |bits: fn(&Word) -> u64| self.words.iter().map(|word| bits(word).count_ones()).sum::<u32>();
        let (passes, fails) = (count(|word| word.passes), count(|word| word.fails));
        Tally { passes, fails, unknown: self.rows as u32 - passes - fails }
    }

    /// The rows with this truth, ascending.
    pub fn rows(&self, truth: Truth) -> impl Iterator<Item = u32> + '_ {
        (0..self.rows).filter(move |&row| self.truth(row) == truth).map(|row| row as u32)
    }
}

enum Node<'a> {
    All(Vec<Node<'a>>),
    Any(Vec<Node<'a>>),
    Not(Box<Node<'a>>),
    Test(Leaf<'a>),
}

/// A test over an array.
enum Leaf<'a> {
    /// It does not fit, or its field is not kept.
    Unknown,
    /// By code; the last answer is that of unreadable texts.
    Texts {
        codes: &'a [u32],
        answers: Vec<Truth>,
    },
    Filled {
        column: &'a FactColumn,
        wanted: bool,
    },
    /// One of these, ascending.
    Numbers {
        values: &'a [f64],
        among: Vec<f64>,
        wanted: bool,
    },
    /// Both ends included.
    Range {
        values: &'a [f64],
        from: f64,
        to: f64,
    },
    /// From `from` to `to`, both included, or, unless `wanted`, outside.
    Times {
        values: &'a [i64],
        from: i64,
        to: i64,
        wanted: bool,
    },
    Booleans {
        values: &'a [u8],
        wanted: u8,
    },
}

impl<'a> Node<'a> {
    fn of(criterion: &Criterion, columns: &'a FactColumns, told: &Told) -> Node<'a> {
        let nodes = |parts: &[Criterion]| parts.iter().map(|part| Node::of(part, columns, told)).collect();
        match criterion {
            Criterion::All(parts) => Node::All(nodes(parts)),
            Criterion::Any(parts) => Node::Any(nodes(parts)),
            Criterion::Not(part) => Node::Not(Box::new(Node::of(part, columns, told))),
            Criterion::Test(test) => Node::Test(Leaf::of(test, columns, told).unwrap_or(Leaf::Unknown)),
        }
    }

    /// Judges the `rows` rows from `from` on; `rows` is at most 64.
    fn word(&self, from: usize, rows: usize) -> Word {
        let every = u64::MAX >> (64 - rows);
        match self {
            Node::All(nodes) => {
                let mut all = Word { passes: every, fails: 0 };
                for node in nodes {
                    let word = node.word(from, rows);
                    all = Word { passes: all.passes & word.passes, fails: all.fails | word.fails };
                    if all.fails == every {
                        break;
                    }
                }
                all
            }
            Node::Any(nodes) => {
                let mut any = Word { passes: 0, fails: every };
                for node in nodes {
                    let word = node.word(from, rows);
                    any = Word { passes: any.passes | word.passes, fails: any.fails & word.fails };
                    if any.passes == every {
                        break;
                    }
                }
                any
            }
            Node::Not(node) => {
                let word = node.word(from, rows);
                Word { passes: word.fails, fails: word.passes }
            }
            Node::Test(leaf) => leaf.word(from, rows),
        }
    }
}

impl<'a> Leaf<'a> {
    /// `None` where the test cannot be judged on these columns.
    fn of(test: &Test, columns: &'a FactColumns, told: &Told) -> Option<Leaf<'a>> {
        let (field, column) = columns.column(&test.field)?;
        let ask = test.condition.ask(field).ok()?;
        Some(match (ask, column) {
            (Ask::Filled(wanted), _) => Leaf::Filled { column, wanted },
            (Ask::Text(ask), FactColumn::Texts { codes, dictionary }) => {
                Leaf::Texts { codes, answers: answers(&ask, dictionary) }
            }
            (Ask::Number(NumberAsk::Among { values: among, wanted }), FactColumn::Numbers(values)) => {
                Leaf::Numbers { values, among: numbers(among), wanted }
            }
            (Ask::Number(NumberAsk::Range { from, to }), FactColumn::Numbers(values)) => {
                let end =
                    |at: Number, included: bool, next: fn(f64) -> f64| if included { at.get() } else { next(at.get()) };
                let from = from.map_or(f64::MIN, |edge| end(edge.at, edge.included, f64::next_up));
                let to = to.map_or(f64::MAX, |edge| end(edge.at, edge.included, f64::next_down));
                Leaf::Range { values, from, to }
            }
            (Ask::Time(ask), FactColumn::Times(values)) => {
                let (from, to, wanted) = times(&ask, field.kind, told);
                Leaf::Times { values, from, to, wanted }
            }
            (Ask::Boolean(wanted), FactColumn::Booleans(values)) => {
                Leaf::Booleans { values, wanted: 1 + u8::from(wanted) }
            }
            (Ask::Text(_) | Ask::Number(_) | Ask::Time(_) | Ask::Boolean(_), _) => return None,
        })
    }

    fn word(&self, from: usize, rows: usize) -> Word {
        let span = from..from + rows;
        match self {
            Leaf::Unknown => Word::default(),
            Leaf::Texts { codes, answers } => pack(&codes[span], |&code| {
                let truth = answers[(code as usize).min(answers.len() - 1)];
                (truth == Truth::True, truth == Truth::False)
            }),
            Leaf::Filled { column, wanted } => {
                let filled = |filled: bool| (filled == *wanted, filled != *wanted);
                match column {
                    FactColumn::Texts { codes, .. } => pack(&codes[span], |&code| filled(code != 0)),
                    FactColumn::Numbers(values) => pack(&values[span], |value| filled(!value.is_nan())),
                    FactColumn::Times(values) => pack(&values[span], |&value| filled(value != BLANK_TIME)),
                    FactColumn::Booleans(values) => pack(&values[span], |&value| filled(value != BLANK_FLAG)),
                }
            }
            Leaf::Numbers { values, among, wanted } => pack(&values[span], |value| {
                let holds = among.binary_search_by(|other| other.total_cmp(value)).is_ok() == *wanted;
                (value.is_finite() & holds, value.is_finite() & !holds)
            }),
            Leaf::Range { values, from, to } => pack(&values[span], |value| {
                let holds = (value >= from) & (value <= to);
                (value.is_finite() & holds, value.is_finite() & !holds)
            }),
            Leaf::Times { values, from, to, wanted } => pack(&values[span], |value| {
                let known = *value > UNREADABLE_TIME;
                let holds = ((value >= from) & (value <= to)) == *wanted;
                (known & holds, known & !holds)
            }),
            Leaf::Booleans { values, wanted } => pack(&values[span], |&value| {
                let known = (value != BLANK_FLAG) & (value != UNREADABLE_FLAG);
                (known & (value == *wanted), known & (value != *wanted))
            }),
        }
    }
}

/// The answers of up to 64 values, as bits.
#[inline]
fn pack<T>(values: &[T], answer: impl Fn(&T) -> (bool, bool)) -> Word {
    let mut word = Word::default();
    for (bit, value) in values.iter().enumerate() {
        let (passes, fails) = answer(value);
        word.passes |= u64::from(passes) << bit;
        word.fails |= u64::from(fails) << bit;
    }
    word
}

/// The answer for each code, and at the end the one for [`UNREADABLE_CODE`].
fn answers(ask: &TextAsk<'_>, dictionary: &Dictionary) -> Vec<Truth> {
    const { assert!(UNREADABLE_CODE == u32::MAX) };
    let of = |code: usize| dictionary.value(code as u32).map_or(Truth::Unknown, |text| Truth::of(ask.of(text)));
    (0..dictionary.len()).map(of).chain([Truth::Unknown]).collect()
}

/// Ascending.
fn numbers(constants: &[Constant]) -> Vec<f64> {
    let mut numbers: Vec<f64> = constants
        .iter()
        .filter_map(|constant| match constant {
            Constant::Number(number) => Some(number.get()),
            Constant::Text(_) => None,
        })
        .collect();
    numbers.sort_by(f64::total_cmp);
    numbers
}

/// The values that a time is asked to lie within (or, with `false`, without), as the columns keep times of this kind.
fn times(ask: &TimeAsk, kind: FieldKind, told: &Told) -> (i64, i64, bool) {
    let day = kind == FieldKind::Date;
    match ask {
        TimeAsk::Earlier { date, or_on, wanted } => {
            let days = i64::from(date.num_days_from_ce());
            let end = match (day, or_on) {
                (true, true) => days,
                (true, false) => days - 1,
                (false, true) => told.end_of(*date).saturating_sub(1),
                (false, false) => told.start_of(*date).saturating_sub(1),
            };
            (i64::MIN, end, *wanted)
        }
        TimeAsk::Age { from, to } => {
            let now = if day { i64::from(told.today().num_days_from_ce()) } else { told.now };
            let earliest = if *to == i64::MAX { i64::MIN } else { now.saturating_sub(*to) };
            (earliest, now.saturating_sub(*from), true)
        }
    }
}
