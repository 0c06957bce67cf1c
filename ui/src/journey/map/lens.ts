import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { SimulationAnswer } from '../../app/simulated';
import { useSimulated } from '../../app/useSimulated';
import { bridge, type PolicyProblem, type Review } from '../../bridge';
import { counted, duration, integer, share } from '../../components/format';
import type { Status } from '../../components/StatusMark';
import { useCheck } from '../draft';

export type Lens = 'design' | 'health' | 'simulation';

/** What a lens says of a handoff point: a mark, its meaning, a count, and figures under the badge. */
export interface Reading {
  status: Status;
  /** What a screen reader says of the mark. */
  label: string;
  count: number;
  figures: string | null;
}

export type Readings = ReadonlyMap<string, Reading>;

const NOTHING: Reading = { status: 'met', label: 'no open problem', count: 0, figures: null };

/** Problems of each handoff point; those that were muted with a reason are not counted. */
export function designReadings(problems: readonly PolicyProblem[]): Readings {
  const readings = new Map<string, Reading>();
  for (const { place, severity, muted } of problems) {
    if (place.noun !== 'handoff' || muted !== null || severity === 'note') continue;
    const before = readings.get(place.key) ?? NOTHING;
    const count = before.count + 1;
    const status = severity === 'error' || before.status === 'breach' ? 'breach' : 'risk';
    const label = `${status === 'breach' ? 'not airtight' : 'may hurt'}, ${counted(count, 'problem')}`;
    readings.set(place.key, { status, label, count, figures: null });
  }
  return readings;
}

/** A month of each handoff point: breach rate of acceptance, volume, time lost. */
export function healthReadings(review: Review): Readings {
  const readings = new Map<string, Reading>();
  const column = (metric: string) => review.columns.findIndex((one) => one.metric === metric);
  const [breach, lost, accept] = [column('sla_accept'), column('time_lost_in_handoff'), column('time_to_accept')];
  for (const row of review.rows) {
    const [breached, lostTime] = [row.cells[breach], row.cells[lost >= 0 ? lost : accept]];
    const signals = review.signals.filter((signal) => signal.handoff.key === row.handoff.key && signal.worse);
    const value = breached?.value ?? null;
    const figures = [
      value === null ? null : share(value),
      `n ${integer(row.n)}`,
      lostTime?.value == null ? null : duration(lostTime.value),
    ].filter((one) => one !== null);
    const [status, word]: [Status, string] =
      row.n === 0 || value === null
        ? ['unknown', 'nothing to judge']
        : signals.some((signal) => signal.metric === 'sla_accept')
          ? ['breach', 'breaches rose beyond what is natural']
          : signals.length > 0
            ? ['risk', 'a figure is worse than is natural']
            : ['met', 'as usual'];
    readings.set(row.handoff.key, {
      status,
      label: [word, ...figures].join(', '),
      count: signals.length,
      figures: figures.join(' · '),
    });
  }
  return readings;
}

/** What a simulation foresees for each handoff point: its worst target beside the baseline's, records a week, time. */
export function simulationReadings({ targets }: SimulationAnswer): Readings {
  const readings = new Map<string, Reading>();
  for (const key of new Set(targets.map(({ handoff }) => handoff.key))) {
    const of = targets.filter(({ handoff, records }) => handoff.key === key && records.now !== null);
    const clock = (of.find((target) => target.clock === 'accept') ?? of[0])?.clock;
    const judged = of.filter((target) => target.clock === clock && target.attainment.now !== null);
    const weight = judged.reduce((sum, { records }) => sum + (records.now?.mean ?? 0), 0);
    if (weight <= 0) continue;
    const mean = (figure: (target: (typeof judged)[number]) => number) =>
      judged.reduce((sum, target) => sum + figure(target) * (target.records.now?.mean ?? 0), 0) / weight;
    const differences = judged.flatMap(({ attainment }) => attainment.difference ?? []);
    const [status, word]: [Status, string] = differences.some(({ high }) => high < 0)
      ? ['breach', 'fewer targets kept than today']
      : differences.some(({ low }) => low > 0)
        ? ['met', 'more targets kept than today']
        : ['unknown', 'no difference from today shown'];
    const figures = [share(mean((target) => target.attainment.now?.mean ?? 0)), `${integer(weight)} a week`];
    readings.set(key, { status, label: [word, ...figures].join(', '), count: 0, figures: figures.join(' · ') });
  }
  return readings;
}

