//! How much room texts take on a slide, about: whoever opens it has typefaces of their own.

use super::shapes::{ACCENT, Paragraph, Run};
use crate::document::Mark;
use crate::text::shown;

pub const LEFT: f64 = 44.0;
pub const ROOM: f64 = 872.0;

/// One run as a paragraph.
pub fn line(run: Run, before: f64) -> Paragraph {
    Paragraph { runs: vec![run], before, ..Paragraph::default() }
}

pub const fn colour(mark: Mark) -> &'static str {
    match mark {
        Mark::Worse => "A6320A",
        Mark::Better => "185F99",
        Mark::Open => "5C6562",
        Mark::Done => ACCENT,
    }
}

/// About how many letters a line holds.
pub fn letters_in(room: f64, size: f64) -> usize {
    ((room / (size * 0.53)) as usize).max(4)
}

/// About how many lines a text takes, broken between its words.
pub fn rows_of(text: &str, size: f64, bold: bool, room: f64) -> usize {
    let letters = letters_in(if bold { room * 0.94 } else { room }, size);
    let (mut rows, mut taken) = (1, 0);
    for word in shown(text).split(' ') {
        let long = word.chars().count();
        let needed = if taken == 0 { long } else { taken + 1 + long };
        if needed <= letters {
            taken = needed;
            continue;
        }
        rows += usize::from(taken > 0) + long.saturating_sub(1) / letters;
        taken = long - long.saturating_sub(1) / letters * letters;
    }
    rows
}

/// What a paragraph takes across the slide, in points.
pub fn height_of(paragraph: &Paragraph) -> f64 {
    let size = paragraph.runs.iter().map(|run| run.size).fold(0.0, f64::max);
    let text: String = paragraph.runs.iter().map(|run| run.text.as_str()).collect();
    let bold = paragraph.runs.iter().any(|run| run.bold);
    paragraph.before + rows_of(&text, size, bold, ROOM - paragraph.indent) as f64 * size * 1.25
}

/// So many letters of a text, and a sign where there are more.
pub fn brief(text: &str, letters: usize) -> String {
    let text = shown(text);
    if text.chars().count() <= letters {
        return text.into_owned();
    }
    let kept: String = text.chars().take(letters.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
