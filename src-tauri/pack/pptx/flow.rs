//! How the agenda flows onto slides: what fits stands together, what does not goes on the next, and long tables say where the rest is.

use super::shapes::{ACCENT, Grid, INK, INK_2, INK_3, Paragraph, Place, Run, Shapes};
use super::{SlidesError, notes};
use crate::document::{Block, Cell, Chart, Column, Document, Item, Mark, Section, Table, Value};
use crate::picture;
use crate::text::shown;

const LEFT: f64 = 44.0;
const ROOM: f64 = 872.0;
/// Between two columns of a long table.
const BETWEEN: f64 = 28.0;
const TOP: f64 = 118.0;
const BOTTOM: f64 = 500.0;
/// Slides that one table may take.
const MOST_SLIDES: usize = 2;
const CELL: f64 = 10.0;
const CELL_HEAD: f64 = 9.0;

/// A slide: its shapes, and its pictures by their numbers.
pub struct Slide {
    pub shapes: String,
    pub pictures: Vec<usize>,
}

/// The slides of a document's agenda, behind a cover, and their pictures.
pub fn slides(document: &Document) -> Result<(Vec<Slide>, Vec<Vec<u8>>), SlidesError> {
    let mut deck = Deck { foot: document.foot.clone(), slides: vec![cover(document)], ..Deck::default() };
    for section in document.sections.iter().filter(|section| section.agenda) {
        deck.section(section)?;
    }
    Ok((deck.slides, deck.pictures))
}

fn cover(document: &Document) -> Slide {
    let mut shapes = Shapes::default();
    let at = |y: f64, h: f64| Place { x: LEFT, y, w: ROOM, h };
    let line = |run: Run| [Paragraph { runs: vec![run], ..Paragraph::default() }];
    shapes.text("Company", at(120.0, 20.0), &line(Run::new(&document.company, 14.0, INK_2).bold()));
    shapes.tag(Place { x: LEFT, y: 158.0, w: 28.0, h: 4.0 });
    shapes.title(at(170.0, 56.0), Run::new(&document.title, 42.0, INK).bold());
    shapes.text("Kind", at(230.0, 24.0), &line(Run::new(&document.kind, 16.0, INK_2)));
    shapes.text("Message", at(262.0, 44.0), &line(Run::new(&document.lead, 18.0, INK).bold()));
    let facts: Vec<Paragraph> = document
        .origin
        .iter()
        .map(|fact| Paragraph {
            runs: vec![Run::new(format!("{}: ", fact.name), 10.0, INK_3), Run::new(&fact.value, 10.0, INK)],
            before: 3.0,
            ..Paragraph::default()
        })
        .collect();
    shapes.text("Origin", at(360.0, 150.0), &facts);
    Slide { shapes: shapes.into_xml(), pictures: Vec::new() }
}

/// The slides so far, and the one under way.
#[derive(Default)]
struct Deck {
    foot: String,
    slides: Vec<Slide>,
    pictures: Vec<Vec<u8>>,
    shapes: Shapes,
    on_slide: Vec<usize>,
    y: f64,
    /// Whether anything but its head stands on the slide under way.
    used: bool,
}

impl Deck {
    fn section(&mut self, section: &Section) -> Result<(), SlidesError> {
        self.begin(section, false);
        for (at, block) in section.blocks.iter().enumerate() {
            match block {
                Block::Heading(text) => self.lines(section, vec![line(Run::new(text, 12.0, INK).bold(), 10.0)]),
                Block::Text(text) => self.lines(section, vec![line(Run::new(text, 12.0, INK_2), 6.0)]),
                Block::List(lines) => {
                    let lines = lines.iter().map(|text| line(Run::new(format!("– {text}"), 12.0, INK_2), 5.0));
                    self.lines(section, lines.collect());
                }
                Block::Items(items) => items.iter().for_each(|one| self.lines(section, item(one))),
                Block::Facts(facts) => {
                    let facts = facts.iter().map(|fact| {
                        let runs =
                            vec![Run::new(format!("{}: ", fact.name), 12.0, INK_3), Run::new(&fact.value, 12.0, INK)];
                        Paragraph { runs, before: 4.0, ..Paragraph::default() }
                    });
                    self.lines(section, facts.collect());
                }
                Block::Table(table) => self.table(section, table),
                Block::Chart(chart) => self.chart(section, chart, text_below(&section.blocks[at + 1..]))?,
                Block::Notes(notes) => self.flowing(section, notes::paragraphs(notes)),
                Block::Form(blanks) => {
                    let blanks = blanks.iter().map(|blank| line(Run::new(&blank.name, 12.0, INK), 6.0));
                    self.lines(section, blanks.collect());
                }
            }
        }
        self.end();
        Ok(())
    }

