import { Link } from '@tanstack/react-router';
import type { Breach, Council, RepeatException } from '../../bridge';
import { CLOCK_NAMES } from '../../components/clock/words';
import { counted, dateTime, duration, integer, monthShort } from '../../components/format';
import { HandoffBadge } from '../../components/HandoffBadge';
import css from './council.module.css';
import { Proposed } from './Proposed';
import { AgendaPage, Calm, Head, Part, useFew } from './parts';

interface Props {
  council: Council;
  zone: string;
  locked: boolean;
}

/** What failed and is worth a talk: the worst breaches with their ledgers, and exceptions that come again with a rule that would end them. */
export function FailuresPage({ council, zone, locked }: Props) {
  const { repeats } = council;
  const { breaches, breached } = council.figures;
  return (
    <AgendaPage
      title="Failures to discuss"
      lead={
        breached === 0
          ? 'Every promise that can be judged was kept.'
          : `${counted(breached, 'record')} of the month with a promise missed; the worst by how many times the promised time it took.`
      }
    >
      <Part title="Worst breaches" of={breaches.length > 0 && 'Each opens into the ledger that adds up to its number.'}>
        {breaches.length === 0 ? <Calm>None.</Calm> : <Breaches breaches={breaches} zone={zone} />}
      </Part>
      <Part
        title="Exceptions that come again"
        of={
          repeats.length > 0 &&
          'By type and handoff, with the change of a rule that would end them where one can be named.'
        }
      >
        {repeats.length === 0 ? (
          <Calm>No type of exception came back at the same handoff.</Calm>
        ) : (
          <ul className={css.repeats}>
            {repeats.map((one) => (
              <Repeat key={`${one.exception_type} ${one.handoff.key}`} repeat={one} locked={locked} />
            ))}
          </ul>
        )}
      </Part>
    </AgendaPage>
  );
}

function Breaches({ breaches, zone }: { breaches: readonly Breach[]; zone: string }) {
  const [shown, more] = useFew(breaches, 8);
  return (
    <>
      <div className={css.scroll}>
        <table className={`tbl ${css.breaches}`}>
          <Head
            columns={[
              { text: 'Record', width: 116 },
              { text: 'Handoff', width: 120 },
              { text: 'Clock', width: 110 },
              { text: 'Owner' },
              { text: 'Segment' },
              { text: 'Was due', how: 'r', width: 132 },
              { text: 'Over by', how: 'r', width: 112 },
              { text: 'Times', how: 'r', width: 64 },
            ]}
          />
          <tbody>
            {shown.map((one) => (
              <tr key={one.id} title={one.sentence}>
                <th scope="row">
                  <Link to="/records/$id" params={{ id: one.id }} aria-label={`Ledger of ${one.record_id || one.id}`}>
                    {one.record_id === '' ? one.id : one.record_id}
                  </Link>
                </th>
                <td>
                  <HandoffBadge handoff={one.handoff} />
                </td>
                <td className="t-2">{CLOCK_NAMES[one.clock]}</td>
                <td>{one.owner ?? <span className="t-3">nobody</span>}</td>
                <td className="t-2">{one.segment ?? ''}</td>
                <td className="r t-2">{dateTime(one.due_at, zone)}</td>
                <td className="r">
                  {duration(one.over_ms)} {one.event_at === null && <span className="is-breach">open</span>}
                </td>
                <td className="r t-2">{one.times >= 10 ? integer(one.times) : one.times.toFixed(1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more}
    </>
  );
}

function Repeat({ repeat, locked }: { repeat: RepeatException; locked: boolean }) {
  const { proposal } = repeat;
  return (
    <li>
      <div>
        <p>
          <HandoffBadge handoff={repeat.handoff} /> <b>{repeat.type_name}</b>{' '}
          <span className="t-2 num">
            {counted(repeat.count, 'time')}
            {repeat.before.length > 0 && `, also in ${repeat.before.map(monthShort).join(', ')}`}
          </span>
        </p>
        <p className="t-small t-2 num">{repeat.sentence}</p>
        <ul className={`t-small num ${css.cases}`} aria-label="Cases">
          {repeat.cases.map((name) => (
            <li key={name}>
              <Link to="/exceptions" search={{ case: Number(name.replace(/^\D+/, '')) }}>
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </div>
      {proposal === null ? (
        <p className="t-small t-3">
          No change of a rule can be named without knowing the business: talk about the cause.
        </p>
      ) : (
        <Proposed proposal={proposal} handoff={repeat.handoff.key} locked={locked} />
      )}
    </li>
  );
}
