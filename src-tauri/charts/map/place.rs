//! Where stages stand: lanes by team, columns by the order of the journey.
//!
//! A stage stands straight below or above the stage that hands over to it where the way is free, else in the next column; so time
//! runs to the right and ownership up and down. Handoffs without stages get a column of their own, with a dot in each lane.

use super::cells::Cells;
use super::extent::text_width;
use super::{Area, Lane, Point, StageBox};
use playbook::policy::{HandoffPoint, Place, Placed, Policy, Stage};
use std::collections::{HashMap, HashSet};

/// Width of the strip that carries the lanes' names.
const LANE_HEAD: i32 = 108;
const LANE_HEIGHT: i32 = 75;
const STAGE_HEIGHT: i32 = 32;
const STAGE_LEAST: i32 = 82;
const STAGE_MOST: i32 = 180;
pub(crate) const STAGE_TEXT: i32 = 12;
const GAP: i32 = 14;
pub(crate) const BADGE_HEIGHT: i32 = 24;
const BADGE_TEXT: i32 = 11;
/// The badge's mark, its padding, and the room for a count of problems.
const BADGE_BESIDES: i32 = 52;
/// Height added to a lane for each further badge on the same way between two stages.
pub(crate) const BADGE_STEP: i32 = 28;

/// Where a handoff begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum End {
    /// The stage at this position of the policy.
    Stage(usize),
    /// A dot at this place.
    Loose(Point),
}

/// What is placed before any line is drawn.
pub(crate) struct Placement {
    pub lanes: Vec<Lane>,
    pub stages: Vec<StageBox>,
    /// One per handoff point, in the policy's order.
    pub ends: Vec<(End, End)>,
    /// Pairs of stages that follow each other within a team.
    pub flows: Vec<(usize, usize)>,
}

/// Width of a handoff point's badge.
pub(crate) fn badge_width(point: &HandoffPoint) -> i32 {
    text_width(&format!("{}  {} → {}", point.key, point.sender, point.receiver), BADGE_TEXT) + BADGE_BESIDES
}

fn stage_width(stage: &Stage) -> i32 {
    (text_width(&stage.name, STAGE_TEXT) + 24).clamp(STAGE_LEAST, STAGE_MOST)
}

pub(crate) fn place(policy: &Policy) -> Placement {
    let mut rows = Rows::of(policy);
    let mut grid = Grid::default();
    let order: HashMap<&str, usize> =
        policy.stages.iter().enumerate().map(|(at, stage)| (stage.key.as_str(), at)).collect();
    let flows: Vec<(usize, usize)> =
        policy.flows().into_iter().map(|(from, to)| (order[from.key.as_str()], order[to.key.as_str()])).collect();
    let staged: Vec<(Option<usize>, Option<usize>)> = policy
        .handoffs
        .iter()
        .map(|point| {
            let at = |key: &Option<String>| key.as_deref().and_then(|key| order.get(key).copied());
            (at(&point.from_stage), at(&point.to_stage))
        })
        .collect();

    // Stages, each after those that lead to it.
    for (at, stage) in policy.stages.iter().enumerate() {
        let lane = rows.of_stage(policy, stage);
        let leading: Vec<usize> = staged
            .iter()
            .filter_map(|ends| match *ends {
                (Some(from), Some(to)) if to == at && from < at => Some(from),
                _ => None,
            })
            .chain(flows.iter().filter(|(_, to)| *to == at).map(|(from, _)| *from))
            .collect();
        grid.stand(lane, &leading);
    }
    // Dots, where a handoff names no stage or the same one twice.
    let cells: Vec<(GridEnd, GridEnd)> = policy
        .handoffs
        .iter()
        .zip(&staged)
        .map(|(point, ends)| {
            let (sender, receiver) = (rows.of_side(policy, &point.sender), rows.of_side(policy, &point.receiver));
            match *ends {
                (Some(from), Some(to)) if from != to => (GridEnd::Stage(from), GridEnd::Stage(to)),
                (Some(from), _) => (GridEnd::Stage(from), grid.dot_beside(from, receiver)),
                (None, Some(to)) => (grid.dot_beside(to, sender), GridEnd::Stage(to)),
                (None, None) => grid.dots(sender, receiver),
            }
        })
        .collect();

    let columns = Columns::of(policy, &grid, &cells);
    let lanes = rows.into_lanes(policy, &cells, &grid);
    let centre = |(lane, column): (usize, usize)| {
        let lane: &Lane = &lanes[lane];
        // What a lane is higher than others is room for badges, above its stages.
        Point { x: columns.centre(column), y: lane.y + lane.height - LANE_HEIGHT / 2 }
    };
    let moved = |of: Placed, key: &str| -> Option<Point> {
        let place: &Place = policy.places(of).get(key)?;
        Some(Point { x: place.x, y: place.y })
    };
    let stages = policy
        .stages
        .iter()
        .zip(&grid.stages)
        .map(|(stage, &cell)| StageBox {
            key: stage.key.clone(),
            name: stage.name.clone(),
            kind: stage.kind,
            area: Area::around(
                moved(Placed::Stage, &stage.key).unwrap_or_else(|| centre(cell)),
                stage_width(stage),
                STAGE_HEIGHT,
            ),
        })
        .collect();
    let end = |end: GridEnd| match end {
        GridEnd::Stage(at) => End::Stage(at),
        GridEnd::Dot(cell) => End::Loose(centre(cell)),
    };
    let ends = cells.iter().map(|&(from, to)| (end(from), end(to))).collect();
    Placement { lanes, stages, ends, flows }
}

