//! Looking at files before anything is imported: what they are, what their columns hold, and a mapping ready to edit.

use super::cells::trimmed;
use super::cells::typing::{Evidence, hash_of};
use super::error::ImportError;
use super::mapping::{ColumnType, DateOrder, FileFormat, FileMapping, Mapping, Shape, WORKSPACE_ZONE};
use super::read::plan::assign_paths;
use super::remembered::{Recalled, Remembered, free_name, recall};
use super::report::{InspectedColumn, InspectedFile, Inspection, Question, QuestionKind};
use super::source::OwnedRow;
use super::source::dialect::delimiter_word;
use super::source::encoding::file_name;
use super::source::table::{Item, Table};
use super::suggest::{self, Suggestion};
use playbook::calendar::Zone;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Cells looked at for types and suggestions; date columns that decide nothing by then are followed to the end of the file.
const SAMPLE_CELLS: usize = 1_200_000;
const SAMPLE_ROWS: usize = 50_000;
const SAMPLE_TEXT: usize = 48 * 1024 * 1024;
const PREVIEW_ROWS: usize = 8;

/// A file with everything that was seen in it.
pub struct Seen {
    pub table: Table,
    pub rows: u64,
    pub evidence: Vec<Evidence>,
    pub types: Vec<ColumnType>,
    pub sample: Vec<OwnedRow>,
    pub footer: Vec<String>,
}

impl Seen {
    /// A sampled row's cell.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.sample[row].view().cell(column)
    }

    /// The order of a date's parts that the file's values prove.
    pub fn decided_order(&self) -> Option<DateOrder> {
        first_decided(&self.evidence, &self.types).map(|(_, order, _)| order)
    }

    /// The positions and names of the columns.
    pub fn columns(&self) -> impl Iterator<Item = (usize, &str)> {
        self.table.header.iter().map(String::as_str).enumerate()
    }
}

/// What is known before files are looked at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beforehand<'a> {
    /// Mappings of earlier imports, latest first: one for files like these goes before a suggestion.
    pub remembered: &'a [Remembered],
    /// What a person says a row is; then nothing is recalled.
    pub shape: Option<Shape>,
    /// How a person says that files are read, by their names; what these leave open is found out.
    pub read_as: &'a [FileMapping],
}

/// [`inspect_as`] with nothing known but the mappings of earlier imports.
pub fn inspect(paths: &[PathBuf], remembered: &[Remembered], default_zone: &str) -> Result<Inspection, ImportError> {
    inspect_as(paths, Beforehand { remembered, ..Beforehand::default() }, default_zone)
}

/// Looks at the files and suggests a mapping. `default_zone` is that of timestamps without one, in a mapping that is new.
pub fn inspect_as(
    paths: &[PathBuf],
    beforehand: Beforehand<'_>,
    default_zone: &str,
) -> Result<Inspection, ImportError> {
    let Beforehand { remembered, shape, read_as } = beforehand;
    let (seen, suggested) = look_at(paths, shape, read_as, default_zone)?;
    let recalled = if shape.is_none() { recall(remembered, &seen, &suggested) } else { None };
    let Some(recalled) = recalled else {
        let mut inspection = told(seen, suggested);
        inspection.mapping.source = free_name(&inspection.mapping.source, remembered);
        return Ok(inspection);
    };
    let mut seen = in_order(seen, &recalled.order);
    for (one, file) in seen.iter_mut().zip(&recalled.mapping.files) {
        if file.encoding.as_deref().is_some_and(|label| label != one.table.encoding.name()) {
            *one = look(Table::open_to_inspect(&one.table.path, file)?)?;
        }
        retype(one, file);
    }
    let Recalled { mapping, because, recall, .. } = recalled;
    let questions = questions(&seen, &mapping);
    let files = seen.iter().map(|file| describe(file, &mapping, &because)).collect();
    Ok(Inspection { files, mapping, remembered: Some(recall), questions })
}

fn look_at(
    paths: &[PathBuf],
    shape: Option<Shape>,
    read_as: &[FileMapping],
    default_zone: &str,
) -> Result<(Vec<Seen>, Suggestion), ImportError> {
    if paths.is_empty() {
        return Err(ImportError::NoFile);
    }
    if default_zone != WORKSPACE_ZONE {
        Zone::named(default_zone)?;
    }
    let open = |path: &PathBuf| {
        let name = file_name(path);
        match read_as.iter().find(|file| file.name == name) {
            Some(file) => Table::open_to_inspect(path, file),
            None => Table::sniff(path),
        }
    };
    let seen: Vec<Seen> = paths.iter().map(|path| open(path).and_then(look)).collect::<Result<_, _>>()?;
    let suggested = suggest::suggest(&seen, default_zone, shape);
    Ok((seen, suggested))
}

