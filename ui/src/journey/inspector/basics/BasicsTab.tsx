import { useState } from 'react';
import type { AcceptanceMode, Outcome, Policy, ReceiverKind, TriggerKind } from '../../../bridge';
import { Button, Select } from '../../../components/controls';
import { FieldPick } from '../criteria/FieldPick';
import { type EditorProps, setOf, setPart, together, useCommit } from '../editing';
import css from '../inspector.module.css';
import { Fact, Section, TextPart, Tick } from '../parts';
import { WordList } from '../WordList';

const NONE = '(none)';
const OUTCOMES: { id: Outcome; label: string }[] = [
  { id: 'won', label: 'the deal is won' },
  { id: 'completed', label: 'the work is completed' },
  { id: 'opportunity', label: 'an opportunity is opened' },
  { id: 'meeting', label: 'a meeting is booked' },
];
const TRIGGERS: { id: TriggerKind; label: string }[] = [
  { id: 'event', label: 'something happens' },
  { id: 'field_change', label: 'a field changes' },
  { id: 'stage_change', label: 'the stage changes' },
  { id: 'threshold', label: 'a value passes a limit' },
];
const MODES: { id: AcceptanceMode; label: string }[] = [
  { id: 'required', label: 'A person accepts, rejects or recycles' },
  { id: 'automatic', label: 'Assigned counts as accepted' },
];
const RECEIVERS: { id: ReceiverKind; label: string }[] = [
  { id: 'person', label: 'a person' },
  { id: 'system', label: 'a system' },
];

const roleWords = (policy: Policy, key: string): string => {
  const holders = policy.people.filter(({ roles, active }) => active && roles.includes(key)).map(({ name }) => name);
  const name = policy.roles.find((role) => role.key === key)?.name ?? key;
  return holders.length === 0 ? name : `${name} (${holders.join(', ')})`;
};

/** What starts it, who hands over to whom, who answers for it, and how it is accepted. */
export function BasicsTab(props: EditorProps) {
  return (
    <>
      <Trigger {...props} />
      <Ends {...props} />
      <Ownership {...props} />
      <Acceptance {...props} />
      <Consent {...props} />
    </>
  );
}

function usePart({ handoff, locked, onEdit }: EditorProps) {
  const [on, setOn] = useState(false);
  const { commit, refused } = useCommit(onEdit);
  const set = (field: string, value: unknown) => void commit(setPart(handoff, field, value));
  return { on, set, commit, section: { editing: on, onEditing: locked ? undefined : setOn, refused } };
}

function Trigger(props: EditorProps) {
  const { trigger } = props.handoff;
  const { on, set, section } = usePart(props);
  return (
    <Section title="Trigger" what="the trigger" {...section}>
      {on ? (
        <div className={css.form}>
          <TextPart
            label="What starts it"
            hint="as people say it, and anybody could observe"
            value={trigger.text}
            placeholder="ICP-fit contact submitted a demo request"
            onValue={(text) => set('trigger/text', text)}
          />
          <div className={css.two}>
            <Select
              label="It is when"
              options={TRIGGERS}
              value={trigger.kind}
              placeholder="Not decided"
              onChange={(kind) => set('trigger/kind', kind)}
            />
            <TextPart
              label="Seen in"
              value={trigger.source ?? ''}
              placeholder="CRM: opportunity stage"
              onValue={(source) => set('trigger/source', source.trim() === '' ? null : source)}
            />
          </div>
        </div>
      ) : (
        <dl className="kv">
          <Fact name="Starts when">{trigger.text}</Fact>
          <Fact name="It is when">{TRIGGERS.find(({ id }) => id === trigger.kind)?.label}</Fact>
          <Fact name="Seen in">{trigger.source}</Fact>
        </dl>
      )}
    </Section>
  );
}

function Ends(props: EditorProps) {
  const { handoff, policy } = props;
  const { on, set, section } = usePart(props);
  const stageName = (key: string | null) => policy.stages.find((stage) => stage.key === key)?.name ?? key;
  const stages = [{ id: NONE, label: 'None yet' }, ...policy.stages.map(({ key, name }) => ({ id: key, label: name }))];
  const sameName = (text: string) => {
    if (text.trim() === '') return 'It needs a name: records find it by this.';
    const other = policy.handoffs.find(({ key, name }) => key !== handoff.key && name.trim() === text.trim());
    return other ? `${other.key} has this name already; records could not tell them apart.` : null;
  };
  const stagePick = (label: string, field: 'from_stage' | 'to_stage') => (
    <Select
      label={label}
      options={stages}
      value={handoff[field] ?? NONE}
      onChange={(key) => set(field, key === NONE ? null : key)}
    />
  );
  return (
    <Section title="From and to" what="from and to" {...section}>
      {on ? (
        <div className={css.form}>
          <TextPart
            label="Name"
            hint="as the records carry it"
            value={handoff.name}
            refuse={sameName}
            onValue={(name) => set('name', name)}
          />
          <div className={css.two}>
            <TextPart label="Sender" value={handoff.sender} onValue={(sender) => set('sender', sender)} />
            <TextPart label="Receiver" value={handoff.receiver} onValue={(receiver) => set('receiver', receiver)} />
            {stagePick('From stage', 'from_stage')}
            {stagePick('To stage', 'to_stage')}
            <Select
              label="The receiver is"
              options={RECEIVERS}
              value={handoff.receiver_kind}
              onChange={(kind) => set('receiver_kind', kind)}
            />
            <Select
              label="It has converted when"
              options={OUTCOMES}
              value={handoff.outcome}
              onChange={(outcome) => set('outcome', outcome)}
            />
          </div>
        </div>
      ) : (
        <dl className="kv">
          <Fact name="Sender">{handoff.sender}</Fact>
          <Fact name="Receiver">
            {handoff.receiver}
            {handoff.receiver_kind === 'system' && <span className="t-3"> (a system)</span>}
          </Fact>
          <Fact name="Stages">
            {(handoff.from_stage || handoff.to_stage) &&
              `${stageName(handoff.from_stage) ?? '?'} → ${stageName(handoff.to_stage) ?? '?'}`}
          </Fact>
          <Fact name="Converted when">{OUTCOMES.find(({ id }) => id === handoff.outcome)?.label}</Fact>
        </dl>
      )}
    </Section>
  );
}

