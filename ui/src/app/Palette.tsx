import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { CornerDownLeft, Search } from 'lucide-react';
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { bridge, type HandoffPoint, type RecordRow } from '../bridge';
import { Keycaps } from '../components/controls';
import { badgeSaysName, HandoffBadge } from '../components/HandoffBadge';
import { emptyRecordQuery } from '../components/record-query';
import { type Command, isPossible, keyCaps, useAllCommands } from './commands';
import { closeOverlay, overlay } from './overlays';
import { match, pieces } from './palette-search';
import { useStore } from './store';
import { useOpened } from './workspace';

interface Row {
  id: string;
  group: string;
  score: number;
  body: ReactNode;
  end?: ReactNode;
  run: () => void;
}

function Marked({ text, at }: { text: string; at: readonly [number, number][] }) {
  return (
    <span>
      {pieces(text, at).map(([piece, marked], index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place
        marked ? <mark key={index}>{piece}</mark> : piece,
      )}
    </span>
  );
}

function commandRows(query: string, commands: readonly Command[]): Row[] {
  return commands.flatMap((command) => {
    if (command.keysOnly || !isPossible(command)) return [];
    const found = match(query, command.label);
    if (found === null) return [];
    return [
      {
        id: command.id,
        group: 'Commands',
        score: found.score,
        run: command.run,
        body: <Marked text={command.label} at={found.at} />,
        end: command.keys?.[0] && <Keycaps caps={keyCaps(command.keys[0])} />,
      },
    ];
  });
}

const MOST = 40;

/** Ctrl+K: every command, every handoff point and every record by name. */
export function Palette() {
  const open = useStore(overlay) === 'palette';
  return (
    <ModalOverlay
      className="scrim scrim--top"
      isOpen={open}
      onOpenChange={(now) => !now && closeOverlay()}
      isDismissable
    >
      <Modal className="palette">
        <Dialog className="palette__dialog" aria-label="Search or run">
          <PaletteBody />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function PaletteBody() {
  const [query, setQuery] = useState('');
  const [selected, setSelected] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const commands = useAllCommands();
  const opened = useOpened() !== null;
  const onMap = useRouterState({ select: ({ location }) => location.pathname === '/journey' });
  const policy = useQuery({ queryKey: ['policy'], queryFn: bridge.policy, enabled: opened });
  const asked = query.trim();
  const records = useQuery({
    queryKey: ['palette-records', asked],
    queryFn: () => bridge.recordsPage({ ...emptyRecordQuery(), text: asked, limit: 6 }),
    enabled: opened && asked.length >= 2,
    placeholderData: (before) => before,
  });

  const rows = useMemo(() => {
    const handoffRow = (point: HandoffPoint): Row[] => {
      const found = match(asked, `${point.key} ${point.name} ${point.sender} ${point.receiver}`);
      if (found === null || asked === '') return [];
      return [
        {
          id: `handoff:${point.key}`,
          group: 'Handoffs',
          score: found.score,
          run: () =>
            onMap
              ? void navigate({
                  to: '/journey',
                  search: (now: Record<string, unknown>) => ({ ...now, handoff: point.key }),
                })
              : void navigate({ to: '/review', search: { handoff: point.key } }),
          body: (
            <>
              <HandoffBadge handoff={point} />
              {!badgeSaysName(point) && <span className="t-3 t-small">{point.name}</span>}
            </>
          ),
        },
      ];
    };
    const recordRow = (row: RecordRow): Row => ({
      id: `record:${row.id}`,
      group: 'Records',
      score: 0,
      run: () => void navigate({ to: '/records/$id', params: { id: row.id } }),
      body: (
        <>
          <span className="num">{row.record_id}</span>
          <HandoffBadge handoff={row.handoff} />
          {row.owner && <span className="t-3 t-small">{row.owner}</span>}
        </>
      ),
    });
    const byScore = (a: Row, b: Row) => b.score - a.score;
    return [
      ...(policy.data?.handoffs ?? []).flatMap(handoffRow).sort(byScore).slice(0, 6),
      ...commandRows(asked, commands).sort(byScore),
      ...(asked.length >= 2 ? (records.data?.rows ?? []).map(recordRow) : []),
    ].slice(0, MOST);
  }, [asked, commands, navigate, onMap, policy.data, records.data]);

  const at = Math.min(selected, rows.length - 1);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  const run = (row: Row | undefined) => {
    if (row === undefined) return;
    closeOverlay();
    row.run();
  };

  return (
    <>
      <div className="palette__in">
        <Search size={16} aria-hidden />
        <input
          // biome-ignore lint/a11y/noAutofocus: the palette is opened in order to type
          autoFocus
          role="combobox"
          aria-label="Search or run"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={rows[at] && `${listId}-${at}`}
          placeholder="A command, a handoff or a record"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setSelected(0);
          }}
          onKeyDown={(event) => {
            const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
            if (move !== undefined && rows.length > 0) {
              event.preventDefault();
              setSelected((at + move + rows.length) % rows.length);
            } else if (event.key === 'Enter') {
              event.preventDefault();
              run(rows[at]);
            }
          }}
        />
      </div>
      <div className="palette__list" id={listId} role="listbox" aria-label="Found" ref={list}>
        {rows.map((row, index) => (
          <div key={row.id} role="presentation">
            {row.group !== rows[index - 1]?.group && (
              <p className="palette__group" role="presentation">
                {row.group}
              </p>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are the input's, which keeps the focus */}
            <div
              id={`${listId}-${index}`}
              className="palette__row"
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onClick={() => run(row)}
              onMouseMove={() => index !== at && setSelected(index)}
            >
              {row.body}
              {row.end ?? (index === at && <CornerDownLeft className="palette__enter" size={14} aria-hidden />)}
            </div>
          </div>
        ))}
      </div>
      {rows.length === 0 && <p className="palette__none t-2">Nothing is called “{asked}”.</p>}
    </>
  );
}
