import { useState } from 'react';
import {
  bridge,
  type CriteriaEvidence,
  type CriteriaGate,
  type Criterion,
  type SplitCount,
  trouble,
} from '../../../bridge';
import { LinkButton } from '../../../components/controls';
import { counted, integer, monthLong, share } from '../../../components/format';
import { StatusMark } from '../../../components/StatusMark';
import { Sentence } from '../parts';
import css from './criteria.module.css';
import { complete, firstLack } from './operators';
import { useCriteriaEvidence, useCriterionWords, useSettled } from './questions';
import { isAlways } from './tree';

interface Props {
  criterion: Criterion;
  handoff: string;
  gate: CriteriaGate;
  /** What the criteria are called in a sentence: `these entry criteria`. */
  called: string;
}

const SHOWN_TESTS = 3;

/** What a criterion says in English, and what a month's records say of it; while it is typed. */
export function CriterionSays({ criterion, handoff, gate, called }: Props) {
  const whole = complete(criterion);
  const settled = useSettled(criterion, 120);
  const words = useCriterionWords(settled, handoff);
  return (
    <div className={css.says}>
      <p className={`t-small ${css.sentence}`} aria-live="polite">
        {isAlways(criterion) ? (
          'Every record passes.'
        ) : words.data ? (
          <Sentence words={`${words.data.english}.`} />
        ) : words.error ? (
          trouble(words.error).message
        ) : (
          'Reading it …'
        )}
      </p>
      {!whole && <p className="t-small is-risk">{firstLack(criterion)} Until then it is not kept.</p>}
      {words.data && words.data.unknown_fields.length > 0 && (
        <p className="t-small is-risk">Not in the field catalogue: {words.data.unknown_fields.join(', ')}.</p>
      )}
      {whole && !isAlways(criterion) && (
        <Evidence
          criterion={criterion}
          handoff={handoff}
          gate={gate}
          called={called}
          jsonlogic={words.data?.jsonlogic}
        />
      )}
    </div>
  );
}

function Evidence({ criterion, handoff, gate, called, jsonlogic }: Props & { jsonlogic: string | undefined }) {
  const { data, error } = useCriteriaEvidence(criterion, handoff, gate);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    if (jsonlogic === undefined) return;
    await bridge.copyText(jsonlogic);
    setCopied(true);
  };
  return (
    <>
      {error !== null && <p className="t-small is-breach">{trouble(error).message}</p>}
      {data &&
        (data.records === 0 ? <p className="t-small t-3">No records to try it on yet.</p> : <Counts found={data} />)}
      {data && gate !== 'routing' && gate !== 'pause' && data.accepted_failing.of > 0 && (
        <Against found={data} called={called} />
      )}
      {jsonlogic !== undefined && (
        <p>
          <LinkButton className="t-small" onPress={() => void copy()}>
            {copied ? 'Copied as JSONLogic' : 'Copy as JSONLogic'}
          </LinkButton>
        </p>
      )}
    </>
  );
}

function Counts({ found }: { found: CriteriaEvidence }) {
  const worst = found.tests.filter((test) => test.failed + test.unknown > 0).slice(0, SHOWN_TESTS);
  const width = (n: number) => ({ flexGrow: n });
  return (
    <>
      <div className={css.stack} aria-hidden>
        {found.passed > 0 && <i className={css.pass} style={width(found.passed)} />}
        {found.failed > 0 && <i className={css.fail} style={width(found.failed)} />}
        {found.unknown > 0 && <i className={css.unsure} style={width(found.unknown)} />}
      </div>
      <p className={`num ${css.counts}`}>
        <span>
          <StatusMark status="met" />
          {integer(found.passed)} pass
        </span>
        <span>
          <StatusMark status="breach" />
          {integer(found.failed)} fail
        </span>
        <span>
          <StatusMark status="unknown" />
          {integer(found.unknown)} unknown
        </span>
        <span className="t-3">
          of {integer(found.records)}
          {found.month !== null && ` in ${monthLong(found.month)}`}
        </span>
      </p>
      {worst.length > 0 && (
        <ol className={`num ${css.tests}`} aria-label="What fails most">
          {worst.map((test) => (
            <li key={test.english}>
              <span>
                <Sentence words={test.english} />
              </span>
              <span className="t-2">
                {integer(test.failed)} fail{test.unknown > 0 && `, ${integer(test.unknown)} unknown`}
              </span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

/** The criteria against what was accepted all the same. */
function Against({ found, called }: { found: CriteriaEvidence; called: string }) {
  const [open, setOpen] = useState(false);
  const { n, of } = found.accepted_failing;
  return (
    <div className={css.against}>
      <p className="t-small num">
        <b>{of < 10 ? `${integer(n)} of ${integer(of)}` : share(n / of)}</b> of accepted records did not meet {called}{' '}
        <span className="t-3">({of < 10 ? 'too few for a share' : `${integer(n)} of ${counted(of, 'record')}`})</span>{' '}
        {n > 0 && (
          <LinkButton className="t-small" aria-expanded={open} onPress={() => setOpen(!open)}>
            {open ? 'Fewer words' : 'By source and owner'}
          </LinkButton>
        )}
      </p>
      {open && (
        <div className={`num ${css.splits}`}>
          <Split title="Source" rows={found.by_source} />
          <Split title="Owner" rows={found.by_owner} />
        </div>
      )}
    </div>
  );
}

function Split({ title, rows }: { title: string; rows: readonly SplitCount[] }) {
  return (
    <section>
      <h4>{title}</h4>
      <ul>
        {rows.slice(0, 6).map((row) => (
          <li key={row.value}>
            <span title={row.value}>{row.value}</span>
            <span className="nowrap">
              {row.of < 10 ? `${integer(row.n)} of ${integer(row.of)}` : share(row.n / row.of)}{' '}
              <span className="t-3">n {integer(row.of)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
