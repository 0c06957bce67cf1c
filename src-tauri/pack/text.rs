//! Imported text on its way to where people read it: what has no sign of its own is shown by its code, what is endless is cut.

use std::borrow::Cow;

/// So much of a text stands on a page or a slide; workbooks and CSV have all of it.
const LONGEST: usize = 2_000;

/// Letters without a gap after which a line may break.
const UNBROKEN: usize = 24;

/// As [`shown`], and all of it: for what the council itself wrote, and wants to read again.
pub fn whole(text: &str) -> String {
    lines_out(text, text.chars().count())
}

/// A text in one line, in which nothing is invisible and nothing turns the direction of what follows: line breaks become spaces, signs
/// that only steer become their code (`[U+202E]`), and what is longer than a page can bear says how much more there is.
pub fn shown(text: &str) -> Cow<'_, str> {
    let plain = |letter: char| !letter.is_control() && !steers(letter);
    if text.len() <= LONGEST && text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let letters = text.chars().count();
    // A few letters more are not worth a remark.
    let kept = if letters > LONGEST + LONGEST / 10 { LONGEST } else { letters };
    let mut out = lines_out(text, kept);
    if kept < letters {
        out.push_str(&format!("… (and {} letters more)", playbook::metrics::words::count((letters - kept) as u64)));
    }
    Cow::Owned(out)
}

/// So many letters of a text, in one line and with nothing invisible.
fn lines_out(text: &str, letters: usize) -> String {
    let mut out = String::with_capacity(text.len().min(letters * 4));
    for letter in text.chars().take(letters) {
        match letter {
            '\n' | '\r' | '\t' => out.push(' '),
            _ if letter.is_control() || steers(letter) => out.push_str(&format!("[U+{:04X}]", u32::from(letter))),
            _ => out.push(letter),
        }
    }
    out
}

/// Signs without a shape that change how others are read: directions and their ends, marks of byte order, what is no character.
fn steers(letter: char) -> bool {
    matches!(letter,
        '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{e007f}')
        || u32::from(letter) & 0xfffe == 0xfffe
}

/// A text whose endless words may break.
pub fn breakable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = 0;
    for letter in text.chars() {
        run = if letter.is_whitespace() || letter == '\u{200b}' { 0 } else { run + 1 };
        if run > UNBROKEN {
            out.push('\u{200b}');
            run = 1;
        }
        out.push(letter);
    }
    out
}

/// A text inside the tags of HTML or XML.
pub fn escaped(text: &str) -> String {
    escaped_letters(&shown(text))
}

/// The same of all of a text.
pub fn escaped_whole(text: &str) -> String {
    escaped_letters(&whole(text))
}

fn escaped_letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// A criterion's words without the marks around the names of fields, which only a screen sets as emphasis.
pub fn unmarked(text: &str) -> String {
    text.replace('*', "")
}

/// A count at the beginning of a sentence: `Three`, `Twenty`, `61`.
pub fn counted(count: usize) -> String {
    const SMALL: [&str; 21] = [
        "No",
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
        "Nine",
        "Ten",
        "Eleven",
        "Twelve",
        "Thirteen",
        "Fourteen",
        "Fifteen",
        "Sixteen",
        "Seventeen",
        "Eighteen",
        "Nineteen",
        "Twenty",
    ];
    SMALL.get(count).map_or_else(|| playbook::metrics::words::count(count as u64), |word| (*word).to_owned())
}

/// `1 record`, `66 records`
pub fn plural(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", playbook::metrics::words::count(count), if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_steers_is_shown_and_what_is_endless_is_cut() {
        let cases = [
            ("plain → text", "plain → text"),
            ("two\nlines\tand a tab", "two lines and a tab"),
            ("evil\u{202e}gpj.exe", "evil[U+202E]gpj.exe"),
            ("bell\u{7}", "bell[U+0007]"),
            ("\u{feff}mark", "[U+FEFF]mark"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected);
        }
        let long = "A".repeat(10_000);
        assert_eq!(shown(&long), format!("{}… (and 8,000 letters more)", "A".repeat(2_000)));
        assert_eq!(shown(&"A".repeat(2_150)), "A".repeat(2_150), "a few more are not worth a remark");
    }

    #[test]
    fn markup_is_text() {
        assert_eq!(escaped("<b a='1'>&\"x\"</b>"), "&lt;b a=&#39;1&#39;&gt;&amp;&quot;x&quot;&lt;/b&gt;");
    }

    proptest! {
        /// No word is longer than a line can bear, and nothing but places to break was added.
        #[test]
        fn every_word_can_break(text in ".{0,200}") {
            let broken = breakable(&text);
            let longest = broken.split(|letter: char| letter.is_whitespace() || letter == '\u{200b}');
            prop_assert!(longest.map(|word| word.chars().count()).max().unwrap_or(0) <= UNBROKEN);
            prop_assert_eq!(broken.replace('\u{200b}', ""), text.replace('\u{200b}', ""));
        }

        /// Nothing that is shown steers or is a control.
        #[test]
        fn nothing_invisible_is_left(text in any::<String>()) {
            prop_assert!(shown(&text).chars().all(|letter| !letter.is_control() && !steers(letter)));
        }
    }
}
