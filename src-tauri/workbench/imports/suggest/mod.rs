//! A complete mapping from headers, types and values, with a reason for each part of it.

mod history;
mod joins;
mod long;
mod synonyms;
mod wide;
mod words;

pub use synonyms::fold;

use super::cells::typing::{SURE_TOKENS, TOKENS};
use super::inspect::Seen;
use super::mapping::{ColumnType, FieldSource, FileFormat, FileMapping, Join, MAPPING_FORMAT, Mapping, Shape};
use super::report::{Question, QuestionKind};
use super::source::rejects;
use super::source::table::Table;
use std::collections::{BTreeMap, BTreeSet};

/// A suggestion and why it is so.
pub struct Suggestion {
    pub mapping: Mapping,
    /// Field → reason.
    pub because: BTreeMap<String, String>,
    pub questions: Vec<Question>,
    /// Position among the files as they were given of each file of the mapping.
    pub order: Vec<usize>,
}

/// A mapping under construction.
struct Draft<'s> {
    /// Files with the main one first.
    files: Vec<&'s Seen>,
    joins: Vec<Option<Join>>,
    fields: BTreeMap<String, FieldSource>,
    because: BTreeMap<String, String>,
    /// Columns that have a part already: file and column.
    taken: BTreeSet<(usize, usize)>,
    /// Types that differ from what the values alone say.
    retyped: BTreeMap<(usize, usize), ColumnType>,
    questions: Vec<Question>,
}

impl<'s> Draft<'s> {
    fn set(&mut self, field: &str, source: FieldSource, because: String) {
        self.because.insert(field.to_owned(), because);
        self.fields.insert(field.to_owned(), source);
    }

    /// The name under which a mapping calls a column.
    fn name(&self, (file, column): (usize, usize)) -> String {
        let name = &self.files[file].table.header[column];
        let earlier = self.files[..file].iter().any(|other| other.table.column(name).is_some());
        if earlier { format!("{}/{name}", self.files[file].table.name) } else { name.clone() }
    }

    fn ask(&mut self, kind: QuestionKind, text: String) {
        let file = self.files[0].table.name.clone();
        self.questions.push(Question { kind, file, column: String::new(), text });
    }
}

/// Suggests a mapping for files that were looked at. `zone` is that of timestamps without one; `shape` is given where a person has
/// said what a row is.
pub fn suggest(seen: &[Seen], zone: &str, shape: Option<Shape>) -> Suggestion {
    let (order, joins, mut questions) = joins::arrange(seen);
    let files: Vec<&Seen> = order.iter().map(|&index| &seen[index]).collect();
    let mut draft = Draft {
        files,
        joins,
        fields: BTreeMap::new(),
        because: BTreeMap::new(),
        taken: BTreeSet::new(),
        retyped: BTreeMap::new(),
        questions: Vec::new(),
    };
    for file in 1..draft.files.len() {
        if let Some(column) = draft.joins[file].as_ref().and_then(|join| draft.files[file].table.column(&join.column)) {
            draft.taken.insert((file, column));
        }
    }
    let missing = missing_tokens(&draft.files);
    let name = clean_name(&draft.files[0].table.name);
    let mut mapping = Mapping {
        baton_mapping: MAPPING_FORMAT,
        source: name.clone(),
        shape: Shape::Wide,
        time_zone: zone.to_owned(),
        missing,
        files: Vec::new(),
        events: None,
        fields: BTreeMap::new(),
        dispositions: BTreeMap::new(),
        pauses: Vec::new(),
        attributes: Vec::new(),
    };
    let is_long = match shape {
        Some(Shape::Wide) => false,
        Some(Shape::Long) | None => long::suggest(&mut draft, &mut mapping, shape.is_some()),
    };
    if !is_long {
        wide::suggest(&mut draft, &mut mapping);
    }
    if !draft.fields.contains_key("handoff") {
        let because = "no column names a handoff point; the file's name stands for one".to_owned();
        draft.set("handoff", FieldSource::Constant { constant: name }, because);
    }
    mapping.attributes = attributes(&draft);
    mapping.files = (0..draft.files.len()).map(|file| file_mapping(&draft, file)).collect();
    mapping.fields = draft.fields;
    questions.extend(draft.questions);
    Suggestion { mapping, because: draft.because, questions, order }
}

