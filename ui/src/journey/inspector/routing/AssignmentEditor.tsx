import type { Assignment, IfAway, Policy, Pool, PoolMembers } from '../../../bridge';
import { Select } from '../../../components/controls';
import css from '../inspector.module.css';
import { Tick } from '../parts';
import { METHODS, MINDFUL } from './table';

type To = Assignment['to'];
const TOS: { id: To; label: string }[] = [
  { id: 'owner_in', label: 'whom a field names' },
  { id: 'person', label: 'a person' },
  { id: 'role', label: 'whoever holds a role' },
  { id: 'pool', label: 'a group, shared out' },
  { id: 'queue', label: 'a queue' },
  { id: 'stage', label: 'no person, a stage' },
];
const AWAY: { id: IfAway; label: string }[] = [
  { id: 'next_row', label: 'the next row decides' },
  { id: 'assign', label: 'it is theirs all the same' },
];

interface Props {
  assign: Assignment;
  policy: Policy;
  onAssign: (assign: Assignment) => void;
}

const listed = (list: readonly { key: string; name: string }[]) =>
  list.map(({ key, name }) => ({ id: key, label: name }));

/** The same row, giving to another kind of somebody; null where the policy has none of that kind. */
function given(to: To, policy: Policy): Assignment | null {
  const first = (list: readonly { key: string }[]) => list[0]?.key;
  switch (to) {
    case 'owner_in': {
      const field =
        policy.fields.find(({ key, kind }) => kind === 'text' && /owner/.test(key))?.key ?? first(policy.fields);
      return field === undefined ? null : { to, field, if_away: 'next_row' };
    }
    case 'person': {
      const person = first(policy.people);
      return person === undefined ? null : { to, person, if_away: 'next_row' };
    }
    case 'role': {
      const role = first(policy.roles);
      return role === undefined ? null : { to, role, if_away: 'assign' };
    }
    case 'pool': {
      const team = first(policy.teams);
      return team === undefined ? null : { to, pool: { members: { of: 'team', team }, ...MINDFUL } };
    }
    case 'queue': {
      const queue = first(policy.queues);
      return queue === undefined ? null : { to, queue };
    }
    case 'stage': {
      const stage = policy.stages.find(({ kind }) => kind === 'nurture')?.key ?? first(policy.stages);
      return stage === undefined ? null : { to, stage };
    }
  }
}

/** Whom a row gives its records to. */
export function AssignmentEditor({ assign, policy, onAssign }: Props) {
  const possible = TOS.filter(({ id }) => id === assign.to || given(id, policy) !== null);
  return (
    <>
      <div className={css.two}>
        <Select
          label="Goes to"
          options={possible}
          value={assign.to}
          onChange={(to) => {
            const next = to === assign.to ? null : given(to, policy);
            if (next) onAssign(next);
          }}
        />
        <Whom assign={assign} policy={policy} onAssign={onAssign} />
      </div>
      {'if_away' in assign && (
        <Select
          label={assign.to === 'owner_in' ? 'If that is nobody, or they are away' : 'If they are away or full'}
          options={AWAY}
          value={assign.if_away}
          onChange={(if_away) => onAssign({ ...assign, if_away })}
        />
      )}
      {assign.to === 'pool' && (
        <PoolEditor pool={assign.pool} policy={policy} onPool={(pool) => onAssign({ to: 'pool', pool })} />
      )}
    </>
  );
}

function Whom({ assign, policy, onAssign }: Props) {
  switch (assign.to) {
    case 'owner_in':
      return (
        <Select
          label="Field"
          options={listed(policy.fields)}
          value={assign.field}
          onChange={(field) => onAssign({ ...assign, field })}
        />
      );
    case 'person':
      return (
        <Select
          label="Person"
          options={listed(policy.people)}
          value={assign.person}
          onChange={(person) => onAssign({ ...assign, person })}
        />
      );
    case 'role':
      return (
        <Select
          label="Role"
          options={listed(policy.roles)}
          value={assign.role}
          onChange={(role) => onAssign({ ...assign, role })}
        />
      );
    case 'queue':
      return (
        <Select
          label="Queue"
          options={listed(policy.queues)}
          value={assign.queue}
          onChange={(queue) => onAssign({ ...assign, queue })}
        />
      );
    case 'stage':
      return (
        <Select
          label="Stage"
          options={listed(policy.stages)}
          value={assign.stage}
          onChange={(stage) => onAssign({ ...assign, stage })}
        />
      );
    case 'pool': {
      const { members } = assign.pool;
      const id =
        members.of === 'people' ? 'people' : `${members.of} ${members.of === 'team' ? members.team : members.role}`;
      const options = [
        ...policy.teams.map(({ key, name }) => ({ id: `team ${key}`, label: name, hint: 'team' })),
        ...policy.roles.map(({ key, name }) => ({ id: `role ${key}`, label: name, hint: 'role' })),
        ...(policy.people.length > 0 ? [{ id: 'people', label: 'Certain people' }] : []),
      ];
      return (
        <Select
          label="Among"
          options={options}
          value={id}
          onChange={(picked) => onAssign({ to: 'pool', pool: { ...assign.pool, members: membersOf(picked, members) } })}
        />
      );
    }
  }
}

function membersOf(picked: string, now: PoolMembers): PoolMembers {
  if (picked === 'people') return now.of === 'people' ? now : { of: 'people', people: [] };
  const [of, ...key] = picked.split(' ');
  return of === 'team' ? { of, team: key.join(' ') } : { of: 'role', role: key.join(' ') };
}

function PoolEditor({ pool, policy, onPool }: { pool: Pool; policy: Policy; onPool: (pool: Pool) => void }) {
  const { members } = pool;
  return (
    <>
      {members.of === 'people' && (
        <fieldset className={css.ticks}>
          <legend className="field__label">Who shares them</legend>
          {policy.people.map(({ key, name }) => (
            <Tick
              key={key}
              on={members.people.includes(key)}
              onChange={(is) =>
                onPool({
                  ...pool,
                  members: {
                    of: 'people',
                    people: is ? [...members.people, key] : members.people.filter((other) => other !== key),
                  },
                })
              }
            >
              {name}
            </Tick>
          ))}
        </fieldset>
      )}
      <Select
        label="Shared out"
        options={METHODS}
        value={pool.method}
        onChange={(method) => onPool({ ...pool, method })}
      />
      <fieldset className={css.ticks}>
        <legend className="field__label">It passes over who is</legend>
        <Tick on={pool.minds_absences} onChange={(minds_absences) => onPool({ ...pool, minds_absences })}>
          absent that day
        </Tick>
        <Tick on={pool.minds_capacity} onChange={(minds_capacity) => onPool({ ...pool, minds_capacity })}>
          full for the day
        </Tick>
        <Tick on={pool.minds_hours} onChange={(minds_hours) => onPool({ ...pool, minds_hours })}>
          outside working hours
        </Tick>
      </fieldset>
    </>
  );
}
