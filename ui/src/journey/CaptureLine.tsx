import { Plus } from 'lucide-react';
import { type RefObject, useId, useState } from 'react';
import { say } from '../app/toasts';
import { captureOperation, parseCapture } from './capture';
import { useEdit, usePolicy } from './draft';
import css from './journey.module.css';
import { selectItems } from './selection';

interface Props {
  input: RefObject<HTMLInputElement | null>;
}

/** One line makes a handoff point with its teams and its risk, as one edit. What is wrong with it stands under it while typing. */
export function CaptureLine({ input }: Props) {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(false);
  const policy = usePolicy();
  const edit = useEdit();
  const note = useId();
  const read = parseCapture(text);
  const wrong = asked && 'wrong' in read ? read.wrong : null;
  const capture = async () => {
    setAsked(true);
    if ('wrong' in read) return;
    const { operation, made, words } = captureOperation(policy, [read]);
    setText('');
    setAsked(false);
    if ((await edit(operation)) === null) {
      setText(text);
      return;
    }
    selectItems(made.map((key) => ({ noun: 'handoff', key })));
    say(`${words} captured`);
  };
  return (
    <div className={css.capture}>
      <Plus size={14} aria-hidden />
      <input
        ref={input}
        aria-label="Quick capture"
        aria-invalid={wrong !== null}
        aria-describedby={wrong === null ? undefined : note}
        placeholder="SDR -> AE: discovery context gets lost"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          if (event.target.value === '') setAsked(false);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void capture();
          if (event.key === 'Escape') {
            setText('');
            setAsked(false);
            event.currentTarget.blur();
          }
        }}
      />
      {wrong !== null && (
        <p className={css.captureNote} id={note} role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}
