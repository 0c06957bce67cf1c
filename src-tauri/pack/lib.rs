//! What leaves the house. Knows the rules' values and the charts; opens no workspace.
//!
//! A document says what is to be read ([`document`]); pages, a web page, slides, a workbook and CSV are written from it, so that none can
//! say something else. The review pack, a clock ledger, a blank packet and the build spec are such documents. Besides: records, figures and
//! cases as CSV in which no text can become a formula, and drawings as pictures.

pub mod csv_out;
pub mod document;
pub mod exceptions;
pub mod figures;
mod format;
pub mod html;
pub mod ledger;
mod markdown;
pub mod packet;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod picture;
pub mod plain;
pub mod pptx;
pub mod records;
pub mod review;
pub mod sheets;
pub mod spec;
mod text;
pub mod xlsx;

pub use document::Document;
pub use format::{Format, WriteError, Written, write};
