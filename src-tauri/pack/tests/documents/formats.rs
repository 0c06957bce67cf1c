//! One pack in every format: what came with the records stands there as text, the same document gives the same bytes, and each format is
//! what it says it is to the programs that read it.

use crate::council::{AS_OF, BIDI, BIDI_SHOWN, EMOJI, FORMULA, MARKUP, TYPST, document, endless};
use crate::reading::{self, html_tree, parts, slide_texts, text_of, unbroken};
use calamine::{Data, Reader, Xlsx};
use pack::{Document, Format, write};
use std::io::Cursor;
use std::sync::OnceLock;

fn pack_document() -> &'static Document {
    static DOCUMENT: OnceLock<Document> = OnceLock::new();
    DOCUMENT.get_or_init(|| document(2, 42))
}

/// The pack in a format.
pub fn written(format: Format) -> Vec<u8> {
    write(pack_document(), format, AS_OF).unwrap().bytes
}

/// Laid out once for all tests of the pages.
fn pages() -> &'static [u8] {
    static PAGES: OnceLock<Vec<u8>> = OnceLock::new();
    PAGES.get_or_init(|| written(Format::Pdf))
}

/// What another program reads out of a file, as text.
fn read_by(program: &str, arguments: &[&str], bytes: &[u8]) -> Option<String> {
    reading::read_by(program, arguments, bytes).map(|said| String::from_utf8_lossy(&said).into_owned())
}

fn workbook() -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(written(Format::Xlsx))).unwrap()
}

