//! The build spec: what a CRM admin needs in order to build a policy, as Markdown, as one HTML page, as CSV tables, as JSON, and as PDF.

mod compose;

pub use compose::document;

use crate::document::{Document, Table};
use crate::{html, markdown, sheets};
use playbook::policy::{HandoffSpec, Policy};

/// A file of the spec: its name and its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecFile {
    pub name: String,
    pub content: Vec<u8>,
}

/// The spec of a policy as a document.
pub fn of(policy: &Policy) -> Document {
    document(policy, &specs(policy))
}

fn specs(policy: &Policy) -> Vec<HandoffSpec> {
    policy.handoffs.iter().map(|point| policy.spec(point)).collect()
}

/// Every file of the spec of a policy but its pages.
///
/// # Errors
/// Only what the writers of CSV and JSON report; in memory they do not.
pub fn files(policy: &Policy) -> Result<Vec<SpecFile>, SpecError> {
    let specs = specs(policy);
    let document = document(policy, &specs);
    let mut files = vec![
        SpecFile { name: "spec.md".into(), content: markdown::markdown(&document).into_bytes() },
        SpecFile { name: "spec.html".into(), content: html::html(&document).into_bytes() },
        SpecFile { name: "spec.json".into(), content: serde_json::to_vec_pretty(&specs)? },
        SpecFile { name: "policy.json".into(), content: serde_json::to_vec_pretty(policy)? },
    ];
    for table in compose::handoff_tables(&specs) {
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
    sheets::write_csv(table, &mut out)?;
    Ok(out)
}
