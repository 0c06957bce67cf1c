import { useState } from 'react';
import { Button, Field, Select } from '../../../components/controls';
import { counted } from '../../../components/format';
import { StatusMark } from '../../../components/StatusMark';
import { useCriterionWords } from '../criteria/questions';
import { isAlways } from '../criteria/tree';
import { Section, Sentence } from '../parts';
import { entryLacks, kindWords, type PacketLine } from './packet';
import sheet from './packet.module.css';

const BLANK = '(blank)';

/** The form as the sender sees it: tried here, kept nowhere. */
export function FillIn({ handoff, lines }: { handoff: string; lines: readonly PacketLine[] }) {
  const [on, setOn] = useState(false);
  const [entries, setEntries] = useState<Record<string, string>>({});
  const [checked, setChecked] = useState(false);
  const lacks = lines.map((line) => entryLacks(line, entries[line.field.field] ?? ''));
  const missing = lacks.filter((lack) => lack !== null).length;
  if (!on)
    return (
      <Section title="As the sender sees it">
        <Button small onPress={() => setOn(true)}>
          Fill it in
        </Button>
      </Section>
    );
  const close = () => {
    setOn(false);
    setEntries({});
    setChecked(false);
  };
  return (
    <Section title="As the sender sees it" aside="kept nowhere" what="the trial" editing onEditing={close}>
      <form
        className={sheet.form}
        onSubmit={(event) => {
          event.preventDefault();
          setChecked(true);
        }}
      >
        {lines.map((line, at) => (
          <Entry
            key={line.field.field}
            line={line}
            handoff={handoff}
            value={entries[line.field.field] ?? ''}
            lacks={checked ? (lacks[at] ?? null) : null}
            onValue={(value) => setEntries({ ...entries, [line.field.field]: value })}
          />
        ))}
        <div className={sheet.check}>
          <Button small type="submit">
            Hand over
          </Button>
          {checked && (
            <p className="t-small" role="status">
              <StatusMark status={missing === 0 ? 'met' : 'breach'} />{' '}
              {missing === 0 ? 'It is complete and would travel.' : `${counted(missing, 'field')} would hold it back.`}
            </p>
          )}
        </div>
      </form>
    </Section>
  );
}

function Entry({
  line,
  handoff,
  value,
  lacks,
  onValue,
}: {
  line: PacketLine;
  handoff: string;
  value: string;
  lacks: string | null;
  onValue: (value: string) => void;
}) {
  const { field, known, name } = line;
  const words = useCriterionWords(field.validation, handoff);
  const note = (
    <>
      {field.help}
      {!isAlways(field.validation) && words.data && (
        <>
          {field.help !== '' && '. '}
          <Sentence words={words.data.english} />
        </>
      )}
    </>
  );
  const list = known?.kind === 'boolean' ? ['yes', 'no'] : known?.kind === 'choice' ? known.values : [];
  if (list.length > 0)
    return (
      <div>
        <Select
          label={field.required ? name : `${name} (optional)`}
          options={[{ id: BLANK, label: 'Choose' }, ...list.map((one) => ({ id: one, label: one }))]}
          value={value === '' ? BLANK : value}
          onChange={(picked) => onValue(picked === BLANK ? '' : picked)}
          note={lacks === null ? note : undefined}
        />
        {lacks !== null && <p className="field__note is-breach">{lacks}</p>}
      </div>
    );
  return (
    <Field
      label={name}
      hint={field.required ? kindWords(known) : `optional, ${kindWords(known)}`}
      value={value}
      onChange={onValue}
      error={lacks}
      note={note}
    />
  );
}
