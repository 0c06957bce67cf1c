//! Texts as values: dates, numbers, yes and no; and what type a column has.

pub mod dates;
pub mod local_clock;
pub mod numbers;
pub mod pauses;
#[cfg(test)]
mod tests;
pub mod typing;

/// A cell's text without white space at its ends.
#[inline]
pub fn trimmed(text: &str) -> &str {
    let bytes = text.as_bytes();
    match (bytes.first(), bytes.last()) {
        (Some(first), Some(last)) if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}
