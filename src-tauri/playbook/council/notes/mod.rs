//! Notes of a month, written in Markdown and read once, here: the screen, the wall and every format of the pack set the same pieces.
//!
//! CommonMark as pulldown-cmark reads it, less everything that could do something: HTML stays the text that somebody typed, a picture is
//! its words, and a link is its text with its address behind it. Nothing in a piece is markup any more.

use crate::Instant;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Lists within lists and quotes within quotes; what lies deeper stands at this depth.
const DEEPEST: usize = 6;

/// Headings below the notes' own.
const LEVELS: u8 = 3;

/// Notes of a month, in Markdown, and what it comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(rename = "CouncilNotes")]
#[serde(from = "Kept")]
pub struct Notes {
    pub text: String,
    /// Empty = nobody wrote any yet.
    pub by: String,
    #[ts(type = "number | null")]
    pub at: Option<Instant>,
    #[ts(type = "number")]
    pub version: i64,
    /// The text, read. Never taken from a file: it says what the text says.
    pub blocks: Vec<NoteBlock>,
}

/// What is kept of notes.
#[derive(Deserialize)]
struct Kept {
    text: String,
    by: String,
    at: Option<Instant>,
    version: i64,
}

impl From<Kept> for Notes {
    fn from(Kept { text, by, at, version }: Kept) -> Notes {
        Notes::new(text, by, at, version)
    }
}

impl Notes {
    pub fn new(text: String, by: String, at: Option<Instant>, version: i64) -> Notes {
        Notes { blocks: read(&text), text, by, at, version }
    }
}

/// A piece of notes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum NoteBlock {
    /// `level` from 1; never more than one below the heading before it, so that an outline has no hole.
    Heading {
        level: u8,
        runs: Vec<NoteRun>,
    },
    Paragraph {
        runs: Vec<NoteRun>,
    },
    /// `first` = its points are numbered from there.
    List {
        #[ts(type = "number | null")]
        first: Option<u64>,
        items: Vec<Vec<NoteBlock>>,
    },
    Quote {
        blocks: Vec<NoteBlock>,
    },
    /// Letters as they were typed.
    Code {
        text: String,
    },
    /// A line across.
    Rule,
}

/// A stretch of text in one hand. A line that somebody began is a run of a line break alone.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct NoteRun {
    pub text: String,
    pub strong: bool,
    pub emphasis: bool,
    pub code: bool,
}

/// A piece whose end is still to come.
enum Open {
    /// A list's point, a quote, or the notes themselves.
    Blocks(Vec<NoteBlock>),
    Quote(Vec<NoteBlock>),
    List(Option<u64>, Vec<Vec<NoteBlock>>),
}

/// Of a link or a picture that is under way.
struct Address {
    address: String,
    title: String,
    /// The run with which its words begin.
    from: usize,
}

#[derive(Default)]
struct Reader {
    open: Vec<Open>,
    /// Containers that lie too deep and are not opened.
    too_deep: usize,
    runs: Vec<NoteRun>,
    strong: usize,
    emphasis: usize,
    addresses: Vec<Address>,
    heading: Option<u8>,
    last_level: u8,
    /// Inside a block of code or of HTML: its letters.
    verbatim: Option<String>,
}

