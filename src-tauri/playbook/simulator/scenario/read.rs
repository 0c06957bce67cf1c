//! A scenario from JSON that anybody may have written, and the policy that it is played under.

use super::twice::none_twice;
use super::{SCENARIO_SCHEMA, Scenario, ScenarioError};
use crate::policy::{MOST_BYTES, Policy};
use serde_json::Value;

impl Scenario {
    /// Reads a scenario file. Its own policy is read as any policy from outside is: bounded, upgraded and checked.
    ///
    /// # Errors
    /// What is wrong with it, where, and what to do. Whether it fits its policy is asked by [`Scenario::check`].
    pub fn read(json: &str) -> Result<Scenario, ScenarioError> {
        if json.len() > 4 * MOST_BYTES {
            return Err(ScenarioError::TooLarge { bytes: json.len(), most: 4 * MOST_BYTES });
        }
        let json = json.trim_start_matches('\u{feff}');
        let value: Value = serde_json::from_str(json).map_err(|cause| ScenarioError::NotJson {
            line: cause.line(),
            column: cause.column(),
            why: without_place(&cause),
        })?;
        none_twice(json).map_err(|cause| ScenarioError::KeyTwice {
            line: cause.line(),
            column: cause.column(),
            why: without_place(&cause),
        })?;
        Scenario::from_value(value)
    }

    /// The same of what is JSON already.
    ///
    /// # Errors
    /// As [`Scenario::read`].
    pub fn from_value(mut value: Value) -> Result<Scenario, ScenarioError> {
        let Some(object) = value.as_object_mut() else {
            return Err(ScenarioError::NotAScenario { why: "its JSON is not an object".into() });
        };
        match object.get("schema").map(Value::as_u64) {
            None => return Err(ScenarioError::NotAScenario { why: "it has no \"schema\"".into() }),
            Some(Some(schema)) if schema > u64::from(SCENARIO_SCHEMA) => {
                return Err(ScenarioError::Newer { found: schema, known: SCENARIO_SCHEMA });
            }
            Some(Some(1)) => {}
            Some(_) => return Err(ScenarioError::NotAScenario { why: "its \"schema\" is not 1".into() }),
        }
        let policy = object.remove("policy").filter(|policy| !policy.is_null());
        let mut scenario: Scenario = serde_path_to_error::deserialize(&value).map_err(|cause| {
            let place = cause.path().to_string();
            ScenarioError::Malformed { place, why: cause.into_inner().to_string() }
        })?;
        if let Some(policy) = policy {
            scenario.policy = Some(Box::new(Policy::read(&policy.to_string())?));
        }
        Ok(scenario)
    }

    /// The policy that is played: the scenario's own, else the one in force, with the scenario's changes.
    ///
    /// # Errors
    /// Where there is neither, where a change cannot be made, or where what comes out could not be measured under.
    pub fn policy_played(&self, in_force: Option<&Policy>) -> Result<Policy, ScenarioError> {
        let base = self.policy.as_deref().or(in_force).ok_or(ScenarioError::NoPolicy)?;
        let mut policy = base.clone();
        for (place, change) in self.changes.iter().enumerate() {
            let applied = change.apply(&policy);
            policy = applied.map_err(|cause| ScenarioError::Change { number: place + 1, cause: Box::new(cause) })?.0;
        }
        policy.check()?;
        Ok(policy)
    }
}

/// serde says line and column at the end of its messages, where they are told already.
fn without_place(cause: &serde_json::Error) -> String {
    let message = cause.to_string();
    message.rsplit_once(" at line ").map_or(message.clone(), |(why, _)| why.to_owned())
}
