//! What a document says, before it is pages, slides or sheets: sections of sentences, lists, tables and charts.
//!
//! Every format is written from this one value, so that a PDF and a workbook cannot say different things. Nothing in it is markup:
//! a text that came with a record is a text here and in whatever is written from it.

use playbook::council::NoteBlock;
use playbook::metrics::review::{HandoffBadge, Unit};
use playbook::metrics::words;

/// A document. Its pages are of the shape that its kind needs; what is in it does not know them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// Whose it is.
    pub company: String,
    /// `Revenue handoff review`
    pub kind: String,
    /// `October 2026`
    pub title: String,
    /// The document in one sentence, under its title.
    pub lead: String,
    /// What the figures stand on: data, policy, filters, the trail's head.
    pub origin: Vec<Fact>,
    /// The same in one line, for the foot of every page.
    pub foot: String,
    pub shape: Shape,
    pub sections: Vec<Section>,
    /// Tables for the workbook and the CSV alone: what stands behind charts.
    pub data: Vec<Table>,
}

/// How pages lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// Upright, beginning under its title: a ledger, a packet, a spec.
    #[default]
    Sheet,
    /// Lying, behind a cover with the contents: what a council looks at together.
    Pack,
}

/// A name and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub name: String,
    pub value: String,
}

/// One message, and what supports it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Section {
    /// What it is about, in a word or two: `Signals`.
    pub topic: String,
    /// What it says, as a sentence.
    pub title: String,
    /// A line under the title; may be empty.
    pub lead: String,
    /// Whether the council talks about it: it becomes slides.
    pub agenda: bool,
    /// Whether it stands in the contents.
    pub listed: bool,
    pub begins: Begins,
    pub blocks: Vec<Block>,
}

/// Where a section begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Begins {
    #[default]
    OnANewPage,
    /// Below the last one where all of it has room, else on a new page. For what is short.
    BelowTheLast,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Heading(String),
    Text(String),
    List(Vec<String>),
    Items(Vec<Item>),
    Facts(Vec<Fact>),
    Table(Table),
    Chart(Box<Chart>),
    /// Named lines to be filled in by hand.
    Form(Vec<Blank>),
    /// What people wrote, with their own headings and lists.
    Notes(Vec<NoteBlock>),
}

/// A claim with its proof: a signal, a decision, an action.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Item {
    pub mark: Option<Mark>,
    /// `H3`, and `SDR → AE`; either may be empty.
    pub key: String,
    pub route: String,
    pub claim: String,
    pub detail: String,
    /// At the far end of the line: `66 records`.
    pub aside: String,
}

/// What a sign beside a figure says. A shape, never a colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A signal for the worse; a breach.
    Worse,
    /// A signal for the better; a promise kept.
    Better,
    /// Nothing is said of it, or it is too early.
    Open,
    Done,
}

impl Mark {
    pub const fn sign(self) -> &'static str {
        match self {
            Mark::Worse => "▲",
            Mark::Better => "●",
            Mark::Open => "○",
            Mark::Done => "✓",
        }
    }

    /// The sign for who cannot see it.
    pub const fn words(self) -> &'static str {
        match self {
            Mark::Worse => "worse",
            Mark::Better => "better",
            Mark::Open => "open",
            Mark::Done => "done",
        }
    }
}

/// Rows under a head.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Of its sheet and its file: `handoffs-speed`.
    pub name: String,
    /// What it shows, for the sheet's head and for who cannot see it.
    pub title: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// Whether a row is named by its first cell.
    pub row_heads: bool,
    /// Long and narrow: pages set it in two columns.
    pub narrow: bool,
    /// Set tight, so that it fits below what it belongs to.
    pub dense: bool,
    /// So many rows stand on pages and slides, which say how many more there are; workbook and CSV have all. `None` = all.
    pub on_pages: Option<usize>,
    /// Under it, small.
    pub note: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub title: String,
    /// `Some` = figures, all in this unit; they end at the column's right edge.
    pub unit: Option<Unit>,
    /// Figures of several units, or texts that read like figures.
    pub right: bool,
    /// How much of a page's width it wants beside the others; 0 = as much as its figures need.
    pub width: u8,
}

/// What stands at a row and a column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    pub value: Value,
    pub mark: Option<Mark>,
    /// A second, smaller line: `n 214`.
    pub note: String,
    /// Its months as a small line.
    pub spark: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// A dash on the page, an empty cell in a workbook.
    #[default]
    Nothing,
    /// Nothing at all, not even a dash.
    Blank,
    Text(String),
    Figure(f64, Unit),
}

