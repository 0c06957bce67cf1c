//! What a changed policy would have done with the records that are there, and the scenarios that are kept.

use super::now;
use crate::DoorError;
use crate::desk::Desk;
use playbook::replay::Replay;
use playbook::simulator::Scenario;
use tauri::State;
use tauri::ipc::Channel;
use workbench::imports::report::Progress;
use workbench::imports::store::Watch;
use workbench::simulations::{Period, SavedScenario, SimulationStart};

/// The records that started in a time (months, dates or instants) under the policy in force then, and under the draft of a branch; of the
/// one that is worked on where none is named.
#[tauri::command]
pub async fn replay(
    desk: State<'_, Desk>,
    from: String,
    to: String,
    against: Option<String>,
    on_progress: Channel<Progress>,
) -> Result<Replay, DoorError> {
    let period = Period::read(&from, &to).map_err(DoorError::invalid)?;
    let (workspace, watch) = (desk.workspace().await?, desk.watch(on_progress));
    let draft = match against {
        Some(branch) => workspace.branch_policy(&branch).await?,
        None => workspace.draft_policy().await?,
    };
    Ok(workspace.replay(period, draft, watch).await?)
}

/// Stops the replay that is on its way, which then says that it was cancelled.
#[tauri::command]
pub async fn replay_cancel(desk: State<'_, Desk>) -> Result<(), DoorError> {
    desk.cancel();
    Ok(())
}

/// The policy, the scenario that the records give with how well it fits, and the scenarios that are kept.
#[tauri::command]
pub async fn simulation_start(desk: State<'_, Desk>) -> Result<SimulationStart, DoorError> {
    Ok(desk.workspace().await?.simulation_start(Watch::nobody()).await?)
}

/// Keeps a scenario under the name that it bears; in the place of the one with this key, where there is one.
#[tauri::command]
pub async fn scenario_save(
    desk: State<'_, Desk>,
    key: Option<String>,
    scenario: Scenario,
) -> Result<SavedScenario, DoorError> {
    Ok(desk.workspace().await?.scenario_save(key.as_deref(), scenario, now()).await?)
}

/// Removes a scenario with its runs.
#[tauri::command]
pub async fn scenario_remove(desk: State<'_, Desk>, key: String) -> Result<(), DoorError> {
    Ok(desk.workspace().await?.scenario_remove(&key).await?)
}