/// What was seen and what is suggested, the files in the mapping's order.
fn told(seen: Vec<Seen>, suggested: Suggestion) -> Inspection {
    let Suggestion { mapping, because, questions: asked, order } = suggested;
    let mut seen = in_order(seen, &order);
    for (one, file) in seen.iter_mut().zip(&mapping.files) {
        retype(one, file);
    }
    let mut questions = questions(&seen, &mapping);
    questions.extend(asked);
    let files = seen.iter().map(|file| describe(file, &mapping, &because)).collect();
    Inspection { files, mapping, remembered: None, questions }
}

fn in_order(seen: Vec<Seen>, order: &[usize]) -> Vec<Seen> {
    let mut left: Vec<Option<Seen>> = seen.into_iter().map(Some).collect();
    order.iter().filter_map(|&index| left[index].take()).collect()
}

/// Columns are read as the mapping says.
fn retype(seen: &mut Seen, file: &FileMapping) {
    for (index, name) in seen.table.header.iter().enumerate() {
        if let Some(typed) = file.columns.get(name) {
            seen.types[index] = typed.clone();
        }
    }
}

/// Looks at the files under an edited mapping: its encodings, delimiters, header lines and types.
pub fn reinspect(paths: &[PathBuf], mapping: &Mapping) -> Result<Inspection, ImportError> {
    let assigned = assign_paths(paths, mapping)?;
    let mut seen = Vec::new();
    for (path, file) in assigned.iter().zip(&mapping.files) {
        let mut one = look(Table::open_to_inspect(path, file)?)?;
        retype(&mut one, file);
        seen.push(one);
    }
    let questions = questions(&seen, mapping);
    let files = seen.iter().map(|file| describe(file, mapping, &BTreeMap::new())).collect();
    Ok(Inspection { files, mapping: mapping.clone(), remembered: None, questions })
}

/// Reads a file once: types from a sample, rows to the end.
fn look(table: Table) -> Result<Seen, ImportError> {
    let width = table.header.len();
    let sample_rows = (SAMPLE_CELLS / width.max(1)).clamp(200, SAMPLE_ROWS);
    let mut evidence: Vec<Evidence> = (0..width).map(|_| Evidence::new()).collect();
    let (mut sample, mut text, mut rows) = (Vec::new(), 0, 0_u64);
    let mut open: Option<Vec<usize>> = None;
    let leftovers = table.visit(&mut |item, _| {
        rows += 1;
        let Item::Row(row) = item else { return ControlFlow::Continue(()) };
        if sample.len() < sample_rows && text < SAMPLE_TEXT {
            for (column, seen) in evidence.iter_mut().enumerate() {
                seen.take(trimmed(row.cell(column)), row.line);
            }
            text += row.text.len();
            sample.push(OwnedRow::copy_of(row));
            return ControlFlow::Continue(());
        }
        let open = open.get_or_insert_with(|| (0..width).filter(|&column| evidence[column].undecided()).collect());
        for &column in open.iter() {
            let cell = trimmed(row.cell(column));
            if !cell.is_empty() {
                evidence[column].take_date(cell, row.line);
            }
        }
        ControlFlow::Continue(())
    })?;
    // What one date column of a file decides holds for the others: one person's settings wrote them all.
    let types_alone: Vec<ColumnType> =
        evidence.iter().zip(&table.header).map(|(seen, name)| seen.column_type(name, None)).collect();
    let decided = first_decided(&evidence, &types_alone);
    let types = evidence
        .iter()
        .zip(&table.header)
        .map(|(seen, name)| {
            let like =
                decided.as_ref().map(|(column, order, proof)| (*order, table.header[*column].as_str(), proof.as_str()));
            seen.column_type(name, like)
        })
        .collect();
    let footer = leftovers.footer.into_iter().map(|(_, text)| text).collect();
    Ok(Seen { table, rows, evidence, types, sample, footer })
}

/// The first column of dates that only one order can read: its position, the order and the proof.
fn first_decided(evidence: &[Evidence], types: &[ColumnType]) -> Option<(usize, DateOrder, String)> {
    evidence.iter().enumerate().find_map(|(column, seen)| {
        let is_date = matches!(types[column], ColumnType::Date { .. } | ColumnType::Instant { .. });
        seen.decided().filter(|_| is_date).map(|(order, proof)| (column, order, proof))
    })
}

