//! Text values as small numbers: every distinct value of a dimension once.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A 64-bit hash of short text: fast, and the same on every machine. Collisions cost time, never correctness.
#[derive(Default, Clone)]
pub struct TextHasher(u64);

impl Hasher for TextHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            let mixed = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            self.0 = mixed ^ (mixed >> 29);
        }
    }

    fn write_u128(&mut self, value: u128) {
        let mixed = (value as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (value >> 64) as u64;
        let mixed = mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 29);
    }
}

/// Distinct values in order of first sight. Code 0 is "no value".
#[derive(Debug, Clone)]
pub struct Dictionary {
    values: Vec<Box<str>>,
    codes: HashMap<Box<str>, u32, BuildHasherDefault<TextHasher>>,
}

impl Default for Dictionary {
    fn default() -> Self {
        Dictionary { values: vec!["".into()], codes: HashMap::default() }
    }
}

impl Dictionary {
    /// The code of a value, new or known; an empty text is no value.
    pub fn code(&mut self, value: Option<&str>) -> u32 {
        let Some(value) = value.filter(|value| !value.is_empty()) else { return 0 };
        if let Some(&code) = self.codes.get(value) {
            return code;
        }
        let code = self.values.len() as u32;
        self.values.push(value.into());
        self.codes.insert(value.into(), code);
        code
    }

    /// The code of a known value.
    pub fn find(&self, value: &str) -> Option<u32> {
        if value.is_empty() { Some(0) } else { self.codes.get(value).copied() }
    }

    /// The value of a code; `None` for code 0.
    pub fn value(&self, code: u32) -> Option<&str> {
        if code == 0 { None } else { self.values.get(code as usize).map(|value| &**value) }
    }

    /// Number of codes, "no value" included.
    #[allow(clippy::len_without_is_empty)]
    pub fn len(&self) -> usize {
        self.values.len()
    }
}
