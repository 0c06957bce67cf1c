import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { PanelRight } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { useCommands } from '../app/commands';
import { useWorkspace } from '../app/workspace';
import { type Basis, bridge, type ClockChoice, type Metric, type Review } from '../bridge';
import { Button, Segmented } from '../components/controls';
import { monthLong } from '../components/format';
import { useMedia } from '../components/useMedia';
import { ChartPanel } from './ChartPanel';
import { Quiet, Signals } from './Discuss';
import { drillInto, mainPart } from './drills';
import { Grid } from './Grid';
import { Inspector } from './Inspector';
import { Lists } from './Lists';
import type { ReviewPlace } from './place';
import css from './review.module.css';
import { columnsOf, nextSignal, rowsCalled, selectedIn, step } from './selection';
import { summary } from './words';

const BASES: { id: Basis; label: string }[] = [
  { id: 'cohort', label: 'Cohort' },
  { id: 'period', label: 'Period' },
];
const CLOCKS: { id: ClockChoice; label: string }[] = [
  { id: 'business', label: 'Business time' },
  { id: 'elapsed', label: 'Elapsed' },
];
/** Below this the inspector lies over the work. */
const NARROW = '(max-width: 1359px)';

interface Props {
  review: Review;
  place: ReviewPlace;
  go: (next: Partial<ReviewPlace>) => void;
}

/** The month's page, once it is measured. */
export function ReviewBody({ review, place, go }: Props) {
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const policy = useQuery({ queryKey: ['policy'], queryFn: bridge.policy }).data;
  const currency = policy?.currency ?? 'EUR';
  const narrow = useMedia(NARROW);
  const [paneOpen, setPaneOpen] = useState(false);
  const [filter, setFilter] = useState('');
  const filterBox = useRef<HTMLInputElement>(null);
  const selected = selectedIn(review, place);
  const rows = rowsCalled(review, filter);

  const select = useCallback((handoff: string, metric: Metric) => go({ handoff, metric }), [go]);
  const move = (down: number, right: number) => {
    if (selected === null) return;
    const next = step(review, rows, selected, down, right);
    select(next.row.handoff.key, next.column.metric);
  };
  const open = () => {
    if (selected === null) return;
    void navigate({ to: '/records', search: { drill: drillInto(review, selected, mainPart(selected)) } });
  };
  const month = (by: number) => {
    const next = review.months[review.months.indexOf(review.month) + by];
    if (next !== undefined) go({ month: next });
  };
  const has = () => selected !== null;
  useCommands(() => [
    {
      id: 'review.down',
      label: 'Next handoff',
      group: 'Review',
      keys: ['j'],
      keysOnly: true,
      when: has,
      run: () => move(1, 0),
    },
    {
      id: 'review.up',
      label: 'Previous handoff',
      group: 'Review',
      keys: ['k'],
      keysOnly: true,
      when: has,
      run: () => move(-1, 0),
    },
    {
      id: 'review.right',
      label: 'Next figure',
      group: 'Review',
      keys: ['l'],
      keysOnly: true,
      when: has,
      run: () => move(0, 1),
    },
    {
      id: 'review.left',
      label: 'Previous figure',
      group: 'Review',
      keys: ['h'],
      keysOnly: true,
      when: has,
      run: () => move(0, -1),
    },
    {
      id: 'review.signal',
      label: 'Next signal',
      group: 'Review',
      keys: ['n'],
      when: () => review.signals.length > 0,
      run: () => {
        const next = nextSignal(review, selected);
        if (next !== null) select(next.handoff, next.metric);
      },
    },
    {
      id: 'review.open',
      label: 'Open the records behind the figure',
      group: 'Review',
      keys: ['o'],
      when: has,
      run: open,
    },
    {
      id: 'review.filter',
      label: 'Filter handoffs',
      group: 'Review',
      keys: ['/', 'Shift+/'],
      run: () => filterBox.current?.focus(),
    },
    { id: 'review.next-month', label: 'Next month', group: 'Review', keys: [']'], run: () => month(1) },
    { id: 'review.previous-month', label: 'Previous month', group: 'Review', keys: ['['], run: () => month(-1) },
    {
      id: 'review.basis',
      label: 'Count by cohort or by period',
      group: 'Review',
      keys: ['b'],
      run: () => go({ basis: review.basis === 'cohort' ? 'period' : 'cohort' }),
    },
    {
      id: 'review.clock',
      label: 'Measure in business or elapsed time',
      group: 'Review',
      keys: ['t'],
      run: () => go({ clock: review.clock === 'business' ? 'elapsed' : 'business' }),
    },
    {
      id: 'review.pane',
      label: 'Show the figure’s side pane',
      group: 'Review',
      keys: ['i'],
      when: () => narrow,
      run: () => setPaneOpen(!paneOpen),
    },
    {
      id: 'review.pane-close',
      label: 'Close the side pane',
      group: 'Review',
      keys: ['Escape'],
      keysOnly: true,
      when: () => narrow && paneOpen,
      run: () => setPaneOpen(false),
    },
  ]);

  const inspector = selected && (
    <Inspector
      review={review}
      selected={selected}
      currency={currency}
      zone={workspace.time_zone}
      by={place.by ?? 'source'}
      onBy={(by) => go({ by })}
      {...(narrow && { onClose: () => setPaneOpen(false) })}
    />
  );

  return (
    <div className={css.review}>
      <section className={`pane ${css.main}`} aria-label="The month">
        <div className={css.title}>
          <h1 className="t-title">{monthLong(review.month)}</h1>
          <p className="t-2 num">
            {summary(review.signals.length, review.quiet.length)} Policy v{workspace.policy_version}.
          </p>
          <div className={css.switches}>
            <Segmented label="Counted by" options={BASES} value={review.basis} onChange={(basis) => go({ basis })} />
            <Segmented label="Measured in" options={CLOCKS} value={review.clock} onChange={(clock) => go({ clock })} />
            {narrow && (
              <Button small kind="quiet" aria-expanded={paneOpen} onPress={() => setPaneOpen(!paneOpen)}>
                <PanelRight size={14} aria-hidden /> Figure
              </Button>
            )}
          </div>
        </div>
        <div className={css.two}>
          <Signals
            review={review}
            isSelected={(signal) =>
              signal.handoff.key === selected?.row.handoff.key && signal.metric === selected.column.metric
            }
            onSelect={select}
          />
          <Quiet review={review} currency={currency} onSelect={select} />
        </div>
        <Grid
          review={review}
          rows={rows}
          selected={selected}
          currency={currency}
          filter={filter}
          onFilter={setFilter}
          filterBox={filterBox}
          onSelect={(rowIndex, columnIndex) => {
            const row = review.rows[rowIndex];
            const column = columnsOf(review)[columnIndex];
            if (row && column) select(row.handoff.key, column.metric);
          }}
          onMove={move}
          onOpen={open}
        />
        {selected && <ChartPanel review={review} selected={selected} />}
        {selected && <Lists review={review} selected={selected} policy={policy} zone={workspace.time_zone} />}
      </section>
      {narrow ? paneOpen && <div className={css.over}>{inspector}</div> : inspector}
    </div>
  );
}
