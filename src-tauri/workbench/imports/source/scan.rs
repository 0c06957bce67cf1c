//! Cuts UTF-8 text into records and cells: RFC 4180 with the faults that exports really have.
//!
//! Works in one buffer without allocating per record. A quote inside quoted text that is not doubled is text (and reported); a
//! quote that opens and never closes spoils its own line only: that line is handed back as broken and reading goes on below it.

use super::RowText;
use memchr::{memchr, memchr2};
use std::io::Read;

/// A record longer than this is taken for an unclosed quote.
const LONGEST_RECORD: usize = 4 * 1024 * 1024;
const BLOCK: usize = 256 * 1024;
/// More cells than any export has; a wrong delimiter or a hostile file.
pub const MOST_CELLS: usize = 16_384;

/// What the scanner found next.
#[derive(Debug)]
pub enum Scanned<'a> {
    /// A record with at least one character.
    Row(RowText<'a>),
    /// An empty line.
    Blank,
    /// A line that cannot be cut, with at most a few hundred characters of its text.
    Broken {
        line: u64,
        fault: Fault,
        text: String,
    },
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A quote is opened in this line and not closed.
    OpenQuote,
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// A NUL byte.
    Nul,
    TooManyCells,
}

/// How records and cells are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    pub delimiter: u8,
    /// Lines end with a lone carriage return (old Mac exports).
    pub cr_ends: bool,
}

impl Dialect {
    fn terminator(self) -> u8 {
        if self.cr_ends { b'\r' } else { b'\n' }
    }
}

pub struct Scanner<R> {
    input: R,
    dialect: Dialect,
    buffer: Vec<u8>,
    /// Unread bytes are `start..end`.
    start: usize,
    end: usize,
    ended: bool,
    next_line: u64,
    cells: Vec<(u32, u32)>,
    stray_quote: bool,
    pub open_quotes: usize,
    consumed: u64,
}

/// Every cell is wanted.
const ALL_CELLS: usize = usize::MAX;

/// The record that was stepped over: its cells are cut, its doubled quotes are not undone.
struct Line {
    /// In which it begins.
    number: u64,
    begin: usize,
    end: usize,
    /// A cell of it is quoted.
    quoted: bool,
}

enum Found {
    Line(Line),
    /// Line, what is wrong, its text.
    Broken(u64, Fault, String),
    End,
}

/// A record as found, before doubled quotes are undone.
enum Cut {
    /// The record is whole: where it ends, and where the next one begins.
    Whole {
        end: usize,
        next: usize,
        lines: u64,
        quoted: bool,
    },
    NeedMore,
    Fault(Fault),
}

impl<R: Read> Scanner<R> {
    /// Starts reading; the first line of `input` has the number `line`.
    pub fn new(input: R, dialect: Dialect, line: u64) -> Scanner<R> {
        Scanner {
            input,
            dialect,
            buffer: vec![0; BLOCK],
            start: 0,
            end: 0,
            ended: false,
            next_line: line,
            cells: Vec::new(),
            stray_quote: false,
            open_quotes: 0,
            consumed: 0,
        }
    }

    /// Bytes of UTF-8 read so far, for progress.
    pub fn consumed(&self) -> u64 {
        self.consumed
    }

    pub fn input(&self) -> &R {
        &self.input
    }

    /// Passes over whole lines without cutting them, quotes or not.
    pub fn skip_lines(&mut self, count: u64) -> std::io::Result<()> {
        for _ in 0..count {
            if !self.skip_line()? {
                break;
            }
        }
        Ok(())
    }

    fn skip_line(&mut self) -> std::io::Result<bool> {
        loop {
            if let Some(at) = memchr(self.dialect.terminator(), &self.buffer[self.start..self.end]) {
                self.start += at + 1;
                self.next_line += 1;
                return Ok(true);
            }
            if self.ended || self.end - self.start > LONGEST_RECORD {
                self.start = self.end;
                self.next_line += 1;
                return Ok(!self.ended);
            }
            self.fill()?;
        }
    }

