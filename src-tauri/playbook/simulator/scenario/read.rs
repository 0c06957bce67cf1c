//! A scenario from JSON that anybody may have written, and the policy that it is played under.

use super::{SCENARIO_SCHEMA, Scenario, ScenarioError};
use crate::json;
use crate::policy::{MOST_BYTES, Policy};
use serde_json::Value;

impl Scenario {
    /// Reads a scenario, of a file, a window or a workspace. Its own policy is read as any policy from outside is: bounded, upgraded and
    /// checked.
    ///
    /// # Errors
    /// What is wrong with it, where, and what to do. Whether it fits its policy is asked by [`Scenario::check`].
    pub fn read(json: &str) -> Result<Scenario, ScenarioError> {
        if json.len() > 4 * MOST_BYTES {
            return Err(ScenarioError::TooLarge { bytes: json.len(), most: 4 * MOST_BYTES });
        }
        let mut value = json::read(json)?;
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
