//! A mapping against the files it is used on: every column found, every rule checked, before the first row is read.

use super::super::cells::numbers::yes_or_no;
use super::super::error::ImportError;
use super::super::fields::{FIELDS, Slot, field_names, slot_of};
use super::super::mapping::{ColumnType, DateOrder, FieldSource, MAPPING_FORMAT, Mapping, Shape};
use super::super::source::table::Table;
use playbook::calendar::Zone;
use playbook::record::{Disposition, Moment};
use std::path::PathBuf;

/// The file of a column that stands in no file.
pub const NO_FILE: usize = usize::MAX;

/// A column of one of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ColumnRef {
    /// 0 = the main file.
    pub file: usize,
    pub column: usize,
}

/// How a cell becomes a value.
#[derive(Debug, Clone)]
pub enum Kind {
    Text,
    Stamp(DateOrder),
    Count,
    Number(char),
    Boolean { yes: Vec<String>, no: Vec<String> },
}

/// A mapped column.
#[derive(Debug, Clone)]
pub struct ColumnRule {
    pub slot: Slot,
    pub at: ColumnRef,
    pub column: String,
    pub kind: Kind,
    /// A whole date stands for its midnight: spreadsheets write 00:00 as a date.
    pub midnight: bool,
}

/// A mapping ready to read with.
pub struct Plan {
    pub zone: Zone,
    pub tables: Vec<Table>,
    /// Files that continue the main one: same header, no join.
    pub further: Vec<usize>,
    pub missing: Vec<String>,
    pub columns: Vec<ColumnRule>,
    pub constants: Vec<(Slot, Constant)>,
    pub attributes: Vec<(ColumnRef, String)>,
    pub dispositions: Vec<(String, Disposition)>,
    pub has_cycle: bool,
}

/// A constant, read once.
#[derive(Debug, Clone, PartialEq)]
pub enum Constant {
    Text(String),
    Stamp { at: i64, date_only: bool },
    Count(u32),
    Number(f64),
    Boolean(bool),
}

/// Which path serves which file of the mapping: by name where all names agree, else by position.
pub fn assign_paths(paths: &[PathBuf], mapping: &Mapping) -> Result<Vec<PathBuf>, ImportError> {
    if paths.is_empty() {
        return Err(ImportError::NoFile);
    }
    if paths.len() != mapping.files.len() {
        return Err(ImportError::FileCount { mapped: mapping.files.len(), given: paths.len() });
    }
    let by_name: Option<Vec<PathBuf>> = mapping
        .files
        .iter()
        .map(|file| {
            let mut found = paths.iter().filter(|path| super::super::source::encoding::file_name(path) == file.name);
            found.next().filter(|_| found.next().is_none()).cloned()
        })
        .collect();
    Ok(by_name.unwrap_or_else(|| paths.to_vec()))
}

impl Plan {
    /// Opens the files and checks the mapping against them.
    pub fn compile(paths: &[PathBuf], mapping: &Mapping) -> Result<Plan, ImportError> {
        if mapping.baton_mapping != MAPPING_FORMAT {
            return Err(ImportError::MappingFormat { found: mapping.baton_mapping, known: MAPPING_FORMAT });
        }
        let zone = Zone::named(&mapping.time_zone)?;
        let paths = assign_paths(paths, mapping)?;
        let tables: Vec<Table> =
            paths.iter().zip(&mapping.files).map(|(path, file)| Table::open(path, file)).collect::<Result<_, _>>()?;
        let mut further = Vec::new();
        for (index, file) in mapping.files.iter().enumerate().skip(1) {
            if file.join.is_none() {
                if tables[index].header != tables[0].header {
                    return Err(ImportError::NotJoined { file: file.name.clone(), main: tables[0].name.clone() });
                }
                further.push(index);
            }
        }
        let mut plan = Plan {
            zone,
            tables,
            further,
            missing: mapping
                .missing
                .iter()
                .map(|token| token.trim().to_owned())
                .filter(|token| !token.is_empty())
                .collect(),
            columns: Vec::new(),
            constants: Vec::new(),
            attributes: Vec::new(),
            dispositions: mapping.dispositions.iter().map(|(value, means)| (value.clone(), *means)).collect(),
            has_cycle: mapping.fields.contains_key("cycle"),
        };
        for (field, source) in &mapping.fields {
            let slot = slot_of(field)
                .ok_or_else(|| ImportError::UnknownField { field: field.clone(), known: field_names() })?;
            plan.add(field, slot, source, mapping)?;
        }
        plan.columns.sort_by_key(|rule| rule.slot);
        if mapping.shape == Shape::Wide {
            for name in &mapping.attributes {
                plan.attributes.push((plan.find("attributes", name)?, attribute_key(name)));
            }
        }
        plan.require(mapping)?;
        Ok(plan)
    }

