import type { ExceptionMeasures, Policy } from '../bridge';
import { counted, DASH, duration, integer, monthLong, share } from '../components/format';
import { EmptyState } from '../components/states';
import { Downstream } from './Downstream';
import css from './exceptions.module.css';
import { monthByType, repeatsOf } from './month';
import { namesOf } from './words';

interface Props {
  measures: ExceptionMeasures;
  month: string;
  policy: Policy | undefined;
  severities: readonly { key: string; name: string }[];
}

/** What a month's exceptions come to, for the review: how many, how fast, how often again. */
export function Monthly({ measures, month, policy, severities }: Props) {
  const rows = monthByType(measures, month);
  const repeats = repeatsOf(measures, month);
  const names = namesOf(policy);
  if (rows.length === 0)
    return <EmptyState>No exception came to be and none was resolved in {monthLong(month)}.</EmptyState>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
    <section className={css.monthly} tabIndex={0} aria-label={`Exceptions of ${monthLong(month)}`}>
      <section>
        <h2 className="t-panel">By type</h2>
        <p className="t-small t-2">
          The month of an exception is the one in which it came to be; of a resolution, the one in which it was
          resolved. Times are elapsed.
        </p>
        <table className={`tbl num ${css.months}`}>
          <thead>
            <tr>
              <th>Type</th>
              {severities.map(({ key, name }) => (
                <th key={key} className="r">
                  {name}
                </th>
              ))}
              <th className="r">All</th>
              <th className="r" title="Over before anybody looked: counted, never on the desk">
                Over before seen
              </th>
              <th className="r">Resolved</th>
              <th className="r">Half within</th>
              <th className="r">90 % within</th>
              <th className="r">Within target</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.type ?? '*'} className={row.type === null ? css.all : undefined}>
                <td>{row.name}</td>
                {severities.map(({ key }) => (
                  <td key={key} className="r">
                    {row.counts[key] === undefined ? DASH : integer(row.counts[key])}
                  </td>
                ))}
                <td className="r">{integer(row.count)}</td>
                <td className="r t-2">{row.history === 0 ? DASH : integer(row.history)}</td>
                <td className="r">{row.resolution === null ? DASH : integer(row.resolution.resolved)}</td>
                <td className="r">{row.resolution?.p50_ms == null ? DASH : duration(row.resolution.p50_ms)}</td>
                <td className="r">{row.resolution?.p90_ms == null ? DASH : duration(row.resolution.p90_ms)}</td>
                <td className="r">
                  {row.resolution === null || row.resolution.with_target === 0 ? (
                    DASH
                  ) : (
                    <>
                      {share(row.resolution.within_target / row.resolution.with_target)}{' '}
                      <span className="t-3">n {integer(row.resolution.with_target)}</span>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Downstream impacts={measures.impact.filter((one) => one.month === month)} currency={policy?.currency ?? 'EUR'} />
      <div className={css.columns}>
        <section>
          <h2 className="t-panel">Repeats</h2>
          {repeats.length === 0 ? (
            <p className="t-2">No type and root cause of an earlier month came again.</p>
          ) : (
            <ul className={css.plain}>
              {repeats.map((one) => (
                <li key={`${one.exception_type}-${one.root_cause}`} className="num">
                  <b>{names.type(one.exception_type)}</b>, {names.cause(one.root_cause).toLowerCase()}:{' '}
                  {counted(one.count, 'time')}, last in {monthLong(one.before)}
                </li>
              ))}
            </ul>
          )}
        </section>
        <section>
          <h2 className="t-panel">Duplicates</h2>
          <p className="num">
            {integer(measures.duplicates)} of {counted(measures.records, 'passage')} stand as duplicates
            {measures.records > 0 && ` (${share(measures.duplicates / measures.records)})`}, over all months.
          </p>
        </section>
        <section>
          <h2 className="t-panel">Paused clocks</h2>
          {measures.pauses.length === 0 ? (
            <p className="t-2">Nobody stopped a clock.</p>
          ) : (
            <ul className={css.plain}>
              {measures.pauses.map((one) => (
                <li key={`${one.person}-${one.reason}`} className="num">
                  <b>{duration(one.minutes * 60_000)}</b> on {counted(one.records, 'record')}: {one.reason},{' '}
                  {one.person === '' ? 'by the source system' : names.person(one.person)}
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    </section>
  );
}
