//! `bench-data ROWS`: a CSV of so many handoffs on stdout, 22 columns, for the measurements.
//!
//! The 2,000 handoffs of the metrics vectors repeat with new ids and with all their instants moved by the same few days, so that
//! every row is plausible and no two are alike.

use baton_tests::{fixture, moved};
use std::error::Error;
use std::io::{BufWriter, Write, stdout};

/// Columns of instants in the vectors' file: moved together.
const INSTANTS: [usize; 8] = [9, 10, 11, 12, 13, 14, 18, 19];

fn main() -> Result<(), Box<dyn Error>> {
    let rows: u64 = std::env::args().nth(1).unwrap_or("1000000".into()).parse()?;
    let mut reader = csv::Reader::from_path(fixture("vectors/metrics_h2k_input.csv"))?;
    let header = reader.headers()?.clone();
    let templates: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
    let mut out = csv::Writer::from_writer(BufWriter::with_capacity(1 << 20, stdout().lock()));
    out.write_record(&header)?;
    for row in 0..rows {
        let template = &templates[(row % templates.len() as u64) as usize];
        // A multiplicative hash: the same row number always moves by the same seconds, within a fortnight.
        let shift = (row.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as i64 % (14 * 86_400) - 7 * 86_400;
        let id = format!("HO-{row:09}");
        let cells = template.iter().enumerate().map(|(column, cell)| match column {
            0 => id.clone(),
            _ if INSTANTS.contains(&column) && !cell.is_empty() => moved(cell, shift),
            _ => cell.to_string(),
        });
        out.write_record(cells)?;
    }
    out.into_inner().map_err(|error| error.to_string())?.flush()?;
    Ok(())
}
