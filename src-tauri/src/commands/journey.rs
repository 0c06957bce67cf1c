//! The journey as it is drawn: where the draft's stages and handoff points stand on the map, and each handoff point in words.

use super::in_background;
use crate::DoorError;
use crate::desk::Desk;
use charts::MapLayout;
use playbook::policy::HandoffSpec;
use tauri::State;

#[tauri::command]
pub async fn draft_map(desk: State<'_, Desk>) -> Result<MapLayout, DoorError> {
    let policy = desk.workspace().await?.draft_policy().await?;
    in_background(move || Ok(charts::map_layout(&policy))).await
}

#[tauri::command]
pub async fn draft_spec(desk: State<'_, Desk>, handoff: String) -> Result<HandoffSpec, DoorError> {
    let policy = desk.workspace().await?.draft_policy().await?;
    let point = policy.handoff(&handoff).ok_or_else(|| {
        DoorError::invalid(format!("There is no handoff point {handoff} any more. Look at the map for what there is."))
    })?;
    Ok(policy.spec(point))
}
