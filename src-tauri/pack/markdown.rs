//! A document as Markdown. What came from outside stays text: every letter that Markdown or HTML would read is escaped.

use crate::document::{Block, Cell, Document, Mark, Table};

pub fn markdown(document: &Document) -> String {
    let mut out = format!("# {}\n\n", escaped(&document.title));
    if !document.lead.is_empty() {
        out.push_str(&format!("{}\n\n", escaped(&document.lead)));
    }
    for fact in &document.origin {
        out.push_str(&format!("- {}: {}\n", escaped(&fact.name), escaped(&fact.value)));
    }
    for section in &document.sections {
        out.push_str(&format!("\n## {}\n\n", escaped(&section.title)));
        if !section.lead.is_empty() {
            out.push_str(&format!("{}\n\n", escaped(&section.lead)));
        }
        section.blocks.iter().for_each(|block| write_block(block, &mut out));
    }
    out
}

fn write_block(block: &Block, out: &mut String) {
    match block {
        Block::Heading(text) => out.push_str(&format!("### {}\n\n", escaped(text))),
        Block::Text(text) => out.push_str(&format!("{}\n\n", escaped(text))),
        Block::List(lines) => write_list(lines.iter().map(|line| escaped(line)), out),
        Block::Items(items) => write_list(
            items.iter().map(|item| {
                let sign = item.mark.map(Mark::sign).unwrap_or_default();
                let parts = [sign, &item.key, &item.route, &item.claim, &item.detail, &item.aside];
                let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).map(escaped).collect();
                said.join(" ")
            }),
            out,
        ),
        Block::Facts(facts) => {
            out.push_str("|  |  |\n| --- | --- |\n");
            for fact in facts {
                out.push_str(&format!("| {} | {} |\n", escaped(&fact.name), escaped(&fact.value)));
            }
            out.push('\n');
        }
        Block::Table(table) => write_table(table, out),
        Block::Chart(chart) => {
            let title = chart.title.as_deref().unwrap_or(&chart.table.title);
            out.push_str(&format!("**{}** {}\n\n", escaped(title), escaped(&chart.reading)));
            write_table(&chart.table, out);
        }
        Block::Form(blanks) => write_list(
            blanks.iter().map(|blank| {
                let required = if blank.required { "required" } else { "optional" };
                format!(
                    "{} ({required}): {} {}",
                    escaped(&blank.name),
                    escaped(&blank.allowed.join(", ")),
                    escaped(&blank.help)
                )
            }),
            out,
        ),
    }
}

fn write_list(lines: impl Iterator<Item = String>, out: &mut String) {
    lines.for_each(|line| out.push_str(&format!("- {}\n", line.trim_end())));
    out.push('\n');
}

fn write_table(table: &Table, out: &mut String) {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    out.push_str(&line(table.columns.iter().map(|column| escaped(&column.title)).collect()));
    out.push_str(&format!("|{}\n", " --- |".repeat(table.columns.len())));
    for row in &table.rows {
        out.push_str(&line(row.iter().map(cell).collect()));
    }
    out.push('\n');
}

fn cell(cell: &Cell) -> String {
    let sign = cell.mark.map(Mark::sign).unwrap_or_default();
    escaped(format!("{sign} {}", cell.words()).trim())
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
