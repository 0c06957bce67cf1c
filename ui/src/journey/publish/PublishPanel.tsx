import { useState } from 'react';
import { useCommands } from '../../app/commands';
import { remember, remembered } from '../../app/store';
import { say } from '../../app/toasts';
import { useWorkspace } from '../../app/workspace';
import { bridge } from '../../bridge';
import { Button, Field, Keycaps, Segmented } from '../../components/controls';
import { counted, dateTime } from '../../components/format';
import { instantOf } from '../../components/instant';
import { StatusMark } from '../../components/StatusMark';
import { nextVersion, useCheck, useDraftAct, useDraftView } from '../draft';
import { FlipPreview } from '../flip/FlipPreview';
import { showPanel } from '../panel';
import { CarriesOut } from './CarriesOut';
import { DraftDiff } from './ComparePanel';
import { Conflicts } from './Conflicts';
import css from './publish.module.css';
import { SidePanel } from './SidePanel';

type When = 'now' | 'later';
const WHEN = [
  { id: 'now', label: 'Now' },
  { id: 'later', label: 'From a date' },
] as const;

/** The draft becomes a version: by whom, why, from when, and what that changes. */
export function PublishPanel() {
  const draft = useDraftView();
  const { data: check } = useCheck();
  const act = useDraftAct();
  const zone = useWorkspace().time_zone;
  const [author, setAuthor] = useState(remembered('author') ?? '');
  const [reason, setReason] = useState('');
  const [when, setWhen] = useState<When>('now');
  const [day, setDay] = useState('');
  const [time, setTime] = useState('00:00');
  const [carriedOut, setCarriedOut] = useState<readonly string[]>([]);
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const from = when === 'now' ? null : instantOf(day, time, zone);
  const wrong = {
    author: author.trim() === '' ? 'Say who publishes it: the history names them.' : null,
    reason: reason.trim() === '' ? 'Say why in a sentence: in a year somebody will ask.' : null,
    from:
      when === 'later' && from === null
        ? `Write a date as 2026-11-02 and a time as 09:00, on the clock of ${zone}.`
        : null,
  };
  const version = nextVersion(draft);
  const publish = async () => {
    setAsked(true);
    if (busy || wrong.author !== null || wrong.reason !== null || wrong.from !== null) return;
    setBusy(true);
    remember('author', author.trim());
    const view = await act(() =>
      bridge.draftPublish({
        author: author.trim(),
        reason: reason.trim(),
        effective_from: from,
        carries_out: carriedOut,
      }),
    );
    setBusy(false);
    if (view === null) return;
    say(from === null ? `v${version} is in force` : `v${version} counts from ${dateTime(from, zone)}`);
    showPanel(null);
  };
  useCommands(() => [
    {
      id: 'journey.publish-now',
      label: 'Publish as said at the side',
      group: 'Journey',
      keys: ['$mod+Enter'],
      run: () => void publish(),
    },
  ]);
  const problems = check?.report.problems.filter(({ muted }) => muted === null) ?? [];
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return (
    <SidePanel
      title={`Publish v${version}`}
      foot={
        <Button kind="primary" isDisabled={busy} onPress={() => void publish()}>
          {busy ? 'Publishing' : `Publish v${version}`} <Keycaps caps={['Ctrl', '↵']} />
        </Button>
      }
    >
      <Conflicts />
      {check && (
        <p className={css.check}>
          <StatusMark status={check.report.airtight ? 'met' : 'breach'} />
          {check.report.airtight
            ? 'Airtight: no record can fall through.'
            : `Not airtight: ${counted(errors, 'error')} will be in force with it.`}
        </p>
      )}
      <Field
        label="Published by"
        value={author}
        onChange={setAuthor}
        error={asked ? wrong.author : null}
        placeholder="Dana Okafor"
      />
      <Field
        label="Reason"
        value={reason}
        onChange={setReason}
        error={asked ? wrong.reason : null}
        placeholder="Acceptance window agreed with sales on 28 Oct"
      />
      <div>
        <p className="field__label">In force</p>
        <Segmented label="In force" options={WHEN} value={when} onChange={setWhen} />
        {when === 'later' && (
          <div className={css.when}>
            <Field
              label="Date"
              value={day}
              onChange={setDay}
              placeholder="2026-11-02"
              error={asked ? wrong.from : null}
            />
            <Field label="Time" value={time} onChange={setTime} placeholder="09:00" />
          </div>
        )}
        <p className="field__note">
          {when === 'now'
            ? 'Records that start from now on are measured by it; those that started before keep what held then.'
            : `Records that start from then on, on the clock of ${zone}, are measured by it.`}
        </p>
      </div>
      <CarriesOut chosen={carriedOut} onChange={setCarriedOut} />
      <section>
        <h3 className="t-head">What changes</h3>
        <DraftDiff />
      </section>
      <FlipPreview />
    </SidePanel>
  );
}
