import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useStore } from '../../app/store';
import { useWorkspace } from '../../app/workspace';
import { bridge, type DraftView, type Progress } from '../../bridge';
import { Button, Field, LinkButton } from '../../components/controls';
import { counted, date, integer } from '../../components/format';
import { EmptyState, ErrorPanel, Loading } from '../../components/states';
import { monthsBefore, periodRefused } from './period';
import { ReplayResult } from './ReplayResult';
import css from './replay.module.css';
import { replayRun, runReplay } from './run';

/** The records that were, under the draft: who would have had them, what would have escalated, and which would have come out otherwise. */
export function ReplayView() {
  const { data: draft, error, refetch } = useQuery({ queryKey: ['draft'], queryFn: bridge.draft });
  const { as_of: asOf, records, time_zone: zone } = useWorkspace();
  const navigate = useNavigate();
  if (error && draft === undefined)
    return (
      <section className={`pane ${css.pane}`}>
        <ErrorPanel error={error} retry={() => void refetch()} />
      </section>
    );
  if (draft === undefined)
    return (
      <section className={`pane ${css.pane}`}>
        <Loading label="Reading the draft" />
      </section>
    );
  return (
    <section className={`pane ${css.pane}`} aria-label="Replay">
      <h1 className="t-title">Replay</h1>
      {records === 0 || asOf === null ? (
        <EmptyState
          act={
            <Button kind="primary" onPress={() => void navigate({ to: '/import' })}>
              Import a CSV or XLSX
            </Button>
          }
        >
          There are no records to replay yet. Import some, and see what a changed policy would have made of them.
        </EmptyState>
      ) : (
        <Ask draft={draft} asOf={asOf} zone={zone} />
      )}
    </section>
  );
}

function Ask({ draft, asOf, zone }: { draft: DraftView; asOf: number; zone: string }) {
  const run = useStore(replayRun);
  const navigate = useNavigate();
  const [first, last] = monthsBefore(asOf, zone, 3);
  const [from, setFrom] = useState(first);
  const [to, setTo] = useState(last);
  const [asked, setAsked] = useState(false);
  const wrong = periodRefused(from, to);
  const go = () => {
    setAsked(true);
    if (wrong.from === null && wrong.to === null) void runReplay(draft, from.trim(), to.trim());
  };
  const name = draft.branch === 'main' ? 'the draft' : `“${draft.branch}”`;
  const stale = run.state === 'done' && (run.branch !== draft.branch || run.revision !== draft.revision);
  return (
    <>
      <p className="t-2">
        Records of a time, held against the policy in force when each started and against {name}:{' '}
        {draft.edits === 0
          ? `it is as v${draft.base}, so nothing can come out otherwise. `
          : `${counted(draft.edits, 'edit')} since v${draft.base}. `}
        <LinkButton onPress={() => void navigate({ to: '/journey' })}>
          {draft.edits === 0 ? 'Edit it on the journey' : 'Look at it'}
        </LinkButton>
      </p>
      <form
        className={css.ask}
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <Field
          label="From"
          hint="month or date"
          value={from}
          onChange={setFrom}
          error={asked ? wrong.from : null}
          placeholder="2026-08"
        />
        <Field
          label="To"
          hint="included"
          value={to}
          onChange={setTo}
          error={asked ? wrong.to : null}
          placeholder="2026-10"
        />
        <Button kind="primary" type="submit" isDisabled={run.state === 'running'}>
          {run.state === 'done' ? 'Replay again' : 'Replay'}
        </Button>
        {run.state === 'running' && <Running progress={run.progress} />}
        {run.state === 'idle' && run.calledOff && (
          <p className="t-small t-2" role="status">
            Called off; nothing was changed.
          </p>
        )}
        {stale && (
          <p className="t-small t-2" role="status">
            The draft has changed since this replay of {date(run.replay.from, zone)} on.
          </p>
        )}
      </form>
      {run.state === 'failed' && <ErrorPanel error={run.error} retry={go} />}
      {run.state === 'done' && <ReplayResult replay={run.replay} policy={draft.policy} zone={zone} />}
    </>
  );
}

function Running({ progress }: { progress: Progress | null }) {
  const known = progress !== null && progress.total > 0;
  return (
    <div className={css.running}>
      <span className="t-small t-2 num" role="status">
        {known ? `${integer(progress.done)} of ${counted(progress.total, 'record')}` : 'Looking at every record …'}
      </span>
      <span className={`progress ${known ? '' : 'progress--open'}`} aria-hidden>
        <i {...(known && { style: { width: `${Math.round((100 * progress.done) / progress.total)}%` } })} />
      </span>
      <LinkButton className="t-small" onPress={() => void bridge.replayCancel()}>
        Cancel
      </LinkButton>
    </div>
  );
}
