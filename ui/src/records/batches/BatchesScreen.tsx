import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommands } from '../../app/commands';
import { HeaderActions, HeaderCrumbs } from '../../app/slots';
import { say, sayTrouble } from '../../app/toasts';
import { useWorkspace } from '../../app/workspace';
import { type Batch, bridge } from '../../bridge';
import { Button } from '../../components/controls';
import { bytes, counted, dateTime, integer } from '../../components/format';
import { EmptyState, ErrorPanel, Loading } from '../../components/states';
import { useBatches } from '../data';
import { sentence } from '../import/sentences';
import css from './batches.module.css';

/** Every import: which file, what it brought, how it was mapped, and the way to take it back. */
export function BatchesScreen() {
  const { data, error, refetch } = useBatches();
  const navigate = useNavigate();
  const [picked, setPicked] = useState<string | null>(null);
  const batches = data ?? [];
  const at = Math.max(
    0,
    batches.findIndex((batch) => batch.id === picked),
  );
  const selected = batches[at];
  const move = (by: number) => setPicked(batches[Math.max(0, Math.min(batches.length - 1, at + by))]?.id ?? null);
  useCommands(() => [
    { id: 'batches.next', label: 'Next batch', group: 'Batches', keys: ['j'], keysOnly: true, run: () => move(1) },
    {
      id: 'batches.previous',
      label: 'Previous batch',
      group: 'Batches',
      keys: ['k'],
      keysOnly: true,
      run: () => move(-1),
    },
  ]);
  return (
    <div className={`work ${css.screen}`}>
      <HeaderCrumbs>
        <b>Batches</b>
      </HeaderCrumbs>
      <HeaderActions>
        <Button kind="primary" onPress={() => void navigate({ to: '/import' })}>
          Import
        </Button>
      </HeaderActions>
      <section className={`pane ${css.main}`}>
        <div className={css.top}>
          <h1 className="t-title">Batches</h1>
          {data && <p className="t-2 num">{counted(batches.length, 'import')}, newest first</p>}
        </div>
        {error ? (
          <ErrorPanel error={error} retry={() => void refetch()} />
        ) : data === undefined ? (
          <Loading label="Reading the batches" />
        ) : batches.length === 0 ? (
          <EmptyState
            act={
              <Button kind="primary" onPress={() => void navigate({ to: '/import' })}>
                Import a CSV or XLSX
              </Button>
            }
          >
            Nothing has been imported yet. Each import becomes a batch here, with its file, its mapping and the way to
            undo it.
          </EmptyState>
        ) : (
          <BatchTable batches={batches} selected={selected?.id ?? ''} onSelect={setPicked} />
        )}
      </section>
      {selected && <BatchInspector key={selected.id} batch={selected} />}
    </div>
  );
}

