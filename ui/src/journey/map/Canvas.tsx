import '@xyflow/react/dist/base.css';
import {
  type NodeChange,
  type OnMove,
  type OnNodeDrag,
  ReactFlow,
  ReactFlowProvider,
  type SelectionDragHandler,
  useStore as useFlow,
  useReactFlow,
  useStoreApi,
  type Viewport,
} from '@xyflow/react';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { store, useStore } from '../../app/store';
import type { DraftView, MapLayout, Operation } from '../../bridge';
import { Button } from '../../components/controls';
import { type Acts, placing } from '../acts';
import { ownedBy, several } from '../edits';
import { enterSide } from '../panel';
import { itemsOf, sameItem, selectItems, selection, toggled, useSelection } from '../selection';
import { boxesOf, idOf, itemOf, type MapBox, type Moved, placeAt } from './boxes';
import { Connector } from './Connector';
import { Edges, type Ends } from './Edges';
import { bounds, centre, type Direction, laneAt, neighbour } from './geometry';
import { LaneHeads, LaneStripes } from './Lanes';
import type { LensView } from './lens';
import { MiniMap } from './MiniMap';
import css from './map.module.css';
import { FarAway, NODE_TYPES } from './nodes';
import { useNodes } from './useNodes';

export const LEAST_ZOOM = 0.15;
export const MOST_ZOOM = 2;
const GRID = 4;
/** Width of the lanes' names, at any zoom; the layout leaves as much at 100 %. */
const HEADS = 104;
/** The least zoom at which words can be read without effort. */
const LEGIBLE = 0.8;
/** Under this zoom words are specks: marks alone are drawn, as large as their badges. */
const FAR = 0.45;
/** What is left free around the whole map. */
const AIR = 12;

/** What the toolbar and commands do with the map. */
export interface MapHandle {
  zoomIn: () => void;
  zoomOut: () => void;
  fit: () => void;
  /** Brings something into view and puts the keys on it. */
  show: (id: string) => void;
}

interface Props {
  draft: DraftView;
  layout: MapLayout;
  lens: LensView;
  acts: Acts;
  locked: boolean;
  /** Ids that the search found; null = nothing is looked for. */
  found: ReadonlySet<string> | null;
  onReady: (handle: MapHandle | null) => void;
  onZoom: (percent: number) => void;
}

/** The whole map in view, its first stage right of the teams' names however far to the left it was dragged. */
function wholeIn(layout: MapLayout, width: number, height: number): Viewport {
  const around = bounds(boxesOf(layout).map(({ area }) => area));
  if (around === null) return { x: 0, y: 0, zoom: 1 };
  const top = Math.min(0, around.y - AIR);
  const bottom = Math.max(layout.height, around.y + around.h + AIR);
  const scale = Math.min(1, (width - HEADS - 2 * AIR) / around.w, height / (bottom - top));
  const zoom = Math.max(LEAST_ZOOM, scale);
  // At 100 % things stand where the layout has them, unless that is under the names.
  const x = Math.min(HEADS * (1 - zoom), width - AIR - (around.x + around.w) * zoom);
  return { x: Math.max(x, HEADS + AIR - around.x * zoom), y: -top * zoom, zoom };
}

/** Where the map was left, so that looking at something else in between loses nothing. */
let left: { branch: string; viewport: Viewport } | null = null;

export function Canvas(props: Props) {
  return (
    <ReactFlowProvider>
      <Map_ {...props} />
    </ReactFlowProvider>
  );
}

const ARROWS: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
const STEP: Record<Direction, { x: number; y: number }> = {
  left: { x: -GRID, y: 0 },
  right: { x: GRID, y: 0 },
  up: { x: 0, y: -GRID },
  down: { x: 0, y: GRID },
};

