//! JSON that anybody may have written: the one reader of policies and scenarios. A key that comes twice in an object is refused, because
//! most readers keep the last of the two in silence, and whoever wrote both is misread.

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::fmt;

/// Why a text is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    #[error("line {line}, column {column}: this is not JSON ({why}). Correct it there")]
    Malformed { line: usize, column: usize, why: String },
    /// `place` leads to the object: keys, and entries of lists by their number. `first` is what the key has the first time.
    #[error(
        "line {line}, column {column}: {}\"{key}\" comes twice, the first time as {first}. Take one of them out",
        if .place.is_empty() { String::new() } else { format!("{place}: ") }
    )]
    Twice { line: usize, column: usize, place: String, key: String, first: String },
}

/// Letters of a key or value that are enough to find it.
const SHOWN: usize = 60;

/// Reads a text whole; a mark of the byte order before it is passed over.
///
/// # Errors
/// Where and why it is no JSON, or which key comes twice, where, and with which value.
pub fn read(json: &str) -> Result<Value, JsonError> {
    let mut reader = serde_json::Deserializer::from_str(json.trim_start_matches('\u{feff}'));
    let (mut way, mut twice) = (Vec::new(), None);
    let read = Part { way: &mut way, twice: &mut twice }.deserialize(&mut reader);
    let read = read.and_then(|value| reader.end().map(|()| value));
    read.map_err(|cause| {
        let (line, column) = (cause.line(), cause.column());
        match twice {
            Some(Twice { place, key, first }) => JsonError::Twice { line, column, place, key, first },
            None => JsonError::Malformed { line, column, why: without_place(&cause.to_string()).to_owned() },
        }
    })
}

/// serde says the line and column at the end of its messages; where a place is told already they are noise.
pub(crate) fn without_place(message: &str) -> &str {
    message.rsplit_once(" at line ").map_or(message, |(why, _)| why)
}

struct Twice {
    place: String,
    key: String,
    first: String,
}

/// A value and the way to it.
struct Part<'a> {
    way: &'a mut Vec<String>,
    twice: &'a mut Option<Twice>,
}

fn short(text: String) -> String {
    if text.chars().count() <= SHOWN { text } else { text.chars().take(SHOWN).chain(['…']).collect() }
}

impl<'de> DeserializeSeed<'de> for Part<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Part<'_> {
    type Value = Value;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let Part { way, twice } = self;
        let mut entries = Vec::new();
        loop {
            way.push(format!("entry {}", entries.len() + 1));
            let entry = list.next_element_seed(Part { way, twice })?;
            way.pop();
            match entry {
                Some(entry) => entries.push(entry),
                None => return Ok(Value::Array(entries)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let Part { way, twice } = self;
        let mut entries = Map::new();
        while let Some(key) = object.next_key::<String>()? {
            if let Some(first) = entries.get(&key) {
                let (place, first) = (way.join(", "), short(first.to_string()));
                *twice = Some(Twice { place, key: short(key), first });
                return Err(A::Error::custom("a key comes twice"));
            }
            way.push(key.clone());
            let value = object.next_value_seed(Part { way, twice })?;
            way.pop();
            entries.insert(key, value);
        }
        Ok(Value::Object(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::{JsonError, read};
    use serde_json::Value;

    #[test]
    fn json_is_read_as_serde_json_reads_it() -> Result<(), serde_json::Error> {
        for text in [
            "null",
            " [true, false, -3, 18446744073709551615, 1.5e3, \"\\u00e9\"] ",
            r#"{"b": {"a": []}, "a": {"a": {}}}"#,
            "0.1",
        ] {
            assert_eq!(read(text), Ok(serde_json::from_str::<Value>(text)?), "{text}");
        }
        Ok(())
    }

    #[test]
    fn what_comes_twice_is_told_with_its_place_and_value() {
        for (text, says) in [
            (
                "{\"a\": 1,\n \"a\": 1}",
                "line 2, column 4: \"a\" comes twice, the first time as 1. Take one of them out",
            ),
            (
                r#"{"people": [{}, {"shift": {"count": [3], "count": [3]}}]}"#,
                "people, entry 2, shift: \"count\" comes twice, the first time as [3].",
            ),
            (r#"{"a": null, "\u0061": 2}"#, "\"a\" comes twice, the first time as null"),
        ] {
            let said = read(text).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(said.contains(says), "{text}: {said}");
        }
        assert!(read(r#"[{"a": 1}, {"a": 1, "b": {"a": 1}}]"#).is_ok(), "in objects of their own");
    }

    #[test]
    fn what_is_no_json_is_told_with_its_place() {
        for (text, place, why) in
            [("", (1, 0), "EOF"), ("{}\n 1", (2, 2), "trailing"), ("[1e999]", (1, 6), "out of range")]
        {
            let Err(JsonError::Malformed { line, column, why: said }) = read(text) else {
                panic!("{text} is read");
            };
            assert!((line, column) == place && said.contains(why), "{text}: {line}:{column} {said}");
        }
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(read(&deep).is_err_and(|error| error.to_string().contains("recursion limit")));
    }
}
