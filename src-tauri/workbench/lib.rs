//! The workspace file and its use cases, each noun's SQL beside them.
//!
//! Knows files and SQLite; knows no window and prints nothing. Deliberately absent: rules. What a figure or a due instant is,
//! `playbook` says.

pub mod audit;
pub mod exceptions;
pub mod imports;
pub mod maturity;
pub mod policies;
pub mod records;
mod regular;
pub mod reviews;
pub mod sample;
pub mod simulations;
pub mod workspace;

pub use regular::open_regular;
