//! How much room words take, near enough to lay boxes out: Inter's advance widths by class of letter.

/// Pixels of `text` set at `size` in Inter Medium. Wide scripts count a full em a letter.
pub(crate) fn text_width(text: &str, size: i32) -> i32 {
    let thousandths: i32 = text.chars().map(advance).sum();
    (thousandths * size + 999) / 1000
}

/// Thousandths of an em.
const fn advance(letter: char) -> i32 {
    match letter {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | 'I' => 280,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '/' | '-' => 370,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 880,
        'A'..='Z' | '0'..='9' | '&' => 680,
        '→' | '–' => 1000,
        'a'..='z' => 580,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' => 1000,
        _ => 650,
    }
}
