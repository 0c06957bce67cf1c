import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { bridge, type CouncilDecision, type DecisionStatus, type Metric, type Review, trouble } from '../../bridge';
import { Area, submits } from '../../components/Area';
import { Button, Field, Keycaps, Segmented, Select } from '../../components/controls';
import { durationText } from '../../components/durations';
import { figure, monthShort } from '../../components/format';
import { columnsOf } from '../selection';
import css from './council.module.css';
import type { CouncilDesk } from './useCouncil';
import { parseTarget } from './words';

const ALL = '(all)';
const WAYS: { id: 'fall' | 'rise'; label: string }[] = [
  { id: 'fall', label: 'Falls' },
  { id: 'rise', label: 'Rises' },
];

/** What a decision begins with: the figure that it was made from, or one that stands already. */
export type DecisionStart = { handoff: string | null; metric: Metric } | CouncilDecision;

interface Props {
  review: Review;
  currency: string;
  start: DecisionStart;
  desk: CouncilDesk;
  onDone: () => void;
}

/** Metrics that are better when they rise. */
const BETTER_UP: ReadonlySet<Metric> = new Set([
  'acceptance_rate',
  'completion_rate',
  'meeting_booked_rate',
  'opportunity_creation_rate',
  'conversion',
  'packet_fill_rate',
  'first_touch_within_5_minutes',
] satisfies Metric[]);

/** A decision with the figure that it should move: what that is now, and what is expected of it. */
export function DecisionForm({ review, currency, start, desk, onDone }: Props) {
  const known = 'id' in start ? start : null;
  const [text, setText] = useState(known?.text ?? '');
  const [handoff, setHandoff] = useState(start.handoff ?? ALL);
  const [metric, setMetric] = useState<Metric>(start.metric);
  const [way, setWay] = useState(known?.expects.way ?? (BETTER_UP.has(start.metric) ? 'rise' : 'fall'));
  const columns = columnsOf(review);
  const column = columns.find((one) => one.metric === metric);
  const unit = column?.unit ?? 'share';
  const [target, setTarget] = useState(() => {
    const was = known?.expects.target ?? null;
    if (was === null) return '';
    return unit === 'duration' ? durationText(was) : unit === 'share' ? `${was * 100} %` : String(was);
  });
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const row = review.rows.find((one) => one.handoff.key === handoff);
  const cell = metric === 'volume' ? row?.volume : row?.cells.find((one) => one.metric === metric);
  const parsed = parseTarget(target, unit);
  const wrong = {
    text: text.trim() === '' ? 'Say what is decided, in a sentence.' : null,
    target: 'error' in parsed ? parsed.error : null,
  };
  const save = async (status: DecisionStatus) => {
    setAsked(true);
    setRefused(null);
    if (wrong.text !== null || 'error' in parsed) return;
    const done = await desk.act(
      (actor) =>
        bridge.decisionSave(
          {
            id: known?.id ?? null,
            version: known?.version ?? null,
            text: text.trim(),
            status,
            made_in: known?.made_in ?? review.month,
            handoff: handoff === ALL ? null : handoff,
            metric,
            expects: { way, target: parsed.value },
            policy_version: known?.policy_version ?? null,
          },
          actor,
        ),
      (error) => setRefused(trouble(error).message),
    );
    if (done) onDone();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save('decided');
  };
  const keys = (event: KeyboardEvent) => {
    if (submits(event)) void save('decided');
    else if (event.key === 'Escape') {
      event.stopPropagation();
      onDone();
    }
  };
  const name = known === null ? 'A decision' : `D-${known.number}`;
  return (
    <form className={css.form} aria-label={name} onSubmit={submit} onKeyDown={keys}>
      <h3 className="t-head">{name}</h3>
      <Area label="What is decided" value={text} onChange={setText} autoFocus />
      {asked && wrong.text && <p className="field__note is-breach">{wrong.text}</p>}
      <div className={css.pairUneven}>
        <Select
          label="Handoff"
          options={[
            { id: ALL, label: 'All handoffs' },
            ...review.rows.map((one) => ({ id: one.handoff.key, label: one.handoff.key, hint: one.handoff.name })),
          ]}
          value={handoff}
          onChange={setHandoff}
        />
        <Select
          label="Should move"
          options={columns.map((one) => ({ id: one.metric, label: one.title }))}
          value={column ? metric : null}
          onChange={setMetric}
        />
      </div>
      <p className="t-small t-2 num">
        {cell === undefined || cell.value === null
          ? `It has no figure in ${monthShort(review.month)} to start from; its months are kept all the same.`
          : `Baseline: ${figure(cell.value, unit, currency)} in ${monthShort(review.month)}, n ${cell.n}${
              cell.limits === null
                ? ''
                : `, expected ${figure(Math.max(0, cell.limits.lower), unit, currency)} to ${figure(cell.limits.upper, unit, currency)}`
            }.`}
      </p>
      <div className={css.pair}>
        <div>
          <p className="field__label">Expected</p>
          <Segmented label="Expected" options={WAYS} value={way} onChange={setWay} />
        </div>
        <Field
          label="To"
          hint="optional"
          value={target}
          onChange={setTarget}
          placeholder={unit === 'duration' ? '2 h' : unit === 'share' ? '12 %' : '100'}
          error={asked ? wrong.target : null}
        />
      </div>
      {refused !== null && (
        <p className="t-small is-breach" role="alert">
          {refused}
        </p>
      )}
      <div className={css.formActs}>
        <Button small type="submit">
          Decide <Keycaps caps={['Ctrl', '↵']} />
        </Button>
        <Button small kind="quiet" onPress={() => void save('proposed')}>
          For the agenda
        </Button>
        <Button small kind="quiet" onPress={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
