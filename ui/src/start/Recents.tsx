import { useQueryClient } from '@tanstack/react-query';
import { Pin, X } from 'lucide-react';
import { sayTrouble } from '../app/toasts';
import { bridge, type Recent } from '../bridge';
import { Button } from '../components/controls';
import { dateHere } from '../components/format';
import { fileOf, folderOf, inOrder } from './order';
import css from './start.module.css';

interface Props {
  recents: readonly Recent[];
  onOpen: (path: string) => void;
}

/** Workspaces opened before; pinned ones stay on top, those whose file is gone say so and can be forgotten. */
export function Recents({ recents, onOpen }: Props) {
  const client = useQueryClient();
  const after = (act: Promise<unknown>) => {
    act.then(() => client.invalidateQueries({ queryKey: ['app'] })).catch(sayTrouble);
  };
  return (
    <section className={css.recents} aria-labelledby="recents">
      <h2 className="t-head" id="recents">
        Opened before
      </h2>
      {recents.length === 0 ? (
        <p className="t-small t-3">Workspaces that you open are listed here.</p>
      ) : (
        <ul>
          {inOrder(recents).map((recent) => (
            <li key={recent.path} className={recent.missing ? css.missing : undefined}>
              <button
                type="button"
                className={css.recent}
                disabled={recent.missing}
                onClick={() => onOpen(recent.path)}
              >
                <span className={css.line}>
                  <b>{recent.name}</b>
                  <span className="t-small t-3 num">{recent.missing ? 'not found' : dateHere(recent.last_opened)}</span>
                </span>
                <span className={`t-small t-3 ${css.path}`} title={recent.path}>
                  <span>{folderOf(recent.path)}</span>
                  <span>{fileOf(recent.path)}</span>
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
      )}
    </section>
  );
}
