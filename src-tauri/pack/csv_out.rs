//! Cells of an exported CSV.
//!
//! A spreadsheet runs a text that begins with `=`, `+`, `-` or `@` (or with a control character that it drops first). Quoting
//! does not help (CWE-1236), so such text gets an apostrophe in front. Numbers that Baton computed are written as numbers.

use chrono::{DateTime, SecondsFormat};
use playbook::Instant;
use std::borrow::Cow;

/// What may begin a formula, the full-width twins that some spreadsheets accept among them.
const DANGEROUS: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];

/// Imported text as a cell that no spreadsheet runs.
pub fn text(value: &str) -> Cow<'_, str> {
    if value.starts_with(DANGEROUS) { Cow::Owned(format!("'{value}")) } else { Cow::Borrowed(value) }
}

/// An instant as RFC 3339 in UTC; milliseconds only where there are any.
pub fn instant(at: Instant) -> String {
    let format = if at % 1_000 == 0 { SecondsFormat::Secs } else { SecondsFormat::Millis };
    match DateTime::from_timestamp_millis(at) {
        Some(time) => time.to_rfc3339_opts(format, true),
        None => format!("{at} ms since 1970"),
    }
}

/// A measured number in its shortest exact form; `None` is an empty cell.
pub fn number(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_that_a_spreadsheet_would_run_is_quoted() {
        for value in ["=SUM(A1:A2)", "+1", "-formula looking text", "@cmd", "\t=1", "＝1+1"] {
            assert_eq!(text(value), format!("'{value}"), "{value:?}");
        }
        for value in ["", "Acme, Inc.", "a=b", "1-5", "'quoted"] {
            assert_eq!(text(value), value);
        }
    }

    #[test]
    fn instants_keep_their_milliseconds() {
        assert_eq!(instant(1_454_284_800_000), "2016-02-01T00:00:00Z");
        assert_eq!(instant(1_454_284_800_250), "2016-02-01T00:00:00.250Z");
    }

    proptest! {
        /// No text leaves with a formula's first character.
        #[test]
        fn no_cell_begins_like_a_formula(value in ".*") {
            prop_assert!(!text(&value).starts_with(DANGEROUS));
        }
    }
}
