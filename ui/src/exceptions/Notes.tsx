import type { AuditListed, Policy } from '../bridge';
import { Button, Keycaps } from '../components/controls';
import { dateTimeHere } from '../components/format';
import css from './exceptions.module.css';
import { deedWords, namesOf, saidWords } from './words';

interface Props {
  history: readonly AuditListed[];
  policy: Policy | undefined;
  onNote: () => void;
}

/** What people said about the case: notes, disputes, reasons. */
export function Notes({ history, policy, onNote }: Props) {
  const names = namesOf(policy);
  const said = history.filter(({ entry }) => entry.actor !== '' && saidWords(entry) !== null);
  return (
    <>
      <div>
        <Button small onPress={onNote}>
          Add a note <Keycaps caps={['N']} />
        </Button>
      </div>
      {said.length === 0 && <p className="t-2">Nobody has written anything about this case yet.</p>}
      <ol className={css.notes}>
        {said.map(({ entry }) => (
          <li key={entry.number}>
            <p className="t-small t-3 num">
              <b className="t-2">{names.person(entry.actor)}</b> {dateTimeHere(entry.at)}
              {entry.act !== 'case.noted' && `, ${deedWords(entry, policy).toLowerCase()}`}
            </p>
            <p className={css.saying}>{saidWords(entry)}</p>
          </li>
        ))}
      </ol>
    </>
  );
}
