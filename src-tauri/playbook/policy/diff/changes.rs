//! Collecting changes: comparing values, keys, criteria and lists, each with the words for it.

use super::words::{self, NOTHING, name_of};
use super::{DiffKind, Followed, PolicyChange};
use crate::policy::{Criterion, Noun, Policy};
use std::collections::HashMap;

/// The longest text that stands in a sentence; longer ones are said to be rewritten.
const LONGEST_QUOTE: usize = 160;

/// The changes found so far between two policies.
pub(super) struct Changes<'a> {
    pub old: &'a Policy,
    pub new: &'a Policy,
    /// Where in a thing the comparison is, outermost first.
    within: Vec<String>,
    pub found: Vec<PolicyChange>,
}

impl<'a> Changes<'a> {
    pub fn new(old: &'a Policy, new: &'a Policy) -> Changes<'a> {
        Changes { old, new, within: Vec::new(), found: Vec::new() }
    }

    /// Compares inside something: what is found there says so first.
    pub fn within(&mut self, place: String, compare: impl FnOnce(&mut Self)) {
        self.within.push(place);
        compare(self);
        self.within.pop();
    }

    fn place(&self, what: &str) -> String {
        let mut place = self.within.join(", ");
        if !place.is_empty() && !what.is_empty() {
            place.push_str(", ");
        }
        place.push_str(what);
        place
    }

    /// Notes a change of something that has words before and after.
    pub fn note(&mut self, kind: DiffKind, what: &str, before: Option<String>, after: Option<String>) {
        let what = self.place(what);
        let long = [&before, &after].into_iter().flatten().any(|text| text.chars().count() > LONGEST_QUOTE);
        let sentence = match (&before, &after) {
            (Some(before), Some(after)) if before == after => format!("{what} changed"),
            (Some(_), Some(_)) if long => format!("{what} rewritten"),
            (None, Some(_)) if long => format!("{what} written"),
            (Some(_), None) if long => format!("{what} taken out"),
            (before, after) => {
                let or_nothing = |words: &Option<String>| words.clone().unwrap_or_else(|| NOTHING.into());
                format!("{what}: {} → {}", or_nothing(before), or_nothing(after))
            }
        };
        self.found.push(PolicyChange { kind, what, before, after, sentence });
    }

    /// Notes that a whole thing came or went.
    pub fn came_or_went(&mut self, kind: DiffKind, thing: String) {
        let what = self.place(&thing);
        let (verb, before, after) = match kind {
            DiffKind::Removed => ("taken out", Some(thing), None),
            DiffKind::Added | DiffKind::Renamed | DiffKind::Reordered | DiffKind::Changed => {
                ("added", None, Some(thing))
            }
        };
        self.found.push(PolicyChange { kind, sentence: format!("{what} {verb}"), what, before, after });
    }

    /// Keys that changed, of a noun or of the one thing that now has the key.
    pub fn followed(&mut self, followed: &[Followed], noun: Noun, key: Option<&str>) {
        for one in followed.iter().filter(|one| one.noun == noun && key.is_none_or(|key| key == one.to)) {
            let what = format!("Key of the {} {}", noun.word(), name_of(self.new, noun, &one.to));
            self.note(DiffKind::Renamed, &what, Some(one.from.clone()), Some(one.to.clone()));
        }
    }

    /// A value, `None` in words where there is none.
    pub fn value<T: PartialEq>(&mut self, what: &str, old: &T, new: &T, words: impl Fn(&Policy, &T) -> Option<String>) {
        if old != new {
            let (before, after) = (words(self.old, old), words(self.new, new));
            let kind = match (&before, &after) {
                (None, Some(_)) => DiffKind::Added,
                (Some(_), None) => DiffKind::Removed,
                (None, None) | (Some(_), Some(_)) => DiffKind::Changed,
            };
            self.note(kind, what, before, after);
        }
    }

    /// A value that always has words.
    pub fn told<T: PartialEq>(&mut self, what: &str, old: &T, new: &T, words: impl Fn(&T) -> String) {
        self.value(what, old, new, |_, value| Some(words(value)));
    }

    pub fn name(&mut self, what: &str, old: &str, new: &str) {
        if old != new {
            self.note(DiffKind::Renamed, what, words::text(old), words::text(new));
        }
    }

    pub fn text(&mut self, what: &str, old: &str, new: &str) {
        if old != new {
            self.value(what, &old, &new, |_, text| words::text(text));
        }
    }

    pub fn flag(&mut self, what: &str, old: bool, new: bool) {
        self.told(what, &old, &new, |yes| if *yes { "yes".into() } else { "no".into() });
    }

    /// A criterion; `blank` is what it means when it asks nothing.
    pub fn criterion(&mut self, what: &str, old: &Criterion, new: &Criterion) {
        self.value(what, old, new, words::criterion);
    }

    /// The name of something else.
    pub fn key(&mut self, what: &str, noun: Noun, old: &Option<String>, new: &Option<String>) {
        self.value(what, old, new, |policy, key| key.as_deref().map(|key| name_of(policy, noun, key)));
    }

    /// Names of other things.
    pub fn keys(&mut self, what: &str, noun: Noun, old: &[String], new: &[String]) {
        self.list(what, old, new, String::clone, |policy, key| name_of(policy, noun, key), |_, _, _| {});
    }

    pub fn texts(&mut self, what: &str, old: &[String], new: &[String]) {
        self.list(what, old, new, String::clone, |_, text| words::quoted(text), |_, _, _| {});
    }

    /// A list of parts that are told apart by `id`, and several of one id by their order: what came, what went, what changed inside
    /// (`inside` notes it), and another order.
    pub fn list<T: PartialEq>(
        &mut self,
        what: &str,
        old: &[T],
        new: &[T],
        id: impl Fn(&T) -> String,
        name: impl Fn(&Policy, &T) -> String,
        mut inside: impl FnMut(&mut Self, &T, &T),
    ) {
        if old == new {
            return;
        }
        let (old_ids, new_ids) = (numbered(old, &id), numbered(new, &id));
        let titled = |name: String| if what.is_empty() { name } else { format!("{what} {name}") };
        for (entry, id) in old.iter().zip(&old_ids) {
            if !new_ids.contains(id) {
                self.came_or_went(DiffKind::Removed, titled(name(self.old, entry)));
            }
        }
        for (entry, id) in new.iter().zip(&new_ids) {
            match old_ids.iter().position(|known| known == id) {
                None => self.came_or_went(DiffKind::Added, titled(name(self.new, entry))),
                Some(place) if old[place] != *entry => {
                    let before = self.found.len();
                    inside(self, &old[place], entry);
                    if self.found.len() == before {
                        let (was, is) = (name(self.old, &old[place]), name(self.new, entry));
                        self.note(DiffKind::Changed, what, Some(was), Some(is));
                    }
                }
                Some(_) => {}
            }
        }
        let order = |entries: &[T], ids: &[(String, usize)], others: &[(String, usize)], policy: &Policy| {
            let both = entries.iter().zip(ids).filter(|(_, id)| others.contains(id));
            let (names, ids): (Vec<String>, Vec<_>) = both.map(|(entry, id)| (name(policy, entry), id.clone())).unzip();
            (names.join(", "), ids)
        };
        let (was, was_ids) = order(old, &old_ids, &new_ids, self.old);
        let (is, is_ids) = order(new, &new_ids, &old_ids, self.new);
        if was_ids != is_ids {
            let order = if self.within.is_empty() { "Order" } else { "order" };
            let what = match what {
                "" => order.to_owned(),
                what => format!("{order} of {}", words::lower_first(what)),
            };
            self.note(DiffKind::Reordered, &what, Some(was), Some(is));
        }
    }
}

/// Ids, each with how many of the same came before it.
fn numbered<T>(entries: &[T], id: impl Fn(&T) -> String) -> Vec<(String, usize)> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    entries
        .iter()
        .map(|entry| {
            let id = id(entry);
            let count = seen.entry(id.clone()).or_default();
            *count += 1;
            (id, *count - 1)
        })
        .collect()
}
