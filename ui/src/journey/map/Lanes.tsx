import { useStoreApi } from '@xyflow/react';
import { type CSSProperties, useLayoutEffect, useRef } from 'react';
import type { MapLane } from '../../bridge';
import css from './map.module.css';

/** Keeps an element's `--x`, `--y` and `--zoom` at the map's, without drawing anything anew while it is panned. */
function useViewportOn<E extends HTMLElement>() {
  const ref = useRef<E>(null);
  const store = useStoreApi();
  useLayoutEffect(() => {
    const follow = ([x, y, zoom]: readonly [number, number, number]) => {
      const style = ref.current?.style;
      style?.setProperty('--x', `${x}px`);
      style?.setProperty('--y', `${y}px`);
      style?.setProperty('--zoom', String(zoom));
    };
    follow(store.getState().transform);
    let last = store.getState().transform;
    return store.subscribe(({ transform }) => {
      if (transform === last) return;
      last = transform;
      follow(transform);
    });
  }, [store]);
  return ref;
}

const place = (lane: MapLane): CSSProperties =>
  ({ '--lane-y': `${lane.y}px`, '--lane-h': `${lane.height}px` }) as CSSProperties;

/** Stripes behind the map, one a team, over its whole width however far one has gone to the right. */
export function LaneStripes({ lanes }: { lanes: readonly MapLane[] }) {
  const ref = useViewportOn<HTMLDivElement>();
  return (
    <div className={css.stripes} ref={ref} aria-hidden="true">
      {lanes.map((lane, at) => (
        <i key={lane.team ?? lane.name} style={place(lane)} data-odd={at % 2 === 0} />
      ))}
    </div>
  );
}

interface HeadsProps {
  lanes: readonly MapLane[];
  selected: ReadonlySet<string>;
  onPick: (team: string, add: boolean) => void;
}

/** The teams' names at the left edge, where they stay. */
export function LaneHeads({ lanes, selected, onPick }: HeadsProps) {
  const ref = useViewportOn<HTMLUListElement>();
  return (
    <ul className={css.heads} ref={ref} aria-label="Teams">
      {lanes.map((lane, at) => (
        <li key={lane.team ?? lane.name} className={css.head} style={place(lane)} data-odd={at % 2 === 0}>
          {lane.team === null ? (
            <p className={css.headName}>
              <b>{lane.name}</b>
              <span>no team yet</span>
            </p>
          ) : (
            <button
              type="button"
              className={css.headName}
              aria-pressed={selected.has(`team:${lane.team}`)}
              onClick={(event) => onPick(lane.team ?? '', event.shiftKey || event.ctrlKey)}
            >
              <b>{lane.name}</b>
              <span>{lane.short}</span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
