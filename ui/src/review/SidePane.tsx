import { X } from 'lucide-react';
import { useWorkspace } from '../app/workspace';
import type { Council, Dimension, Policy, Review } from '../bridge';
import { Button, Segmented } from '../components/controls';
import { Loading } from '../components/states';
import { CouncilPane } from './council/CouncilPane';
import type { DecisionStart } from './council/DecisionForm';
import { useCouncilDesk } from './council/useCouncil';
import { Inspector } from './Inspector';
import type { Pane } from './place';
import css from './review.module.css';
import type { Selected } from './selection';

const PANES: { id: Pane; label: string }[] = [
  { id: 'figure', label: 'Figure' },
  { id: 'council', label: 'Decisions' },
];

interface Props {
  review: Review;
  /** Null = no figure is shown. */
  selected: Selected | null;
  council: Council | null;
  /** What the council has before it cannot be told; the page says why. */
  failed: boolean;
  policy: Policy | undefined;
  pane: Pane;
  onPane: (pane: Pane) => void;
  by: Dimension;
  onBy: (by: Dimension) => void;
  deciding: DecisionStart | null;
  onDecide: (start: DecisionStart | null) => void;
  onEnd: () => void;
  /** Given where the pane lies over the work and can be put away. */
  onClose?: () => void;
}

/** At the side: the selected figure, or what the council decides and does. */
export function SidePane({ selected, council, failed, pane, onPane, onClose, ...rest }: Props) {
  const shown = selected === null ? 'council' : pane;
  return (
    <aside
      className={`pane ${css.side}`}
      aria-label={shown === 'figure' ? 'The selected figure' : 'Decisions and actions'}
    >
      {(selected !== null || onClose) && (
        <div className={css.sideHead}>
          {selected !== null && <Segmented label="At the side" options={PANES} value={shown} onChange={onPane} />}
          {onClose && (
            <Button kind="quiet" small icon aria-label="Close the side pane" onPress={onClose}>
              <X size={14} aria-hidden />
            </Button>
          )}
        </div>
      )}
      {shown === 'figure' && selected !== null ? (
        <FigurePane selected={selected} council={council} {...rest} />
      ) : council === null ? (
        !failed && <Loading ofRecords lines={8} label="What the council has before it" />
      ) : (
        <Decisions council={council} {...rest} />
      )}
    </aside>
  );
}

type Inner = Omit<Props, 'selected' | 'council' | 'failed' | 'pane' | 'onPane' | 'onClose'>;

function FigurePane({
  review,
  selected,
  council,
  policy,
  by,
  onBy,
  onDecide,
}: Inner & { selected: Selected; council: Council | null }) {
  const workspace = useWorkspace();
  return (
    <Inspector
      review={review}
      selected={selected}
      currency={policy?.currency ?? 'EUR'}
      zone={workspace.time_zone}
      by={by}
      onBy={onBy}
      {...(council !== null &&
        workspace.read_only === null && {
          onDecide: () => onDecide({ handoff: selected.row.handoff.key, metric: selected.column.metric }),
        })}
    />
  );
}

function Decisions({ review, council, policy, deciding, onDecide, onEnd }: Inner & { council: Council }) {
  const { time_zone: zone } = useWorkspace();
  const desk = useCouncilDesk(council);
  return (
    <CouncilPane
      review={review}
      council={council}
      currency={policy?.currency ?? 'EUR'}
      people={(policy?.people ?? []).filter(({ active }) => active)}
      desk={desk}
      deciding={deciding}
      onDecide={onDecide}
      zone={zone}
      onClose={onEnd}
    />
  );
}
