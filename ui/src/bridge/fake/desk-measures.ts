import type * as T from '../types';
import { isOpen } from './desk-cases';
import { fakeRecords } from './records';
import { HOUR } from './vienna';

function impact(
  month: string,
  handoff: string,
  exception_type: string | null,
  name: string,
  records: number,
  converted: number,
  conversion: T.ImpactVerdict,
): T.ExceptionImpact {
  const of = (records: number, converted: number): T.DownstreamOf => ({
    records,
    contacted: Math.round(records * 0.8),
    converted,
    amount: records * 4_200,
    amount_converted: converted * 4_200,
  });
  const contact = conversion === 'too_few' ? 'too_few' : 'no_difference';
  const [with_, without] = [of(records, converted), of(410, 148)];
  const sentence = `${handoff} ${name}: ${converted} of ${records} converted.`;
  return { month, handoff, exception_type, name, with: with_, without, contact, conversion, sentence };
}

/** What the invented desk measures, over three months. */
export function measures(policy: T.Policy, cases: T.ExceptionCase[], empty: boolean): T.ExceptionMeasures {
  if (empty) return { volume: [], resolution: [], repeats: [], duplicates: 0, records: 0, pauses: [], impact: [] };
  const months = ['2026-08', '2026-09', '2026-10'];
  const volume = months.flatMap((month, at) =>
    policy.exception_types.flatMap(({ key, name }, index) =>
      policy.severities.map(({ key: severity }, rank) => {
        const live = cases.filter(
          (one) => one.exception_type === key && one.severity === severity && isOpen(one),
        ).length;
        const history = 3 + ((index * 7 + rank * 5 + at * 3) % 9);
        return { month, exception_type: key, name, severity, count: history + (at === 2 ? live : 4), history };
      }),
    ),
  );
  const resolution = months.flatMap((month, at) =>
    [null, ...policy.exception_types.map(({ key }) => key)].map((exception_type, index) => ({
      month,
      exception_type,
      resolved: exception_type === null ? 61 - 4 * at : 5 + ((index * 3 + at) % 7),
      p50_ms: (9 + index * 3 + at) * HOUR,
      p90_ms: (40 + index * 9 + at) * HOUR,
      within_target: exception_type === null ? 47 - at : 3 + ((index + at) % 4),
      with_target: exception_type === null ? 61 - 4 * at : 5 + ((index * 3 + at) % 7),
    })),
  );
  return {
    volume,
    resolution,
    repeats: [
      { month: '2026-10', exception_type: 'data_missing', root_cause: 'missing_fields', count: 9, before: '2026-09' },
      { month: '2026-10', exception_type: 'routing_failure', root_cause: 'routing_logic', count: 4, before: '2026-09' },
    ],
    duplicates: 41,
    records: fakeRecords().length,
    pauses: [
      { reason: 'Buyer asked for a later call', person: '', records: 31, minutes: 18_420 },
      { reason: 'Paused by EX-1019', person: 'dokafor', records: 1, minutes: 1_440 },
    ],
    impact: months.flatMap((month, at) => [
      impact(month, 'H1', null, 'Any exception', 380 + at, 52, 'less'),
      impact(month, 'H1', 'sla_breach', 'SLA breach', 222 - at, 21, 'less'),
      impact(month, 'H2', 'data_missing', 'Data missing', 88 + at, 36, 'no_difference'),
      impact(month, 'H4', 'data_missing', 'Data missing', 7, 3, 'too_few'),
    ]),
  };
}
