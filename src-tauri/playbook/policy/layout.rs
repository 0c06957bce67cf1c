//! Where things stand on the map, as far as somebody moved them. What has no place here is laid out by `charts`.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Layout {
    pub places: Vec<Place>,
}

/// The centre of a thing, in the map's own units: x to the right from the map's left edge, y downwards from its top.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Place {
    pub of: Placed,
    pub key: String,
    pub x: i32,
    pub y: i32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Placed {
    Stage,
    Handoff,
}
