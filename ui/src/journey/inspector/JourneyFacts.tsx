import type { Policy, PolicyProblem } from '../../bridge';
import { counted } from '../../components/format';
import { countWords } from '../problems/problems';
import css from './inspector.module.css';

/** What stands at the side while nothing is selected. */
export function JourneyFacts({ policy, problems }: { policy: Policy; problems: readonly PolicyProblem[] | null }) {
  return (
    <>
      <div className="insp__head">
        <h2 className="t-panel">{policy.company}</h2>
        <p className="t-small t-2">
          {counted(policy.handoffs.length, 'handoff')} between {counted(policy.teams.length, 'team')}
        </p>
      </div>
      <div className={`insp__body ${css.body}`}>
        <p className="t-small t-2">
          Pick a handoff or a stage, on the map or with Tab and the arrows, to see and edit all that is decided about
          it.
        </p>
        <dl className="kv num">
          <dt>Stages</dt>
          <dd>{policy.stages.length}</dd>
          <dt>Fields</dt>
          <dd>{policy.fields.length} in the catalogue</dd>
          <dt>Roles</dt>
          <dd>{policy.roles.length}</dd>
          <dt>Problems</dt>
          <dd>{problems ? countWords(problems) : 'not checked'}</dd>
        </dl>
      </div>
    </>
  );
}
