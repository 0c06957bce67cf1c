import type { DownstreamOf, ExceptionImpact, ImpactVerdict } from '../bridge';
import { counted, DASH, integer, money, share } from '../components/format';
import type { Status } from '../components/StatusMark';
import { StatusMark } from '../components/StatusMark';
import css from './exceptions.module.css';

const MARKS: Partial<Record<ImpactVerdict, { status: Status; label: string }>> = {
  less: { status: 'breach', label: 'less than without, by more than chance explains' },
  more: { status: 'met', label: 'more than without, by more than chance explains' },
};

/** What became of the records with an exception, beside those of the same month and handoff point without any. */
export function Downstream({ impacts, currency }: { impacts: ExceptionImpact[]; currency: string }) {
  const told = impacts.filter(({ conversion }) => conversion !== 'too_few');
  const few = impacts.length - told.length;
  return (
    <section>
      <h2 className="t-panel">What became of the records</h2>
      <p className="t-small t-2">
        Records that started in the month, with an exception and without any at the same handoff. Converted: came to an
        opportunity, a win or a completion. A mark stands where the two differ by more than chance explains; why they
        do, it does not say.
      </p>
      {told.length > 0 && (
        <table className={`tbl num ${css.months} ${css.downstream}`}>
          <thead>
            <tr>
              <th>Handoff</th>
              <th>Exception</th>
              <th className="r">Contacted</th>
              <th className="r">Without one</th>
              <th className="r">Converted</th>
              <th className="r">Without one</th>
              <th className="r">Amount at stake</th>
              <th className="r">Of it converted</th>
            </tr>
          </thead>
          <tbody>
            {told.map((one) => (
              <tr
                key={`${one.handoff} ${one.exception_type}`}
                className={one.exception_type === null ? css.all : undefined}
              >
                <td>{one.handoff}</td>
                <td>{one.name}</td>
                <Part of={one.with} part={one.with.contacted} verdict={one.contact} />
                <Part of={one.without} part={one.without.contacted} />
                <Part of={one.with} part={one.with.converted} verdict={one.conversion} />
                <Part of={one.without} part={one.without.converted} />
                <td className="r">{one.with.amount === 0 ? DASH : money(one.with.amount, currency)}</td>
                <td className="r">{one.with.amount === 0 ? DASH : money(one.with.amount_converted, currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="t-small t-2 num">
        {impacts.length === 0
          ? 'No record of this month had an exception.'
          : few > 0 && `${counted(few, 'group')} too small to compare: under ten records with or without.`}
      </p>
    </section>
  );
}

function Part({ of, part, verdict }: { of: DownstreamOf; part: number; verdict?: ImpactVerdict }) {
  const mark = verdict && MARKS[verdict];
  return (
    <td className="r">
      {mark && <StatusMark {...mark} />} {of.records === 0 ? DASH : share(part / of.records)}{' '}
      <span className="t-3">n {integer(of.records)}</span>
    </td>
  );
}
