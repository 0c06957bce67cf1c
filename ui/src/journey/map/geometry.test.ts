import { describe, expect, it } from 'vitest';
import { aligned, type Box, elbow, laneAt, nearestOn, neighbour, roundedPath } from './geometry';

const box = (id: string, x: number, y: number): Box => ({ id, area: { x: x - 40, y: y - 16, w: 80, h: 32 } });
const area = (x: number, y: number) => box('', x, y).area;

describe('the next thing in a direction', () => {
  const boxes = [box('a', 100, 100), box('b', 300, 100), box('c', 220, 180), box('d', 100, 400)];
  it.each([
    ['right', 'b'],
    ['down', 'd'],
    ['left', undefined],
    ['up', undefined],
  ] as const)('to the %s of a is %s', (direction, found) => {
    expect(neighbour(boxes, area(100, 100), direction)?.id).toBe(found);
  });

  it('is what stands straight, though something aside is nearer', () => {
    const column = [box('straight', 100, 260), box('aside', 180, 200)];
    expect(neighbour(column, area(100, 100), 'down')?.id).toBe('straight');
  });

  it('can be reached back the way one came along a row', () => {
    const there = neighbour(boxes, area(100, 100), 'right');
    expect(there && neighbour(boxes, there.area, 'left')?.id).toBe('a');
  });
});

describe('a line on the move', () => {
  it('is straight between things of one row', () => {
    expect(elbow(area(100, 100), area(300, 100))).toEqual([
      { x: 140, y: 100 },
      { x: 260, y: 100 },
    ]);
  });
  it('is straight down to what stands below', () => {
    expect(elbow(area(100, 100), area(110, 300))).toEqual([
      { x: 110, y: 116 },
      { x: 110, y: 284 },
    ]);
  });
  it('turns once, and arrives from above or below', () => {
    expect(elbow(area(300, 300), area(100, 100))).toEqual([
      { x: 260, y: 300 },
      { x: 100, y: 300 },
      { x: 100, y: 116 },
    ]);
  });
});

describe('a path', () => {
  it('is rounded at its corner', () => {
    const corner = [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 50 },
    ];
    expect(roundedPath(corner)).toBe('M0 0L92 0Q100 0 100 8L100 50');
  });
  it('keeps a corner sharp where there is no room', () => {
    const corner = [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 50 },
    ];
    expect(roundedPath(corner)).toBe('M0 0L1 0L1 50');
  });
});

it('the nearest point of a line may be its end', () => {
  const line = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
  ];
  expect(nearestOn(line, { x: 4, y: 7 })).toEqual({ x: 4, y: 0 });
  expect(nearestOn(line, { x: 30, y: 7 })).toEqual({ x: 10, y: 0 });
});

it('a lane holds its upper edge and not its lower', () => {
  const lanes = [0, 75].map((y) => ({ team: `t${y}`, short: '', name: '', y, height: 75 }));
  expect(laneAt(lanes, 74)?.team).toBe('t0');
  expect(laneAt(lanes, 75)?.team).toBe('t75');
  expect(laneAt(lanes, 150)).toBeNull();
});

it('things are put into the column or row of the first, and what is there stays', () => {
  const boxes = [box('a', 100, 100), box('b', 160, 300), box('c', 100, 500)];
  expect(aligned(boxes, 'column')).toEqual([{ id: 'b', at: { x: 100, y: 300 } }]);
  expect(aligned(boxes, 'row').map(({ at }) => at.y)).toEqual([100, 100]);
});
