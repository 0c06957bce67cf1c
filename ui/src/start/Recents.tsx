import { useQueryClient } from '@tanstack/react-query';
import { Pin, X } from 'lucide-react';
import { fileOf } from '../app/arrivals';
import { sayTrouble } from '../app/toasts';
import { bridge, type Recent } from '../bridge';
import { Button } from '../components/controls';
import { counted, dateHere } from '../components/format';
import { folderOf, inOrder, lately } from './order';
import css from './start.module.css';

interface Props {
  recents: readonly Recent[];
  busy: boolean;
  onOpen: (path: string) => void;
}

/** What it held when it was last seen. */
function holding({ records, as_of: asOf }: Recent): string {
  if (records === null) return '';
  if (records === 0 || asOf === null) return 'no records yet';
  return `${counted(records, 'record')}, data as of ${dateHere(asOf)}`;
}

/** Workspaces opened before; pinned ones stay on top, those whose file is gone say so and can be forgotten. */
export function Recents({ recents, busy, onOpen }: Props) {
  const client = useQueryClient();
  const after = (act: Promise<unknown>) => {
    act.then(() => client.invalidateQueries({ queryKey: ['app'] })).catch(sayTrouble);
  };
  const now = Date.now();
  return (
    <ul className={css.recents}>
      {inOrder(recents).map((recent) => (
        <li key={recent.path} className={recent.missing ? css.missing : undefined}>
          <button
            type="button"
            className={css.recent}
            disabled={recent.missing || busy}
            onClick={() => onOpen(recent.path)}
          >
            <span className={css.line}>
              <b>{recent.name}</b>
              <span className="t-small t-2 num">{holding(recent)}</span>
            </span>
            <span className={css.line}>
              <span className={`t-small t-3 ${css.path}`} title={recent.path}>
                <span>{folderOf(recent.path)}</span>
                <span>{fileOf(recent.path)}</span>
              </span>
              <span className="t-small t-3 num nowrap">
                {recent.missing ? 'no longer at this place' : `opened ${lately(recent.last_opened, now)}`}
              </span>
            </span>
          </button>
          <span className={css.tools}>
            <Button
              kind="quiet"
              small
              icon
              aria-label={recent.pinned ? `Unpin ${recent.name}` : `Pin ${recent.name}`}
              onPress={() => after(bridge.recentPin(recent.path, !recent.pinned))}
              className={recent.pinned ? css.pinned : css.quiet}
            >
              <Pin size={14} aria-hidden fill={recent.pinned ? 'currentColor' : 'none'} />
            </Button>
            <Button
              kind="quiet"
              small
              icon
              aria-label={`Forget ${recent.name}`}
              onPress={() => after(bridge.recentForget(recent.path))}
              className={recent.missing ? '' : css.quiet}
            >
              <X size={14} aria-hidden />
            </Button>
          </span>
        </li>
      ))}
    </ul>
  );
}
