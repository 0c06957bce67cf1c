import { useState } from 'react';
import { Checkbox } from 'react-aria-components';
import { useWorkspace } from '../../app/workspace';
import type { HandoffPoint, Outcome, SlaTarget } from '../../bridge';
import { Button, Field, Select } from '../../components/controls';
import { HandoffBadge } from '../../components/HandoffBadge';
import { clockLabel, setTarget, targetAt, targetWords } from '../../components/targets';
import { removeHandoff, replaceHandoff } from '../policy/edits';
import type { Editing } from '../policy/useDraft';
import sheet from '../settings.module.css';
import css from './handoffs.module.css';
import { TargetEditor } from './TargetEditor';
import { type Cell, TargetTable } from './TargetTable';

const OUTCOMES: { id: Outcome; label: string }[] = [
  { id: 'won', label: 'the deal is won' },
  { id: 'completed', label: 'the work is completed' },
  { id: 'opportunity', label: 'an opportunity is opened' },
  { id: 'meeting', label: 'a meeting is booked' },
];
const DEFAULT = '(default)';

/** A handoff point: who hands what to whom, on which calendar, and within which promises. */
export function HandoffPage({ point, editing, onGone }: { point: HandoffPoint; editing: Editing; onGone: () => void }) {
  const { as_of: asOf } = useWorkspace();
  const { policy, locked } = editing;
  const [cell, setCell] = useState<Cell>({ clock: 'accept', tier: policy.tiers[0]?.key ?? null });
  const calendar = policy.calendars.find((entry) => entry.key === (point.calendar ?? policy.default_calendar));
  const defaultName =
    policy.calendars.find((entry) => entry.key === policy.default_calendar)?.name ?? policy.default_calendar;
  const change = (what: string, next: HandoffPoint, mark?: string) =>
    editing.edit(`${point.key}: ${what}`, replaceHandoff(policy, point.key, next), mark && `${mark}-${point.key}`);
  const text = (key: 'name' | 'sender' | 'receiver') => ({
    value: point[key],
    readOnly: locked,
    onChange: (value: string) => change(key, { ...point, [key]: value, from_import: false }, key),
  });
  const tierName = (tier: string | null) =>
    tier === null
      ? 'every other tier'
      : `${(policy.tiers.find((entry) => entry.key === tier)?.name ?? tier).toLowerCase()} tier`;
  const set = ({ clock, tier }: Cell, target: SlaTarget | null) => {
    const what = `${clockLabel(clock).toLowerCase()}, ${tierName(tier)}: ${target ? targetWords(target.target) : 'no target'}`;
    change(what, setTarget(point, clock, tier, target), `target-${clock}-${tier}`);
  };
  const sameName = policy.handoffs.find(
    (other) => other.key !== point.key && other.name.trim() === point.name.trim() && point.name.trim() !== '',
  );
  return (
    <div className={sheet.split}>
      <section className={`pane ${sheet.pad}`}>
        <div className={`${sheet.top} ${css.top}`}>
          <h1 className="t-title">{point.name || 'New handoff point'}</h1>
          <HandoffBadge handoff={point} />
          <span className={sheet.gap} />
          {!locked && (
            <Button
              kind="quiet"
              small
              onPress={() => {
                editing.edit(`${point.key} removed`, removeHandoff(policy, point.key));
                onGone();
              }}
            >
              Remove
            </Button>
          )}
        </div>
        {point.from_import && (
          <p className="t-small t-3">
            An import met this name before anybody designed it. Give it its sides, its calendar and its targets.
          </p>
        )}
        <div className={sheet.form}>
          <div className={sheet.w4}>
            <Field
              label="Name"
              hint="as the records carry it"
              {...text('name')}
              error={
                point.name.trim() === ''
                  ? 'It needs a name: records find it by this.'
                  : sameName
                    ? `${sameName.key} has this name already; records could not tell them apart.`
                    : null
              }
            />
          </div>
          <div className={sheet.w1}>
            <Field label="Sender" {...text('sender')} placeholder="OPS" />
          </div>
          <div className={sheet.w1}>
            <Field label="Receiver" {...text('receiver')} placeholder="SDR" />
          </div>
          <div className={sheet.w6}>
            <Field
              label="Trigger"
              hint="the observable event that starts it"
              value={point.trigger.text}
              readOnly={locked}
              onChange={(words) =>
                change(
                  'trigger',
                  { ...point, trigger: { ...point.trigger, text: words }, from_import: false },
                  'trigger',
                )
              }
              placeholder="Score passes 65"
            />
          </div>
          <div className={sheet.w3}>
            <Select
              label="Calendar"
              isDisabled={locked}
              options={[
                { id: DEFAULT, label: `${defaultName} (the default)` },
                ...policy.calendars.map((entry) => ({ id: entry.key, label: entry.name })),
              ]}
              value={point.calendar ?? DEFAULT}
              onChange={(key) =>
                change(`calendar ${key === DEFAULT ? defaultName : key}`, {
                  ...point,
                  calendar: key === DEFAULT ? null : key,
                })
              }
            />
          </div>
          <div className={sheet.w3}>
            <Select
              label="It has converted when"
              isDisabled={locked}
              options={OUTCOMES}
              value={point.outcome}
              onChange={(outcome) =>
                change(`converted when ${OUTCOMES.find((entry) => entry.id === outcome)?.label}`, { ...point, outcome })
              }
            />
          </div>
        </div>
        <TargetTable point={point} tiers={policy.tiers} cell={cell} onCell={setCell} />
        <Packet
          point={point}
          editing={editing}
          onFields={(fields, what) => change(what, { ...point, required_fields: fields })}
        />
      </section>
      <aside className="insp" aria-label="Inspector">
        <TargetEditor
          key={`${cell.clock}-${cell.tier}`}
          cell={cell}
          tier={tierName(cell.tier)}
          entry={targetAt(point, cell.clock, cell.tier)}
          inherited={cell.tier === null ? undefined : targetAt(point, cell.clock, null)}
          calendar={calendar}
          around={asOf}
          locked={locked}
          onTarget={(target) => set(cell, target)}
        />
      </aside>
    </div>
  );
}

