//! Lines from box to box at right angles, and the badges on them.

use super::place::{BADGE_HEIGHT, BADGE_STEP, End, Placement, badge_width};
use super::{Area, FlowLine, HandoffLine, MapLayout, Point};
use playbook::policy::{Placed, Policy, StageKind};

/// Pixels between lines that run side by side.
const BESIDE: i32 = 18;
/// Half the side of the dot at a loose end.
const DOT: i32 = 4;
/// How far a detour stands off the boxes: a badge on it is clear of them.
const DETOUR: i32 = BADGE_HEIGHT / 2 + 4;
/// Rows above and below a line that are tried for a badge that finds no place on it.
const ASIDE: i32 = 6;
/// Pixels between two places on a line that are tried for a badge.
const TRIED: i32 = 8;
const MARGIN: i32 = 24;

pub(crate) fn route(policy: &Policy, placed: Placement) -> MapLayout {
    let boxes: Vec<Area> = placed.stages.iter().map(|stage| stage.area).collect();
    let area = |end: End| match end {
        End::Stage(at) => boxes[at],
        End::Loose(at) => Area::around(at, 2 * DOT, 2 * DOT),
    };
    let mut badges: Vec<Area> = Vec::new();
    let mut handoffs = Vec::with_capacity(policy.handoffs.len());
    for (at, (point, &(from, to))) in policy.handoffs.iter().zip(&placed.ends).enumerate() {
        let shared = |other: &(End, End)| *other == (from, to) || *other == (to, from);
        let before = placed.ends[..at].iter().filter(|ends| shared(ends)).count() as i32;
        let all = placed.ends.iter().filter(|ends| shared(ends)).count() as i32;
        let aside = (2 * before - (all - 1)) * BESIDE / 2;
        let points = line(area(from), area(to), aside, &boxes);
        let moved = policy.places(Placed::Handoff).get(&point.key);
        let badge = match moved {
            Some(place) => Area::around(Point { x: place.x, y: place.y }, badge_width(point), BADGE_HEIGHT),
            None => badge_on(&points, badge_width(point), &placed, &boxes, &badges),
        };
        badges.push(badge);
        handoffs.push(HandoffLine {
            key: point.key.clone(),
            name: point.name.clone(),
            sender: point.sender.clone(),
            receiver: point.receiver.clone(),
            badge,
            points,
            loose_start: matches!(from, End::Loose(_)),
            loose_end: matches!(to, End::Loose(_)),
            back: goes_back(policy, from, to),
        });
    }
    let flows = placed
        .flows
        .iter()
        .map(|&(from, to)| FlowLine {
            from: policy.stages[from].key.clone(),
            to: policy.stages[to].key.clone(),
            points: line(boxes[from], boxes[to], 0, &boxes),
            back: goes_back(policy, End::Stage(from), End::Stage(to)),
        })
        .collect();
    let right = boxes.iter().chain(&badges).map(|area| area.x + area.w).max().unwrap_or(0);
    let lowest = boxes.iter().chain(&badges).map(|area| area.y + area.h).max().unwrap_or(0);
    let lanes_end = placed.lanes.last().map_or(0, |lane| lane.y + lane.height);
    MapLayout {
        width: right + MARGIN,
        height: lanes_end.max(lowest + MARGIN),
        lanes: placed.lanes,
        stages: placed.stages,
        handoffs,
        flows,
    }
}

/// True where records return to a stage that comes earlier, or leave for one in which they wait.
fn goes_back(policy: &Policy, from: End, to: End) -> bool {
    match (from, to) {
        (End::Stage(from), End::Stage(to)) => to < from || policy.stages[to].kind == StageKind::Nurture,
        (End::Stage(_) | End::Loose(_), End::Loose(_)) | (End::Loose(_), End::Stage(_)) => false,
    }
}

/// The corners of a line from one box to another, `aside` pixels off the middle.
fn line(from: Area, to: Area, aside: i32, boxes: &[Area]) -> Vec<Point> {
    let (start, end) = (from.centre(), to.centre());
    let level = (start.y - end.y).abs() < from.h.min(to.h).max(2 * DOT) / 2 + 1;
    if level {
        return level_line(from, to, aside, boxes);
    }
    let down = end.y > start.y;
    let into = Point { x: end.x + aside, y: if down { to.y } else { to.y + to.h } };
    let x = into.x;
    if (from.x..=from.x + from.w).contains(&x) {
        return vec![Point { x, y: if down { from.y + from.h } else { from.y } }, into];
    }
    let y = start.y + aside.clamp(-from.h / 2 + 4, from.h / 2 - 4);
    let out = Point { x: if x > start.x { from.x + from.w } else { from.x }, y };
    vec![out, Point { x, y }, into]
}

