import { Copy, Plus, Trash2 } from 'lucide-react';
import type { SavedScenario, SimulationBasis, SimulationFit, SimulationRunKept } from '../bridge';
import { Button } from '../components/controls';
import { counted, duration, monthShort, share } from '../components/format';
import { StatusMark } from '../components/StatusMark';
import { changesOf, changeWords } from './levers/changes';
import type { Ground } from './levers/levers';
import css from './simulator.module.css';
import { differenceSaid } from './words';

const GROUNDS: Record<SimulationBasis, { name: string; note: string }> = {
  records: { name: 'As the records show', note: 'the policy in force; waiting as it was, whatever the load' },
  assumptions: { name: 'As assumed', note: 'the policy in force, people as they are, work as assumed' },
};

/** What the policy as it is is called: where there is nothing else that it could rest on, it needs no more words. */
export const groundName = ({ basis }: Ground, grounds: readonly Ground[]): string =>
  grounds.length === 1 ? 'As it is' : GROUNDS[basis].name;

interface Props {
  grounds: readonly [Ground, ...Ground[]];
  fit: SimulationFit;
  saved: readonly SavedScenario[];
  picked: string;
  locked: boolean;
  onPick: (key: string) => void;
  onNew: () => void;
  onCopy: () => void;
  onRemove: () => void;
}

/** The baseline and what is kept beside it. */
export function ScenarioList({ grounds, fit, saved, picked, locked, onPick, onNew, onCopy, onRemove }: Props) {
  return (
    <nav className={css.list} aria-label="Scenarios">
      <div className={css.listHead}>
        <h2 className="t-head">Scenarios</h2>
        {grounds.every(({ basis }) => basis !== picked) && !locked && (
          <>
            <Button kind="quiet" small icon aria-label="Copy this scenario" onPress={onCopy}>
              <Copy size={13} aria-hidden />
            </Button>
            <Button kind="quiet" small icon aria-label="Remove this scenario" onPress={onRemove}>
              <Trash2 size={13} aria-hidden />
            </Button>
          </>
        )}
      </div>
      <ul>
        {grounds.map((ground) => (
          <li key={ground.basis}>
            <button
              type="button"
              className={css.item}
              aria-current={picked === ground.basis ? 'true' : undefined}
              onClick={() => onPick(ground.basis)}
            >
              <b>{groundName(ground, grounds)}</b>
              <span className="t-3">{GROUNDS[ground.basis].note}</span>
            </button>
          </li>
        ))}
        {saved.map(({ key, basis, scenario, runs }) => (
          <li key={key}>
            <button
              type="button"
              className={css.item}
              aria-current={picked === key ? 'true' : undefined}
              onClick={() => onPick(key)}
            >
              <b>{scenario.name || 'Without a name'}</b>
              <span className="t-3 num">
                {changeWords(changesOf(grounds.find((one) => one.basis === basis) ?? grounds[0], scenario))}
              </span>
              <LastRun run={runs.find(({ outdated }) => !outdated)} />
            </button>
          </li>
        ))}
      </ul>
      {!locked && (
        <Button kind="quiet" small onPress={onNew} className={css.newOne ?? ''}>
          <Plus size={14} aria-hidden /> New scenario
        </Button>
      )}
      <Fit fit={fit} />
    </nav>
  );
}

/** What came of it last, so that scenarios can be told apart without being played again. */
function LastRun({ run }: { run: SimulationRunKept | undefined }) {
  const summary = run?.summary;
  if (!summary?.attainment) return null;
  const moved = summary.attainment_moved;
  return (
    <span className="t-2 num">
      {share(summary.attainment.mean)} kept
      {moved && `, ${differenceSaid(moved.mean, 'share')} points`}
    </span>
  );
}

/** Why it is judged so: the first reason, and the others when they are asked for. */
function Because({ sentences: [first, ...others] }: { sentences: readonly string[] }) {
  if (first === undefined) return null;
  if (others.length === 0) return <p className="t-small t-2 num">{first}</p>;
  return (
    <details className={`t-small t-2 num ${css.because}`}>
      <summary>
        {first} <span className="link">{counted(others.length, 'more reason')}</span>
      </summary>
      <ul>
        {others.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  );
}

/** What the baseline was learned from, and how well it foresaw what came after. A poor one is called poor. */
function Fit({ fit }: { fit: SimulationFit }) {
  const said = (value: number, unit: 'share' | 'duration') => (unit === 'share' ? share(value) : duration(value));
  const status = fit.verdict === 'good' ? 'met' : fit.verdict === 'poor' ? 'breach' : 'unknown';
  return (
    <section className={css.fit} aria-labelledby="fit">
      <h2 className="t-head" id="fit">
        <StatusMark status={status} />{' '}
        {fit.verdict === 'good' ? 'It fits the records' : fit.verdict === 'poor' ? 'It fits poorly' : 'Not fitted'}
      </h2>
      <Because sentences={fit.because} />
      {fit.figures.length > 0 && (
        <table className={`t-small num ${css.fitTable}`}>
          <thead className="t-micro t-3">
            <tr>
              <th scope="col">{fit.judged_months ? `${monthShort(fit.judged_months[0])} on` : 'Judged'}</th>
              <th scope="col">foreseen</th>
              <th scope="col">found</th>
            </tr>
          </thead>
          <tbody>
            {fit.figures.map(({ what, foreseen, found, unit }) => (
              <tr key={what}>
                <th scope="row">{what}</th>
                <td>{said(foreseen, unit)}</td>
                <td>{said(found, unit)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
