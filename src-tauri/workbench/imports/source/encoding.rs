//! Which encoding a file of text is in, and its bytes as UTF-8.

use super::super::error::ImportError;
use crate::open_regular;
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// What was found, and in words why.
#[derive(Debug, Clone)]
pub struct EncodingFinding {
    pub encoding: &'static Encoding,
    pub words: String,
    pub size_bytes: u64,
    /// True when bytes above 127 were attributed by statistics alone.
    pub guessed: bool,
}

/// Says what a file is encoded in; reads all of it where its beginning does not decide. Refuses what is not text.
pub fn find_encoding(path: &Path) -> Result<EncodingFinding, ImportError> {
    let Beginning { mut file, mut block, length, size_bytes, decided } = begin(path)?;
    if let Some((encoding, words)) = decided {
        return Ok(EncodingFinding { encoding, words, size_bytes, guessed: false });
    }
    let mut census = Census::default();
    census.take(&block[..length], size_bytes == length as u64);
    let mut seen = length as u64;
    loop {
        let length =
            read_full(&mut file, &mut block).map_err(|cause| ImportError::Open { path: path.to_owned(), cause })?;
        if length == 0 {
            break;
        }
        seen += length as u64;
        census.take(&block[..length], seen >= size_bytes);
    }
    Ok(census.finding(size_bytes))
}

/// The encoding that a mapping names, for a file that is text by its beginning. The file is not read through.
pub fn mapped_encoding(path: &Path, label: &str) -> Result<EncodingFinding, ImportError> {
    let size_bytes = begin(path)?.size_bytes;
    let encoding = encoding_named(label)?;
    let words = format!("{} (as the mapping says)", encoding.name());
    Ok(EncodingFinding { encoding, words, size_bytes, guessed: false })
}

/// The first part of a file of text.
struct Beginning {
    file: File,
    block: Vec<u8>,
    /// Bytes of the block that are the file's.
    length: usize,
    size_bytes: u64,
    /// The encoding, and in words why, where the beginning decides it.
    decided: Option<(&'static Encoding, String)>,
}

/// Reads the first part and refuses what is not text.
fn begin(path: &Path) -> Result<Beginning, ImportError> {
    let open = |cause| ImportError::Open { path: path.to_owned(), cause };
    let name = file_name(path);
    let mut file = open_regular(path).map_err(open)?;
    let size_bytes = file.metadata().map_err(open)?.len();
    let mut block = vec![0_u8; 256 * 1024];
    let length = read_full(&mut file, &mut block).map_err(open)?;
    let head = &block[..length];
    if head.is_empty() {
        return Err(ImportError::Empty { file: name });
    }
    if let Some((what, advice)) = foreign(head) {
        return Err(ImportError::NotATable { file: name, what, advice });
    }
    let decided = if head.starts_with(&[0xEF, 0xBB, 0xBF]) {
        Some((UTF_8, "UTF-8 with byte order mark".into()))
    } else if head.starts_with(&[0xFF, 0xFE]) {
        Some((UTF_16LE, "UTF-16LE with byte order mark".into()))
    } else if head.starts_with(&[0xFE, 0xFF]) {
        Some((UTF_16BE, "UTF-16BE with byte order mark".into()))
    } else {
        wide_by_zeros(head)
            .map(|encoding| (encoding, format!("{} (no byte order mark; every second byte is zero)", encoding.name())))
    };
    if decided.is_none() && looks_binary(head) {
        return Err(ImportError::NotATable {
            file: name,
            what: "binary data",
            advice: "export it as CSV or XLSX from the system that made it",
        });
    }
    Ok(Beginning { file, block, length, size_bytes, decided })
}

/// The encoding with this label (`UTF-8`, `windows-1252`).
pub fn encoding_named(label: &str) -> Result<&'static Encoding, ImportError> {
    Encoding::for_label(label.trim().as_bytes()).ok_or_else(|| ImportError::UnknownEncoding { label: label.to_owned() })
}

pub fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

fn read_full(file: &mut File, block: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while filled < block.len() {
        match file.read(&mut block[filled..])? {
            0 => break,
            length => filled += length,
        }
    }
    Ok(filled)
}

