import { X } from 'lucide-react';
import { useId, useState } from 'react';
import css from './import.module.css';

interface Props {
  label: string;
  hint?: string;
  tokens: string[];
  onTokens: (tokens: string[]) => void;
  /** Values that the column has, offered while typing. */
  suggestions?: string[];
  placeholder?: string;
}

/** A short list of values: typed and ended with Enter or a comma, taken away with a click or Backspace. */
export function Tokens({ label, hint, tokens, onTokens, suggestions = [], placeholder }: Props) {
  const id = useId();
  const [text, setText] = useState('');
  const add = (value: string) => {
    const trimmed = value.trim();
    if (trimmed && !tokens.includes(trimmed)) onTokens([...tokens, trimmed]);
    setText('');
  };
  const offered = suggestions.filter((value) => value && !tokens.includes(value));
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
        {hint && <i>{hint}</i>}
      </label>
      <div className={`field__box ${css.tokens}`}>
        {tokens.map((token) => (
          <span key={token} className="chip">
            {token}
            <button
              type="button"
              className={css.tokenOff}
              aria-label={`Remove ${token}`}
              onClick={() => onTokens(tokens.filter((other) => other !== token))}
            >
              <X size={11} aria-hidden />
            </button>
          </span>
        ))}
        <input
          id={id}
          list={offered.length > 0 ? `${id}-offered` : undefined}
          value={text}
          placeholder={tokens.length === 0 ? placeholder : undefined}
          onChange={(event) =>
            offered.includes(event.target.value) ? add(event.target.value) : setText(event.target.value)
          }
          onKeyDown={(event) => {
            if (event.key === 'Enter' || event.key === ',') {
              event.preventDefault();
              add(text);
            } else if (event.key === 'Backspace' && text === '') onTokens(tokens.slice(0, -1));
          }}
          onBlur={() => add(text)}
        />
        {offered.length > 0 && (
          <datalist id={`${id}-offered`}>
            {offered.map((value) => (
              <option key={value} value={value} />
            ))}
          </datalist>
        )}
      </div>
    </div>
  );
}
