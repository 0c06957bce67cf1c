//! How the agenda flows onto slides: what fits stands together, what does not goes on the next, and long tables say where the rest is. No
//! slide is left with a line or two: what is short joins the message before it, and what is a little too long is shared evenly.

use super::SlidesError;
use super::measure::{LEFT, ROOM, brief, height_of, line, rows_of};
use super::pieces::{AFTER_A_TABLE, BETWEEN, groups, height, is_beside, room_of, text_below};
use super::shapes::{ACCENT, INK, INK_2, INK_3, Paragraph, Place, Run, Shapes};
use super::table::Ready;
use crate::document::{Begins, Block, Chart, Document, Section, Table};
use crate::picture;

const TOP: f64 = 118.0;
const BOTTOM: f64 = 500.0;
/// Slides that one table may take.
const MOST_SLIDES: usize = 2;
/// Above the head of a message that stands below another.
const APART: f64 = 16.0;
/// A message that needs no more than this joins whatever stands before it.
const SHORT: f64 = 110.0;
/// A list that is a little too long becomes so much smaller at the most, before it takes a slide more.
const SMALLEST: f64 = 0.86;
/// A chart becomes so much smaller at the most, so that what belongs to it stands on its slide.
const SMALLEST_CHART: f64 = 0.6;

/// A slide: its shapes, and its pictures by their numbers.
pub struct Slide {
    pub shapes: String,
    pub pictures: Vec<usize>,
}

/// The slides of a document's agenda, behind a cover, and their pictures.
pub fn slides(document: &Document) -> Result<(Vec<Slide>, Vec<Vec<u8>>), SlidesError> {
    let mut deck = Deck { foot: document.foot.clone(), slides: vec![cover(document)], ..Deck::default() };
    for section in document.sections.iter().filter(|section| section.agenda && !section.blocks.is_empty()) {
        deck.section(section)?;
    }
    deck.end();
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
    /// Whether a slide is under way, and what the last message on it is about.
    topic: Option<String>,
    /// Whether anything but its head stands on the slide under way.
    used: bool,
}

impl Deck {
    fn section(&mut self, section: &Section) -> Result<(), SlidesError> {
        if !self.joins(section) {
            self.end();
            self.begin(section, false);
        }
        for (at, block) in section.blocks.iter().enumerate() {
            let rest = &section.blocks[at + 1..];
            match block {
                Block::Heading(_) => {
                    // A head takes along what it is of, where that has room on the next slide and none here.
                    let with = height(&section.blocks[at..section.blocks.len().min(at + 2)]).unwrap_or(0.0);
                    if with <= BOTTOM - TOP {
                        self.make_room(section, with);
                    }
                    groups(block).into_iter().for_each(|group| self.lines(section, group));
                }
                Block::Items(_) => self.items(section, groups(block)),
                Block::Notes(_) => self.flowing(section, groups(block).into_iter().flatten().collect()),
                Block::Table(table) => self.table(section, table),
                Block::Chart(chart) => self.chart(section, chart, rest)?,
                Block::Text(_) | Block::List(_) | Block::Facts(_) | Block::Form(_) => {
                    groups(block).into_iter().for_each(|group| self.lines(section, group));
                }
            }
        }
        Ok(())
    }

    /// Puts the head of a message below the one that stands on the slide, where all of it has room: what pages set below each other too,
    /// what is about the same, and what is short.
    fn joins(&mut self, section: &Section) -> bool {
        let (Some(topic), Some(needed)) = (&self.topic, height(&section.blocks)) else { return false };
        let belongs = section.begins == Begins::BelowTheLast || *topic == section.topic || needed <= SHORT;
        let (title, lead) = (brief(&section.title, 150), brief(&section.lead, 260));
        let mut head = vec![
            line(Run::new(&section.topic, 10.0, ACCENT).bold(), 0.0),
            line(Run::new(title, 16.0, INK).bold(), 2.0),
        ];
        if !lead.is_empty() {
            head.push(line(Run::new(lead, 11.0, INK_2), 2.0));
        }
        let head_height: f64 = head.iter().map(height_of).sum();
        if !belongs || !self.used || self.y + APART + head_height + 6.0 + needed > BOTTOM {
            return false;
        }
        self.y += APART;
        self.shapes.text("Text", Place { x: LEFT, y: self.y, w: ROOM, h: head_height }, &head);
        self.y += head_height + 6.0;
        self.topic = Some(section.topic.clone());
        true
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
        self.topic = Some(section.topic.clone());
        self.used = false;
    }

    fn end(&mut self) {
        if self.topic.take().is_none() {
            return;
        }
        let shapes = std::mem::take(&mut self.shapes).into_xml();
        let pictures = std::mem::take(&mut self.on_slide);
        self.slides.push(Slide { shapes, pictures });
    }

    fn next(&mut self, section: &Section) {
        self.end();
        self.begin(section, true);
    }

    /// Room of that height, on a new slide where this one has too little.
    fn make_room(&mut self, section: &Section, height: f64) {
        if self.used && self.y + height > BOTTOM {
            self.next(section);
        }
        self.used = true;
    }

