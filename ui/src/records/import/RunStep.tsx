import { useState } from 'react';
import { say, sayTrouble } from '../../app/toasts';
import { useWorkspace } from '../../app/workspace';
import { bridge } from '../../bridge';
import { Button } from '../../components/controls';
import { counted } from '../../components/format';
import { ErrorPanel } from '../../components/states';
import { Counts, Remarks } from './Counts';
import css from './import.module.css';
import { goTo, type Session, saveRejects } from './session';
import { Underway } from './Underway';

interface Props {
  session: Session;
  onRecords: (batch: string | null) => void;
  onAgain: () => void;
}

/** The import itself, what it did, and the way to take it back. */
export function RunStep({ session, onRecords, onAgain }: Props) {
  const { time_zone: zone } = useWorkspace();
  const [undone, setUndone] = useState(false);
  const { running, imported, error } = session;
  if (running)
    return (
      <Underway
        title="Importing"
        running={running}
        note="One transaction: until it ends the workspace is as it was, and cancelling leaves it so."
      />
    );
  if (error)
    return (
      <div className={css.pad}>
        <ErrorPanel error={error} />
        <p className={css.again}>
          <Button onPress={() => goTo('check')}>Back to the dry run</Button>
        </p>
      </div>
    );
  if (!imported) return null;
  const { batch } = imported;
  const undo = async () => {
    if (!batch) return;
    try {
      await bridge.batchUndo(batch);
      setUndone(true);
      say('The import is undone; the records are as they were before it');
    } catch (failed) {
      sayTrouble(failed);
    }
  };
  return (
    <div className={css.pad}>
      <h2 className={`t-panel ${css.result}`}>
        {undone ? 'Undone' : `${counted(imported.accepted + imported.updated, 'record')} imported`}
      </h2>
      <Counts report={imported} done />
      <Remarks report={imported} zone={zone} done />
      <div className={css.resultActs}>
        {!undone && (
          <Button kind="primary" onPress={() => onRecords(batch)}>
            See these records
          </Button>
        )}
        {batch && !undone && <Button onPress={() => void undo()}>Undo this import</Button>}
        {imported.rejected > 0 && (
          <Button onPress={() => void saveRejects()}>
            Save {counted(imported.rejected, 'rejected row')} as a file
          </Button>
        )}
        <Button kind="quiet" onPress={onAgain}>
          Import another file
        </Button>
      </div>
      {batch && !undone && (
        <p className="t-3 t-small">
          Undoing takes away what this import added and puts back what it updated. It stays possible under Batches.
        </p>
      )}
    </div>
  );
}
