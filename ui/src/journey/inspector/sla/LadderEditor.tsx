import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useState } from 'react';
import type { Cadence, EscalationStep, HandoffPoint, Policy, Reach, StepTime, Target } from '../../../bridge';
import { Button, LinkButton, Select } from '../../../components/controls';
import { durationText, parseDuration } from '../../../components/durations';
import { Typed } from '../../../components/TargetFields';
import { CriterionEditor } from '../criteria/CriterionEditor';
import { isAlways } from '../criteria/tree';
import { moved } from '../editing';
import { TextPart } from '../parts';
import { ACTS, outOfOrder } from './ladder';
import css from './sla.module.css';

const HOUR = 3_600_000;
const TIMES: { id: string; label: string }[] = [
  { id: 'share', label: 'at a share of the target' },
  { id: 'business', label: 'after the breach, business time' },
  { id: 'elapsed', label: 'after the breach, elapsed time' },
  { id: 'regularly', label: 'regularly, as a list' },
];
const CADENCES: { id: Cadence; label: string }[] = [
  { id: 'daily', label: 'daily' },
  { id: 'weekly', label: 'weekly' },
  { id: 'monthly', label: 'monthly' },
];

const timeId = (at: StepTime): string => (at.kind === 'after_breach' ? at.counting : at.kind);

function timeOf(id: string): StepTime {
  if (id === 'business' || id === 'elapsed') return { kind: 'after_breach', ms: 4 * HOUR, counting: id };
  return id === 'regularly' ? { kind: 'regularly', every: 'weekly' } : { kind: 'share', percent: 100 };
}

/** Everybody whom a step can reach, under one name each. */
function reaches(policy: Policy, handoff: HandoffPoint): { id: string; label: string; hint?: string; to: Reach }[] {
  return [
    { id: 'owner', label: 'Owner', to: { kind: 'owner' } },
    ...(handoff.backup_role === null ? [] : [{ id: 'backup', label: 'Backup', to: { kind: 'backup' } as Reach }]),
    ...policy.roles.map(({ key, name }) => ({
      id: `role ${key}`,
      label: name,
      hint: 'role',
      to: { kind: 'role', role: key } as Reach,
    })),
    ...policy.queues.map(({ key, name }) => ({
      id: `queue ${key}`,
      label: name,
      hint: 'queue',
      to: { kind: 'queue', queue: key } as Reach,
    })),
    ...policy.people.map(({ key, name }) => ({
      id: `person ${key}`,
      label: name,
      hint: 'person',
      to: { kind: 'person', person: key } as Reach,
    })),
    { id: 'channel', label: 'A channel', to: { kind: 'channel', channel: '#missed-handoffs' } },
  ];
}

function reachId(to: Reach): string {
  switch (to.kind) {
    case 'role':
      return `role ${to.role}`;
    case 'queue':
      return `queue ${to.queue}`;
    case 'person':
      return `person ${to.person}`;
    case 'owner':
    case 'backup':
    case 'channel':
      return to.kind;
  }
}

interface Props {
  steps: readonly EscalationStep[];
  target: Target | null;
  policy: Policy;
  handoff: HandoffPoint;
  onSteps: (steps: EscalationStep[]) => void;
}