#[test]
fn notes_are_set_as_they_were_written_and_nothing_in_them_is_markup() {
    let html = String::from_utf8(written(Format::Html)).unwrap();
    let tree = html_tree(&html);
    let notes = tree.descendants().find(|node| node.attribute("class") == Some("notes")).expect("the notes");
    let of = |tag: &str| {
        let found = notes.descendants().filter(|node| node.tag_name().name() == tag);
        found.map(|node| text_of(node).trim().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!((of("h4"), of("h5")), (vec!["Noted heading".to_owned()], vec!["Noted below".to_owned()]));
    assert_eq!(of("strong"), ["noted bold", "noted both"]);
    assert_eq!(of("em"), ["noted soft", "noted both"]);
    assert_eq!((of("code"), of("pre")), (vec!["noted code".to_owned()], vec!["noted #panic() <i>".to_owned()]));
    assert_eq!(of("ul").len() + of("ol").len(), 2, "a list in a list");
    assert_eq!(of("blockquote"), ["noted quote"]);
    // Of HTML Markdown reads the names of letters alone.
    let typed = MARKUP.replace("&amp;", "&");
    assert!(of("p").contains(&typed), "HTML is what somebody typed");
    assert!(of("p").contains(&"N".repeat(10_000)), "the council's own words are not cut");
    for tag in ["a", "img", "script", "i", "b"] {
        assert_eq!(of(tag), Vec::<String>::new(), "{tag}");
    }
    let addresses = "noted link (https://noted.example/a) and noted picture (https://noted.example/p.png)";
    assert!(of("p").contains(&addresses.to_owned()), "a link is its text and its address");

    let parts = parts(written(Format::Pptx));
    let slides: String = parts
        .iter()
        .filter(|(name, _)| name.starts_with("ppt/slides/slide"))
        .map(|(_, content)| String::from_utf8(content.clone()).unwrap())
        .collect();
    let run = |text: &str| {
        let at = slides.find(&format!("<a:t>{text}</a:t>")).unwrap_or_else(|| panic!("no run {text}"));
        slides[..at].rsplit("<a:rPr ").next().unwrap().to_owned()
    };
    assert!(run("noted bold").contains("b=\"1\"") && !run("noted bold").contains("i=\"1\""));
    assert!(run("noted soft").contains("i=\"1\"") && run("noted soft").contains("b=\"0\""));
    assert!(run("noted both").contains("b=\"1\" i=\"1\""));
    assert!(run("Noted heading").contains("b=\"1\""));
    assert_eq!(slides.matches("<a:buChar").count(), 4, "four points have a sign");
    assert!(slides.contains("startAt=\"2\""), "the second of the numbered ones says so");

    let Some(text) = read_by("pdftotext", &["-raw", "-", "-"], pages()) else { return };
    let read = unbroken(&text);
    for said in ["Noted heading", &typed, "noted bold", "noted second", "noted quote", addresses, "noted #panic() <i>"]
    {
        assert!(read.contains(&unbroken(said)), "the pages lack {said}");
    }
    assert!(read.matches('N').count() >= 10_000, "all of it, over as many pages as it takes");
}

#[test]
fn malice_in_records_is_text_in_every_format() {
    let shown = [MARKUP, TYPST, FORMULA, BIDI_SHOWN, EMOJI].map(unbroken);
    let cut = format!("{}…(and8,000lettersmore)", "A".repeat(2_000));

    let html = String::from_utf8(written(Format::Html)).unwrap();
    let tree = html_tree(&html);
    let read = unbroken(&text_of(tree.root_element()));
    for text in shown.iter().chain([&cut]) {
        assert!(read.contains(text.as_str()), "HTML lacks {text}");
    }

    let read = unbroken(&slide_texts(&parts(written(Format::Pptx))));
    for text in &shown {
        assert!(read.contains(text.as_str()), "the slides lack {text}");
    }
    assert!(read.contains(&"A".repeat(60)), "of an endless text slides have the beginning");

    let mut workbook = workbook();
    let mut texts: Vec<String> = Vec::new();
    for (_, range) in workbook.worksheets() {
        texts.extend(range.used_cells().filter_map(|(_, _, cell)| match cell {
            Data::String(text) => Some(text.clone()),
            _ => None,
        }));
    }
    for text in [MARKUP, TYPST, FORMULA, BIDI, EMOJI, &endless()] {
        assert!(texts.iter().any(|cell| cell == text), "the workbook lacks {:.60}", text);
    }

    let mut cells: Vec<String> = Vec::new();
    for (name, content) in parts(written(Format::Csv)) {
        assert!(name.ends_with(".csv") && !name.contains('/'), "{name}");
        let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(content.as_slice());
        cells.extend(rows.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()));
    }
    let quoted = format!("'{FORMULA}");
    for text in [MARKUP, TYPST, &quoted, BIDI, EMOJI, &endless()] {
        assert!(cells.iter().any(|cell| cell == text), "the CSV lacks {:.60}", text);
    }
    let runs = |cell: &&String| {
        cell.starts_with(['=', '+', '@', '\t', '\r']) || (cell.starts_with('-') && cell.parse::<f64>().is_err())
    };
    assert_eq!(cells.iter().find(runs), None, "a spreadsheet would run it");

    let Some(text) = read_by("pdftotext", &["-raw", "-", "-"], pages()) else { return };
    let read = unbroken(&text);
    for text in &shown {
        assert!(read.contains(text.as_str()), "the pages lack {text}");
    }
    assert!(read.contains(&"A".repeat(24)) && read.contains("8,000lettersmore"), "an endless text is cut, and says so");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for format in Format::ALL {
        let once = if format == Format::Pdf { pages().to_vec() } else { written(format) };
        assert!(written(format) == once, "{format:?} differs from one writing to the next");
    }
}

#[test]
fn the_pages_are_tagged_for_screen_readers_and_say_where_they_come_from() {
    let written = write(pack_document(), Format::Pdf, AS_OF).unwrap();
    assert_eq!(written.remarks.len(), 1, "{:?}", written.remarks);
    assert!(written.remarks[0].contains('会') && written.remarks[0].contains('👍'), "{}", written.remarks[0]);
    let Some(told) = read_by("pdfinfo", &["-"], pages()) else { return };
    let said = |name: &str| told.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim().to_owned();
    assert_eq!((said("Tagged:"), said("JavaScript:")), ("yes".to_owned(), "no".to_owned()));
    assert_eq!(said("Title:"), "October 2026: Revenue handoff review");
    let Some(meta) = read_by("pdfinfo", &["-meta", "-"], pages()) else { return };
    assert!(meta.contains("pdfuaid:part"), "PDF/UA is claimed, which typst checks before it writes");
    let Some(tree) = read_by("pdfinfo", &["-struct", "-"], pages()) else { return };
    for tag in ["TOC", "TOCI", "H1", "H2", "Table", "THead", "TH", "TD", "Figure", "L"] {
        let lines = tree.lines().map(str::trim_start);
        let found = lines.filter(|line| line.split([' ', ':', '(']).next() == Some(tag)).count();
        assert!(found > 0, "no {tag} in the tree");
    }
    let Some(text) = read_by("pdftotext", &["-layout", "-", "-"], pages()) else { return };
    for page in text.split('\u{c}').filter(|page| !page.trim().is_empty()) {
        for said in
            ["no filters", "elapsed time, UTC", "data as of 31 Oct 2026", "policy version 7", "audit 3f9a3f9a3f9a3f9a"]
        {
            assert!(page.contains(said), "a page does not say {said:?}: {page}");
        }
    }
    for said in ["How each figure is computed", &"3f9a".repeat(16), "What policy version 7 promises"] {
        assert!(unbroken(&text).contains(&unbroken(said)), "{said}");
    }
    let Some(faces) = read_by("pdffonts", &["-"], pages()) else { return };
    let faces: Vec<&str> = faces.lines().skip(2).collect();
    assert!(
        !faces.is_empty() && faces.iter().all(|face| face.contains("+Inter") || face.contains("+BatonBoxes")),
        "{faces:?}"
    );
}

/// Everything that is written in a chart stands on the page of its reading, or it was split.
#[test]
fn no_chart_is_split() {
    let charts: Vec<&pack::document::Chart> = pack_document()
        .sections
        .iter()
        .flat_map(|section| &section.blocks)
        .filter_map(|block| if let pack::document::Block::Chart(chart) = block { Some(&**chart) } else { None })
        .collect();
    assert!(charts.len() >= 4, "{}", charts.len());
    let Some(text) = read_by("pdftotext", &["-raw", "-", "-"], pages()) else { return };
    let pages: Vec<String> = text.split('\u{c}').map(unbroken).collect();
    for chart in charts {
        let reading = unbroken(&chart.reading);
        let page = pages.iter().find(|page| page.contains(&reading)).expect("the reading is on a page");
        let drawing = roxmltree::Document::parse(&chart.svg).unwrap();
        let written: Vec<String> = drawing
            .descendants()
            .filter(|node| node.tag_name().name() == "text")
            .map(|node| unbroken(&text_of(node)))
            .collect();
        assert!(written.len() > 5, "{written:?}");
        for text in written {
            assert!(page.contains(&text), "{text} is not on the page of its chart: {page}");
        }
    }
}

#[test]
fn the_web_page_runs_nothing_and_fetches_nothing() {
    let html = String::from_utf8(written(Format::Html)).unwrap();
    let tree = html_tree(&html);
    let allowed = [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "main",
        "nav",
        "section",
        "footer",
        "div",
        "span",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "em",
        "code",
        "pre",
        "blockquote",
        "br",
        "hr",
        "ol",
        "ul",
        "li",
        "a",
        "strong",
        "small",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "figure",
        "figcaption",
        "details",
        "summary",
        "svg",
        "rect",
        "line",
        "polyline",
        "polygon",
        "circle",
        "text",
        "path",
    ];
    let ids: Vec<&str> = tree.descendants().filter_map(|node| node.attribute("id")).collect();
    for node in tree.descendants().filter(|node| node.is_element()) {
        let name = node.tag_name().name();
        assert!(allowed.contains(&name), "<{name}>");
        for attribute in node.attributes() {
            assert!(!attribute.name().starts_with("on"), "{}", attribute.name());
            assert!(!["src", "srcset", "action", "data", "poster"].contains(&attribute.name()), "{}", attribute.name());
        }
        if let Some(link) = node.attribute("href") {
            assert!(ids.contains(&link.strip_prefix('#').expect("a place in the page")), "{link}");
        }
        if name == "svg" {
            let silent = node.attribute("aria-hidden") == Some("true");
            assert!(silent || node.attribute("aria-label").is_some_and(|label| label.len() > 20));
        }
    }
    let policy =
        tree.descendants().find(|node| node.attribute("http-equiv") == Some("Content-Security-Policy")).unwrap();
    assert_eq!(policy.attribute("content"), Some("default-src 'none'; style-src 'unsafe-inline'"));
    let style = tree.descendants().find(|node| node.tag_name().name() == "style").and_then(|node| node.text()).unwrap();
    assert!(style.contains("prefers-color-scheme") && style.contains("@media print") && !style.contains("url("));
    assert_eq!(tree.descendants().filter(|node| node.tag_name().name() == "h1").count(), 1);
}

#[test]
fn the_workbook_calculates_and_holds_no_formula() {
    for (name, content) in parts(written(Format::Xlsx)).iter().filter(|(name, _)| name.ends_with(".xml")) {
        let text = std::str::from_utf8(content).unwrap();
        let tree = roxmltree::Document::parse(text).expect("well-formed");
        assert!(!tree.descendants().any(|node| ["f", "hyperlink"].contains(&node.tag_name().name())), "{name}");
    }
    let mut workbook = workbook();
    let names = workbook.sheet_names();
    for wanted in ["About", "signals", "rejections", "exceptions", "handoffs", "definitions", "months"] {
        assert!(names.iter().any(|name| name == wanted), "{wanted} is not among {names:?}");
    }
    let exceptions = workbook.worksheet_range("exceptions").unwrap();
    let numbers: Vec<f64> = exceptions
        .used_cells()
        .filter_map(|(_, _, cell)| if let Data::Float(value) = cell { Some(*value) } else { None })
        .collect();
    assert!(numbers.contains(&7.0) && numbers.contains(&3.0), "{numbers:?}");
    let months = workbook.worksheet_range("months").unwrap();
    let durations = months.used_cells().filter(|(_, _, cell)| matches!(cell, Data::DateTime(_)));
    assert!(durations.count() > 12, "durations are Excel's own");
}
