//! A mapping that an earlier import was made with, found again for files like its own and fitted to them.
//!
//! Files are told by their column names, in any order. A column more or less does not make another source: what is new is proposed
//! as a fresh suggestion would, what is gone is left out, and both are said. How the files are written (encoding, delimiter, header
//! line) is never remembered but found anew.

use super::inspect::Seen;
use super::mapping::{ColumnType, DateOrder, FieldSource, FileMapping, Mapping};
use super::report::Recall;
use super::source::rejects;
use super::suggest::{Suggestion, clean_name, dialect, fold};
use playbook::Instant;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A mapping with the files that it was last used for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Remembered {
    pub mapping: Mapping,
    /// In the mapping's order.
    pub files: Vec<RememberedFile>,
    pub used_at: Instant,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RememberedFile {
    pub name: String,
    /// Column names in the order of the file.
    pub header: Vec<String>,
}

/// A remembered mapping as it is for the files at hand.
pub struct Recalled {
    pub mapping: Mapping,
    /// Field → reason.
    pub because: BTreeMap<String, String>,
    /// Position among the files as they were given of each file of the mapping.
    pub order: Vec<usize>,
    pub recall: Recall,
}

/// Files are of one source when they share half of all their column names, or when every earlier column is still there.
const ALIKE: f64 = 0.5;
/// Of the columns that the mapping reads, so many have to be there.
const READ_COLUMNS: f64 = 0.7;

/// The remembered mapping that suits the files best, fitted to them; `suggested` proposes what the earlier files did not have.
pub fn recall(remembered: &[Remembered], seen: &[Seen], suggested: &Suggestion) -> Option<Recalled> {
    let mut best: Option<((f64, bool), &Remembered, Vec<usize>)> = None;
    for candidate in remembered {
        let Some((alike, order)) = pair(candidate, seen) else { continue };
        let named_alike = clean_name(&candidate.files[0].name) == clean_name(&seen[order[0]].table.name);
        // They come latest first: a later one has to suit better.
        if best.as_ref().is_none_or(|(before, _, _)| (alike, named_alike) > *before) {
            best = Some(((alike, named_alike), candidate, order));
        }
    }
    let (_, candidate, order) = best?;
    Fitting::new(candidate, seen, order).fit(suggested)
}

/// Which of the files stands for which of the remembered ones, and how alike the least alike two are; `None` = these are others.
fn pair(candidate: &Remembered, seen: &[Seen]) -> Option<(f64, Vec<usize>)> {
    if candidate.files.len() != seen.len() || candidate.mapping.files.len() != seen.len() {
        return None;
    }
    let (mut order, mut least): (Vec<usize>, f64) = (Vec::new(), 1.0);
    for file in &candidate.files {
        let free = (0..seen.len()).filter(|index| !order.contains(index));
        let (alike, index) = free
            .map(|index| (likeness(&file.header, &seen[index].table.header), index))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
        order.push(index);
        least = least.min(alike);
    }
    (least >= ALIKE).then_some((least, order))
}

/// Names that both headers have, as a share of all; 0.5 at least where nothing is gone.
fn likeness(old: &[String], new: &[String]) -> f64 {
    let folded = |header: &[String]| -> BTreeSet<String> { own_columns(header).map(|name| fold(name)).collect() };
    let (old, new) = (folded(old), folded(new));
    let both = old.intersection(&new).count() as f64;
    let all = old.union(&new).count().max(1) as f64;
    if !old.is_empty() && old.is_subset(&new) { (both / all).max(ALIKE) } else { both / all }
}

/// Column names without those that Baton writes into a file of rejected rows.
fn own_columns(header: &[String]) -> impl Iterator<Item = &String> {
    let own = if rejects::is_header(header) { header.len() - rejects::COLUMNS.len() } else { header.len() };
    header[..own].iter()
}

struct Fitting<'a> {
    remembered: &'a Remembered,
    /// In the mapping's order.
    seen: Vec<&'a Seen>,
    order: Vec<usize>,
    /// Column as the mapping calls it → as these files call it.
    names: BTreeMap<String, String>,
}