/// The pieces of a Markdown text.
fn read(text: &str) -> Vec<NoteBlock> {
    let mut reader = Reader { open: vec![Open::Blocks(Vec::new())], ..Reader::default() };
    for event in Parser::new_ext(text, Options::empty()) {
        reader.take(event);
    }
    reader.end_of_text();
    match reader.open.pop() {
        Some(Open::Blocks(blocks)) => blocks,
        Some(Open::Quote(_) | Open::List(..)) | None => Vec::new(),
    }
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.begin(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::InlineHtml(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.say(&text, false);
            }
            Event::Html(text) => self.say(&text, false),
            Event::Code(text) => self.say(&text, true),
            Event::SoftBreak | Event::HardBreak => {
                self.runs.push(NoteRun { text: "\n".into(), ..NoteRun::default() });
            }
            Event::Rule => {
                self.end_of_text();
                self.push(NoteBlock::Rule);
            }
            Event::FootnoteReference(name) => self.say(&format!("[^{name}]"), false),
            Event::TaskListMarker(done) => self.say(if done { "[x] " } else { "[ ] " }, false),
        }
    }

    fn begin(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.end_of_text();
                let level = deep(level).min(self.last_level + 1).min(LEVELS);
                self.last_level = level;
                self.heading = Some(level);
            }
            Tag::BlockQuote(_) => self.open(Open::Quote(Vec::new())),
            Tag::List(first) => self.open(Open::List(first, Vec::new())),
            Tag::Item => self.open(Open::Blocks(Vec::new())),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) | Tag::HtmlBlock => {
                self.end_of_text();
                self.verbatim = Some(String::new());
            }
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. } => {
                let (address, title) = (dest_url.into_string(), title.into_string());
                self.addresses.push(Address { address, title, from: self.runs.len() });
            }
            Tag::Paragraph => self.end_of_text(),
            // Of extensions that are not read.
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_of_text(),
            TagEnd::Heading(_) => {
                let (level, runs) = (self.heading.take().unwrap_or(1), std::mem::take(&mut self.runs));
                if !runs.is_empty() {
                    self.push(NoteBlock::Heading { level, runs });
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => self.close(),
            TagEnd::CodeBlock => {
                let text = self.verbatim.take().unwrap_or_default();
                self.push(NoteBlock::Code { text: text.trim_end_matches('\n').to_owned() });
            }
            TagEnd::HtmlBlock => {
                // Somebody typed it into a text: it is read as one.
                let text = self.verbatim.take().unwrap_or_default();
                for (at, line) in text.trim_end().lines().enumerate() {
                    if at > 0 {
                        self.runs.push(NoteRun { text: "\n".into(), ..NoteRun::default() });
                    }
                    self.say(line, false);
                }
                self.end_of_text();
            }
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Link | TagEnd::Image => self.address(),
            TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Behind a link's words its address, where the words are not the address themselves.
    fn address(&mut self) {
        let Some(Address { mut address, title, from }) = self.addresses.pop() else { return };
        let words: String = self.runs.iter().skip(from).map(|run| run.text.as_str()).collect();
        let is_said = title.is_empty() && (words == address || format!("mailto:{words}") == address);
        if !title.is_empty() {
            address = format!("{address}, {title}");
        }
        if !address.is_empty() && !is_said {
            let before = if words.is_empty() { "" } else { " " };
            self.say(&format!("{before}({address})"), false);
        }
    }

    fn say(&mut self, text: &str, code: bool) {
        if let Some(verbatim) = &mut self.verbatim {
            verbatim.push_str(text);
            return;
        }
        let run = NoteRun { text: text.to_owned(), strong: self.strong > 0, emphasis: self.emphasis > 0, code };
        // A link's words begin a run of their own: behind them its address is told from what was said before.
        let begins = self.addresses.last().is_some_and(|address| address.from == self.runs.len());
        match self.runs.last_mut() {
            Some(last)
                if !begins
                    && last.text != "\n"
                    && (last.strong, last.emphasis, last.code) == (run.strong, run.emphasis, run.code) =>
            {
                last.text.push_str(text);
            }
            Some(_) | None => self.runs.push(run),
        }
    }

    /// What was said since the last piece is a paragraph: of a tight list's point nobody says so.
    fn end_of_text(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        if runs.iter().any(|run| !run.text.trim().is_empty()) {
            self.push(NoteBlock::Paragraph { runs });
        }
    }

    fn open(&mut self, open: Open) {
        self.end_of_text();
        // A list and its point count as one.
        if self.too_deep > 0 || self.open.len() > 2 * DEEPEST {
            self.too_deep += 1;
        } else {
            self.open.push(open);
        }
    }

    fn close(&mut self) {
        self.end_of_text();
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        match self.open.pop() {
            Some(Open::Blocks(blocks)) => match self.open.last_mut() {
                Some(Open::List(_, items)) => items.push(blocks),
                Some(Open::Blocks(_) | Open::Quote(_)) | None => blocks.into_iter().for_each(|block| self.push(block)),
            },
            Some(Open::Quote(blocks)) => self.push(NoteBlock::Quote { blocks }),
            Some(Open::List(first, items)) => self.push(NoteBlock::List { first, items }),
            None => {}
        }
    }

    fn push(&mut self, block: NoteBlock) {
        match self.open.last_mut() {
            Some(Open::Blocks(blocks) | Open::Quote(blocks)) => blocks.push(block),
            // Where a list lies so deep that its points are not opened, each of their pieces is one.
            Some(Open::List(_, items)) => items.push(vec![block]),
            None => {}
        }
    }
}

const fn deep(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests;
