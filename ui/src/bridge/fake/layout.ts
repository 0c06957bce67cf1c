import type { FlowLine, HandoffLine, MapArea, MapLayout, MapPoint, Policy, StageBox } from '../types';

// A plain stand-in for the layout that the window's backend makes: lanes by team, columns by what leads where.

const LANE_HEAD = 108;
const LANE = 75;
const STAGE_WIDTH = 96;
const STAGE_HEIGHT = 32;
const COLUMN = 122;
const BADGE_HEIGHT = 24;

type Places = { stages?: Record<string, MapPoint>; handoffs?: Record<string, MapPoint> };

const around = ({ x, y }: MapPoint, w: number, h: number): MapArea => ({ x: x - w / 2, y: y - h / 2, w, h });

const middle = (area: MapArea): MapPoint => ({ x: area.x + area.w / 2, y: area.y + area.h / 2 });

function line(from: MapArea, to: MapArea): MapPoint[] {
  const [a, b] = [middle(from), middle(to)];
  const right = b.x >= a.x;
  if (Math.abs(a.y - b.y) < 8)
    return [
      { x: right ? from.x + from.w : from.x, y: a.y },
      { x: right ? to.x : to.x + to.w, y: a.y },
    ];
  const down = b.y > a.y;
  const into = { x: b.x, y: down ? to.y : to.y + to.h };
  if (b.x >= from.x && b.x <= from.x + from.w) return [{ x: b.x, y: down ? from.y + from.h : from.y }, into];
  return [{ x: right ? from.x + from.w : from.x, y: a.y }, { x: b.x, y: a.y }, into];
}

export function fakeLayout(policy: Policy): MapLayout {
  const places = policy.layout as unknown as Places;
  const laneOf = new Map(policy.teams.map(({ key }, at) => [key, at]));
  const shortOf = new Map(policy.teams.map(({ key, short }) => [short.toLowerCase(), key]));
  const strangers = new Map<string, number>();
  const laneCalled = (name: string): number => {
    const known = laneOf.get(shortOf.get(name.toLowerCase()) ?? name);
    if (known !== undefined) return known;
    const words = name.trim() || 'No team';
    if (!strangers.has(words)) strangers.set(words, policy.teams.length + strangers.size);
    return strangers.get(words) ?? 0;
  };
  const cells = new Map<string, [lane: number, column: number]>();
  const taken = new Set<string>();
  const order = new Map(policy.stages.map(({ key }, at) => [key, at]));
  const flows = policy.stages.flatMap((from, at) => {
    const to = policy.stages[at + 1];
    const handed = policy.handoffs.some((point) => point.from_stage === from.key && point.to_stage === to?.key);
    const ends = from.kind === 'won' || from.kind === 'lost';
    return to && from.team !== null && from.team === to.team && !handed && !ends ? [[from.key, to.key] as const] : [];
  });
  const leading = new Map<string, string[]>();
  for (const [from, to] of [
    ...flows,
    ...policy.handoffs.map((point) => [point.from_stage ?? '', point.to_stage ?? ''] as const),
  ]) {
    if ((order.get(from) ?? Infinity) < (order.get(to) ?? -1)) leading.set(to, [...(leading.get(to) ?? []), from]);
  }
  for (const { key, team } of policy.stages) {
    const lane = laneCalled(team ?? '');
    const wanted = (leading.get(key) ?? []).map((from) => {
      const [above, column] = cells.get(from) ?? [0, 0];
      return above !== lane && !taken.has(`${lane}/${column}`) ? column : column + 1;
    });
    let column = Math.max(0, ...wanted);
    while (taken.has(`${lane}/${column}`)) column++;
    cells.set(key, [lane, column]);
    taken.add(`${lane}/${column}`);
  }
  let columns = Math.max(0, ...[...cells.values()].map(([, column]) => column + 1));
  const centre = (lane: number, column: number): MapPoint => ({
    x: LANE_HEAD + COLUMN / 2 + column * COLUMN,
    y: lane * LANE + LANE / 2,
  });
  const stages: StageBox[] = policy.stages.map(({ key, name, kind }) => ({
    key,
    name,
    kind,
    area: around(
      places.stages?.[key] ?? centre(...(cells.get(key) ?? ([0, 0] as [number, number]))),
      Math.max(STAGE_WIDTH, name.length * 7 + 24),
      STAGE_HEIGHT,
    ),
  }));
  const areas = new Map(stages.map(({ key, area }) => [key, area]));
  const handoffs: HandoffLine[] = policy.handoffs.map((point) => {
    const { key, name, sender, receiver } = point;
    let from = areas.get(point.from_stage ?? '');
    let to = areas.get(point.to_stage ?? '');
    const [loose_start, loose_end] = [from === undefined, to === undefined];
    if (from === undefined && to === undefined) columns += 1;
    const beside = to ?? from;
    const dot = (lane: number) =>
      around({ x: beside ? middle(beside).x : centre(0, columns - 1).x, y: centre(lane, 0).y }, 8, 8);
    from ??= dot(laneCalled(sender));
    to ??= dot(laneCalled(receiver));
    const points = line(from, to);
    const end = points.at(-1) ?? { x: 0, y: 0 };
    const before = points.at(-2) ?? end;
    const boundary = end.y > before.y ? Math.floor(end.y / LANE) * LANE : Math.ceil(end.y / LANE) * LANE;
    const on = { x: end.x, y: before.x === end.x ? boundary : end.y };
    const width = (key.length + sender.length + receiver.length) * 7 + 62;
    const level = before.y === end.y;
    return {
      key,
      name,
      sender,
      receiver,
      badge: around(
        places.handoffs?.[key] ?? (level ? { x: (before.x + end.x) / 2, y: end.y } : on),
        width,
        BADGE_HEIGHT,
      ),
      points,
      loose_start,
      loose_end,
      back: (order.get(point.to_stage ?? '') ?? Infinity) < (order.get(point.from_stage ?? '') ?? 0),
    };
  });
  const lanes = [
    ...policy.teams.map(({ key, short, name }) => ({ team: key, short, name })),
    ...[...strangers.keys()].map((name) => ({ team: null, short: '', name })),
  ].map((lane, at) => ({ ...lane, y: at * LANE, height: LANE }));
  return {
    width: LANE_HEAD + columns * COLUMN + 24,
    height: lanes.length * LANE,
    lanes,
    stages,
    handoffs,
    flows: flows.flatMap(([from, to]): FlowLine[] => {
      const [a, b] = [areas.get(from), areas.get(to)];
      return a && b ? [{ from, to, points: line(a, b), back: false }] : [];
    }),
  };
}