function Ownership(props: EditorProps) {
  const { handoff, policy } = props;
  const { on, set, commit, section } = usePart(props);
  const { accountable_roles: roles } = handoff;
  const options = policy.roles.map(({ key, name }) => ({ id: key, label: name }));
  const newRole = (name: string) => {
    const key = name
      .trim()
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_');
    if (key === '' || policy.roles.some((role) => role.key === key)) return;
    const entry = { key, name: name.trim(), team: null, reports_to: null };
    void commit(
      together([
        { op: 'insert', at: policy.roles.length, noun: 'role', entry },
        setPart(handoff, 'accountable_roles', [key]),
      ]),
    );
  };
  return (
    <Section title="Who answers for it" what="who answers for it" {...section}>
      {on ? (
        <div className={css.form}>
          <div className={css.two}>
            <Select
              label="Accountable"
              options={[{ id: NONE, label: 'Nobody yet' }, ...options]}
              value={roles.length > 1 ? null : (roles[0] ?? NONE)}
              placeholder="Several"
              onChange={(key) => set('accountable_roles', key === NONE ? [] : [key])}
              note="One role alone"
            />
            <Select
              label="Backup"
              options={[{ id: NONE, label: 'None' }, ...options.filter(({ id }) => !roles.includes(id))]}
              value={handoff.backup_role ?? NONE}
              onChange={(key) => set('backup_role', key === NONE ? null : key)}
            />
          </div>
          {roles.length > 1 && (
            <p className="t-small is-risk">
              Shared by {roles.map((key) => roleWords(policy, key)).join(' and ')}: what two answer for, nobody does.
              Choose one.
            </p>
          )}
          <TextPart
            key={policy.roles.length}
            label="Or a role that is not in the list yet"
            value=""
            placeholder="SDR Team Lead"
            onValue={newRole}
          />
        </div>
      ) : (
        <dl className="kv">
          <Fact name="Accountable">{roles.map((key) => roleWords(policy, key)).join(' and ')}</Fact>
          <Fact name="Backup">{handoff.backup_role && roleWords(policy, handoff.backup_role)}</Fact>
        </dl>
      )}
    </Section>
  );
}

function Acceptance(props: EditorProps) {
  const { acceptance, receiver_kind } = props.handoff;
  const { on, set, section } = usePart(props);
  return (
    <Section title="Acceptance" what="the acceptance" {...section}>
      {on ? (
        <div className={css.form}>
          <Select
            label="When it is taken over"
            options={MODES}
            value={acceptance.mode}
            onChange={(mode) => set('acceptance/mode', mode)}
          />
          <WordList
            label="Accepting consists of"
            one="act"
            words={acceptance.actions}
            placeholder="Log the first touch"
            onWords={(actions) => set('acceptance/actions', actions)}
          />
        </div>
      ) : (
        <dl className="kv">
          <Fact name="Taken over">
            {receiver_kind === 'system' ? 'A system takes over' : MODES.find(({ id }) => id === acceptance.mode)?.label}
          </Fact>
          <Fact name="Consists of">{acceptance.actions.join('; ')}</Fact>
        </dl>
      )}
    </Section>
  );
}

function Consent(props: EditorProps) {
  const { handoff, policy } = props;
  const { on, set, commit, section } = usePart(props);
  const name = policy.fields.find(({ key }) => key === handoff.consent_field)?.name ?? handoff.consent_field;
  return (
    <Section title="Contact and consent" what="contact and consent" {...section}>
      {on ? (
        <div className={css.form}>
          <Tick on={handoff.contacts_people} onChange={(is) => set('contacts_people', is)}>
            Somebody outside the company is contacted because of it
          </Tick>
          {handoff.contacts_people && (
            <div>
              <p className="field__label">The field that says whether they may be</p>
              <FieldPick
                label="Consent field"
                fields={policy.fields}
                value={handoff.consent_field ?? ''}
                onPick={({ key }) => set('consent_field', key)}
              />
              {handoff.consent_field !== null && (
                <Button
                  kind="quiet"
                  small
                  onPress={() => void commit(setOf('handoff', handoff.key, 'consent_field', null))}
                >
                  No field says it
                </Button>
              )}
            </div>
          )}
        </div>
      ) : (
        <p className="t-small t-2">
          {handoff.contacts_people
            ? name === null
              ? 'People are contacted, and no field says whether they may be.'
              : `People are contacted; ${name} says whether they may be.`
            : 'Nobody outside the company is contacted because of it.'}
        </p>
      )}
    </Section>
  );
}
