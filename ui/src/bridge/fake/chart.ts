import type { Chart, Metric } from '../types';
import { COLUMNS, cellOf, inHandoff, labelOf, words } from './figures';
import { badge } from './records';

/** The backend writes colours into its drawing; here they are read off the page's theme. */
const ink = (role: string): string => getComputedStyle(document.documentElement).getPropertyValue(`--${role}`).trim();

/** Class of a shape → its look, as attributes. */
function looks(): Record<string, string> {
  const line = (role: string, more = '') => `fill="none" stroke="${ink(role)}" stroke-width="1" ${more}`;
  return {
    band: `fill="${ink('band')}"`,
    limit: line('text-3', 'stroke-dasharray="3 3"'),
    mean: line('text-3'),
    grid: line('line'),
    base: line('text'),
    tick: line('text-3'),
    series: `fill="none" stroke="${ink('series')}" stroke-width="1.75" stroke-linejoin="round"`,
    pt: `fill="${ink('series')}"`,
    'pt pt--hollow': `fill="${ink('bg-work')}" stroke="${ink('series')}"`,
    'pt--signal': `fill="${ink('breach')}"`,
    'pt--signal pt--better': `fill="${ink('met')}"`,
    breach: `font-size="12" font-weight="600" fill="${ink('breach-text')}"`,
    met: `font-size="12" font-weight="600" fill="${ink('met-text')}"`,
    lbl: `font-size="11" font-weight="500" fill="${ink('text-2')}"`,
  };
}

/** The drawing with its classes turned to attributes; words without a class are axis labels. */
function inked(shapes: string): string {
  const look = looks();
  const label = `font-family="Inter" font-size="11" fill="${ink('text-3')}"`;
  return shapes
    .replace(/class="([^"]*)"/g, (_, name: string) => look[name] ?? '')
    .replace(/<text x=/g, `<text ${label} x=`);
}

/** The XmR chart of a cell as the backend would draw it: here with the page's own chart classes. */
export function fakeChart(args: {
  handoff: string | null;
  metric: Metric;
  month: string;
  basis: 'cohort' | 'period';
  elapsed: boolean;
  width: number;
  height: number;
}): Chart {
  const { handoff, metric, month, width, height } = args;
  const cell = cellOf(inHandoff(handoff), metric, month, args.elapsed);
  const unit = COLUMNS.find((column) => column.metric === metric)?.unit ?? 'count';
  const values = cell.series.flatMap((point) => (point.value === null ? [] : [point.value]));
  const top = Math.max(...values, cell.limits?.upper ?? 0) * 1.15 || 1;
  const [left, right, base, head] = [12, width - 56, height - 34, 16];
  const x = (index: number) => left + ((right - left) * index) / Math.max(1, cell.series.length - 1);
  const y = (value: number) => base - ((base - head) * value) / top;
  const parts: string[] = [];
  if (cell.limits) {
    const { lower, upper, centre } = cell.limits;
    parts.push(`<rect class="band" x="0" width="${right + 12}" y="${y(upper)}" height="${y(lower) - y(upper)}"/>`);
    for (const [value, kind] of [
      [upper, 'limit'],
      [lower, 'limit'],
      [centre, 'mean'],
    ] as const) {
      parts.push(`<line class="${kind}" x1="0" x2="${right + 12}" y1="${y(value)}" y2="${y(value)}"/>`);
    }
    parts.push(
      `<text x="4" y="${y(upper) - 5}">upper limit ${words(upper, unit)}</text><text x="4" y="${y(lower) + 13}">lower limit ${words(lower, unit)}</text>`,
    );
  }
  for (const step of [0, 1, 2, 3, 4]) {
    const value = (top * step) / 4;
    parts.push(
      `<line class="${step === 0 ? 'base' : 'grid'}" x1="0" x2="${width}" y1="${y(value)}" y2="${y(value)}"/>`,
    );
    parts.push(`<text x="${width}" y="${y(value) - 5}" text-anchor="end">${words(value, unit)}</text>`);
  }
  const drawn = cell.series.flatMap((point, index) =>
    point.value === null ? [] : [{ point, index, value: point.value }],
  );
  parts.push(
    `<polyline class="series" points="${drawn.map(({ index, value }) => `${x(index)},${y(value)}`).join(' ')}"/>`,
  );
  for (const { point, index, value } of drawn) {
    const at = `${x(index)} ${y(value)}`;
    parts.push(
      point.signal !== null
        ? `<path class="pt--signal${cell.worse ? '' : ' pt--better'}" d="M${x(index)} ${y(value) - 6.5} l6.5 11 h-13z"/><text class="${cell.worse ? 'breach' : 'met'}" x="${x(index) - 12}" y="${y(value) - 3}" text-anchor="end">${words(value, unit)}</text>`
        : `<circle class="${point.immature ? 'pt pt--hollow' : 'pt'}" cx="${at.split(' ')[0]}" cy="${at.split(' ')[1]}" r="2.4"/>`,
    );
  }
  cell.series.forEach((point, index) => {
    const letter = 'JFMAMJJASOND'[Number(point.month.slice(5)) - 1] ?? '';
    parts.push(
      `<line class="tick" x1="${x(index)}" x2="${x(index)}" y1="${base}" y2="${base + 4}"/><text x="${x(index)}" y="${base + 16}" text-anchor="middle">${letter}</text>`,
    );
    if (index === 0 || letter === 'J')
      if (index === 0 || point.month.endsWith('-01'))
        parts.push(`<text class="lbl" x="${x(index) - 4}" y="${base + 30}">${point.month.slice(0, 4)}</text>`);
  });
  const label = labelOf(metric);
  const where = handoff === null ? 'all handoffs' : `${badge(handoff).sender} → ${badge(handoff).receiver}`;
  const now = cell.value === null ? 'no figure' : words(cell.value, unit);
  const expected = cell.limits
    ? ` (expected ${words(cell.limits.lower, unit)} to ${words(cell.limits.upper, unit)})`
    : '';
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${inked(parts.join(''))}</svg>`,
    title: `${label} of ${where}: ${now}`,
    reading: `${label} ${now}: ${cell.signal === null ? 'no signal' : 'a signal'}${expected}.`,
    description: `${label} by month, ${args.basis}, with natural process limits.`,
    hits: drawn.map(({ point, index, value }) => ({
      x: x(index) - 10,
      y: y(value) - 10,
      w: 20,
      h: 20,
      label: point.month,
      value: `${words(value, unit)}, n ${point.n}`,
      month: point.month,
      drill: {
        metric,
        part: 'denominator',
        month: point.month,
        basis: args.basis,
        handoff,
        dimension: null,
        value: null,
      },
    })),
    table: {
      head: ['Month', label, 'n'],
      rows: cell.series.map((point) => [
        point.month,
        point.value === null ? '–' : words(point.value, unit),
        String(point.n),
      ]),
    },
  };
}
