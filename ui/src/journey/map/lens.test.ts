import { describe, expect, it } from 'vitest';
import type { Estimate, SimulatedTarget, SimulationAnswer } from '../../app/simulated';
import type { PolicyProblem, Review, ReviewCell } from '../../bridge';
import { designReadings, healthReadings, simulationReadings } from './lens';

const problem = (key: string, severity: PolicyProblem['severity'], muted: string | null = null): PolicyProblem => ({
  rule: 'no-backup',
  severity,
  place: { noun: 'handoff', key, part: 'ownership' },
  message: 'whoever is accountable has no backup',
  shown_by: null,
  witness: null,
  fixes: [],
  muted,
});

describe('the design lens', () => {
  it('shows the worst of a handoff’s problems and how many there are', () => {
    const readings = designReadings([problem('H1', 'warning'), problem('H1', 'error'), problem('H2', 'warning')]);
    expect(readings.get('H1')).toMatchObject({ status: 'breach', count: 2, label: 'not airtight, 2 problems' });
    expect(readings.get('H2')).toMatchObject({ status: 'risk', count: 1, label: 'may hurt, 1 problem' });
  });

  it('an error stays one, whatever comes after it', () =>
    expect(designReadings([problem('H1', 'error'), problem('H1', 'warning')]).get('H1')?.status).toBe('breach'));

  it('says nothing of notes, of what is muted, and of stages', () => {
    const stage: PolicyProblem = {
      ...problem('mql', 'error'),
      place: { noun: 'stage', key: 'mql', part: 'lifecycle' },
    };
    expect(designReadings([problem('H1', 'note'), problem('H2', 'error', 'agreed'), stage]).size).toBe(0);
  });
});

describe('the health lens', () => {
  const HOUR = 3_600_000;
  const cell = (metric: string, value: number | null) => ({ metric, value }) as unknown as ReviewCell;
  const row = (key: string, n: number, late: number | null) => ({
    handoff: { key },
    n,
    cells: [cell('sla_accept', late), cell('time_to_accept', 2 * HOUR)],
  });
  const signal = (key: string, metric: string, worse = true) => ({ handoff: { key }, metric, worse });
  const review = (signals: unknown[], ...rows: unknown[]) =>
    ({ columns: [{ metric: 'sla_accept' }, { metric: 'time_to_accept' }], rows, signals }) as unknown as Review;

  it('marks a breach signal, another signal, an ordinary month, and nothing to judge', () => {
    const readings = healthReadings(
      review(
        [signal('H1', 'sla_accept'), signal('H2', 'reassignment_rate')],
        row('H1', 40, 0.5),
        row('H2', 40, 0.1),
        row('H3', 40, 0.1),
        row('H4', 0, null),
      ),
    );
    expect(['H1', 'H2', 'H3', 'H4'].map((key) => readings.get(key)?.status)).toEqual([
      'breach',
      'risk',
      'met',
      'unknown',
    ]);
  });

  it('a signal for the better is no warning', () =>
    expect(healthReadings(review([signal('H1', 'sla_accept', false)], row('H1', 40, 0.01))).get('H1')?.status).toBe(
      'met',
    ));

  it('says the share that was late, n, and the time; what is unknown is left out', () => {
    const readings = healthReadings(review([], row('H1', 40, 0.5), row('H2', 3, null)));
    const plain = (key: string) => readings.get(key)?.figures?.replace(/\s/g, ' ');
    expect(plain('H1')).toBe('50 % · n 40 · 2 h 00 m');
    expect(plain('H2')).toBe('n 3 · 2 h 00 m');
  });
});

describe('the simulation lens', () => {
  const of = (mean: number, half = 0.01): Estimate => ({ mean, low: mean - half, high: mean + half });
  const target = (key: string, perWeek: number, kept: number, difference: Estimate | null, clock = 'accept') =>
    ({
      handoff: { key },
      clock,
      records: { now: of(perWeek, 1) },
      attainment: { now: of(kept), difference },
    }) as unknown as SimulatedTarget;
  const readings = (...targets: SimulatedTarget[]) => simulationReadings({ targets } as unknown as SimulationAnswer);

  it('a tier that loses marks the handoff, whatever the others gain', () => {
    const of2 = readings(
      target('H1', 10, 0.9, of(0.1)),
      target('H1', 10, 0.5, of(-0.1)),
      target('H2', 10, 0.9, of(0.1)),
    );
    expect(of2.get('H1')?.status).toBe('breach');
    expect(of2.get('H2')?.status).toBe('met');
  });

  it('what may be chance, and the baseline itself, is no difference', () => {
    const shown = readings(target('H1', 10, 0.9, of(0.001)), target('H2', 10, 0.9, null));
    expect([shown.get('H1')?.status, shown.get('H2')?.status]).toEqual(['unknown', 'unknown']);
  });

  it('tiers count by their records, and acceptance goes before other clocks', () => {
    const shown = readings(
      target('H1', 30, 1, null),
      target('H1', 10, 0.6, null),
      target('H1', 40, 0.1, null, 'first_touch'),
    );
    expect(shown.get('H1')?.figures?.replace(/\s/g, ' ')).toBe('90 % · 40 a week');
  });

  it('says nothing of what no record comes to', () => expect(readings(target('H1', 0, 1, null)).size).toBe(0));
});