fn level_line(from: Area, to: Area, aside: i32, boxes: &[Area]) -> Vec<Point> {
    let (start, end) = (from.centre(), to.centre());
    let right = end.x >= start.x;
    let out = Point { x: if right { from.x + from.w } else { from.x }, y: start.y + aside };
    let into = Point { x: if right { to.x } else { to.x + to.w }, y: end.y + aside };
    let between = Area { x: out.x.min(into.x), y: out.y.min(into.y), w: (into.x - out.x).abs(), h: 1 };
    let blocked = boxes.iter().any(|area| *area != from && *area != to && area.meets(between, 0));
    if !blocked {
        return if out.y == into.y {
            vec![out, into]
        } else {
            let middle = (out.x + into.x) / 2;
            vec![out, Point { x: middle, y: out.y }, Point { x: middle, y: into.y }, into]
        };
    }
    // Over the boxes in between.
    let over = from.y.min(to.y) - DETOUR;
    let (up, down) = (start.x + aside, end.x + aside);
    vec![Point { x: up, y: from.y }, Point { x: up, y: over }, Point { x: down, y: over }, Point { x: down, y: to.y }]
}

/// Places on a part of a line, from its middle outwards.
fn along(a: Point, b: Point) -> impl Iterator<Item = Point> {
    let (across, down) = ((b.x - a.x).abs(), (b.y - a.y).abs());
    let half = across.max(down) / 2 / TRIED;
    let middle = Point { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    (0..=half).flat_map(|step| [-step, step]).map(move |step| {
        let off = step * TRIED;
        if across > down { Point { x: middle.x + off, ..middle } } else { Point { y: middle.y + off, ..middle } }
    })
}

/// Where a badge stands on its line: at a lane's edge where the line crosses one, clear of boxes and other badges.
fn badge_on(points: &[Point], width: i32, placed: &Placement, boxes: &[Area], badges: &[Area]) -> Area {
    let segments = || points.windows(2).map(|pair| (pair[0], pair[1]));
    let is_long = |(a, b): &(Point, Point)| a.x == b.x && (a.y - b.y).abs() >= BADGE_HEIGHT;
    let upright = segments().filter(is_long).max_by_key(|(a, b)| (a.y - b.y).abs());
    let longest = segments().max_by_key(|(a, b)| (a.x - b.x).abs() + (a.y - b.y).abs());
    let Some((a, b)) = upright.or(longest) else {
        return Area::around(points.first().copied().unwrap_or(Point { x: 0, y: 0 }), width, BADGE_HEIGHT);
    };
    let mut wanted: Vec<Point> = Vec::new();
    if a.x == b.x {
        let (upper, lower) = (a.y.min(b.y), a.y.max(b.y));
        let edges = placed.lanes.iter().skip(1).map(|lane| lane.y).filter(|y| (upper..=lower).contains(y));
        let mut edges: Vec<i32> = edges.collect();
        // Nearest to where the line arrives: there the reader looks for what is handed over.
        edges.sort_by_key(|y| (y - b.y).abs());
        let steps = [0, 1, -1, 2, -2, 3, -3];
        wanted.extend(edges.iter().flat_map(|y| steps.map(|step| Point { x: a.x, y: y + step * BADGE_STEP })));
    }
    let middle = Point { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    wanted.push(middle);
    // Else anywhere along the line, from the middle of its longest part outwards.
    wanted.extend(std::iter::once((a, b)).chain(segments()).flat_map(|(a, b)| along(a, b)));
    // Else beside it.
    wanted.extend(
        (1..=ASIDE).flat_map(|step| [-step, step]).map(|step| Point { y: middle.y + step * BADGE_STEP, ..middle }),
    );
    let clear = |area: &Area| {
        !boxes.iter().any(|stage| stage.meets(*area, 1)) && !badges.iter().any(|badge| badge.meets(*area, 3))
    };
    let stand = |at: &Point| Area::around(*at, width, BADGE_HEIGHT);
    wanted.iter().map(stand).find(clear).unwrap_or_else(|| stand(&middle))
}
