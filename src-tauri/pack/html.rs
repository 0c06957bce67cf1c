//! The document as one HTML file: no script, nothing fetched, readable from a mail attachment, in light and dark, and on paper.
//!
//! Well-formed as XML too, so that a program can read it as well as a browser.

use crate::document::{Begins, Blank, Block, Cell, Chart, Document, Fact, Item, Mark, Section, Shape, Table, Value};
use crate::text::{escaped, escaped_whole};
use charts::Theme;
use charts::theme::Palette;
use playbook::council::{NoteBlock, NoteRun};
use std::fmt::Write;

/// Letters of a text that stands on one line.
const SHORT: usize = 24;

const STYLE: &str = include_str!("page.css");

/// The document as a page.
pub fn html(document: &Document) -> String {
    let title = match document.shape {
        Shape::Pack => format!("{}: {}", document.title, document.kind),
        Shape::Sheet => document.title.clone(),
    };
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"color-scheme\" content=\"light dark\"/>\n\
         <meta name=\"generator\" content=\"Baton\"/>\n<title>{}</title>\n<style>{STYLE}{}</style>\n</head>\n<body{}>\n",
        escaped(&title),
        dark_drawings(),
        if document.shape == Shape::Pack { " class=\"pack\"" } else { "" },
    );
    cover(document, &mut out);
    out.push_str("<main>\n");
    for (at, section) in document.sections.iter().enumerate() {
        write_section(section, at + 1, &mut out);
    }
    // Writing into a text cannot fail, here and below.
    let _ = write!(out, "</main>\n<footer>{}</footer>\n</body>\n</html>\n", escaped(&document.foot));
    out
}

/// Drawings keep their own light colours; in the dark each becomes its counterpart of the dark theme.
fn dark_drawings() -> String {
    let roles = |palette: Palette| {
        [
            palette.work,
            palette.accent,
            palette.text,
            palette.text_2,
            palette.text_3,
            palette.line,
            palette.band,
            palette.series,
            palette.breach,
            palette.breach_text,
            palette.met,
            palette.met_text,
        ]
        .map(|colour| format!("#{:02X}{:02X}{:02X}", colour.0, colour.1, colour.2))
    };
    let pairs = roles(Theme::Light.palette()).into_iter().zip(roles(Theme::Dark.palette()));
    let rules: String = pairs
        .map(|(light, dark)| {
            format!("svg [fill=\"{light}\" i]{{fill:{dark}}}svg [stroke=\"{light}\" i]{{stroke:{dark}}}")
        })
        .collect();
    format!("@media screen and (prefers-color-scheme:dark){{{rules}}}")
}

fn cover(document: &Document, out: &mut String) {
    let _ = write!(
        out,
        "<header>\n<p class=\"company\">{}</p>\n<h1>{}</h1>\n",
        escaped(&document.company),
        escaped(&document.title)
    );
    if document.shape == Shape::Pack {
        let _ = writeln!(out, "<p class=\"kind\">{}</p>", escaped(&document.kind));
    }
    if !document.lead.is_empty() {
        let _ = writeln!(out, "<p class=\"lead\">{}</p>", escaped(&document.lead));
    }
    if document.shape == Shape::Pack {
        out.push_str("<div class=\"cover\">\n<nav aria-label=\"Contents\"><ol>\n");
        for (at, section) in document.sections.iter().enumerate().filter(|(_, section)| section.listed) {
            let _ = writeln!(out, "<li><a href=\"#s{}\">{}</a></li>", at + 1, escaped(&section.title));
        }
        out.push_str("</ol></nav>\n");
        facts(&document.origin, out);
        out.push_str("</div>\n");
    } else if !document.origin.is_empty() {
        facts(&document.origin, out);
    }
    out.push_str("</header>\n");
}

fn write_section(section: &Section, number: usize, out: &mut String) {
    let class = match section.begins {
        Begins::OnANewPage => "",
        Begins::BelowTheLast => " class=\"below\"",
    };
    let _ = writeln!(out, "<section id=\"s{number}\"{class}>");
    if !section.topic.is_empty() {
        let _ = writeln!(out, "<p class=\"topic\">{}</p>", escaped(&section.topic));
    }
    let _ = writeln!(out, "<h2>{}</h2>", escaped(&section.title));
    if !section.lead.is_empty() {
        let _ = writeln!(out, "<p class=\"under\">{}</p>", escaped(&section.lead));
    }
    for block in &section.blocks {
        write_block(block, out);
    }
    out.push_str("</section>\n");
}