    fn add(&mut self, field: &str, slot: Slot, source: &FieldSource, mapping: &Mapping) -> Result<(), ImportError> {
        match source {
            // A long export's columns are values of the case, not of the row: `long` finds them.
            FieldSource::Column { column } if mapping.shape == Shape::Wide => {
                let at = self.find(field, column)?;
                let rule = self.column_rule(slot, column, at, mapping)?;
                self.columns.push(rule);
            }
            FieldSource::Constant { constant } => {
                let value = self.constant(field, slot, constant)?;
                self.constants.push((slot, value));
            }
            FieldSource::Column { .. }
            | FieldSource::FirstValue { .. }
            | FieldSource::FirstEvent { .. }
            | FieldSource::LastEvent { .. }
            | FieldSource::Changes { .. } => {
                if mapping.shape == Shape::Wide {
                    return Err(ImportError::BadRule {
                        field: field.into(),
                        rule: "a rule over events",
                        because: "needs one row per event",
                        advice: "name a column, or set shape to \"long\"",
                    });
                }
            }
        }
        Ok(())
    }

    /// A column as the source of a field. `at` of a column that is no file's (a field history's) has the file [`NO_FILE`].
    pub fn column_rule(
        &self,
        slot: Slot,
        column: &str,
        at: ColumnRef,
        mapping: &Mapping,
    ) -> Result<ColumnRule, ImportError> {
        let (table, typed) = match self.tables.get(at.file) {
            Some(table) => (table, mapping.files[at.file].columns.get(&table.header[at.column])),
            None => (&self.tables[0], mapping.files[0].columns.get(column)),
        };
        let kind = match slot {
            Slot::At(_) | Slot::Due(_) => Kind::Stamp(self.date_order(&table.name, column, typed)?),
            Slot::Cycle | Slot::ReassignCount => Kind::Count,
            Slot::Amount => match typed {
                Some(ColumnType::Number { decimal }) => Kind::Number(*decimal),
                _ => Kind::Number('.'),
            },
            Slot::Won | Slot::OwnVerdict => match typed {
                Some(ColumnType::Boolean { yes, no }) => Kind::Boolean { yes: yes.clone(), no: no.clone() },
                _ => Kind::Boolean { yes: Vec::new(), no: Vec::new() },
            },
            Slot::RecordId | Slot::Handoff | Slot::Disposition | Slot::Text(_) | Slot::Pauses => Kind::Text,
        };
        let midnight = matches!(typed, Some(ColumnType::Instant { .. })) && table.sheet.is_some();
        Ok(ColumnRule { slot, at, column: column.into(), kind, midnight })
    }

    /// The order of a date column's parts; refuses one that nobody has decided.
    pub fn date_order(&self, file: &str, column: &str, typed: Option<&ColumnType>) -> Result<DateOrder, ImportError> {
        match typed {
            Some(ColumnType::Date { order, decided_by } | ColumnType::Instant { order, decided_by }) => {
                if *order == DateOrder::Ambiguous {
                    let (file, column, example) = (file.into(), column.into(), decided_by.clone());
                    return Err(ImportError::AmbiguousDate { file, column, example });
                }
                Ok(*order)
            }
            Some(ColumnType::Text | ColumnType::Integer | ColumnType::Number { .. } | ColumnType::Boolean { .. })
            | None => Ok(DateOrder::Ymd),
        }
    }

