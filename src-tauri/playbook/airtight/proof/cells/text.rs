//! Texts: each one that a test names, and one cell for all others. What the others answer to patterns (contains, starts with, public
//! mail service) is open, and [`Patterns`] says which answers go together.

use super::super::assumed::Assumed;
use super::super::automaton::{END, START, Search, search};
use super::{Answers, Cell};
use crate::policy::Field;
use crate::policy::FieldKind;
use crate::policy::criteria::ask::{Ask, TextAsk};
use crate::policy::criteria::{Constant, FREE_MAIL_DOMAINS, Given, fold};
use std::borrow::Cow;
use std::collections::HashMap;

/// A cell for each text that is named, and the one for all others.
pub(super) fn values(field: &Field, assumed: Assumed, asks: &[Ask<'_>]) -> Vec<(Cell, Answers)> {
    let mut named: Vec<(&str, Cow<'_, str>)> = Vec::new();
    let mut places: HashMap<Cow<'_, str>, usize> = HashMap::new();
    let mut allowed = 0;
    let values = field.values.iter().map(|value| (value.as_str(), true));
    for (text, is_allowed) in values.chain(asks.iter().flat_map(constants).map(|text| (text, false))) {
        let folded = fold(text);
        if !folded.is_empty() && !places.contains_key(&folded) {
            places.insert(folded.clone(), named.len());
            named.push((text.trim(), folded));
            allowed += usize::from(is_allowed);
        }
    }
    let mut answers = vec![vec![false; asks.len()]; named.len() + 1];
    for (place, ask) in asks.iter().enumerate() {
        match ask {
            Ask::Filled(wanted) => answers.iter_mut().for_each(|row| row[place] = *wanted),
            Ask::Text(TextAsk::Among { wanted, .. }) => {
                answers.iter_mut().for_each(|row| row[place] = !wanted);
                constants(ask).filter_map(|text| places.get(&fold(text))).for_each(|&at| answers[at][place] = *wanted);
            }
            Ask::Text(ask) => {
                named.iter().zip(&mut answers).for_each(|((_, folded), row)| row[place] = ask.of(folded));
            }
            Ask::Number(_) | Ask::Time(_) | Ask::Boolean(_) => {}
        }
    }
    let closed = field.kind == FieldKind::Choice && assumed.listed && allowed > 0;
    let other = Cell::OtherText(other(&places));
    let cells = named.into_iter().map(|(text, _)| Cell::Value(Given::Text(text.into())));
    let mut found: Vec<(Cell, Answers)> = cells.chain([other]).zip(answers).collect();
    if closed {
        found.truncate(allowed);
    }
    found
}

fn constants<'a>(ask: &'a Ask<'_>) -> impl Iterator<Item = &'a str> {
    let values = match ask {
        Ask::Text(TextAsk::Among { values, .. }) => values,
        Ask::Text(TextAsk::Contains(_) | TextAsk::StartsWith(_) | TextAsk::FreeMail)
        | Ask::Filled(_)
        | Ask::Number(_)
        | Ask::Time(_)
        | Ask::Boolean(_) => &[][..],
    };
    values.iter().filter_map(|value| match value {
        Constant::Text(text) => Some(text.as_str()),
        Constant::Number(_) => None,
    })
}

/// The patterns that a field's texts are asked for, and the texts that are named.
pub(in super::super) struct Patterns {
    /// By ask: the strings one of which occurs in a text that answers yes. A text's beginning and end are in them as
    /// [`START`] and [`END`].
    patterns: Vec<(usize, Vec<String>)>,
    named: Vec<String>,
    /// A text holds the code point of a mark itself: it could not be told from one that begins or ends there.
    odd: bool,
}

impl Patterns {
    /// The patterns among `asks`; `None` where there is none.
    pub fn of(field: &Field, asks: &[Ask<'_>]) -> Option<Patterns> {
        let pattern = |(place, ask): (usize, &Ask<'_>)| match ask {
            Ask::Text(TextAsk::Contains(part)) => Some((place, vec![fold(part).into_owned()])),
            Ask::Text(TextAsk::StartsWith(head)) => Some((place, vec![format!("{START}{}", fold(head))])),
            Ask::Text(TextAsk::FreeMail) => {
                let ways = |domain: &str| ['@', START].map(|head| format!("{head}{domain}{END}"));
                Some((place, FREE_MAIL_DOMAINS.into_iter().flat_map(ways).collect()))
            }
            Ask::Text(TextAsk::Among { .. }) | Ask::Filled(_) | Ask::Number(_) | Ask::Time(_) | Ask::Boolean(_) => None,
        };
        let patterns: Vec<_> = asks.iter().enumerate().filter_map(pattern).collect();
        if patterns.is_empty() {
            return None;
        }
        let texts = || field.values.iter().map(String::as_str).chain(asks.iter().flat_map(constants));
        let named = texts().map(|text| format!("{START}{}{END}", fold(text))).collect();
        let parts = asks.iter().filter_map(|ask| match ask {
            Ask::Text(TextAsk::Contains(text) | TextAsk::StartsWith(text)) => Some(*text),
            Ask::Text(TextAsk::Among { .. } | TextAsk::FreeMail) => None,
            Ask::Filled(_) | Ask::Number(_) | Ask::Time(_) | Ask::Boolean(_) => None,
        });
        let odd = texts().chain(parts).any(|text| text.contains([START, END]));
        Some(Patterns { patterns, named, odd })
    }

    /// The asks that are patterns.
    pub fn asks(&self) -> impl Iterator<Item = usize> + '_ {
        self.patterns.iter().map(|(ask, _)| *ask)
    }

    /// A text beside the named ones that answers yes to these asks and no to those.
    pub fn text(&self, yes: &[usize], no: &[usize]) -> Search {
        if self.odd {
            return Search::TooLarge;
        }
        let strings = |ask: usize| {
            self.patterns
                .iter()
                .filter(move |(of, _)| *of == ask)
                .flat_map(|(_, strings)| strings.iter().map(String::as_str))
        };
        // A text that reads well, if one of these will do.
        for plain in ["other", "something else", "ada@gmail.com", "gmail.com"] {
            let marked = format!("{START}{plain}{END}");
            let occurs = |ask: usize| strings(ask).any(|string| marked.contains(string));
            if !self.named.contains(&marked) && yes.iter().all(|&ask| occurs(ask)) && !no.iter().any(|&ask| occurs(ask))
            {
                return Search::Found(plain.into());
            }
        }
        let wanted: Vec<Vec<&str>> = yes.iter().map(|&ask| strings(ask).collect()).collect();
        let unwanted: Vec<&str> =
            no.iter().flat_map(|&ask| strings(ask)).chain(self.named.iter().map(String::as_str)).collect();
        search(&wanted, &unwanted)
    }
}

/// A plain text that is not named.
fn other(named: &HashMap<Cow<'_, str>, usize>) -> String {
    let plain = ["other".to_owned(), "something else".to_owned()].into_iter();
    let numbered = (2..).map(|number| format!("other {number}"));
    plain.chain(numbered).find(|text| !named.contains_key(text.as_str())).unwrap_or_default()
}