function BatchTable({
  batches,
  selected,
  onSelect,
}: {
  batches: Batch[];
  selected: string;
  onSelect: (id: string) => void;
}) {
  const { time_zone: zone } = useWorkspace();
  return (
    <table className={`tbl ${css.table}`} aria-label="Batches">
      <colgroup>
        <col style={{ width: 136 }} />
        <col style={{ width: '20%' }} />
        <col />
        <col style={{ width: 76 }} />
        <col style={{ width: 76 }} />
        <col style={{ width: 68 }} />
        <col style={{ width: 84 }} />
        <col style={{ width: 68 }} />
      </colgroup>
      <thead>
        <tr>
          <th>Imported</th>
          <th>Source</th>
          <th>Files</th>
          <th className="r">Rows</th>
          <th className="r">New</th>
          <th className="r">Updated</th>
          <th className="r">Unchanged</th>
          <th className="r">Rejected</th>
        </tr>
      </thead>
      <tbody className="num">
        {batches.map((batch) => (
          <tr
            key={batch.id}
            className={`${batch.undone_at === null ? '' : css.undone} ${batch.id === selected ? css.on : ''}`}
            onClick={() => onSelect(batch.id)}
          >
            <td>
              <button
                type="button"
                className={css.pick}
                aria-pressed={batch.id === selected}
                onClick={() => onSelect(batch.id)}
              >
                {dateTime(batch.imported_at, zone)}
              </button>
            </td>
            <td>{batch.source}</td>
            <td className="t-2">{batch.files.map((file) => file.name).join(', ')}</td>
            <td className="r">{integer(batch.rows)}</td>
            <td className="r">{zeroless(batch.accepted)}</td>
            <td className="r">{zeroless(batch.updated)}</td>
            <td className="r">{zeroless(batch.unchanged)}</td>
            <td className="r">{batch.undone_at === null ? zeroless(batch.rejected) : 'undone'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const zeroless = (count: number) => (count === 0 ? '' : integer(count));

function BatchInspector({ batch }: { batch: Batch }) {
  const { time_zone: zone, read_only: holder } = useWorkspace();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const undo = async () => {
    setBusy(true);
    try {
      const undone = await bridge.batchUndo(batch.id);
      say(
        `The import is undone: ${counted(undone.removed, 'record')} taken away, ${counted(undone.restored, 'record')} put back as before`,
      );
    } catch (error) {
      sayTrouble(error);
    } finally {
      setBusy(false);
      setAsking(false);
    }
  };
  const long = batch.mapping.shape === 'long';
  return (
    <aside className="insp" aria-label="Inspector">
      <div className="insp__head">
        <p className="t-small t-3 num">{dateTime(batch.imported_at, zone)}</p>
        <h2 className="t-panel">{batch.source}</h2>
      </div>
      <div className="insp__body">
        {batch.files.map((file) => (
          <section key={file.sha256 + file.name} className="insp__sec">
            <dl className="kv num">
              <dt>File</dt>
              <dd className={css.wrap}>{file.name}</dd>
              <dt>Size</dt>
              <dd>{bytes(file.size_bytes)}</dd>
              <dt>Rows</dt>
              <dd>{integer(file.rows)}</dd>
              <dt>SHA-256</dt>
              <dd className={css.hash}>{file.sha256}</dd>
            </dl>
          </section>
        ))}
        <section className="insp__sec">
          {batch.undone_at !== null ? (
            <p className="t-2 num">
              Undone on {dateTime(batch.undone_at, zone)}. Importing the file again brings it back.
            </p>
          ) : asking ? (
            <section className={css.ask} aria-label="Undo this import">
              <p>
                {counted(batch.accepted, 'record')} that came with this import will go, and{' '}
                {counted(batch.updated, 'record')} will be as before it. Later imports stay. The file itself is not
                touched: importing it again brings everything back.
              </p>
              <div className={css.acts}>
                <Button onPress={() => void undo()} isDisabled={busy} autoFocus>
                  {busy ? 'Undoing' : 'Undo the import'}
                </Button>
                <Button kind="quiet" onPress={() => setAsking(false)} isDisabled={busy}>
                  Keep it
                </Button>
              </div>
            </section>
          ) : (
            <div className={css.acts}>
              <Button onPress={() => void navigate({ to: '/records', search: { batch: batch.id } })}>
                See its records
              </Button>
              <Button kind="quiet" onPress={() => setAsking(true)} isDisabled={holder !== null}>
                Undo this import…
              </Button>
            </div>
          )}
        </section>
        <section className="insp__sec">
          <h3 className="t-head">Mapping</h3>
          <ul className={css.sentences}>
            {Object.entries(batch.mapping.fields).map(([field, source]) => (
              <li key={field}>{sentence(field, source, long)}</li>
            ))}
          </ul>
          <dl className={`kv num ${css.after}`}>
            <dt>One row is</dt>
            <dd>{long ? 'an event' : 'a handoff'}</dd>
            <dt>Zone</dt>
            <dd>{batch.mapping.time_zone}</dd>
            {batch.mapping.missing.length > 0 && (
              <>
                <dt>Also empty</dt>
                <dd>{batch.mapping.missing.join(', ')}</dd>
              </>
            )}
            <dt>Attributes</dt>
            <dd>{batch.mapping.attributes.length === 0 ? 'none' : batch.mapping.attributes.join(', ')}</dd>
          </dl>
        </section>
      </div>
    </aside>
  );
}
