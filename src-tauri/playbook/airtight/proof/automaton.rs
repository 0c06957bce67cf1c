//! Is there a text in which these strings occur and those do not? Answered exactly, by walking an automaton that knows at each letter
//! which strings have just ended (Aho and Corasick 1975), over the letters of the strings and one that is in none of them.

use std::collections::{BTreeSet, HashMap, VecDeque};

/// States visited before the search gives up.
const MOST_STATES: usize = 200_000;
/// Strings wanted at once before it gives up.
const MOST_WANTED: usize = 16;
/// Letters of all strings together before it gives up, and that times the different letters.
const MOST_LETTERS: usize = 40_000;
const MOST_STEPS: usize = 2_000_000;

/// Stands in a string for the beginning of the text, and for its end: two code points that Unicode never assigns.
pub(super) const START: char = '\u{fdd0}';
pub(super) const END: char = '\u{fdd1}';

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Search {
    /// A shortest text.
    Found(String),
    Impossible,
    /// There are too many states.
    TooLarge,
}

/// A shortest text in which of each set of `wanted` one string occurs, and none of `unwanted`; without spaces around it, and not empty.
pub(super) fn search(wanted: &[Vec<&str>], unwanted: &[&str]) -> Search {
    let letters: usize = wanted.iter().flatten().chain(unwanted).map(|string| string.len()).sum();
    if wanted.len() > MOST_WANTED || letters > MOST_LETTERS {
        return Search::TooLarge;
    }
    Automaton::new(wanted, unwanted).map_or(Search::TooLarge, |automaton| automaton.walk())
}

/// Strings arranged for the search.
struct Automaton {
    alphabet: Vec<char>,
    /// By state and letter; 0 is the root.
    next: Vec<Vec<u32>>,
    /// By state: which wanted sets have a string that ends here.
    reached: Vec<u32>,
    /// By state: an unwanted string ends here.
    spoilt: Vec<bool>,
    wanted: usize,
}

impl Automaton {
    /// `None` where it would be too large.
    fn new(wanted: &[Vec<&str>], unwanted: &[&str]) -> Option<Automaton> {
        let strings = || wanted.iter().flatten().chain(unwanted);
        let mut letters: BTreeSet<char> = strings().flat_map(|string| string.chars()).collect();
        letters.extend([START, END]);
        if strings().map(|string| string.len()).sum::<usize>() * letters.len() > MOST_STEPS {
            return None;
        }
        let free = ('a'..='z').chain('0'..='9').chain('\u{3b1}'..='\u{3c1}').chain('\u{4e00}'..='\u{9fff}');
        let other = free.into_iter().find(|letter| !letters.contains(letter))?;
        let alphabet: Vec<char> = [other].into_iter().chain(letters).collect();
        let codes: HashMap<char, usize> = alphabet.iter().enumerate().map(|(code, &letter)| (letter, code)).collect();
        let none = vec![u32::MAX; alphabet.len()];
        let mut automaton = Automaton {
            next: vec![none.clone()],
            reached: vec![0],
            spoilt: vec![false],
            wanted: wanted.len(),
            alphabet,
        };
        let sets =
            wanted.iter().enumerate().flat_map(|(set, strings)| strings.iter().map(move |string| (Some(set), string)));
        for (set, string) in sets.chain(unwanted.iter().map(|string| (None, string))) {
            let mut state = 0;
            for letter in string.chars() {
                let code = codes[&letter];
                if automaton.next[state][code] == u32::MAX {
                    automaton.next[state][code] = automaton.next.len() as u32;
                    automaton.next.push(none.clone());
                    automaton.reached.push(0);
                    automaton.spoilt.push(false);
                }
                state = automaton.next[state][code] as usize;
            }
            match set {
                Some(set) => automaton.reached[state] |= 1 << set,
                None => automaton.spoilt[state] = true,
            }
        }
        automaton.complete();
        Some(automaton)
    }

