//! Importing CRM exports: look at the files, map their columns, check every row, store what is good.

pub mod mapping;
pub mod report;
