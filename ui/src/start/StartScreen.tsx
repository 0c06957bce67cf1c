import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { FileDown, FilePlus2, FolderOpen, Sparkles, TriangleAlert, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { arrivals } from '../app/arrivals';
import { keyCaps, useCommands } from '../app/commands';
import { DueList, useDue } from '../app/Due';
import { BatonMark } from '../app/icons';
import { runJob } from '../app/jobs';
import { changeWorkspace, refusal } from '../app/opening';
import { useStore } from '../app/store';
import { say, sayTrouble } from '../app/toasts';
import { useAppInfo } from '../app/workspace';
import { type Backup, bridge, trouble, type WorkspaceSummary } from '../bridge';
import { Button, Keycaps, Tabs } from '../components/controls';
import { Backups } from './Backups';
import { NewWorkspace } from './NewWorkspace';
import { Preview } from './Preview';
import { Recents } from './Recents';
import css from './start.module.css';

interface WayProps {
  icon: ReactNode;
  name: string;
  note: string;
  keys?: string;
  onPress: () => void;
}

function Way({ icon, name, note, keys, onPress }: WayProps) {
  return (
    <AriaButton className={css.way ?? ''} onPress={onPress}>
      {icon}
      <span className={css.wayWords}>
        <b>{name}</b>
        <span className={`t-small ${css.note}`}>{note}</span>
      </span>
      {keys && <Keycaps caps={keyCaps(keys)} />}
    </AriaButton>
  );
}

type Shown = 'recents' | 'backups';

/** Where Baton begins: an export to bring, a workspace of one's own, the sample, where one was, and what was kept. */
export function StartScreen() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { making?: boolean; show?: string };
  const { data } = useAppInfo();
  const making = search.making === true;
  const shown: Shown = search.show === 'backups' ? 'backups' : 'recents';
  const setMaking = (now: boolean) => {
    if (!now) arrivals.set([]);
    void navigate({ to: '/start', search: now ? { making: true } : {} });
  };
  const [busy, setBusy] = useState<string | null>(null);
  const recents = data?.recents ?? [];
  const firstTime = recents.length === 0 && shown === 'recents';

  const change = async (
    what: string,
    act: () => Promise<WorkspaceSummary | null>,
    to: '/review' | '/import' | '/journey' = '/review',
  ) => {
    setBusy(what);
    refusal.set(null);
    const changed = await changeWorkspace(client, () => runJob(what, '', act), refusal.set);
    setBusy(null);
    if (changed) void navigate({ to, search: {} });
    return changed;
  };
  const sample = () => void change('Making the sample', () => bridge.workspaceSample());
  const open = (args: { path?: string }) => void change('Opening the workspace', () => bridge.workspaceOpen(args));
  const restore = async ({ id, company }: Backup) => {
    const restored = await change('Restoring the backup', () => bridge.backupRestore(id));
    if (restored) say(`${company} is restored as a new file; what was there is as it was`);
  };
  const bring = () =>
    bridge
      .importChoose()
      .then((paths) => {
        if (paths.length === 0) return;
        arrivals.set(paths);
        setMaking(true);
      })
      .catch(sayTrouble);
  useCommands(() => [
    {
      id: 'start.import',
      label: 'Import a CSV or XLSX into a new workspace',
      group: 'Workspace',
      keys: ['$mod+i'],
      run: () => void bring(),
    },
  ]);

  return (
    <main className={css.start} data-show={shown}>
      <section className={css.side} aria-label="Begin">
        <div className={css.sideIn}>
          <div className={css.name}>
            <BatonMark size={36} />
            <h1 className={css.title}>Baton</h1>
          </div>
          <p className="t-2">
            Who hands what to whom, by when, and whether it arrived. Bring the CRM’s export; nothing leaves this
            computer.
          </p>
          {making ? (
            <NewWorkspace
              busy={busy !== null}
              onCancel={() => setMaking(false)}
              onMake={(args) =>
                void change(
                  'Making the workspace',
                  () => bridge.workspaceNew(args),
                  args.template !== null && arrivals.get().length === 0 ? '/journey' : '/import',
                )
              }
            />
          ) : (
            <div className={css.list}>
              <Way
                icon={<FileDown size={18} strokeWidth={1.6} aria-hidden />}
                name="Import a CSV or XLSX"
                note="An export of the CRM, into a new workspace"
                keys="$mod+i"
                onPress={() => void bring()}
              />
              <Way
                icon={<FilePlus2 size={18} strokeWidth={1.6} aria-hidden />}
                name="New workspace"
                note="Empty, or from a template of a whole journey"
                onPress={() => setMaking(true)}
              />
              <Way
                icon={<FolderOpen size={18} strokeWidth={1.6} aria-hidden />}
                name="Open a workspace"
                note="A file, NAME.baton; or drop it here"
                keys="$mod+o"
                onPress={() => open({})}
              />
              {!firstTime && (
                <Way
                  icon={<Sparkles size={18} strokeWidth={1.6} aria-hidden />}
                  name="Open the sample"
                  note="Twelve months of an invented company"
                  onPress={sample}
                />
              )}
            </div>
          )}
          <p className={`t-small t-3 ${css.busy}`} role="status">
            {busy === null ? '' : `${busy}…`}
          </p>
          <footer className={`t-small t-3 num ${css.foot}`}>
            <span>Baton {data?.version}</span>
            {data?.opened != null && (
              <Link to="/review" search={{}}>
                Back to {data.opened.company}
              </Link>
            )}
          </footer>
        </div>
      </section>
      <div className={css.main}>
        <div className={css.mainIn}>
          <Refused />
          {data?.opened != null && <DueHere company={data.opened.company} />}
          {firstTime ? (
            <section className={css.welcome} aria-labelledby="sample">
              <div className={css.picture}>
                <Preview />
              </div>
              <h2 className="t-title" id="sample">
                See a reviewed month
              </h2>
              <p className="t-2">
                The sample is an invented company with twelve months of handoffs, some of them late. Its review says
                which changes are signals and which are noise, and every number opens into the records behind it.
              </p>
              <div className={css.acts}>
                <Button kind="primary" isDisabled={busy !== null} onPress={sample}>
                  Open the sample
                </Button>
                <Link className="t-small" to="/start" search={{ show: 'backups' }}>
                  Restore a backup
                </Link>
              </div>
            </section>
          ) : (
            <Tabs<Shown>
              label="What there is"
              options={[
                { id: 'recents', label: 'Opened before' },
                { id: 'backups', label: 'Backups' },
              ]}
              value={shown}
              onChange={(id) => void navigate({ to: '/start', search: id === 'backups' ? { show: id } : {} })}
            >
              {shown === 'recents' ? (
                <Recents recents={recents} busy={busy !== null} onOpen={(path) => open({ path })} />
              ) : (
                <Backups busy={busy !== null} onRestore={(backup) => void restore(backup)} />
              )}
            </Tabs>
          )}
        </div>
      </div>
    </main>
  );
}