impl<'a> Fitting<'a> {
    fn new(remembered: &'a Remembered, seen: &'a [Seen], order: Vec<usize>) -> Fitting<'a> {
        let seen: Vec<&Seen> = order.iter().map(|&index| &seen[index]).collect();
        let mut names = BTreeMap::new();
        for (file, (before, now)) in remembered.files.iter().zip(&seen).enumerate() {
            for name in &before.header {
                let same = now.table.header.iter().find(|new| *new == name);
                let Some(new) = same.or_else(|| now.table.header.iter().find(|new| fold(new) == fold(name))) else {
                    continue;
                };
                // A joined file's column that the main file has too is called by its file.
                names.insert(format!("{}/{name}", remembered.mapping.files[file].name), qualified(&seen, file, new));
                names.entry(name.clone()).or_insert_with(|| qualified(&seen, file, new));
            }
        }
        Fitting { remembered, seen, order, names }
    }

    fn fit(self, suggested: &Suggestion) -> Option<Recalled> {
        let before = &self.remembered.mapping;
        let mut mapping = before.clone();
        mapping.files = (0..self.seen.len()).map(|file| self.file(file, suggested)).collect::<Option<_>>()?;
        if let Some(events) = &mut mapping.events {
            for column in [Some(&mut events.case), Some(&mut events.at), events.field.as_mut(), events.value.as_mut()] {
                let Some(column) = column else { continue };
                *column = self.names.get(column)?.clone();
            }
        }
        let history = mapping.events.as_ref().is_some_and(|events| events.field.is_some());
        let (mut lost_fields, mut read) = (Vec::new(), 0.0);
        mapping.fields = BTreeMap::new();
        for (field, source) in &before.fields {
            let mut source = source.clone();
            if let Some(column) = source.column_mut() {
                read += 1.0;
                match self.names.get(column) {
                    Some(name) => *column = name.clone(),
                    // A field of a field history is no column of the file.
                    None if history => {}
                    None => {
                        lost_fields.push(field.clone());
                        continue;
                    }
                }
            }
            mapping.fields.insert(field.clone(), source);
        }
        let essential = ["record_id", "started_at"];
        let kept = 1.0 - lost_fields.len() as f64 / f64::max(read, 1.0);
        if kept < READ_COLUMNS || lost_fields.iter().any(|field| essential.contains(&field.as_str())) {
            return None;
        }
        mapping.attributes = before.attributes.iter().filter_map(|name| self.names.get(name).cloned()).collect();
        mapping.pauses.retain_mut(|pause| match self.names.get(&pause.column) {
            Some(name) => {
                pause.column.clone_from(name);
                true
            }
            None => history,
        });
        for (value, means) in &suggested.mapping.dispositions {
            mapping.dispositions.entry(value.clone()).or_insert(*means);
        }
        let file_words = self.remembered.files[0].name.clone();
        let mut because: BTreeMap<String, String> =
            mapping.fields.keys().map(|field| (field.clone(), format!("as for {file_words}"))).collect();
        let new_columns = self.new_columns();
        self.propose(&new_columns, suggested, &mut mapping, &mut because);
        let recall = Recall {
            files: self.remembered.files.iter().map(|file| file.name.clone()).collect(),
            used_at: self.remembered.used_at,
            gone_columns: self.gone_columns(),
            new_columns,
            lost_fields,
        };
        Some(Recalled { mapping, because, order: self.order, recall })
    }

    /// How a file is read: as it is written now, its columns typed as before.
    fn file(&self, file: usize, suggested: &Suggestion) -> Option<FileMapping> {
        let (seen, before) = (self.seen[file], &self.remembered.mapping.files[file]);
        let fresh = suggested.mapping.files.iter().zip(&suggested.order).find(|(_, at)| **at == self.order[file])?.0;
        let mut mapped = dialect(&seen.table);
        if seen.table.encoding_guessed && before.encoding.is_some() {
            mapped.encoding.clone_from(&before.encoding);
        }
        for (column, name) in seen.columns() {
            let old =
                before.columns.iter().find(|(old, _)| *old == name || fold(old) == fold(name)).map(|(_, old)| old);
            let new = fresh.columns.get(name).cloned().unwrap_or(ColumnType::Text);
            let blank = seen.evidence[column].filled == 0;
            let typed = match old {
                Some(old) if blank => old.clone(),
                Some(old) => self.typed(old, new, seen, column),
                None => new,
            };
            if typed != ColumnType::Text {
                mapped.columns.insert(name.to_owned(), typed);
            }
        }
        if let Some(join) = &before.join {
            let find = |file: usize, name: &str| {
                let header = &self.seen[file].table.header;
                header
                    .iter()
                    .find(|new| *new == name)
                    .or_else(|| header.iter().find(|new| fold(new) == fold(name)))
                    .cloned()
            };
            let (column, to) = (find(file, &join.column)?, find(0, &join.to)?);
            mapped.join = Some(super::mapping::Join { column, to });
        }
        Some(mapped)
    }

    /// What was said of a column's dates and answers still holds, unless the values now prove otherwise.
    fn typed(&self, old: &ColumnType, new: ColumnType, seen: &Seen, column: usize) -> ColumnType {
        let said = |order: DateOrder| (order, format!("as for {}", self.remembered.files[0].name));
        let dated = |before: DateOrder, now: DateOrder, decided_by: String| {
            let proven = seen.evidence[column].decided().is_some() || seen.decided_order() == Some(now);
            let is_question = before == DateOrder::Ambiguous;
            if proven || is_question || before == now || now == DateOrder::Ymd {
                (now, decided_by)
            } else {
                said(before)
            }
        };
        match (old, new) {
            (
                ColumnType::Date { order: before, .. } | ColumnType::Instant { order: before, .. },
                ColumnType::Date { order, decided_by },
            ) => {
                let (order, decided_by) = dated(*before, order, decided_by);
                ColumnType::Date { order, decided_by }
            }
            (
                ColumnType::Date { order: before, .. } | ColumnType::Instant { order: before, .. },
                ColumnType::Instant { order, decided_by },
            ) => {
                let (order, decided_by) = dated(*before, order, decided_by);
                ColumnType::Instant { order, decided_by }
            }
            (ColumnType::Boolean { yes, no }, ColumnType::Boolean { yes: more_yes, no: more_no }) => {
                let (mut yes, mut no) = (yes.clone(), no.clone());
                for word in more_yes {
                    if !yes.contains(&word) && !no.contains(&word) {
                        yes.push(word);
                    }
                }
                for word in more_no {
                    if !yes.contains(&word) && !no.contains(&word) {
                        no.push(word);
                    }
                }
                ColumnType::Boolean { yes, no }
            }
            (old @ ColumnType::Boolean { .. }, _) => old.clone(),
            (ColumnType::Number { decimal }, _) if seen.evidence[column].reads_with(*decimal) => old.clone(),
            (_, new) => new,
        }
    }

    /// Columns that the earlier files did not have, as the mapping calls them.
    fn new_columns(&self) -> Vec<String> {
        let mut new = Vec::new();
        for (file, (before, now)) in self.remembered.files.iter().zip(&self.seen).enumerate() {
            let known: BTreeSet<String> = before.header.iter().map(|name| fold(name)).collect();
            let of_file = own_columns(&now.table.header).filter(|name| !known.contains(&fold(name)));
            new.extend(of_file.map(|name| qualified(&self.seen, file, name)));
        }
        new
    }

    fn gone_columns(&self) -> Vec<String> {
        let mut gone = Vec::new();
        for (before, now) in self.remembered.files.iter().zip(&self.seen) {
            let there: BTreeSet<String> = now.table.header.iter().map(|name| fold(name)).collect();
            gone.extend(own_columns(&before.header).filter(|name| !there.contains(&fold(name))).cloned());
        }
        gone
    }

    /// New columns become what a fresh suggestion makes of them, where nothing else is that already.
    fn propose(
        &self,
        new_columns: &[String],
        suggested: &Suggestion,
        mapping: &mut Mapping,
        because: &mut BTreeMap<String, String>,
    ) {
        if new_columns.is_empty() || suggested.mapping.shape != mapping.shape {
            return;
        }
        let mut taken = Vec::new();
        for (field, source) in &suggested.mapping.fields {
            let Some(column) = source.column().filter(|column| new_columns.iter().any(|new| new == *column)) else {
                continue;
            };
            taken.push(column.to_owned());
            if !mapping.fields.contains_key(field) {
                mapping.fields.insert(field.clone(), source.clone());
                let reason = suggested.because.get(field).cloned().unwrap_or_default();
                because.insert(field.clone(), reason);
            } else if !mapping.attributes.iter().any(|name| name == column) {
                mapping.attributes.push(column.to_owned());
            }
        }
        for name in &suggested.mapping.attributes {
            if new_columns.contains(name) && !taken.contains(name) && !mapping.attributes.contains(name) {
                mapping.attributes.push(name.clone());
            }
        }
    }
}

