//! Lists that are longer than a page bears: pages and slides have the beginning and say how many more there are, workbook and CSV have all.
//! Slides are not left with next to nothing.

use crate::reading;
use calamine::{Reader, Xlsx};
use pack::document::{Begins, Block, Document, Item, Section, Shape, Table};
use pack::{Format, write};
use std::io::{Cursor, Read};

const ROWS: usize = 30;
const ON_PAGES: usize = 12;

fn table() -> Table {
    let rows = (1..=ROWS).map(|row| vec![format!("row{row:02}"), "nobody".into()]);
    let table = Table::of_texts("overdue", "Due back", &["Record", "Owner"], rows);
    Table { on_pages: Some(ON_PAGES), ..table }
}

fn document(sections: Vec<Section>) -> Document {
    Document { title: "October".into(), kind: "Review".into(), shape: Shape::Pack, sections, ..Document::default() }
}

fn section(topic: &str, title: &str, blocks: Vec<Block>) -> Section {
    Section { agenda: true, blocks, ..Section::new(topic, title) }
}

fn written(document: &Document, format: Format) -> Vec<u8> {
    write(document, format, 0).unwrap().bytes
}

/// The slides' markup, in their order.
fn slides(document: &Document) -> Vec<String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(written(document, Format::Pptx))).unwrap();
    let mut slides = Vec::new();
    while let Ok(mut slide) = zip.by_name(&format!("ppt/slides/slide{}.xml", slides.len() + 1)) {
        let mut text = String::new();
        slide.read_to_string(&mut text).unwrap();
        slides.push(text);
    }
    slides
}

fn rows_in(text: &str) -> usize {
    (1..=ROWS).filter(|row| text.contains(&format!("row{row:02}"))).count()
}

#[test]
fn pages_have_the_beginning_and_say_so_and_workbook_and_csv_have_all() {
    let document = document(vec![section("Coming back", "Thirty are overdue", vec![Block::Table(table())])]);
    let html = String::from_utf8(written(&document, Format::Html)).unwrap();
    assert_eq!(rows_in(&html), ON_PAGES);
    assert!(html.contains("18 more are in the workbook and in the CSV files."));
    if let Some(text) = reading::read_by("pdftotext", &["-", "-"], &written(&document, Format::Pdf)) {
        let text = String::from_utf8(text).unwrap();
        assert_eq!(rows_in(&text), ON_PAGES);
        assert!(text.contains("18 more are in the workbook"), "{text}");
    }
    let slides = slides(&document).concat();
    assert_eq!(rows_in(&slides), ON_PAGES);
    assert!(slides.contains("18 more rows are in the workbook."));

    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(written(&document, Format::Xlsx))).unwrap();
    assert_eq!(book.worksheet_range("overdue").unwrap().height(), ROWS + 1);
    let files = pack::sheets::files(&document).unwrap();
    assert_eq!(rows_in(std::str::from_utf8(&files[0].1).unwrap()), ROWS);
}

#[test]
fn a_list_that_fits_says_nothing_of_more() {
    let all = Table { on_pages: Some(ROWS), ..table() };
    assert_eq!((all.paged().len(), all.paged_note()), (ROWS, String::new()));
    let but_one = Table { on_pages: Some(ROWS - 1), note: "A note.".into(), ..table() };
    assert_eq!(but_one.paged_note(), "A note. One more is in the workbook and in the CSV files.");
}

fn items(count: usize) -> Block {
    let item = |number| Item { claim: format!("claim{number}"), detail: "because".into(), ..Item::default() };
    Block::Items((1..=count).map(item).collect())
}

#[test]
fn slides_are_filled_evenly_and_what_is_short_joins() {
    // As many points as overflow one slide by a few are shared by two.
    for count in 8..40 {
        let slides = slides(&document(vec![section("Failures", "The worst", vec![items(count)])]));
        let on: Vec<usize> = slides[1..].iter().map(|slide| slide.matches("claim").count()).collect();
        assert_eq!(on.iter().sum::<usize>(), count);
        let (least, most) = (on.iter().min().unwrap(), on.iter().max().unwrap());
        assert!(on.len() == 1 || least * 2 >= *most, "{count} points stand as {on:?}");
    }
    let below = |title: &str| Section { begins: Begins::BelowTheLast, ..section("Actions", title, vec![items(3)]) };
    let joined =
        slides(&document(vec![section("Decisions", "Two are to be made", vec![items(2)]), below("Three open")]));
    assert_eq!(joined.len(), 2, "a cover, and both on one slide");
    assert!(joined[1].contains("Two are to be made") && joined[1].contains("Three open"));
    let apart =
        slides(&document(vec![section("Decisions", "Nine are to be made", vec![items(9)]), below("Three open")]));
    assert_eq!(apart.len(), 3, "where there is no room it stands alone");
    let empty = slides(&document(vec![section("Exceptions", "None arose", Vec::new())]));
    assert_eq!(empty.len(), 1, "a title alone is no slide");
}
