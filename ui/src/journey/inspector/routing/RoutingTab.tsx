import { useState } from 'react';
import { Select } from '../../../components/controls';
import { type EditorProps, setPart, useCommit } from '../editing';
import css from '../inspector.module.css';
import { Section, Tick } from '../parts';
import { BufferPart } from './BufferPart';
import { DecisionTable } from './DecisionTable';
import { TryRecord } from './TryRecord';
import { DUPLICATES, MATCHES, matchingWords } from './table';

/** How a record finds its owner: what is known of it first, what systems add, the table, and a record to try it on. */
export function RoutingTab(props: EditorProps) {
  return (
    <>
      <MatchingPart {...props} />
      <BufferPart {...props} />
      <DecisionTable {...props} />
      <TryRecord handoff={props.handoff} policy={props.policy} />
    </>
  );
}

function MatchingPart({ handoff, locked, onEdit }: EditorProps) {
  const [on, setOn] = useState(false);
  const { commit, refused } = useCommit(onEdit);
  const { matching } = handoff.routing;
  const set = (field: string, value: unknown) => void commit(setPart(handoff, `routing/matching/${field}`, value));
  const lines = matchingWords(matching);
  const ticks = (label: string, field: 'account_by' | 'duplicate_by') => (
    <fieldset className={css.ticks}>
      <legend className="field__label">{label}</legend>
      {MATCHES.map(({ id, label: words }) => (
        <Tick
          key={id}
          on={matching[field].includes(id)}
          onChange={(is) =>
            set(
              field,
              // Surest first, whatever the order of ticking.
              MATCHES.map((one) => one.id).filter((one) => (one === id ? is : matching[field].includes(one))),
            )
          }
        >
          {words}
        </Tick>
      ))}
    </fieldset>
  );
  return (
    <Section
      title="Before the table"
      what="the matching"
      editing={on}
      onEditing={locked ? undefined : setOn}
      refused={refused}
    >
      {on ? (
        <div className={css.form}>
          <div className={css.two}>
            {ticks('Match the account by', 'account_by')}
            {ticks('Find duplicates by', 'duplicate_by')}
          </div>
          <Select
            label="A record that is there already"
            options={DUPLICATES}
            value={matching.on_duplicate}
            onChange={(what) => set('on_duplicate', what)}
          />
        </div>
      ) : lines.length === 0 ? (
        <p className="t-small t-2">Leads are not matched to accounts, and nobody looks for duplicates.</p>
      ) : (
        <ul className="t-small t-2">
          {lines.map((line) => (
            <li key={line}>{line}.</li>
          ))}
        </ul>
      )}
    </Section>
  );
}