fn write_block(block: &Block, out: &mut String) {
    match block {
        Block::Heading(text) => drop(writeln!(out, "<h3>{}</h3>", escaped(text))),
        Block::Text(text) => drop(writeln!(out, "<p>{}</p>", escaped(text))),
        Block::List(lines) => {
            let lines: String = lines.iter().map(|line| format!("<li>{}</li>", escaped(line))).collect();
            let _ = writeln!(out, "<ul>{lines}</ul>");
        }
        Block::Items(items) => {
            out.push_str("<ul class=\"items\">\n");
            items.iter().for_each(|item| write_item(item, out));
            out.push_str("</ul>\n");
        }
        Block::Facts(list) => facts(list, out),
        Block::Table(table) => write_table(table, out),
        Block::Chart(chart) => write_chart(chart, out),
        Block::Form(blanks) => blanks.iter().for_each(|blank| write_blank(blank, out)),
        Block::Notes(notes) => {
            out.push_str("<div class=\"notes\">\n");
            notes.iter().for_each(|note| write_note(note, out));
            out.push_str("</div>\n");
        }
    }
}

/// A piece of notes; its headings stand below the section's.
fn write_note(note: &NoteBlock, out: &mut String) {
    match note {
        NoteBlock::Heading { level, runs } => {
            let level = 3 + level;
            let _ = writeln!(out, "<h{level} dir=\"auto\">{}</h{level}>", note_runs(runs));
        }
        NoteBlock::Paragraph { runs } => drop(writeln!(out, "<p dir=\"auto\">{}</p>", note_runs(runs))),
        NoteBlock::List { first, items } => {
            let tag = if first.is_some() { "ol" } else { "ul" };
            let start =
                first.filter(|first| *first != 1).map(|first| format!(" start=\"{first}\"")).unwrap_or_default();
            let _ = writeln!(out, "<{tag}{start}>");
            for item in items {
                out.push_str("<li>");
                item.iter().for_each(|note| write_note(note, out));
                out.push_str("</li>\n");
            }
            let _ = writeln!(out, "</{tag}>");
        }
        NoteBlock::Quote { blocks } => {
            out.push_str("<blockquote>\n");
            blocks.iter().for_each(|note| write_note(note, out));
            out.push_str("</blockquote>\n");
        }
        NoteBlock::Code { text } => {
            let lines: Vec<String> = text.lines().map(escaped_whole).collect();
            let _ = writeln!(out, "<pre>{}</pre>", lines.join("\n"));
        }
        NoteBlock::Rule => out.push_str("<hr/>\n"),
    }
}

fn note_runs(runs: &[NoteRun]) -> String {
    let run = |run: &NoteRun| {
        if run.text == "\n" {
            return "<br/>".to_owned();
        }
        let mut text = escaped_whole(&run.text);
        for (is, tag) in [(run.code, "code"), (run.emphasis, "em"), (run.strong, "strong")] {
            if is {
                text = format!("<{tag}>{text}</{tag}>");
            }
        }
        text
    };
    runs.iter().map(run).collect()
}

fn facts(facts: &[Fact], out: &mut String) {
    out.push_str("<table class=\"facts\"><tbody>\n");
    for fact in facts {
        let _ =
            writeln!(out, "<tr><th scope=\"row\">{}</th><td>{}</td></tr>", escaped(&fact.name), escaped(&fact.value));
    }
    out.push_str("</tbody></table>\n");
}

/// The sign, with its word for who cannot see it.
fn sign(mark: Option<Mark>) -> String {
    let Some(mark) = mark else { return String::new() };
    let (words, sign) = (mark.words(), mark.sign());
    format!("<span class=\"mark {words}\" role=\"img\" aria-label=\"{words}\">{sign}</span>")
}

fn write_item(item: &Item, out: &mut String) {
    let part = |class: &str, text: &str| match text {
        "" => String::new(),
        text => format!("<span class=\"{class}\">{}</span> ", escaped(text)),
    };
    let _ = writeln!(
        out,
        "<li><span class=\"sign\">{}</span><div><p>{}{}<strong>{}</strong></p>{}</div><span class=\"aside\">{}</span></li>",
        sign(item.mark),
        part("key", &item.key),
        part("route", &item.route),
        escaped(&item.claim),
        if item.detail.is_empty() {
            String::new()
        } else {
            format!("<p class=\"detail\">{}</p>", escaped(&item.detail))
        },
        escaped(&item.aside),
    );
}

