//! Which records stand in a duplicate group, as far as the mapped columns say.
//!
//! *Confirmed*: turned down for a reason that says so. *Suspected*: at the same handoff point another record has the same e-mail
//! address. Scores and near matches are not judged here.

use super::columns::NEVER;
use super::dictionary::Dictionary;
use super::journeys::numbered;
use crate::Instant;
use std::collections::BTreeMap;

/// What a reject reason begins a word with when it says that the record was there already: English, French, Spanish, Portuguese,
/// Italian; German; short forms.
const SAYS_DUPLICATE: [&str; 5] = ["duplic", "duplik", "dublett", "doublon", "dupe"];

/// Headers of a contact's e-mail address, without case, blanks and punctuation.
const ADDRESS_HEADERS: [&str; 9] = [
    "email",
    "emailaddress",
    "workemail",
    "businessemail",
    "contactemail",
    "leademail",
    "primaryemail",
    "personemail",
    "customeremail",
];

/// True where a reject reason says that the record is a duplicate: `Duplicate lead`, `dupe`.
pub fn says_duplicate(reason: &str) -> bool {
    let lower = reason.to_lowercase();
    let mut words = lower.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| SAYS_DUPLICATE.iter().any(|beginning| word.starts_with(beginning)))
}

/// True where an attribute holds the contact's e-mail address, by its name.
pub fn is_address(attribute: &str) -> bool {
    let folded: String =
        attribute.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    ADDRESS_HEADERS.contains(&folded.as_str())
}

/// The contact's e-mail address among a record's attributes.
pub(super) fn address(attributes: &BTreeMap<String, String>) -> Option<&str> {
    attributes.iter().find(|(name, _)| is_address(name)).map(|(_, value)| value.as_str())
}

/// By code of a reason: it says that the record is a duplicate.
pub(super) fn duplicate_reasons(reasons: &Dictionary) -> Vec<bool> {
    (0..reasons.len() as u32).map(|code| reasons.value(code).is_some_and(says_duplicate)).collect()
}

/// What one row brings to the search for groups.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contact {
    /// Of address and handoff; 0 = no address.
    pub key: u64,
    /// Of the record.
    pub record: u64,
    /// [`NEVER`] = it has no start.
    pub started: Instant,
}

/// Rows whose contact another record has at the same handoff point.
#[derive(Debug, Clone, Default)]
pub(crate) struct Suspects {
    /// By row: its group's number, 1 and up; 0 = alone.
    group_of: Vec<u32>,
    /// By number, less 1: the two records of the group that started first, each with its first start.
    firsts: Vec<[(Instant, u64); 2]>,
}

/// No record.
const NOBODY: (Instant, u64) = (Instant::MAX, 0);

impl Suspects {
    pub(super) fn of(rows: usize, contact_of: impl Fn(usize) -> Contact) -> Suspects {
        // A row without an address is alone: its place is a key that no other row has.
        let alone = |row: usize| u64::MAX - row as u64;
        let keys: Vec<u64> = (0..rows)
            .map(|row| {
                let contact = contact_of(row);
                if contact.key == 0 || contact.started == NEVER { alone(row) } else { contact.key }
            })
            .collect();
        let group_of = numbered(&keys);
        let mut firsts = vec![[NOBODY; 2]; group_of.iter().copied().max().unwrap_or(0) as usize];
        for (row, group) in group_of.iter().enumerate().filter(|(_, group)| **group != 0) {
            let contact = contact_of(row);
            meet(&mut firsts[*group as usize - 1], (contact.started, contact.record));
        }
        Suspects { group_of, firsts }
    }

    /// True = by `as_of` another record than the row's own had started with the same contact.
    #[inline]
    pub(super) fn is_suspected(&self, row: usize, record: u64, as_of: Instant) -> bool {
        let group = self.group_of.get(row).copied().unwrap_or(0);
        let Some(firsts) = (group as usize).checked_sub(1).and_then(|place| self.firsts.get(place)) else {
            return false;
        };
        let other = if firsts[0].1 == record { firsts[1] } else { firsts[0] };
        other != NOBODY && other.0 <= as_of
    }
}

/// Keeps the two records that started first.
fn meet(firsts: &mut [(Instant, u64); 2], (at, record): (Instant, u64)) {
    if let Some(known) = firsts.iter_mut().find(|first| first.1 == record) {
        known.0 = known.0.min(at);
    } else if at < firsts[1].0 {
        firsts[1] = (at, record);
    }
    if firsts[1].0 < firsts[0].0 {
        firsts.swap(0, 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reasons_that_say_duplicate() {
        let cases = [
            ("Duplicate", true),
            ("duplicate_lead", true),
            ("Lead is a DUPE of L-7", true),
            ("Dublette", true),
            ("Duplikat (Firma)", true),
            ("Doublon", true),
            ("Not ICP", false),
            ("Timing", false),
            ("Induplicable", false),
            ("", false),
        ];
        for (reason, says) in cases {
            assert_eq!(says_duplicate(reason), says, "{reason}");
        }
    }

    #[test]
    fn headers_of_an_address() {
        let cases = [
            ("Email", true),
            ("E-mail Address", true),
            ("Work Email", true),
            ("Email Opt Out", false),
            ("Owner Email", false),
        ];
        for (header, is) in cases {
            assert_eq!(is_address(header), is, "{header}");
        }
    }

    proptest! {
        /// A row is suspected where a look at every other row finds another record with its contact.
        #[test]
        fn suspects_are_those_of_looking_at_every_pair(
            rows in prop::collection::vec((0_u64..5, 1_u64..5, prop_oneof![4 => 0_i64..9, 1 => Just(NEVER)]), 0..30),
            as_of in 0_i64..10,
        ) {
            let contact_of = |row: usize| Contact { key: rows[row].0, record: rows[row].1, started: rows[row].2 };
            let suspects = Suspects::of(rows.len(), contact_of);
            for (row, &(key, record, started)) in rows.iter().enumerate().filter(|(_, row)| row.2 != NEVER) {
                let found = rows
                    .iter()
                    .any(|other| key != 0 && other.0 == key && other.1 != record && other.2 != NEVER && other.2 <= as_of);
                prop_assert_eq!(suspects.is_suspected(row, record, as_of), found, "{} {}", row, started);
            }
        }
    }
}
