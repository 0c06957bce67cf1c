//! The document's tables as a workbook: a sheet a table, numbers as numbers that calculate, texts as texts that are never run.

use crate::document::{Cell, Column, Document, Mark, Table, Value};
use playbook::metrics::review::Unit;
use playbook::{DAY, Instant};
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use std::collections::HashSet;

/// What Excel holds in a cell, less a remark's room.
const LONGEST: usize = 32_700;
/// Letters of a sheet's name.
const LONGEST_NAME: usize = 31;
/// Columns are so many letters wide at the least and the most.
const WIDTHS: (usize, usize) = (8, 60);

/// The tables as a workbook; `made` is written as its date, so that the same document gives the same bytes.
///
/// # Errors
/// What the writer reports; in memory and with names and texts made to fit it reports nothing.
pub fn xlsx(document: &Document, made: Instant) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_timestamp(made / 1_000)?;
    let properties = DocProperties::new()
        .set_title(format!("{}: {}", document.title, document.kind))
        .set_author(&document.company)
        .set_creation_datetime(&made);
    workbook.set_properties(&properties);
    let mut names = HashSet::from(["about".to_owned()]);
    let sheets: Vec<(String, &Table)> =
        document.tables().map(|table| (sheet_name(&table.name, &mut names), table)).collect();
    about(document, &sheets, workbook.add_worksheet())?;
    for (name, table) in &sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        write_table(table, sheet)?;
    }
    workbook.save_to_buffer()
}

/// A name that Excel takes, and that no sheet has yet.
fn sheet_name(wanted: &str, taken: &mut HashSet<String>) -> String {
    let plain: String =
        wanted.chars().map(|letter| if letter.is_alphanumeric() || letter == '-' { letter } else { '-' }).collect();
    let numbered = |number: usize| {
        let end = if number == 1 { String::new() } else { format!("-{number}") };
        let kept: String = plain.chars().take(LONGEST_NAME - end.len()).collect();
        format!("{kept}{end}")
    };
    let free = (1..).map(numbered).find(|name| taken.insert(name.to_lowercase()));
    free.unwrap_or_default()
}

/// Where the figures come from, and which sheet has what.
fn about(document: &Document, sheets: &[(String, &Table)], sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let (title, bold, wrapped) =
        (Format::new().set_bold().set_font_size(16), Format::new().set_bold(), Format::new().set_text_wrap());
    sheet.set_name("About")?;
    sheet.set_column_width(0, 28)?;
    sheet.set_column_width(1, 90)?;
    sheet.write_string_with_format(0, 0, kept(&format!("{}: {}", document.company, document.title)), &title)?;
    sheet.write_string(1, 0, kept(&document.kind))?;
    sheet.write_string(2, 0, kept(&document.lead))?;
    let mut row = 4;
    for fact in &document.origin {
        sheet.write_string_with_format(row, 0, kept(&fact.name), &bold)?;
        sheet.write_string_with_format(row, 1, kept(&fact.value), &wrapped)?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, "Sheet", &bold)?;
    sheet.write_string_with_format(row, 1, "What it has", &bold)?;
    for (name, table) in sheets {
        row += 1;
        sheet.write_string(row, 0, name)?;
        sheet.write_string_with_format(row, 1, kept(&table.title), &wrapped)?;
    }
    row += 2;
    sheet.write_string_with_format(
        row,
        1,
        "Durations are Excel's own, in days, shown as hours:minutes:seconds; shares are numbers from 0 to 1, shown in percent.",
        &wrapped,
    )?;
    Ok(())
}

fn write_table(table: &Table, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    for (at, column) in table.columns.iter().enumerate() {
        let place = u16::try_from(at).unwrap_or(u16::MAX);
        sheet.write_string_with_format(0, place, kept(&column.title), &head)?;
        sheet.set_column_width(place, width(table, at, column))?;
    }
    for (at, row) in table.rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            write_cell(
                cell,
                sheet,
                u32::try_from(at + 1).unwrap_or(u32::MAX),
                u16::try_from(column).unwrap_or(u16::MAX),
            )?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if !table.rows.is_empty() && !table.columns.is_empty() {
        let (last_row, last) = (u32::try_from(table.rows.len()).unwrap_or(u32::MAX), table.columns.len() - 1);
        sheet.autofilter(0, 0, last_row, u16::try_from(last).unwrap_or(u16::MAX))?;
    }
    Ok(())
}

fn width(table: &Table, at: usize, column: &Column) -> f64 {
    let cells = table.rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.words().chars().count());
    // A head may break between its words.
    let head = column.title.split(' ').map(|word| word.chars().count()).max().unwrap_or(0);
    let letters = cells.max().unwrap_or(0).max(head) + 2;
    letters.clamp(WIDTHS.0, WIDTHS.1) as f64
}

fn write_cell(cell: &Cell, sheet: &mut Worksheet, row: u32, column: u16) -> Result<(), XlsxError> {
    let format = match cell.mark {
        Some(Mark::Worse) => Format::new().set_bold().set_font_color(Color::RGB(0xA6_32_0A)),
        Some(Mark::Better) => Format::new().set_bold().set_font_color(Color::RGB(0x18_5F_99)),
        Some(Mark::Open | Mark::Done) | None => Format::new(),
    };
    match &cell.value {
        Value::Nothing | Value::Blank => return Ok(()),
        Value::Text(text) => {
            let wraps = text.chars().count() > WIDTHS.1;
            let format = if wraps { format.set_text_wrap().set_align(FormatAlign::Top) } else { format };
            sheet.write_string_with_format(row, column, kept(text), &format)?
        }
        Value::Figure(value, unit) => {
            let (value, shown) = match unit {
                Unit::Count => (*value, "#,##0"),
                Unit::Money => (*value, "#,##0.00"),
                Unit::Share => (*value, "0.0%"),
                Unit::Duration => (*value / DAY as f64, "[h]:mm:ss"),
            };
            sheet.write_number_with_format(row, column, value, &format.set_num_format(shown))?
        }
    };
    Ok(())
}

/// A text as long as Excel takes it, with a remark where it was longer.
fn kept(text: &str) -> String {
    // Excel counts in units of UTF-16.
    if text.encode_utf16().count() <= LONGEST {
        return text.to_owned();
    }
    let mut units = 0;
    let fits = |letter: &char| {
        units += letter.len_utf16();
        units <= LONGEST
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{kept}… (cut: Excel holds no more)")
}
