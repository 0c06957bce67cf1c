import { useState } from 'react';
import { Checkbox } from 'react-aria-components';
import { useActing } from '../app/acting';
import { useWorkspace } from '../app/workspace';
import type { CaseDetail, CaseNextStep, OverrideEffect, PassageKey, Policy } from '../bridge';
import { submits } from '../components/Area';
import { Button, Field, Keycaps, Select } from '../components/controls';
import { civil } from '../components/format';
import { instantOf } from '../components/instant';
import type { Desk, Refusals } from './acts';
import css from './exceptions.module.css';
import { AuditFields, NextKind, NextStep, RootCause } from './fields';
import { PassagePick } from './PassagePick';
import { Refused } from './Refused';
import { heldBy } from './words';

interface Props {
  detail: CaseDetail;
  policy: Policy | undefined;
  desk: Desk;
  now: number;
  /** The case that follows, so that it is known where this leads. */
  next: string | null;
  onDone: (numbers: number[], resolved: boolean) => void;
  onDispute: () => void;
}

const ALONE = '*';

/** As the date and time fields take it. */
function dayAndClock(at: number, zone: string): [day: string, clock: string] {
  const { year, month, day, hour, minute } = civil(at, zone);
  const two = (part: number) => String(part).padStart(2, '0');
  return [`${year}-${two(month)}-${two(day)}`, `${two(hour)}:${two(minute)}`];
}

