import { X } from 'lucide-react';
import { Button } from '../../components/controls';
import { moved } from './editing';
import css from './inspector.module.css';
import { TextPart } from './parts';

interface Props {
  label: string;
  /** What one of them is called: `act`. */
  one: string;
  words: readonly string[];
  placeholder?: string;
  onWords: (words: string[]) => void;
}

/** Lines of words, each edited in its place; the last, empty one is where the next is written. */
export function WordList({ label, one, words, placeholder, onWords }: Props) {
  const put = (at: number, text: string) => {
    const word = text.trim();
    if (word === '') onWords(words.toSpliced(at, 1));
    else onWords(at < words.length ? words.with(at, word) : [...words, word]);
  };
  return (
    <div>
      <p className="field__label">{label}</p>
      <ol className={css.words}>
        {words.map((word, at) => (
          <li
            key={word}
            onKeyDownCapture={(event) => {
              if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
              event.preventDefault();
              event.stopPropagation();
              const to = at + (event.key === 'ArrowDown' ? 1 : -1);
              if (to >= 0 && to < words.length) onWords(moved(words, at, to));
            }}
          >
            <TextPart label={`${one} ${at + 1}`} labelHidden value={word} onValue={(text) => put(at, text)} />
            <Button
              kind="quiet"
              small
              icon
              aria-label={`Remove ${word}`}
              onPress={() => onWords(words.toSpliced(at, 1))}
            >
              <X size={12} aria-hidden />
            </Button>
          </li>
        ))}
        <li key={`new-${words.length}`}>
          <TextPart
            label={`Another ${one}`}
            labelHidden
            value=""
            placeholder={placeholder ?? `Another ${one}`}
            onValue={(text) => put(words.length, text)}
          />
        </li>
      </ol>
    </div>
  );
}
