import { expect, it } from 'vitest';
import type { SimulatedDay } from '../../bridge';
import { clockAt, lastEvents, mostAtOnce } from './picture';

const DAY: SimulatedDay = {
  day: 'Tuesday',
  step_minutes: 10,
  from_minute: 8 * 60,
  handoffs: [
    {
      handoff: { key: 'H2', name: '', sender: 'OPS', receiver: 'SDR' },
      waiting: [0, 4, 2],
      working: [0, 3, 6],
      breached: [0, 1, 0],
      done: [0, 1, 5],
    },
  ],
  events: [0, 0, 1, 1, 1, 2].map((step, at) => ({ step, words: `event ${at}` })),
};

it('a step is a time of the day', () => {
  expect([0, 1, 10, 97].map((step) => clockAt(DAY, step))).toEqual(['08:00', '08:10', '09:40', '00:10']);
});

it('a whole lane is the most that any handoff has at once', () => {
  expect(mostAtOnce(DAY)).toBe(8);
  expect(mostAtOnce({ ...DAY, handoffs: [] })).toBe(1);
});

it('the last five events so far are told, the newest first', () => {
  expect(lastEvents(DAY, 0).map(({ words }) => words)).toEqual(['event 1', 'event 0']);
  expect(lastEvents(DAY, 2).map(({ words }) => words)).toEqual(['event 5', 'event 4', 'event 3', 'event 2', 'event 1']);
});
