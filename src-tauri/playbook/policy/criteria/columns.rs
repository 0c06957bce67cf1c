//! Many records in memory, one array per catalogued field, for criteria that are judged on all of them at once.

use super::{Fact, Facts};
use crate::calendar::Zone;
use crate::metrics::Dictionary;
use crate::policy::{Field, FieldKind};
use chrono::Datelike;

/// Code of a text that the field's kind cannot be.
pub(super) const UNREADABLE_CODE: u32 = u32::MAX;
pub(super) const BLANK_TIME: i64 = i64::MIN;
pub(super) const UNREADABLE_TIME: i64 = i64::MIN + 1;
pub(super) const BLANK_FLAG: u8 = 0;
pub(super) const UNREADABLE_FLAG: u8 = 3;

/// The facts of many records. What it costs: 4 bytes for a text, 8 for a number, date or instant, 1 for a boolean, and the different
/// texts once.
#[derive(Debug, Clone)]
pub struct FactColumns {
    fields: Vec<Field>,
    zone: Zone,
    rows: usize,
    columns: Vec<FactColumn>,
}

/// One field of every record.
#[derive(Debug, Clone)]
pub(super) enum FactColumn {
    /// Code 0 = blank.
    Texts { codes: Vec<u32>, dictionary: Box<Dictionary> },
    /// NaN = blank, infinite = unreadable.
    Numbers(Vec<f64>),
    /// Instants in milliseconds, dates in days from the common era.
    Times(Vec<i64>),
    /// 1 = no, 2 = yes.
    Booleans(Vec<u8>),
}

impl FactColumns {
    /// No record yet; of each one, only these fields will be kept. Criteria that ask for others are unknown.
    pub fn new(fields: &[Field], zone: &Zone) -> FactColumns {
        let column = |field: &Field| match field.kind {
            FieldKind::Text | FieldKind::Choice => FactColumn::Texts { codes: Vec::new(), dictionary: Box::default() },
            FieldKind::Number => FactColumn::Numbers(Vec::new()),
            FieldKind::Date | FieldKind::Instant => FactColumn::Times(Vec::new()),
            FieldKind::Boolean => FactColumn::Booleans(Vec::new()),
        };
        let columns = fields.iter().map(column).collect();
        FactColumns { fields: fields.to_vec(), zone: zone.clone(), rows: 0, columns }
    }

    /// Adds a record; its row is the number of those before it.
    pub fn push(&mut self, facts: &dyn Facts) {
        for (field, column) in self.fields.iter().zip(&mut self.columns) {
            let fact = facts.fact(field, &self.zone);
            let fits = fact == Fact::Blank || fact.is_of(field.kind);
            column.push(if fits { fact } else { Fact::Unreadable("") });
        }
        self.rows += 1;
    }

    pub fn len(&self) -> usize {
        self.rows
    }

    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The fields that are kept.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// A field and its column.
    pub(super) fn column(&self, key: &str) -> Option<(&Field, &FactColumn)> {
        self.fields.iter().zip(&self.columns).find(|(field, _)| field.key == key)
    }
}

impl FactColumn {
    fn push(&mut self, fact: Fact<'_>) {
        match self {
            FactColumn::Texts { codes, dictionary } => codes.push(match fact {
                Fact::Blank => 0,
                Fact::Text(text) => dictionary.code(Some(text)),
                Fact::Number(_) | Fact::Date(_) | Fact::Instant(_) | Fact::Boolean(_) | Fact::Unreadable(_) => {
                    UNREADABLE_CODE
                }
            }),
            FactColumn::Numbers(values) => values.push(match fact {
                Fact::Blank => f64::NAN,
                Fact::Number(number) => number.get(),
                Fact::Text(_) | Fact::Date(_) | Fact::Instant(_) | Fact::Boolean(_) | Fact::Unreadable(_) => {
                    f64::INFINITY
                }
            }),
            FactColumn::Times(values) => values.push(match fact {
                Fact::Blank => BLANK_TIME,
                Fact::Date(date) => i64::from(date.num_days_from_ce()),
                Fact::Instant(at) => at.max(UNREADABLE_TIME + 1),
                Fact::Text(_) | Fact::Number(_) | Fact::Boolean(_) | Fact::Unreadable(_) => UNREADABLE_TIME,
            }),
            FactColumn::Booleans(values) => values.push(match fact {
                Fact::Blank => BLANK_FLAG,
                Fact::Boolean(value) => 1 + u8::from(value),
                Fact::Text(_) | Fact::Number(_) | Fact::Date(_) | Fact::Instant(_) | Fact::Unreadable(_) => {
                    UNREADABLE_FLAG
                }
            }),
        }
    }
}
