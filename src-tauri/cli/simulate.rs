//! `baton scenario` and `baton simulate`: what a policy does with people and leads that behave as a scenario says.

use crate::failure::Failure;
use playbook::simulator::scenario::{self, Example};
use std::io::Write;

/// Prints the JSON Schema of scenario files.
pub fn schema(out: &mut dyn Write) -> Result<(), Failure> {
    pretty(&scenario::schema(), out)
}

/// Prints a scenario to start from.
pub fn example(name: &str, out: &mut dyn Write) -> Result<(), Failure> {
    let example = Example::named(name).ok_or_else(|| Failure::sentence(format!("there is no example \"{name}\"")))?;
    pretty(&example.scenario(), out)
}

/// The examples by name, for the command line.
pub fn examples() -> clap::builder::PossibleValuesParser {
    clap::builder::PossibleValuesParser::new(Example::ALL.map(Example::name))
}

fn pretty(value: &impl serde::Serialize, out: &mut dyn Write) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|cause| Failure::sentence(cause.to_string()))?;
    Ok(writeln!(out, "{text}")?)
}
