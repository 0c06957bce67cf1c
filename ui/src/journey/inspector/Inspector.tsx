import { usePolicy } from '../draft';
import { useSelection } from '../selection';

/** Everything about what is selected. */
export function Inspector() {
  const policy = usePolicy();
  const now = useSelection();
  const point = now?.kind === 'handoff' ? policy.handoffs.find(({ key }) => key === now.key) : undefined;
  return (
    <div className="insp__head">
      <h2 className="t-panel">{point?.name ?? policy.company}</h2>
    </div>
  );
}
