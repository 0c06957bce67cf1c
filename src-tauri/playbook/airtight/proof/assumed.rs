//! Which records can be: the field catalogue, and what may be taken for granted beyond it.

use crate::policy::Field;
use crate::policy::criteria::Number;
use std::collections::BTreeMap;

/// The records over which something is proved: any value in any field of the catalogue, but for what is assumed. Dates and instants lie
/// in the years 1 to 9999.
///
/// Without assumptions a field may be blank, hold something unreadable for its kind, and have a value beside its allowed ones: imports
/// bring all three.
#[derive(Debug, Clone)]
pub struct Records<'a> {
    catalogue: &'a [Field],
    assumed: BTreeMap<String, Assumed>,
}

/// What may be taken for granted of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Assumed {
    /// It is never blank.
    pub filled: bool,
    /// It is never unreadable.
    pub readable: bool,
    /// A choice has one of its allowed values.
    pub listed: bool,
    /// A number is whole.
    pub whole: bool,
    /// A number is at least this.
    pub least: Option<Number>,
    /// A number is at most this.
    pub most: Option<Number>,
}

impl<'a> Records<'a> {
    /// Every record of the catalogue.
    pub fn any(catalogue: &'a [Field]) -> Records<'a> {
        Records { catalogue, assumed: BTreeMap::new() }
    }

    /// With this assumed of a field, in place of what was assumed of it.
    pub fn assuming(mut self, field: &str, assumed: Assumed) -> Records<'a> {
        self.assumed.insert(field.into(), assumed);
        self
    }

    pub fn catalogue(&self) -> &'a [Field] {
        self.catalogue
    }

    /// What is assumed of a field.
    pub fn assumed(&self, field: &str) -> Assumed {
        self.assumed.get(field).copied().unwrap_or_default()
    }
}
