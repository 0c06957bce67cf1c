import { X } from 'lucide-react';
import { useState } from 'react';
import type { PolicyProblem, Role, Team } from '../../bridge';
import { Button, Select } from '../../components/controls';
import { counted } from '../../components/format';
import { StatusMark } from '../../components/StatusMark';
import { healthOf, openWords } from '../problems/problems';
import { type Editing, freshKey, keyOf, setOf, useCommit } from './editing';
import css from './inspector.module.css';
import { PeoplePart } from './PeoplePart';
import { Fact, Refused, Section, TextPart } from './parts';
import { QueuesPart } from './QueuesPart';
import { useRemoval } from './removal';

const NONE = '(none)';

interface Props extends Editing {
  team: Team;
  /** Null while it is not checked. */
  problems: readonly PolicyProblem[] | null;
  onClose: () => void;
}

/** A team: its name on the map, the roles in it, and who holds them. */
export function TeamInspector({ team, problems, onClose, ...editing }: Props) {
  const { policy } = editing;
  const health = healthOf(problems);
  const people = policy.people.filter((person) => person.team === team.key);
  return (
    <>
      <div className="insp__head">
        <div className={css.top}>
          <StatusMark status={health.status} label={health.label} />
          <span className="t-small t-3">team, {openWords(problems)}</span>
          <Button
            kind="quiet"
            small
            icon
            aria-label="Close the inspector"
            onPress={onClose}
            className={css.close ?? ''}
          >
            <X size={14} aria-hidden />
          </Button>
        </div>
        <h2 className="t-panel">{team.name}</h2>
        <p className="t-small t-2">
          {people.length === 0 ? 'No person is named yet' : counted(people.length, 'person', 'people')}
        </p>
      </div>
      <div className={`insp__body ${css.body}`}>
        <Names team={team} {...editing} />
        <Roles team={team} {...editing} />
        <PeoplePart team={team} {...editing} />
        <QueuesPart team={team} {...editing} />
      </div>
    </>
  );
}

function Names({ team, policy, locked, onEdit }: Editing & { team: Team }) {
  const [on, setOn] = useState(false);
  const { commit, refused } = useCommit(onEdit);
  const stages = policy.stages.filter((stage) => stage.team === team.key).map(({ name }) => name);
  const set = (field: string, value: string) => void commit(setOf('team', team.key, field, value));
  return (
    <Section title="The team" what="the team" editing={on} onEditing={locked ? undefined : setOn} refused={refused}>
      {on ? (
        <div className={css.two}>
          <TextPart
            label="Name"
            value={team.name}
            refuse={(text) => (text.trim() === '' ? 'It needs a name.' : null)}
            onValue={(name) => set('name', name.trim())}
          />
          <TextPart
            label="Short"
            hint="as in badges"
            value={team.short}
            refuse={(text) => shortRefused(text, team, policy.teams)}
            onValue={(short) => set('short', short.trim())}
          />
        </div>
      ) : (
        <dl className="kv">
          <Fact name="In badges">{team.short}</Fact>
          <Fact name="Stages">{stages.join(', ')}</Fact>
        </dl>
      )}
    </Section>
  );
}

function shortRefused(text: string, team: Team, teams: readonly Team[]): string | null {
  const short = text.trim();
  if (short === '') return 'It needs a short name.';
  const other = teams.find((one) => one.key !== team.key && one.short === short);
  return other ? `${other.name} has it already.` : null;
}

function Roles({ team, policy, locked, onEdit }: Editing & { team: Team }) {
  const [on, setOn] = useState(false);
  const { commit, refused } = useCommit(onEdit);
  const { remove, why } = useRemoval(onEdit);
  const roles = policy.roles.filter((role) => role.team === team.key);
  const name = (key: string | null) => policy.roles.find((role) => role.key === key)?.name;
  const holders = (role: Role) =>
    policy.people.filter((person) => person.active && person.roles.includes(role.key)).map((person) => person.name);
  const add = (words: string) => {
    const keys = policy.roles.map(({ key }) => key);
    const entry: Role = { key: freshKey(keys, keyOf(words)), name: words.trim(), team: team.key, reports_to: null };
    void commit({ op: 'insert', at: policy.roles.length, noun: 'role', entry });
  };
  return (
    <Section title="Roles" what="the roles" editing={on} onEditing={locked ? undefined : setOn} refused={refused}>
      {roles.length === 0 && <p className="t-small t-2">No role belongs to it yet.</p>}
      <ul className={css.rights}>
        {roles.map((role) => (
          <li key={role.key}>
            {on ? (
              <div className={css.role}>
                <TextPart
                  label="Role"
                  labelHidden
                  value={role.name}
                  refuse={(text) => (text.trim() === '' ? 'It needs a name.' : null)}
                  onValue={(text) => void commit(setOf('role', role.key, 'name', text.trim()))}
                />
                <Select
                  label={`Whom ${role.name} reports to`}
                  labelHidden
                  options={[
                    { id: NONE, label: 'reports to nobody' },
                    ...policy.roles
                      .filter(({ key }) => key !== role.key)
                      .map((one) => ({ id: one.key, label: one.name })),
                  ]}
                  value={role.reports_to ?? NONE}
                  onChange={(key) => void commit(setOf('role', role.key, 'reports_to', key === NONE ? null : key))}
                />
                <Button
                  kind="quiet"
                  small
                  icon
                  aria-label={`Remove ${role.name}`}
                  onPress={() => void remove('role', role.key)}
                >
                  <X size={12} aria-hidden />
                </Button>
              </div>
            ) : (
              <>
                <span>{role.name}</span>
                <span className="t-2">
                  {holders(role).join(', ') || 'held by nobody'}
                  {role.reports_to !== null && <span className="t-3">, reports to {name(role.reports_to)}</span>}
                </span>
              </>
            )}
          </li>
        ))}
      </ul>
      <Refused words={why} />
      {on && (
        <div className={css.another}>
          <TextPart
            key={policy.roles.length}
            label="Another role"
            value=""
            placeholder="SDR Team Lead"
            onValue={(words) => words.trim() !== '' && add(words)}
          />
        </div>
      )}
    </Section>
  );
}