fn file_mapping(draft: &Draft<'_>, file: usize) -> FileMapping {
    let seen = draft.files[file];
    let columns = seen
        .columns()
        .filter_map(|(index, name)| {
            let typed = draft.retyped.get(&(file, index)).unwrap_or(&seen.types[index]);
            (*typed != ColumnType::Text).then(|| (name.to_owned(), typed.clone()))
        })
        .collect();
    FileMapping { join: draft.joins[file].clone(), columns, ..dialect(&seen.table) }
}

/// How a file is read, as far as it is not a matter of its columns.
pub fn dialect(table: &Table) -> FileMapping {
    let is_text = table.format == FileFormat::Csv;
    FileMapping {
        name: table.name.clone(),
        format: table.format,
        sheet: table.sheet.clone(),
        encoding: is_text.then(|| table.encoding.name().to_owned()),
        delimiter: is_text.then_some(table.dialect.delimiter as char),
        header_line: table.header_line,
        join: None,
        columns: BTreeMap::new(),
    }
}

/// Every column that has no part in the record and is not empty, nor a warehouse's own bookkeeping.
fn attributes(draft: &Draft<'_>) -> Vec<String> {
    let mut names = Vec::new();
    for (file, seen) in draft.files.iter().enumerate() {
        // A file that continues the main one has the same columns.
        if file > 0 && draft.joins[file].is_none() {
            continue;
        }
        for (column, name) in seen.columns() {
            let empty = seen.evidence[column].distinct() == 0 && seen.rows > 0;
            let bookkeeping = name.starts_with("_fivetran") || rejects::COLUMNS.contains(&name);
            if !draft.taken.contains(&(file, column)) && !empty && !bookkeeping {
                names.push(draft.name((file, column)));
            }
        }
    }
    names
}

/// Words that mean "no value" in these files: some wherever they are met, others only where nearly all of them stand among dates or
/// numbers, because NULL and N/A can be values too.
fn missing_tokens(files: &[&Seen]) -> Vec<String> {
    TOKENS
        .iter()
        .enumerate()
        .filter(|(index, token)| {
            let (mut all, mut typed, mut beside) = (0_u64, 0_u64, false);
            for seen in files {
                for (column, name) in seen.columns() {
                    let evidence = &seen.evidence[column];
                    let count = evidence.tokens.get(**token).copied().unwrap_or(0);
                    all += count;
                    beside |= count > 0 && evidence.filled > 0;
                    if evidence.filled > 0 && evidence.is_typed(name) {
                        typed += count;
                    }
                }
            }
            match *index {
                0 | 1 => all >= 2 && beside,
                2..SURE_TOKENS => all > 0,
                _ => all > 0 && typed * 10 >= all * 9,
            }
        })
        .map(|(_, token)| (*token).to_owned())
        .collect()
}

/// A file's name as words: without ending, dates, numbers and what says only that it is a file.
pub fn clean_name(file: &str) -> String {
    const EMPTY_WORDS: [&str; 12] = [
        "sample", "data", "dataset", "export", "exported", "full", "final", "copy", "csv", "extract", "dump",
        "download",
    ];
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let words: Vec<&str> = stem
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty() && !word.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    let kept: Vec<&str> =
        words.iter().copied().filter(|word| !EMPTY_WORDS.contains(&word.to_lowercase().as_str())).collect();
    let text = if kept.is_empty() { words.join(" ") } else { kept.join(" ") };
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Import".into(),
    }
}