/// An end in the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum GridEnd {
    Stage(usize),
    Dot((usize, usize)),
}

/// Lanes: the policy's teams, then whoever else a badge names.
struct Rows {
    teams: usize,
    others: Vec<String>,
}

impl Rows {
    fn of(policy: &Policy) -> Rows {
        Rows { teams: policy.teams.len(), others: Vec::new() }
    }

    fn of_stage(&mut self, policy: &Policy, stage: &Stage) -> usize {
        let team = stage.team.as_deref();
        let known = policy.teams.iter().position(|known| Some(known.key.as_str()) == team);
        known.unwrap_or_else(|| self.other("No team"))
    }

    fn of_side(&mut self, policy: &Policy, side: &str) -> usize {
        let called = policy.team_called(side).map(|team| team.key.as_str());
        let known = policy.teams.iter().position(|known| Some(known.key.as_str()) == called);
        known.unwrap_or_else(|| self.other(if side.trim().is_empty() { "No team" } else { side.trim() }))
    }

    fn other(&mut self, name: &str) -> usize {
        let found = self.others.iter().position(|other| other == name);
        self.teams
            + found.unwrap_or_else(|| {
                self.others.push(name.to_string());
                self.others.len() - 1
            })
    }

    /// Lanes from the top; one is higher where several handoffs share the way across it.
    fn into_lanes(self, policy: &Policy, cells: &[(GridEnd, GridEnd)], grid: &Grid) -> Vec<Lane> {
        let mut shared: HashMap<(GridEnd, GridEnd), i32> = HashMap::new();
        let mut taller = vec![0; self.teams + self.others.len()];
        for &(from, to) in cells {
            let count =
                shared.entry(if grid.cell(from) < grid.cell(to) { (from, to) } else { (to, from) }).or_default();
            *count += 1;
            let lane = grid.cell(from).0.max(grid.cell(to).0);
            taller[lane] = taller[lane].max((*count - 1) * BADGE_STEP);
        }
        // A handoff over the stages between two of one lane takes its way above them.
        let is_over = |lane: usize, one: usize, other: usize| {
            let between = one.min(other) + 1..one.max(other);
            grid.stages.iter().any(|&(own, column)| own == lane && between.contains(&column))
        };
        let ends = cells.iter().map(|&(from, to)| (grid.cell(from), grid.cell(to)));
        let over: HashSet<usize> =
            ends.filter(|(from, to)| from.0 == to.0 && is_over(from.0, from.1, to.1)).map(|(from, _)| from.0).collect();
        for lane in over {
            taller[lane] += BADGE_STEP;
        }
        let named = policy.teams.iter().map(|team| (Some(team.key.clone()), team.short.clone(), team.name.clone()));
        let others = self.others.into_iter().map(|name| (None, String::new(), name));
        let mut y = 0;
        named
            .chain(others)
            .zip(taller)
            .map(|((team, short, name), taller)| {
                let lane = Lane { team, short, name, y, height: LANE_HEIGHT + taller };
                y += lane.height;
                lane
            })
            .collect()
    }
}

