import type { ClockSheet, TimelineEvent } from '../../bridge';
import { civil, dayShort, time } from '../../components/format';
import { type Status, StatusMark } from '../../components/StatusMark';
import css from './record.module.css';

interface Props {
  events: TimelineEvent[];
  sheet: ClockSheet | undefined;
  zone: string;
  selectedAt: number | null;
  onSelect: (event: TimelineEvent) => void;
}

/** What happened, day by day. The selected ledger line's event is tinted as the line is. */
export function Timeline({ events, sheet, zone, selectedAt, onSelect }: Props) {
  let day = '';
  return (
    <section className={css.timeline} aria-labelledby="timeline">
      <h2 className="t-panel" id="timeline">
        Timeline
      </h2>
      <ol>
        {events.flatMap((event, index) => {
          const today = `${dayShort(event.at, zone)} ${civil(event.at, zone).year}`;
          const heading = today === day ? null : today;
          day = today;
          const mark = markOf(event, sheet);
          const follows =
            events[index + 1] &&
            `${dayShort(events[index + 1]?.at ?? 0, zone)} ${civil(events[index + 1]?.at ?? 0, zone).year}` === today;
          const key = `${event.at}-${event.title}`;
          return [
            heading && (
              <li key={`day-${today}`} className={`${css.day} num`}>
                {heading}
              </li>
            ),
            <li key={key} className={follows ? css.linked : ''}>
              <button
                type="button"
                className={css.event}
                aria-pressed={selectedAt === event.at}
                onClick={() => onSelect(event)}
              >
                <time className="num">{event.date_only ? '' : time(event.at, zone)}</time>
                <span className={css.pin}>{mark ? <StatusMark {...mark} /> : <i className={css.dot} />}</span>
                <span>
                  <span className={css.what}>{event.title}</span>
                  {(event.detail || event.date_only) && (
                    <span className="t-small t-2 num">
                      {event.date_only ? ['date only', event.detail].filter(Boolean).join('. ') : event.detail}
                    </span>
                  )}
                </span>
              </button>
            </li>,
          ];
        })}
      </ol>
    </section>
  );
}

/** A mark where the event is one of the clock: its start, its due instant, its end; a dot for everything else. */
function markOf(event: TimelineEvent, sheet: ClockSheet | undefined): { status: Status; label: string } | null {
  const { kind } = event;
  if (kind.kind === 'due')
    return sheet && (sheet.state === 'met_late' || sheet.state === 'breached_open')
      ? { status: 'breach', label: 'due' }
      : null;
  if (kind.kind === 'reminder' || kind.kind === 'tier_change')
    return { status: 'risk', label: 'reminder or tier change' };
  if (kind.kind !== 'moment' || !sheet) return null;
  if (kind.of === 'started') return { status: 'met', label: 'the clock starts' };
  const ends: Record<ClockSheet['clock'], string> = {
    assign: 'assigned',
    accept: 'accepted',
    first_touch: 'first_touch',
    next_step: 'next_step',
    complete: 'completed',
  };
  if (kind.of !== ends[sheet.clock]) return null;
  if (sheet.state === 'met') return { status: 'met', label: 'met' };
  if (sheet.state === 'met_late') return { status: 'breach', label: 'met late' };
  return null;
}
