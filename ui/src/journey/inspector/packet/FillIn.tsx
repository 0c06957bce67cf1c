import { useState } from 'react';
import { bridge, type ExampleRecord, trouble } from '../../../bridge';
import { Button, Field, Select } from '../../../components/controls';
import { StatusMark } from '../../../components/StatusMark';
import { useAboutDraft } from '../../draft';
import { useCriterionWords, useSettled } from '../criteria/questions';
import { isAlways } from '../criteria/tree';
import { Section, Sentence } from '../parts';
import { entriesOf, kindWords, lackOf, type PacketLine, triedWords } from './packet';
import sheet from './packet.module.css';

const BLANK = '(blank)';

/** The form as the sender sees it: tried here, kept nowhere. What is typed is judged as whoever receives it would. */
export function FillIn({ handoff, lines }: { handoff: string; lines: readonly PacketLine[] }) {
  const [on, setOn] = useState(false);
  const [entries, setEntries] = useState<Record<string, string>>({});
  const [checked, setChecked] = useState(false);
  const typed = useSettled(JSON.stringify(entriesOf(lines, entries)), 150);
  const { data: tried, error } = useAboutDraft(
    `packet ${handoff} ${typed}`,
    () => bridge.packetTry(handoff, JSON.parse(typed) as ExampleRecord),
    on,
  );
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
  const begun = checked || Object.values(entries).some((entry) => entry !== '');
  return (
    <Section title="As the sender sees it" aside="kept nowhere" what="the trial" editing onEditing={close}>
      <form
        className={sheet.form}
        onSubmit={(event) => {
          event.preventDefault();
          setChecked(true);
        }}
      >
        <p className="t-small num" role="status">
          {error ? (
            <span className="is-breach">{trouble(error).message}</span>
          ) : begun && tried ? (
            <>
              <StatusMark status={tried.complete ? 'met' : 'breach'} /> {triedWords(tried)}
            </>
          ) : (
            <span className="t-3">Type as the sender would: each entry is judged at once.</span>
          )}
        </p>
        {lines.map((line) => (
          <Entry
            key={line.field.field}
            line={line}
            handoff={handoff}
            value={entries[line.field.field] ?? ''}
            lacks={lackOf(tried, line.field.field, checked)}
            onValue={(value) => setEntries({ ...entries, [line.field.field]: value })}
          />
        ))}
        <div className={sheet.check}>
          <Button small type="submit">
            Hand over
          </Button>
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