fn write_table(table: &Table, out: &mut String) {
    // Wide tables scroll in themselves, and then have to be reached by keyboard.
    let _ = writeln!(
        out,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table{}>",
        escaped(if table.title.is_empty() { "Table" } else { &table.title }),
        match (table.narrow, table.dense) {
            (true, _) => " class=\"narrow\"",
            (false, true) => " class=\"dense\"",
            (false, false) => "",
        }
    );
    out.push_str("<thead><tr>");
    for (at, column) in table.columns.iter().enumerate() {
        let right = if column.right { " class=\"right\"".to_owned() } else { kept_whole(table, at) };
        let _ = write!(out, "<th scope=\"col\"{right}>{}</th>", escaped(&column.title));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in table.paged() {
        out.push_str("<tr>");
        for (at, (column, cell)) in table.columns.iter().zip(row).enumerate() {
            write_cell(cell, column.right, at == 0 && table.row_heads, out);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div>\n");
    let note = table.paged_note();
    if !note.is_empty() {
        let _ = writeln!(out, "<p class=\"note\">{}</p>", escaped(&note));
    }
}

/// Short texts do not break between their words, however long their neighbours are.
fn kept_whole(table: &Table, at: usize) -> String {
    let letters = table.paged().iter().filter_map(|row| row.get(at)).map(|cell| cell.words().chars().count()).max();
    match letters.filter(|&letters| letters <= SHORT) {
        Some(letters) => format!(" style=\"min-width:{letters}ch\""),
        None => String::new(),
    }
}

fn write_cell(cell: &Cell, right: bool, head: bool, out: &mut String) {
    let (tag, scope) = if head { ("th", " scope=\"row\"") } else { ("td", "") };
    let mut classes: Vec<&str> = Vec::new();
    if right {
        classes.push("right");
    }
    if cell.value == Value::Nothing {
        classes.push("nothing");
    }
    if cell.mark.is_some() {
        classes.push("marked");
    }
    let class = if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", classes.join(" ")) };
    let spark = match &cell.spark {
        // What the line says, the figure beside it says.
        Some(svg) => svg.replacen("<svg ", "<svg class=\"spark\" aria-hidden=\"true\" ", 1),
        None => String::new(),
    };
    let note = if cell.note.is_empty() { String::new() } else { format!("<small>{}</small>", escaped(&cell.note)) };
    let _ = write!(out, "<{tag}{scope}{class}>{spark}{}{}{note}</{tag}>", sign(cell.mark), escaped(&cell.words()));
}

fn write_chart(chart: &Chart, out: &mut String) {
    out.push_str("<figure>\n");
    if let Some(title) = &chart.title {
        let _ = writeln!(out, "<h3>{}</h3>", escaped(title));
    }
    let _ = writeln!(out, "<figcaption>{}</figcaption>", escaped(&chart.reading));
    let label = format!("<svg role=\"img\" aria-label=\"{}\" ", escaped(&chart.description));
    let _ = writeln!(out, "<div class=\"drawing\">{}</div>", chart.svg.replacen("<svg ", &label, 1));
    if !chart.table.rows.is_empty() {
        out.push_str("<details><summary>The figures behind it</summary>\n");
        write_table(&chart.table, out);
        out.push_str("</details>\n");
    }
    out.push_str("</figure>\n");
}

fn write_blank(blank: &Blank, out: &mut String) {
    let required = if blank.required { "required" } else { "optional" };
    let _ = write!(out, "<div class=\"blank\"><h3>{} <small>{required}</small></h3>", escaped(&blank.name));
    if !blank.help.is_empty() {
        let _ = write!(out, "<p>{}</p>", escaped(&blank.help));
    }
    if blank.allowed.is_empty() {
        out.push_str("<p class=\"line\"></p>");
    } else {
        let choices: String = blank.allowed.iter().map(|value| format!("<span>□ {}</span> ", escaped(value))).collect();
        let _ = write!(out, "<p class=\"choices\">{choices}</p>");
    }
    out.push_str("</div>\n");
}
