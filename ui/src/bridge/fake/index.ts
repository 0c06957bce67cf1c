import type { Transport } from '../transport';

export function fakeTransport(): Transport {
  return {
    call: async (command) => {
      if (command === 'app_info')
        return {
          version: '0.1.0',
          recents: [],
          automation: false,
          opened: {
            path: '/home/dana/meridian.baton',
            company: 'Meridian Controls',
            time_zone: 'Europe/Vienna',
            records: 2046,
            as_of: Date.UTC(2026, 9, 31, 22, 59),
            policy_version: 1,
            read_only: null,
            workspace_id: 'fake',
          },
        };
      throw { code: 'not_found', message: `There is no answer to ${command} here.`, details: null };
    },
    on: async () => () => {},
  };
}
