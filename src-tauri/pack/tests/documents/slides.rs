//! The slides of a pack: what a program that shows them needs, and nothing outside of them.

use crate::formats::written;
use crate::reading::parts;
use pack::Format;

#[test]
fn every_slide_has_a_title_and_what_it_needs() {
    let parts = parts(written(Format::Pptx));
    let xml = |name: &str| std::str::from_utf8(&parts[name]).unwrap();
    for (name, content) in parts.iter().filter(|(name, _)| name.ends_with(".xml") || name.ends_with(".rels")) {
        roxmltree::Document::parse(std::str::from_utf8(content).unwrap())
            .unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let slides: Vec<&String> = parts.keys().filter(|name| name.starts_with("ppt/slides/slide")).collect();
    assert!(slides.len() > 6);
    let (mut pictures, mut tables) = (0, 0);
    for name in &slides {
        let tree = roxmltree::Document::parse(xml(name)).unwrap();
        let titles = tree.descendants().filter(|node| node.attribute("type") == Some("title")).count();
        assert_eq!(titles, 1, "{name}");
        let mut ids: Vec<&str> = tree
            .descendants()
            .filter(|node| node.tag_name().name() == "cNvPr")
            .filter_map(|node| node.attribute("id"))
            .collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{name}: each shape has its own number");
        let relations = format!("ppt/slides/_rels/{}.rels", name.rsplit('/').next().unwrap());
        let targets = roxmltree::Document::parse(xml(&relations)).unwrap();
        for picture in tree.descendants().filter(|node| node.tag_name().name() == "pic") {
            pictures += 1;
            let words = picture.descendants().find_map(|node| node.attribute("descr")).unwrap();
            assert!(words.len() > 60, "{words}");
            let link = picture.descendants().find(|node| node.tag_name().name() == "blip").unwrap();
            let id = link.attributes().find(|attribute| attribute.name() == "embed").unwrap().value();
            let target = targets
                .descendants()
                .find(|node| node.attribute("Id") == Some(id))
                .unwrap()
                .attribute("Target")
                .unwrap();
            assert!(parts[&target.replace("..", "ppt")].starts_with(b"\x89PNG"), "{target}");
        }
        for table in tree.descendants().filter(|node| node.tag_name().name() == "tbl") {
            tables += 1;
            let columns = table.descendants().filter(|node| node.tag_name().name() == "gridCol").count();
            for row in table.children().filter(|node| node.tag_name().name() == "tr") {
                assert_eq!(row.children().filter(|node| node.tag_name().name() == "tc").count(), columns);
            }
        }
        for relation in targets.descendants().filter_map(|node| node.attribute("Target")) {
            assert!(parts.contains_key(&relation.replace("..", "ppt")), "{relation}");
        }
        // Nothing stands outside the slide.
        for place in tree.descendants().filter(|node| {
            node.tag_name().name() == "off" && node.parent_element().unwrap().tag_name().name() == "xfrm"
        }) {
            let size = place.next_sibling_element().unwrap();
            let number =
                |node: roxmltree::Node<'_, '_>, name: &str| node.attribute(name).unwrap().parse::<i64>().unwrap();
            assert!(
                number(place, "x") + number(size, "cx") <= 12_192_000
                    && number(place, "y") + number(size, "cy") <= 6_858_000,
                "{name}"
            );
        }
    }
    assert!(pictures >= 1 && tables >= 4, "{pictures} pictures, {tables} tables");
    let kinds = xml("[Content_Types].xml");
    for name in &slides {
        assert!(kinds.contains(&format!("/{name}")), "{name}");
    }
}