/// A column as a mapping calls it: with its file where an earlier file has the same name.
fn qualified(seen: &[&Seen], file: usize, name: &str) -> String {
    let earlier = seen[..file].iter().any(|other| other.table.column(name).is_some());
    if earlier { format!("{}/{name}", seen[file].table.name) } else { name.to_owned() }
}

/// A name for a new source that no other source has.
pub fn free_name(name: &str, remembered: &[Remembered]) -> String {
    let taken = |name: &str| remembered.iter().any(|other| other.mapping.source == name);
    let numbered = (2..).map(|number| format!("{name} {number}"));
    std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
}

impl FieldSource {
    /// The column that it reads, if it reads one.
    pub fn column(&self) -> Option<&str> {
        match self {
            FieldSource::Column { column } | FieldSource::FirstValue { first_value_of: column } => Some(column),
            FieldSource::FirstEvent { first_event: test } | FieldSource::LastEvent { last_event: test } => {
                Some(&test.column)
            }
            FieldSource::Changes { changes_of, .. } => Some(changes_of),
            FieldSource::Constant { .. } => None,
        }
    }

    fn column_mut(&mut self) -> Option<&mut String> {
        match self {
            FieldSource::Column { column } | FieldSource::FirstValue { first_value_of: column } => Some(column),
            FieldSource::FirstEvent { first_event: test } | FieldSource::LastEvent { last_event: test } => {
                Some(&mut test.column)
            }
            FieldSource::Changes { changes_of, .. } => Some(changes_of),
            FieldSource::Constant { .. } => None,
        }
    }
}
