// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Limits, SeriesPoint } from '../bridge';
import { onlyShapes } from './ChartDrawing';
import { badgeSaysName, HandoffBadge } from './HandoffBadge';
import { sparkShape } from './Sparkline';
import { rowWindow } from './VirtualList';

afterEach(cleanup);

const point = (value: number | null, immature = false): SeriesPoint => ({
  month: '2026-10',
  value,
  n: 10,
  immature,
  signal: null,
});
const limits = (lower: number, upper: number): Limits => ({
  lower,
  upper,
  centre: (lower + upper) / 2,
  mr_mean: 1,
  mr_upper: 3,
  points: 12,
});

describe('a sparkline', () => {
  it('breaks where a month has no value', () => {
    expect(sparkShape([point(1), point(2), point(null), point(3), point(4)], null).lines).toHaveLength(2);
  });
  it('has its last point hollow while the month is too young', () => {
    expect(sparkShape([point(1), point(2, true)], null).end?.hollow).toBe(true);
  });
  it('has no last point where the last month has no value', () => {
    expect(sparkShape([point(1), point(null)], null).end).toBeNull();
  });
  it('keeps band and line within its box', () => {
    const { band, end } = sparkShape([point(5), point(90)], limits(0, 40));
    expect(band?.y).toBeGreaterThan(0);
    expect((band?.y ?? 0) + (band?.height ?? 99)).toBeLessThanOrEqual(18);
    expect(end?.y).toBeGreaterThan(0);
  });
  it('draws nothing from nothing', () => {
    expect(sparkShape([point(null)], limits(0, 1))).toEqual({ lines: [], end: null, band: null });
  });
});

describe('a drawing from the backend', () => {
  it('keeps shapes and words, and drops what could act or fetch', () => {
    const drawing = onlyShapes(
      '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>x()</script><rect width="4" style="fill:red" onclick="x()"/>' +
        '<image href="http://a"/><text fill="url(http://a)">OPS &lt;b&gt;</text><foreignObject><p/></foreignObject></svg>',
    );
    expect(drawing?.outerHTML).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg"><rect width="4"></rect><text>OPS &lt;b&gt;</text></svg>',
    );
  });
  it('is nothing where it is not a drawing', () => expect(onlyShapes('<p>')).toBeNull());
});

describe('a list of any length', () => {
  it.each<[string, number, number, [number, number]]>([
    ['at the top', 1_000_000, 0, [0, 32]],
    ['in the middle', 1_000_000, 28_000, [988, 1_032]],
    ['shorter than the window', 3, 0, [0, 3]],
    ['scrolled beyond what is left', 5, 28_000, [5, 5]],
  ])('%s', (_, count, scrollTop, [first, end]) => {
    expect(rowWindow(count, 28, scrollTop, 560)).toEqual({ first, end });
  });
});

describe('a handoff’s badge', () => {
  it('says the key and both sides', () => {
    render(<HandoffBadge handoff={{ key: 'H3', name: 'Opportunity opened', sender: 'SDR', receiver: 'AE' }} />);
    expect(screen.getByText('H3')).toBeTruthy();
    expect(screen.getByText(/SDR/).textContent).toBe('SDR→AE');
  });
  it('says the name where it has no sides, and once only', () => {
    const handoff = { key: 'H9', name: 'Queue A', sender: '', receiver: '' };
    render(<HandoffBadge handoff={handoff} />);
    expect(screen.getByText('Queue A')).toBeTruthy();
    expect(badgeSaysName(handoff)).toBe(true);
    expect(badgeSaysName({ key: 'H3', name: 'SDR -> AE', sender: 'SDR', receiver: 'AE' })).toBe(true);
    expect(badgeSaysName({ key: 'H3', name: 'Opportunity opened', sender: 'SDR', receiver: 'AE' })).toBe(false);
  });
});
