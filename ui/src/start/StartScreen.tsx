import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { FilePlus2, FolderOpen, Sparkles } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { BatonMark } from '../app/icons';
import { runJob } from '../app/jobs';
import { changeWorkspace } from '../app/opening';
import { useAppInfo } from '../app/workspace';
import { bridge, type WorkspaceSummary } from '../bridge';
import { NewWorkspace } from './NewWorkspace';
import { Recents } from './Recents';
import css from './start.module.css';

interface WayProps {
  icon: ReactNode;
  name: string;
  note: string;
  primary?: boolean;
  onPress: () => void;
}

function Way({ icon, name, note, primary = false, onPress }: WayProps) {
  return (
    <AriaButton className={`${css.way} ${primary ? css.first : ''}`} onPress={onPress}>
      {icon}
      <span>
        <b>{name}</b>
        <span className={`t-small ${css.note}`}>{note}</span>
      </span>
    </AriaButton>
  );
}

/** Where Baton begins: a workspace of one's own, a file, the sample, or where one was. */
export function StartScreen() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { making?: boolean };
  const { data } = useAppInfo();
  const making = search.making === true;
  const setMaking = (now: boolean) => void navigate({ to: '/start', search: now ? { making: true } : {} });
  const [busy, setBusy] = useState<string | null>(null);
  const recents = data?.recents ?? [];

  const change = async (what: string, act: () => Promise<WorkspaceSummary | null>) => {
    setBusy(what);
    const changed = await changeWorkspace(client, () => runJob(what, '', act));
    setBusy(null);
    if (changed) void navigate({ to: '/review', search: {} });
  };

  return (
    <main className={css.start}>
      <div className={css.sheet}>
        <section className={css.ways}>
          <div className={css.name}>
            <BatonMark size={32} />
            <h1 className="t-title">Baton</h1>
          </div>
          <p className="t-2">
            Who hands what to whom, by when, and whether it arrived. Bring the CRM’s export; nothing leaves this
            computer.
          </p>
          {making ? (
            <NewWorkspace
              busy={busy !== null}
              onCancel={() => setMaking(false)}
              onMake={(args) => void change('Making the workspace', () => bridge.workspaceNew(args))}
            />
          ) : (
            <div className={css.list}>
              <Way
                primary={recents.length === 0}
                icon={<Sparkles size={18} strokeWidth={1.6} aria-hidden />}
                name="Open the sample"
                note="Twelve months of an invented company, with problems to find"
                onPress={() => void change('Making the sample', () => bridge.workspaceSample())}
              />
              <Way
                icon={<FilePlus2 size={18} strokeWidth={1.6} aria-hidden />}
                name="New workspace"
                note="One file for a company or a client, then import its export"
                onPress={() => setMaking(true)}
              />
              <Way
                icon={<FolderOpen size={18} strokeWidth={1.6} aria-hidden />}
                name="Open a file"
                note="A workspace, NAME.baton"
                onPress={() => void change('Opening the workspace', () => bridge.workspaceOpen({}))}
              />
            </div>
          )}
          <p className={`t-small t-3 ${css.busy}`} role="status">
            {busy === null ? '' : `${busy}…`}
          </p>
        </section>
        <Recents
          recents={recents}
          onOpen={(path) => void change('Opening the workspace', () => bridge.workspaceOpen({ path }))}
        />
      </div>
      <footer className={`t-micro t-3 num ${css.foot}`}>
        <span>Baton {data?.version}</span>
        {data?.opened != null && (
          <Link to="/review" search={{}}>
            Back to {data.opened.company}
          </Link>
        )}
      </footer>
    </main>
  );
}