/// A drawn chart with what it says in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    pub svg: String,
    /// `None` = the section's title says it.
    pub title: Option<String>,
    pub reading: String,
    /// The chart for who cannot see it.
    pub description: String,
    /// Its figures as cells.
    pub table: Table,
}

/// A line to be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blank {
    pub name: String,
    pub required: bool,
    /// What may stand there.
    pub allowed: Vec<String>,
    pub help: String,
}

impl Fact {
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Fact {
        Fact { name: name.into(), value: value.into() }
    }
}

impl Section {
    pub fn new(topic: impl Into<String>, title: impl Into<String>) -> Section {
        Section { topic: topic.into(), title: title.into(), listed: true, ..Section::default() }
    }

    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Heading(_)
            | Block::Text(_)
            | Block::List(_)
            | Block::Items(_)
            | Block::Facts(_)
            | Block::Chart(_)
            | Block::Form(_)
            | Block::Notes(_) => None,
        })
    }
}

impl Document {
    /// Every table that a workbook has, in the order of the pages.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.sections.iter().flat_map(Section::tables).chain(&self.data).filter(|table| !table.name.is_empty())
    }
}

impl Table {
    /// The rows that stand on pages.
    pub fn paged(&self) -> &[Vec<Cell>] {
        let most = self.on_pages.unwrap_or(usize::MAX);
        self.rows.get(..most).unwrap_or(&self.rows)
    }

    /// What stands under it on pages: its note, and how many rows more there are.
    pub fn paged_note(&self) -> String {
        let left = (self.rows.len() - self.paged().len()) as u64;
        let more = match left {
            0 => String::new(),
            1 => "One more is in the workbook and in the CSV files.".to_owned(),
            more => format!("{} more are in the workbook and in the CSV files.", words::count(more)),
        };
        [self.note.as_str(), &more].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// A table of texts.
    pub fn of_texts(
        name: &str,
        title: impl Into<String>,
        head: &[&str],
        rows: impl IntoIterator<Item = Vec<String>>,
    ) -> Table {
        Table {
            name: name.into(),
            title: title.into(),
            columns: head.iter().map(|title| Column::text(*title)).collect(),
            rows: rows.into_iter().map(|row| row.into_iter().map(Cell::text).collect()).collect(),
            ..Table::default()
        }
    }
}

impl Column {
    pub fn text(title: impl Into<String>) -> Column {
        Column { title: title.into(), unit: None, right: false, width: 1 }
    }

    pub fn wide(title: impl Into<String>, width: u8) -> Column {
        Column { width, ..Column::text(title) }
    }

    /// Texts of about the same few letters: a key, a date.
    pub fn short(title: impl Into<String>) -> Column {
        Column { width: 0, ..Column::text(title) }
    }

    pub fn figures(title: impl Into<String>, unit: Unit) -> Column {
        Column { title: title.into(), unit: Some(unit), right: true, width: 0 }
    }

    /// Figures of several units.
    pub fn mixed(title: impl Into<String>) -> Column {
        Column { title: title.into(), unit: None, right: true, width: 0 }
    }
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        Cell { value: if text.is_empty() { Value::Blank } else { Value::Text(text) }, ..Cell::default() }
    }

    pub fn figure(value: impl Into<Option<f64>>, unit: Unit) -> Cell {
        let value = value.into().map_or(Value::Nothing, |value| Value::Figure(value, unit));
        Cell { value, ..Cell::default() }
    }

    pub fn count(count: u64) -> Cell {
        Cell::figure(count as f64, Unit::Count)
    }

    pub fn with_note(self, note: impl Into<String>) -> Cell {
        Cell { note: note.into(), ..self }
    }

    /// As people read it.
    pub fn words(&self) -> String {
        match &self.value {
            Value::Nothing => "–".into(),
            Value::Blank => String::new(),
            Value::Text(text) => text.clone(),
            Value::Figure(value, unit) => words::figure(*value, *unit),
        }
    }
}

/// `SDR → AE`, or the name where no teams are named.
pub fn route(badge: &HandoffBadge) -> String {
    if badge.sender.is_empty() { badge.name.clone() } else { format!("{} → {}", badge.sender, badge.receiver) }
}
