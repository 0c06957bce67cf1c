import { keepPreviousData, type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { memo, useCallback, useEffect, useRef } from 'react';
import { runCommand, useCommands } from '../app/commands';
import { runJob } from '../app/jobs';
import { HeaderActions, HeaderTools } from '../app/slots';
import { say, sayTrouble } from '../app/toasts';
import { useWorkspace } from '../app/workspace';
import { bridge, type Lens, type Review } from '../bridge';
import { Button, LinkButton, Select } from '../components/controls';
import { monthName, monthShort } from '../components/format';
import { EmptyState, ErrorPanel, Loading } from '../components/states';
import { PACKS, PackMenu, savePack } from './council/PackMenu';
import { useCouncil } from './council/useCouncil';
import { type ReviewPlace, readReviewPlace } from './place';
import { ReviewBody } from './ReviewBody';
import css from './review.module.css';

/** What a review is asked by, and how: the same for the month on screen and for those that are fetched ahead. */
const asked = (lens: Lens) => ({ queryKey: ['review', lens], queryFn: () => bridge.review(lens) });

/** How long after a month the ones beside it are fetched: what it shows itself goes before. */
const AHEAD_AFTER_MS = 200;

/** Has the months before and after ready, so that stepping to them draws once. */
function fetchNeighbours(client: QueryClient, review: Review): void {
  const at = review.months.indexOf(review.month);
  for (const month of [review.months[at - 1], review.months[at + 1]])
    if (month !== undefined) void client.prefetchQuery(asked({ month, basis: review.basis, clock: review.clock }));
}

/** One month on one page. */
export function ReviewScreen() {
  const place = readReviewPlace(useSearch({ strict: false }) as Record<string, unknown>);
  const navigate = useNavigate();
  const lens = {
    month: place.month ?? null,
    basis: place.basis ?? 'cohort',
    clock: place.clock ?? 'business',
  } as const;
  const { data, error, refetch } = useQuery({ ...asked(lens), placeholderData: keepPreviousData });
  const client = useQueryClient();
  useEffect(() => {
    if (!data) return;
    const timer = setTimeout(() => fetchNeighbours(client, data), AHEAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, [client, data]);
  const latest = useRef(place);
  latest.current = place;
  // The same from draw to draw, so that what another selection leaves as it is need not be drawn again.
  const go = useCallback(
    (next: Partial<ReviewPlace>) =>
      void navigate({ to: '/review', search: { ...latest.current, ...next }, replace: true }),
    [navigate],
  );
  const pick = useCallback((month: string) => go({ month }), [go]);
  useCommands(() =>
    PACKS.map(({ format, label }) => ({
      id: `review.pack-${format}`,
      label: `Export the pack: ${label}`,
      group: 'Review',
      when: () => data != null,
      run: () => void (data && savePack(data.month, format)),
    })),
  );

  if (error) {
    return (
      <section className={`pane ${css.nothing}`}>
        <h1 className="t-title">Review</h1>
        <ErrorPanel error={error} retry={() => void refetch()} />
      </section>
    );
  }
  if (data === undefined) {
    return (
      <section className={`pane ${css.waiting}`}>
        <Loading ofRecords lines={12} label="Measuring the month" />
      </section>
    );
  }
  if (data === null) {
    return (
      <section className={`pane ${css.nothing}`}>
        <h1 className="t-title">Review</h1>
        <EmptyState
          act={
            <Button kind="primary" onPress={() => void navigate({ to: '/import' })}>
              Import a CSV or XLSX
            </Button>
          }
          other={<LinkButton onPress={() => runCommand('workspace.sample')}>Look at the sample first</LinkButton>}
        >
          There are no records yet. Import the CRM’s export and every number on this screen fills in; nothing leaves
          this computer.
        </EmptyState>
      </section>
    );
  }
  return (
    <>
      <HeaderTools>
        <MonthPicker review={data} onPick={pick} />
        <StateChip month={data.month} />
      </HeaderTools>
      <HeaderActions>
        <PackMenu month={data.month} onFigures={() => void exportFigures(data)} />
        {place.item !== 'close' && <SignOffButton month={data.month} onPress={() => go({ item: 'close' })} />}
      </HeaderActions>
      <ReviewBody review={data} place={place} go={go} />
    </>
  );
}

async function exportFigures({ month, basis, clock }: Review): Promise<void> {
  try {
    const path = await runJob('Exporting figures', 'figures', () => bridge.figuresExport({ month, basis, clock }));
    if (path !== null) say(`The figures of ${monthShort(month)} are in ${path}`);
  } catch (error) {
    sayTrouble(error);
  }
}

/** Where the month's review stands; nothing while nobody can tell. */
function StateChip({ month }: { month: string }) {
  const council = useCouncil(month).data;
  if (!council) return null;
  const words = { open: 'Draft review', signed: 'Signed', reopened: 'Reopened' }[council.state];
  return <span className={council.state === 'reopened' ? 'chip chip--risk' : 'chip'}>{words}</span>;
}

/** To the end of the agenda, where the month is signed. */
function SignOffButton({ month, onPress }: { month: string; onPress: () => void }) {
  const council = useCouncil(month).data;
  const { read_only: readOnly } = useWorkspace();
  if (!council || council.state === 'signed' || readOnly !== null) return null;
  return (
    <Button kind="primary" onPress={onPress}>
      Sign off {monthName(month)}
    </Button>
  );
}

const MonthPicker = memo(function MonthPicker({ review, onPick }: { review: Review; onPick: (month: string) => void }) {
  const options = review.months.toReversed().map((month) => ({ id: month, label: monthShort(month) }));
  return <Select label="Month" labelHidden small quiet options={options} value={review.month} onChange={onPick} />;
});
