//! A document as Markdown. What came from outside stays text: every letter that Markdown or HTML would read is escaped.

use crate::document::{Block, Cell, Document, Mark, Table};
use crate::text::whole;
use playbook::council::{NoteBlock, NoteRun};

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
        Block::Notes(notes) => notes.iter().for_each(|note| write_note(note, "", out)),
    }
}

/// A piece of notes as Markdown again; `margin` stands before each of its lines.
fn write_note(note: &NoteBlock, margin: &str, out: &mut String) {
    match note {
        NoteBlock::Heading { level, runs } => {
            let signs = "#".repeat(3 + usize::from(*level));
            out.push_str(&format!("{margin}{signs} {}\n{margin}\n", note_runs(runs, " ")));
        }
        NoteBlock::Paragraph { runs } => {
            let line = format!("\\\n{margin}");
            out.push_str(&format!("{margin}{}\n{margin}\n", note_runs(runs, &line)));
        }
        NoteBlock::List { first, items } => {
            for (at, item) in items.iter().enumerate() {
                let sign = first.map_or("-".to_owned(), |first| format!("{}.", first.saturating_add(at as u64)));
                out.push_str(&format!("{margin}{sign} \n"));
                let inner = format!("{margin}{}", " ".repeat(sign.len() + 1));
                item.iter().for_each(|note| write_note(note, &inner, out));
            }
        }
        NoteBlock::Quote { blocks } => {
            let inner = format!("{margin}> ");
            blocks.iter().for_each(|note| write_note(note, &inner, out));
        }
        NoteBlock::Code { text } => {
            text.lines().for_each(|line| out.push_str(&format!("{margin}    {}\n", whole(line))));
            out.push_str(&format!("{margin}\n"));
        }
        NoteBlock::Rule => out.push_str(&format!("{margin}---\n{margin}\n")),
    }
}

fn note_runs(runs: &[NoteRun], line: &str) -> String {
    let run = |run: &NoteRun| match (run.text.as_str(), run.strong, run.emphasis) {
        ("\n", _, _) => line.to_owned(),
        (text, true, true) => format!("***{}***", escaped(text)),
        (text, true, false) => format!("**{}**", escaped(text)),
        (text, false, true) => format!("*{}*", escaped(text)),
        (text, false, false) => escaped(text),
    };
    runs.iter().map(run).collect()
}

fn write_list(lines: impl Iterator<Item = String>, out: &mut String) {
    lines.for_each(|line| out.push_str(&format!("- {}\n", line.trim_end())));
    out.push('\n');
}

fn write_table(table: &Table, out: &mut String) {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    out.push_str(&line(table.columns.iter().map(|column| escaped(&column.title)).collect()));
    out.push_str(&format!("|{}\n", " --- |".repeat(table.columns.len())));
    for row in table.paged() {
        out.push_str(&line(row.iter().map(cell).collect()));
    }
    out.push('\n');
    let note = table.paged_note();
    if !note.is_empty() {
        out.push_str(&format!("{}\n\n", escaped(&note)));
    }
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
