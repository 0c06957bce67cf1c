import { figure, monthLong } from '../../components/format';
import type { Chart, Drill, Hit, Metric } from '../types';
import { COLUMNS, cellOf, inHandoff, labelOf } from './figures';
import { badge } from './records';

/** The XmR chart of a cell, of the same shapes as the backend's, in the colours of the page's theme. */

interface Asked {
  handoff: string | null;
  metric: Metric;
  month: string;
  basis: 'cohort' | 'period';
  elapsed: boolean;
  width: number;
  height: number;
  alone: boolean;
}

const ink = (role: string): string => getComputedStyle(document.documentElement).getPropertyValue(`--${role}`).trim();
const line = (role: string, width: number, ...points: [number, number][]) =>
  `<polyline fill="none" stroke="${ink(role)}" stroke-width="${width}" points="${points.map((point) => point.join(',')).join(' ')}"/>`;
const rect = (role: string, x: number, y: number, width: number, height: number) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${ink(role)}"/>`;
const dot = (role: string, [x, y]: [number, number], radius: number) =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="${ink(role)}"/>`;
const text = (words: string, x: number, y: number, role = 'text-3', anchor = 'start', more = 'font-size="11"') =>
  `<text x="${x}" y="${y}" dy="0.5ex" font-family="Inter" ${more} text-anchor="${anchor}" fill="${ink(role)}">${words}</text>`;

/** A figure's values by place, on gridlines from nothing, within limits if there are any. */
interface Panel {
  top: number;
  bottom: number;
  values: (number | null)[];
  limits: { lower: number; centre: number; upper: number } | null;
  steps: number;
}

const AXIS = 52;
const INSET = 14;

export function fakeChart({ handoff, metric, month, basis, elapsed, width, height, alone }: Asked): Chart {
  const cell = cellOf(inHandoff(handoff), metric, month, elapsed);
  const unit = COLUMNS.find((column) => column.metric === metric)?.unit ?? 'count';
  const { series, limits } = cell;
  const values = series.map((point) => point.value);
  const changes = values.map((value, index) => {
    const before = values[index - 1];
    return value === null || before === null || before === undefined ? null : Math.abs(value - before);
  });
  const margin = alone ? 24 : 0;
  const head = alone ? 70 : 0;
  const [right, edge] = [margin + width - AXIS, margin + width];
  const bottom = head + height - 40;
  const x = (index: number) =>
    Math.round(margin + INSET + ((right - margin - 2 * INSET) * index) / Math.max(1, series.length - 1));
  const scale = ({ top, bottom, values, limits }: Panel) => {
    const most = Math.max(...values.map((value) => value ?? 0), limits?.upper ?? 0) || 1;
    return { most, y: (value: number) => Math.round(bottom - ((bottom - top) * value) / most) };
  };
  const ground = (panel: Panel): string[] => {
    const { most, y } = scale(panel);
    const { limits, steps } = panel;
    const parts = limits
      ? [rect('band', margin, y(limits.upper), right - margin, y(limits.lower) - y(limits.upper))]
      : [];
    for (let step = 0; step <= steps; step += 1) {
      const value = (most * step) / steps;
      parts.push(line(step === 0 ? 'text' : 'line', 1, [margin, y(value)], [edge, y(value)]));
      parts.push(text(step === 0 ? '0' : figure(value, unit), edge - 1, y(value) - 8, 'text-3', 'end'));
    }
    if (limits) {
      for (const value of [limits.upper, limits.centre])
        parts.push(line('text-3', 1, [margin, y(value)], [right, y(value)]));
      parts.push(text(`upper limit ${figure(limits.upper, unit)}`, margin + 4, y(limits.upper) - 9));
    }
    return parts;
  };
  const curve = (panel: Panel, role: string, strength: number): string[] => {
    const { y } = scale(panel);
    const places = panel.values.flatMap((value, index): [number, number][] =>
      value === null ? [] : [[x(index), y(value)]],
    );
    return [line(role, strength, ...places), ...places.map((place) => dot(role, place, 2))];
  };
  const figures: Panel = { top: head + 22, bottom: bottom - 100, values, limits, steps: 4 };
  const ranges: Panel = {
    top: bottom - 64,
    bottom,
    values: changes,
    limits: limits && { lower: 0, centre: limits.mr_mean, upper: limits.mr_upper },
    steps: 2,
  };
  const size = { width: width + 2 * margin, height: height + head + margin };
  const parts = [
    rect('bg-work', -1, -1, size.width + 2, size.height + 2),
    ...ground(figures),
    ...curve(figures, 'series', 2),
    text('Change from month to month', margin, ranges.top - 20, 'text-2'),
    ...ground(ranges),
    ...curve(ranges, 'text-3', 1),
  ];
  const last = values.at(-1);
  if (cell.signal !== null && last !== null && last !== undefined) {
    const [role, at] = [cell.worse ? 'breach' : 'met', [x(values.length - 1), scale(figures).y(last)] as const];
    parts.push(
      `<polygon fill="${ink(role)}" points="${at[0]},${at[1] - 5} ${at[0] + 5},${at[1] + 4} ${at[0] - 5},${at[1] + 4}"/>`,
      text(figure(last, unit), at[0] - 10, at[1], `${role}-text`, 'end', 'font-size="12" font-weight="600"'),
    );
  }
  series.forEach((point, index) => {
    parts.push(text('JFMAMJJASOND'[Number(point.month.slice(5)) - 1] ?? '', x(index), bottom + 12, 'text-3', 'middle'));
    if (index === 0 || point.month.endsWith('-01'))
      parts.push(text(point.month.slice(0, 4), x(index) - 4, bottom + 27, 'text-2'));
  });

  const label = labelOf(metric);
  const where = handoff === null ? 'all handoffs' : `${badge(handoff).sender} → ${badge(handoff).receiver}`;
  const now = cell.value === null ? 'no figure' : figure(cell.value, unit);
  const expected = limits ? ` (expected ${figure(limits.lower, unit)} to ${figure(limits.upper, unit)})` : '';
  const title = `${label} of ${where}: ${now}`;
  const reading = `${label} ${now}: ${cell.signal === null ? 'no signal' : 'a signal'}${expected}.`;
  if (alone) {
    parts.push(text(title, margin, 28, 'text', 'start', 'font-size="15" font-weight="600"'));
    parts.push(text(reading, margin, 50, 'text-2', 'start', 'font-size="12"'));
  }
  const hits = (panel: Panel, name: (month: string) => string): Hit[] =>
    panel.values.flatMap((value, index) => {
      const point = series[index];
      if (value === null || point === undefined) return [];
      const drill: Drill = {
        metric,
        part: 'denominator',
        month: point.month,
        basis,
        handoff,
        dimension: null,
        value: null,
      };
      const [w, h] = [24, 24];
      const place = { x: x(index) - w / 2, y: scale(panel).y(value) - h / 2, w, h };
      return [
        {
          ...place,
          label: name(point.month),
          value: `${figure(value, unit)}, n ${point.n}`,
          month: point.month,
          drill,
        },
      ];
    });
  const cells = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : figure(value, unit);
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-0.5 -0.5 ${size.width} ${size.height}" width="${size.width}" height="${size.height}">${parts.join('')}</svg>`,
    title,
    reading,
    description: `${label} by month, ${basis}, with natural process limits.`,
    hits: [...hits(figures, monthLong), ...hits(ranges, (month) => `Change in ${monthLong(month)}`)],
    table: {
      head: ['Month', label, 'n', 'Change', 'Signal'],
      rows: series.map((point, index) => [
        monthLong(point.month),
        cells(point.value),
        String(point.n),
        cells(changes[index]),
        '',
      ]),
    },
  };
}
