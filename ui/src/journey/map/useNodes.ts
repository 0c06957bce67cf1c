import { useMemo, useRef } from 'react';
import type { HandoffLine, MapArea, MapLayout, Policy, StageBox } from '../../bridge';
import { counted } from '../../components/format';
import { idOf, type Moved } from './boxes';
import { centre, nearestOn } from './geometry';
import type { LensView } from './lens';
import type { MapNode } from './nodes';

interface Shown {
  policy: Policy;
  layout: MapLayout;
  lens: LensView;
  selected: ReadonlySet<string>;
  moved: Moved;
  found: ReadonlySet<string> | null;
}

/** A badge further than this from its line is tied to it by a thin one. */
const OFF_LINE = 14;
const NO_HANDLES: [] = [];

function frame(id: string, area: MapArea, selected: ReadonlySet<string>) {
  return {
    id,
    position: { x: area.x, y: area.y },
    width: area.w,
    height: area.h,
    selected: selected.has(id),
    handles: NO_HANDLES,
  };
}

/**
 * Stages and badges as the map draws them. What did not change stays the same object, so that dragging one of a thousand draws
 * one anew.
 */
export function useNodes({ policy, layout, lens, selected, moved, found }: Shown): MapNode[] {
  const kept = useRef(new Map<string, { sign: string; node: MapNode }>());
  const teamOf = useMemo(() => {
    const names = new Map(policy.teams.map(({ key, name }) => [key, name]));
    return new Map(policy.stages.map(({ key, team }) => [key, names.get(team ?? '') ?? 'no team']));
  }, [policy.teams, policy.stages]);
  const resting = useMemo(() => {
    const next = new Map<string, { sign: string; node: MapNode }>();
    const keep = (sign: string, id: string, make: () => MapNode) => {
      const before = kept.current.get(id);
      const entry = before?.sign === sign ? before : { sign, node: make() };
      next.set(id, entry);
      return entry.node;
    };
    const stage = ({ key, name, kind, area }: StageBox): MapNode => {
      const id = idOf({ noun: 'stage', key });
      const base = frame(id, area, selected);
      const isFound = found?.has(id) ?? false;
      const label = `Stage ${name}, ${teamOf.get(key) ?? 'no team'}`;
      const sign = [base.position.x, base.position.y, area.w, base.selected, isFound, kind, label].join('|');
      return keep(sign, id, () => ({ ...base, type: 'stage', data: { name, kind, label, found: isFound } }));
    };
    const badge = (line: HandoffLine): MapNode => {
      const id = idOf({ noun: 'handoff', key: line.key });
      const base = frame(id, line.badge, selected);
      const isFound = found?.has(id) ?? false;
      const reading = lens.readings.get(line.key) ?? lens.otherwise;
      const middle = centre(line.badge);
      const on = nearestOn(line.points, middle);
      const off = Math.hypot(on.x - middle.x, on.y - middle.y) > OFF_LINE;
      const label = `, ${line.name}: ${reading.label}`;
      const sign = [
        base.position.x,
        base.position.y,
        line.badge.w,
        base.selected,
        isFound,
        off && on.x,
        off && on.y,
        line.sender,
        line.receiver,
        label,
      ].join('|');
      const { key, sender, receiver } = line;
      return keep(sign, id, () => ({
        ...base,
        zIndex: 1,
        type: 'badge',
        data: { badge: { key, sender, receiver }, reading, label, anchor: off ? on : null, found: isFound },
      }));
    };
    const nodes = [...layout.stages.map(stage), ...layout.handoffs.map(badge)];
    kept.current = next;
    return nodes;
  }, [layout, lens.readings, lens.otherwise, selected, found, teamOf]);
  return useMemo(
    () =>
      moved.size === 0
        ? resting
        : resting.map((node) => {
            const position = moved.get(node.id);
            return position === undefined ? node : { ...node, position };
          }),
    [resting, moved],
  );
}

/** The map in a sentence: `16 stages and 11 handoff points in 8 lanes`. */
export function mapWords({ stages, handoffs, lanes }: MapLayout): string {
  return `${counted(stages.length, 'stage')} and ${counted(handoffs.length, 'handoff point')} in ${counted(lanes.length, 'lane')}`;
}
