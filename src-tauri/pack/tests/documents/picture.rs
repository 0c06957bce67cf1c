//! Drawings as pictures and pages: their format, size and text.

use crate::reading;
use charts::{Theme, map_layout, map_svg};
use pack::picture::{Picture, pdf, png};
use playbook::policy::templates::Template;

const TITLE: &str = "Acme: the journey";

/// The map of the twenty-two handoff points, and its size in its own pixels.
fn map() -> (String, f32, f32) {
    let layout = map_layout(&Template::FullRevenueJourney.policy("Acme", "Europe/Vienna"));
    assert_eq!(layout.handoffs.len(), 22);
    let svg = map_svg(&layout, TITLE, Theme::Light);
    let number = |name: &str| svg.split_once(name).unwrap().1.split('"').next().unwrap().parse().unwrap();
    let (width, height) = (number(" width=\""), number(" height=\""));
    (svg, width, height)
}

fn drawing(width: u32, height: u32, inside: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\">{inside}</svg>")
}

/// Width and height as the file itself says them.
fn png_size(picture: &Picture) -> (u32, u32) {
    let number = |at: usize| u32::from_be_bytes(picture.bytes[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

/// What another program reads out of a PDF, as text.
fn read_by(program: &str, arguments: &[&str], bytes: &[u8]) -> Option<String> {
    reading::read_by(program, arguments, bytes).map(|said| String::from_utf8(said).unwrap())
}

#[test]
fn a_png_has_two_pixels_to_each_of_the_map() {
    let (svg, width, height) = map();
    let picture = png(&svg).unwrap();
    assert!(picture.bytes.starts_with(b"\x89PNG\r\n\x1a\n"));
    assert_eq!(png_size(&picture), (width as u32 * 2, height as u32 * 2));
    assert_eq!((picture.width, picture.height, picture.reduced), (width * 2.0, height * 2.0, 1.0));
    assert!(picture.without_sign.is_empty());
    assert_eq!(png(&svg).unwrap(), picture, "the same drawing gives the same bytes");
}

#[test]
fn a_pdf_is_one_page_as_large_as_the_map_with_its_text_in_it() {
    let (svg, width, height) = map();
    let page = pdf(&svg, TITLE).unwrap();
    assert!(page.bytes.starts_with(b"%PDF-1."));
    // 96 pixels and 72 points to the inch.
    assert_eq!((page.width, page.height, page.reduced), (width * 0.75, height * 0.75, 1.0));
    assert!(page.without_sign.is_empty());
    assert_eq!(pdf(&svg, TITLE).unwrap(), page, "the same drawing gives the same bytes");
    let Some(told) = read_by("pdfinfo", &["-"], &page.bytes) else { return };
    let said = |name: &str| told.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim().to_owned();
    assert_eq!((said("Title:"), said("Pages:")), (TITLE.to_owned(), "1".to_owned()));
    assert_eq!(said("Page size:"), format!("{} x {} pts", page.width, page.height));
    let Some(text) = read_by("pdftotext", &["-layout", "-", "-"], &page.bytes) else { return };
    for word in [TITLE, "Marketing", "MQL", "H22"] {
        assert!(text.contains(word), "{word} is not in: {text}");
    }
    let Some(faces) = read_by("pdffonts", &["-"], &page.bytes) else { return };
    let faces: Vec<&str> = faces.lines().skip(2).collect();
    assert!(!faces.is_empty() && faces.iter().all(|face| face.contains("+Inter")), "{faces:?}");
}

#[test]
fn text_is_set_in_the_weights_that_are_brought_along_and_in_no_other_typeface() {
    let word = |style: &str, word: &str| {
        let text = format!("<text x=\"5\" y=\"30\" font-size=\"24\" {style}>{word}</text>");
        png(&drawing(200, 40, &text)).unwrap()
    };
    let weights =
        [400, 500, 600].map(|weight| word(&format!("font-family=\"Inter\" font-weight=\"{weight}\""), "MQL").bytes);
    assert!(weights[0] != weights[1] && weights[1] != weights[2], "each weight has its own face");
    assert_eq!(word("font-family=\"Inter, sans-serif\"", "MQL").bytes, weights[0]);
    // Two signs that Inter lacks look alike, as boxes, whatever typefaces the machine has, and are named.
    let (one, other) = (word("font-family=\"Inter\"", "会"), word("font-family=\"Inter\"", "社"));
    assert_eq!(one.bytes, other.bytes);
    assert_ne!(one.bytes, word("font-family=\"Inter\"", "").bytes);
    assert_eq!((one.without_sign, other.without_sign), (vec!['会'], vec!['社']));
}

#[test]
fn what_is_too_large_for_its_format_is_reduced_and_says_so() {
    let picture = png(&drawing(64_000, 100, "<rect width=\"64000\" height=\"100\"/>")).unwrap();
    assert_eq!((png_size(&picture), picture.reduced), ((32_000, 50), 0.25));
    let page = pdf(&drawing(76_800, 128, "<rect width=\"76800\" height=\"128\"/>"), TITLE).unwrap();
    assert_eq!((page.width, page.height, page.reduced), (14_400.0, 24.0, 0.25));
}

#[test]
fn what_is_no_drawing_is_refused_and_a_file_that_it_names_is_not_followed() {
    for text in ["", "no svg", "<svg", "<html/>"] {
        assert!(png(text).unwrap_err().to_string().contains("no SVG"), "{text}");
        assert!(pdf(text, TITLE).is_err(), "{text}");
    }
    let folder = std::env::temp_dir().join(format!("baton-picture-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("red.png");
    let red = png(&drawing(20, 20, "<rect width=\"20\" height=\"20\" fill=\"red\"/>")).unwrap();
    std::fs::write(&file, red.bytes).unwrap();
    let named = format!("<image href=\"{}\" width=\"20\" height=\"20\"/>", file.display());
    let (followed, blank) = (png(&drawing(20, 20, &named)).unwrap(), png(&drawing(20, 20, "")).unwrap());
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(followed.bytes, blank.bytes);
}
