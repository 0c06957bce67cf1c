//! Figures to pictures: SVG drawn by plotters, the hit regions that make marks selectable, and the table behind each chart.
//!
//! The same code draws for the screen and for paper. Text stays text, in the one family that Baton bundles. Deliberately absent:
//! the database, the window, and any arithmetic on figures: limits and signals come from `playbook::metrics`.

mod axis;
mod canvas;
pub mod council;
pub mod map;
pub mod spark;
pub mod theme;
pub mod xmr;

pub use map::{MapLayout, map_layout, map_svg};
pub use spark::{SparkEnd, spark};
pub use theme::Theme;
pub use xmr::{XmrQuestion, xmr};

use playbook::metrics::Month;
use playbook::metrics::review::Drill;
use serde::Serialize;
use ts_rs::TS;

/// A drawn chart with everything that a reader without eyes or with a mouse needs.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Chart {
    /// A complete `<svg>` element, sized as asked.
    pub svg: String,
    /// What the chart shows, as a claim.
    pub title: String,
    /// One line: the figure, and whether it is a signal.
    pub reading: String,
    /// The chart in words, for screen readers.
    pub description: String,
    /// One per mark, oldest first.
    pub hits: Vec<Hit>,
    pub table: Table,
}

/// A mark's place in the SVG's pixels, what it says, and what is behind it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Hit {
    pub x: f64,
    pub y: f64,
    pub w: f64,
    pub h: f64,
    /// `October 2026`
    pub label: String,
    /// `31 %, n 214`
    pub value: String,
    #[ts(type = "string")]
    pub month: Month,
    pub drill: Option<Drill>,
}

/// The chart's numbers as cells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "ChartTable")]
pub struct Table {
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}
