import { useQuery } from '@tanstack/react-query';
import { Pause, Play, StepBack, StepForward } from 'lucide-react';
import { type CSSProperties, useEffect, useState } from 'react';
import { bridge, type Scenario, type SimulatedDay } from '../../bridge';
import { Button, LinkButton } from '../../components/controls';
import { HandoffBadge } from '../../components/HandoffBadge';
import { ErrorPanel, Loading } from '../../components/states';
import { useMedia } from '../../components/useMedia';
import css from './day.module.css';
import { clockAt, lastEvents, mostAtOnce } from './picture';

/** How long a step stands while the day plays. */
const STEP_MS = 220;

/** A simulated day as a moving picture: what waits, what is worked on, what is late. Asked for, because it is traced record by record. */
export function Day({ scenario }: { scenario: Scenario }) {
  const [on, setOn] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['simulated-day', scenario.changes, scenario.people, scenario.seed],
    queryFn: () => bridge.simulateDay(scenario),
    enabled: on,
    gcTime: 0,
  });
  return (
    <section aria-labelledby="day">
      <div className={css.head}>
        <h2 className="t-panel" id="day">
          A day of it
        </h2>
        {!on && <LinkButton onPress={() => setOn(true)}>Watch a simulated day</LinkButton>}
      </div>
      {!on && (
        <p className="t-small t-2">Record by record from morning to evening, for showing how a queue builds up.</p>
      )}
      {on && error && <ErrorPanel error={error} retry={() => void refetch()} />}
      {on && data === undefined && !error && <Loading label="Tracing a day" lines={4} />}
      {on && data && <Picture day={data} />}
    </section>
  );
}

function Picture({ day }: { day: SimulatedDay }) {
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const steps = Math.max(0, ...day.handoffs.map(({ waiting }) => waiting.length));
  const [at, setAt] = useState(0);
  const [playing, setPlaying] = useState(false);
  const last = Math.max(0, steps - 1);
  useEffect(() => {
    if (!playing || at >= last) return;
    const timer = setTimeout(() => setAt(at + 1), STEP_MS);
    return () => clearTimeout(timer);
  }, [playing, at, last]);
  useEffect(() => {
    if (at >= last) setPlaying(false);
  }, [at, last]);
  const go = (to: number) => {
    setPlaying(false);
    setAt(Math.max(0, Math.min(last, to)));
  };
  const most = mostAtOnce(day);
  const time = clockAt(day, at);
  return (
    <div className={css.picture}>
      <div className={css.controls}>
        {!still && (
          <Button
            small
            onPress={() => {
              if (at >= last) setAt(0);
              setPlaying(!playing);
            }}
          >
            {playing ? <Pause size={13} aria-hidden /> : <Play size={13} aria-hidden />}
            {playing ? 'Pause' : 'Play'}
          </Button>
        )}
        <Button kind="quiet" small icon aria-label="A step back" isDisabled={at === 0} onPress={() => go(at - 1)}>
          <StepBack size={13} aria-hidden />
        </Button>
        <Button kind="quiet" small icon aria-label="A step on" isDisabled={at === last} onPress={() => go(at + 1)}>
          <StepForward size={13} aria-hidden />
        </Button>
        <input
          type="range"
          min={0}
          max={last}
          value={at}
          className="slide"
          style={{ '--at': `${last === 0 ? 0 : (100 * at) / last}%` } as CSSProperties}
          aria-label="Time of the day"
          aria-valuetext={`${day.day} ${time}`}
          onChange={(event) => go(Number(event.currentTarget.value))}
        />
        <b className={`num ${css.time}`}>{time}</b>
        <span className="t-3">{day.day}</span>
      </div>
      <div className={css.stage}>
        <ul className={css.lanes} aria-label={`${day.day} ${time}`}>
          {day.handoffs.map(({ handoff, waiting, working, breached, done }) => {
            const [w, k, b] = [waiting[at] ?? 0, working[at] ?? 0, breached[at] ?? 0];
            return (
              <li key={handoff.key}>
                <HandoffBadge handoff={handoff} />
                <span className={css.track} data-still={still} aria-hidden="true">
                  <i className={css.late} style={{ width: `${(100 * b) / most}%` }} />
                  <i className={css.waits} style={{ width: `${(100 * Math.max(0, w - b)) / most}%` }} />
                  <i className={css.works} style={{ width: `${(100 * k) / most}%` }} />
                </span>
                <span className={`num ${css.said}`}>
                  <b>{w}</b> wait{w === 1 ? 's' : ''}
                  {b > 0 && <span className="is-breach">, {b} late</span>}
                  <span className="t-3">
                    , {k} in work, {done[at] ?? 0} done
                  </span>
                </span>
              </li>
            );
          })}
        </ul>
        <ol className={`t-small ${css.events}`} aria-label="What happened">
          {lastEvents(day, at).map(({ step, words }) => (
            <li key={`${step} ${words}`}>
              <span className="num t-3">{clockAt(day, step)}</span> {words}
            </li>
          ))}
        </ol>
      </div>
      <p className={`t-micro t-3 ${css.key}`}>
        <i className={css.late} /> past its target <i className={css.waits} /> waiting <i className={css.works} /> in
        work
      </p>
    </div>
  );
}
