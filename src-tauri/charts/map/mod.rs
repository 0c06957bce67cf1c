//! The map of a journey: lanes by team, stages in them, and handoff points as objects on the edges between.
//!
//! One layout for the canvas, the printed map and the outline's reading order: whole pixels, and the same policy always lies the
//! same way. What somebody moved by hand (`policy.layout`) stays where it was put; edges are drawn anew around it. Deliberately
//! absent: measured figures and problems, which the caller paints on the badges.

mod cells;
mod draw;
mod extent;
mod place;
mod route;

pub use draw::map_svg;

use playbook::policy::{Policy, StageKind};
use serde::Serialize;
use ts_rs::TS;

/// Everything that stands on the map, in pixels at 100 %; `x` to the right, `y` down, from the map's top left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MapLayout {
    pub width: i32,
    pub height: i32,
    /// From the top.
    pub lanes: Vec<Lane>,
    pub stages: Vec<StageBox>,
    pub handoffs: Vec<HandoffLine>,
    /// The way from stage to stage within a team, which no handoff makes.
    pub flows: Vec<FlowLine>,
}

/// A team's lane, over the map's whole width.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Lane {
    /// Team key; `None` = whoever the policy has not named as a team.
    pub team: Option<String>,
    pub short: String,
    pub name: String,
    pub y: i32,
    pub height: i32,
}

/// A place on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Area {
    pub x: i32,
    pub y: i32,
    pub w: i32,
    pub h: i32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StageBox {
    pub key: String,
    pub name: String,
    pub kind: StageKind,
    pub area: Area,
}

/// A handoff point: its badge, and the line on which the badge stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HandoffLine {
    pub key: String,
    pub name: String,
    pub sender: String,
    pub receiver: String,
    pub badge: Area,
    /// Corners from the sender's end to the receiver's.
    pub points: Vec<Point>,
    /// True where the line begins at a dot, because the handoff names no stage there.
    pub loose_start: bool,
    pub loose_end: bool,
    /// True where records go back, or to wait.
    pub back: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FlowLine {
    /// Stage keys.
    pub from: String,
    pub to: String,
    pub points: Vec<Point>,
    pub back: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[ts(rename = "MapPoint")]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

impl Area {
    pub(crate) const fn centre(self) -> Point {
        Point { x: self.x + self.w / 2, y: self.y + self.h / 2 }
    }

    pub(crate) const fn around(centre: Point, w: i32, h: i32) -> Area {
        Area { x: centre.x - w / 2, y: centre.y - h / 2, w, h }
    }

    /// True where the two share a pixel, or come closer than `gap`.
    pub(crate) const fn meets(self, other: Area, gap: i32) -> bool {
        self.x < other.x + other.w + gap
            && other.x < self.x + self.w + gap
            && self.y < other.y + other.h + gap
            && other.y < self.y + self.h + gap
    }
}

/// Lays a policy out.
pub fn map_layout(policy: &Policy) -> MapLayout {
    let placed = place::place(policy);
    route::route(policy, placed)
}
