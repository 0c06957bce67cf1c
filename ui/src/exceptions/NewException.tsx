import { useState } from 'react';
import { choosingActor } from '../app/ActingAs';
import { useActing } from '../app/acting';
import { say } from '../app/toasts';
import { bridge, type PassageKey, type Policy, trouble } from '../bridge';
import { Area, submits } from '../components/Area';
import { Button, Keycaps, Select } from '../components/controls';
import type { Refusals } from './acts';
import css from './exceptions.module.css';
import { PassagePick } from './PassagePick';
import { Refused } from './Refused';

interface Props {
  policy: Policy | undefined;
  onDone: (number: number) => void;
  onClose: () => void;
}

/** An exception that somebody saw and no rule found. */
export function NewException({ policy, onDone, onClose }: Props) {
  const { actor } = useActing();
  const types = policy?.exception_types ?? [];
  const severities = policy?.severities ?? [];
  const [passage, setPassage] = useState<PassageKey | null>(null);
  const [type, setType] = useState<string | null>(null);
  const [severity, setSeverity] = useState<string | null>(severities[1]?.key ?? severities[0]?.key ?? null);
  const [text, setText] = useState('');
  const [refused, setRefused] = useState<Refusals>([]);
  const [busy, setBusy] = useState(false);

  const submit = async () => {
    const refuse = (why: string) => setRefused([{ name: 'new', why }]);
    if (actor === '') return choosingActor.set(true);
    if (passage === null) return refuse('It names no record. Find one by its id, and choose its passage.');
    if (type === null || severity === null) return refuse('It has no type or severity. Choose one of the policy’s.');
    setBusy(true);
    try {
      const made = await bridge.exceptionReport(
        { passage, exception_type: type, subtype: null, severity, text },
        actor,
      );
      say(`EX-${made.number} is on the desk`);
      onDone(made.number);
    } catch (error) {
      refuse(trouble(error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <aside className="insp" aria-label="New exception">
      <div className="insp__head">
        <h2 className="t-panel">New exception</h2>
        <p className="t-small t-2">For what you saw and no rule found. No import closes it.</p>
      </div>
      <div className="insp__body">
        {policy !== undefined && types.length === 0 ? (
          <>
            <p className="t-2">
              The policy has no exception types of its own. What the rules find is worked with the template’s; an
              exception by hand needs a type that the policy names.
            </p>
            <div className={css.acts}>
              <Button kind="quiet" onPress={onClose}>
                Close
              </Button>
            </div>
          </>
        ) : (
          <form
            className={css.form}
            aria-label="New exception"
            onSubmit={(event) => {
              event.preventDefault();
              void submit();
            }}
            onKeyDownCapture={(event) => submits(event) && void submit()}
          >
            <PassagePick label="Record" value={passage} onChange={setPassage} autoFocus />
            <div className={css.two}>
              <Select
                label="Type"
                options={types.map(({ key, name }) => ({ id: key, label: name }))}
                value={type}
                onChange={setType}
              />
              <Select
                label="Severity"
                options={severities.map(({ key, name }) => ({ id: key, label: name }))}
                value={severity}
                onChange={setSeverity}
              />
            </div>
            <Area label="What is wrong" hint="in a sentence" value={text} onChange={setText} />
            <Refused refused={refused} />
            <div className={css.acts}>
              <Button kind="primary" type="submit" isDisabled={busy}>
                Put on the desk <Keycaps caps={['Ctrl', '↵']} />
              </Button>
              <Button kind="quiet" onPress={onClose}>
                Cancel
              </Button>
            </div>
          </form>
        )}
      </div>
    </aside>
  );
}