    /// Paragraphs that stay together.
    fn lines(&mut self, section: &Section, paragraphs: Vec<Paragraph>) {
        let height: f64 = paragraphs.iter().map(height_of).sum();
        self.make_room(section, height);
        let place = Place { x: LEFT, y: self.y, w: ROOM, h: height.min(BOTTOM - self.y).max(12.0) };
        self.shapes.text("Text", place, &paragraphs);
        self.y += height;
    }

    /// A list, each point whole: a little smaller where that keeps it together, else shared evenly by as many slides as it takes.
    fn items(&mut self, section: &Section, mut items: Vec<Vec<Paragraph>>) {
        let of = |items: &[Vec<Paragraph>]| items.iter().flatten().map(height_of).sum::<f64>();
        let room = BOTTOM - self.y;
        let scale = (room / of(&items)).min(1.0);
        if (SMALLEST..1.0).contains(&scale) {
            for paragraph in items.iter_mut().flatten() {
                paragraph.before *= scale;
                paragraph.runs.iter_mut().for_each(|run| run.size = (run.size * scale * 2.0).floor() / 2.0);
            }
        }
        let all = of(&items);
        let slides = if all <= room { 1.0 } else { 1.0 + ((all - room) / (BOTTOM - TOP)).ceil() };
        let (share, mut taken, first) = (all / slides, 0.0, self.slides.len());
        for item in items {
            let height: f64 = item.iter().map(height_of).sum();
            // Where the middle of it lies beyond this slide's share, it begins the next.
            let begun = (self.slides.len() - first + 1) as f64;
            if begun < slides && taken + height / 2.0 > share * begun {
                self.next(section);
            }
            taken += height;
            self.lines(section, item);
        }
    }

    /// Paragraphs one below the other in one text, over as many slides as they need.
    fn flowing(&mut self, section: &Section, paragraphs: Vec<Paragraph>) {
        let (mut together, mut height) = (Vec::new(), 0.0);
        for paragraph in paragraphs {
            let taken = height_of(&paragraph);
            if !together.is_empty() && self.y + height + taken > BOTTOM {
                self.lines(section, std::mem::take(&mut together));
                self.next(section);
                height = 0.0;
            }
            together.push(paragraph);
            height += taken;
        }
        self.lines(section, together);
    }

    /// `rest` is what follows: the texts directly below stand on the same slide, and all of it where the chart need not become small for it.
    fn chart(&mut self, section: &Section, chart: &Chart, rest: &[Block]) -> Result<(), SlidesError> {
        let picture = picture::png(&chart.svg)?;
        let mut above = Vec::new();
        if let Some(title) = &chart.title {
            above.push(line(Run::new(title, 13.0, INK).bold(), 4.0));
        }
        above.push(line(Run::new(&chart.reading, 11.0, INK_2), 2.0));
        let words: f64 = above.iter().map(height_of).sum::<f64>() + 6.0;
        let full = ROOM * f64::from(picture.height / picture.width);
        // A chart is never cut: it becomes smaller where the slide has less room.
        self.make_room(section, words + full.min(240.0));
        self.lines(section, above);
        self.y += 6.0;
        let left = |below: f64| BOTTOM - below - self.y;
        let all = height(rest).map(|rest| rest + 20.0).filter(|&rest| left(rest) >= full * SMALLEST_CHART);
        let h = full.min(left(all.unwrap_or_else(|| text_below(rest))));
        let w = h * f64::from(picture.width / picture.height);
        self.pictures.push(picture.bytes);
        self.on_slide.push(self.pictures.len());
        self.shapes.picture(Place { x: LEFT, y: self.y, w, h }, self.on_slide.len() - 1, &chart.description);
        self.y += h + 10.0;
        Ok(())
    }

    fn table(&mut self, section: &Section, table: &Table) {
        let (beside, room) = (is_beside(table), room_of(table));
        let ready = Ready::new(table, room);
        // Whole, on the next slide where it has no room here; else it begins here with a few rows at the least.
        let few: f64 = ready.rows.iter().take(4).map(|(_, height)| height).sum();
        let least = if beside || ready.height() > BOTTOM - TOP { ready.head_height + few } else { ready.height() };
        self.make_room(section, least);
        let (mut at, mut slides) = (0, 1);
        while at < ready.rows.len() {
            let last_slide = slides == MOST_SLIDES;
            // Where rows will be left over, the remark needs its line.
            let all_fit = table.paged().len() == table.rows.len();
            let bottom = if last_slide || !all_fit { BOTTOM - 16.0 } else { BOTTOM };
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
            self.y = lowest + AFTER_A_TABLE;
            let left = ready.rows.len() - at;
            if left == 0 || last_slide {
                self.rows_left(section, table, at);
                return;
            }
            self.next(section);
            self.used = true;
            slides += 1;
        }
    }

    /// Says how many rows of a table stand on no slide.
    fn rows_left(&mut self, section: &Section, table: &Table, shown: usize) {
        let is_are = |left: usize| if left == 1 { "row is" } else { "rows are" };
        let more = match (table.rows.len() - shown, table.on_pages) {
            (0, _) => return,
            (left, None) => format!("{left} more {} in the PDF and the workbook.", is_are(left)),
            (left, Some(_)) => format!("{left} more {} in the workbook.", is_are(left)),
        };
        self.lines(section, vec![line(Run::new(more, 9.0, INK_3), 0.0)]);
    }
}