/// Kinds of file that are met by mistake, by their first bytes.
pub fn foreign(head: &[u8]) -> Option<(&'static str, &'static str)> {
    const KINDS: &[(&[u8], &str, &str)] = &[
        (b"\x1F\x8B", "compressed (gzip)", "unpack it and import the file inside"),
        (b"PK\x03\x04", "a ZIP archive", "unpack it and import the files inside (a workbook has to be named .xlsx)"),
        (b"SQLite format 3\0", "a SQLite database", "export the table as CSV"),
        (b"%PDF", "a PDF", "export the report as CSV or XLSX"),
        (b"\x89PNG", "a picture", "choose the exported CSV or XLSX"),
        (b"\xFF\xD8\xFF", "a picture", "choose the exported CSV or XLSX"),
        (
            b"\xD0\xCF\x11\xE0",
            "an old Excel workbook (.xls) or an encrypted one",
            "save it as .xlsx without a password",
        ),
        (b"\x7FELF", "a program", "choose the exported CSV or XLSX"),
        (b"7z\xBC\xAF", "a 7z archive", "unpack it and import the files inside"),
        (b"PAR1", "a Parquet file", "export it as CSV"),
    ];
    KINDS.iter().find(|(magic, _, _)| head.starts_with(magic)).map(|&(_, what, advice)| (what, advice))
}

/// UTF-16 without a mark: text of any script has commas, digits and line ends, whose high byte is zero.
fn wide_by_zeros(head: &[u8]) -> Option<&'static Encoding> {
    let pairs = head.len() / 2;
    if pairs < 2 {
        return None;
    }
    let (mut even, mut odd) = (0_usize, 0_usize);
    for pair in head.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let (most, least, encoding) = if odd > even { (odd, even, UTF_16LE) } else { (even, odd, UTF_16BE) };
    (most >= 4 && most * 4 >= pairs && least * 20 <= most).then_some(encoding)
}

fn looks_binary(head: &[u8]) -> bool {
    let control =
        head.iter().filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C)).count();
    head.len() >= 64 && control * 20 > head.len()
}

/// Counts what speaks for UTF-8 and feeds the statistics for the single-byte encodings.
struct Census {
    detector: chardetng::EncodingDetector,
    fed: usize,
    high: u64,
    sequences: u64,
    broken: u64,
    carry: Vec<u8>,
}

impl Default for Census {
    fn default() -> Self {
        Census {
            detector: chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny),
            fed: 0,
            high: 0,
            sequences: 0,
            broken: 0,
            carry: Vec::new(),
        }
    }
}

impl Census {
    /// Statistics need no more of the text than this.
    const ENOUGH: usize = 4 * 1024 * 1024;

    fn take(&mut self, block: &[u8], last: bool) {
        if self.fed < Self::ENOUGH && !block.is_ascii() {
            self.detector.feed(block, false);
            self.fed += block.len();
        }
        if block.is_ascii() && self.carry.is_empty() {
            return;
        }
        self.high += block.iter().filter(|&&byte| byte >= 0x80).count() as u64;
        let joined = [std::mem::take(&mut self.carry).as_slice(), block].concat();
        let mut rest = joined.as_slice();
        loop {
            match std::str::from_utf8(rest) {
                Ok(text) => {
                    self.sequences += (text.len() - text.bytes().filter(u8::is_ascii).count()) as u64;
                    return;
                }
                Err(fault) => {
                    let (good, bad) = rest.split_at(fault.valid_up_to());
                    self.sequences += good.iter().filter(|byte| !byte.is_ascii()).count() as u64;
                    match fault.error_len() {
                        None if !last => {
                            self.carry = bad.to_vec();
                            return;
                        }
                        None => {
                            self.broken += 1;
                            return;
                        }
                        Some(length) => {
                            self.broken += 1;
                            rest = &bad[length..];
                        }
                    }
                }
            }
        }
    }

