//! The document as Markdown. What came from outside stays text: every letter that Markdown or HTML would read is escaped.

use super::document::{Block, Table};

pub fn markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Heading(level, text) => {
                out.push_str(&"#".repeat(usize::from(*level)));
                out.push_str(&format!(" {}\n\n", escaped(text)));
            }
            Block::Line(text) => out.push_str(&format!("{}\n\n", escaped(text))),
            Block::List(lines) => {
                lines.iter().for_each(|line| out.push_str(&format!("- {}\n", escaped(line))));
                out.push('\n');
            }
            Block::Table(table) => write_table(table, &mut out),
        }
    }
    out
}

fn write_table(table: &Table, out: &mut String) {
    let line =
        |cells: &[String]| format!("| {} |\n", cells.iter().map(|cell| escaped(cell)).collect::<Vec<_>>().join(" | "));
    out.push_str(&line(&table.head));
    out.push_str(&format!("|{}\n", " --- |".repeat(table.head.len())));
    table.rows.iter().for_each(|row| out.push_str(&line(row)));
    out.push('\n');
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\r' | '\n' | '\t' => out.push(' '),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '!' | '~' | '$' => {
                out.push('\\');
                out.push(letter);
            }
            control if control.is_control() => {}
            other => out.push(other),
        }
    }
    out
}
