//! The milestones of a long mapping, checked against the header.

use super::super::error::ImportError;
use super::super::fields::{Slot, slot_of};
use super::super::mapping::{DateOrder, EventTest, FieldSource, Mapping};
use super::plan::{ColumnRef, ColumnRule, NO_FILE, Plan, attribute_key};
use playbook::record::Moment;

/// Which of a case's values counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    First,
    Last,
}

/// A column of which one value per case is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keep {
    pub at: ColumnRef,
    pub which: Which,
}

/// A test whose texts are still texts; symbols are known only once the file is read.
#[derive(Debug, Clone)]
pub struct TextTest {
    /// Position in [`Rules::tracked`].
    pub tracked: usize,
    pub is: Vec<String>,
    pub changed: bool,
}

pub struct Rules {
    pub case: ColumnRef,
    pub case_column: String,
    pub at: ColumnRef,
    pub at_column: String,
    pub at_order: DateOrder,
    pub field: Option<ColumnRef>,
    pub value: Option<ColumnRef>,
    /// Names of a field history's fields that are used as columns.
    pub fields: Vec<String>,
    pub history_limit: Option<u32>,
    /// Columns whose course is kept event by event.
    pub tracked: Vec<ColumnRef>,
    pub keeps: Vec<Keep>,
    /// Field by a kept value.
    pub values: Vec<(ColumnRule, usize)>,
    pub firsts: Vec<(Moment, TextTest)>,
    pub lasts: Vec<(Moment, TextTest)>,
    /// Tracked column and whether missing counts.
    pub changes: Option<(usize, bool)>,
    /// Tracked column whose later values are changes of tier.
    pub tiers: Option<usize>,
    pub pauses: Vec<(usize, Vec<String>)>,
    /// Kept value and the attribute's JSON key.
    pub attributes: Vec<(usize, String)>,
}

impl Rules {
    pub fn compile(plan: &Plan, mapping: &Mapping) -> Result<Rules, ImportError> {
        let Some(events) = &mapping.events else {
            return Err(ImportError::BadMapping {
                detail: "shape is \"long\" but \"events\" does not name the columns of case and time".into(),
            });
        };
        let at = plan.find("events.at", &events.at)?;
        let at_table = &plan.tables[at.file];
        let typed = mapping.files[at.file].columns.get(&at_table.header[at.column]);
        let mut rules = Rules {
            case: plan.find("events.case", &events.case)?,
            case_column: events.case.clone(),
            at,
            at_column: events.at.clone(),
            at_order: plan.date_order(&at_table.name, &events.at, typed)?,
            field: events.field.as_ref().map(|name| plan.find("events.field", name)).transpose()?,
            value: events.value.as_ref().map(|name| plan.find("events.value", name)).transpose()?,
            fields: Vec::new(),
            history_limit: events.history_limit,
            tracked: Vec::new(),
            keeps: Vec::new(),
            values: Vec::new(),
            firsts: Vec::new(),
            lasts: Vec::new(),
            changes: None,
            tiers: None,
            pauses: Vec::new(),
            attributes: Vec::new(),
        };
        for (field, source) in &mapping.fields {
            if let Some(slot) = slot_of(field) {
                rules.add(plan, mapping, field, slot, source)?;
            }
        }
        rules.values.sort_by_key(|(rule, _)| rule.slot);
        for pause in &mapping.pauses {
            let at = rules.find(plan, "pauses", &pause.column)?;
            let tracked = rules.track(at);
            rules.pauses.push((tracked, pause.values.iter().map(|value| value.trim().to_owned()).collect()));
        }
        for name in &mapping.attributes {
            let at = rules.find(plan, "attributes", name)?;
            let keep = rules.keep(at, Which::Last);
            rules.attributes.push((keep, attribute_key(name)));
        }
        Ok(rules)
    }

    fn add(
        &mut self,
        plan: &Plan,
        mapping: &Mapping,
        field: &str,
        slot: Slot,
        source: &FieldSource,
    ) -> Result<(), ImportError> {
        let bad = |rule, because, advice| ImportError::BadRule { field: field.into(), rule, because, advice };
        match source {
            FieldSource::Constant { .. } => {}
            FieldSource::Column { .. } | FieldSource::FirstValue { .. } if slot == Slot::Pauses => {
                return Err(bad(
                    "a column",
                    "is read of one row per record",
                    "list the values that pause under \"pauses\"",
                ));
            }
            FieldSource::Column { column } => {
                let at = self.find(plan, field, column)?;
                let keep = self.keep(at, Which::Last);
                self.values.push((plan.column_rule(slot, column, at, mapping)?, keep));
            }
            FieldSource::FirstValue { first_value_of: column } => {
                let at = self.find(plan, field, column)?;
                let keep = self.keep(at, Which::First);
                self.values.push((plan.column_rule(slot, column, at, mapping)?, keep));
                if slot == Slot::Text(super::super::fields::TextSlot::Intent) {
                    self.tiers = Some(self.track(at));
                }
            }
            FieldSource::FirstEvent { first_event: test } | FieldSource::LastEvent { last_event: test } => {
                let Slot::At(moment) = slot else {
                    return Err(bad("an event", "gives an instant", "use it for a moment such as accepted_at"));
                };
                let test = self.test(plan, field, test)?;
                if matches!(source, FieldSource::FirstEvent { .. }) {
                    self.firsts.push((moment, test));
                } else {
                    self.lasts.push((moment, test));
                }
            }
            FieldSource::Changes { changes_of, count_missing } => {
                if slot != Slot::ReassignCount {
                    return Err(bad("changes", "gives a count", "use it for reassign_count"));
                }
                let at = self.find(plan, field, changes_of)?;
                self.changes = Some((self.track(at), *count_missing));
            }
        }
        Ok(())
    }

    fn test(&mut self, plan: &Plan, field: &str, test: &EventTest) -> Result<TextTest, ImportError> {
        let at = self.find(plan, field, &test.column)?;
        let tracked = self.track(at);
        let is = test.is.iter().map(|value| value.trim().to_owned()).collect();
        Ok(TextTest { tracked, is, changed: test.changed })
    }

    /// A column by name; of a field history, any name that is no column is one of its fields.
    fn find(&mut self, plan: &Plan, field: &str, name: &str) -> Result<ColumnRef, ImportError> {
        match plan.find(field, name) {
            Ok(at) => Ok(at),
            Err(_) if self.field.is_some() && self.value.is_some() => {
                let column = self.fields.iter().position(|known| known == name).unwrap_or_else(|| {
                    self.fields.push(name.to_owned());
                    self.fields.len() - 1
                });
                Ok(ColumnRef { file: NO_FILE, column })
            }
            Err(error) => Err(error),
        }
    }

    fn track(&mut self, at: ColumnRef) -> usize {
        position_or_push(&mut self.tracked, at)
    }

    fn keep(&mut self, at: ColumnRef, which: Which) -> usize {
        position_or_push(&mut self.keeps, Keep { at, which })
    }

    /// Every column that is read.
    pub fn columns_used(&self) -> Vec<ColumnRef> {
        self.tracked.iter().copied().chain(self.keeps.iter().map(|keep| keep.at)).collect()
    }
}

fn position_or_push<T: PartialEq>(list: &mut Vec<T>, item: T) -> usize {
    list.iter().position(|known| *known == item).unwrap_or_else(|| {
        list.push(item);
        list.len() - 1
    })
}
