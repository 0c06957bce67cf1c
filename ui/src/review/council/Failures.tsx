import { Link } from '@tanstack/react-router';
import type { Council, RepeatException } from '../../bridge';
import { counted, monthShort } from '../../components/format';
import { HandoffBadge } from '../../components/HandoffBadge';
import css from './council.module.css';
import { LateRecords } from './LateRecords';
import { Proposed } from './Proposed';
import { AgendaPage, Calm, Part } from './parts';

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
        {breaches.length === 0 ? (
          <Calm>None.</Calm>
        ) : (
          <LateRecords records={breaches} zone={zone} few={8} also="times" />
        )}
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
