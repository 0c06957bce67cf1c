//! What a council noted, as plain text for a terminal: read, not as Markdown was typed, and without a sign that could steer the terminal.

use crate::text::whole;
use playbook::council::{NoteBlock, NoteRun};

/// Notes in lines, each with `margin` before it; between two pieces stands an empty line.
pub fn notes(blocks: &[NoteBlock], margin: &str) -> String {
    let mut out = String::new();
    pieces(blocks, margin, margin, &mut out);
    out
}

/// `first` stands before the first line, `margin` before every other.
fn pieces(blocks: &[NoteBlock], first: &str, margin: &str, out: &mut String) {
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            line(margin, "", out);
        }
        piece(block, if at == 0 { first } else { margin }, margin, out);
    }
}

fn piece(block: &NoteBlock, first: &str, margin: &str, out: &mut String) {
    match block {
        NoteBlock::Heading { runs, .. } | NoteBlock::Paragraph { runs } => lines(&said(runs), first, margin, out),
        NoteBlock::List { first: number, items } => {
            for (at, item) in items.iter().enumerate() {
                let sign = number.map_or("–".to_owned(), |number| format!("{}.", number.saturating_add(at as u64)));
                let inner = format!("{margin}{}", " ".repeat(sign.chars().count() + 1));
                let before = if at == 0 { first } else { margin };
                pieces(item, &format!("{before}{sign} "), &inner, out);
            }
        }
        NoteBlock::Quote { blocks } => pieces(blocks, &format!("{first}│ "), &format!("{margin}│ "), out),
        NoteBlock::Code { text } => {
            let text: Vec<String> = text.lines().map(whole).collect();
            lines(&text.join("\n"), &format!("{first}    "), &format!("{margin}    "), out);
        }
        NoteBlock::Rule => line(first, "────────", out),
    }
}

fn said(runs: &[NoteRun]) -> String {
    runs.iter().map(|run| if run.text == "\n" { "\n".to_owned() } else { whole(&run.text) }).collect()
}

fn lines(text: &str, first: &str, margin: &str, out: &mut String) {
    for (at, text) in text.split('\n').enumerate() {
        line(if at == 0 { first } else { margin }, text, out);
    }
}

fn line(margin: &str, text: &str, out: &mut String) {
    out.push_str(format!("{margin}{text}").trim_end());
    out.push('\n');
}
