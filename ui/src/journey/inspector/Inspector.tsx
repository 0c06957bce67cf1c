import { useWorkspace } from '../../app/workspace';
import { useCheck, useEdit, usePolicy } from '../draft';
import { FlipPreview } from '../flip/FlipPreview';
import { selection, useSelection } from '../selection';
import type { Editing } from './editing';
import { HandoffInspector } from './HandoffInspector';
import { JourneyFacts } from './JourneyFacts';
import { StageInspector } from './StageInspector';
import { TeamInspector } from './TeamInspector';

/** Everything about what is selected. */
export function Inspector() {
  const policy = usePolicy();
  const now = useSelection();
  const edit = useEdit();
  const locked = useWorkspace().read_only !== null;
  const { data: check } = useCheck();
  const editing: Editing = { policy, locked, onEdit: edit };
  const problems = check?.report.problems ?? null;
  const close = () => selection.set(null);
  const key = now !== null && now.kind !== 'several' ? now.key : null;
  const handoff = now?.kind === 'handoff' ? policy.handoffs.find((point) => point.key === key) : undefined;
  const stage = now?.kind === 'stage' ? policy.stages.find((one) => one.key === key) : undefined;
  const team = now?.kind === 'team' ? policy.teams.find((one) => one.key === key) : undefined;
  const here = (noun: string) => problems?.filter(({ place }) => place.noun === noun && place.key === key) ?? null;
  const part = now !== null && 'part' in now ? now.part : undefined;
  return (
    <>
      {handoff ? (
        <HandoffInspector
          key={handoff.key}
          handoff={handoff}
          problems={here('handoff')}
          part={part}
          onClose={close}
          {...editing}
        />
      ) : stage ? (
        <StageInspector key={stage.key} stage={stage} problems={here('stage')} onClose={close} {...editing} />
      ) : team ? (
        <TeamInspector key={team.key} team={team} problems={here('team')} onClose={close} {...editing} />
      ) : (
        <JourneyFacts policy={policy} problems={problems} />
      )}
      <FlipPreview />
    </>
  );
}