/** An exception from the rules by whoever holds the right to it, with everything that the trail asks for. */
export function OverrideForm({ detail, policy, desk, now, next: following, onDone, onDispute }: Props) {
  const { time_zone: zone } = useWorkspace();
  const { actor, name } = useActing();
  const { case: one } = detail.row;
  const verbs = [...new Map(detail.rights.map((right) => [right.verb, right])).values()];
  // A verb may be held through one right and not through another.
  const refusal = (verb: string) => {
    const all = detail.rights.filter((right) => right.verb === verb);
    return all.some(({ refused }) => refused === null) ? null : (all[0]?.refused ?? null);
  };
  const [verb, setVerb] = useState(() => (verbs.find((right) => refusal(right.verb) === null) ?? verbs[0])?.verb ?? '');
  const right =
    detail.rights.find((one) => one.verb === verb && one.refused === null) ??
    detail.rights.find((one) => one.verb === verb);
  const [reason, setReason] = useState('');
  const [approver, setApprover] = useState(ALONE);
  const [next, setNext] = useState<CaseNextStep>({ act: 'reassign', text: '' });
  const [fields, setFields] = useState<Record<string, string>>(one.audit_fields);
  const [cause, setCause] = useState<string | null>(one.root_cause);
  const [resolves, setResolves] = useState(true);
  const [begins, setBegins] = useState(() => dayAndClock(now, zone));
  const [ends, setEnds] = useState(['', '']);
  const [master, setMaster] = useState<PassageKey | null>(null);
  const [refused, setRefused] = useState<Refusals>([]);

  if (verbs.length === 0)
    return (
      <p className="t-2">
        The policy gives nobody a right to override a case of the type {detail.row.type_name}. Give it to a role, and
        publish the policy.
      </p>
    );

  const approvers = (policy?.people ?? []).filter(
    (person) => person.active && person.key !== actor && person.roles.includes(right?.approved_by ?? ''),
  );
  const trouble = (why: string): null => {
    setRefused([{ name: detail.row.name, why }]);
    return null;
  };
  const effect = (): { effect: OverrideEffect | null } | null => {
    if (verb === 'merge') {
      if (master === null) return trouble('A merge needs its master. Choose the record that stays.');
      return { effect: { kind: 'merge', master } };
    }
    if (verb !== 'pause_sla') return { effect: null };
    const from = instantOf(begins[0] ?? '', begins[1] ?? '', zone);
    if (from === null) return trouble('The pause begins at no date and time. Write 2026-10-31 and 14:30.');
    const [day = '', clock = ''] = ends;
    if (day === '' && clock === '') return { effect: { kind: 'pause', from, to: null } };
    const to = instantOf(day, clock === '' ? '00:00' : clock, zone);
    if (to === null)
      return trouble('The pause ends at no date and time. Write 2026-11-02 and 09:00, or leave both empty.');
    return { effect: { kind: 'pause', from, to } };
  };
  const submit = async () => {
    const made = effect();
    if (made === null) return;
    const result = await desk.act([detail.row], {
      act: 'override',
      verb,
      reason,
      approver: approver === ALONE ? null : approver,
      next_step: next,
      audit_fields: fields,
      effect: made.effect,
      resolves,
      root_cause: resolves ? cause : null,
    });
    if (result === null) return;
    setRefused(result.refused);
    if (result.refused.length === 0) onDone(result.done, resolves);
  };
  const cannot = actor === '' ? null : refusal(verb);
  return (
    <form
      className={css.form}
      aria-label="Override"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDownCapture={(event) => submits(event) && void submit()}
    >
      <Select
        label="Override"
        options={verbs.map(({ verb: key, name: label }) => ({
          id: key,
          label,
          ...(refusal(key) !== null && { hint: 'not yours' }),
        }))}
        value={verb}
        onChange={(key) => {
          setVerb(key);
          setApprover(ALONE);
          setRefused([]);
        }}
      />
      <p className="t-small t-2">
        Decision right: {heldBy(policy, verb, one.exception_type, one.severity).join('; ') || 'held by no role'}.{' '}
        {name === '' ? 'Nobody acts yet: say who you are at the end of the status bar.' : `You act as ${name}.`}
      </p>
      {cannot !== null && refused.length === 0 && <Refused refused={[{ name: detail.row.name, why: cannot }]} />}
      {verb === 'merge' && <PassagePick label="Record that stays" value={master} onChange={setMaster} />}
      {verb === 'pause_sla' && (
        <div className={css.two}>
          <Field
            label="Paused from"
            hint={zone}
            value={begins[0] ?? ''}
            onChange={(day) => setBegins([day, begins[1]])}
          />
          <Field label="at" value={begins[1] ?? ''} onChange={(clock) => setBegins([begins[0], clock])} />
          <Field
            label="Until"
            hint="empty: until taken back"
            value={ends[0] ?? ''}
            onChange={(day) => setEnds([day, ends[1] ?? ''])}
            placeholder="2026-11-02"
          />
          <Field
            label="at"
            value={ends[1] ?? ''}
            onChange={(clock) => setEnds([ends[0] ?? '', clock])}
            placeholder="09:00"
          />
        </div>
      )}
      <Field label="Reason" value={reason} onChange={setReason} />
      <NextStep value={next} onChange={setNext} />
      <div className={css.two}>
        <Select
          label="Approver"
          options={
            right?.approved_by == null
              ? [{ id: ALONE, label: name === '' ? 'Decides alone' : `${name}, alone` }]
              : [{ id: ALONE, label: 'Nobody yet' }, ...approvers.map(({ key, name: label }) => ({ id: key, label }))]
          }
          value={approver}
          onChange={setApprover}
        />
        <NextKind value={next} onChange={setNext} />
        <AuditFields fields={detail.audit_fields} values={fields} onChange={setFields} />
        {resolves && <RootCause policy={policy} value={cause} onChange={setCause} />}
      </div>
      <Checkbox className="tick" isSelected={resolves} onChange={setResolves}>
        <i aria-hidden />
        It resolves the case
      </Checkbox>
      <Refused refused={refused} />
      <div className={`${css.acts} ${css.sends}`}>
        <Button kind="primary" type="submit" isDisabled={desk.busy}>
          {resolves ? 'Override and resolve' : 'Override'} <Keycaps caps={['Ctrl', '↵']} />
        </Button>
        <Button kind="quiet" onPress={onDispute}>
          Dispute
        </Button>
        <span className={css.gap} />
        {following !== null && <span className="t-small t-3 num">next: {following}</span>}
      </div>
    </form>
  );
}
