//! Notes as a terminal shows them.

use pack::plain::notes;
use playbook::council::Notes;

#[test]
fn notes_are_read_and_not_as_they_were_typed() {
    let text = "# Friday\n\nThe **buffer** works, `H2` does\\\nnot.\n\n- first\n- second\n  1. below\n  2. and more\n\n> said so\n\n\
                ```\nas *typed*\n```\n\n---\n\n\u{1b}[31mred";
    let blocks = Notes::new(text.into(), String::new(), None, 1).blocks;
    let expected = "  Friday\n\n  The buffer works, H2 does\n  not.\n\n  – first\n  – second\n\n    1. below\n    2. and more\n\n  \
                    │ said so\n\n      as *typed*\n\n  ────────\n\n  [U+001B][31mred\n";
    assert_eq!(notes(&blocks, "  "), expected);
}
