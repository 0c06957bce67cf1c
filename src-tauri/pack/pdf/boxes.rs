//! A typeface for what Inter has no sign for: each such letter is a box, and its text stays its text.
//!
//! PDF/UA forbids a missing sign, and leaving the letter out would lose it. So the letters that a document needs and Inter lacks get a
//! face of their own, made here: searched, copied and read aloud they are what was imported; printed they say that a sign is missing.

use crate::picture::INTER;
use std::collections::BTreeSet;
use typst::foundations::Bytes;
use typst::text::Font;

/// The family's name in the layout.
const FAMILY: &str = "Baton Boxes";
const UNITS: u16 = 2_048;
const ADVANCE: u16 = 1_400;
/// A glyph's number has sixteen bits, and 0 is taken.
const MOST: usize = 60_000;

/// The face, and what it stands for.
pub struct Boxes {
    /// `None` = Inter has everything.
    pub face: Option<Vec<u8>>,
    pub signs: Vec<char>,
}

/// The boxes that a text needs.
pub fn boxes(text: &str) -> Boxes {
    let missing: BTreeSet<char> = match Font::new(Bytes::new(INTER[0]), 0) {
        Some(inter) => {
            let has = |letter: char| inter.info().coverage.contains(u32::from(letter));
            text.chars().filter(|&letter| !letter.is_ascii() && !has(letter)).collect()
        }
        None => BTreeSet::new(),
    };
    let letters: Vec<char> = missing.into_iter().take(MOST).collect();
    let face = (!letters.is_empty()).then(|| face(&letters));
    let signs = letters.into_iter().filter(|&letter| !joins(letter)).collect();
    Boxes { face, signs }
}

/// Signs that shape their neighbours and have no shape themselves.
fn joins(letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{ad}' | '\u{180b}'..='\u{180f}')
}

