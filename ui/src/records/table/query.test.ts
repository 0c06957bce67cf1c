import { describe, expect, it } from 'vitest';
import type { Drill } from '../../bridge';
import { cellText } from './columns';
import { drillWords, isFiltered, readSearch, searchWords, shortSearch, sortBy } from './query';

const DRILL: Drill = {
  metric: 'sla_accept',
  part: 'numerator',
  month: '2026-10',
  basis: 'cohort',
  handoff: 'H2',
  dimension: null,
  value: null,
};

describe('a question in the address', () => {
  it('is read back as it was written', () => {
    const search = shortSearch({ handoffs: ['H2'], months: ['2026-10'], text: 'kern', drill: DRILL });
    expect(readSearch(JSON.parse(JSON.stringify(search)))).toEqual(search);
  });

  it('leaves out what is usual, so that equal questions have equal addresses', () => {
    expect(shortSearch({ handoffs: [], text: '', drill: null, sort: 'started_at', descending: true })).toEqual({});
  });

  it('drops what no question can mean', () => {
    expect(readSearch({ handoffs: 'H2', sort: 'colour', drill: 'x', text: 12, at: 4 })).toEqual({ text: '12' });
  });

  it('is said in words', () => {
    expect(drillWords(DRILL)).toBe('H2, breached, October');
    expect(searchWords({ drill: DRILL, sources: ['webinar'] })).toBe('H2, breached, October, webinar');
    expect(searchWords({})).toBe('all records');
  });

  it('counts as a filter only where it narrows the list', () => {
    expect(isFiltered({ sort: 'owner' })).toBe(false);
    expect(isFiltered({ outcomes: ['met_late'] })).toBe(true);
  });
});

describe('sorting by a column', () => {
  it('begins with the direction in which it is first wanted', () => {
    expect(sortBy({}, 'owner')).toMatchObject({ sort: 'owner', descending: false });
    expect(sortBy({}, 'time_to_accept')).toMatchObject({ sort: 'time_to_accept', descending: true });
  });

  it('turns round the second time', () => {
    expect(sortBy(sortBy({}, 'owner'), 'owner')).toMatchObject({ descending: true });
  });
});

describe('copied cells', () => {
  const cases: [string, string, string][] = [
    ['a formula stays text', '=SUM(A1)', "'=SUM(A1)"],
    ['so does a command', '@cmd', "'@cmd"],
    ['and a minus that is no number', '-cmd', "'-cmd"],
    ['a negative number is one', '-12', '-12'],
    ['line breaks do not make rows', 'a\r\nb', 'a b'],
    ['tabs do not make columns', 'a\tb', 'a b'],
  ];
  for (const [name, text, cell] of cases) it(name, () => expect(cellText(text)).toBe(cell));
});
