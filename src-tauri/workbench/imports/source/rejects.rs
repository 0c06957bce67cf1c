//! The file of rejected rows that Baton writes: its own three columns, and cells that no spreadsheet runs. Brought again, it reads
//! as the rows that it was made from.

use super::{OwnedRow, RowText};

/// What stands behind a rejected row's own columns: where it stood, and why it was rejected.
pub const COLUMNS: [&str; 3] = ["Baton file", "Baton line", "Baton reason"];

/// Whether a header is that of such a file.
pub fn is_header(header: &[String]) -> bool {
    header.len() > COLUMNS.len() && header[header.len() - COLUMNS.len()..].iter().eq(COLUMNS)
}

/// Text that a spreadsheet shows and never runs: what begins like a formula gets an apostrophe in front, but for plain numbers. So
/// does what would lose one of its own in [`bare`].
pub fn defused(text: &str) -> String {
    if looks_run(text) && !is_number(text) { format!("'{text}") } else { text.to_owned() }
}

/// A signed number with either decimal sign, grouped or not: a spreadsheet has nothing to run in it.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    digits.bytes().any(|byte| byte.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || b".,".contains(&byte))
}

/// What was [`defused`], as it was.
pub fn bare(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| looks_run(rest)).unwrap_or(text)
}

fn looks_run(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The row as it was before its cells were defused.
pub fn bare_row(row: RowText<'_>) -> OwnedRow {
    let mut owned = OwnedRow { line: row.line, stray_quote: row.stray_quote, ..OwnedRow::default() };
    for cell in row.iter() {
        let from = owned.text.len() as u32;
        owned.text.push_str(bare(cell));
        owned.cells.push((from, owned.text.len() as u32));
    }
    owned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_defused_comes_back_as_it_was() {
        for (text, shown) in [
            ("Dana", "Dana"),
            ("=1+1", "'=1+1"),
            ("+43 660 123", "'+43 660 123"),
            ("@dana", "'@dana"),
            ("-", "'-"),
            ("-5", "-5"),
            ("+5.5", "+5.5"),
            ("-1.200,50", "-1.200,50"),
            ("-5+2", "'-5+2"),
            ("--5", "'--5"),
            ("\t=1", "'\t=1"),
            ("'=1+1", "''=1+1"),
            ("''=1", "'''=1"),
            ("'-5", "''-5"),
            ("'tis", "'tis"),
            ("it's", "it's"),
            ("", ""),
            ("'", "'"),
        ] {
            assert_eq!(defused(text), shown, "{text:?}");
            assert_eq!(bare(&defused(text)), text, "{text:?}");
        }
    }
}
