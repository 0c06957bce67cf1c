import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { PanelRight } from 'lucide-react';
import { lazy, Suspense, useCallback, useRef, useState } from 'react';
import { useCommands } from '../app/commands';
import { Due } from '../app/Due';
import { useWorkspace } from '../app/workspace';
import { type Basis, bridge, type ClockChoice, type Metric, type Review } from '../bridge';
import { Button, Segmented } from '../components/controls';
import { monthLong } from '../components/format';
import { ErrorPanel, Loading } from '../components/states';
import { useMedia } from '../components/useMedia';
import { reviewCommands } from './commands';
import { Agenda } from './council/Agenda';
import { stepped } from './council/agenda';
import type { DecisionStart } from './council/DecisionForm';
import { StateBanner } from './council/StateBanner';
import { useCouncil } from './council/useCouncil';
import { drillInto, mainPart } from './drills';
import type { ReviewPlace } from './place';
import { paneOf } from './place';
import css from './review.module.css';
import { SidePane } from './SidePane';
import { SignalsPage } from './SignalsPage';
import { nextSignal, rowsCalled, selectedIn, step } from './selection';
import { summary } from './words';

const BASES: { id: Basis; label: string }[] = [
  { id: 'cohort', label: 'Cohort' },
  { id: 'period', label: 'Period' },
];
const CLOCKS: { id: ClockChoice; label: string }[] = [
  { id: 'business', label: 'Business time' },
  { id: 'elapsed', label: 'Elapsed' },
];
const AgendaItem = lazy(() => import('./council').then(({ AgendaItem: page }) => ({ default: page })));
const CouncilPresentation = lazy(() =>
  import('./council').then(({ CouncilPresentation: wall }) => ({ default: wall })),
);
/** Below this the side pane lies over the work. */
const NARROW = '(max-width: 1359px)';

interface Props {
  review: Review;
  place: ReviewPlace;
  go: (next: Partial<ReviewPlace>) => void;
}

/** The month, once it is measured: the agenda that the council walks through, and what it decides beside it. */
export function ReviewBody({ review, place, go }: Props) {
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const policy = useQuery({ queryKey: ['policy'], queryFn: bridge.policy }).data;
  const asked = useCouncil(review.month);
  const council = asked.data ?? null;
  const failed = asked.error !== null && council === null;
  const currency = policy?.currency ?? 'EUR';
  const narrow = useMedia(NARROW);
  const [paneOpen, setPaneOpen] = useState(false);
  const [presenting, setPresenting] = useState(false);
  const [deciding, setDeciding] = useState<DecisionStart | null>(null);
  const [filter, setFilter] = useState('');
  const filterBox = useRef<HTMLInputElement>(null);
  const selected = selectedIn(review, place);
  const rows = rowsCalled(review, filter);
  const item = place.item ?? 'signals';
  // The pages of decisions and of the end hold what the pane would.
  const alone = item === 'decisions' || item === 'close';
  const pane = item === 'signals' ? paneOf(place) : 'council';

  const select = useCallback(
    (handoff: string, metric: Metric) => go({ handoff, metric, item: 'signals', pane: 'figure' }),
    [go],
  );
  const decide = useCallback(
    (start: DecisionStart | null) => {
      setDeciding(start);
      if (start === null || alone) return;
      if (item === 'signals') go({ pane: 'council' });
      setPaneOpen(true);
    },
    [alone, go, item],
  );
  const decideSelected = () =>
    selected && decide({ handoff: selected.row.handoff.key, metric: selected.column.metric });
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
  useCommands(() =>
    reviewCommands({
      has: selected !== null && item === 'signals',
      signals: review.signals.length > 0,
      narrow: narrow && !alone,
      paneOpen,
      council: council !== null && workspace.read_only === null,
      move,
      nextSignal: () => {
        const next = nextSignal(review, selected);
        if (next !== null) select(next.handoff, next.metric);
      },
      open,
      filter: () => filterBox.current?.focus(),
      month,
      item: (by) => go({ item: stepped(item, by) }),
      basis: () => go({ basis: review.basis === 'cohort' ? 'period' : 'cohort' }),
      clock: () => go({ clock: review.clock === 'business' ? 'elapsed' : 'business' }),
      pane: setPaneOpen,
      sides: () => {
        go({ item: alone ? 'signals' : item, pane: pane === 'figure' ? 'council' : 'figure' });
        setPaneOpen(true);
      },
      decide: decideSelected,
      present: () => setPresenting(true),
      close: () => go({ item: 'close' }),
      round: (page) => go({ item: page, period: undefined }),
    }),
  );

  const side = !alone && (!narrow || paneOpen) && (
    <SidePane
      review={review}
      selected={item === 'signals' ? selected : null}
      council={council}
      failed={failed}
      policy={policy}
      pane={pane}
      onPane={(next) => go({ pane: next })}
      by={place.by ?? 'source'}
      onBy={(by) => go({ by })}
      deciding={deciding}
      onDecide={decide}
      onEnd={() => go({ item: 'close' })}
      {...(narrow && { onClose: () => setPaneOpen(false) })}
    />
  );
  return (
    <div className={css.review} data-alone={alone}>
      <section className={`pane ${css.main}`} aria-label="The month">
        <div className={css.title}>
          <h1 className="t-title">{monthLong(review.month)}</h1>
          <p className="t-2 num">
            {summary(review.signals.length, review.quiet.length)} Policy v{workspace.policy_version}. <Due />
          </p>
          <div className={css.switches}>
            <Segmented label="Counted by" options={BASES} value={review.basis} onChange={(basis) => go({ basis })} />
            <Segmented label="Measured in" options={CLOCKS} value={review.clock} onChange={(clock) => go({ clock })} />
            {narrow && !alone && (
              <Button small kind="quiet" aria-expanded={paneOpen} onPress={() => setPaneOpen(!paneOpen)}>
                <PanelRight size={14} aria-hidden /> {pane === 'figure' ? 'Figure' : 'Decisions'}
              </Button>
            )}
          </div>
        </div>
        {council && <StateBanner council={council} zone={workspace.time_zone} onMore={() => go({ item: 'close' })} />}
        <Agenda at={item} onGo={(id) => go({ item: id })} />
        {failed && <ErrorPanel error={asked.error} retry={() => void asked.refetch()} />}
        {item === 'signals' ? (
          <SignalsPage
            review={review}
            council={council}
            policy={policy}
            rows={rows}
            selected={selected}
            filter={filter}
            onFilter={setFilter}
            filterBox={filterBox}
            onSelect={select}
            onMove={move}
            onOpen={open}
          />
        ) : failed ? null : (
          <Suspense fallback={<Loading lines={10} label="What the council has before it" />}>
            <AgendaItem
              item={item}
              period={place.period ?? null}
              review={review}
              council={council}
              policy={policy}
              deciding={deciding}
              onDecide={decide}
              onSelect={select}
            />
          </Suspense>
        )}
      </section>
      {narrow ? side && <div className={css.over}>{side}</div> : side}
      {presenting && council && (
        <Suspense>
          <CouncilPresentation
            review={review}
            council={council}
            currency={currency}
            zone={workspace.time_zone}
            from={item}
            onLeave={(at) => {
              setPresenting(false);
              go({ item: at });
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
