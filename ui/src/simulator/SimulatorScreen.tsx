import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCommands } from '../app/commands';
import { HeaderTools } from '../app/slots';
import { bridge } from '../bridge';
import { Button, LinkButton, Segmented } from '../components/controls';
import { EmptyState, ErrorPanel, Loading } from '../components/states';
import type { Ground } from './levers/levers';
import { readSimulatorPlace, type SimulatorPlace } from './place';
import { ReplayView } from './replay/ReplayView';
import css from './simulator.module.css';
import { WhatIf } from './WhatIf';

const VIEWS = [
  { id: 'what-if', label: 'What if' },
  { id: 'replay', label: 'Replay' },
] as const;

/** What a change of the policy or of the people would do: foreseen in scenarios, and replayed on what happened. */
export function SimulatorScreen() {
  const place = readSimulatorPlace(useSearch({ strict: false }) as Record<string, unknown>);
  const navigate = useNavigate();
  const go = (next: SimulatorPlace) => void navigate({ to: '/simulate', search: { ...place, ...next }, replace: true });
  const view = place.view ?? 'what-if';
  useCommands(() => [
    {
      id: 'simulate.what-if',
      label: 'Simulate: what if',
      group: 'Simulate',
      run: () => go({ view: undefined }),
    },
    {
      id: 'simulate.replay',
      label: 'Replay records under the draft',
      group: 'Simulate',
      run: () => go({ view: 'replay' }),
    },
  ]);
  return (
    <>
      <HeaderTools>
        <Segmented
          label="Simulate"
          options={VIEWS}
          value={view}
          onChange={(id) => go({ view: id === 'replay' ? id : undefined })}
        />
      </HeaderTools>
      {view === 'replay' ? <ReplayView /> : <Scenarios place={place} go={go} />}
    </>
  );
}

function Scenarios({ place, go }: { place: SimulatorPlace; go: (next: SimulatorPlace) => void }) {
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery({ queryKey: ['simulation-start'], queryFn: bridge.simulationStart });
  if (error)
    return (
      <section className={`pane ${css.alone}`}>
        <h1 className="t-title">Simulate</h1>
        <ErrorPanel error={error} retry={() => void refetch()} />
      </section>
    );
  if (data === undefined)
    return (
      <section className={`pane ${css.alone}`}>
        <Loading label="Learning from the records" lines={10} />
      </section>
    );
  const { policy, fit, saved } = data;
  const grounds = data.grounds.map(({ scenario, ...ground }): Ground => ({ ...ground, policy, baseline: scenario }));
  const [first, ...others] = grounds;
  if (first === undefined)
    return (
      <section className={`pane ${css.alone}`}>
        <h1 className="t-title">Simulate</h1>
        <EmptyState
          act={
            <Button kind="primary" onPress={() => void navigate({ to: '/import' })}>
              Import a CSV or XLSX
            </Button>
          }
          other={<LinkButton onPress={() => void navigate({ to: '/journey' })}>Look at the policy</LinkButton>}
        >
          The policy cannot be simulated yet: it has no handoff that a record could pass. {fit.because.join(' ')}
        </EmptyState>
      </section>
    );
  return <WhatIf grounds={[first, ...others]} fit={fit} saved={saved} place={place} go={go} />;
}