/// A TrueType file whose glyph `n` is the letter `n - 1`.
fn face(letters: &[char]) -> Vec<u8> {
    let outline = outline();
    let (mut glyf, mut loca, mut hmtx) = (Vec::new(), Vec::new(), Vec::new());
    for letter in std::iter::once(None).chain(letters.iter().map(Some)) {
        loca.extend((glyf.len() as u32).to_be_bytes());
        let empty = letter.is_some_and(|letter| joins(*letter));
        if !empty {
            glyf.extend(&outline);
        }
        hmtx.extend(words(&[if empty { 0 } else { ADVANCE }, 0]));
    }
    loca.extend((glyf.len() as u32).to_be_bytes());
    let glyphs = letters.len() as u16 + 1;
    let tables: [(&[u8; 4], Vec<u8>); 10] = [
        (b"OS/2", os2(letters)),
        (b"cmap", cmap(letters)),
        (b"glyf", glyf),
        (b"head", head()),
        // ascender, descender, gap, widest, bearings, extent, caret, reserved, how many advances
        (
            b"hhea",
            words(&[1, 0, 1_984, 494_u16.wrapping_neg(), 0, ADVANCE, 0, 0, 1_250, 1, 0, 0, 0, 0, 0, 0, 0, glyphs]),
        ),
        (b"hmtx", hmtx),
        (b"loca", loca),
        (b"maxp", words(&[1, 0, glyphs, 8, 2, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0])),
        (b"name", name()),
        (b"post", [words(&[3, 0]), vec![0; 28]].concat()),
    ];
    // The largest power of two in the number of tables is 8: 16 times that, its logarithm, and what is left.
    let mut file = words(&[1, 0, tables.len() as u16, 128, 3, 16 * tables.len() as u16 - 128]);
    let mut at = file.len() + 16 * tables.len();
    let mut body = Vec::new();
    for (tag, table) in &tables {
        file.extend(*tag);
        file.extend(checksum(table).to_be_bytes());
        file.extend((at as u32).to_be_bytes());
        file.extend((table.len() as u32).to_be_bytes());
        body.extend(table);
        body.resize(body.len().next_multiple_of(4), 0);
        at = 12 + 16 * tables.len() + body.len();
    }
    file.extend(body);
    file
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

fn checksum(table: &[u8]) -> u32 {
    table.chunks(4).fold(0_u32, |sum, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

/// A frame: the outer edge one way round, the inner the other.
fn outline() -> Vec<u8> {
    const OUTER: [(i16, i16); 4] = [(150, 0), (150, 1_490), (1_250, 1_490), (1_250, 0)];
    const INNER: [(i16, i16); 4] = [(260, 110), (1_140, 110), (1_140, 1_380), (260, 1_380)];
    let points: Vec<(i16, i16)> = OUTER.into_iter().chain(INNER).collect();
    // contours, extent, last point of each contour, no instructions
    let mut glyph = words(&[2, 150, 0, 1_250, 1_490, 3, 7, 0]);
    // Every point lies on the curve, two bytes to a coordinate.
    glyph.extend([1; 8]);
    for axis in [|point: (i16, i16)| point.0, |point: (i16, i16)| point.1] {
        let mut before = 0;
        for &point in &points {
            glyph.extend((axis(point) - before).to_be_bytes());
            before = axis(point);
        }
    }
    glyph
}

/// Letters to glyphs: format 12, a group a letter.
fn cmap(letters: &[char]) -> Vec<u8> {
    // One table, of Unicode as a whole, from byte 12 on.
    let mut table = words(&[0, 1, 3, 10, 0, 12, 12, 0]);
    let groups = letters.len() as u32;
    table.extend([16 + 12 * groups, 0, groups].iter().flat_map(|word| word.to_be_bytes()));
    for (at, &letter) in letters.iter().enumerate() {
        let code = u32::from(letter);
        table.extend([code, code, at as u32 + 1].iter().flat_map(|word| word.to_be_bytes()));
    }
    table
}

fn head() -> Vec<u8> {
    let mut table = words(&[1, 0, 1, 0, 0, 0]);
    table.extend(0x5F0F_3CF5_u32.to_be_bytes());
    table.extend(words(&[0, UNITS]));
    // made and changed: never
    table.extend([0; 16]);
    // extent, style, smallest size, direction, long offsets, outlines
    table.extend(words(&[150, 0, 1_250, 1_490, 0, 8, 2, 1, 0]));
    table
}

fn os2(letters: &[char]) -> Vec<u8> {
    let within =
        |letter: Option<&char>| letter.map_or(0, |&letter| u16::try_from(u32::from(letter)).unwrap_or(u16::MAX));
    let mut table = words(&[4, ADVANCE, 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 250, 0]);
    // kind of face, and which parts of Unicode
    table.extend([0; 26]);
    table.extend(b"BTON");
    table.extend(words(&[
        0x40,
        within(letters.first()),
        within(letters.last()),
        1_984,
        494_u16.wrapping_neg(),
        0,
        1_984,
        494,
    ]));
    table.extend(words(&[0, 1, 0, 0, 1_040, 1_490, 0, 32, 1]));
    table
}

fn name() -> Vec<u8> {
    let texts = [(1_u16, FAMILY), (2, "Regular"), (4, FAMILY), (6, "BatonBoxes")];
    let mut table = words(&[0, texts.len() as u16, 6 + 12 * texts.len() as u16]);
    let mut text = Vec::new();
    for (kind, said) in texts {
        let said: Vec<u8> = said.encode_utf16().flat_map(u16::to_be_bytes).collect();
        table.extend(words(&[3, 1, 0x409, kind, said.len() as u16, text.len() as u16]));
        text.extend(said);
    }
    table.extend(text);
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_inter_lacks_gets_a_face_and_nothing_else_does() {
        assert!(boxes("Ärger, Ελλάς, Київ → ▲ ● ○ 1\u{202f}%").face.is_none());
        let boxes = boxes("会社 👍🏽 \u{200d}\u{fe0f}");
        assert_eq!(boxes.signs, ['会', '社', '🏽', '👍']);
        let face = Font::new(Bytes::new(boxes.face.unwrap()), 0).expect("a typeface");
        assert_eq!(face.info().family, FAMILY);
        for letter in "会社👍\u{200d}".chars() {
            assert!(face.info().coverage.contains(u32::from(letter)), "{letter}");
        }
        assert!(!face.info().coverage.contains(u32::from('A')));
    }
}