    /// Where a column is: in the main file, else in a joined one; `file/header` names the file.
    pub fn find(&self, field: &str, name: &str) -> Result<ColumnRef, ImportError> {
        let joined = |file: usize| file == 0 || !self.further.contains(&file);
        for (file, table) in self.tables.iter().enumerate().filter(|(file, _)| joined(*file)) {
            if let Some(column) = table.column(name) {
                return Ok(ColumnRef { file, column });
            }
        }
        for (file, table) in self.tables.iter().enumerate() {
            let rest = name.strip_prefix(table.name.as_str()).and_then(|rest| rest.strip_prefix('/'));
            if let Some(column) = rest.and_then(|rest| table.column(rest)) {
                return Ok(ColumnRef { file, column });
            }
        }
        let main = &self.tables[0];
        Err(ImportError::NoColumn {
            field: field.into(),
            column: name.into(),
            file: main.name.clone(),
            known: main.header.iter().take(60).cloned().collect::<Vec<_>>().join(", "),
        })
    }

    fn constant(&self, field: &str, slot: Slot, text: &str) -> Result<Constant, ImportError> {
        let text = text.trim();
        let bad = |wanted| ImportError::BadConstant { field: field.into(), value: text.into(), wanted };
        Ok(match slot {
            Slot::RecordId => return Err(bad("a column: every record has an id of its own")),
            Slot::Pauses => return Err(bad("a column: every record has pauses of its own")),
            Slot::At(_) | Slot::Due(_) => {
                let stamp = super::super::cells::dates::parse(text, DateOrder::Ymd)
                    .map_err(|_| bad("a date such as 2026-01-31 or 2026-01-31T09:00:00Z"))?;
                let placed = super::super::cells::local_clock::place(stamp, &self.zone);
                Constant::Stamp { at: placed.at, date_only: stamp.time.is_none() }
            }
            Slot::Cycle | Slot::ReassignCount => Constant::Count(text.parse().map_err(|_| bad("a whole number"))?),
            Slot::Amount => Constant::Number(text.parse().map_err(|_| bad("a number"))?),
            Slot::Won | Slot::OwnVerdict => Constant::Boolean(yes_or_no(text).ok_or_else(|| bad("yes or no"))?),
            Slot::Disposition => {
                disposition_named(text).ok_or_else(|| bad("open, accepted, rejected, recycled or completed"))?;
                Constant::Text(text.into())
            }
            Slot::Handoff | Slot::Text(_) => Constant::Text(text.into()),
        })
    }

    fn require(&self, mapping: &Mapping) -> Result<(), ImportError> {
        for (name, slot, _) in FIELDS {
            let needed = matches!(slot, Slot::RecordId | Slot::At(Moment::Started));
            let by_case = *slot == Slot::RecordId && mapping.shape == Shape::Long;
            if needed && !by_case && !mapping.fields.contains_key(*name) {
                let advice = match slot {
                    Slot::RecordId => "",
                    _ => {
                        "; where no column has a date, give one for all: \"started_at\": {\"constant\": \"2026-01-31\"}"
                    }
                };
                return Err(ImportError::FieldMissing { field: name, advice });
            }
        }
        Ok(())
    }

    /// Whether a trimmed cell stands for "no value".
    #[inline]
    pub fn is_missing(&self, trimmed: &str) -> bool {
        trimmed.is_empty() || self.missing.iter().any(|token| token == trimmed)
    }

    /// What a cell of the disposition column means; `None` leaves it to the timestamps.
    pub fn disposition(&self, text: &str) -> Option<Disposition> {
        self.dispositions
            .iter()
            .find(|(value, _)| value == text)
            .map(|&(_, means)| means)
            .or_else(|| disposition_named(text))
    }
}

/// An attribute's name as it stands in a JSON object, up to and with the quote that opens its value.
pub fn attribute_key(name: &str) -> String {
    format!("{}:\"", serde_json::to_string(name).unwrap_or_default())
}

/// The disposition of this name, in any case of letters.
pub fn disposition_named(text: &str) -> Option<Disposition> {
    const NAMES: [(&str, Disposition); 5] = [
        ("open", Disposition::Open),
        ("accepted", Disposition::Accepted),
        ("rejected", Disposition::Rejected),
        ("recycled", Disposition::Recycled),
        ("completed", Disposition::Completed),
    ];
    NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)).map(|&(_, means)| means)
}
