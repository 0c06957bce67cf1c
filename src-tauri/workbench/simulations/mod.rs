//! What a changed policy would have done with the records that are there, what it would do, and the scenarios that are kept.

mod calibrate;
mod ground;
mod kept;
pub mod period;
mod replay;
mod runs;
mod scenarios;
mod start;
mod what_if;

pub use calibrate::{Calibrated, Calibration};
pub(crate) use ground::Simulated;
pub use ground::{Basis, Ground};
pub use kept::{KeptAnswer, LastAnswer};
pub use period::{Bound, Period};
pub use runs::{HandoffRun, NewRun, RunKept, RunSummary};
pub use scenarios::SavedScenario;
pub use start::{FitFigure, FitUnit, FitVerdict, SimulationFit, SimulationStart};
pub use what_if::{Answered, StaffingAsked, read_scenario};
