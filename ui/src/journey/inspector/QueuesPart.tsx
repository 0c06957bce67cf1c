import type { Queue, Team } from '../../bridge';
import { LinkButton } from '../../components/controls';
import { type Editing, freshKey, keyOf, setOf, useCommit } from './editing';
import css from './inspector.module.css';
import { Another, EditableSection, named, PickOne, Refused, TextPart, Tick } from './parts';
import { useRemoval } from './removal';

/** Where records wait in this team, who takes them from there, and who answers for what lies in it. */
export function QueuesPart({ team, policy, locked, onEdit }: Editing & { team: Team }) {
  const { commit, refused } = useCommit(onEdit);
  const { remove, why } = useRemoval(onEdit);
  const queues = policy.queues.filter((queue) => queue.team === team.key);
  const roleName = (key: string) => policy.roles.find((role) => role.key === key)?.name ?? key;
  const set = (queue: Queue, field: string, value: unknown) => void commit(setOf('queue', queue.key, field, value));
  const add = (words: string) => {
    const key = freshKey(
      policy.queues.map((queue) => queue.key),
      keyOf(words),
    );
    const entry: Queue = { key, name: words, team: team.key, worked_by: [], owner_role: null };
    void commit({ op: 'insert', at: policy.queues.length, noun: 'queue', entry });
  };
  return (
    <EditableSection title="Queues" what="the queues" locked={locked} refused={refused}>
      {(on) => (
        <>
          {queues.length === 0 && <p className="t-small t-2">No queue belongs to it.</p>}
          <ul className={css.rights}>
            {queues.map((queue) =>
              on ? (
                <li key={queue.key} className={css.card}>
                  <div className={css.two}>
                    <TextPart
                      label="Name"
                      value={queue.name}
                      refuse={(text) => (text.trim() === '' ? 'It needs a name.' : null)}
                      onValue={(name) => set(queue, 'name', name.trim())}
                    />
                    <PickOne
                      label="Answers for it"
                      none="nobody yet"
                      options={named(policy.roles)}
                      value={queue.owner_role}
                      onValue={(key) => set(queue, 'owner_role', key)}
                    />
                  </div>
                  <fieldset className={css.ticks}>
                    <legend className="field__label">Who takes from it</legend>
                    {policy.roles.map((role) => (
                      <Tick
                        key={role.key}
                        on={queue.worked_by.includes(role.key)}
                        onChange={(is) =>
                          set(
                            queue,
                            'worked_by',
                            is ? [...queue.worked_by, role.key] : queue.worked_by.filter((key) => key !== role.key),
                          )
                        }
                      >
                        {role.name}
                      </Tick>
                    ))}
                  </fieldset>
                  <div className={css.cardFoot}>
                    <span />
                    <LinkButton
                      className="t-small"
                      aria-label={`Remove ${queue.name}`}
                      onPress={() => void remove('queue', queue.key)}
                    >
                      Remove
                    </LinkButton>
                  </div>
                </li>
              ) : (
                <li key={queue.key}>
                  <span>{queue.name}</span>
                  <span className="t-2">
                    {queue.worked_by.map(roleName).join(', ') || <span className="is-risk">nobody takes from it</span>}
                    {queue.owner_role !== null && (
                      <span className="t-3">, {roleName(queue.owner_role)} answers for it</span>
                    )}
                  </span>
                </li>
              ),
            )}
          </ul>
          <Refused words={why} />
          {on && (
            <Another count={policy.queues.length} label="Another queue" placeholder="Shared SDR queue" onAdd={add} />
          )}
        </>
      )}
    </EditableSection>
  );
}
