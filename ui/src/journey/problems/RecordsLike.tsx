import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { bridge, type Witness } from '../../bridge';
import { LinkButton } from '../../components/controls';
import { integer } from '../../components/format';
import { useAboutDraft } from '../draft';
import { likeWords } from './problems';
import css from './problems.module.css';

interface Props {
  handoff: string;
  witness: Witness;
}

/** So many are offered at once: who wants more filters the records. */
const OFFERED = 12;

/** How many of the records that were imported are like the one that shows a problem, and the way to them. Nothing where nobody can tell. */
export function RecordsLike({ handoff, witness }: Props) {
  const { record, matters, now } = witness;
  const [open, setOpen] = useState(false);
  const { data } = useAboutDraft(`like ${handoff} ${matters.join(' ')} ${JSON.stringify(record)}`, () =>
    bridge.recordsLike({ handoff, record, matters, now }),
  );
  if (!data || data.of === 0) return null;
  const shown = data.records.slice(0, OFFERED);
  return (
    <div className="t-small t-3 num">
      <p>
        {likeWords(data)}{' '}
        {data.like > 0 && (
          <LinkButton className="t-small" aria-expanded={open} onPress={() => setOpen(!open)}>
            {open ? 'Hide the records' : 'Show the records'}
          </LinkButton>
        )}
      </p>
      {open && (
        <p className={css.likeList}>
          {shown.map((id, at) => (
            <Link key={id} to="/records/$id" params={{ id: String(id) }} aria-label={`Record ${at + 1} like it`}>
              {integer(at + 1)}
            </Link>
          ))}
          {data.like > shown.length && <span>the first {shown.length}</span>}
        </p>
      )}
    </div>
  );
}
