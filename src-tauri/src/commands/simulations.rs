//! What a changed policy would have done with the records that are there, and the scenarios that are kept. Scenarios come as text, so that
//! what reads them is what reads scenario files.

use super::now;
use crate::DoorError;
use crate::desk::Desk;
use playbook::replay::Replay;
use playbook::simulator::search::{Effect, Lever, Staffing};
use playbook::simulator::{Day, FigureKey, Scenario};
use serde::Deserialize;
use tauri::State;
use tauri::ipc::Channel;
use ts_rs::TS;
use workbench::imports::report::Progress;
use workbench::imports::store::Watch;
use workbench::simulations::{
    Answered, LastAnswer, Period, SavedScenario, SimulationStart, StaffingAsked, read_scenario,
};

/// A change by itself, under the name by which people call it.
#[derive(Debug, Deserialize, TS)]
#[ts(rename = "SimulatedLever")]
pub struct NamedScenario {
    name: String,
    #[ts(as = "Scenario")]
    scenario: String,
}

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

/// The policy, what scenarios stand on, how well the records foresee, and the scenarios that are kept.
#[tauri::command]
pub async fn simulation_start(desk: State<'_, Desk>) -> Result<SimulationStart, DoorError> {
    Ok(desk.workspace().await?.simulation_start(now(), Watch::nobody()).await?)
}

/// The last answer that is kept: of a scenario, or of whichever was played last. `None` where what it rests on has changed.
#[tauri::command]
pub async fn simulation_last(desk: State<'_, Desk>, key: Option<String>) -> Result<Option<LastAnswer>, DoorError> {
    Ok(desk.workspace().await?.simulation_last(key.as_deref()).await?)
}

/// Plays a scenario beside what it changes. Rough = a few short replications at once. `key` = where it is kept, and so its fine answer.
/// Each new run calls off the one before.
#[tauri::command]
pub async fn simulate(
    desk: State<'_, Desk>,
    scenario: String,
    key: Option<String>,
    rough: bool,
    on_progress: Channel<Progress>,
) -> Result<Answered, DoorError> {
    let (workspace, watch) = (desk.workspace().await?, desk.simulates(on_progress));
    Ok(workspace.simulate(read_scenario(&scenario)?, key.as_deref(), rough, now(), watch).await?)
}

/// Calls off the simulation that is on its way, which then says that it was cancelled.
#[tauri::command]
pub async fn simulate_cancel(desk: State<'_, Desk>) -> Result<(), DoorError> {
    desk.stop_simulating();
    Ok(())
}

/// A day of a scenario, step by step.
#[tauri::command]
pub async fn simulate_day(desk: State<'_, Desk>, scenario: String) -> Result<Day, DoorError> {
    Ok(desk.workspace().await?.simulate_day(read_scenario(&scenario)?, Watch::nobody()).await?)
}

/// What each lever moves by itself, the farthest first.
#[tauri::command]
pub async fn simulate_rank(
    desk: State<'_, Desk>,
    levers: Vec<NamedScenario>,
    on_progress: Channel<Progress>,
) -> Result<Vec<Effect>, DoorError> {
    let (workspace, watch) = (desk.workspace().await?, desk.simulates(on_progress));
    let read = |NamedScenario { name, scenario }| Ok(Lever { name, scenario: read_scenario(&scenario)? });
    let levers = levers.into_iter().map(read).collect::<Result<_, DoorError>>()?;
    Ok(workspace.simulate_rank(levers, now(), watch).await?)
}

/// The smallest number of people of a crew with whom a figure is at least so high, at 95 % confidence.
#[tauri::command]
pub async fn simulate_staffing(
    desk: State<'_, Desk>,
    scenario: String,
    crew: String,
    figure: FigureKey,
    at_least: f64,
    on_progress: Channel<Progress>,
) -> Result<Staffing, DoorError> {
    let (workspace, watch) = (desk.workspace().await?, desk.simulates(on_progress));
    Ok(workspace.simulate_staffing(read_scenario(&scenario)?, StaffingAsked { crew, figure, at_least }, watch).await?)
}

/// Keeps a scenario under the name that it bears; in the place of the one with this key, where there is one.
#[tauri::command]
pub async fn scenario_save(
    desk: State<'_, Desk>,
    key: Option<String>,
    scenario: String,
) -> Result<SavedScenario, DoorError> {
    Ok(desk.workspace().await?.scenario_save(key.as_deref(), read_scenario(&scenario)?, now()).await?)
}

/// Removes a scenario with its runs.
#[tauri::command]
pub async fn scenario_remove(desk: State<'_, Desk>, key: String) -> Result<(), DoorError> {
    Ok(desk.workspace().await?.scenario_remove(&key).await?)
}
