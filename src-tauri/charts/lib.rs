//! Figures → SVG and hit regions: one theme for the screen and for paper.
//!
//! Deliberately absent: the database, the window, fonts. Text stays text in the SVG, in the one font that Baton bundles.

pub mod chart;

pub use chart::{Chart, Hit, Table, Theme};
