import type { Node, NodeProps } from '@xyflow/react';
import { createContext, memo, useContext } from 'react';
import type { MapPoint, StageKind } from '../../bridge';
import { StatusMark } from '../../components/StatusMark';
import type { Reading } from './lens';
import css from './map.module.css';

export type StageNodeType = Node<{ name: string; kind: StageKind; label: string; found: boolean }, 'stage'>;
export type BadgeNodeType = Node<
  {
    badge: { key: string; sender: string; receiver: string };
    reading: Reading;
    /** What is read out after the badge's own words. */
    label: string;
    /** The point of its line that it belongs to, where it was moved off it. */
    anchor: MapPoint | null;
    found: boolean;
  },
  'badge'
>;
export type MapNode = StageNodeType | BadgeNodeType;

/** True where the map is so small that its words could not be read: then they are not drawn. */
export const FarAway = createContext(false);

const KINDS: Record<StageKind, string> = {
  start: css.start ?? '',
  normal: '',
  won: css.end ?? '',
  lost: css.end ?? '',
  nurture: css.wait ?? '',
};

export const StageNode = memo(({ id, data, selected }: NodeProps<StageNodeType>) => {
  const far = useContext(FarAway);
  return (
    <button
      type="button"
      className={`${css.stage} ${KINDS[data.kind]}`}
      data-item={id}
      data-found={data.found}
      tabIndex={-1}
      aria-label={data.label}
      aria-pressed={selected}
    >
      {!far && data.name}
    </button>
  );
});

export const BadgeNode = memo(
  ({ id, data, selected, positionAbsoluteX, positionAbsoluteY }: NodeProps<BadgeNodeType>) => {
    const { badge, reading, anchor } = data;
    const far = useContext(FarAway);
    const leader = anchor && (
      <svg className={css.leader} aria-hidden="true">
        <path d={`M0 0L${anchor.x - positionAbsoluteX} ${anchor.y - positionAbsoluteY}`} />
      </svg>
    );
    if (far)
      return (
        <>
          {leader}
          <button
            type="button"
            className={`handoff--map ${css.badge} ${css.far} ${selected ? 'handoff--on' : ''}`}
            data-item={id}
            data-found={data.found}
            tabIndex={-1}
            aria-pressed={selected}
            aria-label={`${badge.key} ${badge.sender}→${badge.receiver}${data.label}`}
          >
            <StatusMark status={reading.status} />
          </button>
        </>
      );
    return (
      <>
        {leader}
        <button
          type="button"
          className={`handoff handoff--map ${css.badge} ${selected ? 'handoff--on' : ''}`}
          data-item={id}
          data-found={data.found}
          data-tall={reading.figures !== null}
          tabIndex={-1}
          aria-pressed={selected}
        >
          <span className={css.words}>
            <StatusMark status={reading.status} />
            <span className="handoff__key">{badge.key}</span>{' '}
            <span className="handoff__way">
              {badge.sender}
              <i>→</i>
              {badge.receiver}
            </span>
            {reading.count > 0 && (
              <span className={css.count} aria-hidden="true">
                {reading.count}
              </span>
            )}
          </span>
          {reading.figures !== null && (
            <span className={`${css.figures} num`} aria-hidden="true">
              {reading.figures}
            </span>
          )}
          <span className={css.hint}>{data.label}</span>
        </button>
      </>
    );
  },
);

export const NODE_TYPES = { stage: StageNode, badge: BadgeNode };
