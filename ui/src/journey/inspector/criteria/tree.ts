// A criterion as a tree that is edited: parts are found by the way to them, the places among the parts of each group from the top.

import type { Criterion, CriterionTest } from '../../../bridge';

export type Way = readonly number[];
export type Joint = 'all' | 'any';

export const ALWAYS: Criterion = { all: [] };

export function isTest(criterion: Criterion): criterion is CriterionTest {
  return 'field' in criterion;
}

/** True = nothing is asked. */
export function isAlways(criterion: Criterion): boolean {
  return 'all' in criterion && criterion.all.length === 0;
}

export function partsOf(criterion: Criterion): readonly Criterion[] {
  if (isTest(criterion)) return [];
  if ('not' in criterion) return [criterion.not];
  return 'all' in criterion ? criterion.all : criterion.any;
}

function withParts(criterion: Criterion, parts: Criterion[]): Criterion {
  if (isTest(criterion)) return criterion;
  if ('not' in criterion) return parts[0] === undefined ? ALWAYS : { not: parts[0] };
  return 'all' in criterion ? { all: parts } : { any: parts };
}

/** A group at the top, so that a second test can be added to a first. */
export function rooted(criterion: Criterion): Criterion {
  return 'all' in criterion || 'any' in criterion ? criterion : { all: [criterion] };
}

export function at(criterion: Criterion, way: Way): Criterion | undefined {
  return way.reduce<Criterion | undefined>((part, place) => part && partsOf(part)[place], criterion);
}

/** The tree with the part at `way` replaced. */
export function replaceAt(criterion: Criterion, way: Way, next: Criterion): Criterion {
  const [place, ...rest] = way;
  if (place === undefined) return next;
  const parts = partsOf(criterion);
  return withParts(
    criterion,
    parts.map((part, index) => (index === place ? replaceAt(part, rest, next) : part)),
  );
}

/** The tree without the part. A group or a *not* that it leaves empty goes too; without the top nothing is asked. */
export function removeAt(criterion: Criterion, way: Way): Criterion {
  const place = way.at(-1);
  const above = way.slice(0, -1);
  const group = at(criterion, above);
  if (place === undefined || group === undefined) return ALWAYS;
  const left = partsOf(group).filter((_, index) => index !== place);
  if (left.length === 0) return removeAt(criterion, above);
  return replaceAt(criterion, above, withParts(group, left));
}

/** The tree with a part put into a group, at the end unless a place is named. */
export function insertAt(criterion: Criterion, group: Way, part: Criterion, place?: number): Criterion {
  const into = at(criterion, group);
  if (into === undefined || isTest(into) || 'not' in into) return criterion;
  return replaceAt(
    criterion,
    group,
    withParts(into, partsOf(into).toSpliced(place ?? partsOf(into).length, 0, part) as Criterion[]),
  );
}

export interface Moved {
  tree: Criterion;
  way: Way;
}

const isGroup = (criterion: Criterion | undefined): criterion is Criterion =>
  criterion !== undefined && ('all' in criterion || 'any' in criterion);

/**
 * Moves a part one place up or down as it is read: past its neighbour, into a group that it meets, and out of its own at the end.
 * Null where it is first or last of all.
 */
export function step(criterion: Criterion, way: Way, down: boolean): Moved | null {
  const place = way.at(-1);
  const above = way.slice(0, -1);
  const moved = at(criterion, way);
  const group = at(criterion, above);
  if (place === undefined || moved === undefined || group === undefined) return null;
  // What is denied moves with its *not*.
  if ('not' in group) return step(criterion, above, down);
  const next = place + (down ? 1 : -1);
  const neighbour = partsOf(group)[next];
  if (neighbour !== undefined && isGroup(neighbour)) {
    const without = removeAt(criterion, way);
    const into = [...above, down ? place : next];
    const inside = down ? 0 : partsOf(neighbour).length;
    return { tree: insertAt(without, into, moved, inside), way: [...into, inside] };
  }
  if (neighbour !== undefined) {
    const parts = [...partsOf(group)];
    parts[place] = neighbour;
    parts[next] = moved;
    return { tree: replaceAt(criterion, above, withParts(group, parts)), way: [...above, next] };
  }
  const outer = above.slice(0, -1);
  const outerPlace = above.at(-1);
  if (outerPlace === undefined || !isGroup(at(criterion, outer))) return null;
  const emptied = partsOf(group).length === 1;
  if (emptied && partsOf(at(criterion, outer) as Criterion).length === 1) return null;
  const target = down && !emptied ? outerPlace + 1 : outerPlace;
  return { tree: insertAt(removeAt(criterion, way), outer, moved, target), way: [...outer, target] };
}

/** Puts a part into a group of its own, joined the other way than the group around it. */
export function nest(criterion: Criterion, way: Way): Moved {
  const part = at(criterion, way);
  const around = at(criterion, way.slice(0, -1));
  if (part === undefined) return { tree: criterion, way };
  const joint: Joint = around !== undefined && 'all' in around ? 'any' : 'all';
  const group: Criterion = joint === 'any' ? { any: [part] } : { all: [part] };
  return { tree: replaceAt(criterion, way, group), way: [...way, 0] };
}

/** Dissolves a group into the one around it; the tree as it was where there is none. */
export function dissolve(criterion: Criterion, way: Way): Criterion {
  const part = at(criterion, way);
  const place = way.at(-1);
  const above = way.slice(0, -1);
  const around = at(criterion, above);
  if (!isGroup(part) || !isGroup(around) || place === undefined) return criterion;
  return replaceAt(
    criterion,
    above,
    withParts(around, partsOf(around).toSpliced(place, 1, ...partsOf(part)) as Criterion[]),
  );
}

/** Denies a part, or takes the denial from it. */
export function negate(criterion: Criterion, way: Way): Criterion {
  const part = at(criterion, way);
  if (part === undefined) return criterion;
  return replaceAt(criterion, way, 'not' in part ? part.not : { not: part });
}

export function join(criterion: Criterion, way: Way, joint: Joint): Criterion {
  const part = at(criterion, way);
  if (part === undefined || !isGroup(part)) return criterion;
  const parts = [...partsOf(part)];
  return replaceAt(criterion, way, joint === 'all' ? { all: parts } : { any: parts });
}

/** Every test from left to right. */
export function testsOf(criterion: Criterion): CriterionTest[] {
  return isTest(criterion) ? [criterion] : partsOf(criterion).flatMap(testsOf);
}

/** Keys of the fields that it looks at, each once. */
export function fieldsOf(criterion: Criterion): string[] {
  return [...new Set(testsOf(criterion).map((test) => test.field))];
}

export function sameCriterion(one: Criterion, other: Criterion): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
