import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { fileOf } from '../app/arrivals';
import { say, sayTrouble } from '../app/toasts';
import { useOpened } from '../app/workspace';
import { type Backup, type BackupReason, bridge } from '../bridge';
import { Button } from '../components/controls';
import { bytes, counted, dateTimeHere } from '../components/format';
import { ErrorPanel, Loading } from '../components/states';
import { byFile, folderOf } from './order';
import css from './start.module.css';

const REASONS: Record<BackupReason, string> = {
  daily: 'before the first change of the day',
  upgrade: 'before a newer Baton brought it up to date',
  restore: 'before an older one was restored',
  asked: 'backed up by hand',
};

interface Props {
  busy: boolean;
  onRestore: (backup: Backup) => void;
}

/** Copies that were kept of workspaces, by the file that they are of. Restoring one makes a new file. */
export function Backups({ busy, onRestore }: Props) {
  const client = useQueryClient();
  const opened = useOpened();
  const { data, error, refetch } = useQuery({ queryKey: ['app', 'backups'], queryFn: bridge.backups });
  const backUp = () =>
    bridge
      .backupNow()
      .then(({ company, records }) => {
        say(`${company} is backed up as it is now, with ${counted(records, 'record')}`);
        return client.invalidateQueries({ queryKey: ['app', 'backups'] });
      })
      .catch(sayTrouble);
  if (error) return <ErrorPanel error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading label="Looking for backups" lines={4} />;
  const shelves = byFile(data);
  return (
    <>
      <div className={css.said}>
        <p className="t-2">
          The first change of a day is preceded by a backup. The latest ten of each file stay, 4 GB in all. Restoring
          one makes a new file; nothing is ever written over.
        </p>
        {opened !== null && <Button onPress={() => void backUp()}>Back up {opened.company} now</Button>}
      </div>
      {shelves.length === 0 && <p className="t-3">No workspace has been changed yet, so there is nothing to keep.</p>}
      {shelves.map(({ from, company, backups }) => (
        <section key={`${backups[0]?.workspace_id} ${from}`} className={css.shelf} aria-label={`Backups of ${company}`}>
          <h2 className="t-head">{company}</h2>
          <p className={`t-small t-3 ${css.path}`} title={from}>
            <span>{folderOf(from)}</span>
            <span>{fileOf(from)}</span>
          </p>
          <ul>
            {backups.map((backup) => (
              <Line key={backup.id} backup={backup} busy={busy} onRestore={() => onRestore(backup)} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Line({ backup, busy, onRestore }: { backup: Backup; busy: boolean; onRestore: () => void }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const at = dateTimeHere(backup.made_at);
  const remove = () =>
    bridge
      .backupRemove(backup.id)
      .then(() => client.invalidateQueries({ queryKey: ['app', 'backups'] }))
      .catch(sayTrouble);
  return (
    <li className={css.copy}>
      <span className={css.copyAt}>
        <span className="num">{at}</span>
        <span className="t-small t-3 num">
          {counted(backup.records, 'record')}, {bytes(backup.size_bytes)}, {REASONS[backup.reason]}
        </span>
      </span>
      {asking ? (
        <span className={css.copyActs}>
          <span className="t-small t-2">Gone for good?</span>
          <Button small autoFocus onPress={() => void remove()}>
            Remove
          </Button>
          <Button small kind="quiet" onPress={() => setAsking(false)}>
            Keep
          </Button>
        </span>
      ) : (
        <span className={css.copyActs}>
          <Button small isDisabled={busy} onPress={onRestore} aria-label={`Restore ${backup.company} of ${at}…`}>
            Restore…
          </Button>
          <Button
            small
            icon
            kind="quiet"
            aria-label={`Remove the backup of ${backup.company} of ${at}`}
            onPress={() => setAsking(true)}
          >
            <Trash2 size={14} aria-hidden />
          </Button>
        </span>
      )}
    </li>
  );
}
