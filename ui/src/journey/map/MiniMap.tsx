import { useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { memo, type PointerEvent, useLayoutEffect, useMemo, useRef } from 'react';
import type { MapLayout } from '../../bridge';
import css from './map.module.css';

const WIDTH = 168;
const TALLEST = 104;
/** The share of the map in view from which on it would cover more than it helps. */
const ENOUGH = 0.6;

/** The whole map small, with what is seen of it. For the pointer; keys have fit, search and the outline. Absent where most is seen. */
export const MiniMap = memo(({ layout }: { layout: MapLayout }) => {
  const store = useStoreApi();
  const { setCenter, getZoom } = useReactFlow();
  const window_ = useRef<SVGRectElement>(null);
  const scale = Math.min(WIDTH / layout.width, TALLEST / layout.height);
  const enough = useStore(({ transform: [x, y, zoom], width, height }) => {
    const seen = (offset: number, room: number, size: number) =>
      Math.max(0, Math.min(room, offset + size * zoom) - Math.max(0, offset)) / (size * zoom);
    return seen(x, width, layout.width) * seen(y, height, layout.height) > ENOUGH;
  });
  const boxes = useMemo(() => {
    const rect = ({ x, y, w, h }: { x: number; y: number; w: number; h: number }) => `M${x} ${y}h${w}v${h}h${-w}z`;
    return {
      stages: layout.stages.map(({ area }) => rect(area)).join(''),
      badges: layout.handoffs.map(({ badge }) => rect(badge)).join(''),
    };
  }, [layout]);
  useLayoutEffect(() => {
    if (enough) return;
    const follow = () => {
      const { transform, width, height } = store.getState();
      const [x, y, zoom] = transform;
      const seen = window_.current;
      seen?.setAttribute('x', String(-x / zoom));
      seen?.setAttribute('y', String(-y / zoom));
      seen?.setAttribute('width', String(width / zoom));
      seen?.setAttribute('height', String(height / zoom));
    };
    follow();
    return store.subscribe(follow);
  }, [store, enough]);
  if (enough) return null;
  const go = (event: PointerEvent<SVGSVGElement>) => {
    if (event.buttons !== 1) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    void setCenter((event.clientX - left) / scale, (event.clientY - top) / scale, { zoom: getZoom() });
  };
  return (
    <svg
      className={css.mini}
      width={layout.width * scale}
      height={layout.height * scale}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
    >
      <path className={css.miniStage} d={boxes.stages} />
      <path className={css.miniBadge} d={boxes.badges} />
      <rect className={css.miniSeen} ref={window_} />
    </svg>
  );
});