    /// Finds the next record.
    pub fn next(&mut self) -> std::io::Result<Scanned<'_>> {
        let line = match self.find(ALL_CELLS)? {
            Found::Line(line) => line,
            Found::Broken(line, fault, text) => return Ok(Scanned::Broken { line, fault, text }),
            Found::End => return Ok(Scanned::End),
        };
        if line.begin == line.end {
            return Ok(Scanned::Blank);
        }
        if line.quoted {
            // Looked at as it stands in the file: what is handed back as broken has its quotes as they were.
            if let Err((fault, text)) = text_of(&self.buffer[line.begin..line.end]) {
                return Ok(Scanned::Broken { line: line.number, fault, text });
            }
            self.undouble(line.begin);
        }
        Ok(match text_of(&self.buffer[line.begin..line.end]) {
            Ok(text) => Scanned::Row(self.row(&line, text)),
            Err((fault, text)) => Scanned::Broken { line: line.number, fault, text },
        })
    }

    /// Finds the next record and cuts its first `wanted` cells alone, at least one. The rest is neither cut nor checked, so that
    /// what [`Scanner::next`] calls broken may come as a row; records begin and end where they do there.
    pub fn skim(&mut self, wanted: usize) -> std::io::Result<Scanned<'_>> {
        let line = match self.find(wanted)? {
            Found::Line(line) => line,
            Found::Broken(line, fault, text) => return Ok(Scanned::Broken { line, fault, text }),
            Found::End => return Ok(Scanned::End),
        };
        if line.begin == line.end {
            return Ok(Scanned::Blank);
        }
        self.cells.truncate(wanted);
        if line.quoted {
            self.undouble(line.begin);
        }
        let end = self.cells.last().map_or(line.end, |&(_, to)| line.begin + to as usize);
        Ok(match text_of(&self.buffer[line.begin..end]) {
            Ok(text) => Scanned::Row(self.row(&line, text)),
            Err((fault, text)) => Scanned::Broken { line: line.number, fault, text },
        })
    }

    fn row<'a>(&'a self, line: &Line, text: &'a str) -> RowText<'a> {
        RowText { line: line.number, text, cells: &self.cells, stray_quote: self.stray_quote }
    }

    /// Finds the next record and steps over it.
    fn find(&mut self, wanted: usize) -> std::io::Result<Found> {
        loop {
            if self.start == self.end {
                if self.ended {
                    return Ok(Found::End);
                }
                self.fill()?;
                continue;
            }
            match self.cut(wanted) {
                Cut::NeedMore => self.fill()?,
                Cut::Fault(fault) => return Ok(self.break_line(fault)),
                Cut::Whole { end, next, lines, quoted } => {
                    let line = Line { number: self.next_line, begin: self.start, end, quoted };
                    self.start = next;
                    self.next_line += lines;
                    return Ok(Found::Line(line));
                }
            }
        }
    }

    /// Cuts the record at `start` without changing anything but `cells`, so that it can be cut again with more bytes.
    fn cut(&mut self, wanted: usize) -> Cut {
        let Dialect { delimiter, .. } = self.dialect;
        let terminator = self.dialect.terminator();
        let bytes = &self.buffer[..self.end];
        let begin = self.start;
        let mut at = begin;
        let mut quoted_any = false;
        let mut wanted = wanted;
        self.cells.clear();
        self.stray_quote = false;
        loop {
            if self.cells.len() >= wanted {
                // Only where the record ends is left to know: without a quote that is the line's end.
                wanted = ALL_CELLS;
                match memchr2(b'"', terminator, &bytes[at..]) {
                    Some(offset) if bytes[at + offset] == terminator => {
                        let end = without_return(bytes, at, at + offset, terminator);
                        return self.whole(begin, end, at + offset + 1, quoted_any);
                    }
                    _ => {}
                }
            }
            if self.cells.len() >= MOST_CELLS {
                return Cut::Fault(Fault::TooManyCells);
            }
            if at < bytes.len() && bytes[at] == b'"' {
                quoted_any = true;
                let Some(close) = closing_quote(bytes, at + 1, self.dialect, self.ended, &mut self.stray_quote) else {
                    if self.ended || bytes.len() - begin > LONGEST_RECORD {
                        return Cut::Fault(Fault::OpenQuote);
                    }
                    return Cut::NeedMore;
                };
                self.cells.push(((at + 1 - begin) as u32, (close - begin) as u32));
                at = close + 1;
                if at < bytes.len() && bytes[at] == delimiter {
                    at += 1;
                    continue;
                }
                return self.finish(begin, at, terminator, quoted_any);
            }
            match memchr2(delimiter, terminator, &bytes[at..]) {
                Some(offset) if bytes[at + offset] == delimiter => {
                    self.cells.push(((at - begin) as u32, (at + offset - begin) as u32));
                    at += offset + 1;
                }
                Some(offset) => {
                    let stop = at + offset;
                    let trimmed = without_return(bytes, at, stop, terminator);
                    self.cells.push(((at - begin) as u32, (trimmed - begin) as u32));
                    return self.whole(begin, trimmed, stop + 1, quoted_any);
                }
                None if self.ended => {
                    let stop = bytes.len();
                    let trimmed = without_return(bytes, at, stop, terminator);
                    self.cells.push(((at - begin) as u32, (trimmed - begin) as u32));
                    return self.whole(begin, trimmed, stop, quoted_any);
                }
                None if bytes.len() - begin > LONGEST_RECORD => return Cut::Fault(Fault::TooManyCells),
                None => return Cut::NeedMore,
            }
        }
    }

    /// After a closing quote that no delimiter follows: the line's end, or the file's.
    fn finish(&self, begin: usize, at: usize, terminator: u8, quoted_any: bool) -> Cut {
        let bytes = &self.buffer[..self.end];
        let mut next = at;
        if next < bytes.len() && bytes[next] == b'\r' && terminator == b'\n' {
            next += 1;
        }
        if next < bytes.len() && bytes[next] == terminator {
            return self.whole(begin, at, next + 1, quoted_any);
        }
        if self.ended { self.whole(begin, at, bytes.len(), quoted_any) } else { Cut::NeedMore }
    }

    fn whole(&self, begin: usize, end: usize, next: usize, quoted_any: bool) -> Cut {
        if !quoted_any {
            return Cut::Whole { end, next, lines: 1, quoted: false };
        }
        let inside = memchr::memchr_iter(self.dialect.terminator(), &self.buffer[begin..end]).count() as u64;
        // A stray quote together with a line break is far more often an unclosed quote that swallowed rows than one odd cell.
        if self.stray_quote && inside > 0 {
            return Cut::Fault(Fault::OpenQuote);
        }
        Cut::Whole { end, next, lines: inside + 1, quoted: true }
    }

    /// Undoes doubled quotes in place; what becomes free is filled with blanks, so that the text stays UTF-8.
    fn undouble(&mut self, begin: usize) {
        for index in 0..self.cells.len() {
            let (from, to) = (begin + self.cells[index].0 as usize, begin + self.cells[index].1 as usize);
            let quoted = from > begin && self.buffer[from - 1] == b'"';
            if !quoted {
                continue;
            }
            let cell = &mut self.buffer[from..to];
            let Some(first) = memchr::memmem::find(cell, b"\"\"") else { continue };
            let (mut read, mut write) = (first, first);
            while read < cell.len() {
                let byte = cell[read];
                cell[write] = byte;
                write += 1;
                read += if byte == b'"' && cell.get(read + 1) == Some(&b'"') { 2 } else { 1 };
            }
            cell[write..].fill(b' ');
            self.cells[index].1 = (from + write - begin) as u32;
        }
    }

    /// Gives up on the line at `start`: hands it back as text and goes on below it.
    fn break_line(&mut self, fault: Fault) -> Found {
        self.open_quotes += usize::from(fault == Fault::OpenQuote);
        let (begin, number) = (self.start, self.next_line);
        let stop = memchr(self.dialect.terminator(), &self.buffer[begin..self.end]).map_or(self.end, |at| begin + at);
        self.start = (stop + 1).min(self.end);
        self.next_line += 1;
        Found::Broken(number, fault, shown(&self.buffer[begin..stop]))
    }

    fn fill(&mut self) -> std::io::Result<()> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        // A decoder needs room for more than one character.
        if self.buffer.len() - self.end < 1_024 {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let length = self.input.read(&mut self.buffer[self.end..])?;
        self.end += length;
        self.consumed += length as u64;
        self.ended = length == 0;
        Ok(())
    }
}

