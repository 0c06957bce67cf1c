import { X } from 'lucide-react';
import { type Scenario, type SimulatedLever, type SimulationFit, trouble } from '../../bridge';
import { Button, LinkButton } from '../../components/controls';
import { counted, integer } from '../../components/format';
import { StatusMark } from '../../components/StatusMark';
import { ErrorPanel, Loading } from '../../components/states';
import { Day } from '../day/Day';
import { type Change, changeWords } from '../levers/changes';
import type { Ground } from '../levers/levers';
import type { SimulationRun } from '../run';
import css from '../simulator.module.css';
import { headline } from '../words';
import { Find } from './Find';
import { Money, Steps } from './Ledger';
import { Rank } from './Rank';
import { TargetTable } from './TargetTable';
import { Week } from './Week';

interface Props {
  title: string;
  scenario: Scenario;
  isBaseline: boolean;
  changes: readonly Change[];
  ground: Ground;
  fit: SimulationFit;
  run: SimulationRun;
  onUndo: (change: Change) => void;
  /** Makes it so many people in a crew. */
  onTake: (crew: string, count: number) => void;
}

/** Each change as if it were the only one. */
const alone = (decided: readonly Change[], scenario: Scenario): SimulatedLever[] =>
  decided.map((change) => ({
    name: changeWords([change]),
    scenario: decided.reduce((now, other) => (other === change ? now : other.undo(now)), scenario),
  }));

/** What the shown scenario gives, beside the baseline. */
export function Results({ title, scenario, isBaseline, changes, ground, fit, run, onUndo, onTake }: Props) {
  const { answer, state } = run;
  const decided = changes.filter(({ assumed }) => !assumed);
  const weeks = answer === null ? 1 : Math.max(1 / 7, (answer.days - answer.warm_up_days) / 7);
  return (
    <section className={`pane ${css.results}`} aria-label="Results">
      <h1 className="t-title">{title}</h1>
      {!isBaseline && <Changed changes={changes} onUndo={onUndo} />}
      {ground.basis === 'assumptions' && (
        <details className={css.assumed}>
          <summary>
            <StatusMark status="unknown" /> An assumption, not a forecast: it shows which way a change pulls, and not
            where you will be. <span className="link">What is assumed</span>
          </summary>
          <ul>
            {ground.because.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
            {fit.verdict === 'poor' && (
              <li>What the records alone would foresee does not hold for their own last weeks: {fit.because[0]}</li>
            )}
          </ul>
        </details>
      )}
      {ground.basis === 'records' && fit.verdict === 'poor' && (
        <p className={css.poor} role="note">
          <StatusMark status="breach" /> This is no forecast: the baseline fits the records poorly. {fit.because[0]}{' '}
          What differs between two scenarios can still be compared with care.
        </p>
      )}
      <Standing run={run} />
      {state === 'failed' && answer === null && <ErrorPanel error={run.error} retry={run.again} />}
      {answer === null && state !== 'failed' && <Loading label="Simulating" lines={10} />}
      {answer !== null && (
        <div className={css.answer} data-stale={run.stale}>
          <p className={`num ${css.headline}`}>{headline(answer.attainment)}</p>
          {answer.stopped !== null && (
            <p className={css.poor} role="note">
              <StatusMark status="risk" /> It ended early: {answer.stopped}.
            </p>
          )}
          {answer.growing.map((because) => (
            <p key={because} className={css.poor} role="note">
              <StatusMark status="risk" /> {because}.
            </p>
          ))}
          <TargetTable targets={answer.targets} policy={ground.policy} isBaseline={isBaseline} />
          <Week teams={answer.teams} isBaseline={isBaseline} />
          <div className={css.two}>
            <Money money={answer.money} isBaseline={isBaseline} breakEven={answer.break_even} />
            <Steps steps={answer.steps} isBaseline={isBaseline} />
          </div>
          {decided.length > 1 && (
            <Rank levers={alone(decided, scenario)} currency={ground.policy.currency} weeks={weeks} />
          )}
          {ground.basis === 'assumptions' && (
            <Find scenario={scenario} ground={ground} targets={answer.targets} onTake={onTake} />
          )}
          <Day scenario={scenario} />
          <p className={`t-small t-3 num ${css.how}`}>
            {counted(answer.replications, 'replication')} of {integer(answer.days)} days, of which the first{' '}
            {integer(answer.warm_up_days)} are in no figure: {answer.warm_up_because}.{' '}
            {!isBaseline &&
              'Both have the same arrivals and the same luck, so that what differs comes from the changes.'}
          </p>
        </div>
      )}
    </section>
  );
}

/** What was moved; each can be taken back by itself. */
function Changed({ changes, onUndo }: { changes: readonly Change[]; onUndo: (change: Change) => void }) {
  if (changes.length === 0)
    return <p className="t-2">Nothing is changed yet. Move a lever at the right, and what it does appears here.</p>;
  return (
    <ul className={`num ${css.changed}`} aria-label="Changes">
      {changes.map((change) => (
        <li key={change.id} className="chip">
          {change.what}
          {change.to !== '' && (
            <>
              : {change.from} → <b>{change.to}</b>
              {change.assumed && ', on both sides'}
            </>
          )}
          <Button kind="quiet" small icon aria-label={`Take back: ${change.what}`} onPress={() => onUndo(change)}>
            <X size={12} aria-hidden />
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** How far the run is: always the same line, so that nothing jumps. */
function Standing({ run }: { run: SimulationRun }) {
  const { state, progress, answer } = run;
  const share = progress !== null && progress.total > 0 ? progress.done / progress.total : null;
  return (
    <div className={`t-small ${css.standing}`} role="status">
      {state === 'waiting' && <span className="t-2">A first answer …</span>}
      {state === 'refining' && (
        <>
          <span className="t-2 num">
            A first answer of {counted(answer?.replications ?? 0, 'replication')}, getting sharper
            {progress !== null && progress.total > 0 && `: ${integer(progress.done)} of ${integer(progress.total)}`}
          </span>
          <span className={`progress ${share === null ? 'progress--open' : ''}`} aria-hidden>
            <i {...(share !== null && { style: { width: `${Math.round(100 * share)}%` } })} />
          </span>
          <LinkButton className="t-small" onPress={run.cancel}>
            Cancel
          </LinkButton>
        </>
      )}
      {state === 'cancelled' && (
        <>
          <span className="t-2">
            {answer === null
              ? 'It was called off before there was an answer.'
              : answer.rough
                ? 'Called off: these figures are of few replications, and their intervals are wide.'
                : 'Called off: these are the figures of before.'}
          </span>
          <LinkButton className="t-small" onPress={run.again}>
            Run it
          </LinkButton>
        </>
      )}
      {state === 'failed' && answer !== null && (
        <span className="is-breach">
          {trouble(run.error).message} {run.stale && 'The figures are of before the last change.'}
        </span>
      )}
      {state === 'done' && <span className="heard">The answer is complete.</span>}
    </div>
  );
}
