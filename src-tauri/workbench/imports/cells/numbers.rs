//! Numbers with either decimal sign, grouping, currency signs, and yes and no in the languages that spreadsheets speak.

/// Reads a trimmed number. `decimal` is `.` or `,`; the other one, blanks and apostrophes group.
pub fn parse_number(text: &str, decimal: char) -> Option<f64> {
    // The plain case needs no copy.
    if decimal == '.' && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-') {
        return if text.bytes().any(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None };
    }
    let (text, negative) = match text.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => (inner.trim(), true),
        None => (text, false),
    };
    let mut plain = String::with_capacity(text.len());
    let mut scale = 1.0;
    let mut rest = text.trim_start_matches(is_currency).trim_end_matches(is_currency);
    rest = strip_code(rest);
    if let Some(thousands) = rest.strip_suffix(['k', 'K']) {
        (rest, scale) = (thousands, 1_000.0);
    }
    let (mut digits, mut decimals, mut grouped, mut since) = (false, false, false, 0);
    for (index, sign) in rest.trim().char_indices() {
        match sign {
            '0'..='9' => {
                digits = true;
                since += 1;
                plain.push(sign);
            }
            '-' | '\u{2212}' if plain.is_empty() && index == 0 => plain.push('-'),
            '+' if plain.is_empty() => {}
            _ if is_currency(sign) && !digits => {}
            _ if sign == decimal && !decimals => {
                if grouped && since != 3 {
                    return None;
                }
                (decimals, grouped) = (true, false);
                plain.push('.');
            }
            '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’' if sign != decimal && digits && !decimals => {
                // Groups have three digits, in India two before the last.
                if grouped && !(2..=3).contains(&since) || since > 3 {
                    return None;
                }
                (grouped, since) = (true, 0);
            }
            _ => return None,
        }
    }
    if grouped && since != 3 {
        return None;
    }
    if !digits {
        return None;
    }
    let value: f64 = plain.parse().ok()?;
    Some(if negative { -value * scale } else { value * scale })
}

fn is_currency(sign: char) -> bool {
    matches!(sign, '€' | '$' | '£' | '¥' | '₹' | '₽' | ' ' | '\u{a0}')
}

/// The currencies whose ISO codes stand beside amounts. Any three capitals would do for `INC0000045` as well.
const CODES: [&str; 30] = [
    "EUR", "USD", "GBP", "CHF", "JPY", "CNY", "INR", "AUD", "CAD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF",
    "RON", "BGN", "TRY", "ILS", "AED", "SAR", "ZAR", "BRL", "MXN", "SGD", "HKD", "KRW", "THB", "RUB",
];

/// Without an ISO currency code before or behind.
fn strip_code(text: &str) -> &str {
    let is_code = |code: &str| CODES.contains(&code);
    if text.len() > 3 && text.is_char_boundary(3) && is_code(&text[..3]) {
        return text[3..].trim_start();
    }
    match text.len().checked_sub(3) {
        Some(at) if at > 0 && text.is_char_boundary(at) && is_code(&text[at..]) => text[..at].trim_end(),
        _ => text,
    }
}

/// Reads a trimmed whole number that is not negative; `3.0` is one too.
pub fn parse_count(text: &str) -> Option<u32> {
    let whole = match text.split_once('.') {
        Some((whole, zeros)) if zeros.bytes().all(|byte| byte == b'0') => whole,
        Some(_) => return None,
        None => text,
    };
    whole.parse().ok()
}

/// Pairs of yes and no, in lower case.
const YES_NO: &[(&str, &str)] = &[
    ("true", "false"),
    ("yes", "no"),
    ("y", "n"),
    ("t", "f"),
    ("1", "0"),
    ("on", "off"),
    ("wahr", "falsch"),
    ("ja", "nein"),
    ("vrai", "faux"),
    ("oui", "non"),
    ("prawda", "fałsz"),
    ("tak", "nie"),
    ("истина", "ложь"),
    ("да", "нет"),
    ("verdadero", "falso"),
    ("sí", "no"),
    ("si", "no"),
    ("vero", "falso"),
    ("sim", "não"),
    ("ja", "nee"),
    ("waar", "onwaar"),
    ("checked", "unchecked"),
];

/// Yes or no in any of the languages; `None` = neither.
pub fn yes_or_no(text: &str) -> Option<bool> {
    match text {
        "true" | "TRUE" | "1" | "True" => return Some(true),
        "false" | "FALSE" | "0" | "False" => return Some(false),
        _ => {}
    }
    let lower = text.to_lowercase();
    YES_NO.iter().find_map(|(yes, no)| {
        if lower == *yes {
            Some(true)
        } else if lower == *no {
            Some(false)
        } else {
            None
        }
    })
}

/// The pair to which all these values belong, as they are written: `(yes, no)`. Needs both or a word that says it alone.
pub fn boolean_pair(values: &[&str]) -> Option<(Vec<String>, Vec<String>)> {
    if values.is_empty() {
        return None;
    }
    let lower: Vec<String> = values.iter().map(|value| value.to_lowercase()).collect();
    YES_NO.iter().filter(|(yes, _)| *yes != "1").find_map(|(yes, no)| {
        lower.iter().all(|value| value == yes || value == no).then(|| {
            let written = |word: &str| {
                let found: Vec<String> = values
                    .iter()
                    .zip(&lower)
                    .filter(|(_, lower)| lower.as_str() == word)
                    .map(|(value, _)| (*value).to_owned())
                    .collect();
                if found.is_empty() { vec![in_case_of(word, values[0])] } else { found }
            };
            (written(yes), written(no))
        })
    })
}

/// The missing one of a pair, written like the one that is there.
fn in_case_of(word: &str, like: &str) -> String {
    let first_upper = like.chars().next().is_some_and(char::is_uppercase);
    let all_upper = !like.chars().any(char::is_lowercase);
    if all_upper && like.len() > 1 {
        word.to_uppercase()
    } else if first_upper {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    } else {
        word.to_owned()
    }
}
