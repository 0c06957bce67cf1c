//! What a changed policy would have done with the records that are there, what it would do, and the scenarios that are kept.

mod calibrate;
pub mod period;
mod replay;
mod runs;
mod scenarios;
mod start;

pub use calibrate::{Calibrated, Calibration};
pub use period::{Bound, Period};
pub use runs::{NewRun, RunKept};
pub use scenarios::SavedScenario;
pub use start::{FitFigure, FitUnit, FitVerdict, SimulationFit, SimulationStart};
