import type { Basis, Drill, Metric, Review, ShareOf } from '../types';
import { POLICY } from './policy';
import { AS_OF, badge, type FakeRecord, fakeRecords } from './records';
import { HOUR, openBetween } from './vienna';

/** The lists beside the table of a review, over the invented records. */

const REASONS = ['Timing', 'Not the right person', 'No budget', 'Duplicate', 'Feature gap', '(blank)'];
const STOPPED = ['Buyer asked for a later call', 'Waiting for procurement', 'Security review'];

const shareOf = (numerator: number, n: number): ShareOf => {
  const value = n < 10 ? null : numerator / n;
  const half = 1.96 * Math.sqrt(((value ?? 0) * (1 - (value ?? 0))) / Math.max(1, n));
  return {
    numerator,
    n,
    value,
    low: value === null ? null : Math.max(0, value - half),
    high: value === null ? null : Math.min(1, value + half),
  };
};

/** A whole number that is the same for the same record. */
const mark = (record: FakeRecord): number => Number(record.recordId.replace(/\D/g, ''));

function counted<K>(records: readonly FakeRecord[], key: (record: FakeRecord) => K): [K, FakeRecord[]][] {
  const groups = new Map<K, FakeRecord[]>();
  for (const record of records) groups.set(key(record), [...(groups.get(key(record)) ?? []), record]);
  return [...groups].sort((a, b) => b[1].length - a[1].length);
}

type Lists = Pick<Review, 'rejections' | 'aging' | 'pauses' | 'packet_fields' | 'conversions'>;

export function fakeLists(month: string, basis: Basis): Lists {
  const records = fakeRecords().filter((record) => record.month === month);
  const drill = (metric: Metric, part: Drill['part'], more: Partial<Drill>): Drill => ({
    metric,
    part,
    month,
    basis,
    handoff: null,
    dimension: null,
    value: null,
    ...more,
  });
  const reasonOf = (record: FakeRecord) => REASONS[(mark(record) % 17) % REASONS.length] ?? '';
  const rejections = [null, ...POLICY.handoffs.map((handoff) => handoff.key)].flatMap((key) => {
    const decided = records.filter((one) => (key === null || one.handoff === key) && one.disposition !== 'open');
    const refused = decided.filter((one) => one.disposition === 'rejected' || one.disposition === 'recycled');
    return counted(refused, reasonOf).map(([reason, found]) => ({
      handoff: key === null ? null : badge(key),
      reason,
      name: reason,
      share: shareOf(found.length, decided.length),
      drill: drill('rejection_rate', 'numerator', { handoff: key, dimension: 'reason', value: reason }),
    }));
  });
  const open = fakeRecords()
    .flatMap((record) =>
      record.acceptedAt !== null && record.wonAt === null ? [{ record, at: record.acceptedAt }] : [],
    )
    .map(({ record, at }) => ({ record, at, age: openBetween(at, AS_OF) }))
    .sort((a, b) => b.age - a.age);
  const paused = records.filter((record) => mark(record) % 9 === 0);
  const stopped = (record: FakeRecord) => STOPPED[Math.floor(mark(record) / 9) % STOPPED.length] ?? '';
  const time = (record: FakeRecord) => (2 + (mark(record) % 30)) * HOUR;
  return {
    rejections,
    aging: {
      open: open.length,
      p50_ms: open[Math.floor(open.length / 2)]?.age ?? null,
      p90_ms: open[Math.floor(open.length / 10)]?.age ?? null,
      oldest: open.slice(0, 10).map(({ record, at, age }) => ({
        id: record.id,
        record_id: record.recordId,
        handoff: badge(record.handoff),
        owner: record.owner,
        owner_group: record.ownerGroup,
        accepted_at: at,
        age_ms: age,
      })),
    },
    pauses: {
      records: paused.length,
      ms: paused.reduce((sum, record) => sum + time(record), 0),
      reasons: counted(paused, stopped)
        .map(([reason, found]) => ({
          reason,
          records: found.length,
          ms: found.reduce((sum, record) => sum + time(record), 0),
        }))
        .sort((a, b) => b.ms - a.ms),
    },
    packet_fields: POLICY.handoffs.flatMap((handoff) => {
      const asked = records.filter((record) => record.handoff === handoff.key);
      return handoff.required_fields.map((field, place) => ({
        handoff: badge(handoff.key),
        field,
        share: shareOf(asked.filter((record) => mark(record) % (4 + 3 * place) !== 0).length, asked.length),
      }));
    }),
    conversions: counted(records, (record) => `${record.source ?? '(blank)'}\t${record.trigger}`).map(
      ([key, found]) => {
        const [source = '', trigger = ''] = key.split('\t');
        return {
          source,
          trigger,
          share: shareOf(found.filter((record) => record.wonAt !== null).length, found.length),
          drill: drill('conversion', 'denominator', {
            dimension: 'source',
            value: source,
            also: { dimension: 'trigger', value: trigger },
          }),
        };
      },
    ),
  };
}
