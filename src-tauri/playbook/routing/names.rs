//! Texts by which two records are known to belong together: registrable domains and company names.
//!
//! The public suffix list is not consulted. A registrable domain is the last two labels of a host, or the last three where the last but
//! one is a category that country registries sell names under (`co.uk`, `com.au`) and the last is a country's two letters. Hosts that
//! somebody shares out among strangers ([`SHARED_HOSTS`]) and public mail services are nobody's.

use crate::policy::criteria::is_free_mail;
use icu_normalizer::DecomposingNormalizerBorrowed;

/// Second labels under which country registries sell names.
const CATEGORIES: [&str; 16] =
    ["ac", "co", "com", "edu", "gob", "gouv", "gov", "gv", "ltd", "ne", "net", "nom", "or", "org", "plc", "sch"];

/// Hosts under which anybody may have a name.
const SHARED_HOSTS: [&str; 10] = [
    "azurewebsites.net",
    "blogspot.com",
    "github.io",
    "herokuapp.com",
    "netlify.app",
    "pages.dev",
    "vercel.app",
    "weebly.com",
    "wixsite.com",
    "wordpress.com",
];

/// Legal forms, as they stand at the end of a name, without dots and spaces.
const LEGAL_FORMS: [&str; 56] = [
    "ab",
    "ag",
    "aktiengesellschaft",
    "aps",
    "as",
    "asa",
    "bv",
    "bvba",
    "co",
    "company",
    "corp",
    "corporation",
    "doo",
    "eg",
    "ek",
    "eood",
    "ev",
    "gbr",
    "gesmbh",
    "gmbh",
    "gmbhcokg",
    "inc",
    "incorporated",
    "kft",
    "kg",
    "kgaa",
    "kk",
    "lda",
    "limited",
    "limitada",
    "llc",
    "llp",
    "lp",
    "ltd",
    "ltda",
    "mbh",
    "nv",
    "ohg",
    "ood",
    "oy",
    "oyj",
    "plc",
    "pte",
    "pty",
    "sa",
    "sarl",
    "sas",
    "se",
    "sl",
    "sociedadanonima",
    "spa",
    "spzoo",
    "srl",
    "sro",
    "ug",
    "zrt",
];

/// The registrable domain of an e-mail address, a host or a web address, in lower case. `None` where it is nobody's own: a public mail
/// service, a shared host, an IP address, or no domain at all.
pub fn registrable_domain(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split(':').next().unwrap_or_default().trim_matches('.');
    let labels: Vec<&str> = host.split('.').collect();
    let is_label =
        |label: &&str| !label.is_empty() && label.chars().all(|letter| letter.is_alphanumeric() || letter == '-');
    let [.., before, last] = labels.as_slice() else { return None };
    if !labels.iter().all(is_label) || last.chars().all(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let sold_under = last.len() == 2 && CATEGORIES.contains(before);
    let count = if sold_under { 3 } else { 2 };
    if labels.len() < count {
        return None;
    }
    let domain = labels[labels.len() - count..].join(".");
    (!is_free_mail(&domain) && !SHARED_HOSTS.contains(&domain.as_str())).then_some(domain)
}

/// A company's name as it is compared: lower case, without accents, punctuation and legal form. `None` where nothing is left.
/// `Müller & Söhne GmbH & Co. KG` and `MULLER UND SOHNE` are not the same, `Müller & Söhne` and `Muller & Sohne, GmbH` are.
pub fn company_name(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let mut plain = String::with_capacity(lower.len());
    for letter in DecomposingNormalizerBorrowed::new_nfd().normalize(&lower).chars() {
        match letter {
            '\u{300}'..='\u{36f}' => {}
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' | 'ð' => plain.push('d'),
            'þ' => plain.push_str("th"),
            // Dots and apostrophes belong to the word: `S.p.A.`, `O'Neill`.
            '.' | '\'' | '’' => {}
            letter if letter.is_alphanumeric() => plain.push(letter),
            _ => plain.push(' '),
        }
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    let mut end = words.len();
    // From the end, the longest legal form first; one word of the name always stays.
    while end > 1 {
        let form =
            (1..=3.min(end - 1)).rev().find(|&count| LEGAL_FORMS.contains(&words[end - count..end].concat().as_str()));
        match form {
            Some(count) => end -= count,
            None => break,
        }
    }
    let name = words[..end].join(" ");
    (!name.is_empty()).then_some(name)
}
