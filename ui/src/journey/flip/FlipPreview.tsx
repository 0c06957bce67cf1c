import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useStore } from '../../app/store';
import { bridge, type Flip, type FlipPreview as Preview, type Progress, trouble } from '../../bridge';
import { LinkButton } from '../../components/controls';
import { counted, integer } from '../../components/format';
import { HandoffBadge } from '../../components/HandoffBadge';
import { useDraftView } from '../draft';
import css from './flip.module.css';
import { byKind, summary } from './flips';
import { flipRun, runFlips } from './run';

/** How many past and open records would change state if the draft were in force; asked for, because it looks at every record. */
export function FlipPreview() {
  const draft = useDraftView();
  const run = useStore(flipRun);
  const [open, setOpen] = useState(false);
  const look = () => void runFlips(draft);
  if (run.state === 'running')
    return (
      <section className={css.flip} aria-label="Flip preview">
        <Running progress={run.progress} />
      </section>
    );
  const done = run.state === 'done' && run.branch === draft.branch ? run : null;
  if (done === null)
    return (
      <section className={css.flip} aria-label="Flip preview">
        <p className={`t-small t-2 ${css.idle}`}>
          <span>
            <b>Flip preview</b>
            {run.state === 'failed'
              ? `. ${trouble(run.error).message}`
              : draft.edits === 0 && ', once something is edited'}
          </span>
          {draft.edits > 0 && (
            <LinkButton className="t-small" onPress={look}>
              {run.state === 'failed' ? 'Look again' : 'Which records would change state?'}
            </LinkButton>
          )}
        </p>
      </section>
    );
  const stale = done.revision !== draft.revision;
  return (
    <section className={css.flip} aria-label="Flip preview">
      <p className="t-small num">
        <b>Flip preview.</b> {summary(done.preview, done.base)}
        {stale && <span className="t-3"> The draft has changed since.</span>}
      </p>
      {(done.preview.flips.length > 0 || stale) && (
        <p className={css.acts}>
          {done.preview.flips.length > 0 && (
            <LinkButton className="t-small" aria-expanded={open} onPress={() => setOpen(!open)}>
              {open ? 'Hide them' : 'Show them'}
            </LinkButton>
          )}
          {stale && (
            <LinkButton className="t-small" onPress={look}>
              Look again
            </LinkButton>
          )}
        </p>
      )}
      {open && <Flips preview={done.preview} />}
    </section>
  );
}

function Running({ progress }: { progress: Progress | null }) {
  const known = progress !== null && progress.total > 0;
  return (
    <div className={css.running}>
      <p className="t-small num" role="status">
        {known
          ? `${integer(progress.done)} of ${counted(progress.total, 'record')} looked at`
          : 'Looking at every record …'}
      </p>
      <span className={`progress ${known ? '' : 'progress--open'}`} aria-hidden>
        <i {...(known && { style: { width: `${Math.round((100 * progress.done) / progress.total)}%` } })} />
      </span>
      <LinkButton className="t-small" onPress={() => void bridge.flipCancel()}>
        Cancel
      </LinkButton>
    </div>
  );
}

function Flips({ preview }: { preview: Preview }) {
  return (
    <div className={css.kinds}>
      {byKind(preview).map(({ kind, label, flips }) => (
        <section key={kind}>
          <h4>{label}</h4>
          {flips.map((flip) => (
            <Group key={`${flip.handoff.key} ${flip.from} ${flip.to}`} flip={flip} />
          ))}
        </section>
      ))}
      {preview.cannot_judge.length > 0 && (
        <p className="t-small t-3 num">
          Cannot be judged: {preview.cannot_judge.map(({ why, n }) => `${integer(n)}, ${why}`).join('; ')}.
        </p>
      )}
    </div>
  );
}

const SHOWN = 8;
const SEGMENTS = 5;

/** `Mid-market 17, SMB 3 and 4 more segments` */
function segmentWords(segments: Flip['by_segment']): string {
  const said = segments.slice(0, SEGMENTS).map(({ value, n }) => `${value} ${integer(n)}`);
  const more = segments.length - said.length;
  return said.join(', ') + (more > 0 ? ` and ${counted(more, 'more segment')}` : '');
}

function Group({ flip }: { flip: Flip }) {
  const [all, setAll] = useState(false);
  const shown = all ? flip.records : flip.records.slice(0, SHOWN);
  const total = flip.past + flip.open;
  return (
    <div className={`num ${css.group}`}>
      <p className={css.what}>
        <HandoffBadge handoff={flip.handoff} />
        <b>
          {flip.from} → {flip.to}
        </b>
        <span className="t-2">
          {integer(flip.past)} past{flip.open > 0 && `, ${integer(flip.open)} open`}
        </span>
      </p>
      {flip.by_segment.length > 0 && <p className="t-3">{segmentWords(flip.by_segment)}</p>}
      <p className={css.records}>
        {shown.map((id) => (
          <Link key={id} to="/records/$id" params={{ id }}>
            {id}
          </Link>
        ))}
        {!all && flip.records.length > SHOWN && (
          <LinkButton className="t-small" onPress={() => setAll(true)}>
            {flip.records.length - SHOWN} more
          </LinkButton>
        )}
        {flip.records.length < total && all && (
          <span className="t-3">
            the first {integer(flip.records.length)} of {integer(total)}
          </span>
        )}
      </p>
    </div>
  );
}
