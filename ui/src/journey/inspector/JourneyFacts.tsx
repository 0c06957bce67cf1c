import { say, sayTrouble } from '../../app/toasts';
import { bridge, type Policy, type PolicyProblem } from '../../bridge';
import { LinkButton } from '../../components/controls';
import { counted } from '../../components/format';
import { HandoffBadge } from '../../components/HandoffBadge';
import { parkedIn, parkedList } from '../present/parked';
import { countWords } from '../problems/problems';
import { selection } from '../selection';
import css from './inspector.module.css';
import { Section } from './parts';

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
        <Parked policy={policy} />
      </div>
    </>
  );
}

/** Every question that a workshop put off, with its handoff; absent where none is open. */
function Parked({ policy }: { policy: Policy }) {
  const open = policy.handoffs.flatMap((point) => {
    const questions = parkedIn(point.notes);
    return questions.length === 0 ? [] : [{ point, questions }];
  });
  if (open.length === 0) return null;
  const n = open.reduce((sum, { questions }) => sum + questions.length, 0);
  const copy = () =>
    void bridge
      .copyText(parkedList(policy.handoffs))
      .then(() => say(`${counted(n, 'parked question')} copied`))
      .catch(sayTrouble);
  return (
    <Section title={counted(n, 'parked question')} aside={<LinkButton onPress={copy}>Copy them</LinkButton>}>
      <ul className={css.parked}>
        {open.map(({ point, questions }) => (
          <li key={point.key} className={css.parkedAt}>
            <LinkButton onPress={() => selection.set({ kind: 'handoff', key: point.key, part: 'more' })}>
              <HandoffBadge handoff={point} />
            </LinkButton>
            {questions.map((question) => (
              <span key={question}>{question}</span>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}
