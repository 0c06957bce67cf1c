//! The document as one HTML page: no script, nothing fetched, readable from a mail attachment and on paper.

use super::document::{Block, Table};

const STYLE: &str = "body{font:14px/1.5 Inter,system-ui,sans-serif;color:#151a19;max-width:1100px;margin:32px auto;padding:0 24px}\
h1{font-size:24px}h2{font-size:18px;margin-top:40px;break-after:avoid}h3{font-size:14px;break-after:avoid}\
table{border-collapse:collapse;width:100%;font-size:13px}th,td{text-align:left;vertical-align:top;padding:4px 12px 4px 0;border-bottom:1px solid #e3e7e5}\
tr{break-inside:avoid}th{font-weight:600;color:#48514e}";

pub fn html(title: &str, blocks: &[Block]) -> String {
    let title = escaped(title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
    );
    for block in blocks {
        match block {
            Block::Heading(level, text) => out.push_str(&format!("<h{level}>{}</h{level}>\n", escaped(text))),
            Block::Line(text) => out.push_str(&format!("<p>{}</p>\n", escaped(text))),
            Block::List(lines) => {
                let lines: String = lines.iter().map(|line| format!("<li>{}</li>", escaped(line))).collect();
                out.push_str(&format!("<ul>{lines}</ul>\n"));
            }
            Block::Table(table) => write_table(table, &mut out),
        }
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn write_table(table: &Table, out: &mut String) {
    out.push_str("<table>\n");
    // A table of facts has names in its first column and no head.
    let facts = table.head.iter().all(String::is_empty);
    if !facts {
        let head: String = table.head.iter().map(|cell| format!("<th scope=\"col\">{}</th>", escaped(cell))).collect();
        out.push_str(&format!("<thead><tr>{head}</tr></thead>\n"));
    }
    out.push_str("<tbody>\n");
    for row in &table.rows {
        let cells = row.iter().enumerate().map(|(at, cell)| match (facts, at) {
            (true, 0) => format!("<th scope=\"row\">{}</th>", escaped(cell)),
            _ => format!("<td>{}</td>", escaped(cell)),
        });
        out.push_str(&format!("<tr>{}</tr>\n", cells.collect::<String>()));
    }
    out.push_str("</tbody>\n</table>\n");
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            control if control.is_control() => {}
            other => out.push(other),
        }
    }
    out
}