const UNCHECKED: Reading = { status: 'unknown', label: 'not checked yet', count: 0, figures: null };
const UNKNOWN: Reading = { status: 'unknown', label: 'no records', count: 0, figures: null };

export interface LensView {
  readings: Readings;
  /** For handoff points without a reading. */
  otherwise: Reading;
  legend: readonly [Status, string][];
  /** What the figures are, or why there are none. */
  note: string | null;
  /** Of which month the figures are; null where the lens shows none. */
  month: string | null;
  /** Months that can be looked at, the oldest first. */
  months: readonly string[];
}

const DESIGN_LEGEND: LensView['legend'] = [
  ['breach', 'error'],
  ['risk', 'warning'],
  ['met', 'no open problem'],
];
const HEALTH_LEGEND: LensView['legend'] = [
  ['breach', 'breach signal'],
  ['risk', 'other signal'],
  ['met', 'as usual'],
  ['unknown', 'no figure'],
];

const SIMULATION_LEGEND: LensView['legend'] = [
  ['breach', 'fewer kept than today'],
  ['met', 'more kept than today'],
  ['unknown', 'no difference shown'],
];
const UNSIMULATED: Reading = { status: 'unknown', label: 'not simulated', count: 0, figures: null };
const NO_MONTHS: readonly string[] = [];

/** `month`: null = the last one that has records. */
export function useLens(lens: Lens, month: string | null): LensView {
  const { data: check } = useCheck();
  const asked = { month, basis: 'cohort', clock: 'business' } as const;
  const { data: review, isError } = useQuery({
    queryKey: ['review', asked],
    queryFn: () => bridge.review(asked),
    enabled: lens === 'health',
    placeholderData: keepPreviousData,
  });
  const problems = check?.report.problems;
  const simulation = useSimulated();
  const readings = useMemo((): Readings => {
    switch (lens) {
      case 'design':
        return designReadings(problems ?? []);
      case 'health':
        return review ? healthReadings(review) : new Map();
      case 'simulation':
        return simulation ? simulationReadings(simulation.answer) : new Map();
    }
  }, [lens, review, problems, simulation]);
  const noMonth = { month: null, months: NO_MONTHS };
  if (lens === 'simulation') {
    const note =
      simulation === null
        ? 'Nothing that was simulated holds for the policy and the records of now: open Simulate, and look at a scenario.'
        : `${simulation.isBaseline ? 'As it is' : `“${simulation.scenario}”`}${simulation.answer.rough ? ', a first answer' : ''}. Under each badge: targets kept · records`;
    return { readings, otherwise: UNSIMULATED, legend: SIMULATION_LEGEND, note, ...noMonth };
  }
  if (lens !== 'health')
    return { readings, otherwise: check ? NOTHING : UNCHECKED, legend: DESIGN_LEGEND, note: null, ...noMonth };
  const shown = { readings, otherwise: UNKNOWN, legend: HEALTH_LEGEND };
  if (review)
    return {
      ...shown,
      note: 'Under each badge: accepted late · volume · median time lost',
      month: review.month,
      months: review.months,
    };
  const why = isError
    ? 'The month could not be measured. Try again, or open the review, which says why.'
    : review === null
      ? 'There are no records yet: import some, and each handoff shows its month.'
      : 'Measuring the month';
  return { ...shown, note: why, ...noMonth };
}
