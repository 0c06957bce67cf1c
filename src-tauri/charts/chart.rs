//! What a drawn chart consists of: the picture, its sentence, its marks and the table behind it.

use playbook::metrics::Month;
use playbook::metrics::review::Drill;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// In which colours a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ChartTheme")]
pub enum Theme {
    #[default]
    Light,
    Dark,
    Contrast,
}

/// A chart, ready for the screen or for paper.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Chart {
    /// A complete `<svg>` element.
    pub svg: String,
    /// The claim: `SDR → AE breach rate is above its expected range`
    pub title: String,
    /// What it shows in one line: `breach rate 18 %: no signal, expected 12–21 %`
    pub reading: String,
    /// The same for a screen reader, with every month.
    pub description: String,
    /// Where the marks are, in the SVG's pixels, oldest first.
    pub hits: Vec<Hit>,
    pub table: Table,
}

/// A mark that can be pointed at and opened.
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
    /// The records behind the mark.
    pub drill: Option<Drill>,
}

/// The chart's numbers as cells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "ChartTable")]
pub struct Table {
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}
