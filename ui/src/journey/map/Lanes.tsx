import { useStoreApi } from '@xyflow/react';
import { type CSSProperties, memo, useLayoutEffect, useRef } from 'react';
import type { MapLane } from '../../bridge';
import css from './map.module.css';

/** Keeps lanes where the map is, without drawing anything anew while it is panned: panning shifts, only zooming lays out. */
function useLanesOn<E extends HTMLElement>() {
  const ref = useRef<E>(null);
  const store = useStoreApi();
  useLayoutEffect(() => {
    let [y, zoom] = [Number.NaN, Number.NaN];
    const follow = () => {
      const { transform } = store.getState();
      const style = ref.current?.style;
      if (style === undefined) return;
      if (transform[1] !== y) style.transform = `translateY(${transform[1]}px)`;
      if (transform[2] !== zoom) style.setProperty('--zoom', String(transform[2]));
      [, y, zoom] = transform;
    };
    follow();
    return store.subscribe(follow);
  }, [store]);
  return ref;
}

const place = (lane: MapLane): CSSProperties =>
  ({ '--lane-y': `${lane.y}px`, '--lane-h': `${lane.height}px` }) as CSSProperties;

/** Stripes behind the map, one a team, over its whole width however far one has gone to the right. */
export const LaneStripes = memo(({ lanes }: { lanes: readonly MapLane[] }) => {
  const ref = useLanesOn<HTMLDivElement>();
  return (
    <div className={css.stripes} aria-hidden="true">
      <div className={css.shifted} ref={ref}>
        {lanes.map((lane, at) => (
          <i key={lane.team ?? lane.name} style={place(lane)} data-odd={at % 2 === 0} />
        ))}
      </div>
    </div>
  );
});

interface HeadsProps {
  lanes: readonly MapLane[];
  selected: ReadonlySet<string>;
  onPick: (team: string, add: boolean) => void;
}

/** The teams' names at the left edge, where they stay. */
export const LaneHeads = memo(({ lanes, selected, onPick }: HeadsProps) => {
  const ref = useLanesOn<HTMLUListElement>();
  return (
    <div className={css.heads}>
      <ul className={css.shifted} ref={ref} aria-label="Teams">
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
    </div>
  );
});
