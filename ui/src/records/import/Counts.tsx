import type { ImportReport } from '../../bridge';
import { counted, date, integer } from '../../components/format';
import css from './import.module.css';

/** What an import does, or did, in five counts; zero ones stand back. */
export function Counts({ report, done }: { report: ImportReport; done: boolean }) {
  const counts: [string, number, string][] = [
    ['rows read', report.rows, ''],
    ['new records', report.accepted, ''],
    ['updated', report.updated, ''],
    ['unchanged', report.unchanged, ''],
    ['rejected', report.rejected, 'is-breach'],
  ];
  return (
    <dl className={css.counts} aria-label={done ? 'What was imported' : 'What would be imported'}>
      {counts.map(([name, count, tone]) => (
        <div key={name} className={count === 0 ? css.zero : ''}>
          <dt className="t-small">{name}</dt>
          <dd className={`t-figure num ${count > 0 ? tone : ''}`}>{integer(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** New handoff points, flagged records and how far the data reaches, as sentences. */
export function Remarks({ report, zone, done }: { report: ImportReport; zone: string; done: boolean }) {
  const { new_handoffs: handoffs, flagged, as_of: asOf } = report;
  if (handoffs.length === 0 && flagged.length === 0 && asOf === null) return null;
  return (
    <ul className={css.remarks}>
      {handoffs.length > 0 && (
        <li>
          {done ? '' : 'This will create '}
          {counted(handoffs.length, 'new handoff point')}
          {done ? (handoffs.length === 1 ? ' was created: ' : ' were created: ') : ': '}
          {handoffs.slice(0, 8).map((name) => (
            <span key={name} className="chip">
              {name}
            </span>
          ))}
          {handoffs.length > 8 && <span className="t-3"> and {integer(handoffs.length - 8)} more</span>}
        </li>
      )}
      {flagged.map(([what, count]) => (
        <li key={what} className="num">
          {counted(count, 'record')} kept but flagged: {what}.{' '}
          <span className="t-2">Left out of the figures that need the broken pair.</span>
        </li>
      ))}
      {asOf !== null && <li className="num t-2">The data reaches to {date(asOf, zone)}.</li>}
    </ul>
  );
}
