import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { say } from '../../app/toasts';
import { useWorkspace } from '../../app/workspace';
import { bridge, type PolicyVersion } from '../../bridge';
import { Button, Select } from '../../components/controls';
import { counted, date, dateTime } from '../../components/format';
import { StatusMark } from '../../components/StatusMark';
import { ErrorPanel, Loading } from '../../components/states';
import { useDraftAct, useDraftView } from '../draft';
import { DiffList } from './DiffList';
import css from './publish.module.css';
import { SidePanel } from './SidePanel';

/** A version that counts from here on counts for every record. */
const SINCE_EVER = -62_135_596_800_000;

/** Every version that was published: who, why, from when; how two of them differ; and the way back to one. */
export function HistoryPanel({ locked }: { locked: boolean }) {
  const { in_force } = useDraftView();
  const { data, error, refetch } = useQuery({
    queryKey: ['policy-history', in_force],
    queryFn: bridge.policyHistory,
  });
  return (
    <SidePanel title="Versions of the policy">
      {data === undefined && !error && <Loading label="Reading the versions" />}
      {error && <ErrorPanel error={error} retry={() => void refetch()} />}
      {data?.length === 0 && <p className="t-2">Nothing was published yet. The first version is the draft’s.</p>}
      {data !== undefined && data.length > 0 && <Versions versions={data} inForce={in_force} locked={locked} />}
    </SidePanel>
  );
}

interface Props {
  versions: readonly PolicyVersion[];
  inForce: number;
  locked: boolean;
}

function Versions({ versions, inForce, locked }: Props) {
  const zone = useWorkspace().time_zone;
  const act = useDraftAct();
  const [shown, setShown] = useState(versions[0]?.version ?? 0);
  const place = versions.findIndex(({ version }) => version === shown);
  const [chosen, setChosen] = useState<number | null>(null);
  const against = chosen ?? versions[place + 1]?.version ?? null;
  const [from, to] = against !== null && against > shown ? [shown, against] : [against, shown];
  const diff = useQuery({
    queryKey: ['policy-diff', from, to],
    queryFn: () => bridge.policyDiff(from ?? to, to),
    enabled: from !== null && from !== to,
  });
  const restore = async (version: number) => {
    const view = await act(() => bridge.policyRestore(version));
    if (view !== null) say(`The draft is as v${version}. Ctrl+Z brings it back, Publish puts it in force.`);
  };
  return (
    <>
      <ul className={css.versions} aria-label="Versions">
        {versions.map((one) => (
          <li key={one.version}>
            <button
              type="button"
              className={css.version}
              aria-pressed={one.version === shown}
              onClick={() => {
                setShown(one.version);
                setChosen(null);
              }}
            >
              <span className={css.versionHead}>
                <b className="num">v{one.version}</b>
                {one.version === inForce && <span className="chip">in force</span>}
                <span className="t-3 num">
                  {one.effective_from <= SINCE_EVER ? 'from the beginning' : date(one.effective_from, zone)}
                </span>
                {one.airtight !== null && (
                  <span className="state t-3">
                    <StatusMark status={one.airtight ? 'met' : 'breach'} />
                    {one.airtight ? 'airtight' : counted(one.problems ?? 0, 'problem')}
                  </span>
                )}
              </span>
              <span className={css.reason}>{one.reason || 'No reason was given'}</span>
              <span className="t-3 num">
                {one.author || 'unknown'}, {dateTime(one.published_at, zone)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className={css.diffHead}>
        <Select
          label={`v${shown} compared with`}
          small
          options={versions
            .filter(({ version }) => version !== shown)
            .map(({ version, reason }) => ({ id: String(version), label: `v${version}`, hint: reason.slice(0, 40) }))}
          value={against === null ? null : String(against)}
          onChange={(id) => setChosen(Number(id))}
          isDisabled={versions.length < 2}
        />
        {!locked && (
          <Button small onPress={() => void restore(shown)}>
            Draft from v{shown}
          </Button>
        )}
      </div>
      {against === null ? (
        <p className="t-2">It is the first version: there is nothing before it.</p>
      ) : diff.data !== undefined ? (
        <DiffList diff={diff.data} none={`v${from} and v${to} do not differ.`} />
      ) : diff.error ? (
        <ErrorPanel error={diff.error} retry={() => void diff.refetch()} />
      ) : (
        <Loading label="Comparing" lines={4} />
      )}
    </>
  );
}