    /// Where no string goes on with a letter, the longest end of what was read that begins a string does.
    fn complete(&mut self) {
        let mut falls_to = vec![0_u32; self.next.len()];
        let mut queue = VecDeque::new();
        for code in 0..self.alphabet.len() {
            match self.next[0][code] {
                u32::MAX => self.next[0][code] = 0,
                state => queue.push_back(state as usize),
            }
        }
        while let Some(state) = queue.pop_front() {
            let fallen = falls_to[state] as usize;
            self.reached[state] |= self.reached[fallen];
            self.spoilt[state] |= self.spoilt[fallen];
            for code in 0..self.alphabet.len() {
                let to = self.next[fallen][code];
                match self.next[state][code] {
                    u32::MAX => self.next[state][code] = to,
                    deeper => {
                        falls_to[deeper as usize] = to;
                        queue.push_back(deeper as usize);
                    }
                }
            }
        }
    }

    /// Goes through the states, the nearest first.
    fn walk(&self) -> Search {
        let all = (1_u32 << self.wanted) - 1;
        let code = |letter: char| self.alphabet.iter().position(|&other| other == letter).unwrap_or(0);
        let (start, end) = (code(START), code(END));
        let first = self.next[0][start] as usize;
        if self.spoilt[first] {
            return Search::Impossible;
        }
        // A node is a state, the wanted strings met so far, and whether the last letter was one that may end a text.
        let mut nodes = vec![(first, self.reached[first], false, usize::MAX, start)];
        let mut seen: BTreeSet<(usize, u32, bool)> = BTreeSet::new();
        let mut at = 0;
        while let Some(&(state, met, may_end, _, _)) = nodes.get(at) {
            let last = self.next[state][end] as usize;
            if may_end && !self.spoilt[last] && met | self.reached[last] == all {
                return Search::Found(self.spell(&nodes, at));
            }
            for (code, letter) in self.alphabet.iter().enumerate() {
                let space = letter.is_whitespace();
                if code == start || code == end || space && at == 0 {
                    continue;
                }
                let to = self.next[state][code] as usize;
                let node = (to, met | self.reached[to], !space);
                if !self.spoilt[to] && seen.insert(node) {
                    nodes.push((node.0, node.1, node.2, at, code));
                }
            }
            if nodes.len() > MOST_STATES {
                return Search::TooLarge;
            }
            at += 1;
        }
        Search::Impossible
    }

    /// The letters on the way to a node.
    fn spell(&self, nodes: &[(usize, u32, bool, usize, usize)], at: usize) -> String {
        let mut letters = Vec::new();
        let mut node = at;
        while node != 0 {
            letters.push(self.alphabet[nodes[node].4]);
            node = nodes[node].3;
        }
        letters.iter().rev().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `^` and `$` stand for beginning and end.
    fn found(wanted: &[&[&str]], unwanted: &[&str]) -> Search {
        let mark = |string: &&str| string.replace('^', &START.to_string()).replace('$', &END.to_string());
        let wanted: Vec<Vec<String>> = wanted.iter().map(|strings| strings.iter().map(mark).collect()).collect();
        let wanted: Vec<Vec<&str>> =
            wanted.iter().map(|strings| strings.iter().map(String::as_str).collect()).collect();
        let unwanted: Vec<String> = unwanted.iter().map(mark).collect();
        search(&wanted, &unwanted.iter().map(String::as_str).collect::<Vec<_>>())
    }

    #[test]
    fn texts_are_found_or_shown_impossible() {
        let text = |text: &str| Search::Found(text.into());
        let cases: [(&str, Search, Search); 12] = [
            ("nothing asked", found(&[], &[]), text("a")),
            ("one string", found(&[&["vp"]], &[]), text("vp")),
            ("two that overlap", found(&[&["sales"], &["esx"]], &[]), text("salesx")),
            ("one in another", found(&[&["abc"]], &["b"]), Search::Impossible),
            ("a beginning and a part", found(&[&["^vp"], &["sales"]], &["p s"]), text("vpsales")),
            ("two beginnings", found(&[&["^vp"], &["^head"]], &[]), Search::Impossible),
            ("not the text itself", found(&[&["vp"]], &["^vp$"]), text("avp")),
            ("one of several endings", found(&[&["@a.b$", "@c$"]], &["a"]), text("@c")),
            ("no spaces around", found(&[&["vp "]], &[]), text("vp a")),
            ("nothing but spaces", found(&[&[" "]], &[]), text("a a")),
            ("every beginning spoilt", found(&[], &["^"]), Search::Impossible),
            ("every end spoilt", found(&[&["x"]], &["x$", "xx", "xa", "xb", "xc"]), text("xd")),
        ];
        for (name, answer, expected) in cases {
            assert_eq!(answer, expected, "{name}");
        }
    }
}
