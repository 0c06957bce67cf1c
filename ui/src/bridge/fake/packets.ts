import type * as T from '../types';
import { invented } from './random';

/** What an invented policy's packets meet: how often their fields are filled, and an entry that is tried. */

type Answer = (args: Record<string, unknown>) => unknown;

export function fakePackets(draft: () => T.DraftView, empty: boolean): Record<string, Answer> {
  const point = (key: unknown) => draft().policy.handoffs.find((one) => one.key === key);
  return {
    packet_try: ({ handoff, entries }) => {
      const { policy } = draft();
      const of = point(handoff);
      const template = policy.packets.find(({ key }) => key === of?.packet.template);
      const given = entries as T.ExampleRecord;
      const fields = new Map(
        [...(template?.fields ?? []), ...(of?.packet.fields ?? [])].map((one) => [one.field, one]),
      );
      const required = new Set([
        ...[...fields.values()].filter((one) => one.required).map((one) => one.field),
        ...(of?.required_fields ?? []),
      ]);
      const judged = [...new Set([...fields.keys(), ...required])].map((key): T.EntryJudged => {
        const known = policy.fields.find((field) => field.key === key);
        const value = given[key];
        if (value === undefined)
          return required.has(key)
            ? { field: key, verdict: 'missing', because: `${known?.name ?? key} is required` }
            : { field: key, verdict: 'left_out', because: null };
        const fits = known?.kind === 'number' ? typeof value === 'number' : true;
        return fits
          ? { field: key, verdict: 'valid', because: null }
          : { field: key, verdict: 'invalid', because: `“${value}” is not a number` };
      });
      return {
        complete: judged.every(({ verdict }) => verdict === 'valid' || verdict === 'left_out'),
        fields: judged,
      } satisfies T.PacketTried;
    },
    packet_fill: ({ handoff }) => {
      const { policy } = draft();
      const packet = point(handoff)?.packet;
      const template = policy.packets.find(({ key }) => key === packet?.template);
      const keys = new Set([...(template?.fields ?? []), ...(packet?.fields ?? [])].map(({ field }) => field));
      return [...keys].map((field) => ({
        field,
        filled: empty ? 0 : 868 - invented(field, 500),
        of: empty ? 0 : 868,
      })) satisfies T.PacketFilled[];
    },
  };
}
