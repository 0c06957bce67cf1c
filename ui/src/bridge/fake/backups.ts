import type * as T from '../types';
import { AS_OF } from './records';
import { DAY } from './vienna';

/** Copies of two workspaces, one of which is open. */
function copy(at: number, company: string, reason: T.BackupReason, records: number): T.Backup {
  const workspace = company === 'Meridian Controls' ? 'fake' : 'fake-2';
  return {
    id: `${workspace}/${at}`,
    workspace_id: workspace,
    company,
    made_at: at,
    reason,
    from:
      workspace === 'fake'
        ? '/home/dana/Documents/Meridian Controls.baton'
        : '/home/dana/Documents/clients/Kestrel Freight.baton',
    records,
    as_of: at - 2 * DAY,
    policy_version: 7,
    data_version: 12,
    size_bytes: records * 412,
  };
}

export const BACKUPS: T.Backup[] = [
  copy(AS_OF - DAY / 3, 'Meridian Controls', 'daily', 8_214),
  copy(AS_OF - 6 * DAY, 'Kestrel Freight', 'asked', 20_412),
  copy(AS_OF - 9 * DAY, 'Meridian Controls', 'restore', 8_000),
  copy(AS_OF - 31 * DAY, 'Meridian Controls', 'daily', 7_411),
  copy(AS_OF - 62 * DAY, 'Kestrel Freight', 'daily', 18_950),
  copy(AS_OF - 93 * DAY, 'Meridian Controls', 'upgrade', 6_120),
];
