import { useQueries } from '@tanstack/react-query';
import { Fragment } from 'react';
import { bridge, type Calendar, type EscalationStep, type Reach, type Target } from '../../../bridge';
import { durationText } from '../../../components/durations';
import { dayShort, time } from '../../../components/format';
import { StatusMark } from '../../../components/StatusMark';
import { fridayAfternoon } from '../../../components/TargetFields';
import { type LadderPoint, ladderLine } from './ladder';
import css from './sla.module.css';

interface Props {
  steps: readonly EscalationStep[];
  target: Target | null;
  calendar: Calendar | undefined;
  /** An instant of the data, near which the example starts. */
  around: number | null;
  to: (reach: Reach) => string;
}

/** The ladder on a time line, and below it the same for a record of a Friday afternoon. */
export function LadderLine({ steps, target, calendar, around, to }: Props) {
  const points = ladderLine(steps, target, to);
  const start = fridayAfternoon(around ?? Date.UTC(2026, 9, 30));
  const dues = useDues(points, target, calendar, start);
  const columns = { gridTemplateColumns: `repeat(${points.length}, minmax(0, 1fr))` };
  const said = points.map(({ share, ms, acts }) => `${share}${ms ? `, ${durationText(ms)}` : ''}: ${acts.join(', ')}`);
  const zone = calendar?.time_zone ?? 'UTC';
  return (
    <figure className={css.ladder} aria-label={`Escalation: ${said.join('; ')}`}>
      <ol className={`num ${css.line}`} style={columns} aria-hidden>
        {points.map((point, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a point has no name but its place on the line
          <li key={at} className={css.point} data-status={point.status} data-next={points[at + 1]?.status}>
            <span className={css.share}>{point.share}</span>
            <span className={css.dot}>
              <StatusMark status={point.status} />
            </span>
            <b className={css.at}>{point.ms === null ? '' : point.ms === 0 ? '0 h' : durationText(point.ms)}</b>
            {point.acts.map((act, which) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: acts may repeat
              <span key={which}>{act}</span>
            ))}
          </li>
        ))}
      </ol>
      {dues.some((due) => due !== null) && (
        <div className={css.sample}>
          <p className="t-micro t-3">A record that arrives on a Friday afternoon</p>
          <ol className={`num ${css.line}`} style={columns}>
            {points.map((_, at) => {
              const due = dues[at] ?? null;
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <li key={at} className={css.point}>
                  {due !== null && (
                    <Fragment>
                      <b className={css.due}>{time(due, zone)}</b>
                      <span>{dayShort(due, zone)}</span>
                    </Fragment>
                  )}
                </li>
              );
            })}
          </ol>
        </div>
      )}
    </figure>
  );
}

/** When each point falls for a record that starts at an instant; null where only the rules for another kind of target could say. */
function useDues(
  points: readonly LadderPoint[],
  target: Target | null,
  calendar: Calendar | undefined,
  start: number,
): (number | null)[] {
  const asked = points.map(({ ms }) => {
    if (ms === null || ms === 0 || calendar === undefined) return null;
    return target?.kind === 'business' || target?.kind === 'elapsed' ? { kind: target.kind, ms } : null;
  });
  const answers = useQueries({
    queries: asked.map((one) => ({
      queryKey: ['due-example', calendar, one, start],
      queryFn: () => (one && calendar ? bridge.dueExample({ calendar, target: one, start }) : null),
      enabled: one !== null,
    })),
  });
  return points.map(({ ms }, at) => (ms === 0 ? start : (answers[at]?.data?.due_at ?? null)));
}