function Map_({ draft, layout, lens, acts, locked, found, onReady, onZoom }: Props) {
  const flow = useReactFlow();
  const flowStore = useStoreApi();
  const canvas = useRef<HTMLElement>(null);
  const now = useSelection();
  const items = itemsOf(now);
  const selected = useMemo(() => new Set(itemsOf(now).map(idOf)), [now]);
  // Outside React's own state: what is dragged is drawn within the event that moved it, not in a later task.
  const [onTheMove] = useState(() => store<Moved>(new Map()));
  const moved = useStore(onTheMove);
  const boxes = useMemo(() => boxesOf(layout), [layout]);
  const byId = useMemo(() => new Map(boxes.map((box) => [box.id, box])), [boxes]);
  const { policy } = draft;
  const ends: Ends = useMemo(
    () => new Map(policy.handoffs.map(({ key, from_stage, to_stage }) => [key, [from_stage, to_stage]] as const)),
    [policy.handoffs],
  );
  const nodes = useNodes({ policy, layout, lens, selected, moved, found });

  // What was dragged stands where it was let go, until the layout has it there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new layout is the event
  useEffect(() => onTheMove.set(new Map()), [layout]);

  const zoom = useFlow(({ transform }) => Math.round(transform[2] * 100));
  const far = zoom < FAR * 100;
  useEffect(() => onZoom(zoom), [zoom, onZoom]);

  const showAll = useCallback(() => {
    const { width, height } = flowStore.getState();
    void flow.setViewport(wholeIn(layout, width, height));
  }, [flow, flowStore, layout]);

  const reveal = useCallback(
    (id: string) => {
      const box = boxesOf(layout).find((one) => one.id === id);
      if (box === undefined) return false;
      const { transform, width, height } = flowStore.getState();
      const [x, y, scale] = transform;
      const { area } = box;
      const at = centre(area);
      const [left_, top] = [area.x * scale + x, area.y * scale + y];
      const [right, bottom] = [left_ + area.w * scale, top + area.h * scale];
      if (left_ < HEADS || top < 0 || right > width || bottom > height) {
        void flow.setViewport({ x: width / 2 - at.x * scale, y: height / 2 - at.y * scale, zoom: scale });
      }
      return true;
    },
    [flow, flowStore, layout],
  );
  const show = useCallback(
    (id: string) => {
      if (!reveal(id)) return;
      const focus = (tries: number) => {
        const element = canvas.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`);
        if (element) element.focus({ preventScroll: true });
        else if (tries > 0) requestAnimationFrame(() => focus(tries - 1));
      };
      focus(3);
    },
    [reveal],
  );
  // What is selected elsewhere, or was just made, comes into view once it is on the map.
  const [first] = itemsOf(now);
  const wanted = now === null || now.kind === 'several' || first === undefined ? null : idOf(first);
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (wanted === null) shown.current = null;
    else if (wanted !== shown.current && reveal(wanted)) shown.current = wanted;
  }, [wanted, reveal]);

  useEffect(() => {
    onReady({
      zoomIn: () => void flow.zoomIn(),
      zoomOut: () => void flow.zoomOut(),
      fit: showAll,
      show,
    });
    return () => onReady(null);
  }, [flow, showAll, show, onReady]);

  const pick = useCallback((id: string, add: boolean) => {
    const item = itemOf(id);
    selectItems(add ? toggled(selection.get(), item) : [item]);
  }, []);
  const pickTeam = useCallback((team: string, add: boolean) => pick(`team:${team}`, add), [pick]);

  const onNodesChange = useCallback(
    (changes: NodeChange[]) => {
      let chosen = itemsOf(selection.get()).filter(({ noun }) => noun !== 'team');
      let chosenChanged = false;
      const positions: [string, { x: number; y: number }][] = [];
      for (const change of changes) {
        if (change.type === 'select') {
          const item = itemOf(change.id);
          const has = chosen.some((one) => sameItem(one, item));
          if (change.selected && !has) chosen = [...chosen, item];
          if (!change.selected && has) chosen = chosen.filter((one) => !sameItem(one, item));
          chosenChanged = true;
        } else if (change.type === 'position' && change.position !== undefined) {
          positions.push([change.id, change.position]);
        }
      }
      if (chosenChanged) selectItems(chosen);
      if (positions.length > 0) onTheMove.set((before) => new Map([...before, ...positions]));
    },
    [onTheMove],
  );

  const drop = (ids: readonly string[]) => {
    const places = ids.flatMap((id) => {
      const box = byId.get(id);
      const at = moved.get(id);
      if (box === undefined || at === undefined || (at.x === box.area.x && at.y === box.area.y)) return [];
      return [{ id, at: centre({ ...box.area, ...at }) }];
    });
    const operation = placing(places);
    if (operation === null) return onTheMove.set(new Map());
    if (!places.some(({ id }) => selected.has(id))) selectItems(places.map(({ id }) => itemOf(id)));
    void acts.edit(several([...places.flatMap(crossing), operation])).then((view) => {
      if (view === null) onTheMove.set(new Map());
    });
  };
  /** A stage that is let go in another team's lane is that team's. */
  const crossing = ({ id, at }: { id: string; at: { x: number; y: number } }): Operation[] => {
    const { noun, key } = itemOf(id);
    const stage = noun === 'stage' ? policy.stages.find((one) => one.key === key) : undefined;
    const lane = laneAt(layout.lanes, at.y);
    if (stage === undefined || lane === null || lane.team === null || lane.team === stage.team) return [];
    return ownedBy(policy, stage, lane.team);
  };

  // React Flow tells everything on the map of each new callback: these stay the same while something is dragged.
  const dropNow = useRef(drop);
  dropNow.current = drop;
  const onNodeDragStop = useCallback<OnNodeDrag>(
    (_, node, all) => dropNow.current(all.length > 0 ? all.map(({ id }) => id) : [node.id]),
    [],
  );
  const onSelectionDragStop = useCallback<SelectionDragHandler>(
    (_, all) => dropNow.current(all.map(({ id }) => id)),
    [],
  );
  const onMoveEnd = useCallback<OnMove>(
    (_, viewport) => {
      left = { branch: draft.branch, viewport };
    },
    [draft.branch],
  );

  const nudge = (direction: Direction, far: boolean) => {
    const by = STEP[direction];
    const times = far ? 5 : 1;
    const places = items.flatMap((item) => {
      const box = byId.get(idOf(item));
      if (box === undefined) return [];
      const at = centre(box.area);
      return [{ id: box.id, at: placeAt({ x: at.x + times * by.x, y: at.y + times * by.y }) }];
    });
    const operation = placing(places);
    if (operation !== null && !locked) void acts.edit(operation).then(() => show(places[0]?.id ?? ''));
  };
  const step = (direction: Direction, add: boolean) => {
    const last = items.findLast(({ noun }) => noun !== 'team');
    const from = last && byId.get(idOf(last));
    const next: MapBox | null | undefined = from
      ? (neighbour(boxes, from.area, direction) as MapBox | null)
      : boxes.toSorted((a, b) => a.area.x + a.area.y - b.area.x - b.area.y)[0];
    if (next === null || next === undefined) return;
    pick(next.id, add);
    show(next.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = ARROWS[event.key];
    if (direction !== undefined && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (event.altKey) nudge(direction, event.shiftKey);
      else step(direction, event.shiftKey);
    } else if (event.key === 'Enter' && items.length === 1) {
      event.preventDefault();
      enterSide();
    } else if (event.key === 'Escape' && now !== null) {
      selection.set(null);
      canvas.current?.focus();
    }
  };

  const [viewport] = useState<Viewport | undefined>(() => (left?.branch === draft.branch ? left.viewport : undefined));
  const fitted = useRef(viewport !== undefined);
  const sized = useFlow(({ width }) => width > 0);
  useEffect(() => {
    if (!sized || fitted.current) return;
    fitted.current = true;
    showAll();
    // The whole map where it can be read, else its beginning.
    if (flow.getZoom() < LEGIBLE) void flow.setViewport({ x: HEADS * (1 - LEGIBLE), y: 0, zoom: LEGIBLE });
    if (wanted !== null) reveal(wanted);
  }, [sized, showAll, flow, wanted, reveal]);

  const [only] = items;
  const chosen = !locked && items.length === 1 && only?.noun === 'stage' ? byId.get(idOf(only)) : undefined;
  const knob = chosen && { ...chosen, area: { ...chosen.area, ...moved.get(chosen.id) } };
  return (
    <section
      ref={canvas}
      className={css.canvas}
      aria-label="Map of the journey"
      aria-describedby="map-hint"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the map is entered here, and walked with the arrow keys
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <p className={css.hint} id="map-hint">
        Arrow keys go from one stage or handoff to the next, with Shift they add it, with Alt they move it. Enter opens
        what is selected. The outline lists everything.
      </p>
      <LaneStripes lanes={layout.lanes} />
      <div className={css.flow}>
        <FarAway value={far}>
          <ReactFlow
            nodes={nodes}
            nodeTypes={NODE_TYPES}
            onNodesChange={onNodesChange}
            onNodeDragStop={onNodeDragStop}
            onSelectionDragStop={onSelectionDragStop}
            onMoveEnd={onMoveEnd}
            {...(viewport && { defaultViewport: viewport })}
            minZoom={LEAST_ZOOM}
            maxZoom={MOST_ZOOM}
            onlyRenderVisibleElements
            nodesDraggable={!locked}
            nodeDragThreshold={0}
            selectNodesOnDrag={false}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            disableKeyboardA11y
            deleteKeyCode={null}
            selectionKeyCode="Shift"
            multiSelectionKeyCode={MULTI}
            panActivationKeyCode="Space"
            zoomOnDoubleClick={false}
            panOnScroll
            snapToGrid
            snapGrid={SNAP}
            proOptions={PRO}
          >
            <Edges layout={layout} ends={ends} moved={moved} selected={selected} onPick={pick} />
          </ReactFlow>
        </FarAway>
      </div>
      <LaneHeads lanes={layout.lanes} selected={selected} onPick={pickTeam} />
      {knob && (
        <Connector from={knob} boxes={boxes} onConnect={(to) => acts.connect(itemOf(knob.id).key, itemOf(to).key)} />
      )}
      {items.length > 1 && (
        <div className={css.bar} role="toolbar" aria-label="What is selected">
          <span className="num">{items.length} selected</span>
          <Button kind="quiet" small isDisabled={locked} onPress={() => acts.align(layout, 'column')}>
            Into a column
          </Button>
          <Button kind="quiet" small isDisabled={locked} onPress={() => acts.align(layout, 'row')}>
            Into a row
          </Button>
          <Button kind="quiet" small onPress={acts.copy}>
            Copy
          </Button>
          <Button kind="quiet" small isDisabled={locked} onPress={() => void acts.remove()}>
            Remove
          </Button>
        </div>
      )}
      <MiniMap layout={layout} />
    </section>
  );
}

const MULTI = ['Meta', 'Control', 'Shift'];
const SNAP: [number, number] = [GRID, GRID];
const PRO = { hideAttribution: true };