    /// A new slide under the section's head.
    fn begin(&mut self, section: &Section, continued: bool) {
        let at = |y: f64, h: f64| Place { x: LEFT, y, w: ROOM, h };
        let text = |text: &str, size: f64, colour| {
            [Paragraph { runs: vec![Run::new(text, size, colour)], ..Paragraph::default() }]
        };
        let title = brief(&section.title, 150);
        let title = if continued { format!("{title} (continued)") } else { title };
        // A long claim takes two lines, and the rest moves down.
        let size = 22.0;
        let taken = rows_of(&title, size, true, ROOM).min(2) as f64 * size * 1.2;
        self.shapes.title(at(44.0, taken), Run::new(title, size, INK).bold());
        self.shapes.text("Topic", at(26.0, 14.0), &[line(Run::new(&section.topic, 10.0, ACCENT).bold(), 0.0)]);
        self.y = 44.0 + taken + 6.0;
        if !section.lead.is_empty() && !continued {
            let lead = brief(&section.lead, 260);
            let taken = rows_of(&lead, 12.0, false, ROOM) as f64 * 15.0;
            self.shapes.text("Lead", at(self.y, taken), &text(&lead, 12.0, INK_2));
            self.y += taken + 4.0;
        }
        self.y = (self.y + 10.0).max(TOP - 10.0);
        let number = self.slides.len() + 1;
        self.shapes.text("Foot", Place { x: LEFT, y: 514.0, w: 820.0, h: 12.0 }, &text(&self.foot, 7.5, INK_3));
        let number =
            Paragraph { runs: vec![Run::new(number.to_string(), 7.5, INK_3)], right: true, ..Paragraph::default() };
        self.shapes.text("Number", Place { x: LEFT + ROOM - 40.0, y: 514.0, w: 40.0, h: 12.0 }, &[number]);
        self.used = false;
    }

    fn end(&mut self) {
        let shapes = std::mem::take(&mut self.shapes).into_xml();
        let pictures = std::mem::take(&mut self.on_slide);
        self.slides.push(Slide { shapes, pictures });
    }

    /// Room of that height, on a new slide where this one has too little.
    fn room(&mut self, section: &Section, height: f64) {
        if self.used && self.y + height > BOTTOM {
            self.end();
            self.begin(section, true);
        }
        self.used = true;
    }

    /// Paragraphs that stay together.
    fn lines(&mut self, section: &Section, paragraphs: Vec<Paragraph>) {
        let height: f64 = paragraphs.iter().map(height_of).sum();
        self.room(section, height);
        let place = Place { x: LEFT, y: self.y, w: ROOM, h: height.min(BOTTOM - self.y).max(12.0) };
        self.shapes.text("Text", place, &paragraphs);
        self.y += height;
    }

    /// Paragraphs one below the other in one text, over as many slides as they need.
    fn flowing(&mut self, section: &Section, paragraphs: Vec<Paragraph>) {
        let (mut together, mut height) = (Vec::new(), 0.0);
        for paragraph in paragraphs {
            let taken = height_of(&paragraph);
            if !together.is_empty() && self.y + height + taken > BOTTOM {
                self.lines(section, std::mem::take(&mut together));
                self.end();
                self.begin(section, true);
                height = 0.0;
            }
            together.push(paragraph);
            height += taken;
        }
        self.lines(section, together);
    }

    /// `below` is the room that what follows needs on the same slide.
    fn chart(&mut self, section: &Section, chart: &Chart, below: f64) -> Result<(), SlidesError> {
        let picture = picture::png(&chart.svg)?;
        let mut above = Vec::new();
        if let Some(title) = &chart.title {
            above.push(line(Run::new(title, 13.0, INK).bold(), 4.0));
        }
        above.push(line(Run::new(&chart.reading, 11.0, INK_2), 2.0));
        let words: f64 = above.iter().map(height_of).sum::<f64>() + 6.0;
        let full = ROOM * f64::from(picture.height / picture.width);
        // A chart is never cut: it becomes smaller where the slide has less room.
        self.room(section, words + full.min(240.0));
        self.lines(section, above);
        self.y += 6.0;
        let h = full.min(BOTTOM - below - self.y);
        let w = h * f64::from(picture.width / picture.height);
        self.pictures.push(picture.bytes);
        self.on_slide.push(self.pictures.len());
        self.shapes.picture(Place { x: LEFT, y: self.y, w, h }, self.on_slide.len() - 1, &chart.description);
        self.y += h + 10.0;
        Ok(())
    }

