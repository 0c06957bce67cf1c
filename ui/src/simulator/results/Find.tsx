import { useState } from 'react';
import type { SimulatedTarget } from '../../app/simulated';
import { bridge, type Progress, type Scenario, type SmallestStaffing, wasCancelled } from '../../bridge';
import { Button, Field, LinkButton, Select } from '../../components/controls';
import { counted, share } from '../../components/format';
import { ErrorPanel } from '../../components/states';
import { clockLabel } from '../../components/targets';
import type { Ground } from '../levers/levers';
import css from '../simulator.module.css';

interface Props {
  scenario: Scenario;
  ground: Ground;
  targets: readonly SimulatedTarget[];
  onTake: (crew: string, count: number) => void;
}

type Found =
  | { state: 'running'; progress: Progress | null }
  | { state: 'found'; staffing: SmallestStaffing; of: string }
  | { state: 'failed'; error: unknown }
  | { state: 'idle' };

const keyOf = ({ handoff, clock, tier }: SimulatedTarget): string => `${handoff.key} ${clock} ${tier ?? ''}`;

/** The smallest number of people of a crew with whom a target is kept, at 95 % confidence. */
export function Find({ scenario, ground, targets, onTake }: Props) {
  const [open, setOpen] = useState(false);
  const [crew, setCrew] = useState(scenario.people[0]?.key ?? null);
  const [picked, setPicked] = useState<string | null>(null);
  const [wanted, setWanted] = useState('90');
  const [asked, setAsked] = useState(false);
  const [found, setFound] = useState<Found>({ state: 'idle' });
  const target = targets.find((one) => keyOf(one) === picked) ?? targets[0];
  const percent = /^\d{1,2}(\.\d+)?$/.test(wanted.trim()) ? Number(wanted) : null;
  const wrong = percent === null || percent <= 0 ? `“${wanted}” is no share. Write 90.` : null;
  if (scenario.people.length === 0 || target === undefined) return null;
  const tierName = (key: string | null) => ground.policy.tiers.find((one) => one.key === key)?.name ?? 'no tier';
  // An answer is of the question and the scenario that it was asked of.
  const of = JSON.stringify([crew, keyOf(target), wanted, scenario.changes, scenario.people]);
  const ask = async () => {
    setAsked(true);
    if (crew === null || wrong !== null || percent === null) return;
    setFound({ state: 'running', progress: null });
    try {
      const figure = {
        handoff: target.handoff.key,
        tier: target.tier ?? '',
        group: null,
        measure: 'attainment' as const,
        clock: target.clock,
        step: null,
      };
      const staffing = await bridge.simulateStaffing({ scenario, crew, figure, atLeast: percent / 100 }, (progress) =>
        setFound({ state: 'running', progress }),
      );
      setFound({ state: 'found', staffing, of });
    } catch (error) {
      setFound(wasCancelled(error) ? { state: 'idle' } : { state: 'failed', error });
    }
  };
  const crewName = scenario.people.find(({ key }) => key === crew)?.name || crew;
  return (
    <section className={css.part} aria-labelledby="find">
      <div className={css.partHead}>
        <h2 className="t-panel" id="find">
          How many people?
        </h2>
        {!open && <LinkButton onPress={() => setOpen(true)}>Find the smallest number</LinkButton>}
      </div>
      {!open && (
        <p className="t-small t-2">The fewest people of a crew with whom a target is kept as often as you say.</p>
      )}
      {open && (
        <form
          className={css.find}
          onSubmit={(event) => {
            event.preventDefault();
            void ask();
          }}
        >
          <Select
            label="People in"
            options={scenario.people.map((one) => ({ id: one.key, label: one.name || one.key }))}
            value={crew}
            onChange={setCrew}
          />
          <Select
            label="So that"
            options={targets.map((one) => ({
              id: keyOf(one),
              label: `${one.handoff.key} ${clockLabel(one.clock).toLowerCase()}, ${tierName(one.tier)}`,
            }))}
            value={keyOf(target)}
            onChange={setPicked}
          />
          <Field
            label="Is kept by"
            hint="percent, at least"
            inputMode="decimal"
            value={wanted}
            onChange={setWanted}
            error={asked ? wrong : null}
          />
          <Button type="submit" isDisabled={found.state === 'running'}>
            Find
          </Button>
          {found.state === 'running' && (
            <LinkButton className="t-small" onPress={() => void bridge.simulateCancel()}>
              Cancel
            </LinkButton>
          )}
        </form>
      )}
      {open && found.state === 'failed' && <ErrorPanel error={found.error} retry={() => void ask()} />}
      {open && found.state === 'found' && found.of === of && (
        <Answer staffing={found.staffing} crewName={crewName ?? ''} onTake={onTake} />
      )}
      <p className="heard" role="status">
        {found.state === 'running' ? 'Trying numbers of people' : ''}
      </p>
    </section>
  );
}

function Answer({
  staffing: { crew, count, tried },
  crewName,
  onTake,
}: {
  staffing: SmallestStaffing;
  crewName: string;
  onTake: Props['onTake'];
}) {
  const most = Math.max(...tried.map(([people]) => people));
  return (
    <div className="num">
      <p>
        {count === null ? (
          <>
            Not even {counted(most, 'person', 'people')} in {crewName} are enough: something else holds it back.
          </>
        ) : (
          <>
            <b>{counted(count, 'person', 'people')}</b> in {crewName} keep it, at 95 % confidence.{' '}
            <LinkButton onPress={() => onTake(crew, count)}>Take {count}</LinkButton>
          </>
        )}
      </p>
      <ul className={`t-small t-2 ${css.tried}`} aria-label="What was tried">
        {tried
          .toSorted(([a], [b]) => a - b)
          .map(([people, interval, holds]) => (
            <li key={people}>
              {counted(people, 'person', 'people')}: {share(interval.mean)}
              {interval.low !== null && <span className="t-3"> (at least {share(interval.low)})</span>}
              {holds && ', enough'}
            </li>
          ))}
      </ul>
    </div>
  );
}
