// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { trouble } from '../bridge';
import { estimateLeft } from './jobs';
import { match, pieces } from './palette-search';
import { themeFor } from './theme';
import { clampZoom } from './zoom';

describe('the palette', () => {
  it('finds every typed word, in any order', () => {
    expect(match('ae sdr', 'H3 SDR -> AE')).not.toBeNull();
    expect(match('ae imp', 'H3 SDR -> AE')).toBeNull();
  });
  it('puts the start of a word before its middle', () => {
    const start = match('port', 'Export to port')?.score ?? 0;
    const middle = match('port', 'Exports')?.score ?? 0;
    expect(start).toBeGreaterThan(middle);
  });
  it('takes signs as signs', () =>
    expect(match('c++ (', 'c++ (old)')?.at).toEqual([
      [0, 3],
      [4, 5],
    ]));
  it('marks what was typed', () => {
    expect(pieces('Next month', [[5, 7]])).toEqual([
      ['Next ', false],
      ['mo', true],
      ['nth', false],
    ]);
  });
});

describe('the theme', () => {
  it.each([
    ['system', false, false, 'light'],
    ['system', true, false, 'dark'],
    ['system', true, true, 'contrast'],
    ['light', true, true, 'light'],
    ['contrast', false, false, 'contrast'],
  ] as const)('%s, dark wished %s, contrast wished %s: %s', (picked, dark, contrast, theme) => {
    expect(themeFor(picked, dark, contrast)).toBe(theme);
  });
});

describe('the size', () => {
  it.each([
    [100, 100],
    [104, 100],
    [20, 50],
    [900, 300],
    [Number.NaN, 100],
  ])('%d becomes %d', (asked, given) => {
    expect(clampZoom(asked)).toBe(given);
  });
});

describe('an estimate of what is left', () => {
  it('is what the pace so far says', () => expect(estimateLeft(4_000, 2_000, 8_000)).toBe(12_000));
  it('is not given too early, without a total or at the end', () => {
    expect([
      estimateLeft(100, 10, 100),
      estimateLeft(4_000, 10, 0),
      estimateLeft(4_000, 0, 10),
      estimateLeft(4_000, 10, 10),
    ]).toEqual([null, null, null, null]);
  });
});

describe('an error', () => {
  it('keeps the backend’s sentence under a title of its kind', () => {
    const { title, message } = trouble({ code: 'newer_file', message: 'It was made by Baton 2.', details: null });
    expect([title, message]).toEqual(['This workspace was made by a newer Baton', 'It was made by Baton 2.']);
  });
  it('says of the unexpected that nothing was lost, and keeps the particulars', () => {
    const { message, details } = trouble(new Error('x is undefined'));
    expect(message).toContain('Your workspace is as it was');
    expect(details).toBe('x is undefined');
  });
});