/// What everybody should know who imports these files with this mapping.
fn questions(seen: &[Seen], mapping: &Mapping) -> Vec<Question> {
    let mut questions = Vec::new();
    if let Some(limit) = mapping.events.as_ref().and_then(|events| events.history_limit) {
        questions.push(Question {
            kind: QuestionKind::TruncatedHistory,
            file: seen[0].table.name.clone(),
            column: String::new(),
            text: format!(
                "the source keeps {limit} changes of a property; records with exactly so many may be cut off"
            ),
        });
    }
    for file in seen {
        let mut ask = |kind, column: &str, text: String| {
            questions.push(Question { kind, file: file.table.name.clone(), column: column.into(), text });
        };
        let table = &file.table;
        for name in &table.repeated {
            ask(
                QuestionKind::DuplicateHeader,
                name,
                format!("the header \"{name}\" stands more than once; the second is called \"{name} (2)\""),
            );
        }
        if table.encoding_guessed {
            ask(
                QuestionKind::Encoding,
                "",
                format!("read as {}; look whether the names are right", table.encoding_words),
            );
        }
        if table.headless {
            ask(
                QuestionKind::NoHeader,
                "",
                format!("line {} looks like data, not like a header; it was taken as the header", table.header_line),
            );
        }
        if !file.footer.is_empty() {
            ask(
                QuestionKind::Footer,
                "",
                format!("the last {} lines are a report's footer and are left out", file.footer.len()),
            );
        }
        for (column, name) in file.columns() {
            let Some(field) = field_of(mapping, name, &table.name) else { continue };
            match &file.types[column] {
                ColumnType::Date { order: DateOrder::Ambiguous, decided_by }
                | ColumnType::Instant { order: DateOrder::Ambiguous, decided_by } => {
                    ask(
                        QuestionKind::AmbiguousDate,
                        name,
                        format!("{decided_by}. Set \"order\" of the column to DMY or MDY"),
                    );
                }
                ColumnType::Date { .. } if field.ends_with("_at") => {
                    ask(
                        QuestionKind::DateOnly,
                        name,
                        format!("\"{name}\" has dates without a time: good for months, not for durations"),
                    );
                }
                ColumnType::Instant { .. } if !has_offsets(file, column) => {
                    ask(
                        QuestionKind::NoZone,
                        name,
                        format!("\"{name}\" carries no zone and is read in {}", zone_words(&mapping.time_zone)),
                    );
                }
                _ => {}
            }
            if field == "record_id" && file.evidence[column].exponents() > 0 {
                ask(
                    QuestionKind::ScientificId,
                    name,
                    format!(
                        "{} ids are in scientific notation: a spreadsheet has cut them; export again",
                        file.evidence[column].exponents()
                    ),
                );
            }
        }
    }
    questions
}

fn has_offsets(file: &Seen, column: usize) -> bool {
    let order = match &file.types[column] {
        ColumnType::Instant { order, .. } => *order,
        _ => return false,
    };
    (0..file.sample.len().min(200))
        .map(|row| trimmed(file.cell(row, column)))
        .filter_map(|text| super::cells::dates::parse(text, order).ok())
        .any(|stamp| stamp.offset.is_some())
}

/// The field that takes a column, if one does.
fn field_of<'m>(mapping: &'m Mapping, column: &str, file: &str) -> Option<&'m str> {
    if let Some(events) = &mapping.events {
        if events.at == column {
            return Some("event time");
        }
        if events.case == column {
            return Some("record_id");
        }
    }
    let qualified = format!("{file}/{column}");
    mapping.fields.iter().find_map(|(field, source)| {
        let name = source.column()?;
        (name == column || name == qualified).then_some(field.as_str())
    })
}

fn describe(file: &Seen, mapping: &Mapping, because: &BTreeMap<String, String>) -> InspectedFile {
    let table = &file.table;
    let columns = file
        .columns()
        .map(|(index, name)| {
            let seen = &file.evidence[index];
            let tokens: u64 = seen
                .tokens
                .iter()
                .filter(|(token, _)| mapping.missing.iter().any(|missing| missing == *token))
                .map(|(_, count)| count)
                .sum();
            let field = field_of(mapping, name, &table.name).map(str::to_owned);
            let reason = field.as_ref().and_then(|field| because.get(field)).cloned().unwrap_or_default();
            InspectedColumn {
                name: name.to_owned(),
                column_type: file.types[index].clone(),
                missing: seen.blank + tokens,
                distinct: seen.values.as_ref().map(|values| values.len() as u32),
                samples: seen.samples.clone(),
                field,
                because: reason,
            }
        })
        .collect();
    let preview = file
        .sample
        .iter()
        .take(PREVIEW_ROWS)
        .map(|row| (0..table.header.len()).map(|column| row.view().cell(column).to_owned()).collect())
        .collect();
    InspectedFile {
        name: table.name.clone(),
        size_bytes: table.size_bytes,
        encoding_found: table.encoding_words.clone(),
        delimiter_found: if table.format == FileFormat::Csv {
            delimiter_word(table.dialect.delimiter)
        } else {
            String::new()
        },
        sheets: table.sheets.clone(),
        preamble: table.preamble.clone(),
        footer: file.footer.clone(),
        rows: file.rows,
        columns,
        preview,
    }
}

/// Hashes of a sampled column's values, for finding keys.
pub fn value_hashes(file: &Seen, column: usize) -> impl Iterator<Item = u64> + '_ {
    (0..file.sample.len()).map(move |row| trimmed(file.cell(row, column))).filter(|text| !text.is_empty()).map(hash_of)
}

/// A mapping's zone in a sentence.
fn zone_words(zone: &str) -> &str {
    if zone == WORKSPACE_ZONE { "the workspace's zone" } else { zone }
}