function Packet({
  point,
  editing,
  onFields,
}: {
  point: HandoffPoint;
  editing: Editing;
  onFields: (fields: string[], what: string) => void;
}) {
  const { policy, locked } = editing;
  const unknown = point.required_fields.filter((key) => !policy.fields.some((field) => field.key === key));
  const required = (key: string) => point.required_fields.includes(key);
  return (
    <section className={sheet.section} aria-labelledby="packet">
      <div className={sheet.sectionHead}>
        <h2 className="t-panel" id="packet">
          Packet
        </h2>
        <p className="t-2 t-small">
          {point.required_fields.length === 0
            ? 'Nothing is required to travel with it yet.'
            : `${point.required_fields.length} of ${policy.fields.length} fields of the catalogue have to travel with it.`}
        </p>
      </div>
      {policy.fields.length === 0 && (
        <p className="t-2">The field catalogue is empty: add the fields that have to travel there.</p>
      )}
      <div className={css.packet}>
        {policy.fields.map((field) => (
          <Checkbox
            key={field.key}
            className="tick"
            isDisabled={locked}
            isSelected={required(field.key)}
            onChange={(on) =>
              onFields(
                on ? [...point.required_fields, field.key] : point.required_fields.filter((key) => key !== field.key),
                `${field.name} ${on ? 'required' : 'not required'}`,
              )
            }
          >
            <i aria-hidden /> {field.name || field.key}
            <span className="t-3 t-small">{field.system}</span>
          </Checkbox>
        ))}
        {unknown.map((key) => (
          <Checkbox
            key={key}
            className="tick"
            isSelected
            isDisabled={locked}
            onChange={() =>
              onFields(
                point.required_fields.filter((other) => other !== key),
                `${key} not required`,
              )
            }
          >
            <i aria-hidden /> {key} <span className="is-risk t-small">not in the catalogue</span>
          </Checkbox>
        ))}
      </div>
    </section>
  );
}
