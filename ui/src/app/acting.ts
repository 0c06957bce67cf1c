import { useQuery } from '@tanstack/react-query';
import { bridge, type Person, type Policy } from '../bridge';
import { remember, remembered, store, useStore } from './store';
import { useWorkspace } from './workspace';

/** Chosen in this window, by workspace; else what was chosen the last time. */
const chosen = store<Readonly<Record<string, string>>>({});

export interface Acting {
  /** Person key, or the name that was given where the policy names nobody; empty = nobody has said who acts. */
  actor: string;
  /** As sentences name them; empty = nobody. */
  name: string;
  people: readonly Person[];
  choose: (actor: string) => void;
}

/** `Priya Sen (Sales Ops)` */
export function personWithRoles(policy: Policy | undefined, person: Person): string {
  const roles = person.roles.map((key) => policy?.roles.find((role) => role.key === key)?.name ?? key);
  return roles.length === 0 ? person.name : `${person.name} (${roles.join(', ')})`;
}

/** As whom acts are written down in this workspace. Somebody who is no longer among the policy's people acts no more. */
export function useActing(): Acting {
  const { workspace_id: id } = useWorkspace();
  const { data: policy } = useQuery({ queryKey: ['policy'], queryFn: () => bridge.policy() });
  const key = `acting.${id}`;
  const stored = useStore(chosen)[id] ?? remembered(key) ?? '';
  const people = (policy?.people ?? []).filter(({ active }) => active);
  const known = people.find((person) => person.key === stored);
  const nobodyNamed = policy !== undefined && policy.people.length === 0;
  return {
    actor: known?.key ?? (nobodyNamed ? stored : ''),
    name: known?.name ?? (nobodyNamed ? stored : ''),
    people,
    choose: (actor) => {
      chosen.set((now) => ({ ...now, [id]: actor }));
      remember(key, actor);
    },
  };
}
