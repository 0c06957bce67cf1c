//! Reading criteria from JSON that anybody may have written: bounded in depth and size, with the place of what is wrong.

use super::{Condition, Constant, Criterion, Test};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// Groups within groups.
pub const MOST_DEPTH: usize = 24;
/// Tests and groups in one tree.
pub const MOST_TESTS: usize = 2_000;
/// Values in the lists of one tree together.
pub const MOST_VALUES: usize = 20_000;
/// Bytes of a field's key or a text constant.
pub const MOST_TEXT: usize = 1_000;

/// Why JSON is not a criterion. `place` is the way from the top: `all[2].not`, or `the top`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CriterionError {
    #[error(
        "criterion, at {place}: expected {{\"all\": […]}}, {{\"any\": […]}}, {{\"not\": …}} or a test with \"field\" and \"is\", found {found}"
    )]
    Shape { place: String, found: String },
    #[error("criterion, at {place}: the test of \"{field}\" cannot be read: {why}")]
    Test { place: String, field: String, why: String },
    #[error("criterion, at {place}: groups nest deeper than {MOST_DEPTH}; join inner groups")]
    TooDeep { place: String },
    #[error("criterion: more than {MOST_TESTS} tests and groups; split it, or give a list of values to \"one_of\"")]
    TooManyTests,
    #[error("criterion: its lists hold more than {MOST_VALUES} values together")]
    TooManyValues,
    #[error("criterion, at {place}: a text is longer than {MOST_TEXT} bytes")]
    TextTooLong { place: String },
}

impl Criterion {
    /// Reads a criterion that was written as JSON.
    pub fn from_json(json: &Value) -> Result<Criterion, CriterionError> {
        Reading::default().criterion(json, 0)
    }
}

impl<'de> Deserialize<'de> for Criterion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Criterion::from_json(&Value::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// What has been read so far, and where the reader is.
#[derive(Default)]
struct Reading {
    parts: usize,
    values: usize,
    way: Vec<String>,
}

impl Reading {
    fn criterion(&mut self, json: &Value, depth: usize) -> Result<Criterion, CriterionError> {
        if depth > MOST_DEPTH {
            return Err(CriterionError::TooDeep { place: self.place() });
        }
        self.parts += 1;
        if self.parts > MOST_TESTS {
            return Err(CriterionError::TooManyTests);
        }
        let Value::Object(object) = json else { return Err(self.shape(json)) };
        if object.contains_key("field") {
            return self.test(object).map(Criterion::Test);
        }
        let mut entries = object.iter();
        match (entries.next(), entries.next()) {
            (Some((key, Value::Array(parts))), None) if key == "all" || key == "any" => {
                let parts = parts.iter().enumerate().map(|(place, part)| {
                    self.way.push(format!("{key}[{place}]"));
                    let part = self.criterion(part, depth + 1);
                    self.way.pop();
                    part
                });
                let parts = parts.collect::<Result<_, _>>()?;
                Ok(if key == "all" { Criterion::All(parts) } else { Criterion::Any(parts) })
            }
            (Some((key, part)), None) if key == "not" => {
                self.way.push("not".into());
                let part = self.criterion(part, depth + 1)?;
                self.way.pop();
                Ok(Criterion::Not(Box::new(part)))
            }
            _ => Err(self.shape(json)),
        }
    }

    fn test(&mut self, object: &Map<String, Value>) -> Result<Test, CriterionError> {
        let field = match object.get("field") {
            Some(Value::String(field)) => field.clone(),
            Some(other) => {
                return Err(CriterionError::Shape {
                    place: self.place(),
                    found: format!("\"field\": {}", kind(other)),
                });
            }
            None => String::new(),
        };
        self.text(&field)?;
        let stranger = object.keys().find(|key| !matches!(key.as_str(), "field" | "is" | "value"));
        let unreadable = |why: String| CriterionError::Test { place: self.place(), field: field.clone(), why };
        if let Some(stranger) = stranger {
            return Err(unreadable(format!("it has \"{stranger}\" beside \"field\", \"is\" and \"value\"")));
        }
        let mut condition = Map::new();
        for key in ["is", "value"] {
            if let Some(value) = object.get(key) {
                condition.insert(key.into(), value.clone());
            }
        }
        let condition = Condition::deserialize(Value::Object(condition)).map_err(|why| unreadable(why.to_string()))?;
        self.bounds(&condition)?;
        Ok(Test { field, condition })
    }

    fn bounds(&mut self, condition: &Condition) -> Result<(), CriterionError> {
        match condition {
            Condition::Contains(text) | Condition::StartsWith(text) => self.text(text),
            Condition::Equals(constant) | Condition::NotEquals(constant) => {
                self.constants(std::slice::from_ref(constant))
            }
            Condition::OneOf(constants) | Condition::NoneOf(constants) => self.constants(constants),
            Condition::IsFreeMail
            | Condition::AtLeast(_)
            | Condition::AtMost(_)
            | Condition::MoreThan(_)
            | Condition::LessThan(_)
            | Condition::Between(_)
            | Condition::Before(_)
            | Condition::After(_)
            | Condition::OnOrBefore(_)
            | Condition::OnOrAfter(_)
            | Condition::WithinLast(_)
            | Condition::MoreThanAgo(_)
            | Condition::WithinNext(_)
            | Condition::IsTrue
            | Condition::IsFalse
            | Condition::IsBlank
            | Condition::IsFilled => Ok(()),
        }
    }

    fn constants(&mut self, constants: &[Constant]) -> Result<(), CriterionError> {
        self.values += constants.len();
        if self.values > MOST_VALUES {
            return Err(CriterionError::TooManyValues);
        }
        constants.iter().try_for_each(|constant| match constant {
            Constant::Text(text) => self.text(text),
            Constant::Number(_) => Ok(()),
        })
    }

    fn text(&self, text: &str) -> Result<(), CriterionError> {
        if text.len() > MOST_TEXT { Err(CriterionError::TextTooLong { place: self.place() }) } else { Ok(()) }
    }

    fn place(&self) -> String {
        if self.way.is_empty() { "the top".into() } else { self.way.join(".") }
    }

    fn shape(&self, json: &Value) -> CriterionError {
        let found = match json {
            Value::Object(object) if object.is_empty() => "{}".into(),
            Value::Object(object) => {
                let keys: Vec<String> = object.keys().take(4).map(|key| format!("\"{:.40}\"", key)).collect();
                format!("an object with {}", keys.join(", "))
            }
            other => kind(other).into(),
        };
        CriterionError::Shape { place: self.place(), found }
    }
}

fn kind(json: &Value) -> &'static str {
    match json {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
