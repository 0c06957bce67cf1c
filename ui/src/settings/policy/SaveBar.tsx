import { Redo2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Button, Keycaps } from '../../components/controls';
import { counted } from '../../components/format';
import css from '../settings.module.css';
import { proposedReason } from './draft';
import type { Editing } from './useDraft';

/** What is edited and not yet a version, with the reason that the version will carry. Absent while there is nothing to save. */
export function SaveBar({ editing }: { editing: Editing }) {
  const { draft, saving, locked } = editing;
  const [reason, setReason] = useState('');
  const edits = draft.edits.length;
  const last = draft.edits[edits - 1];
  if (locked)
    return (
      <footer className={css.save}>
        <p className="t-2">This workspace is open for reading only: what you try here cannot be saved.</p>
      </footer>
    );
  if (edits === 0 && draft.undone.length === 0) return null;
  return (
    <footer className={css.save}>
      <Button
        kind="quiet"
        small
        icon
        aria-label={last ? `Undo: ${last.name}` : 'Undo'}
        isDisabled={edits === 0}
        onPress={editing.undo}
      >
        <Undo2 size={14} aria-hidden />
      </Button>
      <Button kind="quiet" small icon aria-label="Redo" isDisabled={draft.undone.length === 0} onPress={editing.redo}>
        <Redo2 size={14} aria-hidden />
      </Button>
      <p className={css.saveWords} role="status">
        <b>{edits === 0 ? 'Nothing to save' : `${counted(edits, 'edit')} not saved yet`}</b>
        {last && <span className="t-2"> {last.name}</span>}
      </p>
      {edits > 0 && (
        <>
          <label className={css.reason}>
            <span className="t-2">Reason</span>
            <input
              className="field__box field__box--s"
              value={reason}
              placeholder={proposedReason(draft)}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
          <Button kind="quiet" onPress={editing.discard}>
            Discard
          </Button>
          <Button
            kind="primary"
            isDisabled={saving}
            onPress={() => {
              void editing.save(reason.trim()).then(() => setReason(''));
            }}
          >
            {saving ? 'Saving' : 'Save as a version'} <Keycaps caps={['Ctrl', 'S']} />
          </Button>
        </>
      )}
    </footer>
  );
}
