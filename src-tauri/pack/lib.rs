//! What leaves the house. Knows the rules' values; opens no workspace.
//!
//! For now one way out: CSV, in which no text can become a spreadsheet formula.

pub mod csv_out;
pub mod figures;
pub mod records;