    fn table(&mut self, section: &Section, table: &Table) {
        // Long and narrow ones stand in two columns.
        let beside = table.narrow && table.rows.len() > 12;
        let room = if beside { (ROOM - BETWEEN) / 2.0 } else { ROOM };
        let ready = Ready::new(table, room);
        self.room(section, ready.head_height + ready.rows.first().map_or(0.0, |(_, height)| *height) + 40.0);
        let (mut at, mut slides) = (0, 1);
        while at < ready.rows.len() {
            let last_slide = slides == MOST_SLIDES;
            // Where rows will be left over, the remark needs its line.
            let bottom = if last_slide { BOTTOM - 16.0 } else { BOTTOM };
            let top = self.y;
            let mut lowest = top;
            // What is left over is shared evenly where both columns hold it.
            let left = ready.rows.len() - at;
            let mut most = left;
            if beside && ready.fitting(at, top, bottom) * 2 >= left {
                most = left.div_ceil(2);
            }
            for column in 0..if beside { 2 } else { 1 } {
                let taken = ready.fitting(at, top, bottom).min(most);
                if taken == 0 {
                    break;
                }
                let grid = ready.grid(at, taken);
                lowest = lowest.max(top + grid.heights.iter().sum::<f64>());
                self.shapes.table(&table.title, (LEFT + f64::from(column) * (room + BETWEEN), top), &grid);
                at += taken;
            }
            self.y = lowest + 8.0;
            let left = ready.rows.len() - at;
            if left > 0 && last_slide {
                let more = format!(
                    "{left} more {} in the PDF and the workbook.",
                    if left == 1 { "row is" } else { "rows are" }
                );
                self.lines(section, vec![line(Run::new(more, 9.0, INK_3), 0.0)]);
                return;
            }
            if left > 0 {
                self.end();
                self.begin(section, true);
                self.used = true;
                slides += 1;
            }
        }
    }
}

/// A table whose cells have their height.
struct Ready {
    widths: Vec<f64>,
    head: Vec<Paragraph>,
    head_height: f64,
    rows: Vec<(Vec<Paragraph>, f64)>,
}

impl Ready {
    fn new(table: &Table, room: f64) -> Ready {
        let widths = widths(table, room);
        let heads = table.columns.iter().map(|column| Paragraph {
            runs: vec![Run::new(&column.title, CELL_HEAD, INK_3)],
            right: column.right,
            ..Paragraph::default()
        });
        let lines = table
            .columns
            .iter()
            .zip(&widths)
            .map(|(column, width)| rows_of(&column.title, CELL_HEAD, false, width - 10.0));
        Ready {
            head: heads.collect(),
            head_height: lines.max().unwrap_or(1) as f64 * 11.5 + 7.0,
            rows: table.rows.iter().map(|row| grid_row(table, row, &widths)).collect(),
            widths,
        }
    }

    /// How many rows from one on have room under their head; one at the least.
    fn fitting(&self, from: usize, top: f64, bottom: f64) -> usize {
        let mut y = top + self.head_height;
        let fitting = self.rows[from..].iter().take_while(|(_, height)| {
            y += height;
            y <= bottom
        });
        fitting.count().max(usize::from(from < self.rows.len()))
    }

    fn grid(&self, from: usize, count: usize) -> Grid {
        let rows = &self.rows[from..from + count];
        Grid {
            widths: self.widths.clone(),
            rows: std::iter::once(&self.head).chain(rows.iter().map(|(row, _)| row)).cloned().collect(),
            heights: std::iter::once(self.head_height).chain(rows.iter().map(|(_, height)| *height)).collect(),
        }
    }
}

/// The height of the texts that stand directly below a chart.
fn text_below(blocks: &[Block]) -> f64 {
    let texts = blocks.iter().map_while(|block| match block {
        Block::Text(text) => Some(height_of(&line(Run::new(text, 12.0, INK_2), 6.0))),
        Block::Heading(_)
        | Block::List(_)
        | Block::Items(_)
        | Block::Facts(_)
        | Block::Table(_)
        | Block::Chart(_)
        | Block::Form(_)
        | Block::Notes(_) => None,
    });
    let height: f64 = texts.sum();
    if height > 0.0 { height + 12.0 } else { 0.0 }
}

fn line(run: Run, before: f64) -> Paragraph {
    Paragraph { runs: vec![run], before, ..Paragraph::default() }
}

