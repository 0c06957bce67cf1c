import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useWorkspace } from '../app/workspace';
import { ErrorPanel, Loading } from '../components/states';
import { useDraft } from './draft';
import { Header } from './Header';
import { Inspector } from './inspector';
import css from './journey.module.css';
import { type Panel, SIDE, usePanel } from './panel';
import { type JourneyPlace, readJourneyPlace } from './place';
import { Presentation } from './present/Presentation';
import { Problems } from './problems';
import { BranchPanel } from './publish/BranchPanel';
import { ComparePanel } from './publish/ComparePanel';
import { HistoryPanel } from './publish/HistoryPanel';
import { PublishPanel } from './publish/PublishPanel';
import { select, useSelection } from './selection';
import { WorkArea } from './WorkArea';

/** The company's journey: teams, stages and the handoffs between them, as the draft has them. */
export function JourneyScreen() {
  const { data, error, refetch } = useDraft();
  if (error && data === undefined)
    return (
      <section className="pane pane--pad">
        <ErrorPanel error={error} retry={() => void refetch()} />
      </section>
    );
  if (data === undefined)
    return (
      <section className="pane pane--pad">
        <Loading label="Reading the draft" />
      </section>
    );
  return <Journey />;
}

function Journey() {
  const place = readJourneyPlace(useSearch({ strict: false }) as Record<string, unknown>);
  const navigate = useNavigate();
  const locked = useWorkspace().read_only !== null;
  const selected = useSelection();
  const panel = usePanel();
  const [presenting, setPresenting] = useState(false);
  const go = (next: JourneyPlace) => void navigate({ to: '/journey', search: { ...place, ...next }, replace: true });
  const { handoff } = place;
  // The URL names it once; from then on the selection is the screen's.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a handoff that comes is the event
  useEffect(() => {
    if (handoff === undefined) return;
    select('handoff', handoff);
    go({ handoff: undefined });
  }, [handoff]);
  return (
    <>
      <Header locked={locked} />
      <div className={css.journey} data-side={selected !== null || panel !== null}>
        <WorkArea place={place} go={go} locked={locked} onPresent={() => setPresenting(true)} />
        <div className={css.problems}>
          <Problems />
        </div>
        <aside
          id={SIDE}
          tabIndex={-1}
          className={`insp ${css.side}`}
          aria-label={panel === null ? 'Inspector' : 'Draft'}
        >
          <Side panel={panel} locked={locked} />
        </aside>
      </div>
      {presenting && <Presentation locked={locked} onLeave={() => setPresenting(false)} />}
    </>
  );
}

function Side({ panel, locked }: { panel: Panel; locked: boolean }) {
  switch (panel) {
    case 'publish':
      return <PublishPanel />;
    case 'compare':
      return <ComparePanel />;
    case 'history':
      return <HistoryPanel locked={locked} />;
    case 'branch':
      return <BranchPanel />;
    case null:
      return <Inspector />;
  }
}
