import { useState } from 'react';
import type { Operation, Policy, PolicyProblem } from '../../bridge';
import { Button, LinkButton } from '../../components/controls';
import { Sentence, TextPart } from '../inspector/parts';
import { tried } from '../inspector/routing/tried';
import { capital, nameOf } from './problems';
import css from './problems.module.css';
import { RecordsLike } from './RecordsLike';

interface Props {
  problem: PolicyProblem;
  policy: Policy;
  locked: boolean;
  onGo: () => void;
  onFix: (operation: Operation) => void;
  /** Null = it is heard again. */
  onMute: (reason: string | null) => void;
}

/** What shows a problem, and what can be done about it. */
export function ProblemDetail({ problem, policy, locked, onGo, onFix, onMute }: Props) {
  const [muting, setMuting] = useState(false);
  const { witness, shown_by: shown, fixes, muted, rule } = problem;
  return (
    <section className={css.detail} aria-label="What shows it">
      {witness ? (
        <>
          <h3 className="t-small">
            <b>A record that shows it</b>
          </h3>
          <dl className={`num ${css.witness}`}>
            {witness.matters.map((key) => (
              <div key={key}>
                <dt>{policy.fields.find((field) => field.key === key)?.name ?? key}</dt>
                <dd>{valueWords(witness.record[key])}</dd>
              </div>
            ))}
            {witness.matters.length === 0 && <dd>any record</dd>}
          </dl>
          {problem.place.noun === 'handoff' && (
            <RecordsLike key={nameOf(problem)} handoff={problem.place.key} witness={witness} />
          )}
        </>
      ) : (
        <>
          <h3 className="t-small">
            <b>{shown ? 'The way there' : rule.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase())}</b>
          </h3>
          <p className="t-small t-2">
            <Sentence words={capital(shown ?? problem.message)} />.
          </p>
        </>
      )}
      {muted !== null && <p className="t-small t-2">Muted: {muted}</p>}
      {muting ? (
        <TextPart
          label="Why it may stay as it is"
          value=""
          placeholder="Agreed in the council of October"
          refuse={(text) => (text.trim() === '' ? 'Say why, for whoever reads it later.' : null)}
          onValue={(reason) => {
            setMuting(false);
            onMute(reason.trim());
          }}
        />
      ) : (
        <div className={css.acts}>
          {!locked &&
            fixes.map((fix) => (
              <Button key={fix.label} small onPress={() => onFix(fix.operation)}>
                {fix.label}
              </Button>
            ))}
          <LinkButton className="t-small" onPress={onGo}>
            Go to it
          </LinkButton>
          {witness && problem.place.noun === 'handoff' && problem.place.part === 'routing' && (
            <LinkButton
              className="t-small"
              onPress={() => {
                tried.set({ handoff: problem.place.key, values: witness.record });
                onGo();
              }}
            >
              Try it on the table
            </LinkButton>
          )}
          {!locked && (
            <LinkButton className="t-small" onPress={() => (muted === null ? setMuting(true) : onMute(null))}>
              {muted === null ? 'Mute' : 'Hear it again'}
            </LinkButton>
          )}
        </div>
      )}
    </section>
  );
}

function valueWords(value: string | number | boolean | undefined): string {
  if (value === undefined) return 'blank';
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}
