import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCommands } from '../app/commands';
import { bridge, type Maturity } from '../bridge';
import { monthLong } from '../components/format';
import { ErrorPanel, Loading } from '../components/states';
import { CapabilityPane } from './CapabilityPane';
import { againstProposal, LEVELS, nameOf, numberOf } from './levels';
import css from './maturity.module.css';
import { Radar } from './Radar';

/** How mature the handoffs are: what the workspace shows of itself, and what people make of it. */
export function MaturityScreen() {
  const { data, error, refetch } = useQuery({ queryKey: ['maturity'], queryFn: bridge.maturity });
  if (error)
    return (
      <section className="pane pane--pad">
        <h1 className="t-title">Maturity</h1>
        <ErrorPanel error={error} retry={() => void refetch()} />
      </section>
    );
  if (data === undefined)
    return (
      <section className="pane pane--pad">
        <Loading ofRecords lines={10} label="Looking up the evidence" />
      </section>
    );
  return <Assessed maturity={data} />;
}

function Assessed({ maturity }: { maturity: Maturity }) {
  const search = useSearch({ strict: false }) as { of?: unknown };
  const navigate = useNavigate();
  const { capabilities } = maturity;
  const at = Math.max(
    0,
    capabilities.findIndex(({ capability }) => capability === search.of),
  );
  const selected = capabilities[at];
  const go = (place: number) => {
    const next = capabilities[Math.min(capabilities.length - 1, Math.max(0, place))];
    if (next !== undefined) void navigate({ to: '/maturity', search: { of: next.capability }, replace: true });
  };
  useCommands(() => [
    {
      id: 'maturity.next',
      label: 'Next capability',
      group: 'Maturity',
      keys: ['j'],
      keysOnly: true,
      run: () => go(at + 1),
    },
    {
      id: 'maturity.previous',
      label: 'Previous capability',
      group: 'Maturity',
      keys: ['k'],
      keysOnly: true,
      run: () => go(at - 1),
    },
  ]);
  return (
    <div className={css.maturity}>
      <section className={`pane ${css.main}`} aria-label="The six capabilities">
        <div className={css.head}>
          <h1 className="t-title">Maturity</h1>
          <p className="t-2 num">
            {maturity.sentence}{' '}
            <span className="t-3">
              {maturity.month === null
                ? 'There is no data yet: what only data can show is not there.'
                : `Evidence of ${monthLong(maturity.month)}.`}
            </span>
          </p>
        </div>
        <div className={css.top}>
          <figure>
            <Radar capabilities={capabilities} />
            <figcaption className={`t-small t-3 ${css.legend}`}>
              <i className={css.keyIs} aria-hidden /> what counts <i className={css.keyProposed} aria-hidden /> what the
              workspace proposes
            </figcaption>
          </figure>
          <table className={`tbl tbl--tall ${css.table}`}>
            <colgroup>
              <col className={css.capability} />
              <col style={{ width: 156 }} />
              <col />
            </colgroup>
            <thead>
              <tr>
                <th scope="col">Capability</th>
                <th scope="col">Level</th>
                <th scope="col" className="r">
                  KPI
                </th>
              </tr>
            </thead>
            <tbody>
              {capabilities.map((one, place) => (
                <tr key={one.capability} aria-selected={place === at} onClick={() => go(place)}>
                  <th scope="row">
                    <button
                      type="button"
                      className={css.pick}
                      onClick={() => go(place)}
                      {...(place === at && { 'aria-current': 'true' as const })}
                    >
                      {one.name}
                    </button>
                    <span className={`t-small t-3 ${css.owner}`}>{one.owner}</span>
                  </th>
                  <td title={againstProposal(one)}>
                    <span className={css.steps} aria-hidden>
                      {LEVELS.map((level) => (
                        <i key={level} data-lit={numberOf(level) <= numberOf(one.level)} />
                      ))}
                    </span>{' '}
                    {nameOf(one.level)}
                  </td>
                  <td className="r t-2" title={one.kpi}>
                    {one.kpi_value ?? <span className="t-3">not measured</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <NextSteps maturity={maturity} onGo={(key) => go(capabilities.findIndex((one) => one.capability === key))} />
      </section>
      {selected && <CapabilityPane key={selected.capability} capability={selected} />}
    </div>
  );
}

const FEW = 8;

function NextSteps({ maturity, onGo }: { maturity: Maturity; onGo: (capability: string) => void }) {
  const steps = maturity.next_steps.slice(0, FEW);
  return (
    <section aria-labelledby="next">
      <h2 className="t-panel" id="next">
        What to do next
      </h2>
      <p className="t-small t-2">The lowest capability first; in it, what is nearest to done.</p>
      {steps.length === 0 ? (
        <p className="t-2">Everything that the levels ask for is there.</p>
      ) : (
        <ol className={css.next}>
          {steps.map((step) => (
            <li key={`${step.capability} ${step.step}`}>
              <div>
                <p>{step.step}</p>
                <p className="t-small t-2 num">
                  <button type="button" className="link" onClick={() => onGo(step.capability)}>
                    {step.capability_name}
                  </button>{' '}
                  to {step.level_name.toLowerCase()}: {step.shown}
                </p>
              </div>
              <span className={`t-small t-3 num ${css.part}`}>
                <i className={css.gauge} aria-hidden>
                  <i style={{ width: `${Math.round(100 * step.part)}%` }} />
                </i>
                {Math.round(100 * step.part)} %
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
