import { describe, expect, it } from 'vitest';
import type { Criterion } from '../../../bridge';
import {
  at,
  dissolve,
  fieldsOf,
  insertAt,
  join,
  negate,
  nest,
  removeAt,
  replaceAt,
  rooted,
  step,
  testsOf,
} from './tree';

const test = (field: string): Criterion => ({ field, is: 'is_filled' });
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(test) as [Criterion, Criterion, Criterion, Criterion];
const tree: Criterion = { all: [a, { any: [b, c] }, { not: d }] };

describe('a part is found and replaced by the way to it', () => {
  it.each<[string, number[], Criterion | undefined]>([
    ['the top', [], tree],
    ['a test', [0], a],
    ['a test in a group', [1, 1], c],
    ['what is denied', [2, 0], d],
    ['nothing', [7], undefined],
  ])('%s', (_, way, part) => {
    expect(at(tree, way)).toEqual(part);
  });
  it('leaves everything else as it was', () => {
    expect(replaceAt(tree, [1, 0], d)).toEqual({ all: [a, { any: [d, c] }, { not: d }] });
  });
});

describe('removing', () => {
  it('takes the not of what is removed with it', () => {
    expect(removeAt(tree, [2, 0])).toEqual({ all: [a, { any: [b, c] }] });
  });
  it('leaves no group behind that nothing passes', () => {
    expect(removeAt(removeAt(tree, [1, 0]), [1, 0])).toEqual({ all: [a, { not: d }] });
  });
  it('of the last test asks for nothing', () => {
    expect(removeAt({ any: [a] }, [0])).toEqual({ all: [] });
  });
});

describe('moving', () => {
  const cases: [string, number[], boolean, Criterion | null, number[]][] = [
    ['down into the group below', [0], true, { all: [{ any: [a, b, c] }, { not: d }] }, [0, 0]],
    ['up into the group above', [2], false, { all: [a, { any: [b, c, { not: d }] }] }, [1, 2]],
    ['past its neighbour', [1, 0], true, { all: [a, { any: [c, b] }, { not: d }] }, [1, 1]],
    ['out of its group at the end', [1, 1], true, { all: [a, { any: [b] }, c, { not: d }] }, [2]],
    ['out of its group at the start', [1, 0], false, { all: [a, b, { any: [c] }, { not: d }] }, [1]],
    ['not above the first', [0], false, null, []],
    ['not below the last', [2], true, null, []],
  ];
  it.each(cases)('%s', (_, way, down, expected, to) => {
    const moved = step(tree, way, down);
    expect(moved?.tree ?? null).toEqual(expected);
    if (moved) {
      expect(moved.way).toEqual(to);
      expect(at(moved.tree, moved.way)).toEqual(at(tree, way));
    }
  });
  it('leaves no empty group behind', () => {
    expect(step({ all: [a, { any: [b] }] }, [1, 0], true)).toEqual({ tree: { all: [a, b] }, way: [1] });
    expect(step({ all: [a, { any: [b] }] }, [1, 0], false)).toEqual({ tree: { all: [a, b] }, way: [1] });
  });
  it('takes a denied test with its not', () => {
    expect(step({ all: [a, { not: b }] }, [1, 0], false)).toEqual({ tree: { all: [{ not: b }, a] }, way: [0] });
  });
  it('never loses a test, however often and whichever way', () => {
    let now: Criterion = tree;
    for (let turn = 0; turn < 60; turn += 1) {
      const way = turn % 3 === 0 ? [1] : turn % 3 === 1 ? [0] : [1, 0];
      if (at(now, way) !== undefined) now = step(now, way, turn % 2 === 0)?.tree ?? now;
      expect(
        testsOf(now)
          .map(({ field }) => field)
          .sort(),
      ).toEqual(['a', 'b', 'c', 'd']);
    }
  });
});

describe('groups', () => {
  it('nests with the other joint, and dissolves again', () => {
    const nested = nest(tree, [0]);
    expect(nested).toEqual({ tree: { all: [{ any: [a] }, { any: [b, c] }, { not: d }] }, way: [0, 0] });
    expect(dissolve(nested.tree, [0])).toEqual(tree);
  });
  it('denies and takes the denial back', () => {
    expect(negate(tree, [1])).toEqual({ all: [a, { not: { any: [b, c] } }, { not: d }] });
    expect(negate(negate(tree, [1]), [1])).toEqual(tree);
  });
  it('changes how its parts are joined', () => {
    expect(join(tree, [], 'any')).toEqual({ any: [a, { any: [b, c] }, { not: d }] });
  });
  it('takes a new part at its end or at a place', () => {
    expect(insertAt(tree, [1], a)).toEqual({ all: [a, { any: [b, c, a] }, { not: d }] });
    expect(insertAt(tree, [1], a, 0)).toEqual({ all: [a, { any: [a, b, c] }, { not: d }] });
  });
  it('a lone test gets a group to stand in', () => {
    expect(rooted(a)).toEqual({ all: [a] });
    expect(rooted({ not: a })).toEqual({ all: [{ not: a }] });
    expect(rooted(tree)).toBe(tree);
  });
});

it('names every field once', () => {
  expect(fieldsOf({ all: [a, { any: [b, a] }] })).toEqual(['a', 'b']);
});
