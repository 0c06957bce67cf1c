import { X } from 'lucide-react';
import { useState } from 'react';
import type { Absence, Person, Policy, Role, Team } from '../../bridge';
import { Button, LinkButton, Select } from '../../components/controls';
import { civilDate, counted } from '../../components/format';
import { readAbsence } from './absence';
import { type Editing, freshKey, keyOf, setOf, useCommit } from './editing';
import css from './inspector.module.css';
import { Another, EditableSection, Refused, TextPart, Tick } from './parts';
import { useRemoval } from './removal';

const NONE = '(none)';

/** Who is in the team: the roles they hold, how much they take, and when they are away. */
export function PeoplePart({ team, policy, locked, onEdit }: Editing & { team: Team }) {
  const { commit, refused } = useCommit(onEdit);
  const { remove, why } = useRemoval(onEdit);
  const people = policy.people.filter((person) => person.team === team.key);
  const roleName = (key: string) => policy.roles.find((role) => role.key === key)?.name ?? key;
  const add = (words: string) => {
    const key = freshKey(
      policy.people.map((person) => person.key),
      keyOf(words),
    );
    void commit({
      op: 'insert',
      at: policy.people.length,
      noun: 'person',
      entry: newPerson(key, words, team.key),
    });
  };
  return (
    <EditableSection title="People" what="the people" locked={locked} refused={refused}>
      {(on) => (
        <>
          {people.length === 0 && (
            <p className="t-small t-2">Nobody is named. Routing can give to roles until somebody is.</p>
          )}
          <ul className={css.rights}>
            {people.map((person) =>
              on ? (
                <li key={person.key} className={css.card}>
                  <PersonEditor
                    person={person}
                    policy={policy}
                    roles={policy.roles.filter((role) => role.team === null || role.team === team.key)}
                    onPart={(field, value) => void commit(setOf('person', person.key, field, value))}
                    onRemove={() => void remove('person', person.key)}
                  />
                </li>
              ) : (
                <li key={person.key}>
                  <span>
                    {person.name}
                    {!person.active && <span className="is-risk">, gets no records</span>}
                  </span>
                  <span className="t-2">
                    {person.roles.map(roleName).join(', ') || 'no role'}
                    {person.capacity_per_day !== null && (
                      <span className="t-3">, at most {counted(person.capacity_per_day, 'record')} a day</span>
                    )}
                  </span>
                </li>
              ),
            )}
          </ul>
          <Refused words={why} />
          {on && (
            <Another
              count={policy.people.length}
              label="Another person"
              hint="as the records name the owner"
              placeholder="Mara Lind"
              onAdd={add}
            />
          )}
        </>
      )}
    </EditableSection>
  );
}

function newPerson(key: string, name: string, team: string): Person {
  return {
    key,
    name,
    team,
    roles: [],
    calendar: null,
    capacity_per_day: null,
    weight: 1,
    performance_percent: 100,
    absences: [],
    active: true,
  };
}

function PersonEditor({
  person,
  roles,
  policy,
  onPart,
  onRemove,
}: {
  person: Person;
  roles: readonly Role[];
  policy: Policy;
  onPart: (field: string, value: unknown) => void;
  onRemove: () => void;
}) {
  const [more, setMore] = useState(false);
  const whole = (text: string) => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined);
  return (
    <>
      <div className={css.two}>
        <TextPart
          label="Name"
          hint="in the records"
          value={person.name}
          refuse={(text) => (text.trim() === '' ? 'It needs a name.' : null)}
          onValue={(name) => onPart('name', name.trim())}
        />
        <TextPart
          label="At most"
          hint="records a day"
          value={person.capacity_per_day === null ? '' : String(person.capacity_per_day)}
          placeholder="no limit"
          refuse={(text) =>
            text.trim() === '' || whole(text) !== undefined ? null : `“${text}” is no whole number. Write 12.`
          }
          onValue={(text) => onPart('capacity_per_day', whole(text) ?? null)}
        />
      </div>
      {roles.length > 0 && (
        <fieldset className={css.ticks}>
          <legend className="field__label">Roles held</legend>
          {roles.map((role) => (
            <Tick
              key={role.key}
              on={person.roles.includes(role.key)}
              onChange={(is) =>
                onPart('roles', is ? [...person.roles, role.key] : person.roles.filter((key) => key !== role.key))
              }
            >
              {role.name}
            </Tick>
          ))}
        </fieldset>
      )}
      {more ? (
        <PersonMore person={person} policy={policy} onPart={onPart} />
      ) : (
        person.absences.length > 0 && (
          <p className="t-small t-3">Away: {person.absences.map(absenceWords).join('; ')}</p>
        )
      )}
      <div className={css.cardFoot}>
        <Tick on={person.active} onChange={(active) => onPart('active', active)}>
          Gets records
        </Tick>
        <LinkButton
          className="t-small"
          aria-expanded={more}
          aria-label={`${more ? 'Less' : 'More'} about ${person.name}`}
          onPress={() => setMore(!more)}
        >
          {more ? 'Less' : 'More'}
        </LinkButton>
        <LinkButton className="t-small" aria-label={`Remove ${person.name}`} onPress={onRemove}>
          Remove
        </LinkButton>
      </div>
    </>
  );
}

const absenceWords = ({ from, until, reason }: Absence): string =>
  `${civilDate(from)} – ${civilDate(until)}${reason === '' ? '' : `, ${reason}`}`;

/** On whose hours somebody works, the share taken in weighted pools, and days away. */
function PersonMore({
  person,
  policy,
  onPart,
}: {
  person: Person;
  policy: Policy;
  onPart: (field: string, value: unknown) => void;
}) {
  const number = (label: string, hint: string, field: 'weight' | 'performance_percent') => (
    <TextPart
      label={label}
      hint={hint}
      value={String(person[field])}
      refuse={(text) => (/^\d{1,5}$/.test(text.trim()) ? null : `“${text}” is no whole number.`)}
      onValue={(text) => onPart(field, Number(text))}
    />
  );
  return (
    <>
      <Select
        label="Working hours"
        options={[
          { id: NONE, label: 'the default calendar' },
          ...policy.calendars.map(({ key, name }) => ({ id: key, label: name })),
        ]}
        value={person.calendar ?? NONE}
        onChange={(key) => onPart('calendar', key === NONE ? null : key)}
      />
      <div className={css.two}>
        {number('Weight', 'of the shares', 'weight')}
        {number('Performance', '% of average', 'performance_percent')}
      </div>
      <div>
        <p className="field__label">Away</p>
        <ul className={css.words}>
          {person.absences.map((absence, at) => (
            <li key={`${absence.from} ${absence.until}`}>
              <span className="t-small num">{absenceWords(absence)}</span>
              <Button
                kind="quiet"
                small
                icon
                aria-label={`Remove the absence ${absenceWords(absence)}`}
                onPress={() => onPart('absences', person.absences.toSpliced(at, 1))}
              >
                <X size={12} aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
        <TextPart
          key={person.absences.length}
          label="Another absence"
          labelHidden
          value=""
          placeholder="2026-12-21 to 2027-01-06, holiday"
          refuse={(text) =>
            text.trim() === '' || readAbsence(text) !== undefined
              ? null
              : 'Write the first and the last day, such as 2026-12-21 to 2027-01-06, holiday.'
          }
          onValue={(text) => {
            const absence = readAbsence(text);
            if (absence) onPart('absences', [...person.absences, absence]);
          }}
        />
      </div>
    </>
  );
}
