//! Files as other programs read them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::process::{Command, Stdio};

/// What another program reads out of a file. `None`, said visibly, where there is no such program; in CI that is a failure.
pub fn read_by(program: &str, arguments: &[&str], bytes: &[u8]) -> Option<Vec<u8>> {
    let started = Command::new(program).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut running) = started else {
        let missing = format!("{program} is not installed (package poppler-utils)");
        assert!(std::env::var_os("CI").is_none(), "{missing}");
        eprintln!("SKIPPED: {missing}");
        return None;
    };
    let (mut input, bytes) = (running.stdin.take().unwrap(), bytes.to_vec());
    let feeding = std::thread::spawn(move || input.write_all(&bytes));
    let done = running.wait_with_output().unwrap();
    // A reader that has seen enough closes its end.
    let _ = feeding.join().unwrap();
    assert!(done.status.success(), "{program} cannot read it");
    Some(done.stdout)
}

/// The files within an archive, by name.
pub fn parts(archive: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let count = zip.len();
    let read = |at: usize| {
        let mut part = zip.by_index(at).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        (part.name().unwrap().into_owned(), content)
    };
    (0..count).map(read).collect()
}

/// Without the places where lines broke or may break.
pub fn unbroken(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && *letter != '\u{200b}').collect()
}

/// The elements of a web page; its first line is the document type.
pub fn html_tree(text: &str) -> roxmltree::Document<'_> {
    roxmltree::Document::parse(text.split_once('\n').unwrap().1).expect("well-formed")
}

/// The texts below a node, without styles.
pub fn text_of(node: roxmltree::Node<'_, '_>) -> String {
    let texts = node.descendants().filter(|node| {
        node.is_text() && node.parent_element().is_some_and(|parent| parent.tag_name().name() != "style")
    });
    texts.filter_map(|node| node.text()).collect()
}

/// The texts of every slide.
pub fn slide_texts(parts: &BTreeMap<String, Vec<u8>>) -> String {
    let mut all = String::new();
    for (_, content) in parts.iter().filter(|(name, _)| name.starts_with("ppt/slides/slide")) {
        let text = std::str::from_utf8(content).unwrap();
        let tree = roxmltree::Document::parse(text).expect("well-formed");
        for paragraph in tree.descendants().filter(|node| node.tag_name().name() == "p") {
            all.extend(
                paragraph.descendants().filter(|node| node.tag_name().name() == "t").filter_map(|node| node.text()),
            );
            all.push('\n');
        }
    }
    all
}
