use super::*;
use proptest::prelude::*;

/// The pieces in one line each, as a colleague would note them down.
fn said(blocks: &[NoteBlock]) -> String {
    blocks.iter().map(one).collect::<Vec<_>>().join(" | ")
}

fn one(block: &NoteBlock) -> String {
    match block {
        NoteBlock::Heading { level, runs } => format!("h{level} {}", hand(runs)),
        NoteBlock::Paragraph { runs } => hand(runs),
        NoteBlock::List { first, items } => {
            let items: Vec<String> = items.iter().map(|item| said(item)).collect();
            format!("{}[{}]", first.map_or("list".into(), |first| format!("from {first} ")), items.join("; "))
        }
        NoteBlock::Quote { blocks } => format!("quote[{}]", said(blocks)),
        NoteBlock::Code { text } => format!("code[{text}]"),
        NoteBlock::Rule => "rule".into(),
    }
}

fn hand(runs: &[NoteRun]) -> String {
    let run = |run: &NoteRun| {
        let mut text = run.text.replace('\n', "/");
        for (is, sign) in [(run.strong, "S"), (run.emphasis, "E"), (run.code, "C")] {
            if is {
                text = format!("{sign}({text})");
            }
        }
        text
    };
    runs.iter().map(run).collect()
}

#[test]
fn markdown_becomes_pieces() {
    let cases = [
        ("", ""),
        ("one\ntwo\n\nthree", "one/two | three"),
        ("# Title\n\ntext", "h1 Title | text"),
        ("- one\n- two", "list[one; two]"),
        ("3. one\n4. two", "from 3 [one; two]"),
        ("- one\n  - deeper\n- two", "list[one | list[deeper]; two]"),
        ("**bold** and *soft* and ***both*** and `x = 1`", "S(bold) and E(soft) and E(S(both)) and C(x = 1)"),
        ("> said\n> so", "quote[said/so]"),
        ("```\nlet a;\n\nlet b;\n```", "code[let a;\n\nlet b;]"),
        ("above\n\n---\n\nbelow", "above | rule | below"),
        ("[the list](https://example.org/a)", "the list (https://example.org/a)"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("![a chart](https://example.org/a.png)", "a chart (https://example.org/a.png)"),
        ("[the list](https://example.org 'of all')", "the list (https://example.org, of all)"),
        ("[click](javascript:alert(1))", "click (javascript:alert(1))"),
        ("[*soft*](https://example.org)", "E(soft) (https://example.org)"),
        ("1 < 2 & 3", "1 < 2 & 3"),
        ("<script>alert(2)</script>", "<script>alert(2)</script>"),
        ("so <b onclick=x>bold</b>", "so <b onclick=x>bold</b>"),
        ("<div>\n\n# Title\n\n</div>", "<div> | h1 Title | </div>"),
        ("| a | b |\n| - | - |", "| a | b |/| - | - |"),
    ];
    for (text, expected) in cases {
        assert_eq!(said(&read(text)), expected, "{text}");
    }
}

#[test]
fn an_outline_has_no_hole() {
    assert_eq!(said(&read("### a\n##### b\n# c\n### d\n#### e\n###### f")), "h1 a | h2 b | h1 c | h2 d | h3 e | h3 f");
}

#[test]
fn what_lies_too_deep_stands_where_the_deepest_does() {
    let text = format!("{} end", ">".repeat(50_000));
    let mut depth = 0;
    let mut blocks = read(&text);
    while let Some(NoteBlock::Quote { blocks: inner }) = blocks.first() {
        depth += 1;
        blocks = inner.clone();
    }
    assert_eq!((depth, said(&blocks).as_str()), (2 * DEEPEST, "end"));
}

#[test]
fn notes_of_an_older_file_are_read_from_their_text() {
    let older = r#"{"text":"- one","by":"ana","at":5,"version":2}"#;
    let forged = r#"{"text":"- one","by":"ana","at":5,"version":2,"blocks":[{"is":"rule"}]}"#;
    for kept in [older, forged] {
        let notes: Notes = serde_json::from_str(kept).unwrap();
        assert_eq!(said(&notes.blocks), "list[one]");
    }
}

proptest! {
    /// Every letter that somebody typed outside Markdown's own signs is still there.
    #[test]
    fn no_word_is_lost(words in proptest::collection::vec("[a-z]{1,8}", 1..12), signs in "[#>*_`\\-\\[\\]()<!\n 0-9.]{0,60}") {
        let mut signs = signs.chars();
        let text: String = words.iter().flat_map(|word| [word.clone(), signs.by_ref().take(2).collect()]).collect();
        let kept: String = said(&read(&text)).chars().filter(char::is_ascii_lowercase).collect();
        for word in &words {
            prop_assert!(kept.contains(word.as_str()), "{text:?} lost {word}");
        }
    }
}