/** What comes round in the workspace that is open, and is due. */
function DueHere({ company }: { company: string }) {
  const items = useDue();
  if (items.length === 0) return null;
  return (
    <section className={css.due} aria-labelledby="due">
      <h2 className="t-panel" id="due">
        Due at {company} <span className="t-3 num">{items.length}</span>
      </h2>
      <DueList items={items} />
    </section>
  );
}

/** Why the workspace that was asked for is not open, and the way on. */
function Refused() {
  const error = useStore(refusal);
  const navigate = useNavigate();
  if (error === null) return null;
  const { title, message, details, code } = trouble(error);
  const lost = code === 'damaged' || code === 'not_found' || code === 'not_a_workspace';
  return (
    <section className={css.refused} role="alert">
      <TriangleAlert size={16} aria-hidden />
      <div>
        <h2 className="t-head">{title}</h2>
        <p className={css.sentence}>{message}</p>
        {details && (
          <details className="t-small t-2">
            <summary>Details</summary>
            <pre className="details">{details}</pre>
          </details>
        )}
        {lost && (
          <p>
            <Button small onPress={() => void navigate({ to: '/start', search: { show: 'backups' } })}>
              Look for a backup
            </Button>
          </p>
        )}
      </div>
      <Button kind="quiet" small icon aria-label="Dismiss" onPress={() => refusal.set(null)}>
        <X size={14} aria-hidden />
      </Button>
    </section>
  );
}
