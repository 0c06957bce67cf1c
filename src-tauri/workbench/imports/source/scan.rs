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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scanned {
    /// A record with at least one character; read it with [`Scanner::row`].
    Row,
    /// An empty line.
    Blank,
    /// A line that cannot be cut; its text is in [`Scanner::broken`].
    Broken(Fault),
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
    line: u64,
    record: (usize, usize),
    cells: Vec<(u32, u32)>,
    stray_quote: bool,
    broken: String,
    pub open_quotes: usize,
    consumed: u64,
}

/// A cell as found, before doubled quotes are undone.
enum Cut {
    /// The record is whole: where it ends, and where the next one begins.
    Whole {
        end: usize,
        next: usize,
        lines: u64,
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
            line,
            record: (0, 0),
            cells: Vec::new(),
            stray_quote: false,
            broken: String::new(),
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

    /// The number of the line in which the last record began.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The text of a broken line, at most a few hundred characters.
    pub fn broken(&self) -> &str {
        &self.broken
    }

    /// The record of the last [`Scanned::Row`].
    pub fn row(&self) -> RowText<'_> {
        let bytes = &self.buffer[self.record.0..self.record.1];
        // Checked when the record was cut; an empty text here would show in every test.
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        RowText { line: self.line, text, cells: &self.cells, stray_quote: self.stray_quote }
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
    pub fn next(&mut self) -> std::io::Result<Scanned> {
        loop {
            self.line = self.next_line;
            if self.start == self.end {
                if self.ended {
                    return Ok(Scanned::End);
                }
                self.fill()?;
                continue;
            }
            match self.cut() {
                Cut::NeedMore => self.fill()?,
                Cut::Fault(fault) => return self.break_line(fault),
                Cut::Whole { end, next, lines } => {
                    let begin = self.start;
                    self.start = next;
                    self.next_line += lines;
                    self.record = (begin, end);
                    if begin == end {
                        return Ok(Scanned::Blank);
                    }
                    let bytes = &self.buffer[begin..end];
                    if std::str::from_utf8(bytes).is_err() {
                        self.keep_broken(begin, end);
                        return Ok(Scanned::Broken(Fault::NotUtf8));
                    }
                    if memchr(0, bytes).is_some() {
                        self.keep_broken(begin, end);
                        return Ok(Scanned::Broken(Fault::Nul));
                    }
                    self.undouble();
                    return Ok(Scanned::Row);
                }
            }
        }
    }

    /// Cuts the record at `start` without changing anything but `cells`, so that it can be cut again with more bytes.
    fn cut(&mut self) -> Cut {
        let Dialect { delimiter, .. } = self.dialect;
        let terminator = self.dialect.terminator();
        let bytes = &self.buffer[..self.end];
        let begin = self.start;
        let mut at = begin;
        let mut quoted_any = false;
        self.cells.clear();
        self.stray_quote = false;
        loop {
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
                    let trimmed =
                        if terminator == b'\n' && stop > at && bytes[stop - 1] == b'\r' { stop - 1 } else { stop };
                    self.cells.push(((at - begin) as u32, (trimmed - begin) as u32));
                    return self.whole(begin, trimmed, stop + 1, quoted_any);
                }
                None if self.ended => {
                    let stop = bytes.len();
                    let trimmed =
                        if terminator == b'\n' && stop > at && bytes[stop - 1] == b'\r' { stop - 1 } else { stop };
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
            return Cut::Whole { end, next, lines: 1 };
        }
        let inside = memchr::memchr_iter(self.dialect.terminator(), &self.buffer[begin..end]).count() as u64;
        // A stray quote together with a line break is far more often an unclosed quote that swallowed rows than one odd cell.
        if self.stray_quote && inside > 0 {
            return Cut::Fault(Fault::OpenQuote);
        }
        Cut::Whole { end, next, lines: inside + 1 }
    }

    /// Undoes doubled quotes in place; what becomes free is filled with blanks, so that the text stays UTF-8.
    fn undouble(&mut self) {
        let begin = self.record.0;
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
    fn break_line(&mut self, fault: Fault) -> std::io::Result<Scanned> {
        self.open_quotes += usize::from(fault == Fault::OpenQuote);
        let begin = self.start;
        let stop = memchr(self.dialect.terminator(), &self.buffer[begin..self.end]).map_or(self.end, |at| begin + at);
        self.keep_broken(begin, stop);
        self.start = (stop + 1).min(self.end);
        self.next_line += 1;
        Ok(Scanned::Broken(fault))
    }

    fn keep_broken(&mut self, begin: usize, end: usize) {
        let shown = &self.buffer[begin..end.min(begin + 300)];
        self.broken = String::from_utf8_lossy(shown).trim_end_matches(['\r', '\n']).replace('\0', "\u{2400}");
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
