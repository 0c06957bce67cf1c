import { useStore, ViewportPortal } from '@xyflow/react';
import { memo, useMemo } from 'react';
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

interface Way extends Pick<LineProps, 'id' | 'kind' | 'back' | 'looseStart' | 'looseEnd'> {
  points: readonly MapPoint[];
  bounds: MapArea;
  /** Ids of the stages at its ends. */
  from: string;
  to: string;
}

function waysOf(layout: MapLayout, ends: Ends): Way[] {
  const stage = (key: string | null) => idOf({ noun: 'stage', key: key ?? '' });
  return [
    ...layout.flows.map(({ from, to, points, back }): Way => {
      const whole = { looseStart: false, looseEnd: false };
      const bounds = boundsOfLine(points);
      return { ...whole, id: `${from}>${to}`, kind: 'flow', back, points, bounds, from: stage(from), to: stage(to) };
    }),
    ...layout.handoffs.map(({ key, points, back, loose_start: looseStart, loose_end: looseEnd }): Way => {
      const [from, to] = ends.get(key) ?? [null, null];
      const id = idOf({ noun: 'handoff', key });
      const bounds = boundsOfLine(points);
      return { id, kind: 'handoff', back, looseStart, looseEnd, points, bounds, from: stage(from), to: stage(to) };
    }),
  ];
}

interface Props {
  layout: MapLayout;
  ends: Ends;
  moved: Moved;
  selected: ReadonlySet<string>;
  onPick: (id: string, add: boolean) => void;
}

const dot = (at: MapPoint | undefined): MapArea => ({ x: (at?.x ?? 0) - 4, y: (at?.y ?? 0) - 4, w: 8, h: 8 });

/** The lines of the map: within teams thin, between teams strong, backwards dashed. Only those that can be seen. */
export function Edges({ layout, ends, moved, selected, onPick }: Props) {
  const tiles = useStore((state) => seenTiles(state.transform, state.width, state.height));
  const ways = useMemo(() => waysOf(layout, ends), [layout, ends]);
  const seen = useMemo(() => {
    const area = areaOf(tiles);
    return ways.filter(({ bounds }) => meets(bounds, area));
  }, [ways, tiles]);
  const areas = useMemo(
    () => new Map(layout.stages.map(({ key, area }) => [idOf({ noun: 'stage', key }), area])),
    [layout],
  );
  const pointsOf = ({ points, from, to }: Way): readonly MapPoint[] => {
    if (!moved.has(from) && !moved.has(to)) return points;
    const now = (id: string) => {
      const area = areas.get(id);
      return area && { ...area, ...moved.get(id) };
    };
    return elbow(now(from) ?? dot(points[0]), now(to) ?? dot(points.at(-1)));
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
        {seen.map((way) => (
          <Line
            key={way.id}
            id={way.id}
            points={moved.size === 0 ? way.points : pointsOf(way)}
            kind={way.kind}
            back={way.back}
            looseStart={way.looseStart}
            looseEnd={way.looseEnd}
            selected={selected.has(way.id)}
            onPick={way.kind === 'handoff' ? onPick : undefined}
          />
        ))}
      </svg>
    </ViewportPortal>
  );
}
