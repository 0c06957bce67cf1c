//! Notes on slides: headings, lists and hands as a slide knows them. Of what is endless a slide has the beginning.

use super::measure::brief;
use super::shapes::{BULLET, INK, INK_2, INK_3, Paragraph, Point, Run};
use playbook::council::{NoteBlock, NoteRun};

/// Letters of a paragraph that a slide bears.
const MOST_LETTERS: usize = 900;

/// The pieces one below the other.
pub fn paragraphs(notes: &[NoteBlock]) -> Vec<Paragraph> {
    let mut out = Vec::new();
    flow(notes, 0.0, &mut out);
    out
}

fn flow(notes: &[NoteBlock], indent: f64, out: &mut Vec<Paragraph>) {
    for note in notes {
        match note {
            NoteBlock::Heading { level, runs } => {
                let size = [15.0, 13.0].get(usize::from(*level) - 1).copied().unwrap_or(12.0);
                out.extend(lines(runs, size, INK, indent, 9.0).into_iter().map(|mut line| {
                    line.runs.iter_mut().for_each(|run| run.bold = true);
                    line
                }));
            }
            NoteBlock::Paragraph { runs } => out.extend(lines(runs, 12.0, INK_2, indent, 5.0)),
            NoteBlock::List { first, items } => {
                for (at, item) in items.iter().enumerate() {
                    let from = out.len();
                    flow(item, indent + BULLET, out);
                    if let Some(begun) = out.get_mut(from) {
                        begun.point = match first {
                            None => Point::Dash,
                            Some(first) => Point::Number(first.saturating_add(at as u64)),
                        };
                    }
                }
            }
            NoteBlock::Quote { blocks } => {
                let from = out.len();
                flow(blocks, indent + BULLET, out);
                out[from..].iter_mut().flat_map(|line| &mut line.runs).for_each(|run| run.italic = true);
            }
            NoteBlock::Code { text } => {
                let lines = text.lines().map(|line| Run::new(brief(line, MOST_LETTERS), 11.0, INK_2));
                out.extend(lines.map(|run| Paragraph { runs: vec![run], before: 1.0, indent, ..Paragraph::default() }));
            }
            NoteBlock::Rule => {
                out.push(Paragraph {
                    runs: vec![Run::new("· · ·", 12.0, INK_3)], before: 6.0, ..Paragraph::default()
                });
            }
        }
    }
}

/// A paragraph for each line that its writer began.
fn lines(runs: &[NoteRun], size: f64, colour: &'static str, indent: f64, before: f64) -> Vec<Paragraph> {
    let mut left = MOST_LETTERS;
    let parts = runs.split(|run| run.text == "\n").filter(|line| !line.is_empty()).enumerate();
    let paragraphs = parts.map(|(at, line)| {
        let mut hands = Vec::new();
        for run in line {
            if left == 0 {
                break;
            }
            let text = brief(&run.text, left);
            left = left.saturating_sub(text.chars().count());
            hands.push(Run { bold: run.strong, italic: run.emphasis, ..Run::new(text, size, colour) });
        }
        Paragraph { runs: hands, before: if at == 0 { before } else { 1.0 }, indent, ..Paragraph::default() }
    });
    paragraphs.filter(|paragraph| !paragraph.runs.is_empty()).collect()
}
