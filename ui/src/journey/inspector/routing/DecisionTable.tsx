import { useQuery } from '@tanstack/react-query';
import { GripVertical } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { bridge, type RoutingHits, type RoutingRow } from '../../../bridge';
import { ActsMenu, Button, LinkButton } from '../../../components/controls';
import { integer, share } from '../../../components/format';
import { firstTest } from '../criteria/operators';
import { useCriterionWords } from '../criteria/questions';
import { isAlways } from '../criteria/tree';
import { type EditorProps, moved, setPart, useCommit } from '../editing';
import { Section, Sentence, ShareBar } from '../parts';
import { RowEditor } from './RowEditor';
import css from './routing.module.css';
import { anybody, assignmentWords, draggedTo, KINDS, kindWords, newRow, withRow } from './table';

/** How often each row decided over the last quarter of the data. */
function useHits(handoff: string, rows: readonly RoutingRow[]) {
  return useQuery({
    queryKey: ['routing-hits', handoff, JSON.stringify(rows)],
    queryFn: () => bridge.routingHits({ handoff, from: null, to: null }),
    placeholderData: (old: RoutingHits | undefined) => (old?.rows.length === rows.length ? old : undefined),
  });
}

/** The table that is read from the top: the first row that holds and has somebody to give decides. */
export function DecisionTable({ handoff, policy, locked, onEdit }: EditorProps) {
  const [on, setOn] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const { commit, refused } = useCommit(onEdit);
  const { rows } = handoff.routing;
  const hits = useHits(handoff.key, rows);
  const list = useRef<HTMLOListElement>(null);
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);

  const focus = useRef<string | null>(null);
  // A row that was moved keeps the focus, wherever it came to stand.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows the rows
  useEffect(() => {
    if (focus.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-grip="${CSS.escape(focus.current)}"]`)?.focus();
    focus.current = null;
  }, [rows]);

  const put = (next: readonly RoutingRow[]) => void commit(setPart(handoff, 'routing/rows', next));
  const move = (from: number, to: number) => {
    if (to < 0 || to >= rows.length || to === from) return;
    put(moved(rows, from, to));
    setSaid(`Row ${from + 1} is now row ${to + 1}.`);
    focus.current = rows[from]?.key ?? null;
  };
  const keys = (event: KeyboardEvent, at: number) => {
    // Inside the row's own editor, Alt and the arrows move what is edited there.
    if (!event.altKey || (event.target as Element).closest('[data-way], [data-editor]')) return;
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    event.stopPropagation();
    move(at, at + (event.key === 'ArrowDown' ? 1 : -1));
  };
  const grab = (event: PointerEvent<HTMLElement>, from: number) => {
    if (event.button !== 0) return;
    const start = event.clientY;
    const heights = [...(list.current?.children ?? [])].map((row) => row.getBoundingClientRect().height);
    // The window hears the pointer to the end: the row that is dragged changes its place on the way, and would lose it.
    const heard = new AbortController();
    const { signal } = heard;
    const goal = (now: globalThis.PointerEvent) => draggedTo(heights, from, now.clientY - start);
    const end = () => {
      heard.abort();
      setDrag(null);
    };
    window.addEventListener('pointermove', (now) => setDrag({ from, to: goal(now) }), { signal });
    window.addEventListener('pointercancel', end, { signal });
    window.addEventListener(
      'pointerup',
      (now) => {
        end();
        move(from, goal(now));
      },
      { signal },
    );
  };
  const somebody = anybody(policy);
  const add = (kind: RoutingRow['kind']) => {
    if (somebody === null) return;
    const when = kind === 'fallback' ? { all: [] } : firstTest(policy.fields[0]);
    const row = newRow(kind, rows, when, somebody);
    put(withRow(rows, row).rows);
    setOpen(row.key);
  };
  const shown = drag === null ? rows : moved(rows, drag.from, drag.to);
  return (
    <Section
      title="Decision table"
      aside={hits.data && hits.data.records > 0 ? `hits of ${integer(hits.data.records)} last quarter` : undefined}
      what="the decision table"
      editing={on}
      onEditing={locked ? undefined : setOn}
      refused={refused}
    >
      {rows.length === 0 && <p className="t-small t-2">No row says who owns a record yet.</p>}
      <ol ref={list} className={css.rows}>
        {shown.map((row, at) => (
          <li
            key={row.key}
            className={css.row}
            data-dragged={drag !== null && at === drag.to}
            onKeyDown={(event) => on && keys(event, at)}
          >
            {on ? (
              <button
                type="button"
                className={css.grip}
                data-grip={row.key}
                aria-label={`Row ${at + 1}, ${kindWords(row.kind)}: drag it, or move it with Alt and the arrows`}
                onPointerDown={(event) => grab(event, at)}
              >
                <GripVertical size={14} aria-hidden />
              </button>
            ) : null}
            <span className={`num ${css.number}`}>{at + 1}</span>
            <div className={css.words}>
              <RowWords row={row} handoff={handoff.key} to={assignmentWords(row.assign, policy)} />
              {on && (
                <p className={css.rowActs}>
                  <LinkButton
                    className="t-small"
                    aria-expanded={open === row.key}
                    aria-label={`${open === row.key ? 'Close' : 'Edit'} row ${at + 1}`}
                    onPress={() => setOpen(open === row.key ? null : row.key)}
                  >
                    {open === row.key ? 'Close' : 'Edit'}
                  </LinkButton>
                  <LinkButton
                    className="t-small"
                    aria-label={`Move row ${at + 1} up`}
                    isDisabled={at === 0}
                    onPress={() => move(at, at - 1)}
                  >
                    Up
                  </LinkButton>
                  <LinkButton
                    className="t-small"
                    aria-label={`Move row ${at + 1} down`}
                    isDisabled={at === rows.length - 1}
                    onPress={() => move(at, at + 1)}
                  >
                    Down
                  </LinkButton>
                  <LinkButton
                    className="t-small"
                    aria-label={`Remove row ${at + 1}`}
                    onPress={() => put(rows.filter(({ key }) => key !== row.key))}
                  >
                    Remove
                  </LinkButton>
                </p>
              )}
            </div>
            <Hit hits={hits.data} at={rows.indexOf(row)} />
            {on && open === row.key && (
              <div className={css.open} data-editor>
                <RowEditor
                  row={row}
                  policy={policy}
                  handoff={handoff.key}
                  onRow={(next) => put(rows.map((one) => (one.key === row.key ? next : one)))}
                />
              </div>
            )}
          </li>
        ))}
      </ol>
      {hits.data && hits.data.records > 0 && <Left hits={hits.data} />}
      {on &&
        (somebody === null ? (
          <p className="t-small is-risk">Add a team, a role or a queue first: a row needs somebody to give to.</p>
        ) : (
          <div className={css.adds}>
            <ActsMenu
              label="Add a row"
              acts={KINDS.filter(({ id }) => id !== 'fallback').map(({ id, label }) => ({
                id,
                label,
                run: () => add(id),
              }))}
            />
            {!rows.some(({ kind }) => kind === 'fallback') && (
              <Button small onPress={() => add('fallback')}>
                Add a fallback owner
              </Button>
            )}
          </div>
        ))}
      <p className={css.said} role="status">
        {said}
      </p>
    </Section>
  );
}

function RowWords({ row, handoff, to }: { row: RoutingRow; handoff: string; to: string }) {
  const words = useCriterionWords(row.when, handoff);
  return (
    <>
      <p className={css.kind}>{kindWords(row.kind)}</p>
      <p className={css.when}>
        {isAlways(row.when) ? 'Everything else' : <Sentence words={words.data?.english ?? '…'} />}
      </p>
      <p className={css.to}>
        <span aria-hidden>→</span> {to}
      </p>
      {row.reason !== '' && <p className="t-3">{row.reason}</p>}
    </>
  );
}

function Hit({ hits, at }: { hits: RoutingHits | undefined; at: number }) {
  const n = hits?.rows[at];
  if (hits === undefined || n === undefined || hits.records === 0) return <span />;
  return (
    <span className={`num ${css.hit}`} title={`${share(n / hits.records)} of ${integer(hits.records)} records`}>
      <span className={n === 0 ? 'is-risk' : ''}>{n === 0 ? 'never' : integer(n)}</span>
      <ShareBar share={n / hits.records} />
    </span>
  );
}

/** What no row took. */
function Left({ hits }: { hits: RoutingHits }) {
  return (
    <p className={`t-small num ${css.left}`}>
      {hits.nobody > 0 ? (
        <span className="is-breach">{integer(hits.nobody)} reached nobody</span>
      ) : (
        <span className="t-2">Every record got somebody</span>
      )}
      {hits.cannot_judge > 0 && <span className="t-3">, {integer(hits.cannot_judge)} cannot be judged</span>}
    </p>
  );
}
