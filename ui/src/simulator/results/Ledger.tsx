import type { Compared, SimulatedMoney, SimulatedStep } from '../../app/simulated';
import type { SimulatedBreakEven } from '../../bridge';
import { HandoffBadge } from '../../components/HandoffBadge';
import css from '../simulator.module.css';
import { type Better, breakEvenSaid, halfSaid, meanSaid, type Unit } from '../words';
import { Difference } from './Difference';

interface Row {
  name: string;
  of: Compared;
  unit: Unit;
  better: Better;
}

interface TableProps {
  rows: readonly Row[];
  isBaseline: boolean;
  currency?: string;
  /** What the rows are, read out. */
  label: string;
  /** Of what the numbers are: `A week`. */
  per: string;
}

function Compare({ rows, isBaseline, currency, label, per }: TableProps) {
  return (
    <div className={css.scroll}>
      <table className={`tbl ${css.ledger}`} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{per}</th>
            {!isBaseline && (
              <th scope="col" className="r">
                As it is
              </th>
            )}
            <th scope="col" className="r">
              {isBaseline ? 'As it is' : 'Scenario'}
            </th>
            {!isBaseline && <th scope="col">Difference, 95 % interval</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, of, unit, better }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {!isBaseline && <td className="r t-2">{meanSaid(of.base, unit, currency)}</td>}
              <td className="r">
                <b>{meanSaid(of.now, unit, currency)}</b>{' '}
                {isBaseline && of.now && of.now.high > of.now.low && (
                  <span className="t-3">{halfSaid(of.now, unit, currency)}</span>
                )}
              </td>
              {!isBaseline && (
                <td>
                  <Difference
                    of={of.difference}
                    unit={unit}
                    better={better}
                    most={0}
                    {...(currency !== undefined && { currency })}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface MoneyProps {
  money: SimulatedMoney | null;
  isBaseline: boolean;
  breakEven: SimulatedBreakEven | null;
}

/** What the scenario is worth, and what it costs; and from where on it pays. */
export function Money({ money, isBaseline, breakEven }: MoneyProps) {
  return (
    <section className={css.part} aria-labelledby="money">
      <h2 className="t-panel" id="money">
        Money
      </h2>
      {money === null ? (
        <p className="t-2">
          Nobody has said yet what a conversion is worth, so there is no sum. Records with an amount and an outcome say
          it.
        </p>
      ) : (
        <Compare
          label="Money"
          per="A week"
          isBaseline={isBaseline}
          currency={money.currency}
          rows={[
            { name: 'Conversions expected', of: money.conversions, unit: 'rate', better: 'higher' },
            { name: 'Value of them', of: money.value, unit: 'money', better: 'higher' },
            { name: 'Staffing', of: money.staffing, unit: 'money', better: 'lower' },
            { name: 'Value less staffing', of: money.net, unit: 'money', better: 'higher' },
          ]}
        />
      )}
      {money !== null && !isBaseline && <p className="t-2 num">{breakEvenSaid(breakEven, money)}</p>}
    </section>
  );
}

/** How often each step of the ladders fires. */
export function Steps({ steps, isBaseline }: { steps: readonly SimulatedStep[]; isBaseline: boolean }) {
  if (steps.length === 0) return null;
  const handoffs = [...new Map(steps.map(({ handoff }) => [handoff.key, handoff])).values()];
  return (
    <section className={css.part} aria-labelledby="steps">
      <h2 className="t-panel" id="steps">
        Escalations
      </h2>
      {handoffs.map((handoff) => (
        <div key={handoff.key} className={css.stepsOf}>
          <HandoffBadge handoff={handoff} />
          <Compare
            label={`Escalations of ${handoff.key}`}
            per="Of a hundred handoffs"
            isBaseline={isBaseline}
            rows={steps
              .filter((step) => step.handoff.key === handoff.key)
              .map(({ step, fired }) => ({
                name: step,
                of: fired,
                unit: 'rate',
                better: 'lower',
              }))}
          />
        </div>
      ))}
    </section>
  );
}
