//! The door for people: the window, and commands of a few lines each that ask the workbench. No rule and no SQL in here.

#[cfg(test)]
mod bindings;
mod commands;
#[cfg(test)]
mod design;
mod desk;
mod error;
#[cfg(test)]
mod foreseen;
#[cfg(test)]
mod journey;
mod menu;
mod picks;
mod program;
#[cfg(test)]
mod reading;
mod recents;
#[cfg(test)]
mod safety;
mod save;
#[cfg(test)]
mod sitting;
#[cfg(test)]
mod test_window;
#[cfg(test)]
mod triage;
mod values;
mod window;

pub use error::{DoorError, ErrorCode};
pub use menu::{MenuCommand, MenuGroup};
pub use program::run;
pub use values::{
    AppInfo, BatchUndone, CriteriaWords, DraftCheck, DueExample, Picture, Recent, TemplateChoice, ZoneClock,
};
