import { useStore, ViewportPortal } from '@xyflow/react';
import { memo } from 'react';
import type { MapArea, MapLayout, MapPoint } from '../../bridge';
import { idOf, type Moved } from './boxes';
import { boundsOfLine, elbow, meets, roundedPath } from './geometry';
import css from './map.module.css';

/** Lines are drawn in whole tiles of this many pixels around what is seen, so that most steps of a pan draw none anew. */
const TILE = 512;

function seenTiles(transform: readonly [number, number, number], width: number, height: number): string {
  const [x, y, zoom] = transform;
  const tile = (pixels: number) => Math.floor(pixels / zoom / TILE);
  return [tile(-x), tile(-y), tile(width - x) + 1, tile(height - y) + 1].join();
}

function areaOf(tiles: string): MapArea {
  const [left = 0, top = 0, right = 0, bottom = 0] = tiles.split(',').map((tile) => Number(tile) * TILE);
  return { x: left, y: top, w: right - left, h: bottom - top };
}

interface LineProps {
  id: string;
  points: readonly MapPoint[];
  kind: 'flow' | 'handoff';
  back: boolean;
  selected: boolean;
  looseStart: boolean;
  looseEnd: boolean;
  onPick?: ((id: string, add: boolean) => void) | undefined;
}

const Line = memo(({ id, points, kind, back, selected, looseStart, looseEnd, onPick }: LineProps) => {
  const path = roundedPath(points);
  const [first, last] = [points[0], points.at(-1)];
  return (
    <>
      <path
        className={css.line}
        data-kind={kind}
        data-back={back}
        data-on={selected}
        d={path}
        markerEnd={looseEnd ? undefined : 'url(#map-arrow)'}
      />
      {looseStart && first && <circle className={css.dot} cx={first.x} cy={first.y} r="4" />}
      {looseEnd && last && <circle className={css.dot} cx={last.x} cy={last.y} r="4" />}
      {onPick && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the badge on the line is what keys reach
        <path className={css.reach} d={path} onClick={(event) => onPick(id, event.shiftKey || event.ctrlKey)} />
      )}
    </>
  );
});

/** Stage keys at both ends of each handoff point. */
export type Ends = ReadonlyMap<string, readonly [from: string | null, to: string | null]>;

interface Props {
  layout: MapLayout;
  ends: Ends;
  moved: Moved;
  selected: ReadonlySet<string>;
  onPick: (id: string, add: boolean) => void;
}

/** The lines of the map: within teams thin, between teams strong, backwards dashed. Only those that can be seen. */
export function Edges({ layout, ends, moved, selected, onPick }: Props) {
  const tiles = useStore((state) => seenTiles(state.transform, state.width, state.height));
  const seen = areaOf(tiles);
  const stages = new Map(layout.stages.map(({ key, area }) => [key, area]));
  const now = (key: string | null): { area: MapArea; away: boolean } | null => {
    const area = stages.get(key ?? '');
    if (area === undefined) return null;
    const at = moved.get(idOf({ noun: 'stage', key: key ?? '' }));
    return { area: at ? { ...area, x: at.x, y: at.y } : area, away: at !== undefined };
  };
  const wayOf = (points: readonly MapPoint[], from: string | null, to: string | null): readonly MapPoint[] => {
    if (moved.size === 0) return points;
    const [a, b] = [now(from), now(to)];
    if (!a?.away && !b?.away) return points;
    const dot = (at: MapPoint | undefined): MapArea => ({ x: (at?.x ?? 0) - 4, y: (at?.y ?? 0) - 4, w: 8, h: 8 });
    return elbow(a?.area ?? dot(points[0]), b?.area ?? dot(points.at(-1)));
  };
  return (
    <ViewportPortal>
      <svg className={css.edges} aria-hidden="true">
        <defs>
          <marker
            id="map-arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path className={css.arrow} d="M0 .5 7 4 0 7.5z" />
          </marker>
        </defs>
        {layout.flows.map((flow) => {
          const points = wayOf(flow.points, flow.from, flow.to);
          if (!meets(boundsOfLine(points), seen)) return null;
          const id = `${flow.from}>${flow.to}`;
          return (
            <Line
              key={id}
              id={id}
              points={points}
              kind="flow"
              back={flow.back}
              selected={false}
              looseStart={false}
              looseEnd={false}
            />
          );
        })}
        {layout.handoffs.map((handoff) => {
          const [from, to] = ends.get(handoff.key) ?? [null, null];
          const points = wayOf(handoff.points, from, to);
          if (!meets(boundsOfLine(points), seen)) return null;
          const id = idOf({ noun: 'handoff', key: handoff.key });
          return (
            <Line
              key={id}
              id={id}
              points={points}
              kind="handoff"
              back={handoff.back}
              selected={selected.has(id)}
              looseStart={handoff.loose_start}
              looseEnd={handoff.loose_end}
              onPick={onPick}
            />
          );
        })}
      </svg>
    </ViewportPortal>
  );
}