/** The steps of a ladder in the order in which they are due; moved with Alt and the arrows or their buttons. */
export function LadderEditor({ steps, target, policy, handoff, onSteps }: Props) {
  const wrong = outOfOrder(steps, target);
  const options = reaches(policy, handoff);
  const put = (at: number, part: Partial<EscalationStep>) =>
    onSteps(steps.map((step, place) => (place === at ? { ...step, ...part } : step)));
  const move = (at: number, by: 1 | -1) => {
    if (at + by >= 0 && at + by < steps.length) onSteps(moved(steps, at, at + by));
  };
  const add = () =>
    onSteps([
      ...steps,
      steps.length === 0
        ? { at: { kind: 'share', percent: 50 }, act: 'remind', to: { kind: 'owner' }, when: { all: [] }, note: '' }
        : { at: { kind: 'share', percent: 100 }, act: 'alert', to: { kind: 'owner' }, when: { all: [] }, note: '' },
    ]);
  return (
    <div className={css.steps}>
      <ol>
        {steps.map((step, at) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name but its place
            key={at}
            className={css.step}
            onKeyDownCapture={(event) => {
              if (!event.altKey || (event.target as Element).closest('[data-way]')) return;
              if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
              event.preventDefault();
              event.stopPropagation();
              move(at, event.key === 'ArrowDown' ? 1 : -1);
            }}
          >
            <div className={css.stepHead}>
              <b className="t-small">Step {at + 1}</b>
              <span>
                <Button
                  kind="quiet"
                  small
                  icon
                  aria-label={`Move step ${at + 1} up`}
                  isDisabled={at === 0}
                  onPress={() => move(at, -1)}
                >
                  <ChevronUp size={14} aria-hidden />
                </Button>
                <Button
                  kind="quiet"
                  small
                  icon
                  aria-label={`Move step ${at + 1} down`}
                  isDisabled={at === steps.length - 1}
                  onPress={() => move(at, 1)}
                >
                  <ChevronDown size={14} aria-hidden />
                </Button>
                <Button
                  kind="quiet"
                  small
                  icon
                  aria-label={`Remove step ${at + 1}`}
                  onPress={() => onSteps(steps.filter((_, place) => place !== at))}
                >
                  <X size={14} aria-hidden />
                </Button>
              </span>
            </div>
            <div className={css.stepWhen}>
              <Select
                label="When"
                options={TIMES}
                value={timeId(step.at)}
                onChange={(id) => put(at, { at: timeOf(id) })}
              />
              <When at={step.at} onAt={(next) => put(at, { at: next })} />
            </div>
            <div className={css.two}>
              <Select label="What happens" options={ACTS} value={step.act} onChange={(act) => put(at, { act })} />
              <Select
                label="Who it reaches"
                options={options}
                value={reachId(step.to)}
                onChange={(id) => {
                  const to = options.find((option) => option.id === id)?.to;
                  if (to) put(at, { to });
                }}
              />
            </div>
            {step.to.kind === 'channel' && (
              <TextPart
                label="Channel"
                value={step.to.channel}
                refuse={(text) => (text.trim() === '' ? 'Name the channel, such as #missed-handoffs.' : null)}
                onValue={(channel) => put(at, { to: { kind: 'channel', channel: channel.trim() } })}
              />
            )}
            <StepMore step={step} place={at + 1} policy={policy} onPart={(part) => put(at, part)} />
            {wrong.includes(at) && <p className="t-small is-risk">It is due before the step above it.</p>}
          </li>
        ))}
      </ol>
      <LinkButton className="t-small" onPress={add}>
        Add a step
      </LinkButton>
    </div>
  );
}

function When({ at, onAt }: { at: StepTime; onAt: (at: StepTime) => void }) {
  switch (at.kind) {
    case 'share':
      return (
        <Typed<number>
          label="%"
          shown={String(at.percent)}
          locked={false}
          settled
          read={(text) => {
            const percent = Number(text.replace('%', '').trim());
            return Number.isInteger(percent) && percent >= 1 && percent <= 1_000
              ? { value: percent }
              : { error: 'Write 1 to 1000.' };
          }}
          onValue={(percent) => onAt({ kind: 'share', percent })}
        />
      );
    case 'after_breach':
      return (
        <Typed<number>
          label="Delay"
          shown={durationText(at.ms)}
          locked={false}
          settled
          read={(text) => {
            const parsed = parseDuration(text);
            return 'error' in parsed ? parsed : { value: parsed.ms };
          }}
          onValue={(ms) => onAt({ ...at, ms })}
        />
      );
    case 'regularly':
      return (
        <Select
          label="Every"
          options={CADENCES}
          value={at.every}
          onChange={(every) => onAt({ kind: 'regularly', every })}
        />
      );
  }
}

/** What else a step says: on what condition, and a remark. */
function StepMore({
  step,
  place,
  policy,
  onPart,
}: {
  step: EscalationStep;
  place: number;
  policy: Policy;
  onPart: (part: Partial<EscalationStep>) => void;
}) {
  const [open, setOpen] = useState(false);
  const said = !isAlways(step.when) || step.note !== '';
  const words = said ? `Condition and remark: ${step.note || 'on a condition'}` : 'Add a condition or a remark';
  if (!open)
    return (
      <LinkButton
        className={`t-small ${css.stepMore}`}
        aria-label={`${words}, step ${place}`}
        onPress={() => setOpen(true)}
      >
        {words}
      </LinkButton>
    );
  return (
    <>
      <div>
        <p className="field__label">Only where, beside the clock still running</p>
        <CriterionEditor
          label={`Condition of step ${place}`}
          fields={policy.fields}
          value={step.when}
          onChange={(when) => onPart({ when })}
        />
      </div>
      <TextPart label="Remark" value={step.note} onValue={(note) => onPart({ note })} />
    </>
  );
}
