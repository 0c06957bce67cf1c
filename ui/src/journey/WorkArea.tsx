import { Maximize, Minus, Plus, Presentation as PresentIcon, Search, X } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { isTyping, useCommands } from '../app/commands';
import { useSimulated } from '../app/useSimulated';
import { Button, Segmented } from '../components/controls';
import { EmptyState, ErrorPanel, Loading } from '../components/states';
import { lastCopied, useActs } from './acts';
import { CaptureLine } from './CaptureLine';
import { useDraftMap, useDraftView } from './draft';
import css from './journey.module.css';
import { LensStrip } from './LensStrip';
import { idOf, itemOf } from './map/boxes';
import { Canvas, type MapHandle } from './map/Canvas';
import { type Lens, useLens } from './map/lens';
import { Outline } from './outline/Outline';
import type { JourneyPlace } from './place';
import { searched } from './search';
import { itemsOf, selectItems, selection, useSelection } from './selection';

const VIEWS = [
  { id: 'map', label: 'Map' },
  { id: 'outline', label: 'Outline' },
] as const;
const LENSES = [
  { id: 'design', label: 'Design' },
  { id: 'health', label: 'Health' },
  { id: 'simulation', label: 'Simulation' },
] as const;

const UNSIMULATED = 'Nothing was simulated yet. Once a scenario was looked at, each handoff shows what it foresees.';

interface Props {
  place: JourneyPlace;
  go: (next: JourneyPlace) => void;
  locked: boolean;
  onPresent: () => void;
}

