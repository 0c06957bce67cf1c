import { X } from 'lucide-react';
import type { PolicyProblem, Role, Team } from '../../bridge';
import { Button } from '../../components/controls';
import { counted } from '../../components/format';
import { StatusMark } from '../../components/StatusMark';
import { healthOf, openWords } from '../problems/problems';
import { type Editing, freshKey, keyOf, setOf, useCommit } from './editing';
import css from './inspector.module.css';
import { PeoplePart } from './PeoplePart';
import { Another, EditableSection, Fact, InspectorHead, named, PickOne, Refused, TextPart } from './parts';
import { QueuesPart } from './QueuesPart';
import { useRemoval } from './removal';

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
      <InspectorHead
        mark={
          <>
            <StatusMark status={health.status} label={health.label} />
            <span className="t-small t-3">team, {openWords(problems)}</span>
          </>
        }
        title={team.name}
        about={people.length === 0 ? 'No person is named yet' : counted(people.length, 'person', 'people')}
        onClose={onClose}
      />
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
  const { commit, refused } = useCommit(onEdit);
  const stages = policy.stages.filter((stage) => stage.team === team.key).map(({ name }) => name);
  const set = (field: string, value: string) => void commit(setOf('team', team.key, field, value));
  return (
    <EditableSection title="The team" what="the team" locked={locked} refused={refused}>
      {(on) =>
        on ? (
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
        )
      }
    </EditableSection>
  );
}

function shortRefused(text: string, team: Team, teams: readonly Team[]): string | null {
  const short = text.trim();
  if (short === '') return 'It needs a short name.';
  const other = teams.find((one) => one.key !== team.key && one.short === short);
  return other ? `${other.name} has it already.` : null;
}

function Roles({ team, policy, locked, onEdit }: Editing & { team: Team }) {
  const { commit, refused } = useCommit(onEdit);
  const { remove, why } = useRemoval(onEdit);
  const roles = policy.roles.filter((role) => role.team === team.key);
  const name = (key: string | null) => policy.roles.find((role) => role.key === key)?.name;
  const holders = (role: Role) =>
    policy.people.filter((person) => person.active && person.roles.includes(role.key)).map((person) => person.name);
  const add = (words: string) => {
    const keys = policy.roles.map(({ key }) => key);
    const entry: Role = { key: freshKey(keys, keyOf(words)), name: words, team: team.key, reports_to: null };
    void commit({ op: 'insert', at: policy.roles.length, noun: 'role', entry });
  };
  return (
    <EditableSection title="Roles" what="the roles" locked={locked} refused={refused}>
      {(on) => (
        <>
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
                    <PickOne
                      label={`Whom ${role.name} reports to`}
                      labelHidden
                      none="reports to nobody"
                      options={named(policy.roles.filter(({ key }) => key !== role.key))}
                      value={role.reports_to}
                      onValue={(key) => void commit(setOf('role', role.key, 'reports_to', key))}
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
          {on && <Another count={policy.roles.length} label="Another role" placeholder="SDR Team Lead" onAdd={add} />}
        </>
      )}
    </EditableSection>
  );
}
