import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { runCommand } from '../app/commands';
import { runJob } from '../app/jobs';
import { HeaderActions, HeaderTools } from '../app/slots';
import { say, sayTrouble } from '../app/toasts';
import { bridge, type Review } from '../bridge';
import { Button, LinkButton, Select } from '../components/controls';
import { monthShort } from '../components/format';
import { EmptyState, ErrorPanel, Loading } from '../components/states';
import { type ReviewPlace, readReviewPlace } from './place';
import { ReviewBody } from './ReviewBody';
import css from './review.module.css';

/** One month on one page. */
export function ReviewScreen() {
  const place = readReviewPlace(useSearch({ strict: false }) as Record<string, unknown>);
  const navigate = useNavigate();
  const lens = {
    month: place.month ?? null,
    basis: place.basis ?? 'cohort',
    clock: place.clock ?? 'business',
  } as const;
  const { data, error, refetch } = useQuery({
    queryKey: ['review', lens],
    queryFn: () => bridge.review(lens),
    placeholderData: keepPreviousData,
  });
  const go = (next: Partial<ReviewPlace>) =>
    void navigate({ to: '/review', search: { ...place, ...next }, replace: true });

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
        <Loading lines={12} label="Measuring the month" />
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
        <MonthPicker review={data} onPick={(month) => go({ month })} />
      </HeaderTools>
      <HeaderActions>
        <Button onPress={() => void exportFigures(data)}>Export figures</Button>
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

function MonthPicker({ review, onPick }: { review: Review; onPick: (month: string) => void }) {
  const options = review.months.toReversed().map((month) => ({ id: month, label: monthShort(month) }));
  return <Select label="Month" labelHidden small quiet options={options} value={review.month} onChange={onPick} />;
}
