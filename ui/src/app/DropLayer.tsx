import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { FileDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { bridge } from '../bridge';
import { onFilesDropped } from '../bridge/window';
import { arrivals, sortDropped } from './arrivals';
import { changeWorkspace, refusal } from './opening';
import { sayTrouble } from './toasts';
import { useOpened } from './workspace';

/** Files dropped anywhere on the window: a workspace opens, an export begins its import. */
export function DropLayer() {
  const [hovering, setHovering] = useState(false);
  const client = useQueryClient();
  const navigate = useNavigate();
  const opened = useOpened();
  const atStart = useRouterState({ select: (state) => state.location.pathname === '/start' });

  const drop = async (paths: string[]) => {
    if (paths.length === 0) return;
    const found = sortDropped(paths);
    if ('workspace' in found) {
      const refused = atStart ? refusal.set : sayTrouble;
      if (await changeWorkspace(client, () => bridge.workspaceOpen({ path: found.workspace }), refused))
        await navigate({ to: '/review', search: {} });
      return;
    }
    arrivals.set(found.exports);
    if (opened === null) await navigate({ to: '/start', search: { making: true } });
    else await navigate({ to: '/import' });
  };
  const newest = useRef(drop);
  newest.current = drop;
  useEffect(() => onFilesDropped((paths) => void newest.current(paths), setHovering), []);

  if (!hovering) return null;
  return (
    <div className="drop" aria-hidden>
      <p>
        <FileDown size={20} strokeWidth={1.6} />
        {opened === null
          ? 'A workspace opens, an export starts a new one'
          : `An export is imported into ${opened.company}, a workspace opens`}
      </p>
    </div>
  );
}
