//! The document as the layout reads it: words in the order of the pages, figures written out.

use crate::document::{
    Begins, Blank, Block, Cell, Chart, Column, Document, Fact, Item, Mark, Section, Shape, Table, Value,
};
use crate::text::{breakable, shown, whole};
use playbook::council::{NoteBlock, NoteRun};
use serde_json::{Value as Json, json};

pub fn paper(document: &Document) -> Json {
    json!({
        "company": said(&document.company),
        "kind": said(&document.kind),
        "title": said(&document.title),
        "lead": said(&document.lead),
        "foot": said(&document.foot),
        "origin": facts(&document.origin),
        "pack": document.shape == Shape::Pack,
        "sections": document.sections.iter().map(section).collect::<Vec<_>>(),
    })
}

fn section(section: &Section) -> Json {
    json!({
        "topic": said(&section.topic),
        "title": said(&section.title),
        "lead": said(&section.lead),
        "listed": section.listed,
        "begins": match section.begins { Begins::OnANewPage => "page", Begins::BelowTheLast => "below" },
        "blocks": section.blocks.iter().map(block).collect::<Vec<_>>(),
    })
}

fn block(block: &Block) -> Json {
    match block {
        Block::Heading(text) => json!({ "is": "heading", "text": said(text) }),
        Block::Text(text) => json!({ "is": "text", "text": said(text) }),
        Block::List(lines) => json!({ "is": "list", "lines": lines.iter().map(|line| said(line)).collect::<Vec<_>>() }),
        Block::Items(items) => json!({ "is": "items", "items": items.iter().map(item).collect::<Vec<_>>() }),
        Block::Facts(list) => json!({ "is": "facts", "facts": facts(list) }),
        Block::Table(table) => json!({ "is": "table", "table": self::table(table) }),
        Block::Chart(chart) => json!({ "is": "chart", "chart": self::chart(chart) }),
        Block::Form(blanks) => json!({ "is": "form", "blanks": blanks.iter().map(blank).collect::<Vec<_>>() }),
        Block::Notes(notes) => json!({ "is": "notes", "notes": notes.iter().map(note).collect::<Vec<_>>() }),
    }
}

fn note(note: &NoteBlock) -> Json {
    match note {
        NoteBlock::Heading { level, runs } => json!({ "is": "heading", "level": level, "runs": note_runs(runs) }),
        NoteBlock::Paragraph { runs } => json!({ "is": "paragraph", "runs": note_runs(runs) }),
        NoteBlock::List { first, items } => {
            let items: Vec<Vec<Json>> = items.iter().map(|item| item.iter().map(self::note).collect()).collect();
            json!({ "is": "list", "first": first, "items": items })
        }
        NoteBlock::Quote { blocks } => {
            json!({ "is": "quote", "notes": blocks.iter().map(self::note).collect::<Vec<_>>() })
        }
        NoteBlock::Code { text } => {
            json!({ "is": "code", "lines": text.lines().map(written).collect::<Vec<_>>() })
        }
        NoteBlock::Rule => json!({ "is": "rule" }),
    }
}

fn note_runs(runs: &[NoteRun]) -> Json {
    let run = |run: &NoteRun| {
        json!({
            "text": written(&run.text),
            "line": run.text == "\n",
            "strong": run.strong,
            "emphasis": run.emphasis,
            "code": run.code,
        })
    };
    runs.iter().map(run).collect()
}

fn facts(facts: &[Fact]) -> Json {
    facts.iter().map(|fact| json!({ "name": said(&fact.name), "value": said(&fact.value) })).collect()
}

fn item(item: &Item) -> Json {
    json!({
        "mark": item.mark.map(name),
        "sign": item.mark.map(Mark::sign),
        "key": said(&item.key),
        "route": said(&item.route),
        "claim": said(&item.claim),
        "detail": said(&item.detail),
        "aside": said(&item.aside),
    })
}

fn table(table: &Table) -> Json {
    json!({
        "title": said(&table.title),
        "note": said(&table.paged_note()),
        "narrow": table.narrow,
        "dense": table.dense,
        "row_heads": table.row_heads,
        "columns": table.columns.iter().map(column).collect::<Vec<_>>(),
        "rows": table.paged().iter().map(|row| row.iter().map(cell).collect::<Vec<_>>()).collect::<Vec<_>>(),
    })
}

fn column(column: &Column) -> Json {
    json!({ "title": said(&column.title), "right": column.right, "width": column.width })
}

fn cell(cell: &Cell) -> Json {
    json!({
        "words": said(&cell.words()),
        "nothing": cell.value == Value::Nothing,
        "mark": cell.mark.map(name),
        "sign": cell.mark.map(Mark::sign),
        "note": said(&cell.note),
        "spark": cell.spark,
    })
}

fn chart(chart: &Chart) -> Json {
    json!({
        "svg": chart.svg,
        "title": chart.title.as_deref().map(said),
        "reading": said(&chart.reading),
        "description": said(&chart.description),
    })
}

fn blank(blank: &Blank) -> Json {
    json!({
        "name": said(&blank.name),
        "required": blank.required,
        "allowed": blank.allowed.iter().map(|value| said(value)).collect::<Vec<_>>(),
        "help": said(&blank.help),
    })
}

const fn name(mark: Mark) -> &'static str {
    match mark {
        Mark::Worse => "worse",
        Mark::Better => "better",
        Mark::Open => "open",
        Mark::Done => "done",
    }
}

fn written(text: &str) -> String {
    breakable(&whole(text))
}

fn said(text: &str) -> String {
    breakable(&shown(text))
}
