import { useWorkspace } from '../../app/workspace';
import type { Council, Metric, Policy, Review } from '../../bridge';
import { Loading } from '../../components/states';
import type { PageId } from './agenda';
import { Changed } from './Changed';
import { ClosePage } from './Close';
import type { DecisionStart } from './DecisionForm';
import { DecisionsPage } from './Decisions';
import { FailuresPage } from './Failures';
import { Hidden } from './Hidden';
import { Kpis } from './Kpis';
import { Losses } from './Losses';
import { QuarterlyPage } from './Quarterly';
import { Recycled } from './Recycled';
import { TimeLost } from './TimeLost';
import { useCouncilDesk } from './useCouncil';
import { WeeklyPage } from './Weekly';

interface Props {
  item: Exclude<PageId, 'signals'>;
  /** Of a week's or a quarter's page. */
  period: string | null;
  review: Review;
  council: Council | null;
  policy: Policy | undefined;
  deciding: DecisionStart | null;
  onDecide: (start: DecisionStart | null) => void;
  onSelect: (handoff: string, metric: Metric) => void;
}

/** The page of an item of the agenda. */
export function AgendaItem({ council, ...rest }: Props) {
  if (council === null) return <Loading ofRecords lines={10} label="What the council has before it" />;
  return <Item council={council} {...rest} />;
}

function Item({ item, period, review, council, policy, deciding, onDecide, onSelect }: Props & { council: Council }) {
  const { time_zone: zone, policy_version: version, read_only: readOnly } = useWorkspace();
  const desk = useCouncilDesk(council);
  const currency = policy?.currency ?? 'EUR';
  const people = (policy?.people ?? []).filter(({ active }) => active);
  switch (item) {
    case 'changed':
      return <Changed council={council} zone={zone} />;
    case 'kpis':
      return <Kpis council={council} review={review} currency={currency} onSelect={onSelect} />;
    case 'time':
      return <TimeLost council={council} />;
    case 'losses':
      return <Losses review={review} currency={currency} onSelect={onSelect} />;
    case 'recycled':
      return <Recycled council={council} />;
    case 'hidden':
      return (
        <Hidden
          council={council}
          review={review}
          currency={currency}
          onDecide={(handoff, metric) => onDecide({ handoff, metric })}
        />
      );
    case 'failures':
      return <FailuresPage council={council} zone={zone} locked={readOnly !== null} />;
    case 'decisions':
      return (
        <DecisionsPage
          council={council}
          review={review}
          currency={currency}
          people={people}
          desk={desk}
          deciding={deciding}
          onDecide={onDecide}
        />
      );
    case 'weekly':
      return <WeeklyPage period={period} />;
    case 'quarterly':
      return <QuarterlyPage period={period} />;
    case 'close':
      return <ClosePage council={council} people={people} zone={zone} policyVersion={version} desk={desk} />;
  }
}
