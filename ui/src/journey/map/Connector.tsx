import { useReactFlow, useStore } from '@xyflow/react';
import { type PointerEvent, useState } from 'react';
import type { MapPoint } from '../../bridge';
import type { MapBox } from './boxes';
import css from './map.module.css';

interface Props {
  from: MapBox;
  boxes: readonly MapBox[];
  onConnect: (to: string) => void;
}

/** A knob at the selected stage: pulled onto another stage it makes the handoff between them. Keys have the outline for it. */
export function Connector({ from, boxes, onConnect }: Props) {
  const { screenToFlowPosition } = useReactFlow();
  const [x, y, zoom] = useStore(({ transform }) => transform);
  const [pulled, setPulled] = useState<MapPoint | null>(null);
  const start = { x: (from.area.x + from.area.w) * zoom + x, y: (from.area.y + from.area.h / 2) * zoom + y };
  const target = (event: PointerEvent) => {
    const at = screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false });
    return boxes.find(
      ({ id, item, area }) =>
        item.noun === 'stage' &&
        id !== from.id &&
        at.x >= area.x &&
        at.x <= area.x + area.w &&
        at.y >= area.y &&
        at.y <= area.y + area.h,
    );
  };
  return (
    <>
      {pulled && (
        <svg className={css.pulling} aria-hidden="true">
          <path d={`M${start.x} ${start.y}L${pulled.x} ${pulled.y}`} />
        </svg>
      )}
      <div
        className={css.knob}
        style={{ left: start.x, top: start.y }}
        title="Pull to the stage that it hands over to"
        data-connect={from.id}
        onPointerDown={(event) => {
          event.stopPropagation();
          event.currentTarget.setPointerCapture(event.pointerId);
          setPulled(start);
        }}
        onPointerMove={(event) => {
          if (pulled === null) return;
          const frame = event.currentTarget.parentElement?.getBoundingClientRect();
          setPulled({ x: event.clientX - (frame?.left ?? 0), y: event.clientY - (frame?.top ?? 0) });
        }}
        onPointerUp={(event) => {
          setPulled(null);
          const to = target(event);
          if (to !== undefined) onConnect(to.id);
        }}
        onPointerCancel={() => setPulled(null)}
      />
    </>
  );
}
