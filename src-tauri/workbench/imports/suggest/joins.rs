//! Which of several files is the main one, and by which column the others belong to it.

use super::super::inspect::{Seen, value_hashes};
use super::super::mapping::Join;
use super::super::report::{Question, QuestionKind};
use super::synonyms::{fold, rank};
use std::collections::HashSet;

/// A way to join one file to another.
struct Way {
    column: usize,
    to: usize,
    /// Share of the joined file's keys that the main file has.
    known: f64,
    /// Share of the main file's keys that the joined file has.
    asked: f64,
}

/// The order of the files with the main one first, and each one's join.
pub fn arrange(seen: &[Seen]) -> (Vec<usize>, Vec<Option<Join>>, Vec<Question>) {
    if seen.len() == 1 {
        return (vec![0], vec![None], Vec::new());
    }
    let main = (0..seen.len()).max_by_key(|&main| worth(seen, main)).unwrap_or(0);
    let mut order = vec![main];
    order.extend((0..seen.len()).filter(|&other| other != main));
    let mut questions = Vec::new();
    let joins = order
        .iter()
        .map(|&other| {
            if other == main || seen[other].table.header == seen[main].table.header {
                return None;
            }
            let way = best_way(&seen[main], &seen[other]);
            if way.is_none() {
                questions.push(Question {
                    kind: QuestionKind::NoJoin,
                    file: seen[other].table.name.clone(),
                    column: String::new(),
                    text: format!(
                        "no column of {} holds keys of {}; name the columns in its \"join\"",
                        seen[other].table.name, seen[main].table.name
                    ),
                });
            }
            way.map(|way| Join {
                column: seen[other].table.header[way.column].clone(),
                to: seen[main].table.header[way.to].clone(),
            })
        })
        .collect();
    (order, joins, questions)
}

/// How much speaks for a file as the main one: others join to it, it has a start, it is long; among equals the first.
fn worth(seen: &[Seen], main: usize) -> (usize, bool, u64, usize) {
    let joined = (0..seen.len())
        .filter(|&other| other != main)
        .filter(|&other| {
            seen[other].table.header == seen[main].table.header || best_way(&seen[main], &seen[other]).is_some()
        })
        .count();
    let starts = seen[main].columns().any(|(_, name)| rank("started_at", name).is_some());
    (joined, starts, seen[main].rows, seen.len() - main)
}

/// The best key: a column of the joined file without repeats, most of whose values, or most of the main file's, the other has.
fn best_way(main: &Seen, other: &Seen) -> Option<Way> {
    let mut best: Option<(f64, Way)> = None;
    for (column, name) in other.columns() {
        let evidence = &other.evidence[column];
        let filled = other.sample.len() as u64 - evidence.blank.min(other.sample.len() as u64);
        let unique = filled > 0
            && evidence.distinct() as u64 * 100 >= filled * 97
            && filled * 10 >= other.sample.len() as u64 * 9;
        if !unique {
            continue;
        }
        let keys: HashSet<u64> = value_hashes(other, column).collect();
        for (to, main_name) in main.columns() {
            let alike = fold(name) == fold(main_name);
            let shared_word = alike
                || fold(main_name).starts_with(&fold(name))
                || fold(name).starts_with(&fold(main_name))
                || is_id(name) && is_id(main_name);
            if !shared_word {
                continue;
            }
            let theirs: HashSet<u64> = value_hashes(main, to).collect();
            if theirs.is_empty() {
                continue;
            }
            let both = keys.intersection(&theirs).count() as f64;
            let (known, asked) = (both / keys.len() as f64, both / theirs.len() as f64);
            if both < 1.0 || known.max(asked) < 0.5 {
                continue;
            }
            let score = known.max(asked) + if alike { 1.0 } else { 0.0 };
            if best.as_ref().is_none_or(|(before, _)| score > *before) {
                best = Some((score, Way { column, to, known, asked }));
            }
        }
    }
    best.map(|(_, way)| way).filter(|way| way.known + way.asked > 0.0)
}

fn is_id(name: &str) -> bool {
    let name = fold(name);
    name.ends_with("id") || name.ends_with("key") || name.ends_with("number") || name == "email"
}
