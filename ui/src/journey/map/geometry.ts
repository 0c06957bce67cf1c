// Where things are on the map: pure geometry, in the map's own pixels.

import type { MapArea, MapLane, MapPoint } from '../../bridge';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Something that stands on the map. */
export interface Box {
  id: string;
  area: MapArea;
}

export const centre = ({ x, y, w, h }: MapArea): MapPoint => ({ x: x + w / 2, y: y + h / 2 });

export const around = ({ x, y }: MapPoint, { w, h }: MapArea): MapArea => ({ x: x - w / 2, y: y - h / 2, w, h });

export const meets = (a: MapArea, b: MapArea): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** The least area around all of these; null where there are none. */
export function bounds(areas: readonly MapArea[]): MapArea | null {
  if (areas.length === 0) return null;
  const x = Math.min(...areas.map((area) => area.x));
  const y = Math.min(...areas.map((area) => area.y));
  return {
    x,
    y,
    w: Math.max(...areas.map((area) => area.x + area.w)) - x,
    h: Math.max(...areas.map((area) => area.y + area.h)) - y,
  };
}

export const boundsOfLine = (points: readonly MapPoint[]): MapArea =>
  bounds(points.map(({ x, y }) => ({ x, y, w: 1, h: 1 }))) ?? { x: 0, y: 0, w: 0, h: 0 };

const ROUND = 8;

/** An SVG path through the corners, each rounded as far as its legs allow. */
export function roundedPath(points: readonly MapPoint[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let path = `M${first.x} ${first.y}`;
  let before = first;
  rest.forEach((corner, at) => {
    const after = rest[at + 1];
    if (after === undefined) {
      path += `L${corner.x} ${corner.y}`;
      return;
    }
    const into = Math.hypot(corner.x - before.x, corner.y - before.y);
    const out = Math.hypot(after.x - corner.x, after.y - corner.y);
    const round = Math.min(ROUND, into / 2, out / 2);
    if (round < 1) {
      path += `L${corner.x} ${corner.y}`;
    } else {
      const towards = (to: MapPoint, length: number) => ({
        x: corner.x + ((to.x - corner.x) * round) / length,
        y: corner.y + ((to.y - corner.y) * round) / length,
      });
      const [a, b] = [towards(before, into), towards(after, out)];
      path += `L${a.x} ${a.y}Q${corner.x} ${corner.y} ${b.x} ${b.y}`;
    }
    before = corner;
  });
  return path;
}

/** The way of a line while one of its ends is on the move, until the layout draws it anew. */
export function elbow(from: MapArea, to: MapArea): MapPoint[] {
  const [a, b] = [centre(from), centre(to)];
  const right = b.x >= a.x;
  const out = { x: right ? from.x + from.w : from.x, y: a.y };
  if (Math.abs(a.y - b.y) < Math.min(from.h, to.h) / 2) return [out, { x: right ? to.x : to.x + to.w, y: a.y }];
  const down = b.y > a.y;
  const into = { x: b.x, y: down ? to.y : to.y + to.h };
  if (b.x >= from.x && b.x <= from.x + from.w) return [{ x: b.x, y: down ? from.y + from.h : from.y }, into];
  return [out, { x: b.x, y: a.y }, into];
}

/** The point of a line that is nearest to another point. */
export function nearestOn(points: readonly MapPoint[], to: MapPoint): MapPoint {
  let best = points[0] ?? to;
  let least = Number.POSITIVE_INFINITY;
  points.slice(1).forEach((b, at) => {
    const a = points[at] ?? b;
    const length = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
    const along = length === 0 ? 0 : ((to.x - a.x) * (b.x - a.x) + (to.y - a.y) * (b.y - a.y)) / length;
    const t = Math.min(1, Math.max(0, along));
    const on = { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) };
    const distance = Math.hypot(on.x - to.x, on.y - to.y);
    if (distance < least) [best, least] = [on, distance];
  });
  return best;
}

export function laneAt(lanes: readonly MapLane[], y: number): MapLane | null {
  return lanes.find((lane) => y >= lane.y && y < lane.y + lane.height) ?? null;
}

/** How much going aside weighs against going on, when the next thing in a direction is looked for. */
const ASIDE = 2.5;

/** The nearest thing in a direction, straight ones first; null where there is none. */
export function neighbour(boxes: readonly Box[], from: MapArea, direction: Direction): Box | null {
  const start = centre(from);
  let best: Box | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const box of boxes) {
    const { x, y } = centre(box.area);
    const level = direction === 'left' || direction === 'right';
    const sign = direction === 'right' || direction === 'down' ? 1 : -1;
    const ahead = sign * (level ? x - start.x : y - start.y);
    const aside = Math.abs(level ? y - start.y : x - start.x);
    if (ahead <= 1 || aside > 4 * ahead) continue;
    const cost = ahead + ASIDE * aside;
    if (cost < least) [best, least] = [box, cost];
  }
  return best;
}

export type Alignment = 'column' | 'row';

/** Where the centres go when these are put into one column or row: onto the middle of the first. */
export function aligned(boxes: readonly Box[], into: Alignment): { id: string; at: MapPoint }[] {
  const [first] = boxes;
  if (first === undefined) return [];
  const line = centre(first.area);
  return boxes.flatMap(({ id, area }) => {
    const now = centre(area);
    const at = into === 'column' ? { x: line.x, y: now.y } : { x: now.x, y: line.y };
    return at.x === now.x && at.y === now.y ? [] : [{ id, at }];
  });
}
