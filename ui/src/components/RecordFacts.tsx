import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWorkspace } from '../app/workspace';
import type { Policy, RecordPageDetail } from '../bridge';
import { counted, dateTime, money } from './format';
import { StatusMark } from './StatusMark';
import { TierChip } from './TierChip';

/** A tier's place among the policy's, highest first, so that its chip shows the right bars. */
export function tierRank(policy: Policy | undefined, key: string): { name: string; rank: number; of: number } {
  const tiers = policy?.tiers ?? [];
  const rank = tiers.findIndex((tier) => tier.key.toLowerCase() === key.toLowerCase());
  return { name: tiers[rank]?.name ?? key, rank: rank < 0 ? tiers.length - 1 : rank, of: Math.max(1, tiers.length) };
}

export function requiredFields(detail: RecordPageDetail, policy: Policy | undefined): string[] {
  return policy?.handoffs.find((point) => point.key === detail.handoff.key)?.required_fields ?? [];
}

/** What has to travel with the handoff, and what of it is blank. */
export function Packet({ detail, policy }: { detail: RecordPageDetail; policy: Policy | undefined }) {
  const required = requiredFields(detail, policy);
  if (required.length === 0) return null;
  const value = (key: string) => detail.record.attributes[key];
  const filled = required.filter((key) => value(key)).length;
  return (
    <section className="insp__sec">
      <h3 className="t-head">
        Packet{' '}
        <span className="t-3 t-small num">
          {filled} of {required.length} filled
        </span>
      </h3>
      <dl className="kv num">
        {required.map((key) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>{policy?.fields.find((field) => field.key === key)?.name ?? key}</dt>
            <dd>
              {value(key) || (
                <span className="is-breach state">
                  <StatusMark status="breach" /> missing
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What is known of the record, and where it came from. */
export function RecordFacts({ detail, policy }: { detail: RecordPageDetail; policy: Policy | undefined }) {
  const { record } = detail;
  const { time_zone: zone } = useWorkspace();
  const facts: [string, ReactNode][] = [
    ['Owner', record.owner],
    ['Owner group', record.owner_group],
    ['First owner', record.first_owner !== record.owner ? record.first_owner : null],
    ['Reassigned', record.reassign_count ? counted(record.reassign_count, 'time') : null],
    ['Disposition', record.disposition === 'open' ? null : record.disposition],
    ['Reason', record.reason],
    ['Source', record.source],
    ['Trigger', record.trigger],
    ['Segment', record.segment],
    ['Tier', record.intent && <TierChip {...tierRank(policy, record.intent)} />],
    ['Amount', record.amount === null ? null : money(record.amount, policy?.currency ?? 'EUR')],
    ['History', record.truncated ? 'cut off by the export' : null],
  ];
  return (
    <section className="insp__sec">
      <h3 className="t-head">Record</h3>
      <dl className="kv num">
        {facts
          .filter(([, value]) => value !== null && value !== '')
          .map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        <dt>Came with</dt>
        <dd>
          <Link to="/batches">{detail.batch_source}</Link>
          {detail.imported_at !== null && `, imported ${dateTime(detail.imported_at, zone)}`}
        </dd>
      </dl>
    </section>
  );
}
