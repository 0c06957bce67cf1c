//! Where things stand on the map, as far as somebody moved them. What has no place here is laid out by `charts`.

use super::{Noun, Policy};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Places by key.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Layout {
    pub stages: BTreeMap<String, Place>,
    pub handoffs: BTreeMap<String, Place>,
}

/// The centre of a thing, in the map's own units: x to the right from the map's left edge, y downwards from its top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Place {
    pub x: i32,
    pub y: i32,
}

/// What can stand on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Placed {
    Stage,
    Handoff,
}

impl Placed {
    pub const ALL: [Placed; 2] = [Placed::Stage, Placed::Handoff];

    pub const fn noun(self) -> Noun {
        match self {
            Placed::Stage => Noun::Stage,
            Placed::Handoff => Noun::Handoff,
        }
    }
}

impl Policy {
    pub fn places(&self, of: Placed) -> &BTreeMap<String, Place> {
        match of {
            Placed::Stage => &self.layout.stages,
            Placed::Handoff => &self.layout.handoffs,
        }
    }

    pub(super) fn places_mut(&mut self, of: Placed) -> &mut BTreeMap<String, Place> {
        match of {
            Placed::Stage => &mut self.layout.stages,
            Placed::Handoff => &mut self.layout.handoffs,
        }
    }
}