fn item(item: &Item) -> Vec<Paragraph> {
    let mut runs = Vec::new();
    if let Some(mark) = item.mark {
        runs.push(Run::new(format!("{}  ", mark.sign()), 11.0, colour(mark)));
    }
    if !item.key.is_empty() {
        runs.push(Run::new(format!("{} ", item.key), 13.0, INK_2));
    }
    if !item.route.is_empty() {
        runs.push(Run::new(format!("{}  ", brief(&item.route, 60)), 13.0, INK));
    }
    runs.push(Run::new(brief(&item.claim, 200), 13.0, INK).bold());
    let mut lines = vec![Paragraph { runs, before: 7.0, ..Paragraph::default() }];
    let detail: Vec<&str> =
        [item.detail.as_str(), item.aside.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
    if !detail.is_empty() {
        let run = Run::new(brief(&detail.join("  "), 260), 10.5, INK_2);
        lines.push(Paragraph { runs: vec![run], before: 1.0, indent: 18.0, ..Paragraph::default() });
    }
    lines
}

const fn colour(mark: Mark) -> &'static str {
    match mark {
        Mark::Worse => "A6320A",
        Mark::Better => "185F99",
        Mark::Open => "5C6562",
        Mark::Done => ACCENT,
    }
}

/// A row's cells and its height.
fn grid_row(table: &Table, row: &[Cell], widths: &[f64]) -> (Vec<Paragraph>, f64) {
    let mut lines = 1;
    let cells = table.columns.iter().zip(row).zip(widths).map(|((column, cell), &width)| {
        let room = width - 10.0;
        // Two lines of a cell are as much as a slide bears.
        let words = brief(&cell.words(), letters_in(room, CELL) * 2);
        lines = lines.max(rows_of(&words, CELL, false, room).min(2));
        grid_cell(cell, column, words)
    });
    let cells = cells.collect();
    (cells, lines as f64 * 12.5 + 7.5)
}

fn grid_cell(cell: &Cell, column: &Column, words: String) -> Paragraph {
    let mut runs = Vec::new();
    if let Some(mark) = cell.mark {
        runs.push(Run::new(format!("{} ", mark.sign()), 8.0, colour(mark)));
    }
    let bold = matches!(cell.mark, Some(Mark::Worse | Mark::Better));
    let ink = if cell.value == Value::Nothing { INK_3 } else { INK };
    runs.push(Run { bold, ..Run::new(words, CELL, ink) });
    if !cell.note.is_empty() {
        runs.push(Run::new(format!("  {}", cell.note), 7.5, INK_3));
    }
    Paragraph { runs, right: column.right, ..Paragraph::default() }
}

/// Widths in points: what is as wide as its words first, the rest shared by the others as they wish.
fn widths(table: &Table, room: f64) -> Vec<f64> {
    let needed: Vec<f64> = table
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let cells = table.rows.iter().filter_map(|row| row.get(at)).map(|cell| {
                let note = if cell.note.is_empty() { 0 } else { cell.note.chars().count() + 2 };
                cell.words().chars().count() + note + if cell.mark.is_some() { 2 } else { 0 }
            });
            let head = column.title.split(' ').map(|word| word.chars().count()).max().unwrap_or(0);
            let letters = cells.max().unwrap_or(0).max(head).min(34);
            letters as f64 * CELL * 0.56 + 12.0
        })
        .collect();
    let shares: f64 = table.columns.iter().map(|column| f64::from(column.width)).sum();
    let fixed: f64 =
        table.columns.iter().zip(&needed).filter(|(column, _)| column.width == 0).map(|(_, width)| width).sum();
    // Where the narrow ones leave too little, all become narrower together.
    let rest = (room - fixed).max(if shares > 0.0 { room * 0.2 } else { 0.0 });
    let wanted: Vec<f64> = table
        .columns
        .iter()
        .zip(&needed)
        .map(|(column, &width)| match column.width {
            0 => width,
            wish if shares > 0.0 => rest * f64::from(wish) / shares,
            _ => width,
        })
        .collect();
    let sum: f64 = wanted.iter().sum();
    let scale = if sum > room || shares > 0.0 { room / sum.max(1.0) } else { 1.0 };
    wanted.into_iter().map(|width| width * scale).collect()
}

/// About how many letters a line holds.
fn letters_in(room: f64, size: f64) -> usize {
    ((room / (size * 0.53)) as usize).max(4)
}

/// About how many lines a text takes.
fn rows_of(text: &str, size: f64, bold: bool, room: f64) -> usize {
    let letters = letters_in(if bold { room * 0.94 } else { room }, size);
    shown(text).chars().count().div_ceil(letters).max(1)
}

fn height_of(paragraph: &Paragraph) -> f64 {
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
