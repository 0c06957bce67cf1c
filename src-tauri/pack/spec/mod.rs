//! The build spec: what a CRM admin needs in order to build a policy, as Markdown, as one HTML page, as CSV tables and as JSON.
//!
//! One document for all of them ([`document`]): the formats only differ in how they write its headings, lines and tables.

mod document;
mod html;
mod markdown;

pub use document::{Block, Table, document};
pub use html::html;
pub use markdown::markdown;

use crate::csv_out;
use playbook::policy::{HandoffSpec, Policy};

/// A file of the spec: its name and its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecFile {
    pub name: String,
    pub content: Vec<u8>,
}

/// Every file of the spec of a policy.
///
/// # Errors
/// Only what the writers of CSV and JSON report; in memory they do not.
pub fn files(policy: &Policy) -> Result<Vec<SpecFile>, SpecError> {
    let specs: Vec<HandoffSpec> = policy.handoffs.iter().map(|point| policy.spec(point)).collect();
    let blocks = document(policy, &specs);
    let title = format!("{}: build spec", policy.company);
    let mut files = vec![
        SpecFile { name: "spec.md".into(), content: markdown(&blocks).into_bytes() },
        SpecFile { name: "spec.html".into(), content: html(&title, &blocks).into_bytes() },
        SpecFile { name: "spec.json".into(), content: serde_json::to_vec_pretty(&specs)? },
        SpecFile { name: "policy.json".into(), content: serde_json::to_vec_pretty(policy)? },
    ];
    for table in document::handoff_tables(&specs) {
        files.push(SpecFile { name: format!("{}.csv", table.name), content: csv(&table)? });
    }
    Ok(files)
}

/// Why a spec could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SpecError {
    #[error("the spec could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error("the spec could not be written as CSV: {0}")]
    Csv(#[from] csv::Error),
}

fn csv(table: &Table) -> Result<Vec<u8>, csv::Error> {
    let mut out = Vec::new();
    {
        let mut writer = csv::Writer::from_writer(&mut out);
        writer.write_record(&table.head)?;
        for row in &table.rows {
            writer.write_record(row.iter().map(|cell| csv_out::text(cell).into_owned()))?;
        }
        writer.flush()?;
    }
    Ok(out)
}