/// Where a line ends that stops at `stop`: before the carriage return of its line end.
fn without_return(bytes: &[u8], at: usize, stop: usize, terminator: u8) -> usize {
    if terminator == b'\n' && stop > at && bytes[stop - 1] == b'\r' { stop - 1 } else { stop }
}

/// The bytes of a record as text, or what is wrong with them and how they look.
fn text_of(bytes: &[u8]) -> Result<&str, (Fault, String)> {
    match std::str::from_utf8(bytes) {
        Ok(text) if memchr(0, bytes).is_none() => Ok(text),
        Ok(_) => Err((Fault::Nul, shown(bytes))),
        Err(_) => Err((Fault::NotUtf8, shown(bytes))),
    }
}

/// The text of a broken line, for people.
fn shown(line: &[u8]) -> String {
    let shown = String::from_utf8_lossy(&line[..line.len().min(300)]);
    shown.trim_end_matches(['\r', '\n']).replace('\0', "\u{2400}")
}

/// Where the quoted text that begins at `at` is closed: a quote before a delimiter, a line end or the end of the file.
fn closing_quote(bytes: &[u8], mut at: usize, dialect: Dialect, ended: bool, stray: &mut bool) -> Option<usize> {
    loop {
        let quote = at + memchr(b'"', &bytes[at..])?;
        let closes = match bytes.get(quote + 1) {
            Some(b'"') => {
                at = quote + 2;
                continue;
            }
            Some(&next) if next == dialect.delimiter || next == dialect.terminator() => true,
            Some(b'\r') if !dialect.cr_ends => match bytes.get(quote + 2) {
                Some(&after) => after == b'\n',
                None if ended => true,
                None => return None,
            },
            Some(_) => false,
            None if ended => true,
            None => return None,
        };
        if closes {
            return Some(quote);
        }
        *stray = true;
        at = quote + 1;
    }
}