/** The map or the outline of the draft, and what is done with it. */
export function WorkArea({ place, go, locked, onPresent }: Props) {
  const draft = useDraftView();
  const { data: layout, error, refetch } = useDraftMap();
  const lens: Lens = place.lens ?? 'design';
  const view = place.view ?? 'map';
  const canSimulate = useSimulated() !== null;
  const lenses = LENSES.map((one) => (one.id === 'simulation' && !canSimulate ? { ...one, why: UNSIMULATED } : one));
  const reading = useLens(lens, place.month ?? null);
  const acts = useActs(locked);
  const map = useRef<MapHandle | null>(null);
  const work = useRef<HTMLElement>(null);
  const capture = useRef<HTMLInputElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const [zoom, setZoom] = useState(100);
  const [query, setQuery] = useState('');
  const found = useMemo(() => searched(draft.policy, query), [draft.policy, query]);
  const selected = useSelection();
  const onReady = useCallback((handle: MapHandle | null) => {
    map.current = handle;
  }, []);

  /** The keys are the map's or the outline's, or nobody's. */
  const here = (target: EventTarget | null = document.activeElement) =>
    target instanceof Element &&
    !isTyping(target) &&
    (target === document.body || (work.current?.contains(target) ?? false));
  const some = () => itemsOf(selection.get()).length > 0;
  const mayEdit = () => !locked && some();
  const severalOnMap = () => !locked && view === 'map' && itemsOf(selection.get()).length > 1;
  const group = 'Journey';
  useCommands(() => [
    { id: 'journey.view', label: 'Map or outline', group, keys: ['o'], run: () => go({ view: other(view) }) },
    { id: 'journey.design', label: 'Lens: design', group, run: () => go({ lens: undefined }) },
    { id: 'journey.health', label: 'Lens: health of a month', group, run: () => go({ lens: 'health' }) },
    {
      id: 'journey.simulation',
      label: 'Lens: the simulation that was looked at',
      group,
      when: () => canSimulate,
      run: () => go({ lens: 'simulation' }),
    },
    { id: 'journey.present', label: 'Present the journey', group, keys: ['p'], run: onPresent },
    {
      id: 'journey.capture',
      label: 'Capture a handoff',
      group,
      keys: ['n'],
      when: () => !locked,
      run: () => capture.current?.focus(),
    },
    { id: 'journey.find', label: 'Find on the map', group, keys: ['/'], run: () => search.current?.focus() },
    { id: 'journey.fit', label: 'Show the whole map', group, keys: ['f'], run: () => map.current?.fit() },
    { id: 'journey.closer', label: 'Map: closer', group, keys: ['=', '+'], run: () => map.current?.zoomIn() },
    { id: 'journey.farther', label: 'Map: farther', group, keys: ['-'], run: () => map.current?.zoomOut() },
    { id: 'journey.stage', label: 'Add a stage', group, when: () => !locked, run: () => void acts.addStage() },
    {
      id: 'journey.handoff',
      label: 'Add a handoff point',
      group,
      when: () => !locked,
      run: () => void acts.addHandoff(),
    },
    {
      id: 'journey.connect',
      label: 'Hand over from the first selected stage to the second',
      group,
      keys: ['c'],
      when: () => !locked && stagesIn(itemsOf(selection.get())).length === 2,
      run: () => {
        const [from, to] = stagesIn(itemsOf(selection.get()));
        if (from !== undefined && to !== undefined) acts.connect(from, to);
      },
    },
    {
      id: 'journey.remove',
      label: 'Remove what is selected',
      group,
      keys: ['Delete', 'Backspace'],
      when: mayEdit,
      keysWhen: here,
      run: () => void acts.remove(),
    },
    {
      id: 'journey.copy',
      label: 'Copy what is selected',
      group,
      keys: ['$mod+c'],
      when: some,
      keysWhen: (target) => here(target) && noText(),
      run: acts.copy,
    },
    { id: 'journey.words', label: 'Copy the handoff in words', group, when: some, run: () => void acts.copyWords() },
    {
      id: 'journey.all',
      label: 'Select all stages and handoffs',
      group,
      keys: ['$mod+a'],
      keysWhen: here,
      run: () =>
        selectItems([
          ...draft.policy.stages.map(({ key }) => ({ noun: 'stage' as const, key })),
          ...draft.policy.handoffs.map(({ key }) => ({ noun: 'handoff' as const, key })),
        ]),
    },
    {
      id: 'journey.column',
      label: 'Align into a column',
      group,
      when: severalOnMap,
      run: () => layout && acts.align(layout, 'column'),
    },
    {
      id: 'journey.row',
      label: 'Align into a row',
      group,
      when: severalOnMap,
      run: () => layout && acts.align(layout, 'row'),
    },
    { id: 'journey.layout', label: 'Lay the map out anew', group, when: () => !locked, run: acts.layOut },
  ]);

  // The clipboard's text comes with the event. Where a window gives none, what was copied here is pasted.
  const { paste } = acts;
  const pasteNow = useRef(paste);
  pasteNow.current = paste;
  const hereNow = useRef(here);
  hereNow.current = here;
  useEffect(() => {
    if (locked) return;
    let came = false;
    const onPaste = (event: ClipboardEvent) => {
      if (!hereNow.current()) return;
      came = true;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text !== '') pasteNow.current(text);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'v' || !(event.ctrlKey || event.metaKey) || !hereNow.current()) return;
      came = false;
      setTimeout(() => {
        const text = lastCopied();
        if (!came && text !== null) pasteNow.current(text);
      }, 60);
    };
    document.addEventListener('paste', onPaste);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('paste', onPaste);
      document.removeEventListener('keydown', onKey);
    };
  }, [locked]);

  const nextFound = () => {
    const ids = [...found.ids];
    const at = ids.indexOf(idOf(itemsOf(selected)[0] ?? { noun: 'team', key: '' }));
    const next = ids[(at + 1) % ids.length];
    if (next === undefined) return;
    selectItems([itemOf(next)]);
    map.current?.show(next);
    search.current?.focus();
  };
  const empty = draft.policy.stages.length === 0 && draft.policy.handoffs.length === 0;
  return (
    <section className={css.work} aria-label="Journey" ref={work}>
      <h1 className={css.unseen}>Journey</h1>
      <div className={css.tools}>
        <Segmented
          label="View"
          options={VIEWS}
          value={view}
          onChange={(id) => go({ view: id === 'outline' ? id : undefined })}
        />
        <Segmented
          label="Lens"
          options={lenses}
          value={lens}
          onChange={(id) => go({ lens: id === 'design' ? undefined : id })}
        />
        {!locked && <CaptureLine input={capture} />}
        <div className={css.gap} />
        <label className={css.search}>
          <Search size={14} aria-hidden />
          <input
            ref={search}
            aria-label="Find on the map"
            placeholder="Find"
            spellCheck={false}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') nextFound();
              if (event.key === 'Escape') {
                setQuery('');
                event.currentTarget.blur();
              }
            }}
          />
          {query !== '' && (
            <>
              <span className="t-3 num" role="status">
                {found.ids.size}
              </span>
              <button type="button" aria-label="Stop finding" onClick={() => setQuery('')}>
                <X size={12} aria-hidden />
              </button>
            </>
          )}
        </label>
        {view === 'map' && (
          <div className={css.zoom}>
            <Button kind="quiet" small icon aria-label="Farther" onPress={() => map.current?.zoomOut()}>
              <Minus size={14} aria-hidden />
            </Button>
            <span className={`${css.percent} num`}>{zoom} %</span>
            <Button kind="quiet" small icon aria-label="Closer" onPress={() => map.current?.zoomIn()}>
              <Plus size={14} aria-hidden />
            </Button>
            <Button kind="quiet" small icon aria-label="Show the whole map" onPress={() => map.current?.fit()}>
              <Maximize size={14} aria-hidden />
            </Button>
          </div>
        )}
        <Button kind="quiet" small icon aria-label="Present the journey" onPress={onPresent}>
          <PresentIcon size={14} aria-hidden />
        </Button>
      </div>
      <div className={css.ground}>
        {view === 'map' && layout === undefined && !error && (
          <div className="pane--pad">
            <Loading label="Laying out the map" />
          </div>
        )}
        {view === 'map' && error && layout === undefined && (
          <div className="pane--pad">
            <ErrorPanel error={error} retry={() => void refetch()} />
          </div>
        )}
        {layout !== undefined && view === 'map' && (
          <Canvas
            draft={draft}
            layout={layout}
            lens={reading}
            acts={acts}
            locked={locked}
            found={query.trim() === '' ? null : found.ids}
            onReady={onReady}
            onZoom={setZoom}
          />
        )}
        {view === 'outline' && (
          <Outline
            draft={draft}
            lens={reading}
            acts={acts}
            locked={locked}
            found={query.trim() === '' ? null : found.ids}
          />
        )}
        {layout !== undefined && empty && view === 'map' && (
          <div className={css.start}>
            <EmptyState
              act={
                <Button kind="primary" isDisabled={locked} onPress={() => capture.current?.focus()}>
                  Capture the first handoff
                </Button>
              }
            >
              Write who hands over to whom and what gets lost on the way, as in SDR -&gt; AE: discovery context gets
              lost. Teams appear as you name them.
            </EmptyState>
          </div>
        )}
      </div>
      <LensStrip lens={reading} onMonth={(month) => go({ month })} />
    </section>
  );
}

const other = (view: 'map' | 'outline') => (view === 'map' ? 'outline' : undefined);

const stagesIn = (items: readonly { noun: string; key: string }[]) =>
  items.flatMap(({ noun, key }) => (noun === 'stage' ? [key] : []));

/** Text that is marked is what Ctrl+C copies. */
const noText = () => (document.getSelection()?.toString() ?? '') === '';
