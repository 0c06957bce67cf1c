//! What leaves the house. Knows the rules' values; opens no workspace.
//!
//! CSV, in which no text can become a spreadsheet formula; the build spec of a policy; drawings as pictures and pages.

pub mod csv_out;
pub mod exceptions;
pub mod figures;
pub mod picture;
pub mod records;
pub mod spec;