/// The grid with what stands in it.
#[derive(Default)]
struct Grid {
    cells: Cells,
    stages: Vec<(usize, usize)>,
    columns: usize,
}

impl Grid {
    fn cell(&self, end: GridEnd) -> (usize, usize) {
        match end {
            GridEnd::Stage(at) => self.stages[at],
            GridEnd::Dot(cell) => cell,
        }
    }

    fn take(&mut self, cell: (usize, usize)) {
        self.cells.take(cell);
        self.columns = self.columns.max(cell.1 + 1);
    }

    /// The first free cell of a lane from `column` on.
    fn free(&self, lane: usize, mut column: usize) -> usize {
        while !self.cells.is_free((lane, column)) {
            column += 1;
        }
        column
    }

    fn stand(&mut self, lane: usize, leading: &[usize]) {
        let wanted = |&from: &usize| {
            let (above, column) = self.stages[from];
            let straight =
                above != lane && self.cells.is_open(column, above, lane) && self.cells.is_free((lane, column));
            if straight { column } else { column + 1 }
        };
        let column = self.free(lane, leading.iter().map(wanted).max().unwrap_or(0));
        for &from in leading {
            self.cells.run(self.stages[from], (lane, column));
        }
        self.stages.push((lane, column));
        self.take((lane, column));
    }

    fn dot_beside(&mut self, stage: usize, lane: usize) -> GridEnd {
        let (from, column) = self.stages[stage];
        let straight = from != lane && self.cells.is_open(column, from, lane) && self.cells.is_free((lane, column));
        let cell = (lane, if straight { column } else { self.free(lane, column + 1) });
        self.cells.run((from, column), cell);
        self.take(cell);
        GridEnd::Dot(cell)
    }

    fn dots(&mut self, sender: usize, receiver: usize) -> (GridEnd, GridEnd) {
        let column = self.columns;
        let (from, to) = ((sender, column), (receiver, if sender == receiver { column + 1 } else { column }));
        self.cells.run(from, to);
        self.take(from);
        self.take(to);
        (GridEnd::Dot(from), GridEnd::Dot(to))
    }
}

/// Where columns stand and how wide they are.
struct Columns {
    centres: Vec<i32>,
}

impl Columns {
    fn of(policy: &Policy, grid: &Grid, cells: &[(GridEnd, GridEnd)]) -> Columns {
        let mut widths = vec![0; grid.columns];
        let mut gaps = vec![GAP; grid.columns];
        for (stage, &(_, column)) in policy.stages.iter().zip(&grid.stages) {
            widths[column] = widths[column].max(stage_width(stage));
        }
        for (point, &(from, to)) in policy.handoffs.iter().zip(cells) {
            let (from, to) = (grid.cell(from), grid.cell(to));
            if from.0 == to.0 && from.1.abs_diff(to.1) > 1 {
                continue;
            }
            if from.0 == to.0 {
                let gap = &mut gaps[from.1.min(to.1)];
                *gap = (*gap).max(badge_width(point) + 2 * GAP);
            } else {
                widths[to.1] = widths[to.1].max(badge_width(point));
            }
        }
        let mut left = LANE_HEAD;
        let centres = widths
            .iter()
            .zip(&gaps)
            .map(|(width, gap)| {
                let centre = left + width / 2;
                left += width + gap;
                centre
            })
            .collect();
        Columns { centres }
    }

    fn centre(&self, column: usize) -> i32 {
        self.centres.get(column).copied().unwrap_or(LANE_HEAD)
    }
}