    fn finding(mut self, size_bytes: u64) -> EncodingFinding {
        if self.high == 0 {
            let words = "UTF-8 (plain ASCII)".into();
            return EncodingFinding { encoding: UTF_8, words, size_bytes, guessed: false };
        }
        // A file of UTF-8 with a few damaged bytes is still UTF-8: its broken rows are reported one by one.
        if self.broken == 0 || self.sequences > 20 * self.broken {
            let words =
                if self.broken == 0 { "UTF-8".into() } else { format!("UTF-8 (damaged in {} places)", self.broken) };
            return EncodingFinding { encoding: UTF_8, words, size_bytes, guessed: false };
        }
        self.detector.feed(b"", true);
        let encoding = self.detector.guess(None, chardetng::Utf8Detection::Deny);
        let words =
            format!("{} (no byte order mark; {} of {} bytes above 127)", encoding.name(), self.high, size_bytes);
        EncodingFinding { encoding, words, size_bytes, guessed: true }
    }
}

/// A file's bytes as UTF-8, decoded as they are read. UTF-8 passes through unchecked: rows are checked one by one.
pub struct Utf8Stream<R> {
    input: R,
    decoder: Option<Decoder>,
    block: Vec<u8>,
    from: usize,
    to: usize,
    /// Decoded text that the last caller had no room for.
    waiting: Vec<u8>,
    ended: bool,
    flushed: bool,
    /// Bytes that stand for no character were replaced by U+FFFD.
    pub replaced: bool,
}

/// Opens a file after its byte order mark, as UTF-8.
pub fn open_utf8(path: &Path, encoding: &'static Encoding) -> Result<Utf8Stream<File>, ImportError> {
    let open = |cause| ImportError::Open { path: path.to_owned(), cause };
    let mut file = open_regular(path).map_err(open)?;
    let mut head = [0_u8; 3];
    let length = read_full(&mut file, &mut head).map_err(open)?;
    let mark = match Encoding::for_bom(&head[..length]) {
        Some((marked, mark)) if marked == encoding => mark,
        _ => 0,
    };
    file.seek(SeekFrom::Start(mark as u64)).map_err(open)?;
    Ok(Utf8Stream::new(file, encoding))
}

impl<R: Read> Utf8Stream<R> {
    pub fn new(input: R, encoding: &'static Encoding) -> Utf8Stream<R> {
        let decoder = (encoding != UTF_8).then(|| encoding.new_decoder_without_bom_handling());
        let block = vec![0; if decoder.is_some() { 64 * 1024 } else { 0 }];
        Utf8Stream {
            input,
            decoder,
            block,
            from: 0,
            to: 0,
            waiting: Vec::new(),
            ended: false,
            flushed: false,
            replaced: false,
        }
    }
}

/// The decoder needs room for one whole character.
const ROOM: usize = 8;

impl<R: Read> Utf8Stream<R> {
    /// Decodes into `out`, which has [`ROOM`] at least.
    fn decode(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let Some(decoder) = &mut self.decoder else { return self.input.read(out) };
        loop {
            if self.flushed {
                return Ok(0);
            }
            if self.from == self.to && !self.ended {
                self.from = 0;
                self.to = self.input.read(&mut self.block)?;
                self.ended = self.to == 0;
            }
            let (result, read, written, replaced) =
                decoder.decode_to_utf8(&self.block[self.from..self.to], out, self.ended);
            self.from += read;
            self.replaced |= replaced;
            if self.ended && matches!(result, CoderResult::InputEmpty) {
                self.flushed = true;
            }
            if written > 0 {
                return Ok(written);
            }
        }
    }
}

impl<R: Read> Read for Utf8Stream<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if self.decoder.is_none() {
            return self.input.read(out);
        }
        if self.waiting.is_empty() && out.len() >= ROOM {
            return self.decode(out);
        }
        // A reader that grows its buffer asks for a few bytes at times; none would tell it that the file ends.
        if self.waiting.is_empty() {
            let mut small = [0_u8; ROOM];
            let written = self.decode(&mut small)?;
            self.waiting.extend_from_slice(&small[..written]);
        }
        let taken = self.waiting.len().min(out.len());
        out[..taken].copy_from_slice(&self.waiting[..taken]);
        self.waiting.drain(..taken);
        Ok(taken)
    }
}
